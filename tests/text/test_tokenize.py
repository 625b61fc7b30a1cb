"""Tokens are spans of the source, of the right kind, in order."""

import itertools

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.tokenize import Token, fold_word, tokenize, words

KINDS = {
    *("word", "number", "range", "date", "time", "hashtag", "mention", "url", "email", "emoji", "punctuation", "mark"),
}


def kinds(text):
    return [(t.text, t.kind) for t in tokenize(text)]


def test_words_keep_their_marks_and_tatweel():
    assert words("قِبَل وزيـــرَي الدّفاع") == ["قِبَل", "وزيـــرَي", "الدّفاع"]


def test_a_word_may_hold_a_zero_width_joiner():
    assert words("می\u200cرود غدا") == ["می\u200cرود", "غدا"]


def test_presentation_forms_are_letters():
    assert words("\ufefb \ufee3\ufea4\ufee4\ufeaa") == ["\ufefb", "\ufee3\ufea4\ufee4\ufeaa"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2022-2024", "range"),
        ("٢٠٢٢–٢٠٢٤", "range"),
        ("3.5%", "number"),
        ("١٬٢٠٠٫٥", "number"),
        ("9/11/2021", "date"),
        ("2021-11-09", "date"),
        ("#الأمن_الغذائي", "hashtag"),
        ("＃اقتصاد", "hashtag"),
        ("@wakala_news", "mention"),
        ("https://example.com/خبر?id=3", "url"),
        ("www.example.com", "url"),
        ("info@example.com", "email"),
        ("👩🏽‍🚀", "emoji"),
        ("...", "punctuation"),
        ("،", "punctuation"),
        ("NATO", "word"),
        ("l'Orient", "word"),
    ],
)
def test_kinds(text, kind):
    assert kinds(text) == [(text, kind)]


def test_a_year_range_is_one_token_and_no_negative_number():
    assert ("2022-2024", "range") in kinds("المجال الدفاعي 2022-2024 من قبل")


def test_arabic_and_latin_letters_in_one_run_are_two_words():
    assert words("الـAI") == ["الـ", "AI"]


def test_a_link_ends_before_an_arabic_comma_or_mark():
    assert kinds("«https://example.com/a»، نعم")[1] == ("https://example.com/a", "url")


def test_words_leaves_numbers_punctuation_and_links_out():
    assert words("قال: «نعم» 3 مرات #وسم @me https://a.b") == ["قال", "نعم", "مرات"]


def test_no_text_no_tokens():
    assert list(tokenize("")) == [] and list(tokenize(" \n\t\u00a0")) == []


def test_a_token_knows_its_span():
    assert list(tokenize(" نعم.")) == [Token("نعم", 1, 4, "word"), Token(".", 4, 5, "punctuation")]


@modest
@given(texts)
def test_tokens_of_any_text_are_exact_in_order_and_lose_nothing_but_whitespace(text):
    for clitics in (False, True):
        tokens = list(tokenize(text, clitics=clitics))
        assert all(text[t.start : t.end] == t.text and t.text for t in tokens)
        assert {t.kind for t in tokens} <= KINDS | ({"proclitic", "enclitic"} if clitics else set())
        assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
        covered = {i for t in tokens for i in range(t.start, t.end)}
        assert all(char.isspace() for i, char in enumerate(text) if i not in covered)
        assert not any(char.isspace() for t in tokens for char in t.text)


def test_clitics_are_tokens_on_demand():
    text = "زار الكتاب وكتابهم بالمعرض، كتاب 2022-2024"
    assert [t.text for t in tokenize(text)] == text.replace("،", " ،").split()
    fine = list(tokenize(text, clitics=True))
    assert [t.text for t in fine if t.kind == "proclitic"] == ["ال", "و", "ب", "ال"]
    assert [(t.text, text[t.start : t.end]) for t in fine if t.kind == "enclitic"] == [("هم", "هم")]
    assert fine[-1].kind == "range"


@pytest.mark.parametrize("bad", [None, b"abc", 3, ["نعم"]])
def test_only_a_string_has_tokens(bad):
    with pytest.raises(TypeError, match="tokenize takes a string"):
        tokenize(bad)


def test_fold_word_is_the_search_scheme():
    normalizer = ArabicNormalizer("search")
    for word in ["إدارةٍ", "مُـوَحَّدة", "مستشفى", "آذار", "ٱلله", "سؤال"]:
        assert fold_word(word) == normalizer.normalize(word)
    assert fold_word("إدارةٍ") == "اداره"


@pytest.mark.parametrize("char", ["ا", "1", "a", "\u0651", "\u200f", "ـ"])
def test_a_million_of_one_character_are_one_token(char):
    [token] = tokenize(char * 10**6)
    assert len(token.text) == 10**6

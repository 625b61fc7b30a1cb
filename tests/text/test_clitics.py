"""Clitics: what spelling shows, what the text's own words show, and never a letter lost."""

from __future__ import annotations

import pytest
from arabic_texts import modest, texts
from hypothesis import given
from hypothesis import strategies as st

from arabnlp.text.clitics import split_clitics, tokenize_clitics
from arabnlp.text.tokenize import tokenize

WORDS = st.text(st.sampled_from("وفبكلسايتنهمكةىأإلبعدرقـَُّْ\u200f"), max_size=12)


@pytest.mark.parametrize(
    ("word", "known", "parts"),
    [
        ("والمدرسة", (), (("و", "ال"), "مدرسة", ())),
        ("فبالعلم", (), (("ف", "ب", "ال"), "علم", ())),
        ("للوزير", (), (("ل", "ل"), "وزير", ())),
        ("وَالْعِلْمُ", (), (("وَ", "الْ"), "عِلْمُ", ())),
        ("سيكتبون", {"يكتبون"}, (("س",), "يكتبون", ())),
        ("مدرستها", {"مدرسه"}, ((), "مدرست", ("ها",))),
        ("وبكتابه", {"كتاب"}, (("و", "ب"), "كتاب", ("ه",))),
        ("وزير", {"زير"} | {"وزير"}, ((), "وزير", ())),
        ("فريق", (), ((), "فريق", ())),
        ("بلد", {"لد"}, ((), "بلد", ())),
        ("الله", (), ((), "الله", ())),
        ("والذين", (), (("و",), "الذين", ())),
        ("والذين", {"الذين"}, (("و",), "الذين", ())),
        ("الآن", (), ((), "الآن", ())),
        ("وأعماله", {"اعمال"}, (("و",), "أعمال", ("ه",))),
        ("والده", {"والد"}, ((), "والد", ("ه",))),
    ],
)
def test_words(word: str, known: set[str], parts: tuple[tuple[str, ...], str, tuple[str, ...]]) -> None:
    assert split_clitics(word, known) == parts


@pytest.mark.parametrize(
    "parts",
    """ل+أن-هم ب+أن-ه و+ل+أن-ها لكن-هم و+لكن أن-ه ف+إن-ها إن-ني من-ها في-ه و+في-ها ب-ه ل-ه و+ل-هم عن-ها علي-ه و+علي-هم
    إلي-ه الي-ها لدي-هم مع-ه و+مع-نا بين-هما عند-ها و+الله ب+الله ل+هؤلاء و+ب+هذا ل+تلك و+أولئك ب+الذي ل+لذين و+الآن
    و+إعادة ب+إعادة و+ل+إنشاء ف+إن و+أكد و+أن و+آلاف و+إلغاء ب+التزام و+التهاب ل+لاعبين ل+ليبيا و+ل+لقاء ل+ل+وحدة
    ب+ال+تزامن ال+تحقيق ال+تفتيش ال+تقاطع ال+تماسك ال+واحد ال+أفراد ال+تحامل ال+تفهم و+ال+مدرسة""".split(),
)
def test_the_closed_class_and_what_spelling_shows(parts: str) -> None:
    stem, *after = parts.split("-")
    *before, word = stem.split("+")
    assert split_clitics(parts.replace("+", "").replace("-", "")) == (tuple(before), word, tuple(after))


@pytest.mark.parametrize(
    "word",
    """التهاب الوان التقاط التزام التحق التحقت التقى الاف المانيا والده والدتها والديه بالغين فالنسيا كالسيوم آلية علية
    فلك وأد بي لي لكن كان وسام ورود فأر كأس رأس سأل إعادة أكد""".split(),
)
def test_what_looks_like_a_clitic_and_is_none(word: str) -> None:
    assert split_clitics(word) == ((), word, ())


def test_tokens_have_their_places_and_the_text_is_its_own_vocabulary() -> None:
    text = "زار الوفد الكتاب. وكتاب المدرسة وكتابهم بالمعرض، كتاب"
    tokens = list(tokenize_clitics(text))
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.text for t in tokens if t.kind == "proclitic"] == ["ال", "ال", "و", "ال", "و", "ب", "ال"]
    assert [t.text for t in tokens if t.kind == "enclitic"] == ["هم"]


def test_wrong_input() -> None:
    with pytest.raises(TypeError, match="takes a word"):
        split_clitics(None)  # type: ignore[arg-type]


@modest
@given(word=st.one_of(WORDS, st.text(st.characters(), max_size=8)), known=st.sets(WORDS, max_size=4))
def test_parts_make_the_word(word: str, known: set[str]) -> None:
    parts = split_clitics(word, known)
    assert "".join([*parts.before, parts.word, *parts.after]) == word
    assert all(parts.before) and all(parts.after) and (parts.word or not word)


@modest
@given(text=texts)
def test_the_tokens_of_a_text_are_those_of_tokenize_cut_finer(text: str) -> None:
    fine = list(tokenize_clitics(text))
    assert "".join(t.text for t in fine) == "".join(t.text for t in tokenize(text))
    assert all(text[t.start : t.end] == t.text for t in fine)


def test_a_long_word_is_linear() -> None:
    word = "وال" + "م" * 1_000_000
    assert split_clitics(word).before == ("و", "ال")

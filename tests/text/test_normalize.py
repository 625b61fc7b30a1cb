"""ArabicNormalizer: schemes, overrides, alignment, peers."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarabic import araby
from sklearn.base import clone

from arabnlp import ArabicNormalizer
from arabnlp.errors import InputError
from arabnlp.text.charset import presentation_forms
from arabnlp.text.folds import BY_NAME, FOLDS, SCHEMES
from arabnlp.text.recipes import RECIPES

ARABIC = st.text(
    st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآٱؤئـًٌٍَُِّْٰکیہﻻﷲ٠١٥2 \n#_@،؟«»\u200f\u00a0حح"), max_size=60
)
ANYTHING = st.text(st.characters(), max_size=60)
OURS = sorted(SCHEMES)


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("search", "قِبَل إدارةٍ مُـوَحَّدة", "قبل اداره موحده"),
        ("news", "مُؤسَّسة #الذكاء_الاصطناعي ٢٠٢٥", "مؤسسة الذكاء الاصطناعي 2025"),
        ("news", "فوز#الهلال\u200f#النصر", "فوز الهلال النصر"),
        ("social", "#مصر#السعودية", "مصر السعوديه"),
        ("news", "الأمين إلى المستشفى", "الامين الي المستشفي"),
        ("light", "كبـــير", "كبير"),
        ("light", "ﻻ إله إلا ﷲ", "لا إله إلا الله"),
        ("light", "کتاب فارسی", "كتاب فارسي"),
        ("social", "راااائع @user &amp; جميل", "رائع مستخدم & جميل"),
        ("none", "كما هـوَ", "كما هـوَ"),
    ],
)
def test_schemes_on_real_words(scheme: str, text: str, expected: str) -> None:
    assert ArabicNormalizer(scheme).normalize(text) == expected


def test_every_row_changes_something_and_keep_does_not() -> None:
    sample = (
        "قِبَل ـ ٱلله أحمد مؤمن مئة هدى مدينة کتاب ٢٠٢٥، «نص» – ۝ۖ هـٰذا ﻻ ﷲ &amp; <b>عريض</b> "
        "http://a.b a@b.co @من #وسم_طويل 🌙 5 راااائع "
        "\u00a0\u200f  e\u0301"
    )
    for fold in FOLDS:
        assert ArabicNormalizer("none", **{fold.name: "keep"}).normalize(sample) == sample
        for choice in fold.choices:
            assert ArabicNormalizer("none", **{fold.name: choice}).normalize(sample) != sample, (fold.name, choice)


def test_override_and_its_errors() -> None:
    assert ArabicNormalizer("search", teh_marbuta="keep").normalize("مدينةٌ") == "مدينة"
    assert ArabicNormalizer("search", diacritics="shadda").normalize("شدَّدَ") == "شدّد"
    with pytest.raises(InputError, match="scheme 'serach' does not exist: choose from"):
        ArabicNormalizer("serach")
    with pytest.raises(InputError, match="fold 'teh'"):
        ArabicNormalizer("search", teh="keep")
    with pytest.raises(InputError, match="choice for teh_marbuta 'hah'"):
        ArabicNormalizer("search", teh_marbuta="hah")
    with pytest.raises(InputError, match="no overrides"):
        ArabicNormalizer("camel", alef="keep")


def test_wrong_input_names_the_text() -> None:
    with pytest.raises(InputError, match="text 1 is NoneType"):
        ArabicNormalizer().transform(["نص", None])  # type: ignore[list-item]
    with pytest.raises(InputError, match="not one string"):
        ArabicNormalizer().transform("نص")
    with pytest.raises(InputError, match="takes a string"):
        ArabicNormalizer().normalize(5)  # type: ignore[arg-type]


def test_scikit_learn_contract() -> None:
    normalizer = ArabicNormalizer("search", teh_marbuta="keep")
    assert clone(normalizer).get_params() == {"scheme": "search", "teh_marbuta": "keep"}
    assert normalizer.set_params(scheme="light").normalize("أمٌّ") == "أمٌّ"
    assert ArabicNormalizer("search").fit().transform(["أ"]) == ["ا"]


@settings(deadline=None, max_examples=150)
@given(text=ARABIC, scheme=st.sampled_from(OURS))
def test_idempotent(text: str, scheme: str) -> None:
    normalizer = ArabicNormalizer(scheme)
    once = normalizer.normalize(text)
    assert normalizer.normalize(once) == once


@settings(deadline=None, max_examples=150)
@given(text=ANYTHING, scheme=st.sampled_from([*OURS, *RECIPES]))
def test_anything_goes_in_and_alignment_gives_the_same_text(text: str, scheme: str) -> None:
    normalizer = ArabicNormalizer(scheme)
    aligned = normalizer.align(text)
    assert aligned.text == normalizer.normalize(text)
    last = 0
    for i in range(len(aligned.text)):
        start, end = aligned.span(i, i + 1)
        assert last <= start < end <= len(text)
        last = start


@settings(deadline=None, max_examples=100)
@given(text=ARABIC)
def test_unchanged_letters_come_from_themselves(text: str) -> None:
    aligned = ArabicNormalizer("search").align(text)
    for i, char in enumerate(aligned.text if len(aligned.text) > 1 else ""):  # one letter alone is the whole
        start, _ = aligned.span(i, i + 1)
        assert ArabicNormalizer("search").normalize(text[start]).startswith(char) or char in presentation_forms().get(
            text[start], ""
        )


def test_alignment_keeps_marks_with_their_letter() -> None:
    aligned = ArabicNormalizer("search").align("شدّدَ ﻻحقًا")
    assert aligned.text == "شدد لاحقا"
    assert [aligned.source[slice(*aligned.span(a, b))] for a, b in ((0, 3), (4, 6), (4, 9))] == ["شدّدَ", "ﻻ", "ﻻحقًا"]
    with pytest.raises(InputError, match="outside the normalized text"):
        aligned.span(3, 99)


@settings(deadline=None, max_examples=100)
@given(text=ARABIC)
def test_pyarabic_scheme_is_pyarabic(text: str) -> None:
    peer = araby.normalize_teh(
        araby.normalize_alef(araby.normalize_ligature(araby.strip_tatweel(araby.strip_tashkeel(text))))
    )
    assert ArabicNormalizer("pyarabic").normalize(text) == peer


def test_lucene_scheme_on_its_published_rules() -> None:
    # Vectors after the rules of org.apache.lucene.analysis.ar.ArabicNormalizer.
    vectors = {
        "آجن": "اجن",
        "أحمد": "احمد",
        "إعاذ": "اعاذ",
        "بنى": "بني",
        "فاطمة": "فاطمه",
        "روبرـــت": "روبرت",
        "مَبنا": "مبنا",
        "عُلِّي": "علي",
    }
    for text, expected in vectors.items():
        assert ArabicNormalizer("lucene").normalize(text) == expected


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("قبل<!-- أ -- ب -->بعد", "قبل بعد"),
        ("قبل<!--[if !mso]><!-->بعد", "قبل بعد"),
        ("قبل<!-- <!-- أ -->بعد", "قبل بعد"),
        ("قبل<!-- <b>أ", "قبل<!-- أ"),
    ],
)
def test_comments(markup: str, plain: str) -> None:
    assert ArabicNormalizer("none", tags="remove", whitespace="collapse").normalize(markup) == plain


def test_rewritten_words_keep_the_way_back_letter_by_letter() -> None:
    aligned = ArabicNormalizer("social").align("هذا راااائع #الذكاء_الاصطناعي a@b.co")
    assert aligned.text == "هذا رائع الذكاء الاصطناعي بريد "
    for word, source in (("رائع", "راااائع"), ("الذكاء", "الذكاء"), ("الاصطناعي", "الاصطناعي"), ("بريد", "a@b.co")):
        start = aligned.text.index(word)
        assert aligned.source[slice(*aligned.span(start, start + len(word)))] == source
    aligned = ArabicNormalizer("arabert").align("قال:«12شخصا»")
    assert aligned.text == "قال : « 12 شخصا »"
    assert [aligned.source[slice(*aligned.span(a, b))] for a, b in ((4, 5), (8, 10), (11, 15))] == [":", "12", "شخصا"]


def test_unclosed_comments_are_linear() -> None:
    text = "<!--" * 250_000
    assert ArabicNormalizer("news").normalize(text) == text


@pytest.mark.parametrize("scheme", [*OURS, *RECIPES])
@pytest.mark.parametrize(
    "unit",
    [
        "<script>",
        "<a'",
        "<!DOCTYPE ",
        "<![CDATA[",
        "http://(",
        "WWW.",
        "و\u0654",
        "ا",
        "a",
        "<",
        "&",
        "1",
        "١",
        " ",
        "@",
        "#_",
        "&#",
        "a.",
        "a@",
        "\u0651",
        "\ud800",
        "\x00",
        "😀",
    ],
)
def test_long_runs_are_linear(scheme: str, unit: str) -> None:
    # A quadratic step would take hours on this; the result is the same, part by part, as on a short run.
    text = (unit * 1_000_000)[:1_000_000]
    normalizer = ArabicNormalizer(scheme)
    assert len(normalizer.normalize(text)) <= 30 * len(text)


def test_long_runs_of_marks_are_ordered_in_linear_time_and_as_unicode_says() -> None:
    short, long = "بَ" + "\u0651\u064b\u0650" * 700, "ب" + "\u0651\u064b" * 500_000
    assert ArabicNormalizer("none", unicode="NFC").normalize(short) == unicodedata.normalize("NFC", short)
    assert ArabicNormalizer("camel").normalize(long) == "ب"


def test_tables_name_each_row_once() -> None:
    assert len(BY_NAME) == len(FOLDS)
    assert all(set(choices) <= set(BY_NAME) for choices in SCHEMES.values())

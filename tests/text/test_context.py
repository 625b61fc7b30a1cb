"""Marks that compose and joiners that join: equal text folds alike, however it is spelled, and comes back exactly."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp import ArabicCountVectorizer, ArabicNormalizer, extract_quotes
from arabnlp.text import batch
from arabnlp.text.context import to_form
from arabnlp.text.tokens import fold_word

FOLDING = ["search", "news", "social"]
LETTERS = st.text(
    st.sampled_from(
        "اأإآٱبوؤيئىءهۀةہۂےۓیەـ\u064e\u0651\u0650\u0670\u0653\u0654\u0655\u0323\u0301eé #👩🚀\ufe0f\u200d\u200f"
    ),
    max_size=24,
)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("scheme", FOLDING)
@pytest.mark.parametrize("text", ["مؤمن سئل أحمد رؤوف إلى القرآن", "مُؤَسَّسَة شَيْئًا فَشَيْئًا", "خانۂ دلِ ۓ نامۀ", "هؤلاء أولئك"])
def test_canonically_equal_text_folds_alike(scheme: str, text: str) -> None:
    normalizer = ArabicNormalizer(scheme)
    assert normalizer.normalize(decomposed(text)) == normalizer.normalize(text)
    assert normalizer.transform([decomposed(text)] * 3) == [normalizer.normalize(text)] * 3
    assert normalizer.align(decomposed(text)).text == normalizer.normalize(text)


@pytest.mark.parametrize("scheme", FOLDING)
@settings(deadline=None, max_examples=150)
@given(text=LETTERS)
def test_whatever_the_order_of_the_marks(scheme: str, text: str) -> None:
    normalizer = ArabicNormalizer(scheme)
    once = normalizer.normalize(decomposed(text))
    assert unicodedata.normalize("NFC", once) == unicodedata.normalize("NFC", normalizer.normalize(text))
    assert normalizer.normalize(once) == once
    aligned = normalizer.align(decomposed(text))
    assert aligned.text == once
    spans = [aligned.span(i, i + 1) for i in range(len(once))]
    assert all(start < end for start, end in spans) and [a for a, _ in spans] == sorted(a for a, _ in spans)


@settings(deadline=None, max_examples=100)
@given(texts=st.lists(LETTERS, max_size=6))
def test_many_texts_as_one(texts: list[str]) -> None:
    normalizer = ArabicNormalizer("search")
    with pytest.MonkeyPatch.context() as patch:
        for limit in ("_WORTH_LOADING", "_WORTH_CALLING", "_MEAN_LENGTH"):
            patch.setattr(batch, limit, 0)
        assert normalizer.transform(texts) == [normalizer.normalize(text) for text in texts]


def test_the_hamza_of_a_letter_is_the_letters() -> None:
    aligned = ArabicNormalizer("search").align("مو\u064e\u0654من")
    assert aligned.text == "مؤمن"
    assert [aligned.span(i, i + 1) for i in range(4)] == [(0, 1), (1, 4), (4, 5), (5, 6)]


def test_the_joiner_of_an_emoji_is_its_own() -> None:
    aligned = ArabicNormalizer("search").align("ب\u200d 👩\u200d🚀!")
    assert aligned.text == "ب 👩\u200d🚀!"
    assert aligned.span(3, 4) == (4, 5) and aligned.span(0, 1) == (0, 2)


@pytest.mark.parametrize("analyzer", ["word", "char_wb", "char"])
def test_vectorizers_fold_it_too(analyzer: str) -> None:
    texts = ["هؤلاء أولئك الوزير إلى المدينة آخر", "الوزير في المدينة 👩\u200d🚀 هؤلاء", "المدينة"]
    stop_words = "arabic" if analyzer == "word" else None
    vectorizer = ArabicCountVectorizer(stop_words=stop_words, normalizer="search", analyzer=analyzer)
    counts = vectorizer.fit_transform(texts)
    assert (vectorizer.transform(map(decomposed, texts)) != counts).nnz == 0
    if analyzer == "word":
        assert {*vectorizer.get_feature_names_out()} == {"الوزير", "المدينه"}
        assert {*vectorizer.fit(map(decomposed, texts)).get_feature_names_out()} == {"الوزير", "المدينه"}
    else:
        assert ("\u200d" in vectorizer.get_feature_names_out()) is True


def test_lexicons_and_quotations_read_it() -> None:
    assert fold_word(decomposed("رؤوف")) == fold_word("رؤوف") == "رؤوف"
    text = "قال الوزير فؤاد الإمام: «نحن نؤيد القرار ونسأل عن آثاره». ثم غادر."
    spoken = [(quote.speaker, quote.mention) for quote in extract_quotes(decomposed(text))]
    assert [tuple(unicodedata.normalize("NFC", part) for part in quote) for quote in spoken] == [
        (quote.speaker, quote.mention) for quote in extract_quotes(text)
    ]


def test_many_marks_are_composed_in_linear_time() -> None:
    text = "و" + "\u0651\u064b" * 300_000 + "\u0654"
    assert ArabicNormalizer("search").normalize(text) == "ؤ"
    assert ArabicNormalizer("search").normalize("و" * 300_000 + "\u0654") == "و" * 299_999 + "ؤ"
    assert to_form("NFD", "ؤ") == "و\u0654"

"""Words that favour or oppose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.features.polarity import KINDS, phrase_at, polarity, word_polarity
from arabnlp.text.tokenize import fold_word


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("رفضت", "oppose"),
        ("ويرفضون", "oppose"),
        ("والمخاطر", "bad"),
        ("بالفوائد", "good"),
        ("أَشَادَ", "endorse"),
        ("سيدعمها", "endorse"),
        ("ولكنه", "contrast"),
        ("سيوقفون", "stop"),
        ("وتطالب", "call"),
        ("الأفضل", "good"),
        ("فشلها", "bad"),
        ("بتخفيف", "less"),
    ],
)
def test_inflected_forms(word: str, kind: str) -> None:
    assert KINDS[word_polarity(word)] == kind


@pytest.mark.parametrize("word", ["أم", "كتاب", "الطاولة", "", "2025", "xyz", "كرة", "الطالبات", "الأمنية", "دقيقة"])
def test_neutral_words(word: str) -> None:
    assert word_polarity(word) is None


def test_kinds_all_occur_and_opposites_differ() -> None:
    assert set(polarity().values()) == {-1, *range(len(KINDS))}
    assert word_polarity("نجاح") != word_polarity("فشل")


@pytest.mark.parametrize(
    ("text", "kind", "size"),
    [
        ("آن الأوان", "call", 2),
        ("وفي المقابل", "balance", 2),
        ("على حساب الفقراء", "bad", 2),
        ("تخلق فرصا", None, 0),
        ("تحد من الهدر", "less", 2),
    ],
)
def test_phrases(text: str, kind: str | None, size: int) -> None:
    found = phrase_at([fold_word(word) for word in text.split()], 0)
    assert found == (None if kind is None else (KINDS.index(kind), size))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=20))
def test_any_word_has_a_kind_or_none(word: str) -> None:
    assert word_polarity(word) in (None, *range(len(KINDS)))

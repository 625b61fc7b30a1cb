"""Words that favour or oppose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.features.polarity import KINDS, polarity, word_polarity


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("رفضت", "against"),
        ("ويرفضون", "against"),
        ("والمخاطر", "against"),
        ("بالفوائد", "for"),
        ("أَشَادَ", "for"),
        ("سيدعمها", "for"),
        ("ولكنه", "contrast"),
    ],
)
def test_inflected_forms(word: str, kind: str) -> None:
    assert KINDS[word_polarity(word)] == kind


@pytest.mark.parametrize("word", ["أم", "كتاب", "الطاولة", "", "2025", "xyz"])
def test_neutral_words(word: str) -> None:
    assert word_polarity(word) is None


def test_no_form_favours_and_opposes() -> None:
    assert set(polarity().values()) == set(range(len(KINDS)))
    assert word_polarity("نجاح") != word_polarity("فشل")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=20))
def test_any_word_has_a_kind_or_none(word: str) -> None:
    assert word_polarity(word) in (None, *range(len(KINDS)))

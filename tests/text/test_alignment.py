"""The way back to the source: what a span takes along, and that spans of any text are in range, nested and whole."""

from __future__ import annotations

import pytest
from arabic_texts import modest, texts
from hypothesis import given
from hypothesis import strategies as st

from arabnlp import ArabicNormalizer
from arabnlp.text.folds import SCHEMES
from arabnlp.text.recipes import RECIPES

EVERY = sorted([*SCHEMES, *RECIPES])
RLM, EMBED, POP, ZWNJ, BOM = "\u200f", "\u202b", "\u202c", "\u200c", "\ufeff"


@pytest.mark.parametrize(
    ("source", "word", "expected"),
    [
        ("وَصَلَ الوَفْدُ أمسِ", "الوفد", "الوَفْدُ"),
        ("كبـــيرٌ جدـــا هنا", "كبير", "كبـــيرٌ"),
        ("كبـــيرٌ جدـــا هنا", "جدا", "جدـــا"),
        (f"قال {RLM}نعم{RLM} أمس", "نعم", "نعم"),  # a control is nobody's
        (f"{EMBED}قال نعم{POP} أمس", "قال", "قال"),
        (f"{EMBED}قال نعم{POP} أمس", "قال نعم", "قال نعم"),
        (f"قال {RLM}نعم{RLM} أمس", "قال نعم ", f"قال {RLM}نعم{RLM} "),  # but lies between two that are the span's
        (f"می{ZWNJ}خواهم بروم", "مي", f"می{ZWNJ}"),
        (f"قالَ{RLM}ُ نعم", "قال", "قالَ"),  # the second mark stands on the control
        ("لَهُۥ مَا", "له", "لَهُۥ"),
        ("ٱلرَّحْمَٰنِ ٱلرَّحِيمِ", "الرحمن", "ٱلرَّحْمَٰنِ"),
        ("آية ۝ أخرى", "ايه ", "آية "),  # the sign of the verse's end is no letter's
    ],
)
def test_what_an_inner_span_takes_along(source: str, word: str, expected: str) -> None:
    aligned = ArabicNormalizer("search").align(source)
    start = aligned.text.index(word)
    assert aligned.source[slice(*aligned.span(start, start + len(word)))] == expected


@pytest.mark.parametrize("source", [f"{BOM}{EMBED}َـقِفْ هُنا{POP}ـ", "نص", "", "َُ", "ـ", RLM, f"{RLM}ق", "قـ"])
def test_the_whole_text_is_the_whole_source(source: str) -> None:
    for scheme in EVERY:
        aligned = ArabicNormalizer(scheme).align(source)
        assert aligned.span(0, len(aligned.text)) == (0, len(source))


@modest
@given(text=texts, scheme=st.sampled_from(EVERY), cuts=st.tuples(*[st.floats(0, 1)] * 4))
def test_spans_are_in_range_nested_and_whole(text: str, scheme: str, cuts: tuple[float, ...]) -> None:
    aligned = ArabicNormalizer(scheme).align(text)
    size = len(aligned.text)
    assert aligned.span(0, size) == (0, len(text))
    a, b, c, d = sorted(round(cut * size) for cut in cuts)
    outer = aligned.span(a, d)
    assert 0 <= outer[0] <= outer[1] <= len(text)
    if b < c:
        inner = aligned.span(b, c)
        assert outer[0] <= inner[0] < inner[1] <= outer[1]
    if a < b < c and (a, c) != (0, size):
        left, right = aligned.span(a, b), aligned.span(b, c)
        assert aligned.span(a, c) == (min(left[0], right[0]), max(left[1], right[1]))
        assert left[0] <= right[0]

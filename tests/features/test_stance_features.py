"""A text's evidence for a stance as numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.features.opinion import read_opinions
from arabnlp.features.stance_features import opinion_features, side_features, text_near

TEXT = "رفض العمال الخصخصة وحذروا من خسائرها. وافتتح الوزير معرض الكتاب أمس."


def test_target_is_masked_in_the_text_near_it() -> None:
    near = text_near(read_opinions("الخصخصة", TEXT), TEXT, "الخصخصة")
    assert "خصخصة" not in near and "_" in near and "الكتاب" not in near


def test_the_opening_stands_for_a_target_that_is_not_discussed() -> None:
    assert text_near(read_opinions("الهجرة", TEXT), TEXT, "الهجرة").startswith("رفض العمال")
    assert text_near([], "", "الهجرة") == ""


def test_sides_differ_and_absence_shows() -> None:
    rows = {}
    for name, text in {"for": "نجحت الخصخصة وأشاد بها الناس.", "against": "فشلت الخصخصة ورفضها الناس."}.items():
        rows[name] = opinion_features(read_opinions("الخصخصة", text), text)
    assert not np.allclose(rows["for"], rows["against"])
    absent = opinion_features(read_opinions("الهجرة", TEXT), TEXT)
    assert not np.allclose(absent, opinion_features(read_opinions("الخصخصة", TEXT), TEXT))


def test_side_features_turn_with_the_words() -> None:
    good = side_features(read_opinions("الخصخصة", "نجحت الخصخصة."))
    bad = side_features(read_opinions("الخصخصة", "فشلت الخصخصة."))
    assert np.allclose(good, -bad) and good.any()
    assert not side_features(read_opinions("الخصخصة", "الخصخصة في المدينة.")).any()


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=20), st.text(max_size=200))
def test_features_have_one_shape_and_are_finite(target: str, text: str) -> None:
    size = opinion_features(read_opinions("الخصخصة", TEXT), TEXT).shape
    row = opinion_features(read_opinions(target, text), text)
    assert row.shape == size and np.isfinite(row).all()
    assert np.isfinite(side_features(read_opinions(target, text))).all()

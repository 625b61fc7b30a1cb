"""What a text says near a target."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.features.opinion import opinion_features, read_opinions, target_stems, text_near

TEXT = "رفض العمال الخصخصة وحذروا من خسائرها. وافتتح الوزير معرض الكتاب أمس."


def test_opinion_words_stand_where_they_are_said_to() -> None:
    first, second = read_opinions("الخصخصة", TEXT)
    assert first.match == 1 and second.match == 0 and first.balance < 0
    assert {TEXT[a:b] for a, b in first.against} >= {"رفض", "وحذروا", "خسائرها"}
    assert TEXT[first.start : first.end].startswith("رفض")


def test_negation_turns_the_side() -> None:
    plain = read_opinions("المشروع", "المشروع نجح في المدينة.")[0]
    negated = read_opinions("المشروع", "المشروع لم ينجح في المدينة.")[0]
    assert plain.balance > 0 > negated.balance


def test_the_targets_own_words_are_no_opinion() -> None:
    [opinion] = read_opinions("خطر الفيضان", "خطر الفيضان في المدينة.")
    assert opinion.balance == 0 and opinion.match == 1


def test_boilerplate_is_left_out() -> None:
    assert len(read_opinions("الخصخصة", TEXT + "\nاقرأ أيضا: رفض الخصخصة")) == 2


def test_target_is_masked_in_the_text_near_it() -> None:
    near = text_near(read_opinions("الخصخصة", TEXT), TEXT, "الخصخصة")
    assert "خصخصة" not in near and "_" in near and "الكتاب" not in near


def test_stop_words_are_no_part_of_a_target() -> None:
    assert target_stems("العمل عن بعد") == target_stems("العمل بعد") and target_stems("عن")


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=20), st.text(max_size=200))
def test_features_have_one_shape_and_are_finite(target: str, text: str) -> None:
    size = opinion_features(read_opinions("الخصخصة", TEXT), TEXT).shape
    row = opinion_features(read_opinions(target, text), text)
    assert row.shape == size and np.isfinite(row).all()

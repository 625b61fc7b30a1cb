"""Vectors of words and of texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.features.word_vectors import word_vectors


def _closeness(first: str, second: str) -> float:
    a, b = word_vectors().transform([first, second])
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@pytest.mark.parametrize(
    ("text", "like", "unlike"),
    [
        ("سجل المهاجم هدفا في المباراة", "فاز الفريق بالبطولة", "رفع البنك سعر الفائدة"),
        ("اجتاز المريض الجراحة بنجاح", "أطباء وأدوية وعلاج", "ألغام وصواريخ وجنود"),
        ("نواب البرلمان يصوتون على القانون", "الحكومة والدستور", "الطقس والأمطار"),
    ],
)
def test_texts_of_one_subject_are_closer(text: str, like: str, unlike: str) -> None:
    assert _closeness(text, like) > _closeness(text, unlike) + 0.1


def test_shares_add_up_to_a_unit_vector() -> None:
    shares = word_vectors().word_shares("رفع البنك المركزي سعر الفائدة وسعر الصرف")
    assert np.isclose(np.linalg.norm(np.sum(list(shares.values()), axis=0)), 1) and len(shares) >= 4


def test_a_text_without_known_words_is_zero() -> None:
    vectors = word_vectors()
    assert not vectors.transform(["qwerty 123", ""]).any() and vectors.transform([]).shape == (0, len(vectors.mean))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120))
def test_any_text_has_a_finite_vector(text: str) -> None:
    [row] = word_vectors().transform([text])
    assert np.isfinite(row).all() and np.linalg.norm(row) < 2.01

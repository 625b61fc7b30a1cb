"""Domain shares of texts."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.features.domains import DomainVectorizer, domains, stem

TEXTS = [
    "سجل المهاجم هدفين في شباك الحارس وفاز الفريق بالمباراة",
    "رفع البنك المركزي سعر الفائدة لكبح التضخم وارتفعت الأسهم في البورصة",
    "أجرى الجراح عملية زرع كلية لمريض في المستشفى",
]


def test_each_text_has_its_own_domain() -> None:
    matrix = DomainVectorizer().fit_transform(TEXTS)
    names = DomainVectorizer().get_feature_names_out()
    assert matrix.shape == (3, len(names)) and np.allclose(np.linalg.norm(matrix, axis=1), 1)
    assert len({names[row.argmax()] for row in matrix}) == 3


def test_text_of_no_domain_is_zero() -> None:
    assert not DomainVectorizer().transform(["", "؟!", "xyz qwrt"]).any()
    assert DomainVectorizer().transform([]).shape == (0, len(domains()[0]))


def test_repetition_counts_by_the_logarithm() -> None:
    shares = DomainVectorizer().word_shares("هدف هدف هدف مباراة")
    goal, match = shares[stem("هدف")].sum(), shares[stem("مباراة")].sum()
    assert match < goal < 3 * match


@settings(deadline=None, max_examples=60)
@given(st.text())
def test_rows_are_unit_or_zero_whatever_the_text(text: str) -> None:
    norm = np.linalg.norm(DomainVectorizer().transform([text])[0])
    assert norm == 0 or abs(norm - 1) < 1e-9

"""Calibration by temperature, and logistic regression in span coordinates."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from arabnlp.models.calibration import fit_temperature, probabilities
from arabnlp.models.logistic import coordinates, fit_logistic


def _loss(scores: np.ndarray, labels: np.ndarray, temperature: float) -> float:
    return -np.log(probabilities(scores, temperature)[np.arange(len(labels)), labels]).mean()


def test_temperature_is_the_best_one() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(400, 3))
    labels = np.array([rng.choice(3, p=row) for row in probabilities(scores, 1.0)])
    overconfident = scores * 5
    best = fit_temperature(overconfident, labels)
    assert 3 < best < 8
    assert all(_loss(overconfident, labels, best) <= _loss(overconfident, labels, t) + 1e-6 for t in (1, 3, 4, 6, 9))


def test_probabilities_do_not_overflow_and_keep_the_order() -> None:
    rows = probabilities(np.array([[1e4, 0.0, -1e4], [0.1, 0.3, 0.2]]), 0.5)
    assert np.isfinite(rows).all() and np.allclose(rows.sum(axis=1), 1) and rows.argmax(axis=1).tolist() == [0, 1]


def test_span_coordinates_give_the_same_classifier() -> None:
    X = sparse.random(40, 900, density=0.05, random_state=1, format="csr")
    y = np.arange(40) % 3
    ours, plain = (
        f(X)
        for f in (
            lambda X: fit_logistic(X, y, C=2.0, max_iter=3000, tol=1e-8),
            lambda X: LogisticRegression(C=2.0, max_iter=3000, tol=1e-8).fit(X, y),
        )
    )
    assert np.allclose(ours.coef_, plain.coef_, atol=2e-4)
    assert np.allclose(ours.decision_function(X), plain.decision_function(X), atol=2e-3)
    assert coordinates(sparse.csr_matrix(np.eye(50, 10))) is None

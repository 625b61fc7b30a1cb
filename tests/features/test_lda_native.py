"""The native engine's steps against NumPy: long texts without their own share of the topics."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from arabnlp import LatentDirichletAllocation
from arabnlp.features._lda import by_word, update_texts, update_words

K, V, LIMIT = 16, 23, 40.0
ALPHA, BETA = np.full(K, 0.1, np.float32), np.float32(0.01)


@pytest.fixture
def texts() -> sparse.csr_matrix:
    """Three texts, the second and third of them long, with an odd and an even number of words."""
    rng = np.random.default_rng(4)
    rows = np.zeros((3, V), np.float32)
    rows[0, [1, 4, 5]] = 2
    rows[1, :15] = rng.integers(5, 20, 15)
    rows[2, 9:] = rng.integers(5, 20, 14)
    X = sparse.csr_matrix(rows)
    X.indices, X.indptr = X.indices.astype(np.int32), X.indptr.astype(np.int32)
    return X


def by_hand(X: np.ndarray, topics: np.ndarray, inverse: np.ndarray, theta: np.ndarray, steps: int) -> tuple:
    """Counts of texts, and what the words gain, entry by entry."""
    theta, gain = theta.copy(), np.zeros_like(topics)
    for d, row in enumerate(X):
        words = np.flatnonzero(row)
        part = max(0.0, 1.0 - LIMIT / row.sum())
        t0 = (theta[d] + ALPHA) * inverse
        z = (t0 * (topics[words] + BETA)).sum(axis=1, keepdims=True)
        share = np.minimum(1.0, part * row[words, None] * t0 / z)  # of a topic's count of the word, put in by this text
        others = topics[words] * (1 - share) + BETA
        for _ in range(steps):
            t = (theta[d] + ALPHA) * inverse
            responsibilities = t * others / (t * others).sum(axis=1, keepdims=True)
            theta[d] = (row[words, None] * responsibilities).sum(axis=0)
        gain[words] += row[words, None] * responsibilities
    return theta, gain


@pytest.mark.parametrize("steps", [1, 3])
def test_a_long_text_meets_the_topics_without_its_own_share(texts, steps) -> None:
    rng = np.random.default_rng(5)
    topics = rng.gamma(0.3, 40.0, (V, K)).astype(np.float32)
    inverse = (1 / (topics.sum(axis=0) + V * BETA)).astype(np.float32)
    theta = rng.gamma(0.3, 10.0, (3, K)).astype(np.float32)
    expected, gain = by_hand(texts.toarray(), topics, inverse, theta, steps)
    t, q, t0 = np.empty((3, K), np.float32), np.empty(texts.nnz, np.float32), np.empty((3, K), np.float32)
    own = np.zeros(texts.nnz, np.float32)
    update_texts(
        texts.indptr, texts.indices, texts.data, 0, 0, 3, topics, BETA, inverse, ALPHA, theta, steps, t, q,
        np.float32(LIMIT), t0, own,
    )  # fmt: skip
    assert np.allclose(theta, expected, rtol=1e-4, atol=1e-5)
    assert not own[:3].any() and own[3:].all(), "the short text keeps its share"

    pointer, rows, places = np.empty(V + 1, np.int32), np.empty(texts.nnz, np.int32), np.empty(texts.nnz, np.int32)
    by_word(texts.indptr, texts.indices, 0, 3, pointer, rows, places)
    tokens = np.asarray(texts.sum(axis=0), np.float32).ravel()
    fresh, change = np.zeros_like(topics), np.zeros(K, np.float32)
    update_words(
        pointer, rows, places, texts.data, 0, V, t, q, topics.copy(), fresh, tokens, BETA, np.full(V, -1, np.int32),
        np.empty((0, K), np.float32), change, t0, own,
    )  # fmt: skip
    assert np.allclose(fresh, gain, rtol=1e-4, atol=1e-5)
    assert np.allclose(fresh.sum(axis=1), np.asarray(texts.sum(axis=0)).ravel(), rtol=1e-4), "no token is lost"


def test_long_texts_give_the_same_topics_on_any_number_of_threads() -> None:
    rng = np.random.default_rng(6)
    X = sparse.csr_matrix(rng.poisson(rng.gamma(0.2, 40.0, (60, 80))))
    assert X.sum(axis=1).max() > 400
    fits = [LatentDirichletAllocation(5, max_iter=4, n_jobs=n, random_state=0).fit(X).components_ for n in (1, 3)]
    assert np.array_equal(*fits)

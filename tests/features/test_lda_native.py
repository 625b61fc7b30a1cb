"""The native engine's steps against NumPy: each token by the counts of the others."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from arabnlp import LatentDirichletAllocation
from arabnlp.features._lda import by_word, update_texts, update_words

K, V = 16, 23
ALPHA, BETA = np.full(K, 0.1, np.float32), np.float32(0.01)
REPEATED = np.array([0.0, 0.4, 0.7], np.float32)


@pytest.fixture
def texts() -> sparse.csr_matrix:
    """Three texts, with an odd and an even number of words, and a weight below 1."""
    rng = np.random.default_rng(4)
    rows = np.zeros((3, V), np.float32)
    rows[0, [1, 4, 5]] = 2, 1, 0.5
    rows[1, :15] = rng.integers(1, 20, 15)
    rows[2, 9:] = rng.integers(1, 20, 14)
    X = sparse.csr_matrix(rows)
    X.indices, X.indptr = X.indices.astype(np.int32), X.indptr.astype(np.int32)
    return X


@pytest.fixture
def state() -> tuple:
    """Topics, one over their totals, and texts' counts."""
    rng = np.random.default_rng(5)
    topics = rng.gamma(0.3, 40.0, (V, K)).astype(np.float32)
    inverse = (1 / (topics.sum(axis=0) + V * BETA)).astype(np.float32)
    return topics, inverse, rng.gamma(0.3, 10.0, (3, K)).astype(np.float32)


def by_hand(X: np.ndarray, topics: np.ndarray, inverse: np.ndarray, theta: np.ndarray, steps: int) -> tuple:
    """Counts of texts, what the words gain, and the log-likelihood, token by token."""
    theta, gain, logs = theta.copy(), np.zeros_like(topics), 0.0
    for d, row in enumerate(X):
        for_topics, lengths = (theta[d] + ALPHA).copy(), row.sum() + ALPHA.sum()
        rests = []
        for w in np.flatnonzero(row):
            shares = for_topics * inverse * (topics[w] + BETA)
            logs += row[w] * np.log(shares.sum() / lengths)
            own = shares / shares.sum() * min(1.0, row[w])  # of one token, about what it put in a pass ago
            of_text = np.maximum(0, 1 - own / for_topics * topics[w] / (topics[w] + BETA))
            more = 1 + REPEATED[d] * max(0.0, row[w] - 1)
            of_word = np.maximum(0, 1 - own * more / (topics[w] + BETA))
            rests.append(topics[w] * of_text * of_word + BETA)
        rests = np.array(rests)
        weights = row[row > 0][:, None]
        for _ in range(steps):
            t = (theta[d] + ALPHA) * inverse
            responsibilities = t * rests / (t * rests).sum(axis=1, keepdims=True)
            theta[d] = (weights * responsibilities).sum(axis=0)
        gain[row > 0] += weights * responsibilities
    return theta, gain, logs


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("guided", [False, True])
def test_a_token_is_shared_out_by_the_counts_of_the_others(texts, state, steps, guided) -> None:
    topics, inverse, theta = state
    expected, gain, logs = by_hand(texts.toarray(), topics, inverse, theta, steps)
    t, q, t0, u = (np.empty(shape, np.float32) for shape in ((3, K), texts.nnz, (3, K), texts.nnz))
    told = update_texts(
        texts.indptr, texts.indices, texts.data, 0, 0, 3, topics, BETA, inverse, ALPHA, theta, steps, t, q,
        REPEATED, t0, u,
    )  # fmt: skip
    assert np.allclose(theta, expected, rtol=1e-4, atol=1e-5)
    assert np.isclose(told, logs, rtol=1e-5)

    pointer, rows, places = np.empty(V + 1, np.int32), np.empty(texts.nnz, np.int32), np.empty(texts.nnz, np.int32)
    by_word(texts.indptr, texts.indices, 0, 3, pointer, rows, places)
    tokens = np.asarray(texts.sum(axis=0), np.float32).ravel()
    slot, guide = np.full(V, 0 if guided else -1, np.int32), np.full((1, K), 0.5, np.float32)
    now, fresh, change = topics.copy(), np.zeros_like(topics), np.zeros(K, np.float32)
    update_words(
        pointer, rows, places, texts.data, 0, V, t, q, now, fresh, tokens.copy(), BETA, slot, guide, change, inverse,
        REPEATED, t0, u,
    )  # fmt: skip
    assert np.allclose(fresh, gain, rtol=1e-4, atol=1e-5)
    assert np.allclose(fresh.sum(axis=1), tokens, rtol=1e-4), "no token is lost"
    assert np.allclose(now[tokens > 0], fresh[tokens > 0] + 0.5 * guided, rtol=1e-4, atol=1e-5)
    assert np.allclose(change, (now - topics).sum(axis=0), rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("steps", [1, 3])
def test_in_the_first_pass_by_the_counts_of_all(texts, state, steps) -> None:
    topics, inverse, theta = state
    before, t, q = theta.copy(), np.empty((3, K), np.float32), np.empty(texts.nnz, np.float32)
    update_texts(
        texts.indptr, texts.indices, texts.data, 0, 0, 3, topics, BETA, inverse, ALPHA, theta, steps, t, q,
        REPEATED, t[:0], q[:0],
    )  # fmt: skip
    X = texts.toarray()
    for _ in range(steps):
        shares = (before + ALPHA)[:, None] * inverse * (topics + BETA)
        before = (X[:, :, None] * shares / shares.sum(axis=2, keepdims=True)).sum(axis=1)
    assert np.allclose(theta, before, rtol=1e-4, atol=1e-5)


def test_the_same_topics_on_any_number_of_threads() -> None:
    rng = np.random.default_rng(6)
    X = sparse.csr_matrix(rng.poisson(rng.gamma(0.2, 40.0, (60, 80))))
    assert X.sum(axis=1).max() > 400
    fits = [LatentDirichletAllocation(5, max_iter=4, n_jobs=n, random_state=0).fit(X).components_ for n in (1, 3)]
    assert np.array_equal(*fits)


def test_no_token_is_lost_and_none_comes_about() -> None:
    rng = np.random.default_rng(7)
    X = sparse.csr_matrix(rng.poisson(rng.gamma(0.3, 2.0, (200, 50))))
    lda = LatentDirichletAllocation(8, max_iter=9, random_state=1, topic_word_prior=0.01).fit(X)
    assert np.allclose(lda.components_.sum(axis=0) - 8 * 0.01, X.sum(axis=0), rtol=1e-4, atol=1e-3)

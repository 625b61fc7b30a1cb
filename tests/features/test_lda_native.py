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


def rests(words: np.ndarray, own: np.ndarray, counts: np.ndarray, more: np.ndarray) -> np.ndarray:
    """Words' counts and prior without a token's ``own`` share, and ``more`` of its like in the text."""
    of_text = np.maximum(0, 1 - own / counts * words / (words + BETA))
    of_word = np.maximum(0, 1 - own * more / (words + BETA))
    return words * of_text * of_word + BETA


def by_hand(X: np.ndarray, topics: np.ndarray, inverse: np.ndarray, theta: np.ndarray, steps: int) -> tuple:
    """Counts of texts, what the words gain, and the log-likelihood, token by token.

    For texts, a token's own share is by their counts a pass ago; for words, by those of the last step but one.
    """
    theta, gain, logs = theta.copy(), np.zeros_like(topics), 0.0
    for d, row in enumerate(X):
        for_topics, lengths = (theta[d] + ALPHA).copy(), row.sum() + ALPHA.sum()
        weights, words = row[row > 0][:, None], topics[row > 0]
        shares = for_topics * inverse * (words + BETA)
        sums = shares.sum(axis=1, keepdims=True)
        logs += (weights * np.log(sums / lengths)).sum()

        more = 1 + REPEATED[d] * np.maximum(0.0, weights - 1)
        own = shares / sums * np.minimum(1.0, weights)  # of one token, about what it put in a pass ago
        of_others = rests(words, own, for_topics, more)
        for _ in range(steps):
            counts = theta[d] + ALPHA
            t = counts * inverse
            z = (t * of_others).sum(axis=1, keepdims=True)
            theta[d] = (weights * t * of_others / z).sum(axis=0)
        own = t * (words + BETA) / sums * np.minimum(1.0, weights)  # of one token
        gain[row > 0] += weights * t * rests(words, own, counts, more) / z
    tokens = X.sum(axis=0)[:, None]
    return theta, gain * tokens / np.maximum(gain.sum(axis=1, keepdims=True), 1e-30), logs


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("guided", [False, True])
@pytest.mark.parametrize("kept", [4, 100])
@pytest.mark.parametrize("bytes_each", [2, 4])
def test_a_token_is_shared_out_by_the_counts_of_the_others(texts, state, steps, guided, kept, bytes_each) -> None:
    topics, inverse, theta = state
    data, columns, index = texts.data, texts.indices, np.int32
    if bytes_each == 2:  # the form of whole numbers and of few words and texts
        texts.data = np.ceil(texts.data)
        data, columns, index = texts.data.astype(np.uint16), columns.astype(np.uint16), np.uint16
    expected, gain, logs = by_hand(texts.toarray(), topics, inverse, theta, steps)
    t, q, u = (np.empty(shape, np.float32) for shape in ((3, K), texts.nnz, texts.nnz))
    told = update_texts(
        texts.indptr, columns, data, 0, 0, 3, topics, BETA, inverse, ALPHA, theta, steps, kept, t, q, REPEATED, u
    )
    assert np.allclose(theta, expected, rtol=1e-4, atol=1e-5)
    assert np.isclose(told, logs, rtol=1e-5)

    pointer, rows, places = np.empty(V + 1, np.int32), np.empty(texts.nnz, index), np.empty(texts.nnz, np.int32)
    by_word(texts.indptr, columns, 0, 3, pointer, rows, places)
    tokens = np.asarray(texts.sum(axis=0), np.float32).ravel()
    slot, guide = np.full(V, 0 if guided else -1, np.int32), np.full((1, K), 0.5, np.float32)
    once = np.arange(V) % 2 == 0  # in this minibatch alone: such words have no row of the pass
    row, over = np.where(once, -1, np.arange(V)).astype(np.int32), np.arange(V) % 3 == 0
    over |= once
    ahead = np.where(over, tokens, 3 * tokens).astype(np.float32)
    now, fresh, change = topics.copy(), np.zeros_like(topics), np.zeros(K, np.float32)
    update_words(
        pointer, rows, places, data, 0, V, t, q, now, fresh, row, over, ahead, BETA, slot, guide, change, inverse,
        REPEATED, u,
    )  # fmt: skip
    some, stay = tokens > 0, ~over[:, None]
    assert np.allclose(fresh, gain * stay, rtol=1e-4, atol=1e-5)
    assert np.allclose(ahead, np.where(over & some, 0, 2 * tokens), rtol=1e-5)
    left = np.maximum(topics - 0.5 * guided, 0) * 2 / 3 * stay
    assert np.allclose(now[some], (left + gain)[some] + 0.5 * guided, rtol=1e-4, atol=1e-4)
    assert np.allclose(change, (now - topics).sum(axis=0), rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("steps", [1, 3])
def test_in_the_first_pass_by_the_counts_of_all(texts, state, steps) -> None:
    topics, inverse, theta = state
    before, t, q = theta.copy(), np.empty((3, K), np.float32), np.empty(texts.nnz, np.float32)
    update_texts(
        texts.indptr, texts.indices, texts.data, 0, 0, 3, topics, BETA, inverse, ALPHA, theta, steps, 100, t, q,
        REPEATED, q[:0],
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

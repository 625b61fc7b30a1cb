"""Inference on rows of words: any block size, the rarest words, and what a block takes of memory."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse
from scipy.special import psi

from arabnlp import LatentDirichletAllocation
from arabnlp.features import lda_infer
from arabnlp.features.lda_bound import token_perplexity
from arabnlp.features.lda_infer import infer_blocks, word_places, word_rows
from arabnlp.features.lda_native import threads


@settings(deadline=None, max_examples=50)
@given(arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 9)), elements=st.integers(0, 2)))
def test_places_lead_back_to_the_words(dense) -> None:
    X = sparse.csr_matrix(dense)
    words, places = word_places(X)
    assert np.array_equal(words, np.flatnonzero(dense.any(axis=0))) and places.dtype == np.int32
    assert np.array_equal(words[places], X.indices)


@pytest.mark.parametrize("n_topics", [1, 15, 16, 17, 40])
@pytest.mark.parametrize("some", [slice(None), slice(2, None, 3)])
def test_rows_are_probabilities_divided_by_the_largest(n_topics, some) -> None:
    components = np.random.default_rng(0).gamma(0.1, 1, (n_topics, 23)) + 1e-3
    words = np.arange(23)[some]
    for log_mean in (False, True):
        totals = components.sum(axis=1, keepdims=True)
        logs = psi(components) - psi(totals) if log_mean else np.log(components / totals)
        rows, divided = word_rows(components, words, log_mean)
        assert rows.dtype == np.float32 and rows.shape[1] % 4 == 0 and not rows[:, n_topics:].any()
        assert np.allclose(divided, logs.max(axis=0)[words], rtol=1e-5)
        assert np.allclose(rows[:, :n_topics], np.exp(logs - logs.max(axis=0)).T[words], rtol=1e-3, atol=1e-7)
        assert (rows.max(axis=1) == 1).all()


def test_a_word_too_rare_for_float32_is_still_told_apart() -> None:
    components = np.array([[1e3, 0.01, 0.002], [1e3, 0.002, 0.002]])  # exp(psi(0.002)) is 1e-218
    rows, logs = word_rows(components, np.arange(3), log_mean=True)
    assert logs[2] < -400 and rows[2].tolist()[:2] == [1, 1] and rows[1, 0] == 1


@pytest.mark.parametrize("variational", [False, True])
def test_blocks_do_not_change_the_result(monkeypatch, variational) -> None:
    rng = np.random.default_rng(3)
    X = sparse.csr_matrix(rng.poisson(0.3, (50, 30)))
    lda = LatentDirichletAllocation(5, engine="native" if not variational else "sklearn", max_iter=3, random_state=0)
    lda.fit(X)
    expected, bound = lda.transform(X), lda.score(X)
    monkeypatch.setattr(lda_infer, "TEXTS", 7)
    assert np.array_equal(lda.transform(X), expected) and lda.score(X) == pytest.approx(bound, rel=1e-9)
    words, columns = word_places(X)
    rows, _ = word_rows(lda.components_, words)
    with threads(1) as run:
        blocks = list(infer_blocks(X, columns, rows, np.full(5, 0.2), run))
    assert [(a, b, len(gamma)) for a, b, gamma in blocks[-2:]] == [(42, 49, 7), (49, 50, 1)]


def test_perplexity_of_tokens_equals_the_formula() -> None:
    rng = np.random.default_rng(4)
    topics, X = rng.dirichlet(np.full(25, 0.3), 4), rng.poisson(1.0, (40, 25)).astype(float)
    total = 0.0
    for row in X:
        gamma = np.full(4, 0.3 + row.sum() / 4)
        for _ in range(300):
            gamma = 0.3 + gamma * (topics @ (row / (gamma @ topics)))
        total += row @ np.log(gamma / gamma.sum() @ topics)
    with threads(1) as run:
        ours = token_perplexity(sparse.csr_matrix(X), 9 * topics, np.full(4, 0.3), run)
    assert ours == pytest.approx(np.exp(-total / X.sum()), rel=2e-3)


@pytest.mark.parametrize("method", ["transform", "score", "perplexity"])
@pytest.mark.parametrize("engine", ["native", "sklearn"])
def test_inference_takes_one_matrix_of_topics_and_words(method, engine) -> None:
    rng = np.random.default_rng(0)
    X = sparse.random(600, 20_000, density=0.02, format="csr", random_state=rng, dtype=np.float32)
    X.data = np.ceil(9 * X.data)
    lda = LatentDirichletAllocation(128, max_iter=2, random_state=0, n_jobs=1).fit(X).set_params(engine=engine)
    getattr(lda, method)(X[:2])
    tracemalloc.start()
    try:
        getattr(lda, method)(X)
        took = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # The rows, of a block texts and results (float64 for the bound), the corpus's columns, 16 topics in float64.
    texts = 600 * 128 * (4 + 4 if method == "transform" else 4 + 6 * 8)
    assert took < 20_000 * 128 * 4 + texts + X.nnz * 16 + 20_000 * (16 * 8 * 4 + 64)

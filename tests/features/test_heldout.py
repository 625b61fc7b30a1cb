"""Document completion: one evaluator for all engines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from arabnlp.errors import InputError
from arabnlp.features.heldout import completion_log_likelihood, document_completion_perplexity, halve_tokens


@settings(deadline=None, max_examples=50)
@given(
    arrays(np.int64, st.tuples(st.integers(1, 6), st.integers(1, 9)), elements=st.integers(0, 40)), st.integers(0, 9)
)
def test_halves_add_up_and_differ_by_one_token_at_most(X, seed) -> None:
    first, second = halve_tokens(X, seed)
    assert np.array_equal((first + second).toarray(), X) and (first.data >= 0).all() and (second.data >= 0).all()
    difference = np.asarray(first.sum(axis=1) - second.sum(axis=1)).ravel()
    assert np.array_equal(difference, X.sum(axis=1) % 2)


def test_halves_are_drawn_fairly() -> None:
    first, _ = halve_tokens(np.tile([60, 30, 9, 1], (4000, 1)))
    assert np.allclose(first.toarray().mean(axis=0), [30, 15, 4.5, 0.5], atol=0.1)
    # hypergeometric: 100 tokens, 60 of them the first word, 50 drawn
    assert first.toarray()[:, 0].var() == pytest.approx(50 * 0.6 * 0.4 * 50 / 99, rel=0.1)


def test_equals_the_formula_computed_slowly() -> None:
    rng = np.random.default_rng(0)
    topics, X = rng.dirichlet(np.ones(30), 5), rng.poisson(1.0, (40, 30))
    first, second = halve_tokens(X, 4)
    total = 0.0
    for seen, unseen in zip(first.toarray(), second.toarray(), strict=True):
        gamma = np.full(5, 0.3 + seen.sum() / 5)
        for _ in range(2000):
            gamma = 0.3 + gamma * (topics @ (seen / (gamma @ topics)))
        total += unseen @ np.log(gamma / gamma.sum() @ topics)
    expected = np.exp(-total / second.sum())
    assert document_completion_perplexity(X, topics, 0.3, seed=4, tol=1e-7) == pytest.approx(expected, rel=1e-4)
    assert document_completion_perplexity(X, 7 * topics, [0.3] * 5, seed=4) == pytest.approx(expected, rel=1e-3)
    assert completion_log_likelihood(first, second, topics, 0.3, n_jobs=2).sum() == pytest.approx(total, rel=1e-4)


def test_knows_good_topics_from_bad() -> None:
    rng = np.random.default_rng(1)
    topics = rng.dirichlet(np.full(100, 0.05), 6)
    X = np.vstack([rng.multinomial(60, rng.dirichlet(np.full(6, 0.2)) @ topics) for _ in range(300)])
    for inference in ("collapsed", "variational"):
        good, flat, one = (
            document_completion_perplexity(sparse.csr_matrix(X), some + 1e-9, 0.2, inference=inference)
            for some in (topics, np.ones((6, 100)), topics.mean(axis=0, keepdims=True))
        )
        assert good < 0.6 * one < 0.7 * flat and flat == pytest.approx(100)


def test_says_what_is_wrong() -> None:
    with pytest.raises(InputError, match="whole numbers"):
        document_completion_perplexity([[0.5, 1]], [[1, 1]], 0.1)
    with pytest.raises(InputError, match="do not fit"):
        document_completion_perplexity([[2, 1]], [[1, 1, 1]], 0.1)
    with pytest.raises(InputError, match="nothing to score"):
        document_completion_perplexity([[1, 0], [0, 1]], [[1, 1]], 0.1)
    with pytest.raises(InputError, match="no probability in any topic"):
        document_completion_perplexity([[9, 9]], [[1, 0]], 0.1)
    with pytest.raises(InputError, match="inference='gibbs'"):
        document_completion_perplexity([[9, 9]], [[1, 1]], 0.1, inference="gibbs")


def test_counts_too_many_for_a_random_number_each_are_halved_too() -> None:
    X = sparse.csr_matrix(np.array([[10**9, 3, 0], [2, 0, 10**9]]))
    first, second = halve_tokens(X)
    assert np.allclose((first + second).toarray(), X.toarray(), rtol=1e-6)
    assert first[0, 0] == pytest.approx(5e8, rel=1e-3) and second[1, 2] == pytest.approx(5e8, rel=1e-3)
    with pytest.raises(InputError, match=r"a count of 1e\+30 is too large"):
        halve_tokens([[1e30, 1.0]])

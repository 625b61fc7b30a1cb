"""The form that the native engine keeps its texts in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from arabnlp import LatentDirichletAllocation
from arabnlp.features.lda_corpus import TEXTS, Corpus, new_order, word_rows_of_a_pass


@given(st.integers(0, 2**32 - 1), st.integers(0, 12), st.integers(1, 9), st.sampled_from([3, 300, 70_000]))
def test_holds_what_the_matrix_holds_in_the_order_that_is_asked_for(seed, n_texts, n_terms, most) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, most, (n_texts, n_terms)) * (rng.random((n_texts, n_terms)) < 0.5)
    texts, place = rng.permutation(n_texts), rng.permutation(n_terms).astype(np.int32)
    corpus = Corpus(sparse.csr_matrix(counts), texts, place)
    expected = np.empty_like(counts)
    expected[:, place] = counts[texts]
    assert np.array_equal(corpus.rows(np.arange(n_texts)).toarray(), expected)
    assert np.array_equal(corpus.lengths, expected.sum(axis=1))
    assert np.array_equal(corpus.tokens(n_texts), expected.sum(axis=0))
    assert corpus.data.dtype == (np.float32 if counts.max(initial=0) >= 2**16 else np.uint16)
    assert np.array_equal(corpus.columns(np.arange(n_terms)[::2]).toarray(), expected[:, ::2])
    assert corpus.columns(np.empty(0, np.int64)).shape == (n_texts, 0)
    if n_texts:
        some = rng.integers(0, n_texts, 5)
        assert np.array_equal(corpus.rows(some).toarray(), expected[some])
        assert np.array_equal(corpus.tokens(n_texts // 2), expected[: n_texts // 2].sum(axis=0))


def test_of_many_texts_and_many_terms() -> None:
    X = sparse.random(2 * TEXTS + 5, 70_000, 1e-4, format="csr", random_state=0, dtype=np.float64)
    corpus = Corpus(X)
    assert corpus.indices.dtype == np.int32 and corpus.data.dtype == np.float32
    assert np.allclose((corpus.rows(np.arange(X.shape[0])) - X).data, 0, atol=1e-7)
    assert np.allclose(corpus.lengths, np.asarray(X.sum(axis=1)).ravel())
    assert (corpus.columns(np.array([3, 60_000])) != X.astype(np.float32)[:, [3, 60_000]]).nnz == 0


def test_words_come_by_falling_frequency() -> None:
    X = sparse.csr_matrix([[0, 2, 1], [0, 4, 0], [1, 0, 0], [0, 1, 1]])
    texts, place = new_order(X, np.random.default_rng(0))
    assert sorted(texts) == [0, 1, 2, 3] and place.tolist() == [2, 0, 1]


def test_a_word_has_a_row_from_its_first_minibatch_to_its_last() -> None:
    rng = np.random.default_rng(3)
    X = sparse.csr_matrix((rng.random((23, 60)) < np.linspace(0.5, 0, 60)).astype(np.float32))
    row, last = word_rows_of_a_pass(Corpus(X), 21, 4)
    parts = [X[start : min(start + 4, 21)].toarray().any(axis=0) for start in range(0, 21, 4)]
    held = np.array(parts)
    assert np.array_equal(last, np.where(held.any(axis=0), 5 - held[::-1].argmax(axis=0), -1))
    first = held.argmax(axis=0)
    assert np.array_equal(row < 0, (last < 0) | (first == last))
    live = [np.flatnonzero((first <= number) & (last >= number) & (row >= 0)) for number in range(6)]
    assert all(len(set(row[words])) == len(words) for words in live), "no two words at once"
    assert row.max() + 1 == max(len(words) for words in live), "and no row too many"


@pytest.mark.parametrize("dtype", [np.int32, np.float32, np.float64])
def test_topics_are_the_same_whatever_the_type_of_the_counts(dtype) -> None:
    rng = np.random.default_rng(2)
    X = sparse.csr_matrix(rng.poisson(0.3, (120, 40)))
    options = {"max_iter": 3, "random_state": 0, "n_jobs": 1}
    same = LatentDirichletAllocation(4, **options).fit(X.astype(dtype)).components_
    assert np.array_equal(same, LatentDirichletAllocation(4, **options).fit(X).components_)
    # One weight that is no whole number: all are kept as floats, and the topics hardly change.
    other = X.astype(np.float64)
    other.data[0] += 1e-7
    near = LatentDirichletAllocation(4, **options).fit(other).components_
    assert np.allclose(near, same, rtol=1e-3, atol=1e-3)

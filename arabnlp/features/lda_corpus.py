"""The texts that the native engine trains on, in its own order and in as few bytes as they need."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy import sparse

TEXTS = 1024  # read at once when the form changes: no second copy of the corpus
ENTRIES = 2**18


class Corpus:
    """Counts of texts: the arrays of a CSR matrix, a column and a count in 2 bytes each where all of them fit.

    Parameters
    ----------
    X : csr_matrix of shape (n_texts, n_terms)
        Counts or weights, none negative.
    texts : ndarray of int or None
        Rows of ``X`` in the new order; None keeps it.
    place : ndarray of int or None
        New column of each column of ``X``; None keeps them.

    Attributes
    ----------
    shape : tuple of int
    indptr : ndarray of shape (n_texts + 1,)
        int32, of 2**31 entries and more int64.
    indices : ndarray, uint16 or (of more than 65,536 terms) int32
    data : ndarray, uint16 or (where there is a weight that is no whole number, or above 65,535) float32
    lengths : ndarray of shape (n_texts,), float64
        Tokens of each text.

    Examples
    --------
    >>> corpus = Corpus(sparse.csr_matrix([[0, 2, 1], [4, 0, 0]]), texts=np.array([1, 0]))
    >>> corpus.rows(np.array([0, 1])).toarray().tolist(), corpus.data.dtype, corpus.indices.dtype
    ([[4.0, 0.0, 0.0], [0.0, 2.0, 1.0]], dtype('uint16'), dtype('uint16'))
    """

    def __init__(self, X: sparse.csr_matrix, texts: np.ndarray | None = None, place: np.ndarray | None = None) -> None:
        texts = np.arange(X.shape[0]) if texts is None else texts
        self.shape = (len(texts), X.shape[1])
        ends = np.cumsum(np.diff(X.indptr)[texts], dtype=np.int64)
        entries = int(ends[-1]) if len(ends) else 0
        self.indptr = np.append(0, ends).astype(np.int32 if entries < 2**31 else np.int64)
        self.indices = np.empty(entries, np.uint16 if X.shape[1] <= 2**16 else np.int32)
        self.data = np.empty(entries, np.uint16 if _small_numbers(X.data) else np.float32)
        self.lengths = np.zeros(len(texts))
        for first in range(0, len(texts), TEXTS):
            some = X[texts[first : first + TEXTS]]
            here = slice(self.indptr[first], self.indptr[first] + some.nnz)
            self.indices[here] = some.indices if place is None else place[some.indices]
            self.data[here] = some.data
            self.lengths[first : first + TEXTS] = np.asarray(some.sum(axis=1)).ravel()

    def rows(self, texts: np.ndarray) -> sparse.csr_matrix:
        """A copy of some texts as a matrix of shape (len(texts), n_terms) (float32 data, int32 columns)."""
        lengths = np.diff(self.indptr)[texts]
        pointer = np.append(0, np.cumsum(lengths, dtype=np.int64))
        entries = np.arange(pointer[-1]) + np.repeat(self.indptr[texts] - pointer[:-1], lengths)
        parts = self.data[entries].astype(np.float32), self.indices[entries].astype(np.int32), pointer.astype(np.int32)
        return sparse.csr_matrix(parts, shape=(len(texts), self.shape[1]))

    def columns(self, words: np.ndarray) -> sparse.csr_matrix:
        """A copy of some columns of all texts as a matrix of shape (n_texts, len(words)), float32."""
        if not len(words) or not self.shape[0]:
            return sparse.csr_matrix((self.shape[0], len(words)), dtype=np.float32)
        return sparse.vstack([self.rows(block)[:, words] for block in self.blocks(self.shape[0])], format="csr")

    def blocks(self, n_texts: int) -> Iterator[np.ndarray]:
        """Indices of the first texts, ``TEXTS`` at a time."""
        for first in range(0, n_texts, TEXTS):
            yield np.arange(first, min(first + TEXTS, n_texts))

    def tokens(self, n_texts: int) -> np.ndarray:
        """Tokens of each word in the first texts, of shape (n_terms,), float32."""
        end = self.indptr[n_texts]
        return count_words(self.indices[:end], self.shape[1], self.data[:end]).astype(np.float32)

    def frequencies(self, n_texts: int) -> np.ndarray:
        """How many of the first texts hold each word, of shape (n_terms,)."""
        return count_words(self.indices[: self.indptr[n_texts]], self.shape[1])


def count_words(words: np.ndarray, n_terms: int, weights: np.ndarray | None = None) -> np.ndarray:
    """``numpy.bincount`` in parts, as float64: what it counts is widened to 8 bytes.

    Examples
    --------
    >>> count_words(np.array([0, 2, 2], np.uint16), 3).tolist()
    [1.0, 0.0, 2.0]
    """
    total = np.zeros(n_terms)
    for start in range(0, len(words), ENTRIES):
        part = slice(start, start + ENTRIES)
        total += np.bincount(words[part], None if weights is None else weights[part], n_terms)
    return total


def _small_numbers(data: np.ndarray) -> bool:
    """Whether all are whole numbers of at most 65,535."""
    if len(data) and data.max() >= 2**16:
        return False
    parts = (data[start : start + ENTRIES] for start in range(0, len(data), ENTRIES))
    return np.issubdtype(data.dtype, np.integer) or all(bool((part == np.floor(part)).all()) for part in parts)


def new_order(X: sparse.csr_matrix, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Texts in random order and words by falling frequency: rows that are often read lie side by side in the cache.

    Parameters
    ----------
    X : csr_matrix of shape (n_texts, n_terms)
    rng : numpy.random.Generator

    Returns
    -------
    texts : ndarray of shape (n_texts,)
        Rows of ``X`` in the new order.
    place : ndarray of shape (n_terms,), int32
        New place of each column.
    """
    texts = rng.permutation(X.shape[0])
    words = np.argsort(-count_words(X.indices, X.shape[1]), kind="stable")
    place = np.empty(len(words), np.int32)
    place[words] = np.arange(len(words), dtype=np.int32)
    return texts, place


def word_rows_of_a_pass(corpus: Corpus, n_texts: int, batch_size: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows for the words' counts of a pass over the first texts, as few as will do.

    A word needs one from the first minibatch that holds it to the last; then another word may have it.

    Parameters
    ----------
    corpus : Corpus
    n_texts, batch_size : int
        The pass reads the first ``n_texts`` texts, so many at a time.

    Returns
    -------
    row : ndarray of shape (n_terms,), int32
        -1 for a word that is in one minibatch or in none.
    last : ndarray of shape (n_terms,), int32
        The last minibatch that holds the word; -1 for none.
    """
    edges = corpus.indptr[np.minimum(np.arange(0, n_texts + batch_size, batch_size), n_texts)]
    parts = [corpus.indices[a:b] for a, b in pairwise(edges)]
    first, last, row = (np.full(corpus.shape[1], -1, np.int32) for _ in range(3))
    for number, part in enumerate(parts):
        last[part] = number
    for number, part in reversed(list(enumerate(parts))):
        first[part] = number
    free, made = np.empty(0, np.int32), 0
    for number in range(len(parts)):
        begin = np.flatnonzero((first == number) & (last > number))
        new = np.arange(made, made + max(len(begin) - len(free), 0), dtype=np.int32)
        made += len(new)
        row[begin] = np.concatenate([free[: len(begin)], new])
        free = np.concatenate([free[len(begin) :], row[(last == number) & (first < number)]])
    return row, last


__all__ = ["Corpus", "count_words", "new_order", "word_rows_of_a_pass"]

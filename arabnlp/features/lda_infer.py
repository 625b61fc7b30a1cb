"""Inference for fixed topics, a block of texts at a time, on one float32 matrix of words and topics."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from arabnlp.features.lda_native import BLOCK, Run, cut, pad, padded_size

TEXTS = 2048  # of a block: what inference takes beside its result is that of so many texts


def word_places(X: sparse.csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """Words that occur, ascending, and for each entry of ``X`` the place of its word among them (int32)."""
    place = np.zeros(X.shape[1], np.int32)
    for start in range(0, len(X.indices), 2**20):  # in parts: an index is widened to 8 bytes
        place[X.indices[start : start + 2**20]] = 1
    words = np.flatnonzero(place)
    place[words] = np.arange(len(words), dtype=np.int32)
    return words, place[X.indices] if len(words) < X.shape[1] else np.asarray(X.indices, np.int32)


def word_rows(components: np.ndarray, words: np.ndarray, log_mean: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of words, one row a word, each row divided by its largest.

    So divided, float32 holds the rarest word as well as any, and inference, which compares topics word by word, does
    not see the difference.

    Parameters
    ----------
    components : ndarray of shape (n_topics, n_terms)
    words : ndarray of shape (n_words,)
        Columns, ascending.
    log_mean : bool
        Take ``components`` for Dirichlet parameters and each probability for the exponential of its mean logarithm;
        else rows are divided by their sums.

    Returns
    -------
    rows : ndarray of shape (n_words, topics padded), float32
        A word without any probability has zeros.
    logs : ndarray of shape (n_words,)
        Logarithms of what the rows were divided by.
    """
    from scipy.special import psi

    n_topics, n_terms = components.shape
    rows = np.zeros((len(words), padded_size(n_topics)), np.float32)
    for first in range(0, n_topics, BLOCK):  # a few topics at a time: whole vectors are written, little is copied
        block = components[first : first + BLOCK]
        totals = block.sum(axis=1, dtype=np.float64)[:, None]
        part = (block if len(words) == n_terms else block[:, words]).astype(np.float64)
        part = psi(part) - psi(totals) if log_mean else part / totals
        rows[:, first : first + BLOCK][:, : len(block)] = part.T
    real = rows[:, :n_topics]
    largest = real.max(axis=1)
    if log_mean:
        real -= largest[:, None]
        np.exp(real, out=real)
        return rows, largest.astype(np.float64)
    real /= np.where(largest > 0, largest, 1)[:, None]
    with np.errstate(divide="ignore"):
        return rows, np.log(largest.astype(np.float64))


def infer_blocks(
    X: sparse.csr_matrix,
    columns: np.ndarray,
    rows: np.ndarray,
    alpha: np.ndarray,
    run: Run,
    *,
    variational: bool = False,
    max_iter: int = 100,
    near: float = 0.0,
    part: float = 0.0,
    beta: float = 0.0,
    inverse: np.ndarray | None = None,
) -> Iterator[tuple[int, int, np.ndarray]]:
    """Dirichlet parameters of the proportions of texts for fixed topics, some texts at a time.

    Parameters
    ----------
    X : csr_matrix of shape (n_texts, n_terms)
    columns : ndarray
        Row of ``rows`` of each entry of ``X``, int32.
    rows : ndarray of shape (n_words, topics padded), float32
    alpha : ndarray of shape (n_topics,)
    run : callable
        From :func:`arabnlp.features.lda_native.threads`.
    variational : bool
        Mean-field variational Bayes (Blei et al. 2003), else expected counts for topics as they are (CVB0).
    max_iter : int
    near, part : float
        Iteration ends when the parameters of a text change in sum by less than ``near + part * tokens``.
    beta : float
        Added to each of ``rows``.
    inverse : ndarray of shape (n_topics,) or None
        The sums of ``rows`` and ``beta`` are multiplied by it.

    Yields
    ------
    first, last : int
        Texts of the block.
    gamma : ndarray of shape (last - first, topics padded), float32
    """
    from arabnlp.features._lda import infer

    prior = pad(alpha)
    weights = pad(np.ones(len(alpha)) if inverse is None else inverse)
    for first in range(0, X.shape[0], TEXTS):
        last = min(first + TEXTS, X.shape[0])
        start, stop = X.indptr[first], X.indptr[last]
        pointer = X.indptr[first : last + 1] - start
        counts = X.data[start:stop].astype(np.float32, copy=False)
        gamma = np.empty((last - first, len(prior)), np.float32)
        run(
            [
                (infer, pointer, columns[start:stop], counts, a, b, rows, np.float32(beta), weights, prior, variational,
                 max_iter, np.float32(near), np.float32(part), gamma)
                for a, b in cut(pointer, 0, last - first)
            ]
        )  # fmt: skip
        yield first, last, gamma


__all__ = ["infer_blocks", "word_places", "word_rows"]

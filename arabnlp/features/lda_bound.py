"""The variational lower bound on the likelihood of texts, as scikit-learn's ``score`` and ``perplexity`` define it."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse
from scipy.special import gammaln, psi

from arabnlp.features.heldout import score_texts
from arabnlp.features.lda_infer import infer_blocks, word_places, word_rows
from arabnlp.features.lda_native import Run, cut


def variational_bound(
    X: sparse.csr_matrix, components: np.ndarray, alpha: np.ndarray, eta: Any, run: Run, **options: Any
) -> float:
    """Lower bound on the log-likelihood of texts and topics (Hoffman, Blei, Bach 2010, equation 1).

    Beside ``X`` and ``components`` it takes the columns of ``X`` once more, one float32 matrix of topics and words and
    room for some thousands of texts.

    Parameters
    ----------
    X : csr_matrix of shape (n_texts, n_terms)
    components : ndarray of shape (n_topics, n_terms)
        Dirichlet parameters of the topics.
    alpha : ndarray of shape (n_topics,)
        Prior of the proportions.
    eta : float, or array of shape (n_topics, n_terms)
        Prior of the topics.
    run : callable
        From :func:`arabnlp.features.lda_native.threads`.
    **options
        Of :func:`arabnlp.features.lda_infer.infer_blocks`, which finds the proportions.

    Returns
    -------
    float
        Natural logarithm, summed over texts.
    """
    from arabnlp.features._lda_heldout import log_likelihood

    words, columns = word_places(X)
    rows, logs = word_rows(components, words, log_mean=True)
    n_topics = len(components)
    result = np.zeros(X.shape[0])
    bound = _topics_bound(components, eta)
    for first, last, padded in infer_blocks(X, columns, rows, alpha, run, variational=True, **options):
        gamma = padded[:, :n_topics].astype(np.float64)
        log_theta = psi(gamma) - psi(gamma.sum(axis=1, keepdims=True))
        bound += ((alpha - gamma) * log_theta + gammaln(gamma) - gammaln(alpha)).sum()
        bound += (gammaln(alpha.sum()) - gammaln(gamma.sum(axis=1))).sum()
        theta = np.zeros((last - first, rows.shape[1]))
        theta[:, :n_topics] = np.exp(log_theta)
        start, stop = X.indptr[first], X.indptr[last]
        pointer, data = X.indptr[first : last + 1] - start, X.data[start:stop].astype(np.float64)
        run(
            [
                (log_likelihood, pointer, columns[start:stop], data, a, b, rows, theta, 1e-300, result[first:last])
                for a, b in cut(pointer, 0, last - first)
            ]
        )
        bound += float(data @ logs[columns[start:stop]])  # what the rows were divided by
    return float(bound + result.sum())


def _topics_bound(components: np.ndarray, eta: Any) -> float:
    bound = 0.0
    for topic, weights in enumerate(components):  # one topic at a time: no second matrix of topics and words
        weights = weights.astype(np.float64)
        total = weights.sum()
        prior = np.broadcast_to(eta, components.shape)[topic]
        bound += ((prior - weights) * (psi(weights) - psi(total)) + gammaln(weights)).sum() - gammaln(total)
        bound += gammaln(prior.sum()) - gammaln(prior).sum()
    return float(bound)


def token_perplexity(X: sparse.csr_matrix, components: np.ndarray, alpha: np.ndarray, run: Run) -> float:
    """Perplexity of texts under proportions found on the same tokens, for topics as they are.

    Parameters
    ----------
    X : csr_matrix of shape (n_texts, n_terms)
        At least one positive weight.
    components : ndarray of shape (n_topics, n_terms)
        Weights, divided by their sums.
    alpha : ndarray of shape (n_topics,)
    run : callable
        From :func:`arabnlp.features.lda_native.threads`.

    Returns
    -------
    float
    """
    words, columns = word_places(X)
    rows, logs = word_rows(components, words)
    scores = score_texts((X, columns), (X, columns), rows, alpha, run, max_iter=20, part=1e-3)
    total = scores.sum() + X.data.astype(np.float64) @ logs[columns]
    return float(np.exp(-total / X.data.sum(dtype=np.float64)))


__all__ = ["token_perplexity", "variational_bound"]

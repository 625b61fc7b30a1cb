"""The variational lower bound on the likelihood of texts, as scikit-learn's ``score`` and ``perplexity`` define it."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse
from scipy.special import gammaln, psi

from arabnlp.features.lda_native import Run, cut


def variational_bound(
    X: sparse.csr_matrix, gamma: np.ndarray, components: np.ndarray, alpha: np.ndarray, eta: Any, run: Run
) -> float:
    """Lower bound on the log-likelihood of texts and topics (Hoffman, Blei, Bach 2010, equation 1).

    Parameters
    ----------
    X : csr_matrix of shape (n_texts, n_terms)
    gamma : ndarray of shape (n_texts, n_topics)
        Dirichlet parameters of the texts' proportions.
    components : ndarray of shape (n_topics, n_terms)
        Dirichlet parameters of the topics.
    alpha : ndarray of shape (n_topics,)
        Prior of the proportions.
    eta : float, or array of shape (n_topics, n_terms)
        Prior of the topics.
    run : callable
        From :func:`arabnlp.features.lda_native.threads`.

    Returns
    -------
    float
        Natural logarithm, summed over texts.
    """
    from arabnlp.features._lda import log_likelihood

    gamma, n_terms = gamma.astype(np.float64), components.shape[1]
    log_theta = psi(gamma) - psi(gamma.sum(axis=1, keepdims=True))
    words, columns = np.unique(X.indices, return_inverse=True)
    rows = np.empty((len(words), len(components)))
    bound = 0.0
    shape = (len(components), n_terms)
    for topic, weights in enumerate(components):  # one topic at a time: no second matrix of topics and words
        weights = weights.astype(np.float64)
        total = weights.sum()
        log_phi = psi(weights) - psi(total)
        rows[:, topic] = np.exp(log_phi[words])
        prior = np.broadcast_to(eta, shape)[topic]
        bound += ((prior - weights) * log_phi + gammaln(weights)).sum() - gammaln(total)
        bound += gammaln(prior.sum()) - gammaln(prior).sum()
    bound += ((alpha - gamma) * log_theta + gammaln(gamma) - gammaln(alpha)).sum()
    bound += (gammaln(alpha.sum()) - gammaln(gamma.sum(axis=1))).sum()
    logs = np.zeros(X.shape[0])
    theta, data, columns = np.exp(log_theta), X.data.astype(np.float64), columns.astype(np.int32)
    run(
        [
            (log_likelihood, X.indptr, columns, data, a, b, rows, theta, 1e-300, logs)
            for a, b in cut(X.indptr, 0, X.shape[0])
        ]
    )
    return float(bound + logs.sum())


__all__ = ["variational_bound"]

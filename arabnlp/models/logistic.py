"""Multinomial logistic regression for few texts and very many features.

The penalized solution lies in the span of the texts. So with fewer texts than features the model is fitted, exactly,
in the coordinates of that span (as many as there are texts), and its coefficients are mapped back.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

_MOST_TEXTS = 3000  # beyond, the Gram matrix costs more than it saves


def coordinates(X: sparse.csr_matrix) -> tuple[np.ndarray, Any] | None:
    """Texts in an orthonormal basis of their span, and the map of coefficients back to features.

    Parameters
    ----------
    X : sparse matrix of shape (n_texts, n_features)

    Returns
    -------
    (ndarray of shape (n_texts, rank), callable) or None
        None where it would not pay.
    """
    n_texts, n_features = X.shape
    if n_texts > _MOST_TEXTS or n_features <= 4 * n_texts:
        return None
    values, vectors = np.linalg.eigh(np.asarray((X @ X.T).todense(), dtype=float))
    keep = values > values[-1] * 1e-12
    roots = np.sqrt(values[keep])
    vectors = vectors[:, keep]
    return vectors * roots, lambda coef: np.asarray((coef / roots @ vectors.T) @ X)


def fit_logistic(X: sparse.csr_matrix, y: np.ndarray, **params: Any) -> LogisticRegression:
    """Fit a logistic regression.

    Parameters
    ----------
    X : sparse matrix of shape (n_texts, n_features)
    y : ndarray of shape (n_texts,)
    **params
        Of :class:`sklearn.linear_model.LogisticRegression`.

    Returns
    -------
    LogisticRegression
        As if fitted on ``X``.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> X = csr_matrix(np.eye(4, 30))
    >>> fit_logistic(X, np.array([0, 0, 1, 1])).predict(X).tolist()
    [0, 0, 1, 1]
    """
    span = coordinates(X)
    model = LogisticRegression(**params)
    if span is None:
        return model.fit(X, y)
    Z, back = span
    model.fit(Z, y)
    model.coef_ = back(model.coef_)
    model.n_features_in_ = X.shape[1]
    return model

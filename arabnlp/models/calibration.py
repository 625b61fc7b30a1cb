"""Probabilities that mean what they say: one temperature, fitted on predictions for texts not seen before."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax


def class_scores(classifier: Any, X: Any) -> np.ndarray:
    """Decision values, one column a class also when there are two.

    Returns
    -------
    ndarray of shape (n_texts, n_classes)
    """
    scores = np.asarray(classifier.decision_function(X), dtype=float)
    return np.column_stack([np.zeros(len(scores)), scores]) if scores.ndim == 1 else scores


def fit_temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The temperature that makes held-out scores most likely.

    Parameters
    ----------
    scores : ndarray of shape (n_texts, n_classes)
        Out-of-fold decision values.
    labels : ndarray of shape (n_texts,)
        Column of the right class.

    Returns
    -------
    float
        Between 0.05 and 20; above 1 where the model is too sure of itself.

    References
    ----------
    C. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.

    Examples
    --------
    >>> import numpy as np
    >>> sure = np.array([[9.0, 0.0], [9.0, 0.0], [0.0, 9.0], [9.0, 0.0]])
    >>> fit_temperature(sure, np.array([0, 0, 1, 1])) > 1
    True
    """

    def loss(log_temperature: float) -> float:
        logs = log_softmax(scores / np.exp(log_temperature), axis=1)
        return -float(logs[np.arange(len(labels)), labels].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(np.log(0.05), np.log(20.0)), method="bounded").x))


def probabilities(scores: np.ndarray, temperature: float) -> np.ndarray:
    """Class probabilities of decision values at a temperature; rows sum to 1."""
    return softmax(scores / temperature, axis=1)

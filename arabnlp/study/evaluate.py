"""Measures with intervals: cross-validation by groups, bootstrap, paired tests, quotation scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from arabnlp.errors import InputError


@dataclass
class Evaluation:
    """Out-of-fold predictions with their score.

    Attributes
    ----------
    score : float
        Macro-F1 over all out-of-fold predictions, mean over repeats.
    interval : tuple of float
        95% bootstrap interval, resampling groups.
    folds : list of float
        Macro-F1 of each fold of each repeat.
    predictions : ndarray of shape (n_samples,)
        Of the first repeat.
    probabilities : ndarray of shape (n_samples, n_classes)
        Of the first repeat.
    classes : ndarray of shape (n_classes,)
    """

    score: float
    interval: tuple[float, float]
    folds: list[float]
    predictions: np.ndarray
    probabilities: np.ndarray
    classes: np.ndarray


def macro_f1(y: Any, predictions: Any) -> float:
    """Mean over the classes of ``y`` of F1.

    Examples
    --------
    >>> macro_f1(["a", "a", "b"], ["a", "b", "b"])
    0.666...
    """
    return float(f1_score(y, predictions, average="macro", labels=np.unique(y), zero_division=0))


def cross_validate(
    estimator: Any,
    X: Sequence[Any],
    y: Sequence[str],
    groups: Sequence[Any] | None = None,
    n_splits: int = 5,
    n_repeats: int = 3,
    seed: int = 0,
) -> Evaluation:
    """Cross-validate an estimator; groups never stand on both sides.

    Parameters
    ----------
    estimator : classifier with ``predict_proba`` and ``classes_``
    X : sequence, n_samples
    y : sequence of str, n_samples
    groups : sequence, n_samples, optional
        For example the article of each (target, article) pair; by default each sample is its own.
    n_splits, n_repeats : int
    seed : int

    Returns
    -------
    Evaluation

    Raises
    ------
    InputError
        If there are fewer samples of a class, or fewer groups, than folds.
    """
    labels = np.asarray(y)
    keys = np.arange(len(labels)) if groups is None else np.asarray(groups)
    classes, counts = np.unique(labels, return_counts=True)
    if counts.min() < n_splits or len(np.unique(keys)) < n_splits:
        raise InputError(f"{n_splits} folds need {n_splits} samples of each class and as many groups: use fewer folds.")
    scores, folds = [], []
    first_predictions = first_probabilities = None
    for repeat in range(n_repeats):
        probabilities = np.zeros((len(labels), len(classes)))
        splitter = StratifiedGroupKFold(n_splits, shuffle=True, random_state=seed + repeat)
        for train, test in splitter.split(labels, labels, keys):
            model = clone(estimator).fit([X[i] for i in train], labels[train])
            columns = np.searchsorted(classes, model.classes_)
            probabilities[np.ix_(test, columns)] = model.predict_proba([X[i] for i in test])
            folds.append(macro_f1(labels[test], classes[probabilities[test].argmax(axis=1)]))
        predictions = classes[probabilities.argmax(axis=1)]
        scores.append(macro_f1(labels, predictions))
        if repeat == 0:
            first_predictions, first_probabilities = predictions, probabilities
    interval = bootstrap_interval(macro_f1, labels, first_predictions, groups=keys, seed=seed)
    assert first_predictions is not None and first_probabilities is not None
    return Evaluation(float(np.mean(scores)), interval, folds, first_predictions, first_probabilities, classes)


def bootstrap_interval(
    metric: Callable[[Any, Any], float],
    y: Any,
    predictions: Any,
    groups: Any = None,
    n_samples: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """95% percentile interval of a metric, resampling groups with replacement.

    Examples
    --------
    >>> bootstrap_interval(macro_f1, ["a", "b"] * 10, ["a", "b"] * 10)
    (1.0, 1.0)

    References
    ----------
    B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993.
    """
    y, predictions = np.asarray(y), np.asarray(predictions)
    keys = np.arange(len(y)) if groups is None else np.asarray(groups)
    members = [np.flatnonzero(keys == key) for key in np.unique(keys)]
    rng = np.random.default_rng(seed)
    values = []
    for _ in range(n_samples):
        index = np.concatenate([members[i] for i in rng.integers(len(members), size=len(members))])
        values.append(metric(y[index], predictions[index]))
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def paired_difference(
    y: Any,
    first: Any,
    second: Any,
    groups: Any = None,
    metric: Callable[[Any, Any], float] = macro_f1,
    n_samples: int = 1000,
    seed: int = 0,
) -> dict[str, float]:
    """How much better the second predictions are, with a 95% interval and a two-sided paired permutation test.

    Returns
    -------
    dict
        ``difference``, ``low``, ``high``, ``p_value``.

    Examples
    --------
    >>> y = ["a", "b"] * 20
    >>> paired_difference(y, ["a"] * 40, y)["difference"] > 0.6
    True

    References
    ----------
    E. Noreen, "Computer-Intensive Methods for Testing Hypotheses", 1989 (approximate randomization).
    """
    y, first, second = np.asarray(y), np.asarray(first), np.asarray(second)
    keys = np.arange(len(y)) if groups is None else np.asarray(groups)
    members = [np.flatnonzero(keys == key) for key in np.unique(keys)]
    observed = metric(y, second) - metric(y, first)
    rng = np.random.default_rng(seed)
    differences, extreme = [], 0
    for _ in range(n_samples):
        index = np.concatenate([members[i] for i in rng.integers(len(members), size=len(members))])
        differences.append(metric(y[index], second[index]) - metric(y[index], first[index]))
        a, b = first.copy(), second.copy()
        for group in (members[i] for i in np.flatnonzero(rng.integers(2, size=len(members)))):
            a[group], b[group] = second[group], first[group]
        extreme += abs(metric(y, b) - metric(y, a)) >= abs(observed) - 1e-12
    return {
        "difference": float(observed),
        "low": float(np.quantile(differences, 0.025)),
        "high": float(np.quantile(differences, 0.975)),
        "p_value": (extreme + 1) / (n_samples + 1),
    }


@dataclass
class QuoteScores:
    """Exact-span precision, recall and F1, and the share of found quotations whose speaker is right.

    ``intervals`` holds 95% bootstrap intervals over articles for ``f1`` and ``speaker_accuracy``.
    """

    precision: float
    recall: float
    f1: float
    speaker_accuracy: float
    n_gold: int
    n_found: int
    intervals: dict[str, tuple[float, float]]


def score_quotes(gold: Sequence[Sequence[Any]], found: Sequence[Sequence[Any]], seed: int = 0) -> QuoteScores:
    """Compare quotations with the gold, article by article.

    Parameters
    ----------
    gold, found : sequences, n_articles, of sequences of objects with ``start``, ``end`` and ``speaker``
        Speakers are compared after folding.

    Returns
    -------
    QuoteScores
    """
    from arabnlp.text.tokenize import fold_word

    table = []
    for right, ours in zip(gold, found, strict=True):
        spans = {(q.start, q.end): q for q in right}
        hits = [(spans[(q.start, q.end)], q) for q in ours if (q.start, q.end) in spans]
        named = sum(fold_word(a.speaker) == fold_word(b.speaker) for a, b in hits)
        table.append((len(hits), len(ours), len(right), named))
    counts = np.array(table, dtype=float).reshape(len(table), 4)

    def measures(rows: np.ndarray) -> tuple[float, float, float, float]:
        hit, ours, right, named = rows.sum(axis=0)
        precision, recall = hit / max(ours, 1), hit / max(right, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-12), named / max(hit, 1)

    rng = np.random.default_rng(seed)
    samples = np.array([measures(counts[rng.integers(len(counts), size=len(counts))]) for _ in range(1000)])
    precision, recall, f1, speakers = measures(counts)
    low, high = np.quantile(samples, [0.025, 0.975], axis=0)
    intervals = {"f1": (float(low[2]), float(high[2])), "speaker_accuracy": (float(low[3]), float(high[3]))}
    return QuoteScores(
        float(precision),
        float(recall),
        float(f1),
        float(speakers),
        int(counts[:, 2].sum()),
        int(counts[:, 1].sum()),
        intervals,
    )

"""Which words tell a topic: ranks by probability, relevance, FREX and lift; word intrusion.

All functions take ``topic_word``, distributions over terms of shape (n_topics, n_terms).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from arabnlp.errors import InputError

RANKS = ("probability", "relevance", "frex", "lift")
_TINY = 1e-30  # of float32 too


def word_scores(
    topic_word: np.ndarray, rank: str = "probability", *, weight: float = 0.6, term_share: np.ndarray | None = None
) -> np.ndarray:
    """How well each word tells each topic, higher being better.

    Parameters
    ----------
    topic_word : ndarray of shape (n_topics, n_terms)
    rank : {"probability", "relevance", "frex", "lift"}
        ``relevance`` is ``weight * log p(w|k) + (1 - weight) * log(p(w|k) / p(w))`` [1]_; ``frex`` the harmonic mean
        of a word's ranks by exclusivity, which counts ``weight``, and by frequency [2]_; ``lift`` is ``p(w|k) / p(w)``.
    weight : float
        From 0 to 1: lambda of the relevance, 0.6 in [1]_; omega of FREX, 0.5 in [2]_.
    term_share : ndarray of shape (n_terms,), optional
        p(w) in the collection; by default the mean of the topics.

    Returns
    -------
    ndarray of shape (n_topics, n_terms)

    References
    ----------
    .. [1] C. Sievert, K. Shirley, "LDAvis: a method for visualizing and interpreting topics", 2014.
    .. [2] J. Bischof, E. Airoldi, "Summarizing topical content with word frequency and exclusivity", ICML 2012.

    Examples
    --------
    >>> topics = np.array([[0.6, 0.4, 0.0], [0.6, 0.0, 0.4]])
    >>> word_scores(topics, "probability").argmax(axis=1).tolist(), word_scores(topics, "lift").argmax(axis=1).tolist()
    ([0, 0], [1, 2])
    """
    if rank not in RANKS:
        raise InputError(f"rank {rank!r} does not exist: choose from {', '.join(RANKS)}.")
    if isinstance(weight, bool) or not isinstance(weight, int | float | np.number) or not 0 <= weight <= 1:
        raise InputError(f"weight={weight!r} must be a number between 0 and 1.")
    if rank == "probability":
        return topic_word
    if rank == "frex":
        exclusive = topic_word / np.maximum(topic_word.sum(axis=0), _TINY)
        return 1 / (weight / _ecdf(exclusive) + (1 - weight) / _ecdf(topic_word))
    share = np.maximum(topic_word.mean(axis=0) if term_share is None else term_share, _TINY)
    if rank == "lift":
        return topic_word / share
    log = np.log(np.maximum(topic_word, _TINY))
    return weight * log + (1 - weight) * (log - np.log(share))


def _ecdf(rows: np.ndarray) -> np.ndarray:
    """Share of a row's values that are at most as large, row by row."""
    result = np.empty(rows.shape)
    for out, row in zip(result, rows, strict=True):
        out[:] = np.searchsorted(np.sort(row), row, side="right") / len(row)
    return result


def whole_number(name: str, value: Any, least: int = 1) -> int:
    """A parameter that must be a whole number, checked.

    Raises
    ------
    InputError
        If it is none, or smaller than ``least``.

    Examples
    --------
    >>> whole_number("n_words", 10)
    10
    """
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise InputError(f"{name}={value!r} must be a whole number of at least {least}.")
    return int(value)


def top_words(scores: np.ndarray, n_words: int) -> np.ndarray:
    """Columns of the best words of each topic, ties in column order, shape (n_topics, n_words).

    Examples
    --------
    >>> top_words(np.array([[0.1, 0.5, 0.4]]), 2).tolist()
    [[1, 2]]
    """
    whole_number("n_words", n_words)
    return np.argsort(-scores, axis=1, kind="stable")[:, :n_words]


def word_intrusion(topic_word: np.ndarray, n_words: int, seed: int | None) -> list[tuple[list[int], int]]:
    """For each topic its top words and, at a random place, a word that is prominent in another topic and rare in it.

    Parameters
    ----------
    topic_word : ndarray of shape (n_topics, n_terms)
    n_words : int
        Top words shown beside the intruder.
    seed : int or None
        None draws anew each time.

    Returns
    -------
    list of (columns, place of the intruder)

    References
    ----------
    J. Chang et al., "Reading tea leaves: how humans interpret topic models", NIPS 2009.
    """
    random = np.random.default_rng(seed)
    n_topics, n_terms = topic_word.shape
    rank = np.argsort(np.argsort(-topic_word, axis=1, kind="stable"), axis=1, kind="stable")
    tests = []
    for k, own in enumerate(top_words(topic_word, n_words)):
        low = rank[k] >= n_terms // 2
        others = np.delete(np.arange(n_topics), k)
        prominent = (rank[others] < 2 * n_words).any(axis=0)
        for allowed in (low & prominent, prominent, np.ones(n_terms, bool)):
            pool = np.setdiff1d(np.flatnonzero(allowed), own)
            if len(pool):
                break
        if not len(pool):
            raise InputError(f"there are only {n_terms} terms: too few to show {n_words} words and an intruder.")
        place = int(random.integers(len(own) + 1))
        shown = [int(column) for column in random.permutation(own)]
        shown.insert(place, int(random.choice(pool)))
        tests.append((shown, place))
    return tests


def matched(first: Sequence[set[Any]], second: Sequence[set[Any]]) -> float:
    """Mean share of words in common of topics matched one to one so that it is largest, 0 to 1.

    Examples
    --------
    >>> matched([{"نفط", "غاز"}, {"هدف"}], [{"هدف"}, {"نفط", "سعر"}])
    0.75
    """
    from scipy.optimize import linear_sum_assignment

    if not first or not second:
        return float("nan")
    overlap = np.array([[len(a & b) / max(len(a), len(b), 1) for b in second] for a in first])
    return float(overlap[linear_sum_assignment(-overlap)].mean())


__all__ = ["RANKS", "matched", "top_words", "whole_number", "word_intrusion", "word_scores"]

"""Seed words of topics: what they are in the terms of a collection, and the prior that they make."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from arabnlp.errors import InputError
from arabnlp.models.topic_terms import Terms, read_tokens
from arabnlp.models.topic_words import top_words

#: Of a topic's tokens, were all topics of one size: enough to stand among its first ten words. A seed word counts as at
#: least that, since a rare one would not be seen in the topic that bears its name.
LEAST_SHARE = 0.006


def seed_lists(seed_words: Any) -> tuple[list[str], list[list[str]]]:
    """Names (none without a mapping) and lists of seed words, checked.

    Examples
    --------
    >>> seed_lists({"طاقة": ["النفط", "الغاز"]})
    (['طاقة'], [['النفط', 'الغاز']])
    """
    if not isinstance(seed_words, Iterable):
        raise InputError(f"seed_words={seed_words!r} must be a list of words for each topic, or None.")
    if isinstance(seed_words, str):
        raise InputError("seed_words are one string: give a list of words for each topic.")
    if isinstance(seed_words, Mapping):
        names, lists = list(seed_words), list(seed_words.values())
    else:
        names, lists = [], list(seed_words)
    for k, words in enumerate(lists):
        if isinstance(words, str):
            raise InputError(f"seed words of topic {k} are one string: give a list of words.")
        if not isinstance(words, Iterable) or any(not isinstance(word, str) for word in words):
            raise InputError(f"seed words of topic {k} are {words!r}: give a list of strings.")
    return [str(name) for name in names], [list(words) for words in lists]


def seed_counts(
    seed_words: Any, n_topics: int, terms: Terms, total: np.ndarray, normalizer: Any, weight: float = 1.0
) -> np.ndarray:
    """Pseudo-counts of each topic's seed words, shape (n_topics, n_terms); zero elsewhere.

    Parameters
    ----------
    seed_words : sequence of sequences of str, or mapping of str to sequence of str
        For the first topics.
    n_topics : int
    terms : Terms
    total : ndarray of shape (n_terms,)
        How often each term occurs.
    normalizer : str, ArabicNormalizer or None
    weight : float
        Pseudo-counts of a word for each of its occurrences, which are taken to be at least ``LEAST_SHARE`` of the mean
        tokens of a topic.

    Raises
    ------
    InputError
        If there are more lists than topics, a list is one string, none of its words is a term, or the weight is not
        positive.

    Warns
    -----
    UserWarning
        If some words of a list are no terms; it names them.
    """
    if isinstance(weight, bool) or not isinstance(weight, int | float | np.number) or not 0 < weight < np.inf:
        raise InputError(f"seed_weight={weight!r} must be a positive number; without seed words leave out seed_words.")
    _, lists = seed_lists(seed_words)
    if len(lists) > n_topics:
        raise InputError(f"there are {len(lists)} lists of seed words and {n_topics} topics: raise n_topics.")
    least = LEAST_SHARE * float(total.sum()) / n_topics
    prior = np.zeros((n_topics, len(terms.shown)))
    lost: list[str] = []
    for k, words in enumerate(lists):
        columns = []
        for word in words:
            found = terms.column_of(list(read_tokens([word], normalizer).terms or ()))
            columns += found[found >= 0].tolist()
            if not (found >= 0).any():
                lost.append(f"«{word}» (topic {k})")
        if not columns:
            raise InputError(f"no seed word of topic {k} ({'، '.join(words)}) is a term of the texts: use other words.")
        prior[k, columns] = weight * np.maximum(total[columns], least)
    if lost:
        warnings.warn(
            f"seed words that are no terms of the texts guide nothing: {', '.join(lost)}; check their spelling, min_df"
            " and max_df.",
            UserWarning,
            stacklevel=4,
        )
    return prior


def warn_of_unheard(prior: np.ndarray, topic_word: np.ndarray, names: Sequence[str], n_words: int = 10) -> None:
    """Warn of seeded topics that came out without their words.

    Parameters
    ----------
    prior : ndarray of shape (n_topics, n_terms)
        From :func:`seed_counts`.
    topic_word : ndarray of shape (n_topics, n_terms)
    names : sequence of str
        Of the first topics.
    n_words : int
        First words among which one of the topic's seed words should be.

    Warns
    -----
    UserWarning
        It names the topics.

    Examples
    --------
    >>> warn_of_unheard(np.array([[2.0, 0.0], [0.0, 0.0]]), np.array([[0.9, 0.1], [0.5, 0.5]]), ["طاقة"], 1)
    """
    first = top_words(topic_word, n_words)
    seeded = np.flatnonzero((prior > 0).any(axis=1)).tolist()
    unheard = [f"{k} («{names[k]}»)" if k < len(names) else str(k) for k in seeded if not prior[k, first[k]].any()]
    if unheard:
        warnings.warn(
            f"none of its seed words is among the first {n_words} words of topic {', '.join(unheard)}: the topic may be"
            " about something else; raise seed_weight, or give words that the texts use more.",
            UserWarning,
            stacklevel=3,
        )


def seed_names(seed_words: Sequence[Any] | Mapping[str, Any] | None) -> list[str]:
    """Names that a mapping gives the first topics."""
    return [] if seed_words is None else seed_lists(seed_words)[0]


__all__ = ["LEAST_SHARE", "seed_counts", "seed_lists", "seed_names", "warn_of_unheard"]

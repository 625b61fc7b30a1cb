"""Seed words of topics: what they are in the terms of a collection, and the prior that they make."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from arabnlp.errors import InputError
from arabnlp.models.topic_terms import Terms, read_tokens


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
        Pseudo-counts of a word for each of its occurrences.

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
        prior[k, columns] = weight * total[columns]
    if lost:
        warnings.warn(
            f"seed words that are no terms of the texts guide nothing: {', '.join(lost)}; check their spelling, min_df"
            " and max_df.",
            UserWarning,
            stacklevel=4,
        )
    return prior


def seed_names(seed_words: Sequence[Any] | Mapping[str, Any] | None) -> list[str]:
    """Names that a mapping gives the first topics."""
    return [] if seed_words is None else seed_lists(seed_words)[0]


__all__ = ["seed_counts", "seed_lists", "seed_names"]

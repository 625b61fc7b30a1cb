"""How much of each topic there is in groups of texts, by source or by month, and which texts are alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from arabnlp.errors import InputError
from arabnlp.models.topic_intervals import dispersions, mean_interval
from arabnlp.text.sequences import refuse_lone


class Prevalence(NamedTuple):
    """Mean share of each topic in a group of texts, with the 95% interval of the mean.

    Attributes
    ----------
    n_texts : int
    mean, low, high : ndarray of shape (n_topics,)
        Intervals as in :mod:`arabnlp.models.topic_intervals`; none (NaN) where the group has one text.
    """

    n_texts: int
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


class PrevalenceTable(dict[Any, Any]):
    """Prevalence, or mean shares, by group in order; ``n_missing`` texts are in no group."""

    def __init__(self, rows: Mapping[Any, Any], n_missing: int) -> None:
        super().__init__(rows)
        self.n_missing = n_missing


def prevalence(doc_topic: np.ndarray, groups: Sequence[Any]) -> PrevalenceTable:
    """Prevalence in each group, in sorted order.

    Parameters
    ----------
    doc_topic : ndarray of shape (n_texts, n_topics)
    groups : sequence of hashable, n_texts
        Texts whose group is missing (None, NaN, NaT, ``pandas.NA``) are left out.

    Raises
    ------
    InputError
        If there is not one group a text, or a group is not hashable.

    Examples
    --------
    >>> table = prevalence(np.array([[1.0, 0.0], [0.8, 0.2], [0.0, 1.0]]), ["الأفق", "الأفق", "المدار"])
    >>> table["الأفق"].mean.tolist(), table["المدار"].n_texts
    ([0.9, 0.1], 1)
    """
    check_given("groups", groups, len(doc_topic))
    members: dict[Any, list[int]] = {}
    for index, group in enumerate(groups):
        if is_missing(group):
            continue
        try:
            members.setdefault(_plain(group), []).append(index)
        except TypeError as error:
            kind = type(group).__name__
            raise InputError(
                f"the group of text {index} is of type {kind}, which cannot name a group: give a string or a number."
            ) from error
    names = _in_order(members)
    rows = [doc_topic[members[name]].astype(np.float64) for name in names]
    table = PrevalenceTable({}, len(groups) - sum(map(len, members.values())))
    for name, own, dispersion in zip(names, rows, dispersions(rows) if rows else (), strict=True):
        mean = own.mean(axis=0)
        table[name] = Prevalence(len(own), mean, *mean_interval(mean, len(own), dispersion))
    return table


def check_given(name: str, values: Any, n_texts: int) -> None:
    """Refuse groups or dates that are not one a text.

    Parameters
    ----------
    name : str
        ``groups`` or ``dates``.
    values : object
        As the caller gave them.
    n_texts : int

    Raises
    ------
    InputError
        If they are no sequence, or not as many as the texts.

    Examples
    --------
    >>> check_given("groups", ["سبق", None], 2)
    """
    refuse_lone(values, name, name)
    try:
        n_given = len(values)
    except TypeError as error:
        kind = type(values).__name__
        raise InputError(f"{name} of type {kind} are no sequence: give a list with one (or None) a text.") from error
    if n_given != n_texts:
        raise InputError(f"there are {n_given} {name} and {n_texts} texts: give one (or None) a text.")


def _plain(group: Any) -> Any:
    """Python's own string or number for NumPy's, which prints and is written to JSON otherwise."""
    return group.item() if isinstance(group, np.str_ | np.bool_ | np.integer | np.floating) else group


def is_missing(value: Any) -> bool:
    """Whether a value is None, NaN, NaT or ``pandas.NA``.

    Examples
    --------
    >>> is_missing(float("nan")), is_missing(np.datetime64("NaT")), is_missing(""), is_missing("سبق")
    (True, True, False, False)
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    if isinstance(value, np.datetime64 | np.timedelta64):
        return bool(np.isnat(value))
    return isinstance(value, float | np.floating) and bool(np.isnan(value))


def _in_order(members: dict[Any, list[int]]) -> list[Any]:
    try:
        return sorted(members, key=lambda name: (type(name).__name__, name))
    except TypeError:  # values that are in no order among themselves
        return sorted(members, key=lambda name: (type(name).__name__, repr(name)))


def most_alike(doc_topic: np.ndarray, own: np.ndarray, n_texts: int, leave_out: int | None) -> list[tuple[int, float]]:
    """Indices of the texts with the most similar proportions and their Hellinger affinity, 0 to 1."""
    affinity = np.sqrt(np.maximum(doc_topic, 0)) @ np.sqrt(np.maximum(own, 0))
    order = [i for i in np.argsort(-affinity, kind="stable").tolist() if i != leave_out]
    return [(i, float(min(affinity[i], 1.0))) for i in order[:n_texts]]


def merge_matrix(n_topics: int, chosen: Sequence[int]) -> tuple[np.ndarray, list[int]]:
    """Where each topic goes when some become one at the place of the first: 0/1 matrix, and the new place of each.

    Examples
    --------
    >>> merge_matrix(3, [0, 2])[1]
    [0, 1, 0]
    """
    gone = set(chosen[1:])
    kept = [k for k in range(n_topics) if k not in gone]
    place = [kept.index(chosen[0] if k in gone else k) for k in range(n_topics)]
    moves = np.zeros((n_topics, len(kept)))
    moves[np.arange(n_topics), place] = 1
    return moves, place


__all__ = ["Prevalence", "PrevalenceTable", "check_given", "is_missing", "merge_matrix", "most_alike", "prevalence"]

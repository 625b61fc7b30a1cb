"""How much of each topic there is in groups of texts, by source or by month, and which texts are alike."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from arabnlp.errors import InputError

_WIDTHS = {"day": 10, "week": 10, "month": 7, "year": 4}


class Prevalence(NamedTuple):
    """Mean share of each topic in a group of texts, with the 95% interval of the mean (Student's t).

    Attributes
    ----------
    n_texts : int
    mean, low, high : ndarray of shape (n_topics,)
        Without an interval (NaN) where the group has one text.
    """

    n_texts: int
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


def prevalence(doc_topic: np.ndarray, groups: Sequence[Any]) -> dict[Any, Prevalence]:
    """Prevalence in each group, in sorted order; texts whose group is None are left out.

    Parameters
    ----------
    doc_topic : ndarray of shape (n_texts, n_topics)
    groups : sequence, n_texts

    Examples
    --------
    >>> table = prevalence(np.array([[1.0, 0.0], [0.8, 0.2], [0.0, 1.0]]), ["الأفق", "الأفق", "المدار"])
    >>> table["الأفق"].mean.tolist(), table["المدار"].n_texts
    ([0.9, 0.1], 1)
    """
    from scipy.stats import t

    if len(groups) != len(doc_topic):
        raise InputError(f"there are {len(groups)} groups and {len(doc_topic)} texts: give one (or None) a text.")
    members: dict[Any, list[int]] = {}
    for i, group in enumerate(groups):
        if group is not None:
            members.setdefault(group, []).append(i)
    result = {}
    for group in sorted(members, key=lambda name: (type(name).__name__, name)):
        rows = doc_topic[members[group]]
        n, mean = len(rows), rows.mean(axis=0)
        half = t.ppf(0.975, n - 1) * rows.std(axis=0, ddof=1) / n**0.5 if n > 1 else np.full(len(mean), np.nan)
        result[group] = Prevalence(n, mean, np.maximum(mean - half, 0.0), np.minimum(mean + half, 1.0))
    return result


def periods(dates: Sequence[str | datetime.date | None], unit: str) -> list[str | None]:
    """The day, ISO week, month or year of each date.

    Examples
    --------
    >>> periods(["2021-11-09", None], "week")
    ['2021-W45', None]
    """
    if unit not in _WIDTHS:
        raise InputError(f"unit {unit!r} does not exist: choose day, week, month or year.")
    result: list[str | None] = []
    for index, date in enumerate(dates):
        if not date:
            result.append(None)
            continue
        text = (date if isinstance(date, str) else date.isoformat())[: _WIDTHS[unit]]
        if len(text) < _WIDTHS[unit]:
            raise InputError(f"date {index} is {date!r}: a {unit} needs ISO 8601 dates such as 2021-11-09.")
        if unit == "week":
            try:
                year, week, _ = datetime.date.fromisoformat(text).isocalendar()
            except ValueError as error:
                raise InputError(f"date {index} is {date!r}, no day of ISO 8601 such as 2021-11-09.") from error
            text = f"{year:04}-W{week:02}"
        result.append(text)
    return result


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


__all__ = ["Prevalence", "merge_matrix", "most_alike", "periods", "prevalence"]

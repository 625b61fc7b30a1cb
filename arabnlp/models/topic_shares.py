"""What the texts of a fitted topic model hold: typical texts, texts that are alike, shares by group and over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.models.topic_dates import periods
from arabnlp.models.topic_groups import PrevalenceTable, most_alike, prevalence
from arabnlp.models.topic_words import whole_number


class TextShares:
    """Methods of :class:`arabnlp.TopicModel` over its texts' proportions."""

    model_: Any
    counts_: Any
    doc_topic_: np.ndarray
    _merge: np.ndarray
    _known: Any
    _count: Any

    def representative(self, topic: int, n_texts: int = 3) -> list[int]:
        """Indices of the texts with the largest share of a topic, the largest first."""
        order = np.argsort(-self.doc_topic_[:, self._known(topic)], kind="stable")
        return order[: whole_number("n_texts", n_texts)].tolist()

    def similar(self, text: int | str, n_texts: int = 5) -> list[tuple[int, float]]:
        """Texts of the collection whose topics are most like those of one of them (by index) or of a new text.

        Returns
        -------
        list of (int, float)
            Index and Hellinger affinity, 1 for equal proportions and 0 for none in common; the text itself left out.
        """
        check_is_fitted(self, "model_")
        whole_number("n_texts", n_texts)
        if isinstance(text, str):
            return most_alike(self.doc_topic_, self.transform([text])[0], n_texts, None)
        if isinstance(text, bool) or not isinstance(text, int | np.integer) or not 0 <= text < len(self.doc_topic_):
            raise InputError(f"there is no text {text}: indices go from 0 to {len(self.doc_topic_) - 1}.")
        return most_alike(self.doc_topic_, self.doc_topic_[text], n_texts, int(text))

    def by(self, groups: Sequence[Any]) -> PrevalenceTable:
        """Mean topic proportions by source, section or other metadata, with 95% intervals.

        Parameters
        ----------
        groups : sequence of hashable, n_texts
            Texts whose group is missing (None, NaN, NaT, ``pandas.NA``) are left out; the table's ``n_missing`` says
            how many.

        Returns
        -------
        PrevalenceTable
            A dict of group to :class:`Prevalence`, in sorted order. A group of one text has an interval of NaN. How
            the intervals come about: :mod:`arabnlp.models.topic_intervals`.
        """
        check_is_fitted(self, "model_")
        return prevalence(self.doc_topic_, groups)

    def over_time(self, dates: Sequence[Any], unit: str = "month", intervals: bool = False) -> PrevalenceTable:
        """Mean topic proportions by day, week, month or year.

        Parameters
        ----------
        dates : sequence, n_texts
            Dates, datetimes, ``numpy.datetime64``, pandas Timestamps or strings of ISO 8601, all Gregorian. Texts whose
            date is missing (None, NaN, NaT, an empty string) are left out; the table's ``n_missing`` says how many.
        unit : {"day", "week", "month", "year"}
        intervals : bool
            Give a :class:`Prevalence` with 95% intervals instead of the means.

        Returns
        -------
        PrevalenceTable
            A dict of str to ndarray of shape (n_topics,), or to Prevalence.

        Raises
        ------
        InputError
            If a date is none, could be read two ways (03/04/2021) or has a Hijri year; it names its index.
        """
        check_is_fitted(self, "model_")
        if len(dates) != len(self.doc_topic_):
            raise InputError(
                f"there are {len(dates)} dates and {len(self.doc_topic_)} texts: give one date (or None) a text."
            )
        table = prevalence(self.doc_topic_, periods(dates, unit))
        if intervals:
            return table
        return PrevalenceTable({key: value.mean for key, value in table.items()}, table.n_missing)

    def sizes(self) -> Counter[int]:
        """How many texts have each topic as their largest."""
        check_is_fitted(self, "model_")
        return Counter(self.doc_topic_.argmax(axis=1).tolist())


__all__ = ["TextShares"]

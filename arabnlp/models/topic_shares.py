"""What the texts of a fitted topic model hold: typical texts, texts that are alike, shares by group and over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.models.topic_dates import periods
from arabnlp.models.topic_groups import PrevalenceTable, check_given, most_alike, prevalence
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
        topic = self._known(topic)
        order = np.argsort(-self.doc_topic_[:, topic], kind="stable")
        return order[: whole_number("n_texts", n_texts)].tolist()

    def similar(self, text: int | str, n_texts: int = 5) -> list[tuple[int, float]]:
        """Texts of the collection whose topics are most like those of one of them (by index) or of a new text.

        Returns
        -------
        list of (int, float)
            Index and Hellinger affinity, 1 for equal proportions and 0 for none in common; the text itself left out.

        Raises
        ------
        InputError
            If there is no such text, or it holds no word that the model knows: nothing is like it.
        """
        check_is_fitted(self, "model_")
        whole_number("n_texts", n_texts)
        if isinstance(text, str):
            counts = self._count([text])
            if not counts.nnz:
                raise InputError(
                    "the text holds no word that the model knows: give a longer one, of the same subjects."
                )
            return most_alike(self.doc_topic_, (self.model_.transform(counts) @ self._merge)[0], n_texts, None)
        if isinstance(text, bool) or not isinstance(text, int | np.integer) or not 0 <= text < len(self.doc_topic_):
            raise InputError(f"there is no text {text}: indices go from 0 to {len(self.doc_topic_) - 1}.")
        if not self._told[text]:
            raise InputError(f"text {text} holds no word that the model knows: choose another.")
        return most_alike(self.doc_topic_, self.doc_topic_[text], n_texts, int(text))

    def by(self, groups: Sequence[Any]) -> PrevalenceTable:
        """Mean topic proportions by source, section or other metadata, with 95% intervals.

        Parameters
        ----------
        groups : sequence of hashable, n_texts
            Texts whose group is missing (None, NaN, NaT, ``pandas.NA``) are left out, and so are those without a word
            that the model knows, whose topics are unknown; the table's ``n_missing`` says how many.

        Returns
        -------
        PrevalenceTable
            A dict of group to :class:`Prevalence`, in sorted order. A group of one text has an interval of NaN. How
            the intervals come about: :mod:`arabnlp.models.topic_intervals`.
        """
        check_is_fitted(self, "model_")
        check_given("groups", groups, len(self.doc_topic_))
        return prevalence(self.doc_topic_, self._of_told(groups))

    def over_time(self, dates: Sequence[Any], unit: str = "month", intervals: bool = False) -> PrevalenceTable:
        """Mean topic proportions by day, week, month or year.

        Parameters
        ----------
        dates : sequence, n_texts
            Dates, datetimes, ``numpy.datetime64``, pandas Timestamps or strings of ISO 8601, all Gregorian. Texts whose
            date is missing (None, NaN, NaT, an empty string) are left out, and so are those without a word that the
            model knows; the table's ``n_missing`` says how many.
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
        check_given("dates", dates, len(self.doc_topic_))
        table = prevalence(self.doc_topic_, self._of_told(periods(dates, unit)))
        if intervals:
            return table
        return PrevalenceTable({key: value.mean for key, value in table.items()}, table.n_missing)

    def sizes(self) -> Counter[int]:
        """How many texts have each topic as their largest; those without a word that the model knows have none."""
        check_is_fitted(self, "model_")
        return Counter(self.doc_topic_[self._told].argmax(axis=1).tolist())

    @property
    def _told(self) -> np.ndarray:
        """Whether each text holds a word that the model knows: the proportions of others are no finding."""
        return np.asarray(self.counts_.getnnz(axis=1) > 0)

    def _of_told(self, groups: Sequence[Any]) -> list[Any]:
        """Groups of texts, missing where a text's topics are unknown."""
        return [group if told else None for group, told in zip(groups, self._told, strict=True)]


__all__ = ["TextShares"]

"""The pictures that a fitted topic model draws of itself.

Hidden topics are left out, unless they are asked for by number. Topics bear the numbers by which all methods know them,
from 0.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np

from arabnlp.errors import InputError

_MOST_ROWS = 30  # of the heat map


class TopicPictures:
    """Methods of :class:`arabnlp.TopicModel` that return matplotlib figures.

    All raise :class:`arabnlp.errors.InputError` before :meth:`fit`, where all topics are hidden, and where a topic or a
    text is asked for that does not exist.
    """

    doc_topic_: np.ndarray
    topic_word_: np.ndarray
    visible: Any

    def plot_words(self, n_words: int = 8, rank: str = "probability", title: str = "الموضوعات وأبرز كلماتها") -> Any:
        """Top words of each topic, the largest topic first."""
        from arabnlp.models.topic_plots import words_figure

        kept = self._largest()
        words = self.weighted_topics(n_words, rank)  # type: ignore[attr-defined]
        shares = self.doc_topic_.mean(axis=0)
        panels = [{"id": k, "share": shares[k], "words": [{"word": w, "weight": p} for w, p in words[k]]} for k in kept]
        return words_figure(panels, title)

    def plot_over_time(
        self,
        dates: Sequence[str | datetime.date | None],
        unit: str = "month",
        topics: Sequence[int] | None = None,
        title: str = "حصص الموضوعات مع الزمن",
        min_texts: int = 5,
    ) -> Any:
        """Prevalence over time with 95% bands, of the given topics or of the six largest.

        Parameters
        ----------
        dates : sequence of str (ISO 8601), date or None, n_texts
        unit : {"day", "week", "month", "year"}
        topics : sequence of int, optional
            Ten at most are drawn.
        title : str
        min_texts : int
            Periods of fewer texts are hollow points that the line does not join.
        """
        from arabnlp.models.topic_time import time_figure

        chosen = [self._one(k) for k in topics] if topics is not None else self._largest()[:6]
        table = self.over_time(dates, unit, intervals=True)  # type: ignore[attr-defined]
        return time_figure(table, chosen, self.label(), title, min_texts=min_texts)  # type: ignore[attr-defined]

    def plot_by(self, groups: Sequence[Any], topic: int, title: str | None = None) -> Any:
        """Prevalence of one topic in each group with 95% intervals."""
        from arabnlp.models.topic_plots import groups_figure

        k = self._one(topic)
        name = f"{k} · {self.label()[k]}" if title is None else title  # type: ignore[attr-defined]
        return groups_figure(self.by(groups), k, name)  # type: ignore[attr-defined]

    def plot_map(self, title: str = "خريطة الموضوعات") -> Any:
        """Topics on a plane, near where their words are alike."""
        from arabnlp.models.topic_plane import map_figure, topic_coordinates

        kept = self._largest()
        labels = self.label()  # type: ignore[attr-defined]
        shares = self.doc_topic_.mean(axis=0)
        return map_figure(
            topic_coordinates(self.topic_word_[kept]), shares[kept], [labels[k] for k in kept], kept, title
        )

    def plot_documents(
        self, names: Sequence[str], texts: Sequence[int] | None = None, title: str = "حصص الموضوعات في النصوص"
    ) -> Any:
        """Heat map of texts and topics.

        Parameters
        ----------
        names : sequence of str, n_texts
            A title for each text of the collection.
        texts : sequence of int, optional
            Texts drawn; by default thirty that show the whole range: see :func:`arabnlp.models.topic_plots.telling`.
        title : str
        """
        from arabnlp.models.topic_plots import heat_figure, telling

        kept = self._largest()
        rows = self.doc_topic_[:, kept]
        if len(names) != len(rows):
            raise InputError(f"there are {len(names)} names and {len(rows)} texts: give one name a text.")
        chosen = telling(rows, _MOST_ROWS) if texts is None else [self._text(i) for i in texts]
        labels = self.label()  # type: ignore[attr-defined]
        return heat_figure(rows[chosen], [str(names[i]) for i in chosen], [f"{k} · {labels[k]}" for k in kept], title)

    def _fitted(self) -> None:
        if not hasattr(self, "model_"):
            raise InputError("the topic model has learned nothing yet: call fit(texts) before a picture is drawn.")

    def _largest(self) -> list[int]:
        """Visible topics, the largest first."""
        self._fitted()
        shares = self.doc_topic_.mean(axis=0)
        kept = sorted(self.visible, key=lambda k: -shares[k])
        if not kept:
            raise InputError("all topics are hidden, so there is nothing to draw: show(…) some of them.")
        return kept

    def _one(self, topic: Any) -> int:
        """The number of a topic that exists."""
        self._fitted()
        n_topics = self.doc_topic_.shape[1]
        if isinstance(topic, bool) or not isinstance(topic, int | np.integer) or not 0 <= topic < n_topics:
            raise InputError(f"there is no topic {topic!r}: they go from 0 to {n_topics - 1}.")
        return int(topic)

    def _text(self, index: Any) -> int:
        n_texts = len(self.doc_topic_)
        if not isinstance(index, int | np.integer) or not 0 <= index < n_texts:
            raise InputError(f"there is no text {index!r}: indices go from 0 to {n_texts - 1}.")
        return int(index)


__all__ = ["TopicPictures"]

"""The pictures that a fitted topic model draws of itself. Hidden topics are left out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np


class TopicPictures:
    """Methods of :class:`arabnlp.TopicModel` that return matplotlib figures."""

    doc_topic_: np.ndarray
    topic_word_: np.ndarray
    visible: Any

    def plot_words(self, n_words: int = 8, rank: str = "probability", title: str = "الموضوعات وأبرز كلماتها") -> Any:
        """Top words of each topic, the largest topic first."""
        from arabnlp.models.topic_plots import words_figure

        words = self.weighted_topics(n_words, rank)  # type: ignore[attr-defined]
        shares = self.doc_topic_.mean(axis=0)
        panels = [
            {"id": k, "share": shares[k], "words": [{"word": w, "weight": p} for w, p in words[k]]}
            for k in self._largest(len(shares))
        ]
        return words_figure(panels, title)

    def plot_over_time(
        self,
        dates: Sequence[str | datetime.date | None],
        unit: str = "month",
        topics: Sequence[int] | None = None,
        title: str = "حصص الموضوعات مع الزمن",
    ) -> Any:
        """Prevalence over time with 95% bands, of the given topics or of the six largest."""
        from arabnlp.models.topic_plots import time_figure

        table = self.over_time(dates, unit, intervals=True)  # type: ignore[attr-defined]
        chosen = list(topics) if topics is not None else self._largest(6)
        return time_figure(table, chosen, self.label(), title)  # type: ignore[attr-defined]

    def plot_by(self, groups: Sequence[Any], topic: int, title: str | None = None) -> Any:
        """Prevalence of one topic in each group with 95% intervals."""
        from arabnlp.models.topic_plots import groups_figure

        name = self.label()[topic] if title is None else title  # type: ignore[attr-defined]
        return groups_figure(self.by(groups), topic, name)  # type: ignore[attr-defined]

    def plot_map(self, title: str = "خريطة الموضوعات") -> Any:
        """Topics on a plane, near where their words are alike."""
        from arabnlp.models.topic_plots import map_figure, topic_coordinates

        kept = self._largest(len(self.topic_word_))
        labels = self.label()  # type: ignore[attr-defined]
        shares = self.doc_topic_.mean(axis=0)
        return map_figure(
            topic_coordinates(self.topic_word_[kept]),
            shares[kept],
            [labels[k] for k in kept],
            [k + 1 for k in kept],
            title,
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
            Texts drawn; by default the 30 that are most plainly of one topic, topic by topic.
        title : str
        """
        from arabnlp.models.topic_plots import heat_figure

        kept = self._largest(len(self.topic_word_))
        rows = self.doc_topic_[:, kept]
        if texts is None:
            best = np.argsort(-rows.max(axis=1), kind="stable")[:30]
            texts = sorted(best.tolist(), key=lambda i: (int(rows[i].argmax()), -float(rows[i].max())))
        labels = self.label()  # type: ignore[attr-defined]
        return heat_figure(rows[list(texts)], [names[i] for i in texts], [labels[k] for k in kept], title)

    def _largest(self, n_topics: int) -> list[int]:
        shares = self.doc_topic_.mean(axis=0)
        return sorted(self.visible, key=lambda k: -shares[k])[:n_topics]


__all__ = ["TopicPictures"]

"""What a reader of a topic model may change: merge topics, hide them, and a log of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.models.topic_groups import merge_matrix


class EditableTopics:
    """Merging and hiding, over the arrays of a fitted model (``model_.topic_weights_`` and its texts' proportions)."""

    model_: Any
    doc_topic_: np.ndarray
    topic_word_: np.ndarray
    _own_doc_topic: np.ndarray
    topics: Any

    def _begin(self, names: Sequence[str]) -> None:
        n_topics = self._own_doc_topic.shape[1]
        self._merge = np.eye(n_topics)
        self._names: list[str | None] = [*names, *[None] * (n_topics - len(names))]
        self.hidden_: list[int] = []
        self.log_: list[dict[str, Any]] = []
        self._settle()

    def _settle(self) -> None:
        """The arrays that users read, after merging."""
        self.doc_topic_ = self._own_doc_topic @ self._merge
        weights = self._merge.T @ self.model_.topic_weights_
        totals = weights.sum(axis=1, keepdims=True)
        self.topic_word_ = np.where(totals > 0, weights / np.where(totals > 0, totals, 1), 1 / weights.shape[1])

    @property
    def visible(self) -> list[int]:
        """Topics that are not hidden."""
        check_is_fitted(self, "model_")
        return [k for k in range(self.doc_topic_.shape[1]) if k not in self.hidden_]

    def merge(self, topics: Sequence[int], name: str | None = None) -> Any:
        """Make one topic of several: shares add up; it takes the place of the first, and later topics move up.

        What was done is written to ``log_``, with the topics' words before.
        """
        check_is_fitted(self, "model_")
        chosen = sorted({self._known(k) for k in topics})
        if len(chosen) < 2:
            raise InputError(f"merging takes two topics or more, not {list(topics)!r}.")
        words = self.topics(5)
        moves, place = merge_matrix(self._merge.shape[1], chosen)
        self._merge = self._merge @ moves
        self._names = [self._names[place.index(k)] for k in range(moves.shape[1])]
        if name is not None:
            self._names[place[chosen[0]]] = name
        self.hidden_ = [place[k] for k in self.hidden_ if k not in chosen]
        self._settle()
        merged = {k: words[k] for k in chosen}
        self.log_.append({"action": "merge", "topics": chosen, "into": place[chosen[0]], "words": merged, "name": name})
        return self

    def hide(self, *topics: int, why: str = "") -> Any:
        """Leave topics out of pictures and reports. Numbers stay as they are; ``log_`` says which and why."""
        for k in topics:
            if self._known(k) not in self.hidden_:
                self.hidden_.append(int(k))
            self.log_.append({"action": "hide", "topics": [k], "words": {k: self.topics(5)[k]}, "why": why})
        return self

    def show(self, *topics: int) -> Any:
        """Undo :meth:`hide`."""
        for k in topics:
            self.hidden_ = [hidden for hidden in self.hidden_ if hidden != self._known(k)]
            self.log_.append({"action": "show", "topics": [k]})
        return self

    def _known(self, topic: int) -> int:
        check_is_fitted(self, "model_")
        if not 0 <= topic < self.doc_topic_.shape[1]:
            raise InputError(f"there is no topic {topic}: they go from 0 to {self.doc_topic_.shape[1] - 1}.")
        return int(topic)


__all__ = ["EditableTopics"]

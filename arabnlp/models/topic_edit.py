"""What a reader of a topic model may change: merge topics, hide them, undo it, and a log of all that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.models.topic_groups import merge_matrix
from arabnlp.models.topic_words import whole_number


class EditableTopics:
    """Merging and hiding, over the arrays of a fitted model (``model_.topic_weights_`` and its texts' proportions).

    ``log_`` holds all that was done, in order, as plain values for JSON; what is undone stays in it. The state is what
    the log says: an undo plays it again without the action undone.
    """

    model_: Any
    doc_topic_: np.ndarray
    topic_word_: np.ndarray
    _own_doc_topic: np.ndarray
    topics: Any

    def _begin(self, names: Sequence[str]) -> None:
        n_topics = self._own_doc_topic.shape[1]
        self._first_names: list[str | None] = [*names, *[None] * (n_topics - len(names))]
        self.log_: list[dict[str, Any]] = []
        self._replay()

    def _replay(self) -> None:
        """The state after the actions of the log that were not undone."""
        undone = {entry["entry"] for entry in self.log_ if entry["action"] == "undo"}
        self._merge = np.eye(self._own_doc_topic.shape[1], dtype=np.float32)
        self._names = list(self._first_names)
        self.hidden_: list[int] = []
        for place, entry in enumerate(self.log_):
            if place not in undone:
                self._apply(entry)
        self._settle()

    def _apply(self, entry: dict[str, Any]) -> None:
        topics = entry["topics"]
        if entry["action"] == "hide":
            self.hidden_ = list(dict.fromkeys([*self.hidden_, *topics]))
        elif entry["action"] == "show":
            self.hidden_ = [k for k in self.hidden_ if k not in topics]
        elif entry["action"] == "merge":
            moves, place = merge_matrix(self._merge.shape[1], topics)
            self._merge = self._merge @ moves.astype(np.float32)
            self._names = [self._names[place.index(k)] for k in range(moves.shape[1])]
            if entry["name"] is not None:
                self._names[place[topics[0]]] = entry["name"]
            stay = all(k in self.hidden_ for k in topics)
            self.hidden_ = list(dict.fromkeys(place[k] for k in self.hidden_ if k not in topics or stay))

    def _settle(self) -> None:
        """The arrays that users read, after merging."""
        self.doc_topic_ = self._own_doc_topic @ self._merge
        self._n_features_out = self.doc_topic_.shape[1]
        weights = self._merge.T @ self.model_.topic_weights_.astype(np.float32, copy=False)
        totals = weights.sum(axis=1, keepdims=True, dtype=np.float64).astype(np.float32)
        weights /= np.where(totals > 0, totals, 1)
        weights[totals[:, 0] <= 0] = 1 / weights.shape[1]
        self.topic_word_ = weights

    @property
    def visible(self) -> list[int]:
        """Topics that are not hidden."""
        check_is_fitted(self, "model_")
        return [k for k in range(self.doc_topic_.shape[1]) if k not in self.hidden_]

    def merge(self, topics: Sequence[int], name: str | None = None) -> Any:
        """Make one topic of several: shares add up; it takes the place of the first, and later topics move up.

        What was done is written to ``log_``, with the topics' words before. The topic is hidden if all that it is made
        of were; else it is visible, and the log's ``shown`` names those that were hidden.

        Parameters
        ----------
        topics : sequence of int
        name : str, optional
            Label of the topic.
        """
        if not isinstance(topics, Iterable):
            raise InputError(f"merging takes two topics or more, not {topics!r}: give a list of numbers.")
        chosen = sorted({self._known(k) for k in topics})
        if len(chosen) < 2:
            raise InputError(f"merging takes two topics or more, not {list(topics)!r}.")
        if name is not None and not isinstance(name, str):
            raise InputError(f"name={name!r} must be a string, or None to let label() find one.")
        hidden = [k for k in chosen if k in self.hidden_]
        entry = {
            "action": "merge",
            "topics": chosen,
            "into": chosen[0],
            "words": self._words_of(chosen),
            "name": None if name is None else str(name),
            "shown": hidden if len(hidden) < len(chosen) else [],
        }
        return self._do(entry)

    def hide(self, *topics: int, why: str = "") -> Any:
        """Leave topics out of pictures, reports and questions. Numbers stay as they are; ``log_`` says which and why.

        If one of the topics does not exist, none is hidden.
        """
        chosen = self._chosen(topics)
        return self._do({"action": "hide", "topics": chosen, "words": self._words_of(chosen), "why": str(why)})

    def show(self, *topics: int) -> Any:
        """Make hidden topics visible again."""
        return self._do({"action": "show", "topics": self._chosen(topics)})

    def undo(self, n_actions: int = 1) -> Any:
        """Take back the last merge, hide or show that was not yet taken back, or several.

        ``log_`` keeps the action and says that it was undone (``entry`` is its place in the log).

        Raises
        ------
        InputError
            If there are not so many actions to undo.

        Examples
        --------
        >>> from arabnlp import TopicModel
        >>> texts = ["النفط والغاز والأسعار", "أسعار النفط والغاز", "المباراة والفريق والهدف"] * 4
        >>> model = TopicModel(3).fit(texts).merge([0, 2])
        >>> model.doc_topic_.shape[1], model.undo().doc_topic_.shape[1]
        (2, 3)
        """
        check_is_fitted(self, "model_")
        undone = {entry["entry"] for entry in self.log_ if entry["action"] == "undo"}
        left = [i for i, entry in enumerate(self.log_) if entry["action"] != "undo" and i not in undone]
        if whole_number("n_actions", n_actions) > len(left):
            raise InputError(f"n_actions={n_actions}: the log holds {len(left)} actions that can be undone.")
        for place in reversed(left[-int(n_actions) :]):
            self.log_.append({"action": "undo", "entry": place, "topics": self.log_[place]["topics"]})
        self._replay()
        return self

    def _do(self, entry: dict[str, Any]) -> Any:
        self.log_.append(entry)
        self._apply(entry)
        if entry["action"] == "merge":
            self._settle()
        return self

    def _words_of(self, topics: Sequence[int]) -> dict[int, list[str]]:
        words = self.topics(5)
        return {k: words[k] for k in topics}

    def _chosen(self, topics: Sequence[int]) -> list[int]:
        if not topics:
            raise InputError("no topic is named: give at least one number.")
        return list(dict.fromkeys(self._known(k) for k in topics))

    def _known(self, topic: Any) -> int:
        check_is_fitted(self, "model_")
        n_topics = self.doc_topic_.shape[1]
        if isinstance(topic, bool) or not isinstance(topic, int | np.integer) or not 0 <= topic < n_topics:
            raise InputError(f"there is no topic {topic}: they go from 0 to {n_topics - 1}.")
        return int(topic)


__all__ = ["EditableTopics"]

"""What an LDA estimator knows: its topics, also amid a fit, its priors and its random state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

from arabnlp.errors import InputError
from arabnlp.features.lda_checks import count_threads, random_state_of


class Topics:
    """``components_`` until it is set: read from the fit that is under way, so that nobody pays for unread copies."""

    def __get__(self, model: Any, owner: Any = None) -> Any:
        if model is None:
            return self
        read = vars(model).get("_read")
        if read is None:
            raise AttributeError(f"{type(model).__name__!r} object has no attribute 'components_'")
        model.components_ = read()
        return model.components_


class LdaState(BaseEstimator):
    """Topics, priors and random state of :class:`arabnlp.features.lda.LatentDirichletAllocation`."""

    n_components: int
    n_jobs: int | None
    random_state: Any
    doc_topic_prior: Any
    topic_word_prior: Any
    components_: Any = Topics()
    doc_topic_prior_: Any
    topic_word_prior_: Any
    random_state_: np.random.RandomState
    history_: list[tuple[int, float, float | None]]
    n_batch_iter_: int

    def _begin(self, warm: bool) -> int:
        """Set what ``fit`` and the first ``partial_fit`` set alike; returns the seed."""
        given = np.broadcast_to(np.asarray(self._or_default(self.doc_topic_prior), np.float64), self.n_components)
        if not warm:
            self.random_state_ = random_state_of(self.random_state)
            self.n_batch_iter_ = 1
            self._forget()
        if not warm or not np.array_equal(given, getattr(self, "_given_alpha", given)):
            self._set_alpha(given)  # on a warm start priors that were learned stay, unless others are given
        self._given_alpha = given.copy()
        self.topic_word_prior_ = self._or_default(self.topic_word_prior)
        return int(self.random_state_.randint(2**31 - 1))

    def _check_topics(self, what: str) -> None:
        if len(self.components_) != self.n_components:
            raise InputError(
                f"{what} goes on from {len(self.components_)} topics, but n_components is now {self.n_components}: set"
                " it back, or fit anew with warm_start=False."
            )

    def _or_default(self, prior: Any) -> Any:
        return 1.0 / self.n_components if prior is None else prior

    def _set_alpha(self, alpha: np.ndarray) -> None:
        same = alpha.min() == alpha.max()
        self.doc_topic_prior_ = float(alpha[0]) if same else np.asarray(alpha, np.float64).copy()

    def _alpha(self) -> np.ndarray:
        topics = len(self.components_) if "components_" in vars(self) else self.n_components
        return np.broadcast_to(np.asarray(self.doc_topic_prior_, np.float64), topics)

    def _threads(self) -> int:
        return count_threads(self.n_jobs)

    def _show(self, read: Callable[[], np.ndarray]) -> None:
        """Until :meth:`_keep`, ``components_`` is what ``read`` gives."""
        self._forget()
        self._read, self._n_features_out = read, self.n_components

    def _forget(self) -> None:
        self.__dict__.pop("components_", None)

    def _keep(self) -> None:
        if "_read" in vars(self):
            self.components_ = self.components_
            del self._read

    def __getstate__(self) -> dict[str, Any]:
        state = dict(super().__getstate__())
        if "_read" in state:  # amid a fit: the topics of the moment
            state["components_"] = self.components_
            del state["_read"]
        return state


__all__ = ["LdaState"]

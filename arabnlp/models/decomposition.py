"""The methods behind a topic model, with one interface: LDA, NMF and LSI of a count matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from arabnlp.errors import InputError
from arabnlp.features.lda import LatentDirichletAllocation
from arabnlp.features.lda_checks import random_state_of

#: Parameters of :class:`arabnlp.LatentDirichletAllocation` that a topic model sets itself, and by what.
_OWN = {"n_components": "n_topics", "engine": "engine", "max_iter": "max_iter", "random_state": "random_state"}
NOISY = ("callback", "verbose")


def check_lda_params(params: Mapping[str, Any] | None, method: str, seeded: bool) -> dict[str, Any]:
    """Further parameters of LDA, checked by name; their values are checked by LDA itself.

    Raises
    ------
    InputError
        If there is no such parameter, a topic model has one of its own for it, the method is not LDA, or a prior of
        each word comes together with seed words.

    Examples
    --------
    >>> check_lda_params({"doc_topic_prior": 0.1}, "lda", False)
    {'doc_topic_prior': 0.1}
    """
    if params is None:
        return {}
    if not isinstance(params, Mapping):
        raise InputError(f"lda_params={params!r} must be a mapping such as {{'doc_topic_prior': 0.1}}.")
    if params and method != "lda":
        raise InputError(f"lda_params are parameters of LDA: method={method!r} takes none.")
    known = LatentDirichletAllocation().get_params()
    for name in params:
        if name in _OWN:
            raise InputError(f"lda_params holds {name!r}: give it to TopicModel as {_OWN[name]}=.")
        if name not in known:
            free = ", ".join(sorted(set(known) - set(_OWN)))
            raise InputError(
                f"lda_params holds {name!r}, which LatentDirichletAllocation does not have: it has {free}."
            )
    if seeded and np.ndim(params.get("topic_word_prior", 0)):
        raise InputError("topic_word_prior is an array and there are seed_words, which make one: leave out either.")
    return dict(params)


class Lda(BaseEstimator):
    """Latent Dirichlet allocation with, for seeded topics, pseudo-counts of words as part of the prior.

    The native engine also begins seeded topics with texts that hold their words.

    Attributes
    ----------
    topic_weights_ : ndarray of shape (n_topics, n_terms)
    """

    def __init__(
        self,
        n_topics: int,
        engine: str,
        max_iter: int,
        random_state: Any,
        seeds: np.ndarray | None,
        params: Mapping[str, Any] | None = None,
    ) -> None:
        self.n_topics = n_topics
        self.engine = engine
        self.max_iter = max_iter
        self.random_state = random_state
        self.seeds = seeds
        self.params = params

    def fit_transform(self, X: sparse.csr_matrix) -> np.ndarray:
        """Learn topics; proportions of shape (n_texts, n_topics)."""
        params = dict(self.params or {})
        if self.seeds is not None:
            beta = params.get("topic_word_prior")
            params["topic_word_prior"] = self.seeds + (1 / self.n_topics if beta is None else beta)
        self.lda_ = LatentDirichletAllocation(
            self.n_topics, engine=self.engine, max_iter=self.max_iter, random_state=self.random_state, **params
        )
        proportions = self.lda_.fit_transform(X)
        self.topic_weights_ = self.lda_.components_
        return proportions

    def transform(self, X: sparse.csr_matrix) -> np.ndarray:
        """Proportions of shape (n_texts, n_topics)."""
        return self.lda_.transform(X)


class Factors(BaseEstimator):
    """Factors of the TF-IDF matrix: of a non-negative factorization, or the singular vectors.

    A singular vector's sign says nothing: each is turned so that its largest weight is positive, and what stays
    negative is left out of words and proportions.

    Attributes
    ----------
    topic_weights_ : ndarray of shape (n_topics, n_terms)
    """

    def __init__(self, method: str, n_topics: int, max_iter: int, random_state: Any) -> None:
        self.method = method
        self.n_topics = n_topics
        self.max_iter = max_iter
        self.random_state = random_state

    def fit_transform(self, X: sparse.csr_matrix) -> np.ndarray:
        """Learn topics; proportions of shape (n_texts, n_topics)."""
        from sklearn.decomposition import NMF, TruncatedSVD
        from sklearn.feature_extraction.text import TfidfTransformer

        most = min(X.shape[0], X.shape[1] - (self.method == "lsi"))
        if self.n_topics > most:
            do = f"lower n_topics={self.n_topics}" if most else "check the texts, min_df, max_df and stop_words"
            raise InputError(
                f"method={self.method!r} finds at most {most} topics in {X.shape[0]} texts with {X.shape[1]} terms:"
                f" {do}."
            )
        random_state_of(self.random_state)
        self.tfidf_ = TfidfTransformer(sublinear_tf=True)
        weighted = self.tfidf_.fit_transform(X)
        if self.method == "nmf":
            self.factors_: Any = NMF(
                self.n_topics,
                init="nndsvda",
                tol=1e-3,  # the error at 1e-4 is the same to four digits, after four times as many iterations
                max_iter=max(1000, self.max_iter),
                random_state=self.random_state,
            )
        else:
            self.factors_ = TruncatedSVD(self.n_topics, random_state=self.random_state)
        with np.errstate(divide="ignore", invalid="ignore"):  # texts that are all alike have no variance to explain
            values = self.factors_.fit_transform(weighted)
        rows = self.factors_.components_
        self.signs_ = np.sign(np.take_along_axis(rows, np.abs(rows).argmax(axis=1)[:, None], axis=1)).ravel()
        self.signs_[self.signs_ == 0] = 1.0
        self.topic_weights_ = np.maximum(rows * self.signs_[:, None], 0.0)
        return self._proportions(values)

    def transform(self, X: sparse.csr_matrix) -> np.ndarray:
        """Proportions of shape (n_texts, n_topics)."""
        return self._proportions(self.factors_.transform(self.tfidf_.transform(X)))

    def _proportions(self, values: np.ndarray) -> np.ndarray:
        values = np.maximum(values * self.signs_, 0.0)
        total = values.sum(axis=1, keepdims=True)
        return np.where(total > 0, values / np.where(total > 0, total, 1.0), 1.0 / values.shape[1])


def decompose(
    method: str,
    n_topics: int,
    *,
    engine: str,
    max_iter: int,
    random_state: Any,
    seeds: np.ndarray | None = None,
    lda_params: Mapping[str, Any] | None = None,
    quiet: bool = False,
) -> Lda | Factors:
    """The model of a method, unfitted: ``fit_transform``, ``transform`` and ``topic_weights_``.

    ``quiet`` leaves out the callback and the progress among ``lda_params``.
    """
    if isinstance(n_topics, bool) or not isinstance(n_topics, int | np.integer) or n_topics < 1:
        raise InputError(f"n_topics={n_topics!r} must be a whole number of at least 1.")
    params = check_lda_params(lda_params, method, seeds is not None)
    if method == "lda":
        kept = {name: value for name, value in params.items() if not (quiet and name in NOISY)}
        return Lda(int(n_topics), engine, max_iter, random_state, seeds, kept)
    return Factors(method, int(n_topics), max_iter, random_state)


__all__ = ["NOISY", "Factors", "Lda", "check_lda_params", "decompose"]

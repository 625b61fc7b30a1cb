"""Topic modelling from texts to readable topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.features.lda import LatentDirichletAllocation
from arabnlp.features.vectorize import ArabicCountVectorizer
from arabnlp.text.boilerplate import strip_boilerplate
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.speech import speech_forms
from arabnlp.text.stopwords import NEGATIONS, stop_words_for

# Counted time and shares: in every article, of no topic.
_TIME = (
    "عام عاما أعوام العام سنة سنوات السنة شهر أشهر الشهر أسبوع الأسبوع يوما أيام ساعة ساعات الماضي الماضية"
    " المقبل المقبلة المئة بالمئة نسبة بنسبة شيء أخرى آخر"
)


@cache
def _stop_words() -> list[str]:
    """Function words, negations, verbs of speech and words of time, spelled as the scheme ``news`` spells them."""
    normalizer = ArabicNormalizer("news")
    words = {*NEGATIONS, *_TIME.split()}
    words |= {prefix + word for word in words for prefix in "وف"}
    speech = {form for form in speech_forms() if len(form) > 2}
    speech |= {prefix + form for form in speech for prefix in "وف"}
    return sorted(stop_words_for(normalizer) | set(normalizer.transform(sorted(words))) | speech)


_EPSILON = 1e-12  # as gensim's CoherenceModel smooths pairs that never meet


class TopicModel(BaseEstimator):
    """Topics of a collection of texts.

    Parameters
    ----------
    n_topics : int
    engine : str
        As in :class:`arabnlp.LatentDirichletAllocation`.
    min_df, max_df : int or float
        Texts in which a term must and may occur; lowered by itself for small collections.
    max_iter : int
        Passes over the collection.
    random_state : int or None

    Attributes
    ----------
    doc_topic_ : ndarray of shape (n_texts, n_topics)
        Proportions, rows sum to 1.
    topic_word_ : ndarray of shape (n_topics, n_terms)
        Distributions, rows sum to 1.
    terms_ : ndarray of shape (n_terms,)

    Examples
    --------
    >>> texts = ["النفط والغاز والأسعار", "أسعار النفط والغاز", "المباراة والفريق والهدف", "هدف الفريق في المباراة"] * 3
    >>> model = TopicModel(2, random_state=0).fit(texts)
    >>> [len(words) for words in model.topics(3)]
    [3, 3]
    """

    def __init__(
        self,
        n_topics: int = 10,
        *,
        engine: str = "gensim",
        min_df: int | float = 2,
        max_df: int | float = 0.5,
        max_iter: int = 20,
        random_state: int | None = 0,
    ) -> None:
        self.n_topics = n_topics
        self.engine = engine
        self.min_df = min_df
        self.max_df = max_df
        self.max_iter = max_iter
        self.random_state = random_state

    def _vectorizer(self, n_texts: int) -> ArabicCountVectorizer:
        small = n_texts < 10
        return ArabicCountVectorizer(
            normalizer="news",
            stop_words=_stop_words(),
            token_pattern=r"(?u)\b[^\W\d_]{3,}\b",
            min_df=1 if small else self.min_df,
            max_df=1.0 if small else self.max_df,
        )

    def fit(self, texts: Sequence[str]) -> TopicModel:
        """Learn topics of texts.

        Raises
        ------
        InputError
            If the texts hold no word that is neither a stop word nor too rare nor too frequent.
        """
        cleaned = [strip_boilerplate(text).text for text in texts]
        self.vectorizer_ = self._vectorizer(len(cleaned))
        try:
            counts = self.vectorizer_.fit_transform(cleaned)
        except ValueError as error:
            raise InputError(
                f"the {len(cleaned)} texts hold no usable words ({error}): check min_df, max_df and the texts."
            ) from error
        self.counts_ = counts
        self.terms_ = self.vectorizer_.get_feature_names_out()
        self.lda_ = LatentDirichletAllocation(
            self.n_topics, engine=self.engine, max_iter=self.max_iter, random_state=self.random_state
        )
        self.doc_topic_ = self.lda_.fit_transform(counts)
        self.topic_word_ = self.lda_.components_ / self.lda_.components_.sum(axis=1, keepdims=True)
        return self

    def transform(self, texts: Sequence[str]) -> np.ndarray:
        """Topic proportions of texts, shape (n_texts, n_topics)."""
        check_is_fitted(self, "lda_")
        return self.lda_.transform(self.vectorizer_.transform([strip_boilerplate(text).text for text in texts]))

    def topics(self, n_words: int = 10) -> list[list[str]]:
        """The most probable words of each topic."""
        return [[word for word, _ in pairs] for pairs in self.weighted_topics(n_words)]

    def weighted_topics(self, n_words: int = 10) -> list[list[tuple[str, float]]]:
        """The most probable words of each topic with their probabilities."""
        check_is_fitted(self, "lda_")
        order = np.argsort(-self.topic_word_, axis=1, kind="stable")[:, :n_words]
        return [[(str(self.terms_[j]), float(self.topic_word_[k, j])) for j in row] for k, row in enumerate(order)]

    def coherence(self, n_words: int = 10) -> float:
        """Mean NPMI of the top words over the texts as windows, from -1 to 1.

        References
        ----------
        G. Bouma, "Normalized (pointwise) mutual information in collocation extraction", 2009;
        M. Röder et al., "Exploring the space of topic coherence measures", WSDM 2015.
        """
        check_is_fitted(self, "lda_")
        present = (self.counts_ > 0).astype(float)
        n_texts = present.shape[0]
        scores = []
        for row in np.argsort(-self.topic_word_, axis=1, kind="stable")[:, :n_words]:
            block = present[:, row].toarray()
            single, joint = block.mean(axis=0), block.T @ block / n_texts
            for i in range(len(row)):
                for j in range(i):
                    p = joint[i, j] + _EPSILON
                    scores.append(1.0 if p >= 1 else np.log(p / (single[i] * single[j])) / -np.log(p))
        return float(np.mean(scores)) if scores else 0.0

    def label(self, n_words: int = 3) -> list[str]:
        """A short name for each topic: its most probable words."""
        return ["، ".join(words) for words in self.topics(n_words)]

    def over_time(self, dates: Sequence[str | None], unit: str = "month") -> dict[str, np.ndarray]:
        """Mean topic proportions by month, day or year of ISO dates.

        Parameters
        ----------
        dates : sequence of str or None, n_texts
            Texts without a date are left out.
        unit : {"day", "month", "year"}

        Returns
        -------
        dict of str to ndarray of shape (n_topics,)
        """
        check_is_fitted(self, "lda_")
        if len(dates) != len(self.doc_topic_):
            raise InputError(
                f"there are {len(dates)} dates and {len(self.doc_topic_)} texts: give one date (or None) a text."
            )
        width = {"day": 10, "month": 7, "year": 4}.get(unit)
        if width is None:
            raise InputError(f"unit {unit!r} does not exist: choose day, month or year.")
        keys = [date[:width] if date else None for date in dates]
        return {
            key: self.doc_topic_[[i for i, k in enumerate(keys) if k == key]].mean(axis=0)
            for key in sorted({k for k in keys if k})
        }

    def choose_k(self, texts: Sequence[str], grid: Sequence[int] = (5, 10, 15, 20)) -> dict[int, float]:
        """Coherence for each number of topics; the highest is a sensible choice."""
        result = {}
        for k in grid:
            model = TopicModel(
                k,
                engine=self.engine,
                min_df=self.min_df,
                max_df=self.max_df,
                max_iter=self.max_iter,
                random_state=self.random_state,
            )
            result[int(k)] = model.fit(texts).coherence()
        return result

    def stability(self, n_runs: int = 3, n_words: int = 10) -> float:
        """Mean share of top words that matched topics of runs with other seeds have in common, from 0 to 1."""
        from scipy.optimize import linear_sum_assignment

        check_is_fitted(self, "lda_")
        own = [set(words) for words in self.topics(n_words)]
        shares = []
        for run in range(1, n_runs + 1):
            other: Any = LatentDirichletAllocation(
                self.n_topics, engine=self.engine, max_iter=self.max_iter, random_state=(self.random_state or 0) + run
            )
            components = other.fit(self.counts_).components_
            rows = np.argsort(-components, axis=1, kind="stable")[:, :n_words]
            theirs = [{str(self.terms_[j]) for j in row} for row in rows]
            overlap = np.array([[len(a & b) / n_words for b in theirs] for a in own])
            shares.append(overlap[linear_sum_assignment(-overlap)].mean())
        return float(np.mean(shares))

    def representative(self, topic: int, n_texts: int = 3) -> list[int]:
        """Indices of the texts with the largest share of a topic, the largest first."""
        check_is_fitted(self, "lda_")
        return np.argsort(-self.doc_topic_[:, topic], kind="stable")[:n_texts].tolist()

    def sizes(self) -> Counter[int]:
        """How many texts have each topic as their largest."""
        check_is_fitted(self, "lda_")
        return Counter(self.doc_topic_.argmax(axis=1).tolist())

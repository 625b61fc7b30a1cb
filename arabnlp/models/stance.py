"""Stance of an article towards a target, with the sentences that decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.preprocessing import StandardScaler
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.features.opinion import SentenceOpinion, read_opinions
from arabnlp.features.stance_features import opinion_features, text_near
from arabnlp.features.vectorize import ArabicTfidfVectorizer
from arabnlp.models.calibration import class_scores, fit_temperature, probabilities
from arabnlp.models.logistic import coordinates, fit_logistic

Pair = tuple[str, str]


class Evidence(NamedTuple):
    """A sentence that bears on a stance: its text, place and weight (above 0 for, below 0 against the target)."""

    text: str
    start: int
    end: int
    weight: float


class StanceClassifier(ClassifierMixin, BaseEstimator):
    """Which side a text takes towards a target.

    A logistic regression over the polarity of the sentences near the target, the opening, the end and the whole
    (a lexicon, with negation), how much the text speaks of the target at all, and TF-IDF of the sentences near it with
    the target's words masked, so that what is learned holds for targets never seen.

    Parameters
    ----------
    C : float
        Inverse strength of the regularization.
    opinion_weight, text_weight : float
        Scale of the lexicon's and of the n-grams' features.
    encoder : object or None
        Anything with ``encode(list of str) -> array``, for vectors of the sentences near the target.
    random_state : int or None

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
    temperature_ : float

    Examples
    --------
    >>> pairs = [("الخصخصة", "أشاد الخبراء بالخصخصة ونجاحها"), ("الخصخصة", "رفض العمال الخصخصة وحذروا من خسائرها"),
    ...          ("السد", "رحب الأهالي بالسد وفوائده"), ("السد", "انتقد الصيادون السد وأضراره")]
    >>> model = StanceClassifier().fit(pairs, ["favor", "against", "favor", "against"])
    >>> model.predict([("الميناء", "أشادت النقابة بالميناء ورحبت بفوائده")]).tolist()
    ['favor']

    References
    ----------
    S. Mohammad et al., "SemEval-2016 Task 6: Detecting Stance in Tweets", 2016.
    """

    def __init__(
        self,
        C: float = 1.0,
        *,
        opinion_weight: float = 1.0,
        text_weight: float = 1.0,
        encoder: Any = None,
        random_state: int | None = 0,
    ) -> None:
        self.C = C
        self.opinion_weight = opinion_weight
        self.text_weight = text_weight
        self.encoder = encoder
        self.random_state = random_state

    def fit(self, X: Sequence[Pair], y: Sequence[str], groups: Sequence[Any] | None = None) -> StanceClassifier:
        """Learn from labelled pairs.

        Parameters
        ----------
        X : sequence of (target, text), n_pairs
        y : sequence of str, n_pairs
        groups : sequence, n_pairs, optional
            Pairs of one group stay together when the probabilities are calibrated; by default those of one text.

        Raises
        ------
        InputError
            If an entry is not a pair of strings, lengths differ, or there is only one label.
        """
        pairs = _check_pairs(X)
        if len(pairs) != len(y):
            raise InputError(f"there are {len(pairs)} pairs and {len(y)} labels: give one label for each pair.")
        self.classes_, codes = np.unique(np.asarray(y), return_inverse=True)
        if len(self.classes_) < 2:
            raise InputError(
                f"all {len(pairs)} labels are {self.classes_[0]!r}: a classifier needs at least two stances."
            )
        numbers, near = _read(pairs)
        self.scaler_ = StandardScaler().fit(numbers)
        self.vectorizer_ = None
        if self.text_weight and any(near):
            self.vectorizer_ = ArabicTfidfVectorizer(
                normalizer="search",
                stemmer="light10",
                sublinear_tf=True,
                token_pattern=r"(?u)\b\w+\b",
            ).fit(near)
        self.n_features_in_ = 2
        features = self._features(numbers, near)
        self.classifier_ = fit_logistic(features, codes, **self._params())
        keys = {text: i for i, text in enumerate(dict.fromkeys(text for _, text in pairs))}
        self.temperature_ = self._calibrate(
            features, codes, np.asarray(groups if groups is not None else [keys[text] for _, text in pairs])
        )
        return self

    def _params(self) -> dict[str, Any]:
        return {"C": self.C, "max_iter": 3000, "class_weight": "balanced", "random_state": self.random_state}

    def _calibrate(self, features: sparse.csr_matrix, codes: np.ndarray, groups: np.ndarray) -> float:
        folds = min(5, int(np.bincount(codes).min()), len(np.unique(groups)))
        if folds < 2 or len(codes) < 20:
            return 1.0
        span = coordinates(features)
        rows = features if span is None else sparse.csr_matrix(span[0])
        scores = np.zeros((len(codes), len(self.classes_)))
        for train, test in StratifiedGroupKFold(folds, shuffle=True, random_state=self.random_state).split(
            codes, codes, groups
        ):
            if len(np.unique(codes[train])) < len(self.classes_):
                return 1.0
            scores[test] = class_scores(fit_logistic(rows[train], codes[train], **self._params()), rows[test])
        return fit_temperature(scores, codes)

    def _features(self, numbers: np.ndarray, near: list[str]) -> sparse.csr_matrix:
        dense = self.scaler_.transform(numbers) * self.opinion_weight / np.sqrt(numbers.shape[1])
        blocks = [sparse.csr_matrix(dense)]
        if self.vectorizer_ is not None:
            blocks.append(self.vectorizer_.transform(near) * self.text_weight)
        if self.encoder is not None:
            blocks.append(sparse.csr_matrix(np.asarray(self.encoder.encode(near))))
        return sparse.hstack(blocks).tocsr()

    def decision_function(self, X: Sequence[Pair]) -> np.ndarray:
        """Decision values, shape (n_pairs, n_classes)."""
        check_is_fitted(self, "classifier_")
        return class_scores(self.classifier_, self._features(*_read(_check_pairs(X))))

    def predict_proba(self, X: Sequence[Pair]) -> np.ndarray:
        """Calibrated probabilities, shape (n_pairs, n_classes), in the order of ``classes_``."""
        return probabilities(self.decision_function(X), self.temperature_)

    def predict(self, X: Sequence[Pair]) -> np.ndarray:
        """The most probable stance of each pair, shape (n_pairs,)."""
        return self.classes_[self.decision_function(X).argmax(axis=1)]

    def explain(self, pair: Pair, n_sentences: int = 3) -> list[Evidence]:
        """The sentences that bear most on the stance.

        Parameters
        ----------
        pair : (target, text)
        n_sentences : int

        Returns
        -------
        list of Evidence
            Sentences near the target come first; offsets are in the text.
        """
        [(target, text)] = _check_pairs([pair])
        evidence = []
        for opinion in _opinions(target, text):
            strength = opinion.balance * (0.3 + opinion.match)
            if opinion.match or opinion.balance:
                rank = abs(strength) + opinion.match
                evidence.append(
                    (rank, Evidence(text[opinion.start : opinion.end], opinion.start, opinion.end, round(strength, 3)))
                )
        evidence.sort(key=lambda item: (-item[0], item[1].start))
        return [item for _, item in evidence[:n_sentences]]


def _read(pairs: list[Pair]) -> tuple[np.ndarray, list[str]]:
    numbers, near = [], []
    for target, text in pairs:
        row, sentences = _read_pair(target, text)
        numbers.append(row)
        near.append(sentences)
    return np.array(numbers), near


@lru_cache(maxsize=16)
def _opinions(target: str, text: str) -> list[SentenceOpinion]:
    """Read once for a prediction and its explanation."""
    return read_opinions(target, text)


@lru_cache(maxsize=4096)
def _read_pair(target: str, text: str) -> tuple[np.ndarray, str]:
    """What the models see of a pair; kept, because cross-validation reads the same pairs again and again."""
    opinions = _opinions(target, text)
    return opinion_features(opinions, text), text_near(opinions, text, target)


def _check_pairs(X: Any) -> list[Pair]:
    pairs = []
    if isinstance(X, str):
        raise InputError("X must be a sequence of (target, text) pairs, not one string.")
    for index, pair in enumerate(X):
        if isinstance(pair, str) or len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            raise InputError(
                f"entry {index} is not a (target, text) pair of strings: give for example ('الخصخصة', article.text)."
            )
        if not pair[0].strip():
            raise InputError(f"the target of pair {index} is empty: name what the stance is towards.")
        pairs.append((pair[0], pair[1]))
    if not pairs:
        raise InputError("there are no pairs: give at least one (target, text).")
    return pairs

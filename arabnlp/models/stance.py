"""Stance of an article towards a target, with the sentences that decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.preprocessing import StandardScaler
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.features.opinion import SentenceOpinion, read_opinions
from arabnlp.features.stance_features import opinion_features, side_features, text_near
from arabnlp.features.vectorize import ArabicTfidfVectorizer
from arabnlp.models.calibration import fit_temperature, probabilities
from arabnlp.text.sequences import is_table

Pair = tuple[str, str]
_Views = tuple[sparse.csr_matrix, sparse.csr_matrix]
_LEAST = -30.0  # logarithm of the smallest probability


class Evidence(NamedTuple):
    """A sentence that bears on a stance: its text, place and weight (above 0 for, below 0 against the target)."""

    text: str
    start: int
    end: int
    weight: float


class StanceClassifier(ClassifierMixin, BaseEstimator):
    """Which side a text takes towards a target.

    Two questions, each a logistic regression. Does the text take a side? From how much it speaks of the target, how
    much and how evenly it judges, signs of balance and of plain reporting. Which side? From the lexicon's words for and
    against (negation, «less of», contrast) in the title, around the target, at the end and overall. Both also see
    TF-IDF of the sentences near the target with the target's words masked, so that what is learned holds for targets
    never seen. Classes weigh the same, however frequent.

    Parameters
    ----------
    C : float
        Inverse strength of the regularization where the question is whether a side is taken.
    side_C : float
        The same where it is which side.
    opinion_weight : float
        Scale of the lexicon's features.
    text_weight, side_text_weight : float
        Scale of the words near the target in the two questions; 0 leaves them out.
    neutral : tuple of str
        Labels that take no side. If none of them occurs, only the second question is asked.
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
        C: float = 3.0,
        *,
        side_C: float = 1.0,
        opinion_weight: float = 1.0,
        text_weight: float = 1.0,
        side_text_weight: float = 0.5,
        neutral: tuple[str, ...] = ("neutral", "none", "None", "other"),
        encoder: Any = None,
        random_state: int | None = 0,
    ) -> None:
        self.C = C
        self.side_C = side_C
        self.opinion_weight = opinion_weight
        self.text_weight = text_weight
        self.side_text_weight = side_text_weight
        self.neutral = neutral
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
        self.is_neutral_ = np.isin(self.classes_, self.neutral)
        self.n_features_in_ = 2
        judged, sides, near = _read(pairs)
        self.scaler_ = StandardScaler().fit(judged)
        self.side_scaler_ = StandardScaler(with_mean=False).fit(sides)
        self.vectorizer_ = None
        if (self.text_weight or self.side_text_weight) and any(near):
            self.vectorizer_ = ArabicTfidfVectorizer(
                normalizer="search", stemmer="light10", sublinear_tf=True, token_pattern=r"(?u)\b\w+\b"
            ).fit(near)
        views = self._views(judged, sides, near)
        self.classifier_, self.side_classifier_ = self._fit_both(views, codes)
        keys = {text: i for i, text in enumerate(dict.fromkeys(text for _, text in pairs))}
        self.temperature_ = self._calibrate(
            views, codes, np.asarray(groups if groups is not None else [keys[text] for _, text in pairs])
        )
        return self

    def _fit_both(self, views: _Views, codes: np.ndarray) -> tuple[Any, Any]:
        """The model of whether a side is taken and that of which; None where there is nothing to tell apart."""
        neutral = self.is_neutral_[codes]
        first = second = None
        if neutral.any() and not neutral.all():
            weights = len(codes) / (np.bincount(codes)[codes] * len(np.unique(codes)))
            first = self._logistic(self.C).fit(views[0], neutral, sample_weight=weights)
        rows = np.flatnonzero(~neutral)
        if len(np.unique(codes[rows])) > 1:
            second = self._logistic(self.side_C, class_weight="balanced").fit(views[1][rows], codes[rows])
        return first, second

    def _logistic(self, C: float, **params: Any) -> LogisticRegression:
        return LogisticRegression(C=C, max_iter=3000, random_state=self.random_state, **params)

    def _scores(self, models: tuple[Any, Any], views: _Views) -> np.ndarray:
        """Logarithms of the probabilities before calibration, shape (n_pairs, n_classes)."""
        first, second = models
        logs = np.zeros((views[0].shape[0], len(self.classes_)))
        if second is not None:
            logs[:, second.classes_] += second.predict_log_proba(views[1])
        if first is not None:
            sided, neutral = first.predict_log_proba(views[0]).T
            logs += np.where(self.is_neutral_, (neutral - np.log(self.is_neutral_.sum()))[:, None], sided[:, None])
        return np.maximum(logs, _LEAST)

    def _calibrate(self, views: _Views, codes: np.ndarray, groups: np.ndarray) -> float:
        folds = min(5, int(np.bincount(codes).min()), len(np.unique(groups)))
        if folds < 2 or len(codes) < 20:
            return 1.0
        scores = np.zeros((len(codes), len(self.classes_)))
        for train, test in StratifiedGroupKFold(folds, shuffle=True, random_state=self.random_state).split(
            codes, codes, groups
        ):
            if len(np.unique(codes[train])) < len(self.classes_):
                return 1.0
            models = self._fit_both((views[0][train], views[1][train]), codes[train])
            scores[test] = self._scores(models, (views[0][test], views[1][test]))
        return fit_temperature(scores, codes)

    def _views(self, judged: np.ndarray, sides: np.ndarray, near: list[str]) -> _Views:
        """What the two models see."""
        blocks = [
            [sparse.csr_matrix(self.scaler_.transform(judged) * (self.opinion_weight / np.sqrt(judged.shape[1])))],
            [sparse.csr_matrix(self.side_scaler_.transform(sides) * (self.opinion_weight / np.sqrt(sides.shape[1])))],
        ]
        weights = (self.text_weight, self.side_text_weight)
        if self.vectorizer_ is not None:
            terms = self.vectorizer_.transform(near)
            for block, weight in zip(blocks, weights, strict=True):
                block += [terms * weight] if weight else []
        if self.encoder is not None:
            vectors = sparse.csr_matrix(np.asarray(self.encoder.encode(near)))
            for block in blocks:
                block.append(vectors)
        return sparse.hstack(blocks[0]).tocsr(), sparse.hstack(blocks[1]).tocsr()

    def decision_function(self, X: Sequence[Pair]) -> np.ndarray:
        """Logarithms of the probabilities before calibration, shape (n_pairs, n_classes)."""
        check_is_fitted(self, "classifier_")
        views = self._views(*_read(_check_pairs(X)))
        return self._scores((self.classifier_, self.side_classifier_), views)

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


def _read(pairs: list[Pair]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    rows = [_read_pair(target, text) for target, text in pairs]
    return np.array([row[0] for row in rows]), np.array([row[1] for row in rows]), [row[2] for row in rows]


@lru_cache(maxsize=16)
def _opinions(target: str, text: str) -> list[SentenceOpinion]:
    """Read once for a prediction and its explanation."""
    return read_opinions(target, text)


@lru_cache(maxsize=4096)
def _read_pair(target: str, text: str) -> tuple[np.ndarray, np.ndarray, str]:
    """What the models see of a pair; kept, because cross-validation reads the same pairs again and again."""
    opinions = _opinions(target, text)
    return opinion_features(opinions, text), side_features(opinions), text_near(opinions, text, target)


def _check_pairs(X: Any) -> list[Pair]:
    pairs = []
    if isinstance(X, str):
        raise InputError("X must be a sequence of (target, text) pairs, not one string.")
    if is_table(X):
        raise InputError("X must be a sequence of pairs, not a table: pass list(zip(table['target'], table['text'])).")
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

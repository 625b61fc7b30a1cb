"""Topic classification of articles, with the terms that decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import StratifiedKFold
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.features.domains import DomainVectorizer, stem
from arabnlp.features.vectorize import ArabicTfidfVectorizer
from arabnlp.features.word_vectors import word_vectors
from arabnlp.models.calibration import class_scores, fit_temperature, probabilities
from arabnlp.models.logistic import coordinates, fit_logistic
from arabnlp.text.sequences import refuse_lone
from arabnlp.text.tokenize import fold_word, tokenize

_CHARACTERS = (3, 5)  # lengths of character n-grams


@dataclass
class _Memory:
    """What a fitted model has read: the latest single text, which predict and explain both ask for, and word forms."""

    latest: tuple[str, Any] | None = None
    gram_columns: dict[str, np.ndarray] = field(default_factory=dict)


# Beside the models, not in them: what is saved and compared is what was learned.
_MEMORY: WeakKeyDictionary[Any, _Memory] = WeakKeyDictionary()


class TermWeight(NamedTuple):
    """A term that spoke for a class: as written, its share of the decision value, and where it stands in the text."""

    term: str
    weight: float
    spans: list[tuple[int, int]]


class TopicClassifier(ClassifierMixin, BaseEstimator):
    """Which topic an article is about.

    A multinomial logistic regression over four views of a text: TF-IDF of light-stemmed words, TF-IDF of character
    n-grams inside words, the share of each domain of a general news lexicon, and the mean of word vectors (the last two
    are knowledge from outside, which matters while there are few labelled articles). Probabilities are calibrated by
    temperature on held-out folds.

    ``C`` and ``char_weight`` were chosen on public corpora (ANT v2, SANAD, ASND), the other two weights on those and on
    the seed corpus.

    Parameters
    ----------
    C : float
        Inverse strength of the regularization.
    domain_weight, char_weight, vector_weight : float
        Scale of the lexicon's, the character n-grams' and the word vectors' features against the words'; 0 leaves
        them out.
    min_df : int
        Texts in which a term must occur.
    encoder : object or None
        Anything with ``encode(list of str) -> array``: its vectors are a fifth view.
    encoder_weight : float
    random_state : int or None

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
    temperature_ : float

    Examples
    --------
    >>> texts = ["سجل المهاجم هدفين في المباراة", "فاز المنتخب بكأس البطولة",
    ...          "رفع البنك المركزي سعر الفائدة", "ارتفعت أسهم البورصة والأرباح"]
    >>> model = TopicClassifier(min_df=1).fit(texts, ["sport", "sport", "economy", "economy"])
    >>> model.predict(["خسر الفريق المباراة بهدف"]).tolist()
    ['sport']
    """

    def __init__(
        self,
        C: float = 10.0,
        *,
        domain_weight: float = 1.5,
        char_weight: float = 1.2,
        vector_weight: float = 1.0,
        min_df: int = 1,
        encoder: Any = None,
        encoder_weight: float = 1.0,
        random_state: int | None = 0,
    ) -> None:
        self.C = C
        self.domain_weight = domain_weight
        self.char_weight = char_weight
        self.vector_weight = vector_weight
        self.min_df = min_df
        self.encoder = encoder
        self.encoder_weight = encoder_weight
        self.random_state = random_state

    def fit(self, X: Sequence[str], y: Sequence[str]) -> TopicClassifier:
        """Learn topics from labelled texts.

        Parameters
        ----------
        X : sequence of str, n_texts
        y : sequence of str, n_texts

        Raises
        ------
        InputError
            If the lengths differ, a label is missing, or there are fewer than two topics.
        """
        _MEMORY.pop(self, None)
        texts = _check_texts(X)
        if len(texts) != len(y):
            raise InputError(f"there are {len(texts)} texts and {len(y)} labels: give one label for each text.")
        for index, label in enumerate(y):
            if label is None or label != label:
                raise InputError(f"label {index} is missing: drop that text or label it.")
        labels = np.asarray(y)
        check_classification_targets(labels)
        self.classes_, codes = np.unique(labels, return_inverse=True)
        if len(self.classes_) < 2:
            raise InputError(
                f"all {len(texts)} labels are {self.classes_[0]!r}: a classifier needs at least two topics."
            )
        shared: dict[str, Any] = {"normalizer": "search", "sublinear_tf": True, "min_df": self.min_df}
        self.word_vectorizer_ = ArabicTfidfVectorizer(stemmer="light10", stop_words="arabic", **shared).fit(texts)
        self.word_names_ = self.word_vectorizer_.get_feature_names_out()
        self.char_vectorizer_ = None
        if self.char_weight:
            self.char_vectorizer_ = ArabicTfidfVectorizer(analyzer="char_wb", ngram_range=_CHARACTERS, **shared).fit(
                texts
            )
        self.n_features_in_ = 1
        features = self._features(texts)
        self.classifier_ = fit_logistic(features, codes, **self._params())
        self.temperature_ = self._calibrate(features, codes)
        return self

    def _params(self) -> dict[str, Any]:
        return {"C": self.C, "max_iter": 3000, "random_state": self.random_state}

    def _calibrate(self, features: sparse.csr_matrix, codes: np.ndarray) -> float:
        folds = min(5, int(np.bincount(codes).min()))
        if folds < 2 or len(codes) < 20:
            return 1.0
        span = coordinates(features)
        rows = features if span is None else sparse.csr_matrix(span[0])
        scores = np.zeros((len(codes), len(self.classes_)))
        for train, test in StratifiedKFold(folds, shuffle=True, random_state=self.random_state).split(codes, codes):
            scores[test] = class_scores(fit_logistic(rows[train], codes[train], **self._params()), rows[test])
        return fit_temperature(scores, codes)

    def _features(self, texts: list[str]) -> sparse.csr_matrix:
        if len(texts) != 1:
            return self._read(texts)
        memory = _MEMORY.setdefault(self, _Memory())
        latest = memory.latest
        if latest is None or latest[0] != texts[0]:
            latest = memory.latest = (texts[0], self._read(texts))
        return latest[1]

    def _read(self, texts: list[str]) -> sparse.csr_matrix:
        blocks = [self.word_vectorizer_.transform(texts)]
        if self.char_vectorizer_ is not None:
            blocks.append(self.char_vectorizer_.transform(texts) * self.char_weight)
        if self.domain_weight:
            blocks.append(sparse.csr_matrix(DomainVectorizer().transform(texts) * self.domain_weight))
        if self.vector_weight:
            blocks.append(sparse.csr_matrix(word_vectors().transform(texts) * self.vector_weight))
        if self.encoder is not None:
            blocks.append(sparse.csr_matrix(np.asarray(self.encoder.encode(texts)) * self.encoder_weight))
        return sparse.hstack(blocks).tocsr()

    def decision_function(self, X: Sequence[str]) -> np.ndarray:
        """Decision values, shape (n_texts, n_classes)."""
        check_is_fitted(self, "classifier_")
        return class_scores(self.classifier_, self._features(_check_texts(X)))

    def predict_proba(self, X: Sequence[str]) -> np.ndarray:
        """Calibrated probabilities, shape (n_texts, n_classes), in the order of ``classes_``."""
        return probabilities(self.decision_function(X), self.temperature_)

    def predict(self, X: Sequence[str]) -> np.ndarray:
        """The most probable topic of each text, shape (n_texts,)."""
        return self.classes_[self.decision_function(X).argmax(axis=1)]

    def explain(self, text: str, label: str | None = None, n_terms: int = 8) -> list[TermWeight]:
        """The words that spoke most for a topic.

        The decision value is a sum over features; what a character n-gram, a domain or a vector adds is divided among
        the words of the text that carry it.

        Parameters
        ----------
        text : str
        label : str, optional
            The topic; the predicted one if not given.
        n_terms : int

        Returns
        -------
        list of TermWeight
            The heaviest first; spans are offsets in ``text``.

        Raises
        ------
        InputError
            If the model does not know the label.
        """
        check_is_fitted(self, "classifier_")
        if label is None:
            label = self.predict([text])[0]
        if label not in self.classes_:
            raise InputError(f"topic {label!r} is not one of the model's: {', '.join(map(str, self.classes_))}.")
        coefficients = self._coefficients(int(np.flatnonzero(self.classes_ == label)[0]))
        spans: dict[str, list[tuple[int, int]]] = {}
        surfaces: dict[str, dict[str, int]] = {}
        for token in tokenize(text):
            if token.kind in ("word", "hashtag"):
                key = stem(token.text.lstrip("#"))
                spans.setdefault(key, []).append((token.start, token.end))
                surfaces.setdefault(key, {}).setdefault(token.text, 0)
                surfaces[key][token.text] += 1
        weights = dict.fromkeys(spans, 0.0)
        added = (self._features([text]).multiply(coefficients)).tocsr().toarray()[0]
        n_words = len(self.word_names_)
        for column in np.flatnonzero(added[:n_words]):
            if self.word_names_[column] in weights:
                weights[self.word_names_[column]] += added[column]
        n_characters = 0 if self.char_vectorizer_ is None else len(self.char_vectorizer_.vocabulary_)
        self._divide_characters(added[n_words : n_words + n_characters], surfaces, weights)
        first = n_words + n_characters
        if self.domain_weight:
            first += self._divide_domains(text, added[first:], weights)
        if self.vector_weight:
            vectors = word_vectors()
            direction = coefficients[first : first + len(vectors.mean)] * self.vector_weight
            for key, vector in vectors.word_shares(text).items():
                if key in weights:
                    weights[key] += float(vector @ direction)
        ranked = sorted(((w, k) for k, w in weights.items() if w > 0), reverse=True)[:n_terms]
        return [TermWeight(max(surfaces[k], key=lambda s: surfaces[k][s]), float(w), spans[k]) for w, k in ranked]

    def _coefficients(self, column: int) -> np.ndarray:
        coef = self.classifier_.coef_
        if len(coef) == 1:
            return coef[0] if column == 1 else -coef[0]
        return coef[column] - coef.mean(axis=0)

    def _divide_characters(
        self, added: np.ndarray, surfaces: dict[str, dict[str, int]], weights: dict[str, float]
    ) -> None:
        if self.char_vectorizer_ is None:
            return
        carriers = [(key, form, count) for key, forms in surfaces.items() for form, count in forms.items()]
        if not carriers:
            return
        grams = [self._gram_columns(form, self.char_vectorizer_.vocabulary_) for _, form, _ in carriers]
        columns = np.concatenate(grams)
        owners = np.repeat(np.arange(len(carriers)), [len(g) for g in grams])
        counts = np.array([count for _, _, count in carriers], dtype=float)[owners]
        total = np.bincount(columns, weights=counts, minlength=len(added))
        shares = np.bincount(owners, weights=added[columns] * counts / total[columns], minlength=len(carriers))
        for (key, _, _), share in zip(carriers, shares, strict=True):
            weights[key] += float(share)

    def _gram_columns(self, form: str, vocabulary: dict[str, int]) -> np.ndarray:
        """Columns of the character n-grams of a word, looked up once for each form."""
        known = _MEMORY.setdefault(self, _Memory()).gram_columns
        if form not in known:
            found = [vocabulary[gram] for gram in _grams(fold_word(form)) if gram in vocabulary]
            if len(known) > 200_000:
                known.clear()
            known[form] = np.array(found, dtype=np.intp)
        return known[form]

    def _divide_domains(self, text: str, added: np.ndarray, weights: dict[str, float]) -> int:
        """Divide what the domains add among words; the number of domains."""
        vectorizer = DomainVectorizer()
        shares = vectorizer.word_shares(text)
        total = np.sum(list(shares.values()), axis=0) if shares else np.zeros(1)
        for key, share in shares.items():
            if key in weights:
                named = share > 0
                weights[key] += float((added[: len(share)][named] * share[named] / total[named]).sum())
        return len(vectorizer.get_feature_names_out())


def _grams(word: str) -> tuple[str, ...]:
    """Character n-grams inside one word, as scikit-learn's ``char_wb`` makes them."""
    padded = f" {word} "
    grams: list[str] = []
    for n in range(_CHARACTERS[0], _CHARACTERS[1] + 1):
        grams += [padded[i : i + n] for i in range(max(1, len(padded) - n + 1))]
        if len(padded) <= n:
            break
    return tuple(grams)


def _check_texts(X: Any) -> list[str]:
    refuse_lone(X, "X", "texts")
    texts = []
    for index, text in enumerate(X):
        text = getattr(text, "text", text)
        if not isinstance(text, str):
            raise InputError(f"text {index} is {type(text).__name__}, not a string: drop or fill it first.")
        texts.append(text)
    if not texts:
        raise InputError("there are no texts: give at least one.")
    return texts

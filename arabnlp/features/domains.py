"""What a general reader knows of words: the domains of news that they belong to. For models that see few labels.

Both sides are folded and light-stemmed, once a word type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin

from arabnlp.text.sequences import refuse_lone
from arabnlp.text.stem import light10
from arabnlp.text.tokenize import fold_word, words


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Light stem of a word as written.

    Examples
    --------
    >>> stem("والبرلمانُ") == stem("برلمان")
    True
    """
    return light10(fold_word(word))


def _rows(name: str) -> list[list[str]]:
    text = (files("arabnlp.text") / "lexicon" / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def domains() -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
    """The domain lexicon: names of the domains, and for each stem the domains that list it.

    Examples
    --------
    >>> names, classes = domains()
    >>> [names[i] for i in classes[stem("الناخبين")]]
    ['elections']
    """
    rows = _rows("domains")
    names = tuple(dict.fromkeys(row[0] for row in rows))
    classes: dict[str, set[int]] = {}
    for row in rows:
        for word in row[1].split():
            classes.setdefault(stem(word), set()).add(names.index(row[0]))
    return names, {key: tuple(sorted(value)) for key, value in classes.items()}


class DomainVectorizer(TransformerMixin, BaseEstimator):
    """How much of each domain of news is in a text.

    A word counts for every domain that lists it, divided by their number; repeated words count by the logarithm.
    Rows have unit length.

    Examples
    --------
    >>> vectorizer = DomainVectorizer()
    >>> row = vectorizer.fit_transform(["سجل المهاجم هدفين في شباك الحارس"])[0]
    >>> vectorizer.get_feature_names_out()[row.argmax()]
    'football'
    """

    def fit(self, X: Any, y: Any = None) -> DomainVectorizer:
        """Do nothing: the lexicon is fixed."""
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def transform(self, X: Iterable[str]) -> np.ndarray:
        """Domain shares of texts.

        Returns
        -------
        ndarray of shape (n_texts, n_domains)
        """
        refuse_lone(X, "X", "texts")
        names, _ = domains()
        rows = []
        for text in X:
            row = np.zeros(len(names))
            for shares in self.word_shares(text).values():
                row += shares
            row = np.log1p(row)
            norm = np.linalg.norm(row)
            rows.append(row / norm if norm else row)
        return np.array(rows).reshape(len(rows), len(names))

    def word_shares(self, text: str) -> dict[str, np.ndarray]:
        """What each stem of a text adds to the domains, before the logarithm.

        Returns
        -------
        dict of str to ndarray of shape (n_domains,)
        """
        names, classes = domains()
        counts: dict[str, int] = {}
        for word, count in Counter(words(text)).items():
            key = stem(word)
            if key in classes:
                counts[key] = counts.get(key, 0) + count
        shares = {}
        for key, count in counts.items():
            shares[key] = np.zeros(len(names))
            shares[key][list(classes[key])] = (1 + np.log(count)) / len(classes[key])
        return shares

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """Names of the domains."""
        return np.array(domains()[0], dtype=object)

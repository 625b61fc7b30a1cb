"""Vectors of words: what a stem means by the company that it keeps in news, for models that see few labelled texts.

Skip-gram vectors of 20,000 stems in 64 dimensions of 8 bits (``word_vectors.npz``), made by
``experiments/word_vectors.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from arabnlp.features.domains import stem
from arabnlp.text.tokenize import words as words_of


class WordVectors:
    """A table of word vectors and the mean of texts.

    Parameters
    ----------
    words : sequence of str, n_words
        Light stems.
    table : ndarray of int8, shape (n_words, n_dimensions)
    weights : ndarray of shape (n_words,)
        Small for frequent words.
    mean : ndarray of shape (n_dimensions,)
        Mean of unit text vectors, taken off because all texts share it.

    References
    ----------
    T. Mikolov et al., "Distributed Representations of Words and Phrases", NIPS 2013; the weights and the mean follow
    S. Arora et al., "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017.
    """

    def __init__(self, words: Sequence[str], table: np.ndarray, weights: np.ndarray, mean: np.ndarray) -> None:
        self.index = {word: i for i, word in enumerate(words)}
        self.table = table
        self.weights = weights
        self.mean = mean

    def word_shares(self, text: str) -> dict[str, np.ndarray]:
        """What each stem of a text adds to its vector, before the mean is taken off.

        Parameters
        ----------
        text : str

        Returns
        -------
        dict of str to ndarray of shape (n_dimensions,)
            The sum has unit length, unless no word is known.
        """
        counts: dict[str, int] = {}
        for word, count in Counter(words_of(text)).items():
            key = stem(word)
            if key in self.index:
                counts[key] = counts.get(key, 0) + count
        if not counts:
            return {}
        rows = np.array([self.index[key] for key in counts])
        scale = self.weights[rows] * (1 + np.log(np.array(list(counts.values()))))
        shares = self.table[rows] * scale[:, None]
        norm = np.linalg.norm(shares.sum(axis=0))
        return dict(zip(counts, shares / norm if norm else shares, strict=True))

    def transform(self, texts: Iterable[str]) -> np.ndarray:
        """Vectors of texts: the weighted mean of their words', less what all texts share.

        Parameters
        ----------
        texts : iterable of str

        Returns
        -------
        ndarray of shape (n_texts, n_dimensions)
            Zeros where no word is known.
        """
        rows = []
        for text in texts:
            shares = self.word_shares(text)
            rows.append(np.sum(list(shares.values()), axis=0) - self.mean if shares else np.zeros(len(self.mean)))
        return np.array(rows).reshape(len(rows), len(self.mean))


@cache
def word_vectors() -> WordVectors:
    """The vectors that come with the package, read once.

    Examples
    --------
    >>> goal, match, bank = word_vectors().transform(["هدف الفوز", "المباراة", "البنك"])
    >>> bool(goal @ match > goal @ bank)
    True
    """
    with np.load(BytesIO((files("arabnlp.features") / "word_vectors.npz").read_bytes()), allow_pickle=False) as data:
        return WordVectors(
            bytes(data["letters"]).decode().split("\n"), data["table"], data["weights"], data["mean"].astype(float)
        )

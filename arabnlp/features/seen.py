"""Terms of all texts that a vectorizer has been given in pieces, for ``partial_fit``."""

from __future__ import annotations

from typing import Any

import numpy as np

from arabnlp.errors import InputError
from arabnlp.features.wordcounts import Limits, kept_terms


class SeenTerms:
    """Terms, in how many texts each was, and how often: of all texts so far, whatever the limits.

    Attributes
    ----------
    numbers : dict of str to int
        In the order in which terms came.
    frequencies, totals : ndarray of int64, n_terms
    n_texts : int
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.frequencies = np.zeros(0, np.int64)
        self.totals = np.zeros(0, np.int64)
        self.n_texts = 0

    def add(self, terms: list[str], frequencies: np.ndarray, totals: np.ndarray, n_texts: int) -> None:
        """More texts, which have each of ``terms`` so often."""
        numbers = self.numbers
        places = np.fromiter((numbers.setdefault(term, len(numbers)) for term in terms), np.int64, len(terms))
        grow = (0, len(numbers) - len(self.frequencies))
        self.frequencies, self.totals = np.pad(self.frequencies, grow), np.pad(self.totals, grow)
        self.frequencies[places] += frequencies
        self.totals[places] += totals
        self.n_texts += n_texts

    @classmethod
    def learn(cls, vectorizer: Any, raw_documents: Any) -> tuple[np.ndarray, int]:
        """Give a vectorizer the terms of all texts so far: in how many each is, and how many texts there are."""
        seen = vectorizer.__dict__.get("_seen")
        if seen is None:
            seen = cls()
            if vectorizer.__dict__.get("_fitted_on") is not None:
                n_texts, frequencies = vectorizer._fitted_on
                seen.add(vectorizer._names(), frequencies, frequencies, n_texts)
        texts = raw_documents if hasattr(raw_documents, "__len__") else list(raw_documents)
        try:
            counts, frequencies = vectorizer._counted(texts, Limits())
        except InputError as error:
            if "empty vocabulary" not in str(error) or not seen.numbers:
                raise
            seen.n_texts += len(texts)  # texts without a term count as texts
        else:
            totals = np.bincount(counts.indices, weights=counts.data, minlength=counts.shape[1]).astype(np.int64)
            seen.add(vectorizer._names(), frequencies, totals, counts.shape[0])
        terms = sorted(seen.numbers)
        order = np.fromiter(map(seen.numbers.__getitem__, terms), np.int64, len(terms))
        if vectorizer.fixed_vocabulary_:
            order = np.fromiter(map(seen.numbers.__getitem__, vectorizer._names()), np.int64, vectorizer._n_terms())
        else:
            dtype = np.dtype(vectorizer.dtype)
            kept = kept_terms(seen.frequencies[order], seen.totals[order], seen.n_texts, vectorizer._limits(), dtype)
            order = order[kept]
            names = [term for term, stays in zip(terms, kept.tolist(), strict=True) if stays]
            vectorizer.vocabulary_ = {term: column for column, term in enumerate(names)}
        vectorizer._seen = seen
        vectorizer._fitted_on = (seen.n_texts, seen.frequencies[order])
        return seen.frequencies[order], seen.n_texts

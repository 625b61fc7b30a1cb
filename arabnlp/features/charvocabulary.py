"""The vocabulary of character n-grams: sorted keys that decode to strings only when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from arabnlp.errors import InputError

CODE_POINTS = 0x110000


class Packing(NamedTuple):
    """How n-grams are packed into keys (see :mod:`arabnlp.features._chargrams`)."""

    alphabet: np.ndarray  # sorted code points; the symbol of one is 1 + its place
    longest: int
    bits: int
    per_word: int
    n_words: int

    @classmethod
    def of(cls, alphabet: np.ndarray, longest: int) -> Packing:
        """For n-grams of at most ``longest`` code points of a sorted ``alphabet``."""
        bits = max(1, len(alphabet).bit_length())
        longest = max(1, longest)
        n_words = -(-longest // (64 // bits))
        per_word = -(-longest // n_words)
        return cls(alphabet, longest, bits, per_word, -(-longest // per_word))

    def symbol_of(self) -> np.ndarray:
        """Symbol of every code point, 0 for one that is not in the alphabet."""
        symbols = np.zeros(CODE_POINTS, np.uint32)
        symbols[self.alphabet] = np.arange(1, len(self.alphabet) + 1)
        return symbols

    def symbol_at(self) -> np.ndarray:
        """Which symbol of a word the bit is in that has so many bits before it."""
        return self.per_word - 1 - (63 - np.arange(64)) // self.bits


def sorted_order(keys: np.ndarray) -> np.ndarray:
    """Order that sorts keys of one word or of several."""
    return np.argsort(keys[:, 0]) if keys.shape[1] == 1 else np.lexsort(keys.T[::-1])


class CharVocabulary(Mapping[str, int]):
    """Character n-grams and their columns: a mapping of str to int, as scikit-learn's ``vocabulary_``.

    Look-ups and counting work on the packed n-grams; the strings are made when :attr:`terms` is first asked for.
    Use :meth:`from_terms` for n-grams of one's own.

    Parameters
    ----------
    grams : ndarray of uint64, n_grams x n_words
        Sorted keys.
    parent : ndarray of int32, n_grams
        The longest other n-gram that each begins with, or -1.
    packing : Packing
    analyzer : {"char", "char_wb"}
    ngram_range : tuple of int
    columns : ndarray of int64, n_grams, optional
        Column of each n-gram; its place in sorted order if not given.
    given : mapping of str to int, optional
        The user's own terms, among them those that no text can have.

    Examples
    --------
    >>> vocabulary = CharVocabulary.from_terms(["ب ", " با"], analyzer="char_wb", ngram_range=(2, 3))
    >>> vocabulary[" با"], len(vocabulary), "كت" in vocabulary
    (1, 2, False)
    """

    def __init__(
        self,
        grams: np.ndarray,
        parent: np.ndarray,
        packing: Packing,
        analyzer: str,
        ngram_range: tuple[int, int],
        columns: np.ndarray | None = None,
        given: Mapping[str, int] | None = None,
    ) -> None:
        self.grams, self.parent, self.packing = grams, parent, packing
        self.analyzer, self.ngram_range = analyzer, ngram_range
        self.columns, self.given = columns, given
        self._terms: list[str] | None = None

    @classmethod
    def from_terms(
        cls, terms: Mapping[str, int] | Iterable[str], *, analyzer: str, ngram_range: tuple[int, int]
    ) -> CharVocabulary:
        """A vocabulary of given terms: a mapping to columns, or terms in the order of their columns.

        Terms of any length and of any characters keep their columns, also those that no text can have.

        Raises
        ------
        InputError
            If a term comes twice.
        """
        from arabnlp.features import _chargrams

        given = dict(terms) if isinstance(terms, Mapping) else {}
        if not isinstance(terms, Mapping):
            for term in terms:
                if term in given:
                    raise InputError(f"the vocabulary has the term {term!r} twice: leave one out.")
                given[term] = len(given)
        shortest, longest = ngram_range

        def countable(term: str) -> bool:
            if len(term) >= shortest:
                return len(term) <= longest
            # A word shorter than the shortest n-gram is counted as a whole.
            return analyzer == "char_wb" and len(term) >= 3 and term[0] == term[-1] == " "

        usable = [term for term in given if countable(term)]
        points = np.frombuffer("".join(usable).encode("utf-32-le", "surrogatepass"), np.uint32)
        ends = np.cumsum([0, *map(len, usable)])
        packing = Packing.of(np.unique(points), max(map(len, usable), default=1))
        keys = _chargrams.pack(points, ends, packing.symbol_of(), packing.bits, packing.per_word, packing.n_words)
        order = sorted_order(keys)
        grams = np.ascontiguousarray(keys[order])
        parent = _chargrams.parents(grams, packing.bits, packing.per_word)
        columns = np.array([given[term] for term in usable], np.int64)[order]
        return cls(grams, parent, packing, analyzer, ngram_range, columns, given)

    @property
    def terms(self) -> list[str]:
        """The terms in the order of their columns."""
        if self._terms is None:
            if self.given is not None:
                self._terms = sorted(self.given, key=self.given.__getitem__)
            else:
                self._terms = self._decode()
        return self._terms

    def _decode(self) -> list[str]:
        from arabnlp.features import _chargrams

        packing = self.packing
        points, ends = _chargrams.decode(self.grams, packing.bits, packing.per_word, packing.alphabet)
        text = points.tobytes().decode("utf-32-le", "surrogatepass")
        return [text[a:b] for a, b in pairwise([0, *ends.tolist()])]

    def locate(self, keys: np.ndarray) -> np.ndarray:
        """For each key the longest n-gram of the vocabulary that it begins with, or -1."""
        from arabnlp.features import _chargrams

        return _chargrams.locate(keys, self.grams, self.parent, self.packing.bits, self.packing.per_word)

    def __getitem__(self, term: str) -> int:
        """Column of a term."""
        if self.given is not None:
            return self.given[term]
        if isinstance(term, str) and 0 < len(term) <= self.packing.longest:
            packing = self.packing
            points = np.array([ord(char) for char in term], np.uint32)
            places = np.minimum(np.searchsorted(packing.alphabet, points), len(packing.alphabet) - 1)
            if (packing.alphabet[places] == points).all():
                key = [0] * packing.n_words
                for at, place in enumerate(places.tolist()):
                    key[at // packing.per_word] |= (place + 1) << packing.bits * (
                        packing.per_word - 1 - at % packing.per_word
                    )
                row = np.array([key], np.uint64)
                found = int(self.locate(row)[0])
                if found >= 0 and (self.grams[found] == row[0]).all():
                    return found
        raise KeyError(term)

    def __iter__(self) -> Iterator[str]:
        """Terms, sorted, or as the user gave them."""
        return iter(self.terms if self.given is None else self.given)

    def __len__(self) -> int:
        """Number of terms."""
        return len(self.grams) if self.given is None else len(self.given)

    @property
    def n_columns(self) -> int:
        """Columns of a matrix of counts."""
        return len(self)

    def __reduce__(self):
        """Copies and pickles leave the strings out."""
        state = (self.grams, self.parent, self.packing, self.analyzer, self.ngram_range, self.columns, self.given)
        return type(self), state

    def __repr__(self) -> str:
        """Size and range, no terms."""
        return f"CharVocabulary({len(self)} terms, analyzer={self.analyzer!r}, ngram_range={self.ngram_range})"

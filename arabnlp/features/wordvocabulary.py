"""The terms of a fitted vectorizer as arrays: words, and n-grams as the n-gram before their last word and that word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from arabnlp.features.typetable import TypeTable


class Level(NamedTuple):
    """N-grams of one length, in the order of their strings.

    Attributes
    ----------
    starts : int64 array, n_before + 1
        N-grams that begin with the n-gram ``g`` of one word less: from ``starts[g]`` to ``starts[g + 1]``. Empty for
        words.
    lasts : int32 array, n_grams
        Last word of each. Empty for words.
    columns : int32 array, n_grams
        Column of each; -1 for one that is only the beginning of others, or only a word of others.
    """

    starts: np.ndarray
    lasts: np.ndarray
    columns: np.ndarray

    def before(self) -> np.ndarray:
        """The n-gram of one word less that each begins with: int64, n_grams."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


class WordVocabulary:
    """Terms and their columns.

    Parameters
    ----------
    words : TypeTable
        Every word of every term, sorted.
    levels : list of tuple
        The arrays of :class:`Level` for terms of one word, of two, and so on.
    """

    def __init__(self, words: TypeTable, levels: list) -> None:
        self.words = words
        self.levels = [Level(*level) for level in levels]

    def __getstate__(self) -> dict:
        """Arrays alone."""
        return {"words": self.words, "levels": [list(level) for level in self.levels]}

    def __setstate__(self, state: dict) -> None:
        """Arrays alone."""
        self.__init__(state["words"], state["levels"])  # type: ignore[misc]

    def __len__(self) -> int:
        """Number of terms."""
        return sum(int((level.columns >= 0).sum()) for level in self.levels)

    @classmethod
    def of_terms(cls, columns: Mapping[str, int], max_n: int) -> WordVocabulary:
        """Given terms of at most ``max_n`` words. Those that no text can have are left out."""
        cut = [(parts, column) for term, column in columns.items() if len(parts := term.split(" ")) <= max_n]
        cut = [(parts, column) for parts, column in cut if all(parts)]
        words = sorted({word for parts, _ in cut for word in parts})
        place = {word: i for i, word in enumerate(words)}
        grams: list[dict[tuple[int, ...], int]] = [{(i,): -1 for i in range(len(words))}]
        grams += [{} for _ in range(max_n - 1)]
        for parts, column in cut:
            key = tuple(place[word] for word in parts)
            for n in range(2, len(key)):
                grams[n - 1].setdefault(key[:n], -1)
            grams[len(key) - 1][key] = column
        levels = []
        before: dict[tuple[int, ...], int] = {}
        for n, level in enumerate(grams, 1):
            keys = sorted(level)
            numbers = np.array([level[key] for key in keys], np.int32)
            if n == 1:
                levels.append(Level(np.empty(0, np.int64), np.empty(0, np.int32), numbers))
            else:
                begin = np.array([before[key[:-1]] for key in keys], np.int64)
                starts = np.searchsorted(begin, np.arange(len(before) + 1))
                levels.append(Level(starts, np.array([key[-1] for key in keys], np.int32), numbers))
            before = {key: i for i, key in enumerate(keys)}
        return cls(TypeTable.of(words), levels)

    @property
    def n_columns(self) -> int:
        """One more than the highest column."""
        return max((int(level.columns.max(initial=-1)) for level in self.levels), default=-1) + 1

    def terms(self) -> list[str]:
        """Terms in the order of their columns."""
        words = self.words.strings()
        found = [""] * self.n_columns
        strings = words
        for n, level in enumerate(self.levels, 1):
            if n > 1:
                befores, lasts = level.before().tolist(), level.lasts.tolist()
                strings = [f"{strings[a]} {words[b]}" for a, b in zip(befores, lasts, strict=True)]
            columns = level.columns.tolist()
            if n == 1 and len(self.levels) == 1 and columns == list(range(len(words))):
                return words
            for column, term in zip(columns, strings, strict=True):
                if column >= 0:
                    found[column] = term
        return found

"""Word n-grams numbered: in the order of their strings, and in that in which scikit-learn meets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from arabnlp.features.tokens import Part
from arabnlp.features.wordvocabulary import Level
from arabnlp.text.batch import in_threads


def in_parts(work: Callable[[int], Any], n_parts: int, n_threads: int) -> None:
    def run(first: int, last: int) -> None:
        for i in range(first, last):
            work(i)

    if n_parts:
        in_threads(run, np.ones(n_parts), min(n_threads, n_parts))


class Grams:
    """Consecutive texts: numbers of the n-grams that begin at each token, a row for each n. Takes the part over."""

    def __init__(self, part: Part, names: np.ndarray, max_n: int) -> None:
        from arabnlp.features import _encode_grams

        _encode_grams.compress(part.ids, part.offsets, names)
        self.offsets, n_tokens = part.offsets, part.offsets[-1]
        self.grams = part.ids[None, :n_tokens]
        if max_n > 1:
            self.grams = np.empty((max_n, n_tokens), np.int32)
            self.grams[0] = part.ids[:n_tokens]

    @property
    def words(self) -> np.ndarray:
        return self.grams[0]


def rename_row(grams: list[Grams], row: int, names: np.ndarray, n_threads: int) -> None:
    """Numbers of the n-grams in a row by other ones."""
    from arabnlp.features import _encode_grams

    if not np.array_equal(names, np.arange(len(names))):
        in_parts(lambda i: _encode_grams.rename_grams(grams[i].grams[row], names), len(grams), n_threads)


class Numbered(NamedTuple):
    """N-grams of one length in the order of their strings: keys, when each is first met, and in which text."""

    keys: np.ndarray
    met: np.ndarray
    texts: np.ndarray


def number_grams(parts: list[Grams], n: int, n_threads: int) -> Numbered:
    """Number the n-grams of ``n`` words in the order of their strings."""
    from arabnlp.features import _encode_grams

    own: list[Any] = [None] * len(parts)

    def work(i: int) -> None:
        part = parts[i]
        keys, texts = _encode_grams.number(part.grams[n - 2], part.words, part.offsets, n, part.grams[n - 1])
        own[i] = keys, texts, np.argsort(keys)

    in_parts(work, len(parts), n_threads)
    union = np.empty(0, np.uint64)
    for keys, _, order in own:
        union = _encode_grams.merged(union, keys[order])
    places: list[Any] = [None] * len(parts)

    def rename(i: int) -> None:
        places[i] = _encode_grams.places(own[i][0], own[i][2], union)
        own[i] = own[i][1]
        _encode_grams.rename_grams(parts[i].grams[n - 1], places[i])

    in_parts(rename, len(parts), n_threads)
    met, texts = np.empty(len(union), np.int64), np.empty(len(union), np.int64)
    before, first_text = sum(map(len, places)), sum(len(part.offsets) - 1 for part in parts)
    for part, place, own_texts in zip(reversed(parts), reversed(places), reversed(own), strict=True):
        before, first_text = before - len(place), first_text - (len(part.offsets) - 1)
        met[place] = np.arange(before, before + len(place))  # the earliest part writes last
        texts[place] = own_texts + first_text
    return Numbered(union, met, texts)


def met_words(parts: list[Grams], order: np.ndarray) -> Numbered:
    """Words, numbered in the order of their strings; ``order`` is that by which they were first met."""
    from arabnlp.features import _encode_grams

    texts = np.zeros(len(order), np.int64)
    first_text = sum(len(part.offsets) - 1 for part in parts)
    for part in reversed(parts):
        first_text -= len(part.offsets) - 1
        own = _encode_grams.first_texts(part.words, part.offsets, len(order))
        texts[own >= 0] = own[own >= 0] + first_text
    return Numbered(np.empty(0, np.uint64), order, texts)


def turns_of(levels: list[Numbered]) -> list[np.ndarray]:
    """Place of each n-gram in the order in which scikit-learn meets them: by text, length, and place in the text."""
    from arabnlp.features import _encode_grams

    orders = []
    for level in levels:
        at = np.full(int(level.met.max(initial=-1)) + 1, -1, np.int32)
        at[level.met] = np.arange(len(level.met), dtype=np.int32)
        orders.append(at[at >= 0])
    if len(levels) == 1:
        turns = np.empty(len(orders[0]), np.int32)
        turns[orders[0]] = np.arange(len(turns), dtype=np.int32)
        return [turns]
    n_texts = max(int(level.texts.max(initial=0)) for level in levels) + 1
    new = np.stack([np.bincount(level.texts, minlength=n_texts) for level in levels], axis=1).ravel()
    starts = np.cumsum(new) - new
    found = [np.empty(len(order), np.int32) for order in orders]
    for k, (level, order) in enumerate(zip(levels, orders, strict=True)):
        _encode_grams.take_turns(order, level.texts, k, len(levels), starts, found[k])
    return found


def levels_of(n_words: int, unions: list[np.ndarray]) -> list[Level]:
    levels = [Level(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.int32))]
    n_before = n_words
    for keys in unions:
        starts = np.searchsorted(keys, np.arange(n_before + 1, dtype=np.uint64) << np.uint64(32))
        levels.append(Level(starts, (keys & np.uint64(0xFFFFFFFF)).astype(np.int32), np.empty(0, np.int32)))
        n_before = len(keys)
    return levels


def columns_of(levels: list[Level], sizes: list[int], min_n: int) -> list[np.ndarray]:
    """Columns of the n-grams of ``min_n`` words or more in the order of their strings: a beginning before the whole."""
    from arabnlp.features import _encode_grams

    below = [np.full(size, 1, np.int32) for size in sizes[-1:]]  # columns of each n-gram and of all that begin with it
    for k in range(len(levels) - 1, 0, -1):
        sums = np.empty(sizes[k - 1], np.int32)
        _encode_grams.add_up(levels[k].starts, k >= min_n, below[0], sums)
        below.insert(0, sums)
    columns = [(np.cumsum(below[0]) - below[0]).astype(np.int32)]
    for k in range(1, len(levels)):
        columns.append(np.empty(sizes[k], np.int32))
        _encode_grams.hand_out(levels[k].starts, columns[-2], k >= min_n, below[k], columns[-1])
    return [own if n >= min_n else np.full(len(own), -1, np.int32) for n, own in enumerate(columns, 1)]

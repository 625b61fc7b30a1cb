"""Texts read into numbers of word types, in threads, whatever their number with the same result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from arabnlp.errors import InputError
from arabnlp.features import pages
from arabnlp.features.reading import READY, Reading
from arabnlp.features.typetable import TypeTable
from arabnlp.text.batch import in_threads, located, processors

CHUNK = 1 << 26  # code points of texts that are read at once
_BLOCK = 1 << 22
_SMALL = 200_000  # code points that are not worth a thread


class Part(NamedTuple):
    """Tokens of consecutive texts: ``ids`` (int32) of the text ``d`` from ``offsets[d]`` to ``offsets[d + 1]``."""

    ids: np.ndarray
    offsets: np.ndarray


class Tokens:
    """Texts as numbers of word types.

    Parameters
    ----------
    reading : Reading
    n_threads : int, optional
        As many as there are processors, if not given.
    small : bool
        Whether parts are small, so that memory is given back piece by piece when they are used up.

    Attributes
    ----------
    types : TypeTable
    parts : list of Part
    n_texts : int
    """

    def __init__(self, reading: Reading, n_threads: int | None = None, small: bool = False) -> None:
        self.reading, self.n_threads = reading, n_threads or processors()
        self._block = _BLOCK if small else CHUNK
        self.types = TypeTable()
        self.parts: list[Part] = []
        self.n_texts = 0

    def check(self, texts: list[Any]) -> None:
        """Raise an error where a text is not a string."""
        for index, text in enumerate(texts):
            if not isinstance(text, str):
                kind = type(text).__name__
                raise InputError(f"text {self.n_texts + index} is {kind}, not a string: decode it, or drop it.")

    def runs(self, texts: list[str]) -> list[tuple[list[Part], TypeTable]]:
        """Read more texts: parts and types of each run of texts that a thread read, which are not kept."""
        self.check(texts)
        runs = _read(texts, self.reading, self.n_threads, self.types.bits, self._block)
        self.n_texts += len(texts)
        return runs

    def add(self, texts: list[str]) -> None:
        """Read more texts."""
        from arabnlp.features import _encode

        for blocks, types in self.runs(texts):
            if not len(self.types):
                self.types = types  # the first part names the types
            else:
                names = self.types.add(types)
                for ids, _ in blocks:
                    _encode.rename(ids, names)
            self.parts += blocks


def chunks(texts: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """Texts in lists of about ``size`` code points; at least one list, which may be empty."""
    if isinstance(texts, list) and sum(len(text) for text in texts if isinstance(text, str)) <= size:
        yield texts
        return
    chunk: list[str] = []
    total, some = 0, False
    for text in texts:
        chunk.append(text)
        total += len(text) if isinstance(text, str) else 0
        if total >= size:
            yield chunk
            chunk, total, some = [], 0, True
    if chunk or not some:
        yield chunk


def _read(
    texts: list[str], reading: Reading, n_threads: int, bits: int, block: int
) -> list[tuple[list[Part], TypeTable]]:
    """Parts, of about ``block`` code points each, and types of each run of texts that a thread reads."""
    from arabnlp.features import _encode

    texts, modes = reading.prepare(texts, n_threads)
    units, lengths, kinds, alive = located(texts)
    beyond = bool((kinds == 4).any())
    tables = reading.tables(beyond)
    runs: dict[int, tuple[list[Part], TypeTable]] = {}
    least = reading.tokens.least

    def work(first: int, last: int, alive: Any = alive) -> None:
        addresses, sizes, widths, using = units[first:last], lengths[first:last], kinds[first:last], modes[first:last]
        table = TypeTable(bits)
        arrays, growth = tables[:3], tables[3]
        longest = int(sizes.max()) * growth + 1
        most = longest // (least + 1) + 1
        room = np.empty(longest, np.uint32), np.empty((most, 2), np.int64), np.empty(most, np.uint32)
        scratch = (*room, np.empty(most, np.uint64))
        parts: list[Part] = []
        kept: list[Any] = []
        counters = table.state[4]
        ends = np.cumsum(sizes + 1)
        for until in np.unique(np.searchsorted(ends, [*range(block, int(ends[-1]), block), ends[-1]]) + 1).tolist():
            base = int(counters[_encode.TEXT])
            # Memory that is not written is not taken.
            ids = pages.empty(int(sizes[base:until].sum()) // (least + 1) + until - base, np.int32)
            offsets = np.zeros(until - base + 1, np.int64)
            counters[_encode.IDS] = 0
            while True:
                where: tuple[Any, ...] = (
                    addresses,
                    sizes,
                    widths,
                    using,
                    until,
                    *arrays,
                    least,
                    np.uint32(bits),
                    ids,
                    offsets[1:],
                    base,
                )
                where += (*table.state, *scratch)
                _encode.read(*where)
                d, why = int(counters[_encode.TEXT]), int(counters[_encode.STOPPED])
                if why == 0:
                    break
                if why == _encode.ROOM:
                    n_tokens, n_ids = int(counters[_encode.NEED]), int(counters[_encode.IDS])
                    table.make_room(n_tokens, int(sizes[d]) * growth)
                    if n_ids + n_tokens > len(ids):
                        ids = np.concatenate([ids[:n_ids], np.empty(n_ids + n_tokens, np.int32)])
                    continue
                # Its fold or its lower case depends on context.
                text = reading.finish(texts[first + d], int(using[d]))
                (address,), (size,), (width,), copy = located([text])
                if not kept:
                    addresses, sizes, widths, using = addresses.copy(), sizes.copy(), widths.copy(), using.copy()
                kept.append(copy)
                addresses[d], sizes[d], widths[d], using[d] = address, size, width, READY
                if width == 4 and not beyond:
                    arrays = reading.tables(True)[:3]
                if size + 1 > len(scratch[0]):
                    most = int(size) // (least + 1) + 2
                    room = np.empty(int(size) + 1, np.uint32), np.empty((most, 2), np.int64), np.empty(most, np.uint32)
                    scratch = (*room, np.empty(most, np.uint64))
            parts.append(Part(ids[: offsets[-1]], offsets))
        counters[2:] = 0
        runs[first] = parts, table

    if len(texts):
        in_threads(work, lengths + 1, n_threads if lengths.sum() > _SMALL else 1)
    return [runs[first] for first in sorted(runs)]

"""Many texts folded by one character table in compiled threads, to the strings that :meth:`Table.fold` gives.

CPython keeps a string's code units right behind the object (PEP 393, https://peps.python.org/pep-0393/). They are read
where they are, and the result is written once, into strings made for it. The layout is checked on strings of every
kind before it is relied upon; on an interpreter where it does not hold, ``str.translate`` does the work. So it does in
the few texts that hold a character whose fold depends on those around it (:mod:`arabnlp.text.context`): to the compiled
loops it is a unit that expands, to nothing, and only texts with such units are looked at again.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from arabnlp.text.context import fold_in_context, heeded

_STATE = 32  # after reference count, type, length and hash
_PROBES = ("plain", "caf\xe9", "كتاب", "كتاب\U0001f4d6")
_KIND_OF = (3, 1, 2, 4)
# Importing and loading the compiled loops takes about half a second, in which str.translate folds some 20 MB.
_WORTH_LOADING, _WORTH_CALLING = 4_000_000, 20_000
_MEAN_LENGTH = 24  # code units; making a string costs more than translating a word


class Table(NamedTuple):
    """A character table for the compiled loops and, equal to it, for Python, and what the context decides."""

    units: np.ndarray
    expand_at: np.ndarray
    expansions: np.ndarray
    mapping: dict[int, str]
    heeded: str

    def fold(self, text: str) -> str:
        """One text through the table."""
        return fold_in_context(text, self.mapping, self.heeded)


def compile_table(mapping: Mapping[int, str]) -> Table | None:
    """Arrays of a table of ``str.translate``; None if it maps characters beyond U+FFFF.

    Examples
    --------
    >>> hex(compile_table({0x0640: ""}).units[0x0640])
    '0xffff'
    """
    if any(code > 0xFFFF or any(ord(char) > 0xFFFF for char in out) for code, out in mapping.items()):
        return None
    units = np.arange(0x10000, dtype=np.uint16)
    lengths = np.zeros(0x10001, dtype=np.int64)
    longer = {code: out for code, out in mapping.items() if len(out) > 1 or out in ("\ufffe", "\uffff")}
    longer |= dict.fromkeys(map(ord, special := heeded(mapping)), "")
    for own in (0xFFFE, 0xFFFF):  # their values have a meaning of their own in the table
        longer.setdefault(own, mapping.get(own, chr(own)))
    for code, out in mapping.items():
        units[code] = ord(out) if len(out) == 1 else 0xFFFF
    for code, out in longer.items():
        units[code] = 0xFFFE
        lengths[code + 1] = len(out)
    flat = np.array([ord(char) for code in sorted(longer) for char in longer[code]], dtype=np.uint32)
    return Table(units, np.cumsum(lengths), flat, dict(mapping), special)


def translate_all(texts: Sequence[str], table: Table, n_threads: int | None = None) -> list[str]:
    """Each text through the table, as ``table.fold(text)``.

    Parameters
    ----------
    texts : sequence of str, n_texts
    table : Table
    n_threads : int, optional
        As many as there are processors, if not given. The result does not depend on it.

    Returns
    -------
    list of str, n_texts

    Examples
    --------
    >>> translate_all(["مـدينة"], compile_table({0x0640: ""}))
    ['مدينة']
    """
    total = sum(map(len, texts))
    compiled = "arabnlp.text._fold" in sys.modules
    worth = total >= (_WORTH_CALLING if compiled else _WORTH_LOADING) and total >= _MEAN_LENGTH * len(texts)
    if not worth or not _writing_is_known():
        return [table.fold(text) for text in texts]
    return _translate(texts, table, n_threads or processors())


def in_threads(work: Callable[[int, int], Any], sizes: np.ndarray, n_threads: int) -> None:
    """``work(first, last)`` over all items, in as many runs as threads, of about equal total size."""
    ends = np.cumsum(sizes)
    # An item goes to the run in which its middle lies: two items of about one size are two runs.
    middles = ends - np.asarray(sizes) / 2
    cuts = np.searchsorted(middles, ends[-1] * np.arange(1, n_threads) / n_threads) if len(sizes) else []
    edges = [0, *map(int, cuts), len(sizes)]
    if n_threads == 1:
        work(0, len(sizes))
        return
    with ThreadPoolExecutor(n_threads) as pool:
        for done in [pool.submit(work, a, b) for a, b in pairwise(edges) if a < b]:
            done.result()


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _headers() -> tuple[int, int]:
    """Bytes before the code units: of an ASCII string, and of any other."""
    return sys.getsizeof("a") - 2, sys.getsizeof("\u0627") - 4


def locate(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the code units of each text are, how many they are, and of which kind (see ``_fold.kinds``).

    The addresses hold as long as the texts do.
    """
    from arabnlp.text import _fold

    count = len(texts)
    addresses = np.fromiter(map(id, texts), np.int64, count)
    lengths = np.fromiter(map(len, texts), np.int64, count)
    kind = np.empty(count, np.uint8)
    _fold.kinds(addresses, _STATE, kind)
    ascii_header, header = _headers()
    return addresses + np.where(kind == 3, ascii_header, header), lengths, kind


@lru_cache(maxsize=1)
def layout_is_known() -> bool:
    """Whether strings of every kind are laid out in memory as this module reads them."""
    if sys.implementation.name != "cpython" or sys.byteorder != "little" or sys.maxsize < 2**32:
        return False
    units, lengths, kind = locate(_PROBES)
    if tuple(kind) != _KIND_OF or tuple(lengths) != tuple(map(len, _PROBES)):
        return False
    encodings = {3: "ascii", 1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}
    for text, address, k in zip(_PROBES, units.tolist(), kind.tolist(), strict=True):
        expected = text.encode(encodings[k])
        if ctypes.string_at(address, len(expected)) != expected:
            return False
    return True


@lru_cache(maxsize=1)
def _writing_is_known() -> bool:
    """Whether strings that are made and filled here are those that Python makes."""
    table = compile_table({})
    assert table is not None
    return layout_is_known() and _translate(_PROBES, table, 1, copy=True) == list(_PROBES)


def located(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, Any]:
    """Addresses, lengths and kinds of the code units, and what must live as long as they are read.

    As :func:`locate`, where the layout of strings is known and each holds its units itself; else of copies in UTF-32.
    """
    exact = [text if type(text) is str else str.__str__(text) for text in texts]
    if layout_is_known():
        units, lengths, kinds = locate(exact)
        if kinds.all():
            return units, lengths, kinds, exact
    copies = [np.frombuffer((text + "\0").encode("utf-32-le", "surrogatepass"), np.uint32) for text in exact]
    units = np.array([copy.ctypes.data for copy in copies], np.int64)
    return units, np.array([len(text) for text in exact], np.int64), np.full(len(exact), 4, np.uint8), copies


@lru_cache(maxsize=1)
def _new_string() -> Callable[[int, int], str]:
    new = ctypes.pythonapi.PyUnicode_New
    new.restype, new.argtypes = ctypes.py_object, [ctypes.c_ssize_t, ctypes.c_uint32]
    return new


def _translate(texts: Sequence[str], table: Table, n_threads: int, copy: bool = False) -> list[str]:
    from arabnlp.text import _fold

    units, lengths, kind = locate(texts)
    arrays = (table.units, table.expand_at, table.expansions)
    found = np.empty((len(texts), 4), np.int64)
    in_threads(lambda a, b: _fold.measure(units, lengths, kind, *arrays, found, a, b), lengths, n_threads)
    bits = found[:, 1]
    to_kind = np.where(bits < 0x80, 3, np.where(bits < 0x100, 1, np.where(bits < 0x10000, 2, 4)))
    # A text that stays as it is is given back; one that changes its kind (rare) goes the slow way.
    width, to_width = np.where(kind == 3, 1, kind), np.where(to_kind == 3, 1, to_kind)
    usual = (width == to_width) & (found[:, 0] > 0) & (kind > 0) & ((found[:, 2] == 0) | copy)
    for d in np.flatnonzero(found[:, 3]).tolist():
        usual[d] = usual[d] and not any(char in texts[d] for char in table.heeded)
    largest = np.where(to_kind == 3, 0x7F, np.where(to_kind == 1, 0xFF, np.where(to_kind == 2, 0xFFFF, 0x10FFFF)))
    new, fold = _new_string(), table.fold
    result = [
        new(length, limit) if ours else text if same and k else fold(text)
        for text, length, limit, ours, same, k in zip(
            texts,
            found[:, 0].tolist(),
            largest.tolist(),
            usual.tolist(),
            found[:, 2].tolist(),
            kind.tolist(),
            strict=True,
        )
    ]
    ascii_header, header = _headers()
    to = np.fromiter(map(id, result), np.int64, len(texts)) + np.where(to_kind == 3, ascii_header, header)
    to[~usual] = 0

    def write(first: int, last: int, alive: Any = result) -> None:  # the strings must outlive an interrupted caller
        _fold.write(units, lengths, kind, *arrays, to, first, last)

    in_threads(write, lengths, n_threads)
    return result

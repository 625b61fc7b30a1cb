"""Texts for character n-grams read into types: the Python face of :mod:`arabnlp.features._charread`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from arabnlp.errors import InputError
from arabnlp.features.charvocabulary import CODE_POINTS
from arabnlp.text.batch import Table, compile_table, in_threads, located

_SIGMA = "\u03a3"


class Block(NamedTuple):
    """Windows of some texts in order."""

    rows: np.ndarray  # of the matrix
    row_at: np.ndarray
    windows: np.ndarray
    times: np.ndarray
    sizes: np.ndarray  # distinct n-grams of each text


class Part:
    """Consecutive (or special) texts on their way through the compiled steps, each of which drops what it used up."""

    window_at: np.ndarray
    window_ids: np.ndarray
    keys: np.ndarray
    places: np.ndarray  # of the part's windows among those of all parts
    chains: np.ndarray
    totals: tuple[np.ndarray, np.ndarray, np.ndarray]

    def __init__(self, rows: np.ndarray, read: tuple) -> None:
        self.rows, self.blocks = rows, deque[Block]()
        self.arena, self.type_at, self.doc_at, self.doc_types, self.doc_counts, self.special = read


def in_parts(work: Callable[[Part], Any], parts: list[Part]) -> None:
    """``work`` on each part, in as many threads."""
    if len(parts) == 1:
        work(parts[0])
        return
    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(work, parts))


@lru_cache(maxsize=1)
def _spaces() -> np.ndarray:
    return np.array([chr(code).isspace() for code in range(0x10000)])


@lru_cache(maxsize=1)
def _cased_beyond() -> tuple[int, int]:
    """First and last code point beyond U+FFFF that ``str.lower`` changes."""
    points = np.arange(0x10000, CODE_POINTS, dtype=np.uint32)
    lowered = np.frombuffer(points.tobytes().decode("utf-32-le").lower().encode("utf-32-le"), np.uint32)
    if len(lowered) != len(points):
        return 0x10000, CODE_POINTS
    changed = points[lowered != points]
    return int(changed[0]), int(changed[-1])


@lru_cache(maxsize=1)
def _lower() -> dict[int, str]:
    """Lower case of code points below U+10000 that have another one; of sigma, which depends on context, two sigmas."""
    lower = {code: chr(code).lower() for code in range(0x10000)}
    return {code: out for code, out in lower.items() if out != chr(code)} | {ord(_SIGMA): _SIGMA * 2}


@lru_cache(maxsize=8)
def _compiled(mapping: tuple[tuple[int, str], ...], lowercase: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Arrays of a fold, lower case after it if asked, and how many code points one becomes at most."""
    whole = dict(mapping)
    if lowercase:
        lower = _lower()
        for code in lower:
            whole.setdefault(code, chr(code))
        whole = {code: "".join(lower.get(ord(char), char) for char in out) for code, out in whole.items()}
    table = compile_table(whole)
    if table is None:
        raise InputError("the fold maps characters beyond U+FFFF: apply str.translate first.")
    return table.units, table.expand_at, table.expansions, max(1, *map(len, whole.values()), 1)


def read_parts(texts: Sequence[str], table: Table | None, lowercase: bool, analyzer: str, threads: int) -> list[Part]:
    """Types of all texts, folded by ``table`` and lowered if asked, in about as many parts as ``threads``.

    A text whose lower case depends on context is lowered by ``str.lower`` and read in a part of its own.
    """
    from arabnlp.features import _charread

    read = _charread.words if analyzer == "char_wb" else _charread.documents
    mapping = tuple(sorted(table.mapping.items())) if table else ()

    def parts_of(texts: Sequence[str], rows: np.ndarray, mapping: tuple, lowercase: bool) -> list[Part]:
        units, lengths, kinds, alive = located(texts)
        table_units, expand_at, expansions, growth = _compiled(mapping, lowercase)
        cased = np.array([lowercase, *(_cased_beyond() if lowercase and (kinds == 4).any() else (1, 0))], np.int64)
        parts: dict[int, Part] = {}

        def work(first: int, last: int, alive: Any = alive) -> None:
            result = read(
                units, lengths, kinds, first, last, table_units, expand_at, expansions, cased, growth, _spaces()
            )
            parts[first] = Part(rows[first:last], result)

        in_threads(work, lengths + 1, threads if lengths.sum() > 100_000 else 1)
        return [parts[first] for first in sorted(parts)]

    parts = parts_of(texts, np.arange(len(texts)), mapping, lowercase)
    special = np.concatenate([part.rows[part.special] for part in parts])
    if len(special):
        changed = [texts[row].translate(table.mapping) if table else texts[row] for row in special.tolist()]
        parts += parts_of([text.lower() for text in changed], special, (), False)
    return parts

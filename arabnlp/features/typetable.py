"""A vocabulary of word types as arrays: looked up and merged compiled, decoded to strings only when asked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np

from arabnlp.features import pages

_ALL_BITS = 0xFFFFFFFF


def _longer(array: np.ndarray, used: int, needed: int) -> np.ndarray:
    """``array``, or one at least twice as long with its first ``used`` items."""
    if needed <= len(array):
        return array
    longer = pages.empty(max(needed, 2 * len(array)), array.dtype)
    longer[:used] = array[:used]
    return longer


class TypeTable:
    """Distinct strings, numbered in the order in which they came.

    Parameters
    ----------
    bits : int
        Which bits of the hash are used; a test may leave some out to make types collide.

    Examples
    --------
    >>> table = TypeTable.of(["وزير", "قال", "وزير"])
    >>> len(table), table.strings(), table.find(TypeTable.of(["قال", "نعم"])).tolist()
    (2, ['وزير', 'قال'], [1, -1])
    """

    def __init__(self, bits: int = _ALL_BITS) -> None:
        self.bits = bits
        self.state: tuple[np.ndarray, ...] = (
            np.empty(1 << 10, np.uint32),
            np.zeros((1 << 8) + 1, np.int64),
            np.empty(1 << 8, np.uint32),
            np.zeros(1 << 9, np.uint64),
            np.zeros(6, np.int64),
        )

    @classmethod
    def of(cls, strings: Iterable[str], bits: int = _ALL_BITS) -> TypeTable:
        """The table of some strings."""
        table = cls(bits)
        table.add_strings(list(strings))
        return table

    @classmethod
    def from_arrays(cls, arena: np.ndarray, starts: np.ndarray) -> TypeTable:
        """The table of distinct types given as one array of code points and where each begins in it."""
        from arabnlp.features import _encode

        table = cls()
        n = len(starts) - 1
        tags = _encode.tags_of(arena, starts[:-1], np.diff(starts), np.uint32(table.bits))
        slots = pages.zeros(1 << max(9, (2 * n).bit_length()), np.uint64)
        _encode.spread(tags, n, slots)
        table.state = (arena, starts, tags, slots, np.array([len(arena), n, 0, 0, 0, 0], np.int64))
        return table

    def __len__(self) -> int:
        """Number of types."""
        return int(self.state[4][1])

    @property
    def arena(self) -> np.ndarray:
        """Code points of all types."""
        return self.state[0][: self.state[4][0]]

    @property
    def starts(self) -> np.ndarray:
        """Where each type begins in the arena, and the end of the last: int64, n_types + 1."""
        return self.state[1][: len(self) + 1]

    def __getstate__(self) -> dict[str, Any]:
        """The types alone: look-up tables are made anew."""
        return {"arena": self.arena.copy(), "starts": self.starts.copy()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Make the look-up tables of saved types."""
        self.bits = _ALL_BITS
        self.state = TypeTable.from_arrays(state["arena"], state["starts"]).state

    def _parts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        starts = self.starts
        return self.state[0], starts[:-1], np.diff(starts), self.state[2][: len(self)]

    def make_room(self, n_types: int, n_characters: int) -> None:
        """Make the arrays long enough for more types."""
        from arabnlp.features import _encode

        arena, starts, tags, slots, counters = self.state
        at, n = int(counters[0]), int(counters[1])
        arena, tags = _longer(arena, at, at + n_characters), _longer(tags, n, n + n_types)
        starts = _longer(starts, n + 1, len(tags) + 1)
        if 2 * (n + n_types) > len(slots):
            slots = pages.zeros(1 << (2 * (n + n_types)).bit_length(), np.uint64)
            _encode.spread(tags, n, slots)
        self.state = arena, starts, tags, slots, counters

    def add(self, other: TypeTable) -> np.ndarray:
        """Number here of each type of ``other``, added where it is new: int32, n_types of the other."""
        return self.add_spans(*other._parts())

    def add_spans(
        self, characters: np.ndarray, begins: np.ndarray, lengths: np.ndarray, tags: np.ndarray | None = None
    ) -> np.ndarray:
        """Number here of each stretch of ``characters``, added where it is new: int32."""
        from arabnlp.features import _encode

        if tags is None:
            tags = _encode.tags_of(characters, begins, lengths, np.uint32(self.bits))
        self.make_room(len(lengths), int(lengths.sum()))
        found = np.empty(len(lengths), np.int32)
        args: tuple[Any, ...] = (characters, begins, lengths, tags, *self.state, found)
        _encode.add(*args)
        return found

    def add_strings(self, strings: list[str]) -> np.ndarray:
        """Number here of each string, added where it is new: int32."""
        characters = np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), np.uint32)
        lengths = np.fromiter(map(len, strings), np.int64, len(strings))
        return self.add_spans(characters, np.cumsum(lengths) - lengths, lengths)

    def find(self, other: TypeTable) -> np.ndarray:
        """Number here of each type of ``other``, or -1: int32, n_types of the other."""
        from arabnlp.features import _encode

        found = np.empty(len(other), np.int32)
        arena, starts, _, slots, _ = self.state
        _encode.find(*other._parts(), arena, starts, slots, found)
        return found

    def strings(self) -> list[str]:
        """The types as strings."""
        text = self.arena.tobytes().decode("utf-32-le", "surrogatepass")
        return [text[a:b] for a, b in pairwise(self.starts.tolist())]

    def order(self) -> np.ndarray:
        """Types in the order in which Python sorts their strings: int64, n_types."""
        from arabnlp.features import _encode

        arena, starts, n = self.state[0], self.state[1], len(self)
        if n < 2:
            return np.arange(n)
        present = np.zeros(0x110000, np.bool_)
        _encode.mark(arena, self.state[4][0], present)
        alphabet = np.flatnonzero(present)
        bits = max(1, len(alphabet).bit_length())
        rank_of = np.zeros(int(alphabet[-1]) + 1 if len(alphabet) else 1, np.uint32)
        rank_of[alphabet] = np.arange(1, len(alphabet) + 1)
        per_word = 64 // bits

        def keys(types: np.ndarray, word: int) -> np.ndarray:
            return _encode.pack(arena, starts, types, rank_of, bits, per_word, word)

        first = keys(np.arange(n), 0)
        order = np.argsort(first)
        first = first[order]
        # Types that begin alike: sorted by what follows, among themselves, until no two are alike.
        group = np.cumsum(np.concatenate([[0], first[1:] != first[:-1]]))
        places = np.arange(n)
        word = 0
        while True:
            alike = group[1:] == group[:-1]
            tied = np.concatenate([[False], alike]) | np.concatenate([alike, [False]])
            if not tied.any():
                return order
            word += 1
            places, group = places[tied], group[tied]
            types = order[places]
            key = keys(types, word)
            inner = np.lexsort((key, group))
            order[places], key, group = types[inner], key[inner], group[inner]
            group = np.cumsum(np.concatenate([[0], (key[1:] != key[:-1]) | (group[1:] != group[:-1])]))

    def clear(self) -> None:
        """Drop all types, and their memory."""
        self.state = TypeTable(self.bits).state

    def selected(self, types: np.ndarray) -> TypeTable:
        """A table of some of the types, in the order given."""
        from arabnlp.features import _encode

        return TypeTable.from_arrays(*_encode.gather(self.state[0], self.state[1], types))

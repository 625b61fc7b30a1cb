"""Compiled reading of texts into numbers of word types: folded, cut into tokens, looked up, in one pass.

A table has one 32-bit value a code point: the character that it becomes inside a token, or a mark that it ends a
token (:data:`END`), vanishes (:data:`NOTHING`), spoils the token that it is in (:data:`SPOILED`), stands for several
values (:data:`SEVERAL` and where they begin), or that only ``str.lower`` knows what becomes of it (:data:`UNSURE`).
Types are found by a hash and told apart by their characters.

The state of a vocabulary is five arrays. ``arena`` holds the characters of all types, those of type ``t`` from
``starts[t]`` to ``starts[t + 1]``. ``tags`` are 32 bits of their hashes. ``slots`` is the table with open addressing: a
tag and the number of a type plus one in each, or zero. ``counters`` are how much of the arena and how many types there
are, then, while texts are read, how many ids and which text is next.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from arabnlp.text._fold import _bytes_at, _units_at, _words_at

SPOILED = 0x110000
END, NOTHING, UNSURE, SEVERAL = 0x80000000, 0x80000001, 0x80000002, 0xC0000000
_END, _NOTHING, _UNSURE, _SEVERAL = nb.uint32(END), nb.uint32(NOTHING), nb.uint32(UNSURE), nb.uint32(SEVERAL)
_CHARACTERS, _TYPES, _IDS, _TEXT = 0, 1, 2, 3
_FACTOR, _LAST = nb.uint64(0x9E3779B97F4A7C15), nb.uint64(0xBF58476D1CE4E5B9)


@nb.njit(nogil=True, cache=True, inline="always")
def _fold(units, n, table, several_at, several, to):
    """Values of a text to ``to``: how many, or -1 if the text needs ``str.lower``."""
    at = 0
    for i in range(n):
        value = table[units[i]]
        if value < _UNSURE:
            to[at] = value
            at += value != _NOTHING
        elif value == _UNSURE:
            return -1
        else:
            k = np.int64(value - _SEVERAL)
            for j in range(several_at[k], several_at[k + 1]):
                to[at] = several[j]
                at += 1
    return at


@nb.njit(nogil=True, cache=True)
def _fold_any(address, n, kind, table, several_at, several, to):
    if kind == 2:
        return _fold(_units_at(address), n, table, several_at, several, to)
    if kind == 4:
        return _fold(_words_at(address), n, table, several_at, several, to)
    return _fold(_bytes_at(address), n, table, several_at, several, to)


@nb.njit(nogil=True, cache=True)
def first_of(array, n):
    """A copy of the first ``n`` items."""
    new = np.empty(n, array.dtype)
    for i in range(n):
        new[i] = array[i]
    return new


@nb.njit(nogil=True, cache=True)
def grown(array, used, needed):
    """``array``, or a longer one that begins with its first ``used`` items and has room for ``needed``."""
    if needed <= len(array):
        return array
    longer = np.empty(max(needed, 2 * len(array)), array.dtype)
    for i in range(used):  # a loop compiles in a fraction of the time of a slice
        longer[i] = array[i]
    return longer


@nb.njit(nogil=True, cache=True)
def spread(tags, n_types, size):
    """A table of ``size`` slots for the types."""
    slots = np.zeros(size, np.uint64)
    mask = nb.uint32(size - 1)
    for t in range(n_types):
        slot = tags[t] & mask
        while slots[slot]:
            slot = (slot + nb.uint32(1)) & mask
        slots[slot] = nb.uint64(tags[t]) << nb.uint64(32) | nb.uint64(t + 1)
    return slots


@nb.njit(nogil=True, cache=True, inline="always")
def _tag(h, bits):
    h ^= h >> nb.uint64(29)
    return nb.uint32((h * _LAST) >> nb.uint64(32)) & bits


@nb.njit(nogil=True, cache=True)
def _same(a, at, b, start, length):
    for k in range(length):  # noqa: SIM110 (Numba compiles no generator here)
        if a[at + k] != b[start + k]:
            return False
    return True


@nb.njit(nogil=True, cache=True)
def _seek(characters, at, length, tag, arena, starts, slots):
    """Number of the type with these characters, or -1; and the slot where it is, or where it belongs."""
    mask = nb.uint32(len(slots) - 1)
    slot = tag & mask
    while True:
        entry = slots[slot]
        if entry == 0:
            return -1, slot
        if nb.uint32(entry >> nb.uint64(32)) == tag:
            t = np.int64(nb.uint32(entry)) - 1
            if starts[t + 1] - starts[t] == length and _same(characters, at, arena, starts[t], length):
                return t, slot
        slot = (slot + nb.uint32(1)) & mask


@nb.njit(nogil=True, cache=True)
def _cut(values, n, least, bits, tokens, hashes):
    """Where each token begins, how long it is, and its tag: how many there are."""
    found = 0
    h, length, spoiled = nb.uint64(0), 0, False
    for i in range(n + 1):
        value = values[i]
        if value != _END:
            length += 1
            spoiled |= value == SPOILED
            h = (h ^ nb.uint64(value)) * _FACTOR
        else:
            if length >= least and not spoiled:
                tokens[found, 0], tokens[found, 1], hashes[found] = i - length, length, _tag(h, bits)
                found += 1
            h, length, spoiled = nb.uint64(0), 0, False
    return found


@nb.njit(nogil=True, cache=True)
def read(units, lengths, kinds, modes, last, tables, several_at, several, growth, least, bits, ids, ends, base, state):
    """Ids of the tokens of texts ``counters[TEXT]`` to ``last``, or up to one that needs ``str.lower``.

    Parameters
    ----------
    units, lengths, kinds : as of ``arabnlp.text.batch.locate``
    modes : uint8 array, n_texts
        Which of the tables each text goes through.
    last : int
    tables : uint32 array, n_modes x code points
    several_at, several : int64 and uint32 arrays
    growth : int
        Values that one code point becomes at most.
    least : int
        Characters that a token has at least.
    bits : uint32
        Which bits of the hash are used: all, but in tests.
    ids : int32 array
    ends : int64 array
        Written: how many ids there are up to the end of each text, from text ``base`` on.
    base : int
    state : tuple of arrays
        See the module.

    Returns
    -------
    ids, state
        The arrays, some of them replaced by longer ones. ``counters[TEXT]`` says where it stopped.
    """
    arena, starts, tags, slots, counters = state
    at, n_types, n_ids = counters[_CHARACTERS], counters[_TYPES], counters[_IDS]
    values, tokens = np.empty(1 << 12, np.uint32), np.empty((1 << 10, 2), np.int64)
    hashes, entries = np.empty(1 << 10, np.uint32), np.empty(1 << 10, np.uint64)
    d = counters[_TEXT]
    while d < last:
        values = grown(values, 0, lengths[d] * growth + 1)
        n = _fold_any(units[d], lengths[d], kinds[d], tables[modes[d]], several_at, several, values)
        if n < 0:
            break
        values[n] = _END
        most = n // (least + 1) + 1
        if most > len(hashes):
            tokens, hashes = np.empty((2 * most, 2), np.int64), np.empty(2 * most, np.uint32)
            entries = np.empty(2 * most, np.uint64)
        n_tokens = _cut(values, n, least, bits, tokens, hashes)
        # Memory is asked for all tokens before any is compared, so that one need not wait for the other.
        mask = nb.uint32(len(slots) - 1)
        for i in range(n_tokens):
            entries[i] = slots[hashes[i] & mask]
        ids = grown(ids, n_ids, n_ids + n_tokens)
        for i in range(n_tokens):
            begin, length, tag = tokens[i, 0], tokens[i, 1], hashes[i]
            t = np.int64(nb.uint32(entries[i])) - 1
            if (
                t < 0
                or nb.uint32(entries[i] >> nb.uint64(32)) != tag
                or starts[t + 1] - starts[t] != length
                or not _same(values, begin, arena, starts[t], length)
            ):
                t, slot = _seek(values, begin, length, tag, arena, starts, slots)
                if t < 0:
                    t = n_types
                    n_types += 1
                    starts, tags = grown(starts, n_types, n_types + 1), grown(tags, t, n_types)
                    arena = grown(arena, at, at + length)
                    for k in range(length):
                        arena[at + k] = values[begin + k]
                    at += length
                    starts[n_types], tags[t] = at, tag
                    slots[slot] = nb.uint64(tag) << nb.uint64(32) | nb.uint64(n_types)
                    if 2 * n_types > len(slots):
                        slots = spread(tags, n_types, 2 * len(slots))
            ids[n_ids + i] = t
        n_ids += n_tokens
        d += 1
        ends[d - 1 - base] = n_ids
    counters[_CHARACTERS], counters[_TYPES], counters[_IDS], counters[_TEXT] = at, n_types, n_ids, d
    return ids, (arena, starts, tags, slots, counters)


@nb.njit(nogil=True, cache=True)
def tags_of(arena, starts, lengths, bits):
    """Tags of types, as :func:`read` makes them."""
    tags = np.empty(len(lengths), np.uint32)
    for t in range(len(lengths)):
        h = nb.uint64(0)
        for k in range(starts[t], starts[t] + lengths[t]):
            h = (h ^ nb.uint64(arena[k])) * _FACTOR
        tags[t] = _tag(h, bits)
    return tags


@nb.njit(nogil=True, cache=True)
def find(characters, starts, lengths, tags, state):
    """Number of each of some types in a vocabulary, or -1: int32, as many as there are ``lengths``."""
    found = np.empty(len(lengths), np.int32)
    for t in range(len(lengths)):
        found[t] = _seek(characters, starts[t], lengths[t], tags[t], state[0], state[1], state[3])[0]
    return found


@nb.njit(nogil=True, cache=True)
def add(characters, begins, lengths, new_tags, state):
    """Number of each of some types in a vocabulary, which gets those that it lacks: int32, and the state."""
    arena, starts, tags, slots, counters = state
    at, n_types = counters[_CHARACTERS], counters[_TYPES]
    found = np.empty(len(lengths), np.int32)
    for k in range(len(lengths)):
        length, tag = lengths[k], new_tags[k]
        t, slot = _seek(characters, begins[k], length, tag, arena, starts, slots)
        if t < 0:
            t = n_types
            n_types += 1
            starts, tags = grown(starts, n_types, n_types + 1), grown(tags, t, n_types)
            arena = grown(arena, at, at + length)
            for j in range(length):
                arena[at + j] = characters[begins[k] + j]
            at += length
            starts[n_types], tags[t] = at, tag
            slots[slot] = nb.uint64(tag) << nb.uint64(32) | nb.uint64(n_types)
            if 2 * n_types > len(slots):
                slots = spread(tags, n_types, 2 * len(slots))
        found[k] = t
    counters[_CHARACTERS], counters[_TYPES] = at, n_types
    return found, (arena, starts, tags, slots, counters)


@nb.njit(nogil=True, cache=True)
def pack(arena, starts, types, rank_of, bits, per_word, word):
    """Symbols ``word * per_word`` and on of each type as an integer, the first highest, zeros behind the last."""
    keys = np.zeros(len(types), np.uint64)
    for k in range(len(types)):
        first = starts[types[k]] + word * per_word
        n = min(starts[types[k] + 1] - first, per_word)
        key = nb.uint64(0)
        for j in range(n):
            key |= nb.uint64(rank_of[arena[first + j]]) << nb.uint64(bits * (per_word - 1 - j))
        keys[k] = key
    return keys


@nb.njit(nogil=True, cache=True)
def mark(arena, n, present):
    """Set ``present`` of each character."""
    for i in range(n):
        present[arena[i]] = True


@nb.njit(nogil=True, cache=True)
def gather(arena, starts, types):
    """The characters of some types, and where each begins: a vocabulary of those only."""
    new_starts = np.zeros(len(types) + 1, np.int64)
    for k in range(len(types)):
        new_starts[k + 1] = new_starts[k] + starts[types[k] + 1] - starts[types[k]]
    new = np.empty(new_starts[-1], np.uint32)
    for k in range(len(types)):
        first, start = starts[types[k]], new_starts[k]
        for j in range(new_starts[k + 1] - start):
            new[start + j] = arena[first + j]
    return new, new_starts


@nb.njit(nogil=True, cache=True)
def rename(ids, names):
    """Each id by its name, in place."""
    for i in range(len(ids)):
        ids[i] = names[ids[i]]

"""Compiled reading of texts into numbers of word types: folded, cut into tokens, looked up, in one pass.

A table has one 32-bit value a code point: the character that it becomes inside a token, or a mark that it ends a
token (:data:`END`), vanishes (:data:`NOTHING`), spoils the token that it is in (:data:`SPOILED`), stands for several
values (:data:`SEVERAL` and where they begin), or that only ``str.lower`` knows what becomes of it (:data:`UNSURE`).
Types are found by a hash and told apart by their characters.

The state of a vocabulary is five arrays. ``arena`` holds the characters of all types, those of type ``t`` from
``starts[t]`` to ``starts[t + 1]``. ``tags`` are 32 bits of their hashes. ``slots`` is the table with open addressing: a
tag and the number of a type plus one in each, or zero. ``counters`` are how much of the arena and how many types there
are, then, while texts are read, how many ids, which text is next, why the reading stopped, and what it needs.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from arabnlp.text._fold import _bytes_at, _units_at, _words_at

SPOILED = 0x110000
END, NOTHING, UNSURE, SEVERAL = 0x80000000, 0x80000001, 0x80000002, 0xC0000000
_END, _NOTHING, _UNSURE, _SEVERAL = nb.uint32(END), nb.uint32(NOTHING), nb.uint32(UNSURE), nb.uint32(SEVERAL)
CHARACTERS, TYPES, IDS, TEXT, STOPPED, NEED = range(6)  # places in the counters
CASE, ROOM = 1, 2  # why a reading stopped
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
def spread(tags, n_types, slots):
    """Put the types into empty slots."""
    mask = nb.uint32(len(slots) - 1)
    for t in range(n_types):
        slot = tags[t] & mask
        while slots[slot]:
            slot = (slot + nb.uint32(1)) & mask
        slots[slot] = nb.uint64(tags[t]) << nb.uint64(32) | nb.uint64(t + 1)


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
    """The slot of the type with these characters, or the empty one where it belongs."""
    mask = nb.uint32(len(slots) - 1)
    slot = tag & mask
    while True:
        entry = slots[slot]
        if entry == 0:
            return slot
        if nb.uint32(entry >> nb.uint64(32)) == tag:
            t = np.int64(nb.uint32(entry)) - 1
            if starts[t + 1] - starts[t] == length and _same(characters, at, arena, starts[t], length):
                return slot
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
def read(
    units, lengths, kinds, modes, last, tables, several_at, several, least, bits, ids, ends, base,
    arena, starts, tags, slots, counters, values, tokens, hashes, entries,
):  # fmt: skip
    """Ids of the tokens of texts ``counters[TEXT]`` to ``last``, or up to one that it cannot read.

    It stops, and says so in ``counters[STOPPED]``, at a text that needs ``str.lower`` or more room than there is:
    it makes no array itself, so that it compiles fast.

    Parameters
    ----------
    units, lengths, kinds : as of ``arabnlp.text.batch.locate``
    modes : uint8 array, n_texts
        Which of the tables each text goes through.
    last : int
    tables : uint32 array, n_modes x code points
    several_at, several : int64 and uint32 arrays
    least : int
        Characters that a token has at least.
    bits : uint32
        Which bits of the hash are used: all, but in tests.
    ids : int32 array
    ends : int64 array
        Written: how many ids there are up to the end of each text, from text ``base`` on.
    base : int
    arena, starts, tags, slots, counters : the vocabulary
    values, tokens, hashes, entries : uint32, int64 (n x 2), uint32 and uint64 arrays
        Room for the values and tokens of the longest text.
    """
    at, n_types, n_ids = counters[CHARACTERS], counters[TYPES], counters[IDS]
    d = counters[TEXT]
    counters[STOPPED] = 0
    while d < last:
        n = _fold_any(units[d], lengths[d], kinds[d], tables[modes[d]], several_at, several, values)
        if n < 0:
            counters[STOPPED] = CASE
            break
        values[n] = _END
        n_tokens = _cut(values, n, least, bits, tokens, hashes)
        if (
            n_types + n_tokens > len(tags)
            or 2 * (n_types + n_tokens) > len(slots)
            or at + n > len(arena)
            or n_ids + n_tokens > len(ids)
        ):
            counters[STOPPED], counters[NEED] = ROOM, n_tokens
            break
        # Memory is asked for all tokens before any is compared, so that one need not wait for the other.
        mask = nb.uint32(len(slots) - 1)
        for i in range(n_tokens):
            entries[i] = slots[hashes[i] & mask]
        for i in range(n_tokens):
            begin, length, tag = tokens[i, 0], tokens[i, 1], hashes[i]
            t = np.int64(nb.uint32(entries[i])) - 1
            if (
                t < 0
                or nb.uint32(entries[i] >> nb.uint64(32)) != tag
                or starts[t + 1] - starts[t] != length
                or not _same(values, begin, arena, starts[t], length)
            ):
                slot = _seek(values, begin, length, tag, arena, starts, slots)
                t = np.int64(nb.uint32(slots[slot])) - 1
                if t < 0:
                    t = n_types
                    n_types += 1
                    for k in range(length):
                        arena[at + k] = values[begin + k]
                    at += length
                    starts[n_types], tags[t] = at, tag
                    slots[slot] = nb.uint64(tag) << nb.uint64(32) | nb.uint64(n_types)
            ids[n_ids + i] = t
        n_ids += n_tokens
        ends[d - base] = n_ids
        d += 1
    counters[CHARACTERS], counters[TYPES], counters[IDS], counters[TEXT] = at, n_types, n_ids, d


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
def find(characters, begins, lengths, own_tags, arena, starts, slots, found):
    """Number of each of some types in a vocabulary, or -1, to ``found``."""
    for k in range(len(lengths)):
        slot = _seek(characters, begins[k], lengths[k], own_tags[k], arena, starts, slots)
        found[k] = np.int64(nb.uint32(slots[slot])) - 1


@nb.njit(nogil=True, cache=True)
def add(characters, begins, lengths, own_tags, arena, starts, tags, slots, counters, found):
    """Number of each of some types in a vocabulary, which gets those that it lacks and has room for, to ``found``."""
    at, n_types = counters[CHARACTERS], counters[TYPES]
    for k in range(len(lengths)):
        length, tag = lengths[k], own_tags[k]
        slot = _seek(characters, begins[k], length, tag, arena, starts, slots)
        t = np.int64(nb.uint32(slots[slot])) - 1
        if t < 0:
            t = n_types
            n_types += 1
            for j in range(length):
                arena[at + j] = characters[begins[k] + j]
            at += length
            starts[n_types], tags[t] = at, tag
            slots[slot] = nb.uint64(tag) << nb.uint64(32) | nb.uint64(n_types)
        found[k] = t
    counters[CHARACTERS], counters[TYPES] = at, n_types


@nb.njit(nogil=True, cache=True)
def pack(arena, starts, types, rank_of, bits, per_word, word):
    """Symbols ``word * per_word`` and on of each type as an integer, the first highest, zeros behind the last."""
    keys = np.empty(len(types), np.uint64)
    for k in range(len(types)):
        first = starts[types[k]] + word * per_word
        n = starts[types[k] + 1] - first
        n = n if n < per_word else per_word
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
    new_starts = np.empty(len(types) + 1, np.int64)
    new_starts[0] = 0
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

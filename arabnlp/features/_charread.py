"""Compiled reading of texts for character n-grams: folded once, cut into word types, counted per document.

The words of a corpus repeat: everything that depends on a word alone is done once a type. A type is its code points
with one space on either side, as n-grams inside word boundaries have it. Types are found by a hash, and told apart by
their code points.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from arabnlp.text._fold import DROP, EXPAND, _bytes_at, _units_at, _words_at

_SIGMA = 0x03A3  # its lower case depends on the letters around it; in a table of lowered folds it marks such texts
_SPACE = 0x20
_MIX = nb.uint64(0x9E3779B97F4A7C15)


@nb.njit(nogil=True, cache=True, inline="always")
def _fold(units, n, table, expand_at, expansions, cased, to):
    """Folded code points of a text to ``to``: how many, or -1 if the text needs ``str.lower`` itself."""
    lowered, first_cased, last_cased = cased[0], nb.uint32(cased[1]), nb.uint32(cased[2])
    at = 0
    for i in range(n):
        unit = nb.uint32(units[i])
        if unit >= 0x10000:
            if lowered and first_cased <= unit <= last_cased:
                return -1
            to[at] = unit
            at += 1
            continue
        value = table[unit]
        if value == EXPAND:
            for k in range(expand_at[unit], expand_at[unit + 1]):
                if lowered and expansions[k] == _SIGMA:
                    return -1
                to[at] = expansions[k]
                at += 1
        else:
            to[at] = value
            at += value != DROP
    return at


@nb.njit(nogil=True, cache=True)
def _fold_any(address, length, kind, table, expand_at, expansions, cased, to):
    if kind == 2:
        return _fold(_units_at(address), length, table, expand_at, expansions, cased, to)
    if kind == 4:
        return _fold(_words_at(address), length, table, expand_at, expansions, cased, to)
    return _fold(_bytes_at(address), length, table, expand_at, expansions, cased, to)


@nb.njit(nogil=True, cache=True)
def _grown(array, used, needed):
    """``array``, or a longer one with its first ``used`` items, that has room for ``needed``."""
    if needed <= len(array):
        return array
    longer = np.empty(max(needed, 2 * len(array)), array.dtype)
    for i in range(used):  # a slice would cost a second of compilation
        longer[i] = array[i]
    return longer


@nb.njit(nogil=True, cache=True)
def _slots_for(tags, n_types, size):
    slots = np.zeros(size, np.int32)
    mask = nb.uint32(size - 1)
    for t in range(n_types):
        slot = tags[t] & mask
        while slots[slot]:
            slot = (slot + nb.uint32(1)) & mask
        slots[slot] = t + 1
    return slots


@nb.njit(nogil=True, cache=True)
def _cut(points, n, space, starts, ends, hashes):
    """Where the words of ``points`` begin and end, and their hashes: how many there are."""
    words, h, inside = 0, nb.uint64(0), False
    for i in range(n):
        point = points[i]
        if point >= 0x10000 or not space[point]:
            if not inside:
                starts[words] = i
                inside = True
            h = (h ^ nb.uint64(point)) * _MIX
        elif inside:
            ends[words], hashes[words] = i, nb.uint32(h >> nb.uint64(32))
            words += 1
            h, inside = nb.uint64(0), False
    if inside:
        ends[words], hashes[words] = n, nb.uint32(h >> nb.uint64(32))
        words += 1
    return words


@nb.njit(nogil=True, cache=True)
def _number(points, starts, ends, hashes, n, d, slots, tags, type_at, arena, seen, place, pairs, counts, state):
    """Types of the words of text ``d``, new ones added, to ``pairs`` and ``counts``; all arrays have room for them."""
    mask = nb.uint32(len(slots) - 1)
    n_types, n_pairs = state[0], state[1]
    for w in range(n):
        start, length, tag = starts[w], ends[w] - starts[w], hashes[w]
        slot = np.int64(tag & mask)
        t: Any = -1
        while slots[slot]:
            known = np.int64(slots[slot]) - 1
            begin = type_at[known] + 1
            if tags[known] == tag and type_at[known + 1] - begin == length + 1:
                k = 0
                while k < length and arena[begin + k] == points[start + k]:
                    k += 1
                if k == length:
                    t = known
                    break
            slot = (slot + 1) & np.int64(mask)
        if t < 0:
            t = n_types
            begin = type_at[t]
            arena[begin] = _SPACE
            for k in range(length):
                arena[begin + 1 + k] = points[start + k]
            arena[begin + 1 + length] = _SPACE
            n_types += 1
            type_at[n_types] = begin + length + 2
            tags[t], seen[t] = tag, -1
            slots[slot] = n_types
        if seen[t] == d:
            counts[place[t]] += 1
        else:
            seen[t], place[t] = d, n_pairs
            pairs[n_pairs], counts[n_pairs] = t, 1
            n_pairs += 1
    state[0], state[1] = n_types, n_pairs


@nb.njit(nogil=True, cache=True)
def words(units, lengths, kinds, first, last, table, expand_at, expansions, cased, growth, space):
    """Word types of texts ``first`` to ``last`` and how often each text has each.

    Parameters
    ----------
    units, lengths, kinds : as of ``arabnlp.text.batch.locate``
    table, expand_at, expansions : the fold
    cased : int64 array of 3
        Whether the fold lowers, and the first and last lettered code point beyond U+FFFF that lowering changes.
    growth : int
        Code points that one unit becomes at most.
    space : bool array, 0x10000
        Which code points separate words.

    Returns
    -------
    arena : uint32 array
        Code points of the types, each between two spaces.
    type_at : int64 array, n_types + 1
        Where each type begins in the arena.
    doc_at : int64 array, n_texts + 1
    doc_types, doc_counts : int32 arrays
        Types of text ``d`` and their counts: from ``doc_at[d]`` to ``doc_at[d + 1]``.
    special : bool array, n_texts
        Texts that were not read, since their lower case depends on context.
    """
    n_docs = last - first
    arena, type_at = np.empty(0, np.uint32), np.zeros(1, np.int64)
    tags, slots = np.empty(0, np.uint32), np.zeros(1 << 10, np.int32)
    seen, place = np.empty(0, np.int32), np.empty(0, np.int64)
    doc_at, special = np.zeros(n_docs + 1, np.int64), np.zeros(n_docs, np.bool_)
    doc_types, doc_counts = np.empty(0, np.int32), np.empty(0, np.int32)
    points, hashes = np.empty(0, np.uint32), np.empty(0, np.uint32)
    starts, ends = np.empty(0, np.int64), np.empty(0, np.int64)
    state, none = np.zeros(2, np.int64), np.int64(0)  # a literal would be one more type to compile for
    for d in range(n_docs):
        at = first + d
        points = _grown(points, none, lengths[at] * growth + 1)
        n = _fold_any(units[at], lengths[at], kinds[at], table, expand_at, expansions, cased, points)
        if n < 0:
            special[d] = True
        else:
            most = n // 2 + 1
            starts, ends, hashes = _grown(starts, none, most), _grown(ends, none, most), _grown(hashes, none, most)
            n_words = _cut(points, n, space, starts, ends, hashes)
            n_types, n_pairs = state[0], state[1]
            end = type_at[n_types]
            arena = _grown(arena, end, end + n + 2 * n_words)
            if n_types + n_words + 1 > len(type_at):
                type_at = _grown(type_at, n_types + 1, n_types + n_words + 1)
                tags, seen = _grown(tags, n_types, len(type_at)), _grown(seen, n_types, len(type_at))
                place = _grown(place, n_types, len(type_at))
            if 2 * (n_types + n_words) > len(slots):
                size = 2 * len(slots)
                while 2 * (n_types + n_words) > size:
                    size *= 2
                slots = _slots_for(tags, n_types, size)
            doc_types = _grown(doc_types, n_pairs, n_pairs + n_words)
            doc_counts = _grown(doc_counts, n_pairs, n_pairs + n_words)
            _number(
                points, starts, ends, hashes, n_words, d, slots, tags, type_at, arena, seen, place,
                doc_types, doc_counts, state,
            )  # fmt: skip
        doc_at[d + 1] = state[1]
    n_types, n_pairs = state[0], state[1]
    return arena[: type_at[n_types]], type_at[: n_types + 1], doc_at, doc_types[:n_pairs], doc_counts[:n_pairs], special


@nb.njit(nogil=True, cache=True)
def _collapse(points, n, space, arena, end):
    run = 0
    for i in range(n):
        point = points[i]
        if point >= 0x10000 or not space[point]:
            run = 0
        else:
            run += 1
            if run == 2:
                arena[end - 1] = _SPACE
            if run > 1:
                continue
        arena[end] = point
        end += 1
    return end


@nb.njit(nogil=True, cache=True)
def documents(units, lengths, kinds, first, last, table, expand_at, expansions, cased, growth, space):
    """Texts ``first`` to ``last`` as types of their own, each counted once: see :func:`words`.

    Two or more white spaces in a row become one space; one alone stays what it is.
    """
    n_docs = last - first
    total = 0
    for d in range(first, last):
        total += lengths[d]
    arena, end, none = np.empty(total, np.uint32), np.int64(0), np.int64(0)
    type_at, special = np.zeros(n_docs + 1, np.int64), np.zeros(n_docs, np.bool_)
    points = np.empty(0, np.uint32)
    for d in range(n_docs):
        at = first + d
        points = _grown(points, none, lengths[at] * growth + 1)
        n = _fold_any(units[at], lengths[at], kinds[at], table, expand_at, expansions, cased, points)
        special[d] = n < 0
        arena = _grown(arena, end, end + max(n, 0))
        end = _collapse(points, n, space, arena, end)
        type_at[d + 1] = end
    doc_at, doc_types, doc_counts = type_at.copy(), np.empty(n_docs, np.int32), np.empty(n_docs, np.int32)
    for d in range(n_docs):
        doc_at[d + 1], doc_types[d], doc_counts[d] = d + 1, d, 1
    return arena[:end], type_at, doc_at, doc_types, doc_counts, special


@nb.njit(nogil=True, cache=True)
def mark_alphabet(arena, present):
    """Set ``present`` of each code point in ``arena``."""
    for i in range(len(arena)):
        present[arena[i]] = True

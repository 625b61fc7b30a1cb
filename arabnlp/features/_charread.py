"""Compiled reading of texts for character n-grams: folded once, cut into word types, counted per document.

The words of a corpus repeat: everything that depends on a word alone is done once a type. A type is its code points with
one space on either side, as n-grams inside word boundaries have it. Types are found by a hash, and told apart by their
code points.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from arabnlp.text._fold import DROP, EXPAND, _bytes_at, _units_at, _words_at

_SIGMA = 0x03A3  # its lower case depends on the letters around it; in a table of lowered folds it marks such texts
_SPACE = 0x20


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
    longer[:used] = array[:used]
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
    arena, end = np.empty(1 << 14, np.uint32), 0
    type_at, n_types = np.zeros(1 << 11, np.int64), 0
    tags = np.empty(1 << 11, np.uint32)
    seen, place = np.empty(1 << 11, np.int32), np.empty(1 << 11, np.int64)
    slots = np.zeros(1 << 12, np.int32)
    doc_at, n_pairs = np.zeros(n_docs + 1, np.int64), 0
    doc_types, doc_counts = np.empty(1 << 12, np.int32), np.empty(1 << 12, np.int32)
    special = np.zeros(n_docs, np.bool_)
    scratch = np.empty(1 << 12, np.uint32)
    for d in range(n_docs):
        doc_at[d + 1] = n_pairs
        worst = lengths[first + d] * growth + 2
        scratch = _grown(scratch, 0, worst)
        m = _fold_any(
            units[first + d], lengths[first + d], kinds[first + d], table, expand_at, expansions, cased, scratch
        )
        if m < 0:
            special[d] = True
            continue
        scratch[m] = _SPACE
        arena = _grown(arena, end, end + m + 2)
        doc_types = _grown(doc_types, n_pairs, n_pairs + m // 2 + 1)
        doc_counts = _grown(doc_counts, n_pairs, n_pairs + m // 2 + 1)
        h, length = nb.uint64(0), 0
        for i in range(m + 1):
            unit = scratch[i]
            if unit >= 0x10000 or not space[unit]:
                length += 1
                arena[end + length] = unit
                h = (h ^ nb.uint64(unit)) * nb.uint64(0x9E3779B97F4A7C15)
                continue
            if not length:
                continue
            arena[end] = _SPACE
            arena[end + length + 1] = _SPACE
            if end + m + length + 6 > len(arena):
                arena = _grown(arena, end + length + 2, end + m + length + 6)
            tag = nb.uint32(h >> nb.uint64(32))
            mask = nb.uint32(len(slots) - 1)
            slot = tag & mask
            t = -1
            while slots[slot]:
                known = slots[slot] - 1
                begin = type_at[known]
                if tags[known] == tag and type_at[known + 1] - begin == length + 2:
                    k = 1
                    while k <= length and arena[begin + k] == arena[end + k]:
                        k += 1
                    if k > length:
                        t = known
                        break
                slot = (slot + nb.uint32(1)) & mask
            if t < 0:
                t = n_types
                if n_types + 2 > len(type_at):
                    type_at = _grown(type_at, n_types + 1, n_types + 2)
                    tags = _grown(tags, n_types, len(type_at))
                    seen, place = _grown(seen, n_types, len(type_at)), _grown(place, n_types, len(type_at))
                n_types += 1
                end += length + 2
                type_at[n_types] = end
                tags[t], seen[t] = tag, -1
                slots[slot] = n_types
                if 2 * n_types > len(slots):
                    slots = _slots_for(tags, n_types, 2 * len(slots))
            if seen[t] == d:
                doc_counts[place[t]] += 1
            else:
                seen[t], place[t] = d, n_pairs
                doc_types[n_pairs], doc_counts[n_pairs] = t, 1
                n_pairs += 1
            h, length = nb.uint64(0), 0
        doc_at[d + 1] = n_pairs
    return (
        arena[:end].copy(),
        type_at[: n_types + 1].copy(),
        doc_at,
        doc_types[:n_pairs].copy(),
        doc_counts[:n_pairs].copy(),
        special,
    )


@nb.njit(nogil=True, cache=True)
def documents(units, lengths, kinds, first, last, table, expand_at, expansions, cased, growth, space):
    """Texts ``first`` to ``last`` as types of their own, each counted once: see :func:`words`.

    Two or more white spaces in a row become one space; one alone stays what it is.
    """
    n_docs = last - first
    total = 0
    for d in range(first, last):
        total += lengths[d]
    arena, end = np.empty(total + 2, np.uint32), 0
    type_at = np.zeros(n_docs + 1, np.int64)
    special = np.zeros(n_docs, np.bool_)
    scratch = np.empty(1 << 12, np.uint32)
    for d in range(n_docs):
        worst = lengths[first + d] * growth + 2
        scratch = _grown(scratch, 0, worst)
        m = _fold_any(
            units[first + d], lengths[first + d], kinds[first + d], table, expand_at, expansions, cased, scratch
        )
        special[d] = m < 0
        arena = _grown(arena, end, end + max(m, 0))
        run = 0
        for i in range(m):
            unit = scratch[i]
            if unit >= 0x10000 or not space[unit]:
                run = 0
            else:
                run += 1
                if run == 2:
                    arena[end - 1] = _SPACE
                if run > 1:
                    continue
            arena[end] = unit
            end += 1
        type_at[d + 1] = end
    doc_at = np.arange(n_docs + 1)
    doc_types = np.arange(n_docs).astype(np.int32)
    return arena[:end].copy(), type_at, doc_at, doc_types, np.ones(n_docs, np.int32), special


@nb.njit(nogil=True, cache=True)
def mark_alphabet(arena, present):
    """Set ``present`` of each code point in ``arena``."""
    for i in range(len(arena)):
        present[arena[i]] = True

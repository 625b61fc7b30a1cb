"""Compiled order of character n-grams as scikit-learn meets them, and rows of counts put into it."""

from __future__ import annotations

import numba as nb
import numpy as np

from arabnlp.features._encode_rows import _ONE, in_order

_FACTOR, _LAST = nb.uint64(0x9E3779B97F4A7C15), nb.uint64(0xBF58476D1CE4E5B9)


@nb.njit(nogil=True, cache=True)
def _home(key, shift):
    h = nb.uint64(0)
    for j in range(len(key)):
        h = (h ^ key[j]) * _FACTOR
        h ^= h >> nb.uint64(29)
    return np.int64((h * _LAST) >> nb.uint64(shift))


@nb.njit(nogil=True, cache=True)
def _find(key, grams, slots, shift):
    slot = _home(key, shift)
    while slots[slot] >= 0:
        g = slots[slot]
        same = True
        for j in range(len(key)):
            same &= grams[g, j] == key[j]
        if same:
            return g
        slot = (slot + 1) & (len(slots) - 1)
    return -1


@nb.njit(nogil=True, cache=True)
def meet(characters, starts, pad, grams, symbol_of, min_n, max_n, bits, per_word, slots, shift, turns):
    """Give each n-gram its turn.

    Parameters
    ----------
    characters : uint32 array
    starts : int64 array, n_units + 1
        Words or texts, in the order in which they are met: n-grams of one come by length, then by place.
    pad : bool
        Whether a unit has a space before and behind it, and counts as a whole where it is shorter than an n-gram.
    grams : uint64 array, n_grams x n_words
        Keys, as of ``_chargrams``.
    symbol_of : uint32 array, 0x110000
    min_n, max_n, bits, per_word : int
    slots : int32 array of -1
        Memory for a table of the n-grams.
    shift : int
        64 less the bits of the number of slots.
    turns : int32 array of -1, n_grams
        Written.
    """
    key = np.zeros(grams.shape[1], np.uint64)
    for g in range(len(grams)):
        slot = _home(grams[g], shift)
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = g
    turn = 0
    places = np.empty(1 << 8, np.int32)
    for u in range(len(starts) - 1):
        first, n = starts[u], starts[u + 1] - starts[u]
        length = n + 2 if pad else n
        span = max_n - min_n + 1
        if len(places) < length * span:
            places = np.empty(2 * length * span, np.int32)
        for i in range(length):
            for j in range(len(key)):
                key[j] = 0
            for k in range(min(max_n, length - i)):
                at = i + k
                point = characters[first + at - pad] if pad <= at < n + pad else 0x20
                symbol = nb.uint64(symbol_of[point])
                if symbol == 0:
                    for m in range(max(k, min_n - 1), max_n):
                        places[(m + 1 - min_n) * length + i] = -1
                    break
                key[k // per_word] |= symbol << nb.uint64(bits * (per_word - 1 - k % per_word))
                if k + 1 >= min_n or (pad and length < min_n and k + 1 == length):
                    level = max(0, k + 1 - min_n)
                    places[level * length + i] = _find(key, grams, slots, shift)
        for level in range(span):
            # Shorter than this n-gram: a word counts once, as a whole, and that at the first length that it does not
            # reach.
            last = length - (min_n + level) + 1
            if last < 1:
                if not pad or level > 0:
                    break
                last = 1
            for i in range(last):
                g = places[level * length + i]
                if g >= 0 and turns[g] < 0:
                    turns[g] = turn
                    turn += 1


@nb.njit(nogil=True, cache=True)
def reorder(indptr, first, last, indices, data, turns, columns, values, low, middle, high, a, b):
    """Entries of rows ``first`` to ``last`` in the order of the turns of their columns, in place.

    ``columns`` are those of each turn; ``values`` has room for one of each column, the last are of
    ``_encode_rows.scratch_for``.
    """
    for d in range(first, last):
        for i in range(indptr[d], indptr[d + 1]):
            x = turns[indices[i]]
            values[x] = data[i]
            low[x >> 6] |= _ONE << nb.uint64(x & 63)
            middle[x >> 12] |= _ONE << nb.uint64((x >> 6) & 63)
            high[x >> 18] |= _ONE << nb.uint64((x >> 12) & 63)
        n = in_order(low, middle, high, a, b)
        for i in range(n):
            indices[indptr[d] + i], data[indptr[d] + i] = columns[b[i]], values[b[i]]

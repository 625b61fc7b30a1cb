"""Compiled word n-grams: an n-gram is the number of the n-gram before its last word, and the number of that word.

So a key is one 64-bit integer, and exact. When words are numbered in the order of their strings, so are the keys.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from arabnlp.features._encode import first_of, grown

REMOVED = -2  # name of a token that is taken out; one that is unknown is -1, and stays between its neighbours
_FACTOR, _HALF = nb.uint64(0x9E3779B97F4A7C15), nb.uint64(32)


@nb.njit(nogil=True, cache=True)
def compress(ids, offsets, names):
    """Each id by its name, in place, without those that are removed; the offsets follow."""
    at, first = 0, offsets[0]
    for d in range(len(offsets) - 1):
        last = offsets[d + 1]
        for i in range(first, last):
            name = names[ids[i]]
            if name != REMOVED:
                ids[at] = name
                at += 1
        first = last
        offsets[d + 1] = at


@nb.njit(nogil=True, cache=True, inline="always")
def _slot(key, size, shift, table):
    slot = np.int64((key * _FACTOR) >> nb.uint64(shift))
    while table[slot, 0] and table[slot, 0] != key + nb.uint64(1):
        slot = (slot + 1) & (size - 1)
    return slot


@nb.njit(nogil=True, cache=True)
def number(before, words, offsets, n, out):
    """Number the n-grams of ``n`` words as they are first met.

    Parameters
    ----------
    before : int32 array, n_tokens
        Number of the n-gram of ``n - 1`` words that begins at each token.
    words : int32 array, n_tokens
    offsets : int64 array, n_texts + 1
    n : int
    out : int32 array, n_tokens
        Written: number of the n-gram that begins at each token; -1 where the text ends before.

    Returns
    -------
    keys : uint64 array, n_grams
    texts : int32 array, n_grams
        The text in which each is first met.
    """
    size, shift = 1 << 12, 52
    table = np.zeros((size, 2), np.uint64)
    keys, n_keys = np.empty(1 << 11, np.uint64), 0
    texts, entries = np.empty(1 << 11, np.int32), np.empty(1 << 11, np.uint64)
    for d in range(len(offsets) - 1):
        first, last = offsets[d], offsets[d + 1]
        stop = max(first, last - n + 1)
        keys = grown(keys, n_keys, n_keys + stop - first)
        texts = grown(texts, n_keys, n_keys + stop - first)
        while 2 * (n_keys + stop - first) > size:
            size, shift = 2 * size, shift - 1
            table = np.zeros((size, 2), np.uint64)
            for k in range(n_keys):
                slot = _slot(keys[k], size, shift, table)
                table[slot, 0], table[slot, 1] = keys[k] + nb.uint64(1), k
        if stop - first > len(entries):
            entries = np.empty(2 * (stop - first), np.uint64)
        # Memory is asked for all n-grams before any is compared, so that one need not wait for the other.
        for i in range(first, stop):
            key = nb.uint64(before[i]) << _HALF | nb.uint64(words[i + n - 1])
            entries[i - first] = table[np.int64((key * _FACTOR) >> nb.uint64(shift)), 0]
        for i in range(first, stop):
            key = nb.uint64(before[i]) << _HALF | nb.uint64(words[i + n - 1])
            slot = np.int64((key * _FACTOR) >> nb.uint64(shift))
            if entries[i - first] != key + nb.uint64(1):
                slot = _slot(key, size, shift, table)
            if table[slot, 0] == 0:
                table[slot, 0], table[slot, 1] = key + nb.uint64(1), n_keys
                keys[n_keys], texts[n_keys] = key, d
                n_keys += 1
            out[i] = table[slot, 1]
        for i in range(stop, last):
            out[i] = -1
    return first_of(keys, n_keys), first_of(texts, n_keys)


@nb.njit(nogil=True, cache=True)
def first_texts(words, offsets, n_words):
    """The text in which each word is first met, or -1: int32, n_words."""
    texts = np.empty(n_words, np.int32)
    for w in range(n_words):
        texts[w] = -1
    for d in range(len(offsets) - 1):
        for i in range(offsets[d], offsets[d + 1]):
            if texts[words[i]] < 0:
                texts[words[i]] = d
    return texts


@nb.njit(nogil=True, cache=True)
def merged(a, b):
    """Union of two sorted sets of keys, sorted."""
    both = np.empty(len(a) + len(b), np.uint64)
    i, j, at = 0, 0, 0
    while i < len(a) and j < len(b):
        x, y = a[i], b[j]
        both[at] = min(x, y)
        i += x <= y
        j += y <= x
        at += 1
    while i < len(a):
        both[at] = a[i]
        i, at = i + 1, at + 1
    while j < len(b):
        both[at] = b[j]
        j, at = j + 1, at + 1
    return first_of(both, at)


@nb.njit(nogil=True, cache=True)
def places(keys, order, union):
    """Place of each key in a sorted set that has them all; ``order`` sorts the keys. int32, n_keys."""
    found = np.empty(len(keys), np.int32)
    j = 0
    for k in order:
        while union[j] != keys[k]:
            j += 1
        found[k] = j
    return found


@nb.njit(nogil=True, cache=True)
def rename_grams(ids, names):
    """Each number by its name, in place; negative ones stay."""
    for i in range(len(ids)):
        if ids[i] >= 0:
            ids[i] = names[ids[i]]


@nb.njit(nogil=True, cache=True)
def look_up(before, words, offsets, n, starts, lasts, out):
    """Number of the n-gram of ``n`` words that begins at each token, or -1 for one that is not known.

    The known n-grams that follow the one before, ``g``, have their last words, sorted, in ``lasts`` from ``starts[g]``
    to ``starts[g + 1]``.
    """
    for d in range(len(offsets) - 1):
        first, last = offsets[d], offsets[d + 1]
        stop = max(first, last - n + 1)
        for i in range(first, last):
            out[i] = -1
        for i in range(first, stop):
            g, word = before[i], words[i + n - 1]
            if g < 0 or word < 0:
                continue
            low, high = starts[g], starts[g + 1]
            while low < high:
                middle = (low + high) >> 1
                if lasts[middle] < word:
                    low = middle + 1
                else:
                    high = middle
            if low < starts[g + 1] and lasts[low] == word:
                out[i] = low


@nb.njit(nogil=True, cache=True)
def add_up(starts, counted, below, sums):
    """How many columns each n-gram takes: its own, if it is counted, and those of the ones that begin with it."""
    for g in range(len(sums)):
        total = np.int64(counted)
        for i in range(starts[g], starts[g + 1]):
            total += below[i]
        sums[g] = total


@nb.njit(nogil=True, cache=True)
def hand_out(starts, first, counted, below, columns):
    """Where the columns of each n-gram begin: behind that of the one before its last word, in order."""
    for g in range(len(first)):
        at = first[g] + counted
        for i in range(starts[g], starts[g + 1]):
            columns[i] = at
            at += below[i]


@nb.njit(nogil=True, cache=True)
def take_turns(order, texts, level, n_levels, starts, turns):
    """Turns of the n-grams of one length: ``starts`` has the next turn of each text and length, and moves on."""
    for i in range(len(order)):
        key = texts[order[i]] * n_levels + level
        turns[order[i]] = starts[key]
        starts[key] += 1

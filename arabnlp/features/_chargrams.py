"""Compiled character n-grams: windows of types packed into integers, the tree of their prefixes, sorted sparse counts.

A *window* is what begins at one place of a type: at most ``max_n`` symbols. Every n-gram is a prefix of a window, so
only windows are looked up, and a text's windows in order give all its n-grams in order: those that a window adds are
its prefixes that the window before does not have.

A symbol is 1 + the rank of its code point in the alphabet, ``bits`` wide; ``per_word`` of them stand in one 64-bit
word, the first highest, zeros behind the last. So the order of keys is the order of strings, and a key says which
string it is. A key has as many words as ``max_n`` needs: any alphabet and any length are exact.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic


def _count_zeros(of: str) -> Any:
    @intrinsic
    def zeros(typing_context, word):
        def generate(context, builder, signature, args):
            return getattr(builder, of)(args[0], ir.Constant(ir.IntType(1), 1))

        return types.int64(types.uint64), generate

    return zeros


_trailing_zeros = _count_zeros("cttz")  # of a word that is not zero
_leading_zeros = _count_zeros("ctlz")
_ONE = nb.uint64(1)


@nb.njit(nogil=True, cache=True, inline="always")
def _common(a, b, bits, per_word):
    """Symbols that two keys begin with alike."""
    for j in range(len(a)):
        difference = a[j] ^ b[j]
        if difference:
            return j * per_word + per_word - 1 - (63 - _leading_zeros(difference)) // bits
    return len(a) * per_word


@nb.njit(nogil=True, cache=True, inline="always")
def _symbols(key, bits, per_word):
    """Length of a key in symbols."""
    for j in range(len(key) - 1, -1, -1):
        if key[j]:
            return j * per_word + per_word - _trailing_zeros(key[j]) // bits
    return 0


@nb.njit(nogil=True, cache=True, inline="always")
def _less(a, b):
    for j in range(len(a)):
        if a[j] != b[j]:
            return a[j] < b[j]
    return False


@nb.njit(nogil=True, cache=True, inline="always")
def _hash(key):
    h = nb.uint64(0)
    for j in range(len(key)):
        h = (h ^ key[j]) * nb.uint64(0x9E3779B97F4A7C15)
        h ^= h >> nb.uint64(29)
    return h * nb.uint64(0xBF58476D1CE4E5B9)


@nb.njit(nogil=True, cache=True)
def _table_of(keys, n_keys, size, shift):
    table = np.zeros((size, keys.shape[1] + 1), np.uint64)
    for k in range(n_keys):
        slot = np.int64(_hash(keys[k]) >> nb.uint64(shift))
        while table[slot, 0]:
            slot = (slot + 1) & (size - 1)
        table[slot, 0] = k + 1
        for j in range(keys.shape[1]):
            table[slot, j + 1] = keys[k, j]
    return table


@nb.njit(nogil=True, cache=True)
def windows(arena, type_at, symbol_of, min_n, max_n, whole, bits, per_word, n_words):
    """Windows of each type, numbered as they are first met.

    Parameters
    ----------
    arena, type_at : as of ``_charread.words``
    symbol_of : uint32 array, 0x110000
        Symbol of each code point; 0 cuts the window before it.
    min_n, max_n : int
    whole : bool
        Whether a type shorter than ``min_n`` counts as one n-gram.

    Returns
    -------
    window_at : int64 array, n_types + 1
    window_ids : int32 array
        Windows of type ``t``: from ``window_at[t]`` to ``window_at[t + 1]``; -1 for one that its first symbol cuts.
    keys : uint64 array, n_windows x n_words
    """
    n_types = len(type_at) - 1
    window_at = np.zeros(n_types + 1, np.int64)
    for t in range(n_types):
        length = type_at[t + 1] - type_at[t]
        least = min(min_n, length) if whole else min_n
        window_at[t + 1] = window_at[t] + max(0, length - least + 1) * (length > 0)
    window_ids = np.empty(window_at[n_types], np.int32)
    keys, n_keys = np.empty((1 << 11, n_words), np.uint64), np.int64(0)
    size, shift = np.int64(1 << 12), np.int64(52)
    table = _table_of(keys, 0, size, shift)
    key = np.zeros(n_words, np.uint64)
    step, top = nb.uint64(bits), nb.uint64(bits * (per_word - 1))
    carry = (_ONE << step) - _ONE
    # Symbols beyond max_n in the last word of a key are shifted out.
    last = nb.uint64(bits * (n_words * per_word - max_n))
    for t in range(n_types):
        length = type_at[t + 1] - type_at[t]
        least = min(min_n, length) if whole else min_n
        at = window_at[t]
        for j in range(n_words):
            key[j] = 0
        for i in range(type_at[t + 1] - 1, type_at[t] - 1, -1):
            symbol = nb.uint64(symbol_of[arena[i]])
            if symbol:
                for j in range(n_words - 1, 0, -1):
                    key[j] = (key[j] >> step) | ((key[j - 1] & carry) << top)
                key[0] = (key[0] >> step) | (symbol << top)
                key[n_words - 1] = (key[n_words - 1] >> last) << last
            else:
                for j in range(n_words):
                    key[j] = 0
            if type_at[t + 1] - i < least:
                continue
            if not symbol:
                window_ids[at] = -1
                at += 1
                continue
            slot: Any = np.int64(_hash(key) >> nb.uint64(shift))
            found: Any = -1
            while table[slot, 0]:
                same = True
                for j in range(n_words):
                    same &= table[slot, j + 1] == key[j]
                if same:
                    found = np.int64(table[slot, 0]) - 1
                    break
                slot = (slot + 1) & (size - 1)
            if found < 0:
                found = n_keys
                if n_keys == len(keys):
                    longer = np.empty((2 * n_keys, n_words), np.uint64)
                    for k in range(n_keys):
                        for j in range(n_words):
                            longer[k, j] = keys[k, j]
                    keys = longer
                n_keys += 1
                table[slot, 0] = n_keys
                for j in range(n_words):
                    keys[n_keys - 1, j] = key[j]
                    table[slot, j + 1] = key[j]
                if 2 * n_keys > size:
                    size, shift = 2 * size, shift - 1
                    table = _table_of(keys, n_keys, size, shift)
            window_ids[at] = found
            at += 1
    return window_at, window_ids, keys[:n_keys]


@nb.njit(nogil=True, cache=True)
def merged(a, b):
    """Union of two sorted sets of keys, sorted."""
    both = np.empty((len(a) + len(b), a.shape[1]), np.uint64)
    i, j, n = 0, 0, 0
    while i < len(a) or j < len(b):
        of_b = i == len(a) or (j < len(b) and _less(b[j], a[i]))
        from_, at = (b, j) if of_b else (a, i)
        for w in range(a.shape[1]):
            both[n, w] = from_[at, w]
        if of_b:
            j += 1
        else:
            j += j < len(b) and not _less(a[i], b[j])
            i += 1
        n += 1
    return both[:n]


@nb.njit(nogil=True, cache=True)
def tree(keys, min_n, span, bits, per_word):
    """N-grams of sorted windows, in order: every prefix of ``min_n`` symbols or more, and a window shorter than that.

    Returns
    -------
    grams : uint64 array, n_grams x n_words
    parent : int32 array, n_grams
        The n-gram that is one symbol shorter at the end; -1 where that is none.
    chains : int32 array, n_windows x span
        N-grams of each window by length: the first of ``min_n`` symbols (or fewer, if the window has no more), -1
        behind the last.
    """
    n_keys, n_words = keys.shape
    n_grams = 0
    for k in range(n_keys):
        length = _symbols(keys[k], bits, per_word)
        common = _common(keys[k - 1], keys[k], bits, per_word) if k else 0
        n_grams += length - max(common, min(min_n, length) - 1)
    grams, parent = np.zeros((n_grams, n_words), np.uint64), np.empty(n_grams, np.int32)
    chains = np.full((n_keys, span), -1, np.int32)
    at = 0
    for k in range(n_keys):
        length = _symbols(keys[k], bits, per_word)
        common = _common(keys[k - 1], keys[k], bits, per_word) if k else 0
        least = min(min_n, length)
        for n in range(least, common + 1):
            chains[k, n - least] = chains[k - 1, n - least]
        for n in range(max(common + 1, least), length + 1):
            whole = n // per_word
            for j in range(whole):
                grams[at, j] = keys[k, j]
            if n % per_word:
                drop = nb.uint64(bits * (per_word - n % per_word))
                grams[at, whole] = (keys[k, whole] >> drop) << drop
            parent[at] = chains[k, n - 1 - least] if n > least else -1
            chains[k, n - least] = at
            at += 1
    return grams, parent, chains


@nb.njit(nogil=True, cache=True)
def chains_in(found, grams, parent, min_n, span, bits, per_word):
    """Chains (see :func:`tree`) of windows in a vocabulary, where :func:`locate` has found them."""
    chains = np.full((len(found), span), -1, np.int32)
    for k in range(len(found)):
        g = np.int64(found[k])
        while g >= 0:
            chains[k, max(_symbols(grams[g], bits, per_word) - min_n, 0)] = g
            g = np.int64(parent[g])
    return chains


@nb.njit(nogil=True, cache=True)
def parents(grams, bits, per_word):
    """For sorted distinct n-grams: the longest other one that each begins with, or -1."""
    parent = np.full(len(grams), -1, np.int32)
    for k in range(1, len(grams)):
        above = k - 1
        while above >= 0 and _common(grams[above], grams[k], bits, per_word) < _symbols(grams[above], bits, per_word):
            above = parent[above]
        parent[k] = above
    return parent


@nb.njit(nogil=True, cache=True)
def locate(keys, grams, parent, bits, per_word):
    """For each key the longest of the sorted ``grams`` that it begins with, or -1."""
    found = np.empty(len(keys), np.int32)
    for k in range(len(keys)):
        low, high = 0, len(grams)
        while low < high:
            middle = (low + high) >> 1
            if _less(keys[k], grams[middle]):
                high = middle
            else:
                low = middle + 1
        above = low - 1
        while above >= 0 and _common(grams[above], keys[k], bits, per_word) < _symbols(grams[above], bits, per_word):
            above = parent[above]
        found[k] = above
    return found


@nb.njit(nogil=True, cache=True)
def ranks(order, keys, union):
    """Place in the sorted ``union`` of each of ``keys``, whose order is ``order``."""
    place, at = np.empty(len(order), np.int32), 0
    for k in range(len(order)):
        key = keys[order[k]]
        while _less(union[at], key):
            at += 1
        place[order[k]] = at
    return place


@nb.njit(nogil=True, cache=True)
def rename(ids, names):
    """``ids`` through ``names``, in place; -1 stays."""
    for i in range(len(ids)):
        if ids[i] >= 0:
            ids[i] = names[ids[i]]


@nb.njit(nogil=True, cache=True)
def decode(grams, bits, per_word, alphabet):
    """Code points of all n-grams, one after the other, and where each ends."""
    ends = np.empty(len(grams), np.int64)
    total = 0
    for g in range(len(grams)):
        total += _symbols(grams[g], bits, per_word)
        ends[g] = total
    points, at = np.empty(total, np.uint32), 0
    mask = (_ONE << nb.uint64(bits)) - _ONE
    for g in range(len(grams)):
        for i in range(ends[g] - at):
            shift = nb.uint64(bits * (per_word - 1 - i % per_word))
            symbol = (grams[g, i // per_word] >> shift) & mask
            points[at + i] = alphabet[np.int64(symbol) - 1]
        at = ends[g]
    return points, ends


@nb.njit(nogil=True, cache=True)
def pack(points, ends, symbol_of, bits, per_word, n_words):
    """Keys of strings whose code points stand one string after the other: string ``g`` from ``ends[g]`` on."""
    keys = np.zeros((len(ends) - 1, n_words), np.uint64)
    for g in range(len(keys)):
        for i in range(ends[g + 1] - ends[g]):
            shift = nb.uint64(bits * (per_word - 1 - i % per_word))
            keys[g, i // per_word] |= nb.uint64(symbol_of[points[ends[g] + i]]) << shift
    return keys

"""Compiled hashing of terms to columns, as scikit-learn's ``FeatureHasher``: MurmurHash3 of their UTF-8."""

from __future__ import annotations

import numba as nb
import numpy as np

from arabnlp.features._encode import grown
from arabnlp.features._encode_rows import _ONE, _lowest

_C1, _C2 = nb.uint32(0xCC9E2D51), nb.uint32(0x1B873593)


@nb.njit(nogil=True, cache=True)
def _mixed(k):
    k = nb.uint32(k * _C1)
    k = nb.uint32((k << nb.uint32(15)) | (k >> nb.uint32(17)))
    return nb.uint32(k * _C2)


@nb.njit(nogil=True, cache=True)
def _murmur(buffer, n):
    """MurmurHash3, 32 bits, seed 0 (https://github.com/aappleby/smhasher)."""
    h = nb.uint32(0)
    for i in range(0, n - 3, 4):
        k = nb.uint32(buffer[i]) | nb.uint32(buffer[i + 1]) << nb.uint32(8)
        k |= nb.uint32(buffer[i + 2]) << nb.uint32(16) | nb.uint32(buffer[i + 3]) << nb.uint32(24)
        h = nb.uint32(h ^ _mixed(nb.uint32(k)))
        h = nb.uint32((h << nb.uint32(13)) | (h >> nb.uint32(19)))
        h = nb.uint32(h * nb.uint32(5) + nb.uint32(0xE6546B64))
    rest = n & 3
    if rest:
        k = nb.uint32(0)
        for j in range(rest):
            k |= nb.uint32(buffer[n - rest + j]) << nb.uint32(8 * j)
        h = nb.uint32(h ^ _mixed(nb.uint32(k)))
    h = nb.uint32(h ^ nb.uint32(n))
    h = nb.uint32((h ^ (h >> nb.uint32(16))) * nb.uint32(0x85EBCA6B))
    h = nb.uint32((h ^ (h >> nb.uint32(13))) * nb.uint32(0xC2B2AE35))
    return nb.uint32(h ^ (h >> nb.uint32(16)))


@nb.njit(nogil=True, cache=True)
def _utf8(arena, first, last, buffer, at):
    for i in range(first, last):
        c = arena[i]
        if c < 0x80:
            buffer[at] = c
            at += 1
        elif c < 0x800:
            buffer[at], buffer[at + 1] = 0xC0 | (c >> 6), 0x80 | (c & 0x3F)
            at += 2
        elif c < 0x10000:
            buffer[at], buffer[at + 1], buffer[at + 2] = 0xE0 | (c >> 12), 0x80 | ((c >> 6) & 0x3F), 0x80 | (c & 0x3F)
            at += 3
        else:
            buffer[at], buffer[at + 1] = 0xF0 | (c >> 18), 0x80 | ((c >> 12) & 0x3F)
            buffer[at + 2], buffer[at + 3] = 0x80 | ((c >> 6) & 0x3F), 0x80 | (c & 0x3F)
            at += 4
    return at


@nb.njit(nogil=True, cache=True)
def columns(arena, starts, words, n_features):
    """Column of each term and its sign.

    Parameters
    ----------
    arena, starts : the word types
    words : int32 array, n_terms x n
        Words of each term.
    n_features : int

    Returns
    -------
    columns : int32 array, n_terms
    signs : int8 array, n_terms
    """
    found, signs = np.empty(len(words), np.int32), np.empty(len(words), np.int8)
    buffer = np.empty(1 << 10, np.uint8)
    for t in range(len(words)):
        at = 0
        for k in range(words.shape[1]):
            first, last = starts[words[t, k]], starts[words[t, k] + 1]
            buffer = grown(buffer, at, at + 4 * (last - first) + 1)
            if k:
                buffer[at] = 0x20
                at += 1
            at = _utf8(arena, first, last, buffer, at)
        h = np.int64(np.int32(_murmur(buffer, at)))
        found[t] = abs(h) % n_features
        signs[t] = 1 if h >= 0 else -1
    return found, signs


@nb.njit(nogil=True, cache=True)
def row_sizes(grams, offsets, column_of, n_features):
    """Distinct columns of each text."""
    seen = np.full(n_features, -1, np.int32)
    sizes = np.zeros(len(offsets) - 1, np.int64)
    for d in range(len(sizes)):
        for level in range(len(grams)):
            for i in range(offsets[d], offsets[d + 1]):
                x = grams[level, i]
                if x >= 0 and seen[column_of[x]] != d:
                    seen[column_of[x]] = d
                    sizes[d] += 1
    return sizes


@nb.njit(nogil=True, cache=True)
def write_rows(grams, offsets, starts, column_of, signs, n_features, indices, data):
    """Rows of the matrix, sorted: signed counts of each column, that of text ``d`` from ``starts[d]`` on."""
    count = np.zeros(n_features, np.int32)
    low, high = np.zeros((n_features >> 6) + 1, np.uint64), np.zeros((n_features >> 12) + 1, np.uint64)
    for d in range(len(offsets) - 1):
        for level in range(len(grams)):
            for i in range(offsets[d], offsets[d + 1]):
                if grams[level, i] >= 0:
                    x = column_of[grams[level, i]]
                    low[x >> 6] |= _ONE << nb.uint64(x & 63)
                    high[x >> 12] |= _ONE << nb.uint64((x >> 6) & 63)
                    count[x] += signs[grams[level, i]]
        at = starts[d]
        for a in range(len(high)):
            words = high[a]
            high[a] = 0
            while words:
                b = (a << 6) + _lowest(words)
                words &= words - _ONE
                bits = low[b]
                low[b] = 0
                while bits:
                    y = (b << 6) + _lowest(bits)
                    bits &= bits - _ONE
                    indices[at], data[at] = y, count[y]
                    count[y] = 0
                    at += 1

"""Compiled rows of a count matrix, ordered as they are written, and their weights.

Terms are numbered in the order in which scikit-learn's rows have them. Those that a text has are marked in a bitmap,
with one bit a word of it above that, and once more: read in order, they need no sorting.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

_ONE = nb.uint64(1)


def _count_zeros() -> Any:
    @intrinsic
    def lowest(typing_context, word):
        def generate(context, builder, signature, args):
            return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))

        return types.int64(types.uint64), generate

    return lowest


_lowest = _count_zeros()  # place of the lowest bit of a word that is not zero


@nb.njit(nogil=True, cache=True)
def frequencies(grams, offsets, stamp, seen, total, sizes):
    """In how many texts each column is.

    Parameters
    ----------
    grams : int32 array, n_levels x n_tokens
        Negative ones do not count.
    offsets : int64 array, n_texts + 1
    stamp : int
        How many texts came before.
    seen : int32 array, n_columns x 2
        Zeros at first. Written: in how many texts each column is, in its second column.
    total : int64 array, n_columns or 0
        Zeros at first. Written, unless empty: how often each column is in all.
    sizes : int64 array of zeros, n_texts
        Written: distinct columns of each text.
    """
    for d in range(len(offsets) - 1):
        distinct = 0
        for level in range(len(grams)):
            for i in range(offsets[d], offsets[d + 1]):
                x = grams[level, i]
                if x < 0:
                    continue
                if seen[x, 0] != stamp + d + 1:
                    seen[x, 0] = stamp + d + 1
                    seen[x, 1] += 1
                    distinct += 1
                if len(total):
                    total[x] += 1
        sizes[d] += distinct


def scratch_for(n_columns: int, longest: int) -> tuple[np.ndarray, ...]:
    """Zeros to count in, and room for the columns of a row with ``longest`` entries."""
    sizes = ((n_columns >> 6) + 1, (n_columns >> 12) + 1, (n_columns >> 18) + 1)
    room = max(longest, sizes[2])
    bitmaps = (np.zeros(size, np.uint64) for size in sizes)
    return np.zeros(n_columns, np.int32), *bitmaps, np.empty(room, np.int32), np.empty(room, np.int32)


@nb.njit(nogil=True, cache=True)
def _bits(bitmap, words, n, found):
    """Places of the bits that are set in some words of a bitmap, which is cleared there: how many."""
    at = 0
    for i in range(n):
        word = bitmap[words[i]]
        bitmap[words[i]] = 0
        while word:
            found[at] = (words[i] << 6) + _lowest(word)
            word &= word - _ONE
            at += 1
    return at


@nb.njit(nogil=True, cache=True)
def in_order(low, middle, high, a, b):
    """Places of all bits that are set, in order, to ``b``: how many. The bitmaps are cleared."""
    for i in range(len(high)):
        a[i] = i
    n = _bits(high, a, len(high), b)
    n = _bits(middle, b, n, a)
    return _bits(low, a, n, b)


@nb.njit(nogil=True, cache=True)
def write_rows(grams, offsets, at, columns, binary, indices, data, sizes, count, low, middle, high, a, b):
    """Rows of the matrix, one behind the other from ``at`` on: ``columns`` of the terms in order, and counts.

    How long each row is goes to ``sizes``. The last six are of :func:`scratch_for`.
    """
    for d in range(len(offsets) - 1):
        for level in range(len(grams)):
            for i in range(offsets[d], offsets[d + 1]):
                x = grams[level, i]
                if x < 0:
                    continue
                if count[x] == 0:
                    low[x >> 6] |= _ONE << nb.uint64(x & 63)
                    middle[x >> 12] |= _ONE << nb.uint64((x >> 6) & 63)
                    high[x >> 18] |= _ONE << nb.uint64((x >> 12) & 63)
                count[x] += 1
        n = in_order(low, middle, high, a, b)
        for i in range(n):
            x = b[i]
            indices[at + i], data[at + i] = columns[x], 1 if binary else count[x]
            count[x] = 0
        at += n
        sizes[d] = n


@nb.njit(nogil=True, cache=True, error_model="numpy")
def weigh(data, indices, indptr, first, last, logs, idf, norm):
    """Counts of rows ``first`` to ``last`` to weights, in place.

    ``logs`` is 1 + log of each count, or empty; ``idf`` of each column, or empty; ``norm`` is 0 for none, 1 for l1,
    2 for l2. Operations and their order are those of scikit-learn's ``TfidfTransformer``, so that every bit is.
    """
    for d in range(first, last):
        total = 0.0
        for i in range(indptr[d], indptr[d + 1]):
            value = data[i]
            if len(logs):
                value = logs[np.int64(value)]
            if len(idf):
                value = value * idf[indices[i]]
            data[i] = value
            weight = data[i]  # as rounded to the type of the data
            if norm == 1:
                total += abs(weight)
            elif norm == 2:
                total += weight * weight
        if norm and total:
            if norm == 2:
                total = np.sqrt(total)
            for i in range(indptr[d], indptr[d + 1]):
                data[i] = data[i] / total

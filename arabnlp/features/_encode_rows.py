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


def scratch_for(n_columns: int) -> tuple[np.ndarray, ...]:
    """Zeros to count in."""
    sizes = ((n_columns >> 6) + 1, (n_columns >> 12) + 1, (n_columns >> 18) + 1)
    return np.zeros(n_columns, np.int32), *(np.zeros(size, np.uint64) for size in sizes)


@nb.njit(nogil=True, cache=True)
def write_rows(grams, offsets, starts, columns, binary, indices, data, scratch):
    """Rows of the matrix, that of text ``d`` from ``starts[d]`` on: ``columns`` of its terms in order, and counts.

    ``scratch`` is of :func:`scratch_for`.
    """
    count, low, middle, high = scratch
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
        at = starts[d]
        for a in range(len(high)):
            tops = high[a]
            high[a] = 0
            while tops:
                b = (a << 6) + _lowest(tops)
                tops &= tops - _ONE
                words = middle[b]
                middle[b] = 0
                while words:
                    c = (b << 6) + _lowest(words)
                    words &= words - _ONE
                    bits = low[c]
                    low[c] = 0
                    while bits:
                        x = (c << 6) + _lowest(bits)
                        bits &= bits - _ONE
                        indices[at] = columns[x]
                        data[at] = 1 if binary else count[x]
                        count[x] = 0
                        at += 1


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

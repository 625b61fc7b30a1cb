"""Compiled rows of a count matrix, ordered as they are written, and their weights in scikit-learn's order of operations.

Terms are numbered in the order in which scikit-learn's rows have them. Those that a text has are marked in a bitmap, with
one bit a word of it above that, and once more: read in order, they need no sorting.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

_ONE = nb.uint64(1)


@intrinsic
def _lowest(typing_context: Any, word: Any) -> Any:
    """Place of the lowest bit of a word that is not zero."""

    def generate(context, builder, signature, args):
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), generate


@nb.njit(nogil=True, cache=True)
def frequencies(grams, offsets, n_columns, want_total, sizes):
    """In how many texts each column is, how often in all (empty unless wanted); distinct columns a text to ``sizes``.

    ``grams`` is an int32 array of n_levels x n_tokens; negative ones do not count.
    """
    seen = np.zeros((n_columns, 2), np.int32)
    total = np.zeros(n_columns if want_total else 0, np.int64)
    for d in range(len(offsets) - 1):
        distinct = 0
        for level in range(len(grams)):
            for i in range(offsets[d], offsets[d + 1]):
                x = grams[level, i]
                if x < 0:
                    continue
                if seen[x, 0] != d + 1:
                    seen[x, 0] = d + 1
                    seen[x, 1] += 1
                    distinct += 1
                if want_total:
                    total[x] += 1
        sizes[d] += distinct
    return seen[:, 1].copy(), total


@nb.njit(nogil=True, cache=True)
def write_rows(grams, offsets, starts, columns, binary, indices, data):
    """Rows of the matrix, that of text ``d`` from ``starts[d]`` on: ``columns`` of its terms in order, and their counts."""
    n_columns = len(columns)
    count = np.zeros(n_columns, np.int32)
    low = np.zeros((n_columns >> 6) + 1, np.uint64)
    middle = np.zeros((n_columns >> 12) + 1, np.uint64)
    high = np.zeros((n_columns >> 18) + 1, np.uint64)
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


@nb.njit(nogil=True, cache=True)
def weigh(data, indices, indptr, first, last, logs, idf, norm):
    """Counts of rows ``first`` to ``last`` to weights, in place.

    ``logs`` is 1 + log of each count, or empty; ``idf`` of each column, or empty; ``norm`` is 0 for none, 1 for l1, 2 for
    l2. Operations and their order are those of scikit-learn's ``TfidfTransformer``, so that every bit is.
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

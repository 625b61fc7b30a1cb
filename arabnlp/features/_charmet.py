"""Compiled counts of character n-grams in the order in which scikit-learn meets them.

N-grams are numbered by their turn. Those of many texts came early, so that what is counted in stays near.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from arabnlp.features._encode_rows import _ONE, in_order


@nb.njit(nogil=True, cache=True)
def meet(first, last, doc_at, doc_types, window_at, window_ids, places, chains, met, turns, turn):
    """Give each n-gram of texts ``first`` to ``last`` that has none its turn, from ``turn`` on: the next one.

    Parameters
    ----------
    doc_at, doc_types : as of ``_charread.words``
    window_at, window_ids : as of ``_chargrams.windows``
    places : int32 array
        Row in ``chains`` of each window.
    chains : int32 array, n_windows x span
        As of ``_chargrams.tree``.
    met : bool array, n_types
        Types that were met; written.
    turns : int32 array, n_grams
        Of each n-gram, -1 before it is met; written.
    turn : int
    """
    for k in range(doc_at[first], doc_at[last]):
        t = doc_types[k]
        if met[t]:
            continue
        met[t] = True
        for level in range(chains.shape[1]):  # those of one word come by length, then by place
            for w in range(window_at[t + 1] - 1, window_at[t] - 1, -1):  # the last window of a type stands first
                x = window_ids[w]
                if x < 0:
                    continue
                g = chains[places[x], level]
                if g >= 0 and turns[g] < 0:
                    turns[g] = turn
                    turn += 1
    return turn


@nb.njit(nogil=True, cache=True)
def renamed(places, chains, names):
    """Rows ``places`` of ``chains``, through ``names``; -1 stays."""
    result = np.empty((len(places), chains.shape[1]), np.int32)
    for k in range(len(places)):
        for n in range(chains.shape[1]):
            g = chains[places[k], n]
            result[k, n] = names[g] if g >= 0 else -1
    return result


@nb.njit(nogil=True, cache=True)
def frequencies(doc_at, doc_types, doc_counts, window_at, window_ids, chains, seen, total, sizes):
    """In how many texts each n-gram is.

    Parameters
    ----------
    doc_at, doc_types, doc_counts, window_at, window_ids : as in :func:`meet`
    chains : int32 array, n_windows x span
        Turns of the n-grams of each window, or -1.
    seen : int32 array of zeros, n_turns x 2
        Written: in how many texts each is, in its second column.
    total : int64 array of zeros, n_turns or 0
        Written, unless empty: how often each is in all.
    sizes : int64 array, n_texts
        Written: distinct n-grams of each text.
    """
    for d in range(len(doc_at) - 1):
        distinct = 0
        for k in range(doc_at[d], doc_at[d + 1]):
            t = doc_types[k]
            for w in range(window_at[t], window_at[t + 1]):
                x = window_ids[w]
                if x < 0:
                    continue
                for n in range(chains.shape[1]):
                    g = chains[x, n]
                    if g < 0:
                        continue
                    if seen[g, 0] != d + 1:
                        seen[g, 0] = d + 1
                        seen[g, 1] += 1
                        distinct += 1
                    if len(total):
                        total[g] += doc_counts[k]
        sizes[d] = distinct


@nb.njit(nogil=True, cache=True)
def write_rows(
    doc_at, doc_types, doc_counts, window_at, window_ids, chains, rows, starts, columns, binary, indices, data,
    count, low, middle, high, a, b,
):  # fmt: skip
    """Rows ``rows`` of the matrix, each from ``starts[row]`` on: ``columns`` of the turns in order, and counts.

    The last six are of ``_encode_rows.scratch_for``.
    """
    for d in range(len(rows)):
        for k in range(doc_at[d], doc_at[d + 1]):
            t, times = doc_types[k], doc_counts[k]
            for w in range(window_at[t], window_at[t + 1]):
                x = window_ids[w]
                if x < 0:
                    continue
                for n in range(chains.shape[1]):
                    g = chains[x, n]
                    if g < 0:
                        continue
                    if count[g] == 0:
                        low[g >> 6] |= _ONE << nb.uint64(g & 63)
                        middle[g >> 12] |= _ONE << nb.uint64((g >> 6) & 63)
                        high[g >> 18] |= _ONE << nb.uint64((g >> 12) & 63)
                    count[g] += times
        at = starts[rows[d]]
        for i in range(in_order(low, middle, high, a, b)):
            g = b[i]
            indices[at + i], data[at + i] = columns[g], 1 if binary else count[g]
            count[g] = 0

"""Compiled counting of character n-grams: per text the windows in order, then rows of a sparse matrix.

N-grams are numbered in sorted order, so that a prefix has a smaller number than what it begins. For two windows p < x
that follow each other in a text, a prefix of x is one of p too exactly if its number is not greater than p's.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from arabnlp.features._chargrams import _trailing_zeros

_ONE = nb.uint64(1)


@nb.njit(nogil=True, cache=True)
def gather(doc_at, doc_types, doc_counts, window_at, window_ids, n_grams, parent, total):
    """Distinct windows of each text in order, with their counts, and in how many texts each n-gram is.

    Parameters
    ----------
    doc_at, doc_types, doc_counts : as of ``_charread.words``
    window_at, window_ids : as of ``_chargrams.windows``, the ids being numbers of n-grams, or -1
    parent : int32 array, n_grams
    total : bool
        Whether to count occurrences too.

    Returns
    -------
    row_at : int64 array, n_texts + 1
    row_windows, row_counts : int32 arrays
    row_sizes : int64 array, n_texts
        Distinct n-grams of each text.
    texts_with, occurrences : int64 arrays, n_grams
        ``occurrences`` is empty unless asked for.
    """
    n_docs = len(doc_at) - 1
    most = 0
    for k in range(len(doc_types)):
        most += window_at[doc_types[k] + 1] - window_at[doc_types[k]]
    row_at, row_sizes = np.zeros(n_docs + 1, np.int64), np.zeros(n_docs, np.int64)
    # Memory that is not written is not taken.
    row_windows, row_counts = np.empty(most, np.int32), np.empty(most, np.int32)
    texts_with = np.zeros(n_grams, np.int32)
    occurrences = np.zeros(n_grams if total else 0, np.int64)
    count = np.zeros(n_grams, np.int32)
    # One bit a window that the text has, and above that one bit a word of those: read in order, they sort the windows.
    present = np.zeros(n_grams // 64 + 1, np.uint64)
    words = np.zeros(len(present) // 64 + 1, np.uint64)
    at = 0
    for d in range(n_docs):
        for k in range(doc_at[d], doc_at[d + 1]):
            t, times = doc_types[k], doc_counts[k]
            for w in range(window_at[t], window_at[t + 1]):
                x = window_ids[w]
                if x < 0:
                    continue
                if count[x] == 0:
                    present[x >> 6] |= _ONE << nb.uint64(x & 63)
                    words[x >> 12] |= _ONE << nb.uint64((x >> 6) & 63)
                count[x] += times
        before, size = -1, 0
        for i in range(len(words)):
            left = words[i]
            if not left:
                continue
            words[i] = 0
            while left:
                j = i * 64 + _trailing_zeros(left)
                left &= left - _ONE
                those = present[j]
                present[j] = 0
                while those:
                    x = j * 64 + _trailing_zeros(those)
                    those &= those - _ONE
                    times = count[x]
                    count[x] = 0
                    row_windows[at], row_counts[at] = x, times
                    at += 1
                    y = x
                    while y > before:
                        texts_with[y] += 1
                        size += 1
                        y = np.int64(parent[y])
                    before = x
                    if total:
                        y = x
                        while y >= 0:
                            occurrences[y] += times
                            y = np.int64(parent[y])
        row_at[d + 1], row_sizes[d] = at, size
    return row_at, row_windows[:at], row_counts[:at], row_sizes, texts_with, occurrences


@nb.njit(nogil=True, cache=True)
def keep(kept, parent):
    """Numbers after only the n-grams ``kept`` stay.

    Returns
    -------
    names : int32 array, n_grams
        New number of each n-gram, or of its longest prefix that stays, or -1.
    new_parent : int32 array, n_kept
    """
    names, new_parent = np.empty(len(kept), np.int32), np.empty(kept.sum(), np.int32)
    at = 0
    for g in range(len(kept)):
        above = names[parent[g]] if parent[g] >= 0 else -1
        if kept[g]:
            new_parent[at] = above
            names[g] = at
            at += 1
        else:
            names[g] = above
    return names, new_parent


@nb.njit(nogil=True, cache=True)
def sizes(row_at, row_windows, parent):
    """Distinct n-grams of each text, whose windows may be renamed ones: see :func:`keep`."""
    result = np.zeros(len(row_at) - 1, np.int64)
    for d in range(len(result)):
        before = -1
        for k in range(row_at[d], row_at[d + 1]):
            y = row_windows[k]
            while y > before:
                result[d] += 1
                y = parent[y]
            before = max(before, row_windows[k])
    return result


@nb.njit(nogil=True, cache=True)
def write_rows(row_at, row_windows, row_counts, rows, parent, longest, starts, binary, indices, data):
    """Sorted rows ``rows`` of the matrix, each from ``starts[row]`` on.

    ``longest`` is the longest chain of prefixes; a count goes to the window and to all its prefixes.
    """
    chain, place = np.empty(longest + 1, np.int64), np.empty(longest + 1, np.int64)
    for d in range(len(rows)):
        at = starts[rows[d]]
        before = -1
        for k in range(row_at[d], row_at[d + 1]):
            times = row_counts[k]
            depth = 0
            y = np.int64(row_windows[k])
            while y >= 0:
                chain[depth] = y
                depth += 1
                y = np.int64(parent[y])
            for level in range(depth):
                y = chain[depth - 1 - level]
                if y > before:
                    place[level] = at
                    indices[at] = y
                    data[at] = 1 if binary else times
                    at += 1
                elif not binary:
                    data[place[level]] += times
            before = max(before, np.int64(row_windows[k]))

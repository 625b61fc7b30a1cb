"""Compiled counting of character n-grams: per text the windows in order, then rows of a sparse matrix.

Of two windows that follow each other in a text, the second adds to the text's n-grams those of its prefixes that are
longer than what both begin with. So one number a window says which n-grams are new; the shorter ones only grow.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from arabnlp.features._chargrams import _leading_zeros, _symbols, _trailing_zeros

_ONE = nb.uint64(1)


@nb.njit(nogil=True, cache=True, inline="always")
def _shared(keys, a, b, symbol_at, per_word):
    """Symbols that two different windows begin with alike; ``symbol_at[z]``: symbol of a word with z bits before."""
    for j in range(keys.shape[1]):
        difference = keys[a, j] ^ keys[b, j]
        if difference:
            return j * per_word + symbol_at[_leading_zeros(difference)]
    return 0


@nb.njit(nogil=True, cache=True)
def lengths_of(keys, bits, per_word):
    """Symbols of each key."""
    lengths = np.empty(len(keys), np.int32)
    for k in range(len(keys)):
        lengths[k] = _symbols(keys[k], bits, per_word)
    return lengths


@nb.njit(nogil=True, cache=True)
def gather(
    first, last, doc_at, doc_types, doc_counts, window_at, window_ids, keys, lengths, min_n, symbol_at, per_word,
    count, added, carried, occurrences, row_windows, row_counts,
):  # fmt: skip
    """Distinct windows of texts ``first`` to ``last`` in order, with their counts.

    Parameters
    ----------
    doc_at, doc_types, doc_counts : as of ``_charread.words``
    window_at, window_ids : as of ``_chargrams.windows``, the ids being places in ``keys``, or -1
    keys : uint64 array, n_windows x n_words
        Sorted windows.
    lengths : int32 array, n_windows
        Their symbols.
    min_n, per_word : int
    symbol_at : int64 array, 64
        Which symbol of a word the bit is in that has so many before it.
    count : int32 array, n_windows
        Zeros, and zeros again afterwards.
    added, carried : uint8 and int32 arrays, n_windows x span
        Their sum says in how many texts a window adds its n-grams from each length on. Small counters stay near.
    occurrences : int64 array, n_windows, or empty
        Added to, unless empty.
    row_windows, row_counts : int32 arrays
        Written: windows of text ``d`` and their counts, from ``row_at[d - first]`` to ``row_at[d - first + 1]``.

    Returns
    -------
    row_at : int64 array, n_texts + 1
    row_sizes : int64 array, n_texts
        Distinct n-grams of each text.
    """
    n_docs, n_windows, total = last - first, len(keys), len(occurrences) > 0
    row_at, row_sizes = np.zeros(n_docs + 1, np.int64), np.zeros(n_docs, np.int64)
    # One bit a window that the text has, and above that one bit a word of those: read in order, they sort the windows.
    present = np.zeros(n_windows // 64 + 1, np.uint64)
    words = np.zeros(len(present) // 64 + 1, np.uint64)
    at = 0
    for d in range(n_docs):
        for k in range(doc_at[first + d], doc_at[first + d + 1]):
            t, times = doc_types[k], doc_counts[k]
            for w in range(window_at[t], window_at[t + 1]):
                x = np.int64(window_ids[w])
                if x < 0:
                    continue
                if count[x] == 0:
                    present[x >> 6] |= _ONE << nb.uint64(x & 63)
                    words[x >> 12] |= _ONE << nb.uint64((x >> 6) & 63)
                count[x] += times
        before, size = np.int64(-1), 0
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
                    row_windows[at], row_counts[at] = x, count[x]
                    if total:
                        occurrences[x] += count[x]
                    count[x] = 0
                    at += 1
                    common = _shared(keys, before, x, symbol_at, per_word) if before >= 0 else 0
                    new = max(common + 1 - min_n, 0)
                    added[x, new] += 1
                    if not added[x, new]:
                        carried[x, new] += 256
                    size += max(lengths[x] - min_n, 0) + 1 - new
                    before = x
        row_at[d + 1], row_sizes[d] = at, size
    return row_at, row_sizes


@nb.njit(nogil=True, cache=True)
def totals(chains, added, carried, occurrences, texts_with, times):
    """Per n-gram in how many texts it is, and how often, from what its windows add."""
    for w in range(len(chains)):
        texts = 0
        for n in range(chains.shape[1]):
            texts += added[w, n] + carried[w, n]
            g = chains[w, n]
            if g >= 0:
                texts_with[g] += texts
                if len(occurrences):
                    times[g] += occurrences[w]


@nb.njit(nogil=True, cache=True)
def keep(kept, parent):
    """Numbers after only the n-grams ``kept`` stay.

    Returns
    -------
    names : int32 array, n_grams
        New number of each n-gram, or -1.
    new_parent : int32 array, n_kept
        The longest other n-gram left that each begins with, or -1.
    """
    names, nearest = np.empty(len(kept), np.int32), np.empty(len(kept), np.int32)
    new_parent = np.empty(kept.sum(), np.int32)
    at = 0
    for g in range(len(kept)):
        above = nearest[parent[g]] if parent[g] >= 0 else -1
        if kept[g]:
            new_parent[at] = above
            names[g], nearest[g] = at, at
            at += 1
        else:
            names[g], nearest[g] = -1, above
    return names, new_parent


@nb.njit(nogil=True, cache=True)
def sizes(row_at, row_windows, keys, chains, min_n, symbol_at, per_word):
    """Distinct n-grams of each text that have a number in ``chains``."""
    result = np.zeros(len(row_at) - 1, np.int64)
    for d in range(len(result)):
        size, before = 0, np.int64(-1)
        for k in range(row_at[d], row_at[d + 1]):
            x = np.int64(row_windows[k])
            common = _shared(keys, before, x, symbol_at, per_word) if before >= 0 else 0
            for n in range(max(common + 1 - min_n, 0), chains.shape[1]):
                size += chains[x, n] >= 0
            before = x
        result[d] = size
    return result


@nb.njit(nogil=True, cache=True)
def write_rows(
    row_at,
    row_windows,
    row_counts,
    rows,
    keys,
    lengths,
    chains,
    min_n,
    symbol_at,
    per_word,
    starts,
    binary,
    indices,
    data,
):
    """Rows ``rows`` of the matrix, each from ``starts[row]`` on, n-grams in order."""
    place = np.empty(chains.shape[1], np.int64)
    for d in range(len(rows)):
        at, before = starts[rows[d]], np.int64(-1)
        for k in range(row_at[d], row_at[d + 1]):
            x, times = np.int64(row_windows[k]), row_counts[k]
            common = _shared(keys, before, x, symbol_at, per_word) if before >= 0 else 0
            new = max(common + 1 - min_n, 0)
            before = x
            if not binary:
                for n in range(new):
                    if place[n] >= 0:
                        data[place[n]] += times
            for n in range(new, max(lengths[x] - min_n, 0) + 1):
                place[n] = -1
                if chains[x, n] >= 0:
                    place[n] = at
                    indices[at] = chains[x, n]
                    data[at] = 1 if binary else times
                    at += 1

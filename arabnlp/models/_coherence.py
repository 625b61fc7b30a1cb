"""Compiled counts of words and pairs of words over documents and sliding windows of token ids."""

from __future__ import annotations

import numba as nb
import numpy as np


@nb.njit(nogil=True, cache=True)
def window_counts(ids, starts, code, n_words, window, forgetful):
    """Windows that hold each word (diagonal) and each pair of words, and how many windows there are.

    ``code`` gives each token id the number of its word among those counted, or -1. A window slides by one token; a
    text shorter than it is one window, as is every text where ``window`` is 0. With ``forgetful`` a word is out of the
    window as soon as any of its occurrences leaves, as gensim counts; else when the last does.

    A pair is counted once for each stay of both in the window, not once for each window: what leaves adds the length
    of its stay with every word still there.
    """
    joint = np.zeros((n_words, n_words), np.int64)
    inside = np.zeros(n_words, np.int64)  # occurrences in the window
    since = np.zeros(n_words, np.int64)  # window in which the stay began
    present = np.empty(n_words, np.int64)  # the words in the window, in no order
    place = np.full(n_words, -1, np.int64)  # of each of them in ``present``
    n_windows = 0
    for d in range(len(starts) - 1):
        first, last = starts[d], starts[d + 1]
        size = last - first if window == 0 or last - first < window else window
        n_present = 0
        for i in range(first, last):
            now = i - first - size + 1 if i - first >= size else 0  # the first window fills up at time 0
            if i - first >= size:
                old = code[ids[i - size]]
                if old >= 0:
                    inside[old] -= 1
                    if place[old] >= 0 and (forgetful or inside[old] == 0):
                        n_present = _leave(old, now, joint, since, present, place, n_present)
            new = code[ids[i]]
            if new >= 0:
                inside[new] += 1
                if place[new] < 0:
                    since[new] = now
                    place[new] = n_present
                    present[n_present] = new
                    n_present += 1
        windows = last - first - size + 1
        n_windows += windows
        while n_present:
            n_present = _leave(present[n_present - 1], windows, joint, since, present, place, n_present)
        for i in range(last - size, last):
            if code[ids[i]] >= 0:
                inside[code[ids[i]]] = 0
    for a in range(n_words):
        for b in range(a):
            total = joint[a, b] + joint[b, a]
            joint[a, b] = total
            joint[b, a] = total
    return joint, n_windows


@nb.njit(nogil=True, cache=True, inline="always")
def _leave(word, now, joint, since, present, place, n_present):
    at = place[word]
    n_present -= 1
    moved = present[n_present]
    present[at] = moved
    place[moved] = at
    place[word] = -1
    began = since[word]
    joint[word, word] += now - began
    for k in range(n_present):
        other = present[k]
        joint[word, other] += now - max(began, since[other])
    return n_present

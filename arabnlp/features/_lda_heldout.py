"""Compiled halving of texts for document completion, the score of the half that was kept, and that of whole texts."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

_ZERO = np.float32(0)


@njit(cache=True, nogil=True)
def halve_counts(indptr, data, uniform, first):
    """Put half of each row's tokens, drawn without replacement, into ``first`` (the rest is ``data - first``).

    ``uniform`` holds one random number in [0, 1) a token. An odd token goes to ``first``.
    """
    at = 0
    for row in range(len(indptr) - 1):
        left = 0
        for i in range(indptr[row], indptr[row + 1]):
            left += data[i]
        wanted = (left + 1) // 2
        for i in range(indptr[row], indptr[row + 1]):
            for _ in range(data[i]):
                if uniform[at] * left < wanted:  # selection sampling: Knuth, volume 2, section 3.4.2, algorithm S
                    first[i] += 1
                    wanted -= 1
                left -= 1
                at += 1


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def score_tokens(indptr, words, counts, start, first, last, topics, beta, shares, floor, result):
    """``result[d] = sum_w counts_dw log(shares_d . (topics_w + beta))`` of the texts ``first`` to ``last``.

    Row 0 of ``shares`` is that of text ``start``; ``floor`` is the least likelihood.
    """
    n_topics = topics.shape[1]
    for d in range(first, last):
        row, total, mass = shares[d - start], 0.0, _ZERO
        for k in range(n_topics):
            mass += row[k]
        for i in range(indptr[d], indptr[d + 1]):
            if counts[i] == _ZERO:
                continue
            line, value = topics[words[i]], beta * mass
            for k in range(n_topics):
                value += row[k] * line[k]
            total += counts[i] * math.log(max(value, floor))
        result[d] = total


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def log_likelihood(indptr, words, counts, first, last, topics, theta, floor, result):
    """``result[d] = sum_w counts_dw log(theta_d . topics_w)`` of some texts; ``floor`` is the least likelihood."""
    n_topics = topics.shape[1]
    for d in range(first, last):
        total, row = 0.0, theta[d]
        for i in range(indptr[d], indptr[d + 1]):
            line = topics[words[i]]
            value = _ZERO
            for k in range(n_topics):
                value += row[k] * line[k]
            total += counts[i] * math.log(max(value, floor))
        result[d] = total

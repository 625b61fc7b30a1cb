"""Compiled halving of texts for document completion."""

from __future__ import annotations

from numba import njit


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

"""Compiled light10 on the types of a vocabulary: a stem is a stretch of its word."""

from __future__ import annotations

import numba as nb
import numpy as np

ALEF, BEH, TEH_MARBUTA, TEH, FEH, KAF, LAM, NOON, HEH, WAW, YEH = (ord(letter) for letter in "ابةتفكلنهوي")


@nb.njit(nogil=True, cache=True)
def light10(arena, starts, types):
    """Where the light10 stem of each type begins and how long it is, as ``arabnlp.text.stem.light10`` has it.

    Parameters
    ----------
    arena : uint32 array
    starts : int64 array
    types : int64 array, n
        Types that are stemmed.

    Returns
    -------
    begins, lengths : int64 arrays, n
    """
    begins, lengths = np.empty(len(types), np.int64), np.empty(len(types), np.int64)
    for k in range(len(types)):
        a, b = starts[types[k]], starts[types[k] + 1]
        n = b - a
        first = arena[a] if n > 0 else 0
        second = arena[a + 1] if n > 1 else 0
        if n >= 5 and second == ALEF and arena[a + 2] == LAM and first in (WAW, BEH, KAF, FEH):
            a += 3
        elif n >= 4 and second == LAM and first in (LAM, ALEF):
            a += 2
        elif n >= 4 and first == WAW:
            a += 1
        for suffix in range(10):
            n = b - a
            if n < 3:
                break
            last = arena[b - 1]
            if suffix < 7:
                if n < 4:
                    continue
                one = arena[b - 2]
                if (
                    (suffix == 0 and one == HEH and last == ALEF)
                    or (suffix == 1 and one == ALEF and last == NOON)
                    or (suffix == 2 and one == ALEF and last == TEH)
                    or (suffix == 3 and one == WAW and last == NOON)
                    or (suffix == 4 and one == YEH and last == NOON)
                    or (suffix == 5 and one == YEH and last == HEH)
                    or (suffix == 6 and one == YEH and last == TEH_MARBUTA)
                ):
                    b -= 2
            elif (
                (suffix == 7 and last == HEH) or (suffix == 8 and last == TEH_MARBUTA) or (suffix == 9 and last == YEH)
            ):
                b -= 1
        begins[k], lengths[k] = a, b - a
    return begins, lengths

"""Large arrays whose memory goes back to the system when they are dropped, whatever thread made them."""

from __future__ import annotations

import mmap
from typing import Any

import numpy as np

_LARGE = 1 << 20  # bytes; an allocator gives back less than that only by chance


def empty(length: int, dtype: Any) -> np.ndarray:
    """An array of ``length`` items; memory that is not written is not taken.

    Examples
    --------
    >>> empty(3, np.int32).shape
    (3,)
    """
    size = length * np.dtype(dtype).itemsize
    if size < _LARGE:
        return np.empty(length, dtype)
    return np.frombuffer(mmap.mmap(-1, size), dtype)


def zeros(length: int, dtype: Any) -> np.ndarray:
    """As :func:`empty`, of zeros."""
    array = empty(length, dtype)
    if array.nbytes < _LARGE:
        array[:] = 0
    return array

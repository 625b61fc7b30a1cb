"""Compiled loops over the code units of strings: how long each text is after folding, and the folded units.

Texts come as addresses of their code units, so that nothing is copied on the way in. A fold table has one 16-bit value
a code unit below U+10000: the unit that replaces it, or :data:`DROP`, or :data:`EXPAND` where several units replace it.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np
from numba.core import types
from numba.extending import intrinsic

DROP = 0xFFFF
EXPAND = 0xFFFE
SKIP = 0x80
_COMPACT, _KIND = 0x20, 0x1C  # bits of the state word of a CPython string


def _pointer_to(unit: Any) -> Any:
    @intrinsic
    def pointer(typing_context, address):
        target = types.CPointer(unit)

        def generate(context, builder, signature, args):
            return builder.inttoptr(args[0], context.get_value_type(target))

        return target(address), generate

    return pointer


_bytes_at = _pointer_to(types.uint8)
_units_at = _pointer_to(types.uint16)
_words_at = _pointer_to(types.uint32)


@nb.njit(nogil=True, cache=True)
def kinds(objects, state_offset, out):
    """Bytes a code unit of each string (1, 2, 4), 3 for ASCII, 0 for a string that does not hold its units itself."""
    for d in range(len(objects)):
        state = _words_at(objects[d] + state_offset)[0]
        kind = (state & _KIND) >> 2
        if not state & _COMPACT:
            kind = 0
        elif kind == 1 and state & 0x40:
            kind = 3
        out[d] = kind


@nb.njit(nogil=True, cache=True, inline="always")
def _measure(units, n, table, expand_at, expansions):
    # No branch in the loop that every text goes through: the compiler makes wide instructions of it.
    kept, bits, difference, expanding = 0, nb.uint32(0), nb.uint32(0), 0
    for i in range(n):
        unit = nb.uint32(units[i])
        value = nb.uint32(table[unit]) if unit < 0x10000 else unit
        expand = value == EXPAND
        stays = not (expand or value == DROP)
        kept += stays
        expanding += expand
        bits |= value if stays else nb.uint32(0)
        difference |= value ^ unit
    if expanding:
        for i in range(n):
            unit = nb.uint32(units[i])
            if unit < 0x10000 and table[unit] == EXPAND:
                for k in range(expand_at[unit], expand_at[unit + 1]):
                    kept += 1
                    bits |= expansions[k]
    return kept, bits, difference == 0 and expanding == 0, expanding


@nb.njit(nogil=True, cache=True)
def measure(units, lengths, kind, table, expand_at, expansions, out, first, last):
    """For texts ``first`` to ``last``: length, bits of all units, whether nothing changes, units that expand."""
    for d in range(first, last):
        if kind[d] == 2:
            kept, bits, same, expanding = _measure(_units_at(units[d]), lengths[d], table, expand_at, expansions)
        elif kind[d] == 4:
            kept, bits, same, expanding = _measure(_words_at(units[d]), lengths[d], table, expand_at, expansions)
        else:
            kept, bits, same, expanding = _measure(_bytes_at(units[d]), lengths[d], table, expand_at, expansions)
        out[d, 0] = kept
        out[d, 1] = bits
        out[d, 2] = same
        out[d, 3] = expanding


@nb.njit(nogil=True, cache=True, inline="always")
def _write(units, n, table, expand_at, expansions, to):
    at = 0
    for i in range(n):
        unit = nb.uint32(units[i])
        value = nb.uint32(table[unit]) if unit < 0x10000 else unit
        if value == EXPAND:
            for k in range(expand_at[unit], expand_at[unit + 1]):
                to[at] = expansions[k]
                at += 1
        else:
            to[at] = value  # also what is dropped: the next unit overwrites it, or the end below does
            at += value != DROP
    to[at] = 0  # a string is allocated with room for it


@nb.njit(nogil=True, cache=True)
def write(units, lengths, kind, table, expand_at, expansions, to, first, last):
    """Folded units of texts ``first`` to ``last`` to the addresses ``to``; where that is 0, nothing is written."""
    for d in range(first, last):
        if to[d] == 0:
            continue
        if kind[d] == 2:
            _write(_units_at(units[d]), lengths[d], table, expand_at, expansions, _units_at(to[d]))
        elif kind[d] == 4:
            _write(_words_at(units[d]), lengths[d], table, expand_at, expansions, _words_at(to[d]))
        else:
            _write(_bytes_at(units[d]), lengths[d], table, expand_at, expansions, _bytes_at(to[d]))


@nb.njit(nogil=True, cache=True, inline="always")
def _codes(units, n, codes, to):
    for i in range(n):
        unit = nb.uint32(units[i])
        to[i] = codes[unit if unit < 0x10000 else 0x10000]


@nb.njit(nogil=True, cache=True)
def _find(here, n, needles, groups, whole):
    found = nb.uint8(0)
    for i in range(n):
        code = here[i] & (SKIP - 1)
        if code == 0:
            continue
        for k in range(len(needles)):
            if needles[k, 0] != code or found & groups[k] == groups[k]:
                continue
            j, at = i, 0
            while at < needles.shape[1] and needles[k, at] and j < n:
                if here[j] & (SKIP - 1) == needles[k, at]:
                    at += 1
                elif here[j] < SKIP:
                    break
                j += 1
            if at == needles.shape[1] or needles[k, at] == 0:
                found |= groups[k]
                if found == whole:
                    return found
    return found


@nb.njit(nogil=True, cache=True)
def find(units, lengths, kind, codes, needles, groups, out, first, last):
    """For texts ``first`` to ``last``: the union of the groups of the needles that occur in each.

    A needle is a row of codes below ``SKIP``, zeros behind it. ``codes`` has the code of each unit below U+10000 and
    of all others, 0 for one that is in no needle; to it ``SKIP`` is added for one that may stand anywhere inside.
    """
    whole = nb.uint8(0)
    for k in range(len(groups)):
        whole |= groups[k]
    longest = 0
    for d in range(first, last):
        longest = longest if longest > lengths[d] else lengths[d]
    here = np.empty(longest, np.uint8)
    for d in range(first, last):
        if kind[d] == 2:
            _codes(_units_at(units[d]), lengths[d], codes, here)
        elif kind[d] == 4:
            _codes(_words_at(units[d]), lengths[d], codes, here)
        elif kind[d] > 0:
            _codes(_bytes_at(units[d]), lengths[d], codes, here)
        out[d] = _find(here, lengths[d], needles, groups, whole) if kind[d] > 0 else whole

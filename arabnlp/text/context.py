"""What becomes of a character by those around it: marks that compose with a letter, and the joiner of emoji.

A character table drops the combining madda and hamzas with the other marks, but a letter spelled with one of them is
canonically the same as the letter in one character [1]_: they are composed first, so that both spellings fold alike.
It drops the zero-width joiner, but not where that makes one emoji of two [2]_.

References
----------
.. [1] Unicode Standard Annex 15, https://www.unicode.org/reports/tr15/.
.. [2] Unicode Technical Standard 51, section 2.3, https://www.unicode.org/reports/tr51/.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from arabnlp.text import charset as c
from arabnlp.text.emoji import JOINED, JOINER

_HEEDED = c.MADDAH_HAMZA_MARKS + JOINER
_LONG = 1_000
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


def heeded(mapping: Mapping[int, str]) -> str:
    """The characters that a table drops only in some contexts.

    Examples
    --------
    >>> heeded({0x0654: "", 0x064E: ""}) == "\\u0654"
    True
    """
    return "".join(char for char in _HEEDED if mapping.get(ord(char)) == "")


def fold_in_context(text: str, mapping: Mapping[int, str], heeded: str) -> str:
    """``text.translate(mapping)``, but for the characters ``heeded`` where they compose or join.

    Examples
    --------
    >>> fold_in_context("\\u0648\\u064e\\u0654", {0x064E: "", 0x0654: ""}, "\\u0654") == "\\u0624"
    True
    """
    here = [char for char in heeded if char in text]
    if not here:
        return text.translate(mapping)
    if here != [JOINER]:
        text = seated_hamza().sub(compose, text)
    if here[-1] != JOINER:
        return text.translate(mapping)
    return JOINER.join(part.translate(mapping) for part in JOINED.split(text))


def kept_joiners(text: str, heeded: str) -> set[int]:
    """Where joiners stand that :func:`fold_in_context` keeps."""
    return {match.start() for match in JOINED.finditer(text)} if JOINER in heeded else set()


def compose(match: re.Match[str]) -> str:
    """A letter and its marks, of a match of :func:`seated_hamza`, composed."""
    return to_form("NFC", match.group())


@lru_cache(maxsize=1)
def seated_hamza() -> re.Pattern[str]:
    """A letter with its marks, a combining madda or hamza among them that composes with such a letter."""
    pairs = [unicodedata.decomposition(chr(code)).split() for code in range(0x0600, 0x0700)]
    seats = {chr(int(pair[0], 16)) for pair in pairs if len(pair) == 2 and chr(int(pair[1], 16)) in _HEEDED}
    marks = _marks(beyond=False)
    return re.compile(f"[{''.join(sorted(seats))}][{marks}]*?[{c.MADDAH_HAMZA_MARKS}][{marks}]*")


def to_form(form: Any, text: str) -> str:
    """A text in a Unicode normalization form, in linear time."""
    if unicodedata.is_normalized(form, text):
        return text
    if len(text) > _LONG:  # Python orders a run of marks in quadratic time; marks in order already take it none
        runs = _mark_runs(_BEYOND.search(text) is not None)
        text = runs.sub(lambda run: "".join(sorted(run.group(), key=unicodedata.combining)), text)
    return unicodedata.normalize(form, text)


@lru_cache(maxsize=2)
def _mark_runs(beyond: bool) -> re.Pattern[str]:  # without marks beyond U+FFFF the search is many times faster
    plain = "".join(mark for mark in _marks(beyond) if unicodedata.normalize("NFKD", mark) == mark)
    return re.compile(f"[{plain}]{{64,}}")


def _marks(beyond: bool) -> str:
    points = map(chr, range(sys.maxunicode + 1 if beyond else 0x10000))
    return "".join(char for char in points if unicodedata.combining(char))

"""Which texts a scheme's patterns cannot touch: for those, the scheme is one character table.

A pattern names strings without which it has no match. One compiled pass over the code units looks for all of them at
once, as they stand in the text or as the scheme's character tables would make them: a character that a table turns into
one of theirs counts as theirs, and one that a table drops may stand inside. So a text in which nothing is found has no
match at any step of any pass, and its normal form is its characters through the tables, over and over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from arabnlp.text.batch import Table, compile_table, in_threads, layout_is_known, locate, processors
from arabnlp.text.folds import BY_NAME, Form, Pattern

PATTERNS, SPACES = 1, 2  # groups: any pattern but that of spaces; spaces
_MARK, _JOINING, _ASTRAL = 1, 2, 3  # codes of what a Unicode form depends on
_COLLAPSE = BY_NAME["whitespace"].choices["collapse"]


class Shortcut(NamedTuple):
    """A scheme without its patterns.

    Attributes
    ----------
    table : Table
        What its character tables come to.
    collapse : Pattern or None
        Its last step, if that is the one that folds runs of spaces: it needs no further pass.
    codes, needles, groups : ndarray
        What ``_fold.find`` looks for.
    """

    table: Table
    collapse: Pattern | None
    codes: np.ndarray
    needles: np.ndarray
    groups: np.ndarray


def find_shortcut(plan: Sequence[Any], passes: int) -> Shortcut | None:
    """The shortcut of a scheme's steps; None if it has none.

    Parameters
    ----------
    plan : sequence of steps
        Character tables (objects with a ``mapping``), patterns and Unicode forms.
    passes : int
        How often the steps are repeated at most.
    """
    tables: list[Mapping[int, str]] = []
    needs: dict[tuple[int, ...], int] = {}
    code_of: dict[str, int] = {}
    collapse = _COLLAPSE if plan and plan[-1] is _COLLAPSE else None
    for step in plan:
        if isinstance(step, Form):
            mapping, marks, joining = _simple(step.name)
            if code_of:
                return None
            code_of |= dict.fromkeys(marks, _MARK) | dict.fromkeys(joining, _JOINING)
            needs |= {(_MARK, _MARK): PATTERNS, (_JOINING,): PATTERNS, (_ASTRAL,): PATTERNS}
            tables.append(mapping)
        elif isinstance(step, Pattern):
            for text in step.needs:
                for char in text:
                    code = code_of.setdefault(char, max(code_of.values(), default=_ASTRAL) + 1)
                    if char.isascii():
                        code_of[char.upper()] = code
                needs[tuple(code_of[char] for char in text)] = SPACES if step is collapse else PATTERNS
            if not step.needs:
                return None
        else:
            tables.append(step.mapping)
    astral = _ASTRAL if any(isinstance(step, Form) for step in plan) else 0
    whole, seen, dropped = _closure(tables, passes)
    table = compile_table(whole)
    found = _needles(needs, code_of, astral, seen, dropped)
    if table is None or found is None:
        return None
    return Shortcut(table, collapse if isinstance(collapse, Pattern) else None, *found)


@lru_cache(maxsize=4)
def _simple(form: Any) -> tuple[dict[int, str], str, str]:
    """A Unicode form as a table, for texts without two marks in a row and without characters that join what is before.

    Returns
    -------
    mapping, marks, joining
        Of characters below U+10000. What is not in the table stays as it is, or is a mark or joins.
    """
    normal = unicodedata.normalize
    mapping: dict[int, str] = {}
    second = set()
    for code in range(0x10000):
        # The last character of a canonical pair may join with what stands before it, and so may these of Hangul.
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            second.add(chr(int(parts[1], 16)))
    second |= {chr(code) for code in range(0x1100, 0x1200)}
    marks: list[str] = []
    joining: list[str] = []
    for code in range(0x10000):
        char = chr(code)
        out = normal(form, char)
        beyond = any(ord(part) > 0xFFFF for part in out)
        if beyond or set(out) & second or (len(out) > 1 and any(map(unicodedata.combining, out))):
            joining.append(char)
        elif unicodedata.combining(out[0]):
            (marks if out == char else joining).append(char)
        elif out != char:
            mapping[code] = out
    return mapping, "".join(marks), "".join(joining)


def _closure(tables: Sequence[Mapping[int, str]], passes: int) -> tuple[dict[int, str], dict[int, set[str]], set[int]]:
    """What each character becomes in the end, what strings it is on the way, and which are dropped."""
    whole: dict[int, str] = {}
    seen: dict[int, set[str]] = {}
    dropped: set[int] = set()
    for code in {code for table in tables for code in table}:
        out = chr(code)
        seen[code] = {out}
        for _ in range(passes):
            before = out
            for table in tables:
                out = out.translate(table)
                seen[code].add(out)
            if out == before:
                break
        whole[code] = out
        if "" in seen[code]:
            dropped.add(code)
    return whole, seen, dropped


def _needles(
    needs: Mapping[tuple[int, ...], int],
    code_of: Mapping[str, int],
    astral: int,
    seen: Mapping[int, set[str]],
    dropped: set[int],
) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    from arabnlp.text._fold import SKIP

    if max(code_of.values(), default=0) > 100 or any(ord(char) > 0xFFFF for char in code_of):
        return None
    codes = np.zeros(0x10001, np.uint8)
    codes[0x10000] = astral
    for char, code in code_of.items():
        codes[ord(char)] = code
    rows = dict(needs)
    extra: dict[int, int] = {}
    for unit, strings in seen.items():
        own = code_of.get(chr(unit), 0)
        becomes = {code_of[char] for char in "".join(strings) if char in code_of} - {own}
        if unit in dropped:
            # One that is looked for itself may be skipped only where nothing else is looked for together with it.
            if becomes or (own and any(own in need and set(need) != {own} for need in needs)):
                return None
            codes[unit] |= SKIP
        elif not becomes:
            continue
        elif own:
            return None
        elif len(becomes) == 1 and max(map(len, strings)) == 1:
            codes[unit] = becomes.pop()
        else:  # it becomes several characters: enough to look closer
            group = 0
            for need, of in needs.items():
                group |= of if set(need) & becomes else 0
            codes[unit] = extra.setdefault(group, 101 + len(extra))
    rows |= {(code,): group for group, code in extra.items()}
    needles = np.zeros((len(rows), max(map(len, rows), default=1)), np.uint8)
    for k, row in enumerate(rows):
        needles[k, : len(row)] = row
    return codes, needles, np.array(list(rows.values()), np.uint8)


def groups_in(texts: Sequence[str], shortcut: Shortcut, n_threads: int | None = None) -> np.ndarray | None:
    """Groups of needles that each text may hold, uint8, n_texts; None where strings cannot be read.

    Examples
    --------
    >>> from arabnlp.text.normalize import ArabicNormalizer
    >>> groups_in(["بلا روابط", "على www.spa.gov.sa"], ArabicNormalizer("news").shortcut).tolist()
    [0, 1]
    """
    if not layout_is_known():
        return None
    found = np.zeros(len(texts), np.uint8)
    if not len(shortcut.groups) or not len(texts):
        return found
    from arabnlp.text import _fold

    units, lengths, kind = locate(texts)
    search = (shortcut.codes, shortcut.needles, shortcut.groups)

    def work(first: int, last: int, alive: Any = texts) -> None:
        _fold.find(units, lengths, kind, *search, found, first, last)

    in_threads(work, lengths + 1, (n_threads or processors()) if lengths.sum() > 100_000 else 1)
    return found

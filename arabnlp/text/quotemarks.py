"""Pairs of quotation marks in a text, whatever their shape, never across a paragraph."""

from __future__ import annotations

import re
from typing import NamedTuple

_CLOSER_OF = {"«": "»", "“": "”″", "„": "“”", "‘": "’", "‹": "›", "”": "”“", "»": "«"}
_MARK = re.compile(r"''|[«»“”„″‘’‹›\"＂']")
_OPENING_CONTEXT = re.compile(r"(?:^|[\s:،,؛(\[\-–—ـ/.؟!]|(?<!\w)[وفبلك]ـ?|(?<!\w)(?:وال|بال|ال))$")


class QuotedSpan(NamedTuple):
    """Words between marks: ``text[start:end]``, the opening mark at ``open``, the closing mark ending at ``close``."""

    open: int
    start: int
    end: int
    close: int


def quoted_spans(text: str) -> list[QuotedSpan]:
    """Outermost quoted spans of a text, in order.

    Straight marks open and close alike: they pair in order where a paragraph has an even number of them, and by
    their surroundings where it does not. A mark without a partner is left alone.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of QuotedSpan

    Examples
    --------
    >>> text = 'قال "نعم" ثم «لا»'
    >>> [text[q.start:q.end] for q in quoted_spans(text)]
    ['نعم', 'لا']
    """
    spans: list[QuotedSpan] = []
    offset = 0
    for paragraph in text.splitlines(keepends=True):
        spans += [QuotedSpan(*(offset + i for i in span)) for span in _paired(paragraph)]
        offset += len(paragraph)
    return spans


def _paired(paragraph: str) -> list[QuotedSpan]:
    marks = [m for m in _MARK.finditer(paragraph) if not _is_apostrophe(paragraph, m)]
    pairs: list[QuotedSpan] = []
    for shape in ("«»‹›", "“”„″", '"＂', "''", "‘’", "'"):
        own = [m for m in marks if (m.group() == shape if shape in ("''", "'") else m.group() in shape)]
        alike = shape in ('"＂', "''", "'")
        pairs += _straight(paragraph, own, strict=shape == "'") if alike else _curved(own)
    pairs.sort(key=lambda span: (span.open, -span.close))
    outer: list[QuotedSpan] = []
    for span in pairs:
        if not outer or span.open >= outer[-1].close:
            outer.append(span)
    return outer


def _curved(marks: list[re.Match[str]]) -> list[QuotedSpan]:
    nested = _nested(marks)
    if nested is not None:
        return nested
    found, opened = [], None
    for mark in marks:
        char = mark.group()
        if opened is not None and char in _CLOSER_OF[opened.group()]:
            found.append(_span(opened, mark))
            opened = None
        elif char in _CLOSER_OF and opened is None:
            opened = mark
    return found


def _nested(marks: list[re.Match[str]]) -> list[QuotedSpan] | None:
    """Outermost pairs of guillemets that stand inside each other, «… «…» …»; None where they do not come out even."""
    found, stack = [], []
    for mark in marks:
        if mark.group() in "«‹":
            stack.append(mark)
        elif mark.group() in "»›" and stack:
            opened = stack.pop()
            if not stack:
                found.append(_span(opened, mark))
        else:
            return None
    return None if stack else found


def _straight(paragraph: str, marks: list[re.Match[str]], strict: bool) -> list[QuotedSpan]:
    if len(marks) % 2 == 0 and not strict:
        return [_span(a, b) for a, b in zip(marks[::2], marks[1::2], strict=True)]
    found, opened = [], None
    for mark in marks:
        before, after = paragraph[: mark.start()][-4:], paragraph[mark.end() : mark.end() + 1]
        may_open = bool(_OPENING_CONTEXT.search(before)) and bool(after) and not after.isspace()
        may_close = bool(before) and not before[-1].isspace() and not (after.isalnum())
        if opened is not None and may_close:
            found.append(_span(opened, mark))
            opened = None
        elif may_open:
            opened = mark
    return found


def _span(opened: re.Match[str], closed: re.Match[str]) -> QuotedSpan:
    return QuotedSpan(opened.start(), opened.end(), closed.start(), closed.end())


def _is_apostrophe(paragraph: str, mark: re.Match[str]) -> bool:
    """An apostrophe inside a Latin word, or feet and minutes after a digit."""
    if mark.group() not in "'’":
        return False
    before, after = paragraph[mark.start() - 1 : mark.start()], paragraph[mark.end() : mark.end() + 1]
    return before.isascii() and before.isalnum() and (after.isascii() and after.isalnum())

"""Pairs of quotation marks in a text, whatever their shape, and the marks that lost their partner.

A mark opens or closes by what stands around it («قال "نعم"»: a blank before, a letter after) and, where that does not
tell, by its shape. So marks inside marks of the same shape, reversed marks («»نعم«») and a mark too many are read as a
reader reads them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

_OPENERS, _CLOSERS = "«“„‘‹", "»”″’›"
_FAMILIES = ("«»‹›", "“”„″", '"＂', "''", "‘’", "'")
_MARK = re.compile(r"''|[«»“”„″‘’‹›\"＂']")
_OPENING_CONTEXT = re.compile(r"(?:^|[\s:،,؛(\[\-–—ـ/.؟!«»“”\"]|(?<!\w)[وفبلك]ـ?|(?<!\w)(?:وال|بال|ال))$")
_NAME_WORDS = 5  # no more words in a name within a quotation
_MANY_PAIRS = 50


class QuotedSpan(NamedTuple):
    """Words between marks: ``text[start:end]``, the opening mark at ``open``, the closing mark ending at ``close``."""

    open: int
    start: int
    end: int
    close: int


class LoneMark(NamedTuple):
    """A mark ``text[start:end]`` without a partner in its paragraph ``text[line_start:line_end]``."""

    start: int
    end: int
    opens: bool
    line_start: int
    line_end: int


def quoted_spans(text: str) -> list[QuotedSpan]:
    """Outermost quoted spans of a text, in order, none of them across a paragraph.

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
    return _read(text)[0]


def lone_marks(text: str) -> list[LoneMark]:
    """Marks that open or close a quotation and have no partner in their paragraph, in order.

    Examples
    --------
    >>> [(m.start, m.opens) for m in lone_marks("قال: «نعم\\nثم غادر» أمس")]
    [(5, True), (17, False)]
    """
    return _read(text)[1]


def joined_spans(lone: list[LoneMark]) -> list[QuotedSpan]:
    """Quotations that run over several paragraphs: a lone opening mark and the lone closing mark after it.

    Parameters
    ----------
    lone : list of LoneMark
        As :func:`lone_marks` gives them.

    Examples
    --------
    >>> [tuple(q) for q in joined_spans(lone_marks("قال: «نعم\\nثم غادر» أمس"))]
    [(5, 6, 17, 18)]
    """
    found = []
    for mark, following in pairwise(lone):
        if mark.opens and not following.opens and following.line_start >= mark.line_end:
            found.append(QuotedSpan(mark.start, mark.end, following.start, following.end))
    return found


def _read(text: str) -> tuple[list[QuotedSpan], list[LoneMark]]:
    spans: list[QuotedSpan] = []
    lone: list[LoneMark] = []
    offset = 0
    for paragraph in text.splitlines(keepends=True):
        if _MARK.search(paragraph):
            paired, unpaired = _paired(paragraph)
            spans += [QuotedSpan(*(offset + i for i in span)) for span in paired]
            length = offset + len(paragraph)
            lone += [LoneMark(offset + m.start(), offset + m.end(), opens, offset, length) for m, opens in unpaired]
        offset += len(paragraph)
    return spans, lone


def _paired(paragraph: str) -> tuple[list[QuotedSpan], list[tuple[re.Match[str], bool]]]:
    marks = [m for m in _MARK.finditer(paragraph) if not _is_apostrophe(paragraph, m)]
    pairs: list[QuotedSpan] = []
    lone: list[tuple[re.Match[str], bool]] = []
    for family in _FAMILIES:
        own = [m for m in marks if (m.group() == family if family in ("''", "'") else m.group() in family)]
        if own:
            found, left = _match(paragraph, own, strict=family == "'")
            pairs += found
            lone += left if family != "'" else []
    outer: list[QuotedSpan] = []
    for span in sorted(pairs, key=lambda span: (span.open, -span.close)):
        if not outer or span.open >= outer[-1].close:
            outer.append(span)
    outside = [
        (mark, opens)
        for mark, opens in sorted(lone, key=lambda pair: pair[0].start())
        if not _within(outer, mark.start())
    ]
    return outer, outside


def _within(spans: list[QuotedSpan], place: int) -> bool:
    i = bisect_right(spans, (place, place, place, place)) - 1
    return i >= 0 and spans[i].open <= place < spans[i].close


def _match(
    paragraph: str, marks: list[re.Match[str]], strict: bool
) -> tuple[list[QuotedSpan], list[tuple[re.Match[str], bool]]]:
    """Pairs and lone marks of one family: by shape where that comes out even, else by surroundings or in order."""
    sides = [_side(paragraph, mark) for mark in marks]
    shapes = [_shape(mark) for mark in marks]
    if all(shapes):
        by_shape = _nest(marks, shapes)
        if not by_shape[1]:
            return by_shape
    if strict:
        return _nest(marks, [side or 0 for side in sides], strict=True)
    # A closing shape that stands where a mark may open, «لـ»نعم»», opens if nothing is open.
    weak = [max(shape, 0) if side == 0 else side for side, shape in zip(sides, shapes, strict=True)]
    nested = _flattened(paragraph, *_nest(marks, weak))
    if nested[1] and len(marks) % 2 == 0:
        wrong = sum(side == (1 if i % 2 else -1) for i, side in enumerate(sides))
        ordered = [_span(a, b) for a, b in zip(marks[::2], marks[1::2], strict=True)]
        filled = all(paragraph[span.start : span.end].strip(_OPENERS + _CLOSERS) for span in ordered)
        if wrong == 0 and (filled or not any(shapes)):
            return ordered, []
        if not any(shapes) and (2 * wrong < len(nested[1]) or (wrong == 1 and sides[0] < 0)):
            return ordered, []
    return nested


def _nest(
    marks: list[re.Match[str]], sides: list[int], strict: bool = False
) -> tuple[list[QuotedSpan], list[tuple[re.Match[str], bool]]]:
    """Pairs of marks that stand inside each other, given whether each opens (1), closes (-1) or may do either (0)."""
    found: list[QuotedSpan] = []
    stack: list[re.Match[str]] = []
    lone: list[tuple[re.Match[str], bool]] = []
    for mark, side in zip(marks, sides, strict=True):
        if side > 0 or (side == 0 and not stack):
            if not (strict and side == 0):
                stack.append(mark)
        elif stack and not (mark.start() == stack[-1].end() and _shape(mark) > 0):
            found.append(_span(stack.pop(), mark))
        else:
            lone.append((mark, False))
    return found, lone + [(mark, True) for mark in stack]


def _flattened(
    paragraph: str, found: list[QuotedSpan], lone: list[tuple[re.Match[str], bool]]
) -> tuple[list[QuotedSpan], list[tuple[re.Match[str], bool]]]:
    """Without pairs that hold whole quotations: their opening mark was never closed, their closing one never opened."""
    outer: list[QuotedSpan] = []
    for span in found:  # in the order in which they close: inner pairs come first
        first = len(outer)
        while first and outer[first - 1].open >= span.open and len(outer) - first < _MANY_PAIRS:
            first -= 1
        inside = outer[first:]
        if sum(len(paragraph[pair.start : pair.end].split()) > _NAME_WORDS for pair in inside) < 2:
            outer[first:] = [span]
    return outer, lone


def _shape(mark: re.Match[str]) -> int:
    return 1 if mark.group() in _OPENERS else -1 if mark.group() in _CLOSERS else 0


def _side(paragraph: str, mark: re.Match[str]) -> int:
    """Whether the surroundings show that a mark opens (1) or closes (-1); 0 where they do not tell."""
    before, after = paragraph[max(0, mark.start() - 4) : mark.start()], paragraph[mark.end() : mark.end() + 1]
    if before.rstrip()[-1:] == ":" and after:
        return 1
    may_open = bool(_OPENING_CONTEXT.search(before)) and bool(after) and not after.isspace() and after not in ".،,؛:؟!)"
    may_close = bool(before) and not before[-1].isspace() and not after.isalnum()
    return may_open - may_close


def _span(opened: re.Match[str], closed: re.Match[str]) -> QuotedSpan:
    return QuotedSpan(opened.start(), opened.end(), closed.start(), closed.end())


def _is_apostrophe(paragraph: str, mark: re.Match[str]) -> bool:
    """An apostrophe inside a Latin word, or feet and minutes after a digit."""
    if mark.group() not in "'’":
        return False
    before, after = paragraph[mark.start() - 1 : mark.start()], paragraph[mark.end() : mark.end() + 1]
    return before.isascii() and before.isalnum() and (after.isascii() and after.isalnum())

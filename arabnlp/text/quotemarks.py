"""Pairs of quotation marks in a text, whatever their shape, and the marks that lost their partner.

A mark opens or closes by what stands around it («قال "نعم"»: a blank before, a letter after) and, where that does not
tell, by its shape. So marks inside marks of the same shape, reversed marks («»نعم«») and a mark too many are read as a
reader reads them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_OPENERS, _CLOSERS = "«“„‘‹", "»”″’›"
_FAMILIES = ("«»‹›", "“”„″", '"＂', "''", "‘’", "'")
_MARK = re.compile(r"''|‹‹|››|[«»“”„″‘’‹›\"＂']")
_OPENING_CONTEXT = re.compile(r"(?:^|[\s:،,؛(\[\-–—ـ/.؟!«»“”\"]|(?<!\w)[وفبلك]ـ?|(?<!\w)(?:وال|بال|ال))$")
_FAMILY = {sign: i for i, family in enumerate(_FAMILIES) for sign in ([family] if len(family) == 1 else family)}
_FAMILY |= {"''": _FAMILIES.index("''"), "‹‹": 0, "››": 0}
_SHAPES = dict.fromkeys((*_OPENERS, "‹‹"), 1) | dict.fromkeys((*_CLOSERS, "››"), -1)
_NAME_WORDS = 5  # no more words in a name within a quotation
_MANY_PAIRS = 50

# A mark in a paragraph: where it starts and ends, and whether its shape opens (1), closes (-1) or tells nothing (0).
_Mark = tuple[int, int, int]


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
    return list(_read(text)[0])


def lone_marks(text: str) -> list[LoneMark]:
    """Marks that open or close a quotation and have no partner in their paragraph, in order.

    Examples
    --------
    >>> [(m.start, m.opens) for m in lone_marks("قال: «نعم\\nثم غادر» أمس")]
    [(5, True), (17, False)]
    """
    return list(_read(text)[1])


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


@lru_cache(maxsize=4)  # sentences, quotations and their lone marks ask for the marks of one text in turn
def _read(text: str) -> tuple[tuple[QuotedSpan, ...], tuple[LoneMark, ...]]:
    spans: list[QuotedSpan] = []
    lone: list[LoneMark] = []
    offset = 0
    for paragraph in text.splitlines(keepends=True):
        if _MARK.search(paragraph):
            paired, unpaired = _paired(paragraph)
            if offset:
                paired = [QuotedSpan(a + offset, b + offset, c + offset, d + offset) for a, b, c, d in paired]
            spans += paired
            end = offset + len(paragraph)
            lone += [LoneMark(offset + mark[0], offset + mark[1], opens, offset, end) for mark, opens in unpaired]
        offset += len(paragraph)
    return tuple(spans), tuple(lone)


def _paired(paragraph: str) -> tuple[list[QuotedSpan], list[tuple[_Mark, bool]]]:
    families: list[list[_Mark]] = [[] for _ in _FAMILIES]
    for match in _MARK.finditer(paragraph):
        sign = match[0]
        start, end = match.span()
        if sign not in "'’" or not _is_apostrophe(paragraph, start, end):
            families[_FAMILY[sign]].append((start, end, _SHAPES.get(sign, 0)))
    pairs: list[QuotedSpan] = []
    lone: list[tuple[_Mark, bool]] = []
    for family, own in zip(_FAMILIES, families, strict=True):
        if own:
            found, left = _match(paragraph, own, strict=family == "'")
            pairs += found
            lone += left if family != "'" else []
    outer: list[QuotedSpan] = []
    for span in sorted(pairs, key=lambda span: (span.open, -span.close)):
        if not outer or span.open >= outer[-1].close:
            outer.append(span)
    lone.sort(key=lambda pair: pair[0][0])
    return outer, [(mark, opens) for mark, opens in lone if not _within(outer, mark[0])] if outer else lone


def _within(spans: list[QuotedSpan], place: int) -> bool:
    i = bisect_right(spans, (place, place, place, place)) - 1
    return i >= 0 and spans[i].open <= place < spans[i].close


def _match(paragraph: str, marks: list[_Mark], strict: bool) -> tuple[list[QuotedSpan], list[tuple[_Mark, bool]]]:
    """Pairs and lone marks of one family: by shape where that comes out even, else by surroundings or in order."""
    sides = [_side(paragraph[max(0, start - 4) : start], paragraph[end : end + 1]) for start, end, _ in marks]
    shapes = [shape for _, _, shape in marks]
    if all(shapes):
        by_shape = _nest(marks, shapes)
        if not by_shape[1]:
            return by_shape
    if strict:
        return _nest(marks, sides, strict=True)
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
    marks: list[_Mark], sides: list[int], strict: bool = False
) -> tuple[list[QuotedSpan], list[tuple[_Mark, bool]]]:
    """Pairs of marks that stand inside each other, given whether each opens (1), closes (-1) or may do either (0)."""
    found: list[QuotedSpan] = []
    stack: list[_Mark] = []
    lone: list[tuple[_Mark, bool]] = []
    for mark, side in zip(marks, sides, strict=True):
        if side > 0 or (side == 0 and not stack):
            if not (strict and side == 0):
                stack.append(mark)
        elif stack and not (mark[0] == stack[-1][1] and mark[2] > 0):
            found.append(_span(stack.pop(), mark))
        else:
            lone.append((mark, False))
    return found, lone + [(mark, True) for mark in stack]


def _flattened(
    paragraph: str, found: list[QuotedSpan], lone: list[tuple[_Mark, bool]]
) -> tuple[list[QuotedSpan], list[tuple[_Mark, bool]]]:
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


@lru_cache(maxsize=4096)  # the same few surroundings come again and again
def _side(before: str, after: str) -> int:
    """Whether four characters before a mark and one after it show that it opens (1) or closes (-1); 0 if not."""
    if before.rstrip()[-1:] == ":" and after:
        return 1
    may_open = bool(_OPENING_CONTEXT.search(before)) and bool(after) and not after.isspace() and after not in ".،,؛:؟!)"
    may_close = bool(before) and not before[-1].isspace() and not after.isalnum()
    return may_open - may_close


def _span(opened: _Mark, closed: _Mark) -> QuotedSpan:
    return QuotedSpan(opened[0], opened[1], closed[0], closed[1])


def _is_apostrophe(paragraph: str, start: int, end: int) -> bool:
    """An apostrophe inside a Latin word, or feet and minutes after a digit."""
    before, after = paragraph[max(0, start - 1) : start], paragraph[end : end + 1]
    return before.isascii() and before.isalnum() and (after.isascii() and after.isalnum())

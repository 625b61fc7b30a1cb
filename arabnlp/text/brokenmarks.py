"""Quotations whose marks are incomplete: opened and never closed, closed and never opened, or run over paragraphs.

A reader sees from the words before it that a mark opens a quotation («وأضاف: "…»), and from the words after it where
speech turns into report («، مؤكدا أن …»); so do these rules. Without such words a lone mark is left alone.
"""

from __future__ import annotations

from bisect import bisect_right

from arabnlp.text.quotemarks import LoneMark, QuotedSpan, joined_spans, lone_marks
from arabnlp.text.speech import speech_forms, without_conjunction, word_class
from arabnlp.text.tokenize import Token, fold_word, tokenize

_CONNECTORS = word_class("connectors")
_TAILS = word_class("tails")
_LONGEST = 4_000  # characters of a quotation that lacks a mark or runs over paragraphs
_NAME_WORDS = 4  # so few words in marks may be a name within a quotation
_FEWEST = 5  # words of one that is never closed
_BEFORE = 160  # characters before a mark in which it is introduced


def broken_spans(text: str, paired: list[QuotedSpan]) -> list[QuotedSpan]:
    """Quotations that lack a mark in their paragraph, in order.

    None overlaps a paired one, but one may hold a name of a few words in marks of its own.

    Parameters
    ----------
    text : str
    paired : list of QuotedSpan
        The spans between complete marks, in order.

    Returns
    -------
    list of QuotedSpan
        Where the closing mark is missing ``end == close``, where the opening one is missing ``open == start``.

    Examples
    --------
    >>> text = "وأضاف الوزير: «سنبدأ العمل غدا في كل المدن، مؤكدا أن الخطة جاهزة."
    >>> [text[q.start : q.end] for q in broken_spans(text, [])]
    ['سنبدأ العمل غدا في كل المدن']
    """
    paired = [span for span in paired if len(text[span.start : span.end].split()) > _NAME_WORDS]
    lone = [mark for mark in lone_marks(text) if _may_count(text, mark)]
    found: list[QuotedSpan] = []
    joined = {span.open: span for span in joined_spans(lone)}
    following = [*(mark.start for mark in lone[1:]), len(text)][: len(lone)]
    for mark, next_lone in zip(lone, following, strict=True):
        if found and mark.start < found[-1].close:
            continue
        if mark.opens and _introduced(text, mark):
            span = joined.get(mark.start)
            if span is None or span.close - span.open > _LONGEST or _covers(paired, span):
                span = _unclosed(text, mark, paired, next_lone)
        else:
            span = None if mark.opens else _unopened(text, mark, paired)
        if span is not None and not _covers(paired, span) and not (found and span.open < found[-1].close):
            found.append(span)
    return found


def _may_count(text: str, mark: LoneMark) -> bool:
    """Whether a lone mark stands at words: one that opens after a word or colon, one that closes at a clause's end."""
    if mark.opens:
        before = text[max(mark.line_start, mark.start - 3) : mark.start].rstrip()[-1:]
        return before.isalpha() or before in (":", ")", ",", "،") or (not before.isascii() and before.isalnum())
    after = text[mark.end : mark.end + 2].strip()[:1]
    return text[mark.start - 1 : mark.start].isalnum() and (not after or after in ".،,؛")


def _covers(paired: list[QuotedSpan], span: QuotedSpan) -> bool:
    """Whether a paired span begins or ends inside a span."""
    i = bisect_right(paired, (span.open,))
    return (i < len(paired) and paired[i].open < span.close) or (i > 0 and paired[i - 1].close > span.open)


def _words(text: str, start: int, end: int) -> list[Token]:
    return [token for token in tokenize(text[start:end]) if fold_word(token.text)]


def _introduced(text: str, mark: LoneMark) -> bool:
    """Whether the words right before a mark announce speech: a colon, أن, or a verb of speech and its subject."""
    begin = max(mark.line_start, mark.start - _BEFORE)
    words = _words(text, begin, mark.start)
    if not words:
        return False
    last = fold_word(words[-1].text)
    if last in _CONNECTORS:
        return True
    if words[-1].text in ":،,":
        words = words[:-1]
    for token in reversed(words[-12:]):
        if token.kind == "punctuation" and token.text not in "()":
            return False
        if _speech(fold_word(token.text)):
            return True
    return False


def _speech(folded: str) -> bool:
    return folded in speech_forms() or without_conjunction(folded) in speech_forms()


def _unclosed(text: str, mark: LoneMark, paired: list[QuotedSpan], next_lone: int) -> QuotedSpan | None:
    """From an opening mark to the end of its paragraph, or to where the writer speaks again."""
    i = bisect_right(paired, (mark.start,))
    next_mark = min(paired[i].open if i < len(paired) else len(text), next_lone)
    limit = min(mark.line_end, mark.end + _LONGEST)
    words = _words(text, mark.end, min(limit, next_mark))
    end = min(limit, next_mark)
    for k, token in enumerate(words):
        folded = fold_word(token.text)
        if folded in _TAILS and k > 3 and words[k - 1].kind == "punctuation":
            end = mark.end + words[k - 1].end
            words = words[:k]
            break
        if k < 3 or not _speech(folded):
            continue
        following = [fold_word(t.text) for t in words[k + 1 : k + 7]]
        at_mark = next_mark < limit and k + 7 >= len(words)
        if at_mark or any(word in _CONNECTORS for word in following):
            start = k
            while start > 0 and (
                words[start - 1].kind == "punctuation" or words[start - 1].text in ("كما", "و", "من", "جهته")
            ):
                start -= 1
            if start == k and folded == without_conjunction(folded):
                continue  # a verb within what is said
            end = mark.end + words[start - 1].end
            if words[start].text == "." and start < k:
                end = mark.end + words[start].end
            words = words[:start]
            break
    else:
        if next_mark < limit:
            return None  # another quotation follows that nothing introduces
    if sum(token.kind == "word" for token in words) < _FEWEST:
        return None
    end = mark.end + len(text[mark.end : end].rstrip())
    return QuotedSpan(mark.start, mark.end, end, end)


def _unopened(text: str, mark: LoneMark, paired: list[QuotedSpan]) -> QuotedSpan | None:
    """From a colon after a verb of speech to a closing mark."""
    begin = max(mark.line_start, mark.start - _LONGEST)
    i = bisect_right(paired, (mark.start,)) - 1
    if i >= 0:
        begin = max(begin, paired[i].close)
    colon = text.rfind(":", begin, mark.start)
    if colon < 0 or not _introduced(text, LoneMark(colon + 1, colon + 1, True, mark.line_start, mark.line_end)):
        return None
    start = colon + 1
    if len(_words(text, start, mark.start)) < _FEWEST:
        return None
    return QuotedSpan(start, start, mark.start, mark.end)

"""Sentences, paragraphs and sub-headings, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arabnlp.text.charset import ARABIC_LETTER_RANGES
from arabnlp.text.quotemarks import quoted_spans

_CLOSERS = "»”\"'’)\\]"
_END = re.compile(rf"(?:[.!؟?۔]+|…)[{_CLOSERS}]*")
# After these a full stop belongs to the word: titles, initials and list letters.
_ABBREVIATION = re.compile(
    rf"(?:^|[\s(«\"/.])(?:[{ARABIC_LETTER_RANGES}]|[A-Z]|أ\.د|د\.م|ص\.ب|ق\.م|vs|Dr|Mr|Mrs|St|No)$"
)
_LIST_NUMBER = re.compile(r"^\s*[\d٠-٩]{1,2}$")
_HEADING_WORDS = 9


class Sentence(str):
    """A sentence: a string that knows its place, ``source[start:end] == sentence``.

    Attributes
    ----------
    start, end : int
        Offsets in code points in the source.
    kind : str
        ``"sentence"`` or ``"heading"``.
    """

    start: int
    end: int
    kind: str

    def __new__(cls, text: str, start: int, end: int, kind: str = "sentence") -> Sentence:
        self = super().__new__(cls, text)
        self.start, self.end, self.kind = start, end, kind
        return self


def split_sentences(text: str, headings: bool = False) -> list[Sentence]:
    """Split a text into sentences.

    Full stops, question and exclamation marks end a sentence, also without a space after them («.وقال»); those in
    numbers, abbreviations, list numbers and quoted speech do not. A newline always ends one. A short line without
    closing punctuation between two paragraphs is a sub-heading, not a sentence.

    Parameters
    ----------
    text : str
    headings : bool
        Also return sub-headings, with ``kind`` ``"heading"``.

    Returns
    -------
    list of Sentence
        Strings with ``start`` and ``end``: ``text[s.start:s.end] == s``.

    Examples
    --------
    >>> split_sentences("ارتفع السعر 3.5 في المئة.وقال د. سالم: نعم!")
    ['ارتفع السعر 3.5 في المئة.', 'وقال د. سالم: نعم!']
    """
    if not isinstance(text, str):
        raise TypeError(f"split_sentences takes one string, not {type(text).__name__}.")
    inside = [(span.open, span.end) for span in quoted_spans(text)]
    sentences = []
    lines = list(_lines(text))
    for index, (start, end) in enumerate(lines):
        if _is_heading(text[start:end], index, len(lines)):
            if headings:
                sentences.append(Sentence(text[start:end], start, end, "heading"))
            continue
        sentences += _split_line(text, start, end, inside)
    return sentences


def paragraphs(text: str) -> list[Sentence]:
    """Non-empty lines of a text, stripped, with their places.

    Examples
    --------
    >>> [(p, p.start) for p in paragraphs("أولا\\n\\n ثانيا")]
    [('أولا', 0), ('ثانيا', 7)]
    """
    return [Sentence(text[start:end], start, end, "paragraph") for start, end in _lines(text)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = offset + line.index(stripped[0])
            yield start, start + len(stripped)
        offset += len(line)


def _is_heading(line: str, index: int, count: int) -> bool:
    return 0 < index < count - 1 and len(line.split()) <= _HEADING_WORDS and line[-1] not in '.!؟?…:،؛»"”'


def _split_line(text: str, start: int, end: int, inside: list[tuple[int, int]]) -> Iterator[Sentence]:
    begin, line = start, text[start:end]
    spans = iter([span for span in inside if span[0] < end and span[1] > start])
    span = next(spans, None)
    for match in _END.finditer(line):
        stop, resume = start + match.start(), start + match.end()
        while span is not None and span[1] <= stop:
            span = next(spans, None)
        closes = span is not None and span[0] < stop and span[1] < resume
        if span is not None and span[0] < stop < span[1] and not closes:
            continue
        if _ends_sentence(text, begin, stop, resume, end):
            yield from _trimmed(text, begin, resume)
            begin = resume
    yield from _trimmed(text, begin, end)


def _ends_sentence(text: str, begin: int, stop: int, resume: int, end: int) -> bool:
    if resume >= end:
        return True
    mark, before, after = text[stop:resume], text[max(begin, stop - 8) : stop], text[resume]
    if mark[0] == "…" or mark.startswith(".."):
        return False  # a pause: Arabic news writes two dots where others write a dash
    if mark[0] == ".":
        if after.isalnum() and (after.isascii() or after.isdigit()):
            return False  # 3.5, example.com
        if _ABBREVIATION.search(before) or (begin + 8 > stop and _LIST_NUMBER.match(text[begin:stop])):
            return False
    return after.isspace() or after.isalpha() or after in "«“\"('#-–—"


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    stripped = piece.strip()
    if any(char.isalnum() for char in stripped):
        start += piece.index(stripped[0])
        yield Sentence(stripped, start, start + len(stripped))

"""Sentences, paragraphs and sub-headings, each with its place in the source.

A full stop is weighed by what stands around it, as in [1]_; the words that decide: ``lexicon/sentence_words.tsv``.
Words in quotation marks or parentheses belong to the sentence in which they stand.

References
----------
.. [1] T. Kiss, J. Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32(4),
   2006, https://aclanthology.org/J06-4003/: abbreviations, initials, ordinals and ellipses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from arabnlp.text.charset import ARABIC_LETTER_RANGES, INVISIBLE, MARK_RANGES
from arabnlp.text.quotemarks import quoted_spans
from arabnlp.text.speech import speech_forms
from arabnlp.text.tokens import fold_word

_CLOSERS = "»”\"'’)\\]"
_STOP = re.compile(rf"[.!؟?۔…]++(?: [.!؟?۔…]++)*[{_CLOSERS}]*+")
_PAUSE = re.compile(r"(?:\.{2,}|…+)$")
_LETTER_ALONE = re.compile(rf"(?:^|[\s(«“\"/.\-])(?:[{ARABIC_LETTER_RANGES}]|[A-Z])[{MARK_RANGES}]*\s?$")
_AFTER_NUMBER = re.compile(r"\d\s?م$")  # «1200 م.»: metres, or years of our era
_LAST_WORD = re.compile(r"(?:^|[^\w.])([\w.]+)$")
_FIRST_WORD = re.compile(rf"[\s{re.escape(INVISIBLE)}]*([^\W\d_]{{1,12}})")
_LIST_NUMBER = re.compile(r"^\s*[(\[]?\d{1,2}$")
_PARENTHESIS = re.compile(r"\([^()\n]*\)|\[[^\[\]\n]*\]")
_HEADING_WORDS = 9
_PAUSE_WORDS = 5  # words before two dots that may be a sentence
_LONGEST_QUOTE = 1_000  # characters that are read as one quotation; in a longer one, or a faulty one, stops count


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
    numbers, abbreviations, addresses, list numbers, parentheses and quotations do not, unless a quotation is not
    closed or longer than 1,000 characters. Two or more dots, or an ellipsis, end one after five words where no word
    follows that goes on with it. A newline always ends one. A short line without closing punctuation before a
    paragraph is a sub-heading, not a sentence.

    Parameters
    ----------
    text : str
    headings : bool
        Also return sub-headings, with ``kind`` ``"heading"``.

    Returns
    -------
    list of Sentence
        Strings with ``start`` and ``end``: ``text[s.start:s.end] == s``.

    Raises
    ------
    TypeError
        If the text is not a string.

    Examples
    --------
    >>> split_sentences("ارتفع السعر 3.5 في المئة.وقال د. سالم: نعم!")
    ['ارتفع السعر 3.5 في المئة.', 'وقال د. سالم: نعم!']
    """
    if not isinstance(text, str):
        raise TypeError(f"split_sentences takes one string, not {type(text).__name__}.")
    inside = _inside(text)
    sentences = []
    lines = list(_lines(text))
    short = [_is_short(text[start:end]) for start, end in lines]
    for index, (start, end) in enumerate(lines):
        if short[index] and 0 < index < len(lines) - 1 and not short[index + 1]:
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


@cache
def _words(kind: str) -> frozenset[str]:
    rows = (files("arabnlp.text") / "lexicon" / "sentence_words.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(word for row in rows if row.startswith(kind + "\t") for word in row.split("\t")[1].split())


def _lines(text: str) -> Iterator[tuple[int, int]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = offset + line.index(stripped[0])
            yield start, start + len(stripped)
        offset += len(line)


def _is_short(line: str) -> bool:
    """Whether a line is as short as a heading and no closed sentence."""
    return line[-1] not in '.!؟?…:،؛»"”' and len(line[:400].split()) <= _HEADING_WORDS and len(line) < 400


def _inside(text: str) -> list[tuple[int, int]]:
    """Places of quotations up to their closing mark, and of parentheses, in order and apart."""
    spans = [(span.open, span.end) for span in quoted_spans(text) if not _is_faulty(text[span.start : span.end])]
    spans += [(m.start(), m.end()) for m in _PARENTHESIS.finditer(text) if m.end() - m.start() < _LONGEST_QUOTE]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not apart or start > apart[-1][1]:
            apart.append((start, end))
        elif end > apart[-1][1]:
            apart[-1] = (apart[-1][0], end)
    return apart


def _is_faulty(quoted: str) -> bool:
    """Whether what two marks hold is rather the text between an unclosed mark and a later one."""
    return (
        len(quoted) > _LONGEST_QUOTE or quoted.count("«") != quoted.count("»") or quoted.count("“") != quoted.count("”")
    )


def _split_line(text: str, start: int, end: int, inside: list[tuple[int, int]]) -> Iterator[Sentence]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        stop, resume = match.start(), match.end()
        span = inside[at] if (at := bisect_right(inside, (stop, stop)) - 1) >= 0 else (0, 0)
        if stop < span[1] and resume <= span[1]:
            continue
        if at + 1 < len(inside) and inside[at + 1][0] < resume:  # «نعم."لا"»: the mark opens what follows
            resume = inside[at + 1][0]
        if _ends_sentence(text, begin, stop, resume, end):
            yield from _trimmed(text, begin, resume)
            begin = resume
    yield from _trimmed(text, begin, end)


def _ends_sentence(text: str, begin: int, stop: int, resume: int, end: int) -> bool:
    if resume >= end:
        return True
    mark, before, after = text[stop:resume], text[max(begin, stop - 12) : stop], text[resume]
    if not (after.isspace() or after.isalnum() or after in "«“\"('#@-–—•*" or after in INVISIBLE):
        return False
    bare = mark.rstrip(_CLOSERS.replace("\\", ""))
    following = _FIRST_WORD.match(text, resume, end)
    if _PAUSE.match(bare):
        return len(mark) == len(bare) and _ends_after_pause(text, begin, stop, following)
    if bare != mark and following and following[1] in _words("after_quote"):
        return False
    if mark != ".":
        return True
    number = before.rstrip()[-1:].isdigit()
    if after.isdigit() and (number or not before[-1:].isalpha() or before[-1:].isascii()):
        return False  # 3.5, «700 .328», v.2
    if after.isascii() and after.isalpha() and (after.islower() or before[-1:].isascii()):
        return False  # example.com
    if not after.isspace() and following and following[1] in _words("after_dot"):
        return False
    if _LETTER_ALONE.search(before) and not _AFTER_NUMBER.search(before):
        return False
    word = _LAST_WORD.search(before)
    if word and word[1].replace(".", "") in _words("abbreviation"):
        return False
    if word and _is_initialism(word[1], following[1] if following else "", after.isspace()):
        return False
    return not (stop - begin < 12 and _LIST_NUMBER.match(text[begin:stop]))


def _is_initialism(before: str, following: str, spaced: bool) -> bool:
    """«بي.بي.سي», «آر.تي.إي. الحكومية»: a stop between or after Latin letters spelt in Arabic."""
    letters = before.split(".")
    if not all(letter in _words("letter") for letter in letters):
        return False
    if not spaced:
        return following in _words("letter")
    return len(letters) > 1 and not (following[:1] == "و" and fold_word(following[1:]) in speech_forms())


def _ends_after_pause(text: str, begin: int, stop: int, following: re.Match[str] | None) -> bool:
    """Whether dots end a sentence: news writes two dots for a dash, a comma and a full stop."""
    if following is None or len(text[max(begin, stop - 200) : stop].split()) < _PAUSE_WORDS:
        return False
    form = speech_forms().get(fold_word(following[1]))  # «.. معربا عن»
    return following[1] not in _words("goes_on") and not (form is not None and form.participle)


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    stripped = piece.strip()
    if any(char.isalnum() for char in stripped):
        start += piece.index(stripped[0])
        yield Sentence(stripped, start, start + len(stripped))

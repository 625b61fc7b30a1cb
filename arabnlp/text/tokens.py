"""What a token is: one pattern a kind, tried in order at each place of a text.

Every quantifier is possessive or bounded, so a text is read in linear time whatever it holds.

References
----------
.. [1] Unicode Standard Annex 29, https://www.unicode.org/reports/tr29/: a mark belongs to the letter before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from arabnlp.text.addresses import PATH
from arabnlp.text.charset import ARABIC_LETTER_RANGES, INVISIBLE, MARK_RANGES, TATWEEL
from arabnlp.text.emoji import SEQUENCE, STYLED
from arabnlp.text.normalize import ArabicNormalizer

_JOINERS = re.escape(INVISIBLE)
_LETTER = f"[{ARABIC_LETTER_RANGES}]"
_INSIDE = f"[{ARABIC_LETTER_RANGES}{MARK_RANGES}{TATWEEL}{_JOINERS}]"
# Marks of other scripts: accents, vowel signs. Those of Arabic are in MARK_RANGES.
_ACCENTS = "".join(chr(c) for c in range(0x300, 0x1E950) if unicodedata.category(chr(c))[0] == "M" and c != 0xFE0F)
_OTHER_LETTER = rf"[^\W\d_{TATWEEL}{ARABIC_LETTER_RANGES}]"
_OTHER_INSIDE = rf"[^\W_{TATWEEL}{ARABIC_LETTER_RANGES}]"

_HOST = r"[A-Za-z0-9-]{1,63}+"
_DOMAIN = rf"(?:{_HOST}\.){{1,5}}(?:com|net|org|edu|gov|info|news)(?:\.[a-z]{{2}})?(?![\w-])"
# No possessive repetition of groups: Python before 3.11.5 forgets to go back when the group fails half-way (gh-106052).
_NUMBER = r"\d++(?:[.,٫٬ر]\d++)*(?![.,٫٬ر]\d)"  # «6ر2»: the letter is the decimal point of the Gulf's agencies

# In order: the first that matches at a place wins.
_KINDS = [
    ("word", rf"{_LETTER}{_INSIDE}*+"),
    ("sign", r"[«»“”\"،,؛;:()؟?!]"),  # these begin nothing longer: said here, they need not be tried as all the rest
    ("url", rf"(?:https?://|(?<!\w)www\.){PATH}"),
    ("email", r"(?<![\w.+-])[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+"),
    ("site", rf"(?<![\w.@-]){_DOMAIN}(?:/{PATH}|/)?"),
    ("keycap", f"[0-9#*]\ufe0f?\u20e3|[{STYLED}]\ufe0f(?!\u200d)"),
    ("mention", rf"(?<!\w)@(?:\w|{_INSIDE})+"),
    ("hashtag", rf"[#＃](?:\w|{_INSIDE}|[{_ACCENTS}])+"),
    (
        "date",
        rf"(?:\d{{4}}(?P<s1>[-/.\\{TATWEEL}])\d\d?(?P=s1)\d\d?|\d\d?(?P<s2>[-/.\\{TATWEEL}])\d\d?(?P=s2)\d{{4}}"
        r"|\d\d?/\d\d?/\d\d)(?!\d|[-/]\d)",
    ),
    ("time", r"(?:[01٠١۰۱]?\d|[2٢۲][0-4٠-٤۰-۴])(?::[0-5٠-٥۰-۵]\d){1,2}(?![:\d])"),
    ("range", rf"(?:{_NUMBER}[-–—]{_NUMBER}[%٪‰]?|\d{{4}}/\d{{4}})(?![-–—/]?\d)"),
    ("number", rf"{_NUMBER}(?:(?:[-–—]\d++)+|[%٪‰])?"),  # 4-4-2 and telephone numbers are no range
    (
        "other",
        rf"{_OTHER_LETTER}(?:{_OTHER_INSIDE}|[{_ACCENTS}]|['’](?={_OTHER_LETTER})|[{_JOINERS}]++(?={_OTHER_INSIDE}))*",
    ),
    ("emoji", f"{SEQUENCE}(?:\u200d{SEQUENCE})*"),
    ("mark", f"[{MARK_RANGES}{_JOINERS}{_ACCENTS}]++"),
    ("punctuation", rf"\.{{2,}}+|…++|[^\w\s]|{TATWEEL}++|_"),
]
_NAMES = {name: name for name, _ in _KINDS} | {"sign": "punctuation", "other": "word", "site": "url", "keycap": "emoji"}
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _KINDS))
_FOLD = ArabicNormalizer("search").normalize


class Token(NamedTuple):
    """A span of the source: ``text == source[start:end]``.

    Attributes
    ----------
    text : str
    start, end : int
        Offsets in code points.
    kind : str
        ``word``, ``number``, ``range`` (2022-2024), ``date``, ``time``, ``hashtag``, ``mention``, ``url``, ``email``,
        ``emoji``, ``punctuation``, or ``mark``: marks and invisible characters that stand on no letter. Where clitics
        are split off also ``proclitic`` and ``enclitic``.
    """

    text: str
    start: int
    end: int
    kind: str


def scan(text: str) -> Iterator[Token]:
    """Tokens of a text as the patterns find them.

    Examples
    --------
    >>> [token.kind for token in scan("في 10:30 صباحا 👩🏽‍🚀")]
    ['word', 'time', 'word', 'emoji']
    """
    make, names = tuple.__new__, _NAMES  # the named tuple's own constructor takes twice as long
    for match in _TOKEN.finditer(text):
        yield make(Token, (match[0], *match.span(), names[match.lastgroup]))  # type: ignore[index]


def scan_words(text: str) -> list[str]:
    """The words alone, without their places: several times faster than :func:`scan`.

    Examples
    --------
    >>> scan_words("في 10:30 صباحا")
    ['في', 'صباحا']
    """
    return list(_kept_words(text) if len(text) <= _KEPT else _words(text))


def _words(text: str) -> tuple[str, ...]:
    return tuple(match.group() for match in _TOKEN.finditer(text) if _NAMES[match.lastgroup or "punctuation"] == "word")


_KEPT = 100_000
_kept_words = lru_cache(maxsize=8)(_words)  # several models read the words of one article in turn


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """A word as the lexicons of this package spell it: no marks or tatweel, one form for each letter."""
    return _FOLD(word)

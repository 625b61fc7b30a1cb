"""What a token is: one pattern a kind, tried in order at each place of a text.

Every quantifier is possessive or bounded, so a text is read in linear time whatever it holds.

References
----------
.. [1] Unicode Technical Standard 51, Unicode Emoji, section 1.4.9, https://www.unicode.org/reports/tr51/: sequences.
.. [2] Unicode Standard Annex 29, https://www.unicode.org/reports/tr29/: a mark belongs to the letter before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from arabnlp.text.charset import ARABIC_LETTER_RANGES, INVISIBLE, MARK_RANGES, TATWEEL
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
_ADDRESS = r"[^\s()«»\"“”<>،؛]"
_ADDRESS_END = r"[^\s()«»\"“”<>،؛.,:;!?؟…'’\]}*]"  # the full stop after a link is the sentence's
_PATH = rf"(?:\([^\s()]*+\)|{_ADDRESS})*(?:\([^\s()]*+\)|{_ADDRESS_END})"

_BASE = (  # emoji that need no variation selector
    "\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f1ff"
    "\U0001f201-\U0001f265\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7f0\U0001f900-\U0001faff"
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2622"
    "\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b"
    "\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5"
    "\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f"
    "\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764"
    "\u2795-\u2797\u27a1\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
)
_STYLED = (  # signs that are emoji only with the selector U+FE0F
    "\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u2328\u23cf\u23ed-\u23ef\u23f1\u23f2\u23f8-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb\u25fc\u2934\u2935\u2b05-\u2b07\u3030\u303d\u3297\u3299"
)
_TAGS = "(?:[\U000e0020-\U000e007e]++\U000e007f)?"
_EMOJI = (
    f"(?:[\U0001f1e6-\U0001f1ff]{{2}}|[{_STYLED}]\ufe0f|[{_BASE}][\U0001f3fb-\U0001f3ff]?[\ufe0e\ufe0f]?\u20e3?{_TAGS})"
)
# No possessive repetition of groups: Python before 3.11.5 forgets to go back when the group fails half-way (gh-106052).
_NUMBER = r"\d++(?:[.,٫٬ر]\d++)*(?![.,٫٬ر]\d)"  # «6ر2»: the letter is the decimal point of the Gulf's agencies

# In order: the first that matches at a place wins.
_KINDS = [
    ("word", rf"{_LETTER}{_INSIDE}*+"),
    ("sign", r"[«»“”\"،,؛;:()؟?!]"),  # these begin nothing longer: said here, they need not be tried as all the rest
    ("url", rf"(?:https?://|(?<!\w)www\.){_PATH}"),
    ("email", r"(?<![\w.+-])[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+"),
    ("site", rf"(?<![\w.@-]){_DOMAIN}(?:/{_PATH}|/)?"),
    ("keycap", f"[0-9#*]\ufe0f?\u20e3|[{_STYLED}]\ufe0f(?!\u200d)"),
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
    ("emoji", f"{_EMOJI}(?:\u200d{_EMOJI})*"),
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

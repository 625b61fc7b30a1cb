"""Tokens with their offsets in the text as it was written.

Nothing is folded here: a token is a span of the source, so that whatever is found in it can be marked in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from arabnlp.text.charset import ARABIC_LETTER_RANGES, INVISIBLE, MARK_RANGES, TATWEEL
from arabnlp.text.normalize import ArabicNormalizer

_JOINERS = re.escape(INVISIBLE)
_LETTER = f"[{ARABIC_LETTER_RANGES}]"
_INSIDE = f"[{ARABIC_LETTER_RANGES}{MARK_RANGES}{TATWEEL}{_JOINERS}]"
_NUMBER = r"[\d٠-٩۰-۹]+(?:[.,٫٬][\d٠-٩۰-۹]+)*"

# In order: the first that matches at a position wins.
_KINDS = [
    ("url", r"(?:https?://|www\.)[^\s«»\"“”<>،؛]+"),
    ("email", r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
    ("mention", r"@\w+"),
    ("hashtag", rf"[#＃](?:{_INSIDE}|[\w])+"),
    ("date", r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}(?!\d)"),
    ("range", rf"{_NUMBER}[-–—]{_NUMBER}"),
    ("number", rf"{_NUMBER}(?:[%٪])?"),
    ("word", rf"{_LETTER}{_INSIDE}*|[^\W\d_{ARABIC_LETTER_RANGES}](?:[^\W_{ARABIC_LETTER_RANGES}]|['’](?=\w))*"),
    (
        "emoji",
        r"[\U0001F1E6-\U0001FAFF\u2600-\u27BF](?:[\uFE0F\U0001F3FB-\U0001F3FF]|\u200D[\U0001F1E6-\U0001FAFF\u2600-\u27BF])*",
    ),
    ("punctuation", r"\.{2,}|…+|[^\w\s]|_"),
]
_FOLD = ArabicNormalizer("search").normalize
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _KINDS))


class Token(NamedTuple):
    """A span of the source: ``text == source[start:end]``; ``kind`` is word, number, range, date, hashtag, mention,
    url, email, emoji or punctuation."""

    text: str
    start: int
    end: int
    kind: str


def tokenize(text: str) -> Iterator[Token]:
    """Tokens of a text, in order, with offsets in code points.

    Parameters
    ----------
    text : str

    Yields
    ------
    Token

    Examples
    --------
    >>> [t.text for t in tokenize("وُقّع البرنامج 2022-2024.")]
    ['وُقّع', 'البرنامج', '2022-2024', '.']
    """
    for match in _TOKEN.finditer(text):
        yield Token(match.group(), match.start(), match.end(), match.lastgroup or "word")


def words(text: str) -> list[str]:
    """The words of a text as written, without numbers and punctuation.

    Examples
    --------
    >>> words("قال: «نعم» 3 مرات")
    ['قال', 'نعم', 'مرات']
    """
    return [token.text for token in tokenize(text) if token.kind == "word"]


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """A word as the lexicons of this package spell it: no marks or tatweel, one form for each letter."""
    return _FOLD(word)

"""Arabic of an old code page that was read as Western text: «ÇáæÒíÑ» for «الوزير».

Such words hold no plain Latin letter, only accented ones and signs, and what their bytes say in the Arabic code page is
letters in the order of Arabic (:mod:`arabnlp.text.letter_pairs`). French looks the same in Windows-1256 and Western
code pages, and no other language writes whole words with accented letters alone.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from arabnlp.text.charset import HARAKAT, TATWEEL
from arabnlp.text.letter_pairs import LETTERS, NEAR_LETTERS, pair_cost

_PAGES = {"cp1256": "Windows-1256", "iso8859_6": "ISO 8859-6"}
_FREQUENT = "Çáíäê"  # alef, and lam and yeh of the one and of the other
_SIGN = re.compile(r"[\xc0-\xff]{3}|[\xc0-\xff]{2}[^\n]{0,40}?[\xc0-\xff]{2}")
_LEAST_LETTERS = 6
_COST, _SPREAD = 7.0, 6.0  # half nats a letter; as in arabnlp.articles.encodings, but stricter
_WORD = re.compile(r"[^\W\d_]+")
_IGNORED = str.maketrans("", "", HARAKAT + TATWEEL)


@lru_cache(maxsize=2)
def _table(page: str) -> dict[str, str]:
    """What each character says that shows a byte from 0x80 on in Windows-1252 or Latin-1."""
    table = {}
    for code in range(0x80, 0x100):
        char = bytes([code]).decode(page, errors="replace")
        if char != "\ufffd":
            table[chr(code)] = char
            table[bytes([code]).decode("cp1252", errors="replace")] = char
    table.pop("\ufffd", None)
    return table


@lru_cache(maxsize=2)
def _runs(page: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is replaced in a spoilt line, but for the accents of Latin words; and all words, those included."""
    chars = "".join(map(re.escape, _table(page)))
    letters = "".join(char for char in _table(page) if char.isalpha() and char not in "ªº")
    signs = "".join(re.escape(char) for char in _table(page) if char not in letters)
    replaced = f"(?<![a-z{letters}])[{letters}]++(?![a-z])|[{signs}]+"
    return re.compile(f"(?:{replaced})+"), re.compile(f"[A-Za-z\xc0-\xff{chars}]+")


def repair_misread(text: str) -> tuple[str, int, tuple[str, ...]]:
    """Undo Windows-1256 or ISO 8859-6 that was read as Windows-1252 or Latin-1.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of str, int and tuple of str
        The text, how many runs of characters were replaced, and what was read as what.

    Examples
    --------
    >>> repair_misread("ÃÚáäÊ æÒÇÑÉ ÇáÕÍÉ")
    ('أعلنت وزارة الصحة', 3, ('Windows-1256 read as Latin-1',))
    """
    if not any(char in text for char in _FREQUENT) or not _SIGN.search(text):
        return text, 0, ()
    lines = text.split("\n")
    pages = [_page_of(line) for line in lines]
    spoilt = [page for page in pages if page]
    if not spoilt:
        return text, 0, ()
    if 2 * len(spoilt) > sum(not line.isascii() for line in lines):  # those too short to tell as well
        most = max(spoilt, key=spoilt.count)
        pages = [most if page or _may_be_arabic(line, most) else "" for line, page in zip(lines, pages, strict=True)]
    places = 0
    for i, page in enumerate(pages):
        if page:
            lines[i], count = _runs(page)[0].subn(partial(_reread, table=_table(page)), lines[i])
            places += count
    western = "Latin-1" if text.isascii() or all(ord(char) < 0x100 for char in text) else "Windows-1252"
    labels = [f"{label} read as {western}" for page, label in _PAGES.items() if page in pages]
    return "\n".join(lines), places, tuple(labels)


def _page_of(line: str) -> str:
    """The Arabic code page of a line; empty if it is what it seems."""
    best, least = "", 0.0
    for page in _PAGES if _SIGN.search(line) else ():
        words, others = _words(line, page)
        letters = sum(map(len, words))
        most = _COST * letters + _SPREAD * letters**0.5
        # The first page wins where both agree; Latin words may stand among the Arabic, but not the other way round.
        margin = most - pair_cost(" ".join(words)) if words else 0.0
        if letters >= _LEAST_LETTERS and others * 4 <= letters and margin > least:
            best, least = page, margin
    return best


def _may_be_arabic(line: str, page: str) -> bool:
    words, others = _words(line, page)
    return others <= sum(map(len, words))


def _reread(run: re.Match[str], table: dict[str, str]) -> str:
    return "".join(table[char] for char in run.group())


def _words(line: str, page: str) -> tuple[list[str], int]:
    """The words that a code page makes Arabic, without marks, and how many accented letters are in no such word."""
    table, words, others = _table(page), list[str](), 0
    for run in _runs(page)[1].findall(line):
        read = "".join(table.get(char, char) for char in run)
        for word in _WORD.findall(read.translate(_IGNORED)):
            plain = "".join(NEAR_LETTERS.get(char, char) for char in word)
            # No mark begins a word.
            if len(plain) > 1 and read[0] not in HARAKAT and all(char in LETTERS for char in plain):
                words.append(plain)
            else:
                others += sum(not char.isascii() for char in plain)
    return words, others

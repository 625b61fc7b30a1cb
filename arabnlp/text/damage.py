"""Damage that whole texts carry, found and undone: mojibake, and the visual order of text taken from PDFs.

Mojibake is UTF-8 that was read as another encoding. Its bytes are all there, so it is undone exactly: the characters
are turned back into the bytes of that code page, and those read as UTF-8. ftfy (https://ftfy.readthedocs.io) does the
same for Western code pages, but not for Windows-1256, the one most common in Arabic text. The other way round, Arabic
of an old code page read as Western text is undone in :mod:`arabnlp.text.misread`.

In visual order the letters of a line stand as they are seen from left to right, so that Arabic comes out backwards,
mostly in presentation forms, whose names tell: a word that begins with a final form was written from its end.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from arabnlp.errors import InputError, require
from arabnlp.text.charset import ALEF_MAKSURA, ARABIC_LETTER_RANGES, MARK_RANGES, TEH_MARBUTA
from arabnlp.text.letter_pairs import LETTERS, NEAR_LETTERS
from arabnlp.text.misread import repair_misread

# Each code page with its name for readers. The Western one takes Latin-1's controls as well: software mixes the two.
_PAGES = {
    "cp1252": "Windows-1252",
    "cp1256": "Windows-1256",
    "mac_roman": "Mac Roman",
    "cp437": "code page 437",
    "cp850": "code page 850",
    "cp720": "code page 720",
    "cp1250": "Windows-1250",
    "iso8859_6": "ISO 8859-6",
    "mac_arabic": "MacArabic",
}
# Single signs of UTF-8 in these occur in good Arabic text too; looked for is what its most frequent letters turn into.
_ARABIC_PAGES = ("cp720", "iso8859_6", "mac_arabic")
_FREQUENT = "اليونمرتبظع"
_LETTERS = frozenset(LETTERS.strip()) | frozenset(NEAR_LETTERS)
_DEPTH = 3  # how many times over a text may have been misread
_ARABIC_LEADS = range(0xD8, 0xDC)  # first bytes of the letters U+0600 to U+06FF in UTF-8
_EVIDENCE = 2


class Repaired(NamedTuple):
    """A text with its mojibake undone.

    Attributes
    ----------
    text : str
    places : int
        Runs of characters that were replaced.
    read_as : tuple of str
        The encodings in which the UTF-8 had been read, such as ``("Windows-1256",)``; what else was misread, such as
        ``"Windows-1256 read as Latin-1"``; ``"ftfy"`` for what it mended.
    """

    text: str
    places: int
    read_as: tuple[str, ...]


class _Page(NamedTuple):
    byte_of: dict[str, int]
    run: re.Pattern[str]
    arabic: re.Pattern[str]
    sign: re.Pattern[str]
    frequent: tuple[str, ...]
    is_arabic: bool


@lru_cache(maxsize=16)
def _page(name: str) -> _Page:
    byte_of = {}
    for code in range(0x80, 0x100):
        char = bytes([code]).decode(name, errors="replace")
        byte_of[chr(code) if char == "\ufffd" else char] = code
        if name == "cp1252":
            byte_of.setdefault(chr(code), code)

    def chars(codes: range) -> str:
        return "[" + "".join(re.escape(char) for char, code in byte_of.items() if code in codes) + "]"

    rest = chars(range(0x80, 0xC0))
    two, three, four = chars(range(0xC2, 0xE0)), chars(range(0xE0, 0xF0)), chars(range(0xF0, 0xF5))
    arabic = chars(_ARABIC_LEADS)
    char_of = {code: char for char, code in byte_of.items()}
    sign = f"{rest}(?:{two}|{three}){rest}"
    return _Page(
        byte_of,
        re.compile(f"(?:{two}{rest}|{three}{rest}{{2}}|{four}{rest}{{3}})+"),
        re.compile(f"{arabic}{rest}"),
        # What is in every run of two: it begins with a character that is rare in good text, so that a search is quick.
        re.compile(arabic + sign if name in _ARABIC_PAGES else sign),
        tuple("".join(char_of[byte] for byte in letter.encode()) for letter in {*_FREQUENT, char_of[0xD8]}),
        name in (*_ARABIC_PAGES, "cp1256"),
    )


@lru_cache(maxsize=1)
def _any_sign() -> re.Pattern[str]:
    """What the sign of every page but the Arabic ones holds, so that one search tells a good text."""
    pairs = {pair for name in _PAGES if name not in _ARABIC_PAGES for pair in _page(name).byte_of.items()}

    def chars(codes: range) -> str:
        return "[" + "".join(sorted({re.escape(char) for char, code in pairs if code in codes})) + "]"

    rest = chars(range(0x80, 0xC0))
    return re.compile(f"{rest}{chars(range(0xC2, 0xF0))}{rest}")


def repair_mojibake(text: str, use_ftfy: bool = False) -> Repaired:
    """Undo UTF-8 that was read as a Western or Arabic code page, once or more, and old Arabic read as Western text.

    A line is touched only if it holds a run of such characters that reads as two Arabic letters or more: no word of
    Arabic, French or Persian looks like «ط§ظ„», «Ø§Ù„» or «ÇáæÒíÑ».

    Parameters
    ----------
    text : str
    use_ftfy : bool
        Give what is left to ``ftfy.fix_encoding``: it repairs other scripts too, and some text that lost bytes.

    Returns
    -------
    Repaired

    Raises
    ------
    MissingPackageError
        If ``use_ftfy`` is set and ftfy is not installed.

    Examples
    --------
    >>> repair_mojibake("ط§ظ„ظˆط²ظٹط± Ø§Ù„Ø£ÙˆÙ„")
    Repaired(text='الوزير الأول', places=2, read_as=('Windows-1252', 'Windows-1256'))
    """
    if not isinstance(text, str):
        raise InputError(f"repair_mojibake takes one string, not {type(text).__name__}.")
    # First, for some of its pairs of bytes are UTF-8 by chance.
    text, places, labels = repair_misread(text)
    read_as: list[str] = []
    names = [name for name in _ARABIC_PAGES if any(pair in text for pair in _page(name).frequent)]
    names += [name for name in _PAGES if name not in _ARABIC_PAGES] if _any_sign().search(text) else []
    while names := [name for name in names if _page(name).sign.search(text)]:
        tried = {name: _repair_lines(text, _page(name)) for name in names}
        names = [name for name in names if tried[name][1]]
        if not names:
            break
        # Code pages share signs: the right one leaves none of them behind, and so makes the text shortest.
        name = min(names, key=lambda name: len(tried[name][0]))
        is_latin = name == "cp1252" and re.search(r"[\x82-\x8c\x91-\x9c]", text)
        read_as.append("Latin-1" if is_latin else _PAGES[name])
        text, places = tried[name][0], places + tried[name][1]
        names.remove(name)
    read_as.sort(key=["Latin-1", *_PAGES.values()].index)
    read_as = [*read_as, *labels]
    if use_ftfy:
        fixed = require("ftfy", "encodings", "repairing mojibake of other scripts").fix_encoding(text)
        if fixed != text:
            text, places = fixed, places + 1
            read_as.append("ftfy")
    return Repaired(text, places, tuple(read_as))


def _repair_lines(text: str, page: _Page) -> tuple[str, int]:
    lines = text.split("\n")
    mended = [_repair_line(line, page) for line in lines]
    spoilt = sum(count > 0 for _, count in mended)
    if spoilt and 2 * spoilt > sum(not line.isascii() for line in lines):  # those too short to tell as well
        mended = [again if again[1] else _repair_line(line, page, 0) for line, again in zip(lines, mended, strict=True)]
    return "\n".join(line for line, _ in mended), sum(count for _, count in mended)


def _repair_line(line: str, page: _Page, evidence: int = _EVIDENCE) -> tuple[str, int]:
    if evidence and not page.sign.search(line):
        return line, 0
    mended, best, places = line, line, 0
    for _ in range(_DEPTH):
        proof = any(_is_proof(run.group(), page, evidence) for run in page.run.finditer(mended))
        after, count = page.run.subn(lambda run: _reread(run.group(), page), mended)
        if after == mended:
            break
        mended = after
        # Read wrongly twice, Latin letters alone show at first: what they turn into must bear them out.
        if proof:
            best, places = mended, max(places, count)
    return best, places


def _is_proof(run: str, page: _Page, evidence: int) -> bool:
    """Whether a run holds as many letters as needed, and none of them by chance: «ع،غ؛» says no letters of Arabic."""
    letters = sum(char in _LETTERS for char in _reread(run, page))
    return len(page.arabic.findall(run)) >= evidence and (letters >= evidence or not page.is_arabic)


def _reread(run: str, page: _Page) -> str:
    try:
        return bytes(page.byte_of[char] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return run


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """The characters that are initial, medial and final presentation forms, for use in a character class."""
    forms = {"initial": "", "medial": "", "final": ""}
    for code in [
        *range(0xFB50, 0xFBB2),
        *range(0xFBD3, 0xFBE9),
        0xFBFC,
        *range(0xFBFD, 0xFC00),
        *range(0xFE80, 0xFEFD),
    ]:
        tag = unicodedata.decomposition(chr(code)).partition(">")[0].removeprefix("<")
        if tag in forms:
            forms[tag] += chr(code)
    return forms


class _Signs(NamedTuple):
    visual: re.Pattern[str]
    logical: re.Pattern[str]
    plain_visual: re.Pattern[str]
    plain_logical: re.Pattern[str]
    never_first: re.Pattern[str]


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    first, middle, last = _forms().values()
    letter = f"[{ARABIC_LETTER_RANGES}{MARK_RANGES}]"
    start, end = f"(?<!{letter})", f"(?!{letter})"
    never = TEH_MARBUTA + ALEF_MAKSURA
    return _Signs(
        re.compile(f"{start}[{middle}{last}]|[{first}{middle}]{end}|[{middle}](?=[{first}])|[{last}](?=[{middle}])"),
        re.compile(f"{start}[{first}]|[{last}]{end}|[{first}](?=[{middle}])|[{middle}](?=[{last}])"),
        re.compile(f"{start}[{never}](?={letter})|(?<={letter}{letter})لا{end}"),
        re.compile(f"(?<={letter})[{never}]{end}|{start}[وبفك]?ال(?={letter}{letter})"),
        re.compile(f"[{never}](?={letter})(?<!{letter}.)"),  # as the first of plain_visual, and several times faster
    )


def visual_lines(text: str) -> list[tuple[int, int]]:
    """Lines of a text that stand in visual order.

    Presentation forms decide where there are any. In plain letters the signs are words that begin with teh marbuta or
    alef maksura, and an article at the end of words; they must outweigh the opposite in the whole text.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of (int, int)
        Offsets in code points, without the line ends.

    Examples
    --------
    >>> visual_lines("العربية\\nﺔﻴﺑﺮﻌﻟﺍ")
    [(8, 15)]
    """
    if not isinstance(text, str):
        raise InputError(f"visual_lines takes one string, not {type(text).__name__}.")
    signs = _signs()
    plain = len(signs.never_first.findall(text))
    if plain:
        plain = len(signs.plain_visual.findall(text))
        plain = plain if plain >= 3 and plain > 2 * len(signs.plain_logical.findall(text)) else 0
    if not plain and not _any_form().search(text):
        return []
    found, offset = [], 0
    for line in text.split("\n"):
        visual, logical = len(signs.visual.findall(line)), len(signs.logical.findall(line))
        if not visual and not logical and plain:
            visual, logical = len(signs.plain_visual.findall(line)), len(signs.plain_logical.findall(line))
            visual += bool(_letters().search(line))  # a line without signs goes with the others
        if visual > logical:
            found.append((offset, offset + len(line)))
        offset += len(line) + 1
    return found


@lru_cache(maxsize=1)
def _any_form() -> re.Pattern[str]:
    return re.compile("[" + "".join(_forms().values()) + "]")


@lru_cache(maxsize=1)
def _letters() -> re.Pattern[str]:
    return re.compile(f"[{ARABIC_LETTER_RANGES}]")


_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPENING, _CLOSING = "([{«‹", ")]}»›"
# By the bidirectional algorithm (rules W2 and W4) signs other than these stand outside a number that follows Arabic.
_NUMBER = r"[\d٠-٩۰-۹]+(?:[.,:/٫٬][\d٠-٩۰-۹]+)*"
_LATIN = r"[^\W\d_؀-\u08ffﭐ-﷿ﹰ-ﻼ֐-׿]"
# In a line of Arabic these run from left to right; what stands between two Latin words does so too.
_LEFT_TO_RIGHT = re.compile(rf"{_LATIN}(?:[^؀-\u08ffﭐ-﷿ﹰ-ﻼ֐-׿\n]*(?:{_LATIN}|\d))?|{_NUMBER}")


def restore_visual_order(text: str) -> str:
    """Put lines in visual order back into the order in which they are read.

    Lines in the right order stay as they are. Presentation forms stay too: the scheme ``"light"`` folds them.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as ``text``.

    Examples
    --------
    >>> restore_visual_order("(2024) ﺔﻴﺑﺮﻌﻟﺍ")
    'ﺍﻟﻌﺮﺑﻴﺔ (2024)'
    """
    pieces, position = [], 0
    for start, end in visual_lines(text):
        pieces += [text[position:start], _restored(text[start:end])]
        position = end
    return "".join([*pieces, text[position:]])


def _restored(line: str) -> str:
    # Runs from left to right are marked where they stand, before everything is turned round.
    pieces, position = [], len(line)
    for run in reversed(list(_LEFT_TO_RIGHT.finditer(line))):
        pieces += [line[run.end() : position][::-1], run.group()]
        position = run.start()
    turned = "".join([*pieces, line[:position][::-1]])
    mirrored = turned.translate(_MIRROR)
    return mirrored if _unmatched(mirrored) < _unmatched(turned) else turned


def _unmatched(line: str) -> int:
    """Brackets that close before they open."""
    depth = bad = 0
    for char in line:
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            bad += depth == 0
            depth -= depth > 0
    return bad + depth

"""Bytes to text: which encoding a file is in, decided by trying each and scoring what comes out.

Unicode first, by its marks and its structure; then the four code pages that Arabic text was written in before it.
Those put the same letters at different bytes, so that each reads the others' files as letters that do not follow one
another in Arabic: the reading whose letter pairs cost least is taken, which decides even a short headline. The idea
is Kikui's, "Identifying the coding system and language of on-line documents on the Internet", COLING 1996,
https://aclanthology.org/C96-2110/.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from arabnlp.errors import InputError
from arabnlp.text.damage import repair_mojibake, visual_lines
from arabnlp.text.letter_pairs import LETTERS, NEAR_LETTERS, PAIRS

# Each with its prior cost: Windows wrote nearly all of these files. Of two readings that agree the first is named.
CODE_PAGES = {"cp1256": 0, "iso8859_6": 2, "mac_arabic": 3, "cp720": 6}

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive, or a Word, Excel or PowerPoint document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh91AY&SY", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "zstandard data"),
    (b"PAR1", "a parquet table"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "audio or video"),
    (b"ID3\x03", "audio"),
    (b"ID3\x04", "audio"),
)
_BOMS = (  # UTF-32 before UTF-16: the mark of the one begins with the mark of the other
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNITS = {"utf-8": 1, "utf-8-sig": 1, "utf-16": 2, "utf-16-le": 2, "utf-16-be": 2}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes([*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F])
_MAX_CONTROL = 0.02
# Plain letters and signs of the scripts that an Arabic article may hold: Latin, Greek, Cyrillic, Hebrew, Arabic,
# punctuation, currency, presentation forms, emoji.
_PLAUSIBLE = re.compile(
    r"[\t\n\r\x20-\x7e\xa0-\u024f\u0370-\u05f4\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u2000-\u206f\u20a0-\u20bf\u2100-\u27bf"
    r"\ufb50-\ufdff\ufe00-\ufe0f\ufe70-\ufeff\U0001f000-\U0001faff]"
)
_ENOUGH = 0.9
_LINE_LETTERS = 6  # a line with fewer does not tell its encoding
# Costs are in half nats a character. Arabic text in its own code page costs 5 to 7, in another one 11 and more;
# a single rare word can reach 10, and a few letters («ظظظ») more than most other languages.
_FOREIGN, _MARK, _ACCENTED, _STOP, _NEAR = 20, 8, 9, 4, 6
_DOUBTFUL, _SPREAD, _ENOUGH_LETTERS = 7.5, 7.0, 15
_DOUBTFUL_WINDOWS = 8.5  # Persian and Urdu were written in it too
_TOO_MUCH = 12.0
_SAMPLE = 20_000
_ENDS = " \xa0!\"'(),-./:%،؛؟٪٠١٢٣٤٥٦٧٨٩«»“”‘’–—…•\u200c\u200d\u200e\u200f"
_MARKS = "ـًٌٍَُِّْ"
_STOPS = "!%),.:;،؛؟٪…"
_KNOWN = "àâäáçéèêëîïíñôöóùûüúœÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ"
_NEAR_ROW = 64


class Decoded(NamedTuple):
    """A text, the encoding it was in (Python's name) and what is worth knowing about the reading, a sentence each."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str = "the input", repair: bool = True) -> Decoded:
    """Read bytes as text.

    UTF-8, UTF-16 and UTF-32 with a byte order mark or without, Windows-1256, ISO 8859-6, MacArabic and code page 720
    (of DOS) are told apart by their content, line by line where a file mixes UTF-8 with another. A few bad bytes, and a
    last character that is cut off, are replaced by U+FFFD and noted; so is a short text whose letters seldom follow one
    another in Arabic. Mojibake is repaired and its places counted in a note; visual order, as in text from PDFs, is
    only noted (:func:`arabnlp.text.damage.restore_visual_order` undoes it). Line ends become ``\\n``; the byte order
    mark goes; nothing else changes.

    Parameters
    ----------
    data : bytes
    name : str
        What to call the input in messages.
    repair : bool
        Whether mojibake is undone. It is noted either way.

    Returns
    -------
    Decoded

    Raises
    ------
    InputError
        If the bytes are not text, or not Arabic text in any of these encodings.

    Examples
    --------
    >>> decode("صرّح الوزير".encode("cp1256"))
    Decoded(text='صرّح الوزير', encoding='cp1256', notes=())
    >>> decode("أعلنت الوزارة".encode()[:-1], "news.txt").notes
    ('news.txt ends in the middle of a character, which was replaced.',)
    """
    encoding = detect(data, name)
    text, notes = _mixed(data, name) if encoding in ("utf-8", *CODE_PAGES) else (None, [])
    if text is None:
        text, notes = _decoded(data, encoding, name)
        if encoding in CODE_PAGES and _excess(_sample(data), encoding) > 0:
            notes.append(f"{name} may not be Arabic: as {encoding} its letters are in an unusual order; check it.")
    else:
        encoding = "utf-8"
    repaired = repair_mojibake(text)
    if repaired.places:
        notes.append(mojibake_note(name, repaired.places, repaired.read_as, "repaired" if repair else "kept"))
    if visual := visual_lines(repaired.text):
        notes.append(
            f"{name} is in visual order, as text taken from a PDF is, in {len(visual)} lines: kept so; "
            "arabnlp.text.damage.restore_visual_order turns them round."
        )
    return Decoded(_unix_lines(repaired.text if repair else text), encoding, tuple(notes))


def mojibake_note(name: str, places: int, read_as: Iterable[str], done: str = "repaired") -> str:
    """What is noted of mojibake that was found.

    Examples
    --------
    >>> mojibake_note("a.csv", 2, ["Windows-1256"])
    'a.csv held mojibake (UTF-8 read as Windows-1256) in 2 places: repaired.'
    """
    what = list(read_as)
    utf8 = [each for each in what if " read as " not in each]
    parts = ([f"UTF-8 read as {' and '.join(utf8)}"] if utf8 else []) + [each for each in what if each not in utf8]
    return f"{name} held mojibake ({', '.join(parts)}) in {places} places: {done}."


def _decoded(data: bytes, encoding: str, name: str) -> tuple[str, list[str]]:
    cut = len(data) % _UNITS.get(encoding, 1) if encoding != "utf-32" else len(data) % 4
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        at_end = bool(cut) or (error.end == len(data) and "unexpected end" in error.reason)
        bad = text.count("\ufffd")
        if at_end and bad == 1:
            return text, [f"{name} ends in the middle of a character, which was replaced."]
        return text, [f"{name} has {bad} places that are not {encoding}, the first at byte {error.start}: replaced."]


def _mixed(data: bytes, name: str) -> tuple[str | None, list[str]]:
    """The text of a file whose lines are partly UTF-8 and partly in one code page; None if it is not one."""
    lines = data.split(b"\n")
    if data.isascii() or len(lines) == 1:
        return None, []
    kinds = [_line_kind(line) for line in lines]
    others = [line for line, kind in zip(lines, kinds, strict=True) if kind == "other"]
    if not others or "utf-8" not in kinds:
        return None, []
    try:
        page = _code_page(b"\n".join(others), name)
    except InputError:
        return None, []
    text = "\n".join(
        line.decode(page if kind == "other" else "utf-8", errors="replace")
        for line, kind in zip(lines, kinds, strict=True)
    )
    return text, [f"{name} mixes encodings: {len(others)} of its {len(lines)} lines are {page}, the others UTF-8."]


def _line_kind(line: bytes) -> str:
    if line.isascii():
        return ""
    text = line.decode("utf-8", errors="replace")
    bad = text.count("\ufffd") - line.count("\ufffd".encode())
    good = len(text) - len(text.encode("ascii", errors="ignore")) - bad
    if not bad:
        return "utf-8" if good >= _LINE_LETTERS else ""
    return "other" if bad >= _LINE_LETTERS and bad > 2 * good else ""


def detect(data: bytes, name: str = "the input") -> str:
    """The encoding of some text, as Python names it.

    Parameters
    ----------
    data : bytes
        A whole file or its beginning: the last character may be cut off.
    name : str
        What to call the input in messages.

    Returns
    -------
    str
        ``"utf-8"``, ``"utf-8-sig"``, ``"utf-16"`` (with its mark), ``"utf-16-le"``, ``"utf-16-be"``, ``"utf-32"``,
        ``"cp1256"``, ``"iso8859_6"``, ``"mac_arabic"`` or ``"cp720"``.

    Raises
    ------
    InputError
        As for :func:`decode`.

    Examples
    --------
    >>> detect("مجلس النواب يقر الموازنة".encode("iso8859_6"))
    'iso8859_6'
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name} is not text but {what}: save its text as UTF-8 and give that.")
    for mark, encoding in _BOMS:
        if data.startswith(mark) and _reads_as(data, encoding):
            return encoding
    wide = _without_mark(data)
    if wide:
        return wide
    if b"\x00" in data:
        raise InputError(f"{name} is not text: it holds NUL bytes, and is neither UTF-16 nor UTF-32.")
    if len(data) - len(data.translate(None, _CONTROL_BYTES)) > _MAX_CONTROL * len(data) + (data[-1:] == b"\x1a"):
        raise InputError(f"{name} is not text: it is full of control characters.")
    return "utf-8" if _is_utf8(data) else _code_page(data, name)


def _unix_lines(text: str) -> str:
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")  # only \r: written on a Mac before 2001


def _reads_as(data: bytes, encoding: str) -> bool:
    """Whether what follows a byte order mark bears it out."""
    text = data[: 4 * _SAMPLE].decode(encoding, errors="replace")
    bad = text.count("\ufffd") + len(_CONTROL.findall(text))
    return bad <= 1 + 0.1 * len(text) and (bad < len(text) or not text)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: NUL is half of each Latin letter and space, 6 half of each Arabic letter."""
    sample = data[: 4 * _SAMPLE]
    if len(sample) < 2 or not any(byte in sample for byte in (b"\x00", b"\x06")):
        return None
    best = (_ENOUGH, "")
    for encoding, unit in (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4)):
        text = sample[: len(sample) - len(sample) % unit].decode(encoding, errors="replace")
        share = len(_PLAUSIBLE.findall(text)) / max(1, len(text))
        # Letters of one block share their high byte: without this, two Latin letters in a row pass for a rare one.
        if share > best[0] and re.search(r"[\x20-\x7e\u0600-\u06ff]", text):
            best = (share, encoding)
    return best[1] or None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
        return True
    except UnicodeDecodeError as error:
        if error.end == len(data) and "unexpected end" in error.reason:
            return error.start > 0 and not data[: error.start].isascii()
        text = data.decode("utf-8", errors="replace")
    # Other encodings hit upon a valid sequence now and then; damaged UTF-8 hits upon a bad one now and then.
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    return len(text) - len(text.encode("ascii", errors="ignore")) - bad > bad


def _sample(data: bytes) -> bytes:
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - 100) if first else 0
    return data[start : start + _SAMPLE]


def _code_page(data: bytes, name: str) -> str:
    sample = _sample(data)
    costs = {encoding: _cost(sample, encoding) + prior for encoding, prior in CODE_PAGES.items()}
    # Byte A0 is ISO's no-break space, now and then between words, and the Mac's usual space in Arabic.
    costs["iso8859_6"] += 4 * (sample.count(0xA0) > sample.count(0x20))
    best = min(CODE_PAGES, key=lambda encoding: costs[encoding])
    length = max(1, len(sample) - len(sample.translate(None, bytes(range(0x80, 0x100)))))
    told = _letters(sample, best)[0] >= _ENOUGH_LETTERS and _excess(sample, best) > 0
    if told or costs[best] > _TOO_MUCH * length + _FOREIGN:
        raise InputError(
            f"{name} is not Arabic text in UTF-8, UTF-16, Windows-1256, ISO 8859-6, MacArabic or code page 720: "
            "save it as UTF-8."
        )
    return best


def _letters(sample: bytes, encoding: str) -> tuple[int, int, int]:
    """How many letters and marks, accented Latin letters and stops a sample has outside ASCII."""
    rows = _rows(encoding)
    kinds = [rows[byte] for byte in sample if byte >= 0x80]
    accented, stops = kinds.count(-_ACCENTED), kinds.count(-_STOP)
    return len(kinds) - kinds.count(0) - stops - accented, accented, stops


def _excess(sample: bytes, encoding: str) -> float:
    """By how much a sample costs more than Arabic text of its length ever does."""
    letters, accented, stops = _letters(sample, encoding)
    each = _DOUBTFUL_WINDOWS if encoding == "cp1256" else _DOUBTFUL
    most = each * letters + _SPREAD * letters**0.5 + _FOREIGN * accented + 3 * stops
    return _cost(sample, encoding) - most if letters else 0.0


@lru_cache(maxsize=8)
def _rows(encoding: str) -> tuple[int, ...]:
    """For each byte the row of its letter in the table, 0 for what ends a word, or the negative of its cost.

    A letter of Persian or Urdu has the row of the Arabic letter that it is written like, and 64 more.
    """
    rows = []
    for code in range(256):
        char = bytes([code]).decode(encoding, errors="replace")
        if char in LETTERS:
            rows.append(LETTERS.index(char))
        elif char in NEAR_LETTERS:
            rows.append(LETTERS.index(NEAR_LETTERS[char]) + _NEAR_ROW)
        elif code >= 128 and char in _STOPS:
            rows.append(-_STOP)
        elif code < 128 or char in _ENDS:
            rows.append(0)
        elif char in _MARKS:
            rows.append(-_MARK)
        else:
            # The Mac's second set of ASCII's signs: «&#8220;» is no rarer in its text than "é".
            rows.append(-_ACCENTED if char in _KNOWN or char.isascii() else -_FOREIGN)
    return tuple(rows)


def _cost(sample: bytes, encoding: str) -> int:
    """``-2 ln p`` of the characters outside ASCII, by the pairs of letters they stand in."""
    rows, total, before, last = _rows(encoding), 0, 0, 0x20
    for byte in sample:
        row = rows[byte]
        if row >= 0 or row == -_STOP:
            if row >= _NEAR_ROW:
                total, row = total + _NEAR, row - _NEAR_ROW
            if rows[last] == -_STOP and row:  # a stop stands at the end of a word, and seldom beside another
                total += _STOP
            row = max(row, 0)
            if row or before:
                total += PAIRS[before][row]
            before = row
        elif row == -_MARK:
            total += _MARK if before else _FOREIGN  # a mark stands on a letter
        else:
            total += (
                _FOREIGN if before or (last >= 0x80 and row == -_ACCENTED) else -row
            )  # "é" stands among Latin letters
            before = 0
        last = byte
    return total

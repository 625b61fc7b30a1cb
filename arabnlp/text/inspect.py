"""What texts are made of: characters by class, vocalization, look-alikes, invisible marks, suspected damage.

One pass over the code points counts the classes of :data:`arabnlp.text.charset.CLASSES`; regular expressions that take
linear time do the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from arabnlp.errors import InputError
from arabnlp.text.charset import CLASSES, LOOKALIKES, char_class
from arabnlp.text.damage import repair_mojibake, visual_lines

_TABLE = 0x110000
_NUMBER = {name: number for number, name in enumerate(CLASSES)}
_AT_ONCE = 1_000_000
_EXAMPLES = 3
_CONTEXT = 12
# Shares of letters that carry a mark. News marks a tanwin or a shadda here and there; in vocalized text the letters
# without one are those of long vowels and of the article.
_VOCALIZED = ((0.5, "full"), (0.1, "partial"), (0.0, "sparse"))
_LISTED = ("lookalike", "letter_other", "invisible", "bidi", "space_unusual", "private_use", "control")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_CUT = re.compile(r"(?:\.{3}|…|\[…\]|\[\.{3}\])\s*\Z")


@dataclass
class CharCount:
    """How often one character occurs, and where.

    Attributes
    ----------
    char, code, name : str
        The character, ``"U+06CC"``, its Unicode name.
    kind : str
        A key of :data:`arabnlp.text.charset.CLASSES`.
    count : int
    stands_for : str
        The Arabic letter that a look-alike stands for, else empty.
    examples : list of str
        The words, or where it stands in none the few characters around it, of its first places.
    """

    char: str
    code: str
    name: str
    kind: str
    count: int
    stands_for: str = ""
    examples: list[str] = field(default_factory=list)


@dataclass
class Damage:
    """Suspected damage: how many places or texts, and an example of each.

    Attributes
    ----------
    mojibake, mojibake_texts : int
        Places that read as an encoding misread, and texts that hold some.
    read_as : dict of str to int
        Texts by the encoding in which they were misread.
    replacement : int
        Characters U+FFFD, each a byte or more lost.
    visual_lines, visual_texts : int
        Lines written from left to right, as in text from PDFs, and texts that hold some.
    decomposed : int
        Texts that Unicode's composition (NFC) would change.
    entities, tags : int
        HTML entities and tags left in the text.
    cut_short : int
        Texts that end with an ellipsis, as summaries and feeds do.
    examples : dict of str to str
    """

    mojibake: int = 0
    mojibake_texts: int = 0
    read_as: dict[str, int] = field(default_factory=dict)
    replacement: int = 0
    visual_lines: int = 0
    visual_texts: int = 0
    decomposed: int = 0
    entities: int = 0
    tags: int = 0
    cut_short: int = 0
    examples: dict[str, str] = field(default_factory=dict)


@dataclass
class TextReport:
    """What texts are made of.

    Attributes
    ----------
    texts, characters, words : int
        Words are runs between white space.
    classes : dict of str to int
        Characters of each class of :data:`arabnlp.text.charset.CLASSES` that occurs, in its order.
    marked : float
        Share of the Arabic letters that carry a vowel mark, tanwin, shadda or sukun.
    vocalization : str
        ``"none"``, ``"sparse"`` (under 10% of the letters marked), ``"partial"`` or ``"full"`` (50% and more).
    characters_of_note : list of CharCount
        Look-alikes, letters of other languages, invisible marks, unusual spaces and controls, the most frequent first.
    damage : Damage
    """

    texts: int
    characters: int
    words: int
    classes: dict[str, int]
    marked: float
    vocalization: str
    characters_of_note: list[CharCount]
    damage: Damage

    def to_dict(self) -> dict[str, Any]:
        """The report as plain dicts and lists, for JSON."""
        return asdict(self)


def inspect_text(texts: str | Iterable[str]) -> TextReport:
    """Say what a text, or texts, are made of.

    Parameters
    ----------
    texts : str or iterable of str

    Returns
    -------
    TextReport

    Raises
    ------
    InputError
        If one of the texts is no string.

    Examples
    --------
    >>> report = inspect_text("كِتابٌ علی الطاولة")
    >>> report.classes["letter"], report.classes["lookalike"], report.characters_of_note[0].examples
    (13, 1, ['علی'])
    """
    counts = np.zeros(_TABLE, np.int64)
    classes = np.full(_TABLE, 255, np.uint8)
    damage, read_as, examples = Damage(), Counter[str](), dict[str, list[str]]()
    number = words = marked = 0
    waiting: list[str] = []
    for number, text in enumerate([texts] if isinstance(texts, str) else texts, 1):
        if not isinstance(text, str):
            raise InputError(f"text {number - 1} is {type(text).__name__}, not a string: drop or fill it first.")
        words += len(text.split())
        _look_for_damage(text, damage, read_as)
        waiting.append(text)
        if sum(map(len, waiting[-64:])) > _AT_ONCE or len(waiting) == 64:
            marked += _count(waiting, counts, classes, examples)
            waiting = []
    marked += _count(waiting, counts, classes, examples)
    found = np.flatnonzero(counts)
    totals: Counter[str] = Counter()
    noted = []
    for code in found.tolist():
        kind = list(CLASSES)[classes[code]]
        totals[kind] += int(counts[code])
        if kind in _LISTED and chr(code) not in "\t":
            char = chr(code)
            name = unicodedata.name(char, "") or f"{CLASSES[kind]} U+{code:04X}"
            stands_for = LOOKALIKES.get(char, "")
            noted.append(
                CharCount(char, f"U+{code:04X}", name, kind, int(counts[code]), stands_for, examples.get(char, []))
            )
    damage.replacement, damage.read_as = totals["replacement"], dict(read_as)
    letters = totals["letter"] + totals["lookalike"] + totals["letter_other"]
    share = marked / letters if letters else 0.0
    return TextReport(
        number,
        int(counts.sum()),
        words,
        {name: totals[name] for name in CLASSES if totals[name]},
        share,
        next((label for least, label in _VOCALIZED if share > least), "none"),
        sorted(noted, key=lambda each: (_LISTED.index(each.kind), -each.count)),
        damage,
    )


def _count(texts: list[str], counts: np.ndarray, classes: np.ndarray, examples: dict[str, list[str]]) -> int:
    """Add the texts to the counts; returns how many letters carry a mark."""
    if not texts:
        return 0
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    if not len(codes):
        return 0
    here = np.bincount(codes)
    counts[: len(here)] += here
    new = np.flatnonzero(here)
    for code in new[classes[new] == 255].tolist():
        classes[code] = _NUMBER[char_class(chr(code))]
    listed = [_NUMBER[name] for name in _LISTED]
    for code in new[np.isin(classes[new], listed)].tolist():
        known = examples.setdefault(chr(code), [])
        for text in texts if len(known) < _EXAMPLES else ():
            place = text.find(chr(code))
            if place >= 0 and (example := _around(text, place)) not in known:
                known.append(example)
            if len(known) == _EXAMPLES:
                break
    kinds = classes[codes]
    letter = np.isin(kinds[:-1], [_NUMBER[name] for name in ("letter", "lookalike", "letter_other")])
    return int(np.count_nonzero(letter & (kinds[1:] == _NUMBER["diacritic"])))


def _around(text: str, place: int) -> str:
    """The word in which the character stands, or some of it; of no more than 25 characters."""
    start, end = place, place + 1
    while start > max(0, place - _CONTEXT) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), place + 1 + _CONTEXT) and not text[end].isspace():
        end += 1
    return text[start:end]


def _look_for_damage(text: str, damage: Damage, read_as: Counter[str]) -> None:
    repaired = repair_mojibake(text)
    if repaired.places:
        damage.mojibake += repaired.places
        damage.mojibake_texts += 1
        read_as.update(repaired.read_as)
        wrong, right = next((a, b) for a, b in zip(text.split("\n"), repaired.text.split("\n"), strict=True) if a != b)
        damage.examples.setdefault("mojibake", f"{wrong[:40]} → {right[:20]}")
    visual = visual_lines(text)
    if visual:
        damage.visual_lines += len(visual)
        damage.visual_texts += 1
        damage.examples.setdefault("visual_lines", text[slice(*visual[0])][:40])
    if "\ufffd" in text:
        damage.examples.setdefault("replacement", _around(text, text.index("\ufffd")))
    damage.decomposed += not unicodedata.is_normalized("NFC", text) and _composes(text)
    if "&" in text:
        damage.entities += len(_ENTITY.findall(text))
    if "<" in text:
        damage.tags += len(_TAG.findall(text))
    damage.cut_short += bool(_CUT.search(text[-20:]))


_BASES = re.compile("[\u0627\u0648\u064a\u06c1\u06d2\u06d5A-Za-z][\u0653-\u0655\u0300-\u036f]")


def _composes(text: str) -> bool:
    """Letters whose hamza, madda or accent stands apart; marks in another order than Unicode's do not count."""
    return bool(_BASES.search(text))

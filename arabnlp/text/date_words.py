"""Words of dates: the tables of ``lexicon/``, folded, and patterns that match any of them.

Texts of dates are matched folded: without marks, tatweel and invisible characters, one form for each letter, European
digits. :func:`folded` does it, :func:`places` knows the way back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.resources import files

from arabnlp.text.charset import INVISIBLE, MARK_RANGES, TATWEEL, presentation_forms

_HYPHEN = f"(?<=[0-9٠-٩۰-۹]){TATWEEL}(?=[0-9٠-٩۰-۹])"  # «22ـ10ـ1436»: a tatweel between digits is a hyphen
_UNSEEN = re.compile(f"(?!{_HYPHEN})[{MARK_RANGES}{TATWEEL}{re.escape(INVISIBLE)}]")
_MARKS = re.compile(f"[{MARK_RANGES}{TATWEEL}]*")
# One to one, so that offsets stay; a ligature of two letters remains.
_FOLD: dict[int, int | str] = dict(str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹أإآٱىیکةـ", "01234567890123456789ااااييكه-"))
_FOLD |= {ord(form): plain.translate(_FOLD) for form, plain in presentation_forms().items() if len(plain) == 1}


def folded(text: str) -> str:
    """A text as the patterns of dates read it.

    Examples
    --------
    >>> folded("٩ ذو الحِجّة")
    '9 ذو الحجه'
    """
    return _UNSEEN.sub("", text).translate(_FOLD)


def places(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of the folded text as spans of the text; marks after a letter belong to it.

    Examples
    --------
    >>> places("أَمْس", [(0, 3)])
    [(0, 5)]
    """
    unseen = [match.start() for match in _UNSEEN.finditer(text)] if spans else []
    if not unseen:
        return spans
    gone = set(unseen)
    kept = [i for i in range(len(text)) if i not in gone]
    placed = []
    for start, end in spans:
        marks = _MARKS.match(text, kept[end - 1] + 1)
        placed.append((kept[start], marks.end() if marks else kept[end - 1] + 1))
    return placed


def one_space(words: str) -> str:
    """An expression with one blank between its words."""
    return " ".join(words.split())


def any_of(words: list[str] | dict[str, int]) -> str:
    """A pattern for any of some expressions, the longest first, with any spaces inside them.

    Examples
    --------
    >>> re.fullmatch(any_of(["اول", "اول امس"]), "اول  امس").group()
    'اول  امس'
    """
    found = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s{1,2}") for word in found) + ")"


def _rows(name: str) -> list[list[str]]:
    text = (files("arabnlp.text") / "lexicon" / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def month_names(calendar: str) -> list[list[str]]:
    """Names of a calendar's twelve months, folded, by month."""
    return [[folded(name) for name in names.split("|")] for of, _, names in _rows("months") if of == calendar]


def _tables() -> dict[str, dict[str, int]]:
    tables: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, number, words in _rows("date_words"):
        tables[kind] |= {folded(word): int(number) if number != "-" else 0 for word in words.split("|")}
    return tables


def _ordinals(ones: dict[str, int], tens: dict[str, int]) -> dict[str, int]:
    """Ordinals of the 31 days of a month, from those of one to ten and the tens."""
    eleventh = {"الحادي": 1} | {word: n for word, n in ones.items() if 1 < n < 10}
    found = dict(ones) | {f"{word} عشر": 10 + n for word, n in eleventh.items()} | tens
    for ten, base in tens.items():
        with_ten = eleventh | {"الواحد": 1}
        found |= {f"{word} و{ten}": base + n for word, n in with_ten.items() if base + n <= 31}
    return found


def _numbers(words: dict[str, int], tens: dict[str, int]) -> dict[str, int]:
    """Cardinal numbers of 3 to 99, from those of three to twelve and the tens."""
    ones = {word: n for word, n in words.items() if n < 10}
    found = words | {f"{word} {ten}": 10 + n for word, n in ones.items() for ten in ("عشر", "عشره")} | tens
    ones |= {"واحد": 1, "احدي": 1, "اثنين": 2, "اثنتين": 2}
    return found | {f"{word} و{ten}": base + n for ten, base in tens.items() for word, n in ones.items()}


_TABLES = _tables()
ORDINALS = _ordinals(_TABLES["ordinal"], _TABLES["ordinal_tens"])
WEEKDAYS = _TABLES["weekday"]  # Monday is 0, as in datetime
RELATIVE_DAYS = _TABLES["relative_day"]
NUMBERS = _numbers(_TABLES["number"], _TABLES["number_tens"])
PARTS_OF_DAY = _TABLES["part_of_day"]
COUNTED = {word: (unit, n) for unit in ("day", "week", "month", "year") for word, n in _TABLES[unit].items()}
_DIRECTIONS = _TABLES["direction"]
LETTER = r"[^\W\d_]"
END = f"(?!{LETTER})"  # of a word
ORDINAL, WEEKDAY = any_of(ORDINALS), any_of(WEEKDAYS)
DIRECTION = f"(?:ما\\s)?{any_of(_DIRECTIONS)}ه?"
OF_TWO = f"(?:{DIRECTION}|{any_of(_DIRECTIONS)}(?:ين|ان))"  # «الخميس والجمعة المقبلين»
_LAST_WORD = re.compile(rf"({LETTER}+)\s{{1,2}}$")
_WEEKDAY_BEFORE = re.compile(
    rf"(?P<day>{WEEKDAY})\s{{0,2}}[،,:(\-]?\s{{0,2}}(?:(?:الموافق|بتاريخ|المصادف)\s{{0,2}}:?\s{{0,2}})?\(?$"
)
_NEXT_WORD = re.compile(rf"\s{{1,2}}({LETTER}{{1,24}}|[0-9])")


def listed(kind: str) -> frozenset[str]:
    """The words of a class of ``date_words.tsv`` that has no numbers."""
    return frozenset(_TABLES[kind])


def direction(words: str) -> int:
    """How many units away an adjective says, or its feminine or dual: -1 for «الماضي», «الماضية», «الماضيين».

    Examples
    --------
    >>> direction("الماضيه"), direction("بعد المقبل")
    (-1, 2)
    """
    words = one_space(words).removeprefix("ما ")
    return _DIRECTIONS[words if words in _DIRECTIONS else words.removesuffix("ه").removesuffix("ين").removesuffix("ان")]


def word_before(text: str, place: int) -> str:
    """The word right before a place, or its last 24 characters."""
    found = _LAST_WORD.search(text[max(0, place - 24) : place])
    return found[1] if found else ""


def word_after(text: str, place: int) -> str:
    """The word or the first digit right after a place."""
    found = _NEXT_WORD.match(text, place)
    return found[1] if found else ""


def weekday_before(text: str, place: int) -> int | None:
    """The weekday right before a place, Monday being 0: «الأحد 30 رجب», «الأحد، الموافق 30 رجب».

    Examples
    --------
    >>> weekday_before("الاحد 30 رجب", 6), weekday_before("يوم 30 رجب", 4)
    (6, None)
    """
    found = _WEEKDAY_BEFORE.search(text[max(0, place - 32) : place])
    return WEEKDAYS[found["day"]] if found else None

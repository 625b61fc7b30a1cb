"""The dateline of a report: where it was written, by whom, through which agency («الرياض - واس:», «دبي (رويترز) -»).

A dateline is told by a city or an agency among a few short parts between dashes, brackets or slashes, and by the colon
or dash that ends it. Outlets' own names are not listed: a source's usual openings are found by repetition
(:mod:`arabnlp.text.repetition`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from arabnlp.text.charset import TATWEEL
from arabnlp.text.normalize import ArabicNormalizer

_HEAD = 120
_PART_WORDS = 5
_LINE_WORDS, _NAME_WORDS = 9, 3
_SEPARATOR = re.compile(r"\s*(?:(?:[)»\"]\s*)?(?::|[-–—]{1,3})|\(|\)|//?|\||«|،|,)\s*")
_OUTLET = re.compile(r"[«\"][^«»\"]{2,25}[»\"]\s+(?=\w)")  # «دبي: «الخليج» شهد»
_SIGN = re.compile(rf"[-–—:()/|0-9{TATWEEL}]")
_WORD = re.compile(r"\w")
# «الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس»
_DATED = re.compile(
    r"[^\W\d_]+(?:\s+[^\W\d_]+){0,2}\s*\d{1,2}\s+\w+(?:\s\w+)?\s+\d{4}\s*ه?(?:\s+الموافق\s.{6,30}?م)?\s+(?=(\w+)\b)"
)
_AGENCY = re.compile(r"\(([^()]{2,30})\)\s*(?::|[-–—]{1,3})\s*")  # «(رويترز) - »
_SEARCH = ArabicNormalizer("search")


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Folded name to its kind, ``"agency"`` or ``"city"``."""
    text = (files("arabnlp.text") / "lexicon" / "datelines.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {_SEARCH.normalize(name.replace("_", " ")): kind for kind, names in rows for name in names.split()}


def dateline_end(line: str) -> int:
    """How long the dateline is with which a line begins.

    Parameters
    ----------
    line : str

    Returns
    -------
    int
        Characters, the colon or dash and the spaces after it included; 0 if the line begins with no dateline. As long
        as the line, if it is nothing but a dateline.

    Examples
    --------
    >>> for line in ("الرياض - واس: صدر أمس", "دبي (رويترز) - ارتفع", "قال الوزير: نعم", "عمر سالم – جدة"):
    ...     print(repr(line[: dateline_end(line)]))
    'الرياض - واس: '
    'دبي (رويترز) - '
    ''
    'عمر سالم – جدة'
    """
    if not _SIGN.search(line[:_HEAD]):
        return 0
    # A tatweel alone between spaces is a dash to those who write it.
    head = re.sub(rf"(?<=\s){TATWEEL}(?=\s)", "-", line[:_HEAD])
    aligned = _SEARCH.align(head)
    end = _end(
        aligned.text.casefold() if len(aligned.text.casefold()) == len(aligned.text) else aligned.text, len(line)
    )
    if end == 0:
        return 0
    return len(line) if end >= len(aligned.text) and len(line) <= _HEAD else aligned.span(0, end)[1]


def _end(text: str, length: int) -> int:
    dated = _DATED.match(text)
    if dated and _known().get(dated[1]) == "agency":
        after = dated.end() + len(dated[1])
        return len(text) - len(text[after:].lstrip())
    bracketed = _AGENCY.match(text)
    if bracketed and _known().get(bracketed[1].strip()) == "agency":
        return bracketed.end()
    parts: list[str] = []
    found = position = start = len(text) - len(text.lstrip())
    last = ""
    for separator in _SEPARATOR.finditer(text, start):
        part, sign = text[position : separator.start()].strip(), separator.group().strip()
        if part:
            if len(part.split()) > _PART_WORDS or not _WORD.search(part):
                break
            part = f"«{part}" if last == "«" else part  # an outlet, whatever city it is called after
            parts.append(part)
        elif not (parts and sign):
            break
        position, last = separator.end(), sign
        if sign.endswith(":"):
            if _is_dateline(parts) and (len(parts) == 1 or not text[position : position + 1].isdigit()):
                outlet = _OUTLET.match(text, position) if len(parts) == 1 else None
                found = outlet.end() if outlet else position
            break
        if len(parts) > 1 and part in _known() and "(" not in text[:position].rpartition(")")[2]:
            kinds = [_known().get(each) for each in parts]
            if (sign[-1] in "-–—" and ("agency" in kinds or kinds[0])) or (sign == ")" and kinds == ["city", "agency"]):
                found = position
    if length <= _HEAD and len(text.split()) <= _LINE_WORDS and _fills_line(parts, last, text[position:].strip()):
        return len(text)
    return 0 if found == start else found


def _fills_line(parts: list[str], sign: str, rest: str) -> bool:
    """Whether a line is a dateline and nothing else: «عمر سالم – جدة», «عكاظ (الرياض)», «لندن: «الشرق الأوسط»»."""
    if sign.endswith(":"):  # a city and who writes from there
        return [_known().get(part) for part in parts] == ["city"] and 0 < len(rest.split()) <= _NAME_WORDS
    if rest:
        return bool(parts) and (rest in _known() or (parts[0] in _known() and 1 < len(rest.split()) <= _NAME_WORDS))
    return len(parts) > 1 and _is_dateline(parts)


def _is_dateline(parts: list[str]) -> bool:
    kinds = [_known().get(part) for part in parts]
    return any(kinds) if len(parts) > 1 else kinds == ["city"]

"""Dates in Arabic running text, to ISO 8601.

Gregorian months come in four traditions (Egyptian and Gulf, Levantine and Iraqi, Maghrebi, and both names at once,
as in «تشرين الثاني/نوفمبر»). Names follow the Unicode CLDR's Arabic locales, https://cldr.unicode.org/.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_MONTHS = {
    1: "يناير|كانون الثاني|جانفي|يناير",
    2: "فبراير|شباط|فيفري|فبراير",
    3: "مارس|آذار|اذار|مارس",
    4: "أبريل|ابريل|إبريل|نيسان|أفريل|افريل",
    5: "مايو|أيار|ايار|ماي",
    6: "يونيو|يونيه|حزيران|جوان",
    7: "يوليو|يوليه|تموز|جويلية|يوليوز",
    8: "أغسطس|اغسطس|آب|أوت|اوت|غشت",
    9: "سبتمبر|أيلول|ايلول|شتنبر",
    10: "أكتوبر|اكتوبر|تشرين الأول|تشرين الاول|أكتوبر",
    11: "نوفمبر|تشرين الثاني|نونبر",
    12: "ديسمبر|كانون الأول|كانون الاول|دجنبر",
}
_NUMBER_OF = {name: number for number, names in _MONTHS.items() for name in names.split("|")}
_NAME = "|".join(sorted(map(re.escape, _NUMBER_OF), key=len, reverse=True))
_WORDED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s*(?:من\s+)?(?:شهر\s+)?(?P<month>{_NAME})"
    rf"(?:\s*[/\-–(]\s*(?:{_NAME})\)?)?(?:\s*،?\s*(?:من\s+)?(?:عام|سنة|العام)?\s*(?P<year>(?:19|20)\d\d)(?!\d))?(?!\w)"
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<y1>(?:19|20)\d\d)[-/](?P<m1>\d{1,2})[-/](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>(?:19|20)\d\d))(?![\d/-])"
)
_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class DateMention(NamedTuple):
    """A date in a text: ISO 8601 and the span that says it, ``text[start:end]``."""

    iso: str
    start: int
    end: int


def find_dates(text: str, year: int | None = None) -> list[DateMention]:
    """Dates that a text names by day and month, in order.

    Parameters
    ----------
    text : str
    year : int, optional
        Year of the article, for dates without one; without it such dates are left out.

    Returns
    -------
    list of DateMention

    Examples
    --------
    >>> find_dates("تم اليوم الثلاثاء 9 نوفمبر/تشرين الثاني 2021 التوقيع")[0].iso
    '2021-11-09'
    >>> [d.iso for d in find_dates("من ٣ آذار حتى 4/5/2020", year=2020)]
    ['2020-03-03', '2020-05-04']
    """
    ascii_text = text.translate(_TO_ASCII)  # one character to one: offsets stay
    found = []
    for match in _WORDED.finditer(ascii_text):
        y = match["year"] or year
        if y is not None:
            found.append((int(y), _NUMBER_OF[match["month"]], int(match["day"]), match.span()))
    for match in _NUMERIC.finditer(ascii_text):
        if match["y1"]:
            found.append((int(match["y1"]), int(match["m1"]), int(match["d1"]), match.span()))
        else:
            found.append((int(match["y2"]), int(match["m2"]), int(match["d2"]), match.span()))
    mentions = []
    for y, m, d, (start, end) in found:
        try:
            mentions.append(DateMention(datetime.date(int(y), m, d).isoformat(), start, end))
        except ValueError:  # 31 نيسان, 2020-13-01: not a date
            continue
    return sorted(mentions, key=lambda mention: mention.start)


def article_date(text: str, head: int = 600) -> str | None:
    """The day an article reports on: the first full date in its opening, or None.

    Parameters
    ----------
    text : str
    head : int
        How many characters from the start count as the opening: news leads with its date.

    Returns
    -------
    str or None
        ISO 8601.

    Examples
    --------
    >>> article_date("الرباط (الأفق) - 12 آذار/مارس 2025. افتتحت الوزيرة المعرض.")
    '2025-03-12'
    """
    dates = find_dates(text[:head])
    return dates[0].iso if dates else None

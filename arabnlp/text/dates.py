"""Dates in Arabic running text, to ISO 8601: Gregorian, Hijri, and relative to an article's day.

Gregorian months come in four traditions and in two names at once, as in «تشرين الثاني/نوفمبر»; Hijri dates are
converted by :mod:`arabnlp.text.hijri`. Days are those that the text writes: there is no change from Julian days.

References
----------
.. [1] Unicode CLDR, Arabic locales, https://cldr.unicode.org/: names of months.
.. [2] ISO 8601-1:2019: dates of reduced precision, week dates, intervals.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from arabnlp.errors import InputError
from arabnlp.text.calendar_dates import GREGORIAN, HIJRI, Found, Frame, numeric, worded, years
from arabnlp.text.date_words import folded, places
from arabnlp.text.relative_days import relative

DATE_KINDS = ("date", "relative", "month", "interval", "period", "year")


class _Place(NamedTuple):
    iso: str
    start: int
    end: int


class DateMention(_Place):
    """A date in a text: ISO 8601 and the span that says it, ``text[start:end]``; unpacks into these three.

    Attributes
    ----------
    iso : str
        A day; for other kinds a month (2021-11), a year, a week (2021-W44) or an interval of two days, as Hijri
        months and years are.
    start, end : int
        Offsets in code points.
    calendar : str
        ``"gregorian"`` or ``"hijri"``: how the text counts. ``iso`` is Gregorian always.
    kind : str
        ``"date"`` and ``"relative"`` (to the reference), each one full day; ``"month"``, of a year; ``"interval"``;
        ``"period"``, a week, month or year relative to the reference; ``"year"``, by itself («عام 2023»).
    """

    calendar: str
    kind: str

    def __new__(cls, iso: str, start: int, end: int, calendar: str = "gregorian", kind: str = "date") -> DateMention:
        self = super().__new__(cls, iso, start, end)
        self.calendar, self.kind = calendar, kind
        return self

    def __repr__(self) -> str:
        return f"DateMention({self.iso!r}, {self.start}, {self.end}, {self.calendar!r}, {self.kind!r})"


def find_dates(
    text: str,
    year: int | None = None,
    reference: str | datetime.date | None = None,
    kinds: Iterable[str] = ("date", "relative"),
) -> list[DateMention]:
    """Dates that a text names, in order.

    By default every mention is one day, ``YYYY-MM-DD``: days that the text writes, Gregorian and Hijri, and, with a
    reference, those that it counts from its own day («أمس», «الثلاثاء الماضي», «قبل ثلاثة أيام»; a weekday alone is
    the last one up to the reference). Months, intervals, periods and years are found where ``kinds`` asks for them.
    Of mentions that overlap, the longest stays.

    What may be one of two days is left out: «20 من الشهر الجاري» beside Hijri dates or Saudi places, and the 30th of a
    Hijri month of 29 days, unless a weekday before it decides; «بعد عامين» without a verb of the future; «5 مايو عام
    ألفين وعشرة», a year that is not read.

    Parameters
    ----------
    text : str
    year : int, optional
        Year of the article, for dates without one; without it and a reference such dates are left out.
    reference : str or datetime.date, optional
        Day of the article: a date without a year is the one nearest to it.
    kinds : iterable of str
        Any of ``DATE_KINDS``: ``"date"``; ``"relative"``; ``"month"``, of a year («نوفمبر 2021»; with a reference also
        «آذار المقبل»); ``"interval"`` («9-12 نوفمبر 2021»; its two ends if not asked for); ``"period"``, with a
        reference («الأسبوع المقبل»); ``"year"``, after its noun or with the mark of the Hijra («عام 2023», «1445هـ»).

    Returns
    -------
    list of DateMention

    Raises
    ------
    TypeError
        If the text is not a string.
    InputError
        If the reference is not a day, or a kind not known.

    Examples
    --------
    >>> find_dates("تم اليوم الثلاثاء 9 نوفمبر/تشرين الثاني 2021 التوقيع")[0].iso
    '2021-11-09'
    >>> [d.iso for d in find_dates("من ٣ آذار حتى 4/5/2020", year=2020)]
    ['2020-03-03', '2020-05-04']
    >>> [(d.iso, d.calendar) for d in find_dates("غرة محرم 1443هـ الموافق 9 أغسطس 2021م")]
    [('2021-08-09', 'hijri'), ('2021-08-09', 'gregorian')]
    >>> text = "قال أمس إن اللجنة ستجتمع الأسبوع المقبل"
    >>> [d.iso for d in find_dates(text, reference="2021-11-09")]
    ['2021-11-08']
    >>> [d.iso for d in find_dates(text, reference="2021-11-09", kinds=("relative", "period"))]
    ['2021-11-08', '2021-W46']
    """
    if not isinstance(text, str):
        raise TypeError(f"find_dates takes a string, not {type(text).__name__}: call it on each text.")
    wanted = {kinds} if isinstance(kinds, str) else set(kinds)
    if unknown := wanted - set(DATE_KINDS):
        raise InputError(f"no kind of date {min(map(repr, unknown))}: choose from {', '.join(DATE_KINDS)}.")
    day = _day(reference)
    plain, frame = folded(text), Frame(year, day)
    found = [*worded(plain, frame, GREGORIAN), *worded(plain, frame, HIJRI), *numeric(plain)]
    if "year" in wanted:
        found += years(plain)
    if day is not None:
        found += relative(plain, day, {mention.start for mention in found})
    if "interval" not in wanted:
        found = [mention for mention in found if mention.kind != "interval"]
    kept = [mention for mention in _longest(found) if mention.kind in wanted]
    spans = places(text, [(mention.start, mention.end) for mention in kept])
    return [
        DateMention(mention.iso, start, end, mention.calendar, mention.kind)
        for mention, (start, end) in zip(kept, spans, strict=True)
    ]


def _longest(found: list[Found]) -> list[Found]:
    """Of mentions that overlap the longest, of equal ones the first."""
    longest: list[Found] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not longest or longest[-1].end <= mention.start:
            longest.append(mention)
        elif mention.end - mention.start > longest[-1].end - longest[-1].start:
            longest[-1] = mention
    return longest


def _day(reference: str | datetime.date | None) -> datetime.date | None:
    if isinstance(reference, datetime.datetime):
        return reference.date()
    if reference is None or isinstance(reference, datetime.date):
        return reference
    try:
        return datetime.date.fromisoformat(reference)
    except (TypeError, ValueError) as error:
        raise InputError(f"reference {reference!r} is no day: give a datetime.date or ISO 8601, 2021-11-09.") from error


def article_date(text: str, head: int = 600) -> str | None:
    """The day an article reports on: the first full date in its opening, or None.

    A Hijri date that a Gregorian one follows gives way to it: the sighted moon may be a day off the calendar.

    Parameters
    ----------
    text : str
    head : int
        How many characters from the start count as the opening: news leads with its date.

    Returns
    -------
    str or None
        ISO 8601, a full day.

    Examples
    --------
    >>> article_date("الرباط (الأفق) - 12 آذار/مارس 2025. افتتحت الوزيرة المعرض.")
    '2025-03-12'
    """
    dates = find_dates(text[:head], kinds=("date",))
    if len(dates) > 1 and dates[0].calendar == "hijri" and dates[1].calendar == "gregorian":
        apart = datetime.date.fromisoformat(dates[1].iso) - datetime.date.fromisoformat(dates[0].iso)
        return dates[abs(apart.days) <= 3].iso
    return dates[0].iso if dates else None

"""Dates that a text writes with a month's name or in digits, in the Gregorian and the Hijri calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from arabnlp.text.date_words import (
    DIRECTION,
    END,
    LETTER,
    OF_TWO,
    ORDINAL,
    ORDINALS,
    WEEKDAY,
    WEEKDAYS,
    any_of,
    direction,
    listed,
    month_names,
    one_space,
    weekday_before,
    word_before,
)
from arabnlp.text.hijri import gregorian_to_hijri, hijri_to_gregorian, month_length

_HALF_A_YEAR = 190  # days: a month's last day that only other years have is further


class Found(NamedTuple):
    """A date in a folded text: ISO 8601, the span, the calendar and what it is, as in ``DateMention``."""

    iso: str
    start: int
    end: int
    calendar: str = "gregorian"
    kind: str = "date"


class Frame(NamedTuple):
    """What completes a date: the article's year, or its day."""

    year: int | None
    reference: datetime.date | None


class Calendar:
    """A calendar's names, the patterns of its dates and its arithmetic."""

    def __init__(
        self,
        name: str,
        year: str,
        day: Callable[[int, int, int], datetime.date],
        last_day: Callable[[int, int], datetime.date],
        month_of: Callable[[datetime.date], tuple[int, int]],
        needs_year: frozenset[int] = frozenset(),
    ) -> None:
        self.name, self.day, self.last_day, self.month_of, self.needs_year = name, day, last_day, month_of, needs_year
        rows = month_names(name)
        self.numbers = {cell: number for number, row in enumerate(rows, 1) for cell in row}
        self.first_words = {cell.split()[0] for cell in self.numbers}
        self.first_name = re.compile(any_of(self.numbers) + END)
        once = [any_of(row) for row in rows]  # one month has one name, or two: «نوفمبر/تشرين الثاني»
        month = "(?:" + "|".join(rf"{m}(?:(?:\s{{0,2}}[/\\\-–(]\s{{0,2}}|\s){m}{END}\)?)?" for m in once) + f"){END}"
        said = r"(?:\s{0,2}[،,/]?\s{0,2}(?:من\s{1,2})?(?:(?:ل|ال|لل)?(?:عام|سنه)\s{0,2}\(?|\((?=[0-9]{4}\)))?"
        said += year + r"(?:(?<=\([0-9]{4})\))?)"
        tail = rf"(?:\s{{1,2}}(?:من\s{{1,2}})?(?P<of>(?:العام|السنه|الشهر)\s{{1,2}})?(?P<dir>{DIRECTION}){END})"
        of, of_month = r"(?:من\s{1,2})", r"(?:شهر\s{1,2})?"
        number = r"(?<![0-9])(?<![0-9][.,٫])(?P<d>[0-9]{1,2})(?![0-9])"
        first = r"(?:غره|الفاتح|اول(?:\s(?:يوم|ايام))?)"
        last = (
            rf"(?:{number}\s{{0,2}}{of}?|(?<!{LETTER})[وفبل]?(?:(?P<w>{ORDINAL})\s{{1,2}}{of}"
            rf"|(?P<f>{first})\s{{1,2}}{of}?)){of_month}(?P<m>{month})(?:{said}|{tail})?"
        )
        self.date = re.compile(last)
        # «من 9 إلى», «بين 9 و», «9-»; «يومي 9 و10» are two days, and any days may come of an interval's ends.
        join = r"\s{0,2}(?:[-–—]|الي\s|و?حتي\s|و?لغايه\s|(?(and)و|(?!)))\s{0,2}"
        left = rf"(?:(?<![0-9/.\-])(?P<d0>[0-9]{{1,2}})(?![0-9])|(?<!{LETTER})(?P<w0>{ORDINAL}))"
        opening = rf"(?<!{LETTER})(?:و?من|(?P<and>و?بين|(?P<pair>[وفبل]?(?:يومي|ليلتي))))\s{{1,2}}(?:{WEEKDAY}\s)?"
        self.range = re.compile(
            rf"(?:{opening})?{left}(?:\s{{0,2}}{of}?{of_month}(?P<m0>{month})"
            rf"(?:{said.replace('?P<y', '?P<a')})?)?(?P<join>{join})(?:يوم\s)?(?:{WEEKDAY}\s)?{last}"
        )
        # «17، 18 و19 مايو», «الخميس 17 والجمعة 18 مايو»
        also = rf"\s{{0,2}}(?:[،,]\s{{0,2}})?و\s{{0,2}}(?:{WEEKDAY}\s{{1,2}})?"
        more = rf"(?:{also}|\s{{0,2}}،\s{{0,2}}|,\s{{1,2}})[0-9]{{1,2}}(?![0-9])"
        self.days_of_month = re.compile(
            rf"(?<![0-9/.\-])(?<![0-9][,٫،])(?P<days>[0-9]{{1,2}}(?![0-9])(?:{more}){{0,7}})"
            rf"{also}{last.replace(DIRECTION, OF_TWO)}"
        )
        # «17/شباط/2011», «14-مايو-2024»
        self.joined = re.compile(rf"{number}\s?(?P<sep>[/\-–])\s?(?P<m>{month})\s?(?P=sep)\s?{year}")
        # «مايو 2024»; «مايو 14, 2024» is a day
        self.month = re.compile(
            rf"(?<!{LETTER})[وفبل]{{0,2}}(?P<m>{of_month}{month})"
            rf"(?:(?:\s{{1,2}}(?P<d>[0-9]{{1,2}})(?=\s?[،,]))?{said}|{tail})"
        )

    def number(self, words: str) -> int:
        """The month that an expression of one or two names starts with."""
        found = self.first_name.search(words)
        assert found is not None
        return self.numbers[one_space(found.group())]

    def year(self, match: re.Match[str], group: str) -> int | None:
        """The year that a match says, in the group or in its second form."""
        said = match[group] or match.groupdict().get(group + "y")
        return int(said) if said else None

    def year_of(self, day: datetime.date) -> int:
        """The year that a day lies in."""
        return self.month_of(day)[0]

    def days(self, month: int, day: int, years: range) -> Iterator[datetime.date]:
        """The day in each of some years that have it."""
        for year in years:
            try:
                yield self.day(year, month, day)
            except (ValueError, OverflowError):  # 31 نيسان: not a date
                continue

    def complete(self, frame: Frame, month: int, day: int, turn: int | None, of_year: bool) -> datetime.date | None:
        """The day of a date without a year: its article's year, the nearest to the reference, or the next or last."""
        if frame.reference is None:
            if frame.year is None or not 1 <= frame.year <= 9999:
                return None
            first = self.year_of(datetime.date(frame.year, 1, 1))
            found = [d for d in self.days(month, day, range(first, first + 3)) if d.year == frame.year]
            return found[0] if len(found) == 1 else None
        reference, year = frame.reference, self.year_of(frame.reference)
        if turn is not None and (of_year or turn == 0):
            return next(self.days(month, day, range(year + turn, year + turn + 1)), None)
        near = sorted(self.days(month, day, range(year - 2, year + 3)))
        if turn is None:
            nearest = min(near, key=lambda d: abs((d - reference).days), default=reference)
            return nearest if near and abs((nearest - reference).days) <= _HALF_A_YEAR else None
        turned = [d for d in near if d < reference][::-1] if turn < 0 else [d for d in near if d > reference]
        return turned[0] if turned else None

    def month_iso(self, year: int, month: int) -> str:
        """A month as ISO 8601, which has no Hijri months: those are intervals."""
        if self.name == "gregorian":
            return self.day(year, month, 1).isoformat()[:7]
        return f"{self.day(year, month, 1)}/{self.last_day(year, month)}"


_AD = rf"\s?(?:م|ميلادي|ميلاديه|للميلاد)(?!{LETTER})"
_AH = rf"\s?(?:ه|هجري|هجريه|للهجره)(?!{LETTER})"
GREGORIAN = Calendar(
    "gregorian",
    rf"(?P<y>1[0-9]{{3}}|20[0-9]{{2}})(?![0-9]|\s?ه(?!{LETTER}))(?:{_AD})?",
    datetime.date,
    lambda year, month: datetime.date(year, month, 28),
    lambda day: (day.year, day.month),
)
HIJRI = Calendar(
    "hijri",
    rf"(?:(?P<y>[0-9]{{1,4}})(?![0-9]){_AH}|(?P<yy>1[34][0-9]{{2}})(?![0-9]|\s?م(?!{LETTER})))",
    hijri_to_gregorian,
    lambda year, month: hijri_to_gregorian(year, month, month_length(year, month)),
    lambda day: gregorian_to_hijri(max(day, datetime.date(623, 1, 1)))[:2],
    frozenset({2}),  # صفر is also nil: «2 صفر»
)
_NUMERIC = re.compile(
    r"(?<![0-9/\-])(?<![0-9]\.)(?:(?P<y1>[0-9]{4})\s?[-/\\]\s?(?P<m1>[0-9]{1,2})\s?[-/\\]\s?(?P<d1>[0-9]{1,2})"
    r"|(?P<d2>[0-9]{1,2})\s?[-/\\.]\s?(?P<m2>[0-9]{1,2})\s?[-/\\.]\s?"
    rf"(?P<y2>[0-9]{{4}}|[0-9]{{2}}(?={_AH})))(?![0-9/\-])(?:(?P<ah>{_AH})|(?P<ad>\s?م(?!{LETTER})))?"
)
# «الأول من أغسطس المقبل لعام 2015», «17 رمضان 2017»
_YEAR_LATER = re.compile(
    rf"\s{{1,2}}(?:(?:من\s)?(?:ل|ال|لل)?(?:عام|سنه)\s)?\(?((?:1[3-9]|20)[0-9]{{2}})(?![0-9]|[.,٫][0-9])(?:{_AD}|{_AH})?"
)
# The year is another one, or every year, or not read: «من كل عام», «من العام نفسه», «680 م», «2150», «عام ألفين وعشرة».
_OTHER_YEAR = re.compile(
    r"\s{0,2}(?:من\s)?(?:(?:كل|نفس|ذات|ذلك)\s|(?:ل?عام|ل?سنه|العام|السنه)\s|\(?الف(?:ين|ان|ي)?\s"
    rf"|\(?[0-9]{{1,4}}\s?(?:م|ق|ه|هجري){END}|[،,/]?\s{{0,2}}\(?[0-9]{{4}}(?![0-9]|[.,٫][0-9]))"
)
# Years by themselves: «عام 2023», «عامي 2010 و2011», «1445هـ»; «عام 1432» may be of either calendar, «2010/2011» two.
_NOUN = r"(?:عام|سنه|عامي|سنتي|اعوام|سنوات)"
_PLAIN = rf"(?<![0-9])(?:(?:1[5-9]|20)[0-9]{{2}}|1[0-4][0-9]{{2}}(?={_AD}))"
_PLAIN += rf"(?![0-9]|\s?[-–/\\]\s?[0-9]|[.,٫][0-9]|{_AH})(?:{_AD})?"
_YEARS = re.compile(
    rf"(?<!{LETTER})(?:(?:[وفبلك]?(?P<the>ال)|[وف]?لل|[وفبلك])?(?P<noun>{_NOUN})\s{{1,2}}\(?(?:(?P<y>{_PLAIN})"
    rf"(?P<more>(?:(?:\s{{1,2}}(?:و|الي\s)|\s?[،,]\s)\s?{_PLAIN}){{0,5}})|(?P<ah>[0-9]{{1,4}}){_AH})"
    rf"|(?<![0-9/\-]\s)(?<![0-9/\-.,])(?P<bare>1[34][0-9]{{2}}){_AH})"
)

_NUMBER_BEFORE = re.compile(r"[0-9]\s{1,2}(?:من\s{1,2})?$")  # «5 مايو 14, 2024»: whose day?
_COUNTED_BEFORE = listed("numbered")


def part_of(word: str) -> bool:
    """Whether an ordinal after a word counts it, not a day: «النصف الأول من يناير»."""
    bare = re.sub("^[وفبلك]?(?:ال|لل)", "ال", word)
    known = bare in WEEKDAYS or bare in ("اليوم", "الموافق", "المصادف")
    return len(bare) > 4 and bare.startswith("ال") and not known


def worded(text: str, frame: Frame, calendar: Calendar) -> Iterator[Found]:
    """Days, months of a year and intervals that name a month, in a folded text, overlapping ones too.

    An interval comes also as its first day, before the days: the days have its last.
    """
    for match in calendar.range.finditer(text):
        yield from _interval(text, frame, calendar, match)
    impossible = set()
    for match in calendar.date.finditer(text):
        start = match.start("d" if match["d"] else "w" if match["w"] else "f")
        if (day := _day(text, frame, calendar, match, start)) is None:
            impossible.add(match.end())  # «31 نيسان 2021»: not even a month
        elif not (match["w"] and part_of(word_before(text, start))):
            yield Found(day.isoformat(), start, match.end(), calendar.name)
    for match in calendar.days_of_month.finditer(text):
        yield from _days_of_month(text, frame, calendar, match)
    for match in calendar.joined.finditer(text):
        if (day := _day(text, frame, calendar, match, match.start("d"))) is not None:
            yield Found(day.isoformat(), match.start("d"), match.end(), calendar.name)
    for match in calendar.month.finditer(text):
        month, year = calendar.number(match["m"]), calendar.year(match, "y")
        if match["d"]:
            clear = not _NUMBER_BEFORE.search(text[max(0, match.start() - 10) : match.start()])
            day = _in_year(text, match.start("m"), calendar, year, month, int(match["d"])) if year and clear else None
            if day is not None:
                yield Found(day.isoformat(), match.start("m"), match.end(), calendar.name)
            continue
        if year is None and frame.reference and match["dir"]:
            near = calendar.complete(frame, month, 1, direction(match["dir"]), _says_year(match))
            year = calendar.year_of(near) if near else None
        if year and match.end() not in impossible and next(calendar.days(month, 1, range(year, year + 1)), None):
            yield Found(calendar.month_iso(year, month), match.start("m"), match.end(), calendar.name, "month")


def _says_year(match: re.Match[str]) -> bool:
    return (match["of"] or "").startswith(("العام", "السنه"))


def _day(text: str, frame: Frame, calendar: Calendar, match: re.Match[str], start: int) -> datetime.date | None:
    """The day of a match, or None for one that does not exist or whose year nobody says."""
    number = int(match["d"]) if match["d"] else ORDINALS[one_space(match["w"])] if match["w"] else 1
    month, year = calendar.number(match["m"]), calendar.year(match, "y")
    if year is not None:
        return _in_year(text, start, calendar, year, month, number)
    if later := _YEAR_LATER.match(text, match.end()):
        if match["dir"]:
            day = calendar.complete(frame, month, number, direction(match["dir"]), _says_year(match))
            return day if day and int(later[1]) in (day.year, calendar.year_of(day)) else None
        return calendar.complete(Frame(int(later[1]), None), month, number, None, False) if calendar is HIJRI else None
    if _OTHER_YEAR.match(text, match.end()) or month in calendar.needs_year:
        return None
    turn = direction(match["dir"]) if match["dir"] else None
    return calendar.complete(frame, month, number, turn, _says_year(match))


def _in_year(text: str, start: int, calendar: Calendar, year: int, month: int, number: int) -> datetime.date | None:
    """A day of a year, if it has it.

    A month of 29 days may have had 30 where the moon was sighted: the 30th is then the calendar's 29th or the day
    after, and only a weekday before it says which.
    """
    day = next(calendar.days(month, number, range(year, year + 1)), None)
    if day is None and calendar is HIJRI and number == 30:
        for last in calendar.days(month, 29, range(year, year + 1)):
            both = (last, last + datetime.timedelta(days=1))
            return next((d for d in both if d.weekday() == weekday_before(text, start)), None)
    return day


def _days_of_month(text: str, frame: Frame, calendar: Calendar, match: re.Match[str]) -> Iterator[Found]:
    """The days before the last of some that share a month, each before the next: «17، 18 و19 مايو»."""
    numbers = [(int(found.group()), *found.span()) for found in re.finditer("[0-9]+", match["days"])]
    last = _day(text, frame, calendar, match, match.start("d"))
    rising = [*(number for number, *_ in numbers), int(match["d"])]
    if last is None or rising != sorted({*rising}) or word_before(text, match.start()) in _COUNTED_BEFORE:
        return
    year = calendar.year_of(last)
    for number, start, end in numbers:
        for day in calendar.days(calendar.number(match["m"]), number, range(year, year + 1)):
            yield Found(day.isoformat(), match.start() + start, match.start() + end, calendar.name)
    yield Found(last.isoformat(), match.start("d"), match.end(), calendar.name)


def _interval(text: str, frame: Frame, calendar: Calendar, match: re.Match[str]) -> Iterator[Found]:
    start = match.start("d0" if match["d0"] else "w0")
    last = _day(text, frame, calendar, match, match.start("d" if match["d"] else "m"))
    if last is None or (match["w0"] and part_of(word_before(text, start))):
        return
    number = int(match["d0"]) if match["d0"] else ORDINALS[one_space(match["w0"])]
    month = calendar.number(match["m0"] or match["m"])
    year = calendar.year(match, "a") or calendar.year(match, "y") or calendar.year_of(last)
    days = [day for day in calendar.days(month, number, range(year - 1, year + 1)) if day < last]
    if days and (last - days[-1]).days < (366 if match["m0"] else 31):
        yield Found(days[-1].isoformat(), start, match.start("join"), calendar.name)
        if not match["pair"]:
            yield Found(f"{days[-1]}/{last}", start, match.end(), calendar.name, "interval")


def numeric(text: str) -> Iterator[Found]:
    """Days in digits in a folded text, the year first or last; years of the 14th and 15th centuries are Hijri."""
    for match in _NUMERIC.finditer(text):
        year, month, day = (int(match[part + "1"] or match[part + "2"]) for part in "ymd")
        if year < 100:
            year += 1400 if year <= 60 else 1300
        hijri = 1300 <= year < 1500 and not match["ad"]
        if hijri or (1600 <= year < 2100 and not match["ah"]):
            calendar = HIJRI if hijri else GREGORIAN
            if (found := _in_year(text, match.start(), calendar, year, month, day)) is not None:
                yield Found(found.isoformat(), *match.span(), calendar.name)


def years(text: str) -> Iterator[Found]:
    """Years by themselves in a folded text: Gregorian ones after a noun («عام 2023»), Hijri ones by their mark."""
    for match in _YEARS.finditer(text):
        before = word_before(text, match.start())
        general = match["the"] and before.startswith("ال")  # «الأمين العام 2015»
        if match["y"] and (general or before.endswith(("كل", "هذا", "هذه"))):
            continue
        start = match.start("the" if match["the"] else "noun" if match["noun"] else "bare")
        if hijri := match["ah"] or match["bare"]:
            if any(True for _ in HIJRI.days(12, 29, range(int(hijri), int(hijri) + 1))):
                whole = f"{HIJRI.day(int(hijri), 1, 1)}/{HIJRI.last_day(int(hijri), 12)}"
                yield Found(whole, start, match.end(), HIJRI.name, "year")
            continue
        yield Found(match["y"][:4], start, match.end("y"), kind="year")
        for more in re.finditer(_PLAIN, match["more"]):
            place = match.start("more")
            yield Found(more.group()[:4], place + more.start(), place + more.end(), kind="year")

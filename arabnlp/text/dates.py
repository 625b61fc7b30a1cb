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
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from arabnlp.errors import InputError
from arabnlp.text.hijri import MONTH_NAMES, gregorian_to_hijri, hijri_to_gregorian, month_length
from arabnlp.text.speech import given_names

# Egypt and the Gulf | the Levant and Iraq | Morocco | Algeria and Tunisia | other spellings. Hamzas may be left out.
_MONTH_NAMES = """
يناير  | كانون الثاني | يناير  | جانفي  | كانون ثاني
فبراير | شباط         | فبراير | فيفري
مارس   | آذار         | مارس   | مارس   | آزار
أبريل  | نيسان        | أبريل  | أفريل
مايو   | أيار         | ماي    | ماي    | مايس
يونيو  | حزيران       | يونيو  | جوان   | يونيه
يوليو  | تموز         | يوليوز | جويلية | يوليه
أغسطس  | آب           | غشت    | أوت    | أوغسطس
سبتمبر | أيلول        | شتنبر  | سبتمبر
أكتوبر | تشرين الأول  | أكتوبر | أكتوبر | تشرين أول
نوفمبر | تشرين الثاني | نونبر  | نوفمبر | تشرين ثاني
ديسمبر | كانون الأول  | دجنبر  | ديسمبر | كانون أول
"""
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
_DASH = "(?<=[0-9٠-٩۰-۹])ـ(?=[0-9٠-٩۰-۹])"  # «22ـ10ـ1436»: a tatweel between digits is a hyphen
_UNSEEN = re.compile(f"(?!{_DASH})[{_MARKS}ـ\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MARK = re.compile(f"[{_MARKS}ـ]*")
_FOLD = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹أإآٱىیکةـ", "01234567890123456789ااااييكه-")  # one to one: offsets stay


def _folded(text: str) -> str:
    return _UNSEEN.sub("", text).translate(_FOLD)


def _key(words: str) -> str:
    return " ".join(words.split())


def _any(words: list[str]) -> str:
    """A pattern for any of some expressions, the longest first, with any spaces inside them."""
    found = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s{1,2}") for word in found) + ")"


_ONES = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
_ORDINALS = {word: n for n, word in enumerate(_ONES, 1)}
_ORDINALS |= {f"{word} عشر": n for n, word in enumerate(["الحادي", *_ONES[1:9]], 11)}
for _tens, _n in (("العشرين", 20), ("العشرون", 20), ("الثلاثين", 30), ("الثلاثون", 30)):
    _ORDINALS[_tens] = _n
    _ORDINALS |= {f"{one} و{_tens}": _n + i for i, one in enumerate(["الحادي", *_ONES[1:9]], 1) if _n + i <= 31}
    _ORDINALS[f"الواحد و{_tens}"] = _n + 1
_ORDINALS = {_folded(word): n for word, n in _ORDINALS.items()}
_ORDINAL = _any(list(_ORDINALS))
_WEEKDAYS = {  # Monday is 0, as in datetime
    **{"الاثنين": 0, "الثلاثاء": 1, "الثلاثا": 1, "الاربعاء": 2, "الاربعا": 2},
    **{"الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6},
}
_WEEKDAY = _any(list(_WEEKDAYS))
_DIRECTIONS = {"الماضي": -1, "المنصرم": -1, "الفائت": -1, "قبل الماضي": -2, "الجاري": 0, "الحالي": 0, "المقبل": 1}
_DIRECTIONS |= {"القادم": 1, "الاتي": 1, "بعد المقبل": 2, "بعد القادم": 2}
_DIRECTION = f"(?:ما\\s)?{_any(list(_DIRECTIONS))}ه?"
_LETTER = r"[^\W\d_]"
_END = f"(?!{_LETTER})"  # of a word


class DateMention(NamedTuple):
    """A date in a text: ISO 8601 and the span that says it, ``text[start:end]``.

    Attributes
    ----------
    iso : str
        A day; for other kinds also a month (2021-11), a year, a week (2021-W44) or an interval of two days.
    start, end : int
    calendar : str
        ``"gregorian"`` or ``"hijri"``: how the text counts. ``iso`` is Gregorian always.
    kind : str
        ``"date"``, always one full day; ``"month"``, of a year; ``"interval"``; ``"relative"`` to the reference.
    """

    iso: str
    start: int
    end: int
    calendar: str = "gregorian"
    kind: str = "date"


class _Frame(NamedTuple):
    """What completes a date: the article's year, or its day."""

    year: int | None
    reference: datetime.date | None


def _direction(words: str) -> int:
    words = _key(words).removeprefix("ما ")
    return _DIRECTIONS[words if words in _DIRECTIONS else words.removesuffix("ه")]


class _Calendar:
    """A calendar's names, the patterns of its dates and its arithmetic."""

    def __init__(
        self,
        name: str,
        table: str,
        year: str,
        day: Callable[[int, int, int], datetime.date],
        last_day: Callable[[int, int], datetime.date],
        year_of: Callable[[datetime.date], int],
        needs_year: frozenset[int] = frozenset(),
    ) -> None:
        self.name, self.day, self.last_day, self.year_of, self.needs_year = name, day, last_day, year_of, needs_year
        rows = [[_folded(cell).strip() for cell in row.split("|")] for row in table.strip().splitlines()]
        self.numbers = {cell: number for number, row in enumerate(rows, 1) for cell in row}
        self.first_words = {cell.split()[0] for cell in self.numbers if cell}
        self.first_name = re.compile(_any(list(self.numbers)) + _END)
        once = [_any(row) for row in rows]
        month = "(?:" + "|".join(rf"{m}(?:(?:\s{{0,2}}[/\\\-–(]\s{{0,2}}|\s){m}{_END}\)?)?" for m in once) + f"){_END}"
        said = r"(?:\s{0,2}[،,]?\s{0,2}(?:من\s{1,2})?(?:(?:ل|ال|لل)?(?:عام|سنه)\s{0,2}\(?)?" + year + ")"
        tail = rf"(?:\s{{1,2}}(?:من\s{{1,2}})?(?P<of>(?:العام|السنه|الشهر)\s{{1,2}})?(?P<dir>{_DIRECTION}){_END})"
        of, of_month = r"(?:من\s{1,2})", r"(?:شهر\s{1,2})?"
        number = r"(?<![0-9])(?<![0-9][.,٫])(?P<d>[0-9]{1,2})(?![0-9])"
        first = r"(?:غره|الفاتح|اول(?:\s(?:يوم|ايام))?)"
        last = (
            rf"(?:{number}\s{{0,2}}{of}?|(?<!{_LETTER})[وفبل]?(?:(?P<w>{_ORDINAL})\s{{1,2}}{of}"
            rf"|(?P<f>{first})\s{{1,2}}{of}?)){of_month}(?P<m>{month})(?:{said}|{tail})?"
        )
        self.date = re.compile(last)
        join = r"\s{0,2}(?:[-–—]|الي\s|و?حتي\s|و?لغايه\s|(?(between)و|(?!)))\s{0,2}"
        left = rf"(?:(?<![0-9/.\-])(?P<d0>[0-9]{{1,2}})(?![0-9])|(?<!{_LETTER})(?P<w0>{_ORDINAL}))"
        self.range = re.compile(
            rf"(?:(?<!{_LETTER})(?:و?من|(?P<between>و?بين))\s{{1,2}})?{left}(?:\s{{0,2}}{of}?{of_month}(?P<m0>{month})"
            rf"(?:{said.replace('?P<y', '?P<a')})?)?{join}(?:يوم\s)?(?:{_WEEKDAY}\s)?{last}"
        )
        self.month = re.compile(rf"(?<!{_LETTER})[وفبل]{{0,2}}(?P<m>{of_month}{month})(?:{said}|{tail})")

    def number(self, words: str) -> int:
        """The month that an expression of one or two names starts with."""
        found = self.first_name.search(words)
        assert found is not None
        return self.numbers[_key(found.group())]

    def year(self, match: re.Match[str], group: str) -> int | None:
        """The year that a match says, in the group or in its second form."""
        said = match[group] or match.groupdict().get(group + "y")
        return int(said) if said else None

    def days(self, month: int, day: int, years: range) -> Iterator[datetime.date]:
        """The day in each of some years that have it."""
        for year in years:
            try:
                yield self.day(year, month, day)
            except (ValueError, OverflowError):  # 31 نيسان: not a date
                continue

    def complete(self, frame: _Frame, month: int, day: int, turn: int | None, of_year: bool) -> datetime.date | None:
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
            return min(near, key=lambda d: abs((d - reference).days), default=None)
        turned = [d for d in near if d < reference][::-1] if turn < 0 else [d for d in near if d > reference]
        return turned[0] if turned else None

    def month_iso(self, year: int, month: int) -> str:
        if self.name == "gregorian":
            return self.day(year, month, 1).isoformat()[:7]
        return f"{self.day(year, month, 1)}/{self.last_day(year, month)}"  # ISO 8601 has no Hijri months


_GREGORIAN = _Calendar(
    "gregorian",
    _MONTH_NAMES,
    rf"(?P<y>1[0-9]{{3}}|20[0-9]{{2}})(?![0-9]|\s?ه(?!{_LETTER}))(?:\s?(?:م|ميلادي|ميلاديه|للميلاد)(?!{_LETTER}))?",
    datetime.date,
    lambda year, month: datetime.date(year, month, 28),
    lambda day: day.year,
)
_AH = rf"\s?(?:ه|هجري|هجريه|للهجره)(?!{_LETTER})"
_HIJRI = _Calendar(
    "hijri",
    MONTH_NAMES,
    rf"(?:(?P<y>[0-9]{{1,4}})(?![0-9]){_AH}|(?P<yy>1[34][0-9]{{2}})(?![0-9]|\s?م(?!{_LETTER})))",
    hijri_to_gregorian,
    lambda year, month: hijri_to_gregorian(year, month, month_length(year, month)),
    lambda day: gregorian_to_hijri(max(day, datetime.date(623, 1, 1)))[0],
    frozenset({2}),  # صفر is also nil: «2 صفر»
)
_NUMERIC = re.compile(
    r"(?<![0-9/\-])(?<![0-9]\.)(?:(?P<y1>[0-9]{4})\s?[-/\\]\s?(?P<m1>[0-9]{1,2})\s?[-/\\]\s?(?P<d1>[0-9]{1,2})"
    r"|(?P<d2>[0-9]{1,2})\s?[-/\\.]\s?(?P<m2>[0-9]{1,2})\s?[-/\\.]\s?"
    rf"(?P<y2>[0-9]{{4}}|[0-9]{{2}}(?={_AH})))(?![0-9/\-])(?:(?P<ah>{_AH})|(?P<ad>\s?م(?!{_LETTER})))?"
)
# The year is another one, or every year, or in a form that is not read: «من كل عام», «من العام نفسه», «680 م».
_OTHER_YEAR = re.compile(
    r"\s{0,2}(?:من\s)?(?:(?:كل|نفس|ذات|ذلك)\s|(?:العام|السنه)\s(?:نفس|ذات|التالي|السابق)"
    rf"|(?:عام|سنه)?\s?\(?[0-9]{{1,4}}\s?(?:م|ق|ه|هجري){_END})"
)
_LAST_WORD = re.compile(rf"({_LETTER}+)\s{{1,2}}$")
_NEXT_WORD = re.compile(rf"\s{{1,2}}({_LETTER}+|[0-9])")


def _before(text: str, place: int) -> str:
    """The word right before a place."""
    found = _LAST_WORD.search(text[max(0, place - 24) : place])
    return found[1] if found else ""


def _after(text: str, place: int) -> str:
    found = _NEXT_WORD.match(text, place)
    return found[1] if found else ""


def _part_of(word: str) -> bool:
    """Whether an ordinal after a word counts it, not a day: «النصف الأول من يناير»."""
    bare = re.sub("^[وفبلك]?(?:ال|لل)", "ال", word)
    known = bare in _WEEKDAYS or bare in ("اليوم", "الموافق", "المصادف")
    return len(bare) > 4 and bare.startswith("ال") and not known


def _worded(text: str, frame: _Frame, calendar: _Calendar) -> Iterator[DateMention]:
    def day(match: re.Match[str]) -> datetime.date | None:
        number = int(match["d"]) if match["d"] else _ORDINALS[_key(match["w"])] if match["w"] else 1
        month, year = calendar.number(match["m"]), calendar.year(match, "y")
        if year is not None:
            return next(calendar.days(month, number, range(year, year + 1)), None)
        if _OTHER_YEAR.match(text, match.end()) or month in calendar.needs_year:
            return None
        turn = _direction(match["dir"]) if match["dir"] else None
        return calendar.complete(frame, month, number, turn, (match["of"] or "").startswith(("العام", "السنه")))

    impossible = set()
    for match in calendar.date.finditer(text):
        start = match.start("d" if match["d"] else "w" if match["w"] else "f")
        if (found := day(match)) is None:
            impossible.add(match.end())  # «31 نيسان 2021»: not even a month
        elif not (match["w"] and _part_of(_before(text, start))):
            yield DateMention(found.isoformat(), start, match.end(), calendar.name)
    for match in calendar.range.finditer(text):
        start = match.start("d0" if match["d0"] else "w0")
        if (last := day(match)) and not (match["w0"] and _part_of(_before(text, start))):
            number = int(match["d0"]) if match["d0"] else _ORDINALS[_key(match["w0"])]
            month = calendar.number(match["m0"] or match["m"])
            year = calendar.year(match, "a") or calendar.year(match, "y") or calendar.year_of(last)
            first = [d for d in calendar.days(month, number, range(year - 1, year + 1)) if d < last]
            if first and (last - first[-1]).days < 366 and (match["m0"] or (last - first[-1]).days < 31):
                yield DateMention(f"{first[-1]}/{last}", start, match.end(), calendar.name, "interval")
    for match in calendar.month.finditer(text):
        month, said, kind = calendar.number(match["m"]), calendar.year(match, "y"), "month"
        year = said or 0
        if said is None and frame.reference:
            kind = "relative"
            turn = _direction(match["dir"])
            near = calendar.complete(frame, month, 1, turn, (match["of"] or "").startswith(("العام", "السنه")))
            year = calendar.year_of(near) if near else 0
        if year and match.end() not in impossible and next(calendar.days(month, 1, range(year, year + 1)), None):
            yield DateMention(calendar.month_iso(year, month), match.start("m"), match.end(), calendar.name, kind)


def _numeric(text: str) -> Iterator[DateMention]:
    for match in _NUMERIC.finditer(text):
        year, month, day = (int(match[part + "1"] or match[part + "2"]) for part in "ymd")
        if year < 100:
            year += 1400 if year <= 60 else 1300
        hijri = 1300 <= year < 1500 and not match["ad"]
        if hijri or (1600 <= year < 2100 and not match["ah"]):
            calendar = _HIJRI if hijri else _GREGORIAN
            for found in calendar.days(month, day, range(year, year + 1)):
                yield DateMention(found.isoformat(), *match.span(), calendar.name)


_DAYS = {"اول امس": -2, "اول من امس": -2, "امس الاول": -2, "امس": -1, "الامس": -1, "البارحه": -1, "اليوم": 0}
_DAYS |= {"هذا اليوم": 0, "غدا": 1, "غد": 1, "الغد": 1, "بعد غد": 2, "بعد غدا": 2, "بعد الغد": 2}
_TIME = r"(?:يوم|مساء|صباح|ظهر|عصر|مغرب|فجر|ليل|ليله|نهار|صبيحه|عشيه)\s{1,2}"
_RELATIVE_DAY = re.compile(
    rf"(?<!{_LETTER})(?P<pre>[وفبل])?(?P<span>(?P<time>(?:{_TIME}){{0,2}})(?:(?P<word>{_any(list(_DAYS))}){_END}"
    rf"(?:\s{{0,2}}[(،]?\s{{0,2}}(?P<also>{_WEEKDAY}){_END}\)?)?|(?P<weekday>{_WEEKDAY}){_END}"
    rf"(?:\s{{1,2}}(?P<dir>{_DIRECTION}){_END})?))"
)
_PERIODS = {"اسبوع": "week", "شهر": "month", "عام": "year", "سنه": "year"}
_RELATIVE_PERIOD = re.compile(
    rf"(?<!{_LETTER})(?:[وفب]?ال|و?لل|(?:[وفبل]?(?P<this>هذا|هذه)\s{{1,2}}ال))(?P<unit>{_any(list(_PERIODS))})"
    rf"(?:\s{{1,2}}(?P<dir>{_DIRECTION}))?{_END}"
)
_COUNTED = {  # a noun of time: its unit, and how many it says itself (0: a number must)
    **{"يوم": ("day", 1), "يوما": ("day", 0), "يومين": ("day", 2), "ايام": ("day", 0)},
    **{"اسبوع": ("week", 1), "اسبوعا": ("week", 0), "اسبوعين": ("week", 2), "اسابيع": ("week", 0)},
    **{"شهر": ("month", 1), "شهرا": ("month", 0), "شهرين": ("month", 2), "اشهر": ("month", 0), "شهور": ("month", 0)},
    **{"عام": ("year", 1), "عاما": ("year", 0), "عامين": ("year", 2), "اعوام": ("year", 0)},
    **{"سنه": ("year", 1), "سنتين": ("year", 2), "سنوات": ("year", 0), "سنين": ("year", 0)},
}
_CARDINALS = "ثلاث اربع خمس ست سبع ثمان تسع عشر".split()
_NUMBERS = {word + ending: n for n, word in enumerate(_CARDINALS, 3) for ending in ("", "ه")} | {
    "ثماني": 8,
    "ثمانيه": 8,
}
_DISTANCE = re.compile(
    rf"(?<!{_LETTER})[وف]?(?P<span>(?P<side>قبل|منذ|بعد)\s{{1,2}}(?:(?P<n>[0-9]{{1,3}}|{_any(list(_NUMBERS))})\s{{1,2}})?"
    rf"(?P<noun>{_any(list(_COUNTED))}){_END}(?:\s{{1,2}}واحده?{_END})?)"
)
_DATE_FOLLOWS = re.compile(r"\s{0,2}[،,:(\-]?\s{0,2}(?:(?:الموافق|بتاريخ|المصادف)\s{0,2}:?\s{0,2})?\(?")
_DAY_OF_MONTH = re.compile(r"[0-9]{1,2}\s{1,2}(?:من\s)?(?:الجاري|الحالي|المقبل|الماضي|الشهر|شهر)")
_RECURRING = re.compile(rf"(?:ايام|كل)\s{{1,2}}(?:(?:يوم|و?{_WEEKDAY})\s{{1,2}}){{0,6}}و?$")
_EVERY = re.compile(rf"(?:\s{{1,2}}و?{_WEEKDAY}){{0,6}}\s{{1,2}}من\s{{1,2}}كل")
_SURNAMED = frozenset(
    "بن ال ابن ابو عبد صلاه خطبه خطب خطيب سوره ليالي كلا هذين مسجد مساجد منابر جامع سوق دكتور".split()
)
_BOTH = frozenset("ان وان فان بين عن من لان".split())  # before الاثنين, the two
_NOT_TODAY = frozenset(
    "صحيفه جريده مجله قناه عين المصري سبق روسيا اخبار بوابه ذلك ذاك نفس ذات كل طوال طول مدار منتصف مثل في".split()
)
_OF_THE_DAY = frozenset("الواحد نفسه ذاته الاخير المفتوح الموعود السابق المذكور الاسود".split())
_NOT_OF_THE_DAY = frozenset("القاضي المحامي النادي الاهلي الراعي".split())  # nouns in ي that start the next phrase
_BECAME = frozenset("الذي قد فقد وقد لقد حتي ما".split())  # before the verb غدا


def _is_day(text: str, match: re.Match[str]) -> bool:
    """Whether words for a day mean one, not a newspaper, a person, a holiday or every such day."""
    start, end = match.span("span")
    before, after = _before(text, match.start()), _after(text, end)
    if match["weekday"]:
        bare = not match["time"] and not match["dir"]
        if bare and (before in _SURNAMED or before in given_names() or (after in ("العظيمه", "البيضاء", "السوداء"))):
            return False
        if bare and before in _BOTH and match["weekday"] == "الاثنين":
            return False
        many = _RECURRING.search(text[max(0, start - 60) : start])
        return not many and after not in _ORDINALS and not _EVERY.match(text, end)
    if match["also"]:
        return True
    if text[start - 1 : start] in ('"', "“", "«", "(") and text[end : end + 1] in ('"', "”", "»", ")"):
        return False  # a name: «لـ"اليوم"»
    word = _key(match["word"])
    if word == "اليوم":
        named = after in _OF_THE_DAY or after in _ORDINALS or (after[:2] == "ال" and after[-1:] == "ي")
        return (bool(match["time"]) or before not in _NOT_TODAY) and (not named or after in _NOT_OF_THE_DAY)
    if word == "امس":
        return after not in ("الحاجه", "حاجه")
    if word == "غدا":
        return before not in _BECAME
    if word in ("غد", "الغد", "الامس"):
        return bool(match["time"]) or (word == "غد" and before == "من") or (word == "الامس" and match["pre"] == "ب")
    return True


def _period(reference: datetime.date, unit: str, count: int) -> str:
    """The day, week, month or year some units away, as ISO 8601."""
    if unit in ("day", "week"):
        day = reference + datetime.timedelta(days=count * (7 if unit == "week" else 1))
        week = day.isocalendar()
        return day.isoformat() if unit == "day" else f"{week.year:04}-W{week.week:02}"
    months = reference.year * 12 + reference.month - 1 + count * (12 if unit == "year" else 1)
    return str(datetime.date(months // 12, months % 12 + 1, 1))[: 4 if unit == "year" else 7]


def _relative(text: str, reference: datetime.date, dated: set[int]) -> Iterator[tuple[str, int, int]]:
    for match in _RELATIVE_DAY.finditer(text):
        follows = _DATE_FOLLOWS.match(text, match.end())
        place = follows.end() if follows else match.end()
        if place in dated or _DAY_OF_MONTH.match(text, place) or not _is_day(text, match):
            continue  # «الثلاثاء 9 نوفمبر»: the date says more than the weekday
        count = _DAYS[_key(match["word"])] if match["word"] else 0
        if match["also"]:  # an article may be published a day after it was written: the weekday is right
            number = _WEEKDAYS[match["also"]]
            count += (number - reference.weekday() - count + 5) % 7 - 5
        elif match["weekday"]:
            turn = _direction(match["dir"]) if match["dir"] else 0
            behind = (reference.weekday() - _WEEKDAYS[match["weekday"]]) % 7
            count = -behind if turn == 0 else turn * 7 - behind if turn > 0 or not behind else (turn + 1) * 7 - behind
        yield _period(reference, "day", count), *match.span("span")
    for match in _RELATIVE_PERIOD.finditer(text):
        if match["this"] or match["dir"]:
            turn = _direction(match["dir"]) if match["dir"] else 0
            yield _period(reference, _PERIODS[match["unit"]], turn), *match.span()
    for match in _DISTANCE.finditer(text):
        unit, count = _COUNTED[match["noun"]]
        after = _after(text, match.end())
        if match["n"]:
            count = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
        anchored = after in ("من", "علي", "ونصف", "غد", "امس") or after[:2] == "ال" or after.isdigit()
        month = match["noun"] == "شهر" and (after in _GREGORIAN.numbers or after in _HIJRI.first_words)
        after_what = match["side"] == "بعد" and (unit in ("month", "year") or _before(text, match.start()) == "الا")
        if count and not anchored and not month and not after_what:  # «بعد عام» follows an event more often than today
            yield _period(reference, unit, count if match["side"] == "بعد" else -count), *match.span("span")


def _day(reference: str | datetime.date | None) -> datetime.date | None:
    if isinstance(reference, datetime.datetime):
        return reference.date()
    if reference is None or isinstance(reference, datetime.date):
        return reference
    try:
        return datetime.date.fromisoformat(reference)
    except (TypeError, ValueError) as error:
        raise InputError(f"reference {reference!r} is no day: give a datetime.date or ISO 8601, 2021-11-09.") from error


def _offsets(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Mentions in a folded text, at their places in the text as written; marks after a letter belong to it."""
    kept = [i for i in range(len(text)) if not _UNSEEN.match(text, i)] if _UNSEEN.search(text) else range(len(text))
    placed = []
    for mention in mentions:
        end = _MARK.match(text, kept[mention.end - 1] + 1)
        placed.append(mention._replace(start=kept[mention.start], end=end.end() if end else kept[mention.end - 1] + 1))
    return placed


def find_dates(text: str, year: int | None = None, reference: str | datetime.date | None = None) -> list[DateMention]:
    """Dates that a text names, in order.

    Days, months of a year («نوفمبر 2021») and intervals («9-12 نوفمبر 2021»), Gregorian and Hijri; with a reference
    also relative ones: «أمس», «الثلاثاء الماضي», «قبل ثلاثة أيام», «الأسبوع المقبل». A weekday alone is the last
    one up to the reference. Of mentions that overlap, the longest stays.

    Parameters
    ----------
    text : str
    year : int, optional
        Year of the article, for dates without one; without it and a reference such dates are left out.
    reference : str or datetime.date, optional
        Day of the article: a date without a year is the one nearest to it.

    Returns
    -------
    list of DateMention

    Raises
    ------
    TypeError
        If the text is not a string.
    InputError
        If the reference is not a day.

    Examples
    --------
    >>> find_dates("تم اليوم الثلاثاء 9 نوفمبر/تشرين الثاني 2021 التوقيع")[0].iso
    '2021-11-09'
    >>> [d.iso for d in find_dates("من ٣ آذار حتى 4/5/2020", year=2020)]
    ['2020-03-03', '2020-05-04']
    >>> [(d.iso, d.calendar) for d in find_dates("غرة محرم 1443هـ الموافق 9 أغسطس 2021م")]
    [('2021-08-09', 'hijri'), ('2021-08-09', 'gregorian')]
    >>> [d.iso for d in find_dates("قال أمس إن اللجنة ستجتمع الأسبوع المقبل", reference="2021-11-09")]
    ['2021-11-08', '2021-W46']
    """
    if not isinstance(text, str):
        raise TypeError(f"find_dates takes a string, not {type(text).__name__}: call it on each text.")
    day = _day(reference)
    folded, frame = _folded(text), _Frame(year, day)
    found = [*_worded(folded, frame, _GREGORIAN), *_worded(folded, frame, _HIJRI), *_numeric(folded)]
    if day is not None:
        for iso, start, end in _relative(folded, day, {mention.start for mention in found}):
            found.append(DateMention(iso, start, end, kind="relative"))
    longest: list[DateMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not longest or longest[-1].end <= mention.start:
            longest.append(mention)
        elif mention.end - mention.start > longest[-1].end - longest[-1].start:
            longest[-1] = mention
    return _offsets(text, longest)


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
    dates = [mention for mention in find_dates(text[:head]) if mention.kind == "date"]
    if len(dates) > 1 and dates[0].calendar == "hijri" and dates[1].calendar == "gregorian":
        apart = datetime.date.fromisoformat(dates[1].iso) - datetime.date.fromisoformat(dates[0].iso)
        return dates[abs(apart.days) <= 3].iso
    return dates[0].iso if dates else None

"""Days and periods that a text counts from its own day: «أمس», «الثلاثاء الماضي», «الأسبوع المقبل»."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterator

from arabnlp.text.calendar_dates import GREGORIAN, HIJRI, Found, part_of
from arabnlp.text.date_words import (
    COUNTED,
    DIRECTION,
    END,
    LETTER,
    NUMBERS,
    OF_TWO,
    ORDINAL,
    ORDINALS,
    PARTS_OF_DAY,
    RELATIVE_DAYS,
    WEEKDAY,
    WEEKDAYS,
    any_of,
    direction,
    listed,
    one_space,
    weekday_before,
    word_after,
    word_before,
)
from arabnlp.text.speech import given_names, speech_forms, without_conjunction

_TIME = rf"{any_of(PARTS_OF_DAY)}\s{{1,2}}"
_RELATIVE_DAY = re.compile(
    rf"(?<!{LETTER})(?P<pre>[وفبل])?(?P<span>(?P<time>(?:{_TIME}){{0,2}})(?:(?P<word>{any_of(RELATIVE_DAYS)}){END}"
    rf"(?:[\"”»]?\s{{0,2}}[(،«“\"]?\s{{0,2}}(?P<also>{WEEKDAY}){END}\)?)?|(?P<weekday>{WEEKDAY}){END}"
    rf"(?:\s{{1,2}}(?P<dir>{DIRECTION}){END})?))"
)
_UNITS = {word: unit for word, (unit, count) in COUNTED.items() if unit != "day" and count == 1}
_PERIOD = re.compile(
    rf"(?<!{LETTER})(?:[وفب]?ال|و?لل|(?:[وفبل]?(?P<this>هذا|هذه)\s{{1,2}}ال))(?P<unit>{any_of(list(_UNITS))})"
    rf"(?:\s{{1,2}}(?P<dir>{DIRECTION}))?{END}"
)
_DISTANCE = re.compile(
    rf"(?<!{LETTER})[وف]?(?P<span>(?P<side>قبل|منذ|بعد)\s{{1,2}}"
    rf"(?:(?P<about>{any_of(list(listed('about')))})\s{{1,2}})?(?:(?P<n>[0-9]{{1,3}}|{any_of(NUMBERS)})\s{{1,2}})?"
    rf"(?P<noun>{any_of(list(COUNTED))}){END}(?:\s{{1,2}}واحده?{END})?)"
)
_DATE_FOLLOWS = re.compile(r"\s{0,2}[،,:(\-]?\s{0,2}(?:(?:الموافق|بتاريخ|المصادف)\s{0,2}:?\s{0,2})?\(?")
_DAY_OF_MONTH = re.compile(
    r"[0-9]{1,2}(?:\s{1,2}(?:من\s)?(?:الجاري|الحالي|المقبل|الماضي|الشهر|شهر)|\s?[/\-]\s?[0-9]{1,2}(?![0-9]))"
)
# «الخميس والجمعة المقبلين»: an adjective after the last of some weekdays, or what they have in common
_AND_WEEKDAYS = rf"(?:(?:\s?[،,]\s{{1,2}}|\s{{1,2}}(?:و|او\s{{1,2}}))(?P<last>{WEEKDAY}){END}){{1,6}}"
_WEEKDAYS = re.compile(
    rf"(?<!{LETTER})[وفبل]?(?P<all>{WEEKDAY}{END}{_AND_WEEKDAYS})(?:\s{{1,2}}(?P<dir>{OF_TWO}){END})?"
)
# «20 من الشهر الجاري», «في 20 الجاري», «من 20 إلى 25 الجاري»; the feminine counts: «الدورة 20 الحالية»
_ONE_OF = rf"(?:[0-9]{{1,2}}(?![0-9])|{ORDINAL}{END})"
_OF_MONTH = re.compile(
    rf"(?<![^\W_])(?<![0-9][/.,٫\-])[وفبل]?(?:ال(?=[0-9])|لل(?=[0-9]))?(?P<days>{_ONE_OF}"
    rf"(?:\s{{0,2}}(?:[،,–-]|(?:الي|و?حتي)\s|(?:[،,]\s{{0,2}})?و)\s{{0,2}}{_ONE_OF}){{0,3}})\s{{1,2}}(?P<of>من\s{{1,2}})?"
    rf"(?:(?P<month>الشهر\s{{1,2}})?(?P<dir>{DIRECTION}){END}|(?P<this>هذا\s{{1,2}}الشهر){END})"
)
# Where one counts by Hijri months too, «الشهر الجاري» may be either
_HIJRI_WORDS = re.compile(
    rf"(?<!{LETTER})[وفبل]?(?:{any_of(HIJRI.numbers)}{END}|{any_of(list(listed('hijri_country')))})"
    rf"|(?<![0-9])1[34][0-9]{{2}}(?![0-9])"
)
_DAY_BEFORE = listed("day_of_month")
_RECURRING = re.compile(rf"(?:ايام|كل)\s{{1,2}}(?:(?:يوم|و?{WEEKDAY})\s{{1,2}}){{0,6}}و?$")
_EVERY = re.compile(rf"(?:\s{{1,2}}و?{WEEKDAY}){{0,6}}\s{{1,2}}من\s{{1,2}}كل")
_TO_COME = re.compile(
    rf"(?<!{LETTER})[وف]?(?:{any_of(list(listed('to_come')))}|س[يتن]{any_of(list(listed('future_stem')))}"
    rf"(?:ون|ان|ه|ها|هم)?){END}"
)
_WAS_TO = re.compile(r"كانت?\s(?:من\s)?$")  # «كان من المقرر», and by now it has come
_CLAUSE = 70  # characters that a verb reaches
_SENTENCE_END = re.compile(r"[.؟?!\n:]")
_NAMES_WEEKDAY, _BOTH, _BECAME = listed("names_weekday"), listed("both"), listed("became")
_NOT_TODAY, _OTHER_DAY, _OPENS_PHRASE = listed("not_today"), listed("other_day"), listed("opens_phrase")


def relative(text: str, reference: datetime.date, dated: Container[int]) -> Iterator[Found]:
    """Relative days (kind ``"relative"``) and weeks, months and years (``"period"``) of a folded text.

    Parameters
    ----------
    text : str
        Folded.
    reference : datetime.date
        The day to count from.
    dated : container of int
        Where full dates start: «الثلاثاء 9 نوفمبر» says more than its weekday.

    Yields
    ------
    Found
    """
    shared = _shared_turns(text, dated)
    for match in _RELATIVE_DAY.finditer(text):
        if _is_dated(text, match.end(), dated) or not _is_day(text, match):
            continue
        count = _days_away(text, reference, match)
        if match.start("weekday") in shared and not match["dir"]:
            turn, by_all = shared[match.start("weekday")]
            alone, count = count, count if turn is None else _weekday_away(reference, match["weekday"], turn)
            if turn is None or not (by_all or alone == count):
                continue
        if (day := _away(reference, "day", count)) is not None:
            yield Found(day, *match.span("span"), kind="relative")
    for match in _OF_MONTH.finditer(text):
        yield from _days_of_month(text, reference, match)
    for match in _PERIOD.finditer(text):
        if match["this"] or match["dir"]:
            turn = direction(match["dir"]) if match["dir"] else 0
            if (period := _away(reference, _UNITS[match["unit"]], turn)) is not None:
                yield Found(period, *match.span(), kind="period")
    for match in _DISTANCE.finditer(text):
        unit, count = _distance(text, match)
        if count and (day := _away(reference, unit, count)) is not None:
            yield Found(day, *match.span("span"), kind="relative" if unit == "day" else "period")


def _days_away(text: str, reference: datetime.date, match: re.Match[str]) -> int:
    count = RELATIVE_DAYS[one_space(match["word"])] if match["word"] else 0
    if match["also"]:  # an article may be published a day after it was written: the weekday is right
        return count + (WEEKDAYS[match["also"]] - reference.weekday() - count + 5) % 7 - 5
    if match["weekday"]:
        if not match["dir"] and _is_to_come(text, match.start()):
            return (WEEKDAYS[match["weekday"]] - reference.weekday()) % 7
        return _weekday_away(reference, match["weekday"], direction(match["dir"]) if match["dir"] else 0)
    return count


def _weekday_away(reference: datetime.date, weekday: str, turn: int) -> int:
    behind = (reference.weekday() - WEEKDAYS[weekday]) % 7
    return (turn + (turn < 0 and behind > 0)) * 7 - behind


def _shared_turns(text: str, dated: Container[int]) -> dict[int, tuple[int | None, bool]]:
    """Where weekdays stand beside a last one with an adjective: which one it says, and whether surely for all of them.

    «الخميس والجمعة المقبلين» says so by its number, a feminine after a masculine day too; a singular may be of the last
    day only. Before a date they are parts of it, and have no turn.
    """
    turns: dict[int, tuple[int | None, bool]] = {}
    for match in _WEEKDAYS.finditer(text):
        said = match["dir"] or ""
        if said or _is_dated(text, match.end(), dated):
            by_all = said.endswith(("ين", "ان")) or (said.endswith("ه") and not match["last"].endswith("ه"))
            for day in re.finditer(WEEKDAY, match["all"]):
                turns[match.start() + day.start()] = direction(said) if said else None, by_all
    return turns


def _is_dated(text: str, place: int, dated: Container[int]) -> bool:
    """Whether a date follows, were it one that is not read: «الثلاثاء 31 نيسان»."""
    follows = _DATE_FOLLOWS.match(text, place)
    place = follows.end() if follows else place
    return place in dated or any(date.match(text, place) for date in (_DAY_OF_MONTH, GREGORIAN.date, HIJRI.date))


def _days_of_month(text: str, reference: datetime.date, match: re.Match[str]) -> Iterator[Found]:
    """Days of this month, the last or the next; beside Hijri dates only where a weekday says whose month it is."""
    if not _names_month(text, match):
        return
    days = [(found.group(), found.start() + match.start("days")) for found in re.finditer(_ONE_OF, match["days"])]
    numbers = [int(day) if day.isdigit() else ORDINALS[one_space(day)] for day, _ in days]
    turn, weekday = direction(match["dir"]) if match["dir"] else 0, weekday_before(text, match.start())
    fitting = []
    for calendar in (GREGORIAN, HIJRI):
        year, month = calendar.month_of(reference)
        month += turn - 1
        year, month = year + month // 12, month % 12 + 1
        found = [day for number in numbers for day in calendar.days(month, number, range(year, year + 1))]
        if len(found) == len(numbers) and found == sorted(found) and weekday in (None, found[0].weekday()):
            fitting.append((calendar, found))
    if _HIJRI_WORDS.search(text):
        fitting = fitting if weekday is not None and len(fitting) == 1 else []
    elif fitting and fitting[0][0] is HIJRI:
        fitting = []
    for calendar, found in fitting[:1]:
        ends = [start + len(day) for day, start in days[:-1]] + [match.end()]
        for day, (_, start), end in zip(found, days, ends, strict=True):
            yield Found(day.isoformat(), start, end, calendar.name, "relative")


def _names_month(text: str, match: re.Match[str]) -> bool:
    """Whether words for a day of this month mean one: not «الدورة 20 الحالية», «الأسبوع الأول من الشهر المقبل»."""
    before, worded = word_before(text, match.start()), not match["days"][0].isdigit()
    if (match["dir"] or "").endswith("ه"):
        return False
    if match["of"]:
        return bool(match["month"] or match["this"] or direction(match["dir"]) == 0) and not (
            worded and part_of(before)
        )
    many = not match["days"].isdigit()
    cue = before.removeprefix("و") in _DAY_BEFORE or before in WEEKDAYS or (many and before in ("من", "بين"))
    return cue and not worded and not match["this"]


def _is_to_come(text: str, place: int, imperfect: bool = True) -> bool:
    """Whether a verb of the future or the like stands before a place in its clause, and no verb of saying after it.

    A bare imperfect, «تلتقي», is one unless told otherwise.
    """
    clause = _SENTENCE_END.split(text[max(0, place - _CLAUSE) : place])[-1]
    cues = [cue for cue in _TO_COME.finditer(clause) if imperfect or cue.group().lstrip("وف")[0] not in "يت"]
    if not cues or _WAS_TO.search(clause[: cues[-1].start()]):
        return False
    said = (speech_forms().get(without_conjunction(word)) for word in clause[cues[-1].end() :].split())
    return not any(form is not None and form.always for form in said)


def _distance(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Unit and how many of it back or forth; none where the words count from something else, or last."""
    unit, count = COUNTED[match["noun"]]
    after = word_after(text, match.end())
    if match["n"]:
        count = int(match["n"]) if match["n"].isdigit() else NUMBERS[one_space(match["n"])]
    if after in ("فقط", "تقريبا"):
        after = word_after(text, match.end() + len(after) + 1)
    anchored = after in ("من", "علي", "ونصف", "غد", "امس", "او", "مما") or after[:2] == "ال" or after.isdigit()
    month = match["noun"] == "شهر" and (after in GREGORIAN.numbers or after in HIJRI.first_words)
    after_what = match["side"] == "بعد" and _follows_event(text, match, unit)
    vague = match["about"] and (unit == "day" or count >= 10)  # «قبل نحو 150 عاما», of a canal that is 146 years old
    if anchored or month or after_what or vague:
        return unit, 0
    return unit, count if match["side"] == "بعد" else -count


def _follows_event(text: str, match: re.Match[str], unit: str) -> bool:
    """Whether «بعد» may count from an event, as «بعد عام» does more often than from today, but after a future verb."""
    before = word_before(text, match.start())
    if unit in ("day", "week") and not match["about"]:
        return before == "الا"
    again = before.endswith("ما") or before.removesuffix("ا") == match["noun"]  # «لما بعد عام 2015», «عاما بعد عام»
    return again or match.start() < match.start("span") or not _is_to_come(text, match.start(), imperfect=False)


def _is_day(text: str, match: re.Match[str]) -> bool:
    """Whether words for a day mean one, not a newspaper, a person, a holiday or every such day."""
    start, end = match.span("span")
    before, after = word_before(text, match.start()), word_after(text, end)
    if match["weekday"]:
        bare = not match["time"] and not match["dir"]
        if bare and (before in _NAMES_WEEKDAY or before in given_names() or after in ("العظيمه", "البيضاء", "السوداء")):
            return False
        if bare and before in _BOTH and match["weekday"] == "الاثنين":
            return False
        many = _RECURRING.search(text[max(0, start - 60) : start])
        return not many and after not in ORDINALS and not _EVERY.match(text, end)
    if match["also"]:
        return True
    if text[start - 1 : start] in ('"', "“", "«", "(") and text[end : end + 1] in ('"', "”", "»", ")"):
        return False  # a name: «لـ"اليوم"»
    word = one_space(match["word"])
    if (before == "من" and word.startswith("قبل")) or (
        before == "قبل" and match["time"].startswith("يوم") and word == "امس"
    ):
        return False  # by someone yesterday; before yesterday, or the day before it
    if word == "اليوم":
        named = after in _OTHER_DAY or after in ORDINALS or (after[:2] == "ال" and after[-1:] == "ي")
        return (bool(match["time"]) or before not in _NOT_TODAY) and (not named or after in _OPENS_PHRASE)
    if word == "امس":
        return after not in ("الحاجه", "حاجه")
    if word == "غدا":
        return before not in _BECAME
    if word in ("غد", "الغد", "الامس"):
        return bool(match["time"]) or (word == "غد" and before == "من") or (word == "الامس" and match["pre"] == "ب")
    return True


def _away(reference: datetime.date, unit: str, count: int) -> str | None:
    """The day, week, month or year some units away, as ISO 8601; None past the years that ``datetime`` knows."""
    try:
        if unit in ("day", "week"):
            day = reference + datetime.timedelta(days=count * (7 if unit == "week" else 1))
            week = day.isocalendar()
            return day.isoformat() if unit == "day" else f"{week.year:04}-W{week.week:02}"
        months = reference.year * 12 + reference.month - 1 + count * (12 if unit == "year" else 1)
        return str(datetime.date(months // 12, months % 12 + 1, 1))[: 4 if unit == "year" else 7]
    except (ValueError, OverflowError):
        return None

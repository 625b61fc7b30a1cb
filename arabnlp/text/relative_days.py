"""Days and periods that a text counts from its own day: «أمس», «الثلاثاء الماضي», «الأسبوع المقبل»."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterator

from arabnlp.text.calendar_dates import GREGORIAN, HIJRI, Found
from arabnlp.text.date_words import (
    COUNTED,
    DIRECTION,
    END,
    LETTER,
    NUMBERS,
    ORDINALS,
    PARTS_OF_DAY,
    RELATIVE_DAYS,
    WEEKDAY,
    WEEKDAYS,
    any_of,
    direction,
    listed,
    one_space,
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
    rf"(?<!{LETTER})[وف]?(?P<span>(?P<side>قبل|منذ|بعد)\s{{1,2}}(?:(?P<n>[0-9]{{1,3}}|{any_of(NUMBERS)})\s{{1,2}})?"
    rf"(?P<noun>{any_of(list(COUNTED))}){END}(?:\s{{1,2}}واحده?{END})?)"
)
_DATE_FOLLOWS = re.compile(r"\s{0,2}[،,:(\-]?\s{0,2}(?:(?:الموافق|بتاريخ|المصادف)\s{0,2}:?\s{0,2})?\(?")
_DAY_OF_MONTH = re.compile(
    r"[0-9]{1,2}(?:\s{1,2}(?:من\s)?(?:الجاري|الحالي|المقبل|الماضي|الشهر|شهر)|\s?[/\-]\s?[0-9]{1,2}(?![0-9]))"
)
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
    for match in _RELATIVE_DAY.finditer(text):
        follows = _DATE_FOLLOWS.match(text, match.end())
        place = follows.end() if follows else match.end()
        if place in dated or _DAY_OF_MONTH.match(text, place) or not _is_day(text, match):
            continue
        if (day := _away(reference, "day", _days_away(text, reference, match))) is not None:
            yield Found(day, *match.span("span"), kind="relative")
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
        turn = direction(match["dir"]) if match["dir"] else 0
        behind = (reference.weekday() - WEEKDAYS[match["weekday"]]) % 7
        if turn == 0 and not match["dir"] and _is_to_come(text, match.start()):
            return (7 - behind) % 7
        if turn > 0 or (turn < 0 and not behind):
            return turn * 7 - behind
        return -behind if turn == 0 else (turn + 1) * 7 - behind
    return count


def _is_to_come(text: str, place: int) -> bool:
    """Whether a verb of the future or the like stands before a place in its clause, and no verb of saying after it."""
    clause = _SENTENCE_END.split(text[max(0, place - _CLAUSE) : place])[-1]
    cues = list(_TO_COME.finditer(clause))
    if not cues or _WAS_TO.search(clause[: cues[-1].start()]):
        return False
    said = (speech_forms().get(without_conjunction(word)) for word in clause[cues[-1].end() :].split())
    return not any(form is not None and form.always for form in said)


def _distance(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Unit and how many of it back or forth; none where the words count from something else, or last."""
    unit, count = COUNTED[match["noun"]]
    after = word_after(text, match.end())
    if match["n"]:
        count = int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"]]
    anchored = after in ("من", "علي", "ونصف", "غد", "امس") or after[:2] == "ال" or after.isdigit()
    month = match["noun"] == "شهر" and (after in GREGORIAN.numbers or after in HIJRI.first_words)
    # «بعد عام» follows an event more often than today
    after_what = match["side"] == "بعد" and (unit in ("month", "year") or word_before(text, match.start()) == "الا")
    if anchored or month or after_what:
        return unit, 0
    return unit, count if match["side"] == "بعد" else -count


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

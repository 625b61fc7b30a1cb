"""Dates of texts as users have them, read strictly, and the periods they fall into."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from arabnlp.errors import InputError

UNITS = ("day", "week", "month", "year")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")  # Arabic-Indic, and Persian
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
_ISO = re.compile(r"\d{4}-?(?:\d{2}-?\d{2}|W\d{2}-?\d|\d{3})(?:[T ].+)?")
_DAY_FIRST = re.compile(r"\d{1,2}[./\\-]\d{1,2}[./\\-]\d{2,4}(?:\D.*)?")
_EXPECTED = "a date, a datetime, or ISO 8601 such as 2021-11-09 or 20211109 (None where a text has no date)"
_NO_DATE = frozenset(("", "NaT", "nan", "None", "<NA>"))  # missing values that were made strings
FIRST_YEAR = 1600  # before it no news was printed; Hijri years of all news lie before it
_UNSEEN = "\u200e\u200f\u061c\ufeff"  # marks of direction that come along with digits


def read_date(value: Any) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of a date; None where it is missing. Months and days that a string leaves out are None.

    Parameters
    ----------
    value : date, datetime, numpy.datetime64, pandas.Timestamp, str or a missing value
        Strings follow ISO 8601, extended or basic, with a time or without, in digits of any of the Arabic scripts;
        a time zone does not move the day. Dates are Gregorian: a string with a year before 1600 is taken for a Hijri
        one and refused. Missing are None, NaN, NaT, ``pandas.NA``, their names as strings, and strings without a
        character.

    Raises
    ------
    ValueError
        If it is none of these, no day of the calendar, or looks like a Hijri date.

    Examples
    --------
    >>> read_date("2021-11-09T23:30:00+03:00"), read_date("٢٠٢١١١٠٩"), read_date("2021-11"), read_date(float("nan"))
    ((2021, 11, 9), (2021, 11, 9), (2021, 11, None), None)
    """
    if value is None or type(value).__name__ in ("NaTType", "NAType"):
        return None
    if isinstance(value, datetime.date):  # a datetime, and with it a Timestamp, is one
        return value.year, value.month, value.day
    if isinstance(value, str):
        date = _read_string(value.strip().strip(_UNSEEN).strip().translate(_DIGITS))
        if date is not None and date[0] < FIRST_YEAR:
            raise ValueError(
                f"{date[0]} looks like a Hijri year, and dates must be Gregorian: convert it with"
                " arabnlp.text.hijri.hijri_to_gregorian (or give a datetime.date, if the year is Gregorian)"
            )
        return date
    if hasattr(value, "dtype") and getattr(value.dtype, "kind", "") == "M":
        text = str(value.astype("datetime64[D]"))
        return None if text == "NaT" else _read_string(text)
    if isinstance(value, float | np.floating) and value != value:
        return None
    raise ValueError(f"{type(value).__name__} is not {_EXPECTED}")


def _read_string(text: str) -> tuple[int, int | None, int | None] | None:
    if text in _NO_DATE:
        return None
    partial = _PARTIAL.fullmatch(text)
    if partial:
        year, month = int(partial[1]), int(partial[2]) if partial[2] else None
        datetime.date(year, month or 1, 1)
        return year, month, None
    if _DAY_FIRST.fullmatch(text):
        raise ValueError(f"day and month could be either way round: write {_EXPECTED}")
    if not _ISO.fullmatch(text):
        raise ValueError(f"expected {_EXPECTED}")
    # The day is checked apart from the time, for which fromisoformat has a tongue of its own.
    day, _, time = text.replace(" ", "T", 1).partition("T")
    date = datetime.date.fromisoformat(day)
    if time:
        datetime.time.fromisoformat(re.sub(r" (?=[+-]\d)|\s*UTC$", "", time))
    return date.year, date.month, date.day


def periods(dates: Sequence[Any], unit: str) -> list[str | None]:
    """The day, ISO week, month or year of each date, None where it is missing.

    Parameters
    ----------
    dates : sequence, n_texts
        As in :func:`read_date`.
    unit : {"day", "week", "month", "year"}

    Raises
    ------
    InputError
        If the unit does not exist, or a date is none, is ambiguous (day/month/year), looks like a Hijri date or is too
        coarse for the unit.

    Examples
    --------
    >>> periods(["2021-11-09", None], "week")
    ['2021-W45', None]
    """
    if unit not in UNITS:
        raise InputError(f"unit {unit!r} does not exist: choose day, week, month or year.")
    result: list[str | None] = []
    for index, value in enumerate(dates):
        try:
            date = read_date(value)
        except ValueError as error:
            raise InputError(f"date {index} is {value!r}, which cannot be read: {error}.") from error
        result.append(None if date is None else _period(date, unit, index, value))
    return result


def _period(date: tuple[int, int | None, int | None], unit: str, index: int, value: Any) -> str:
    year, month, day = date
    if unit == "year":
        return f"{year:04}"
    if month is None or (unit != "month" and day is None):
        raise InputError(f"date {index} is {value!r}: a {unit} needs the whole of a date such as 2021-11-09.")
    if unit == "month":
        return f"{year:04}-{month:02}"
    if unit == "day":
        return f"{year:04}-{month:02}-{day:02}"
    iso = datetime.date(year, month, day or 1).isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


__all__ = ["FIRST_YEAR", "UNITS", "periods", "read_date"]

"""The Hijri calendar: Umm al-Qura for its published years, the tabular civil calendar outside them.

News of the Gulf dates by Umm al-Qura, whose month lengths follow the moon over Mecca and are published, not computed:
they are a table here. Before and after it months alternate 30 and 29 days with eleven leap years in thirty, which may
be a day or two off the date that was kept at the time. All days are of the proleptic Gregorian calendar, as ISO 8601
wants; historians before 1582 write Julian days.

References
----------
.. [1] R. H. van Gent, The Umm al-Qura Calendar of Saudi Arabia,
   https://webspace.science.uu.nl/~gent0113/islam/ummalqura.htm. The table below holds the month lengths of 1343-1500,
   the years that the package hijridate documents, https://hijridate.readthedocs.io/.
.. [2] E. M. Reingold and N. Dershowitz, Calendrical Calculations, chapter 7: the tabular civil calendar.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from arabnlp.errors import InputError

FIRST_YEAR, LAST_YEAR = 1343, 1500  # of the table
_START = datetime.date(1924, 8, 1).toordinal()  # 1 Muharram 1343
# Ten years a line, a year three hexadecimal digits: twelve bits, Muharram first, 1: 30 days, 0: 29.
_LENGTHS = """
    b77 2aa a2d 366 36c ab0 ab9 52d a8d aaa
    b59 56a aad 2b2 aab d26 e92 aab aaa aaa
    aab aae aab aaa aaa aab ab6 aaa a57 54b
    555 ab3 aa6 4ea 95b aaa 555 aaa b4a b65
    5aa aaa b2e cab 2ab 6aa aab ab4 aab 2ab
    a2b aa6 b4a ba5 5aa ab5 556 d2b 54a ea5
    752 6e9 36a aad 555 aa5 b52 ba9 5b4 9ba
    4db 25d 52d aa5 ad4 aea 56d 4bd 23d 91d
    a95 b4a b5a 56d 2b6 93b 49b 655 6a9 754
    b6a 56c aad 555 b29 b92 ba9 5d4 ada 55a
    aab 595 749 764 baa 5b5 2b6 a56 d2a e95
    72a 755 35a 95d 49b a4d d26 d53 5aa aad
    4b6 a57 527 a95 b4a b55 36c 9ae 4b6 a96
    b4a da5 5d2 5d9 2dc 96d 4ad 655 6d2 b69
    374 9b6 4d7 2ab 54b 6a5 752 b69 56b 2ad
    94d c95 d4a ea5 6ca ad5 556 c97
"""
# Months that the government's newspaper announced a day short or long, before the calendar was computed.
_ODD_LENGTHS = {
    (1343, 9): 28, (1345, 5): 31, (1345, 8): 28, (1348, 11): 31, (1348, 12): 28, (1349, 10): 28, (1349, 11): 31,
    (1364, 8): 28,
}  # fmt: skip
_MAX_YEAR = 9666  # its last months lie past the year 9999, the last that datetime knows


@cache
def _starts() -> tuple[int, ...]:
    """Ordinals of the first days of the table's months, and of the day after the last."""
    lengths = [29 + int(bit) for year in _LENGTHS.split() for bit in f"{int(year, 16):012b}"]
    for (year, month), length in _ODD_LENGTHS.items():
        lengths[(year - FIRST_YEAR) * 12 + month - 1] = length
    return tuple(accumulate(lengths, initial=_START))


def _month_start(year: int, month: int) -> int:
    """Ordinal of a month's first day, month 13 being the next year's first."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if FIRST_YEAR <= year <= LAST_YEAR:
        return _starts()[(year - FIRST_YEAR) * 12 + month - 1]
    return 227_015 + (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2


def month_length(year: int, month: int) -> int:
    """Days of a Hijri month.

    Parameters
    ----------
    year, month : int

    Returns
    -------
    int
        29 or 30; eight months between 1343 and 1364 were announced with 28 or 31, and the last of 1342 has 28 here,
        where the tabular calendar meets the table.

    Raises
    ------
    InputError
        If there is no such month.

    Examples
    --------
    >>> month_length(1442, 9), month_length(1442, 10)
    (30, 29)
    """
    if not (1 <= year <= _MAX_YEAR and 1 <= month <= 12):
        raise InputError(f"no Hijri month {month} of {year}: months are 1 to 12, years 1 to {_MAX_YEAR}.")
    return _month_start(year, month + 1) - _month_start(year, month)


def hijri_to_gregorian(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a Hijri date.

    Parameters
    ----------
    year, month, day : int

    Returns
    -------
    datetime.date

    Raises
    ------
    InputError
        If the Hijri calendar has no such day, or ``datetime`` none for it.

    Examples
    --------
    >>> hijri_to_gregorian(1436, 10, 22).isoformat()
    '2015-08-07'
    """
    if not 1 <= day <= month_length(year, month):
        raise InputError(f"no day {day} in Hijri month {month} of {year}: it has {month_length(year, month)} days.")
    ordinal = _month_start(year, month) + day - 1
    if ordinal > datetime.date.max.toordinal():
        raise InputError(f"the Hijri date {year}-{month}-{day} lies after {datetime.date.max}, the last day known.")
    return datetime.date.fromordinal(ordinal)


def gregorian_to_hijri(day: datetime.date) -> tuple[int, int, int]:
    """The Hijri year, month and day of a Gregorian day.

    Parameters
    ----------
    day : datetime.date
        From 19 July 622, the first day of the calendar.

    Returns
    -------
    (int, int, int)

    Raises
    ------
    InputError
        If the day lies before the calendar.

    Examples
    --------
    >>> gregorian_to_hijri(datetime.date(2021, 11, 9))
    (1443, 4, 4)
    """
    ordinal = day.toordinal()
    if ordinal < _month_start(1, 1):
        raise InputError(f"{day} lies before the first day of the Hijri calendar, 0622-07-19.")
    starts = _starts()
    if starts[0] <= ordinal < starts[-1]:
        index = bisect_right(starts, ordinal) - 1
        return FIRST_YEAR + index // 12, index % 12 + 1, ordinal - starts[index] + 1
    year = (30 * (ordinal - 227_015) + 10_646) // 10_631
    if _month_start(year, 1) > ordinal:
        year -= 1
    month = max(m for m in range(1, 13) if _month_start(year, m) <= ordinal)
    return year, month, ordinal - _month_start(year, month) + 1

"""The Hijri calendar, against what hijridate (Umm al-Qura) and convertdate (tabular) give."""

import datetime

import pytest
from arabic_texts import modest
from hypothesis import given
from hypothesis import strategies as st

from arabnlp.errors import InputError
from arabnlp.text.hijri import FIRST_YEAR, LAST_YEAR, gregorian_to_hijri, hijri_to_gregorian, month_length

UMM_AL_QURA = [  # hijridate 2.6.0; all 1,896 months of 1343-1500 were compared
    ((1343, 1, 1), "1924-08-01"),
    ((1345, 5, 31), "1926-12-06"),
    ((1355, 1, 1), "1936-03-24"),
    ((1364, 8, 28), "1945-08-07"),
    ((1379, 1, 1), "1959-07-07"),
    ((1400, 1, 1), "1979-11-20"),
    ((1415, 1, 1), "1994-06-10"),
    ((1436, 9, 1), "2015-06-18"),
    ((1436, 10, 22), "2015-08-07"),
    ((1443, 4, 4), "2021-11-09"),
    ((1445, 12, 10), "2024-06-16"),
    ((1463, 1, 1), "2041-01-04"),
    ((1487, 1, 1), "2064-04-18"),
    ((1500, 12, 30), "2077-11-16"),
]
TABULAR = [  # convertdate 2.5.1
    ((1, 1, 1), "0622-07-19"),
    ((2, 12, 30), "0624-06-26"),
    ((100, 6, 15), "0719-01-16"),
    ((656, 2, 4), "1258-02-17"),
    ((897, 1, 2), "1491-11-14"),
    ((1213, 1, 20), "1798-07-04"),
    ((1342, 11, 30), "1924-07-03"),
    ((1501, 1, 1), "2077-11-17"),
    ((1600, 9, 17), "2174-08-15"),
    ((3000, 12, 29), "3533-03-19"),
]


@pytest.mark.parametrize(("hijri", "day"), UMM_AL_QURA + TABULAR)
def test_days_that_others_give(hijri, day):
    assert hijri_to_gregorian(*hijri).isoformat() == day
    assert gregorian_to_hijri(datetime.date.fromisoformat(day)) == hijri


def test_months_of_the_table_have_29_or_30_days_but_eight():
    lengths = [month_length(year, month) for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13)]
    assert sorted({*lengths}) == [28, 29, 30, 31]
    assert (lengths.count(28), lengths.count(31)) == (5, 3)
    assert sum(lengths) == (datetime.date(2077, 11, 17) - datetime.date(1924, 8, 1)).days


def test_the_tabular_calendar_has_eleven_leap_years_in_thirty():
    leap = [year for year in range(1, 31) if month_length(year, 12) == 30]
    assert leap == [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29]


@pytest.mark.parametrize(
    "hijri",
    [(1443, 4, 30), (1443, 13, 1), (1443, 0, 1), (1443, 1, 0), (0, 1, 1), (-5, 1, 1), (9667, 1, 1), (9666, 5, 1)],
)
def test_days_that_do_not_exist(hijri):
    with pytest.raises(InputError, match=r"Hijri"):
        hijri_to_gregorian(*hijri)


def test_a_day_before_the_calendar():
    with pytest.raises(InputError, match="before the first day"):
        gregorian_to_hijri(datetime.date(622, 7, 18))


@modest
@given(st.dates(datetime.date(622, 7, 19)))
def test_every_day_comes_back(day):
    assert hijri_to_gregorian(*gregorian_to_hijri(day)) == day
    year, month, number = gregorian_to_hijri(day)
    assert 1 <= number <= month_length(year, month)

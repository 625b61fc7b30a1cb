"""Dates as users have them."""

import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnlp.errors import InputError
from arabnlp.models.topic_dates import periods, read_date

DAY = datetime.date(2015, 7, 21)
RIYADH = datetime.timezone(datetime.timedelta(hours=3))


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime.datetime(2015, 7, 21, 23, 30),
        datetime.datetime(2015, 7, 21, 23, 30, tzinfo=RIYADH),
        np.datetime64("2015-07-21"),
        np.datetime64("2015-07-21T23:30:01.5"),
        np.array(["2015-07-21"], "datetime64[ns]")[0],
        pd.Timestamp("2015-07-21 10:00", tz="Asia/Riyadh"),
        "2015-07-21",
        " 2015-07-21 ",
        "20150721",
        "2015-07-21T10:00:00Z",
        "2015-07-21T10:00:00+03:00",
        "2015-07-21 10:00:00",
        "2015-07-21 10:00:00 +0300",
        "20150721T100000",
        "2015-W30-2",
        "٢٠١٥-٠٧-٢١",
        "٢٠١٥٠٧٢١",
        "۲۰۱۵-۰۷-۲۱",
        "\u200f2015-07-21",
    ],
)
def test_one_day_written_in_many_ways(value):
    assert read_date(value) == (2015, 7, 21)
    assert periods([value], "day") == ["2015-07-21"] and periods([value], "month") == ["2015-07"]


@pytest.mark.parametrize(
    "value",
    [
        *[None, float("nan"), np.nan, np.float32("nan"), pd.NaT, pd.NA, np.datetime64("NaT")],
        *["", "  ", "NaT", "nan", "None", "<NA>"],
    ],
)
def test_a_missing_date_is_none(value):
    assert periods([value], "day") == [None]


@pytest.mark.parametrize(
    "value",
    [
        "hello world",
        "2015-99-99",
        "2015-02-30",
        "2015-13",
        "20151301",
        "2015-07-21 yesterday",
        "21 يوليو 2015",
        20150721,
        2015.5,
        b"2015-07-21",
        ("2015", "07"),
        "0000-01-01",
    ],
)
def test_what_is_no_date_is_an_error_with_its_place(value):
    with pytest.raises(InputError, match=r"date 1 is .*"):
        periods(["2015-07-21", value], "month")


@pytest.mark.parametrize("value", ["21/07/2015", "07/21/2015", "3-4-2015", "3.4.15", "٢١/٠٧/٢٠١٥", "21/07/2015 10:00"])
def test_day_and_month_that_could_be_swapped_are_refused_by_name(value):
    with pytest.raises(InputError, match=r"date 0 .*either way round.*ISO 8601"):
        periods([value], "year")


def test_periods():
    assert periods(["2021-11-09", datetime.date(2021, 1, 1)], "week") == ["2021-W45", "2020-W53"]
    assert periods(["2021-11-09T10:00:00Z", "", None], "month") == ["2021-11", None, None]
    assert periods(["2021-11", "2021"], "year") == ["2021", "2021"]


@pytest.mark.parametrize(("date", "unit"), [("2021", "month"), ("2021-11", "day"), ("2021-11", "week")])
def test_a_date_too_coarse_is_an_error(date, unit):
    with pytest.raises(InputError, match=f"date 0 .*a {unit}"):
        periods([date], unit)


@pytest.mark.parametrize("value", ["1443-05-12", "١٤٤٣-٠٥-١٢", "14430512", "1443-05-12T10:00:00", "1443-05", "1443"])
def test_a_hijri_year_is_not_taken_for_a_gregorian_one(value):
    unit = "year" if len(value) == 4 else "month"
    with pytest.raises(InputError, match=r"date 1 is .*: 1443 looks like a Hijri year.*Gregorian.*hijri_to_gregorian"):
        periods(["2021-12-16", value], unit)


def test_a_date_object_of_an_old_year_is_what_it_says():
    old = datetime.date(1443, 5, 12)
    assert periods([old, np.datetime64(old)], "year") == ["1443", "1443"]


@given(st.text())
def test_any_string_is_a_date_or_an_input_error(text):
    try:
        [found] = periods([text], "day")
    except InputError:
        return
    assert found is None or len(found) == 10


@given(st.datetimes(datetime.datetime(1600, 1, 1)))
def test_iso_dates_go_through(moment):
    assert periods([moment.isoformat(), moment], "day") == [moment.date().isoformat()] * 2

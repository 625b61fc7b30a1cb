"""Hijri days, months, intervals and dates without a year."""

import pytest

from arabnlp.text.dates import DATE_KINDS, find_dates


def days(text, **options):
    return [d.iso for d in find_dates(text, **options)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("22 شوال 1436هـ", "2015-08-07"),
        ("22 شوال 1436 ه", "2015-08-07"),
        ("٢٢ شوّال ١٤٣٦ هـ", "2015-08-07"),
        ("22/10/1436هـ", "2015-08-07"),
        ("22/10/36هـ", "2015-08-07"),
        ("1436/10/22", "2015-08-07"),
        ("22ـ10ـ1436", "2015-08-07"),
        ("غرة رمضان 1436هـ", "2015-06-18"),
        ("الأول من محرم 1436", "2014-10-25"),
        ("5 جمادى الآخرة 1436 للهجرة", "2015-03-25"),
        ("10 ذي الحجة 1445هـ", "2024-06-16"),
    ],
)
def test_hijri_days(text, iso):
    [date] = find_dates(f"صدر القرار في {text}.")
    assert (date.iso, date.calendar, date.kind) == (iso, "hijri", "date")
    assert f"صدر القرار في {text}."[date.start : date.end] == text


def test_both_calendars_side_by_side():
    text = "الثلاثاء 4 ربيع الآخر 1443هـ الموافق 9 نوفمبر 2021م"
    assert [(d.iso, d.calendar) for d in find_dates(text)] == [("2021-11-09", "hijri"), ("2021-11-09", "gregorian")]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("التاسع من نوفمبر 2021", "2021-11-09"),
        ("الحادي والثلاثين من آذار/مارس 2021", "2021-03-31"),
        ("الثالث والعشرون من تموز 1952", "1952-07-23"),
        ("أول أيار 2021", "2021-05-01"),
        ("7 جويلية 2021", "2021-07-07"),
        ("7 يوليوز 2021", "2021-07-07"),
        ("9 نوفمبر (تشرين الثاني) 2021", "2021-11-09"),
        ("9 تشرين الثاني نوفمبر 2021م", "2021-11-09"),
        ("9\\11\\2021", "2021-11-09"),
        ("9 / 11 / 2021", "2021-11-09"),
    ],
)
def test_gregorian_days(text, iso):
    assert days(f"في {text} صدر") == [iso]


@pytest.mark.parametrize(
    "text",
    ["فاز 2 صفر", "النصف الأول من يناير 2021", "1443/13/1", "31/11/1443", "30 ربيع الآخر 1443هـ"],
)
def test_what_is_no_day(text):
    assert days(text) == []


def test_an_interval_is_its_two_days_unless_asked_for():
    text = "يقام المعرض من 9 إلى 12 نوفمبر 2021"
    assert [(d.iso, text[d.start : d.end]) for d in find_dates(text)] == [
        ("2021-11-09", "9"),
        ("2021-11-12", "12 نوفمبر 2021"),
    ]
    [interval] = find_dates(text, kinds=DATE_KINDS)
    assert (interval.iso, interval.kind) == ("2021-11-09/2021-11-12", "interval")
    assert text[interval.start : interval.end] == "9 إلى 12 نوفمبر 2021"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("9-12 نوفمبر 2021", "2021-11-09/2021-11-12"),
        ("بين 28 كانون الأول و3 كانون الثاني 2022", "2021-12-28/2022-01-03"),
        ("من 1 إلى 5 رمضان 1436هـ", "2015-06-18/2015-06-22"),
    ],
)
def test_intervals(text, iso):
    assert days(text, kinds="interval") == [iso]


def test_two_days_are_no_interval():
    assert days("يومي 9 و12 نوفمبر 2021") == ["2021-11-09", "2021-11-12"]
    assert days("يومي 9 و12 نوفمبر 2021", kinds="interval") == []


def test_months_only_where_asked_for():
    text = "في نوفمبر/تشرين الثاني 2021 ثم في رمضان 1436هـ"
    assert days(text) == []
    assert days(text, kinds="month") == ["2021-11", "2015-06-18/2015-07-16"]
    assert days("في آذار المقبل", kinds="month", reference="2021-11-09") == ["2022-03"]
    assert days("في 31 نيسان 2021", kinds="month") == []


def test_the_reference_completes_a_date_to_the_nearest():
    assert days("في 28 ديسمبر", reference="2021-01-05") == ["2020-12-28"]
    assert days("في 3 يناير", reference="2020-12-30") == ["2021-01-03"]
    assert days("في 9 نوفمبر الماضي", reference="2021-11-01") == ["2020-11-09"]
    assert days("في 9 نوفمبر المقبل", reference="2021-11-20") == ["2022-11-09"]
    assert days("في 20 رمضان", reference="2015-07-10") == ["2015-07-07"]
    assert days("في 9 نوفمبر من كل عام", reference="2021-11-01") == []


def test_hijri_months_follow_the_year_of_the_article():
    assert days("في 20 رمضان", year=2015) == ["2015-07-07"]

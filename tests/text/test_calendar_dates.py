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
        ("17/شباط/2011", "2011-02-17"),
        ("14-مايو-2024", "2024-05-14"),
        ("17 - فبراير - 2011", "2011-02-17"),
        ("17 شباط/2011", "2011-02-17"),
        ("مايو 14, 2024", "2024-05-14"),
        ("أيار/مايو 14، 2024", "2024-05-14"),
        ("25 يناير (2011)", "2011-01-25"),
    ],
)
def test_gregorian_days(text, iso):
    assert days(f"في {text} صدر") == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "فاز 2 صفر",
        "النصف الأول من يناير 2021",
        "1443/13/1",
        "31/11/1443",
        "30 ربيع الآخر 1443هـ",
        "31/نيسان/2021",
        "3-مايو",
    ],
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


@pytest.mark.parametrize(
    "text",
    [
        "5 مايو 2150",
        "5 مايو 9999",
        "الثلاثاء 5 مايو 2150",
        "5 مايو، 2150",
        "الخامس من مايو عام ألفين وعشرة",
        "الخامس من مايو ألفين وعشرة",
        "5 مايو من العام المنقضي",
    ],
)
def test_a_year_that_is_not_read_is_not_the_reference(text):
    assert days(f"صدر في {text}", reference="2024-05-15") == []
    assert days("في 5 مايو للعام الثاني على التوالي", reference="2024-05-15") == ["2024-05-05"]


def test_a_year_after_an_adjective_agrees_with_it():
    for text in ("الأول من أغسطس المقبل لعام 2024", "1 أغسطس المقبل 2024"):
        assert days(f"في {text}", reference="2024-05-15") == ["2024-08-01"]
        assert days(f"في {text}", reference="2020-05-15") == []
    assert days("في 17 رمضان 2017", reference="2024-05-15") == ["2017-06-12"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("17 و18 مايو 2024", ["2024-05-17", "2024-05-18"]),
        ("17، 18 و19 مايو", ["2024-05-17", "2024-05-18", "2024-05-19"]),
        ("أيام 15و16 و17 جوان 2017", ["2017-06-15", "2017-06-16", "2017-06-17"]),
        ("الخميس 16 والجمعة 17 مايو 2024", ["2024-05-16", "2024-05-17"]),
        ("الخميس والجمعة 16 و17 مايو 2024", ["2024-05-16", "2024-05-17"]),
        ("17 و18 مايو المقبلين", ["2025-05-17", "2025-05-18"]),
        ("5 و6 شوال 1436هـ", ["2015-07-21", "2015-07-22"]),
        ("المادة 17 و18 مايو 2024", ["2024-05-18"]),
        ("50 و18 مايو 2024", ["2024-05-18"]),
        ("18 و17 مايو 2024", ["2024-05-17"]),
    ],
)
def test_days_that_share_a_month(text, iso):
    assert days(text, reference="2024-05-20") == iso


def test_the_30th_of_a_month_of_29_days_is_the_day_that_its_weekday_says():
    assert days("٣٠ رجب ١٤٤٥") == days("٣٠ شوال ١٤٤٥") == days("الأربعاء ٣٠ رجب ١٤٤٥") == []
    assert days("السبت ٣٠ رجب ١٤٤٥") == days("السبت 30/7/1445") == ["2024-02-10"]
    assert days("الأحد، الموافق ٣٠ رجب ١٤٤٥") == ["2024-02-11"]
    assert days("في 30 رجب", reference="2024-02-11") == []  # that of another year is not meant


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("عام 2023", ["2023"]),
        ("في العام 2023م", ["2023"]),
        ("لسنة 2017", ["2017"]),
        ("عامي 2010 و2011", ["2010", "2011"]),
        ("عام 1432هـ", ["2010-12-07/2011-11-25"]),
        ("1445هـ", ["2023-07-19/2024-07-06"]),
        ("سنة 1258م", ["1258"]),
        ("عام 1432", []),  # of either calendar
        ("العام الدراسي 2010/2011", []),
        ("عام 2010-2011", []),
        ("الأمين العام 2015", []),
        ("كل عام 2000 وظيفة", []),
        ("هذا العام 2000 وظيفة", []),
        ("عام 1500.5", []),
        ("2023", []),
    ],
)
def test_years_only_where_asked_for(text, iso):
    assert days(text, kinds="year") == iso
    assert days(text, reference="2024-05-15") == []
    assert days(f"{text} - 5 مايو عام 2023", kinds=("date", "year"))[-1] == "2023-05-05"


def test_a_year_says_its_calendar_and_span():
    text = "أسس العام 1432 هـ وأغلق عام 2014م."
    mentions = find_dates(text, kinds="year")
    assert [(d.calendar, d.kind, text[d.start : d.end]) for d in mentions] == [
        ("hijri", "year", "العام 1432 هـ"),
        ("gregorian", "year", "عام 2014م"),
    ]

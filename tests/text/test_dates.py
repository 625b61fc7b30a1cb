"""Dates in running text, in the four traditions of month names."""

import datetime
import itertools
import pickle
from pathlib import Path

import pytest
from arabic_texts import modest, texts
from hypothesis import given
from hypothesis import strategies as st

from arabnlp.errors import InputError
from arabnlp.text.dates import DATE_KINDS, DateMention, article_date, find_dates

SEED = (Path(__file__).parents[2] / "seeds/000_98006e8bcea76a25.txt").read_text(encoding="utf-8")
MONTHS = [  # Egypt and the Gulf; the Levant and Iraq; Morocco; Algeria and Tunisia
    ("يناير", "كانون الثاني", "يناير", "جانفي"),
    ("فبراير", "شباط", "فبراير", "فيفري"),
    ("مارس", "آذار", "مارس", "مارس"),
    ("أبريل", "نيسان", "أبريل", "أفريل"),
    ("مايو", "أيار", "ماي", "ماي"),
    ("يونيو", "حزيران", "يونيو", "جوان"),
    ("يوليو", "تموز", "يوليوز", "جويلية"),
    ("أغسطس", "آب", "غشت", "أوت"),
    ("سبتمبر", "أيلول", "شتنبر", "سبتمبر"),
    ("أكتوبر", "تشرين الأول", "أكتوبر", "أكتوبر"),
    ("نوفمبر", "تشرين الثاني", "نونبر", "نوفمبر"),
    ("ديسمبر", "كانون الأول", "دجنبر", "ديسمبر"),
]


def test_the_seed_article():
    assert article_date(SEED) == "2021-11-09"
    [date] = find_dates(SEED)
    assert SEED[date.start : date.end] == "9 نوفمبر/تشرين الثاني 2021"


@pytest.mark.parametrize("number", range(1, 13))
def test_month_names_of_every_tradition(number):
    for name in {*MONTHS[number - 1]}:
        assert [d.iso for d in find_dates(f"في 7 {name} 2024 صدر القرار")] == [f"2024-{number:02}-07"]
    egyptian, levantine = MONTHS[number - 1][:2]
    for both in (f"{levantine}/{egyptian}", f"{egyptian} / {levantine}", f"{egyptian} ({levantine})"):
        assert [d.iso for d in find_dates(f"في 7 {both} 2024، صدر القرار")] == [f"2024-{number:02}-07"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("٩ نوفمبر ٢٠٢١", "2021-11-09"),
        ("۹ نوفمبر ۲۰۲۱", "2021-11-09"),
        ("9 من نوفمبر عام 2021", "2021-11-09"),
        ("9 نوفمبر، 2021", "2021-11-09"),
        ("9 نوفمبر من العام 2021", "2021-11-09"),
        ("2021-11-09", "2021-11-09"),
        ("2021/11/9", "2021-11-09"),
        ("9/11/2021", "2021-11-09"),
        ("9.11.2021", "2021-11-09"),
        ("٩/١١/٢٠٢١", "2021-11-09"),
        ("29 فبراير 2024", "2024-02-29"),
    ],
)
def test_ways_to_write_a_date(text, iso):
    [date] = find_dates(f"صدر القرار في {text}")
    assert date.iso == iso and date.end == len(f"صدر القرار في {text}")


@pytest.mark.parametrize(
    "text",
    [
        "31 نيسان 2021",
        "29 فبراير 2023",
        "2020-13-01",
        "برنامج 2022-2024",
        "في 9 نوفمبر",  # no year
        "45 مارس 2020",
        "9 مارسيليا 2020",
        "192.168.1.2019",
        "نوفمبر 2021",
        "",
    ],
)
def test_what_is_no_date(text):
    assert find_dates(text) == []


def test_the_year_of_the_article_completes_dates_without_one():
    assert [d.iso for d in find_dates("من 3 آذار حتى 4 نيسان 2019", year=2020)] == ["2019-03-03", "2019-04-04"]


def test_dates_come_in_order_of_the_text():
    dates = find_dates("في 4/5/2020 ثم 3 آذار 2019 ثم 2018-01-02")
    assert [d.iso for d in dates] == ["2020-05-04", "2019-03-03", "2018-01-02"]


def test_article_date_looks_only_at_the_opening():
    assert article_date("كلمة " * 200 + "9 نوفمبر 2021") is None
    assert article_date("كلمة " * 200 + "9 نوفمبر 2021", head=2000) == "2021-11-09"
    assert article_date("لا تاريخ") is None


def test_a_mention_unpacks_into_three_and_knows_more():
    [date] = find_dates("في 22 شوال 1436هـ")
    iso, start, end = date
    assert (iso, start, end) == ("2015-08-07", 3, 17) and (date.calendar, date.kind) == ("hijri", "date")
    assert pickle.loads(pickle.dumps(date)).calendar == "hijri" and "hijri" in repr(date)
    assert DateMention("2021-11-09", 0, 4).kind == "date"


def test_article_date_prefers_the_gregorian_day_beside_the_hijri():
    assert article_date("الرياض 25 رجب 1436هـ الموافق 15 مايو 2015م واس") == "2015-05-15"
    assert article_date("الرياض 25 رجب 1436هـ") == "2015-05-14"
    assert article_date("قال في نوفمبر 2021 إن") is None


@pytest.mark.parametrize("bad", [b"9/11/2021", None, 3])
def test_only_a_string_has_dates(bad):
    with pytest.raises(TypeError, match="takes a string"):
        find_dates(bad)


def test_bad_options_are_named():
    with pytest.raises(InputError, match="reference 'yesterday' is no day"):
        find_dates("أمس", reference="yesterday")
    with pytest.raises(InputError, match="no kind of date 'week': choose from date, relative"):
        find_dates("أمس", kinds=("date", "week"))
    assert find_dates("9/11/2021", reference=datetime.datetime(2021, 11, 9, 12))[0].iso == "2021-11-09"


@modest
@given(texts, st.none() | st.dates())
def test_dates_of_any_text_are_exact_and_real(text, reference):
    for year in (None, 2020):
        dates = find_dates(text, year, reference)
        assert all(0 <= d.start < d.end <= len(text) for d in dates)
        assert [datetime.date.fromisoformat(d.iso).isoformat() for d in dates] == [d.iso for d in dates]
        assert all(a.end <= b.start for a, b in itertools.pairwise(dates))
    everything = find_dates(text, reference=reference, kinds=DATE_KINDS)
    assert all(a.end <= b.start for a, b in itertools.pairwise(everything))
    assert all(d.kind in DATE_KINDS and (reference or d.kind not in ("relative", "period")) for d in everything)


@pytest.mark.parametrize("char", ["ا", "1", "\u0651", "9 "])
def test_a_million_of_anything_is_read_through(char):
    assert find_dates(char * (10**6 // len(char)), reference="2021-11-09") == []


@pytest.mark.parametrize("char", [*"٣/-.و م\u200f\U0001f600\ud800", "ـ1", "يوم ", "1/", "من 3 ", "الثلاثاء "])
def test_a_long_run_of_anything_is_read_through(char):
    text = char * 20_000
    dates = find_dates(text, reference="2021-11-09", kinds=DATE_KINDS)
    assert len(dates) in (0, 20_000) and all(text[d.start : d.end] == "الثلاثاء" for d in dates)


@modest
@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(0, 3), st.booleans())
def test_every_day_is_read_back(day, tradition, eastern):
    text = f"{day.day} {MONTHS[day.month - 1][tradition]} {day.year}"
    if eastern:
        text = text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert [d.iso for d in find_dates(f"يوم {text}.")] == [day.isoformat()]

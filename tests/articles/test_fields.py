"""Dates as they are written in data."""

from __future__ import annotations

import pytest
from article_files import (
    read,
    write,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.articles.fields import iso_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017-01-20T21:43:00+01:00", "2017-01-20"),
        ("2017-01-22T171800", "2017-01-22"),
        ("2015-07-21 02:51:32", "2015-07-21"),
        ("2021-01-16 03:19:19+00:00", "2021-01-16"),
        ("2021-01-16T03:19:19.123Z", "2021-01-16"),
        ("Fri, 16 Feb 2018 22:08:10 +0400", "2018-02-16"),
        ("Wed, 09 May 2018 09:15:00 GMT", "2018-05-09"),
        ("03/05/2020", "2020-05-03"),
        ("3.5.2020 14:00", "2020-05-03"),
        ("2020/5/3", "2020-05-03"),
        ("20200503", "2020-05-03"),
        ("٣/٥/٢٠٢٠", "2020-05-03"),
        ("الثلاثاء 9 نوفمبر 2021", "2021-11-09"),
        ("31/02/2020", None),
        ("12/25/2020", None),
        ("2020-13-01", None),
        ("Fri, 31 Feb 2018 22:08:10 +0400", None),
        ("أمس", None),
        ("1600000000", None),
        ("", None),
    ],
)
def test_dates(written, day):
    assert iso_day(written) == day


def test_an_unknown_date_is_kept_raw(tmp_path):
    (article,) = read(write(tmp_path / "a.csv", "text,date\nخبر,قبل يومين\n"))
    assert article.date is None and article.extra == {"date_raw": "قبل يومين"}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_date_is_a_day_or_unknown(written):
    day = iso_day(written)
    assert day is None or len(day) == 10

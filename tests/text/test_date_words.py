"""Words of dates: folded, counted, and with a way back to the text."""

import re

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp.text.date_words import (
    NUMBERS,
    ORDINAL,
    ORDINALS,
    WEEKDAYS,
    any_of,
    direction,
    folded,
    month_names,
    places,
    weekday_before,
    word_after,
    word_before,
)


def test_all_days_of_a_month_have_an_ordinal():
    assert {*ORDINALS.values()} == {*range(1, 32)}
    assert ORDINALS["الحادي والثلاثين"] == 31 and ORDINALS["التاسع عشر"] == 19
    assert re.match(ORDINAL, "الخامس والعشرين").group() == "الخامس والعشرين"


def test_both_calendars_have_twelve_months():
    assert len(month_names("gregorian")) == len(month_names("hijri")) == 12
    assert "تشرين الثاني" in month_names("gregorian")[10] and "ذو الحجه" in month_names("hijri")[11]


def test_the_week_begins_on_monday():
    assert [WEEKDAYS[folded(day)] for day in ("الإثنين", "الأربعاء", "الجمعة", "الأحد")] == [0, 2, 4, 6]


def test_folded_reads_every_spelling_alike():
    assert folded("الأَربِعَاء") == folded("الاربعاء") == "الاربعاء"
    assert folded("۹/۱۱") == folded("٩/١١") == "9/11"
    assert folded("22ـ10ـ1436") == "22-10-1436" and folded("شـــوال") == "شوال"
    assert folded("\ufef3\ufeee\ufedf\ufef4\ufeee") == "يوليو"  # presentation forms


@pytest.mark.parametrize(
    ("words", "turn"),
    [("الماضي", -1), ("الماضيه", -1), ("قبل  الماضي", -2), ("الجاريه", 0), ("المقبلين", 1), ("الماضيان", -1)],
)
def test_direction(words, turn):
    assert direction(words) == turn


def test_the_longest_expression_wins():
    assert re.match(any_of(["غد", "بعد غد", "بعد"]), "بعد غد").group() == "بعد غد"


def test_words_beside_a_place():
    text = "قال وزير اليوم 3 مرات"
    assert word_before(text, 9) == "وزير" and word_after(text, 14) == "3" and word_before(text, 0) == ""


@modest
@given(texts)
def test_every_folded_character_has_its_place(text):
    plain = folded(text)
    spans = places(text, [(i, i + 1) for i in range(len(plain))])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [folded(text[start]) or "-" for start, _ in spans] == list(plain)
    assert folded(plain) == folded(folded(plain))


@pytest.mark.parametrize(
    ("words", "number"),
    [("ثلاثة", 3), ("أحد عشر", 11), ("خمسة عشر", 15), ("ثماني عشرة", 18), ("عشرين", 20), ("واحد وعشرين", 21)],
)
def test_numbers(words, number):
    assert NUMBERS[folded(words)] == number


def test_all_numbers_to_99_have_a_name():
    assert {*NUMBERS.values()} == {*range(3, 100)}


def test_the_weekday_before_a_date():
    assert weekday_before("الاحد 30 رجب", 6) == weekday_before("الاحد، الموافق 30", 15) == 6
    assert weekday_before("يوم 30 رجب", 4) is None

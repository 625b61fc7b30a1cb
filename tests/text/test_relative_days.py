"""Days and periods counted from the article's own day."""

import datetime

import pytest

from arabnlp.text.dates import find_dates

TUESDAY = datetime.date(2021, 11, 9)


def found(text, reference=TUESDAY, kinds=("relative", "period")):
    return [d.iso for d in find_dates(text, reference=reference, kinds=kinds)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("قال الوزير أمس إن الاتفاق قريب", "2021-11-08"),
        ("أعلنت الوزارة أول من أمس النتائج", "2021-11-07"),
        ("وصل الوفد أمس الأول إلى بغداد", "2021-11-07"),
        ("يصل اليوم وفد إلى بغداد", "2021-11-09"),
        ("يصل غدًا وفد إلى بغداد", "2021-11-10"),
        ("تبدأ بعد غد أعمال القمة", "2021-11-11"),
        ("صباح اليوم الثلاثاء", "2021-11-09"),
        ("أعلن مساء أمس الاثنين", "2021-11-08"),
        ("أعلن البنك الخميس خفض الفائدة", "2021-11-04"),
        ("أعلن البنك الثلاثاء خفض الفائدة", "2021-11-09"),
        ("اجتمعت اللجنة الثلاثاء الماضي", "2021-11-02"),
        ("اجتمعت اللجنة يوم الأحد الماضي", "2021-11-07"),
        ("تجتمع اللجنة الأحد المقبل", "2021-11-14"),
        ("وفي الجمعة قبل الماضية اجتمعت", "2021-10-29"),
        ("حدث ذلك قبل ثلاثة أيام", "2021-11-06"),
        ("حدث ذلك قبل يومين", "2021-11-07"),
        ("تستأنف بعد 5 أيام", "2021-11-14"),
        ("سيلتقي الوزير نظيره الجمعة", "2021-11-12"),
        ("القمة المقررة الخميس في عمان", "2021-11-11"),
        ('قال اليوم" الثلاثاء', "2021-11-09"),
    ],
)
def test_days(text, iso):
    assert found(text) == [iso]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("في الأسبوع المقبل", "2021-W46"),
        ("خلال هذا الأسبوع", "2021-W45"),
        ("الشهر الماضي", "2021-10"),
        ("العام المقبل", "2022"),
        ("قبل شهرين", "2021-09"),
        ("منذ 13 سنة", "2008"),
    ],
)
def test_periods(text, iso):
    assert found(text) == [iso]
    assert found(text, kinds=("date", "relative")) == []  # by default days only


@pytest.mark.parametrize(
    "text",
    [
        "نقلت صحيفة اليوم عن مصدر",
        "قال عبد الأحد حسن",
        "أدى صلاة الجمعة في المسجد",
        "كل يوم خميس تجتمع اللجنة",
        "الخميس من كل أسبوع",
        "بعد عام على الحرب",
        "قبل يومين من الانتخابات",
        "في اليوم نفسه",
        "وقد غدا معروفا",
        "الثلاثاء 17/10 دوام كامل",
    ],
)
def test_what_counts_from_no_day_or_another(text):
    assert found(text) == []


def test_what_was_to_come_or_was_said_lies_behind():
    assert found("كان من المقرر أن يصل الجمعة") == ["2021-11-05"]
    assert found("سيزور الرئيس بغداد كما أعلن مكتبه الجمعة") == ["2021-11-05"]


def test_a_weekday_before_its_date_is_a_part_of_it():
    assert find_dates("يوم الاثنين 8 نوفمبر 2021", reference=TUESDAY)[0].iso == "2021-11-08"
    assert len(find_dates("يوم الاثنين الموافق 8 نوفمبر 2021", reference=TUESDAY)) == 1


def test_the_weekday_said_decides_between_two_days():
    assert found("أمس الاثنين", datetime.date(2021, 11, 10)) == ["2021-11-08"]  # published a day later


@pytest.mark.parametrize("reference", [datetime.date.min, datetime.date.max])
def test_the_ends_of_the_calendar(reference):
    for text in (
        "أمس وغدا",
        "الأسبوع المقبل",
        "قبل 999 سنة",
        "العام الماضي والعام المقبل",
        "قبل 3 أشهر",
        "الأحد المقبل",
    ):
        found(text, reference)
        find_dates(text + " 3 آذار 5 شوال", reference=reference)


def test_without_a_reference_nothing_is_relative():
    assert find_dates("أمس الثلاثاء", kinds=("relative", "period")) == []

"""Where the words that name a speaker begin and end."""

import pytest

from arabnlp import extract_quotes

SAID = "الخطة ستبدأ غدا في جميع المدن"


def speaker(text):
    return extract_quotes(text.replace("…", SAID))[-1].speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال مصدر بالوزارة إن «…».", "مصدر بالوزارة"),
        ("وقال مصدر مسؤول بمصلحة الموانئ: «…».", "مصدر مسؤول بمصلحة الموانئ"),
        ("وقال مسؤول لبناني رفض الكشف عن هويته: «…».", "مسؤول لبناني"),
        ("وقال أحد النواب وطلب عدم ذكر اسمه: «…».", "أحد النواب"),
        ("وأعلنت الوكالة الوطنية للإعلام أن «…».", "الوكالة الوطنية للإعلام"),
        ("وقال الجريح لوسائل إعلام محلية: «…».", "الجريح"),
        ("وصرح سامر قباني لصحافيين في المرفأ: «…».", "سامر قباني"),
        ("وأبلغ المتحدث باسم المرفأ رويترز: «…».", "المتحدث باسم المرفأ"),
        ("وقال المسؤولون المحليون حينذاك إن «…».", "المسؤولون المحليون"),
        ("وقال متحدث باسم المرفأ ومقره صور: «…».", "متحدث باسم المرفأ"),
        ("وقال المراقب المطلع على الملفات: «…».", "المراقب المطلع على الملفات"),
    ],
)
def test_the_phrase_ends_before_what_tells_no_more_of_the_speaker(text, expected):
    assert speaker(text) == expected


@pytest.mark.parametrize(
    ("before", "then", "expected"),
    [
        ("وأكد الأمير خالد الفيصل أن الوطن بخير.", "وقال لشباب المدينة: «…».", "خالد الفيصل"),
        ("وأعلن الوزير سامر قباني الخطة.", "وقدم الوزير تهنئته للاعبين، وقال: «…».", "سامر قباني"),
    ],
)
def test_an_addressee_or_an_object_is_no_speaker(before, then, expected):
    assert speaker(f"{before} {then}") == expected

"""Titles around names, and whom a title without a name means."""

import pytest

from arabnlp import extract_quotes
from arabnlp.text.persons import People
from arabnlp.text.tokenize import tokenize

SAID = "الخطة ستبدأ غدا في جميع المدن"


def people(text):
    return People(list(tokenize(text))).all


def speaker(text):
    return extract_quotes(text.replace("…", SAID))[-1].speaker


def test_an_honour_does_not_hide_the_office_before_it():
    [person] = people("وأعلن المدير التنفيذي لسوق المرفأ الدكتور سامر قباني الخطة")
    assert {"مدير", "تنفيذي", "دكتور"} <= person.titles


def test_an_adjective_that_is_a_title_too_does_not_hide_its_head():
    [person] = people("وصل المدرب الفرنسي المخضرم سامر قباني أمس")
    assert "مدرب" in person.titles


def test_the_next_persons_title_is_not_this_ones():
    first = people("استقبل الأمير خالد الفيصل، ووزير الصحة سامر قباني الوفد")[0]
    assert "وزير" not in first.titles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وأعلن المدير التنفيذي لسوق المرفأ الدكتور سامر قباني الخطة. وقال المدير التنفيذي: «…».",
            "سامر قباني",
        ),
        ("كتب فايز الحسيني في الصحيفة عن الأمر. وقالت المعلمة إن «…».", "المعلمة"),
        ("وقال الأمير خالد الفيصل إن العمل بدأ. وقال سموه مخاطبا العميد سامر قباني: «…».", "خالد الفيصل"),
    ],
)
def test_whom_a_title_means(text, expected):
    assert speaker(text) == expected

"""The report on texts: counts that add up, vocalization, look-alikes with examples, each kind of damage."""

from __future__ import annotations

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp.errors import InputError
from arabnlp.text.charset import CLASSES
from arabnlp.text.inspect import inspect_text

NEWS = "قال الوزير، أمس، إنّ «المشروع» سيكتمل في ٢٠٢٥."


def test_classes_of_a_mixed_text():
    report = inspect_text("کتاب ﻻ ﷲ بـيت ١۲3 ab؟ «نص» – \u200f\u200b\u00a0🌙\ue000\ufffd\n")
    assert report.classes == {
        "letter": 8,
        "lookalike": 1,
        "presentation_a": 1,
        "presentation_b": 1,
        "tatweel": 1,
        "digit_ascii": 1,
        "digit_arabic": 1,
        "digit_extended": 1,
        "punctuation_arabic": 1,
        "quote": 2,
        "dash": 1,
        "latin": 2,
        "emoji": 1,
        "space": 8,
        "space_unusual": 1,
        "newline": 1,
        "invisible": 1,
        "bidi": 1,
        "replacement": 1,
        "private_use": 1,
    }
    assert list(report.classes) == [name for name in CLASSES if name in report.classes]
    assert report.damage.replacement == 1 and report.texts == 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("أعلنت الوزارة الخطة", "none"),
        (NEWS, "sparse"),
        ("أَعْلَنَتِ الوزارة الخطة اليوم", "partial"),
        ("قَالَ الْوَزِيرُ إِنَّ الْمَشْرُوعَ سَيَكْتَمِلُ", "full"),
        ("", "none"),
        ("\u064b\u064b", "none"),
    ],
)
def test_vocalization(text, label):
    assert inspect_text(text).vocalization == label


def test_lookalikes_come_with_examples_and_what_they_stand_for():
    [yeh, keheh, peh] = inspect_text(["ذهب علی ثم عاد", "کتاب پارس علی"]).characters_of_note
    assert (yeh.code, yeh.count, yeh.stands_for, yeh.examples) == ("U+06CC", 2, "ي", ["علی"])
    assert (keheh.char, keheh.stands_for, keheh.examples) == ("ک", "ك", ["کتاب"])
    assert (peh.kind, peh.stands_for) == ("letter_other", "")


def test_each_kind_of_damage():
    spoilt = "قال الوزير لا".encode().decode("cp1256")
    report = inspect_text(
        [spoilt, "ﺔﻴﺑﺮﻌﻟﺍ ﺔﻐﻠﻟﺍ", "نص \ufffd\ufffd تالف", "ا\u0655لى", "a &amp; b <b>نص</b>", "وما زال…", "انتهى", NEWS]
    )
    damage = report.damage
    assert (damage.mojibake, damage.mojibake_texts, damage.read_as) == (3, 1, {"Windows-1256": 1})
    assert damage.examples["mojibake"].endswith("→ قال الوزير لا")
    assert (damage.visual_lines, damage.visual_texts) == (1, 1)
    assert damage.replacement == 2 and damage.examples["replacement"] == "\ufffd\ufffd"
    assert (damage.decomposed, damage.entities, damage.tags, damage.cut_short) == (1, 1, 2, 1)


def test_good_news_is_not_suspected():
    damage = inspect_text(NEWS).damage
    assert not any(value for key, value in vars(damage).items())


@modest
@given(texts)
def test_counts_add_up_on_any_text(text):
    report = inspect_text([text, text])
    assert report.characters == 2 * len(text) == sum(report.classes.values())
    assert set(report.classes) <= set(CLASSES)
    assert 0 <= report.marked <= 1
    for entry in report.characters_of_note:
        assert entry.count == 2 * text.count(entry.char)
        assert entry.examples and all(entry.char in example for example in entry.examples)
    assert inspect_text(text).to_dict()["characters"] == len(text)


@pytest.mark.parametrize(
    "unit", ["ا", "ی", "\u200f", "\u0651", "&", "<", "<a", "…", "\x00", "\ud800", "\U0001f319", " "]
)
def test_a_million_characters(unit):
    text = (unit * 10**6)[: 10**6]
    assert sum(inspect_text(text).classes.values()) == 10**6


def test_what_is_no_text_is_named():
    with pytest.raises(InputError, match="text 1 is NoneType"):
        inspect_text(["نص", None])

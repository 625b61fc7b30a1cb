"""Datelines of a collection: outlets on no list are known by the collection, and real text stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnlp import load_dataset
from arabnlp.study.openings import openings, outlets, without_datelines

OUTLETS = ("الأفق", "المدار", "الواحة")


@pytest.fixture(scope="module")
def articles():
    return list(load_dataset("seeds"))


@pytest.mark.parametrize("named", [True, False])
def test_no_seed_article_opens_with_its_outlet(articles, named) -> None:
    texts = without_datelines([a.text for a in articles], [a.source if named else None for a in articles])
    opening = re.compile(rf"^[^.\n]{{0,60}}[(\-ـ–]\s*(?:{'|'.join(OUTLETS)})\b")
    assert sum(bool(opening.match(a.text)) for a in articles) > 60
    assert not [text[:60] for text in texts if opening.match(text)]


def test_the_same_words_inside_a_text_stay(articles) -> None:
    by_id = {a.id: a for a in articles}
    texts = without_datelines([a.text for a in articles], [a.source for a in articles])
    kept = dict(zip((a.id for a in articles), texts, strict=True))
    assert kept["defence-28"].count("في الأفق حرب") == by_id["defence-28"].text.count("في الأفق حرب") == 2
    assert "نحو الواحة" in kept["environment-27"]
    for a in articles:  # nothing but a beginning goes
        body = kept[a.id].split("\n")
        assert all(line in a.text for line in body)


@pytest.mark.parametrize(
    "text",
    [
        "الذهب: لماذا يرتفع؟",
        "قال الوزير (الأربعاء) - وهو يغادر - إن الاتفاق قريب",
        "سجّل صلاح (ليفربول) - هدفين أمس",
        "المدار: رواية جديدة عن رائد فضاء",
        "انتهت المباراة بين الوحدة والأهلي بنتيجة 2 - 1 على ملعب المدار",
        "",
    ],
)
def test_beginnings_that_are_no_dateline_stay(text) -> None:
    assert without_datelines([text], ["وكالة المدار الإخبارية"]) == [text]


def test_a_name_in_brackets_after_one_place_only_is_no_outlet() -> None:
    assert outlets(["رونالدو (النصر) - سجّل"] * 5) == set()
    assert outlets(["تونس (الأفق) - بدأ", "عمّان (الأفق) - بدأ"]) == set()  # twice may be chance


@given(st.lists(st.text(), max_size=4))
def test_any_text_only_loses_from_its_lines(texts) -> None:
    result = without_datelines(texts, [None] * len(texts))
    assert len(result) == len(texts) and all(len(b) <= len(a) for a, b in zip(texts, result, strict=True))
    for text in texts:
        assert all(0 < opening.end <= len(text) for opening in openings(text))

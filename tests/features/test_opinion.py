"""What a text says near a target."""

from __future__ import annotations

import numpy as np
import pytest

from arabnlp.features.opinion import read_opinions, regions

TEXT = "رفض العمال الخصخصة وحذروا من خسائرها. وافتتح الوزير معرض الكتاب أمس."


def test_opinion_words_stand_where_they_are_said_to() -> None:
    first, second = read_opinions("الخصخصة", TEXT)
    assert first.match == 1 and second.match == 0 and first.balance < 0
    assert {TEXT[a:b] for a, b in first.against} >= {"رفض", "وحذروا", "خسائرها"}
    assert TEXT[first.start : first.end].startswith("رفض")


def test_negation_turns_the_side() -> None:
    plain = read_opinions("المشروع", "المشروع نجح في المدينة.")[0]
    negated = read_opinions("المشروع", "المشروع لم ينجح في المدينة.")[0]
    assert plain.balance > 0 > negated.balance


def test_the_targets_own_words_are_no_opinion() -> None:
    [opinion] = read_opinions("خطر الفيضان", "خطر الفيضان في المدينة.")
    assert opinion.balance == 0 and opinion.match == 1


def test_boilerplate_is_left_out() -> None:
    assert len(read_opinions("الخصخصة", TEXT + "\nاقرأ أيضا: رفض الخصخصة")) == 2


def test_a_dateline_does_not_take_its_sentence_away() -> None:
    [opinion] = read_opinions("الخصخصة", "الرباط (وكالات) - رفض العمال الخصخصة وحذروا من خسائرها في المدن الكبرى.")
    assert opinion.match == 1 and opinion.balance < 0


@pytest.mark.parametrize(
    ("less", "same"),
    [("خفض المشروع الخسائر.", "زاد المشروع الخسائر."), ("ساعد على القضاء على الفساد.", "ساعد على نشر الفساد.")],
)
def test_less_of_something_bad_is_good(less: str, same: str) -> None:
    assert read_opinions("الهدف", less)[0].balance > read_opinions("الهدف", same)[0].balance


def test_phrases_count_once_with_their_span() -> None:
    text = "آن الأوان لإصلاح الأمر، وهذا على حساب الفقراء."
    [opinion] = read_opinions("المشروع", text)
    assert "على حساب" in {text[a:b] for a, b in opinion.against}


def test_quoted_words_are_told_from_the_authors() -> None:
    first, second = read_opinions("السد", "قال: «السد كارثة على الناس جميعا». السد نجاح.")
    assert first.quoted > 0.7 and second.quoted == 0


def test_regions_weigh_sentences() -> None:
    parts = regions(read_opinions("السد", "عنوان الخبر\nافتتح المعرض. السد نجاح كبير. الطقس جميل. انتهى."))
    assert list(parts) == ["title", "around", "all", "end"] and parts["all"].sum() == 5
    assert parts["around"].argmax() == 2 and parts["around"][1] > parts["around"][0]
    assert parts["title"].tolist() == [1, 0, 0, 0, 0] and parts["end"].sum() == 2
    assert all(len(weights) == 0 for weights in regions([]).values()) and np.isfinite(parts["around"]).all()

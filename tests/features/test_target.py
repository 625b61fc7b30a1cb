"""Where a sentence speaks of a target."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.features.domains import stem
from arabnlp.features.target import MATCH, Target, concepts, target_stems


def find(target: str, sentence: str) -> tuple[float, list[int]]:
    strength, places = Target(target).find([stem(word) for word in sentence.split()])
    return strength, sorted(places)


def test_own_words_in_any_form() -> None:
    assert find("الخصخصة", "رفض العمال خصخصة المرفأ") == (1.0, [2])


def test_related_words_are_mentions() -> None:
    strength, places = find("اللقاحات", "تلقى السكان الجرعة الثانية")
    assert strength >= MATCH and places == [2]
    assert find("اللقاحات", "افتتح الوزير معرض الكتاب") == (0.0, [])


def test_a_phrase_with_function_words_is_met_as_a_phrase() -> None:
    assert find("العمل عن بعد", "يفضل الموظفون العمل عن بعد")[0] == 1
    assert find("العمل عن بعد", "يطلب الموظفون ظروف العمل الجيدة")[0] < MATCH


def test_stop_words_are_no_part_of_a_target() -> None:
    assert target_stems("العمل عن بعد") == target_stems("العمل بعد") and target_stems("عن")


def test_every_concept_has_a_head_and_related_words() -> None:
    assert all(head and related and all(map(all, related)) for head, related in concepts())


@pytest.mark.parametrize("target", ["؟", "😀", "123"])
def test_targets_without_words(target: str) -> None:
    assert 0 <= find(target, "نص من كلمات 123")[0] <= 1


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=20), st.lists(st.text(max_size=6), max_size=10))
def test_strength_is_a_share_and_places_are_in_range(target: str, stems: list[str]) -> None:
    strength, places = Target(target).find(stems)
    assert 0 <= strength <= 1 and all(0 <= i < len(stems) for i in places)

"""People of an article: who is named, by which titles, and whom a short name means."""

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp.text.persons import People
from arabnlp.text.speech import bare, is_definite, is_title
from arabnlp.text.tokenize import fold_word, tokenize


def people(text):
    return People(list(tokenize(text)))


def names(text):
    return [p.name for p in people(text).all]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("التقى الوزير سامر قباني أمس الوفد", ["سامر قباني"]),
        ("قالت هدى سالم إن الخطة جاهزة", ["هدى سالم"]),
        ("قال محمد بن سلمان إن الخطة جاهزة", ["محمد بن سلمان"]),
        ("زار عبد الرحمن الراشد المعرض", ["عبد الرحمن الراشد"]),
        ("قال خالد أبو ليلى أمس", ["خالد أبو ليلى"]),
        ("حضر سيرغي شويغو ومورات بيكتانوف", ["سيرغي شويغو", "مورات بيكتانوف"]),
        ("قالت رئيسة لجنة المصطلح رُبى الساكت إن", ["رُبى الساكت"]),
        ("قال المتحدث باسم الوزارة إن الخطة جاهزة", []),
        ("ارتفعت أسعار القمح في الأسواق العالمية", []),
        ("", []),
    ],
)
def test_full_names(text, expected):
    assert names(text) == expected


def test_a_conjunction_is_no_part_of_a_name():
    assert "ومورات" not in " ".join(names("سيرغي شويغو ومورات بيكتانوف."))


@pytest.mark.parametrize(
    "name", ["ليلى الحداد", "سامر النجار", "فاطمة الكاتب", "محمد الشاعر", "أحمد السيد", "محمد الأمين"]
)
def test_crafts_are_surnames_after_a_given_name(name):
    assert names(f"التقى {name} أمس الوفد") == [name]
    assert names(f"قال الوزير {name} للصحفيين") == [name]


def test_a_title_in_the_same_place_is_no_surname():
    assert names("التقى سامر المدير أمس") == []


def test_the_same_name_twice_is_one_person():
    found = people("قال سامر قباني: نعم. ثم غادر سامر قباني القاعة.").all
    assert [p.name for p in found] == ["سامر قباني"] and found[0].first < found[0].seen


def test_marks_do_not_part_a_person_in_two():
    assert names("قال سامِر قبّاني: نعم. ثم غادر سامر قباني القاعة.") == ["سامِر قبّاني"]


def test_titles_and_gender():
    [man, woman] = people("التقى وزير المالية سامر قباني المديرة العامة هدى سالم.").all
    assert {"وزير", "ماليه"} <= man.titles and man.feminine is False
    assert "مديره" in woman.titles and woman.feminine is True


def test_a_surname_alone_means_the_person_named_before():
    text = "وصل سيرغي شويغو أمس. وأكد شويغو الاتفاق."
    found = people(text)
    [(place, person)] = [m for m in found.mentions_before(len(text), 9) if m[0] > 5]
    assert (text[place : place + 5], person.name) == ("شويغو", "سيرغي شويغو")


def test_two_people_with_one_surname_are_told_apart_by_gender():
    found = people("حضر سامر قباني وليلى قباني.")
    assert [p.name for p in found.all] == ["سامر قباني", "ليلى قباني"]
    assert found.namesake("قباني", False, 100).name == "سامر قباني"
    assert found.namesake("قباني", True, 100).name == "ليلى قباني"
    assert found.namesake("سالم", True, 100) is None
    assert found.namesake("قباني", True, 5) is None


def test_a_title_means_its_bearer():
    found = people("التقى وزير المالية سامر قباني وزيرة الصحة هدى سالم ووزير الدفاع الروسي سيرغي شويغو.")
    assert found.titled(["الوزيره"], [], None).name == "هدى سالم"
    assert found.titled(["وزير", "الماليه"], [], None).name == "سامر قباني"
    assert found.titled(["الوزير", "الروسي"], [], None).name == "سيرغي شويغو"


def test_short_names():
    found = people("حضر سامر قباني وهدى سالم.")
    assert found.short(("قباني",), 100).name == "سامر قباني"
    assert found.short(("هدي",), 100).name == "هدى سالم"
    assert found.short(("شويغو",), 100) is None
    assert found.named("هدى سالم") is found.short(("سالم",), 100) and found.named("هدى") is None


@pytest.mark.parametrize(
    ("word", "expected"), [("والوزير", "وزير"), ("للوزير", "وزير"), ("بالوزير", "وزير"), ("وزير", "وزير"), ("ال", "ال")]
)
def test_bare(word, expected):
    assert bare(word) == expected


def test_is_title_and_is_definite():
    assert all(is_title(word) for word in ("وزير", "الوزير", "والوزيره", "وزيري", "للمدير"))
    assert not is_title("كتاب") and not is_title("")
    assert is_definite("الوزير") and not is_definite("وزير") and not is_definite("الم")


@modest
@given(texts)
def test_any_text(text):
    found = people(text)
    folded = fold_word(text)
    for person in found.all:
        assert person.name and len(person.words) >= 2
        assert all(fold_word(word) in folded for word in person.name.split())
    for index, (person, after) in found.at.items():
        assert 0 <= index < after <= len(found.tokens) and person in found.all
    found.titled(["الوزير"], [], None)
    found.short(("شويغو",), 0)

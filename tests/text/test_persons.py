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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("التقى سامر حداد الاتفاق أمس", "سامر حداد"),  # a craft as surname, and a definite object
        ("وقع سامر نجار العقد الجديد", "سامر نجار"),
        ("قال الأمير محمد بن نايف بن عبدالعزيز آل سعود إن", "محمد بن نايف بن عبدالعزيز آل سعود"),
        ("وكما قال الداعية بدر بن علي طامي العتيبي:", "بدر بن علي طامي العتيبي"),
        ("أكد الدكتور خالد بن عبد القادر طاهر، أمين المدينة، أن", "خالد بن عبد القادر طاهر"),
        ("قال الدكتور علي بن ناصر الغفيص إن", "علي بن ناصر الغفيص"),
        ("وقال حسن شيخ محمود في بيان إن", "حسن شيخ محمود"),
        ("وأكد الشيخ د. مضواح المضواح أن", "مضواح المضواح"),
        ("قال روي هودجسون مدرب المنتخب إن", "روي هودجسون"),
        ("والثانية هي سمانثا باور، سفيرة بلادها", "سمانثا باور"),
        ("قال القنصل فيصل بالسديري إن", "فيصل بالسديري"),
        ("قال محمد رحيم أمين، حاكم المنطقة، إن", "محمد رحيم أمين"),
    ],
)
def test_names_as_the_gulf_press_writes_them(text, name):
    from arabnlp.text.cues import ReadText

    assert [p.name for p in ReadText(text).people.all] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "وأهدر ريفالدو الفرصة",  # a verb and a surname
        "تصوير: عدنان مهدلي",  # who took the picture
        "خلال شهر رمضان المبارك",
        "قال المتحدث الرسمي باسم مركز الإغاثة إن",
        "أكدت وزارة الصحة أن",
        "على حد قوله",
    ],
)
def test_what_is_no_name(text):
    assert names(text) == []


def test_no_name_goes_over_quotation_marks():
    text = 'قالت مديرة "باب رزق جميل" رولا باصمد إن'
    marked = [0 if '"' in text[: t.start] and text[: t.start].count('"') == 1 else -1 for t in tokenize(text)]
    assert [p.name for p in People(list(tokenize(text)), marked).all] == ["رولا باصمد"]


def test_a_father_is_not_his_son():
    found = people("زار الملك عبد العزيز المدينة. وقال خالد بن عبد العزيز: نعم.").all
    assert [p.name for p in found] == ["عبد العزيز", "خالد بن عبد العزيز"]


def test_the_title_after_the_name_counts():
    found = people("يرى البرتغالي جوزيه مورينيو مدرب تشيلسي أن. وحضر جاري مونك مدرب سوانزي.")
    assert found.titled(["المدرب", "البرتغالي"], [], False).name == "جوزيه مورينيو"
    assert found.titled(["النقيب", "السابق"], [], False) is None


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

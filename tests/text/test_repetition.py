"""Boilerplate by repetition: what a source prints again and again goes, reprints and single lines stay."""

from __future__ import annotations

import pytest
from arabic_texts import modest, texts
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone

from arabnlp.errors import InputError
from arabnlp.text.repetition import BoilerplateModel, find_repeated

NUMBERS = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
BODIES = [f"افتتح الوزير المعرض رقم {word} في العاصمة أمس.\nوقال إن الزوار {word} هذا العام." for word in NUMBERS]


def found(texts, **how):
    return {(each.place, each.text) for each in find_repeated(texts, **how)}


def test_lines_wherever_they_stand():
    pages = [body.replace("\n", "\nشارك الخبر مع أصدقائك\n") + "\nحمّل تطبيق المرفأ" for body in BODIES]
    assert found(pages) == {("line", "شارك الخبر مع أصدقائك"), ("line", "حمّل تطبيق المرفأ")}


def test_a_block_of_lines_that_always_stands_together():
    pages = [body + "\nأرسل الرمز\n88591 - أ\n635031 - ب" for body in BODIES]
    assert found(pages) == {("line", "أرسل الرمز"), ("line", "88591 - أ"), ("line", "635031 - ب")}


def test_digits_and_marks_count_as_equal():
    pages = [f"{body}\nحُدّث 1{i}:0{i}" for i, body in enumerate(BODIES)]
    assert [(each.place, each.n_texts, each.share) for each in find_repeated(pages)] == [("line", 10, 1.0)]


def test_beginnings_endings_and_tags():
    pages = [f"المرفأ - الدوحة: {body} يمكنكم تسلم الأخبار على هواتفكم." for body in BODIES]
    assert ("prefix", "المرفأ - الدوحة: ") in found(pages)
    assert ("suffix", "يمكنكم تسلم الأخبار على هواتفكم.") in found(pages)
    tagged = [f"{body} سمات معرض {word}" for body, word in zip(BODIES * 3, NUMBERS * 3, strict=True)]
    assert ("label", "سمات") not in found(tagged[:3])
    model = BoilerplateModel(min_count=2).fit([f"{text} {i}" for i, text in enumerate(tagged)])
    assert model.transform(["وصل الوفد أمس. سمات وفد زيارة"]) == [("وصل الوفد أمس. ", ["سمات وفد زيارة"])]


def test_reprints_are_no_boilerplate():
    background = "ويذكر أن المعرض أقيم أول مرة قبل عشرين عاما."
    assert found([BODIES[0]] * 20) == set()
    # One article in ten slightly different editions: its paragraphs have the same neighbours every time.
    editions = [f"مقدمة ثابتة للخبر كله.\n{background}\nخاتمة ثابتة للخبر كله.\nطبعة {word}" for word in NUMBERS]
    assert background not in {text for _, text in found(editions)}


def test_each_source_for_itself():
    pages = [body + "\nحمّل تطبيق المرفأ" for body in BODIES] + BODIES
    sources = ["المرفأ"] * 10 + ["الأفق"] * 10
    [each] = find_repeated(pages, sources)
    assert (each.source, each.n_texts, each.share) == ("المرفأ", 10, 1.0)
    model = BoilerplateModel(rules=False).fit(pages, sources=sources)
    assert model.transform([pages[0]], ["الأفق"]) == [(pages[0], [])]
    assert model.transform([pages[0]], ["المرفأ"]) == [(BODIES[0], ["حمّل تطبيق المرفأ"])]


def test_datelines_only_on_request():
    pages = [f"المرفأ- هدى: {body}" for body in BODIES]
    assert BoilerplateModel().fit(pages).transform(pages[:1]) == [(pages[0], [])]
    assert BoilerplateModel(datelines=True).fit(pages).transform(pages[:1]) == [(BODIES[0], ["المرفأ- هدى:"])]


def test_too_few_is_no_repetition_and_long_lines_are_paragraphs():
    pages = [body + "\nحمّل تطبيق المرفأ" for body in BODIES]
    assert found(pages, min_count=11) == set()
    assert found(pages, min_share=0.5) == {("line", "حمّل تطبيق المرفأ")}
    assert found(pages, max_words=2) == set()


def test_parameters_and_errors():
    assert clone(BoilerplateModel(min_count=7)).get_params()["min_count"] == 7
    with pytest.raises(InputError, match="not in one string"):
        find_repeated("نص")
    with pytest.raises(InputError, match="text 1 is NoneType"):
        find_repeated(["نص", None])
    with pytest.raises(InputError, match="1 sources for 2 texts"):
        find_repeated(["أ", "ب"], ["س"])
    assert find_repeated([]) == []


@modest
@given(st.lists(texts, max_size=8), texts)
def test_any_texts(many, text):
    model = BoilerplateModel(min_count=2, datelines=True).fit([*many, *many, text])
    spans = model.spans(text)
    last = 0
    for start, end, _ in spans:
        assert last <= start < end <= len(text)
        last = end
    [stripped] = model.transform([text])
    assert len(stripped.boilerplate) == len(spans) and len(stripped.text) <= len(text)


@pytest.mark.parametrize("unit", ["ا", "ا ", "ا. ", "ا\n", "- ", "\n", "\u00a0"])
def test_a_million_characters(unit):
    text = (unit * 10**6)[: 10**5 if unit == "ا\n" else 10**6]
    model = BoilerplateModel(datelines=True).fit([text, text + "ب"])
    assert len(model.transform([text])[0].text) <= 10**6

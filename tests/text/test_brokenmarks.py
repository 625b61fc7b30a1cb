"""Quotations whose marks are incomplete."""

import itertools

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp.text.brokenmarks import broken_spans
from arabnlp.text.quotemarks import quoted_spans

SAID = "سنبدأ العمل غدا في كل المدن"


def broken(text):
    return [text[q.start : q.end] for q in broken_spans(text, quoted_spans(text))]


@pytest.mark.parametrize("intro", ["وأضاف الوزير: ", "وأكد الوزير أن ", "وقال الوزير سامر قباني ", "وقال "])
@pytest.mark.parametrize("mark", ["«", '"', "“", "''"])
def test_a_mark_that_opens_speech_and_is_never_closed(intro, mark):
    assert broken(f"{intro}{mark}{SAID}.") == [f"{SAID}."]


@pytest.mark.parametrize(
    "tail", ["، مؤكدا أن الخطة جاهزة.", "، مضيفا أنه راض.", "، مشيرا إلى أن الوضع جيد.", "، وأضاف أن الوضع جيد."]
)
def test_it_ends_where_the_writer_speaks_again(tail):
    assert broken(f"قال الوزير: «{SAID}{tail}") == [SAID]


@pytest.mark.parametrize(
    "text",
    [
        "وصل الوفد إلى «قاعة الاجتماعات الكبرى في المدينة القديمة.",  # nothing announces speech
        "قال الوزير: «سنبدأ غدا.",  # too few words to tell
        f"قال الوزير: «{SAID}».",  # complete
        "زار الوزير المدينة» أمس.",
        "",
        "«",
    ],
)
def test_what_is_no_broken_quotation(text):
    assert broken(text) == []


def test_a_quotation_that_only_its_end_shows_begins_after_the_colon():
    assert broken(f"وقال الوزير سامر قباني: {SAID}».") == [f" {SAID}"]


def test_a_name_in_marks_may_stand_within():
    assert broken('وكتب الوزير أن "التقارير الأولية عن طائرة "بوينغ 777" لا تكفي.') == [
        'التقارير الأولية عن طائرة "بوينغ 777" لا تكفي.'
    ]


def test_a_quotation_over_paragraphs():
    assert broken(f"وقال الوزير: «{SAID}.\n{SAID}».") == [f"{SAID}.\n{SAID}"]


def test_many_lone_marks_finish():
    assert broken("قال «" * 20_000) == []
    assert broken("قال: «نعم\n" * 10_000) == []


@modest
@given(texts)
def test_spans_of_any_text_are_apart(text):
    paired = quoted_spans(text)
    found = broken_spans(text, paired)
    outside = [q for q in paired if not any(b.open <= q.open < b.close for b in found)]
    assert all(len(text[q.start : q.end].split()) <= 4 for q in set(paired) - set(outside))
    spans = sorted(outside + found)
    assert all(0 <= q.open <= q.start <= q.end <= q.close <= len(text) for q in spans)
    assert all(a.close <= b.open for a, b in itertools.pairwise(spans))

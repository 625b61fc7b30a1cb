"""Pairs of quotation marks of every shape."""

import itertools

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp.text.quotemarks import joined_spans, lone_marks, quoted_spans


def inner(text):
    return [text[q.start : q.end] for q in quoted_spans(text)]


@pytest.mark.parametrize(
    "pair",
    ["«»", "“”", "„“", "„”", "“″", '""', "‹›", ("‹‹", "››"), "‘’", "''", "＂＂"],
    ids=lambda pair: f"U+{ord(pair[0][0]):04X}x{len(pair[0])}",
)
def test_every_shape_of_mark(pair):
    assert inner(f"قال {pair[0]}نحن نعمل هنا{pair[1]} أمس") == ["نحن نعمل هنا"]


def test_two_apostrophes_are_one_mark():
    text = "قال ''نحن نعمل هنا'' أمس"
    assert inner(text) == ["نحن نعمل هنا"]
    [span] = quoted_spans(text)
    assert (text[span.open : span.start], text[span.end : span.close]) == ("''", "''")


def test_reversed_marks_pair_too():
    assert inner("قال ”نعم“ و»لا«") == ["نعم", "لا"]


def test_several_pairs_in_order():
    assert inner('قال "نعم" ثم «لا» ثم “ربما”') == ["نعم", "لا", "ربما"]


def test_only_the_outermost_of_nested_marks():
    assert inner('قال «إن شعار "معا" باق» أمس') == ['إن شعار "معا" باق']
    assert inner('قال "إن شعار «معا» باق" أمس') == ["إن شعار «معا» باق"]


def test_marks_never_pair_across_a_line():
    assert inner("قال «نعم\nثم قال» لا") == []
    assert inner('قال "نعم\nثم قال" لا') == []


def test_an_odd_straight_mark_is_left_alone():
    assert inner('قال "نعم نحن هنا" ثم كتب "بلا إغلاق') == ["نعم نحن هنا"]


def test_a_closing_mark_alone_opens_nothing():
    assert inner("قال نعم» ثم غادر") == []


def test_apostrophes_in_latin_words_are_no_marks():
    assert inner("صحيفة L'Orient و L'Équipe و Today's") == []


def test_a_conjunction_may_stand_at_the_mark():
    assert inner("و'نعم هذا صحيح' قال") == ["نعم هذا صحيح"]


def test_no_marks():
    assert inner("") == inner("قال نعم") == inner('"') == inner("'") == []


def test_marks_of_one_shape_inside_each_other():
    assert inner('قال "إن "المرفأ" بعيد" أمس') == ['إن "المرفأ" بعيد']
    assert inner('قال "نعم إن "المرفأ"" أمس') == ['نعم إن "المرفأ"']


def test_a_mark_too_many_does_not_shift_the_others():
    text = 'قال لـ"المرفأ الوزير إن "الخطة جاهزة للتنفيذ غدا بعون الله"، وأضاف "سنبدأ العمل في كل المدن غدا"، ثم غادر".'
    assert inner(text) == ["الخطة جاهزة للتنفيذ غدا بعون الله", "سنبدأ العمل في كل المدن غدا"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("قال: »نعم نحن هنا« أمس", ["نعم نحن هنا"]), ("قال: ”نعم نحن هنا” أمس", ["نعم نحن هنا"]),
     ("لـ»نعم» و»لا»", ["نعم", "لا"]), ("قال: «نعم نحن هنا« أمس", ["نعم نحن هنا"])],
)  # fmt: skip
def test_marks_of_the_wrong_side_are_read_by_what_surrounds_them(text, expected):
    assert inner(text) == expected


def test_lone_marks_and_the_paragraphs_that_they_join():
    text = "قال: «بدأنا أمس\nثم وصلنا» و«هنا» انتهى"
    assert [(text[m.start : m.end], m.opens) for m in lone_marks(text)] == [("«", True), ("»", False)]
    [span] = joined_spans(lone_marks(text))
    assert text[span.start : span.end] == "بدأنا أمس\nثم وصلنا"
    assert joined_spans(lone_marks("لا» ثم «نعم")) == [] == lone_marks('«نعم» "لا"')


@modest
@given(texts)
def test_lone_marks_of_any_text(text):
    spans, lone = quoted_spans(text), lone_marks(text)
    assert all(0 <= m.line_start <= m.start < m.end <= m.line_end <= len(text) for m in lone)
    assert all(not any(q.open <= m.start < q.close for q in spans) for m in lone)
    assert all(text[q.start : q.end].count("\n") >= 0 and q.start <= q.end for q in joined_spans(lone))


@modest
@given(texts)
def test_spans_of_any_text_are_exact_and_apart(text):
    spans = quoted_spans(text)
    marks = "«»“”„″‘’‹›\"＂'"
    for q in spans:
        assert 0 <= q.open < q.start <= q.end < q.close <= len(text)
        assert set(text[q.open : q.start]) <= set(marks) and set(text[q.end : q.close]) <= set(marks)
        assert len(text[q.open : q.close].splitlines()) == 1
    assert all(a.close <= b.open for a, b in itertools.pairwise(spans))


def test_a_hundred_thousand_marks_finish():
    assert len(quoted_spans('"' * 10**5)) == 50_000
    assert len(quoted_spans("«" * 10**5)) == 0
    assert len(quoted_spans("' " * 50_000)) == 0
    assert len(quoted_spans("«نعم» " * 20_000)) == 20_000


def test_what_is_found_belongs_to_the_caller():
    text = "قال «نعم نحن هنا» ثم «لا"
    quoted_spans(text).clear()
    lone_marks(text).clear()
    assert len(quoted_spans(text)) == len(lone_marks(text)) == 1


@pytest.mark.parametrize("mark", ["«", "»", '"', "''", "”", "’"])
def test_a_paragraph_of_marks_and_nothing_else(mark):
    # Nothing is said between them; and a quadratic step would take hours.
    text = mark * 200_000
    spans, lone = quoted_spans(text), lone_marks(text)
    assert all(not text[q.start : q.end].strip(mark) for q in spans)
    assert all(text[m.start : m.end] == mark for m in lone)
    assert all(a.close <= b.open for a, b in itertools.pairwise(spans))

"""Speech without quotation marks: reported clauses, «بحسب», speech after a colon or dash."""

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp import extract_quotes


def reported(text, kind="indirect"):
    quotes = extract_quotes(text, indirect=True)
    assert all(text[q.start : q.end] == q.text for q in quotes)
    return [(q.speaker, q.verb, q.text) for q in quotes if q.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال الوزير سامر قباني إن العمل بدأ أمس.", ("سامر قباني", "قال", "العمل بدأ أمس")),
        ("وأكدت المديرة هدى سالم أن الخطة جاهزة.", ("هدى سالم", "أكدت", "الخطة جاهزة")),
        ("وأفاد سامر قباني بأن العمل بدأ أمس.", ("سامر قباني", "أفاد", "العمل بدأ أمس")),
        ("وأشار سامر قباني إلى أن العمل بدأ أمس.", ("سامر قباني", "أشار", "العمل بدأ أمس")),
        ("وشدد سامر قباني على أن العمل بدأ أمس.", ("سامر قباني", "شدد", "العمل بدأ أمس")),
        ("قال سامر قباني إنه سيسافر غدا.", ("سامر قباني", "قال", "إنه سيسافر غدا")),
        ("وبين الدكتور سامر قباني أن العمل بدأ أمس.", ("سامر قباني", "بين", "العمل بدأ أمس")),
        ("وقالت وزارة الصحة إن اللقاح متوافر.", ("وزارة الصحة", "قالت", "اللقاح متوافر")),
        ("وبحسب وزارة الصحة، ارتفعت الإصابات أمس.", ("وزارة الصحة", "بحسب", "ارتفعت الإصابات أمس")),
        ("ارتفعت الإصابات أمس، بحسب وزارة الصحة.", ("وزارة الصحة", "بحسب", "ارتفعت الإصابات أمس")),
        ("ارتفع السعر أمس، وفق مصادر في السوق.", ("مصادر في السوق", "وفق", "ارتفع السعر أمس")),
    ],
)
def test_a_reported_clause(text, expected):
    assert reported(text) == [expected]


def test_a_clause_ends_where_the_next_verb_of_speech_takes_over():
    text = "قال سامر قباني إن العمل بدأ أمس، مضيفا أن الخطة جاهزة، وأكد أن الوضع جيد."
    assert reported(text) == [
        ("سامر قباني", "قال", "العمل بدأ أمس"),
        ("سامر قباني", "مضيفا", "الخطة جاهزة"),
        ("سامر قباني", "أكد", "الوضع جيد"),
    ]


def test_joined_clauses_are_one_and_a_clause_within_a_clause_is_part_of_it():
    assert [q for *_, q in reported("قال سامر قباني إن العمل بدأ، وإن الخطة جاهزة.")] == ["العمل بدأ، وإن الخطة جاهزة"]
    assert [q for *_, q in reported("قال سامر قباني إن مصدرا أعلن أن العمل بدأ.")] == ["مصدرا أعلن أن العمل بدأ"]


@pytest.mark.parametrize(
    "text",
    [
        "دعا سامر قباني إلى أن يبدأ العمل غدا.",  # a wish
        "قال سامر قباني ذلك بعد أن بدأ العمل أمس.",  # a time
        "يُتوقع أن يبدأ العمل غدا في كل المدن.",  # nobody says it
        "تختلف الأسعار بحسب النوع والحجم.",
        "وصل الوفد أمس إلى العاصمة.",
        "",
    ],
)
def test_what_is_no_report(text):
    assert reported(text) == [] == reported(text, "unmarked")


def test_words_in_marks_are_direct():
    text = "قال سامر قباني إن «العمل بدأ أمس في كل المدن»."
    assert reported(text) == [] and [q.kind for q in extract_quotes(text, indirect=True)] == ["direct"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وأضاف سامر قباني: العمل بدأ أمس في كل المدن.", ("سامر قباني", "أضاف", "العمل بدأ أمس في كل المدن")),
        ("قال سامر قباني:\n- بدأ العمل أمس في كل المدن.", ("سامر قباني", "قال", "بدأ العمل أمس في كل المدن")),
        ("وصل الوفد أمس.\nسامر قباني: لن نتراجع عن الخطة أبدا.", ("سامر قباني", "", "لن نتراجع عن الخطة أبدا")),
    ],
)
def test_direct_speech_without_marks(text, expected):
    assert reported(text, "unmarked") == [expected]
    assert extract_quotes(text) == []


@modest
@given(texts)
def test_reports_of_any_text_are_exact_and_leave_direct_quotations_alone(text):
    quotes = extract_quotes(text, indirect=True)
    assert all(text[q.start : q.end] == q.text and q.text.strip() for q in quotes)
    assert [q for q in quotes if q.kind == "direct"] == extract_quotes(text)
    assert {q.kind for q in quotes} <= {"direct", "indirect", "unmarked"}
    assert [q.start for q in quotes] == sorted(q.start for q in quotes)


@pytest.mark.parametrize("text", ["قال إن ", "بحسب المصدر، ", "قال سامر قباني إن العمل بدأ، ", "قال: نعم "])
def test_long_texts_finish(text):
    extract_quotes(text * 5_000, indirect=True)

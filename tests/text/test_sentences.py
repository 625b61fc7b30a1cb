"""Sentences: where they end, where they do not, sub-headings, offsets."""

import itertools
from pathlib import Path

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp import split_sentences
from arabnlp.text.sentences import Sentence, paragraphs

SEED = (Path(__file__).parents[2] / "seeds/000_98006e8bcea76a25.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد. غادر الوفد.", ["وصل الوفد.", "غادر الوفد."]),
        ("وصل الوفد.وقال رئيسه نعم!", ["وصل الوفد.", "وقال رئيسه نعم!"]),
        ("هل وصل؟ نعم! وصل", ["هل وصل؟", "نعم!", "وصل"]),
        ("وصل الوفد۔ غادر", ["وصل الوفد۔", "غادر"]),
        ("هل وصل؟! نعم.", ["هل وصل؟!", "نعم."]),
        ("ارتفع السعر 3.5 في المئة. وانخفض الطلب.", ["ارتفع السعر 3.5 في المئة.", "وانخفض الطلب."]),
        ("زار د. سالم و أ.د. هدى المعرض.", ["زار د. سالم و أ.د. هدى المعرض."]),
        ("موقع example.com مغلق.", ["موقع example.com مغلق."]),
        ("سكت قليلا.. ثم قال نعم.", ["سكت قليلا.. ثم قال نعم."]),
        ("سكت… ثم قال.", ["سكت… ثم قال."]),
        ("1. افتتاح المعرض", ["1. افتتاح المعرض"]),
        ("سطر أول\nسطر ثان", ["سطر أول", "سطر ثان"]),
        ("", []),
        (" \n\t ", []),
        ("... !! ؟", []),
        ("نعم", ["نعم"]),
    ],
)
def test_sentences(text, expected):
    assert split_sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بلغت قيمتها 700 .328 مليون درهم .وأغلق المؤشر .", ["بلغت قيمتها 700 .328 مليون درهم .", "وأغلق المؤشر ."]),
        ("قالت داماك ش .م .ع إنها ربحت .ثم أعلنت", ["قالت داماك ش .م .ع إنها ربحت .", "ثم أعلنت"]),
        ("بلغت المساحة 1200 م. وزاد العدد", ["بلغت المساحة 1200 م.", "وزاد العدد"]),
        ("نقلت العربية.نت الخبر. وأكدته", ["نقلت العربية.نت الخبر.", "وأكدته"]),
        ("بثته إذاعة آر.تي.إي. الحكومية أمس.وأكدته", ["بثته إذاعة آر.تي.إي. الحكومية أمس.", "وأكدته"]),
        ("أعلنه بنك إيه.إن.زد. وقال غيره ذلك.", ["أعلنه بنك إيه.إن.زد.", "وقال غيره ذلك."]),
        ("ذهب إلى البيت.في المساء عاد.", ["ذهب إلى البيت.", "في المساء عاد."]),
        ("أعلنته الشركة.Google تنفي", ["أعلنته الشركة.", "Google تنفي"]),
        ("ينتهي العام المقبل.15 دولة تشارك", ["ينتهي العام المقبل.", "15 دولة تشارك"]),
        ("يشارك فيه Mr. Smith و J. Brown هنا. نعم", ["يشارك فيه Mr. Smith و J. Brown هنا.", "نعم"]),
        ("وصل الوفد (؟) إلى بغداد. وغادر", ["وصل الوفد (؟) إلى بغداد.", "وغادر"]),
        ("ذكر ذلك (في ص. 5. من الكتاب) ثم مضى. نعم", ["ذكر ذلك (في ص. 5. من الكتاب) ثم مضى.", "نعم"]),
        ("هل يصلح الوضع؟! لا أظن. . نعم", ["هل يصلح الوضع؟!", "لا أظن. .", "نعم"]),
        ("وصلنا إلى المدينة بعد تعب طويل.. كانت الشوارع خالية", None),
        ("وصلنا إلى المدينة بعد تعب طويل.. ثم نمنا", ["وصلنا إلى المدينة بعد تعب طويل.. ثم نمنا"]),
        ("قدمنا كل ما نملك لهذا الوطن.. معربا عن فخره", ["قدمنا كل ما نملك لهذا الوطن.. معربا عن فخره"]),
        ("استقبلوه بهتاف «أعد الأموال!» عند وصوله. وغادر", ["استقبلوه بهتاف «أعد الأموال!» عند وصوله.", "وغادر"]),
        ("2) افتح المجلد. 10) انقر", ["2) افتح المجلد.", "10) انقر"]),
        ("انتهى اللقاء.* كيف بدأت؟", ["انتهى اللقاء.", "* كيف بدأت؟"]),
    ],
)
def test_stops_that_are_hard_to_tell(text, expected):
    assert split_sentences(text) == (expected or [text[: text.index("كانت")].strip(), text[text.index("كانت") :]])


@pytest.mark.parametrize("mark", ["«", '"', "“", "„", "'", "''"])
def test_an_unclosed_quotation_does_not_swallow_what_follows(mark):
    text = f"قال الوزير: {mark}نحن ماضون. والعمل مستمر. وغادر. " + "وصل الوفد إلى المدينة. " * 30
    assert len(split_sentences(text)) == 33
    text += 'ثم زار معرض «الأفق» و"المدار". وانصرف.'
    assert len(split_sentences(text)) >= 34


def test_a_quotation_longer_than_a_thousand_characters_is_read_sentence_by_sentence():
    speech = "نحن ماضون في العمل. " * 60
    assert len(split_sentences(f"قال: «{speech}نعم». ثم غادر.")) == 62
    assert len(split_sentences("قال: «نحن ماضون. والعمل مستمر». ثم غادر.")) == 2


def test_a_mark_after_a_stop_may_open_the_next_sentence():
    assert split_sentences('وصل الوفد."نحن هنا" قال رئيسه.') == ["وصل الوفد.", '"نحن هنا" قال رئيسه.']


def test_a_list_of_short_lines_is_no_run_of_headings():
    text = "النتائج كما يلي:\nمصر 2\nتونس 1\nالمغرب 3\nوانتهت البطولة أمس بحفل كبير."
    assert [s.kind for s in split_sentences(text, headings=True)].count("heading") == 1  # the last before the text
    assert "مصر 2" in split_sentences(text) and "تونس 1" in split_sentences(text)


def test_full_stops_inside_a_quotation_do_not_end_the_sentence():
    text = 'قال إن "العلاقة استراتيجية. والتعاون يتطور. ونحن ماضون" في اللقاء. ثم غادر.'
    assert split_sentences(text) == [text[:-9], "ثم غادر."]


def test_a_full_stop_that_closes_the_quotation_ends_the_sentence():
    assert split_sentences("قال: «وصلنا.» ثم غادر.") == ["قال: «وصلنا.»", "ثم غادر."]


def test_a_closing_mark_belongs_to_its_sentence():
    assert split_sentences('قال "نعم". قالت «لا».') == ['قال "نعم".', "قالت «لا»."]


def test_a_short_line_between_paragraphs_is_a_heading_and_no_sentence():
    text = "وصل الوفد أمس.\nالتدريبات وتبادل الخبرات\nغادر الوفد اليوم."
    assert split_sentences(text) == ["وصل الوفد أمس.", "غادر الوفد اليوم."]
    found = split_sentences(text, headings=True)
    assert [(s.kind, str(s)) for s in found][1] == ("heading", "التدريبات وتبادل الخبرات")
    assert text[found[1].start : found[1].end] == "التدريبات وتبادل الخبرات"


@pytest.mark.parametrize("line", ["وصل الوفد!", "قال الوزير:", "كلمات " * 10])
def test_closed_or_long_lines_are_no_headings(line):
    assert line.strip() in split_sentences(f"وصل الوفد أمس.\n{line}\nغادر الوفد.")


def test_the_first_and_the_last_line_are_never_headings():
    assert split_sentences("عنوان الخبر\nنص الخبر كله هنا.\nالمصدر تاس") == [
        "عنوان الخبر",
        "نص الخبر كله هنا.",
        "المصدر تاس",
    ]


def test_a_sentence_is_a_string_with_a_place():
    [first, second] = split_sentences("  نعم.  لا.")
    assert isinstance(first, str) and (first.start, first.end, second.start, second.end) == (2, 6, 8, 11)
    assert isinstance(first, Sentence) and first.kind == "sentence"


def test_the_seed_article():
    sentences = split_sentences(SEED)
    assert "التدريبات وتبادل الخبرات" not in sentences
    assert "التدريبات وتبادل الخبرات" in [s for s in split_sentences(SEED, headings=True) if s.kind == "heading"]
    assert all(SEED[s.start : s.end] == s for s in sentences)
    [quoted] = [s for s in sentences if s.startswith("هذا وشدّد")]
    assert quoted.endswith('الموضوع الأفغاني".')  # four full stops inside the marks
    assert any(s.startswith("وخلص شويغو") for s in sentences)


def test_bytes_are_no_text():
    for bad in (b"abc", None, 3, ["نعم"]):
        with pytest.raises(TypeError, match="one string"):
            split_sentences(bad)


@modest
@given(texts)
def test_sentences_of_any_text_are_exact_ordered_and_lose_no_letter(text):
    found = split_sentences(text, headings=True)
    assert all(text[s.start : s.end] == s and s == s.strip() and s for s in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    covered = {i for s in found for i in range(s.start, s.end)}
    assert [c for i, c in enumerate(text) if c.isalnum() and i not in covered] == []
    assert split_sentences(text) == [s for s in found if s.kind == "sentence"]


@modest
@given(texts)
def test_paragraphs_of_any_text_are_its_lines(text):
    found = paragraphs(text)
    assert found == [line.strip() for line in text.splitlines() if line.strip()]
    assert all(text[p.start : p.end] == p for p in found)


def test_long_lines_finish():
    assert len(split_sentences("نعم. " * 20_000)) == 20_000
    assert len(split_sentences("ا" * 10**6)) == 1
    assert split_sentences("." * 10**6) == []
    assert split_sentences(". " * 10**5) == []
    assert len(split_sentences('"نعم"\n' * 50_000)) == 50_000
    assert len(split_sentences("(نعم. " * 20_000)) == 20_000
    assert len(split_sentences("«نعم. " * 20_000)) == 20_000
    assert len(split_sentences("أ. " * 20_000)) == 1
    assert len(split_sentences('"نعم. لا" ' * 20_000)) == 1

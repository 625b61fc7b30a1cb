"""Boilerplate lines are taken out, all other lines stay as they are."""

import itertools
from pathlib import Path

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp import strip_boilerplate
from arabnlp.text.boilerplate import PATTERNS, Stripped, boilerplate_spans

SEED = (Path(__file__).parents[2] / "seeds/000_98006e8bcea76a25.txt").read_text(encoding="utf-8")
PROSE = "افتتحت الوزيرة أمس معرض الكتاب في العاصمة بحضور عدد كبير من الكتاب والناشرين العرب."


def test_the_last_three_lines_of_the_seed_article_and_no_other():
    stripped = strip_boilerplate(SEED)
    assert stripped.boilerplate == [
        'مجموعة الرؤية الاستراتيجية "روسيا - العالم الإسلامي"',
        "الصورة: مجلس الاتحاد الروسي",
        "المصدر: تاس",
    ]
    lines = SEED.strip("\n").splitlines()
    assert stripped.text.splitlines() == lines[:-3]
    assert "التدريبات وتبادل الخبرات" in stripped.text


@pytest.mark.parametrize(
    ("line", "family"),
    [
        ("المصدر: وكالة الأفق", "credit"),
        ("تصوير: هدى سالم", "credit"),
        ("إعداد: سامر الحداد", "credit"),
        ("المصدر/ الأفق: وكالات", "credit"),
        ("اقرأ أيضا: ارتفاع أسعار القمح", "read_also"),
        ("إقرأ أيضًا: ارتفاع أسعار القمح", "read_also"),
        ("شاهد الفيديو", "read_also"),
        ("> لقراءة المزيد عن المعرض", "read_also"),
        ("تابعونا على فيسبوك وتويتر", "share"),
        ("اشترك في نشرتنا البريدية", "share"),
        ("جميع الحقوق محفوظة لصحيفة المرفأ 2025", "rights"),
        ("© 2025 المرفأ", "rights"),
        ("Copyright 2025", "rights"),
        ("صورة أرشيفية", "caption"),
        ("#معرض_الكتاب #ثقافة", "hashtags"),
        ("https://example.com/a", "address"),
        ("news@example.com", "address"),
        ("آخر تحديث 12:30", "updated"),
        ("*نقلا عن الأفق الإماراتية", "credit"),
        ("* خدمة «الأفق»", "credit"),
        ("لمراسلة الكاتب: a@example.com", "credit"),
        ("الأفق/ أ ف ب", "byline"),
        ("...المزيد", "read_also"),
        ("رابط الخبر بصحيفة المرفأ: افتتاح المعرض", "read_also"),
        ("شارك من خلال تويتر", "share"),
        ("** جميع المقالات المنشورة تمثل رأي كتابها فقط.", "rights"),
        ("// انتهى //", "end_mark"),
        ("-----------", "end_mark"),
        ("تعليقات ()", "end_mark"),
        ("وسوم: نقل، مترو", "tags"),
        ("الكلمات المفتاحية: نقل", "tags"),
        ("طباعة", "page"),
        ("إرسال إلى صديق", "page"),
        ("أضف تعليق", "page"),
        ("رابط مختصر: https://a.example/1", "page"),
        ("الأكثر قراءة", "page"),
        ("تابعوا «عكاظ» على تويتر", "share"),
        ("لمشاهدة الفيديو اضغط هنا", "share"),
        ("(رويترز)", "credit"),
        ("(إعداد هدى سالم - تحرير أحمد علي)", "credit"),
        ("تم النشر في: 5 مايو 2020", "updated"),
    ],
)
def test_each_family_wherever_the_line_stands(line, family):
    for text in (f"{PROSE}\n{line}\n{PROSE}", f"{line}\n{PROSE}", f"{PROSE}\n{line}"):
        [(start, end, found)] = boilerplate_spans(text)
        assert (text[start:end], found) == (line, family)
        assert strip_boilerplate(text).boilerplate == [line]


@pytest.mark.parametrize(
    "opening",
    [
        "الرياض - واس:",
        "دبي (رويترز) -",
        "القاهرة – أ ف ب –",
        "واشنطن، الولايات المتحدة الأمريكية (CNN)--",
        "بيروت (أ.ف.ب)",
        "(CNN)--",
        "كتب - أحمد علي:",
        "هدى سالم- المرفأ- تبوك:",
        "القُدْس المحتلة:",
        "دبي: «الأفق»",
        "الخرطوم 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس",
    ],
)
def test_datelines_are_reported_and_taken_out_on_request(opening):
    text = f"{opening} {PROSE}\nوغادر الوفد بعد ذلك إلى مقره في وسط المدينة."
    [(start, end, family)] = boilerplate_spans(text)
    assert (start, text[:end].strip(), family) == (0, opening, "dateline")
    assert strip_boilerplate(text) == (text, [])
    assert strip_boilerplate(text, datelines=True) == (text[len(opening) + 1 :], [opening])


@pytest.mark.parametrize(
    "line", ["الرياض - واس", "هدى سالم ـ جدة", "المرفأ (الدوحة)", "لندن: «الأفق»", "المرفأ – متابعات", "بقلم أحمد علي"]
)
def test_bylines_on_a_line_of_their_own(line):
    text = f"{line}\n{PROSE}"
    assert boilerplate_spans(text) == [(0, len(line), "byline")]
    assert strip_boilerplate(text) == (PROSE, [line])


@pytest.mark.parametrize(
    "opening",
    [
        "قال الوزير: «نعم» في حديث طويل مع الصحفيين الذين حضروا الافتتاح في العاصمة أمس.",
        "ذكرت وكالة الأنباء السعودية (واس) أن المجلس أقر الخطة الجديدة في جلسته أمس برئاسة الوزير.",
        "أعلن ريال مدريد - برشلونة: 3-1 في مباراة أمس التي حضرها عشرات الآلاف من المشجعين هنا.",
        "على طريق (الرياض - القصيم) وقع حادث مروري أمس وأصيب فيه عدد من المسافرين بجروح خفيفة.",
        "قال خبراء اقتصاديون، لـ «المدينة»: إن الأسعار سترتفع في الأشهر المقبلة ارتفاعا كبيرا جدا.",
        "في الصحف اليوم: تونس تستعد للانتخابات المقبلة وسط خلاف كبير بين الأحزاب على القوائم كلها.",
    ],
)
def test_openings_that_are_no_datelines(opening):
    assert boilerplate_spans(f"{opening}\n{PROSE}") == []


def test_families_are_those_of_the_table():
    assert {
        "tags",
        "page",
        "credit",
        "read_also",
        "share",
        "rights",
        "caption",
        "hashtags",
        "address",
        "end_mark",
        "updated",
    } == set(PATTERNS)


def test_marks_and_tatweel_do_not_hide_a_credit():
    assert strip_boilerplate(f"{PROSE}\nالمَصْدَر: تاس\nالمصـــدر: تاس").boilerplate == ["المَصْدَر: تاس", "المصـــدر: تاس"]


@pytest.mark.parametrize(
    "line",
    [
        "وأضافت أن المصدر الأول للدخل هو السياحة في هذه المنطقة.",
        "قال الوزير إن الصورة: كما نراها اليوم، ليست مطمئنة على الإطلاق "
        "في أي من المدن التي زارها الوفد خلال الأسبوع الماضي.",
        "شاركنا في المؤتمر الذي عقد أمس في العاصمة بحضور وزراء عرب وأجانب من دول عدة "
        "وممثلين عن منظمات دولية وإقليمية وشركات من القطاع الخاص ومن الجامعات والمعاهد.",
        "التدريبات وتبادل الخبرات",
    ],
)
def test_prose_that_resembles_boilerplate_stays(line):
    text = f"{PROSE}\n{line}\n{PROSE}"
    assert strip_boilerplate(text) == (text, [])


def test_a_short_open_line_after_the_prose_is_a_trailer():
    assert boilerplate_spans(f"{PROSE}\nمجموعة الرؤية")[0][2] == "trailer"
    assert strip_boilerplate(f"{PROSE}\nانتهى اللقاء.") == (f"{PROSE}\nانتهى اللقاء.", [])


@pytest.mark.parametrize(
    "line",
    [
        "وأكد الوزير أن العمل مستمر حتى نهاية العام",
        "وتستمر الفعاليات حتى الخميس المقبل",
        "وسينطلق المعرض غدا",
        "وغادر الوفد العاصمة مساء أمس",
        "وكانت الوزارة قد أعلنت الخطة العام الماضي",
        "و كانت النتائج جيدة في جميع المدارس",
        "والمعرض مفتوح للزوار حتى نهاية الشهر",
        "كما حضر الحفل عدد من السفراء العرب",
        "يذكر أن المعرض يقام كل عام",
        "أكدت الوزيرة أن المعرض مفتوح للجميع",
    ],
)
def test_a_last_sentence_without_a_full_stop_stays(line):
    for text in (f"{PROSE}\n{line}", f"{PROSE}\n{line}\n{line}"):
        assert strip_boilerplate(text) == (text, [])
    assert strip_boilerplate(f"{PROSE}\n{line}\nمجموعة الرؤية").boilerplate == ["مجموعة الرؤية"]


@pytest.mark.parametrize("line", ["وزارة الثقافة", "وليد سالم", "وكالة الأفق", "وزير الثقافة في حفل الافتتاح"])
def test_a_word_that_only_begins_like_and_opens_no_sentence(line):
    assert strip_boilerplate(f"{PROSE}\n{line}").boilerplate == [line]


def test_five_lines_of_the_page_at_the_end():
    tail = "طباعة\nإرسال إلى صديق\nأضف تعليق\nوسوم: نقل\nرابط مختصر"
    assert strip_boilerplate(f"{PROSE}\n{tail}") == (PROSE, tail.split("\n"))


def test_a_text_without_prose_has_no_trailer():
    assert strip_boilerplate("كلمة") == Stripped("كلمة", [])
    assert strip_boilerplate("عنوان قصير\nسطر قصير") == Stripped("عنوان قصير\nسطر قصير", [])


def test_empty_lines_around_a_boilerplate_line_stay():
    assert strip_boilerplate(f"{PROSE}\n\nالمصدر: تاس\n\n{PROSE}").text == f"{PROSE}\n\n\n{PROSE}"


def test_nothing_in_nothing_out():
    assert strip_boilerplate("") == Stripped("", [])
    assert strip_boilerplate(" \n ").boilerplate == []


def test_only_boilerplate_leaves_an_empty_text():
    assert strip_boilerplate("المصدر: تاس\r\nالصورة: رويترز\r\n").text == ""


def test_bytes_are_no_text():
    for bad in (b"abc", None, 3, ["نعم"]):
        with pytest.raises(TypeError, match="one string"):
            strip_boilerplate(bad)


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@modest
@given(texts)
def test_every_line_of_any_text_is_kept_or_taken_out_whole(text):
    spans = boilerplate_spans(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    stripped = strip_boilerplate(text)
    taken = [text[start:end] for start, end, family in spans if family != "dateline"]
    assert stripped.boilerplate == taken
    assert set(taken) <= set(lines_of(text))
    with_dateline = strip_boilerplate(text, datelines=True)
    assert len(with_dateline.boilerplate) == len(spans)
    starts = {start for start, _, family in spans if family != "dateline"}
    kept, offset = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip() and offset + line.index(line.strip()[0]) not in starts:
            kept.append(line.strip())
        offset += len(line)
    assert lines_of(stripped.text) == kept


def test_long_texts_finish():
    assert strip_boilerplate("ا" * 10**6).boilerplate == []
    assert len(strip_boilerplate("المصدر: تاس\n" * 10_000).boilerplate) == 10_000
    assert strip_boilerplate("#" * 10**5).boilerplate == []
    assert strip_boilerplate("#وسم " * 20_000 + ".").boilerplate == []


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=repr)
def test_nothing_is_left_of_the_line_ends_of_lines_taken_out(end):
    lines = ["تصوير: أحمد علي", "قال وزير الصحة إن العمل بدأ أمس في جميع المدن.", "المصدر: رويترز", ""]
    assert strip_boilerplate(end.join(lines)).text == lines[1]
    assert strip_boilerplate(end.join([lines[1], lines[2], lines[1]])).text == end.join([lines[1], lines[1]])

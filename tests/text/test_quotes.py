"""Quotations: what is one, who said it, by which verb, at which place."""

import itertools
from pathlib import Path

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp import extract_quotes
from arabnlp.text.brokenmarks import broken_spans
from arabnlp.text.quotemarks import quoted_spans

SEED = (Path(__file__).parents[2] / "seeds/000_98006e8bcea76a25.txt").read_text(encoding="utf-8")
SAID = "الخطة ستبدأ غدا في جميع المدن"


def found(text):
    quotes = extract_quotes(text)
    assert all(text[q.start : q.end] == q.text for q in quotes)
    return [(q.speaker, q.verb, q.text) for q in quotes]


def speakers(text):
    return [q.speaker for q in extract_quotes(text)]


SHOIGU, BEKETANOV = "سيرغي شويغو", "مورات بيكتانوف"
SEED_QUOTES = [  # speaker, verb, mention, first words, last words, offsets
    (
        SHOIGU,
        "قال",
        "الوزير شويغو",
        "برنامج الشراكة الاستراتيجية الثنائية",
        "على المدى المتوسط",
        290,
        431,
    ),
    (SHOIGU, "شدّد", "الوزير الروسي", "العلاقة بين القوات المسلحة", "ولا سيما الموضوع الأفغاني", 550, 785),
    (SHOIGU, "بحسب", "الوزير", "تعمل بشكل دقيق وموثوق", "تعمل بشكل دقيق وموثوق", 1331, 1352),
    (SHOIGU, "خلص", "شويغو", "فيما يتعلق بالتهديدات الجديدة", "بموظفين شبان مدرّبين", 1375, 1475),
    (
        BEKETANOV,
        "قائلا",
        "الوزير الكازاخستاني مورات بيكتانوف",
        "نحن نعمل في هذا الاتجاه",
        "لزملائنا الطاجيكيين",
        1677,
        1750,
    ),
]


def test_the_five_quotations_of_the_seed_article_and_no_sixth():
    quotes = extract_quotes(SEED)
    assert [(q.speaker, q.verb, q.mention, q.start, q.end) for q in quotes] == [
        (speaker, verb, mention, start, end) for speaker, verb, mention, _, _, start, end in SEED_QUOTES
    ]
    for quote, (_, _, _, first, last, start, end) in zip(quotes, SEED_QUOTES, strict=True):
        assert SEED[start:end] == quote.text
        assert quote.text.startswith(first) and quote.text.endswith(last)
        assert SEED[start - 1] == SEED[end] == '"'
    texts_ = [q.text for q in quotes]
    assert "معاهدة الأمن الجماعي" not in texts_ and "روسيا - العالم الإسلامي" not in texts_


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        (f'وقالت الوزيرة ليلى الحداد إن "{SAID}".', "ليلى الحداد", "قالت"),
        (f"وقالت الوزيرة ليلى الحداد: «{SAID}».", "ليلى الحداد", "قالت"),
        (f"«{SAID}»، قالت الوزيرة ليلى الحداد للصحفيين.", "ليلى الحداد", "قالت"),
        (f'"{SAID}"، بحسب وزير الصحة سامر قباني.', "سامر قباني", "بحسب"),
        (f'وبحسب الوزير سامر قباني، فإن "{SAID}".', "سامر قباني", "بحسب"),
        (f'أشار الوزير سامر قباني إلى العمل، قائلا: "{SAID}"، ومشيرا إلى أن الوضع جيد.', "سامر قباني", "قائلا"),
        (f"قال وزير الصحة، سامر قباني، إن «{SAID}».", "سامر قباني", "قال"),
        (f"قال سامر قباني لصحيفة المرفأ: «{SAID}».", "سامر قباني", "قال"),
        (f"ونقلا عن الوزير سامر قباني «{SAID}».", "سامر قباني", "نقلا عن"),
        (f"قال مسؤول في الوزارة: «{SAID}».", "مسؤول في الوزارة", "قال"),
    ],
)
def test_the_speaker_before_or_after(text, speaker, verb):
    assert found(text) == [(speaker, verb, SAID)]


def test_the_speaker_in_the_middle_of_a_broken_quotation():
    text = "«الخطة ستبدأ غدا»، قال الوزير سامر قباني، «ولن نتراجع عنها أبدا مهما حدث»."
    assert found(text) == [
        ("سامر قباني", "قال", "الخطة ستبدأ غدا"),
        ("سامر قباني", "قال", "ولن نتراجع عنها أبدا مهما حدث"),
    ]


@pytest.mark.parametrize("pair", ["«»", '""', "“”", "”“", "„“", "‘’", ("''", "''"), "‹›"], ids=ascii)
def test_marks_of_every_shape(pair):
    assert found(f"وقال سامر قباني: {pair[0]}{SAID}{pair[1]}.") == [("سامر قباني", "قال", SAID)]


@pytest.mark.parametrize(
    "text",
    [
        'وقعت الوزارة اتفاقا مع منظمة "معاهدة الأمن الجماعي" أمس.',
        "وقعت الوزارة اتفاقا مع جمعية «أصدقاء البيئة» أمس.",
        'قال الوزير سامر قباني إن منظمة "معاهدة الأمن الجماعي" اجتمعت أمس.',
        'صدر كتاب بعنوان: "تاريخ المدن العربية في العصر الوسيط" أمس.',
        'وعرض فيلم "باب الحديد" في المهرجان.',
        "أطلقت البلدية مبادرة «مدينة بلا نفايات» أمس.",
    ],
)
def test_names_in_marks_are_no_quotations(text):
    assert found(text) == []


def test_the_speaker_before_his_own_words():
    text = "زارت الوزيرة هدى سالم الموقع أمس. وهذا العمل «لن يتوقف مهما كانت الظروف» على حد قولها."
    assert found(text) == [("هدى سالم", "على حد قولها", "لن يتوقف مهما كانت الظروف")]


@pytest.mark.parametrize("tail", ["على حد قوله", "على حد تعبيره", "بحسب قوله", "بحسب تعبيره", "وفق تعبيره"])
def test_his_words_means_the_man_spoken_of(tail):
    text = f"زار الوزير سامر قباني الموقع أمس. والعمل هناك «لن يتوقف مهما كانت الظروف» {tail}."
    assert found(text) == [("سامر قباني", tail, "لن يتوقف مهما كانت الظروف")]


def test_his_words_are_not_hers():
    text = "التقى الوزير سامر قباني المديرة هدى سالم أمس. والعمل «لن يتوقف مهما كانت الظروف» {}."
    assert speakers(text.format("على حد قوله")) == ["سامر قباني"]


def test_a_quotation_goes_on_after_and_added():
    text = "قالت المديرة هدى سالم: «بدأنا العمل أمس في كل المدن». وأضافت: «سننتهي قبل نهاية العام»."
    assert found(text) == [
        ("هدى سالم", "قالت", "بدأنا العمل أمس في كل المدن"),
        ("هدى سالم", "أضافت", "سننتهي قبل نهاية العام"),
    ]


def test_a_quotation_goes_on_in_the_next_paragraph():
    text = "قال سامر قباني: «بدأنا العمل أمس في كل المدن».\nوتابع: «سننتهي قبل نهاية العام»."
    assert found(text)[1] == ("سامر قباني", "تابع", "سننتهي قبل نهاية العام")


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph():
    text = f"قال سامر قباني: «{SAID}.\nوقالت هدى سالم: «{SAID}»."
    assert found(text) == [("سامر قباني", "قال", f"{SAID}."), ("هدى سالم", "قالت", SAID)]
    assert found(f"قال سامر قباني: «{SAID}، مؤكدا أن الوضع جيد.") == [("سامر قباني", "قال", SAID)]


def test_a_lone_mark_that_nothing_introduces_opens_no_quotation():
    assert found("وصل الوفد إلى «قاعة الاجتماعات الكبرى في المدينة القديمة أمس.") == []
    text = f'قال سامر قباني: "{SAID}". ثم زار "قاعة واحدة'
    assert found(text) == [("سامر قباني", "قال", SAID)]


def test_a_quotation_over_two_paragraphs():
    text = "وأضاف سامر قباني: «بدأنا العمل أمس في كل المدن.\nوسننتهي قبل نهاية العام»."
    assert found(text) == [("سامر قباني", "أضاف", "بدأنا العمل أمس في كل المدن.\nوسننتهي قبل نهاية العام")]


def test_marks_within_marks_of_the_same_shape():
    text = 'وقال سامر قباني: "حققت شركة "المرفأ" نموا كبيرا هذا العام". وأضاف: "سننتهي غدا من العمل كله".'
    assert [q for _, _, q in found(text)] == ['حققت شركة "المرفأ" نموا كبيرا هذا العام', "سننتهي غدا من العمل كله"]


def test_nested_marks_stay_in_the_quotation():
    text = 'قال سامر قباني: «شعارنا هو "العمل أولا" في كل المدن».'
    assert found(text) == [("سامر قباني", "قال", 'شعارنا هو "العمل أولا" في كل المدن')]


def test_a_quotation_in_the_title_line_only():
    text = "سامر الحداد: «لن نتراجع عن الخطة أبدا»\nوصل الوفد أمس إلى العاصمة بعد رحلة طويلة في الشمال."
    assert found(text) == [("سامر الحداد", "", "لن نتراجع عن الخطة أبدا")]


@pytest.mark.parametrize("text", ["", " \n", "كلمة", '"', '""', "«»", "« »", "«كلمة»", "نص بلا علامات تنصيص."])
def test_nothing_to_find(text):
    assert extract_quotes(text) == []


def test_titles_resolve_by_gender():
    text = (
        "التقى وزير المالية سامر قباني نظيرته وزيرة الصحة هدى سالم. "
        "وأكدت الوزيرة أن «العمل بدأ أمس في كل المدن». وقال الوزير: «سننتهي قبل نهاية العام»."
    )
    assert speakers(text) == ["هدى سالم", "سامر قباني"]
    swapped = text.replace("وأكدت الوزيرة", "وأكد الوزير").replace("وقال الوزير", "وقالت الوزيرة")
    assert speakers(swapped) == ["سامر قباني", "هدى سالم"]


def test_titles_resolve_by_complement_and_nationality():
    text = (
        "اجتمع وزير الدفاع الروسي سيرغي شويغو ووزير المالية سامر قباني أمس. "
        "وقال وزير المالية إن «العمل بدأ أمس في كل المدن». وشدد الوزير الروسي على أن «الأمن أولوية لنا جميعا»."
    )
    assert speakers(text) == ["سامر قباني", "سيرغي شويغو"]


def test_two_people_with_one_surname():
    text = (
        "حضر الوزير سامر الحداد والمديرة ليلى الحداد. "
        "وقالت الحداد: «بدأنا العمل أمس في كل المدن». وقال الحداد: «سننتهي قبل نهاية العام»."
    )
    assert speakers(text) == ["ليلى الحداد", "سامر الحداد"]
    full = text.replace("وقالت الحداد", "وقالت ليلى الحداد").replace("وقال الحداد", "وقال سامر الحداد")
    assert speakers(full) == ["ليلى الحداد", "سامر الحداد"]


@pytest.mark.parametrize("surname", ["بوتين", "بايدن", "ماكرون", "شويغو"])
def test_a_surname_alone_is_a_speaker(surname):
    assert speakers(f"وقال {surname} إن «{SAID}».") == [surname]


def test_a_name_is_given_in_full_from_where_it_stands_in_full():
    text = f"وصل مورات بيكتانوف أمس. وقال بيكتانوف إن «{SAID}»."
    [quote] = extract_quotes(text)
    assert (quote.speaker, quote.mention) == ("مورات بيكتانوف", "بيكتانوف")


def test_how_it_was_said_is_no_speaker():
    text = f"وصل سامر قباني أمس. وقال بمرارة: «{SAID}». وقال ضاحكًا: «{SAID}»."
    assert speakers(text) == ["سامر قباني", "سامر قباني"]


def test_marks_and_tatweel_do_not_hide_the_verb():
    assert found(f"وقـــال سامِر قبّاني: «{SAID}».") == [("سامِر قبّاني", "قـــال", SAID)]
    assert found(f"وشدَّدَ سامر قباني على أن «{SAID}».")[0][1] == "شدَّدَ"


def test_credit_lines_hold_no_quotations():
    assert speakers(f"وصل الوفد أمس إلى العاصمة بعد رحلة طويلة في الشمال كله.\nالمصدر: «{SAID}»") == []


def test_windows_line_ends_keep_offsets():
    text = SEED.replace("\n", "\r\n")
    quotes = extract_quotes(text)
    assert [text[q.start : q.end] for q in quotes] == [q.text for q in extract_quotes(SEED)]
    assert [q.speaker for q in quotes] == [SHOIGU] * 4 + [BEKETANOV]


def test_quotes_are_values():
    [quote] = extract_quotes(f"قال سامر قباني: «{SAID}».")
    assert quote == extract_quotes(f"قال سامر قباني: «{SAID}».")[0] and hash(quote)
    with pytest.raises(AttributeError):
        quote.speaker = "آخر"


def test_bytes_are_no_text():
    for bad in (b"abc", None, 3, ["نعم"]):
        with pytest.raises(TypeError, match="one string"):
            extract_quotes(bad)


LONG = {
    "no space": "ا" * 10**5,
    "straight marks": '"' * 10**5,
    "opening marks": "«" * 10**5,
    "empty pairs": "«»" * 50_000,
    "marks and lines": '"\n' * 50_000,
    "one line of quotations": 'قال "نعم نحن هنا اليوم" ' * 3_000,
    "verbs": "قال " * 20_000,
    "titles": "الوزير " * 20_000,
    "names": "الوزير سامر قباني " * 10_000,
    "joiners": "محمد بن " * 20_000,
    "the seed article forty times": SEED * 40,
    "dots": "a." * 50_000,
    "short marks in a sentence without end": "«ا» " * 20_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_finish(name):
    quotes = extract_quotes(LONG[name])  # quadratic work would take minutes
    assert len(quotes) == {"one line of quotations": 3_000, "the seed article forty times": 200}.get(name, 0)


def test_every_direct_quotation_says_so_and_the_default_gives_no_other():
    text = f"قال سامر قباني إن العمل بدأ أمس. وأضاف: «{SAID}»."
    assert [q.kind for q in extract_quotes(text)] == ["direct"]
    assert [q.kind for q in extract_quotes(text, indirect=True)] == ["indirect", "direct"]


@pytest.mark.parametrize(
    "text",
    [
        'وتضم المعارض أنواعا عدة منها: "اللوحات الزيتية والمنحوتات الخشبية والصور القديمة".',
        'وقال الوزير سامر قباني إنه قرأ كتاب المؤرخ ليلى الحداد "تاريخ المدن العربية".',
        'وأضاف سامر قباني في مقابلة مع "وكالة المرفأ" أمس.',
        'وواصل الثنائي "سامر قباني، خالد سالم" التدريب أمس.',
    ],
)
def test_lists_works_and_names_are_no_quotations(text):
    assert found(text) == []


@modest
@given(texts)
def test_quotations_of_any_text_are_exact_and_in_order(text):
    quotes = extract_quotes(text)
    spans = quoted_spans(text)
    spans = {(span.start, span.end) for span in spans + broken_spans(text, spans)}
    assert all(text[q.start : q.end] == q.text and q.text.strip() for q in quotes)
    stripped = {(end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())) for start, end in spans}
    assert {(q.start, q.end) for q in quotes} <= stripped
    assert all(a.end <= b.start for a, b in itertools.pairwise(quotes))
    assert all(isinstance(part, str) for q in quotes for part in (q.speaker, q.verb, q.mention))


@pytest.mark.parametrize("manner", ["ضاحكا", "مازحا", "ساخرا", "متنهدا"])
def test_manner_without_tanwin_is_no_speaker(manner):
    assert speakers(f"زار الوزير سامر قباني الميناء. «{SAID}»، يقول {manner}.") == ["سامر قباني"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"وقال الملازم أول شتيوي برادة، وهو طيار: «{SAID}».", "شتيوي برادة"),
        (f"وقال وزير الخارجية الموريتاني سيدي ولد الناجي في المؤتمر: «{SAID}».", "سيدي ولد الناجي"),
        (f"وأفاد الطبيب جا كوندي بأن العلاج متاح. وأضاف: «{SAID}».", "جا كوندي"),
        (f"وقال مدرب نجم الواحة، كريم الحداد: «{SAID}».", "كريم الحداد"),
        (f"«{SAID}»، بهذه الكلمات يختصر أمين المخزن نزيه قباني الفرق.", "نزيه قباني"),
        (f"«{SAID}»، بهذا يختصر المدرب سامر قباني، ما جرى.", "سامر قباني"),
        (f"أعلنت رابطة النقل البري رفضها. «{SAID}»، بحسب بيان الرابطة.", "رابطة النقل البري"),
        (f"وذكّرت صاحبة الفكرة، رئيسة نادي العاصي للسباحة نسرين فقيه، بأن الوقت ضيق: «{SAID}».", "نسرين فقيه"),
    ],
)
def test_names_by_rank_patronymic_and_place(text, speaker):
    assert speakers(text) == [speaker]


def test_a_verb_after_a_noun_is_no_name():
    text = f"كتب سامر قباني رواية. دخل القارئ العربي يقرأ الفصول فصار ينشر كل يوم. «{SAID}»، يعترف ضاحكا."
    assert not set(speakers(text)[0].split()) & {"يقرأ", "ينشر", "ضاحكا"}


@pytest.mark.parametrize(
    "text",
    [
        "عبد½",
        "قال ﷺttp",
        "قال عبد½: «نعم نحن هنا اليوم»",
        "وقال بيل باير مساعد",
        "بيان و𐌈، متطوع و",
        "31 نيسان\nمساعد  يسهب دوخي راجيف نددوا ًالذي عضو صلى الله عليه وسلم اقتصاديه قنصل حسب تاجره ",
    ],
)
def test_names_of_signs_are_no_error(text):
    extract_quotes(text, indirect=True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قالت الوزيرة ليلى: «…».", "ليلى"),
        ("قال الوزير علي: «…».", "علي"),
        ("قال علي: «…».", "علي"),
    ],
)
def test_a_given_name_alone(text, speaker):
    assert extract_quotes(text.replace("…", "الخطة ستبدأ غدا في جميع المدن"))[0].speaker == speaker


def test_a_verse_in_its_brackets_is_the_words_between_them():
    [quote] = extract_quotes("قال تعالى: ﴿إن الله مع الصابرين﴾.", indirect=True)
    assert quote.text == "إن الله مع الصابرين"

"""The rows of the table one by one: each choice on real words, and the way back to the source under each."""

from __future__ import annotations

import itertools

import pytest
from arabic_texts import FRAGMENTS
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp import ArabicNormalizer
from arabnlp.text.elongation import STRETCHED, doubled_words, spell_once
from arabnlp.text.folds import FOLDS, SCHEMES

CHOICES = [(fold.name, choice) for fold in FOLDS for choice in fold.choices]


@pytest.mark.parametrize(
    ("row", "choice", "text", "expected"),
    [
        ("diacritics", "remove", "شَدَّدَ ٱلْوَزِيرُ", "شدد ٱلوزير"),
        ("diacritics", "shadda", "شَدَّدَ", "شدّد"),
        ("quranic", "remove", "لَهُۥ ۖ ۝ ۩", "لَهُ   "),
        ("superscript_alef", "remove", "هٰذا", "هذا"),
        ("superscript_alef", "alef", "هٰذا", "هاذا"),
        ("tatweel", "remove", "كبـــير", "كبير"),
        ("alef", "fold", "أحمد إلى آدم ٱ", "احمد الى ادم ٱ"),
        ("wasla", "fold", "ٱلكتاب", "الكتاب"),
        ("hamza", "carrier", "مؤمن مئة", "مومن مية"),
        ("hamza", "hamza", "مؤمن مئة", "مءمن مءة"),
        ("alef_maksura", "yeh", "هدى", "هدي"),
        ("teh_marbuta", "heh", "مدينة", "مدينه"),
        ("teh_marbuta", "teh", "مدينة", "مدينت"),
        ("lookalikes", "fold", "کتاب علی ہو ھو ۃ ۂ ے ۓ ڢاس ڧرآن", "كتاب علي هو هو ة ة ي ئ فاس قرآن"),
        ("presentation", "fold", "ﻻ ﻵ ﷲ ﻣﺼﺮ", "لا لآ ﷲ مصر"),
        ("ligatures", "fold", "ﻻ ﷲ ﷼ ﷺ ﷽ ﷻ", "ﻻ الله ريال صلى الله عليه وسلم بسم الله الرحمن الرحيم جل جلاله"),
        ("ligatures", "fold", "النبي \ufd4c و\ufd41", "النبي صلى الله عليه وآله وسلم ورضي الله عنه"),
        ("digits", "ascii", "٢٠٢٥ ۲۰۲۵", "2025 2025"),
        ("punctuation", "ascii", "نعم، لا؛ متى؟ ٥٠٪ ٣٫٥ ﴿نص﴾ ۔", "نعم, لا; متى? ٥٠% ٣.٥ (نص) ."),
        ("quotes", "ascii", "«نعم» “لا” ‘ربما’ ❝حسنا❞", '"نعم" "لا" \'ربما\' "حسنا"'),
        ("dashes", "ascii", "أ – ب — ج ‑ د − ه", "أ - ب - ج - د - ه"),
        ("invisible", "remove", "مي\u200cرود ب\u200d، 👩🏽‍🚀 ❤️‍🔥 🙂‍↔️ 🏴‍☠️", "ميرود ب، 👩🏽‍🚀 ❤️‍🔥 🙂‍↔️ 🏴‍☠️"),
        ("invisible", "remove", "\u200fنص\u200b \u202bعربي\u202c\ufeff\u00ad", "نص عربي"),
        ("spaces", "fold", "نص\u00a0عربي\u202fهنا\u3000.", "نص عربي هنا ."),
        ("elongation", "word", "راااائع مممتاز جداااا الللليل soooo III", "رائع ممتاز جدا الليل soo III"),
        ("elongation", "one", "راااائع مبرووووك", "رائع مبروك"),
        ("elongation", "two", "راااائع", "راائع"),
        ("urls", "remove", "انظر https://a.b/c?d=1&e=%20.", "انظر  ."),
        ("urls", "token", "(www.spa.gov.sa) و pic.twitter.com/Ab1", "( رابط ) و  رابط "),
        ("urls", "token", "HTTPS://Example.com/a WWW.SPA.GOV.SA Sabq.Org", " رابط   رابط   رابط "),
        ("urls", "token", "youtu.be/xyz، goo.gl/abc و bit.ly/a t.co/b", " رابط ،  رابط  و  رابط   رابط "),
        ("urls", "token", "https://ar.wikipedia.org/wiki/مصر_(بلد) (www.spa.gov.sa/a).", " رابط  ( رابط )."),
        ("urls", "token", "قال.com رقم 3.5 و a.b و U.S.", "قال.com رقم 3.5 و a.b و U.S."),
        ("emails", "token", "راسل a.b+c@news.co.uk، الآن", "راسل  بريد ، الآن"),
        ("mentions", "token", "شكرا @user_1!", "شكرا  مستخدم !"),
        ("hashtags", "split", "#الذكاء_الاصطناعي ＃خبر", "الذكاء الاصطناعي خبر"),
        ("hashtags", "split", "#مُؤَسَّسَة_الطَّاقَة", "مُؤَسَّسَة الطَّاقَة"),
        (
            "hashtags",
            "split",
            "#مصر#السعودية فوز#الهلال فوزَ\u200f#الهلال (#قطر) #a#b",
            "مصر السعودية فوز الهلال فوزَ\u200f الهلال (قطر) a b",
        ),
        ("hashtags", "remove", "خبر #عاجل.", "خبر  ."),
        ("emoji", "remove", "ليل🌙👩🏽‍🚀⭐1️⃣🇸🇦نهار", "ليل     نهار"),
        ("emoji", "remove", "▪️أولا‼️عاجل™️↩️و ℹ️ و☀︎ و©", " أولا عاجل  و   و  و©"),
        ("emoji", "name", "‼️ عاجل ℹ️", ":double_exclamation_mark: عاجل :information_source:"),
        ("emoji", "name", "🌙", ":crescent_moon:"),
        ("emoji", "name", "🇸🇦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ❤️‍🔥", ":flag_sa: :flag_gbeng: :digit_one_keycap: :heavy_black_heart_fire:"),
        ("emoji", "name", "👩🏽‍🚀 👍🏿", ":woman_medium_skin_tone_rocket: :thumbs_up_sign_dark_skin_tone:"),
        ("entities", "decode", "أ&amp;ب &#1593;&nbsp;&lt;", "أ&ب ع\u00a0<"),
        ("tags", "remove", "<p class='a'>نص</p><br/>آخر", " نص  آخر"),
        ("tags", "remove", "<!DOCTYPE html><?xml version='1.0'?><a href='x>y' id=\">\">نص</a>", "   نص "),
        ("tags", "remove", "<a href='x>y'>نص</a> <b title=it's>قيل's</b>", " نص   قيل's "),
        ("tags", "remove", "<![CDATA[نص]]> <STYLE>p {}</Style>أ<script src=a>x < y\n</script >ب", " نص   أ ب"),
        ("tags", "remove", "<!-- أ\n -->ب<script>ج <b>د", " ب ج  د"),
        ("tags", "remove", "3 < 5 و 7 > 2 <3", "3 < 5 و 7 > 2 <3"),
        ("numbers", "token", "في ٢٠٢٥ و1,234.5 وA4", "في رقم و1,234.5 وA4"),
        ("whitespace", "collapse", "أ   ب\tج", "أ ب ج"),
        ("unicode", "NFC", "ا\u0655لى", "إلى"),
        ("unicode", "NFKC", "ﻻ ①", "لا 1"),
    ],
)
def test_rows_on_real_words(row, choice, text, expected):
    normalizer = ArabicNormalizer("none", **{row: choice})
    if row == "ligatures" and "ﷻ" in text:
        expected = expected.replace("جل جلاله", normalizer.normalize("ﷻ"))  # Unicode's spelling
    assert normalizer.normalize(text) == expected
    assert normalizer.align(text).text == expected


EVERYTHING = (
    "قِبَل ـ ٱلله أحمد مؤمن مئة هدى مدينة کتاب ٢٠٢٥، «نص» – ۝ۖ هـٰذا ﻻ ﷲ \ufd4c &amp; <b>عريض</b> http://a.b a@b.co @من "
    "#وسم_طويل 🌙 5 راااائع مممتاز \u00a0\u200f  e\u0301 ﷽ مو\u064e\u0654\u0655من 👩🏽‍🚀 ▪️ #مصر#قطر"
)
SOURCES = st.lists(
    st.one_of(st.sampled_from([*FRAGMENTS, *EVERYTHING.split(" "), *EVERYTHING]), st.text(max_size=4)), max_size=25
).map("".join)


@pytest.mark.parametrize(("row", "choice"), CHOICES, ids=lambda value: value)
@settings(deadline=None, max_examples=40)
@given(text=SOURCES)
def test_the_way_back_is_exact_under_every_choice(row, choice, text):
    check_alignment(ArabicNormalizer("none", **{row: choice}), text)


@pytest.mark.parametrize("scheme", SCHEMES)
@settings(deadline=None, max_examples=80)
@given(text=SOURCES)
def test_schemes_align_and_settle(scheme, text):
    normalizer = ArabicNormalizer(scheme)
    check_alignment(normalizer, text)
    once = normalizer.normalize(text)
    assert normalizer.normalize(once) == once
    assert normalizer.transform([text]) == [once]


def check_alignment(normalizer, text):
    aligned = normalizer.align(text)
    assert aligned.text == normalizer.normalize(text)
    last = 0
    for i in range(len(aligned.text)):
        start, end = aligned.span(i, i + 1)
        assert last <= start < end <= len(text)
        last = start
    size = len(aligned.text)
    assert aligned.span(0, size) == (0, len(text))
    for a, b in itertools.combinations(range(0, size, 1 + size // 8), 2):
        (first, last), middle = aligned.span(a, b), (a + b + 1) // 2
        halves = [aligned.span(*half) for half in ((a, middle), (middle, b)) if half[0] < half[1]]
        assert (first, last) == (min(start for start, _ in halves), max(end for _, end in halves))
        if a and b < size and aligned.text[a] not in " #":  # outside it lies what belongs to others, or is removed
            before, after = aligned.span(a - 1, a), aligned.span(b, b + 1)
            assert before[0] <= first and last <= after[1]
    if size > 1:  # what lies before the first character and after the last is what the folds take away
        first, last = aligned.span(0, 1)[0], aligned.span(size - 1, size)[1]
        outside = normalizer.normalize(text[:first]) + normalizer.normalize(text[last:])
        assert outside.strip(" #＃\n") == ""  # the sign of a hashtag goes only with its word


def test_doubled_words_are_folded_and_have_a_doubled_letter():
    words = doubled_words()
    assert len(words) > 800 and {"ممتاز", "ملايين", "سبب", "فلسطينيين"} <= words
    assert all(any(a == b for a, b in itertools.pairwise(word)) for word in words)
    assert not any(char in word for word in words for char in "أإآةى")


@pytest.mark.parametrize(
    ("stretched", "spelled"),
    [
        ("ممممتاز", "ممتاز"),
        ("والمممتازة", "والممتازة"),
        ("سببببب", "سبب"),
        ("الله أكبررررر", "الله أكبر"),
        ("اللللله", "الله"),
        ("لللناس", "للناس"),
        ("حبييييبي", "حبيبي"),
        ("هههههه", "هه"),
        ("خخخخ", "خخ"),
        ("هههخخخ", "ههخخ"),
        ("سسسبب", "سبب"),
        ("سسسببب", "سبب"),
        ("وسسسبب", "وسبب"),
        ("تتتردد", "تردد"),
        ("لللمحققين", "للمحققين"),
        ("ليييييييش", "ليش"),
    ],
)
def test_stretched_words(stretched, spelled):
    assert STRETCHED.sub(spell_once, stretched) == spelled

"""Bytes to text: every encoding, short texts, damage, and what is not text."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from arabnlp.articles.encodings import Decoded, decode, detect
from arabnlp.errors import InputError

NEWS = (
    "أعلنت وزارة الصحة اليوم الثلاثاء عن افتتاح ثلاثة مستشفيات جديدة في العاصمة، "
    "وقال الوزير إن المشروع كلّف 20 مليون دينار.\n"
    "وأضاف: هل نكتفي بهذا؟ لا؛ سنواصل العمل حتى نهاية العام."
)
HEADLINES = [
    "ارتفاع أسعار النفط عالميا",
    "مجلس النواب يقر الموازنة",
    "وفاة النجمة سريديفي",
    "منتخب مصر يفوز على غانا",
    "الأمم المتحدة تدعو إلى وقف إطلاق النار",
    "انطلاق معرض الكتاب في الدوحة",
    "زلزال يضرب جنوب تركيا",
]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
CODE_PAGES = ["cp1256", "iso8859_6", "mac_arabic", "cp720"]


@pytest.mark.parametrize("encoding", UNICODE + CODE_PAGES)
def test_news_comes_back_from_every_encoding(encoding):
    data = NEWS.encode(encoding, errors="ignore")  # code page 720 has no Arabic comma
    assert decode(data).text == data.decode(encoding).removeprefix("\ufeff")


@pytest.mark.parametrize("encoding", UNICODE + CODE_PAGES)
@pytest.mark.parametrize("headline", HEADLINES)
def test_short_headlines_come_back(encoding, headline):
    assert decode(headline.encode(encoding)).text == headline


@pytest.mark.parametrize("word", ["الوزارة", "المستشفيات", "والجامعة", "سوريا", "الاقتصادية"])
@pytest.mark.parametrize("encoding", [*UNICODE, "cp1256", "iso8859_6"])
def test_one_word_comes_back(encoding, word):
    assert decode(word.encode(encoding)).text == word


def test_the_encoding_is_named():
    # Letters stand at the same bytes in ISO 8859-6 and MacArabic; their spaces and full stops do not.
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6"):
        assert detect(HEADLINES[1].encode(encoding)) == encoding
    assert detect(NEWS.encode("mac_arabic")) == "mac_arabic"


def test_vocalized_windows_text():
    text = "قِبَلَ إدارةٍ مُوَحَّدةٍ في عمّان"
    assert decode(text.encode("cp1256")) == Decoded(text, "cp1256")


def test_french_names_in_windows_text():
    text = "قال المخرج André Téchiné إن الفيلم «جميل» – وانتهى…"
    assert decode(text.encode("cp1256")).text == text


def test_persian_letters_of_windows_text():
    text = "زار الرئيس مدينة گرگان ثم چابهار وتحدث مع أهل المدينة عن الپترول"
    assert decode(text.encode("cp1256")).text == text


def test_line_ends_become_unix():
    assert decode("سطر\r\nسطر\r\n".encode()).text == "سطر\nسطر\n"
    assert decode("سطر أول\rسطر ثان".encode("mac_arabic")).text == "سطر أول\nسطر ثان"


def test_byte_order_mark_goes_and_nothing_else():
    assert decode(codecs.BOM_UTF8 + "  نص \t\n\n".encode()) == Decoded("  نص \t\n\n", "utf-8-sig")


def test_utf8_cut_in_its_last_character_is_read_with_a_note():
    decoded = decode(NEWS.encode()[:101], "cut.txt")
    assert decoded.text[:-1] == NEWS[: len(decoded.text) - 1] and decoded.text[-1] == "\ufffd"
    assert decoded.encoding == "utf-8"
    assert len(decoded.notes) == 1 and "cut.txt ends in the middle of a character" in decoded.notes[0]


def test_utf16_cut_in_its_last_character_is_read_with_a_note():
    decoded = decode(NEWS.encode("utf-16")[:-1], "cut.txt")
    assert decoded.text[:-1] == NEWS[:-1]
    assert "ends in the middle" in decoded.notes[0]


def test_few_bad_bytes_are_replaced_and_noted():
    data = bytearray(NEWS.encode())
    data[40] = data[90] = 0xFF
    decoded = decode(bytes(data), "spoilt.txt")
    assert decoded.encoding == "utf-8" and "وزارة" in decoded.text
    # Byte 40 was the second half of a letter, whose first half now stands alone.
    assert re.search(r"spoilt\.txt has \d places that are not utf-8, the first at byte 39", decoded.notes[0])


def test_windows_text_with_some_utf8_looking_bytes_stays_windows():
    text = "ط§ هذا نص عربي طويل بما يكفي ليعرف ترميزه" * 3
    assert decode(text.encode("cp1256")).text == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n\xd0\xd1", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "Word"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (gzip.compress(b"text", mtime=0), "gzip"),
        (b"abc\x00\x01\x02def" * 9, "NUL"),
        (bytes(range(1, 32)) * 4, "control"),
        (zlib.compress(NEWS.encode() * 3), "photo.jpg"),
        (bytes(range(256)) * 4, "photo.jpg"),
    ],
)
def test_what_is_not_text_is_refused_by_name(data, what):
    with pytest.raises(InputError, match=r"photo\.jpg is not text") as error:
        decode(data, "photo.jpg")
    assert what in str(error.value)


def test_other_code_pages_are_refused_rather_than_misread():
    with pytest.raises(InputError, match="not Arabic text"):
        decode("Министр здравоохранения открыл новую больницу в столице".encode("cp1251"), "ru.txt")


OTHER_LANGUAGES = [
    ("привет мир как дела", "cp1251"),
    ("Путин встретился с президентом Египта", "cp1251"),
    ("Министр здравоохранения открыл новую больницу", "cp866"),
    ("он сказал что все будет хорошо", "mac_cyrillic"),
    ("שלום עולם מה שלומך היום", "cp1255"),
    ("Ο υπουργός υγείας άνοιξε νέο νοσοκομείο", "cp1253"),
    ("卫生部长开设了新医院", "gb18030"),
]


@pytest.mark.parametrize(("text", "encoding"), OTHER_LANGUAGES)
def test_a_line_of_another_language_is_refused(text, encoding):
    with pytest.raises(InputError, match="not Arabic text"):
        decode(text.encode(encoding))


def test_too_short_to_refuse_is_noted():
    [note] = decode("новости".encode("cp1251"), "ru.txt").notes
    assert note.startswith("ru.txt may not be Arabic")


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_arabic_is_not_noted_however_short(encoding):
    short = [*NEWS.split(), "قِطَعٌ", "صه", "في"] if encoding == "cp1256" else []
    for text in [NEWS, *HEADLINES, *short]:
        assert decode(re.sub("[^\\w\\s]", "", text).encode(encoding, errors="ignore")).notes == ()


def test_one_letter_in_utf16():
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode("ق".encode(encoding)) == Decoded("ق", encoding)


def test_urdu_in_windows_text():
    text = "پاکستان کے وزير اعظم نے کہا ہے کہ حکومت عوام کو ريليف دے گي"
    assert decode(text.encode("cp1256")) == Decoded(text, "cp1256")


def test_dos_arabic_is_named():
    assert decode(NEWS.replace("،", ",").replace("؟", "?").replace("؛", ";").encode("cp720")).encoding == "cp720"


def test_empty_bytes_are_an_empty_text():
    assert decode(b"") == Decoded("", "utf-8")


def test_plain_english_is_utf8():
    assert decode(b"The minister spoke.") == Decoded("The minister spoke.", "utf-8")


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00")
@example(b"\x00\x00\xfe\xff\x01")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_give_text_or_input_error(data):
    try:
        decoded = decode(data)
    except InputError:
        return
    assert isinstance(decoded.text, str)
    decoded.text.encode("utf-8")  # no half surrogates


WORDS = [
    "أعلنت",
    "الوزارة",
    "عن",
    "خطة",
    "جديدة",
    "لدعم",
    "التعليم",
    "في",
    "المدارس",
    "وقال",
    "الرئيس",
    "إن",
    "الحكومة",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=6, max_size=30).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.sampled_from(UNICODE + CODE_PAGES), st.sampled_from(["", ".", "؟", " 12"]))
def test_arabic_sentences_come_back(sentence, encoding, end):
    end = "?" if (encoding, end) == ("cp720", "؟") else end
    assert decode((sentence + end).encode(encoding)).text == sentence + end


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\r"), min_size=1))
def test_any_utf8_text_comes_back(text):
    # A few texts are valid UTF-16 as well as UTF-8, but none without a control character.
    assert decode(text.encode()).text == text


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.integers(0, 200))
def test_utf8_cut_anywhere_keeps_what_is_whole(sentence, cut):
    data = sentence.encode()[: cut + 2]
    assert decode(data).text.rstrip("\ufffd") == data.decode(errors="ignore")


@pytest.mark.parametrize("page", CODE_PAGES)
def test_lines_of_two_encodings_in_one_file_are_both_read(page):
    lines = re.sub("[،؟؛]", "", NEWS).split("\n")
    data = lines[0].encode() + b"\nAP\n" + lines[1].encode(page) + b"\n" + lines[0].encode()
    decoded = decode(data, "joined.txt")
    assert decoded.text == f"{lines[0]}\nAP\n{lines[1]}\n{lines[0]}" and decoded.encoding == "utf-8"
    assert decoded.notes == (f"joined.txt mixes encodings: 1 of its 4 lines are {page}, the others UTF-8.",)


def test_mojibake_is_repaired_and_counted():
    spoilt = NEWS.encode().decode("latin-1")
    decoded = decode(spoilt.encode(), "old.csv")
    assert decoded.text == NEWS
    assert re.fullmatch(r"old\.csv held mojibake \(UTF-8 read as Latin-1\) in \d+ places: repaired\.", decoded.notes[0])


def test_old_arabic_read_as_western_text_is_repaired_and_named():
    decoded = decode(HEADLINES[1].encode("cp1256").decode("latin-1").encode(), "old.csv")
    assert decoded.text == HEADLINES[1]
    assert decoded.notes == ("old.csv held mojibake (Windows-1256 read as Latin-1) in 4 places: repaired.",)


def test_visual_order_is_noted_and_kept():
    line = "ﺔﻴﺑﺮﻌﻟﺍ ﺔﻐﻠﻟﺍ"
    decoded = decode(line.encode(), "page.txt")
    assert decoded.text == line and "page.txt is in visual order" in decoded.notes[0]


@pytest.mark.parametrize("encoding", ["iso8859_6", "mac_arabic"])
def test_no_break_spaces_among_spaces_do_not_turn_iso_into_mac(encoding):
    text = (
        "\u00a0قالت وزارة الخارجية\u00a0إنها أحالت الاتفاق إلى المجلس أمس" if encoding == "iso8859_6" else HEADLINES[0]
    )
    decoded = decode(text.encode(encoding))
    assert decoded == Decoded(text, encoding)

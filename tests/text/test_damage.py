"""Mojibake is undone exactly and good text left alone; visual order is found, and turned round on request."""

from __future__ import annotations

import unicodedata

import ftfy
import pytest
from arabic_texts import modest, texts
from hypothesis import given
from hypothesis import strategies as st

from arabnlp.errors import InputError
from arabnlp.text.damage import Repaired, repair_mojibake, restore_visual_order, visual_lines

NEWS = "قال الوزير: «نفّذنا المشروع – كما وعدنا – في ٢٠٢٥». وحضر André اللقاء…"
PAGES = {
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
    "cp1256": "Windows-1256",
    "mac_roman": "Mac Roman",
    "cp437": "code page 437",
    "cp850": "code page 850",
    "cp720": "code page 720",
    "cp1250": "Windows-1250",
    "iso8859_6": "ISO 8859-6",
    "mac_arabic": "MacArabic",
}
NOT_OF_FTFY = ("cp1256", "cp850", "cp720", "iso8859_6", "mac_arabic")


def misread(text: str, page: str) -> str:
    """What software shows that reads UTF-8 in this code page; unassigned bytes become controls, as in browsers."""
    chars = (bytes([byte]).decode(page, errors="replace") for byte in text.encode())
    return "".join(chr(byte) if char == "\ufffd" else char for byte, char in zip(text.encode(), chars, strict=True))


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("page", PAGES)
def test_every_code_page_once_and_twice(page, times):
    spoilt = NEWS
    for _ in range(times):
        spoilt = misread(spoilt, page)
    repaired = repair_mojibake(spoilt)
    assert repaired.text == NEWS and repaired.places > 5 and repaired.read_as == (PAGES[page],)
    if page not in NOT_OF_FTFY:
        assert ftfy.fix_encoding(spoilt) == NEWS


def test_one_spoilt_line_among_good_ones():
    text = f"{NEWS}\n{misread('قال الوزير', 'cp1256')}\nظ، ط؟ آ«لا»"
    assert repair_mojibake(text) == Repaired(f"{NEWS}\nقال الوزير\nظ، ط؟ آ«لا»", 2, ("Windows-1256",))


def test_where_most_lines_are_spoilt_short_ones_are_too():
    text = "\n".join(["وصل الوفد", "«", "غادر الوفد"])
    assert repair_mojibake(misread(text, "cp1252")).text == text


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        "ط، ظ؟ ع؛ غ…",
        "le garçon a mangé «la pêche» à Noël – déjà vu",
        "کتاب گفتگو و چاپ پژوهش ڈاکٹر ٹیلی ویژن",
        "ع،غ،ظ؟ع؛ «ع» غ. ظ ع غ ",
        "Ø§",
        "ÿ Ÿ Ø Ù ط§",
        "",
    ],
)
def test_good_text_stays(text):
    assert repair_mojibake(text) == Repaired(text, 0, ())


def test_ftfy_is_asked_only_on_request():
    text = "le garÃ§on a mangÃ©"
    assert repair_mojibake(text).text == text
    assert repair_mojibake(text, use_ftfy=True) == Repaired("le garçon a mangé", 1, ("ftfy",))


@modest
@given(st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي «»،–é\n"), min_size=1), st.sampled_from(sorted(PAGES)))
def test_what_is_repaired_is_what_was_spoilt(text, page):
    repaired = repair_mojibake(misread(f"الوزير\n{text}", page)).text
    assert repaired.split("\n")[0] == "الوزير"
    again = repair_mojibake(misread(f"{text} الوزير".replace("\n", " "), page)).text
    assert again == f"{text} الوزير".replace("\n", " ")


@modest
@given(texts)
def test_any_text_goes_in(text):
    repaired = repair_mojibake(text)
    assert (repaired.text == text) == (not repaired.places)
    turned = restore_visual_order(text)
    assert len(turned) == len(text)
    for start, end in visual_lines(text):
        assert 0 <= start < end <= len(text) and "\n" not in text[start:end]


# As a PDF of «صدر التقرير (الجزء 2) عام 2024، وكتبته World Bank Group.» gives it: shaped, left to right.
LOGICAL = "صدر التقرير (الجزء 2) عام 2024، وكتبته World Bank Group."
SHAPED = ".World Bank Group ﻪﺘﺒﺘﻛﻭ ،2024 ﻡﺎﻋ (2 ﺀﺰﺠﻟﺍ) ﺮﻳﺮﻘﺘﻟﺍ ﺭﺪﺻ"


def test_shaped_visual_order_is_found_and_turned_round():
    assert visual_lines(f"{LOGICAL}\n{SHAPED}") == [(len(LOGICAL) + 1, len(LOGICAL) + 1 + len(SHAPED))]
    assert unicodedata.normalize("NFKC", restore_visual_order(SHAPED)) == LOGICAL


def test_shaped_text_in_reading_order_stays():
    text = "ﺻﺪﺭ ﺍﻟﺘﻘﺮﻳﺮ ﻋﺎﻡ 2024"
    assert visual_lines(text) == [] and restore_visual_order(text) == text


def test_plain_letters_backwards():
    logical = "أكدت وزارة الصحة أن الحملة الوطنية مستمرة\nفي القرى والمدن كافة\nحتى نهاية السنة"
    visual = "\n".join(line[::-1] for line in logical.split("\n"))
    assert len(visual_lines(visual)) == 3
    assert restore_visual_order(visual) == logical
    assert visual_lines(logical) == []


@pytest.mark.parametrize(
    "unit", ["ا", "ﻻ", "ﺔ", "ط§", "Ø§", "Ã˜", "ة ", "ةا", "(", "1", "1.", "a ", "\n", "\u0651", "«", "ـ"]
)
def test_a_million_characters(unit):
    text = (unit * 10**6)[: 10**6]
    assert len(restore_visual_order(text)) == len(text)
    assert len(repair_mojibake(text).text) <= len(text)


@pytest.mark.parametrize("function", [repair_mojibake, visual_lines, restore_visual_order])
def test_what_is_no_string_is_refused(function):
    with pytest.raises(InputError, match="one string"):
        function(b"abc")

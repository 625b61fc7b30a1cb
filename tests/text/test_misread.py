"""Arabic of old code pages read as Western text is undone; Western text stays."""

from __future__ import annotations

import pytest

from arabnlp.text.damage import Repaired, repair_mojibake
from arabnlp.text.inspect import inspect_text
from arabnlp.text.misread import repair_misread

NEWS = "قال الوزير: «نفذنا المشروع كما وعدنا في 2025»، وحضر André اللقاء، وCNN؟\nثم غادر\nالوفد"


@pytest.mark.parametrize("western", ["latin-1", "cp1252"])
@pytest.mark.parametrize("page", ["cp1256", "iso8859_6"])
def test_old_arabic_read_as_western_text(page, western):
    text = NEWS if page == "cp1256" else NEWS.replace("«", "").replace("»", "").replace("é", "e")
    repaired = repair_mojibake(text.encode(page).decode(western))
    label = {"cp1256": "Windows-1256", "iso8859_6": "ISO 8859-6"}[page]
    assert repaired.text == text and repaired.places > 10
    assert repaired.read_as == (f"{label} read as Latin-1",)  # the two agree on all of its characters


def test_windows_signs_tell_the_western_page():
    spoilt = "قال الوزير – كما وعدنا – إن العمل مستمر…".encode("cp1256").decode("cp1252")
    assert repair_mojibake(spoilt).read_as == ("Windows-1256 read as Windows-1252",)


def test_one_spoilt_line_among_good_ones():
    good = "وصل الوفد أمس\nle garçon a été reçu à Noël"
    spoilt = "أعلنت وزارة الصحة".encode("cp1256").decode("latin-1")
    assert repair_misread(f"{good}\n{spoilt}")[0] == f"{good}\nأعلنت وزارة الصحة"


def test_it_is_reported():
    spoilt = "أعلنت وزارة الصحة اليوم".encode("cp1256").decode("latin-1")
    damage = inspect_text([spoilt] * 5).damage
    assert (damage.mojibake, damage.mojibake_texts) == (20, 5)
    assert damage.read_as == {"Windows-1256 read as Latin-1": 5}


@pytest.mark.parametrize(
    "text",
    [
        "L'été dernier, à Paris, où êtes-vous né ? ÉTÉ, ÇÀ ET LÀ, NOËL, ŒUVRE",
        "Die Größe über Österreich: schöne Grüße; ÄÖÜ äöüß ÜBERGRÖSSE",
        "Türkiye Cumhurbaşkanı çağdaş güçlü ölçüsü ŞÖĞÜÇİ ÇÖÜ ÖÇÜ",
        "پاکستان کے وزیر اعظم نے کہا ہے کہ حکومت عوام کو ریلیف دے گی۔",
        "الفيلم «Amélie» و«Élysée» للمخرج André Téchiné",
        "¿Qué? ¡Ñandú! áéíóú ÁÉÍÓÚÑ; São João põe as mãos à ação",
        "Það er æði öðruvísi á Íslandi; ÆØÅ æøå öäå öäå åäö åäö",
        "ABCDE ÀÈÌÒÙ ÀÈÌÒÙ €",
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
        "ÇáÇ",
        "",
    ],
)
def test_western_and_good_text_stays(text):
    for each in (text, text.upper(), text.lower(), f"{text}\n{text}"):
        assert repair_mojibake(each) == Repaired(each, 0, ())


@pytest.mark.parametrize("unit", ["Ç", "Çá", "Çá ", "éà", "Çáa"])
def test_a_million_characters(unit):
    text = (unit * 10**6)[: 10**6]
    assert len(repair_misread(text)[0]) == len(text)

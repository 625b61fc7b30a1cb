"""The tables against Unicode's own data: no Arabic character is forgotten."""

from __future__ import annotations

import re
import sys
import unicodedata

from arabnlp.text import charset as c

BLOCKS = [(0x0600, 0x0700), (0x0750, 0x0780), (0x0870, 0x0900), (0xFB50, 0xFE00), (0xFE70, 0xFF00)]
ARABIC = [chr(code) for low, high in BLOCKS for code in range(low, high) if unicodedata.category(chr(code)) != "Cn"]


def test_every_code_point_has_a_class():
    classes = {c.char_class(chr(code)) for code in range(sys.maxunicode + 1)}
    assert classes == set(c.CLASSES)


def test_every_arabic_character_is_classed_by_what_it_is():
    allowed = {
        "Lo": {"letter", "lookalike", "letter_other", "presentation_a", "presentation_b"},
        "Lm": {"tatweel", "quranic", "letter_other"},
        "Mn": {"diacritic", "quranic"},
        "Nd": {"digit_arabic", "digit_extended"},
        "Po": {"punctuation_arabic", "punctuation"},
        "Ps": {"punctuation_arabic"},
        "Pe": {"punctuation_arabic"},
        "Cf": {"symbol", "quranic", "bidi", "invisible"},
        "So": {"symbol", "quranic", "presentation_a"},
        "Sm": {"symbol"},
        "Sc": {"symbol", "presentation_a"},
        "Sk": {"presentation_a", "symbol"},
    }
    for char in ARABIC:
        category, kind, code = unicodedata.category(char), c.char_class(char), f"{ord(char):04X}"
        assert kind in allowed[category], (code, category, kind)
        assert bool(re.match(f"[{c.ARABIC_LETTER_RANGES}]", char)) == (category == "Lo" or char in "ۥۦࣉ\ufdcf"), code
        assert bool(re.match(f"[{c.MARK_RANGES}]", char)) == (category == "Mn"), code


def test_marks_of_the_folds_are_all_of_unicode():
    folded = set(c.HARAKAT + c.MADDAH_HAMZA_MARKS + c.RARE_MARKS + c.QURANIC_MARKS + c.SUPERSCRIPT_ALEF)
    assert {char for char in ARABIC if unicodedata.category(char) == "Mn"} <= folded


def test_every_presentation_form_has_plain_letters():
    plain = c.presentation_forms() | c.LIGATURES
    for char in ARABIC:
        if c.char_class(char).startswith("presentation") and unicodedata.category(char) not in ("Sk", "So"):
            assert char in plain or char == "\ufe73", f"{ord(char):04X}"  # a tail without a letter
    assert not [char for out in plain.values() for char in out if c.char_class(char).startswith("presentation")]


def test_every_honorific_ligature_is_spelled_out():
    for char in ARABIC:
        if unicodedata.name(char).startswith("ARABIC LIGATURE") and unicodedata.normalize("NFKC", char) == char:
            assert char in c.LIGATURES, unicodedata.name(char)
    assert c.LIGATURES["\ufdfd"] == "بسم الله الرحمن الرحيم"


def test_every_directional_control_and_unusual_space():
    kinds = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    controls = {chr(code) for code in range(sys.maxunicode + 1) if unicodedata.bidirectional(chr(code)) in kinds}
    assert controls | set("\u200e\u200f\u061c") == set(c.BIDI_CONTROLS)
    assert {chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Zs"} == {*c.SPACES, " "}


def test_tables_do_not_overlap():
    marks = [c.HARAKAT, c.MADDAH_HAMZA_MARKS, c.RARE_MARKS, c.QURANIC_MARKS, c.QURANIC_SIGNS, c.INVISIBLE, c.SPACES]
    joined = "".join(marks)
    assert len(joined) == len(set(joined))

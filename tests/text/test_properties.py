"""What every public function on text must bear: any Unicode, and a million equal characters.

A function that takes quadratic time needs hours for a million characters: there is no clock here, the test would simply
not end. Functions that look back in a text by design are given fewer characters.
"""

from __future__ import annotations

import pytest
from arabic_texts import modest, texts
from hypothesis import example, given

from arabnlp import ArabicNormalizer, extract_quotes, split_sentences, strip_boilerplate
from arabnlp.articles.encodings import decode
from arabnlp.errors import InputError
from arabnlp.text import (
    boilerplate,
    clitics,
    damage,
    datelines,
    dates,
    elongation,
    inspect,
    lemma,
    quotemarks,
    speech,
    stem,
    tokenize,
)
from arabnlp.text import sentences as lines
from arabnlp.text.repetition import BoilerplateModel, find_repeated
from arabnlp.text.stopwords import fold_stop_words

# Each public function of a text, so that its result is computed to the end.
FUNCTIONS = {
    "article_date": dates.article_date,
    "bare": speech.bare,
    "boilerplate_spans": boilerplate.boilerplate_spans,
    "dateline_end": datelines.dateline_end,
    "decode": lambda text: _decoded(text),
    "extract_quotes": extract_quotes,
    "find_dates": dates.find_dates,
    "find_repeated": lambda text: find_repeated([text, text + "."]),
    "fold_stop_words": lambda text: fold_stop_words(text.split(), ArabicNormalizer("search")),
    "fold_word": tokenize.fold_word.__wrapped__,
    "inspect_text": inspect.inspect_text,
    "is_definite": speech.is_definite,
    "is_title": speech.is_title,
    "is_word": lemma.is_word,
    "isri": stem.isri,
    "light10": stem.light10,
    "model_spans": lambda text: BoilerplateModel(datelines=True).fit([text]).spans(text),
    "normalize": ArabicNormalizer("social").normalize,
    "paragraphs": lines.paragraphs,
    "quoted_spans": quotemarks.quoted_spans,
    "repair_mojibake": damage.repair_mojibake,
    "restore_visual_order": damage.restore_visual_order,
    "spell_once": lambda text: elongation.STRETCHED.sub(elongation.spell_once, text),
    "split_clitics": clitics.split_clitics,
    "split_sentences": lambda text: split_sentences(text, headings=True),
    "strip_boilerplate": lambda text: strip_boilerplate(text, datelines=True),
    "tokenize": lambda text: list(tokenize.tokenize(text)),
    "tokenize_clitics": lambda text: list(clitics.tokenize_clitics(text)),
    "visual_lines": damage.visual_lines,
    "without_conjunction": speech.without_conjunction,
    "words": tokenize.words,
}


def _decoded(text):
    try:
        return decode(text.encode("utf-8", "replace"))
    except InputError:  # NUL and other controls: not text
        return None


UNITS = ["ا", "\u064e", "3", '"', " ", "ـ", "«", "\n", "ال"]
MANY = 10**6
# A token, a line or a quotation for each character: linear, but with a Python object each.
OBJECTS = {"extract_quotes", "find_repeated", "model_spans", "split_sentences", "quoted_spans", "tokenize_clitics"}
OBJECTS |= {"tokenize", "words", "boilerplate_spans", "strip_boilerplate", "paragraphs", "find_dates"}


@pytest.mark.parametrize("name", FUNCTIONS)
@modest
@example("")
@example("\x00\ud800\U0010ffff")
@example('\udfff«\n"ـ\u064e')
@given(text=texts)
def test_any_unicode_goes_in_and_the_same_comes_out_twice(name, text):
    first = FUNCTIONS[name](text)
    assert first == FUNCTIONS[name](text)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: "U+" + "-".join(f"{ord(char):04X}" for char in unit))
@pytest.mark.parametrize("name", FUNCTIONS)
def test_equal_characters_without_end(name, unit):
    many = MANY // 20 if name in OBJECTS else MANY
    FUNCTIONS[name]((unit * many)[:many])

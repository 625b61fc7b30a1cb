"""Stop words are spelled like the text that they are matched against, and hold no word that models need."""

import pytest

from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.speech import speech_forms
from arabnlp.text.stopwords import NEGATIONS, stop_words, stop_words_for
from arabnlp.text.tokenize import fold_word


@pytest.mark.parametrize("word", "في من إلى على عن التي الذي هذا هذه وفي ومن فإن أن إن كان هو هي قد بعد".split())
def test_function_words_are_listed(word):
    assert word in stop_words()


@pytest.mark.parametrize("word", "الوزير قال قالت أكد الحكومة مباراة نجاح رفض دفاع".split())
def test_content_words_and_speech_verbs_are_not(word):
    assert word not in stop_words()


def test_no_negation_and_no_verb_of_speech():
    assert not NEGATIONS & stop_words()
    always = {word for word, form in speech_forms().items() if form.always and form.lemma in ("قال", "أكد", "أضاف")}
    assert not always & {fold_word(word) for word in stop_words()}


def test_joined_conjunctions():
    assert all("و" + word in stop_words() and "ف" + word in stop_words() for word in ("في", "من", "إلى"))


@pytest.mark.parametrize("scheme", ["none", "light", "search", "news", "social", "pyarabic", "camel", "lucene"])
def test_the_list_is_spelled_as_each_scheme_spells(scheme):
    normalizer = ArabicNormalizer(scheme)
    folded = stop_words_for(normalizer)
    assert normalizer.normalize("إلى") in folded
    assert all(normalizer.normalize(word) in folded for word in stop_words())
    assert all(normalizer.normalize(word) == word for word in folded)


def test_without_normalizer_as_written():
    assert stop_words_for(None) == stop_words() and "إلى" in stop_words_for(None)
    assert "الي" not in stop_words_for(None)


def test_entries_are_single_words():
    assert all(word and len(word.split()) == 1 for word in stop_words())

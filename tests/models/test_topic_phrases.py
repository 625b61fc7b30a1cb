"""Phrases that name topics."""

import numpy as np

from arabnlp.models.topic_phrases import compose_label, phrase_labels, word_kinds
from arabnlp.models.topic_terms import read_tokens, topic_stop_words

STOPS = topic_stop_words("search")


def phrases(texts, times=4):
    """Phrases of one topic that is made of all words of the texts, as strings."""
    tokens = read_tokens(texts * times, "news")
    relevance = np.zeros((1, len(tokens.terms)))
    found = phrase_labels(tokens, np.arange(len(tokens.terms)), np.ones((len(texts) * times, 1)), relevance, STOPS)
    return [" ".join(tokens.terms[i] for i in phrase) for phrase, _ in found[0]]


def test_a_phrase_goes_over_no_mark():
    for mark in (".", "؟", "!", "،", "؛", ":", "\n", " - ", "»", ")"):
        assert "النفط السوق" not in phrases([f"ارتفع النفط{mark} السوق هادئة"]), mark
    assert "النفط السوق" in phrases(["ارتفع النفط السوق هادئة", "إن النفط السوق كاسدة", "النفط السوق"])


def test_a_fragment_of_a_longer_phrase_is_none():
    found = phrases(["قال النبي صلى الله عليه وسلم إن", "حديث النبي صلى الله عليه وسلم عن"])
    assert not any(phrase.endswith("صلى") or phrase.startswith("صلى") for phrase in found)
    found = phrases(["هيئة السوق المالية تعلن", "إن هيئة السوق المالية أوقفت", "هيئة السوق المالية"])
    assert "هيئة السوق المالية" in found and "هيئة السوق" not in found and "السوق المالية" not in found


def test_a_part_that_also_stands_alone_is_a_phrase():
    found = phrases(["هيئة السوق المالية تعلن", "في السوق المالية اليوم", "عن السوق المالية أمس"])
    assert "السوق المالية" in found


def test_phrases_are_not_cut_from_names_with_titles():
    texts = ["وزير التعليم الدكتور عزام الدخيل", "لدى التعليم الدكتور عزام أمس", "مع الدكتور توفيق في"]
    found = phrases(texts)
    assert not any("الدكتور" in phrase for phrase in found)


def test_no_phrase_begins_with_an_adjective_conjunction_preposition_or_verb():
    texts = [
        "الأنظمة الخاصة بمنطقة عسير هنا",
        "الوثائق الخاصة بمنطقة عسير هنا",
        "أخبار لكرة القدم عن كرة القدم",
        "عن لكرة القدم ثم كرة القدم",
        "والغاز الطبيعي هنا الغاز الطبيعي",
        "إن الغاز الطبيعي وفير",
        "الغاز الطبيعي",
        "يحفظ بلادنا هنا",
        "هو يحفظ بلادنا الآن",
        "صرف مليون ريال هنا",
        "جمع مليون ريال الآن",
    ]
    found = phrases(texts)
    assert {"كرة القدم", "الغاز الطبيعي"} <= set(found)
    assert not any(phrase.split()[0] in {"الخاصة", "لكرة", "والغاز", "يحفظ", "مليون"} for phrase in found)


def test_a_first_letter_is_a_prefix_only_where_the_rest_is_a_word_of_its_own():
    tokens = read_tokens(["لكرة كرة كرة لجنة لجنة لجنة لجنة جنة وسائل تعليم التعليم"], "news")
    kinds = word_kinds(tokens, STOPS)
    first = {word for word, able in zip(tokens.terms, kinds.first, strict=True) if able}
    assert {"كرة", "لجنة", "وسائل", "تعليم"} <= first and "لكرة" not in first


def test_function_words_may_stand_inside():
    found = phrases(["هيئة الأمر بالمعروف والنهي عن المنكر تعلن", "مدير هيئة الأمر بالمعروف والنهي عن المنكر قال"])
    assert "الأمر بالمعروف والنهي عن المنكر" in found or "هيئة الأمر بالمعروف والنهي" not in found
    assert not any(phrase.endswith(("عن", "والنهي")) for phrase in found)


def test_a_label_does_not_say_a_word_twice():
    types = ["أسعار", "النفط"]
    terms = ["والنفط", "نفط", "النفط", "الإسرائيلية", "الإسرائيلي", "الغاز"]
    label = compose_label([((0, 1), 1.0)], np.arange(6), types, terms, 3)
    assert label == "أسعار النفط، الإسرائيلية، الغاز"


def test_texts_without_breaks_are_read_whole():
    tokens = read_tokens(["ارتفعت أسعار النفط اليوم", "أسعار النفط", "أسعار النفط"] * 4, "news")._replace(breaks=None)
    relevance = np.zeros((1, len(tokens.terms)))
    [found] = phrase_labels(tokens, np.arange(len(tokens.terms)), np.ones((12, 1)), relevance, STOPS)
    assert found

"""Stemmers by name equal their originals: light10 Lucene's ArabicStemmer, isri NLTK's, the others their packages."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from arabic_texts import modest, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.errors import ArabNLPError, InputError, MissingPackageError
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.stem import STEMMERS, get_stemmer, isri, light10, stem_types
from arabnlp.text.tokenize import words

SEED = (Path(__file__).parents[2] / "seeds/000_98006e8bcea76a25.txt").read_text(encoding="utf-8")
WORDS = sorted({ArabicNormalizer("search").normalize(word) for word in words(SEED)})

# From Lucene's TestArabicStemFilter (analysis/common, package org.apache.lucene.analysis.ar).
LUCENE = [
    ("الحسن", "حسن"),  # al
    ("والحسن", "حسن"),  # wal
    ("بالحسن", "حسن"),  # bal
    ("كالحسن", "حسن"),  # kal
    ("فالحسن", "حسن"),  # fal
    ("للاخر", "اخر"),  # ll
    ("وحسن", "حسن"),  # w
    ("زوجها", "زوج"),  # ha
    ("ساهدان", "ساهد"),  # an
    ("ساهدات", "ساهد"),  # at
    ("ساهدون", "ساهد"),  # wn
    ("ساهدين", "ساهد"),  # yn
    ("ساهديه", "ساهد"),  # yh
    ("ساهدية", "ساهد"),  # yp
    ("ساهده", "ساهد"),  # h
    ("ساهدة", "ساهد"),  # p
    ("ساهدي", "ساهد"),  # y
    ("وساهدون", "ساهد"),  # combined prefix and suffix
    ("ساهدهات", "ساهد"),  # combined suffixes
    ("الو", "الو"),  # should not stem: too short
    ("English", "English"),
]


@pytest.mark.parametrize(("word", "stem"), LUCENE)
def test_light10_equals_lucene(word, stem):
    assert light10(word) == stem


def lucene_stem(word):
    """ArabicStemmer.java line by line, over a list of characters as there."""
    prefixes = ["ال", "وال", "بال", "كال", "فال", "لل", "و"]
    suffixes = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"]
    s = list(word)
    for prefix in prefixes:
        if len(prefix) == 1 and len(s) < 4:  # wa- prefix requires at least 3 characters
            continue
        if len(s) >= len(prefix) + 2 and s[: len(prefix)] == list(prefix):
            s = s[len(prefix) :]
            break
    for suffix in suffixes:
        if len(s) >= len(suffix) + 2 and s[-len(suffix) :] == list(suffix):
            s = s[: -len(suffix)]
    return "".join(s)


def test_light10_equals_lucene_on_the_seed_article():
    assert [light10(word) for word in WORDS] == [lucene_stem(word) for word in WORDS]


@modest
@given(texts)
def test_light10_equals_lucene_on_any_text(text):
    assert light10(text) == lucene_stem(text)
    assert light10(text) in text


ISRI = [
    ("المدرسة", "درس"),
    ("مكتوب", "كتب"),
    ("استقبال", "قبل"),
    ("مستشفيات", "شفي"),
    ("انفجار", "فجر"),
    ("احدودب", "حدب"),
    ("تفاعيل", "فعل"),
    ("والذي", "والذي"),  # kept whole
    ("أمر", "امر"),  # the hamza that a word begins with is folded
    ("يَكْتُبُونَ", "كتب"),
    ("في", "في"),
    ("بيروقراطي", "بيروقراطي"),  # nine letters: no shape
]


@pytest.mark.parametrize(("word", "root"), ISRI)
def test_isri_roots(word, root):
    assert isri(word) == root


def nltk_isri():
    return pytest.importorskip("nltk.stem.isri", reason="the original of isri is NLTK's").ISRIStemmer().stem


def test_isri_equals_nltk_on_the_seed_article():
    peer = nltk_isri()
    written = words(SEED)
    assert [isri(word) for word in WORDS + written] == [peer(word) for word in WORDS + written]


# Letters of affixes and shapes, and few others, so that shapes are met often.
affixed = st.text("ابتمنسويةهكلفأإآئؤىدرقحـًّ", max_size=10)


@settings(max_examples=2000, deadline=None)
@given(st.one_of(affixed, texts))
def test_isri_equals_nltk_on_any_text(word):
    assert isri(word) == nltk_isri()(word)


def test_snowball_equals_the_compiled_python_of_the_same_algorithm():
    module = pytest.importorskip("snowballstemmer.arabic_stemmer", reason="the original of snowball is not installed")
    peer = module.ArabicStemmer()
    assert [get_stemmer("snowball")(word) for word in WORDS] == [peer.stemWord(word) for word in WORDS]


def test_tashaphyne_equals_tashaphyne():
    stemming = pytest.importorskip("tashaphyne.stemming")
    peer = stemming.ArabicLightStemmer()
    assert [get_stemmer("tashaphyne")(word) for word in WORDS] == [peer.light_stem(word) for word in WORDS]


def test_farahidi_gives_lemmas_without_marks():
    pytest.importorskip("farahidi")
    lemma = get_stemmer("farahidi")
    assert [lemma(word) for word in ("المدرسة", "وزارات", "سيذهبون", "كفاءات")][:3] == ["مدرسة", "وزارة", "ذهب"]
    assert lemma("NATO") == "NATO" and lemma("") == ""


@pytest.mark.parametrize("name", ["tashaphyne", "farahidi", "qalsadi"])
def test_stems_do_not_depend_on_the_order_of_hash_sets(name):
    load(name)
    # Words of which farahidi by itself takes another lemma from run to run.
    some = "محيط العشاء صار جان آمنة غاب يحيط مضى".split() + WORDS[:60]
    code = f"from arabnlp.text.stem import stem_types; print(ascii(stem_types({some!r}, {name!r})))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "123"
    }
    assert len(runs) == 1 and ascii(stem_types(some, name)).encode() in runs.pop()


def test_qalsadi_gives_lemmas():
    pytest.importorskip("qalsadi")
    lemma = get_stemmer("qalsadi")
    assert [lemma(word) for word in ("وزارات", "سيذهبون", "NATO")] == ["وزارة", "ذهب", "NATO"]


def load(name):
    if STEMMERS[name].extra:
        pytest.importorskip({"stemmers": "tashaphyne", "lemmas": name}[STEMMERS[name].extra])
    return get_stemmer(name)


def test_stemmers_differ():
    names = [name for name, entry in STEMMERS.items() if entry.extra is None]
    assert len({tuple(map(get_stemmer(name), WORDS)) for name in names}) == len(names)


@pytest.mark.parametrize("name", STEMMERS)
def test_the_registry_tells_what_each_is(name):
    entry = STEMMERS[name]
    assert entry.kind == ("lemma" if name in ("farahidi", "qalsadi") else "stem")
    assert entry.spelling in ("folded", "written") and entry.about and entry.licence
    assert entry.extra in (None, "stemmers", "lemmas")


@pytest.mark.parametrize("name", STEMMERS)
@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(affixed, texts.map(lambda text: text[:20])), max_size=8))
def test_any_text_has_a_stem_and_a_batch_equals_one_by_one(name, tokens):
    stem = load(name)
    assert stem_types(tokens, name) == [stem(token) or token for token in tokens]


@pytest.mark.parametrize("name", STEMMERS)
def test_threads_share_a_stemmer(name):
    stem = load(name)
    some = WORDS[:150]
    once = [stem(word) for word in some]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: [stem(word) for word in some], range(4))) == [once] * 4


@pytest.mark.parametrize("name", STEMMERS)
@pytest.mark.parametrize("unit", ["ا", "وال", "ي", "\u064b", "ـ", "\ud800"])
def test_very_long_words_are_stemmed(name, unit):
    word = unit * (10**6 // len(unit))
    stem = load(name)(word)
    assert isinstance(stem, str) and len(stem) <= len(word)
    assert name in ("light10", "isri") or stem == word  # the packages are not asked: no word is as long


def test_stem_types_works_once_a_type():
    seen = []

    def stem(word):
        seen.append(word)
        return word[:2]

    assert stem_types(["كتاب", "كتب", "كتاب", "كتاب"], stem) == ["كت", "كت", "كت", "كت"]
    assert seen == ["كتاب", "كتب"]
    assert stem_types(iter(["كتاب"]), None) == ["كتاب"] and stem_types([], "light10") == []


def test_a_word_of_which_nothing_stays_is_its_own_stem():
    assert get_stemmer("snowball")("ـــ") == "" and stem_types(["ـــ", "المدرسة"], "snowball") == ["ـــ", "مدرس"]


def test_stem_types_refuses_what_is_no_list_of_words():
    with pytest.raises(InputError, match="put it in a list"):
        stem_types("كتاب", "light10")
    with pytest.raises(TypeError, match="word 1 is NoneType"):
        stem_types(["كتاب", None], "light10")
    with pytest.raises(InputError, match="'khoja' does not exist"):
        stem_types(["كتاب"], "khoja")


def test_none_and_callables_pass():
    assert get_stemmer(None) is None and get_stemmer(str.upper) is str.upper


@pytest.mark.parametrize("name", ["khoja", 3, ["light10"]])
def test_an_unknown_stemmer_names_the_known_ones(name):
    with pytest.raises(
        InputError, match=re.escape(f"{name!r} does not exist: choose from light10, snowball")
    ) as caught:
        get_stemmer(name)
    assert isinstance(caught.value, ValueError) and isinstance(caught.value, ArabNLPError)


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("tashaphyne", "tashaphyne.stemming", "stemmers"),
        ("farahidi", "farahidi", "lemmas"),
        ("qalsadi", "qalsadi.lemmatizer", "lemmas"),
    ],
)
def test_a_missing_package_names_its_extra(monkeypatch, name, module, extra):
    STEMMERS[name].load.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingPackageError, match=rf"arabnlp\[{extra}\]"):
        get_stemmer(name)
    with pytest.raises(MissingPackageError, match=f"'{name}' needs"):
        stem_types(["كتاب"], name)


def test_isri_and_light10_need_no_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "nltk", None)
    monkeypatch.setitem(sys.modules, "nltk.stem.isri", None)
    assert get_stemmer("isri")("مكتوب") == "كتب" and get_stemmer("light10")("والمعلمون") == "معلم"

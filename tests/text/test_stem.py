"""Stemmers by name equal the packages that they come from; light10 does what Lucene's ArabicStemmer does."""

import re
from pathlib import Path

import pytest
from arabic_texts import modest, texts
from hypothesis import given

from arabnlp.errors import ArabNLPError, InputError
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.stem import STEMMERS, get_stemmer, light10
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


def test_snowball_equals_pystemmer():
    import Stemmer

    peer = Stemmer.Stemmer("arabic")
    assert [get_stemmer("snowball")(word) for word in WORDS] == peer.stemWords(WORDS)


def test_isri_equals_nltk():
    isri = pytest.importorskip("nltk.stem.isri")
    assert [get_stemmer("isri")(word) for word in WORDS] == [isri.ISRIStemmer().stem(word) for word in WORDS]


def test_tashaphyne_equals_tashaphyne():
    stemming = pytest.importorskip("tashaphyne.stemming")
    peer = stemming.ArabicLightStemmer()
    assert [get_stemmer("tashaphyne")(word) for word in WORDS] == [peer.light_stem(word) for word in WORDS]


def test_stemmers_differ():
    assert len({tuple(map(get_stemmer(name), WORDS)) for name in STEMMERS}) == len(STEMMERS)


def test_none_and_callables_pass():
    assert get_stemmer(None) is None and get_stemmer(str.upper) is str.upper


def test_an_unknown_stemmer_names_the_known_ones():
    with pytest.raises(InputError, match=re.escape("'khoja' does not exist: choose from light10, snowball")) as caught:
        get_stemmer("khoja")
    assert isinstance(caught.value, ValueError) and isinstance(caught.value, ArabNLPError)


def test_a_missing_package_names_its_extra(monkeypatch):
    import sys

    from arabnlp.errors import MissingPackageError
    from arabnlp.text import stem

    stem._isri.cache_clear()
    monkeypatch.setitem(sys.modules, "nltk.stem.isri", None)
    with pytest.raises(MissingPackageError, match=r"arabnlp\[stemmers\]"):
        get_stemmer("isri")
    stem._isri.cache_clear()

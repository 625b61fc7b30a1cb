"""Character n-grams against scikit-learn's: equal terms, indices, pointers, data, on Arabic and on any Unicode."""

from __future__ import annotations

import json
import pickle
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from arabnlp import ArabicNormalizer
from arabnlp.errors import InputError
from arabnlp.features import chargrams
from arabnlp.features.chargrams import char_counts
from arabnlp.features.charvocabulary import CharVocabulary, Packing
from arabnlp.text import batch
from arabnlp.text.batch import compile_table

# Folds that drop, replace and expand, with a sigma and a dotted capital I among what they write.
FOLD = compile_table(
    {
        0x0640: "",
        0x064E: "",
        0x0622: "\u0627",
        0x0623: "\u0627",
        0xFEFB: "لا",
        0x060C: " ",
        0xFDFA: "صلى الله عليه وسلم",
    }
    | {ord("ß"): "SS", ord("x"): "Σ", ord("y"): "aΣ b", ord("z"): "\u0130", 0x0660: "0", 0x200F: ""}
)
PIECES = [
    *" \n\t\x0b\x1c\x1f\x85\xa0\u1680\u2003\u2028\u202f\u3000\u200b\ufeff\x00xyzß",
    *"\ud800\udfff\ufffd\ufffe\uffff",
    *("Σ", "ΑΣ ", "ΟΔΟΣ", "İ", "K", "Å", "É", "ﻻ", "آ", "ـ", "ﷺ", "٠١٢"),
    *("👩🏽‍🚀", "\U00010308", "\U00010400", "\U00010428", "\U0001e900", "\U0010ffff"),
    *("وقال الوزير ", "الوزير", "قالت", "في ", " ب ", "  ", "\n\n", "a", "AB", "مدرسة، "),
]
unicode_texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.characters(), max_size=6)), max_size=20)
corpora = st.lists(unicode_texts.map("".join), min_size=1, max_size=8)
ranges = st.tuples(st.integers(1, 9), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
analyzers = st.sampled_from(["char", "char_wb"])
modest = settings(max_examples=150, deadline=None)


@pytest.fixture(scope="module")
def articles() -> list[str]:
    seeds = Path(__file__).parents[2] / "seeds" / "articles.jsonl"
    return [json.loads(line)["text"] for line in seeds.read_text(encoding="utf-8").splitlines()]


def peer(analyzer, ngram_range, table=None, lowercase=True, **parameters):
    def preprocess(text):
        text = text.translate(table.mapping) if table else text
        return text.lower() if lowercase else text

    return CountVectorizer(analyzer=analyzer, ngram_range=ngram_range, preprocessor=preprocess, **parameters)


def assert_same(ours, theirs):
    theirs.sort_indices()
    assert ours.shape == theirs.shape
    for name in ("data", "indices", "indptr"):
        mine, other = getattr(ours, name), getattr(theirs, name)
        assert mine.dtype == other.dtype
        np.testing.assert_array_equal(mine, other)
    assert ours.has_sorted_indices


def assert_equal_to_peer(texts, analyzer, ngram_range, table=None, lowercase=True, n_threads=None, **parameters):
    """Both counted; what there is to compare, compared; both refused where one refuses."""
    vectorizer = peer(analyzer, ngram_range, table, lowercase, **parameters)
    ours = {"analyzer": analyzer, "ngram_range": ngram_range, "table": table, "lowercase": lowercase}
    try:
        expected = vectorizer.fit_transform(texts)
    except ValueError:
        with pytest.raises(InputError):
            char_counts(texts, **ours, **parameters, n_threads=n_threads)
        return None
    counts, vocabulary, texts_with = char_counts(texts, **ours, **parameters, n_threads=n_threads)
    assert vocabulary.terms == vectorizer.get_feature_names_out().tolist()
    assert_same(counts, expected)
    np.testing.assert_array_equal(texts_with, np.asarray((expected > 0).sum(axis=0)).ravel())
    return vectorizer, vocabulary


@pytest.mark.parametrize("analyzer", ["char", "char_wb"])
@pytest.mark.parametrize("ngram_range", [(1, 1), (2, 5), (3, 3), (1, 8), (7, 12)])
def test_the_seed_articles_count_as_with_scikit_learn(articles, analyzer, ngram_range):
    assert_equal_to_peer(articles[::5], analyzer, ngram_range)


def test_whole_corpus_folded_by_a_scheme(articles):
    table = compile_table({0x0640: "", **dict.fromkeys(range(0x064B, 0x0653), ""), 0x0629: "\u0647", 0xFEFB: "لا"})
    assert_equal_to_peer(articles, "char_wb", (2, 5), table)
    assert_equal_to_peer(ArabicNormalizer("search").transform(articles), "char_wb", (3, 4), lowercase=False)


@pytest.mark.parametrize(
    "limits",
    [
        {"min_df": 3},
        {"min_df": 0.05, "max_df": 0.6},
        {"max_df": 20, "binary": True},
        {"max_features": 500},
        {"min_df": 2, "max_features": 300, "dtype": np.float64},
        {"max_features": 300, "dtype": np.float32, "binary": True},
        {"max_features": 7, "dtype": np.int32},
    ],
)
def test_limits_keep_what_scikit_learn_keeps(articles, limits):
    for analyzer in ("char", "char_wb"):
        vectorizer, vocabulary = assert_equal_to_peer(articles[:40], analyzer, (1, 4), **limits)
        kinds = {"binary": limits.get("binary", False), "dtype": limits.get("dtype", np.int64)}
        counts = char_counts(
            articles[40:60], analyzer=analyzer, ngram_range=(1, 4), vocabulary=vocabulary, **kinds
        ).counts
        assert_same(counts, vectorizer.transform(articles[40:60]))


@modest
@given(corpora, analyzers, ranges, st.booleans(), st.booleans())
@example(["ΑΣ Σ", "x y", "\U00010400 ab"], "char_wb", (2, 5), True, True)
@example(["", " ", "\n", " \n ", "\x1c\x85"], "char", (1, 2), True, False)
@example(["\x00", "\x00\x00", "a\x00 \x00"], "char_wb", (1, 3), False, False)
@example(["ab", "a"], "char_wb", (5, 8), False, False)
def test_any_unicode_counts_as_with_scikit_learn(texts, analyzer, ngram_range, folded, lowercase):
    assert_equal_to_peer(texts, analyzer, ngram_range, FOLD if folded else None, lowercase)


@modest
@given(corpora, corpora, analyzers, ranges)
def test_new_texts_are_counted_by_the_learned_terms(texts, new, analyzer, ngram_range):
    both = assert_equal_to_peer(texts, analyzer, ngram_range)
    if both is not None:
        vectorizer, vocabulary = both
        counts = char_counts(new, analyzer=analyzer, ngram_range=ngram_range, vocabulary=vocabulary).counts
        assert_same(counts, vectorizer.transform(new))


@modest
@given(
    corpora,
    st.lists(
        st.one_of(unicode_texts.map("".join), st.sampled_from([" ب ", "ال", "الو", "وز", "a", " a", "a "])), unique=True
    ),
    analyzers,
    ranges,
    st.randoms(),
)
def test_terms_of_ones_own(texts, terms, analyzer, ngram_range, random):
    # Terms that the texts have, that they cannot have, and in any order.
    terms += sorted(
        {text[a:b] for text in texts for a, b in [sorted((random.randrange(9), random.randrange(9)))]} - set(terms)
    )
    random.shuffle(terms)
    if not terms:
        return
    vocabulary = CharVocabulary.from_terms(terms, analyzer=analyzer, ngram_range=ngram_range)
    counts, same, texts_with = char_counts(texts, analyzer=analyzer, ngram_range=ngram_range, vocabulary=vocabulary)
    expected = peer(analyzer, ngram_range, vocabulary=terms).transform(texts)
    assert same is vocabulary and vocabulary.terms == terms
    assert_same(counts, expected)
    np.testing.assert_array_equal(texts_with, np.asarray((expected > 0).sum(axis=0)).ravel())


@pytest.mark.parametrize("analyzer", ["char", "char_wb"])
def test_any_number_of_threads_gives_the_same(articles, analyzer):
    texts = [*articles, "ΑΣ ΟΔΟΣ", "", *articles[:3]]
    one, *others = [char_counts(texts, analyzer=analyzer, ngram_range=(2, 5), n_threads=n) for n in (1, 2, 3, 7)]
    for other in others:
        assert_same(other.counts, one.counts)
        assert other.vocabulary.terms == one.vocabulary.terms
        np.testing.assert_array_equal(other.texts_with, one.texts_with)


def test_blocks_give_what_one_run_gives(monkeypatch, articles):
    texts = [*articles[:30], "", "ΑΣ", *articles[30:60]]
    monkeypatch.setattr(chargrams, "_BLOCK", 700)
    for limits in ({}, {"min_df": 2, "max_features": 900}):
        vectorizer, vocabulary = assert_equal_to_peer(texts, "char_wb", (2, 4), n_threads=2, **limits)
        counts = char_counts(articles, analyzer="char_wb", ngram_range=(2, 4), vocabulary=vocabulary).counts
        assert_same(counts, vectorizer.transform(articles))


def test_counts_beyond_a_byte_are_carried():
    texts = ["باب كتاب"] * 700 + ["باب " * 700]
    assert_equal_to_peer(texts, "char_wb", (1, 4))


def test_more_symbols_than_a_word_of_a_key_holds():
    # 20,000 different code points: 15 bits each, so five symbols are two words; all planes at once.
    random = np.random.default_rng(0)
    points = np.concatenate(
        [random.choice(np.arange(0x100, 0xD800), 19_000), random.choice(np.arange(0x10000, 0x110000), 1_000)]
    )
    texts = ["".join(map(chr, points[a : a + 500])) for a in range(0, 20_000, 500)]
    for analyzer in ("char", "char_wb"):
        assert_equal_to_peer(texts, analyzer, (2, 7))


def test_strings_of_subclasses_and_of_every_kind_at_once():
    texts = [np.str_("كتاب جديد"), type("Text", (str,), {})("باب"), "plain", "caf\xe9", "كتاب", "\U0001f4d6 كتاب"]
    assert_equal_to_peer(texts, "char_wb", (2, 3))


def test_without_the_known_layout_of_strings(monkeypatch, articles):
    monkeypatch.setattr(batch, "layout_is_known", lambda: False)
    assert_equal_to_peer([*articles[:5], "", "\ud800 Σ"], "char_wb", (2, 5), FOLD)


def test_nothing_to_count_is_said():
    for texts in ([], [""], ["  \n"]):
        with pytest.raises(InputError, match="empty vocabulary"):
            char_counts(texts, ngram_range=(2, 3))
    with pytest.raises(InputError, match="no terms remain"):
        char_counts(["باب", "كتب"], ngram_range=(5, 5), min_df=2)
    with pytest.raises(InputError, match="max_df"):
        char_counts(["باب", "كتب"], min_df=2, max_df=1)
    with pytest.raises(InputError, match="ngram_range"):
        char_counts(["باب"], ngram_range=(3, 2))
    with pytest.raises(InputError, match="analyzer"):
        char_counts(["باب"], analyzer="word")
    vocabulary = char_counts(["باب"]).vocabulary
    with pytest.raises(InputError, match="count with those"):
        char_counts(["باب"], ngram_range=(2, 2), vocabulary=vocabulary)
    with pytest.raises(InputError, match="twice"):
        CharVocabulary.from_terms(["با", "با"], analyzer="char", ngram_range=(2, 2))
    assert char_counts([], vocabulary=vocabulary).counts.shape == (0, 3)


def test_vocabulary_is_a_mapping(articles):
    vectorizer, vocabulary = assert_equal_to_peer(articles[:20], "char_wb", (2, 4))
    assert vocabulary == vectorizer.vocabulary_
    assert len(vocabulary) == len(vectorizer.vocabulary_)
    for term, column in list(vectorizer.vocabulary_.items())[::50]:
        assert vocabulary[term] == column and term in vocabulary
    for absent in ("", "ا", "زززز", "الوزير", "\U0001f4d6", "\ud800", "اليو "):
        assert (absent in vocabulary) == (absent in vectorizer.vocabulary_)
    assert 3 not in vocabulary
    copy = pickle.loads(pickle.dumps(vocabulary))
    assert copy == vocabulary and copy.analyzer == "char_wb" and copy.ngram_range == (2, 4)


@modest
@given(st.lists(st.text(st.characters(), min_size=1, max_size=12), min_size=1, unique=True))
def test_order_of_keys_is_the_order_of_strings(terms):
    vocabulary = CharVocabulary.from_terms(terms, analyzer="char", ngram_range=(1, 12))
    in_order = [terms[column] for column in vocabulary.columns.tolist()]
    assert in_order == sorted(terms)
    assert vocabulary._decode() == sorted(terms)
    for parent, term in zip(vocabulary.parent.tolist(), in_order, strict=True):
        prefixes = [other for other in in_order if other != term and term.startswith(other)]
        assert parent == (in_order.index(max(prefixes, key=len)) if prefixes else -1)


def test_packing_has_room_for_every_symbol_and_length():
    for size, longest in [(1, 1), (255, 8), (256, 8), (365, 5), (20_000, 40), (0x110000, 100)]:
        packing = Packing.of(np.arange(size, dtype=np.uint32), longest)
        assert 2**packing.bits > size and packing.bits * packing.per_word <= 64
        assert packing.n_words * packing.per_word >= longest > (packing.n_words - 1) * packing.per_word


def test_columns_ascend_within_rows(articles):
    counts = char_counts(articles[:9], ngram_range=(1, 6)).counts
    for first, last in pairwise(counts.indptr):
        assert (np.diff(counts.indices[first:last]) > 0).all()

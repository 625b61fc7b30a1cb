"""Texts as numbers: the tokens are those of the regular expression, whatever the text, the threads and the hash."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import strip_accents_ascii, strip_accents_unicode

from arabnlp import ArabicNormalizer, Article, load_dataset
from arabnlp.errors import InputError, MissingFileError
from arabnlp.features.encode import EncodedCorpus, encode
from arabnlp.features.reading import Reading, TokenClass, token_class
from arabnlp.features.tokens import Tokens
from arabnlp.features.typetable import TypeTable

DEFAULT = r"(?u)\b\w\w+\b"
# Sigma at the end of a word and inside, a capital that becomes two characters, letters beyond U+FFFF with and without
# case, marks, joiners, ligatures that become several words, lone surrogates, NUL.
PIECES = [
    *"كتاب وزير قال ِ ّ ـ ﷺ ﻻ إلى 12 ٣ _ . ، Σ ΣΑΣ ΟΔΟΣ İ ǅ ẞ é".split(),
    *"\u200c \xa0 \x00 \ud800 \U00010400".split(" "),
    *"e\u0301 \U0001f600 \U0001d400 \U0001e900 각 & &amp; <b> www. http://a.b @ x@y.sa #وسم_ما".split(),
    *(" ", "  ", "\n"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=10).map("".join)
ACCENTS = {None: str, "ascii": strip_accents_ascii, "unicode": strip_accents_unicode}


@pytest.fixture(scope="module")
def news() -> list[str]:
    return load_dataset("seeds").texts[:40]


def by_python(drawn, scheme, lowercase=True, accents=None, pattern=DEFAULT) -> list[list[str]]:
    fold = ArabicNormalizer(scheme).normalize
    cut = re.compile(pattern).findall
    return [cut(ACCENTS[accents](fold(text).lower() if lowercase else fold(text))) for text in drawn]


def tokens_of(corpus: EncodedCorpus) -> list[list[str]]:
    return [corpus[d] for d in range(len(corpus))]


@pytest.mark.parametrize("scheme", ["none", "search", "news", "camel", "social"])
@settings(deadline=None, max_examples=100)
@given(drawn=st.lists(texts, max_size=5))
def test_any_text_is_cut_as_by_python(scheme: str, drawn: list[str]) -> None:
    corpus = encode(drawn, scheme)
    assert tokens_of(corpus) == by_python(drawn, scheme)
    assert corpus.terms == sorted(set(corpus.terms))


@pytest.mark.parametrize("accents", ["ascii", "unicode", None])
@pytest.mark.parametrize("lowercase", [True, False])
@settings(deadline=None, max_examples=40)
@given(drawn=st.lists(texts, max_size=4))
def test_lower_case_and_accents(lowercase: bool, accents: str | None, drawn: list[str]) -> None:
    corpus = encode(drawn, "search", lowercase=lowercase, strip_accents=accents)
    assert tokens_of(corpus) == by_python(drawn, "search", lowercase, accents)


PATTERNS = [
    r"\w+",
    r"(?u)\b\w+\b",
    r"\b\w{3,}\b",
    r"\w\w*",
    r"[^\W\d_]+",
    r"(?u)\b[^\W\d_]{3,}\b",
    r"[\u0621-\u064a]{2,}",
    r"\S+",
]


@pytest.mark.parametrize("pattern", [*PATTERNS, r"\b[ا-ي]+\b", r"[^\s.]{2,}"])
@settings(deadline=None, max_examples=40)
@given(drawn=st.lists(texts, max_size=4))
def test_classes_of_characters(pattern: str, drawn: list[str]) -> None:
    assert token_class(pattern) is not None
    assert tokens_of(encode(drawn, "light", token_pattern=pattern)) == by_python(drawn, "light", pattern=pattern)


@pytest.mark.parametrize(
    "pattern", [r"\w*", r"(\w+)", r"\w+?", r"\w+-\w+", r"\b\S+\b", r"\b[a.]+\b", r"\w{2,5}", r"[a", r"\b[a-z]+"]
)
def test_patterns_that_are_no_class(pattern: str) -> None:
    assert token_class(pattern) is None


def test_one_warning_for_a_pattern_that_python_cuts() -> None:
    with pytest.warns(UserWarning, match="so Python cuts the texts") as caught:
        corpus = encode(["قال-نعم لا-بأس"], token_pattern=r"\w+-\w+")
    assert len(caught) == 1 and tokens_of(corpus) == [["قال-نعم", "لا-باس"]]


@pytest.mark.parametrize("n_threads", [1, 2, 3, 8])
def test_the_same_numbers_whatever_the_threads(news: list[str], n_threads: int) -> None:
    many = news * 8  # enough for several threads
    one, other = encode(many, n_threads=1), encode(many, n_threads=n_threads)
    for name in ("ids", "offsets", "characters", "starts", "counts", "document_frequencies"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    assert one.ids.dtype == np.int32 and one.offsets.dtype == np.int64
    assert tokens_of(one) == by_python(many, "news")


def test_counts_and_frequencies(news: list[str]) -> None:
    corpus, rows = encode(news, "search"), by_python(news, "search")
    flat = [token for row in rows for token in row]
    assert corpus.counts.tolist() == [flat.count(term) for term in corpus.terms]
    assert corpus.document_frequencies.tolist() == [sum(term in row for row in rows) for term in corpus.terms]
    assert corpus.n_tokens == len(flat) and corpus.vocabulary[flat[0]] == corpus.ids[0]


@pytest.mark.parametrize("bits", [0, 1, 0x3])
def test_words_with_equal_hashes_are_told_apart(news: list[str], bits: int) -> None:
    tokens = Tokens(Reading(ArabicNormalizer("search"), True, None, TokenClass(r"\w", 2)), 2)
    tokens.types = TypeTable(bits)
    tokens.add(news[:3])
    terms = tokens.types.strings()
    (part, *_) = tokens.parts
    assert len(set(terms)) == len(terms)
    assert len(np.unique(tokens.types.state[2][: len(terms)])) <= bits + 1
    assert [terms[i] for i in part.ids] == [token for row in by_python(news[:3], "search") for token in row]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.text(max_size=40) | st.text("اب", min_size=8, max_size=40), max_size=40))
def test_types_are_sorted_as_strings(strings: list[str]) -> None:
    table = TypeTable.of(strings)
    distinct = table.strings()
    assert distinct == list(dict.fromkeys(strings))
    assert [distinct[i] for i in table.order()] == sorted(distinct)
    assert table.find(TypeTable.of([*distinct, "ليس هنا قطعا " * 9])).tolist() == [*range(len(distinct)), -1]


def test_streams_articles_and_functions(news: list[str]) -> None:
    whole = encode(news)
    for other in (
        encode(text for text in news),
        encode([Article(id=str(i), text=text) for i, text in enumerate(news)]),
        encode(news, tokenizer=re.compile(DEFAULT).findall),
        encode(np.array(news, object)),
    ):
        assert np.array_equal(whole.ids, other.ids) and whole.terms == other.terms
    spaces = encode(["قال  الوزير\tنعم"], "news", str.split)
    assert spaces[0] == ["قال", "الوزير", "نعم"]
    assert len(encode([])) == 0 and encode(["", "؟"]).offsets.tolist() == [0, 0, 0]


@pytest.mark.parametrize("mmap", [True, False])
def test_saved_and_loaded(tmp_path, news: list[str], mmap: bool) -> None:
    corpus = encode(news)
    again = EncodedCorpus.load(corpus.save(tmp_path / "corpus.npz"), mmap=mmap)
    assert tokens_of(again) == tokens_of(corpus)
    assert isinstance(again.ids, np.memmap) == mmap and again.ids.flags.aligned
    assert [path.name for path in tmp_path.iterdir()] == ["corpus.npz"]
    with np.load(tmp_path / "corpus.npz") as plain:
        assert np.array_equal(plain["ids"], corpus.ids)
    empty = EncodedCorpus.load(encode([]).save(tmp_path / "empty.npz"), mmap=mmap)
    assert len(empty) == 0 and empty.terms == []


def test_files_that_are_none(tmp_path, news: list[str]) -> None:
    with pytest.raises(MissingFileError, match="there is no file"):
        EncodedCorpus.load(tmp_path / "none.npz")
    with pytest.raises(MissingFileError, match="folder"):
        encode(news[:1]).save(tmp_path / "none" / "c.npz")
    np.savez(tmp_path / "other.npz", a=np.arange(3))
    with pytest.raises(InputError, match="not an encoded corpus"):
        EncodedCorpus.load(tmp_path / "other.npz")
    whole = encode(news).save(tmp_path / "c.npz").read_bytes()
    for size in (10, len(whole) // 2, len(whole) - 30):
        (tmp_path / "cut.npz").write_bytes(whole[:size])
        with pytest.raises(InputError, match="not a file of arrays, or it is damaged"):
            EncodedCorpus.load(tmp_path / "cut.npz")


def test_gensim_and_back(news: list[str]) -> None:
    from gensim.corpora import Dictionary

    corpus, rows = encode(news), by_python(news, "news")
    dictionary, bags = corpus.to_gensim()
    theirs = Dictionary(rows)
    assert bags == [dictionary.doc2bow(row) for row in rows]
    assert [list(bag) for bag in corpus.to_gensim(stream=True)[1]] == bags
    assert (dictionary.num_docs, dictionary.num_pos, dictionary.num_nnz) == (
        theirs.num_docs,
        theirs.num_pos,
        theirs.num_nnz,
    )
    for ours, other in ((dictionary.dfs, theirs.dfs), (dictionary.cfs, theirs.cfs)):
        assert {dictionary[i]: n for i, n in ours.items()} == {theirs[i]: n for i, n in other.items()}
    again = EncodedCorpus.from_gensim(theirs, [theirs.doc2bow(row) for row in rows])
    assert again.terms == corpus.terms and (again.bag_of_words() != corpus.bag_of_words()).nnz == 0
    with pytest.raises(InputError, match="dictionary lacks"):
        EncodedCorpus.from_gensim(dictionary, [[(10**6, 1)]])


def test_bad_input() -> None:
    with pytest.raises(InputError, match="not one string"):
        encode("نص واحد")
    with pytest.raises(InputError, match="text 1 is NoneType"):
        encode(["نص", None])
    with pytest.raises(InputError, match="normalizer="):
        encode(["نص"], 3)
    with pytest.raises(InputError, match="token_pattern is None"):
        encode(["نص"], token_pattern=None)


_STATS = """
import numpy as np
from arabnlp.features import _encode
_encode.mark(np.array([1, 2], np.uint32), 2, np.zeros(3, np.bool_))
stats = _encode.mark.stats
print(sum(stats.cache_hits.values()), sum(stats.cache_misses.values()))
"""
KERNELS = ["_encode", "_encode_grams", "_encode_hash", "_encode_rows", "_encode_stem"]


def test_a_second_process_compiles_nothing(tmp_path) -> None:
    env = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    runs = [subprocess.run([sys.executable, "-c", _STATS], env=env, capture_output=True, text=True) for _ in range(2)]
    assert [run.stdout.strip() for run in runs] == ["0 1", "1 0"], runs[0].stderr + runs[1].stderr


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_is_cached_and_frees_the_interpreter(name: str) -> None:
    module = import_module(f"arabnlp.features.{name}")
    kernels = [value for value in vars(module).values() if hasattr(value, "py_func")]
    assert kernels and all(kernel.targetoptions["nogil"] for kernel in kernels)
    assert all(type(kernel._cache).__name__ == "FunctionCache" for kernel in kernels)

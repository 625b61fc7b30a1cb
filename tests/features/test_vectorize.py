"""The vectorizers equal scikit-learn's on the same tokens, bit for bit."""

from __future__ import annotations

import pickle
import warnings
import weakref
from copy import deepcopy
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks
from sklearn.utils.validation import check_is_fitted

from arabnlp import ArabicCountVectorizer, ArabicNormalizer, ArabicTfidfVectorizer, load, load_dataset, save
from arabnlp.errors import InputError
from arabnlp.features.encode import encode
from arabnlp.features.typetable import TypeTable
from arabnlp.features.vectorize import ArabicHashingVectorizer
from arabnlp.features.wordcounts import name_types
from arabnlp.text.stem import get_stemmer, light10
from arabnlp.text.stopwords import stop_words_for

CHECKS = """check_parameters_default_constructible check_no_attributes_set_in_init check_get_params_invariance
    check_set_params check_estimators_unfitted check_do_not_raise_errors_in_init_or_set_params check_valid_tag_types
    check_estimator_repr check_estimator_cloneable check_mixin_order check_estimator_tags_renamed check_param_validation
    """.split()
PARAMS = [
    {},
    {"ngram_range": (1, 2)},
    {"ngram_range": (2, 3)},
    {"ngram_range": (1, 3), "min_df": 2},
    {"ngram_range": (1, 2), "max_features": 100},
    {"ngram_range": (2, 2), "max_df": 3, "min_df": 2},
    {"token_pattern": r"\b\w+\b"},
    {"token_pattern": r"[^\W\d_]{3,}", "ngram_range": (1, 2)},
    {"lowercase": False, "strip_accents": "unicode"},
    {"dtype": np.float32},
    {"max_features": 30, "dtype": np.float32, "binary": True},
    {"analyzer": "char_wb", "ngram_range": (2, 5)},
    {"analyzer": "char", "ngram_range": (2, 3)},
    {"min_df": 2, "max_df": 0.5},
    {"max_features": 50},
    {"binary": True},
]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return load_dataset("seeds").texts[:40]


def _equal(ours, theirs, a, b) -> None:
    assert ours.get_feature_names_out().tolist() == theirs.get_feature_names_out().tolist()
    assert a.shape == b.shape and type(a) is type(b)
    for name in ("indptr", "indices", "data"):
        assert np.array_equal(getattr(a, name), getattr(b, name)), name
        assert getattr(a, name).dtype == getattr(b, name).dtype, name


@pytest.mark.parametrize("params", PARAMS)
@pytest.mark.parametrize("scheme", ["news", "search", "pyarabic"])
def test_counts_equal_scikit_learn(texts, params, scheme) -> None:
    folded = ArabicNormalizer(scheme).transform(texts)
    ours, theirs = ArabicCountVectorizer(normalizer=scheme, **params), CountVectorizer(**params)
    _equal(ours, theirs, ours.fit_transform(texts), theirs.fit_transform(folded))


@pytest.mark.parametrize(
    "params",
    [
        *PARAMS,
        *({"sublinear_tf": sub, "norm": norm} for sub in (True, False) for norm in ("l1", "l2", None)),
        {"sublinear_tf": True, "dtype": np.float32, "norm": "l1", "ngram_range": (1, 2)},
        {"use_idf": False},
        {"smooth_idf": False},
    ],
)
def test_tfidf_equals_scikit_learn(texts, params) -> None:
    folded = ArabicNormalizer("news").transform(texts)
    ours, theirs = ArabicTfidfVectorizer(**params), TfidfVectorizer(**params)
    _equal(ours, theirs, ours.fit_transform(texts[:30]), theirs.fit_transform(folded[:30]))
    _equal(ours, theirs, ours.transform(texts[25:]), theirs.transform(folded[25:]))
    if params.get("use_idf", True):
        assert np.array_equal(ours.idf_, theirs.idf_) and ours.idf_.dtype == theirs.idf_.dtype
    assert ours.vocabulary_ == theirs.vocabulary_


PIECES = [*"كتاب وزير قال ِ ـ ﷺ إلى 12 _ ، Σ ΟΔΟΣ İ é e\u0301 \x00 \U00010400 &amp; #وسم www. x@y.sa".split(" "), " "]
any_texts = st.lists(st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=12).map("".join), max_size=6)


@settings(deadline=None, max_examples=80)
@given(
    drawn=any_texts,
    n=st.integers(1, 3),
    more=st.integers(0, 2),
    sub=st.booleans(),
    norm=st.sampled_from(["l1", "l2", None]),
)
def test_any_texts_equal_scikit_learn(drawn, n, more, sub, norm) -> None:
    drawn = ["كلمة ثابتة هنا كلمة ثابتة", *drawn]
    params = {"ngram_range": (n, n + more), "sublinear_tf": sub, "norm": norm}
    folded = ArabicNormalizer("search").transform(drawn)
    ours, theirs = ArabicTfidfVectorizer(normalizer="search", **params), TfidfVectorizer(**params)
    _equal(ours, theirs, ours.fit_transform(drawn), theirs.fit_transform(folded))
    _equal(ours, theirs, ours.transform(drawn[::-1]), theirs.transform(folded[::-1]))


@settings(deadline=None, max_examples=60)
@given(
    drawn=any_texts,
    analyzer=st.sampled_from(["char", "char_wb"]),
    scheme=st.sampled_from(["news", "search", None]),
    n=st.integers(1, 4),
    more=st.integers(0, 3),
    limits=st.sampled_from([{}, {"min_df": 2}, {"max_df": 0.5}, {"max_features": 7}, {"binary": True}]),
)
def test_characters_of_any_texts_equal_scikit_learn(drawn, analyzer, scheme, n, more, limits) -> None:
    drawn = ["كلمة ثابتة هنا كلمة ثابتة", "كلمة واحدة", *drawn]
    params = {"analyzer": analyzer, "ngram_range": (n, n + more), **limits}
    folded = ArabicNormalizer(scheme).transform(drawn) if scheme else drawn
    ours, theirs = ArabicTfidfVectorizer(normalizer=scheme, **params), TfidfVectorizer(**params)
    _equal(ours, theirs, ours.fit_transform(drawn), theirs.fit_transform(folded))


@pytest.mark.parametrize("analyzer", ["char", "char_wb"])
@pytest.mark.parametrize("scheme", ["news", "search"])
def test_characters_of_texts_that_are_read_apart(texts, analyzer, scheme) -> None:
    # Lower case of sigma depends on its neighbours; a link is a pattern of "news", not a character.
    mixed = ["جديدغ ΟΔΟΣ", *texts, "ΣΑΣ طظ", "على www.spa.gov.sa  غدا", *texts[:20], "ـــ ΣΟΣ ذثق"]
    params = {"analyzer": analyzer, "ngram_range": (2, 4)}
    folded = ArabicNormalizer(scheme).transform(mixed)
    theirs = TfidfVectorizer(**params)
    expected = theirs.fit_transform(folded)
    for n_jobs in (1, 2, 3):
        ours = ArabicTfidfVectorizer(normalizer=scheme, n_jobs=n_jobs, **params)
        _equal(ours, theirs, ours.fit_transform(mixed), expected)


@pytest.mark.parametrize("stemmer", ["light10", "snowball", "isri", lambda word: word[:4]])
@pytest.mark.parametrize("params", [{}, {"ngram_range": (1, 2), "min_df": 2}])
def test_stems_equal_an_analyzer_that_stems(texts, stemmer, params) -> None:
    stops, stem = stop_words_for("search"), get_stemmer(stemmer)
    cut = CountVectorizer().build_tokenizer()

    def tokenize(text: str) -> list[str]:
        return [stem(token) or token for token in cut(text) if token not in stops]

    folded = ArabicNormalizer("search").transform(texts)
    ours = ArabicTfidfVectorizer(normalizer="search", stemmer=stemmer, stop_words="arabic", **params)
    theirs = TfidfVectorizer(tokenizer=tokenize, token_pattern=None, **params)
    _equal(ours, theirs, ours.fit_transform(texts[:30]), theirs.fit_transform(folded[:30]))
    _equal(ours, theirs, ours.transform(texts[30:]), theirs.transform(folded[30:]))


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text("وفبكلاهتنيةىمئ", max_size=9), max_size=30))
def test_compiled_light10_equals_light10(words: list[str]) -> None:
    table = TypeTable.of(words)
    stems, names = name_types(table, None, "light10")
    found = stems.strings()
    assert [found[name] for name in names] == [light10(word) or word for word in table.strings()]


@pytest.mark.parametrize(
    "given_terms", [["الوزير", "قال", "قال الوزير", "س ص ع", "ا  ب", " ", ""], {"قال": 1, "الوزير": 0}]
)
def test_given_vocabulary(texts, given_terms) -> None:
    params = {"vocabulary": given_terms, "ngram_range": (1, 2)}
    ours, theirs = ArabicCountVectorizer(normalizer="none", **params), CountVectorizer(**params)
    drawn = [*texts, "قال الوزير قال", ""]
    _equal(ours, theirs, ours.transform(drawn), theirs.transform(drawn))
    _equal(ours, theirs, ours.fit_transform(drawn), theirs.fit_transform(drawn))
    ours, theirs = ArabicTfidfVectorizer(normalizer="none", **params), TfidfVectorizer(**params)
    _equal(ours, theirs, ours.fit_transform(drawn), theirs.fit_transform(drawn))
    with pytest.warns(UserWarning, match="Upper case"):
        ArabicCountVectorizer(vocabulary=["Aa"]).fit_transform(["aa"])


@pytest.mark.parametrize("stop_words", ["english", ["the", "قال"]])
def test_stop_words_before_ngrams(texts, stop_words) -> None:
    params = {"stop_words": stop_words, "ngram_range": (1, 2)}
    ours, theirs = ArabicCountVectorizer(normalizer="none", **params), CountVectorizer(**params)
    drawn = [*texts, "The minister said: the end"]
    _equal(ours, theirs, ours.fit_transform(drawn), theirs.fit_transform(drawn))


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"ngram_range": (1, 2)},
        {"ngram_range": (2, 3), "norm": "l1"},
        {"alternate_sign": False, "norm": None},
        {"binary": True},
    ],
)
def test_hashing_equals_scikit_learn(texts, params) -> None:
    drawn = [*texts, "", "\U00010428\U00010428 é ab"]
    folded = ArabicNormalizer("search").transform(drawn)
    for n_features in (2**20, 11):
        ours = ArabicHashingVectorizer(normalizer="search", n_features=n_features, **params)
        theirs = HashingVectorizer(n_features=n_features, **params)
        a, b = ours.fit_transform(drawn), theirs.fit_transform(folded)
        for name in ("indptr", "indices", "data"):
            assert np.array_equal(getattr(a, name), getattr(b, name)), name
    assert ours.transform([]).shape == (0, 11)


@pytest.mark.parametrize(
    "limits", [{}, {"min_df": 2, "max_df": 0.6}, {"max_features": 40}, {"ngram_range": (1, 2), "min_df": 3}]
)
@pytest.mark.parametrize("kind", [ArabicCountVectorizer, ArabicTfidfVectorizer])
def test_partial_fit_is_a_fit_on_all(texts, kind, limits) -> None:
    whole = kind(**limits).fit(texts)
    pieces = kind(**limits)
    for first in range(0, 40, 15):
        pieces.partial_fit(texts[first : first + 15])
    pieces.partial_fit(["؟"])  # a text without a term is a text
    whole.fit([*texts, "؟"])
    assert pieces.vocabulary_ == whole.vocabulary_
    assert (pieces.transform(texts) != whole.transform(texts)).nnz == 0
    assert pieces.fit(texts[:9]).vocabulary_ == kind(**limits).fit(texts[:9]).vocabulary_
    more = kind().fit(texts[:20]).partial_fit(texts[20:])
    assert more.vocabulary_ == kind().fit(texts).vocabulary_


def test_a_stream_is_not_held(texts) -> None:
    alive: weakref.WeakSet = weakref.WeakSet()

    class Text(str):
        __slots__ = ("__weakref__",)

    held = []

    def stream():
        for _ in range(3):
            for text in texts:
                text = Text(text)
                alive.add(text)
                yield text
            del text
            held.append(len(alive))

    with patch("arabnlp.features.preparation._STREAM_CHUNK", 5_000):
        ours = ArabicTfidfVectorizer(ngram_range=(1, 2))
        matrix = ours.fit_transform(stream())
        hashed = ArabicHashingVectorizer().transform(stream())
    _equal(ours, (whole := ArabicTfidfVectorizer(ngram_range=(1, 2))), matrix, whole.fit_transform(texts * 3))
    assert (hashed != ArabicHashingVectorizer().transform(texts * 3)).nnz == 0
    assert max(held) < 10


@pytest.mark.parametrize("n_jobs", [1, 2, 5])
def test_the_same_matrix_whatever_the_threads(texts, n_jobs) -> None:
    params = {"ngram_range": (1, 2), "min_df": 2, "stemmer": "light10"}
    ours, other = ArabicTfidfVectorizer(**params, n_jobs=n_jobs), ArabicTfidfVectorizer(**params)
    _equal(ours, other, ours.fit_transform(texts * 8), other.fit_transform(texts * 8))


def test_an_encoded_corpus_stands_for_its_texts(texts) -> None:
    params = {"ngram_range": (1, 2), "stemmer": "light10", "stop_words": "arabic"}
    ours, other = ArabicTfidfVectorizer(**params), ArabicTfidfVectorizer(**params)
    corpus = encode(texts)
    a, b = ours.fit_transform(corpus), other.fit_transform(texts)
    assert ours.vocabulary_ == other.vocabulary_
    assert abs(a - b).max() < 1e-15  # the rows are summed in another order
    assert abs(ours.transform(corpus) - b).max() < 1e-15
    with pytest.raises(InputError, match="encoded corpus has words only"):
        ArabicCountVectorizer(analyzer="char").fit(corpus)


def test_forms_of_input(tmp_path, texts) -> None:
    plain = ArabicCountVectorizer().fit_transform(texts)
    paths = []
    for i, text in enumerate(texts):
        paths.append(tmp_path / f"{i}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    import pandas as pd
    import polars as pl

    articles = list(load_dataset("seeds"))[:40]
    for other in (
        np.array(texts, object),
        np.array(texts),
        pd.Series(texts),
        pl.Series(texts),
        articles,
        (t for t in texts),
    ):
        assert (ArabicCountVectorizer().fit_transform(other) != plain).nnz == 0
    for form, source in (
        ("filename", paths),
        ("file", map(Path.open, paths)),
        ("content", [text.encode() for text in texts]),
    ):
        vectorizer = ArabicCountVectorizer(input=form)
        assert (vectorizer.fit_transform(source) != plain).nnz == 0


def test_functions_go_the_python_way_with_one_warning(texts) -> None:
    plain = CountVectorizer()
    cases = [
        ({"tokenizer": plain.build_tokenizer(), "token_pattern": None}, "tokenizer is a function"),
        ({"preprocessor": str.lower}, "preprocessor is a function"),
        ({"strip_accents": lambda text: text}, "strip_accents is a function"),
        ({"token_pattern": r"(\w\w+)"}, "token_pattern='"),
        ({"analyzer": lambda text: ArabicNormalizer("news").normalize(text).lower().split()}, "analyzer is a function"),
    ]
    for params, reason in cases:
        ours = ArabicCountVectorizer(**params)
        with pytest.warns(UserWarning, match=reason.replace("(", "\\(")) as caught:
            matrix = ours.fit_transform(texts)
        assert len(caught) == 1 and "slower" in str(caught[0].message)
        theirs = CountVectorizer(**params) if "analyzer" in params else CountVectorizer()
        folded = texts if "analyzer" in params else ArabicNormalizer("news").transform(texts)
        _equal(ours, theirs, matrix, theirs.fit_transform(folded))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            _equal(ours, theirs, ours.transform(texts[:3]), theirs.transform(folded[:3]))
            ArabicCountVectorizer(token_pattern=r"\b[^\W\d_]{3,}\b").fit_transform(texts)


def test_attributes_pickles_and_copies(tmp_path, texts) -> None:
    fitted = ArabicTfidfVectorizer(ngram_range=(1, 2), min_df=2).fit(texts)
    for again in (pickle.loads(pickle.dumps(fitted)), load(save(fitted, tmp_path / "v.skops")), deepcopy(fitted)):
        assert again.vocabulary_ == fitted.vocabulary_ and np.array_equal(again.idf_, fitted.idf_)
        assert (again.transform(texts) != fitted.transform(texts)).nnz == 0
    assert len(pickle.dumps(fitted)) < 3e5 + 40 * len(fitted.vocabulary_)
    other = ArabicTfidfVectorizer(ngram_range=(1, 2), vocabulary=fitted.vocabulary_)
    other.idf_ = fitted.idf_
    assert (other.transform(texts) != fitted.transform(texts)).nnz == 0
    rows = fitted.inverse_transform(fitted.transform(texts[:2]))
    assert set(rows[0]) <= set(fitted.get_feature_names_out())
    with pytest.raises(NotFittedError):
        ArabicTfidfVectorizer().transform(texts)
    with pytest.raises(NotFittedError):
        ArabicCountVectorizer().get_feature_names_out()
    assert not hasattr(clone(fitted), "vocabulary_")


def test_progress_on_request(texts, capsys) -> None:
    ArabicCountVectorizer(verbose=True).fit(texts)
    assert "40 texts read" in capsys.readouterr().err
    ArabicCountVectorizer().fit(texts)
    assert capsys.readouterr().err == ""


def test_column_transformer(texts) -> None:
    import pandas as pd

    frame = pd.DataFrame({"title": [text[:40] for text in texts], "text": texts})
    columns = ColumnTransformer(
        [("t", ArabicTfidfVectorizer(), "title"), ("x", ArabicTfidfVectorizer(min_df=2), "text")]
    )
    matrix = columns.fit_transform(frame)
    assert matrix.shape == (40, len(columns.get_feature_names_out()))


@pytest.mark.parametrize("kind", [ArabicCountVectorizer, ArabicTfidfVectorizer, ArabicHashingVectorizer])
def test_scikit_learns_checks_of_estimators(kind) -> None:
    for name in CHECKS:
        if name != "check_estimators_unfitted" or kind is not ArabicHashingVectorizer:  # there is nothing to fit
            getattr(estimator_checks, name)(kind.__name__, kind())


@pytest.mark.parametrize("kind", [ArabicCountVectorizer, ArabicTfidfVectorizer, ArabicHashingVectorizer])
def test_the_contract_of_estimators_on_texts(texts, kind) -> None:
    vectorizer = kind(stop_words="arabic", ngram_range=(1, 2))
    before = vectorizer.get_params()
    assert vectorizer.fit(texts) is vectorizer and vectorizer.fit(texts, list(range(40))) is vectorizer
    assert vectorizer.get_params() == before
    check_is_fitted(vectorizer)
    matrix = vectorizer.transform(texts)
    assert abs(clone(vectorizer).fit_transform(texts) - matrix).max() < 1e-15  # rows are summed in another order
    order = np.random.default_rng(0).permutation(40)
    shuffled = vectorizer.transform([texts[i] for i in order])
    assert abs(shuffled - matrix[order]).max() < 1e-15


@pytest.mark.parametrize("scheme", ["none", "light", "news", "search", "camel"])
def test_stop_words_match_the_folded_text(scheme) -> None:
    text = "إلى المدينة على أنّه كان هذا الذي قاله في المساءِ لأنّها ستبدأ"
    names = ArabicCountVectorizer(normalizer=scheme, stop_words="arabic").fit([text]).get_feature_names_out()
    folded = ArabicNormalizer(scheme)
    assert not {folded.normalize(word) for word in ("إلى", "على", "كان", "هذا", "الذي", "لأنها")} & set(names)


def test_stems_are_made_once_a_type_after_stop_words() -> None:
    seen = []

    def stemmer(word: str) -> str:
        seen.append(word)
        return word[:3]

    vectorizer = ArabicCountVectorizer(normalizer="search", stemmer=stemmer, stop_words="arabic")
    matrix = vectorizer.fit_transform(["كتاب كتاب كتابان في المدرسة", "كتاب إلى"])
    assert sorted(seen) == sorted(set(seen)) and "في" not in seen
    assert matrix.sum() == 5 and "كتا" in vectorizer.vocabulary_


def test_pipeline_grid_clone_and_file(tmp_path, texts) -> None:
    labels = [article.topic for article in load_dataset("seeds")][:40]
    labels = [label if i % 2 else "other" for i, label in enumerate(labels)]
    grid = GridSearchCV(
        make_pipeline(ArabicTfidfVectorizer(), LogisticRegression()),
        {"arabictfidfvectorizer__ngram_range": [(1, 1), (1, 2)]},
        cv=2,
    )
    assert len(grid.fit(texts, labels).predict(texts)) == 40
    vectorizer = clone(ArabicTfidfVectorizer(stemmer="light10", stop_words="arabic")).fit(texts)
    again = load(save(vectorizer, tmp_path / "v.skops"))
    assert (again.transform(texts) != vectorizer.transform(texts)).nnz == 0


def test_bad_input() -> None:
    with pytest.raises(InputError, match="not one string"):
        ArabicCountVectorizer().fit("نص واحد")
    with pytest.raises(InputError, match="text 1 is missing"):
        ArabicTfidfVectorizer().fit(["نص هنا", None])
    with pytest.raises(InputError, match="stemmer 'porter' does not exist"):
        ArabicCountVectorizer(stemmer="porter").fit(["نص هنا"])
    with pytest.raises(InputError, match="normalizer="):
        ArabicCountVectorizer(normalizer=3).fit(["نص هنا"])


@pytest.mark.parametrize("stop_words", ["arabic", ["إلى"]])
def test_stop_words_of_any_origin_are_spelled_as_the_folded_text(stop_words: object) -> None:
    vectorizer = ArabicCountVectorizer(normalizer="search", stop_words=stop_words)
    assert vectorizer.fit(["ذهبت إلى المدرسة"]).get_feature_names_out().tolist() == ["المدرسه", "ذهبت"]

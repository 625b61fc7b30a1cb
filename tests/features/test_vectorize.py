"""The vectorizers equal scikit-learn's on the same tokens, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline

from arabnlp import ArabicCountVectorizer, ArabicNormalizer, ArabicTfidfVectorizer, load, load_dataset, save
from arabnlp.errors import InputError

PARAMS = [
    {},
    {"ngram_range": (1, 2)},
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
    for name in ("indptr", "indices", "data"):
        assert np.array_equal(getattr(a, name), getattr(b, name)), name


@pytest.mark.parametrize("params", PARAMS)
@pytest.mark.parametrize("scheme", ["news", "search", "pyarabic"])
def test_counts_equal_scikit_learn(texts, params, scheme) -> None:
    folded = ArabicNormalizer(scheme).transform(texts)
    ours, theirs = ArabicCountVectorizer(normalizer=scheme, **params), CountVectorizer(**params)
    _equal(ours, theirs, ours.fit_transform(texts), theirs.fit_transform(folded))


@pytest.mark.parametrize(
    "params",
    [*PARAMS, {"sublinear_tf": True}, {"norm": "l1"}, {"norm": None}, {"use_idf": False}, {"smooth_idf": False}],
)
def test_tfidf_equals_scikit_learn(texts, params) -> None:
    folded = ArabicNormalizer("news").transform(texts)
    ours, theirs = ArabicTfidfVectorizer(**params), TfidfVectorizer(**params)
    _equal(ours, theirs, ours.fit_transform(texts), theirs.fit_transform(folded))
    _equal(ours, theirs, ours.transform(texts[:5]), theirs.transform(folded[:5]))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(st.sampled_from("ابتوهيةأ ًّـ2#«"), max_size=30), min_size=1, max_size=6))
def test_any_texts_equal_scikit_learn(drawn) -> None:
    drawn = ["كلمة ثابتة", *drawn]
    ours, theirs = ArabicCountVectorizer(normalizer="search"), CountVectorizer()
    _equal(ours, theirs, ours.fit_transform(drawn), theirs.fit_transform(ArabicNormalizer("search").transform(drawn)))


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

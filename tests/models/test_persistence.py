"""Files without pickle."""

from __future__ import annotations

import pickle

import pytest
from sklearn.pipeline import make_pipeline

from arabnlp import ArabicCountVectorizer, ArabicTfidfVectorizer, LatentDirichletAllocation, load, save
from arabnlp.errors import InputError, MissingFileError

TEXTS = ["ارتفع سعر النفط", "فاز الفريق في المباراة"]


def test_a_fitted_estimator_comes_back(tmp_path) -> None:
    vectorizer = ArabicTfidfVectorizer(stemmer="light10", stop_words="arabic").fit(TEXTS)
    save(vectorizer, tmp_path / "v.skops")
    again = load(tmp_path / "v.skops")
    assert again.get_params() == vectorizer.get_params()
    assert (again.transform(TEXTS) != vectorizer.transform(TEXTS)).nnz == 0


def test_a_second_save_replaces_the_first_and_leaves_nothing_else(tmp_path) -> None:
    for texts in (TEXTS, TEXTS[:1]):
        save(ArabicTfidfVectorizer().fit(texts), tmp_path / "v.skops")
    assert [p.name for p in tmp_path.iterdir()] == ["v.skops"]
    assert len(load(tmp_path / "v.skops").get_feature_names_out()) == 3


def test_what_is_no_model_is_refused(tmp_path) -> None:
    with pytest.raises(MissingFileError, match=r"absent\.skops"):
        load(tmp_path / "absent.skops")
    (tmp_path / "text.skops").write_text("نص")
    with pytest.raises(InputError, match=r"text\.skops"):
        load(tmp_path / "text.skops")
    (tmp_path / "p.skops").write_bytes(pickle.dumps(ArabicTfidfVectorizer()))
    with pytest.raises(InputError, match=r"p\.skops"):
        load(tmp_path / "p.skops")


def test_a_foreign_class_is_not_loaded(tmp_path) -> None:
    import skops.io

    skops.io.dump({"x": __import__("subprocess").Popen}, tmp_path / "evil.skops")
    with pytest.raises(InputError, match=r"evil\.skops"):
        load(tmp_path / "evil.skops")


def test_what_load_would_refuse_is_not_saved(tmp_path) -> None:
    vectorizer = ArabicTfidfVectorizer(stemmer=lambda word: word[:3]).fit(TEXTS)
    with pytest.raises(InputError, match=r"lambda.*which load would refuse"):
        save(vectorizer, tmp_path / "v.skops")
    assert not list(tmp_path.iterdir())


def test_callbacks_inside_a_pipeline_are_left_out(tmp_path) -> None:
    lda = LatentDirichletAllocation(2, max_iter=2, random_state=0, callback=lambda *state: False)
    pipeline = make_pipeline(ArabicCountVectorizer(), lda).fit(TEXTS)
    again = load(save(pipeline, tmp_path / "p.skops"))
    assert again[-1].callback is None and pipeline[-1].callback is lda.callback is not None
    assert (again.transform(TEXTS) == pipeline.transform(TEXTS)).all()

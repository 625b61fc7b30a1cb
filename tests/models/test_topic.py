"""Topic classification."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline

from arabnlp import TopicClassifier, load, load_dataset, save
from arabnlp.errors import InputError


@pytest.fixture(scope="module")
def corpus() -> tuple[list[str], list[str]]:
    chosen = [a for a in load_dataset("seeds") if a.topic in ("sport", "health", "defence")]
    return [a.text for a in chosen], [a.topic for a in chosen]


@pytest.fixture(scope="module")
def fitted(corpus) -> TopicClassifier:
    return TopicClassifier().fit(*corpus)


def test_unseen_articles_find_their_topic(corpus) -> None:
    texts, topics = corpus
    scores = cross_val_score(make_pipeline(TopicClassifier()), texts, topics, cv=3, scoring="f1_macro")
    assert scores.mean() > 0.85


def test_probabilities_are_those_of_the_classes(fitted) -> None:
    rows = fitted.predict_proba(["فاز الفريق في المباراة بهدف", "تدريبات عسكرية للجيش", ""])
    assert rows.shape == (3, 3) and np.allclose(rows.sum(axis=1), 1) and (rows > 0).all()
    assert fitted.predict(["فاز الفريق في المباراة بهدف", "تدريبات عسكرية للجيش على الحدود"]).tolist() == [
        "sport",
        "defence",
    ]
    assert fitted.temperature_ > 0


def test_explanation_gives_terms_where_they_stand(fitted) -> None:
    text = "أجرى الأطباء في المستشفى عملية لمريض بعد المباراة."
    terms = fitted.explain(text, "health")
    assert terms == sorted(terms, key=lambda t: -t.weight) and terms[0].weight > 0
    assert {"المستشفى", "لمريض"} & {term.term for term in terms}
    assert all(text[a:b] for term in terms for a, b in term.spans)
    assert "المباراة" in {term.term for term in fitted.explain(text, "sport")}


def test_word_vectors_know_words_that_training_did_not_show() -> None:
    texts = [
        "سجل المهاجم هدفين في المباراة",
        "فاز المنتخب بكأس البطولة",
        "أجرى الطبيب جراحة لمريض",
        "علاج المرضى في العيادة",
    ]
    topics = ["sport", "sport", "health", "health"]
    options = {"domain_weight": 0.0, "char_weight": 0.0}
    unseen = "أدوية المستشفيات"  # no word of it was in a training text
    with_vectors = TopicClassifier(**options).fit(texts, topics)
    without = TopicClassifier(**options, vector_weight=0.0).fit(texts, topics)
    columns = with_vectors.classes_.tolist()
    assert with_vectors.predict([unseen]).tolist() == ["health"]
    assert np.allclose(*without.decision_function([unseen, "كلام آخر"]))
    assert [unseen[a:b] for t in with_vectors.explain(unseen) for a, b in t.spans] and columns == ["health", "sport"]


def test_explanation_of_an_unknown_class_is_refused(fitted) -> None:
    with pytest.raises(InputError, match="cooking"):
        fitted.explain("نص", "cooking")


def test_same_fit_same_model_and_file(corpus, fitted, tmp_path) -> None:
    again = clone(fitted).fit(*corpus)
    texts = corpus[0][:9]
    assert np.array_equal(again.predict_proba(texts), fitted.predict_proba(texts))
    save(fitted, tmp_path / "m.skops")
    assert np.allclose(load(tmp_path / "m.skops").predict_proba(texts), fitted.predict_proba(texts))


@pytest.mark.parametrize(
    ("X", "y", "words"),
    [
        (["نص", "نص آخر"], ["a"], "2.*1"),
        (["نص", 3], ["a", "b"], "1"),
        ([], [], "no texts|no articles|empty"),
        (["نص", "نص آخر"], ["a", "a"], "'a'|one|two"),
        ("نص", ["a"], "string"),
    ],
)
def test_bad_input_is_named(X, y, words) -> None:
    with pytest.raises(InputError, match=words):
        TopicClassifier().fit(X, y)


def test_two_texts_are_enough() -> None:
    model = TopicClassifier().fit(["فاز الفريق", "ارتفع النفط"], ["sport", "economy"])
    assert model.predict(["خسر الفريق"]).tolist() == ["sport"]

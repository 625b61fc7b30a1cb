"""Stance towards a target."""

from __future__ import annotations

import numpy as np
import pytest

from arabnlp import StanceClassifier, load, save
from arabnlp.errors import InputError
from arabnlp.study.evaluate import cross_validate
from arabnlp.study.seed_models import training_data

FAVOR = "رحب الخبراء بالمشروع وأشادوا بنجاحه وفوائده للمدينة."
AGAINST = "رفض السكان المشروع وحذروا من خسائره وأضراره على المدينة."


@pytest.fixture(scope="module")
def fitted() -> StanceClassifier:
    _, _, _, pairs, stances, owners = training_data()
    return StanceClassifier().fit(pairs, stances, groups=owners)


def test_clear_cases_of_an_unseen_target(fitted) -> None:
    assert fitted.predict([("المشروع", FAVOR), ("المشروع", AGAINST)]).tolist() == ["favor", "against"]
    assert fitted.predict([("صيد الأسماك", "افتتح المعرض أبوابه يوم الأحد في الساعة التاسعة.")]).tolist() == ["neutral"]


def test_better_than_the_majority_on_unseen_articles() -> None:
    _, _, _, pairs, stances, owners = training_data()
    result = cross_validate(StanceClassifier(), pairs, stances, owners, n_splits=5, n_repeats=1)
    assert result.interval[0] > 0.55


def test_two_sides_alone_and_other_labels() -> None:
    pairs = [("المشروع", FAVOR), ("السد", FAVOR), ("المشروع", AGAINST), ("السد", AGAINST)]
    two = StanceClassifier().fit(pairs, ["pro", "pro", "con", "con"])
    assert two.classifier_ is None and two.predict(pairs).tolist() == ["pro", "pro", "con", "con"]
    plain = [("المشروع", "يبدأ الاجتماع في الساعة التاسعة."), ("السد", "افتتح المعرض يوم الأحد.")]
    one = StanceClassifier().fit(pairs[:2] + plain, ["pro", "pro", "none", "none"])
    assert one.side_classifier_ is None and one.predict(plain).tolist() == ["none", "none"]
    rows = one.predict_proba(pairs)
    assert rows.shape == (4, 2) and np.allclose(rows.sum(axis=1), 1)


def test_probabilities_and_file(fitted, tmp_path) -> None:
    pairs = [("المشروع", FAVOR), ("المشروع", ""), ("السد", AGAINST)]
    rows = fitted.predict_proba(pairs)
    assert rows.shape == (3, 3) and np.allclose(rows.sum(axis=1), 1)
    save(fitted, tmp_path / "s.skops")
    assert np.allclose(load(tmp_path / "s.skops").predict_proba(pairs), rows)


def test_evidence_is_the_sentences_near_the_target(fitted) -> None:
    text = "افتتح المعرض أمس. " + FAVOR + " وتحدث الزوار عن الطقس."
    evidence = fitted.explain(("المشروع", text))
    assert evidence[0].text == FAVOR and evidence[0].weight > 0
    assert all(text[e.start : e.end] == e.text for e in evidence)
    assert fitted.explain(("المشروع", AGAINST))[0].weight < 0


@pytest.mark.parametrize(
    ("X", "y", "words"),
    [
        ([("هدف", "نص")], ["favor", "against"], "1 pairs and 2 labels"),
        (["نص"], ["favor"], "entry 0"),
        ([("", "نص")], ["favor"], "target of pair 0"),
        ([], [], "no pairs"),
        ([("هدف", "نص"), ("هدف", "آخر")], ["favor", "favor"], "two stances"),
    ],
)
def test_bad_input_is_named(X, y, words) -> None:
    with pytest.raises(InputError, match=words):
        StanceClassifier().fit(X, y)

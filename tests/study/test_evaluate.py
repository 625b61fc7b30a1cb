"""Measures with intervals."""

from __future__ import annotations

from types import SimpleNamespace as Quote

import numpy as np
import pytest
from sklearn.dummy import DummyClassifier
from sklearn.metrics import f1_score
from sklearn.neighbors import KNeighborsClassifier

from arabnlp.errors import InputError
from arabnlp.study.evaluate import bootstrap_interval, cross_validate, macro_f1, paired_difference, score_quotes


def test_macro_f1_is_scikit_learns() -> None:
    rng = np.random.default_rng(0)
    y, p = rng.choice(list("abc"), 60), rng.choice(list("abc"), 60)
    assert macro_f1(y, p) == pytest.approx(f1_score(y, p, average="macro"))


def test_groups_never_stand_on_both_sides() -> None:
    # Each group has two equal samples: a nearest neighbour would be always right if one of them were in training.
    rng = np.random.default_rng(1)
    points = rng.normal(size=(40, 2)).repeat(2, axis=0)
    labels = rng.choice(["a", "b"], 40).repeat(2)
    groups = np.arange(40).repeat(2)
    leaky = cross_validate(KNeighborsClassifier(1), points, labels, n_splits=5, n_repeats=1)
    honest = cross_validate(KNeighborsClassifier(1), points, labels, groups, n_splits=5, n_repeats=1)
    assert leaky.score > 0.8 > honest.score


def test_result_has_each_sample_once() -> None:
    y = ["a"] * 10 + ["b"] * 10
    result = cross_validate(DummyClassifier(), np.zeros((20, 1)), y, n_splits=5, n_repeats=2)
    assert result.predictions.shape == (20,) and np.allclose(result.probabilities.sum(axis=1), 1)
    assert len(result.folds) == 10 and result.interval[0] <= result.interval[1]


def test_too_few_samples_of_a_class() -> None:
    with pytest.raises(InputError, match="use fewer folds"):
        cross_validate(DummyClassifier(), [[0]] * 6, ["a"] * 5 + ["b"], n_splits=5)


def test_interval_covers_and_narrows() -> None:
    rng = np.random.default_rng(2)

    def width(n: int) -> float:
        y = rng.choice(["a", "b"], n)
        p = np.where(rng.random(n) < 0.8, y, "a")
        low, high = bootstrap_interval(macro_f1, y, p, seed=0)
        assert low <= macro_f1(y, p) <= high
        return high - low

    assert width(40) > 2 * width(640)


def test_paired_difference() -> None:
    y = ["a", "b"] * 60
    worse = ["a"] * 120
    same = paired_difference(y, y, y)
    assert same["difference"] == 0 and same["p_value"] > 0.9
    better = paired_difference(y, worse, y)
    assert better["difference"] > 0.5 and better["low"] > 0 and better["p_value"] < 0.01


def test_quote_scores() -> None:
    gold = [[Quote(start=0, end=5, speaker="أحمد علي"), Quote(start=9, end=12, speaker="هدى")], []]
    found = [[Quote(start=0, end=5, speaker="احمد علي"), Quote(start=9, end=11, speaker="هدى")], []]
    scores = score_quotes(gold, found)
    assert (scores.precision, scores.recall, scores.f1, scores.speaker_accuracy) == (0.5, 0.5, 0.5, 1.0)
    assert scores.n_gold == scores.n_found == 2
    assert score_quotes(gold, gold).f1 == 1.0
    assert score_quotes(gold, [[], []]).f1 == 0.0

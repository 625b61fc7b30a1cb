"""Folds: stratified, grouped, and clear about what cannot be folded."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp import Article
from arabnlp.articles.splits import duplicate_groups, grouped_folds
from arabnlp.errors import InputError

LABELS = ["رياضة"] * 60 + ["سياسة"] * 30 + ["ثقافة"] * 30
GROUPS = [index // 3 for index in range(120)]


def test_each_text_is_tested_once_and_no_group_is_parted():
    folds = grouped_folds(LABELS, GROUPS, n_splits=5, seed=1)
    assert sorted(np.concatenate([test for _, test in folds]).tolist()) == list(range(120))
    for train, test in folds:
        assert not set(train) & set(test) and len(train) + len(test) == 120
        assert not {GROUPS[i] for i in train} & {GROUPS[i] for i in test}


def test_classes_keep_their_shares():
    for _, test in grouped_folds(LABELS, GROUPS, n_splits=5, seed=1):
        share = sum(LABELS[index] == "رياضة" for index in test) / len(test)
        assert 0.4 <= share <= 0.6


def test_the_seed_decides():
    def tests(seed):
        return [test.tolist() for _, test in grouped_folds(LABELS, GROUPS, 5, seed)]

    assert tests(1) == tests(1)
    assert tests(1) != tests(2)


def test_without_groups_each_text_is_its_own():
    folds = grouped_folds(["أ", "ب"] * 10, n_splits=2)
    assert [len(test) for _, test in folds] == [10, 10]


def test_a_rare_class_is_warned_of_once():
    labels = [*LABELS, "نادر", "نادر"]
    groups = [*GROUPS, 98, 99]
    with pytest.warns(UserWarning, match=r"'نادر' in 2") as record:
        grouped_folds(labels, groups, n_splits=5)
    assert len(record) == 1


def test_no_warning_when_all_is_well():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        grouped_folds(LABELS, GROUPS, n_splits=5)


@pytest.mark.parametrize(
    ("labels", "groups", "n_splits", "message"),
    [
        (["أ", "ب"], [0], 2, "2 labels and 1 groups"),
        (["أ", "ب"], [0, 1], 1, "n_splits is 1"),
        (["أ", "ب"], [0, 1], 2.5, "n_splits is 2.5"),
        (["أ", None], [0, 1], 2, "label 1 is missing"),
        (["أ", float("nan")], [0, 1], 2, "label 1 is missing"),
        (["أ", "ب", "أ", "ب"], [0, 0, 0, 0], 2, "1 groups cannot make 2 folds"),
        (["أ"] * 4, [0, 1, 2, 3], 2, "all labels are 'أ'"),
        (["أ", "ب", "ج"], [0, 1, 2], 3, "no class is in 3 groups"),
        ([], [], 2, "0 groups cannot make 2 folds"),
    ],
)
def test_what_cannot_be_folded(labels, groups, n_splits, message):
    with pytest.raises(InputError, match=message):
        grouped_folds(labels, groups, n_splits)


def test_duplicate_groups_keep_copies_together():
    texts = ["خبر عاجل", "نبأ", Article("3", "خبرٌ عاجل!"), "", ""]
    groups = duplicate_groups(texts)
    assert groups.tolist() == [0, 1, 0, 2, 3] and groups.dtype == np.int64


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("أبج"), st.integers(0, 12)), min_size=1, max_size=60), st.integers(2, 4))
def test_any_labels_fold_or_say_why(rows, n_splits):
    labels, groups = [label for label, _ in rows], [group for _, group in rows]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            folds = grouped_folds(labels, groups, n_splits)
        except InputError:
            return
    for train, test in folds:
        assert not {groups[i] for i in train} & {groups[i] for i in test}

import numpy as np
import pandas as pd
import pytest

from arabnlp.errors import InputError
from arabnlp.models.topic_groups import merge_matrix, most_alike, prevalence


def test_groups_of_several_kinds_are_sorted_without_an_error():
    table = prevalence(np.ones((3, 1)), [2, "ا", None])
    assert list(table) == [2, "ا"]


def test_missing_groups_are_left_out_and_counted():
    rows = np.full((7, 2), 0.5)
    groups = pd.Series(pd.Categorical(["سبق", None, "سبق", "الرياض", np.nan, "الرياض", "سبق"]), index=range(5, 12))
    table = prevalence(rows, groups)
    assert {name: row.n_texts for name, row in table.items()} == {"الرياض": 2, "سبق": 3} and table.n_missing == 2
    table = prevalence(rows, [None, float("nan"), np.nan, pd.NaT, pd.NA, np.datetime64("NaT"), "سبق"])
    assert list(table) == ["سبق"] and table.n_missing == 6
    assert prevalence(rows, [None] * 7) == {}


def test_a_group_that_cannot_be_a_key_is_named():
    with pytest.raises(InputError, match="group of text 1 is of type list"):
        prevalence(np.ones((2, 1)), ["سبق", ["الرياض", "جدة"]])


def test_groups_without_an_order_are_taken():
    assert len(prevalence(np.ones((2, 1)), [2j, 1j])) == 2


def test_most_alike_leaves_the_text_itself_out():
    rows = np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0]])
    assert [i for i, _ in most_alike(rows, rows[0], 5, 0)] == [1, 2]


def test_merging_keeps_every_topic_once():
    moves, place = merge_matrix(5, [1, 3, 4])
    assert place == [0, 1, 2, 1, 1] and moves.sum() == 5 and moves.shape == (5, 3)

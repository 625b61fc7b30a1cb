import datetime

import numpy as np
import pytest
from scipy import stats

from arabnlp.errors import InputError
from arabnlp.models.topic_groups import merge_matrix, most_alike, periods, prevalence


def test_intervals_are_students():
    rows = np.array([[0.2, 0.8], [0.4, 0.6], [0.9, 0.1], [0.5, 0.5]])
    row = prevalence(rows, ["الرياض"] * 4)["الرياض"]
    for k in range(2):
        low, high = stats.t.interval(0.95, 3, rows[:, k].mean(), stats.sem(rows[:, k]))
        assert row.low[k] == pytest.approx(max(low, 0)) and row.high[k] == pytest.approx(min(high, 1))


def test_groups_of_several_kinds_are_sorted_without_an_error():
    table = prevalence(np.ones((3, 1)), [2, "ا", None])
    assert list(table) == [2, "ا"]


def test_periods():
    assert periods(["2021-11-09", datetime.date(2021, 1, 1)], "week") == ["2021-W45", "2020-W53"]
    assert periods(["2021-11-09T10:00:00Z", "", None], "month") == ["2021-11", None, None]
    assert periods(["2021-11"], "year") == ["2021"]


@pytest.mark.parametrize(("date", "unit"), [("2021", "month"), ("2021-11", "day"), ("2021-13-45", "week")])
def test_a_date_too_short_is_an_error(date, unit):
    with pytest.raises(InputError, match="date 0"):
        periods([date], unit)


def test_most_alike_leaves_the_text_itself_out():
    rows = np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0]])
    assert [i for i, _ in most_alike(rows, rows[0], 5, 0)] == [1, 2]


def test_merging_keeps_every_topic_once():
    moves, place = merge_matrix(5, [1, 3, 4])
    assert place == [0, 1, 2, 1, 1] and moves.sum() == 5 and moves.shape == (5, 3)

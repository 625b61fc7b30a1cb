"""Intervals of skewed shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnlp.models.topic_groups import prevalence
from arabnlp.models.topic_intervals import dispersions, mean_interval


@pytest.mark.parametrize(("size", "least"), [(10, 0.93), (30, 0.93), (100, 0.93), (500, 0.93)])
@pytest.mark.parametrize("total", [1.0, 6.0])
def test_coverage_is_nominal_for_skewed_shares(size, least, total):
    rng = np.random.default_rng(0)
    hits = []
    for _ in range(60):
        rows = rng.dirichlet(np.full(60, total / 60), size)
        found = prevalence(rows, ["الرياض"] * size)["الرياض"]
        hits.append(((found.low <= 1 / 60) & (found.high >= 1 / 60)).mean())
    assert np.mean(hits) >= least


def test_a_small_group_beside_a_large_one_is_covered():
    rng = np.random.default_rng(1)
    alpha = np.linspace(0.2, 3, 40) / 60
    true, hits = alpha / alpha.sum(), []
    for _ in range(80):
        table = prevalence(rng.dirichlet(alpha, 300), ["سبق"] * 12 + ["الرياض"] * 288)
        hits.append([((row.low <= true) & (row.high >= true)).mean() for row in table.values()])
    assert np.mean(hits, axis=0).min() >= 0.93


def test_intervals_shrink_with_texts_and_come_near_the_normal():
    rows = np.random.default_rng(0).dirichlet(np.full(5, 2.0), 4000)
    widths = []
    for size in (40, 400, 4000):
        found = prevalence(rows[:size], ["سبق"] * size)["سبق"]
        widths.append((found.high - found.low).mean())
    assert widths[0] > widths[1] > widths[2]
    assert widths[2] == pytest.approx(2 * 1.96 * rows.std(axis=0).mean() / 4000**0.5, rel=0.05)


@given(
    st.integers(2, 30),
    st.integers(2, 5),
    st.sampled_from(["equal", "one", "corner", "random"]),
)
def test_no_interval_has_no_width_and_each_holds_its_mean(size, topics, kind):
    rows = {
        "equal": np.full((size, topics), 1 / topics),
        "one": np.eye(topics)[[0] * size],
        "corner": np.eye(topics)[np.arange(size) % topics],
        "random": np.random.default_rng(size).dirichlet(np.full(topics, 0.1), size),
    }[kind]
    found = prevalence(rows, ["سبق"] * size)["سبق"]
    assert (found.high > found.low).all() and (found.low <= found.mean).all() and (found.mean <= found.high).all()
    assert (found.low >= 0).all() and (found.high <= 1 + 1e-12).all()


def test_one_text_has_no_interval():
    low, high = mean_interval(np.array([0.5]), 1, np.array([1.0]))
    assert np.isnan(low).all() and np.isnan(high).all()


def test_dispersion_of_a_dirichlet_is_one_over_its_total_plus_one():
    rows = np.random.default_rng(0).dirichlet([1.0, 2.0, 1.0], 4000)
    assert np.allclose(dispersions([rows]), 1 / 5, rtol=0.1)

"""Which number of topics is recommended, and the errors of the measures."""

import numpy as np
import pytest

from arabnlp.models.choice import MEASURES, _agreement, _estimate, recommend


def table_of(perplexity: dict[int, float] | None = None, **scores: list[float]) -> dict:
    """Coherence of each number of topics, run by run; all else alike, but for the perplexity where it is given."""
    flat = {name: _estimate([0.5, 0.5, 0.5], name) for name in MEASURES}
    table = {int(k[1:]): {**flat, "coherence": _estimate(values, "coherence")} for k, values in scores.items()}
    for k, value in (perplexity or {}).items():
        table[k]["perplexity"] = _estimate([value] * 3, "perplexity")
    return table


def test_a_number_whose_perplexity_is_clearly_worse_is_left_out() -> None:
    table = table_of({10: 4000.0, 50: 4190.0, 80: 4210.0}, K10=[0.1], K50=[0.2], K80=[0.9])
    k, reason = recommend(table, {}, 1000)
    assert k == 50
    assert (
        "perplexity more than 5% above the lowest left (4000 at K=10): 80" in reason and "perplexity is 4190" in reason
    )


def test_a_number_near_that_of_the_texts_is_left_out_and_does_not_set_the_lowest_perplexity() -> None:
    table = table_of({10: 4000.0, 50: 3000.0}, K10=[0.1], K50=[0.9])
    k, reason = recommend(table, {}, 383)
    assert k == 10 and "fewer than 10 texts a topic: 50" in reason and "only number left" in reason
    assert "all numbers" not in reason


def test_where_all_numbers_are_too_many_the_reason_says_so() -> None:
    k, reason = recommend(table_of(K50=[0.1], K80=[0.2]), {}, 100)
    assert k == 50 and "all numbers leave fewer than 10 texts a topic (100 texts)" in reason


def test_the_error_is_that_of_the_difference() -> None:
    k, reason = recommend(table_of(K10=[0.2, 0.3], K50=[0.29, 0.29]), {}, 1000)
    assert k == 10 and "standard error of their difference (0.050" in reason


def test_unsteady_topics_and_unmeasured_coherence() -> None:
    table = table_of(K10=[0.1], K50=[0.9])
    table[50]["stability"] = _estimate([0.2, 0.2], "stability")
    k, reason = recommend(table, {}, 1000)
    assert k == 10 and "change from run to run: 50" in reason
    k, reason = recommend(table_of(K10=[float("nan")], K50=[float("nan")]), {}, 1000)
    assert k == 10 and "nan" not in reason


@pytest.mark.parametrize("repeats", [2, 3, 5])
@pytest.mark.parametrize(("gap", "recommended"), [(0.9, 10), (1.1, 50)])
def test_within_one_standard_error_means_one(repeats, gap, recommended) -> None:
    best = 0.3 + np.linspace(-0.01, 0.01, repeats)
    error = best.std(ddof=1) / repeats**0.5
    k, reason = recommend(table_of(K10=[0.3 - gap * error] * repeats, K50=best.tolist()), {}, 1000)
    assert k == recommended
    assert ("one standard error" in reason) == (recommended == 10)


def test_one_repeat_claims_no_standard_error() -> None:
    k, reason = recommend(table_of(K10=[0.29], K50=[0.3]), {}, 1000)
    assert k == 50 and "second repeat" in reason and "standard error" not in reason


def test_intervals_end_where_the_measure_ends() -> None:
    estimate = _estimate([1.0, 0.9, 1.0], "diversity")
    assert estimate.high == 1.0 and 0 < estimate.low < estimate.mean
    assert estimate.error == pytest.approx(np.std([1.0, 0.9, 1.0], ddof=1) / 3**0.5)


def test_the_error_of_stability_is_the_jackknifes() -> None:
    tops = [[{"نفط", "غاز"}], [{"نفط", "غاز"}], [{"نفط", "سعر"}]]  # pairs agree by 1, 0.5 and 0.5
    estimate = _agreement(tops)
    assert estimate.mean == pytest.approx(2 / 3)
    left_out = np.array([0.5, 0.5, 1.0])  # what stays when the first, second or third run goes
    assert estimate.error == pytest.approx((2 / 3 * np.square(left_out - left_out.mean()).sum()) ** 0.5)
    assert np.isnan(_agreement(tops[:2]).error)

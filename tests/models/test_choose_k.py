import json

import numpy as np
import pytest

from arabnlp import TopicModel, load_dataset
from arabnlp.errors import InputError
from arabnlp.models.choose_k import MEASURES, _agreement, _estimate, _recommend, choose_k


@pytest.fixture(scope="module")
def model() -> TopicModel:
    texts = [a.text for a in load_dataset("seeds") if a.topic in ("sport", "health", "economy")][:60]
    return TopicModel(2, method="nmf").fit(texts)


def test_every_number_is_judged_by_every_measure(model) -> None:
    choice = choose_k(model, [2, 4], repeats=2)
    assert list(choice.table) == [2, 4] and all(set(row) == set(MEASURES) for row in choice.table.values())
    for row in choice.table.values():
        assert -1 <= row["coherence"].mean <= 1 and 0 < row["diversity"].mean <= 1
        assert row["coherence"].low <= row["coherence"].mean <= row["coherence"].high
        assert 0 < row["stability"].mean <= 1
    assert choice.recommended in (2, 4) and f"K={choice.recommended}" in choice.reason
    assert [row["k"] for row in choice.rows()] == [2, 4]


def test_a_comparison_goes_on_where_it_stopped(model, tmp_path) -> None:
    path, done = tmp_path / "k.jsonl", []
    choose_k(model, [2], repeats=2, path=path)
    cut = path.read_text(encoding="utf-8") + '{"task": {'  # as Ctrl-C may leave it
    path.write_text(cut, encoding="utf-8")
    choice = choose_k(model, [2, 3], repeats=2, path=path, progress=lambda n, total: done.append((n, total)))
    assert done == [(3, 4), (4, 4)]
    again = choose_k(model, [2, 3], repeats=2, path=path)
    assert again.reason == choice.reason
    assert again.table[3]["seconds"] == choice.table[3]["seconds"]  # read, not fitted again
    whole = [line for line in path.read_text(encoding="utf-8").splitlines() if line.endswith("}}")]
    assert sorted((json.loads(w)["result"]["k"], json.loads(w)["result"]["run"]) for w in whole) == [
        (2, 0),
        (2, 1),
        (3, 0),
        (3, 1),
    ]


def test_a_file_of_other_settings_is_refused(model, tmp_path) -> None:
    path = tmp_path / "k.jsonl"
    choose_k(model, [2], repeats=1, path=path)
    with pytest.raises(InputError, match=r"line 1.*n_words"):
        choose_k(model, [2], repeats=1, n_words=7, path=path)


def test_processes_give_the_same(model) -> None:
    one, two = (choose_k(model, [2, 3], repeats=2, n_jobs=n) for n in (1, 2))
    assert one.recommended == two.recommended
    for k in (2, 3):
        for name in ("coherence", "diversity", "stability"):
            assert np.allclose(one.table[k][name], two.table[k][name], equal_nan=True)


def test_one_repeat_has_no_interval(model) -> None:
    row = choose_k(model, [3], repeats=1).table[3]
    assert np.isfinite(row["coherence"].mean) and np.isnan(row["coherence"].low) and np.isnan(row["stability"].mean)


@pytest.mark.parametrize(
    ("grid", "options", "message"),
    [([], {}, "nothing to compare"), ([2, 0], {}, "0 in the grid"), ([2], {"held_out": 1}, "held_out")],
)
def test_errors_say_what_is_wrong(model, grid, options, message) -> None:
    with pytest.raises(InputError, match=message):
        choose_k(model, grid, **options)


def table_of(**scores: list[float]) -> dict:
    """Coherence of each number of topics, run by run; all else alike."""
    flat = {name: _estimate([0.5, 0.5, 0.5], name) for name in MEASURES}
    return {int(k[1:]): {**flat, "coherence": _estimate(values, "coherence")} for k, values in scores.items()}


@pytest.mark.parametrize("repeats", [2, 3, 5])
@pytest.mark.parametrize(("gap", "recommended"), [(0.9, 10), (1.1, 50)])
def test_within_one_standard_error_means_one(repeats, gap, recommended) -> None:
    best = 0.3 + np.linspace(-0.01, 0.01, repeats)
    error = best.std(ddof=1) / repeats**0.5
    k, reason = _recommend(table_of(K10=[0.3 - gap * error] * repeats, K50=best.tolist()), {})
    assert k == recommended
    assert ("one standard error" in reason) == (recommended == 10)


def test_one_repeat_claims_no_standard_error() -> None:
    k, reason = _recommend(table_of(K10=[0.29], K50=[0.3]), {})
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


@pytest.fixture(scope="module")
def seeded() -> TopicModel:
    texts = [a.text for a in load_dataset("seeds") if a.topic in ("sport", "health", "economy")][:60]
    lists = {"مال": ["النفط", "المصرف", "الاقتصاد"], "لعب": ["المباراة", "الفريق"]}
    return TopicModel(2, seed_words=lists, seed_weight=50.0, max_iter=5).fit(texts)


def test_seed_words_guide_every_fit_and_belong_to_the_file(seeded, tmp_path) -> None:
    path = tmp_path / "k.jsonl"
    choice = choose_k(seeded, [3], repeats=1, path=path)
    plain = TopicModel(2, max_iter=5)
    plain.__dict__.update({k: v for k, v in vars(seeded).items() if k.endswith("_")})
    assert choose_k(plain, [3], repeats=1).table[3]["coherence"] != choice.table[3]["coherence"]
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])["result"]["top"][0]
    assert "النفط" in {str(seeded.terms_[j]) for j in first}
    with pytest.raises(InputError, match="seed_words"):
        choose_k(plain, [3], repeats=1, path=path)


def test_a_number_that_cannot_be_fitted_is_noted_and_the_others_go_on(model, seeded, tmp_path) -> None:
    seen = []
    choice = choose_k(
        model, [600, 2], repeats=2, path=tmp_path / "k.jsonl", progress=lambda n, total: seen.append((n, total))
    )
    assert choice.recommended == 2 and "not fitted: 600" in choice.reason and "at most" in choice.failed[600]
    assert np.isnan(choice.table[600]["coherence"].mean) and choice.rows()[1]["failed"] == choice.failed[600]
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    choice.plot().canvas.draw()
    assert choose_k(seeded, [1, 2], repeats=1).failed[1].startswith("there are 2 lists")
    with pytest.raises(InputError, match="no number of the grid"):
        choose_k(model, [600], repeats=1)


def test_progress_counts_this_grid_only(model, tmp_path) -> None:
    path, seen = tmp_path / "k.jsonl", []
    choose_k(model, [2, 3], repeats=2, path=path)
    choose_k(model, [2, 4], repeats=2, path=path, progress=lambda n, total: seen.append((n, total)))
    assert seen == [(3, 4), (4, 4)]


def test_a_generator_is_taken_as_a_seed_and_left_as_it_is(model) -> None:
    state = np.random.RandomState(3)
    model.random_state, before = state, model.random_state
    try:
        one, two = (choose_k(model, [3], repeats=1) for _ in range(2))
        assert one.table[3]["coherence"] == pytest.approx(two.table[3]["coherence"], nan_ok=True)
        assert state.randint(1000) == np.random.RandomState(3).randint(1000)
        model.random_state = "seven"
        with pytest.raises(InputError, match="random_state='seven'"):
            choose_k(model, [3])
    finally:
        model.random_state = before


def test_numbers_of_topics_stand_under_a_named_axis(model) -> None:
    figure = choose_k(model, [2, 3], repeats=1).plot()
    assert {axes.get_xlabel() for axes in figure.axes if axes.lines} == {"عدد الموضوعات"}


def test_parameters_of_lda_reach_every_fit_and_belong_to_the_file(tmp_path) -> None:
    texts = ["النفط والغاز والأسعار", "أسعار النفط والغاز", "المباراة والفريق والهدف", "هدف الفريق في المباراة"] * 5
    path = tmp_path / "choice.jsonl"
    calm = TopicModel(2, lda_params={"callback": lambda *_: True}).fit(texts)
    plain = choose_k(calm, [2, 3], repeats=2, path=path)
    again = choose_k(TopicModel(2).fit(texts), [2, 3], repeats=2, path=path)
    assert again.table[2]["coherence"] == plain.table[2]["coherence"], "a callback is no setting"
    other = TopicModel(2, lda_params={"topic_word_prior": 30.0}).fit(texts)
    assert choose_k(other, [2, 3], repeats=2).table[2]["perplexity"] != plain.table[2]["perplexity"]
    with pytest.raises(InputError, match="lda_params"):
        choose_k(other, [2, 3], repeats=2, path=path)

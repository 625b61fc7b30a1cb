import json

import numpy as np
import pytest

from arabnlp import TopicModel, load_dataset
from arabnlp.errors import InputError
from arabnlp.models.choose_k import MEASURES, choose_k


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

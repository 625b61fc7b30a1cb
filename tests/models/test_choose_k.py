import json

import numpy as np
import pytest

from arabnlp import TopicModel, load_dataset
from arabnlp.errors import InputError
from arabnlp.features.heldout import document_completion_perplexity
from arabnlp.models.choice import MEASURES
from arabnlp.models.choose_k import choose_k


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
    [
        ([], {}, "nothing to compare"),
        ([2, 0], {}, "0 in the grid"),
        ([True], {}, "True in the grid"),
        (5, {}, "the grid is 5"),
        ("25", {}, "the grid is '25'"),
        ([2], {"held_out": 1}, "held_out"),
        ([2], {"held_out": "0.1"}, "held_out"),
        ([2], {"repeats": 0}, "repeats=0"),
        ([2], {"repeats": 1.5}, "repeats=1.5"),
        ([2], {"n_words": 0}, "n_words=0 must be a whole number of at least 2"),
        ([2], {"n_words": 1}, "n_words=1"),
    ],
)
def test_errors_say_what_is_wrong(model, grid, options, message) -> None:
    with pytest.raises(InputError, match=message):
        choose_k(model, grid, **options)


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


@pytest.mark.parametrize("place", ["", "absent/k.jsonl"])
def test_a_file_that_cannot_be_written_is_said_before_any_fit(model, tmp_path, place) -> None:
    with pytest.raises(InputError, match="is a folder" if not place else "no folder that exists"):
        choose_k(model, [600], repeats=1, path=tmp_path / place)  # 600 could not be fitted


def test_a_grid_may_be_any_iterable(model) -> None:
    assert list(model.choose_k((k for k in (2, 3)), repeats=1).table) == [2, 3]
    assert list(model.choose_k(np.array([2, 3]), repeats=1).table) == [2, 3]


def test_texts_are_compared_without_a_fit_of_the_models_own_number() -> None:
    texts = [a.text for a in load_dataset("seeds")][:20]
    one = TopicModel(50, method="nmf").choose_k([2, 3], texts, repeats=1)
    two = TopicModel(50, method="nmf").choose_k(texts, [2, 3], repeats=1)
    assert list(one.table) == list(two.table) == [2, 3] and one.reason == two.reason
    lists = [["النفط"], ["الفريق"], ["الوزارة"]]
    assert 3 in TopicModel(1, seed_words=lists, max_iter=2).choose_k([3], [*texts, "النفط الفريق الوزارة"] * 2).table


def test_perplexity_is_by_the_prior_that_was_learned() -> None:
    model = TopicModel(3, lda_params={"learn_priors": True}, max_iter=5)
    model.fit([a.text for a in load_dataset("seeds")][:100])
    given = choose_k(model, [6], repeats=1).table[6]["perplexity"].mean
    test = np.zeros(100, bool)
    test[np.random.default_rng(0).permutation(100)[:10]] = True
    again = TopicModel(6, lda_params={"learn_priors": True}, max_iter=5)
    again.counts_ = model.counts_[~test]
    lda = again._unfitted(0)
    lda.fit_transform(again.counts_)
    assert np.ptp(lda.lda_.doc_topic_prior_) > 0
    held = (model.counts_[test], lda.topic_weights_)
    assert given == pytest.approx(document_completion_perplexity(*held, lda.lda_.doc_topic_prior_), rel=1e-6)
    assert given != pytest.approx(document_completion_perplexity(*held, 1 / 6), rel=1e-4)


def test_a_topic_a_text_is_never_recommended() -> None:
    model = TopicModel(8, max_iter=5).fit([a.text for a in load_dataset("seeds")][:120])
    choice = choose_k(model, [5, 100, 1000], repeats=2)
    assert choice.recommended == 5 and "fewer than 10 texts a topic: 100, 1000" in choice.reason

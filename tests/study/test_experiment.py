"""Experiments in TOML, and their comparison."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from arabnlp import compare, run_experiment
from arabnlp.errors import InputError, MissingFileError

RESULTS = Path(__file__).parents[2] / "experiments" / "results"
STANCE = "[experiment]\ntask = 'stance'\n[data]\nname = 'seeds'\n[evaluation]\nfolds = 3\nrepeats = 1\n"


def write(folder: Path, content: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_result_is_returned_and_recorded_and_repeats_itself(tmp_path) -> None:
    path = write(tmp_path, STANCE)
    first = run_experiment(path)
    recorded = json.loads((tmp_path / "results" / "mine.json").read_text(encoding="utf-8"))
    assert recorded == json.loads(json.dumps(first))
    assert first["name"] == "mine" and first["samples"] == len(first["predictions"]) == len(first["groups"])
    assert first["baseline"]["majority"] == "neutral" and first["interval"][0] <= first["score"] <= first["interval"][1]
    second = run_experiment(path, tmp_path / "other.json")
    assert second["predictions"] == first["predictions"]
    assert compare(first, tmp_path / "other.json")["difference"] == 0
    weaker = run_experiment(write(tmp_path, STANCE + "[model]\nopinion_weight = 0.0\n"))
    assert compare(weaker, first)["difference"] == pytest.approx(first["score"] - weaker["score"], abs=1e-9)


def test_quotations(tmp_path) -> None:
    result = run_experiment(write(tmp_path, "[experiment]\ntask = 'quotes'\n"))
    assert result["score"] >= 0.95 and result["speaker_accuracy"] >= 0.85
    recorded = json.loads((RESULTS / "seed_quotes.json").read_text(encoding="utf-8"))
    assert result["gold_sha256"] == recorded["gold_sha256"] and result["score"] == pytest.approx(recorded["score"])


def test_recorded_results_are_of_this_corpus() -> None:
    from arabnlp.study.seed_models import training_data

    _, topics, ids, _, stances, owners = training_data()
    topic = json.loads((RESULTS / "seed_topics.json").read_text(encoding="utf-8"))
    stance = json.loads((RESULTS / "seed_stance.json").read_text(encoding="utf-8"))
    assert (topic["gold"], topic["groups"]) == (topics, ids)
    assert (stance["gold"], stance["groups"]) == (stances, owners)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[experiment", "not valid TOML"),
        ("[experiment]\ntask = 'poetry'\n", "poetry"),
        ("[experiment]\ntask = 'topic'\n", "name"),
        ("[extra]\n", "extra"),
        (STANCE + "shuffle = 1\n", "shuffle"),
        (STANCE + "[model]\ndepth = 3\n", "depth"),
    ],
)
def test_mistakes_in_the_file_are_named(tmp_path, content, words) -> None:
    with pytest.raises(InputError, match=words):
        run_experiment(write(tmp_path, content))
    assert not (tmp_path / "results").exists()


def test_missing_files_and_other_samples(tmp_path) -> None:
    with pytest.raises(MissingFileError, match=r"absent\.toml"):
        run_experiment(tmp_path / "absent.toml")
    with pytest.raises(MissingFileError, match="absent"):
        compare(tmp_path / "absent.json", {})
    with pytest.raises(InputError, match="same samples"):
        compare(RESULTS / "seed_topics.json", RESULTS / "seed_stance.json")

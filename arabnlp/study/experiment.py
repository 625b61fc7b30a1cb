"""Experiments: a TOML file in, recorded results out, and comparisons between results."""

from __future__ import annotations

import hashlib
import json
import platform
import time
import tomllib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from arabnlp.articles.datasets import load_dataset
from arabnlp.articles.splits import duplicate_groups
from arabnlp.errors import InputError, MissingFileError
from arabnlp.models.stance import StanceClassifier
from arabnlp.models.topic import TopicClassifier
from arabnlp.study.evaluate import cross_validate, macro_f1, paired_difference, score_quotes
from arabnlp.study.report import write_whole
from arabnlp.study.seed_models import article_text, training_data

TASKS = ("topic", "stance", "quotes")


def run_experiment(path: str | Path, out: str | Path | None = None) -> dict[str, Any]:
    """Run the experiment of a TOML file and record its result.

    The file has the tables ``[experiment]`` (``task``: topic, stance or quotes), ``[data]`` (``name``, optionally
    ``split`` and ``limit``), ``[model]`` (parameters of the classifier) and ``[evaluation]`` (``folds``,
    ``repeats``, ``seed``).

    Parameters
    ----------
    path : path-like
        The TOML file.
    out : path-like, optional
        Where to record the result; by default ``results/NAME.json`` beside the file.

    Returns
    -------
    dict
        ``name``, ``task``, ``score``, ``interval``, ``baseline``, ``gold``, ``predictions``, ``groups``, ``config``
        and ``environment``.

    Raises
    ------
    MissingFileError
        If the file does not exist.
    InputError
        If it is not TOML or a table or value is wrong.
    """
    path = Path(path)
    config = _read(path)
    task = config["experiment"]["task"]
    start = time.perf_counter()
    result = _quotes() if task == "quotes" else _classify(config)
    result = {
        "name": path.stem,
        "task": task,
        **result,
        "seconds": round(time.perf_counter() - start, 1),
        "config": config,
        "environment": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("arabnlp", "numpy", "scikit-learn", "gensim")},
        },
    }
    target = Path(out) if out is not None else path.parent / "results" / f"{path.stem}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    return result


def compare(first: Any, second: Any) -> dict[str, float]:
    """How much better the second of two results on the same data is.

    Parameters
    ----------
    first, second : dict or path-like
        Results of :func:`run_experiment`, or the files that record them.

    Returns
    -------
    dict
        ``difference`` in macro-F1, its 95% interval (``low``, ``high``) and ``p_value`` of a paired permutation test.

    Raises
    ------
    InputError
        If the results are not of the same samples.
    """
    a, b = (_result(item) for item in (first, second))
    if a.get("gold") != b.get("gold") or not a.get("predictions"):
        raise InputError(f"{a.get('name')} and {b.get('name')} are not of the same samples: run both on the same data.")
    return paired_difference(a["gold"], a["predictions"], b["predictions"], groups=a["groups"])


def _result(item: Any) -> dict[str, Any]:
    if isinstance(item, dict):
        return item
    path = Path(item)
    if not path.is_file():
        raise MissingFileError(f"there is no result {path}: run the experiment first.")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{path} is not a recorded result ({error}).") from error


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise MissingFileError(f"there is no experiment {path}: give a TOML file.")
    try:
        config = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not valid TOML: {error}.") from error
    unknown = set(config) - {"experiment", "data", "model", "evaluation"}
    if unknown:
        raise InputError(
            f"{path}: unknown table [{sorted(unknown)[0]}]; known are experiment, data, model and evaluation."
        )
    task = config.get("experiment", {}).get("task")
    if task not in TASKS:
        raise InputError(f"{path}: [experiment] task is {task!r}; it must be one of {', '.join(TASKS)}.")
    if task != "quotes" and not config.get("data", {}).get("name"):
        raise InputError(f"{path}: [data] needs a name, such as name = 'seeds'.")
    return config


def _classify(config: dict[str, Any]) -> dict[str, Any]:
    task, data, options = config["experiment"]["task"], config["data"], config.get("evaluation", {})
    X, y, groups = _samples(task, data)
    make: Callable[..., Any] = TopicClassifier if task == "topic" else StanceClassifier
    try:
        estimator = make(**config.get("model", {}))
    except TypeError as error:
        raise InputError(f"[model]: {error}; see the parameters of {make.__name__}.") from error
    allowed = {"folds": "n_splits", "repeats": "n_repeats", "seed": "seed"}
    wrong = set(options) - set(allowed)
    if wrong:
        raise InputError(f"[evaluation] has no {sorted(wrong)[0]!r}; it has {', '.join(allowed)}.")
    result = cross_validate(estimator, X, y, groups, **{allowed[k]: v for k, v in options.items()})
    majority = max(sorted(set(y)), key=y.count)
    return {
        "score": result.score,
        "interval": list(result.interval),
        "fold_scores": result.folds,
        "baseline": {"majority": majority, "score": macro_f1(y, [majority] * len(y))},
        "samples": len(y),
        "gold": y,
        "predictions": [str(p) for p in result.predictions],
        "groups": [str(g) for g in groups],
    }


def _samples(task: str, data: dict[str, Any]) -> tuple[list[Any], list[str], list[str]]:
    """Samples, labels and groups; near-duplicate texts share a group."""
    if data["name"] == "seeds":
        texts, topics, ids, pairs, stances, owners = training_data()
        return (texts, topics, ids) if task == "topic" else (pairs, stances, owners)
    articles = load_dataset(data["name"], split=data.get("split"))
    if task == "stance":
        rows = [a for a in articles if a.extra.get("stance") and a.extra.get("target")]
    else:
        rows = [a for a in articles if a.topic]
    if not rows:
        raise InputError(f"{data['name']} has no labels for {task}.")
    limit = data.get("limit")
    if limit is not None and limit < len(rows):
        chosen = np.sort(np.random.default_rng(0).choice(len(rows), size=int(limit), replace=False))
        rows = [rows[i] for i in chosen]
    groups = [str(g) for g in duplicate_groups([a.text for a in rows])]
    if task == "stance":
        return [(a.extra["target"], a.text) for a in rows], [str(a.extra["stance"]) for a in rows], groups
    return [article_text(a) for a in rows], [str(a.topic) for a in rows], groups


def _quotes() -> dict[str, Any]:
    """Quotation rules against the gold of the seed corpus."""
    from arabnlp.study.quote_gold import quote_gold
    from arabnlp.text.quotes import extract_quotes

    gold = quote_gold()
    scores = score_quotes([quotes for _, quotes in gold], [extract_quotes(article.text) for article, _ in gold])
    return {
        "score": scores.f1,
        "interval": list(scores.intervals["f1"]),
        "precision": scores.precision,
        "recall": scores.recall,
        "speaker_accuracy": scores.speaker_accuracy,
        "speaker_interval": list(scores.intervals["speaker_accuracy"]),
        "samples": scores.n_gold,
        "articles": len(gold),
        "gold_sha256": hashlib.sha256(
            repr([[(q.start, q.end, q.speaker) for q in quotes] for _, quotes in gold]).encode()
        ).hexdigest(),
    }

"""How many topics: every number of a grid fitted several times, judged, and one recommended with the reason.

No measure settles the question: held-out perplexity falls long after topics have ceased to be readable (Chang et al.,
"Reading tea leaves", 2009), coherence favours few topics. So all are shown, and the recommendation is by a rule that
can be read: the smallest number whose coherence is not clearly below the best (one standard error, as L. Breiman et
al. choose trees, 1984), among those that come out alike from run to run.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from arabnlp.errors import InputError
from arabnlp.models.coherence import TokenIds, coherence, diversity, exclusivity
from arabnlp.models.decomposition import decompose
from arabnlp.models.topic_words import matched, top_words

MEASURES = ("coherence", "perplexity", "diversity", "exclusivity", "stability", "seconds")
_UNSTABLE = 0.5  # of the best stability


class Estimate(NamedTuple):
    """Mean of a measure over repeats, with the 95% interval of the mean (NaN of one repeat)."""

    mean: float
    low: float
    high: float


class Choice(NamedTuple):
    """What a comparison of numbers of topics found.

    Attributes
    ----------
    recommended : int
    reason : str
    table : dict of int to dict of str to Estimate
        By number of topics, then by measure: ``coherence`` (NPMI over whole texts), ``perplexity`` (of held-out texts,
        LDA only), ``diversity``, ``exclusivity``, ``stability`` (between the repeats) and ``seconds``.
    """

    recommended: int
    reason: str
    table: dict[int, dict[str, Estimate]]

    def rows(self) -> list[dict[str, Any]]:
        """One flat row for each number of topics, for a data frame or JSON; what was not measured is None."""
        rows = []
        for k, measures in self.table.items():
            row: dict[str, Any] = {"k": k}
            for name, estimate in measures.items():
                for suffix, value in zip(("", "_low", "_high"), estimate, strict=True):
                    row[name + suffix] = value if np.isfinite(value) else None
            rows.append(row)
        return rows

    def plot(self) -> Any:
        """A matplotlib figure: each measure against the number of topics, with intervals."""
        from arabnlp.models.topic_plots import choice_figure

        return choice_figure(self)


def choose_k(
    model: Any,
    grid: Sequence[int],
    *,
    repeats: int = 3,
    held_out: float = 0.1,
    n_words: int = 10,
    n_jobs: int | None = None,
    path: str | os.PathLike[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Choice:
    """Fit and judge every number of topics of a grid.

    Parameters
    ----------
    model : TopicModel
        Fitted: its counts and settings are used, its number of topics is not.
    grid : sequence of int
    repeats : int
        Fits of each number, with seeds of their own.
    held_out : float
        Share of the texts kept from the fits for the perplexity, 0 for none.
    n_words : int
        Top words judged.
    n_jobs : int, optional
        Fits at a time, in processes; -1 for as many as there are processors.
    path : path-like, optional
        JSON lines file to which each fit is written when it is done. Fits that stand there are not done again, so an
        interrupted comparison goes on where it stopped.
    progress : callable, optional
        Called with the fits done and the fits in all.

    Returns
    -------
    Choice

    Raises
    ------
    InputError
        If the grid is empty or not of whole numbers, or the file belongs to other texts or settings.

    Examples
    --------
    >>> from arabnlp import TopicModel
    >>> texts = ["النفط والغاز والأسعار", "أسعار النفط والغاز", "المباراة والفريق والهدف", "هدف الفريق في المباراة"] * 5
    >>> choice = choose_k(TopicModel(2).fit(texts), [2, 3], repeats=2)
    >>> sorted(choice.table), choice.recommended in (2, 3)
    ([2, 3], True)
    """
    grid = [int(k) if isinstance(k, int | np.integer) and k > 0 else _bad_k(k) for k in grid]
    if not grid or repeats < 1:
        raise InputError("there is nothing to compare: give at least one number of topics and one repeat.")
    if not 0 <= held_out < 1:
        raise InputError(f"held_out={held_out!r} must be a share from 0 to below 1.")
    counts = model.counts_
    random = np.random.default_rng(model.random_state or 0)
    test = np.zeros(counts.shape[0], bool)
    if counts.shape[0] >= 10:
        test[random.permutation(counts.shape[0])[: int(held_out * counts.shape[0])]] = True
    task = {
        "method": model.method,
        "engine": model.engine,
        "max_iter": model.max_iter,
        "n_words": n_words,
        "held_out": held_out,
        "seed": model.random_state or 0,
        "data": hashlib.sha256(counts.indices.tobytes() + counts.data.tobytes() + counts.indptr.tobytes()).hexdigest()[
            :16
        ],
    }
    done = _read(Path(path), task) if path is not None else {}
    todo = [(k, run) for k in dict.fromkeys(grid) for run in range(repeats) if (k, run) not in done]
    total = len(todo) + len(done)
    for result in _results(todo, counts, test, task, n_jobs):
        done[result["k"], result["run"]] = result
        if path is not None:
            _append(Path(path), task, result)
        if progress is not None:
            progress(len(done), total)
    table = {k: _summary([done[k, run] for run in range(repeats)]) for k in sorted(set(grid))}
    return Choice(*_recommend(table), table)


def _bad_k(k: Any) -> int:
    raise InputError(f"{k!r} in the grid is no number of topics: give whole numbers of at least 1.")


def _results(
    todo: list[tuple[int, int]], counts: Any, test: np.ndarray, task: dict[str, Any], n_jobs: int | None
) -> Any:
    if n_jobs in (None, 1) or len(todo) < 2:
        return (_fit(k, run, counts, test, task) for k, run in todo)
    from joblib import Parallel, delayed

    jobs = (delayed(_fit)(k, run, counts, test, task) for k, run in todo)
    return Parallel(n_jobs=n_jobs, return_as="generator_unordered")(jobs)


def _fit(k: int, run: int, counts: Any, test: np.ndarray, task: dict[str, Any]) -> dict[str, Any]:
    import time

    model = decompose(
        task["method"], k, engine=task["engine"], max_iter=task["max_iter"], random_state=task["seed"] + run
    )
    start = time.perf_counter()
    model.fit_transform(counts[~test])
    seconds = time.perf_counter() - start
    weights = model.topic_weights_
    totals = weights.sum(axis=1, keepdims=True)
    topic_word = np.where(totals > 0, weights / np.where(totals > 0, totals, 1), 1 / weights.shape[1])
    top = top_words(topic_word, task["n_words"])
    words = _as_documents(counts)
    values = coherence(list(top), words, "c_npmi", window=0)
    perplexity = float("nan")
    if task["method"] == "lda" and test.any() and counts[test].nnz:
        from arabnlp.features.heldout import document_completion_perplexity

        perplexity = document_completion_perplexity(counts[test], topic_word, np.full(k, 1.0 / k), seed=task["seed"])
    return {
        "k": k,
        "run": run,
        "coherence": float(np.nanmean(values)) if np.isfinite(values).any() else float("nan"),
        "perplexity": float(perplexity),
        "diversity": diversity([row.tolist() for row in top]),
        "exclusivity": float(exclusivity(topic_word, task["n_words"]).mean()),
        "seconds": seconds,
        "top": top.tolist(),
    }


def _as_documents(counts: Any) -> TokenIds:
    """Texts as the distinct terms that they hold: enough for windows of whole texts."""
    return TokenIds(counts.indices, counts.indptr.astype(np.int64))


def _summary(runs: list[dict[str, Any]]) -> dict[str, Estimate]:
    row = {name: _estimate([run[name] for run in runs]) for name in MEASURES if name != "stability"}
    tops = [[set(words) for words in run["top"]] for run in runs]
    pairs = [matched(a, b) for i, a in enumerate(tops) for b in tops[:i]]
    row["stability"] = _estimate(pairs)
    return row


def _estimate(values: Sequence[float]) -> Estimate:
    from scipy.stats import t

    finite = np.array([v for v in values if np.isfinite(v)])
    if not len(finite):
        return Estimate(float("nan"), float("nan"), float("nan"))
    mean = float(finite.mean())
    if len(finite) == 1:
        return Estimate(mean, float("nan"), float("nan"))
    half = float(t.ppf(0.975, len(finite) - 1) * finite.std(ddof=1) / len(finite) ** 0.5)
    return Estimate(mean, mean - half, mean + half)


def _recommend(table: dict[int, dict[str, Estimate]]) -> tuple[int, str]:
    steady = max(
        (row["stability"].mean for row in table.values() if np.isfinite(row["stability"].mean)), default=np.nan
    )
    left = {
        k: row for k, row in table.items() if not row["stability"].mean < _UNSTABLE * steady
    } or table  # a comparison with NaN is false: without repeats all are left
    scores = {k: row["coherence"].mean for k, row in left.items()}
    best = max(scores, key=lambda k: (np.nan_to_num(scores[k], nan=-np.inf), -k))
    e = left[best]["coherence"]
    error = (e.high - e.mean) / 2 if np.isfinite(e.high) else 0.0  # about one standard error
    near = [k for k in scores if scores[k] >= scores[best] - error]
    k = min(near, default=best)
    parts = [f"K={best} has the highest coherence (NPMI {scores[best]:.3f})"]
    if k != best:
        parts.append(f"K={k} is the smallest within one standard error of it ({scores[k]:.3f})")
    unsteady = sorted(set(table) - set(left))
    if unsteady:
        parts.append(f"left out for topics that change from run to run: {', '.join(map(str, unsteady))}")
    perplexities = {k: row["perplexity"].mean for k, row in table.items() if np.isfinite(row["perplexity"].mean)}
    if perplexities:
        lowest = min(perplexities, key=lambda k: perplexities[k])
        parts.append(f"held-out perplexity is lowest at K={lowest} ({perplexities[lowest]:.0f})")
    return k, "; ".join(parts) + "."


def _read(path: Path, task: dict[str, Any]) -> dict[tuple[int, int], dict[str, Any]]:
    if not path.exists():
        return {}
    done = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            entry = json.loads(line)
            found, result = entry["task"], entry["result"]
            key = (result["k"], result["run"])
        except (ValueError, KeyError, TypeError):
            continue  # the last line of an interrupted run may be cut off
        if found != task:
            names = [name for name in task if found.get(name) != task[name]]
            raise InputError(
                f"{path}, line {number}, is of other texts or settings ({', '.join(names)}): use another file."
            )
        done[key] = result
    return done


def _append(path: Path, task: dict[str, Any], result: dict[str, Any]) -> None:
    with path.open("a", encoding="utf-8") as file:
        if file.tell() and not path.read_bytes().endswith(b"\n"):
            file.write("\n")
        file.write(json.dumps({"task": task, "result": result}) + "\n")


__all__ = ["MEASURES", "Choice", "Estimate", "choose_k"]

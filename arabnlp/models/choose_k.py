"""How many topics: every number of a grid fitted several times, judged, and one recommended with the reason.

No measure settles the question: held-out perplexity falls long after topics have ceased to be readable (Chang et al.,
"Reading tea leaves", 2009), coherence favours few topics. So all are shown, and the recommendation is by a rule that
can be read: the smallest number whose mean coherence lies at most one standard error of the best mean below it (as L.
Breiman et al. choose trees, 1984), among those that come out alike from run to run. The standard error is that of the
mean over the repeats: it says how much the seed matters, not how other texts would come out.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import ArabNLPError, InputError
from arabnlp.models.coherence import TokenIds, coherence, diversity, exclusivity
from arabnlp.models.decomposition import NOISY, decompose
from arabnlp.models.topic_words import matched, top_words

MEASURES = ("coherence", "perplexity", "diversity", "exclusivity", "stability", "seconds")
_UNSTABLE = 0.5  # of the best stability
_LIMITS = {
    "coherence": (-1.0, 1.0),
    "perplexity": (1.0, np.inf),
    "diversity": (0.0, 1.0),
    "exclusivity": (0.0, 1.0),
    "stability": (0.0, 1.0),
    "seconds": (0.0, np.inf),
}


class Estimate(NamedTuple):
    """Mean of a measure over repeats, with the 95% interval of the mean and its standard error (NaN of one repeat).

    The interval is Student's, cut where the measure can go no further.
    """

    mean: float
    low: float
    high: float
    error: float = float("nan")


class Choice(NamedTuple):
    """What a comparison of numbers of topics found.

    Attributes
    ----------
    recommended : int
    reason : str
    table : dict of int to dict of str to Estimate
        By number of topics, then by measure: ``coherence`` (NPMI over whole texts), ``perplexity`` (of held-out texts,
        LDA only), ``diversity``, ``exclusivity``, ``stability`` (between the repeats) and ``seconds``. NaN all along
        the row of a number that could not be fitted.
    failed : mapping of int to str
        Numbers that could not be fitted, and why.
    """

    recommended: int
    reason: str
    table: dict[int, dict[str, Estimate]]
    failed: Mapping[int, str] = MappingProxyType({})

    def rows(self) -> list[dict[str, Any]]:
        """One flat row for each number of topics, for a data frame or JSON; what was not measured is None."""
        rows = []
        for k, measures in self.table.items():
            row: dict[str, Any] = {"k": k}
            for name, estimate in measures.items():
                for suffix, value in zip(("", "_low", "_high", "_error"), estimate, strict=True):
                    row[name + suffix] = value if np.isfinite(value) else None
            if k in self.failed:
                row["failed"] = self.failed[k]
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
        Fitted: its counts, settings and seed words are used, its number of topics is not. Its ``random_state`` may be
        a whole number, None (taken as 0) or a NumPy generator, from a copy of which the seeds are drawn.
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
        Called with the fits of this grid that are done, those that the file held among them, and with their number.

    Returns
    -------
    Choice

    Raises
    ------
    InputError
        If the grid is empty or not of whole numbers, the file belongs to other texts or settings, or no number of
        the grid could be fitted. A single number that cannot be is noted in the result.

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
    check_is_fitted(model, "model_")
    counts, seed = model.counts_, _seed(model.random_state)
    random = np.random.default_rng(seed)
    test = np.zeros(counts.shape[0], bool)
    if counts.shape[0] >= 10:
        test[random.permutation(counts.shape[0])[: int(held_out * counts.shape[0])]] = True
    seeds = _seed_rows(model)
    params = {name: value for name, value in (model.lda_params or {}).items() if name not in NOISY}
    task = {
        "method": model.method,
        "engine": model.engine,
        "max_iter": model.max_iter,
        "n_words": n_words,
        "held_out": held_out,
        "seed": seed,
        "lda_params": repr(sorted(params.items())),
        "seed_words": None if seeds is None else _digest(seeds, np.array(seeds.shape)),
        "data": _digest(counts.indices, counts.data, counts.indptr),
    }
    done = _read(Path(path), task) if path is not None else {}
    asked = [(k, run) for k in dict.fromkeys(grid) for run in range(repeats)]
    todo = [one for one in asked if one not in done]
    finished, failed = len(asked) - len(todo), dict[int, str]()
    for result in _results(todo, (counts, test, task, seeds, params), n_jobs):
        if "failed" in result:  # not kept in the file: it costs nothing to find out again
            failed[result["k"]] = result["failed"]
        else:
            done[result["k"], result["run"]] = result
            if path is not None:
                _append(Path(path), task, result)
        finished += 1
        if progress is not None:
            progress(finished, len(asked))
    table = {
        k: _summary([done[k, run] for run in range(repeats) if (k, run) in done and k not in failed])
        for k in sorted(set(grid))
    }
    if len(failed) == len(table):
        raise InputError(f"no number of the grid could be fitted; K={min(failed)}: {failed[min(failed)]}")
    return Choice(*_recommend(table, failed), table, failed)


def _bad_k(k: Any) -> int:
    raise InputError(f"{k!r} in the grid is no number of topics: give whole numbers of at least 1.")


def _seed(state: Any) -> int:
    """The seed of the first repeat; a generator is copied, so that a second call gives the same."""
    if state is None:
        return 0
    if isinstance(state, int | np.integer):
        return int(state)
    if isinstance(state, np.random.RandomState):
        return int(copy.deepcopy(state).randint(2**31 - 1))
    if isinstance(state, np.random.Generator):
        return int(copy.deepcopy(state).integers(2**31 - 1))
    raise InputError(f"random_state={state!r} is no seed: give a whole number, None or a NumPy generator.")


def _seed_rows(model: Any) -> np.ndarray | None:
    """Pseudo-counts of the model's seed words, a row for each list of words."""
    prior = model._seeds()
    return None if prior is None else np.asarray(prior)[: len(model.seed_words)]


def _seeds_of(k: int, seeds: np.ndarray | None) -> np.ndarray | None:
    """The same for a number of topics: those after the lists have none."""
    if seeds is None:
        return None
    if len(seeds) > k:
        raise InputError(f"there are {len(seeds)} lists of seed words, more than {k} topics.")
    return np.vstack([seeds, np.zeros((k - len(seeds), seeds.shape[1]))])


def _digest(*arrays: np.ndarray) -> str:
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()[:16]


def _results(todo: list[tuple[int, int]], given: tuple, n_jobs: int | None) -> Any:
    if n_jobs in (None, 1) or len(todo) < 2:
        return (_tried(k, run, given) for k, run in todo)
    from joblib import Parallel, delayed

    return Parallel(n_jobs=n_jobs, return_as="generator_unordered")(delayed(_tried)(k, run, given) for k, run in todo)


def _tried(k: int, run: int, given: tuple) -> dict[str, Any]:
    """A fit and its measures, or why there is none: one number too large must not cost the others."""
    try:
        return _fit(k, run, *given)
    except (ArabNLPError, MemoryError) as error:
        return {"k": k, "run": run, "failed": str(error) or type(error).__name__}


def _fit(
    k: int, run: int, counts: Any, test: np.ndarray, task: dict[str, Any], seeds: np.ndarray | None, params: dict
) -> dict[str, Any]:
    import time

    model = decompose(
        task["method"],
        k,
        engine=task["engine"],
        max_iter=task["max_iter"],
        random_state=task["seed"] + run,
        seeds=_seeds_of(k, seeds),
        lda_params=params,
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

        alpha = params.get("doc_topic_prior")
        alpha = np.broadcast_to(1.0 / k if alpha is None else alpha, k)
        perplexity = document_completion_perplexity(counts[test], topic_word, alpha, seed=task["seed"])
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
    row = {name: _estimate([run[name] for run in runs], name) for name in MEASURES if name != "stability"}
    row["stability"] = _agreement([[set(words) for words in run["top"]] for run in runs])
    return {name: row[name] for name in MEASURES}


def _estimate(values: Sequence[float], name: str) -> Estimate:
    finite = np.array([v for v in values if np.isfinite(v)])
    if not len(finite):
        return Estimate(float("nan"), float("nan"), float("nan"))
    error = float(finite.std(ddof=1) / len(finite) ** 0.5) if len(finite) > 1 else float("nan")
    return _interval(float(finite.mean()), error, len(finite), name)


def _interval(mean: float, error: float, n: int, name: str) -> Estimate:
    from scipy.stats import t

    half = float(t.ppf(0.975, n - 1)) * error if n > 1 else float("nan")
    least, most = _LIMITS[name]
    low, high = (float(np.clip(value, least, most)) for value in (mean - half, mean + half))
    return Estimate(mean, low, high, error)


def _agreement(tops: list[list[set[Any]]]) -> Estimate:
    """Mean agreement of all pairs of runs. Pairs share runs, so the error is the jackknife's over runs.

    J. N. Arvesen, "Jackknifing U-statistics", Annals of Mathematical Statistics 40, 1969.
    """
    n = len(tops)
    pairs = np.full((n, n), np.nan)
    for i in range(n):
        for j in range(i):
            pairs[i, j] = pairs[j, i] = matched(tops[i], tops[j])
    if n < 2 or not np.isfinite(pairs).any():
        return Estimate(float("nan"), float("nan"), float("nan"))
    mean = float(np.nanmean(pairs))
    if n == 2:
        return Estimate(mean, float("nan"), float("nan"))
    without = [np.nanmean(np.delete(np.delete(pairs, i, axis=0), i, axis=1)) for i in range(n)]
    error = float(((n - 1) / n * np.square(np.array(without) - np.mean(without)).sum()) ** 0.5)
    return _interval(mean, error, n, "stability")


def _recommend(table: dict[int, dict[str, Estimate]], failed: Mapping[int, str]) -> tuple[int, str]:
    fitted = {k: row for k, row in table.items() if k not in failed}
    steady = max(
        (row["stability"].mean for row in fitted.values() if np.isfinite(row["stability"].mean)), default=np.nan
    )
    left = {
        k: row for k, row in fitted.items() if not row["stability"].mean < _UNSTABLE * steady
    } or fitted  # a comparison with NaN is false: without repeats all are left
    scores = {k: row["coherence"].mean for k, row in left.items()}
    best = max(scores, key=lambda k: (np.nan_to_num(scores[k], nan=-np.inf), -k))
    error = left[best]["coherence"].error
    near = [k for k in scores if scores[k] >= scores[best] - np.nan_to_num(error)]
    k = min(near, default=best)
    parts = [f"K={best} has the highest coherence (NPMI {scores[best]:.3f})"]
    if k != best:
        parts.append(
            f"K={k} is the smallest at most one standard error ({error:.3f}, over repeats) below it ({scores[k]:.3f})"
        )
    elif not np.isfinite(error):
        parts.append("without a second repeat nothing tells how much of its lead is chance")
    unsteady = sorted(set(fitted) - set(left))
    if unsteady:
        parts.append(f"left out for topics that change from run to run: {', '.join(map(str, unsteady))}")
    if failed:
        parts.append(f"not fitted: {', '.join(map(str, sorted(failed)))}")
    perplexities = {k: row["perplexity"].mean for k, row in fitted.items() if np.isfinite(row["perplexity"].mean)}
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
            found, result = {"seed_words": None, "lda_params": "[]", **entry["task"]}, entry["result"]
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

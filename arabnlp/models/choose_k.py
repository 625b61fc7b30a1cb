"""How many topics: every number of a grid fitted several times, judged, and one recommended with the reason.

By what rule: :mod:`arabnlp.models.choice`.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import ArabNLPError, InputError
from arabnlp.models.choice import MEASURES, Choice, Estimate, recommend, summary
from arabnlp.models.coherence import TokenIds, coherence, diversity, exclusivity
from arabnlp.models.decomposition import NOISY, decompose
from arabnlp.models.topic_words import top_words, whole_number


def choose_k(
    model: Any,
    grid: Iterable[int],
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
        With counts of texts, as a fit leaves them: they, its settings and seed words are used, its number of topics is
        not. Its ``random_state`` may be
        a whole number, None (taken as 0) or a NumPy generator, from a copy of which the seeds are drawn.
    grid : iterable of int
    repeats : int
        Fits of each number, with seeds of their own.
    held_out : float
        Share of the texts kept from the fits for the perplexity, 0 for none.
    n_words : int
        Top words judged, at least 2.
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
        If the grid is empty or not of whole numbers, the file cannot be written or belongs to other texts or settings,
        or no number of the grid could be fitted. A single number that cannot be is noted in the result.

    Examples
    --------
    >>> from arabnlp import TopicModel
    >>> texts = ["النفط والغاز والأسعار", "أسعار النفط والغاز", "المباراة والفريق والهدف", "هدف الفريق في المباراة"] * 5
    >>> choice = choose_k(TopicModel(2).fit(texts), [2, 3], repeats=2)
    >>> sorted(choice.table), choice.recommended in (2, 3)
    ([2, 3], True)
    """
    grid = _numbers(grid)
    whole_number("repeats", repeats)
    whole_number("n_words", n_words, 2)  # one word keeps no company
    if isinstance(held_out, bool) or not isinstance(held_out, int | float | np.number) or not 0 <= held_out < 1:
        raise InputError(f"held_out={held_out!r} must be a share from 0 to below 1.")
    place = None if path is None else _place(path)
    check_is_fitted(model, "counts_")
    counts, seed = model.counts_, _seed(model.random_state)
    random = np.random.default_rng(seed)
    test = np.zeros(counts.shape[0], bool)
    if counts.shape[0] >= 10:
        test[random.permutation(counts.shape[0])[: int(held_out * counts.shape[0])]] = True
    seeds = _seed_rows(model, grid)
    params = {name: value for name, value in (model.lda_params or {}).items() if name not in NOISY}
    task = {
        "method": model.method,
        "engine": model.engine,
        "max_iter": model.max_iter,
        "n_words": n_words,
        "held_out": held_out,
        "seed": seed,
        "lda_params": repr(sorted(params.items())),
        "seed_words": None if seeds is None else _digest(seeds[min(seeds)], np.array(seeds[min(seeds)].shape)),
        "data": _digest(counts.indices, counts.data, counts.indptr),
    }
    done = {} if place is None else _read(place, task)
    asked = [(k, run) for k in dict.fromkeys(grid) for run in range(repeats)]
    todo = [one for one in asked if one not in done]
    finished, failed = len(asked) - len(todo), dict[int, str]()
    for result in _results(todo, (counts, test, task, seeds, params), n_jobs):
        if "failed" in result:  # not kept in the file: it costs nothing to find out again
            failed[result["k"]] = result["failed"]
        else:
            done[result["k"], result["run"]] = result
            if place is not None:
                _append(place, task, result)
        finished += 1
        if progress is not None:
            progress(finished, len(asked))
    table = {
        k: summary([done[k, run] for run in range(repeats) if (k, run) in done and k not in failed])
        for k in sorted(set(grid))
    }
    if len(failed) == len(table):
        raise InputError(f"no number of the grid could be fitted; K={min(failed)}: {failed[min(failed)]}")
    return Choice(*recommend(table, failed, counts.shape[0]), table, failed)


def _numbers(grid: Any) -> list[int]:
    if isinstance(grid, str) or not isinstance(grid, Iterable):
        raise InputError(f"the grid is {grid!r}: give a list of numbers of topics, such as [5, 10, 20].")
    numbers = list(grid)
    if not numbers:
        raise InputError("there is nothing to compare: give at least one number of topics.")
    for k in numbers:
        if isinstance(k, bool) or not isinstance(k, int | np.integer) or k < 1:
            raise InputError(f"{k!r} in the grid is no number of topics: give whole numbers of at least 1.")
    return [int(k) for k in numbers]


def _place(path: str | os.PathLike[str]) -> Path:
    """Where fits are written, found usable before the first one is made."""
    place = Path(path)
    if place.is_dir():
        raise InputError(f"path={str(path)!r} is a folder: name the file to write.")
    if not place.absolute().parent.is_dir():
        raise InputError(f"path={str(path)!r} lies in no folder that exists: create it, or write elsewhere.")
    if not os.access(place if place.exists() else place.absolute().parent, os.W_OK):
        raise InputError(f"path={str(path)!r} may not be written: write elsewhere.")
    return place


def _seed(state: Any) -> int:
    """The seed of the first repeat; a generator is copied, so that a second call gives the same."""
    if state is None:
        return 0
    if isinstance(state, int | np.integer) and state >= 0:
        return int(state)
    if isinstance(state, np.random.RandomState):
        return int(copy.deepcopy(state).randint(2**31 - 1))
    if isinstance(state, np.random.Generator):
        return int(copy.deepcopy(state).integers(2**31 - 1))
    raise InputError(
        f"random_state={state!r} is no seed: give a whole number of at least 0, None or a NumPy generator."
    )


def _seed_rows(model: Any, grid: Iterable[int]) -> dict[int, np.ndarray] | None:
    """Pseudo-counts of the model's seed words for each number of topics that is large enough, a row for each list."""
    if model.seed_words is None:
        return None
    n_lists = len(model.seed_words)
    rows = {n_lists: model._seeds(n_lists)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of words that are no terms the line above has warned
        return rows | {k: model._seeds(k)[:n_lists].copy() for k in grid if k > n_lists}


def _seeds_of(k: int, seeds: dict[int, np.ndarray] | None) -> np.ndarray | None:
    """The same for one number of topics: those after the lists have none."""
    if seeds is None:
        return None
    n_lists = min(seeds)
    if n_lists > k:
        raise InputError(f"there are {n_lists} lists of seed words, more than {k} topics.")
    return np.vstack([seeds[k], np.zeros((k - n_lists, seeds[k].shape[1]))])


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
    k: int, run: int, counts: Any, test: np.ndarray, task: dict[str, Any], seeds: dict | None, params: dict
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

        alpha = model.lda_.doc_topic_prior_  # learned, where it is
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

"""What a comparison of numbers of topics found: measures with their errors, and the number to take, with the reason.

No measure settles the question. Held-out perplexity falls long after topics have ceased to be readable (Chang et al.,
"Reading tea leaves", 2009). Coherence over whole texts rewards topics that are a single text, whose words keep company
everywhere. So all are shown, and the recommendation is by a rule that can be read:

1. Numbers that leave fewer than ten texts a topic are left out: such topics tell texts, not what texts have in common.
   Where all do, the smallest is taken.
2. So are those that come out differently from run to run (less than half as stable as the stablest),
3. and those whose held-out perplexity is more than 5% above the lowest of the rest.
4. Of what stays, the smallest number is taken whose mean coherence lies at most one standard error below the best (as
   L. Breiman et al. choose trees, 1984). The error is that of the difference of the two means over the repeats: it
   says how much the seed matters, not how other texts would come out.

The reason names what was left out at each step, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from arabnlp.models.topic_words import matched

MEASURES = ("coherence", "perplexity", "diversity", "exclusivity", "stability", "seconds")
_TEXTS = 10  # a topic, on average
_UNSTABLE = 0.5  # of the best stability
_WORSE = 1.05  # of the lowest perplexity
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


def summary(runs: Sequence[Mapping[str, Any]]) -> dict[str, Estimate]:
    """Each measure over the runs of one number of topics, stability between them.

    Examples
    --------
    >>> run = dict.fromkeys(MEASURES, 0.5) | {"top": [[0, 1], [2, 3]]}
    >>> summary([run, run])["stability"].mean
    1.0
    """
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


def recommend(table: Mapping[int, Mapping[str, Estimate]], failed: Mapping[int, str], n_texts: int) -> tuple[int, str]:
    """The number of topics to take, and why, by the rule at the head of this module.

    Parameters
    ----------
    table : mapping of int to mapping of str to Estimate
    failed : mapping of int to str
        Numbers that could not be fitted.
    n_texts : int
        Texts of the collection.

    Examples
    --------
    >>> table = {k: {name: Estimate(0.5, 0.4, 0.6, 0.1) for name in MEASURES} for k in (5, 50)}
    >>> recommend(table, {}, 100)[0]
    5
    """
    fitted = {k: row for k, row in table.items() if k not in failed}
    left, parts = list(fitted), list[str]()

    def leave_out(unfit: Callable[[int], bool], why: str) -> bool:
        """Whether all would have to go, so that none went."""
        nonlocal left
        out = [k for k in left if unfit(k)]
        if len(out) == len(left):
            return True
        if out:
            left = [k for k in left if k not in out]
            parts.append(f"left out for {why}: {_listed(out)}")
        return False

    def means(name: str) -> dict[int, float]:
        return {k: fitted[k][name].mean for k in left if np.isfinite(fitted[k][name].mean)}

    if leave_out(lambda k: k * _TEXTS > n_texts, f"fewer than {_TEXTS} texts a topic"):
        left = [min(left)]
        parts.append(f"all numbers leave fewer than {_TEXTS} texts a topic ({n_texts} texts): compare smaller ones")
    steady = means("stability")  # none without repeats; comparisons with NaN are false
    leave_out(
        lambda k: fitted[k]["stability"].mean < _UNSTABLE * max(steady.values(), default=np.nan),
        "topics that change from run to run",
    )
    perplexity = means("perplexity")
    lowest = min(perplexity, key=lambda k: (perplexity[k], k), default=None)
    if lowest is not None:
        leave_out(
            lambda k: fitted[k]["perplexity"].mean > _WORSE * perplexity[lowest],
            f"a held-out perplexity more than {_WORSE - 1:.0%} above the lowest left"
            f" ({perplexity[lowest]:.0f} at K={lowest})",
        )
    k, why = _most_coherent({k: fitted[k]["coherence"] for k in left})
    if lowest is not None and k in perplexity:
        why += f"; its held-out perplexity is {perplexity[k]:.0f}"
    if failed:
        parts.append(f"not fitted: {_listed(failed)}")
    return k, "; ".join([why, *parts]) + "."


def _most_coherent(scores: Mapping[int, Estimate]) -> tuple[int, str]:
    """The smallest number that is as coherent as the best, but for chance."""
    best = max(scores, key=lambda k: (np.nan_to_num(scores[k].mean, nan=-np.inf), -k))
    if not np.isfinite(scores[best].mean):
        return best, f"K={best} is the smallest number left, and the coherence of none could be measured"
    if len(scores) == 1:
        return best, f"K={best} is the only number left (NPMI {scores[best].mean:.3f})"
    errors = {k: float(np.hypot(score.error, scores[best].error)) for k, score in scores.items()}
    k = min(k for k in scores if k == best or scores[best].mean - scores[k].mean <= errors[k])
    why = f"K={best} has the highest coherence (NPMI {scores[best].mean:.3f})"
    if k != best:
        why += (
            f"; K={k} is the smallest at most one standard error of their difference ({errors[k]:.3f}, over repeats)"
            f" below it ({scores[k].mean:.3f})"
        )
    elif not np.isfinite(scores[best].error):
        why += "; without a second repeat nothing tells how much of its lead is chance"
    return k, why


def _listed(numbers: Any) -> str:
    return ", ".join(map(str, sorted(numbers)))


__all__ = ["MEASURES", "Choice", "Estimate", "recommend", "summary"]

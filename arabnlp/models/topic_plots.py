"""Pictures of topics, as matplotlib figures that read from right to left.

matplotlib 3.11 and newer joins and orders Arabic by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from arabnlp.models.figures import BAR, CYCLE, INK, blank_figure, finish, finish_bars, new_figure, note, short
from arabnlp.models.topic_groups import Prevalence

_MOST_LINES = 10


def words_figure(topics: Sequence[Mapping[str, Any]], title: str) -> Any:
    """The top words of each topic as small panels of bars.

    Parameters
    ----------
    topics : sequence of mappings with ``id``, ``share`` and ``words`` (``word``, ``weight``)
    title : str

    Returns
    -------
    matplotlib.figure.Figure
    """
    columns = min(4, max(1, len(topics)))
    rows = max(1, -(-len(topics) // columns))
    figure = blank_figure(2.2 * rows + 0.3, 2.3 * columns)
    panels = figure.subplots(rows, columns, squeeze=False)
    for row in panels:
        for axes in row:
            axes.set_axis_off()
    for place, topic in enumerate(topics):
        axes = panels[place // columns][columns - 1 - place % columns]  # the first at the right
        axes.set_axis_on()
        axes.patch.set_alpha(0)
        axes.barh(range(len(topic["words"])), [w["weight"] for w in topic["words"]], color=BAR, height=0.66)
        axes.set_yticks(range(len(topic["words"])), [short(w["word"], 16) for w in topic["words"]], fontsize=9)
        heading = f"{topic['id'] + 1} · {topic['share']:.0%}"
        finish_bars(axes, heading, max((w["weight"] for w in topic["words"]), default=1))
    figure.suptitle(title, color=INK, fontsize=11)
    return figure


def time_figure(
    table: Mapping[str, Prevalence | np.ndarray], topics: Sequence[int], labels: Sequence[str], title: str
) -> Any:
    """Prevalence over time, a line and its 95% band for each topic, time running from right to left.

    Parameters
    ----------
    table : mapping of period to Prevalence or ndarray of shape (n_topics,)
        From :meth:`arabnlp.TopicModel.over_time`.
    topics : sequence of int
        Topics drawn, ten at most.
    labels : sequence of str
        Of all topics.
    title : str

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = new_figure(3.4, 7.2)
    places = np.arange(len(table))
    for colour, k in zip(CYCLE, topics[:_MOST_LINES], strict=False):
        rows = [row if isinstance(row, Prevalence) else Prevalence(0, row, row, row) for row in table.values()]
        mean, low, high = (np.array([getattr(row, name)[k] for row in rows]) for name in ("mean", "low", "high"))
        axes.plot(places, mean, color=colour, linewidth=1.8, label=short(labels[k]), marker="o", markersize=3)
        axes.fill_between(places, low, high, color=colour, alpha=0.15, linewidth=0)
    step = max(1, -(-len(table) // 10))
    axes.set_xticks(places[::step], list(table)[::step], rotation=45, ha="left", fontsize=8)
    axes.invert_xaxis()
    axes.yaxis.tick_right()
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color=INK, alpha=0.25, linewidth=0.6)
    if topics:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.3), frameon=False, labelcolor=INK, fontsize=9, ncols=2)
    finish(axes, title)
    return figure


def groups_figure(table: Mapping[Any, Prevalence], topic: int, title: str) -> Any:
    """Prevalence of one topic in each group, the largest on top, with 95% intervals.

    Parameters
    ----------
    table : mapping of group to Prevalence
        From :meth:`arabnlp.TopicModel.by`.
    topic : int
    title : str

    Returns
    -------
    matplotlib.figure.Figure
    """
    order = sorted(table, key=lambda group: -table[group].mean[topic])
    figure, axes = new_figure(max(1.3, 0.34 * len(order) + 0.7))
    mean = np.array([table[group].mean[topic] for group in order])
    low = np.array([table[group].low[topic] for group in order])
    high = np.array([table[group].high[topic] for group in order])
    error = np.nan_to_num(np.vstack([mean - low, high - mean]))
    axes.barh(range(len(order)), mean, color=BAR, height=0.6, xerr=error, ecolor=INK, capsize=2)
    axes.set_yticks(range(len(order)), [short(str(group), 24) for group in order])
    for place, value in enumerate(mean):
        axes.text(mean[place] + error[1][place], place, f"{value:.1%} ", color=INK, ha="right", va="center", fontsize=8)
    finish_bars(axes, title, float((mean + error[1]).max(initial=0)) * 1.05)
    return figure


def topic_coordinates(topic_word: np.ndarray) -> np.ndarray:
    """Topics on a plane, so that those with like words are near: classical scaling of Jensen-Shannon distances.

    Parameters
    ----------
    topic_word : ndarray of shape (n_topics, n_terms)

    Returns
    -------
    ndarray of shape (n_topics, 2)

    References
    ----------
    C. Sievert, K. Shirley, "LDAvis: a method for visualizing and interpreting topics", 2014.

    Examples
    --------
    >>> at = topic_coordinates(np.array([[0.5, 0.5, 0.0], [0.4, 0.6, 0.0], [0.0, 0.0, 1.0]]))
    >>> bool(np.linalg.norm(at[0] - at[1]) < np.linalg.norm(at[0] - at[2]))
    True
    """
    n = len(topic_word)
    if n < 2:
        return np.zeros((n, 2))
    entropy = -_plogp(topic_word).sum(axis=1)
    divergence = np.zeros((n, n))
    for k in range(n):
        middle = (topic_word[k] + topic_word[k + 1 :]) / 2
        divergence[k, k + 1 :] = -_plogp(middle).sum(axis=1) - (entropy[k] + entropy[k + 1 :]) / 2
    squared = np.maximum(divergence + divergence.T, 0)  # the divergence is the squared distance
    centre = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-0.5 * centre @ squared @ centre)
    best = np.argsort(-values)[:2]
    at = np.zeros((n, 2))
    at[:, : len(best)] = vectors[:, best] * np.sqrt(np.maximum(values[best], 0))
    signs = np.where(np.take_along_axis(at, np.abs(at).argmax(axis=0)[None], axis=0) < 0, -1, 1)
    return at * signs  # the same picture whichever sign the vectors came with


def _plogp(p: np.ndarray) -> np.ndarray:
    return np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0)


def map_figure(at: np.ndarray, shares: np.ndarray, labels: Sequence[str], numbers: Sequence[int], title: str) -> Any:
    """Topics as circles: near where their words are alike, large where they hold much of the texts.

    Parameters
    ----------
    at : ndarray of shape (n_topics, 2)
        From :func:`topic_coordinates`.
    shares : ndarray of shape (n_topics,)
    labels : sequence of str
    numbers : sequence of int
        Written inside the circles.
    title : str

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = new_figure(4.6, 7.2)
    size = 2400 * shares / max(float(shares.max(initial=0)), 1e-12)
    axes.scatter(at[:, 0], at[:, 1], s=size, color=BAR, alpha=0.45, linewidth=0)
    for (x, y), label, number in zip(at, labels, numbers, strict=True):
        axes.annotate(f"{number}", (x, y), ha="center", va="center", fontsize=8, color=INK)
        axes.annotate(
            short(label, 30), (x, y), xytext=(0, -11), textcoords="offset points", ha="center", va="top", fontsize=7,
            color=INK,
        )  # fmt: skip
    axes.margins(0.18)
    axes.set_xticks([])
    axes.set_yticks([])
    finish(axes, title)
    return figure


def heat_figure(rows: np.ndarray, names: Sequence[str], labels: Sequence[str], title: str) -> Any:
    """Proportions of texts, or of groups of texts, as a heat map: topics from right to left.

    Parameters
    ----------
    rows : ndarray of shape (n_rows, n_topics)
    names : sequence of str, n_rows
    labels : sequence of str, n_topics
    title : str

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = new_figure(max(2.2, 0.26 * len(names) + 1.6), max(4.0, 0.36 * len(labels) + 2.4))
    image = axes.imshow(rows, aspect="auto", cmap="cividis", vmin=0, vmax=max(float(rows.max(initial=0)), 1e-12))
    axes.invert_xaxis()
    axes.yaxis.tick_right()
    axes.set_yticks(range(len(names)), [short(name, 26) for name in names], fontsize=8)
    axes.set_xticks(range(len(labels)), [short(label, 24) for label in labels], rotation=55, ha="right", fontsize=8)
    bar = figure.colorbar(image, ax=axes, location="left", shrink=0.7, format=lambda value, _: f"{value:.0%}")
    bar.ax.tick_params(colors=INK, length=0, labelsize=8)
    bar.outline.set_visible(False)
    finish(axes, title)
    return figure


_MEASURE_NAMES = {
    "coherence": "الاتساق (NPMI)",
    "perplexity": "الحيرة على نصوص محجوبة",
    "diversity": "تنوع الكلمات",
    "exclusivity": "تفرّد الكلمات",
    "stability": "الثبات بين التشغيلات",
    "seconds": "الزمن (ثوانٍ)",
}


def choice_figure(choice: Any) -> Any:
    """Measures against the number of topics, with 95% intervals; the recommended number is marked.

    Parameters
    ----------
    choice : arabnlp.models.choose_k.Choice

    Returns
    -------
    matplotlib.figure.Figure
    """
    names = [n for n in _MEASURE_NAMES if any(np.isfinite(row[n].mean) for row in choice.table.values())]
    columns = min(3, len(names))
    rows = -(-len(names) // columns)
    figure = blank_figure(2.1 * rows + 0.3, 2.9 * columns)
    panels = figure.subplots(rows, columns, squeeze=False)
    for axes in panels.flat[len(names) :]:
        axes.set_axis_off()
    numbers = [k for k in choice.table if k not in choice.failed]
    for place, name in enumerate(names):
        axes = panels[place // columns][columns - 1 - place % columns]
        axes.set_axis_on()
        axes.patch.set_alpha(0)
        found = [choice.table[k][name] for k in numbers]
        mean = np.array([e.mean for e in found])
        error = np.nan_to_num(np.array([[e.mean - e.low for e in found], [e.high - e.mean for e in found]]))
        axes.errorbar(numbers, mean, yerr=error, color=BAR, ecolor=INK, marker="o", markersize=4, capsize=2)
        axes.axvline(choice.recommended, color=CYCLE[1], linewidth=1, linestyle=":")
        axes.set_xticks(numbers, [str(k) for k in numbers], fontsize=8)
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.tick_params(labelsize=8)
        axes.set_xlabel("عدد الموضوعات", color=INK, fontsize=8)
        finish(axes, _MEASURE_NAMES[name])
    if choice.failed:
        note(figure, "تعذّر التقدير عند: " + "، ".join(map(str, sorted(choice.failed))))
    return figure


__all__ = [
    "choice_figure",
    "groups_figure",
    "heat_figure",
    "map_figure",
    "time_figure",
    "topic_coordinates",
    "words_figure",
]

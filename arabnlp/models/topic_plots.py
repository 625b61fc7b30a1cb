"""Pictures of topics, as matplotlib figures that read from right to left.

matplotlib 3.11 and newer joins and orders Arabic by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from arabnlp.models.figures import (
    BAR,
    CYCLE,
    INK,
    blank_figure,
    finish,
    finish_bars,
    new_figure,
    note,
    short,
    whole_parts,
)
from arabnlp.models.topic_groups import Prevalence


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
        heading = f"\u200f{topic['id']} · {topic['share']:.0%}"  # read from the right, without a letter to say so
        finish_bars(axes, heading, max((w["weight"] for w in topic["words"]), default=1))
    figure.suptitle(title, color=INK, fontsize=11)
    return figure


def groups_figure(table: Mapping[Any, Prevalence], topic: int, title: str) -> Any:
    """Prevalence of one topic in each group, the largest on top, with 95% intervals and numbers of texts.

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
    axes.set_yticks(range(len(order)), [f"{short(str(group), 24)} ({table[group].n_texts})" for group in order])
    for place, value in enumerate(mean):
        axes.text(mean[place] + error[1][place], place, f"{value:.1%} ", color=INK, ha="right", va="center", fontsize=8)
    finish_bars(axes, title, float((mean + error[1]).max(initial=0)) * 1.05)
    return figure


def telling(rows: np.ndarray, most: int) -> list[int]:
    """Texts that show what a collection is made of: typical ones of the topics, and the whole range from pure to mixed.

    Half of them are the most typical text of each of the first topics; the rest stand at even steps of the largest
    share that a text has in any topic, from the smallest such share to the largest, so that mixed texts are seen even
    where there are few.

    Parameters
    ----------
    rows : ndarray of shape (n_texts, n_topics)
    most : int
        Texts chosen.

    Returns
    -------
    list of int
        Topic by topic, in each from the purest to the most mixed.

    Examples
    --------
    >>> telling(np.array([[1.0, 0.0], [0.9, 0.1], [0.5, 0.5], [0.4, 0.6], [0.0, 1.0]]), 4)
    [0, 1, 2, 4]
    """
    purity = rows.max(axis=1)
    order = np.argsort(-purity, kind="stable")
    if len(rows) <= most:
        chosen = set(order.tolist())
    else:
        own = rows.argmax(axis=1)
        chosen = {
            int(members[rows[members, k].argmax()])
            for k in range(min(rows.shape[1], most // 2))
            if len(members := np.flatnonzero(own == k))
        }
        for share in np.linspace(purity.min(), purity.max(), most - len(chosen)):
            free = np.array([i for i in order.tolist() if i not in chosen])
            chosen.add(int(free[np.abs(purity[free] - share).argmin()]))
    return sorted(chosen, key=lambda i: (int(rows[i].argmax()), -float(purity[i]), i))


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
    axes.set_xticks(
        range(len(labels)), [whole_parts(label, 24) for label in labels], rotation=55, ha="right", fontsize=8
    )
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

    The interval of two or three repeats may be many times as wide as what the measure changes over the grid. The curve
    of the means takes a third of the height at least: intervals that go on beyond the edge end there without a cap.

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
    for axes in panels.flat:  # those that stay without a measure are on the left
        axes.set_axis_off()
    numbers = [k for k in choice.table if k not in choice.failed]
    for place, name in enumerate(names):
        axes = panels[place // columns][columns - 1 - place % columns]
        axes.set_axis_on()
        axes.patch.set_alpha(0)
        found = [choice.table[k][name] for k in numbers]
        mean = np.array([e.mean for e in found])
        error = np.nan_to_num(np.array([[e.mean - e.low for e in found], [e.high - e.mean for e in found]]))
        axes.errorbar(
            numbers, mean, yerr=error, color=BAR, ecolor=INK, marker="o", markersize=4, capsize=2, elinewidth=1
        )
        axes.axvline(choice.recommended, color=CYCLE[1], linewidth=1, linestyle=":")
        axes.set_ylim(*_reach(found))
        if max(numbers) > 5 * min(numbers):  # 10, 20 and 50 would lie on each other beside 500
            axes.set_xscale("log")
            axes.minorticks_off()
        axes.set_xticks(numbers, [str(k) for k in numbers], fontsize=8)
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.tick_params(labelsize=8)
        axes.set_xlabel("عدد الموضوعات", color=INK, fontsize=8)
        finish(axes, _MEASURE_NAMES[name])
    if choice.failed:
        note(figure, "تعذّر التقدير عند: " + "، ".join(map(str, sorted(choice.failed))))
    return figure


def _reach(estimates: Sequence[Any]) -> tuple[float | None, float | None]:
    """Ends of the axis of a measure: its intervals, as far as they leave the means a third of the height.

    Where the means are all the same, their standard errors take the place of the means.
    """
    rows = np.array([tuple(e) for e in estimates if np.isfinite(e.mean)])
    mean, error = rows[:, 0], np.nan_to_num(rows[:, 3])
    least, most = mean.min(), mean.max()
    if most - least <= 1e-6 * max(abs(least), abs(most)):
        least, most = (mean - error).min(), (mean + error).max()
    room = most - least
    if not room:
        return None, None
    below = least - np.nanmin(np.fmin(mean, rows[:, 1]))
    above = np.nanmax(np.fmax(mean, rows[:, 2])) - most
    spare = 1.8 * room  # with both margins, 0.1 each, the whole is three times the room
    below, above = (max(min(a, max(spare - b, spare / 2)), 0.0) for a, b in ((below, above), (above, below)))
    return float(least - below - 0.1 * room), float(most + above + 0.1 * room)


__all__ = [
    "choice_figure",
    "groups_figure",
    "heat_figure",
    "telling",
    "words_figure",
]

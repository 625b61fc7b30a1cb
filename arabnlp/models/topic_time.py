"""Prevalence of topics over time as a picture: a true axis from right to left, with gaps and small numbers shown."""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from arabnlp.errors import InputError
from arabnlp.models.figures import BAR, CYCLE, INK, blank_figure, finish, whole_parts
from arabnlp.models.topic_groups import Prevalence

MOST_LINES = len(CYCLE)
_MOST_BANDS = 6  # more lie over each other until nothing can be told
_MOST_TICKS = 8
_STEPS = {"day": (1, 2, 7, 14, 28), "week": (1, 2, 4, 8, 13, 26), "month": (1, 2, 3, 6, 12), "year": (1, 2, 5, 10)}
_SHAPES = {"year": r"\d{4}", "month": r"\d{4}-\d\d", "week": r"\d{4}-W\d\d", "day": r"\d{4}-\d\d-\d\d"}


def time_figure(
    table: Mapping[str, Prevalence | np.ndarray],
    topics: Sequence[int],
    labels: Sequence[str],
    title: str,
    *,
    min_texts: int = 5,
) -> Any:
    """Prevalence over time, a line for each topic and, of six topics at most, its 95% band, from right to left.

    Periods stand where they belong in time; the line breaks where there are no texts. The share of a topic in a few
    texts says little: periods of fewer than ``min_texts`` are hollow points that the line does not join and that do not
    stretch the axis (a triangle at the upper edge stands for a point above it). Those that lie farther from the others
    than half of the time that these cover are named below the picture instead. Below are the numbers of texts.

    Parameters
    ----------
    table : mapping of period to Prevalence or ndarray of shape (n_topics,)
        From :meth:`arabnlp.TopicModel.over_time`; arrays come without bands and numbers.
    topics : sequence of int
        Topics drawn. Of more than ten the first ten are, with a warning and a note in the picture.
    labels : sequence of str
        Of all topics.
    title : str
    min_texts : int

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    InputError
        If the periods are not days, ISO weeks, months or years, all of one kind.

    Examples
    --------
    >>> table = {"2025-01": np.array([0.2]), "2025-02": np.array([0.3]), "2025-06": np.array([0.1])}
    >>> line = time_figure(table, [0], ["النفط"], "زمن").axes[0].lines[0]
    >>> line.get_ydata().tolist()
    [0.2, 0.3, nan, nan, nan, 0.1]
    """
    unit = _unit(table)
    known = {_place(period, unit): _row(row) for period, row in table.items()}
    counted = any(isinstance(row, Prevalence) for row in table.values())
    notes = []
    if counted and (far := _far(known, min_texts)):
        notes.append(
            "خارج المحور: " + "، ".join(f"\u2066{_period(p, unit)}\u2069 ({known.pop(p).n_texts})" for p in far)
        )
    places = np.arange(min(known, default=0), max(known, default=0) + 1)
    drawn = list(topics)[:MOST_LINES]
    if len(topics) > len(drawn):
        warnings.warn(
            f"a picture holds {MOST_LINES} lines: topics {list(topics)[MOST_LINES:]} are left out.", stacklevel=3
        )
        notes.append(f"رُسمت {MOST_LINES} موضوعات من {len(topics)}")
    numbers = np.array([known[p].n_texts if p in known else 0 for p in places.tolist()])
    joined = np.array([p in known for p in places]) & ((numbers >= min_texts) | (not counted))
    few = np.array([p in known for p in places]) & ~joined
    figure = blank_figure(4.1 if counted else 3.4, 7.2)
    if counted:
        axes, below = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": [5, 1]})
        _draw_numbers(below, places, numbers, few)
    else:
        axes = below = figure.subplots()
    axes.patch.set_alpha(0)
    shade = 0.14 if len(drawn) <= 3 else 0.08 if len(drawn) <= _MOST_BANDS else 0.0
    if counted and not shade:
        notes.append(f"أشرطة الثقة تُرسم مع {_MOST_BANDS} موضوعات على الأكثر")
    top = _top(known, drawn, places[joined] if joined.any() else places[few], bool(shade) and bool(joined.any()))
    for colour, k in zip(CYCLE, drawn, strict=False):
        mean, low, high = (
            np.array([getattr(known[p], name)[k] if p in known else np.nan for p in places.tolist()])
            for name in ("mean", "low", "high")
        )
        broken = np.where(joined, mean, np.nan)
        label = f"{k} · {whole_parts(labels[k])}"
        axes.plot(places, broken, color=colour, linewidth=1.8, label=label, marker="o", markersize=3)
        if shade:
            axes.fill_between(places, np.where(joined, low, np.nan), high, color=colour, alpha=shade, linewidth=0)
        for marker, chosen in (("o", few & (mean <= top)), ("^", few & (mean > top))):
            if chosen.any():
                axes.plot(
                    places[chosen], np.minimum(mean[chosen], top), linestyle="none", marker=marker, markersize=4,
                    markerfacecolor="none", markeredgecolor=colour, alpha=0.8, clip_on=False,
                )  # fmt: skip
    if few.any():
        notes.append(f"النقاط المفرّغة فترات فيها أقل من {min_texts} نصوص")
    axes.set_ylim(0, top)
    _share_axis(axes)
    _time_axis(below, places, unit)
    axes.yaxis.tick_right()
    axes.tick_params(axis="y", labelsize=8)
    axes.tick_params(labelbottom=axes is below)
    axes.grid(axis="y", color=INK, alpha=0.25, linewidth=0.6)
    if drawn:
        _legend(figure, axes)
    if notes:
        below.set_xlabel("، ".join(notes), color=INK, fontsize=8, loc="right")
    finish(axes, title)
    return figure


def _row(row: Prevalence | np.ndarray) -> Prevalence:
    return (
        row if isinstance(row, Prevalence) else Prevalence(0, row, np.full(len(row), np.nan), np.full(len(row), np.nan))
    )


def _unit(table: Mapping[str, Any]) -> str:
    for unit, shape in _SHAPES.items():
        if all(isinstance(period, str) and re.fullmatch(shape, period) for period in table):
            return unit
    raise InputError(
        f"the periods {', '.join(map(repr, list(table)[:3]))} are not all days, ISO weeks, months or years, such as"
        " '2021-11-09', '2021-W45', '2021-11' and '2021': give the table of TopicModel.over_time."
    )


def _place(period: str, unit: str) -> int:
    """A whole number that grows by one from period to period."""
    try:
        if unit == "year":
            return int(period)
        if unit == "month":
            first = datetime.date.fromisoformat(period + "-01")
            return first.year * 12 + first.month - 1
        if unit == "week":
            return (datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1).toordinal() - 1) // 7
        return datetime.date.fromisoformat(period).toordinal()
    except ValueError as error:
        raise InputError(f"the period {period!r} is no {unit} of the calendar: check the dates.") from error


def _period(place: int, unit: str) -> str:
    """The inverse of :func:`_place`."""
    if unit == "year":
        return f"{place:04}"
    if unit == "month":
        return f"{place // 12:04}-{place % 12 + 1:02}"
    if unit == "week":
        year, week, _ = datetime.date.fromordinal(place * 7 + 1).isocalendar()
        return f"{year:04}-W{week:02}"
    return datetime.date.fromordinal(place).isoformat()


def _far(known: Mapping[int, Prevalence], min_texts: int) -> list[int]:
    """Places of periods with few texts that would leave little room for the periods that matter."""
    enough = [place for place, row in known.items() if row.n_texts >= min_texts]
    if not enough:
        return []
    first, last = min(enough), max(enough)
    reach = max(2, (last - first + 1) // 2)
    return sorted(place for place in known if place < first - reach or place > last + reach)


def _top(known: Mapping[int, Prevalence], topics: Sequence[int], places: np.ndarray, banded: bool) -> float:
    """Upper end of the axis: above all means of enough texts and above the bands, where they are drawn."""
    most = max((float(known[p].mean[k]) for p in places.tolist() for k in topics), default=0.0)
    highs = [float(known[p].high[k]) for p in places.tolist() for k in topics] if banded else []
    band = max((high for high in highs if np.isfinite(high)), default=0.0)
    return max(1.1 * most, 1.05 * band) or 1.0


def _share_axis(axes: Any) -> None:
    """Ticks at round percentages, written as exactly as they stand apart."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ticks = axes.get_yticks()
    step = float(ticks[1] - ticks[0]) if len(ticks) > 1 else 1.0
    decimals = max(0, -int(np.floor(np.log10(100 * step) + 1e-9)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.{decimals}%}"))


def _time_axis(axes: Any, places: np.ndarray, unit: str) -> None:
    steps = _STEPS[unit]
    step = next((s for s in steps if len(places) <= s * _MOST_TICKS), None)
    if step is None:
        step = steps[-1] * -(-len(places) // (steps[-1] * _MOST_TICKS))
    ticks = places[::step]
    axes.set_xticks(ticks, [_period(int(p), unit) for p in ticks], fontsize=8)
    axes.set_xlim(places[-1] + 0.6, places[0] - 0.6)


def _draw_numbers(axes: Any, places: np.ndarray, numbers: np.ndarray, few: np.ndarray) -> None:
    """Numbers of texts, written out where there is room for it or where they are small."""
    axes.patch.set_alpha(0)
    axes.bar(places, numbers, color=BAR, alpha=0.55, width=0.7)
    for place, n, small in zip(places, numbers, few, strict=True):
        if n and (small or len(places) <= 24):
            axes.annotate(
                f"{n}", (place, n), xytext=(0, 1.5), textcoords="offset points", ha="center", fontsize=6.5, color=INK
            )
    axes.set_ylim(0, max(int(numbers.max(initial=0)), 1) * 1.45)
    axes.set_yticks([])
    axes.yaxis.set_label_position("right")
    axes.set_ylabel("النصوص", color=INK, fontsize=8, rotation=0, ha="left", va="center")
    axes.tick_params(colors=INK, length=0)
    axes.spines[:].set_visible(False)


def _legend(figure: Any, axes: Any) -> None:
    """Below the picture, read from the right: the first column is the right one, lines stand right of names."""
    from matplotlib.lines import Line2D

    handles, names = axes.get_legend_handles_labels()
    half = -(-len(handles) // 2)
    right, left = list(zip(handles, names, strict=True))[:half], list(zip(handles, names, strict=True))[half:]
    if left:
        left += [(Line2D([], [], linestyle="none"), " ")] * (half - len(left))
    handles, names = zip(*(left + right), strict=True)
    legend = figure.legend(
        handles, names, loc="outside lower right", ncols=2 if left else 1, frameon=False, labelcolor=INK, fontsize=9,
        markerfirst=False, alignment="right",
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_horizontalalignment("right")


__all__ = ["MOST_LINES", "time_figure"]

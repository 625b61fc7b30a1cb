"""Figures with Arabic labels: matplotlib 3.11 and newer joins and orders Arabic by itself.

Bars grow from right to left and labels stand at the right, as an Arabic reader expects.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

_COLOURS = {"favor": "#2a8f6a", "neutral": "#8a8f98", "against": "#c4523f"}
_STANCE_NAMES = {"favor": "مؤيد", "neutral": "محايد", "against": "معارض"}
_BAR = "#3f78b5"
_INK = "#7b818c"  # readable on white and on near-black
_LONGEST = 38


def short(label: str, most: int = _LONGEST) -> str:
    """A label cut to fit beside a bar.

    Examples
    --------
    >>> short("الدفاع", 4)
    'الد…'
    """
    return label if len(label) <= most else label[: most - 1] + "…"


def bars(values: Mapping[str, float], title: str, percent: bool = False) -> Any:
    """Horizontal bars, the first on top, growing leftwards.

    Parameters
    ----------
    values : mapping of str to number
    title : str
    percent : bool
        Write values as percentages.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> bars({"سياسة": 3, "رياضة": 1}, "المواضيع").axes[0].get_title(loc="right")
    'المواضيع'
    """
    figure, axes = _figure(max(1.3, 0.34 * len(values) + 0.7))
    labels = [short(label) for label in values]
    numbers = list(values.values())
    axes.barh(range(len(labels)), numbers, color=_BAR, height=0.66)
    for place, n in enumerate(numbers):  # at the bar's left end: the axis runs from right to left
        axes.text(n, place, f"{n:.0%} " if percent else f"{n:g} ", color=_INK, ha="right", va="center")
    axes.set_yticks(range(len(labels)), labels)
    _finish(axes, title, max(numbers, default=1))
    return figure


def stance_bars(counts: Mapping[str, Mapping[str, int]], title: str) -> Any:
    """For each target a bar divided by stance.

    Parameters
    ----------
    counts : mapping of str to mapping of str to int
        Target to ``{"favor": n, "neutral": n, "against": n}``.
    title : str

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = _figure(max(1.7, 0.5 * len(counts) + 1.1))
    places = range(len(counts))
    left = [0] * len(counts)
    for stance, name in _STANCE_NAMES.items():
        widths = [row.get(stance, 0) for row in counts.values()]
        drawn = axes.barh(places, widths, left=left, color=_COLOURS[stance], height=0.6, label=name)
        axes.bar_label(drawn, [str(w) if w else "" for w in widths], label_type="center", color="white", fontsize=9)
        left = [a + b for a, b in zip(left, widths, strict=True)]
    axes.set_yticks(places, [short(target) for target in counts])
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02), ncol=3, frameon=False, labelcolor=_INK, fontsize=9)
    _finish(axes, title, max(left, default=1))
    return figure


def month_columns(counts: Mapping[str, int], title: str) -> Any:
    """Columns by month, the earliest at the right.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = _figure(2.4)
    drawn = axes.bar(range(len(counts)), list(counts.values()), color=_BAR, width=0.66)
    axes.bar_label(drawn, padding=2, color=_INK, fontsize=8)
    step = max(1, len(counts) // 12)
    axes.set_xticks(range(0, len(counts), step), list(counts)[::step], rotation=45, ha="left", fontsize=8)
    axes.invert_xaxis()
    axes.set_yticks([])
    axes.set_title(title, color=_INK, fontsize=11, loc="right")
    axes.tick_params(colors=_INK, length=0)
    axes.spines[:].set_visible(False)
    return figure


def topic_words(topics: Sequence[Mapping[str, Any]], title: str) -> Any:
    """The top words of each topic as small bar panels.

    Parameters
    ----------
    topics : sequence of mappings with ``id``, ``share`` and ``words`` (``word``, ``weight``)

    Returns
    -------
    matplotlib.figure.Figure
    """
    from matplotlib.figure import Figure

    columns = min(4, max(1, len(topics)))
    rows = max(1, -(-len(topics) // columns))
    figure = Figure(figsize=(2.3 * columns, 2.2 * rows + 0.3), layout="constrained")
    figure.patch.set_alpha(0)
    panels = figure.subplots(rows, columns, squeeze=False)
    for row in panels:
        for axes in row:
            axes.set_axis_off()
    for place, topic in enumerate(topics):
        axes = panels[place // columns][columns - 1 - place % columns]  # the first at the right
        axes.set_axis_on()
        axes.patch.set_alpha(0)
        axes.barh(range(len(topic["words"])), [w["weight"] for w in topic["words"]], color=_BAR, height=0.66)
        axes.set_yticks(range(len(topic["words"])), [short(w["word"], 16) for w in topic["words"]], fontsize=9)
        _finish(
            axes, f"{topic['id'] + 1} · {topic['share']:.0%}", max((w["weight"] for w in topic["words"]), default=1)
        )
    figure.suptitle(title, color=_INK, fontsize=11)
    return figure


def _figure(height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.4, height), layout="constrained")
    figure.patch.set_alpha(0)
    axes = figure.subplots()
    axes.patch.set_alpha(0)
    return figure, axes


def _finish(axes: Any, title: str, largest: float) -> None:
    axes.invert_yaxis()
    axes.set_xlim(largest * 1.14 or 1, 0)
    axes.yaxis.tick_right()
    axes.set_xticks([])
    axes.tick_params(colors=_INK, length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(title, color=_INK, fontsize=11, loc="right")


def figure_svg(figure: Any, name: str, description: str) -> str:
    """A figure as SVG to stand inside a page: text as paths, no dates, ids of its own, a title for screen readers.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    name : str
        Latin letters; begins every id, so that several figures do not clash on a page.
    description : str

    Returns
    -------
    str

    Examples
    --------
    >>> figure_svg(bars({"سياسة": 3}, "المواضيع"), "topics", "عدد المقالات").startswith("<svg")
    True
    """
    import html

    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": name, "font.family": "DejaVu Sans"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Type": None, "Format": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", svg)
    svg = re.sub(r'xlink:href="#', 'href="#', svg)
    svg = re.sub(r' width="[\d.]+pt"| height="[\d.]+pt"', "", svg, count=2)
    label = html.escape(description.replace("\0", ""), quote=True)
    return re.sub(r"<svg ", f'<svg role="img" aria-label="{label}" ', svg, count=1)

"""Figures with Arabic labels: matplotlib 3.11 and newer joins and orders Arabic by itself.

Bars grow from right to left and labels stand at the right, as an Arabic reader expects.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from arabnlp.models.figures import BAR, INK, finish, finish_bars, new_figure, short

_COLOURS = {"favor": "#2a8f6a", "neutral": "#8a8f98", "against": "#c4523f"}
_LONGEST_GAP = 6  # months without an article that are drawn as such
_STANCE_NAMES = {"favor": "مؤيد", "neutral": "محايد", "against": "معارض"}


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
    figure, axes = new_figure(max(1.3, 0.34 * len(values) + 0.7))
    labels = [short(label) for label in values]
    numbers = list(values.values())
    axes.barh(range(len(labels)), numbers, color=BAR, height=0.66)
    for place, n in enumerate(numbers):  # at the bar's left end: the axis runs from right to left
        axes.text(n, place, f"{n:.0%} " if percent else f"{n:g} ", color=INK, ha="right", va="center")
    axes.set_yticks(range(len(labels)), labels)
    finish_bars(axes, title, max(numbers, default=1))
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
    figure, axes = new_figure(max(1.7, 0.5 * len(counts) + 1.1))
    places = range(len(counts))
    left = [0] * len(counts)
    for stance, name in _STANCE_NAMES.items():
        widths = [row.get(stance, 0) for row in counts.values()]
        drawn = axes.barh(places, widths, left=left, color=_COLOURS[stance], height=0.6, label=name)
        axes.bar_label(drawn, [str(w) if w else "" for w in widths], label_type="center", color="white", fontsize=9)
        left = [a + b for a, b in zip(left, widths, strict=True)]
    axes.set_yticks(places, [short(target) for target in counts])
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02), ncol=3, frameon=False, labelcolor=INK, fontsize=9)
    finish_bars(axes, title, max(left, default=1))
    return figure


def month_columns(counts: Mapping[str, int], title: str) -> Any:
    """Columns by month, the earliest at the right; months without an article keep their places.

    Parameters
    ----------
    counts : mapping of str to int
        ``"2025-01"`` to a number, in the order of time. A gap of more than six months is drawn as a break («⋯»).
    title : str

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = new_figure(2.4, 9.0)
    places: list[int] = []
    last = None
    for month in counts:
        at = 12 * int(month[:4]) + int(month[5:7])
        gap = 1 if last is None else at - last
        if gap > _LONGEST_GAP:
            axes.text(places[-1] + 1, 0, "⋯", color=INK, ha="center", va="bottom")
        places.append((places[-1] if places else -1) + (2 if gap > _LONGEST_GAP else gap))
        last = at
    drawn = axes.bar(places, list(counts.values()), color=BAR, width=0.66)
    axes.bar_label(drawn, padding=2, color=INK, fontsize=8)
    step = max(1, len(counts) // 12)
    axes.set_xticks(places[::step], list(counts)[::step], rotation=45, ha="left", fontsize=8)
    axes.invert_xaxis()
    axes.set_yticks([])
    finish(axes, title)
    return figure


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

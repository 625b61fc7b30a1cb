"""What all figures share: sizes, colours that read on white and on near-black, axes that run from right to left."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

BAR = "#3f78b5"
INK = "#7b818c"  # readable on white and on near-black
LONGEST = 38
#: Distinct by hue and lightness; told apart with a colour deficiency (P. Tol, "Colour schemes", 2021, muted).
CYCLE = ("#3f78b5", "#c4523f", "#2a8f6a", "#b58a1f", "#7a5ea8", "#2f9aa8", "#a8577e", "#7d7f3a", "#8a6a52", "#5c6f8a")


def short(label: str, most: int = LONGEST) -> str:
    """A label cut to fit beside a bar.

    Examples
    --------
    >>> short("الدفاع", 4)
    'الد…'
    """
    return label if len(label) <= most else label[: most - 1] + "…"


def whole_parts(label: str, most: int = LONGEST) -> str:
    """The label of a topic cut between its parts; inside the first part only where that alone is too long.

    Examples
    --------
    >>> whole_parts("أسعار النفط، مليار ريال، المئة", 25)
    'أسعار النفط، مليار ريال'
    """
    parts = label.split("، ")
    while len(parts) > 1 and len("، ".join(parts)) > most:
        parts.pop()
    return short("، ".join(parts), most)


@cache
def _figure_class() -> Any:
    from matplotlib.figure import Figure

    class ShownFigure(Figure):
        """A figure that notebooks show without pyplot or a magic command."""

        def _repr_png_(self) -> bytes:
            buffer = io.BytesIO()
            self.savefig(buffer, format="png", dpi=110)
            return buffer.getvalue()

    return ShownFigure


def blank_figure(height: float, width: float) -> Any:
    """A transparent figure of a size in inches, without axes.

    Examples
    --------
    >>> blank_figure(2, 3)._repr_png_()[:4]
    b'\\x89PNG'
    """
    figure = figure_of(width, height)
    figure.set_layout_engine("constrained")
    return figure


def figure_of(width: float, height: float) -> Any:
    """The same without a layout engine, for pictures that place everything themselves."""
    figure = _figure_class()(figsize=(width, height))
    figure.patch.set_alpha(0)
    return figure


def new_figure(height: float, width: float = 5.4) -> tuple[Any, Any]:
    """A transparent figure of a size in inches, and its axes."""
    figure = blank_figure(height, width)
    axes = figure.subplots()
    axes.patch.set_alpha(0)
    return figure, axes


def finish_bars(axes: Any, title: str, largest: float) -> None:
    """Bars from the right, the first on top, labels at the right."""
    axes.invert_yaxis()
    axes.set_xlim(largest * 1.14 or 1, 0)
    axes.yaxis.tick_right()
    axes.set_xticks([])
    finish(axes, title)


def finish(axes: Any, title: str) -> None:
    """Title at the right, no frame."""
    axes.tick_params(colors=INK, length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(title, color=INK, fontsize=11, loc="right")


def note(figure: Any, text: str) -> None:
    """A small line at the lower right: what the picture leaves out."""
    figure.supxlabel(text, x=0.98, ha="right", color=INK, fontsize=8)

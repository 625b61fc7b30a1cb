"""Topics on a plane: coordinates from their words, circles that do not cover each other, names where there is room.

The picture is laid out in points (1/72 inch), so that circles and measured texts have one unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from arabnlp.models.figures import BAR, INK, figure_of, whole_parts


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


def spread(at: np.ndarray, radii: np.ndarray, width: float, height: float, gap: float = 1.5) -> np.ndarray:
    """Centres of circles inside a rectangle: as given, at one scale, then moved apart until none covers another.

    Pairs that overlap are pushed apart along the line between them, the smaller circle farther, until all are free;
    circles that touch nothing stay where they are.

    Parameters
    ----------
    at : ndarray of shape (n, 2)
    radii : ndarray of shape (n,)
        In the units of the rectangle; together they should cover at most a third of it.
    width, height : float
    gap : float
        Left between circles.

    Returns
    -------
    ndarray of shape (n, 2)

    Examples
    --------
    >>> out = spread(np.zeros((2, 2)), np.array([3.0, 3.0]), 100, 100)
    >>> bool(np.linalg.norm(out[0] - out[1]) >= 6)
    True
    """
    n = len(at)
    if not n:
        return np.zeros((0, 2))
    size, edge = np.array([width, height]), radii.max()
    low, high = at.min(axis=0), at.max(axis=0)
    room = np.maximum(size - 2 * edge, 1e-9)
    scale = (room / np.maximum(high - low, 1e-12)).min() if (high > low).any() else 0.0
    out = size / 2 + (at - (low + high) / 2) * scale
    turn = np.arange(n) * 2.399963  # the golden angle: where two centres are one, no direction is taken twice
    out = out + 1e-6 * np.sqrt(np.arange(n))[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    first, second = np.triu_indices(n, 1)
    reach = radii[first] + radii[second] + gap
    share = radii[second] ** 2 / (radii[first] ** 2 + radii[second] ** 2)
    for _ in range(2000):
        close = np.flatnonzero(np.square(out[first] - out[second]).sum(axis=1) < np.square(reach))
        i, j = first[close], second[close]
        way = out[i] - out[j]
        distance = np.maximum(np.sqrt(np.square(way).sum(axis=1)), 1e-12)
        lack = reach[close] - distance
        if lack.max(initial=0.0) <= 0.3 * gap:
            break
        push = (lack / distance)[:, None] * way
        moves, count = np.zeros_like(out), np.bincount(i, minlength=n) + np.bincount(j, minlength=n)
        np.add.at(moves, i, push * share[close, None])
        np.add.at(moves, j, push * (share[close, None] - 1))
        out += moves / np.maximum(count / 2, 1.0)[:, None]
        out = np.clip(out, radii[:, None], size - radii[:, None])
    return out


def place_names(
    at: np.ndarray, radii: np.ndarray, sizes: Sequence[tuple[float, float]], width: float, height: float
) -> list[tuple[float, float] | None]:
    """Centres of the names of circles, so that no name lies on another, on a circle or outside; None where no room is.

    Names are placed in the order given, the most important first, each as near to its circle as there is room: in
    sixteen directions, at growing distances. First where no other circle is nearer, so that a reader cannot mistake
    whose name it is; else farther off, at the end of a line that crosses neither circles nor names.

    Parameters
    ----------
    at, radii : ndarray of shape (n, 2) and (n,)
    sizes : sequence of (float, float), n
        Width and height of each name.
    width, height : float
        Of the picture.

    Examples
    --------
    >>> place_names(np.array([[50.0, 50.0]]), np.array([10.0]), [(30.0, 8.0)], 100, 100)
    [(50.0, 34.0)]
    >>> place_names(np.array([[50.0, 50.0]]), np.array([10.0]), [(120.0, 8.0)], 100, 100)
    [None]
    """
    boxes, lines = np.zeros((0, 4)), np.zeros((0, 2))
    angles = np.deg2rad([270, 90, 0, 180, *range(225, 360, 90), 45, 135, *np.arange(22.5, 360, 45)])
    dx, dy = np.cos(angles).round(12), np.sin(angles).round(12)
    result: list[tuple[float, float] | None] = []
    for k, (w, h) in enumerate(sizes):
        found = None
        for reach, led in (*((r, False) for r in _NEAR), *((r, True) for r in _FAR)):
            # The nearest point of the name's box lies `reach` off the circle in each direction.
            cx = at[k, 0] + dx * (radii[k] + reach) + w / 2 * np.clip(2 * dx, -1, 1)
            cy = at[k, 1] + dy * (radii[k] + reach) + h / 2 * np.clip(2 * dy, -1, 1)
            tried = np.stack([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2], axis=1)
            free = (tried[:, 0] >= 0) & (tried[:, 1] >= 0) & (tried[:, 2] <= width) & (tried[:, 3] <= height)
            gaps = _gaps(tried, at, radii)
            own, others = gaps[:, k], np.delete(gaps, k, axis=1).min(axis=1, initial=np.inf)
            free &= (
                (np.minimum(own, others) > 0.5)
                & ~_on_boxes(tried, boxes)
                & (_gaps(tried, lines).min(axis=1, initial=np.inf) > 1)
            )
            if not led:
                free &= own + 3 < others
            tries = np.flatnonzero(free)
            if led and len(tries):  # by a line, which must not cross what belongs to others
                way = at[k] + (_nearest(tried[tries], at[k]) - at[k])[:, None] * np.linspace(0, 1, 16)[None, :, None]
                crossing = _crossing(way, np.delete(at, k, axis=0), np.delete(radii, k), boxes, lines)
                tries, way = tries[~crossing], way[~crossing]
            if len(tries):
                found = int(tries[0])
                boxes = np.vstack([boxes, tried[found]])
                if led:
                    lines = np.vstack([lines, way[0]])
                break
        result.append(None if found is None else (float(cx[found]), float(cy[found])))
    return result


_NEAR, _FAR = (2.0, 5.0), (10.0, 16.0, 24.0, 34.0, 46.0, 60.0)


def _nearest(boxes: np.ndarray, point: np.ndarray) -> np.ndarray:
    return np.clip(point, boxes[:, :2], boxes[:, 2:])


def _gaps(boxes: np.ndarray, at: np.ndarray, radii: np.ndarray | float = 0.0) -> np.ndarray:
    """Distance of each box from each circle, shape (n_boxes, n_circles)."""
    nearest = np.clip(at[None], boxes[:, None, :2], boxes[:, None, 2:])
    return np.sqrt(np.square(nearest - at[None]).sum(axis=2)) - radii


def _on_boxes(tried: np.ndarray, boxes: np.ndarray, gap: float = 1.0) -> np.ndarray:
    apart = (tried[:, None, :2] >= boxes[None, :, 2:] + gap) | (boxes[None, :, :2] >= tried[:, None, 2:] + gap)
    return np.asarray(np.any(~np.any(apart, axis=2), axis=1))


def _crossing(ways: np.ndarray, at: np.ndarray, radii: np.ndarray, boxes: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """Whether each way, a row of points, passes through a circle, a name or a line that is there."""
    hits = np.square(ways[:, :, None] - at).sum(axis=3) < np.square(radii + 1)
    low, high = boxes[:, :2] - 1, boxes[:, 2:] + 1
    inside = np.all((ways[:, :, None] >= low) & (ways[:, :, None] <= high), axis=3)
    crossed = np.square(ways[:, :, None] - lines).sum(axis=3) < 9
    return np.asarray(np.any(np.concatenate([hits, inside, crossed], axis=2), axis=(1, 2)))


def map_figure(at: np.ndarray, shares: np.ndarray, labels: Sequence[str], numbers: Sequence[int], title: str) -> Any:
    """Topics as circles: near where their words are alike, large where they hold much of the texts.

    Circles that would cover each other are moved apart. Each bears its number; names stand beside the circles, those of
    the largest topics first, and where there is no room for a name a line below says how many are left out.

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
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    n = len(at)
    width, height = map_size(n)
    figure = figure_of(width / 72, (height + _TOP + _BOTTOM) / 72)
    renderer = FigureCanvasAgg(figure).get_renderer()
    total = height + _TOP + _BOTTOM
    axes = figure.add_axes((0, _BOTTOM / total, 1, height / total))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    radii = map_radii(shares, width, height)
    centres = spread(at, radii, width, height, gap=8.0)
    axes.scatter(centres[:, 0], centres[:, 1], s=np.square(2 * radii), color=BAR, linewidth=0)
    order = np.argsort(-shares, kind="stable").tolist()
    texts = []
    for k in range(n):
        x, y = centres[k]
        size = float(np.clip(radii[k] * 0.95, 6.0, 10.0))
        axes.text(x, y, f"{numbers[k]}", ha="center", va="center", fontsize=size, color="white")
        texts.append(axes.text(x, y, whole_parts(labels[k], 26), ha="center", va="center", fontsize=8, color=INK))
    scale = 72 / figure.dpi
    sizes = [(b.width * scale, b.height * scale) for b in (text.get_window_extent(renderer) for text in texts)]
    places = place_names(centres[order], radii[order], [sizes[k] for k in order], width, height)
    for k, place in zip(order, places, strict=True):
        if place is None:
            texts[k].remove()
            continue
        texts[k].set_position(place)
        _lead(axes, centres[k], float(radii[k]), place, sizes[k])
    missing = places.count(None)
    figure.text(1 - 6 / width, 1 - 5 / total, title, ha="right", va="top", fontsize=11, color=INK)
    if missing:
        note = f"لم تتسع الصورة لأسماء {missing} من {n} من الموضوعات: أرقامها في الدوائر"
        figure.text(1 - 6 / width, 5 / total, note, ha="right", va="bottom", fontsize=8, color=INK)
    return figure


_TOP, _BOTTOM = 26.0, 20.0  # points, for the title and a note


def map_size(n_topics: int) -> tuple[float, float]:
    """Width and height in points of the field of the map: wider with more topics."""
    grow = float(np.clip((n_topics / 14) ** 0.5, 1.0, 1.75))
    return 520.0 * grow, 330.0 * grow


def map_radii(shares: np.ndarray, width: float, height: float) -> np.ndarray:
    """Radii of circles whose areas are as the shares, a tenth of the field in all; none too small for its number."""
    total = max(float(shares.sum()), 1e-12)
    radii = np.sqrt(0.1 * width * height * np.maximum(shares, 0) / total / np.pi)
    return np.clip(radii, 7.0, 0.12 * height)


def _lead(axes: Any, centre: np.ndarray, radius: float, place: tuple[float, float], size: tuple[float, float]) -> None:
    """A thin line from a circle's edge to its name, where they do not touch."""
    half = np.array(size) / 2
    nearest = np.clip(centre, np.array(place) - half, np.array(place) + half)
    way = nearest - centre
    distance = float(np.hypot(*way))
    if distance > radius + _NEAR[-1] + 2:
        edge = centre + way / distance * (radius + 1)
        axes.plot([edge[0], nearest[0]], [edge[1], nearest[1]], color=INK, linewidth=0.6)


__all__ = ["map_figure", "map_radii", "map_size", "place_names", "spread", "topic_coordinates"]

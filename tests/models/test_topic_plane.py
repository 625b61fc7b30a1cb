"""The map: distances, circles that do not cover each other, names that do not lie on anything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from arabnlp import TopicModel, load_dataset
from arabnlp.models.topic_plane import map_figure, map_radii, map_size, place_names, spread, topic_coordinates


def test_like_topics_are_near() -> None:
    topics = np.array([[0.4, 0.4, 0.1, 0.1], [0.35, 0.45, 0.1, 0.1], [0.05, 0.05, 0.5, 0.4]])
    at = topic_coordinates(topics)
    near, far = np.linalg.norm(at[0] - at[1]), np.linalg.norm(at[0] - at[2])
    assert near < far / 3
    assert topic_coordinates(topics[:1]).tolist() == [[0.0, 0.0]]


def test_distances_are_jensen_shannon() -> None:
    topics = np.array([[0.7, 0.3, 0.0], [0.2, 0.5, 0.3]])
    at = topic_coordinates(topics)
    middle = topics.mean(axis=0)
    divergence = np.mean([np.sum(p[p > 0] * np.log(p[p > 0] / middle[p > 0])) for p in topics])
    assert np.linalg.norm(at[0] - at[1]) == pytest.approx(np.sqrt(divergence))


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 80), st.integers(0, 10_000), st.booleans())
def test_circles_end_apart_and_inside(n, seed, heaped) -> None:
    random = np.random.default_rng(seed)
    at = np.zeros((n, 2)) if heaped else random.normal(size=(n, 2)) * random.integers(0, 2, (n, 1))
    width, height = map_size(n)
    radii = map_radii(random.dirichlet(np.ones(n)), width, height)
    centres = spread(at, radii, width, height, gap=3.0)
    gaps = np.linalg.norm(centres[:, None] - centres[None], axis=2) - radii[:, None] - radii[None]
    np.fill_diagonal(gaps, 1)
    assert gaps.min() > 0
    assert (centres >= radii[:, None] - 1e-6).all() and (
        centres <= np.array([width, height]) - radii[:, None] + 1e-6
    ).all()


def test_circles_that_touch_nothing_keep_their_distances() -> None:
    at = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.5]])
    out = spread(at, np.full(3, 10.0), 520, 330)
    scale = np.linalg.norm(out[0] - out[1])
    assert np.linalg.norm(out[0] - out[2]) == pytest.approx(scale / 2)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000))
def test_names_lie_on_nothing(n, seed) -> None:
    random = np.random.default_rng(seed)
    width, height = map_size(n)
    radii = map_radii(random.dirichlet(np.ones(n)), width, height)
    centres = spread(random.normal(size=(n, 2)), radii, width, height, gap=6.0)
    sizes = [(float(w), 9.0) for w in random.uniform(20, 110, n)]
    placed = place_names(centres, radii, sizes, width, height)
    boxes = [
        (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
        for p, (w, h) in zip(placed, sizes, strict=True)
        if p
        for x, y in [p]
    ]
    for i, a in enumerate(boxes):
        assert a[0] >= -1e-9 and a[1] >= -1e-9 and a[2] <= width + 1e-9 and a[3] <= height + 1e-9
        for b in boxes[:i]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        nearest = np.clip(centres, a[:2], a[2:])
        assert (np.linalg.norm(nearest - centres, axis=1) >= radii - 1e-6).all()


def test_a_name_beside_its_circle_has_no_other_circle_nearer() -> None:
    at, radii = np.array([[60.0, 60.0], [84.0, 60.0]]), np.array([10.0, 10.0])
    (x, y), _ = place_names(at, radii, [(30.0, 8.0)] * 2, 200, 120)
    box = np.array([[x - 15, y - 4], [x + 15, y + 4]])
    own, other = (np.linalg.norm(np.clip(c, *box) - c) for c in at)
    assert own < other


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return TopicModel(30, method="nmf").fit([a.text for a in load_dataset("seeds")])


def test_no_name_of_thirty_topics_lies_on_another_as_drawn(model) -> None:
    figure = model.plot_map()
    renderer = FigureCanvasAgg(figure).get_renderer()
    names = [t for t in figure.axes[0].texts if not t.get_text().isdigit()]
    boxes = [t.get_window_extent(renderer) for t in names]
    assert len(names) >= 20
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    numbers = [t for t in figure.axes[0].texts if t.get_text().isdigit()]
    assert sorted(int(t.get_text()) for t in numbers) == list(range(30))  # each of them, dropped names or not
    marks = [t.get_window_extent(renderer) for t in numbers]
    assert not any(a.overlaps(b) for a in boxes for b in marks)
    if missing := 30 - len(names):
        assert any(f"{missing} من 30" in t.get_text() for t in figure.texts)


def test_hidden_topics_are_not_on_it_and_the_others_keep_their_numbers(model) -> None:
    model.hide(1, 7)
    try:
        found = {t.get_text() for t in model.plot_map().axes[0].texts}
    finally:
        model.show(1, 7)
    assert {str(k) for k in range(30)} - found == {"1", "7"}


def test_where_no_name_fits_the_picture_says_so() -> None:
    at = np.zeros((2, 2))
    figure = map_figure(at, np.array([0.5, 0.5]), ["كلمة" * 60, "كلمة" * 60], [0, 1], "خريطة")
    assert len(figure.axes[0].texts) >= 2
    crowded = map_figure(np.zeros((200, 2)), np.full(200, 1 / 200), ["أسعار النفط والغاز"] * 200, range(200), "خريطة")
    assert any("لم تتسع" in t.get_text() for t in crowded.texts)

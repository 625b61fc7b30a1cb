"""Pictures of topics: right-to-left, with intervals, without hidden topics."""

from __future__ import annotations

import matplotlib
import numpy as np
import pytest

from arabnlp import TopicModel, load_dataset
from arabnlp.models.choose_k import Choice, Estimate
from arabnlp.models.topic_plots import choice_figure, heat_figure, map_figure, time_figure, topic_coordinates


@pytest.fixture(scope="module")
def articles():
    return [a for a in load_dataset("seeds") if a.topic in ("sport", "health")]


@pytest.fixture
def model(articles) -> TopicModel:
    return TopicModel(4, method="nmf").fit([a.text for a in articles])


def texts_of(figure) -> list[str]:
    return [t.get_text() for t in figure.findobj(matplotlib.text.Text) if t.get_text()]


def test_words_of_visible_topics_are_drawn_from_the_right(model) -> None:
    model.hide(2)
    figure = model.plot_words(5)
    found = texts_of(figure)
    assert all(word in found for k in model.visible for word in model.topics(5)[k])
    assert not any(text.startswith("3 ·") for text in found)
    panel = figure.axes[0]
    assert panel.get_xlim()[0] > panel.get_xlim()[1]


def test_time_runs_from_right_to_left_with_bands(model, articles) -> None:
    axes = model.plot_over_time([a.date for a in articles], topics=[0, 1]).axes[0]
    assert axes.xaxis_inverted() and len(axes.lines) == 2 and len(axes.collections) == 2
    months = sorted({a.date[:7] for a in articles})
    assert axes.get_xticklabels()[0].get_text() == months[0]
    row = np.array([a.date[:7] == months[0] for a in articles])
    assert axes.lines[0].get_ydata()[0] == pytest.approx(model.doc_topic_[row, 0].mean())


def test_groups_are_drawn_with_intervals_the_largest_first(model, articles) -> None:
    figure = model.plot_by([a.topic for a in articles], 0, "حصة الموضوع")
    table = model.by([a.topic for a in articles])
    order = [t.get_text() for t in figure.axes[0].get_yticklabels()]
    assert order == sorted(table, key=lambda g: -table[g].mean[0])


def test_like_topics_are_near_on_the_map(model) -> None:
    topics = np.array([[0.4, 0.4, 0.1, 0.1], [0.35, 0.45, 0.1, 0.1], [0.05, 0.05, 0.5, 0.4]])
    at = topic_coordinates(topics)
    near, far = np.linalg.norm(at[0] - at[1]), np.linalg.norm(at[0] - at[2])
    assert near < far / 3
    assert topic_coordinates(topics[:1]).tolist() == [[0.0, 0.0]]
    model.hide(1)
    found = texts_of(model.plot_map())
    assert {"1", "3", "4"} <= set(found) and "2" not in found


def test_distances_on_the_map_are_jensen_shannon() -> None:
    topics = np.array([[0.7, 0.3, 0.0], [0.2, 0.5, 0.3]])
    at = topic_coordinates(topics)
    middle = topics.mean(axis=0)
    divergence = np.mean([np.sum(p[p > 0] * np.log(p[p > 0] / middle[p > 0])) for p in topics])
    assert np.linalg.norm(at[0] - at[1]) == pytest.approx(np.sqrt(divergence))


def test_heat_map_names_texts_and_topics(model, articles) -> None:
    figure = model.plot_documents([a.title for a in articles], [0, 3])
    axes = figure.axes[0]
    assert axes.xaxis_inverted() and len(axes.get_yticklabels()) == 2 and len(axes.get_xticklabels()) == 4


def test_pictures_of_nothing_and_of_one() -> None:
    one = np.zeros((1, 2))
    for figure in (
        map_figure(one, np.ones(1), ["النفط"], [1], "خريطة"),
        heat_figure(np.ones((1, 1)), ["نص"], ["النفط"], "حصص"),
        time_figure({"2025": np.ones(1)}, [0], ["النفط"], "زمن"),
        time_figure({}, [], [], "زمن"),
    ):
        figure.canvas.draw()


def test_the_choice_is_marked() -> None:
    nan = float("nan")
    row = {n: Estimate(0.2, 0.1, 0.3) for n in ("coherence", "diversity", "exclusivity", "stability", "seconds")}
    choice = Choice(5, "", {k: {**row, "perplexity": Estimate(nan, nan, nan)} for k in (5, 10)})
    figure = choice_figure(choice)
    assert "الحيرة على نصوص محجوبة" not in texts_of(figure)
    assert any(line.get_xdata()[0] == 5 for line in figure.axes[0].lines)

"""Pictures of topics: right-to-left, with intervals, without hidden topics."""

from __future__ import annotations

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from arabnlp import TopicModel, load_dataset
from arabnlp.errors import InputError
from arabnlp.models.choose_k import MEASURES, Choice, Estimate
from arabnlp.models.topic_plane import map_figure
from arabnlp.models.topic_plots import choice_figure, heat_figure, telling
from arabnlp.models.topic_time import time_figure


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
    numbers = {int(text.strip("\u200f").split(" · ")[0]) for text in found if " · " in text}
    assert numbers == set(model.visible) == {0, 1, 3}  # those that hide() takes
    panel = figure.axes[0]
    assert panel.get_xlim()[0] > panel.get_xlim()[1]


def test_groups_are_drawn_with_intervals_the_largest_first(model, articles) -> None:
    figure = model.plot_by([a.topic for a in articles], 0, "حصة الموضوع")
    table = model.by([a.topic for a in articles])
    order = [t.get_text() for t in figure.axes[0].get_yticklabels()]
    expected = sorted(table, key=lambda g: -table[g].mean[0])
    assert order == [f"{group} ({table[group].n_texts})" for group in expected]
    assert texts_of(model.plot_by([a.topic for a in articles], 2)).count(f"2 · {model.label()[2]}") == 1


def test_heat_map_names_texts_and_topics(model, articles) -> None:
    figure = model.plot_documents([a.title for a in articles], [0, 3])
    axes = figure.axes[0]
    assert axes.xaxis_inverted() and len(axes.get_yticklabels()) == 2 and len(axes.get_xticklabels()) == 4
    shares = model.doc_topic_.mean(axis=0)
    numbers = [int(t.get_text().split(" · ")[0]) for t in axes.get_xticklabels()]
    assert numbers == sorted(range(4), key=lambda k: -shares[k])


def test_the_heat_map_shows_pure_and_mixed_texts_of_all_topics() -> None:
    random = np.random.default_rng(0)
    rows = np.vstack([np.full((300, 6), 0.002), random.dirichlet(np.ones(6), 100)])
    rows[np.arange(300), np.arange(300) % 6] = 0.99
    rows[-1] = 1 / 6
    chosen = telling(rows, 30)
    own, purity = rows[chosen].argmax(axis=1), rows[chosen].max(axis=1)
    assert len(chosen) == len(set(chosen)) == 30 and set(own) == set(range(6))
    assert len(rows) - 1 in chosen  # the most mixed
    assert (purity < 0.5).sum() >= 5 and (purity > 0.98).sum() >= 6
    assert np.all(np.diff(own) >= 0) and all(np.all(np.diff(purity[own == k]) <= 0) for k in range(6))
    assert telling(rows[:4], 30) == [0, 1, 2, 3]


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
    framed = [axes for axes in figure.axes if axes.axison]
    assert len(framed) == 5 and all(any(line.get_xdata()[0] == 5 for line in axes.lines) for axes in framed)


def test_wide_grids_keep_their_numbers_apart() -> None:
    row = {n: Estimate(0.2, 0.1, 0.3) for n in MEASURES}
    figure = choice_figure(Choice(20, "", dict.fromkeys((10, 20, 50, 100, 500), row)))
    FigureCanvasAgg(figure).draw()
    for axes in figure.axes:
        boxes = [label.get_window_extent() for label in axes.get_xticklabels() if label.get_text()]
        assert len(boxes) == 5 and not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


@pytest.mark.parametrize(("numbers", "scale"), [((10, 20, 50), "linear"), ((10, 20, 51), "log"), ((5, 10, 30), "log")])
def test_the_axis_of_numbers_is_logarithmic_where_they_lie_far_apart(numbers, scale) -> None:
    row = {n: Estimate(0.2, 0.1, 0.3) for n in MEASURES}
    assert {axes.get_xscale() for axes in choice_figure(Choice(10, "", dict.fromkeys(numbers, row))).axes} == {scale}


def panel(*estimates: Estimate):
    """The axes of one measure over a grid."""
    nothing = dict.fromkeys(MEASURES, Estimate(*[float("nan")] * 4))
    table = {5 + i: {**nothing, "coherence": one} for i, one in enumerate(estimates)}
    return choice_figure(Choice(5, "", table)).axes[0]


def test_a_huge_interval_leaves_the_means_a_third_of_the_height() -> None:
    axes = panel(Estimate(0.10, -0.9, 1.0, 0.08), Estimate(0.12, 0.10, 0.14, 0.01), Estimate(0.11, 0.1, 0.12, 0.01))
    low, high = axes.get_ylim()
    assert low < 0.10 < 0.12 < high and 0.02 / (high - low) >= 1 / 3 - 1e-9
    axes = panel(Estimate(0.10, 0.09, 1.0, 0.08), Estimate(0.12, 0.11, 0.13, 0.01))  # room that one side does not need
    low, high = axes.get_ylim()
    assert low < 0.09 and high > 0.14 and 0.02 / (high - low) >= 1 / 3 - 1e-9


def test_intervals_that_fit_are_whole() -> None:
    low, high = panel(Estimate(0.1, 0.08, 0.12, 0.01), Estimate(0.3, 0.25, 0.35, 0.02)).get_ylim()
    assert low < 0.08 and high > 0.35


@pytest.mark.parametrize("error", [0.05, 0.0, float("nan")])
def test_equal_means_are_drawn_with_their_errors(error) -> None:
    low, high = panel(*[Estimate(0.2, -0.4, 0.8, error)] * 2).get_ylim()
    assert low < 0.2 - np.nan_to_num(error) and 0.2 + np.nan_to_num(error) < high


def test_what_does_not_exist_is_said(model, articles) -> None:
    names, dates = [a.title for a in articles], [a.date for a in articles]
    for draw, message in (
        (lambda: model.plot_by(names, 99), "no topic 99: they go from 0 to 3"),
        (lambda: model.plot_by(names, -1), "no topic -1"),
        (lambda: model.plot_by(names, "رياضة"), "no topic 'رياضة'"),
        (lambda: model.plot_over_time(dates, topics=[99]), "no topic 99"),
        (lambda: model.plot_documents(names[:3]), "3 names"),
        (lambda: model.plot_documents(names, [9999]), "no text 9999"),
    ):
        with pytest.raises(InputError, match=message):
            draw()


def test_nothing_is_drawn_before_the_fit_or_when_all_is_hidden(model, articles) -> None:
    names, dates = [a.title for a in articles], [a.date for a in articles]

    def pictures(of: TopicModel) -> list:
        return [
            of.plot_words,
            of.plot_map,
            lambda: of.plot_over_time(dates),
            lambda: of.plot_documents(names),
        ]

    for draw in [*pictures(TopicModel(3)), lambda: TopicModel(3).plot_by(names, 0)]:
        with pytest.raises(InputError, match=r"call fit\(texts\)"):
            draw()
    model.hide(0, 1, 2, 3)
    for draw in pictures(model):
        with pytest.raises(InputError, match="all topics are hidden"):
            draw()

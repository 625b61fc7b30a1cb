"""Topics over time: a true axis, gaps, small numbers that do not mislead."""

from __future__ import annotations

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from arabnlp import TopicModel, load_dataset
from arabnlp.errors import InputError
from arabnlp.models.topic_groups import Prevalence
from arabnlp.models.topic_time import time_figure


def row(n: int, *mean: float) -> Prevalence:
    values = np.array(mean)
    return Prevalence(n, values, np.maximum(values - 0.05, 0), values + 0.05)


def texts_of(figure) -> list[str]:
    return [t.get_text() for t in figure.findobj(matplotlib.text.Text) if t.get_text()]


def test_time_runs_from_right_to_left_with_bands() -> None:
    articles = [a for a in load_dataset("seeds") if a.topic in ("sport", "health")]
    model = TopicModel(4, method="nmf").fit([a.text for a in articles])
    axes = model.plot_over_time([a.date for a in articles], topics=[0, 1], min_texts=1).axes[0]
    assert axes.xaxis_inverted() and len(axes.lines) == 2 and len(axes.collections) == 2
    assert axes.lines[1].get_label().startswith("1 · ")
    months = sorted({a.date[:7] for a in articles})
    chosen = np.array([a.date[:7] == months[0] for a in articles])
    assert axes.lines[0].get_ydata()[0] == pytest.approx(model.doc_topic_[chosen, 0].mean())


@pytest.mark.parametrize(
    ("periods", "places"),
    [
        (["2024-12-30", "2024-12-31", "2025-01-03"], [0, 1, 4]),
        (["2020-W52", "2020-W53", "2021-W02"], [0, 1, 3]),
        (["2024-11", "2025-01", "2025-02"], [0, 2, 3]),
        (["1999", "2001", "2002"], [0, 2, 3]),
    ],
)
def test_periods_stand_where_they_belong_and_gaps_break_the_line(periods, places) -> None:
    figure = time_figure({p: row(9, 0.1 + 0.01 * i) for i, p in enumerate(periods)}, [0], ["النفط"], "زمن")
    line = figure.axes[0].lines[0]
    x, y = line.get_xdata() - line.get_xdata()[0], line.get_ydata()
    assert x.tolist() == list(range(places[-1] + 1))
    assert np.flatnonzero(np.isfinite(y)).tolist() == places
    labels = [t.get_text() for t in figure.axes[-1].get_xticklabels()]
    assert labels[0] == periods[0] and set(periods) <= set(labels)


def test_few_texts_neither_join_the_line_nor_stretch_the_axis() -> None:
    table = {f"2025-{m:02}": row(30, 0.10, 0.05) for m in range(1, 10)} | {"2025-10": row(1, 1.0, 0.0)}
    axes = time_figure(table, [0, 1], ["النفط", "كأس"], "زمن").axes[0]
    assert axes.get_ylim()[1] < 0.2
    assert np.isnan(axes.lines[0].get_ydata()[-1])
    lone = [line for line in axes.lines if line.get_linestyle() == "None"]
    assert sorted(line.get_marker() for line in lone) == ["^", "o"]  # one above the edge, one inside
    assert all(line.get_markerfacecolor() == "none" for line in lone)
    figure = axes.figure
    assert {"1", "30"} <= set(texts_of(figure)) and any("أقل من 5" in text for text in texts_of(figure))


def test_the_axis_holds_the_bands_that_are_drawn() -> None:
    wide = Prevalence(6, np.full(7, 0.1), np.full(7, 0.02), np.full(7, 0.4))
    table = {"2025-01": row(30, *[0.1] * 7), "2025-02": wide, "2025-03": row(30, *[0.1] * 7)}
    labels = [f"موضوع{k}" for k in range(7)]
    axes = time_figure(table, range(6), labels, "زمن").axes[0]
    assert max(band.get_datalim(axes.transData).y1 for band in axes.collections) < axes.get_ylim()[1] < 0.45
    assert time_figure(table, range(7), labels, "زمن").axes[0].get_ylim()[1] < 0.2  # without bands


def test_a_stray_text_of_another_year_is_named_beside_the_axis() -> None:
    table = {"2021-11": row(1, 1.0)} | {f"2025-{m:02}": row(30, 0.1) for m in range(1, 13)}
    figure = time_figure(table, [0], ["النفط"], "زمن")
    assert len(figure.axes[0].lines[0].get_xdata()) == 12
    assert any("خارج المحور" in text and "2021-11" in text for text in texts_of(figure))
    table["2021-11"] = row(30, 0.2)
    assert len(time_figure(table, [0], ["النفط"], "زمن").axes[0].lines[0].get_xdata()) == 50


@pytest.mark.parametrize("most", [0.004, 0.03, 0.11, 0.45, 1.0])
def test_ticks_say_where_they_stand(most) -> None:
    figure = time_figure({"2025-01": row(9, most), "2025-02": row(9, most / 2)}, [0], ["النفط"], "زمن")
    FigureCanvasAgg(figure).draw()
    axes = figure.axes[0]
    for at, label in zip(axes.get_yticks(), axes.get_yticklabels(), strict=True):
        assert float(label.get_text().rstrip("%")) / 100 == pytest.approx(at, abs=1e-9)


def test_more_than_ten_topics_are_said_to_be_left_out() -> None:
    table = {"2025-01": row(9, *[0.08] * 12), "2025-02": row(9, *[0.09] * 12)}
    with pytest.warns(UserWarning, match=r"topics \[10, 11\] are left out"):
        figure = time_figure(table, range(12), [f"موضوع{k}" for k in range(12)], "زمن")
    assert any("10 موضوعات من 12" in text for text in texts_of(figure))
    lines = [line for line in figure.axes[0].lines if len(line.get_xdata())]
    assert len(lines) == 10


def test_the_legend_reads_from_the_right() -> None:
    table = {"2025-01": row(9, 0.1, 0.2, 0.3), "2025-02": row(9, 0.1, 0.2, 0.3)}
    figure = time_figure(table, [0, 1, 2], ["النفط", "كأس", "دواء"], "زمن")
    FigureCanvasAgg(figure).draw()
    at = {t.get_text(): t.get_window_extent() for t in figure.legends[0].get_texts()}
    assert at["0 · النفط"].x0 > at["2 · دواء"].x1 and at["0 · النفط"].y0 > at["1 · كأس"].y1


@pytest.mark.parametrize("periods", [["2025-01", "2025"], ["31/12/2"], ["2025-13"], [None]])
def test_periods_that_are_none_are_refused(periods) -> None:
    with pytest.raises(InputError, match="period"):
        time_figure({p: row(9, 0.1) for p in periods}, [0], ["النفط"], "زمن")

"""Figures: right-to-left bars, Arabic that is joined, SVG that stands alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import matplotlib

from arabnlp.models.figures import short
from arabnlp.models.topic_plots import words_figure
from arabnlp.study.plots import bars, figure_svg, month_columns, stance_bars


def texts_of(figure) -> list[str]:
    return [t.get_text() for t in figure.findobj(matplotlib.text.Text) if t.get_text()]


def test_matplotlib_shapes_arabic() -> None:
    # Older versions draw Arabic letters apart and in the wrong order.
    assert tuple(int(part) for part in matplotlib.__version__.split(".")[:2]) >= (3, 11)


def test_bars_run_from_the_right() -> None:
    figure = bars({"سياسة": 3, "رياضة": 5}, "الموضوعات")
    low, high = figure.axes[0].get_xlim()
    assert low > high
    assert {"سياسة", "رياضة", "الموضوعات"} <= set(texts_of(figure))


def test_every_figure_is_svg_on_its_own() -> None:
    topics = [{"id": 0, "share": 1.0, "words": [{"word": "النفط", "weight": 0.2}], "articles": ["a"]}]
    figures = [
        bars({"سياسة": 3}, "أ"),
        stance_bars({"الخصخصة": {"favor": 1, "neutral": 0, "against": 2}}, "ب"),
        month_columns({"2025-01": 2, "2025-03": 1}, "ج"),
        words_figure(topics, "د"),
    ]
    for i, figure in enumerate(figures):
        svg = figure_svg(figure, f"f{i}", "وصف الشكل")
        root = ET.fromstring(svg[svg.index("<svg") :])
        assert root.tag.endswith("svg") and "وصف الشكل" in svg and "http-equiv" not in svg


def test_months_without_articles_keep_their_places_and_years_are_a_break() -> None:
    figure = month_columns({"2021-11": 1, "2025-01": 2, "2025-02": 4, "2025-04": 3}, "شهرا بشهر")
    bars_at = [round(bar.get_x() + bar.get_width() / 2) for bar in figure.axes[0].patches]
    assert bars_at == [0, 2, 3, 5]
    assert texts_of(figure).count("⋯") == 1


def test_ids_of_two_figures_on_a_page_do_not_clash() -> None:
    def ids(name: str) -> set[str]:
        svg = figure_svg(bars({"سياسة": 3}, "أ"), name, "وصف")
        return {e.get("id") for e in ET.fromstring(svg[svg.index("<svg") :]).iter() if e.get("id")}

    assert not ids("one") & ids("two")


def test_long_labels_are_cut() -> None:
    assert short("برنامج " * 30).endswith("…") and len(short("برنامج " * 30)) < 60
    assert short("الخصخصة") == "الخصخصة"

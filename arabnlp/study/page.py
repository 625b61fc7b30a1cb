"""The report as one HTML page: right-to-left, self-contained, for screen and print, light and dark."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from arabnlp.models.topic_groups import Prevalence
from arabnlp.models.topic_plane import map_figure
from arabnlp.models.topic_plots import heat_figure, words_figure
from arabnlp.models.topic_time import time_figure
from arabnlp.study import plots

STANCE_NAMES = {"favor": "مؤيد", "neutral": "محايد", "against": "معارض"}
MAX_ROWS = 5_000
_SHOWN_CHARACTERS = 20_000
# Marks in the order in which they nest, the outermost first.
KINDS = ("boilerplate", "quote", "evidence", "term")


def clean(text: str) -> str:
    """Text that is valid in any UTF-8 page: lone surrogates and control characters become U+FFFD.

    Examples
    --------
    >>> clean("نص\\0\\ud800")
    'نص\\ufffd\\ufffd'
    """
    return "".join(
        "\ufffd" if "\ud800" <= ch <= "\udfff" or (ch < " " and ch not in "\n\t\r") or ch in "\ufffe\uffff" else ch
        for ch in text
    )


def marked(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Text with marked spans as HTML, however they overlap.

    Parameters
    ----------
    text : str
    spans : iterable of (start, end, kind)
        Offsets in ``text``; kinds of :data:`KINDS`. Spans outside the text are cut.

    Returns
    -------
    str
        Escaped; each stretch with the same kinds is one ``<mark>``.

    Examples
    --------
    >>> marked("قال نعم", [(4, 7, "quote")])
    'قال <mark class="quote">نعم</mark>'
    """
    events: dict[int, list[tuple[int, str]]] = {0: [], len(text): []}
    for start, end, kind in spans:
        start, end = max(0, start), min(len(text), end)
        if start < end:
            events.setdefault(start, []).append((1, kind))
            events.setdefault(end, []).append((-1, kind))
    depth = dict.fromkeys(KINDS, 0)
    places = sorted(events)
    pieces = []
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        for change, kind in events[place]:
            depth[kind] += change
        piece = html.escape(clean(text[place:following]), quote=False)
        kinds = [kind for kind in KINDS if depth[kind]]
        if piece:
            pieces.append(f'<mark class="{" ".join(kinds)}">{piece}</mark>' if kinds else piece)
    return "".join(pieces)


def render_page(report: Mapping[str, Any], texts: Mapping[str, str], max_details: int = 500) -> str:
    """The page of a report.

    Parameters
    ----------
    report : dict
        Of :func:`arabnlp.study.report.build_report`.
    texts : dict of str to str
        Article id to its text, to be shown with marks.
    max_details : int
        Articles shown in full; the others in a table, of at most 5,000 rows.

    Returns
    -------
    str
        HTML; no reference leaves the file.
    """
    from jinja2 import Environment, PackageLoader, select_autoescape

    environment = Environment(
        loader=PackageLoader("arabnlp.study"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        finalize=_finalize,
    )
    articles = report["articles"]
    details = [_details(article, texts.get(article["id"], "")) for article in articles[:max_details]]
    return clean(
        environment.get_template("report.html.j2").render(
            report=report,
            details=details,
            rest=articles[max_details : max_details + MAX_ROWS],
            unlisted=max(0, len(articles) - max_details - MAX_ROWS),
            figures=_figures(report),
            stance_names=STANCE_NAMES,
            topic_names=_topic_names(articles),
            in_training=sum(bool(article.get("in_training")) for article in articles),
        )
    )


def _finalize(value: Any) -> Any:
    return clean(value) if type(value) is str else "" if value is None else value


def _topic_names(articles: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {a["topic"]["label"]: a["topic"]["name"] for a in articles if a["topic"].get("label")}


def _details(article: Mapping[str, Any], text: str) -> dict[str, Any]:
    from markupsafe import Markup

    shown = text[:_SHOWN_CHARACTERS]
    spans = [(quote["start"], quote["end"], "quote") for quote in article["quotes"]]
    spans += [(e["start"], e["end"], "evidence") for stance in article["stances"] for e in stance["evidence"][:1]]
    spans += [(a, b, "term") for term in article["topic"]["terms"] for a, b in term["spans"]]
    position = 0
    for line in article["boilerplate"]:
        found = text.find(line, position)
        if found >= 0:
            spans.append((found, found + len(line), "boilerplate"))
            position = found + len(line)
    return {"article": article, "text": Markup(marked(shown, spans)), "cut": max(0, len(text) - len(shown))}


def _figures(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The figures that have something to show, as SVG."""
    from markupsafe import Markup

    numbers, names = report["figures"], _topic_names(report["articles"])
    drawn = []

    def add(name: str, caption: str, figure: Any) -> None:
        drawn.append({"name": name, "caption": caption, "svg": Markup(plots.figure_svg(figure, name, caption))})

    if numbers["topic_counts"]:
        counts = {clean(names.get(label, label)): n for label, n in numbers["topic_counts"].items()}
        add("topics", "عدد المقالات في كل موضوع", plots.bars(counts, "المواضيع"))
    if numbers["stance_counts"]:
        counts = {clean(target): row for target, row in numbers["stance_counts"].items()}
        add("stances", "موقف المقالات من كل موضوع مستهدف", plots.stance_bars(counts, "المواقف"))
    if numbers["speakers"]:
        counts = {clean(row["speaker"]): row["quotes"] for row in numbers["speakers"][:10]}
        add("speakers", "أكثر المتحدثين اقتباسًا", plots.bars(counts, "المتحدثون"))
    if len(numbers["months"]) > 1:
        add("months", "عدد المقالات في كل شهر", plots.month_columns(numbers["months"], "المقالات شهرًا بشهر"))
    if report["topics"]:
        caption = "موضوعات المجموعة كما استخرجها نموذج LDA، بأبرز كلماتها وحصتها من النصوص"
        add("lda", caption, words_figure(report["topics"][:12], "موضوعات المجموعة (LDA)"))
    if len(report["topics"]) > 2:
        _topic_figures(report, add)
    return drawn


def _topic_figures(report: Mapping[str, Any], add: Any) -> None:
    """The topics of the collection on a map, over time and in articles."""
    topics, numbers = report["topics"], report["figures"]
    labels = [clean(topic["label"]) for topic in topics]
    at, shares = np.array([(t["x"], t["y"]) for t in topics]), np.array([t["share"] for t in topics])
    figure = map_figure(at, shares, labels, [topic["id"] for topic in topics], "خريطة الموضوعات")
    caption = "تتقارب الدوائر بتقارب كلمات الموضوعات، وتكبر بكبر حصتها من النصوص، وما تراكب منها أُبعد بعضه عن بعض"
    add("map", caption, figure)
    unknown = np.full(len(topics), np.nan)  # the content holds means, no intervals
    months = {
        month: Prevalence(numbers["months"][month], np.array(row), unknown, unknown)
        for month, row in numbers["topic_months"].items()
    }
    if len(months) > 1:
        figure = time_figure(months, range(min(6, len(topics))), labels, "حصص الموضوعات مع الزمن")
        add("topic-months", "متوسط حصص أكبر الموضوعات في مقالات كل شهر، وعدد المقالات فيه", figure)
    rows = numbers["topic_articles"]
    titles = {article["id"]: clean(article["title"]) for article in report["articles"]}
    figure = heat_figure(
        np.array(rows["shares"]),
        [titles[i] for i in rows["articles"]],
        [f"{topic['id']} · {label}" for topic, label in zip(topics, labels, strict=True)],
        "حصص الموضوعات في المقالات",
    )
    caption = "مقالات تمثّل الموضوعات، وأخرى من أوضحها انتماءً إلى موضوع واحد إلى أكثرها اختلاطًا، وحصص الموضوعات فيها"
    add("topic-articles", caption, figure)

"""The HTML page."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp import Article
from arabnlp.study.page import KINDS, clean, marked, render_page
from arabnlp.study.report import build_report

TEXT = "قال الوزير سامر حداد إن «المشروع يخدم المدينة كلها ويحمي سكانها»."


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"</?mark[^>]*>", "", markup))


@settings(deadline=None, max_examples=200)
@given(
    st.text(alphabet="ابت <>&\"'\n", max_size=40),
    st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45), st.sampled_from(KINDS)), max_size=6),
)
def test_marking_keeps_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    markup = marked(text, spans)
    assert plain(markup) == text
    assert markup.count("<mark") == markup.count("</mark>")


def test_overlapping_spans_nest_in_one_mark_each() -> None:
    assert plain(marked(TEXT, [(0, 10, "quote"), (5, 15, "term")])) == TEXT
    assert marked("ابت", [(0, 2, "quote"), (1, 3, "term")]).count("<mark") == 3


@given(st.text())
def test_clean_text_can_be_written(text: str) -> None:
    assert len(clean(text)) == len(text)
    clean(text + "\ud800\0").encode("utf-8")


class Balance(HTMLParser):
    """Counts open elements."""

    VOID = frozenset("meta link br hr img input path rect line use circle".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


def test_page_is_well_formed_and_shows_what_was_found(models) -> None:
    articles = [Article("a", TEXT), Article("b", "\ud800 نص مكسور \0", title="عنوان <b>")]
    page = render_page(build_report(articles, ["المشروع"], models=models), {a.id: a.text for a in articles})
    page.encode("utf-8")
    parser = Balance()
    parser.feed(page)
    assert parser.open == []
    assert "سامر حداد" in page and "عنوان &lt;b&gt;" in page and '<mark class="quote' in page


def test_long_collections_show_details_of_some(models) -> None:
    articles = [Article(str(i), TEXT) for i in range(12)]
    content = build_report(articles, models=models)
    texts = {a.id: a.text for a in articles}
    few, all_of_them = render_page(content, texts, max_details=3), render_page(content, texts)
    assert few.count('<mark class="quote') < all_of_them.count('<mark class="quote')

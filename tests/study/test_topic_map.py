"""The interactive map: one page, no network, and safe with any text."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess

import pytest

from arabnlp import TopicModel, load_dataset
from arabnlp.errors import InputError
from arabnlp.study.topic_map import topic_map, write_topic_map


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return TopicModel(3, method="nmf").fit([a.text for a in load_dataset("seeds") if a.topic in ("sport", "health")])


def data_of(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S).group(1))


def test_the_page_stands_alone_and_reads_from_the_right(model) -> None:
    page = topic_map(model)
    assert '<html lang="ar" dir="rtl">' in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']|@import|fetch\(|https?://(?!www\.w3\.org)""", page)


def test_it_holds_every_visible_topic_with_its_words(model) -> None:
    model.hide(1)
    try:
        data = data_of(topic_map(model, n_words=8))
    finally:
        model.show(1)
    assert sorted(t["id"] for t in data["topics"]) == [0, 2]
    assert [t["share"] for t in data["topics"]] == sorted((t["share"] for t in data["topics"]), reverse=True)
    for topic in data["topics"]:
        words = [w for w, _, _ in topic["words"]]
        assert set(model.topics(8)[topic["id"]]) <= set(words)  # lambda 1
        assert set(model.topics(8, "lift")[topic["id"]]) <= set(words)  # lambda 0


def test_nothing_to_draw_is_said(model) -> None:
    with pytest.raises(InputError, match="call fit"):
        topic_map(TopicModel(3))
    with pytest.raises(InputError, match="2 titles"):
        topic_map(model, ["أ", "ب"])
    model.hide(0, 1, 2)
    try:
        with pytest.raises(InputError, match="all topics are hidden"):
            topic_map(model)
    finally:
        model.show(0, 1, 2)


def test_titles_cannot_break_out_of_the_page(model) -> None:
    hostile = ["</script><script>alert(1)</script>\0\ud800"] * model.doc_topic_.shape[0]
    page = topic_map(model, hostile)
    assert page.count("<script") == 2 and "alert(1)</script>" not in page
    page.encode("utf-8")
    assert data_of(page)["topics"][0]["texts"][0][0].startswith("</script>")


def test_the_file_is_written(model, tmp_path) -> None:
    write_topic_map(model, tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def drawn_by_a_browser(page, tmp_path) -> str:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium runs this test")
    options = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    command = [browser, *options.split(), "--virtual-time-budget=3000", profile, "--dump-dom", page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout


def test_the_page_draws_itself_in_a_browser(model, tmp_path) -> None:
    write_topic_map(model, tmp_path / "map.html", ["مقال"] * model.doc_topic_.shape[0])
    drawn = drawn_by_a_browser(tmp_path / "map.html", tmp_path)
    assert drawn.count('<g class="topic') == 3
    best = max(range(3), key=lambda k: model.doc_topic_[:, k].mean())
    words = re.findall(r'<div class="word"[^>]*><span>(\w+)</span>', drawn)
    assert len(words) == 25 and model.topics(3, "relevance")[best][0] in words
    assert "مقال" in drawn[drawn.index('id="texts"') :]
    assert re.findall(r'<option value="\d+">(\d+) · ', drawn)[0] == str(best)  # the number that hide() takes


MEASURE = """<script>
{
  const box = e => { const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
  const cover = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const pairs = list => list.flatMap((a, i) => list.slice(0, i).filter(b => cover(a, b))).length;
  const all = selector => [...document.querySelectorAll(selector)];
  const seen = e => getComputedStyle(e).visibility === "visible";
  const placed = all(".name:not(.spare)").map(box), marks = all(".topic text").map(box), spare = all(".name.spare");
  const hidden = spare.filter(e => !seen(e)).length;
  const named = all(".topic").filter(g => {
    g.dispatchEvent(new Event("focus"));
    const lit = all(".name").at(-1), ok = seen(lit) && g.getAttribute("aria-label").includes(lit.textContent);
    g.dispatchEvent(new Event("blur"));
    return ok;
  }).length;
  document.title = JSON.stringify({
    placed: placed.length, spare: spare.length, hidden, named, overlaps: pairs(placed), numbers: pairs(marks),
    covered: placed.filter(n => marks.some(m => cover(n, m))).length,
    said: document.getElementById("unnamed").textContent,
  });
}
</script>"""


def test_names_and_numbers_of_thirty_topics_are_legible_in_a_browser(tmp_path) -> None:
    model = TopicModel(30, method="nmf").fit([a.text for a in load_dataset("seeds")])
    page = topic_map(model).replace("</body>", MEASURE + "</body>")
    (tmp_path / "map.html").write_text(page, encoding="utf-8")
    drawn = drawn_by_a_browser(tmp_path / "map.html", tmp_path)
    found = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", drawn, re.S).group(1)))
    assert found["overlaps"] == found["numbers"] == found["covered"] == 0
    assert found["placed"] >= 12 and found["placed"] + found["spare"] == 30
    assert found["named"] == 30  # each name, when its circle has the focus
    assert found["spare"] - found["hidden"] <= 1 and (str(found["spare"]) in found["said"]) == bool(found["spare"])


NARROW = """<!doctype html><title>none</title><iframe width="900" height="900"></iframe><script>
  const frame = document.querySelector("iframe");
  frame.srcdoc = PAGE;
  frame.onload = () => { frame.width = 420; setTimeout(() => {
    const all = selector => [...frame.contentDocument.querySelectorAll(selector)];
    const circles = all(".topic circle").map(c => ["cx", "cy", "r"].map(k => Number(c.getAttribute(k))));
    const near = (x, low, high) => Math.max(low, Math.min(high, x));
    const covered = all(".name:not(.spare)").filter(e => {
      const b = e.getBBox();
      const off = (x, y) => Math.hypot(near(x, b.x, b.x + b.width) - x, near(y, b.y, b.y + b.height) - y);
      return circles.some(([x, y, r]) => off(x, y) < r);
    }).length;
    const size = frame.contentWindow.getComputedStyle(all(".name")[0]).fontSize;
    document.title = JSON.stringify({placed: all(".name:not(.spare)").length, covered, size});
  }, 500); };
</script>"""


def test_names_leave_the_circles_free_where_the_window_becomes_narrow(tmp_path) -> None:
    model = TopicModel(8).fit([a.text for a in load_dataset("seeds")])
    page = json.dumps(topic_map(model)).replace("<", "\\u003c")
    (tmp_path / "map.html").write_text(NARROW.replace("PAGE", page), encoding="utf-8")
    drawn = drawn_by_a_browser(tmp_path / "map.html", tmp_path)
    found = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", drawn, re.S).group(1)))
    assert found["size"] == "16px" and found["placed"] >= 4 and found["covered"] == 0

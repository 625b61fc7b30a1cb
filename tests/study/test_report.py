"""The report's content, and files that appear whole or not at all."""

from __future__ import annotations

import json

import pytest

from arabnlp import Article, load_dataset
from arabnlp.errors import InputError, MissingFileError
from arabnlp.study.report import build_report, report_json, write_whole

KEYS = {
    "schema",
    "version",
    "created",
    "path",
    "targets",
    "counts",
    "skipped",
    "models",
    "topics",
    "figures",
    "articles",
}
TEXT = (
    "وقّع الوزير سامر قباني الاتفاق في 3 مارس/آذار 2025، وقال إن «هذا الاتفاق يحمي المدينة من الفيضان».\nالمصدر: وكالات"
)


def test_shape_as_documented(models) -> None:
    report = build_report([Article("a", TEXT), Article("b", "فاز الفريق", title="مباراة")], ["الاتفاق"], models=models)
    assert set(report) == KEYS and report["schema"] == "arabnlp-report/1"
    first, second = report["articles"]
    assert set(first) == {"id", "title", "date", "source", "topic", "stances", "quotes", "boilerplate", "in_training"}
    assert set(first["topic"]) == {"label", "name", "probability", "terms"}
    assert set(first["stances"][0]) == {"target", "label", "probability", "evidence"}
    [quote] = first["quotes"]
    assert (quote["speaker"], quote["verb"]) == ("سامر قباني", "قال")
    assert TEXT[quote["start"] : quote["end"]] == quote["text"]
    assert first["date"] == "2025-03-03" and first["boilerplate"] == ["المصدر: وكالات"]
    assert second["title"] == "مباراة" and all(a >= 0 for t in second["topic"]["terms"] for a, _ in t["spans"])
    assert report["counts"]["articles"] == 2 and report["counts"]["quotes"] == 1 and report["counts"]["dates"] == 1
    assert report["figures"]["speakers"] == [{"speaker": "سامر قباني", "quotes": 1}]
    assert json.loads(report_json(report)) == report


def test_seed_articles_are_judged_by_a_model_that_had_not_seen_them(models) -> None:
    articles = list(load_dataset("seeds"))[:60]
    report = build_report(articles, models=models)
    assert all(entry["in_training"] for entry in report["articles"])
    hits = sum(e["topic"]["label"] == a.topic for e, a in zip(report["articles"], articles, strict=True))
    assert 0.6 < hits / len(articles) < 1


def test_nothing_to_report_and_empty_targets(models) -> None:
    with pytest.raises(InputError, match="no articles"):
        build_report([], models=models)
    with pytest.raises(InputError, match="target"):
        build_report([Article("a", TEXT)], ["  "], models=models)


def test_a_target_given_twice_counts_once(models) -> None:
    report = build_report([Article("a", TEXT)], ["الاتفاق", " الاتفاق "], models=models)
    assert report["targets"] == ["الاتفاق"] and len(report["articles"][0]["stances"]) == 1


def test_files_appear_whole(tmp_path) -> None:
    path = write_whole(tmp_path / "r.json", "نص")
    write_whole(path, "آخر")
    assert path.read_text(encoding="utf-8") == "آخر" and len(list(tmp_path.iterdir())) == 1
    with pytest.raises(MissingFileError):
        write_whole(tmp_path / "absent" / "r.json", "نص")


def test_an_interrupted_write_keeps_the_old_file(tmp_path, monkeypatch) -> None:
    path = write_whole(tmp_path / "r.json", "قديم")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("arabnlp.study.report.os.replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "جديد")
    assert path.read_text(encoding="utf-8") == "قديم" and len(list(tmp_path.iterdir())) == 1


def test_topics_of_the_collection_have_labels_places_and_shares(models) -> None:
    articles = [a for a in load_dataset("seeds") if a.topic in ("sport", "health")]
    report = build_report(articles, models=models)
    topics, figures = report["topics"], report["figures"]
    assert set(topics[0]) == {"id", "label", "share", "words", "articles", "x", "y"} and topics[0]["label"]
    assert sum(t["share"] for t in topics) == pytest.approx(1, abs=1e-3)
    assert list(figures["topic_months"]) == sorted({a.date[:7] for a in articles})
    assert all(len(row) == len(topics) for row in figures["topic_months"].values())
    rows = figures["topic_articles"]
    assert len(rows["articles"]) == len(rows["shares"]) == 30 and set(rows["articles"]) <= {a.id for a in articles}

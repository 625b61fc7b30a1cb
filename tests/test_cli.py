"""The command line as a user meets it: the main job, bad input, exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from arabnlp.cli import main
from tests.conftest import SEED_ID, SEED_TARGET, SEEDS

NEWS = "وقّع وزير الدفاع اتفاقية للتعاون العسكري مع نظيره، وبحث معه تدريب القوات المسلحة وأمن الحدود."


@pytest.fixture
def run(models, monkeypatch, capsys):
    """Runs the command in this process: (exit status, standard output, standard error)."""

    def go(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["arabnlp", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        return end.value.code or 0, out, err

    return go


def report(run, path: object, folder: Path, *more: object) -> dict:
    status, _, err = run("report", path, "--out", folder / "r.html", "--json", folder / "r.json", *more)
    assert status == 0, err
    assert (folder / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    return json.loads((folder / "r.json").read_text(encoding="utf-8"))


def test_main_job_on_the_seed_article(run, seed_path, seed_text, tmp_path) -> None:
    content = report(run, seed_path, tmp_path, "--target", SEED_TARGET)
    [article] = content["articles"]
    assert article["id"] == SEED_ID and article["date"] == "2021-11-09"
    assert article["topic"]["label"] == "defence" and article["topic"]["probability"] > 0.5
    assert [(s["target"], s["label"]) for s in article["stances"]] == [(SEED_TARGET, "favor")]
    shoigu, minister = "سيرغي شويغو", "مورات بيكتانوف"
    assert [q["speaker"] for q in article["quotes"]] == [shoigu, shoigu, shoigu, shoigu, minister]
    assert all(seed_text[q["start"] : q["end"]] == q["text"] for q in article["quotes"])
    assert article["boilerplate"] == [
        'مجموعة الرؤية الاستراتيجية "روسيا - العالم الإسلامي"',
        "الصورة: مجلس الاتحاد الروسي",
        "المصدر: تاس",
    ]
    assert not article["in_training"] and content["counts"]["quotes"] == 5 and content["counts"]["dates"] == 1
    for term in article["topic"]["terms"]:
        assert all(0 <= a < b <= len(seed_text) for a, b in term["spans"])
    for evidence in article["stances"][0]["evidence"]:
        assert seed_text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_the_page_is_self_contained_and_right_to_left(run, seed_path, tmp_path) -> None:
    report(run, seed_path, tmp_path, "--target", SEED_TARGET)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in page and 'lang="ar"' in page and "<svg" in page
    assert "prefers-color-scheme: dark" in page and "@media print" in page
    for outside in ('src="http', "src='http", "<link", "@import", "url(http"):
        assert outside not in page


def test_one_word_article(run, tmp_path) -> None:
    (tmp_path / "word.txt").write_text("عاجل", encoding="utf-8")
    [article] = report(run, tmp_path / "word.txt", tmp_path, "--target", "الخصخصة")["articles"]
    assert article["title"] == "عاجل" and article["quotes"] == [] and article["date"] is None
    assert article["stances"][0]["label"] == "neutral"


def test_article_without_words_has_no_topic(run, tmp_path) -> None:
    (tmp_path / "marks.txt").write_text("؟؟؟ !!! ...", encoding="utf-8")
    [article] = report(run, tmp_path / "marks.txt", tmp_path)["articles"]
    assert article["topic"]["label"] is None and article["topic"]["terms"] == []


def test_cp1256_file(run, tmp_path) -> None:
    (tmp_path / "old.txt").write_bytes((NEWS * 3).encode("cp1256", "ignore"))
    [article] = report(run, tmp_path / "old.txt", tmp_path)["articles"]
    assert article["topic"]["label"] == "defence" and "وزير الدفاع" in article["title"]


def test_article_of_20_mb_is_read_up_to_a_million_characters(run, tmp_path) -> None:
    line = NEWS + "\n"
    (tmp_path / "big.txt").write_text(line * (20_000_000 // len(line.encode())), encoding="utf-8")
    [article] = report(run, tmp_path / "big.txt", tmp_path, "--target", "الخصخصة")["articles"]
    assert article["read_characters"] == 1_000_000 < article["total_characters"]
    assert article["topic"]["label"] == "defence"


def test_titles_and_hostile_markup_are_escaped(run, tmp_path) -> None:
    row = {"title": "<script>alert(1)</script>", "text": NEWS + " <img src=x onerror=alert(2)>"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    report(run, tmp_path / "a.jsonl", tmp_path, "--target", "<b>هدف</b>")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page and "<img src=x" not in page and "<b>هدف" not in page


def test_two_runs_give_the_same_content(run, tmp_path) -> None:
    (tmp_path / "n.csv").write_text("text,date\n" + f"{NEWS},2025-03-01\nفاز الفريق بالمباراة النهائية,2025-04-02\n")
    first = report(run, tmp_path / "n.csv", tmp_path)
    second = report(run, tmp_path / "n.csv", tmp_path)
    assert first | {"created": ""} == second | {"created": ""}
    assert first["figures"]["months"] == {"2025-03": 1, "2025-04": 1}


def _truncated_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", NEWS * 50)
    path.write_bytes(path.read_bytes()[:80])
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda d: d / "absent.txt", ["absent.txt"]),
        (lambda d: _write(d / "empty.txt", b""), ["empty.txt", "empty"]),
        (lambda d: _write(d / "image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), ["image.txt", "not text"]),
        (lambda d: _write(d / "t.csv", "رقم,مبلغ\n1,2\n".encode()), ["t.csv", "column", "text_column"]),
        (lambda d: _truncated_zip(d / "cut.zip"), ["cut.zip", "damaged"]),
    ],
    ids=["missing", "empty", "binary", "csv without text", "truncated zip"],
)
def test_bad_input_is_one_clear_line_and_nothing_is_written(run, tmp_path, make, words) -> None:
    out = tmp_path / "r.html"
    status, _, err = run("report", make(tmp_path), "--out", out)
    assert status == 1 and err.startswith("arabnlp: ") and "Traceback" not in err
    assert [word for word in words if word not in err] == []
    assert not out.exists()


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_places_that_cannot_be_written_are_said_before_the_work(run, seed_path, tmp_path) -> None:
    status, _, err = run("report", seed_path, "--out", tmp_path / "absent" / "r.html")
    assert status == 2 and "does not exist" in err
    status, _, err = run("report", seed_path, "--out", tmp_path)
    assert status == 2 and "is a folder" in err
    status, _, err = run("report", seed_path, "--target", " ", "--out", tmp_path / "r.html")
    assert status == 2 and "target" in err
    assert run("stance", tmp_path / "absent.txt", "--target", " ")[0] == 2


def test_bad_use_is_status_2(run) -> None:
    assert run("report")[0] == 2
    assert run("no-such-verb")[0] == 2
    assert run("report", "x", "--limit", "0")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("topics PATH --method x", "--method: 'x' does not exist: choose from lda, nmf, lsi"),
        ("topics PATH --engine x", "--engine: 'x' does not exist"),
        ("topics PATH --rank x", "--rank: 'x' does not exist"),
        ("topics PATH --stemmer x", "--stemmer: stemmer 'x' does not exist"),
        ("topics PATH --choose 0", "choose"),
        ("topics PATH --seed -1", "seed"),
        ("topics PATH --map none/map.html", "--map: the folder"),
        ("topics PATH --choose 2 --choose 3 --map map.html", "--map goes with one number"),
        ("vectorize PATH --out none/m.npz", "--out: the folder"),
        ("vectorize PATH --out m.npz --analyzer x", "--analyzer: 'x' does not exist"),
        ("vectorize PATH --out m.npz --scheme x", "--scheme: scheme 'x' does not exist"),
        ("vectorize PATH --out m.npz --stemmer x", "--stemmer: stemmer 'x' does not exist"),
        ("normalize PATH --scheme x", "--scheme: scheme 'x' does not exist"),
        ("train PATH --out none/m.skops", "--out: the folder"),
        ("datasets nope", "NAME: 'nope' does not exist"),
    ],
)
def test_a_bad_option_is_status_2_before_anything_is_read(run, tmp_path, monkeypatch, arguments, words) -> None:
    monkeypatch.chdir(tmp_path)  # where no file PATH is, which would be status 1
    status, _, err = run(*arguments.split())
    assert status == 2 and words in err and "Traceback" not in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("verb", ["topics", "quotes", "normalize"])
def test_a_text_column_that_is_not_there_is_status_2(run, verb) -> None:
    status, _, err = run(verb, SEEDS / "articles.jsonl", "--text-column", "nope")
    assert status == 2 and "'nope'" in err


def test_help_has_an_example_for_each_verb(run) -> None:
    _, out, _ = run("--help")
    for (
        verb
    ) in "report normalize vectorize topics train classify stance quotes duplicates datasets experiment bench".split():
        assert verb in out
        assert "Example" in run(verb, "--help")[1]


def test_verbs_over_the_library(run, seed_path, tmp_path) -> None:
    assert "اتفاقيه" not in run("normalize", seed_path)[1]
    assert "الاستراتيجيه" in run("normalize", seed_path, "--scheme", "search")[1]
    found = [json.loads(line) for line in run("quotes", seed_path)[1].splitlines()]
    assert len(found) == 5 and {row["id"] for row in found} == {SEED_ID}
    assert json.loads(run("classify", seed_path)[1])["topic"] == "defence"
    row = json.loads(run("stance", seed_path, "--target", SEED_TARGET)[1])
    assert row["stance"] == "favor" and row["evidence"]
    assert len(run("topics", SEEDS / "articles.jsonl", "--topics", 3, "--limit", 40)[1].splitlines()) == 3
    [quote] = run("quotes", seed_path, "--indirect")[1].splitlines()[:1]
    assert {"id", "speaker", "text", "start", "end", "kind"} <= set(json.loads(quote))
    assert "saudinewsnet" in run("datasets")[1]
    assert run("duplicates", SEEDS / "articles.jsonl", "--limit", 20)[1] == ""
    status, out, _ = run("vectorize", SEEDS / "articles.jsonl", "--out", tmp_path / "m.npz", "--limit", 10)
    assert status == 0 and out.startswith("10 articles") and (tmp_path / "m.terms.txt").read_text().strip()


def test_train_and_classify_with_own_model(run, seed_path, tmp_path) -> None:
    status, _, err = run("train", SEEDS / "articles.jsonl", "--out", tmp_path / "t.skops")
    assert status == 0, err
    assert json.loads(run("classify", seed_path, "--model", tmp_path / "t.skops")[1])["topic"] == "defence"
    status, _, err = run("train", seed_path, "--out", tmp_path / "x.skops")
    assert status == 1 and "topic" in err and not (tmp_path / "x.skops").exists()


def test_no_progress_bar_in_a_pipe_and_standard_input(models, seed_text) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from arabnlp.cli import main; main()", "quotes", "-"],
        input=seed_text.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0 and done.stderr == b""
    assert len(done.stdout.decode().splitlines()) == 5


def test_normalize_report_says_what_a_file_contains(run, tmp_path) -> None:
    (tmp_path / "old.txt").write_bytes((NEWS + "\r\nذهب إلى المدينةِ\r\n").encode("cp1256"))
    status, out, err = run("normalize", tmp_path / "old.txt", "--report", "--json", tmp_path / "c.json")
    assert status == 0, err
    assert "cp1256\tCRLF 2" in out and "Arabic letters\t" in out and "\x1b[" not in out
    content = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert content["files"][0]["encoding"] == "cp1256" and content["articles"]["classes"]["diacritic"] == 2
    status, _, err = run("normalize", tmp_path / "old.txt", "--json", tmp_path / "c.json")
    assert status == 2 and "--report" in err and "Traceback" not in err
    status, _, err = run("normalize", tmp_path / "old.txt", "--scheme", "foo")
    assert status == 2 and "foo" in err and "search" in err and "Traceback" not in err
    status, _, err = run("normalize", tmp_path / "absent", "--report")
    assert status == 1 and "absent" in err and "Traceback" not in err


def test_topics_with_labels_a_map_and_a_choice(run, tmp_path) -> None:
    page = tmp_path / "map.html"
    options = ("--topics", 3, "--limit", 60, "--stemmer", "light10")
    rows = [
        json.loads(line) for line in run("topics", SEEDS / "articles.jsonl", *options, "--map", page)[1].splitlines()
    ]
    assert sum(row["articles"] for row in rows) == 60 and all(row["label"] for row in rows)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    code, out, err = run("topics", SEEDS / "articles.jsonl", *options, "--choose", 2, "--choose", 3)
    assert code == 0 and [json.loads(line)["k"] for line in out.splitlines()] == [2, 3] and "recommended" in err


def test_numbers_of_topics_are_compared_whatever_the_number_not_asked_for(run) -> None:
    arguments = ("topics", SEEDS / "articles.jsonl", "--limit", 8, "--method", "nmf", "--choose", 2, "--choose", 3)
    status, out, err = run(*arguments)
    assert status == 0, err
    assert [json.loads(line)["k"] for line in out.splitlines()] == [2, 3]

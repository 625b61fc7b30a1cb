"""Reading articles from text files and streams, and what is said of input that cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import re
import subprocess
import sys
import threading
import tracemalloc

import polars
import pytest
from article_files import (
    OTHER,
    ROWS,
    TEXT,
    TREC,
    WIKI,
    check_rows,
    lines,
    read,
    read_and_skips,
    table,
    tar_of,
    write,
    zip_of,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

from arabnlp import Article, read_articles
from arabnlp.errors import InputError, MissingFileError


def test_a_text_file_is_one_article(tmp_path):
    path = write(tmp_path / "خبر 1.txt", TEXT + "\n")
    assert read(path) == [Article("خبر 1", TEXT)]
    assert read(str(path)) == read(path)


def test_a_text_is_kept_to_the_byte_but_for_one_line_end(tmp_path):
    kept = "\n  قِيلَ\u200c ـــ ١٢ \t\x0bنص  \n\n"
    assert read(write(tmp_path / "a.txt", "\ufeff" + kept))[0].text == kept[:-1]


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-16-le", "iso8859_6", "mac_arabic"])
def test_old_encodings_are_read_and_named(tmp_path, encoding):
    text = TEXT if encoding != "iso8859_6" else OTHER
    article = read(write(tmp_path / "a.txt", text, encoding))[0]
    assert article.text == text
    assert article.extra == {"encoding": encoding}


def test_a_cut_character_is_noted(tmp_path):
    article = read(write(tmp_path / "a.txt", OTHER[:-1].encode()[:-1]))[0]
    assert article.text == OTHER[:-2] + "\ufffd"
    assert "ends in the middle of a character" in article.extra["decoding_notes"][0]


def test_one_word_article(tmp_path):
    assert read(write(tmp_path / "a.txt", "عاجل")) == [Article("a", "عاجل")]


def test_article_of_20_mb(tmp_path):
    text = (TEXT + "\n") * (20 * 2**20 // len((TEXT + "\n").encode()) + 1)
    (article,) = read(write(tmp_path / "long.txt", text))
    assert len(article.text.encode()) > 20_000_000
    assert article.text == text[:-1]


@pytest.mark.parametrize("name", ["a.txt", "a.xml", "a.sgm"])
def test_trec_markup(tmp_path, name):
    (article,) = read(write(tmp_path / name, TREC.format(text=TEXT)))
    assert article == Article(
        "JA-culture-1-20170120",
        TEXT,
        "افتتاح المعرض",
        "2017-01-20",
        "Jawhara FM",
        "http://example.org/a?x=1&y=2",
        "culture",
        {"AUTHOR": "س. ص.", "ABSTRACT": "ملخص الخبر"},
    )


def test_trec_without_text_takes_the_abstract(tmp_path):
    (article,) = read(write(tmp_path / "a.txt", TREC.format(text="")))
    assert article.text == "ملخص الخبر" and article.extra["text_from"] == "ABSTRACT"


def test_several_trec_articles_in_one_file(tmp_path):
    both = TREC.format(text=TEXT) + "\n" + TREC.format(text=OTHER).replace("culture-1", "culture-2")
    articles = read(write(tmp_path / "a.txt", both))
    assert [(a.id[:12], a.text) for a in articles] == [("JA-culture-1", TEXT), ("JA-culture-2", OTHER)]


def test_wikiextractor_markup(tmp_path):
    pages = WIKI.format(id=7, title="حلب", text=TEXT) + WIKI.format(id=8, title="نمل &quot;أحمر&quot;", text=OTHER)
    first, second = read(write(tmp_path / "wiki_00", pages.replace("\nنمل &quot;أحمر&quot;\n", '\nنمل "أحمر"\n')))
    assert (first.id, first.title, first.text, first.url) == ("7", "حلب", TEXT, "https://ar.wikipedia.org/wiki?curid=7")
    assert (second.title, second.text) == ('نمل "أحمر"', OTHER)


def test_wiki_page_without_a_body_is_skipped(tmp_path):
    pages = WIKI.format(id=7, title="حلب", text="") + WIKI.format(id=8, title="نمل", text=OTHER)
    articles, skips = read_and_skips(write(tmp_path / "wiki.txt", pages))
    assert [a.id for a in articles] == ["8"]
    assert skips == [(f"{tmp_path / 'wiki.txt'}, article 7", "its text is empty")]


@pytest.mark.parametrize(
    ("content", "check"),
    [
        (lines(ROWS).encode(), check_rows),
        (table(ROWS).encode("cp1256"), check_rows),
        (table(ROWS, "\t").encode(), check_rows),
        (json.dumps(ROWS).encode(), check_rows),
        (tar_of({"a.jsonl": lines(ROWS)}), check_rows),
        (zip_of({"a.jsonl": lines(ROWS)}), check_rows),
        (gzip.compress(lines(ROWS).encode()), check_rows),
    ],
)
def test_streams_are_told_by_their_content(content, check):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise io.UnsupportedOperation("seek")

    check(read(Pipe(content)))


def test_a_text_stream_is_one_article():
    assert read(io.BytesIO(TEXT.encode())) == [Article("stdin", TEXT)]
    bracketed = "[رويترز] - قال الوزير، في كلمة، إن الخطة جاهزة"
    assert read(io.BytesIO(bracketed.encode())) == [Article("stdin", bracketed)]


def test_standard_input():
    code = "from arabnlp import read_articles; print(ascii([(a.id, a.text) for a in read_articles('-')]))"
    done = subprocess.run([sys.executable, "-c", code], input=lines(ROWS).encode(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == ascii([("a1", TEXT), ("a2", OTHER)])


def test_a_named_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_bytes(lines(ROWS).encode()))
    writer.start()
    check_rows(read(tmp_path / "pipe"))
    writer.join()


def test_a_stream_open_for_text_or_empty():
    with pytest.raises(InputError, match="open it for bytes"):
        read(io.StringIO(TEXT))
    with pytest.raises(InputError, match="is empty"):
        read(io.BytesIO(b""))


def test_missing_path(tmp_path):
    for path in (tmp_path / "none.txt", "لا شيء.txt", "", "x" * 5000, "a\x00b"):
        with pytest.raises(MissingFileError, match="does not exist"):
            read(path)
    with pytest.raises(FileNotFoundError):
        read_articles(tmp_path / "none.txt")  # before the first article is asked for


@pytest.mark.parametrize(
    "name", ["a.txt", "a.csv", "a.jsonl", "a.json", "a.parquet", "a.zip", "a.tar.gz", "a.gz", "a.dat"]
)
def test_empty_file(tmp_path, name):
    with pytest.raises(InputError, match=f"{name} is empty"):
        read(write(tmp_path / name, b""))


def test_binary_file(tmp_path):
    for name in ("a.txt", "a.csv", "a.jsonl", "a.json", "a.bin"):
        with pytest.raises(InputError, match=f"{name} is not text"):
            read(write(tmp_path / name, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))


def test_an_unknown_suffix_is_read_as_text(tmp_path):
    assert read(write(tmp_path / "a.news", TEXT)) == [Article("a", TEXT)]
    check_rows(read(write(tmp_path / "b.dat", lines(ROWS))))
    with pytest.raises(InputError, match="PDF"):
        read(write(tmp_path / "c.pdf", b"%PDF-1.4 x"))


def test_wrong_arguments(tmp_path):
    path = write(tmp_path / "a.txt", TEXT)
    for limit in (-1, 1.5, "3", True):
        with pytest.raises(InputError, match="limit is"):
            read(path, limit=limit)
    with pytest.raises(InputError, match="path is int"):
        read(3)


def test_limit(tmp_path):
    path = write(tmp_path / "a.jsonl", lines(ROWS))
    assert [len(read(path, limit=limit)) for limit in (0, 1, 2, 9)] == [0, 1, 2, 2]


def test_reading_streams(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write("id,text\n")
        for number in range(30_000):
            out.write(f"{number},{OTHER} {number}\n")
    list(read_articles(path, limit=1))  # what is imported on first use
    tracemalloc.start()
    count = sum(1 for _ in read_articles(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 30_000 and path.stat().st_size > 3_600_000
    assert peak < 12_000_000  # the texts as strings would be above 12 MB, with their articles above 30


def test_importing_is_light():
    code = "import sys; from arabnlp import Article, read_articles, load_dataset, find_duplicates; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "arabnlp.articles.readers" in modules
    assert not {"numpy", "polars", "sklearn"} & set(modules)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=60)
TEXTS = CELLS.filter(lambda text: text.strip() and "\ufeff" not in text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, CELLS), min_size=1, max_size=5))
def test_json_lines_come_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("jsonl") / "a.jsonl"
    write(path, lines([{"text": text, "title": title, "n": number} for number, (text, title) in enumerate(rows)]))
    articles = [
        (article.text, article.title, article.extra) for article in read_articles(path, on_skip=lambda *_: None)
    ]
    assert articles == [(text, title, {"n": number}) for number, (text, title) in enumerate(rows)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, CELLS), min_size=1, max_size=5), st.sampled_from([",", ";", "\t"]))
@example([("0", "\n")], ",")  # as two lines of a table without quoting, but for the last
def test_tables_come_back(tmp_path_factory, rows, delimiter):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write(
        path, table([{"id": f"k{n}", "text": text, "title": title} for n, (text, title) in enumerate(rows)], delimiter)
    )
    articles = [(article.id, article.text, article.title) for article in read_articles(path, on_skip=lambda *_: None)]
    assert articles == [(f"k{n}", text, title) for n, (text, title) in enumerate(rows)]


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["txt", "csv", "jsonl", "json", "parquet", "zip", "tar", "tar.gz", "gz", "x"]),
)
def test_any_bytes_give_articles_or_input_error(tmp_path_factory, data, suffix):
    path = write(tmp_path_factory.mktemp("any") / f"a.{suffix}", data)
    try:
        articles, _ = read_and_skips(path)
    except InputError as error:
        assert "a." in str(error)
        return
    assert all(article.text.strip() for article in articles)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["zip", "tar", "tar.gz", "tar.bz2", "csv.xz"]))
def test_any_damage_gives_articles_or_input_error(tmp_path_factory, data, suffix):
    packs = {"zip": zip_of, "tar": lambda f: tar_of(f, "w"), "tar.gz": tar_of, "tar.bz2": lambda f: tar_of(f, "w:bz2")}
    pack = packs.get(suffix, lambda f: lzma.compress(f["a.csv"].encode()))
    whole = bytearray(pack({"a.csv": table(ROWS), "b.txt": TEXT}))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    path = write(tmp_path_factory.mktemp("damaged") / f"a.{suffix}", bytes(whole))
    try:
        read_and_skips(path)
    except InputError as error:
        assert "a." in str(error)


SPOILT = [
    {"العنوان": "صحة وعلوم", "النص": TEXT, "المصدر": "وكالة الأنباء", "التاريخ": "5 مارس 2021", "رقم": "1"},
    {"العنوان": "رياضة", "النص": OTHER, "المصدر": "الصحيفة", "التاريخ": "2021-03-06", "رقم": "2"},
]


def parquet(rows):
    out = io.BytesIO()
    polars.DataFrame(rows).write_parquet(out)
    return out.getvalue()


def spoil(text, page):
    return text.encode().decode(page)


@pytest.mark.parametrize("page", ["cp1256", "latin-1", "mac_roman"])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.csv", table),
        ("a.tsv", lambda rows: table(rows, "\t")),
        ("a.jsonl", lines),
        ("a.json", lambda rows: json.dumps(rows)),  # escaped: no reading of the whole file can see it
        ("a.json", lambda rows: json.dumps({"articles": rows}, ensure_ascii=False)),
        ("a.parquet", parquet),
    ],
)
def test_mojibake_in_columns_is_repaired_and_noted(tmp_path, name, make, page):
    rows = [{spoil(key, page): spoil(value, page) for key, value in row.items()} for row in SPOILT]
    articles = read(write(tmp_path / name, make(rows)))
    assert [(a.title, a.text, a.source) for a in articles] == [tuple(row.values())[:3] for row in SPOILT]
    assert [a.date for a in articles] == ["2021-03-05", "2021-03-06"]
    label = {"cp1256": "Windows-1256", "latin-1": "Latin-1", "mac_roman": "Mac Roman"}[page]
    for article in articles:
        [note] = article.extra["decoding_notes"]
        assert re.fullmatch(rf"{article.id} held mojibake \(UTF-8 read as {label}\) in \d+ places: repaired\.", note)


def test_good_columns_have_no_note_and_spoilt_ones_can_be_kept(tmp_path):
    good, bad = dict(SPOILT[0]), SPOILT[1] | {"النص": spoil(OTHER, "cp1256")}
    path = write(tmp_path / "a.csv", table([good, bad]))
    first, second = read(path)
    assert "decoding_notes" not in first.extra
    assert (first.text, second.text) == (TEXT, OTHER)
    assert "Windows-1256" in second.extra["decoding_notes"][0]
    kept = read(path, repair=False)[1]
    assert kept.text == spoil(OTHER, "cp1256") and "decoding_notes" not in kept.extra
    plain = write(tmp_path / "b.txt", spoil(OTHER, "cp1256"))
    assert read(plain)[0].text == OTHER
    [kept] = read(plain, repair=False)
    assert kept.text == spoil(OTHER, "cp1256") and kept.extra["decoding_notes"][0].endswith("places: kept.")


def test_a_column_of_notes_is_added_to(tmp_path):
    row = {"text": spoil(TEXT, "cp1256"), "decoding_notes": "قديم"}
    [article] = read(write(tmp_path / "a.jsonl", lines([row])))
    assert article.extra["decoding_notes"][0] == "قديم" and "mojibake" in article.extra["decoding_notes"][1]

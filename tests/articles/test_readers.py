"""Reading articles from every kind of file, and what is said of input that cannot be read."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import tarfile
import threading
import tracemalloc
import warnings
import zipfile

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp import Article, read_articles
from arabnlp.articles.fields import iso_day
from arabnlp.errors import InputError, MissingFileError

TEXT = "أعلنت وزارة الصحة اليوم عن افتتاح ثلاثة مستشفيات جديدة في العاصمة.\nوقال الوزير: «هذا أول الغيث»."
OTHER = "فاز المنتخب الوطني على ضيفه بهدفين دون رد في تصفيات كأس العالم."
ROWS = [
    {"id": "a1", "title": "صحة", "text": TEXT, "date": "2021-11-09", "topic": "health", "Platform": "web"},
    {"id": "a2", "title": "رياضة", "text": OTHER, "date": "10/11/2021", "topic": "sport", "Platform": "radio"},
]
TREC = """<DOC>
<DOCNO>JA-culture-1-20170120</DOCNO>
<URL>http://example.org/a?x=1&y=2</URL>
<SRC>Jawhara FM</SRC>
<CAT>culture</CAT>
<TITLE>افتتاح المعرض</TITLE>
<TIME>2017-01-20T21:43:00+01:00</TIME>
<AUTHOR>س. ص.</AUTHOR>
<ABSTRACT>
ملخص الخبر
</ABSTRACT>
<TEXT>
{text}
</TEXT>
</DOC>
"""
WIKI = '<doc id="{id}" title="{title}" url="https://ar.wikipedia.org/wiki?curid={id}">\n{title}\n\n{text}\n\n</doc>\n'


def read(path, **options):
    """All articles, with skips as errors: what is left out must be expected."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return list(read_articles(path, **options))


def read_and_skips(path, **options):
    skips = []
    articles = list(read_articles(path, on_skip=lambda name, reason: skips.append((name, reason)), **options))
    return articles, skips


def write(path, content, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def table(rows, delimiter=","):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def tar_of(files, mode="w:gz"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_of(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def check_rows(articles):
    assert [article.id for article in articles] == ["a1", "a2"]
    assert [article.text for article in articles] == [TEXT, OTHER]
    assert [article.title for article in articles] == ["صحة", "رياضة"]
    assert [article.date for article in articles] == ["2021-11-09", "2021-11-10"]
    assert [article.topic for article in articles] == ["health", "sport"]
    assert [article.extra["Platform"] for article in articles] == ["web", "radio"]


# --- text files ---


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


# --- tables ---


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_csv_with_any_delimiter_and_encoding(tmp_path, delimiter, encoding):
    check_rows(read(write(tmp_path / "a.csv", table(ROWS, delimiter), encoding)))


def test_tsv_with_quotation_marks_that_quote_nothing(tmp_path):
    content = 'id\ttext\n1\t"قال الوزير\n2\tخبر "ثان" هنا\n3\t"خبر ثالث\n'
    articles = read(write(tmp_path / "a.tsv", content))
    assert [a.text for a in articles] == ['"قال الوزير', 'خبر "ثان" هنا', '"خبر ثالث']


@pytest.mark.parametrize("column", ["text", "CONTENT", "Body", "article", "Content", "نص", "النص", "المحتوى"])
def test_text_columns_are_recognised(tmp_path, column):
    (article,) = read(write(tmp_path / "a.csv", f"n,{column}\n5,خبر\n"))
    assert article == Article("a-000001", "خبر", extra={"n": "5"})


def test_arabic_column_names(tmp_path):
    content = "العنوان,النص,التاريخ,المصدر,التصنيف\nعنوان,خبر,٢٠٢١/١١/٩,تاس,سياسة\n"
    assert read(write(tmp_path / "a.csv", content)) == [
        Article("a-000001", "خبر", "عنوان", "2021-11-09", "تاس", None, "سياسة")
    ]


def test_columns_can_be_chosen(tmp_path):
    path = write(tmp_path / "a.csv", "s1,s2,day,key,text\nع,خبر,3/4/2020,k9,غيره\n")
    (article,) = read(path, text_column="s2", title_column="S1", date_column="day", id_column="key")
    assert article == Article("k9", "خبر", "ع", "2020-04-03", extra={"text": "غيره"})


def test_a_chosen_column_that_is_missing(tmp_path):
    path = write(tmp_path / "a.csv", table(ROWS))
    with pytest.raises(InputError, match="no column 'headline': title_column= must be one of 'id', 'title'"):
        read(path, title_column="headline")


def test_csv_without_a_text_column(tmp_path):
    with pytest.raises(InputError, match=r"a\.csv has no column of texts.*text_column=.*'s1', 's2', 'stance'"):
        read(write(tmp_path / "a.csv", "s1,s2,stance\nأ,ب,agree\n"))


def test_rows_that_cannot_be_used_are_told(tmp_path):
    path = write(tmp_path / "a.csv", 'text,n\nخبر,1\n"  ",2\nخبر, ليس, مقتبسا,3\n\nخبر\n"نص\nمن سطرين",5\n')
    articles, skips = read_and_skips(path)
    assert [(a.id, a.text) for a in articles] == [("a-000001", "خبر"), ("a-000005", "نص\nمن سطرين")]
    assert skips == [
        (f"{path}, line 3", "its text is empty"),
        (f"{path}, line 4", "it has 4 fields, the header 2"),
        (f"{path}, line 6", "it has 1 fields, the header 2"),
    ]


def test_a_table_whose_texts_are_all_empty(tmp_path):
    with pytest.raises(InputError, match="holds no article"):
        read_and_skips(write(tmp_path / "a.csv", "id,text\n1,\n2,\n"))


def test_parquet(tmp_path):
    pl.DataFrame(ROWS).write_parquet(tmp_path / "a.parquet")
    check_rows(read(tmp_path / "a.parquet"))


def test_parquet_with_typed_columns_and_nulls(tmp_path):
    frame = pl.DataFrame(
        {"id": [1, 2, 3], "text": [TEXT, None, OTHER], "date": ["2021-11-09"] * 3, "score": [0.5, 1.0, None]}
    )
    frame.with_columns(pl.col("date").str.to_datetime()).write_parquet(tmp_path / "a.parquet")
    articles, skips = read_and_skips(tmp_path / "a.parquet")
    assert [(a.id, a.date, a.extra) for a in articles] == [
        ("1", "2021-11-09", {"score": 0.5}),
        ("3", "2021-11-09", {"score": None}),
    ]
    assert skips == [(f"{tmp_path / 'a.parquet'}, row 2", "its text is empty")]


def test_parquet_without_a_text_column(tmp_path):
    pl.DataFrame({"s1": ["أ"], "n": [1]}).write_parquet(tmp_path / "a.parquet")
    with pytest.raises(InputError, match=r"text_column= one of 's1', 'n'"):
        read(tmp_path / "a.parquet")


def test_damaged_parquet(tmp_path):
    pl.DataFrame(ROWS).write_parquet(tmp_path / "a.parquet")
    data = (tmp_path / "a.parquet").read_bytes()
    with pytest.raises(InputError, match=r"b\.parquet"):
        read(write(tmp_path / "b.parquet", data[: len(data) // 2]))


# --- JSON ---


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json"])
def test_json_lines_under_any_name(tmp_path, name):
    check_rows(read(write(tmp_path / name, lines(ROWS))))


@pytest.mark.parametrize(
    "wrap", [lambda rows: rows, lambda rows: {"n": 2, "articles": rows}, lambda rows: {"x": [1], "d": rows}]
)
def test_json_arrays(tmp_path, wrap):
    check_rows(read(write(tmp_path / "a.json", json.dumps(wrap(ROWS), indent=1))))


def test_json_of_one_article(tmp_path):
    assert read(write(tmp_path / "a.json", json.dumps({"text": TEXT}, indent=2)))[0].text == TEXT


def test_saudinewsnet_records_get_identifiers(tmp_path):
    rows = [
        {
            "source": "aawsat",
            "url": "u",
            "date_extracted": "2015-07-21 02:51:32",
            "title": "ع",
            "author": "س",
            "content": TEXT,
        }
    ]
    (article,) = read(write(tmp_path / "2015-07-21.json", json.dumps(rows)))
    assert article == Article("2015-07-21-000001", TEXT, "ع", "2015-07-21", "aawsat", "u", None, {"author": "س"})


def test_broken_json_names_the_line(tmp_path):
    with pytest.raises(InputError, match=r"a\.jsonl, line 3, column 10: broken JSON"):
        read(write(tmp_path / "a.jsonl", lines(ROWS) + '{"text": خبر}\n'))
    with pytest.raises(InputError, match=r"a\.json, line 2, column \d+: broken JSON"):
        read(write(tmp_path / "a.json", '[{"text": "خبر"},\n {"text": "ناقص'))


def test_json_lines_that_are_no_objects(tmp_path):
    with pytest.raises(InputError, match=r"line 2 is list, not an object"):
        read(write(tmp_path / "a.jsonl", '{"text": "خبر"}\n[1]\n'))


def test_json_lines_without_a_text(tmp_path):
    with pytest.raises(InputError, match=r"text_column= one of 'a', 'b'"):
        read(write(tmp_path / "a.jsonl", '{"a": 1, "b": 2}\n'))
    articles, skips = read_and_skips(write(tmp_path / "b.jsonl", '{"text": "خبر"}\n{"a": 1}\n{"text": null}\n'))
    assert len(articles) == 1 and [reason for _, reason in skips] == ["it has no text", "its text is empty"]


def test_half_of_a_surrogate_pair_in_json(tmp_path):
    (article,) = read(write(tmp_path / "a.jsonl", '{"text": "خبر \\ud83d وصورة \\ud83d\\ude00"}\n'))
    assert article.text == "خبر \ufffd وصورة \U0001f600"


def test_paragraphs_in_a_json_list(tmp_path):
    assert read(write(tmp_path / "a.json", '[{"text": ["سطر", "سطر ثان"]}]'))[0].text == "سطر\nسطر ثان"


def test_repeated_identifiers_are_made_unique(tmp_path):
    path = write(tmp_path / "a.jsonl", '{"id": 1, "text": "أ"}\n{"id": 1, "text": "ب"}\n{"id": 1, "text": "ج"}\n')
    assert [article.id for article in read(path)] == ["1", "1#2", "1#3"]


# --- dates ---


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017-01-20T21:43:00+01:00", "2017-01-20"),
        ("2017-01-22T171800", "2017-01-22"),
        ("2015-07-21 02:51:32", "2015-07-21"),
        ("2021-01-16 03:19:19+00:00", "2021-01-16"),
        ("2021-01-16T03:19:19.123Z", "2021-01-16"),
        ("Fri, 16 Feb 2018 22:08:10 +0400", "2018-02-16"),
        ("Wed, 09 May 2018 09:15:00 GMT", "2018-05-09"),
        ("03/05/2020", "2020-05-03"),
        ("3.5.2020 14:00", "2020-05-03"),
        ("2020/5/3", "2020-05-03"),
        ("20200503", "2020-05-03"),
        ("٣/٥/٢٠٢٠", "2020-05-03"),
        ("الثلاثاء 9 نوفمبر 2021", "2021-11-09"),
        ("31/02/2020", None),
        ("12/25/2020", None),
        ("2020-13-01", None),
        ("Fri, 31 Feb 2018 22:08:10 +0400", None),
        ("أمس", None),
        ("1600000000", None),
        ("", None),
    ],
)
def test_dates(written, day):
    assert iso_day(written) == day


def test_an_unknown_date_is_kept_raw(tmp_path):
    (article,) = read(write(tmp_path / "a.csv", "text,date\nخبر,قبل يومين\n"))
    assert article.date is None and article.extra == {"date_raw": "قبل يومين"}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_date_is_a_day_or_unknown(written):
    day = iso_day(written)
    assert day is None or len(day) == 10


# --- folders and archives ---

FILES = {"sport/0001.txt": OTHER, "health/0001.txt": TEXT, "health/0002.txt": TEXT + " ثم سكت.", "README.md": "# about"}
IDS = ["health/0001", "0002", "sport/0001"]


def test_nested_folders_in_order(tmp_path):
    for name, content in FILES.items():
        write(tmp_path / name, content)
    articles = read(tmp_path)
    assert [article.id for article in articles] == IDS
    assert [article.extra["file"] for article in articles] == ["health/0001.txt", "health/0002.txt", "sport/0001.txt"]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.zip", zip_of),
        ("a.tar", lambda files: tar_of(files, "w")),
        ("a.tar.gz", lambda files: tar_of(files, "w:gz")),
        ("a.tgz", lambda files: tar_of(files, "w:gz")),
        ("a.tar.bz2", lambda files: tar_of(files, "w:bz2")),
        ("a.tar.xz", lambda files: tar_of(files, "w:xz")),
    ],
)
def test_archives_hold_what_the_folder_holds(tmp_path, name, pack):
    path = write(tmp_path / name, pack(FILES))
    articles = read(path)
    assert sorted(article.id for article in articles) == sorted(IDS)
    assert {article.text for article in articles} == {TEXT, OTHER, TEXT + " ثم سكت."}
    with path.open("rb") as stream:
        assert read(stream) == articles


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_one_compressed_file(tmp_path, suffix, pack):
    check_rows(read(write(tmp_path / f"a.jsonl.{suffix}", pack(lines(ROWS).encode()))))
    check_rows(read(write(tmp_path / f"b.csv.{suffix}", pack(table(ROWS).encode()))))
    assert read(write(tmp_path / f"c.txt.{suffix}", pack(TEXT.encode()))) == [Article("c", TEXT)]
    check_rows(read(write(tmp_path / f"d.{suffix}", pack(lines(ROWS).encode()))))


def test_archives_in_folders_and_in_archives(tmp_path):
    pl.DataFrame([{"text": "خبر"}]).write_parquet(tmp_path / "p.parquet")
    inner = zip_of({"x.json": json.dumps([{"text": TEXT}]), "y.parquet": (tmp_path / "p.parquet").read_bytes()})
    write(tmp_path / "d" / "deep.tar.gz", tar_of({"in/inner.zip": inner, "in/b.txt": OTHER}))
    (tmp_path / "p.parquet").unlink()
    articles = read(tmp_path)
    assert [(a.id, a.extra["file"]) for a in articles] == [
        ("x-000001", "d/deep.tar.gz/in/inner.zip/x.json"),
        ("y-000001", "d/deep.tar.gz/in/inner.zip/y.parquet"),
        ("b", "d/deep.tar.gz/in/b.txt"),
    ]


def test_arabic_names_in_a_zip_without_the_flag_for_utf8(tmp_path):
    data = zip_of({"خبر.txt": TEXT}).replace("خبر".encode(), "خبر".encode())
    flagless = bytearray(data)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagless[data.index(magic) + at + 1] &= ~0x08
    assert [article.id for article in read(write(tmp_path / "a.zip", bytes(flagless)))] == ["خبر"]


def test_files_without_articles_are_told(tmp_path):
    write(tmp_path / "news.txt", TEXT)
    write(tmp_path / "LICENSE", "free")
    write(tmp_path / "articles.schema.json", "{}")
    write(tmp_path / "empty.txt", "")
    write(tmp_path / "blank.txt", " \n")
    write(tmp_path / "image.txt", b"\x89PNG\r\n\x1a\n\x00")
    write(tmp_path / "paper.pdf", b"%PDF-1.4")
    write(tmp_path / "log.jsonl", '{"level": 1}\n')
    write(tmp_path / ".DS_Store", b"\x00")
    write(tmp_path / "__MACOSX" / "news.txt", TEXT)
    write(tmp_path / ".git" / "HEAD", "ref")
    write(tmp_path / "cut.zip", zip_of({"a.txt": TEXT})[:-30])
    os.symlink(tmp_path / "nowhere", tmp_path / "link.txt")
    articles, skips = read_and_skips(tmp_path)
    assert [article.id for article in articles] == ["news"]
    reasons = dict(skips)
    assert sorted(reasons) == [
        ".DS_Store",
        ".git",
        "__MACOSX",
        "blank.txt",
        "cut.zip",
        "empty.txt",
        "image.txt",
        "link.txt",
        "log.jsonl",
        "paper.pdf",
    ]
    assert "text_column=" in reasons["log.jsonl"] and "damaged" in reasons["cut.zip"] and "PNG" in reasons["image.txt"]


def test_one_warning_sums_up_what_was_left_out(tmp_path):
    write(tmp_path / "news.txt", TEXT)
    for number in range(5):
        write(tmp_path / f"empty{number}.txt", "")
    with pytest.warns(UserWarning, match=r"5 files or rows were left out.*empty0\.txt: is empty.*and 2 more") as record:
        assert len(list(read_articles(tmp_path))) == 1
    assert len(record) == 1 and record[0].filename == __file__


def test_a_folder_or_archive_without_articles(tmp_path):
    write(tmp_path / "f" / "README.txt", "about")
    with pytest.raises(InputError, match="f holds no article"):
        read(tmp_path / "f")
    with pytest.raises(InputError, match=r"a\.zip holds no article \(paper\.pdf: not a kind of file"):
        read_and_skips(write(tmp_path / "a.zip", zip_of({"paper.pdf": "%PDF"})))
    with pytest.raises(InputError, match=r"e\.tar holds no article"):
        read(write(tmp_path / "e.tar", tar_of({}, "w")))


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.zip", zip_of),
        ("a.tar.gz", tar_of),
        ("a.tar", lambda files: tar_of(files, "w")),
        ("a.tar.xz", lambda f: tar_of(f, "w:xz")),
    ],
)
def test_truncated_archives_are_named_and_said_to_be_damaged(tmp_path, name, pack, keep):
    noise = {f"{number}.txt": os.urandom(3000).hex() for number in range(4)}
    data = pack(noise)
    if name == "a.tar":
        data = data[: 4 * (512 + 6144)]  # without the padding at its end
    with pytest.raises(InputError, match=rf"{name} is damaged"):
        read(write(tmp_path / name, data[: int(len(data) * keep)]))


def test_truncated_compressed_file(tmp_path):
    data = gzip.compress(lines(ROWS * 50).encode())
    with pytest.raises(InputError, match=r"a\.jsonl\.gz is damaged"):
        read(write(tmp_path / "a.jsonl.gz", data[:-20]))


def test_a_flipped_bit_in_a_zip(tmp_path):
    data = bytearray(zip_of({"a.txt": TEXT * 20}))
    data[60] ^= 0x40
    with pytest.raises(InputError, match=r"a\.zip is damaged"):
        read(write(tmp_path / "a.zip", bytes(data)))


def test_what_is_no_archive(tmp_path):
    for name in ("a.zip", "a.tar", "a.tar.gz"):
        with pytest.raises(InputError, match=f"{name} is damaged"):
            read(write(tmp_path / name, TEXT * 50))


def test_password_protected_zip(tmp_path):
    data = bytearray(zip_of({"a.txt": TEXT}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[bytes(data).index(magic) + at] |= 0x01
    with pytest.raises(InputError, match=r"a\.zip is protected by a password"):
        read(write(tmp_path / "a.zip", bytes(data)))


# --- streams ---


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


# --- bad input ---


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


# --- properties ---

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

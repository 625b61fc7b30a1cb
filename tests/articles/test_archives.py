"""Folders, archives and compressed files."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os

import polars as pl
import pytest
from article_files import (
    OTHER,
    ROWS,
    TEXT,
    check_rows,
    lines,
    read,
    read_and_skips,
    table,
    tar_of,
    write,
    zip_of,
)

from arabnlp import Article, read_articles
from arabnlp.errors import InputError

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

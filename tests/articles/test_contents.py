"""What files contain: encodings, line ends, tables, archives, folders, and what cannot be read."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile

import pytest

from arabnlp.articles.contents import inspect_path
from arabnlp.errors import InputError, MissingFileError

NEWS = "أعلنت وزارة الصحة اليوم عن افتتاح ثلاثة مستشفيات جديدة في العاصمة.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859_6"])
def test_encoding_and_line_ends(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes((NEWS + NEWS.replace("\n", "\r\n") + "نص").encode(encoding))
    [file] = inspect_path(tmp_path / "a.txt").files
    assert (file.encoding, file.line_ends, file.ends_with_newline) == (encoding, {"\r\n": 1, "\n": 1}, False)


def test_text_is_looked_at_before_it_is_repaired(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS.encode().decode("cp1256"), encoding="utf-8")
    contents = inspect_path(tmp_path / "a.txt")
    assert contents.articles.damage.mojibake > 5
    assert "held mojibake" in contents.files[0].notes[0]


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.json", "t.zip"])
def test_columns_are_looked_at_before_they_are_repaired(tmp_path, name):
    spoilt = NEWS.strip().encode().decode("cp1256")
    rows = {
        "t.csv": f"title,text\nخبر,{spoilt}\n",
        "t.jsonl": json.dumps({"text": spoilt}, ensure_ascii=False) + "\n",
        "t.json": json.dumps([{"text": spoilt}]),
    }
    if name == "t.zip":
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("x.csv", rows["t.csv"])
    else:
        (tmp_path / name).write_text(rows[name], encoding="utf-8")
    damage = inspect_path(tmp_path / name).articles.damage
    assert (damage.mojibake_texts, damage.read_as) == (1, {"Windows-1256": 1})


def test_tables_are_looked_at_by_their_texts(tmp_path):
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["number", "title", "text"], [1, "خبر", "کتاب"], [2, "", "نص"]])
    contents = inspect_path(tmp_path / "t.csv")
    assert contents.articles.texts == 2 and contents.articles.characters == len("خبر\nکتابنص")
    assert contents.articles.classes["lookalike"] == 1 and contents.files[0].line_ends == {"\r\n": 3}
    assert inspect_path(tmp_path / "t.csv", limit=1).articles.texts == 1


def test_folders_archives_and_compressed_files(tmp_path):
    (tmp_path / "README.txt").write_text("about", encoding="utf-8")
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(NEWS.encode()))
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("x.txt", NEWS)
    contents = inspect_path(tmp_path)
    assert contents.articles.texts == 3 and [file.name for file in contents.files] == ["a.txt"]
    assert [name for name, _ in contents.skipped] == ["b.pdf", "c.txt"]


def test_streams_and_what_cannot_be_read(tmp_path):
    assert inspect_path(io.BytesIO(NEWS.encode())).articles.texts == 1
    with pytest.raises(MissingFileError, match="absent"):
        inspect_path(tmp_path / "absent")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(InputError, match="not text but a PNG"):
        inspect_path(tmp_path / "image.txt")
    with pytest.raises(InputError, match="is empty"):
        inspect_path(io.BytesIO(b""))

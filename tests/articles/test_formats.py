"""Tables and JSON in all the shapes in which people keep articles."""

from __future__ import annotations

import json

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
    write,
)

from arabnlp import Article
from arabnlp.errors import InputError


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

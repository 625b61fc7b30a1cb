"""The verb ``normalize``: fold texts, or say what they contain."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from arabnlp.cli_input import BadOption, Column, Limit, PathArgument, articles_of, option, writable

_END_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "\x85": "NEL", "\u2028": "LS", "\u2029": "PS"}
_FILES_SHOWN, _CHARACTERS_SHOWN = 10, 30


def normalize(
    path: PathArgument = "-",
    scheme: Annotated[str, typer.Option(help="Such as search, news, social, camel, arabert.")] = "news",
    report: Annotated[
        bool, typer.Option("--report", help="Say what the texts contain instead of folding them.")
    ] = False,
    json_file: Annotated[Path | None, typer.Option("--json", help="With --report: the report as JSON.")] = None,
    limit: Limit = None,
    text_column: Column = None,
) -> None:
    """Fold texts, one article a line (newlines inside become spaces); or, with --report, say what they contain.

    Example: `arabnlp normalize seeds/000_98006e8bcea76a25.txt --scheme search`

    Example: `arabnlp normalize news.csv --report --json contents.json`
    """
    from arabnlp import ArabicNormalizer

    with option("--scheme"):
        normalizer = ArabicNormalizer(scheme)
    if report:
        _report(path, json_file, limit, text_column)
        return
    if json_file is not None:
        raise BadOption("--json goes with --report: add --report, or leave --json out.")
    articles, _ = articles_of(path, limit, text_column)
    for text in normalizer.transform([article.text for article in articles]):
        typer.echo(" ".join(text.splitlines()))


def _report(path: str, json_file: Path | None, limit: int | None, text_column: str | None) -> None:
    from arabnlp.articles.contents import inspect_path
    from arabnlp.study.report import write_whole

    writable("--json", json_file)
    contents = inspect_path(path, text_column, limit)
    if json_file is not None:
        # A lone surrogate cannot be written, and need not: its code point is beside it.
        write_whole(json_file, json.dumps(contents.to_dict(), ensure_ascii=False, indent=1) + "\n")
    tables = _tables(contents)
    if sys.stdout.isatty():
        _print_rich(tables)
    else:
        for title, header, rows in tables:
            typer.echo(f"# {title}")
            for row in [header, *rows] if header else rows:
                typer.echo("\t".join(row))
            typer.echo()


_Table = tuple[str, list[str], list[list[str]]]


def _tables(contents: Any) -> list[_Table]:
    """The report as tables of strings: title, header (may be empty), rows."""
    from arabnlp.text.charset import CLASSES

    articles, damage = contents.articles, contents.articles.damage
    tables: list[_Table] = []
    if contents.files:
        shown = contents.files[:_FILES_SHOWN]
        rows = [[f.name, f"{f.size:,}", f.encoding, _ends(f.line_ends), "; ".join(f.notes) or "-"] for f in shown]
        if len(contents.files) > _FILES_SHOWN:
            rows.append([f"and {len(contents.files) - _FILES_SHOWN} more", *_rest(contents.files[_FILES_SHOWN:])])
        tables.append(("files", ["file", "bytes", "encoding", "line ends", "notes"], rows))
    if contents.skipped:
        tables.append(("left out", ["what", "why"], [list(each) for each in contents.skipped[:_FILES_SHOWN]]))
    tables.append(
        (
            "texts",
            [],
            [
                ["texts", f"{articles.texts:,}"],
                ["characters", f"{articles.characters:,}"],
                ["words", f"{articles.words:,}"],
                ["vocalization", f"{articles.vocalization}: {articles.marked:.2%} of the Arabic letters are marked"],
            ],
        )
    )
    share = max(1, articles.characters)
    rows = [[CLASSES[name], f"{count:,}", f"{count / share:.3%}"] for name, count in articles.classes.items()]
    tables.append(("characters by class", ["class", "count", "share"], rows))
    noted = [
        [c.code, _visible(c), c.name.lower(), f"{c.count:,}", c.stands_for or "-", _shown(" | ".join(c.examples))]
        for c in articles.characters_of_note[:_CHARACTERS_SHOWN]
    ]
    if noted:
        header = ["code", "char", "name", "count", "stands for", "examples"]
        tables.append(("look-alikes, other letters, invisible marks", header, noted))
    suspected = [
        ["mojibake (encoding misread)", damage.mojibake, "mojibake"],
        ["replacement characters", damage.replacement, "replacement"],
        ["lines in visual order", damage.visual_lines, "visual_lines"],
        ["texts with letters and hamza apart", damage.decomposed, ""],
        ["HTML entities", damage.entities, ""],
        ["HTML tags", damage.tags, ""],
        ["texts that end with an ellipsis", damage.cut_short, ""],
    ]
    found = [[what, f"{n:,}", _shown(damage.examples.get(key, "")) or "-"] for what, n, key in suspected if n]
    tables.append(("suspected damage", ["what", "count", "example"], found or [["none found", "0", "-"]]))
    return tables


def _ends(counts: dict[str, int]) -> str:
    return ", ".join(f"{_END_NAMES[end]} {count:,}" for end, count in counts.items()) or "none"


def _rest(files: list[Any]) -> list[str]:
    from collections import Counter

    ends: Counter[str] = Counter()
    for file in files:
        ends.update(file.line_ends)
    encodings = Counter(file.encoding for file in files)
    noted = sum(bool(file.notes) for file in files)
    return [
        f"{sum(file.size for file in files):,}",
        ", ".join(f"{name} {count:,}" for name, count in encodings.most_common()),
        _ends(dict(ends)),
        f"{noted} with notes" if noted else "-",
    ]


def _visible(entry: Any) -> str:
    return entry.char if entry.kind in ("lookalike", "letter_other") else "-"


def _shown(text: str) -> str:
    """Without what would disturb the line: controls and directional marks."""
    from arabnlp.text.charset import char_class

    hidden = ("bidi", "control", "newline", "surrogate")
    return "".join("·" if char_class(char) in hidden or char == "\t" else char for char in text)


def _print_rich(tables: list[_Table]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for title, header, rows in tables:
        table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_header=bool(header))
        for index, name in enumerate(header or rows[0]):
            number = name in ("bytes", "count", "share")
            table.add_column(name, justify="right" if number else "left", no_wrap=index == 0, overflow="fold")
        for row in rows:
            table.add_row(*[_plain(cell) for cell in row])
        console.print(table)


def _plain(cell: str) -> Any:
    from rich.text import Text

    return Text(cell)

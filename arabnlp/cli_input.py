"""What the verbs of the command line share: arguments, reading articles, a progress bar, JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from arabnlp.errors import ArabNLPError, InputError, MissingFileError

PathArgument = Annotated[str, typer.Argument(help="File, folder or archive; - is standard input.", metavar="PATH")]
Limit = Annotated[int | None, typer.Option(help="Read at most this many articles.", min=1)]
Column = Annotated[str | None, typer.Option(help="Column that holds the text, if its name is unusual.")]


class BadOption(ArabNLPError):
    """An option that cannot be as it is, whatever the input: exit status 2."""


@contextmanager
def option(name: str) -> Iterator[None]:
    """What the library refuses in here is a bad value of this option."""
    try:
        yield
    except (InputError, MissingFileError) as error:
        raise BadOption(f"{name}: {error}") from error


def one_of(name: str, value: str, known: Collection[str]) -> None:
    """Refuse the value of an option that is none of those known."""
    if value not in known:
        raise BadOption(f"{name}: {value!r} does not exist: choose from {', '.join(known)}.")


def writable(name: str, path: Path | None) -> None:
    """Refuse, before the work, the value of an option that names a file which could not be written after it."""
    from arabnlp.study.report import check_writable

    if path is not None:
        with option(name):
            check_writable(path)


def articles_of(
    path: str, limit: int | None = None, text_column: str | None = None
) -> tuple[list[Any], list[tuple[str, str]]]:
    from arabnlp import read_articles

    skipped: list[tuple[str, str]] = []
    articles = read_articles(
        path, text_column=text_column, limit=limit, on_skip=lambda name, why: skipped.append((name, why))
    )
    found = list(progress(articles, "reading", None))
    for name, why in skipped[:5]:
        typer.echo(f"skipped {name}: {why}", err=True)
    if len(skipped) > 5:
        typer.echo(f"skipped {len(skipped) - 5} more", err=True)
    if not found:
        raise InputError(
            f"{path} holds no articles: give Arabic text as txt, csv, jsonl, parquet, a folder, zip or tar."
        )
    return found, skipped


def progress(items: Iterable[Any], label: str, total: int | None) -> Iterator[Any]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, label, total=total, console=Console(stderr=True), transient=True)


def print_lines(rows: Iterable[Any]) -> None:
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))

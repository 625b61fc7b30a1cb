"""What files contain, from their bytes to their characters: what ``arabnlp normalize --report`` prints."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from arabnlp.articles.archives import split_suffix
from arabnlp.articles.encodings import decode
from arabnlp.articles.fields import Columns
from arabnlp.articles.formats import sniff
from arabnlp.articles.readers import read_articles
from arabnlp.errors import InputError, MissingFileError
from arabnlp.text.inspect import TextReport, inspect_text

_WRITTEN_AS_TEXT = ("text", "csv", "jsonl", "json")
_LINE_ENDS = ("\r\n", "\n", "\r", "\x85", "\u2028", "\u2029")
_HEAD = 2**16
_ABOUT = ("readme", "license", "licence")


@dataclass
class FileContents:
    """What the bytes of one file are.

    Attributes
    ----------
    name : str
    size : int
        Bytes.
    encoding : str
        Python's name; ``"utf-8-sig"`` has a byte order mark.
    line_ends : dict of str to int
        Lines by how they end: ``"\\\\r\\\\n"``, ``"\\\\n"``, ``"\\\\r"`` and Unicode's own.
    ends_with_newline : bool
    notes : list of str
        What the reading met: bad bytes, a cut character, mixed encodings, mojibake, visual order.
    """

    name: str
    size: int
    encoding: str
    line_ends: dict[str, int]
    ends_with_newline: bool
    notes: list[str]


@dataclass
class Contents:
    """Files and what the texts in them are made of.

    Attributes
    ----------
    files : list of FileContents
        Files of text; archives, compressed files and parquet tables are not listed, but their articles are counted.
    articles : TextReport
    skipped : list of (str, str)
        Files and rows left out, with the reason.
    """

    files: list[FileContents]
    articles: TextReport
    skipped: list[tuple[str, str]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """As plain dicts and lists, for JSON."""
        return asdict(self)


def inspect_path(
    path: str | os.PathLike[str] | IO[bytes], text_column: str | None = None, limit: int | None = None
) -> Contents:
    """Say what a file, a folder or an archive contains.

    Of a table or JSON the titles and texts of its articles are looked at, of a text file all of it, before anything
    is repaired.

    Parameters
    ----------
    path : path or binary stream
        As for :func:`arabnlp.read_articles`.
    text_column : str, optional
        Column that holds the text, if its name is unusual.
    limit : int, optional
        How many articles to look at, at most.

    Returns
    -------
    Contents

    Raises
    ------
    InputError, MissingFileError
        As for :func:`arabnlp.read_articles`.

    Examples
    --------
    >>> import io
    >>> contents = inspect_path(io.BytesIO("صَدَرَ القرار\\r\\n".encode("cp1256")))
    >>> contents.files[0].encoding, contents.files[0].line_ends, contents.articles.vocalization
    ('cp1256', {'\\r\\n': 1}, 'partial')
    """
    skipped: list[tuple[str, str]] = []
    files: list[FileContents] = []
    report = inspect_text(islice(_Look(text_column, files, lambda *why: skipped.append(why)).texts(path), limit))
    if not report.texts:
        why = f" ({skipped[0][0]}: {skipped[0][1].rstrip('.')})" if skipped else ""
        raise InputError(
            f"{_label(path)} holds no text{why}: give Arabic text as txt, csv, jsonl, parquet, zip or tar."
        )
    return Contents(files, report, skipped)


def _label(path: Any) -> str:
    return "standard input" if path == "-" else str(getattr(path, "name", path))


class _Look(NamedTuple):
    """One call of inspect_path."""

    text_column: str | None
    files: list[FileContents]
    tell: Callable[[str, str], None]

    def texts(self, path: Any) -> Iterator[str]:
        if path == "-" or hasattr(path, "read"):
            yield from self.file(_label(path), (sys.stdin.buffer if path == "-" else path).read())
            return
        place = Path(path)
        if not place.exists():
            raise MissingFileError(
                f"{_label(path)!r} does not exist: give a file, a folder, an archive, or '-' for standard input."
            )
        if not place.is_dir():
            yield from self.file(str(path), place.read_bytes())
            return
        for each in sorted(place.rglob("*")):
            name = each.relative_to(place).as_posix()
            if not each.is_file() or any(part.startswith(".") or part == "__MACOSX" for part in name.split("/")):
                continue
            if split_suffix(name)[1] is None and "." in each.name:
                self.tell(name, "not a kind of file that holds articles")
                continue
            if not each.name.lower().startswith(_ABOUT) and not each.name.endswith(".schema.json"):
                try:
                    yield from self.file(name, each.read_bytes())
                except InputError as error:
                    self.tell(name, str(error).removeprefix(name).lstrip(" ,:"))

    def file(self, name: str, data: bytes) -> Iterator[str]:
        if not data:
            raise InputError(f"{name} is empty.")
        kind = split_suffix(name)[1] or sniff(data[:_HEAD], Columns(text=self.text_column), name)
        contents, text = _contents(name, data) if kind in _WRITTEN_AS_TEXT else (None, "")
        if contents is not None:
            self.files.append(contents)
        if kind == "text":
            yield text
            return
        stream = io.BytesIO(data)
        stream.name = name
        for article in read_articles(stream, text_column=self.text_column, on_skip=self.tell, repair=False):
            yield f"{article.title}\n{article.text}" if article.title else article.text


def _contents(name: str, data: bytes) -> tuple[FileContents, str]:
    """What the bytes are, and the text as it stands: line ends one way, nothing repaired."""
    decoded = decode(data, name)
    written = data.decode(decoded.encoding, errors="replace")
    ends = {end: written.count(end) for end in _LINE_ENDS}
    ends["\n"] -= ends["\r\n"]
    ends["\r"] -= ends["\r\n"]
    kept = {end: count for end, count in ends.items() if count}
    notes = [note.removeprefix(name).strip() for note in decoded.notes]
    mixed = any(note.startswith("mixes encodings") for note in notes)
    text = decoded.text if mixed else written.replace("\r\n", "\n")
    return FileContents(name, len(data), decoded.encoding, kept, written.endswith(("\n", "\r")), notes), text

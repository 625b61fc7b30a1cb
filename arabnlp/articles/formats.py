"""The formats in which articles lie in one file: text, tables, JSON lines, JSON, parquet. Each reader streams."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from arabnlp.articles.article import Article
from arabnlp.articles.encodings import decode, detect
from arabnlp.articles.fields import NAMES, Columns, match_columns, to_article
from arabnlp.articles.markup import read_markup
from arabnlp.errors import InputError

Tell = Callable[[str, str], None]
_HEAD = 2**20
_DELIMITERS = ",;\t|"
_ROWS_AT_ONCE = 10_000
_SURROGATE = re.compile("[\ud800-\udfff]")
EMPTY_TEXT = "its text is empty"


class File(NamedTuple):
    """What a reader needs to know of a file: its name for messages, the identifier made from it, and the choices."""

    name: str
    id: str
    columns: Columns
    tell: Tell
    repair: bool = True  # undo mojibake

    def numbered(self, number: int) -> str:
        """Identifier of the record with this number, from 1."""
        return f"{self.id}-{number:06d}"


def read_text(stream: IO[bytes], file: File) -> Iterator[Article]:
    """A text file: one article, or the articles of its markup."""
    decoded = decode(stream.read(), file.name, file.repair)
    text = decoded.text
    if not text.strip():
        raise InputError(f"{file.name} is empty.")
    notes: dict[str, Any] = {} if decoded.encoding.startswith("utf-8") else {"encoding": decoded.encoding}
    if decoded.notes:
        notes["decoding_notes"] = list(decoded.notes)
    articles = read_markup(text, file.id)
    if articles is None:
        yield Article(id=file.id, text=text.removesuffix("\n"), extra=notes)
        return
    for article in articles:
        if article.text:
            article.extra |= notes
            yield article
        else:
            file.tell(f"{file.name}, article {article.id}", EMPTY_TEXT)


def read_table(stream: IO[bytes], file: File) -> Iterator[Article]:
    """A csv or tsv file with a header; its delimiter and quoting are found by trying."""
    csv.field_size_limit(2**31 - 1)
    lines, head, complete = _open_text(stream, file, newline="")
    delimiter, quoting = _dialect(head, complete, file.columns)
    rows = csv.reader(lines, delimiter=delimiter, quoting=quoting)
    line = 1
    try:
        header = next((row for row in rows if any(cell.strip() for cell in row)), [])
        header = [column.strip() for column in header]
        while header and not header[-1]:
            header.pop()  # a delimiter at the end of each line
        matched = match_columns(header, file.columns, file.name)
        line, number, width = rows.line_num + 1, 0, len(header)
        for row in rows:
            place, line = f"{file.name}, line {line}", rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            number += 1
            if len(row) < width or any(row[width:]):
                file.tell(place, f"it has {len(row)} fields, the header {width}")
                continue
            record = {column: _unix_lines(cell) for column, cell in zip(header, row, strict=False) if column}
            article = to_article(record, matched, file.numbered(number))
            if article is None:
                file.tell(place, EMPTY_TEXT)
            else:
                yield article
    except csv.Error as error:
        raise InputError(f"{file.name}, line {line}: broken table ({error}): save it again as csv in UTF-8.") from error
    _tell_replaced(lines, file)


def read_json_lines(stream: IO[bytes], file: File) -> Iterator[Article]:
    """A file with one JSON object a line."""
    lines, _, _ = _open_text(stream, file, newline="\n")
    objects = (
        (f"{file.name}, line {number}", number, _parse(line, f"{file.name}, line {number}"))
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
    yield from _from_objects(objects, file)
    _tell_replaced(lines, file)


def read_json(stream: IO[bytes], file: File) -> Iterator[Article]:
    """A JSON file: an array of objects, an object that holds one, a single article; or lines of objects."""
    data = stream.read()
    text = decode(data, file.name, repair=False).text  # each article is repaired, and told of, by itself
    if not text.strip():
        raise InputError(f"{file.name} is empty.")
    try:
        value = _parse(text, file.name)
    except InputError:
        first = text.lstrip().partition("\n")[0].strip()
        if not (first.startswith("{") and first.endswith("}") and len(text.strip()) > len(first)):
            raise
        yield from read_json_lines(io.BytesIO(data), file)
        return
    objects = _array(value, file)
    numbered = ((f"{file.name}, article {number}", number, item) for number, item in enumerate(objects, 1))
    yield from _from_objects(numbered, file)


def read_parquet(source: Path | bytes, file: File) -> Iterator[Article]:
    """A parquet table, in blocks of rows."""
    import polars

    number = 0
    try:
        table = polars.scan_parquet(source if isinstance(source, Path) else io.BytesIO(source))
        matched = match_columns(table.collect_schema().names(), file.columns, file.name)
        while (block := table.slice(number, _ROWS_AT_ONCE).collect()).height:
            for record in block.iter_rows(named=True):
                number += 1
                article = to_article(record, matched, file.numbered(number))
                if article is None:
                    file.tell(f"{file.name}, row {number}", EMPTY_TEXT)
                else:
                    yield article
    except (polars.exceptions.PolarsError, OSError) as error:
        raise InputError(f"{file.name} is not a parquet table or is damaged ({_first_line(error)}).") from error


def sniff(head: bytes, columns: Columns, name: str) -> str:
    """The kind of a stream by its first bytes: a key of :data:`arabnlp.articles.archives.SUFFIXES`."""
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith((b"\x1f\x8b", b"BZh91AY&SY", b"\xfd7zXZ\x00")):
        return "compressed"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head[257:262] == b"ustar":
        return "tar"
    text = decode(head, name).text.lstrip()
    if re.match(r'\[\s*[\[{"\]]', text):
        return "json"
    if re.match(r'\{\s*"', text):
        try:
            json.loads(text.partition("\n")[0])
            return "jsonl"
        except ValueError:
            return "json"
    known = {columns.text} if columns.text else set(NAMES["text"])
    for delimiter in _DELIMITERS:
        cells = [cell.strip().strip('"').casefold() for cell in text.partition("\n")[0].split(delimiter)]
        if len(cells) > 1 and known & {*cells}:
            return "csv"
    return "text"


class _Rejoined(io.RawIOBase):
    """A stream whose head has been read."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


class _Lines:
    """The lines of a text stream; counts the characters that could not be decoded."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self.replaced = text, 0

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            if "\ufffd" in line:
                self.replaced += line.count("\ufffd")
            yield line


def rejoin(head: bytes, rest: IO[bytes]) -> IO[bytes]:
    """A stream again from its head, already read, and the rest."""
    return io.BufferedReader(_Rejoined(head, rest), 2**16)


def _open_text(stream: IO[bytes], file: File, newline: str) -> tuple[_Lines, str, bool]:
    """The lines of a stream in whatever encoding its head shows, the head as text, and whether that is all of it."""
    head = stream.read(_HEAD)
    if not head.strip():
        raise InputError(f"{file.name} is empty.")
    encoding = detect(head, file.name)
    text = head.decode(encoding, errors="ignore")
    whole = io.TextIOWrapper(rejoin(head, stream), encoding, errors="replace", newline=newline)
    return _Lines(whole), text, len(head) < _HEAD


def _tell_replaced(lines: _Lines, file: File) -> None:
    if lines.replaced:
        file.tell(
            file.name, f"read, but U+FFFD stands in it {lines.replaced} times, for characters lost here or before"
        )


def _dialect(head: str, complete: bool, columns: Columns) -> tuple[str, Any]:
    """Delimiter and quoting under which the head of a table is most regular."""
    text = io.StringIO(head, newline="")
    lines = list(islice(text, 200))
    cut = bool(text.readline()) or not complete
    known = {columns.text.casefold()} if columns.text else set(NAMES["text"])
    best: tuple[tuple[bool, float, int, float, int, bool], str, Any] | None = None
    for delimiter in _DELIMITERS:
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            try:
                rows = [row for row in csv.reader(lines, delimiter=delimiter, quoting=quoting) if row]
            except csv.Error:
                continue
            if not rows:
                continue
            whole = rows[:-1] if cut and len(rows) > 2 else rows
            regular = sum(len(row) == len(rows[0]) for row in whole) / len(whole)
            named = bool(known & {cell.strip().casefold() for cell in rows[0]})
            # Quotation marks that quote nothing swallow line ends: then reading without them gives more rows.
            score = (named, round(regular, 1), len(rows[0]), regular, len(rows), quoting == csv.QUOTE_MINIMAL)
            if best is None or score > best[0]:
                best = (score, delimiter, quoting)
    return (best[1], best[2]) if best else (",", csv.QUOTE_MINIMAL)


def _from_objects(objects: Iterator[tuple[str, int, Any]], file: File) -> Iterator[Article]:
    """Articles of parsed objects, each with its place and number."""
    known: dict[tuple[str, ...], dict[str, str]] = {}
    for place, number, record in objects:
        if not isinstance(record, Mapping):
            raise InputError(f"{place} is {type(record).__name__}, not an object with a text: give objects.")
        keys = tuple(record)
        if keys not in known:
            try:
                known[keys] = match_columns(keys, file.columns, file.name)
            except InputError:
                if not known:
                    raise
                file.tell(place, "it has no text")
                continue
        article = to_article(record, known[keys], file.numbered(number))
        if article is None:
            file.tell(place, EMPTY_TEXT)
        else:
            yield article


def _array(value: Any, file: File) -> list[Any]:
    """The objects of a JSON file, wherever in it they lie."""
    if isinstance(value, Mapping):
        arrays = [item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], Mapping)]
        if arrays:
            return max(arrays, key=len)
        if value and all(isinstance(item, Mapping) for item in value.values()):
            return [{"id": key, **item} for key, item in value.items()]  # articles by their identifiers
        return [value]
    if not isinstance(value, list):
        raise InputError(f"{file.name} is {type(value).__name__}, not an array of objects: give articles.")
    if not value:
        raise InputError(f"{file.name} is empty: its array has no article.")
    return [{"text": item} for item in value] if all(isinstance(item, str) for item in value) else value


def _parse(text: str, place: str) -> Any:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{place}, " + (f"line {error.lineno}, " if "\n" in text.strip() else "") + f"column {error.colno}"
        raise InputError(f"{where}: broken JSON ({error.msg}): correct or remove it.") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: JSON that cannot be read ({error}): correct or remove it.") from error
    return _mend(value) if "\\ud" in text or "\\uD" in text else value


def _mend(value: Any) -> Any:
    """Halves of surrogate pairs, which JSON can write but no file can hold, become U+FFFD."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mend(item) for item in value]
    if isinstance(value, dict):
        return {_mend(key): _mend(item) for key, item in value.items()}
    return value


def _unix_lines(cell: str) -> str:
    return cell.replace("\r\n", "\n") if "\r" in cell else cell


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]

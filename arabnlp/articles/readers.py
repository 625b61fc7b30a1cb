"""Articles from any file, folder, archive or stream that usually holds them."""

from __future__ import annotations

import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from arabnlp.articles.archives import DamagedError, decompress, list_members, members, seekable, split_suffix
from arabnlp.articles.article import Article
from arabnlp.articles.encodings import mojibake_note
from arabnlp.articles.fields import Columns
from arabnlp.articles.formats import (
    File,
    Tell,
    read_json,
    read_json_lines,
    read_parquet,
    read_table,
    read_text,
    rejoin,
    sniff,
)
from arabnlp.errors import InputError, MissingFileError
from arabnlp.text.damage import repair_mojibake

_READERS = {"text": read_text, "csv": read_table, "jsonl": read_json_lines, "json": read_json}
_HEAD = 2**16
_MAX_DEPTH = 4


def read_articles(
    path: str | os.PathLike[str] | IO[bytes],
    *,
    text_column: str | None = None,
    title_column: str | None = None,
    id_column: str | None = None,
    date_column: str | None = None,
    limit: int | None = None,
    on_skip: Callable[[str, str], None] | None = None,
    repair: bool = True,
) -> Iterator[Article]:
    """Read articles one by one.

    Parameters
    ----------
    path : path or binary stream
        A text, csv, tsv, jsonl, json or parquet file, a zip or tar archive, one of these compressed with gzip, bzip2 or
        xz, a folder of any of them, ``"-"`` for standard input, or a stream open for bytes. A text file is one article,
        unless it is in TREC's or WikiExtractor's markup. Its encoding is told by its content.
    text_column, title_column, id_column, date_column : str, optional
        Names of columns or keys. Without them the usual ones are recognised, in English and Arabic: see
        :data:`arabnlp.articles.fields.NAMES`. What is no field of an article goes to its ``extra``.
    limit : int, optional
        How many articles to read at most.
    on_skip : callable, optional
        Called with a name and a reason for each file, row or folder that is left out. By default one warning sums
        them up at the end. In a folder or archive, READMEs, licences, ``.md`` files and JSON schemas go without.
    repair : bool
        Undo mojibake (UTF-8 that was read as another encoding) in text, title, source and topic. How much there was is
        said in ``extra["decoding_notes"]``; other fields of ``extra`` stay as they are.

    Yields
    ------
    Article
        Identifiers are unique in one reading: the source's own, else the file's name without its suffix (with the
        folders before it where names repeat), followed by the number of the row in a table. In folders and archives
        ``extra["file"]`` is the file. A text that is not UTF-8 has its encoding in ``extra["encoding"]``; what else
        reading met stands in ``extra["decoding_notes"]``, a sentence each.

    Raises
    ------
    MissingFileError
        If there is no such file or folder.
    InputError
        If the input is empty, damaged, not text, or has no column of texts, or if a folder or archive holds no article.

    Examples
    --------
    >>> import io
    >>> table = "رقم,العنوان,النص\\n1,اقتصاد,ارتفعت أسعار النفط.\\n".encode()
    >>> next(read_articles(io.BytesIO(table)))
    Article(id='stdin-000001', text='ارتفعت أسعار النفط.', title='اقتصاد', ..., extra={'رقم': '1'})
    """
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 0):
        raise InputError(f"limit is {limit!r}: give the number of articles, 0 or more, or None for all.")
    columns = Columns(text=text_column, title=title_column, id=id_column, date=date_column)
    skips = _Skips()
    run = _Run(columns, on_skip or skips, repair)
    label, articles = _start(path, run)
    return _limited(label, articles, limit, skips, run)


@dataclass
class _Skips:
    """Gathers what is left out, for one warning at the end."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def __call__(self, name: str, reason: str) -> None:
        self.count += 1
        if len(self.first) < 3:
            self.first.append(f"{name}: {reason}")

    def warn(self, label: str) -> None:
        if self.count:
            more = f"; and {self.count - len(self.first)} more" if self.count > len(self.first) else ""
            message = (
                f"reading {label}, {self.count} files or rows were left out or mended: {'; '.join(self.first)}{more}."
            )
            warnings.warn(message, stacklevel=3)


@dataclass
class _Entry:
    """A file to read: its name, the identifier made from it, how to open it, its path where it has one."""

    name: str
    id: str
    open: Callable[[], IO[bytes]]
    path: Path | None = None
    inside: bool = True  # in a folder or an archive


def _limited(label: str, articles: Iterator[Article], limit: int | None, skips: _Skips, run: _Run) -> Iterator[Article]:
    count = 0
    with closing(articles):  # type: ignore[type-var] # closes its files when the caller stops early
        while limit is None or count < limit:
            article = next(articles, None)
            if article is None:
                if not count:
                    raise InputError(f"{label} holds no article{run.why()}.")
                break
            count += 1
            yield article
    skips.warn(label)


def _start(path: Any, run: _Run) -> tuple[str, Iterator[Article]]:
    """What to call the input, and its articles."""
    if path == "-" and isinstance(path, str):
        return "standard input", run.stream(sys.stdin.buffer, "standard input", "stdin")
    if hasattr(path, "read"):
        name = getattr(path, "name", None)
        label = name if isinstance(name, str) else "the stream"
        return label, run.stream(path, label, Path(split_suffix(label)[0]).name if isinstance(name, str) else "stdin")
    try:
        place = Path(os.fsdecode(os.fspath(path)))
        found, is_folder, is_file = place.exists(), place.is_dir(), place.is_file()
    except TypeError as error:
        raise InputError(f"path is {type(path).__name__}: give a path, '-' or a stream open for bytes.") from error
    except (OSError, ValueError):  # too long, or with a NUL: a text rather than a path
        found = is_folder = is_file = False
    if not str(path) or not found:
        shown = str(path) if len(str(path)) < 200 else str(path)[:200] + "..."
        raise MissingFileError(
            f"{shown!r} does not exist: give a file, a folder, an archive, or '-' for standard input."
        )
    label = str(path)
    if is_folder:
        return label, run.folder(place)
    bare, kind = split_suffix(label)
    entry = _Entry(label, Path(bare).name, lambda: _open(place, label), place if is_file else None, inside=False)
    return label, run.file(entry, kind)


def _open(path: Path, name: str) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror or error}.") from error


class _Run:
    """One call of read_articles: the chosen columns, the identifiers used so far, whom to tell of skips."""

    def __init__(self, columns: Columns, tell: Tell, repair: bool = True) -> None:
        self.columns, self._tell, self._repair = columns, tell, repair
        self._used: set[int] = set()  # hashes: half the memory of the strings
        self._first_skip = ""

    def tell(self, name: str, reason: str) -> None:
        reason = reason.removeprefix(name).lstrip(" ,:")
        self._first_skip = self._first_skip or f"{name}: {reason}"
        self._tell(name, reason)

    def why(self) -> str:
        return f" ({self._first_skip.rstrip('.')})" if self._first_skip else ""

    def stream(self, stream: IO[bytes], name: str, made_id: str) -> Iterator[Article]:
        head = stream.read(_HEAD)
        if isinstance(head, str):
            raise InputError(f"{name} is open for text: open it for bytes, with mode 'rb' or as sys.stdin.buffer.")
        if not head:
            raise InputError(f"{name} is empty.")
        whole = rejoin(head, stream)
        yield from self.file(_Entry(name, made_id, lambda: whole, inside=False), sniff(head, self.columns, name))

    def folder(self, root: Path) -> Iterator[Article]:
        paths = []
        for folder, folders, files in os.walk(root):
            for hidden in [each for each in folders if _is_hidden(each)]:
                folders.remove(hidden)
                self.tell(_relative(Path(folder, hidden), root), "a hidden folder")
            paths += [Path(folder, each) for each in files]
        paths.sort(key=lambda each: each.relative_to(root).parts)
        names = [_relative(each, root) for each in paths]
        opens = [(lambda each=each, name=name: _open(each, name)) for each, name in zip(paths, names, strict=True)]
        ids = _made_ids(names)
        entries = (_Entry(n, i, o, p) for n, i, o, p in zip(names, ids, opens, paths, strict=True))
        return self._entries(entries, "", 1)

    def file(self, entry: _Entry, kind: str | None, depth: int = 0) -> Iterator[Article]:
        """The articles of one file; kind None is to be told by its content."""
        if depth > _MAX_DEPTH:
            raise InputError(
                f"{entry.name} is packed more than {_MAX_DEPTH} times over: unpack it and give the folder."
            )
        with entry.open() as stream:
            if entry.path is not None and not entry.path.stat().st_size:
                raise InputError(f"{entry.name} is empty.")
            if kind is None:
                head = stream.read(_HEAD)
                if stream.seekable():
                    stream.seek(0)
                else:
                    stream = rejoin(head, stream)
                kind = sniff(head, self.columns, entry.name) if head else "text"
            if kind in ("zip", "tar"):
                with seekable(stream) as whole:
                    yield from self._archive(whole, kind, entry, depth)
            elif kind == "compressed":
                bare, inner = split_suffix(entry.id)
                with seekable(stream) as whole:
                    content = decompress(whole, entry.name)
                    unpacked = _Entry(entry.name, bare if inner else entry.id, lambda: content, None, entry.inside)
                    yield from self.file(unpacked, inner, depth + 1)
            else:
                file = File(entry.name, entry.id, self.columns, self.tell, self._repair)
                if kind == "parquet":
                    articles = read_parquet(entry.path or stream.read(), file)
                else:
                    articles = _READERS[kind](stream, file)
                for article in articles:
                    article.id = self._unique(article.id)
                    if self._repair and kind != "text":  # a text file was repaired as a whole
                        _repair(article)
                    yield article

    def _archive(self, stream: IO[bytes], kind: str, entry: _Entry, depth: int) -> Iterator[Article]:
        ids = _made_ids(list_members(stream, kind, entry.name))
        prefix = f"{entry.name}/" if entry.inside else ""
        files = zip(members(stream, kind, entry.name), ids, strict=True)
        entries = (_Entry(prefix + member.name, made_id, member.open) for member, made_id in files)
        yield from self._entries(entries, entry.name, depth + 1)

    def _entries(self, entries: Iterable[_Entry], archive: str, depth: int) -> Iterator[Article]:
        """The articles of the files of a folder or archive; files that have none are told and left out."""
        for entry in entries:
            last = entry.name.rpartition("/")[2]
            kind = split_suffix(last)[1]
            if _is_about(last):
                continue
            if any(map(_is_hidden, entry.name.split("/"))):
                self.tell(entry.name, "a hidden file")
            elif kind is None and "." in last:
                self.tell(entry.name, "not a kind of file that holds articles")
            elif entry.path is not None and not entry.path.is_file():
                self.tell(entry.name, "not a file, or a link that leads nowhere")
            else:
                try:
                    for article in self.file(entry, kind, depth):
                        article.extra.setdefault("file", entry.name)
                        yield article
                except DamagedError as error:
                    if error.archive == archive:
                        raise
                    self.tell(entry.name, str(error))
                except InputError as error:
                    self.tell(entry.name, str(error))

    def _unique(self, wanted: str) -> str:
        number, candidate = 1, wanted
        while hash(candidate) in self._used:
            number += 1
            candidate = f"{wanted}#{number}"
        self._used.add(hash(candidate))
        return candidate


def _repair(article: Article) -> None:
    """Undo mojibake in an article of a table, and note it where text files have it noted."""
    places, read_as = 0, dict[str, None]()
    for name in ("text", "title", "source", "topic"):
        value = getattr(article, name)
        if value and not value.isascii():
            repaired = repair_mojibake(value)
            if repaired.places:
                setattr(article, name, repaired.text)
                places += repaired.places
                read_as |= dict.fromkeys(repaired.read_as)
    if places:
        old = article.extra.get("decoding_notes")
        notes = old if isinstance(old, list) else [] if old is None else [old]
        article.extra["decoding_notes"] = [*notes, mojibake_note(article.id, places, read_as)]


def _made_ids(names: list[str]) -> list[str]:
    """An identifier for each file: its name without folders and suffix, with its folders where that is not unique."""
    stems = [split_suffix(name)[0] for name in names]
    lasts = [stem.rpartition("/")[2] for stem in stems]
    count = Counter(lasts)
    return [stem if count[last] > 1 else last for stem, last in zip(stems, lasts, strict=True)]


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def _is_about(name: str) -> bool:
    """Whether a file tells of the articles beside it."""
    name = name.lower()
    return name.startswith(("readme", "license", "licence")) or name.endswith((".md", ".schema.json"))

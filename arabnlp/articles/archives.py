"""Compressed files and archives as streams of members. Nothing is unpacked to a named file.

Anything wrong inside is an :class:`DamagedError` that names the archive, wherever in the reading it shows.
"""

from __future__ import annotations

import io
import lzma
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

from arabnlp.articles.encodings import decode
from arabnlp.errors import InputError

SUFFIXES = {
    "text": (".txt", ".text", ".xml", ".sgm", ".sgml", ".trec"),
    "csv": (".csv", ".tsv", ".tab"),
    "jsonl": (".jsonl", ".ndjson"),
    "json": (".json",),
    "parquet": (".parquet", ".pq"),
    "zip": (".zip",),
    "tar": (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz"),
    "compressed": (".gz", ".bz2", ".xz"),
}
_BY_LENGTH = sorted(((suffix, kind) for kind, group in SUFFIXES.items() for suffix in group), key=lambda s: -len(s[0]))
_IN_MEMORY = 32 * 2**20


class DamagedError(InputError):
    """An archive that cannot be read to its end; ``archive`` is its name."""

    def __init__(self, message: str, archive: str) -> None:
        super().__init__(message)
        self.archive = archive


class Member(NamedTuple):
    """A file of an archive: its name there and how to open it, which is possible until the next one is asked for."""

    name: str
    open: Callable[[], IO[bytes]]


def split_suffix(name: str) -> tuple[str, str | None]:
    """A file's name without its suffix, and its kind by the suffix: a key of ``SUFFIXES``, or None.

    Examples
    --------
    >>> split_suffix("a/news.tar.gz"), split_suffix("B.CSV"), split_suffix("c.pdf"), split_suffix("d.jsonl.gz")
    (('a/news', 'tar'), ('B', 'csv'), ('c', None), ('d.jsonl', 'compressed'))
    """
    for suffix, kind in _BY_LENGTH:
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)], kind
    folder, slash, last = name.rpartition("/")
    return folder + slash + (last.rpartition(".")[0] or last), None


def decompress(stream: IO[bytes], name: str) -> IO[bytes]:
    """The content of a gzip, bzip2 or xz stream, told by its first bytes; any other stream as it is.

    Parameters
    ----------
    stream : binary stream that can seek
    name : str

    Returns
    -------
    binary stream that can seek
    """
    head = stream.read(6)
    stream.seek(0)
    opened: Any
    if head.startswith(b"\x1f\x8b"):
        import gzip

        opened = gzip.GzipFile(fileobj=stream, mode="rb")
    elif head.startswith(b"BZh"):
        import bz2

        opened = bz2.BZ2File(stream)
    elif head.startswith(b"\xfd7zXZ\x00"):
        opened = lzma.LZMAFile(stream)  # noqa: SIM115 (the caller closes it)
    else:
        return stream
    return _guarded(opened, name)


@contextmanager
def seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The stream itself if it can seek, else a copy: in memory up to 32 MiB, in a temporary file beyond."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        shutil.copyfileobj(stream, copy, 2**20)
        copy.seek(0)
        yield copy


def list_members(stream: IO[bytes], kind: str, name: str) -> list[str]:
    """Names of the files in an archive, in its order, having checked that it is whole.

    Parameters
    ----------
    stream : binary stream that can seek
    kind : {"zip", "tar"}
    name : str
        The archive's name, for messages.

    Raises
    ------
    DamagedError
        If it is cut off or otherwise broken.
    InputError
        If a member is protected by a password.
    """
    names = [member.name for member in members(stream, kind, name)]
    if kind == "tar":
        content = decompress(_rewound(stream), name)
        if content is not stream:
            content.seek(0, io.SEEK_END)  # reads on to the checksum
    return names


def members(stream: IO[bytes], kind: str, name: str) -> Iterator[Member]:
    """The files of an archive, in its order; parameters and errors as for :func:`list_members`."""
    return (_zip_members if kind == "zip" else _tar_members)(_rewound(stream), name)


def _zip_members(stream: IO[bytes], name: str) -> Iterator[Member]:
    import zipfile

    try:
        archive = zipfile.ZipFile(stream)
    except Exception as error:
        raise _damaged(name, error) from error
    for info in archive.infolist():
        if info.is_dir():
            continue
        if info.flag_bits & 0x1:
            raise InputError(f"{name} is protected by a password: unpack it and give the folder.")

        def open_member(info: Any = info) -> IO[bytes]:
            try:
                return _guarded(archive.open(info), name)
            except Exception as error:
                raise _damaged(name, error) from error

        yield Member(_zip_name(info), open_member)


def _zip_name(info: Any) -> str:
    """A member's name: without the flag for UTF-8, Arabic names were written in UTF-8 or the writer's code page."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return decode(info.filename.encode("cp437")).text
    except (InputError, UnicodeEncodeError):
        return info.filename


def _tar_members(stream: IO[bytes], name: str) -> Iterator[Member]:
    import tarfile

    content = decompress(stream, name)
    try:
        archive = tarfile.open(fileobj=content, mode="r:")  # noqa: SIM115 (the stream is the caller's)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise _damaged(name, error) from error
    while True:
        try:
            info = archive.next()
        except (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError) as error:
            raise _damaged(name, error) from error
        archive.members = []  # type: ignore[attr-defined] # or it keeps a record of every file
        if info is None:
            return
        if info.isreg():

            def open_member(info: Any = info) -> IO[bytes]:
                opened = archive.extractfile(info)
                assert opened is not None
                return _guarded(opened, name)

            yield Member(info.name.removeprefix("./"), open_member)


def _rewound(stream: IO[bytes]) -> IO[bytes]:
    stream.seek(0)
    return stream


def _damaged(name: str, error: Exception) -> InputError:
    if isinstance(error, InputError):
        return error
    if isinstance(error, NotImplementedError):
        return InputError(
            f"{name} is compressed in a way that Python cannot read ({error}): unpack it and give the folder."
        )
    return DamagedError(
        f"{name} is damaged or cut off ({str(error) or type(error).__name__}): fetch or pack it again.", name
    )


class _Guard(io.RawIOBase):
    """A stream whose errors name the archive."""

    def __init__(self, stream: Any, name: str) -> None:
        self._stream, self._name = stream, name

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._stream.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._try(lambda: self._stream.seek(offset, whence))

    def tell(self) -> int:
        return int(self._stream.tell())

    def readall(self) -> bytes:
        return self._try(self._stream.read)

    def readinto(self, buffer: Any, /) -> int:
        data = self._try(lambda: self._stream.read(len(buffer)))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()

    def _try(self, action: Callable[[], Any]) -> Any:
        try:
            return action()
        except (InputError, io.UnsupportedOperation):
            raise
        except Exception as error:  # zlib, lzma, zipfile, tarfile and gzip each have their own
            raise _damaged(self._name, error) from error


def _guarded(stream: Any, name: str) -> IO[bytes]:
    return io.BufferedReader(_Guard(stream, name), 2**16)

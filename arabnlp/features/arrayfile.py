"""Named arrays in an ``.npz`` file that can be mapped into memory: members are stored as they are, and aligned."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from arabnlp.errors import InputError, MissingFileError

_ALIGNMENT = 64
_LOCAL_HEADER, _ZIP64 = 30, 20  # bytes of a member's header in front of its name, and of its 64-bit sizes
_PADDING = b"ar"  # identifier of the extra field that aligns a member


def write_arrays(path: str | os.PathLike[str], arrays: Mapping[str, np.ndarray]) -> Path:
    """Write arrays to a file, which appears whole or not at all; ``numpy.load`` reads it too.

    Raises
    ------
    MissingFileError
        If the folder does not exist.
    """
    path = Path(path)
    if not path.parent.exists():
        raise MissingFileError(f"the folder {path.parent} does not exist: create it, or save elsewhere.")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    try:
        with (
            os.fdopen(handle, "wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive,
        ):
            for name, array in arrays.items():
                _write(archive, file, f"{name}.npy", np.ascontiguousarray(array).reshape(array.shape))
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def _write(archive: zipfile.ZipFile, file: io.BufferedIOBase, name: str, array: np.ndarray) -> None:
    info = zipfile.ZipInfo(name)
    begin = file.tell() + _LOCAL_HEADER + len(name.encode()) + _ZIP64 + 4
    padding = -begin % _ALIGNMENT
    info.extra = _PADDING + padding.to_bytes(2, "little") + bytes(padding)
    with archive.open(info, "w", force_zip64=True) as member:
        header = io.BytesIO()
        np.lib.format.write_array_header_2_0(header, np.lib.format.header_data_from_array_1_0(array))
        member.write(header.getvalue())
        if array.size:
            member.write(array.reshape(-1).view(np.uint8).data)


def read_arrays(path: str | os.PathLike[str], mmap: bool = True) -> dict[str, np.ndarray]:
    """Arrays of a file that :func:`write_arrays` wrote; read-only and left in the file with ``mmap``.

    Raises
    ------
    MissingFileError
        If there is no such file.
    InputError
        If the file is not one of arrays.
    """
    path = Path(path)
    if not path.is_file():
        raise MissingFileError(f"there is no file {path}: write it first.")
    try:
        with zipfile.ZipFile(path) as archive:
            arrays = {}
            for info in archive.infolist():
                with archive.open(info) as member:
                    version = np.lib.format.read_magic(member)
                    read = (
                        np.lib.format.read_array_header_2_0
                        if version == (2, 0)
                        else np.lib.format.read_array_header_1_0
                    )
                    shape, fortran, dtype = read(member)
                    if fortran or dtype.hasobject or info.compress_type != zipfile.ZIP_STORED:
                        raise InputError(f"{path} is compressed or holds objects: save it with arabnlp.")
                    if not mmap or 0 in shape or shape == ():
                        size = int(np.prod(shape)) * dtype.itemsize
                        content = member.read()
                        if len(content) != size:
                            raise InputError(f"{path} is damaged: write it again.")
                        arrays[info.filename.removesuffix(".npy")] = np.frombuffer(content, dtype).reshape(shape)
                        continue
                    within = member.tell()
                with path.open("rb") as file:
                    file.seek(info.header_offset)
                    header = file.read(_LOCAL_HEADER)
                name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
                at = info.header_offset + _LOCAL_HEADER + name + extra + within
                arrays[info.filename.removesuffix(".npy")] = np.memmap(path, dtype, "r", at, shape)
            return arrays
    except InputError:
        raise
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        raise InputError(f"{path} is not a file of arrays, or it is damaged ({error}): write it again.") from error

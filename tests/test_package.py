"""The public face of the package: names, lightness, errors."""

from __future__ import annotations

import subprocess
import sys

import pytest

import arabnlp
from arabnlp.errors import ArabNLPError, InputError, MissingFileError, MissingPackageError, require


def test_every_public_name_is_there() -> None:
    for name in arabnlp.__all__:
        assert getattr(arabnlp, name) is not None
    assert set(arabnlp.__all__) <= set(dir(arabnlp))
    with pytest.raises(AttributeError, match="no attribute 'ArabicTfIdf'"):
        _ = arabnlp.ArabicTfIdf


def test_importing_loads_no_heavy_library() -> None:
    heavy = "numpy scipy sklearn gensim matplotlib polars numba pandas".split()
    code = f"import sys, arabnlp; print([m for m in {heavy!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_errors_are_also_those_that_a_caller_expects() -> None:
    for ours, builtin in (
        (InputError, ValueError),
        (MissingFileError, FileNotFoundError),
        (MissingPackageError, ImportError),
    ):
        assert issubclass(ours, ArabNLPError) and issubclass(ours, builtin)


def test_a_missing_extra_is_named() -> None:
    with pytest.raises(MissingPackageError, match="no_such_package"):
        require("no_such_package", "topics", "the engine")

"""The exceptions a user may catch.

Each is a subclass of :class:`ArabNLPError` and of the built-in exception that a caller would expect. Every message
is one sentence that says what was wrong with which input (file, line, column or index) and what to do about it.
"""

from __future__ import annotations


class ArabNLPError(Exception):
    """Base class of every error that arabnlp raises on purpose."""


class InputError(ArabNLPError, ValueError):
    """A value, a file's content or a parameter cannot be used as it is."""


class ColumnError(InputError):
    """A column that was asked for by its name is not in the table."""


class MissingFileError(ArabNLPError, FileNotFoundError):
    """A path, a dataset's file or a split does not exist."""


class MissingPackageError(ArabNLPError, ImportError):
    """An optional package is needed; the message names the extra that brings it."""


def require(package: str, extra: str, purpose: str):
    """Import an optional package, or say which extra brings it.

    Parameters
    ----------
    package : str
        Import name, such as ``"tomotopy"``.
    extra : str
        Name of the extra of arabnlp, such as ``"topics"``.
    purpose : str
        What needs it, for the message.

    Returns
    -------
    module

    Raises
    ------
    MissingPackageError
        If the package is not installed.

    Examples
    --------
    >>> require("json", "none", "this example").dumps([1])
    '[1]'
    """
    import importlib

    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise MissingPackageError(
            f"{purpose} needs the package {package}, which is not installed: run pip install 'arabnlp[{extra}]'."
        ) from error

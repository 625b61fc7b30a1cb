"""Save and load fitted estimators, without pickle.

The format is skops' (https://skops.readthedocs.io/): a zip of JSON and NumPy arrays. Loading runs no code of the file.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from arabnlp.errors import InputError, MissingFileError

_TRUSTED_PREFIXES = ("arabnlp.", "sklearn.", "numpy.", "scipy.sparse.")


def save(estimator: Any, path: str | os.PathLike[str]) -> Path:
    """Save a fitted estimator. The file appears whole or not at all.

    Parameters
    ----------
    estimator : object
        An estimator of arabnlp or scikit-learn.
    path : path-like

    Returns
    -------
    Path

    Examples
    --------
    >>> import tempfile
    >>> from arabnlp import ArabicNormalizer
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     load(save(ArabicNormalizer("search"), folder + "/n.skops")).normalize("إلى")
    'الي'
    """
    from skops.io import dump

    path = Path(path)
    if not path.parent.exists():
        raise MissingFileError(f"the folder {path.parent} does not exist: create it, or save elsewhere.")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    os.close(handle)
    try:
        dump(estimator, temporary)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def load(path: str | os.PathLike[str]) -> Any:
    """Load what :func:`save` wrote.

    Parameters
    ----------
    path : path-like

    Returns
    -------
    object

    Raises
    ------
    MissingFileError
        If there is no such file.
    InputError
        If the file is not a saved estimator, is damaged, or names types that are neither arabnlp's nor scikit-learn's.
    """
    from skops.io import get_untrusted_types
    from skops.io import load as load_skops

    path = Path(path)
    if not path.is_file():
        raise MissingFileError(f"there is no file {path}: save an estimator there first.")
    try:
        unknown = get_untrusted_types(file=path)
        foreign = [name for name in unknown if not name.startswith(_TRUSTED_PREFIXES)]
        if foreign:
            raise InputError(
                f"{path} names the types {', '.join(foreign)}, which arabnlp does not load: use skops.io.load."
            )
        return load_skops(path, trusted=unknown)
    except InputError:
        raise
    except Exception as error:
        raise InputError(
            f"{path} is not a model saved by arabnlp, or it is damaged ({error}): save it again."
        ) from error

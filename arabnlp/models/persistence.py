"""Save and load fitted estimators, without pickle.

The format is skops' (https://skops.readthedocs.io/): a zip of JSON and NumPy arrays. Loading runs no code of the file.
"""

from __future__ import annotations

import copy
import os
import tempfile
from pathlib import Path
from typing import Any

from sklearn.base import BaseEstimator

from arabnlp.errors import InputError, MissingFileError

_TRUSTED_PREFIXES = ("arabnlp.", "sklearn.", "numpy.", "scipy.sparse.")


def save(estimator: Any, path: str | os.PathLike[str]) -> Path:
    """Save a fitted estimator. The file appears whole or not at all.

    A ``callback`` watches a fit and is no part of what was learned: it is left out of the file (of the estimator, of
    those inside it, and of ``lda_params``). Whatever else :func:`load` would refuse is refused here.

    Parameters
    ----------
    estimator : object
        An estimator of arabnlp or scikit-learn.
    path : path-like

    Returns
    -------
    Path

    Raises
    ------
    MissingFileError
        If the folder does not exist.
    InputError
        If the estimator holds a function or an object of a type that :func:`load` does not load, such as a stemmer of
        one's own.

    Examples
    --------
    >>> import tempfile
    >>> from arabnlp import ArabicNormalizer
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     load(save(ArabicNormalizer("search"), folder + "/n.skops")).normalize("إلى")
    'الي'
    """
    from skops.io import dump, get_untrusted_types

    path = Path(path)
    if not path.parent.exists():
        raise MissingFileError(f"the folder {path.parent} does not exist: create it, or save elsewhere.")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    os.close(handle)
    try:
        dump(_without_callbacks(estimator), temporary)
        foreign = _foreign(get_untrusted_types(file=temporary))
        if foreign:
            raise InputError(
                f"the {type(estimator).__name__} holds {', '.join(foreign)}, which load would refuse, since it runs no"
                " foreign code: take it out first, or keep it with skops.io.dump."
            )
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def _foreign(types: list[str]) -> list[str]:
    return [name for name in types if not name.startswith(_TRUSTED_PREFIXES)]


def _without_callbacks(value: Any) -> Any:
    """The same estimator, or a copy of what holds a callback, without it."""
    if isinstance(value, BaseEstimator):
        held = vars(value)
        kept = {name: None if name == "callback" else _without_callbacks(item) for name, item in held.items()}
        if all(kept[name] is item for name, item in held.items()):
            return value
        lighter = copy.copy(value)
        vars(lighter).update(kept)
        return lighter
    if type(value) is dict and callable(value.get("callback")):
        return {**value, "callback": None}
    if type(value) in (list, tuple) and any(isinstance(item, BaseEstimator | tuple) for item in value):
        rest = [_without_callbacks(item) for item in value]
        return value if all(a is b for a, b in zip(rest, value, strict=True)) else type(value)(rest)
    return value


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
        foreign = _foreign(unknown)
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

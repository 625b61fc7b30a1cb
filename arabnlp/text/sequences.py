"""What is no collection of texts, though Python walks over it like one."""

from __future__ import annotations

from typing import Any

from arabnlp.errors import InputError


def is_table(value: Any) -> bool:
    """Whether a value is a table with named columns, such as a DataFrame of pandas or polars.

    Examples
    --------
    >>> is_table(["نص"]), is_table({"text": ["نص"]})
    (False, False)
    """
    return hasattr(type(value), "columns")  # of the class: a polars LazyFrame would read its file for it


def refuse_lone(texts: Any, name: str = "texts", of: str = "strings") -> None:
    """Refuse what would be taken apart in silence: a string into letters, a table into the names of its columns.

    Parameters
    ----------
    texts : object
        Given as texts.
    name : str
        Of the parameter.
    of : str
        What it is a sequence of.

    Raises
    ------
    InputError
        If it is one string, or a table.

    Examples
    --------
    >>> refuse_lone(["نص"])
    """
    if isinstance(texts, str):
        raise InputError(f"{name} must be a sequence of {of}, not one string: put it in a list.")
    if is_table(texts):
        raise InputError(f"{name} must be a sequence of {of}, not a table: pass one column, such as table['text'].")


__all__ = ["is_table", "refuse_lone"]

"""Folds for evaluation that keep the classes' shares and never part a group, such as copies of one article."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from arabnlp.articles.article import Article
from arabnlp.articles.duplicates import duplicate_ids
from arabnlp.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def duplicate_groups(texts: Iterable[str | Article], threshold: float = 0.8) -> NDArray[np.int64]:
    """A group for each text: copies and near copies share one.

    Parameters
    ----------
    texts : iterable of str or Article, n_texts
    threshold : float
        As for :func:`arabnlp.articles.duplicates.find_duplicates`.

    Returns
    -------
    ndarray of int64, shape (n_texts,)
        Numbers from 0, in order of appearance; for :func:`grouped_folds`.

    Examples
    --------
    >>> duplicate_groups(["خبر عاجل", "نبأ", "خبرٌ عاجل!"]).tolist()
    [0, 1, 0]
    """
    return duplicate_ids(texts, threshold)


def grouped_folds(
    labels: Sequence[Any], groups: Sequence[Any] | None = None, n_splits: int = 5, seed: int = 0
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Folds of cross-validation, stratified by label, with each group on one side only.

    Parameters
    ----------
    labels : sequence, n_texts
        The class of each text.
    groups : sequence, n_texts, optional
        The group of each text, as from :func:`duplicate_groups`; None puts each text in its own.
    n_splits : int
        Number of folds, 2 or more.
    seed : int
        The same seed gives the same folds.

    Returns
    -------
    list of (ndarray of int64, ndarray of int64)
        Indices to train on and to test on, ascending, for each fold. Each text is tested on once.

    Raises
    ------
    InputError
        If lengths differ, a label is missing, there are fewer than two classes, or fewer groups than folds.

    Warns
    -----
    UserWarning
        If a class has fewer groups than folds: some folds test nothing of it.

    Examples
    --------
    >>> folds = grouped_folds(["أ", "أ", "ب", "ب"], groups=[0, 1, 2, 3], n_splits=2)
    >>> sorted(index for _, test in folds for index in test.tolist())
    [0, 1, 2, 3]
    """
    import numpy as np
    from sklearn.model_selection import StratifiedGroupKFold

    labels = list(labels)
    groups = list(range(len(labels))) if groups is None else list(groups)
    if len(labels) != len(groups):
        raise InputError(f"there are {len(labels)} labels and {len(groups)} groups: give one of each for each text.")
    if isinstance(n_splits, bool) or not isinstance(n_splits, int | np.integer) or n_splits < 2:
        raise InputError(f"n_splits is {n_splits!r}: give a whole number of folds, 2 or more.")
    for index, label in enumerate(labels):
        if label is None or label != label or label == "":
            raise InputError(f"label {index} is missing ({label!r}): leave out texts without a label first.")
    class_numbers = _numbered(labels)
    group_numbers = _numbered(groups)
    n_groups = len(set(group_numbers))
    if n_groups < n_splits:
        raise InputError(
            f"{n_groups} groups cannot make {n_splits} folds: take n_splits={max(2, n_groups)} or more texts."
        )
    names = dict(zip(class_numbers, labels, strict=True))
    if len(names) < 2:
        raise InputError(f"all labels are {labels[0]!r}: folds are stratified over two or more classes.")
    in_groups = {
        number: len({g for c, g in zip(class_numbers, group_numbers, strict=True) if c == number}) for number in names
    }
    rare = [f"{names[number]!r} in {count}" for number, count in in_groups.items() if count < n_splits]
    if len(rare) == len(names):
        raise InputError(f"no class is in {n_splits} groups ({', '.join(rare)}): take fewer folds or more texts.")
    if rare:
        warnings.warn(
            f"some of the {n_splits} folds test nothing of a class in fewer groups: {', '.join(rare)}.", stacklevel=2
        )
    splitter = StratifiedGroupKFold(n_splits=int(n_splits), shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # its own warning counts texts, not groups
        try:
            folds = list(splitter.split(np.zeros(len(labels)), np.array(class_numbers), np.array(group_numbers)))
        except ValueError as error:
            raise InputError(f"no {n_splits} folds can be made of these labels ({error}): take fewer folds.") from error
    return [(train.astype(np.int64), test.astype(np.int64)) for train, test in folds]


def _numbered(values: Sequence[Any]) -> list[int]:
    numbers: dict[Any, int] = {}
    return [numbers.setdefault(value, len(numbers)) for value in values]

"""Duplicates and near duplicates among texts.

Texts are folded and cut into overlapping runs of five words (shingles); two texts are near duplicates if the Jaccard
similarity of their sets of shingles reaches a threshold. Pairs worth comparing are found with MinHash and banding
(Broder, "On the resemblance and containment of documents", SEQUENCES 1997; Leskovec, Rajaraman and Ullman, *Mining of
Massive Datasets*, chapter 3) and then compared exactly, so that no pair below the threshold is ever joined.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from arabnlp.articles.article import Article
from arabnlp.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHINGLE = 5
_HASHES = 128
_MISSED = 0.001  # accepted chance to miss a pair that is just at the threshold
_SEED = 2021
_BLOCK = 2_000  # texts whose hashes are taken at once: bounds memory


def find_duplicates(texts: Iterable[str | Article], threshold: float = 0.8) -> list[list[int]]:
    """Groups of texts that say the same in the same words.

    Parameters
    ----------
    texts : iterable of str or Article, n_texts
        Of an article only the text counts.
    threshold : float
        Least Jaccard similarity, above 0 and at most 1, of the sets of folded five-word runs of two texts. Texts of
        fewer than five words are duplicates only if they are equal after folding.

    Returns
    -------
    list of list of int
        Groups of two or more indices, ascending, ordered by their first. A group is closed under similarity: each
        member is similar to some other, not to all. Texts without a word are in no group.

    Raises
    ------
    InputError
        If an item is neither a string nor an Article, or the threshold is out of range.

    Notes
    -----
    A pair exactly at the threshold is missed with a chance of at most one in a thousand, a more similar one with less.
    The result does not depend on chance beyond that: the hashes are fixed.

    Examples
    --------
    >>> find_duplicates(["أعلنت الوزارة النتائج", "خبر آخر", "اعلنت الوزاره النتائج."])
    [[0, 2]]
    """
    ids = duplicate_ids(texts, threshold)
    groups: dict[int, list[int]] = {}
    for index, group in enumerate(ids.tolist()):
        groups.setdefault(group, []).append(index)
    return [members for members in groups.values() if len(members) > 1]


def duplicate_ids(texts: Iterable[str | Article], threshold: float = 0.8) -> NDArray[np.int64]:
    """The number of each text's group, from 0 in order of appearance; parameters as for :func:`find_duplicates`.

    Returns
    -------
    ndarray of int64, shape (n_texts,)

    Examples
    --------
    >>> duplicate_ids(["خبر", "نبأ", "خبر"]).tolist()
    [0, 1, 0]
    """
    import numpy as np

    if isinstance(threshold, bool) or not isinstance(threshold, int | float) or not 0 < threshold <= 1:
        raise InputError(f"threshold is {threshold!r}: give a number above 0 and at most 1.")
    words, starts = _word_ids(texts)
    lengths = np.diff(starts)
    firsts = _first_equal(words, starts)  # for each text the first with the same words; -1 without words
    distinct = np.flatnonzero(firsts == np.arange(len(firsts)))
    parent = np.where(firsts < 0, np.arange(len(firsts)), firsts)
    long = distinct[lengths[distinct] >= _SHINGLE]
    _join_similar(parent, long, words, starts, float(threshold))
    roots = [_root(parent, index) for index in range(len(parent))]
    numbers: dict[int, int] = {}
    return np.array([numbers.setdefault(root, len(numbers)) for root in roots], dtype=np.int64)


def _word_ids(texts: Iterable[str | Article]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Each text's folded words as numbers, one after another, and where each text starts."""
    import numpy as np

    from arabnlp.text.normalize import ArabicNormalizer

    if isinstance(texts, str | Article):
        raise InputError("find_duplicates takes several texts, not one: put them in a list.")
    fold, find = ArabicNormalizer("search").normalize, re.compile(r"\w+").findall
    vocabulary: dict[str, int] = {}
    pieces, lengths = [], []
    for index, item in enumerate(texts):
        text = item.text if isinstance(item, Article) else item
        if not isinstance(text, str):
            raise InputError(
                f"text {index} is {type(text).__name__}, not a string or an Article: drop missing texts first."
            )
        words = find(fold(text))
        pieces.append(np.array([vocabulary.setdefault(word, len(vocabulary)) for word in words], dtype=np.uint32))
        lengths.append(len(words))
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    numbers = np.concatenate(pieces) if pieces else np.empty(0, np.uint32)
    return _mixed(numbers.astype(np.uint64)), starts


def _mixed(values: Any) -> NDArray[np.uint64]:
    """Spread 64-bit numbers evenly: the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014)."""
    import numpy as np

    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _first_equal(words: NDArray[np.uint64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    import numpy as np

    seen: dict[bytes, int] = {}
    firsts = np.full(len(starts) - 1, -1, dtype=np.int64)
    for index in range(len(firsts)):
        content = words[starts[index] : starts[index + 1]].tobytes()
        if content:
            firsts[index] = seen.setdefault(hashlib.blake2b(content, digest_size=16).digest(), index)
    return firsts


def _join_similar(
    parent: NDArray[np.int64],
    chosen: NDArray[np.int64],
    words: NDArray[np.uint64],
    starts: NDArray[np.int64],
    threshold: float,
) -> None:
    """Join in ``parent`` those of the chosen texts that are similar."""
    import numpy as np

    sets = [_shingles(words[starts[index] : starts[index + 1]]) for index in chosen.tolist()]
    if len(sets) < 2:
        return
    rows = _rows_of_a_band(threshold)
    signatures = np.concatenate([_signatures(sets[at : at + _BLOCK]) for at in range(0, len(sets), _BLOCK)])
    compared: set[tuple[int, int]] = set()
    for band in range(_HASHES // rows):
        part = np.ascontiguousarray(signatures[:, band * rows : (band + 1) * rows])
        order = np.lexsort(part.T)
        same = (part[order[1:]] == part[order[:-1]]).all(axis=1)
        cuts = np.flatnonzero(~same) + 1
        for bucket in np.split(order, cuts):
            if len(bucket) > 1:
                _join_bucket(parent, np.sort(bucket).tolist(), chosen, sets, threshold, compared)


def _join_bucket(
    parent: NDArray[np.int64],
    bucket: list[int],
    chosen: NDArray[np.int64],
    sets: list[NDArray[np.uint64]],
    threshold: float,
    compared: set[tuple[int, int]],
) -> None:
    joined = True
    for at, first in enumerate(bucket):
        if joined and len({_root(parent, int(chosen[each])) for each in bucket}) == 1:
            return  # many copies of one text are joined by comparing each with the first
        joined = False
        for second in bucket[at + 1 :]:
            if (first, second) in compared:
                continue
            a, b = _root(parent, int(chosen[first])), _root(parent, int(chosen[second]))
            if a == b:
                continue
            compared.add((first, second))
            if _jaccard(sets[first], sets[second], threshold) >= threshold:
                parent[max(a, b)] = min(a, b)
                joined = True


def _shingles(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The distinct hashes of each five words in a row, ascending."""
    import numpy as np

    mixed = words[: len(words) - _SHINGLE + 1].copy()
    for offset in range(1, _SHINGLE):
        mixed = _mixed(mixed) + words[offset : len(words) - _SHINGLE + 1 + offset]
    return np.unique(_mixed(mixed))


def _signatures(sets: list[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """The MinHash of each set under each hash, shape (n_sets, _HASHES)."""
    import numpy as np

    factors = np.random.default_rng(_SEED).integers(1, 2**63, size=_HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(
        1
    )
    values = np.concatenate(sets)
    starts = np.concatenate([[0], np.cumsum([len(each) for each in sets])[:-1]])
    signatures = np.empty((len(sets), _HASHES), dtype=np.uint64)
    product = np.empty_like(values)
    for number, factor in enumerate(factors):
        np.multiply(values, factor, out=product)
        signatures[:, number] = np.minimum.reduceat(product, starts)
    return signatures


def _rows_of_a_band(threshold: float) -> int:
    """The most rows with which a pair at the threshold still shares a band almost surely."""
    for rows in range(16, 1, -1):
        if (1 - threshold**rows) ** (_HASHES // rows) <= _MISSED:
            return rows
    return 1


def _jaccard(a: NDArray[np.uint64], b: NDArray[np.uint64], threshold: float) -> float:
    import numpy as np

    if min(len(a), len(b)) < threshold * max(len(a), len(b)):
        return 0.0  # cannot reach it
    if len(a) > len(b):
        a, b = b, a
    at = np.minimum(np.searchsorted(b, a), len(b) - 1)
    shared = int(np.count_nonzero(b[at] == a))
    return shared / (len(a) + len(b) - shared)


def _root(parent: NDArray[np.int64], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = int(parent[index])
    return index

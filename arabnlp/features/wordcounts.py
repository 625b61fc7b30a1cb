"""Counts of words and word n-grams from token numbers: the vocabulary is stemmed, sorted and limited, not the tokens."""

from __future__ import annotations

from collections.abc import Callable
from numbers import Integral
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp

from arabnlp.errors import InputError
from arabnlp.features.tokens import Part
from arabnlp.features.typetable import TypeTable
from arabnlp.features.wordvocabulary import Level, WordVocabulary
from arabnlp.text.batch import in_threads
from arabnlp.text.stem import stem_types

Stemmer = str | Callable[[str], str] | None
_REMOVED, _UNKNOWN = -2, -1


class Limits(NamedTuple):
    """Which terms stay, as scikit-learn's parameters say."""

    min_df: float = 1
    max_df: float = 1.0
    max_features: int | None = None


class Counted(NamedTuple):
    """A count matrix (CSR, n_texts x n_terms), its terms, and in how many texts and how often each is."""

    counts: Any
    vocabulary: WordVocabulary
    document_frequencies: np.ndarray


class _Grams:
    """Consecutive texts: numbers of the n-grams that begin at each token, a row for each n. Takes the part over."""

    def __init__(self, part: Part, names: np.ndarray, max_n: int) -> None:
        from arabnlp.features import _encode_grams

        _encode_grams.compress(part.ids, part.offsets, names)
        self.offsets, n_tokens = part.offsets, part.offsets[-1]
        self.grams = part.ids[None, :n_tokens]
        if max_n > 1:
            self.grams = np.empty((max_n, n_tokens), np.int32)
            self.grams[0] = part.ids[:n_tokens]

    @property
    def words(self) -> np.ndarray:
        return self.grams[0]


def name_types(types: TypeTable, stops: TypeTable | None, stemmer: Stemmer) -> tuple[TypeTable, np.ndarray]:
    """Words that types stand for: stems, if there is a stemmer.

    Returns
    -------
    words : TypeTable
    names : int32 array, n_types
        Number of the word of each type; -2 for a stop word.
    """
    stopped = np.zeros(len(types), np.bool_)
    if stops is not None:
        found = types.find(stops)
        stopped[found[found >= 0]] = True
    if stemmer is None:
        names = np.arange(len(types), dtype=np.int32)
        names[stopped] = _REMOVED
        return types, names
    kept = np.flatnonzero(~stopped)
    names = np.full(len(types), _REMOVED, np.int32)
    words = TypeTable()
    if stemmer == "light10":
        from arabnlp.features import _encode_stem

        begins, lengths = _encode_stem.light10(types.arena, types.starts, kept)
        names[kept] = words.add_spans(types.arena, begins, lengths)
    else:
        strings = types.strings()
        names[kept] = words.add_strings(stem_types([strings[t] for t in kept.tolist()], stemmer))
    return words, names


def _in_parts(work: Callable[[int], Any], n_parts: int, n_threads: int) -> None:
    def run(first: int, last: int) -> None:
        for i in range(first, last):
            work(i)

    if n_parts:
        in_threads(run, np.ones(n_parts), min(n_threads, n_parts))


def _numbered(parts: list[_Grams], n: int, n_threads: int) -> np.ndarray:
    """Number the n-grams of ``n`` words in the order of their strings: their keys, sorted."""
    from arabnlp.features import _encode_grams

    keys: list[Any] = [None] * len(parts)
    orders: list[Any] = [None] * len(parts)

    def work(i: int) -> None:
        part = parts[i]
        keys[i] = _encode_grams.number(part.grams[n - 2], part.words, part.offsets, n, part.grams[n - 1])
        orders[i] = np.argsort(keys[i])

    _in_parts(work, len(parts), n_threads)
    union = np.empty(0, np.uint64)
    for own, order in zip(keys, orders, strict=True):
        union = _encode_grams.merged(union, own[order])

    def rename(i: int) -> None:
        names = _encode_grams.places(keys[i], orders[i], union)
        keys[i] = orders[i] = None
        _encode_grams.rename_grams(parts[i].grams[n - 1], names)

    _in_parts(rename, len(parts), n_threads)
    return union


def _levels(n_words: int, unions: list[np.ndarray]) -> list[Level]:
    levels = [Level(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.int32))]
    n_before = n_words
    for keys in unions:
        starts = np.searchsorted(keys, np.arange(n_before + 1, dtype=np.uint64) << np.uint64(32))
        levels.append(Level(starts, (keys & np.uint64(0xFFFFFFFF)).astype(np.int32), np.empty(0, np.int32)))
        n_before = len(keys)
    return levels


def _columns(levels: list[Level], counted: list[np.ndarray]) -> list[np.ndarray]:
    """Columns of the n-grams that are counted, in the order of their strings: a beginning comes before the whole."""
    below = [level.astype(np.int64) for level in counted]  # columns of each n-gram and of all that begin with it
    for k in range(len(levels) - 1, 0, -1):
        sums = np.concatenate([[0], np.cumsum(below[k])])
        below[k - 1] += sums[levels[k].starts[1:]] - sums[levels[k].starts[:-1]]
    first = np.cumsum(below[0]) - below[0]
    columns = [np.where(counted[0], first, -1)]
    for k in range(1, len(levels)):
        inside = first + counted[k - 1]  # where those that begin with an n-gram have their columns
        sums = np.cumsum(below[k]) - below[k]
        befores = levels[k].before()
        first = inside[befores] + sums - sums[levels[k].starts[:-1].clip(max=max(len(sums) - 1, 0))][befores]
        columns.append(np.where(counted[k], first, -1))
    return [level.astype(np.int32) for level in columns]


def count_words(
    types: TypeTable,
    parts: list[Part],
    *,
    stops: TypeTable | None = None,
    stemmer: Stemmer = None,
    ngram_range: tuple[int, int] = (1, 1),
    limits: Limits | None = None,
    binary: bool = False,
    dtype: Any = np.int64,
    n_threads: int = 1,
    release: bool = False,
) -> Counted:
    """Count the terms of texts and learn them.

    Parameters
    ----------
    types : TypeTable
    parts : list of Part
        Tokens as numbers of types.
    stops : TypeTable, optional
        Types that are taken out, before stemming.
    stemmer : str or callable, optional
        Applied once a type.
    ngram_range : tuple of int
    limits : Limits, optional
    binary : bool
    dtype : numpy type
    n_threads : int
    release : bool
        Whether the parts may be overwritten and their list emptied, to save memory.

    Returns
    -------
    Counted

    Raises
    ------
    InputError
        If there are no terms, or none are left.
    """
    limits = limits or Limits()
    min_n, max_n = ngram_range
    words, names = name_types(types, stops, stemmer)
    if max_n > 1 and len(words.arena) and words.arena.min() <= 0x20:
        raise InputError("a word with a space in it would make word n-grams ambiguous: take tokens without spaces.")
    order = words.order()
    rank = np.empty(len(words), np.int32)
    rank[order] = np.arange(len(words), dtype=np.int32)
    names = np.where(names >= 0, rank[names], names).astype(np.int32)
    grams: list[Any] = [None] * len(parts)
    mine = parts if release else list(parts)

    def renamed(i: int) -> None:
        part = mine[i] if release else Part(mine[i].ids.copy(), mine[i].offsets.copy())
        mine[i] = None  # type: ignore[call-overload]
        grams[i] = _Grams(part, names, max_n)

    _in_parts(renamed, len(parts), n_threads)
    levels = _levels(len(words), [_numbered(grams, n, n_threads) for n in range(2, max_n + 1)])
    sizes = [len(words), *(len(level.lasts) for level in levels[1:])]
    counted = [np.full(size, n >= min_n) for n, size in enumerate(sizes, 1)]
    columns = _columns(levels, counted)
    for n in range(min_n, max_n + 1):
        _rename(grams, n - 1, columns[n - 1], n_threads)
    for part in grams:
        part.grams = part.grams[min_n - 1 :]
    n_columns = sum(sizes[min_n - 1 :])
    n_texts = sum(len(part.offsets) - 1 for part in grams)
    want_total = limits.max_features is not None and not binary
    frequencies, totals, row_sizes = _frequencies(grams, n_columns, want_total, n_threads)
    kept = _kept(frequencies, totals if want_total else frequencies, n_texts, limits, np.dtype(dtype))
    if not kept.all():
        new = np.where(kept, np.cumsum(kept, dtype=np.int32) - 1, np.int32(-1)).astype(np.int32)
        for row in range(max_n - min_n + 1):
            _rename(grams, row, new, n_threads)
        columns = [np.where(level >= 0, new[level], -1).astype(np.int32) if len(new) else level for level in columns]
        frequencies = frequencies[kept]
        row_sizes = _frequencies(grams, len(frequencies), False, n_threads)[2]
    levels = [level._replace(columns=own) for level, own in zip(levels, columns, strict=True)]
    counts = _matrix(grams, row_sizes, len(frequencies), binary, dtype, n_threads)
    vocabulary = _vocabulary(words, order, levels, bool(kept.all()))
    return Counted(counts, vocabulary, frequencies)


def _rename(grams: list[_Grams], row: int, names: np.ndarray, n_threads: int) -> None:
    """Numbers of the n-grams in a row by other ones."""
    from arabnlp.features import _encode_grams

    if not np.array_equal(names, np.arange(len(names))):
        _in_parts(lambda i: _encode_grams.rename_grams(grams[i].grams[row], names), len(grams), n_threads)


def _frequencies(
    grams: list[_Grams], n_columns: int, want_total: bool, n_threads: int
) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Texts with each column, occurrences of it, and distinct columns of the texts of each part."""
    from arabnlp.features import _encode_rows

    found: list[Any] = [None] * len(grams)
    sizes = [np.zeros(len(part.offsets) - 1, np.int64) for part in grams]

    def work(i: int) -> None:
        found[i] = _encode_rows.frequencies(grams[i].grams, grams[i].offsets, n_columns, want_total, sizes[i])

    _in_parts(work, len(grams), n_threads)
    frequencies = np.zeros(n_columns, np.int64)
    totals = np.zeros(n_columns if want_total else 0, np.int64)
    for texts_with, total in found:
        frequencies += texts_with
        totals += total
    return frequencies, totals, sizes


def _kept(frequencies: np.ndarray, totals: np.ndarray, n_texts: int, limits: Limits, dtype: np.dtype) -> np.ndarray:
    """Which columns scikit-learn's limits keep; among equally frequent ones the same as there."""
    if not (frequencies > 0).any():
        raise InputError("empty vocabulary; perhaps the documents only contain stop words")
    most = limits.max_df if isinstance(limits.max_df, Integral) else limits.max_df * n_texts
    least = limits.min_df if isinstance(limits.min_df, Integral) else limits.min_df * n_texts
    if most < least:
        raise InputError(f"max_df={limits.max_df} corresponds to < documents than min_df={limits.min_df}: raise it.")
    kept = (frequencies <= most) & (frequencies >= max(least, 1))
    if limits.max_features is not None and kept.sum() > limits.max_features:
        # In the type that SciPy sums in: the order among equals comes from NumPy's sort of that type.
        summed = sp.csr_matrix((1, 1), dtype=dtype).sum(axis=0).dtype
        chosen = (-totals[kept].astype(summed)).argsort()[: limits.max_features]
        first = np.flatnonzero(kept)[chosen]
        kept = np.zeros(len(kept), np.bool_)
        kept[first] = True
    if not kept.any():
        raise InputError("After pruning, no terms remain. Try a lower min_df or a higher max_df.")
    return kept


def _matrix(
    grams: list[_Grams], row_sizes: list[np.ndarray], n_columns: int, binary: bool, dtype: Any, n_threads: int
) -> Any:
    from arabnlp.features import _encode_rows

    ends = np.concatenate([[0], np.cumsum(np.concatenate([*row_sizes, np.zeros(0, np.int64)]))]).astype(np.int64)
    wide = np.int32 if ends[-1] <= np.iinfo(np.int32).max else np.int64
    indices, data = np.empty(ends[-1], wide), np.empty(ends[-1], dtype)
    firsts = np.concatenate([[0], np.cumsum([len(sizes) for sizes in row_sizes])]).astype(np.int64)

    def work(i: int) -> None:
        part = grams[i]
        starts = ends[firsts[i] : firsts[i + 1]]
        _encode_rows.write_rows(part.grams, part.offsets, starts, n_columns, binary, indices, data)
        grams[i] = None  # type: ignore[call-overload]

    _in_parts(work, len(grams), n_threads)
    matrix = sp.csr_matrix((data, indices, ends.astype(wide)), shape=(len(ends) - 1, n_columns), copy=False)
    matrix.has_sorted_indices = matrix.has_canonical_format = True
    return matrix


def _vocabulary(words: TypeTable, order: np.ndarray, levels: list[Level], whole: bool) -> WordVocabulary:
    """The terms that have columns, and what they are made of."""
    if whole:
        return WordVocabulary(words.selected(order), levels)
    needed = [level.columns >= 0 for level in levels]
    for k in range(len(levels) - 1, 0, -1):
        needed[k - 1][levels[k].before()[needed[k]]] = True
    for k in range(1, len(levels)):
        needed[0][levels[k].lasts[needed[k]]] = True
    place = np.cumsum(needed[0]) - 1
    kept = [Level(levels[0].starts, levels[0].lasts, levels[0].columns[needed[0]])]
    for k in range(1, len(levels)):
        level, need = levels[k], needed[k]
        ends = np.concatenate([[0], np.cumsum(need)])[level.starts]
        starts = np.concatenate([[0], ends[1:][needed[k - 1]]]) if len(ends) > 1 else np.zeros(1, np.int64)
        kept.append(Level(starts.astype(np.int64), place[level.lasts[need]].astype(np.int32), level.columns[need]))
    return WordVocabulary(words.selected(order[needed[0]]), kept)


def count_known(
    types: TypeTable,
    parts: list[Part],
    vocabulary: WordVocabulary,
    *,
    stops: TypeTable | None = None,
    stemmer: Stemmer = None,
    ngram_range: tuple[int, int] = (1, 1),
    binary: bool = False,
    dtype: Any = np.int64,
    n_threads: int = 1,
    n_columns: int | None = None,
) -> Any:
    """Count the terms of a vocabulary only: CSR matrix, n_texts x n_columns. Parameters as of :func:`count_words`."""
    from arabnlp.features import _encode_grams

    min_n, max_n = ngram_range
    words, names = name_types(types, stops, stemmer)
    known = vocabulary.words.find(words)
    names = np.where(names >= 0, known[names] if len(known) else names, names).astype(np.int32)
    n_columns = vocabulary.n_columns if n_columns is None else n_columns
    grams: list[Any] = [None] * len(parts)

    def work(i: int) -> None:
        part = _Grams(Part(parts[i].ids.copy(), parts[i].offsets.copy()), names, max_n)
        for n in range(2, max_n + 1):
            level = vocabulary.levels[n - 1]
            before, out = part.grams[n - 2], part.grams[n - 1]
            _encode_grams.look_up(before, part.words, part.offsets, n, level.starts, level.lasts, out)
        for n in range(1, max_n + 1):
            _encode_grams.rename_grams(part.grams[n - 1], vocabulary.levels[n - 1].columns)
        part.grams = part.grams[min_n - 1 :]
        grams[i] = part

    _in_parts(work, len(parts), n_threads)
    sizes = _frequencies(grams, n_columns, False, n_threads)[2]
    return _matrix(grams, sizes, n_columns, binary, dtype, n_threads)

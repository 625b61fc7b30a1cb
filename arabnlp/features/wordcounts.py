"""Counts of words and word n-grams from token numbers: what is stemmed, sorted and limited is the vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from numbers import Integral
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp

from arabnlp.errors import InputError
from arabnlp.features.tokens import Part
from arabnlp.features.typetable import TypeTable
from arabnlp.features.wordgrams import (
    Grams,
    Numbered,
    columns_of,
    in_parts,
    levels_of,
    met_words,
    number_grams,
    rename_row,
    turns_of,
)
from arabnlp.features.wordvocabulary import Level, WordVocabulary
from arabnlp.text.batch import in_threads
from arabnlp.text.lemma import _LONGEST
from arabnlp.text.stem import _pystemmer, stem_types

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
        if len(kept) < len(strings):
            strings = [strings[t] for t in kept.tolist()]
        names[kept] = words.add_strings(_stems(types, strings, stemmer))
    return words, names


def _stems(types: TypeTable, strings: list[str], stemmer: Stemmer) -> list[str]:
    """Stems of distinct words, all or some of the types."""
    arena = types.arena
    odd = ((arena >= 0xD800) & (arena <= 0xDFFF)) | (arena == 0)
    if stemmer != "snowball" or odd.any() or np.diff(types.starts).max(initial=0) > _LONGEST:
        return stem_types(strings, stemmer)
    # What stem_types does, without asking of each word whether it is one.
    return [stem or word for word, stem in zip(strings, _pystemmer()().stemWords(strings), strict=True)]


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
        Whether the parts may be overwritten and their list and the types emptied, to save memory.

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
    if max_n > 1:  # keys of n-grams sort as their words are numbered
        rank = np.empty(len(words), np.int32)
        rank[order] = np.arange(len(words), dtype=np.int32)
        names = np.where(names >= 0, rank[names], names).astype(np.int32)
    grams: list[Any] = [None] * len(parts)
    mine = parts if release else list(parts)

    def renamed(i: int) -> None:
        part = mine[i] if release else Part(mine[i].ids.copy(), mine[i].offsets.copy())
        mine[i] = None  # type: ignore[call-overload]
        grams[i] = Grams(part, names, max_n)

    in_parts(renamed, len(parts), n_threads)
    numbered = [met_words(grams, order) if max_n > 1 else Numbered(np.empty(0), order, np.empty(0))]
    numbered += [number_grams(grams, n, n_threads) for n in range(2, max_n + 1)]
    levels = levels_of(len(words), [level.keys for level in numbered[1:]])
    columns = columns_of(levels, [len(level.met) for level in numbered], min_n)
    turns = turns_of(numbered[min_n - 1 :])
    del numbered
    column_of = np.empty(sum(map(len, turns)), np.int32)
    for own_turns, own_columns in zip(turns, columns[min_n - 1 :], strict=True):
        column_of[own_turns] = own_columns
    for part in grams:
        part.grams = part.grams[min_n - 1 :]
    if max_n > 1:
        for row, own_turns in enumerate(turns):
            rename_row(grams, row, own_turns, n_threads)
    n_texts = sum(len(part.offsets) - 1 for part in grams)
    want_total = limits.max_features is not None and not binary
    frequencies, totals, row_sizes = _frequencies(grams, len(column_of), want_total, n_threads)
    turn_of = np.empty(len(column_of), np.int64)
    turn_of[column_of] = np.arange(len(column_of))
    frequencies = frequencies[turn_of]
    kept = kept_terms(frequencies, totals[turn_of] if want_total else frequencies, n_texts, limits, np.dtype(dtype))
    if not kept.all():
        frequencies = frequencies[kept]
        new_columns = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
        columns = [np.where(level >= 0, new_columns[level], -1).astype(np.int32) for level in columns]
        stays = kept[column_of]
        column_of = new_columns[column_of[stays]]
        new_turns = np.where(stays, np.cumsum(stays) - 1, -1).astype(np.int32)
        for row in range(max_n - min_n + 1):
            rename_row(grams, row, new_turns, n_threads)
        row_sizes = _frequencies(grams, len(column_of), False, n_threads, True)[2]
    levels = [level._replace(columns=own) for level, own in zip(levels, columns, strict=True)]
    vocabulary = _vocabulary(words, order, levels, bool(kept.all()))
    if release:
        types.clear()
    del words, order, levels, columns, turns, turn_of
    counts = _matrix(grams, row_sizes, column_of, binary, dtype, n_threads)
    return Counted(counts, vocabulary, frequencies)


def _frequencies(
    grams: list[Grams], n_columns: int, want_total: bool, n_threads: int, sizes_only: bool = False
) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Texts with each column, occurrences of it, and distinct columns of the texts of each part."""
    from arabnlp.features import _encode_rows

    sizes = [np.zeros(len(part.offsets) - 1, np.int64) for part in grams]
    found = []

    def run(first: int, last: int) -> None:
        # Zeros that are not touched cost nothing: there may be many more columns than tokens.
        seen, total = np.zeros((n_columns, 2), np.int32), np.zeros(n_columns if want_total else 0, np.int64)
        stamp = 0
        for i in range(first, last):
            _encode_rows.frequencies(grams[i].grams, grams[i].offsets, stamp, seen, total, sizes[i])
            stamp += len(sizes[i])
        found.append((seen, total))

    if grams:
        in_threads(run, np.array([part.grams.size + 1 for part in grams]), min(n_threads, len(grams)))
    if sizes_only:
        return np.empty(0, np.int64), np.empty(0, np.int64), sizes
    frequencies = np.zeros(n_columns, np.int64)
    totals = np.zeros(n_columns if want_total else 0, np.int64)
    for seen, total in found:
        frequencies += seen[:, 1]
        totals += total
    return frequencies, totals, sizes


def kept_terms(
    frequencies: np.ndarray, totals: np.ndarray, n_texts: int, limits: Limits, dtype: np.dtype
) -> np.ndarray:
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
    grams: list[Grams], row_sizes: list[np.ndarray], columns: np.ndarray, binary: bool, dtype: Any, n_threads: int
) -> Any:
    """The matrix; ``columns`` are those of the numbers in the n-grams."""
    from arabnlp.features import _encode_rows

    ends = np.concatenate([[0], np.cumsum(np.concatenate([*row_sizes, np.zeros(0, np.int64)]))]).astype(np.int64)
    wide = np.int32 if ends[-1] <= np.iinfo(np.int32).max else np.int64
    indices, data = np.empty(ends[-1], wide), np.empty(ends[-1], dtype)
    firsts = np.concatenate([[0], np.cumsum([len(sizes) for sizes in row_sizes])]).astype(np.int64)

    def run(first: int, last: int) -> None:
        longest = max(int(np.diff(part.offsets).max(initial=0)) * len(part.grams) for part in grams[first:last])
        scratch = _encode_rows.scratch_for(len(columns), longest)
        for i in range(first, last):
            part, at = grams[i], ends[firsts[i]]
            args: tuple[Any, ...] = (part.grams, part.offsets, at, columns, binary, indices, data, row_sizes[i])
            _encode_rows.write_rows(*args, *scratch)
            grams[i] = None  # type: ignore[call-overload]

    if grams:
        in_threads(run, np.array([part.grams.size + 1 for part in grams]), min(n_threads, len(grams)))
    return sp.csr_matrix((data, indices, ends.astype(wide)), shape=(len(ends) - 1, len(columns)), copy=False)


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
    runs: list[tuple[list[Part], TypeTable]],
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
    """Count the terms of a vocabulary only: CSR matrix, n_texts x n_columns.

    Each of ``runs`` is tokens, which are overwritten, and their types. Other parameters as of :func:`count_words`.
    """
    from arabnlp.features import _encode_grams, _encode_rows

    min_n, max_n = ngram_range
    n_columns = vocabulary.n_columns if n_columns is None else n_columns
    grams: list[list[Grams]] = [[] for _ in runs]

    def work(i: int) -> None:
        parts, types = runs[i]
        words, names = name_types(types, stops, stemmer)
        known = vocabulary.words.find(words)
        names = np.where(names >= 0, known[names], names).astype(np.int32) if len(known) else names
        for part in parts:
            named = Grams(part, names, max_n)
            for n in range(2, max_n + 1):
                level = vocabulary.levels[n - 1]
                before, out = named.grams[n - 2], named.grams[n - 1]
                _encode_grams.look_up(before, named.words, named.offsets, n, level.starts, level.lasts, out)
            for n in range(min_n, max_n + 1):
                _encode_grams.rename_grams(named.grams[n - 1], vocabulary.levels[n - 1].columns)
            named.grams = named.grams[min_n - 1 :]
            grams[i].append(named)

    in_parts(work, len(runs), n_threads)
    flat = [part for own in grams for part in own]
    columns = np.arange(n_columns, dtype=np.int32)
    rows: list[Any] = [None] * len(flat)

    def write(first: int, last: int) -> None:
        longest = max(int(np.diff(part.offsets).max(initial=0)) * len(part.grams) for part in flat[first:last])
        scratch = _encode_rows.scratch_for(n_columns, longest)
        for i in range(first, last):
            # At most an entry a token: it is not worth counting them first.
            part, most = flat[i], flat[i].grams.size
            indices, data = np.empty(most, np.int32), np.empty(most, dtype)
            sizes = np.zeros(len(part.offsets) - 1, np.int64)
            args: tuple[Any, ...] = (part.grams, part.offsets, 0, columns, binary, indices, data, sizes)
            _encode_rows.write_rows(*args, *scratch)
            rows[i] = indices[: sizes.sum()], data[: sizes.sum()], sizes

    if flat:
        in_threads(write, np.array([part.grams.size + 1 for part in flat]), min(n_threads, len(flat)))
    indices, data, sizes = (
        np.concatenate([np.empty(0, kind), *(row[k] for row in rows)])
        for k, kind in enumerate((np.int32, dtype, np.int64))
    )
    ends = np.concatenate([[0], np.cumsum(sizes)])
    wide = np.int32 if ends[-1] <= np.iinfo(np.int32).max else np.int64
    shape = (len(sizes), n_columns)
    return sp.csr_matrix((data, indices.astype(wide, copy=False), ends.astype(wide)), shape=shape, copy=False)

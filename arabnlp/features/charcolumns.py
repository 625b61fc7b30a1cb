"""Character n-grams for the vectorizers: the counts of :mod:`arabnlp.features.chargrams`, with scikit-learn's rows.

Scikit-learn's rows are in the order in which it first meets each term, and norms are sums in that order: to the last
bit they depend on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse as sp

from arabnlp.features.chargrams import CharCounts, within
from arabnlp.features.chargrams import learn as learn_grams
from arabnlp.features.charread import Part, in_parts, read_parts
from arabnlp.features.charvocabulary import CharVocabulary
from arabnlp.text.batch import Table


def counts_as_met(
    texts: Sequence[str],
    *,
    table: Table | None = None,
    lowercase: bool,
    analyzer: str,
    ngram_range: tuple[int, int],
    limits: tuple[float, float, int | None],
    binary: bool,
    dtype: Any,
    n_threads: int,
) -> CharCounts:
    """Counts of texts with their rows in the order in which scikit-learn meets the terms.

    Parameters
    ----------
    texts : sequence of str, n_texts
    table, lowercase, analyzer, ngram_range, binary, dtype, n_threads
        As in :func:`~arabnlp.features.chargrams.char_counts`.
    limits : tuple
        ``min_df``, ``max_df`` and ``max_features``.

    Returns
    -------
    CharCounts
        That of :func:`~arabnlp.features.chargrams.char_counts`, but for the order of the entries in each row.

    Raises
    ------
    InputError
        If the texts have no n-gram, if none is left by the limits, or if the limits contradict each other.

    Examples
    --------
    >>> how = {"lowercase": True, "analyzer": "char_wb", "limits": (1, 1.0, None), "n_threads": 1}
    >>> counted = counts_as_met(["باب"], ngram_range=(3, 3), binary=False, dtype=np.int64, **how)
    >>> counted.vocabulary.terms, counted.counts.indices.tolist()
    ([' با', 'اب ', 'باب'], [0, 2, 1])
    """
    from arabnlp.features import _charcounts, _charmet, _encode_rows

    parts = read_parts(texts, table, lowercase, analyzer, n_threads)
    vocabulary, chains = learn_grams(parts, analyzer, ngram_range)
    turns = _turns(parts, chains, len(vocabulary.grams), len(texts))
    columns = np.empty(len(turns), np.int32)
    columns[turns] = np.arange(len(turns), dtype=np.int32)
    ends = np.zeros(len(texts) + 1, np.int64)
    occurring = limits[2] is not None and not binary

    def measure(names: np.ndarray, n_turns: int, occurring: bool) -> tuple[np.ndarray, np.ndarray]:
        """Texts with each turn, and how often it is; ends of the rows."""
        texts_with, times = np.zeros(n_turns, np.int64), np.zeros(n_turns if occurring else 0, np.int64)
        found: list[tuple[np.ndarray, ...]] = []

        def work(part: Part) -> None:
            part.chains = _charmet.renamed(part.places, chains, names)
            seen, total = np.zeros((n_turns, 2), np.int32), np.zeros(len(times), np.int64)
            sizes = np.empty(len(part.rows), np.int64)
            args: tuple[Any, ...] = (*_of(part), seen, total, sizes)
            _charmet.frequencies(*args)
            found.append((part.rows, sizes, seen, total))

        in_parts(work, parts)
        ends[:] = 0
        for rows, sizes, seen, total in found:
            ends[rows + 1] += sizes  # a text that was read apart is empty in the part that it comes from
            texts_with += seen[:, 1]
            times += total
        return texts_with, times

    texts_with, times = (
        of_turn[turns] if len(of_turn) else of_turn for of_turn in measure(turns, len(turns), occurring)
    )
    kept = within(texts_with, times if occurring else texts_with, len(texts), limits, np.dtype(dtype))
    if not kept.all():
        names, parent = _charcounts.keep(kept, vocabulary.parent)
        packing = vocabulary.packing
        vocabulary = CharVocabulary(vocabulary.grams[kept], parent, packing, analyzer, ngram_range)
        texts_with = texts_with[kept]
        left = columns[kept[columns]]
        columns, turns = names[left], np.full(len(turns), -1, np.int32)
        turns[left] = np.arange(len(left), dtype=np.int32)
        measure(turns, len(left), False)
    longest = int(ends.max(initial=0))
    np.cumsum(ends, out=ends)
    wide = np.int32 if ends[-1] <= np.iinfo(np.int32).max else np.int64
    indices, data = np.empty(ends[-1], wide), np.empty(ends[-1], dtype)

    def write(part: Part) -> None:
        scratch = _encode_rows.scratch_for(len(columns), longest)
        args: tuple[Any, ...] = (*_of(part), part.rows, ends, columns, binary, indices, data, *scratch)
        _charmet.write_rows(*args)

    in_parts(write, parts)
    counts = sp.csr_matrix((data, indices, ends.astype(wide)), shape=(len(texts), len(columns)), copy=False)
    counts.has_sorted_indices = False
    return CharCounts(counts, vocabulary, texts_with)


def _of(part: Part) -> tuple:
    return part.doc_at, part.doc_types, part.doc_counts, part.window_at, part.window_ids, part.chains


def _turns(parts: list[Part], chains: np.ndarray, n_grams: int, n_texts: int) -> np.ndarray:
    """Turn of each n-gram: int32, n_grams."""
    from arabnlp.features import _charmet

    turns, turn = np.full(n_grams, -1, np.int32), 0
    met = [np.zeros(len(part.window_at) - 1, np.bool_) for part in parts]
    of, at = np.empty(n_texts, np.int64), np.empty(n_texts, np.int64)
    for p, part in enumerate(parts):
        rows = np.flatnonzero(~part.special)
        of[part.rows[rows]], at[part.rows[rows]] = p, rows
    # Texts in order, by runs of one part: more than one run a part only where some were read apart.
    breaks = np.flatnonzero((np.diff(of) != 0) | (np.diff(at) != 1)) + 1
    edges = [0, *breaks.tolist(), n_texts]
    for first, last in pairwise(edges):
        part, which = parts[of[first]], met[of[first]]
        run = int(at[first]), int(at[last - 1]) + 1
        read = (part.doc_at, part.doc_types, part.window_at, part.window_ids, part.places)
        turn = _charmet.meet(*run, *read, chains, which, turns, np.int64(turn))
    return turns

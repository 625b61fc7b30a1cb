"""Counts of character n-grams: the matrix of scikit-learn's ``CountVectorizer(analyzer="char" | "char_wb")``, compiled.

Interface for the vectorizers::

    counts, vocabulary, texts_with = char_counts(
        texts,                      # list of str
        table=None,                 # arabnlp.text.batch.Table or None: the fold, before lower case
        lowercase=True,             # str.lower, exactly (special cases too)
        analyzer="char_wb",         # or "char"
        ngram_range=(2, 5),
        vocabulary=None,            # a CharVocabulary: count its terms only; from_terms() makes one of given terms
        min_df=1, max_df=1.0, max_features=None,   # as scikit-learn, not with a vocabulary
        binary=False, dtype=np.int64, n_threads=None,
    )

``counts`` is a CSR matrix with sorted indices, columns in the order of the terms; ``vocabulary`` a mapping of str to
int (:class:`CharVocabulary`), whose strings are made when they are first asked for; ``texts_with`` the document
frequency of each column, int64. All that is independent of ``n_threads``.

A text is read once (:mod:`arabnlp.features._charread`): folded, and cut into words that are numbered by type. What
begins at each place of a type, ``max_n`` characters of it, is a window, packed into an integer whose order is the order
of strings (:mod:`arabnlp.features._chargrams`). Sorted windows give all n-grams in sorted order with no string made; a
text's windows in order give its row of the matrix in order (:mod:`arabnlp.features._charcounts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from numbers import Integral
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp

from arabnlp.errors import InputError
from arabnlp.features.charread import Block, Part, in_parts, read_parts
from arabnlp.features.charvocabulary import CODE_POINTS, CharVocabulary, Packing, sorted_order
from arabnlp.text.batch import Table, processors

_BLOCK = 6_000_000  # windows


class CharCounts(NamedTuple):
    """What :func:`char_counts` returns."""

    counts: Any  # scipy CSR matrix, n_texts x n_terms
    vocabulary: CharVocabulary
    texts_with: np.ndarray


def char_counts(
    texts: Sequence[str],
    *,
    table: Table | None = None,
    lowercase: bool = True,
    analyzer: str = "char_wb",
    ngram_range: tuple[int, int] = (1, 1),
    vocabulary: CharVocabulary | None = None,
    min_df: float = 1,
    max_df: float = 1.0,
    max_features: int | None = None,
    binary: bool = False,
    dtype: Any = np.int64,
    n_threads: int | None = None,
) -> CharCounts:
    """Count the character n-grams of texts.

    Parameters
    ----------
    texts : sequence of str, n_texts
    table : Table, optional
        The fold, as ``str.translate`` would apply it, before lower case.
    lowercase : bool
        Whether to apply ``str.lower``.
    analyzer : {"char", "char_wb"}
        ``"char_wb"`` counts inside words padded with one space on either side.
    ngram_range : tuple of int
        Shortest and longest n-gram, in characters.
    vocabulary : CharVocabulary, optional
        Count its terms only; else all n-grams of the texts are counted.
    min_df, max_df : int or float
        Least and most texts (a float: share of the texts) that have an n-gram.
    max_features : int, optional
        Keep the most frequent.
    binary : bool
        Ones for counts.
    dtype : numpy type
        Of the counts.
    n_threads : int, optional
        As many as there are processors, if not given. The result does not depend on it.

    Returns
    -------
    CharCounts
        ``counts``: CSR matrix, n_texts x n_terms, indices sorted; ``vocabulary``; ``texts_with``: int64, n_terms.

    Raises
    ------
    InputError
        If the texts have no n-gram, if none is left by the limits, or if the limits contradict each other.

    Examples
    --------
    >>> counts, vocabulary, texts_with = char_counts(["باب", "باب بابا"], ngram_range=(3, 3))
    >>> vocabulary.terms
    [' با', 'اب ', 'ابا', 'با ', 'باب']
    >>> counts.toarray()
    array([[1, 1, 0, 0, 1],
           [2, 1, 1, 1, 2]])
    >>> texts_with
    array([2, 2, 1, 1, 2])
    """
    min_n, max_n = ngram_range
    if analyzer not in ("char", "char_wb"):
        raise InputError(f"analyzer={analyzer!r} is not one of characters: use 'char' or 'char_wb'.")
    if not 1 <= min_n <= max_n:
        raise InputError(f"ngram_range={ngram_range} is no range: give (shortest, longest), 1 or more.")
    if vocabulary is not None and (vocabulary.analyzer, tuple(vocabulary.ngram_range)) != (analyzer, (min_n, max_n)):
        raise InputError(
            f"the vocabulary is of analyzer={vocabulary.analyzer!r}, ngram_range={vocabulary.ngram_range}: "
            "count with those."
        )
    threads = n_threads or processors()
    parts = read_parts(texts, table, lowercase, analyzer, threads)
    if vocabulary is None:
        vocabulary, windows = _learn(parts, analyzer, (min_n, max_n))
        _rename(parts)
        limits: tuple[float, float, int | None] | None = (min_df, max_df, max_features)
    else:
        windows = _look_up(parts, vocabulary)
        limits = None
    return _rows(parts, len(texts), vocabulary, windows, limits, binary, np.dtype(dtype))


class _Windows(NamedTuple):
    """Distinct windows of all texts."""

    keys: np.ndarray  # sorted
    chains: np.ndarray  # numbers of their n-grams by length, see _chargrams.tree


def _learn(parts: list[Part], analyzer: str, ngram_range: tuple[int, int]) -> tuple[CharVocabulary, _Windows]:
    """All n-grams of the texts."""
    from arabnlp.features import _chargrams, _charread

    present = np.zeros(CODE_POINTS, np.bool_)
    for part in parts:
        _charread.mark_alphabet(part.arena, present)
    longest = max(int(np.diff(part.type_at).max(initial=0)) for part in parts)
    packing = Packing.of(np.flatnonzero(present).astype(np.uint32), min(ngram_range[1], longest))
    keys = _number_windows(parts, packing, analyzer, ngram_range[0])
    span = _span(packing, ngram_range[0])
    grams, parent, chains = _chargrams.tree(keys, ngram_range[0], span, packing.bits, packing.per_word)
    if not len(grams):
        raise InputError("empty vocabulary; perhaps the texts are empty or shorter than the shortest n-gram.")
    return CharVocabulary(grams, parent, packing, analyzer, ngram_range), _Windows(keys, chains)


def learn(parts: list[Part], analyzer: str, ngram_range: tuple[int, int]) -> tuple[CharVocabulary, np.ndarray]:
    """All n-grams of the texts, and those of each window (see ``_chargrams.tree``), whose row is in ``part.places``.

    Raises
    ------
    InputError
        If there are none.
    """
    vocabulary, windows = _learn(parts, analyzer, ngram_range)
    return vocabulary, windows.chains


def _look_up(parts: list[Part], vocabulary: CharVocabulary) -> _Windows:
    """The windows of the texts, with the n-grams that the vocabulary has."""
    from arabnlp.features import _chargrams

    packing, min_n = vocabulary.packing, vocabulary.ngram_range[0]
    keys = _number_windows(parts, packing, vocabulary.analyzer, min_n)
    _rename(parts)
    found = vocabulary.locate(keys)
    shape = (min_n, _span(packing, min_n), packing.bits, packing.per_word)
    return _Windows(keys, _chargrams.chains_in(found, vocabulary.grams, vocabulary.parent, *shape))


def _span(packing: Packing, min_n: int) -> int:
    return max(packing.longest - min_n, 0) + 1


def _number_windows(parts: list[Part], packing: Packing, analyzer: str, min_n: int) -> np.ndarray:
    """Distinct windows of all parts, sorted; ``places`` of the parts' own ones among them."""
    from arabnlp.features import _chargrams

    symbol_of = packing.symbol_of()
    orders: dict[int, np.ndarray] = {}

    def find(part: Part) -> None:
        part.window_at, part.window_ids, part.keys = _chargrams.windows(
            part.arena,
            part.type_at,
            symbol_of,
            min_n,
            packing.longest,
            analyzer == "char_wb",
            packing.bits,
            packing.per_word,
            packing.n_words,
        )
        orders[id(part)] = sorted_order(part.keys)
        del part.arena, part.type_at

    def place(part: Part) -> None:
        part.places = _chargrams.ranks(orders[id(part)], part.keys, union)
        del part.keys

    in_parts(find, parts)
    union = np.empty((0, packing.n_words), np.uint64)
    for part in parts:
        union = _chargrams.merged(union, part.keys[orders[id(part)]])
    in_parts(place, parts)
    return union


def _rename(parts: list[Part]) -> None:
    """Windows of the parts by their places among those of all."""
    from arabnlp.features import _chargrams

    for part in parts:
        _chargrams.rename(part.window_ids, part.places)
        del part.places


def _rows(
    parts: list[Part],
    n_texts: int,
    vocabulary: CharVocabulary,
    windows: _Windows,
    limits: tuple[float, float, int | None] | None,
    binary: bool,
    dtype: np.dtype,
) -> CharCounts:
    """The matrix, after the n-grams outside the limits are left out."""
    from arabnlp.features import _charcounts

    keys, chains = windows
    packing, min_n = vocabulary.packing, vocabulary.ngram_range[0]
    per_word, symbol_at = packing.per_word, packing.symbol_at()
    lengths = _charcounts.lengths_of(keys, packing.bits, per_word)
    total = limits is not None and limits[2] is not None and not binary

    def gather(part: Part) -> None:
        docs = (part.doc_at, part.doc_types, part.doc_counts, part.window_at, part.window_ids)
        windows = (keys, lengths, min_n, symbol_at, per_word)
        count, added = np.zeros(len(keys), np.int32), np.zeros(chains.shape, np.uint8)
        carried, often = np.zeros(chains.shape, np.int32), np.zeros(len(keys) if total else 0, np.int64)
        # What a block holds is written to the matrix and freed block by block, while the matrix comes into being.
        for first, last, most in _blocks(part):
            found = np.empty((2, most), np.int32)  # memory that is not written is not taken
            args: tuple = (first, last, *docs, *windows, count, added, carried, often, *found)
            row_at, row_sizes = _charcounts.gather(*args)
            part.blocks.append(Block(part.rows[first:last], row_at, found[0], found[1], row_sizes))
        part.totals = added, carried, often
        del part.window_at, part.window_ids, part.doc_at, part.doc_types, part.doc_counts

    in_parts(gather, parts)
    texts_with = np.zeros(len(vocabulary.grams), np.int64)
    occurrences = np.zeros(len(texts_with) if total else 0, np.int64)
    for part in parts:
        added, carried, often = part.totals
        _charcounts.totals(chains, added, carried, often, texts_with, occurrences)
        del part.totals
    complete = limits is not None
    if limits is not None:
        kept = within(texts_with, occurrences if total else texts_with, n_texts, limits, dtype)
        if not kept.all():
            complete = False
            names, parent = _charcounts.keep(kept, vocabulary.parent)
            chains = np.where(chains >= 0, names[chains], np.int32(-1))
            texts_with = texts_with[kept]
            vocabulary = CharVocabulary(
                vocabulary.grams[kept], parent, vocabulary.packing, vocabulary.analyzer, vocabulary.ngram_range
            )

    def measure(part: Part) -> None:
        for block in part.blocks:
            block.sizes[:] = _charcounts.sizes(block.row_at, block.windows, keys, chains, min_n, symbol_at, per_word)

    if not complete:
        in_parts(measure, parts)
    ends = np.zeros(n_texts + 1, np.int64)
    for part in parts:
        for block in part.blocks:
            ends[block.rows + 1] += block.sizes
    ends = np.cumsum(ends)
    wide = np.int32 if ends[-1] <= np.iinfo(np.int32).max else np.int64
    indices, data = np.empty(ends[-1], wide), np.empty(ends[-1], dtype)

    def write(part: Part) -> None:
        while part.blocks:
            block = part.blocks.popleft()
            rows = (block.row_at, block.windows, block.times, block.rows)
            _charcounts.write_rows(
                *rows, keys, lengths, chains, min_n, symbol_at, per_word, ends, binary, indices, data
            )

    in_parts(write, parts)
    if vocabulary.columns is not None:
        indices = vocabulary.columns[indices].astype(wide)
        by_column = np.zeros(vocabulary.n_columns, np.int64)
        by_column[vocabulary.columns] = texts_with
        texts_with = by_column
    counts = sp.csr_matrix((data, indices, ends.astype(wide)), shape=(n_texts, vocabulary.n_columns), copy=False)
    if vocabulary.columns is None:
        counts.has_sorted_indices = True
    else:
        counts.sort_indices()
    counts.has_canonical_format = True
    return CharCounts(counts, vocabulary, texts_with)


def _blocks(part: Part) -> Iterator[tuple[int, int, int]]:
    """Runs of texts, and how many windows each run has at most; larger than what an allocator keeps for itself."""
    sizes = np.concatenate([[0], np.cumsum(np.diff(part.window_at)[part.doc_types])])[part.doc_at]
    edges = np.searchsorted(sizes, np.arange(_BLOCK, sizes[-1], _BLOCK), side="right").tolist()
    for first, last in pairwise([0, *dict.fromkeys(edge for edge in edges if edge < len(part.rows)), len(part.rows)]):
        if first < last:
            yield first, last, int(sizes[last] - sizes[first])


def within(
    texts_with: np.ndarray,
    occurrences: np.ndarray,
    n_texts: int,
    limits: tuple[float, float, int | None],
    dtype: np.dtype,
) -> np.ndarray:
    """Which n-grams scikit-learn's limits keep; among equally frequent ones the same as there."""
    min_df, max_df, max_features = limits
    most = max_df if isinstance(max_df, Integral) else max_df * n_texts
    least = min_df if isinstance(min_df, Integral) else min_df * n_texts
    if most < least:
        raise InputError(
            f"max_df={max_df} corresponds to < documents than min_df={min_df}: raise one, or lower the other."
        )
    kept = (texts_with <= most) & (texts_with >= least)
    if max_features is not None and kept.sum() > max_features:
        # The type that SciPy sums in: the order among equals comes from NumPy's sort of that type.
        summed = sp.csr_array((1, 1), dtype=dtype).sum(axis=0).dtype
        first = (-occurrences[kept].astype(summed)).argsort()[:max_features]
        chosen = np.zeros(len(kept), np.bool_)
        chosen[np.flatnonzero(kept)[first]] = True
        kept = chosen
    if not kept.any():
        raise InputError("After pruning, no terms remain. Try a lower min_df or a higher max_df.")
    return kept

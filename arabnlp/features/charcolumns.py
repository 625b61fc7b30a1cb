"""Character n-grams for the vectorizers: the counts of :mod:`arabnlp.features.chargrams`, with scikit-learn's rows.

Scikit-learn's rows are in the order in which it first meets each term, and norms are sums in that order: to the last
bit they depend on it.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from arabnlp.features.charvocabulary import CharVocabulary
from arabnlp.features.reading import Reading, TokenClass
from arabnlp.features.tokens import Tokens
from arabnlp.text.batch import in_threads

_SPACES = re.compile(r"\s\s+")


def in_met_order(counts: Any, texts: list[str], vocabulary: CharVocabulary, lowercase: bool, n_threads: int) -> Any:
    """Counts of texts with their rows in the order in which scikit-learn meets the terms.

    Parameters
    ----------
    counts : CSR matrix, n_texts x n_terms
        Changed in place.
    texts : list of str, n_texts
        As they were counted.
    vocabulary : CharVocabulary
        Learned from the texts.
    lowercase : bool
        Whether they were counted in lower case.
    n_threads : int
    """
    from arabnlp.features import _encode_rows, _encode_turns

    pad = vocabulary.analyzer == "char_wb"
    if pad:  # what a word type has was met when the type was
        tokens = Tokens(Reading(None, lowercase, None, TokenClass(r"\S", 1)), n_threads)
        tokens.add(texts)
        characters, starts = tokens.types.arena, tokens.types.starts
    else:
        whole = [_SPACES.sub(" ", text.lower() if lowercase else text) for text in texts]
        characters = np.frombuffer("".join(whole).encode("utf-32-le", "surrogatepass"), np.uint32)
        starts = np.cumsum([0, *map(len, whole)], dtype=np.int64)
    packing, n_grams = vocabulary.packing, len(vocabulary.grams)
    size = max(9, (2 * n_grams).bit_length())
    turns = np.full(n_grams, -1, np.int32)
    _encode_turns.meet(
        characters,
        starts,
        pad,
        vocabulary.grams,
        packing.symbol_of(),
        *vocabulary.ngram_range,
        packing.bits,
        packing.per_word,
        np.full(1 << size, -1, np.int32),
        64 - size,
        turns,
    )
    columns = np.empty(n_grams, np.int32)
    columns[turns] = np.arange(n_grams, dtype=np.int32)

    def work(first: int, last: int) -> None:
        longest = int(np.diff(counts.indptr[first : last + 1]).max())
        scratch = _encode_rows.scratch_for(n_grams, longest)[1:]
        values = np.empty(n_grams, counts.dtype)
        _encode_turns.reorder(counts.indptr, first, last, counts.indices, counts.data, turns, columns, values, *scratch)

    if counts.shape[0]:
        in_threads(work, np.diff(counts.indptr) + 1, n_threads if counts.nnz > 50_000 else 1)
    counts.has_sorted_indices = False
    return counts

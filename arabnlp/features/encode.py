"""A corpus as numbers of its word types: texts are read once, and what comes after works on integers."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from arabnlp.errors import InputError
from arabnlp.features.arrayfile import read_arrays, write_arrays
from arabnlp.features.reading import FOLDED, TOKEN_PATTERN, Reading, token_class
from arabnlp.features.tokens import Part, Tokens, chunks
from arabnlp.features.typetable import TypeTable
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.sequences import refuse_lone

_ANY = token_class(r"\S+")
_STREAM = 1 << 23  # code points of texts that are held at once
_FORMAT = 1


class EncodedCorpus:
    """Texts as numbers of their word types.

    Attributes
    ----------
    ids : ndarray of int32, n_tokens
        The type of each token. Types are numbered in the order in which Python sorts their strings.
    offsets : ndarray of int64, n_texts + 1
        Tokens of text ``d``: from ``offsets[d]`` to ``offsets[d + 1]``.
    counts : ndarray of int64, n_types
        How often each type occurs.
    document_frequencies : ndarray of int64, n_types
        In how many texts.
    terms : list of str, n_types
    vocabulary : dict of str to int

    Examples
    --------
    >>> corpus = encode(["قال الوزير", "الوزير الوزير غادر"])
    >>> corpus.terms, corpus.ids.tolist(), corpus.offsets.tolist()
    (['الوزير', 'غادر', 'قال'], [2, 0, 0, 0, 1], [0, 2, 5])
    >>> corpus.counts.tolist(), corpus.document_frequencies.tolist()
    ([3, 1, 1], [2, 1, 1])
    >>> corpus[1]
    ['الوزير', 'الوزير', 'غادر']
    """

    def __init__(
        self,
        ids: np.ndarray,
        offsets: np.ndarray,
        characters: np.ndarray,
        starts: np.ndarray,
        counts: np.ndarray,
        document_frequencies: np.ndarray,
    ) -> None:
        self.ids, self.offsets = ids, offsets
        self.characters, self.starts = characters, starts
        self.counts, self.document_frequencies = counts, document_frequencies

    @classmethod
    def of_parts(cls, types: TypeTable, parts: Sequence[Part]) -> EncodedCorpus:
        """The corpus of tokens that were read, its types sorted."""
        from arabnlp.features import _encode, _encode_rows

        order = types.order()
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        ids = np.concatenate([np.empty(0, np.int32), *(part.ids for part in parts)])
        _encode.rename(ids, rank)
        lengths = np.concatenate([np.zeros(1, np.int64), *(np.diff(part.offsets) for part in parts)])
        offsets = np.cumsum(lengths)
        sizes = np.zeros(len(offsets) - 1, np.int64)
        seen, counts = np.zeros((len(order), 2), np.int32), np.zeros(len(order), np.int64)
        _encode_rows.frequencies(ids[None], offsets, 0, seen, counts, sizes)
        table = types.selected(order)
        return cls(ids, offsets, table.arena, table.starts, counts, seen[:, 1].astype(np.int64))

    def __len__(self) -> int:
        """Number of texts."""
        return len(self.offsets) - 1

    def __repr__(self) -> str:
        """Sizes."""
        return f"EncodedCorpus({len(self)} texts, {len(self.ids)} tokens, {len(self.starts) - 1} types)"

    def __getitem__(self, text: int) -> list[str]:
        """Tokens of a text."""
        if not -len(self) <= text < len(self):
            raise IndexError(f"there is no text {text}: the corpus has {len(self)}.")
        text %= len(self)
        terms = self.terms
        return [terms[i] for i in self.ids[self.offsets[text] : self.offsets[text + 1]].tolist()]

    @cached_property
    def types(self) -> TypeTable:
        """The types as a table that can be looked up."""
        return TypeTable.from_arrays(np.array(self.characters), np.array(self.starts))

    @cached_property
    def terms(self) -> list[str]:
        """The types as strings."""
        return self.types.strings()

    @property
    def vocabulary(self) -> dict[str, int]:
        """Number of each type."""
        return {term: i for i, term in enumerate(self.terms)}

    @property
    def n_tokens(self) -> int:
        """Number of tokens."""
        return len(self.ids)

    def bag_of_words(self) -> Any:
        """Counts of the types: CSR matrix of int32, n_texts x n_types, columns sorted."""
        import scipy.sparse as sp

        from arabnlp.features import _encode_rows

        ids, offsets, n_types = np.asarray(self.ids), np.asarray(self.offsets), len(self.starts) - 1
        sizes = np.zeros(len(self), np.int64)
        _encode_rows.frequencies(ids[None], offsets, 0, np.zeros((n_types, 2), np.int32), np.zeros(0, np.int64), sizes)
        ends = np.concatenate([[0], np.cumsum(sizes)])
        indices, data = np.empty(ends[-1], np.int32), np.empty(ends[-1], np.int32)
        columns = np.arange(n_types, dtype=np.int32)
        _encode_rows.write_rows(
            ids[None],
            offsets,
            0,
            columns,
            False,
            indices,
            data,
            sizes,
            *_encode_rows.scratch_for(n_types, int(np.diff(offsets).max(initial=0))),
        )
        return sp.csr_matrix((data, indices, ends), shape=(len(self), n_types))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write an ``.npz`` file, which appears whole or not at all.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     EncodedCorpus.load(encode(["قال الوزير"]).save(folder + "/c.npz"), mmap=False).terms
        ['الوزير', 'قال']
        """
        arrays = {name: np.asarray(getattr(self, name)) for name in _ARRAYS}
        return write_arrays(path, {"format": np.array(_FORMAT), **arrays})

    @classmethod
    def load(cls, path: str | os.PathLike[str], mmap: bool = True) -> EncodedCorpus:
        """Read what :meth:`save` wrote.

        Parameters
        ----------
        path : path-like
        mmap : bool
            Whether the arrays stay in the file, and are read where they are used.

        Raises
        ------
        MissingFileError, InputError
            If there is no such file, or it is not an encoded corpus.
        """
        arrays = read_arrays(path, mmap)
        if set(arrays) != {"format", *_ARRAYS} or int(arrays["format"]) != _FORMAT:
            raise InputError(f"{path} is not an encoded corpus of this version: encode the texts again.")
        return cls(*(arrays[name] for name in _ARRAYS))

    def to_gensim(self, stream: bool = False) -> tuple[Any, Any]:
        """The corpus for gensim.

        Parameters
        ----------
        stream : bool
            Whether the bags of words are made when they are read (``Sparse2Corpus``), which takes less memory.

        Returns
        -------
        dictionary : gensim.corpora.Dictionary
        bags : list of list of (int, int), n_texts
            As ``dictionary.doc2bow`` makes them.

        Examples
        --------
        >>> dictionary, bags = encode(["قال الوزير", "الوزير الوزير"]).to_gensim()
        >>> bags, dictionary[1]
        ([[(0, 1), (1, 1)], [(0, 2)]], 'قال')
        """
        from gensim.corpora import Dictionary
        from gensim.matutils import Sparse2Corpus

        counts = self.bag_of_words()
        dictionary = Dictionary()
        dictionary.token2id = self.vocabulary
        dictionary.dfs = dict(enumerate(self.document_frequencies.tolist()))
        dictionary.cfs = dict(enumerate(self.counts.tolist()))
        dictionary.num_docs, dictionary.num_pos, dictionary.num_nnz = len(self), len(self.ids), int(counts.nnz)
        if stream:
            return dictionary, Sparse2Corpus(counts, documents_columns=False)
        edges, columns, values = counts.indptr.tolist(), counts.indices.tolist(), counts.data.tolist()
        pairs = list(zip(columns, values, strict=True))
        return dictionary, [pairs[a:b] for a, b in pairwise(edges)]

    @classmethod
    def from_gensim(cls, dictionary: Any, bags: Iterable[Sequence[tuple[int, int]]]) -> EncodedCorpus:
        """A corpus from gensim's dictionary and bags of words; tokens of a text come in the order of its bag.

        Examples
        --------
        >>> corpus = encode(["قال الوزير", "الوزير الوزير"])
        >>> EncodedCorpus.from_gensim(*corpus.to_gensim()).counts.tolist()
        [3, 1]
        """
        rows = [list(bag) for bag in bags]
        sizes = np.fromiter(map(len, rows), np.int64, len(rows))
        flat = np.fromiter(chain.from_iterable(chain.from_iterable(rows)), np.int64, 2 * int(sizes.sum())).reshape(
            -1, 2
        )
        token_of = {number: token for token, number in dictionary.token2id.items()}
        numbers = np.array(sorted(token_of), np.int64)
        places = np.searchsorted(numbers, flat[:, 0])
        if len(flat) and (not len(numbers) or (numbers[places.clip(max=len(numbers) - 1)] != flat[:, 0]).any()):
            raise InputError(
                "a bag of words has a number that the dictionary lacks: give the dictionary it was made with."
            )
        ids = np.repeat(places, flat[:, 1]).astype(np.int32)
        ends = np.concatenate([[0], np.cumsum(flat[:, 1])])
        offsets = ends[np.concatenate([[0], np.cumsum(sizes)])].astype(np.int64)
        return cls.of_parts(TypeTable.of([token_of[number] for number in numbers.tolist()]), [Part(ids, offsets)])


_ARRAYS = ("ids", "offsets", "characters", "starts", "counts", "document_frequencies")


def encode(
    texts: Iterable[Any],
    normalizer: Any = "news",
    tokenizer: Callable[[str], Sequence[str]] | None = None,
    *,
    lowercase: bool = True,
    strip_accents: Any = None,
    token_pattern: str | None = TOKEN_PATTERN,
    n_threads: int | None = None,
    verbose: bool = False,
) -> EncodedCorpus:
    r"""Read texts once, into numbers of their word types.

    Parameters
    ----------
    texts : iterable of str or Article, n_texts
        A stream is read in pieces; its texts are dropped when they are read.
    normalizer : str, ArabicNormalizer or None
        What folds the texts.
    tokenizer : callable, optional
        Takes a folded text, returns its tokens; slow, as any function of a text.
    lowercase, strip_accents, token_pattern
        As in :class:`arabnlp.ArabicCountVectorizer`. A pattern is compiled if it is a run of one class of characters,
        such as ``\w\w+``.
    n_threads : int, optional
        As many as there are processors, if not given. The result does not depend on it.
    verbose : bool
        Whether progress is printed to standard error.

    Returns
    -------
    EncodedCorpus

    Raises
    ------
    InputError
        If a text is not a string, or the texts are one string.

    Examples
    --------
    >>> encode(["وُقّع الاتفاق في الرياض"], "search")
    EncodedCorpus(1 texts, 4 tokens, 4 types)
    """
    import re

    refuse_lone(texts)
    if isinstance(normalizer, str):
        normalizer = ArabicNormalizer(normalizer)
    if normalizer is not None and not hasattr(normalizer, "transform"):
        raise InputError(
            f"normalizer={normalizer!r} is neither a scheme, nor an ArabicNormalizer, nor None: try 'news'."
        )
    members = token_class(token_pattern)
    if tokenizer is None and members is None:
        if token_pattern is None:
            raise InputError("token_pattern is None, and there is no tokenizer: give one of them.")
        why = f"token_pattern={token_pattern!r} is not a run of one class of characters, so Python cuts the texts"
        warnings.warn(f"encode: {why}, which is slower.", UserWarning, stacklevel=2)
        tokenizer = re.compile(token_pattern).findall
    assert _ANY is not None
    reading = Reading(normalizer, lowercase, strip_accents, (members or _ANY) if tokenizer is None else _ANY)
    tokens = Tokens(reading, n_threads)
    for chunk in chunks((getattr(text, "text", text) for text in texts), _STREAM):
        if tokenizer is None:
            tokens.add(chunk)
        else:
            _cut(tokens, chunk, tokenizer)
        if verbose:
            print(f"encode: {tokens.n_texts} texts, {len(tokens.types)} types", file=sys.stderr, flush=True)
    return EncodedCorpus.of_parts(tokens.types, tokens.parts)


def _cut(tokens: Tokens, texts: list[str], tokenizer: Callable[[str], Sequence[str]]) -> None:
    """Read texts that a function cuts."""
    tokens.check(texts)
    reading = tokens.reading
    rows = [list(tokenizer(reading.finish(text, FOLDED))) for text in reading.fold_all(texts)]
    flat = [token for row in rows for token in row]
    offsets = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    tokens.parts.append(Part(tokens.types.add_strings(flat), offsets))
    tokens.n_texts += len(texts)


__all__ = ["EncodedCorpus", "encode"]

"""Counts of Arabic text without a vocabulary: terms are hashed to columns, as scikit-learn hashes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import HashingVectorizer

from arabnlp.features.preparation import OWN_CONSTRAINTS, ArabicTexts, Stemmer, aligned
from arabnlp.features.weighting import weigh
from arabnlp.features.wordcounts import name_types
from arabnlp.features.wordgrams import Grams, in_parts


class ArabicHashingVectorizer(ArabicTexts, HashingVectorizer):
    """Hashed token counts of Arabic texts: no vocabulary, nothing to fit, any number of texts.

    Parameters
    ----------
    normalizer, stemmer, stop_words, n_jobs, verbose
        As in :class:`arabnlp.ArabicCountVectorizer`; so is what is compiled.
    n_features : int
        Columns. Two terms may share one.
    alternate_sign : bool
        Whether half of the terms count negatively, so that terms that share a column cancel out on average.
    input, encoding, decode_error, strip_accents, lowercase, preprocessor, tokenizer, token_pattern, ngram_range, \
analyzer, binary, norm, dtype
        As in :class:`sklearn.feature_extraction.text.HashingVectorizer`, whose matrix this equals on the same tokens.

    Examples
    --------
    >>> vectorizer = ArabicHashingVectorizer(normalizer="search", n_features=2**10, norm=None, alternate_sign=False)
    >>> vectorizer.transform(["قالت الوزيرةُ", "الوزيره قالت قالت"]).data
    array([1., 1., 1., 2.])
    """

    _parameter_constraints: ClassVar[dict[str, Any]] = {**HashingVectorizer._parameter_constraints, **OWN_CONSTRAINTS}

    def __init__(
        self,
        *,
        normalizer: Any = "news",
        stemmer: Stemmer = None,
        input: str = "content",
        encoding: str = "utf-8",
        decode_error: str = "strict",
        strip_accents: Any = None,
        lowercase: bool = True,
        preprocessor: Any = None,
        tokenizer: Any = None,
        stop_words: Any = None,
        token_pattern: str | None = r"(?u)\b\w\w+\b",
        ngram_range: tuple[int, int] = (1, 1),
        analyzer: Any = "word",
        n_features: int = 2**20,
        binary: bool = False,
        norm: str | None = "l2",
        alternate_sign: bool = True,
        dtype: Any = np.float64,
        n_jobs: int | None = None,
        verbose: bool = False,
    ) -> None:
        super().__init__(
            input=input,
            encoding=encoding,
            decode_error=decode_error,
            strip_accents=strip_accents,
            lowercase=lowercase,
            preprocessor=preprocessor,
            tokenizer=tokenizer,
            stop_words=stop_words,
            token_pattern=token_pattern,
            ngram_range=ngram_range,
            analyzer=analyzer,
            n_features=n_features,
            binary=binary,
            norm=norm,
            alternate_sign=alternate_sign,
            dtype=dtype,
        )
        self.normalizer = normalizer
        self.stemmer = stemmer
        self.n_jobs = n_jobs
        self.verbose = verbose

    def fit(self, X: Any, y: Any = None) -> ArabicHashingVectorizer:
        """Check the parameters: there is nothing to learn."""
        super().fit(X, y)
        return self

    def partial_fit(self, X: Any, y: Any = None) -> ArabicHashingVectorizer:
        """Check the parameters: there is nothing to learn."""
        super().partial_fit(X, y)
        return self

    def fit_transform(self, X: Iterable[str], y: Any = None) -> Any:
        """Count: the same as :meth:`transform`."""
        self._validate_params()
        return self.fit([], y).transform(X)

    def transform(self, X: Iterable[str]) -> Any:
        """Count the terms of texts.

        Parameters
        ----------
        X : iterable of str or Article, n_texts, or EncodedCorpus

        Returns
        -------
        CSR matrix, n_texts x n_features
        """
        self._validate_ngram_range()
        if self._warn_of_python() or self.analyzer != "word":
            return super().transform(self._contents(X))
        types, parts, stops = self._read(X)
        words, names = name_types(types, stops, self.stemmer)
        threads = self._threads()
        done: list[Any] = [None] * len(parts)

        def work(i: int) -> None:
            done[i] = self._rows(Grams(parts[i], names, self.ngram_range[1]), words)
            parts[i] = None  # type: ignore[call-overload]

        in_parts(work, len(parts), threads)
        shape = (0, self.n_features)
        matrix = sp.vstack(done, format="csr") if done else sp.csr_matrix(shape, dtype=self.dtype)
        if self.binary:
            matrix.data.fill(1)
        if self.norm is not None:
            matrix = weigh(matrix, None, self.norm, False, threads)
        return aligned(matrix)

    def _rows(self, part: Grams, words: Any) -> Any:
        """Rows of consecutive texts."""
        from arabnlp.features import _encode_grams, _encode_hash

        min_n, max_n = self.ngram_range
        members = np.arange(len(words), dtype=np.int32)[:, None]
        columns, signs = [], []
        first = 0
        for n in range(1, max_n + 1):
            if n > 1:
                row, before = part.grams[n - 1], part.grams[n - 2]
                keys, _ = _encode_grams.number(before, part.words, part.offsets, n, row)
                lasts = (keys & np.uint64(0xFFFFFFFF)).astype(np.int32)
                members = np.column_stack([members[(keys >> np.uint64(32)).astype(np.int64)], lasts])
            if n >= min_n:
                found = _encode_hash.columns(
                    words.state[0], words.starts, np.ascontiguousarray(members), self.n_features
                )
                columns.append(found[0])
                signs.append(found[1] if self.alternate_sign else np.ones_like(found[1]))
        grams = part.grams[min_n - 1 :]
        for row, level in zip(grams, columns, strict=True):
            row[row >= 0] += first
            first += len(level)
        column_of, sign_of = np.concatenate(columns), np.concatenate(signs)
        sizes = _encode_hash.row_sizes(grams, part.offsets, column_of, self.n_features)
        ends = np.concatenate([[0], np.cumsum(sizes)])
        indices, data = np.empty(ends[-1], np.int32), np.empty(ends[-1], self.dtype)
        starts = ends[:-1]
        _encode_hash.write_rows(grams, part.offsets, starts, column_of, sign_of, self.n_features, indices, data)
        return sp.csr_matrix((data, indices, ends), shape=(len(sizes), self.n_features))

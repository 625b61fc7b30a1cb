"""Counting for the vectorizers: scikit-learn's steps, with the compiled path for words and its own for the rest."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer

from arabnlp.errors import InputError
from arabnlp.features.encode import EncodedCorpus
from arabnlp.features.preparation import ArabicTexts, Vocabulary, aligned
from arabnlp.features.wordcounts import Limits, count_known, count_words
from arabnlp.text.sequences import refuse_lone


class Counts(ArabicTexts, Vocabulary):
    """Mixin of both vectorizers: counts, terms and their frequencies."""

    min_df: Any
    max_df: Any
    max_features: int | None
    binary: bool
    dtype: Any
    fixed_vocabulary_: bool

    def _limits(self) -> Limits:
        return Limits(self.min_df, self.max_df, self.max_features)

    def _counted(self, raw_documents: Any, limits: Limits) -> tuple[Any, np.ndarray]:
        """Counts of texts, and in how many of them each term is; learns the terms, or takes the given ones."""
        refuse_lone(raw_documents)
        self._validate_ngram_range()  # type: ignore[attr-defined]
        self._warn_for_unused_params()  # type: ignore[attr-defined]
        self._validate_vocabulary()  # type: ignore[attr-defined]
        if self._warn_of_python():
            return self._counted_by_python(raw_documents, limits)
        if self.stop_words == "english":
            english = self.get_stop_words()
            tokenize = CountVectorizer.build_tokenizer(self)
            self._check_stop_words_consistency(english, self.build_preprocessor(), tokenize)  # type: ignore[attr-defined]
        if self.fixed_vocabulary_:
            self._warn_of_capitals()
            counts = self._known(raw_documents)
            return counts, np.bincount(counts.indices, minlength=counts.shape[1])
        if self.analyzer != "word":
            return self._counted_characters(raw_documents, limits)
        types, parts, stops = self._read(raw_documents)
        counted = count_words(
            types,
            parts,
            stops=stops,
            stemmer=self.stemmer,
            ngram_range=self.ngram_range,
            limits=limits,
            binary=self.binary,
            dtype=self.dtype,
            n_threads=self._threads(),
            release=not isinstance(raw_documents, EncodedCorpus),
        )
        self._learned(counted.vocabulary)
        return aligned(counted.counts), counted.document_frequencies

    def _counted_characters(self, raw_documents: Any, limits: Limits) -> tuple[Any, np.ndarray]:
        from arabnlp.features.charcolumns import counts_as_met

        texts, table, lowercase = self._folded(raw_documents)
        counted = counts_as_met(
            texts,
            table=table,
            lowercase=lowercase,
            analyzer=self.analyzer,
            ngram_range=self.ngram_range,
            limits=(limits.min_df, limits.max_df, limits.max_features),
            binary=self.binary,
            dtype=self.dtype,
            n_threads=self._threads(),
        )
        self._learned(counted.vocabulary)
        return aligned(counted.counts), counted.texts_with

    def _known_characters(self, raw_documents: Any) -> Any:
        from arabnlp.features.chargrams import char_counts

        texts, table, lowercase = self._folded(raw_documents)
        counted = char_counts(
            texts,
            table=table,
            lowercase=lowercase,
            analyzer=self.analyzer,
            ngram_range=self.ngram_range,
            vocabulary=self._char_vocabulary(),
            binary=self.binary,
            dtype=self.dtype,
            n_threads=self._threads(),
        )
        return aligned(counted.counts)

    def _counted_by_python(self, raw_documents: Any, limits: Limits) -> tuple[Any, np.ndarray]:
        own = self._limits()
        self.min_df, self.max_df, self.max_features = limits
        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="The parameter '.*' will not be used")  # said already
                counts = CountVectorizer.fit_transform(self, self._contents(raw_documents))
        finally:
            self.min_df, self.max_df, self.max_features = own
        return counts, np.bincount(counts.indices, minlength=counts.shape[1])

    def _known(self, raw_documents: Any) -> Any:
        """Counts of the learned or given terms."""
        refuse_lone(raw_documents)
        if self._why_python() is not None:
            return CountVectorizer.transform(self, self._contents(raw_documents))
        n_terms = self._check_terms()
        if self.analyzer != "word":
            return self._known_characters(raw_documents)
        runs, stops = self._read_runs(raw_documents)
        counts = count_known(
            runs,
            self._word_vocabulary(self.ngram_range[1]),
            stops=stops,
            stemmer=self.stemmer,
            ngram_range=self.ngram_range,
            binary=self.binary,
            dtype=self.dtype,
            n_threads=self._threads(),
            n_columns=n_terms,
        )
        return aligned(counts)

    def _check_terms(self) -> int:
        """Number of terms; an error if there are none."""
        if self.__dict__.get("_columns") is not None:
            return self._n_terms()
        if self.__dict__.get("_terms") is None:
            self._validate_vocabulary()  # type: ignore[attr-defined]
            if not self.fixed_vocabulary_:
                raise NotFittedError("Vocabulary not fitted or provided")
        if not self._n_terms():
            raise InputError("Vocabulary is empty")
        return self._n_terms()

    def _check_vocabulary(self) -> None:
        self._check_terms()

    def _warn_of_capitals(self) -> None:
        if self.lowercase and any(any(map(str.isupper, term)) for term in self.vocabulary_):
            warnings.warn(
                "Upper case characters found in vocabulary while 'lowercase' is True. These entries will not be matched"
                " with any documents",
                UserWarning,
                stacklevel=4,
            )

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """Terms in the order of the columns: ndarray of str, n_terms."""
        self._check_terms()
        return np.asarray(self._names(), dtype=object)

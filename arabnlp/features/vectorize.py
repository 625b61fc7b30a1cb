"""Counts and TF-IDF of Arabic text: scikit-learn's vectorizers, compiled, with normalization, stems and stop words.

Texts become numbers of word types in one compiled pass (:mod:`arabnlp.features.encode`); stems, stop words and limits
are decided once a type, and strings are made of the terms that stay, when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.utils.validation import check_is_fitted

from arabnlp.features.counts import Counts
from arabnlp.features.hashing import ArabicHashingVectorizer
from arabnlp.features.preparation import OWN_CONSTRAINTS, Stemmer
from arabnlp.features.seen import SeenTerms
from arabnlp.features.weighting import idf_of, weigh


class ArabicCountVectorizer(Counts, CountVectorizer):
    """Token counts of Arabic texts.

    Parameters
    ----------
    normalizer : str, ArabicNormalizer or None
        Scheme that folds the texts first; None leaves them as they are.
    stemmer : {"light10", "snowball", "isri", "tashaphyne", "farahidi", "qalsadi"}, callable or None
        Applied to each word type after folding; a callable takes a word and returns its stem.
    stop_words : "arabic", list of str or None
        ``"arabic"`` is the list of :mod:`arabnlp.text.stopwords`; it and a list of one's own are folded like the texts,
        so that they always match.
    input, encoding, decode_error, strip_accents, lowercase, preprocessor, tokenizer, token_pattern, ngram_range, \
analyzer, max_df, min_df, max_features, vocabulary, binary, dtype
        As in :class:`sklearn.feature_extraction.text.CountVectorizer`, whose matrix this one equals on the same tokens.
    n_jobs : int, optional
        Threads; as many as there are processors, if not given. The result does not depend on it.
    verbose : bool
        Whether progress is printed to standard error.

    Attributes
    ----------
    vocabulary_ : dict of str to int
        Column of each term.

    Examples
    --------
    >>> vectorizer = ArabicCountVectorizer(normalizer="search")
    >>> vectorizer.fit_transform(["قالت الوزيرةُ", "الوزيره قالت قالت"]).toarray()
    array([[1, 1],
           [1, 2]])

    Notes
    -----
    The compiled path reads words by a ``token_pattern`` that is a run of one class of characters, such as
    ``\\b\\w\\w+\\b`` or ``[^\\W\\d_]+``. Another pattern and functions for ``preprocessor``, ``tokenizer``,
    ``strip_accents`` or ``analyzer`` work as in scikit-learn and as fast as there; one warning says so.

    Texts may be a stream: they are read in pieces and dropped, and what is kept grows with the matrix, not with the
    text. An :class:`~arabnlp.features.encode.EncodedCorpus` may stand for the texts: its tokens are used as they are.
    """

    _parameter_constraints: ClassVar[dict[str, Any]] = {**CountVectorizer._parameter_constraints, **OWN_CONSTRAINTS}

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
        max_df: float | int = 1.0,
        min_df: float | int = 1,
        max_features: int | None = None,
        vocabulary: Any = None,
        binary: bool = False,
        dtype: Any = np.int64,
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
            max_df=max_df,
            min_df=min_df,
            max_features=max_features,
            vocabulary=vocabulary,
            binary=binary,
            dtype=dtype,
        )
        self.normalizer = normalizer
        self.stemmer = stemmer
        self.n_jobs = n_jobs
        self.verbose = verbose

    def fit(self, raw_documents: Iterable[str], y: Any = None) -> ArabicCountVectorizer:
        """Learn the vocabulary of texts."""
        self.fit_transform(raw_documents)
        return self

    def fit_transform(self, raw_documents: Iterable[str], y: Any = None) -> Any:
        """Learn the vocabulary and count.

        Parameters
        ----------
        raw_documents : iterable of str or Article, n_texts, or EncodedCorpus
        y : None
            Ignored.

        Returns
        -------
        CSR matrix, n_texts x n_terms
        """
        self._validate_params()
        self._seen = None
        counts, frequencies = self._counted(raw_documents, self._limits())
        self._fitted_on = (counts.shape[0], frequencies)
        return counts

    def partial_fit(self, raw_documents: Iterable[str], y: Any = None) -> ArabicCountVectorizer:
        """Learn the vocabulary of more texts: afterwards it is that of a fit on all texts so far.

        Columns stay in the order of their terms, so that new terms move them: transform again what was transformed.
        After ``fit``, the terms that it left out for their frequency start anew.

        Examples
        --------
        >>> vectorizer = ArabicCountVectorizer().partial_fit(["قال الوزير"]).partial_fit(["غادر الوزير"])
        >>> vectorizer.get_feature_names_out().tolist()
        ['الوزير', 'غادر', 'قال']
        """
        self._validate_params()
        SeenTerms.learn(self, raw_documents)
        return self

    def transform(self, raw_documents: Iterable[str]) -> Any:
        """Count the learned terms: a CSR matrix, n_texts x n_terms."""
        return self._known(raw_documents)


class ArabicTfidfVectorizer(Counts, TfidfVectorizer):
    """TF-IDF of Arabic texts.

    Parameters
    ----------
    normalizer, stemmer, stop_words, n_jobs, verbose
        As in :class:`ArabicCountVectorizer`; so is what is compiled, and what else may stand for the texts.
    input, encoding, decode_error, strip_accents, lowercase, preprocessor, tokenizer, analyzer, token_pattern, \
ngram_range, max_df, min_df, max_features, vocabulary, binary, dtype, norm, use_idf, smooth_idf, sublinear_tf
        As in :class:`sklearn.feature_extraction.text.TfidfVectorizer`, whose matrix this one equals on the same tokens.

    Attributes
    ----------
    vocabulary_ : dict of str to int
    idf_ : ndarray of shape (n_terms,)

    Examples
    --------
    >>> vectorizer = ArabicTfidfVectorizer(normalizer="search", stop_words="arabic")
    >>> vectorizer.fit(["ذهب الوزير إلى المعرض"]).get_feature_names_out().tolist()
    ['المعرض', 'الوزير', 'ذهب']
    """

    _parameter_constraints: ClassVar[dict[str, Any]] = {**TfidfVectorizer._parameter_constraints, **OWN_CONSTRAINTS}

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
        analyzer: Any = "word",
        stop_words: Any = None,
        token_pattern: str | None = r"(?u)\b\w\w+\b",
        ngram_range: tuple[int, int] = (1, 1),
        max_df: float | int = 1.0,
        min_df: float | int = 1,
        max_features: int | None = None,
        vocabulary: Any = None,
        binary: bool = False,
        dtype: Any = np.float64,
        norm: str | None = "l2",
        use_idf: bool = True,
        smooth_idf: bool = True,
        sublinear_tf: bool = False,
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
            analyzer=analyzer,
            stop_words=stop_words,
            token_pattern=token_pattern,
            ngram_range=ngram_range,
            max_df=max_df,
            min_df=min_df,
            max_features=max_features,
            vocabulary=vocabulary,
            binary=binary,
            dtype=dtype,
            norm=norm,
            use_idf=use_idf,
            smooth_idf=smooth_idf,
            sublinear_tf=sublinear_tf,
        )
        self.normalizer = normalizer
        self.stemmer = stemmer
        self.n_jobs = n_jobs
        self.verbose = verbose

    def _weighed(self, counts: Any) -> Any:
        idf = self._tfidf.idf_ if self.use_idf else None
        return weigh(counts, idf, self.norm, self.sublinear_tf, self._threads())

    def _learn_idf(self, frequencies: np.ndarray, n_texts: int) -> None:
        options = {"norm": self.norm, "use_idf": self.use_idf, "smooth_idf": self.smooth_idf}
        self._tfidf = TfidfTransformer(**options, sublinear_tf=self.sublinear_tf)
        self._tfidf.n_features_in_ = len(frequencies)
        if self.use_idf:
            dtype = self.dtype if self.dtype in (np.float32, np.float64) else np.float64
            self._tfidf.idf_ = idf_of(frequencies, n_texts, self.smooth_idf, dtype)

    def fit(self, raw_documents: Iterable[str], y: Any = None) -> ArabicTfidfVectorizer:
        """Learn vocabulary and document frequencies of texts."""
        self._counts(raw_documents)
        return self

    def _counts(self, raw_documents: Iterable[str]) -> Any:
        self._validate_params()
        self._check_params()
        self._seen = None
        counts, frequencies = self._counted(raw_documents, self._limits())
        self._fitted_on = (counts.shape[0], frequencies)
        self._learn_idf(frequencies, counts.shape[0])
        return counts

    def fit_transform(self, raw_documents: Iterable[str], y: Any = None) -> Any:
        """Learn and weight.

        Parameters
        ----------
        raw_documents : iterable of str or Article, n_texts, or EncodedCorpus
        y : None
            Ignored.

        Returns
        -------
        CSR matrix, n_texts x n_terms
        """
        return self._weighed(self._counts(raw_documents))

    def partial_fit(self, raw_documents: Iterable[str], y: Any = None) -> ArabicTfidfVectorizer:
        """Learn from more texts, as :meth:`ArabicCountVectorizer.partial_fit`; document frequencies are of all texts.

        Examples
        --------
        >>> vectorizer = ArabicTfidfVectorizer().partial_fit(["قال الوزير"]).partial_fit(["غادر الوزير"])
        >>> vectorizer.idf_.round(3).tolist()
        [1.0, 1.405, 1.405]
        """
        self._validate_params()
        self._check_params()
        frequencies, n_texts = SeenTerms.learn(self, raw_documents)
        self._learn_idf(frequencies, n_texts)
        return self

    def transform(self, raw_documents: Iterable[str]) -> Any:
        """Weight by the learned document frequencies: a CSR matrix, n_texts x n_terms."""
        check_is_fitted(self, "_tfidf", msg="The TF-IDF vectorizer is not fitted")
        return self._weighed(self._known(raw_documents))


__all__ = ["ArabicCountVectorizer", "ArabicHashingVectorizer", "ArabicTfidfVectorizer"]

"""Counts and TF-IDF of Arabic text: scikit-learn's vectorizers with normalization, stems and stop words that agree.

Normalization is one pass over the texts; stems and stop words are decided once a vocabulary type, not once a token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import numpy as np
from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.utils._param_validation import StrOptions

from arabnlp.errors import InputError
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.stem import get_stemmer
from arabnlp.text.stopwords import fold_stop_words, stop_words_for

Stemmer = str | Callable[[str], str] | None


_STOP_WORDS = {"stop_words": [StrOptions({"english", "arabic"}), list, None]}


class _ArabicMixin:
    """What both vectorizers add to scikit-learn's: ``normalizer``, ``stemmer`` and ``stop_words="arabic"``."""

    normalizer: Any
    stemmer: Stemmer
    stop_words: Any

    def _normalizer(self) -> ArabicNormalizer | None:
        if self.normalizer is None:
            return None
        if isinstance(self.normalizer, str):
            return ArabicNormalizer(self.normalizer)
        if hasattr(self.normalizer, "transform"):
            return clone(self.normalizer)
        raise InputError(
            f"normalizer={self.normalizer!r} is neither a scheme, nor an ArabicNormalizer, nor None: try 'news'."
        )

    def get_stop_words(self) -> list[str] | None:
        """The stop words in effect, the caller's own too, as the texts' folding and tokenization spell them."""
        if self.stop_words is None or (isinstance(self.stop_words, str) and self.stop_words == "english"):
            return super().get_stop_words()  # type: ignore[misc]
        fold, cut = self.build_preprocessor(), super().build_tokenizer()  # type: ignore[misc]
        if isinstance(self.stop_words, str):
            return sorted(stop_words_for(fold, tokenizer=cut))
        return sorted(fold_stop_words(self.stop_words, fold, tokenizer=cut))

    def build_preprocessor(self) -> Callable[[str], str]:
        """Fold a text, then what scikit-learn does (lower case, ``strip_accents`` or ``preprocessor``)."""
        inherited = super().build_preprocessor()  # type: ignore[misc]
        normalizer = self._normalizer()
        if normalizer is None:
            return inherited
        return lambda text: inherited(normalizer.normalize(text))

    def build_tokenizer(self) -> Callable[[str], list[str]]:
        """Tokens of a folded text, stemmed if asked; each type is stemmed once."""
        tokenize = super().build_tokenizer()  # type: ignore[misc]
        stem = get_stemmer(self.stemmer)
        if stem is None:
            return tokenize
        stops = frozenset(self.get_stop_words() or ()) if self.analyzer == "word" else frozenset()  # type: ignore[attr-defined]
        cache: dict[str, str] = {}

        def stemmed(text: str) -> list[str]:
            result = []
            for token in tokenize(text):
                if token in stops:
                    continue  # before stemming: a stem may look like a stop word, and the other way round
                form = cache.get(token)
                if form is None:
                    form = cache[token] = stem(token) or token
                result.append(form)
            return result

        return stemmed

    def build_analyzer(self) -> Callable[[str], list[str]]:
        """Scikit-learn's analyzer, with stop words taken out before stemming."""
        if get_stemmer(self.stemmer) is None or self.analyzer != "word" or self.stop_words is None:  # type: ignore[attr-defined]
            return super().build_analyzer()  # type: ignore[misc]
        preprocess, tokenize = self.build_preprocessor(), self.build_tokenizer()
        return lambda text: self._word_ngrams(tokenize(preprocess(self.decode(text))), None)  # type: ignore[attr-defined]

    def _check_texts(self, raw_documents: Any) -> list[str]:
        if isinstance(raw_documents, str):
            raise InputError("texts must be a sequence of strings, not one string: put it in a list.")
        texts = []
        for index, text in enumerate(raw_documents):
            text = getattr(text, "text", text)  # an Article
            if (isinstance(text, float) and np.isnan(text)) or text is None:
                raise InputError(f"text {index} is missing (None or NaN): drop it or fill it with an empty string.")
            texts.append(text)
        return texts


class ArabicCountVectorizer(_ArabicMixin, CountVectorizer):
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
    """

    _parameter_constraints: ClassVar[dict[str, Any]] = {**CountVectorizer._parameter_constraints, **_STOP_WORDS}

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

    def fit(self, raw_documents: Iterable[str], y: Any = None) -> ArabicCountVectorizer:
        """Learn the vocabulary of texts."""
        self.fit_transform(raw_documents)
        return self

    def fit_transform(self, raw_documents: Iterable[str], y: Any = None) -> Any:
        """Learn the vocabulary and count: a sparse matrix of shape (n_texts, n_terms)."""
        return super().fit_transform(self._check_texts(raw_documents), y)

    def transform(self, raw_documents: Iterable[str]) -> Any:
        """Count the learned terms: a sparse matrix of shape (n_texts, n_terms)."""
        return super().transform(self._check_texts(raw_documents))


class ArabicTfidfVectorizer(_ArabicMixin, TfidfVectorizer):
    """TF-IDF of Arabic texts.

    Parameters
    ----------
    normalizer, stemmer, stop_words
        As in :class:`ArabicCountVectorizer`.
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

    _parameter_constraints: ClassVar[dict[str, Any]] = {**TfidfVectorizer._parameter_constraints, **_STOP_WORDS}

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

    def fit(self, raw_documents: Iterable[str], y: Any = None) -> ArabicTfidfVectorizer:
        """Learn vocabulary and document frequencies of texts."""
        return super().fit(self._check_texts(raw_documents), y)

    def fit_transform(self, raw_documents: Iterable[str], y: Any = None) -> Any:
        """Learn and weight: a sparse matrix of shape (n_texts, n_terms)."""
        return super().fit_transform(self._check_texts(raw_documents), y)

    def transform(self, raw_documents: Iterable[str]) -> Any:
        """Weight by the learned document frequencies: a sparse matrix of shape (n_texts, n_terms)."""
        return super().transform(self._check_texts(raw_documents))


__all__ = ["ArabicCountVectorizer", "ArabicTfidfVectorizer"]

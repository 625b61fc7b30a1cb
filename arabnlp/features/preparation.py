"""What the vectorizers share: texts in any form, the compiled path where it applies, and the state of a vocabulary."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.utils._param_validation import StrOptions

from arabnlp.errors import InputError
from arabnlp.features.encode import EncodedCorpus
from arabnlp.features.reading import Reading, TokenClass, token_class
from arabnlp.features.tokens import CHUNK, Part, Tokens, chunks
from arabnlp.features.typetable import TypeTable
from arabnlp.features.wordvocabulary import WordVocabulary
from arabnlp.text.batch import Table, processors
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.sequences import refuse_lone
from arabnlp.text.stem import get_stemmer
from arabnlp.text.stopwords import fold_stop_words, stop_words, stop_words_for

Stemmer = str | Callable[[str], str] | None
STOP_WORDS = {"stop_words": [StrOptions({"english", "arabic"}), list, None]}
OWN_CONSTRAINTS: dict[str, Any] = {
    **STOP_WORDS,
    "n_jobs": [int, None],
    "verbose": ["verbose"],
    "normalizer": "no_validation",  # these two say themselves what was wrong
    "stemmer": "no_validation",
}
_STREAM_CHUNK = 1 << 23  # code points of a stream that are held at once


def aligned(matrix: Any) -> Any:
    """A sparse matrix of the kind that scikit-learn is set to return."""
    try:
        from sklearn.utils._sparse import _align_api_if_sparse
    except ImportError:  # before scikit-learn 1.8
        return matrix
    return _align_api_if_sparse(matrix)


class ArabicTexts:
    """What the vectorizers add to scikit-learn's: normalizer, stemmer, ``stop_words="arabic"``, compiled reading."""

    normalizer: Any
    stemmer: Stemmer
    stop_words: Any
    analyzer: Any
    tokenizer: Any
    preprocessor: Any
    token_pattern: str | None
    lowercase: bool
    strip_accents: Any
    ngram_range: tuple[int, int]
    input: str
    n_jobs: int | None
    verbose: Any

    # The way that scikit-learn goes, for what is not compiled and for whoever asks for an analyzer.

    def _normalizer(self) -> Any:
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
        if self._token_class() is not None:
            table = self._stop_table(self._reading())
            return sorted(table.strings()) if table is not None else None
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
        if hasattr(normalizer, "normalize"):
            return lambda text: inherited(normalizer.normalize(text))
        return lambda text: inherited(normalizer.transform([text])[0])

    def build_tokenizer(self) -> Callable[[str], list[str]]:
        """Tokens of a folded text, stemmed if asked; each type is stemmed once."""
        tokenize = super().build_tokenizer()  # type: ignore[misc]
        stem = get_stemmer(self.stemmer)
        if stem is None:
            return tokenize
        stops = frozenset(self.get_stop_words() or ()) if self.analyzer == "word" else frozenset()
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
        if get_stemmer(self.stemmer) is None or self.analyzer != "word" or self.stop_words is None:
            return super().build_analyzer()  # type: ignore[misc]
        preprocess, tokenize = self.build_preprocessor(), self.build_tokenizer()
        return lambda text: self._word_ngrams(tokenize(preprocess(self.decode(text))), None)  # type: ignore[attr-defined]

    # The compiled way.

    def _token_class(self) -> TokenClass | None:
        if callable(self.analyzer) or self.analyzer != "word" or self.tokenizer is not None:
            return None
        tokens = token_class(self.token_pattern)
        if tokens is not None and self.ngram_range[1] > 1 and tokens.holds("".join(map(chr, range(0x21)))):
            return None  # a word with a space in it makes n-grams ambiguous
        return tokens

    def _why_python(self) -> str | None:
        """What of the parameters the compiled path cannot do; None if it can do all."""
        if callable(self.analyzer):
            return "analyzer is a function"
        if self.analyzer == "word" and self.tokenizer is not None:
            return "tokenizer is a function"
        if self.analyzer == "word" and self._token_class() is None:
            return f"token_pattern={self.token_pattern!r} is not a run of one class of characters"
        if self.analyzer != "word" and self.stemmer is not None:
            return "a stemmer has no meaning for characters"
        return None

    def _warn_of_python(self) -> bool:
        """Whether texts are analyzed by Python; a warning says why, and whether a part of them is."""
        get_stemmer(self.stemmer)
        why = self._why_python()
        part = (
            "preprocessor" if self.preprocessor is not None else "strip_accents" if callable(self.strip_accents) else ""
        )
        if why is not None or part:
            reason = why or f"{part} is a function"
            done = "analyzes the texts" if why else "prepares the texts"
            warnings.warn(
                f"{type(self).__name__}: {reason}, so Python {done}, which is slower.", UserWarning, stacklevel=4
            )
        return why is not None

    def _reading(self) -> Reading:
        tokens = self._token_class()
        assert tokens is not None
        return Reading(self._normalizer(), self.lowercase, self.strip_accents, tokens, self.preprocessor)

    def _stop_table(self, reading: Reading) -> TypeTable | None:
        """Stop words as types."""
        if self.stop_words is None:
            return None
        if isinstance(self.stop_words, str) and self.stop_words == "english":
            return TypeTable.of(super().get_stop_words())  # type: ignore[misc]
        if isinstance(self.stop_words, str):
            key = reading.key()
            return _arabic_stops(key) if key is not None else _types_of(stop_words(), reading)
        return _types_of(fold_stop_words(self.stop_words, None, tokenizer=lambda word: [word]), reading)

    def _contents(self, raw_documents: Any) -> Iterator[Any]:
        """Documents as scikit-learn takes them: articles by their texts, none missing."""
        if isinstance(raw_documents, EncodedCorpus):
            raise InputError(
                "an encoded corpus has words only: use analyzer='word' with a token_pattern, no functions."
            )
        refuse_lone(raw_documents)
        for index, document in enumerate(raw_documents):
            document = getattr(document, "text", document)  # an Article
            if document is None or (isinstance(document, float) and np.isnan(document)):
                raise InputError(f"text {index} is missing (None or NaN): drop it or fill it with an empty string.")
            yield document

    def _texts(self, raw_documents: Any) -> Iterator[str]:
        decode = self.decode  # type: ignore[attr-defined]
        if self.input == "content":
            for text in self._contents(raw_documents):
                yield text if isinstance(text, str) else decode(text)
        else:
            yield from map(decode, self._contents(raw_documents))

    def _chunks(self, raw_documents: Any) -> Iterator[list[str]]:
        """Texts in lists; a stream is not held as a whole."""
        texts = self._texts(raw_documents)
        if hasattr(raw_documents, "__len__"):
            return chunks(list(texts), CHUNK)
        return chunks(texts, _STREAM_CHUNK)

    def _read(self, raw_documents: Any) -> tuple[TypeTable, list[Part], TypeTable | None]:
        """Types and tokens of texts or of an encoded corpus; and the stop words."""
        reading = self._reading()
        if isinstance(raw_documents, EncodedCorpus):
            part = Part(np.array(raw_documents.ids), np.array(raw_documents.offsets))
            return raw_documents.types, [part], self._stop_table(reading)
        tokens = Tokens(reading, self.n_jobs, small=self.ngram_range[1] == 1)
        for chunk in self._chunks(raw_documents):
            tokens.add(chunk)
            self._say(f"{tokens.n_texts} texts read, {len(tokens.types)} word types")
        return tokens.types, tokens.parts, self._stop_table(reading)

    def _read_runs(self, raw_documents: Any) -> tuple[list[tuple[list[Part], TypeTable]], TypeTable | None]:
        """Types and tokens by the runs in which they were read, where that is enough; and the stop words."""
        if isinstance(raw_documents, EncodedCorpus) or self.stemmer not in (None, "light10"):
            types, parts, stops = self._read(raw_documents)
            return [(parts, types)], stops  # a slow stemmer sees each type once
        reading = self._reading()
        tokens = Tokens(reading, self.n_jobs)
        runs = []
        for chunk in self._chunks(raw_documents):
            runs += tokens.runs(chunk)
            self._say(f"{tokens.n_texts} texts read")
        return runs, self._stop_table(reading)

    def _folded(self, raw_documents: Any) -> tuple[list[str], Table | None, bool]:
        """Texts for character n-grams, the fold that they still need, and whether they need lower case after it."""
        normalizer, texts = self._normalizer(), []
        reading = Reading(normalizer, False, None, TokenClass(r"\S", 1))
        # Of white space, "char_wb" sees only that it ends a word; "char" sees which it is.
        plain = self.preprocessor is None and self.strip_accents is None
        by_table = plain and (self.analyzer == "char_wb" or not reading.collapses)
        for chunk in self._chunks(raw_documents):
            for index, text in enumerate(chunk):
                if not isinstance(text, str):
                    kind = type(text).__name__
                    raise InputError(f"text {len(texts) + index} is {kind}, not a string: decode it, or drop it.")
            texts += chunk if by_table else reading.fold_all(chunk)
            self._say(f"{len(texts)} texts read")
        if by_table:
            return *reading.fold_patterns(texts, self._threads()), self.lowercase
        if plain:
            return texts, None, self.lowercase
        prepare = super().build_preprocessor()  # type: ignore[misc]
        return [prepare(text) for text in texts], None, False

    def _say(self, what: str) -> None:
        if self.verbose:
            print(f"{type(self).__name__}: {what}", file=sys.stderr, flush=True)

    def _threads(self) -> int:
        return processors() if self.n_jobs is None or self.n_jobs < 1 else self.n_jobs


def _types_of(words: Iterable[str], reading: Reading) -> TypeTable:
    """Tokens of some words, as types."""
    tokens = Tokens(reading, 1)
    tokens.add(sorted(words))
    return tokens.types


@lru_cache(maxsize=16)
def _arabic_stops(key: tuple) -> TypeTable:
    params, lowercase, strip_accents, tokens = key
    normalizer = ArabicNormalizer(**dict(params)) if params else None
    return _types_of(stop_words(), Reading(normalizer, lowercase, strip_accents, tokens))


class Vocabulary:
    """The attribute ``vocabulary_``: made of arrays when it is first asked for."""

    _terms: dict[str, int] | None
    _compiled: Any
    _columns: int | None

    @property
    def vocabulary_(self) -> dict[str, int]:
        """Column of each term."""
        terms = self.__dict__.get("_terms")
        if terms is None:
            compiled = self.__dict__.get("_compiled")
            if compiled is None:
                raise AttributeError(f"{type(self).__name__} has no vocabulary_: fit it first.")
            terms = self._terms = {term: column for column, term in enumerate(_terms_of(compiled))}
        return terms

    @vocabulary_.setter
    def vocabulary_(self, terms: dict[str, int]) -> None:
        self._terms, self._compiled, self._columns = terms, None, None

    def _learned(self, vocabulary: Any) -> None:
        """Take a compiled vocabulary for the terms."""
        self._terms, self._compiled, self._columns = None, vocabulary, len(vocabulary)

    def _names(self) -> list[str]:
        compiled = self.__dict__.get("_compiled")
        if compiled is not None and self.__dict__.get("_columns") is not None:
            return list(_terms_of(compiled))
        vocabulary = self.vocabulary_
        return sorted(vocabulary, key=vocabulary.__getitem__)

    def _n_terms(self) -> int:
        columns = self.__dict__.get("_columns")
        return len(self.vocabulary_) if columns is None else columns

    def _word_vocabulary(self, max_n: int) -> WordVocabulary:
        compiled = self.__dict__.get("_compiled")
        if not isinstance(compiled, WordVocabulary):
            compiled = WordVocabulary.of_terms(self.vocabulary_, max_n)
            self._compiled = compiled
        return compiled

    def _char_vocabulary(self) -> Any:
        from arabnlp.features.charvocabulary import CharVocabulary

        how = {"analyzer": self.analyzer, "ngram_range": tuple(self.ngram_range)}  # type: ignore[attr-defined]
        compiled = self.__dict__.get("_compiled")
        if not isinstance(compiled, CharVocabulary) or any(getattr(compiled, key) != how[key] for key in how):
            compiled = CharVocabulary.from_terms(self.vocabulary_, **how)
            self._compiled = compiled
        return compiled

    def __getstate__(self) -> dict[str, Any]:
        """The arrays or the terms, not both."""
        state: dict[str, Any] = dict(super().__getstate__())  # type: ignore[call-overload]
        if isinstance(state.get("_compiled"), Mapping):  # of characters: its terms are as good
            state["_terms"], state["_compiled"], state["_columns"] = self.vocabulary_, None, None
        if state.get("_columns") is not None:
            state["_terms"] = None
        elif state.get("_terms") is not None:
            state["_compiled"] = None
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Also what was saved when ``vocabulary_`` was a plain attribute."""
        state = dict(state)
        terms = state.pop("vocabulary_", None)
        super().__setstate__(state)  # type: ignore[misc]
        if terms is not None:
            self.vocabulary_ = terms


def _terms_of(compiled: Any) -> list[str]:
    return compiled.terms() if isinstance(compiled, WordVocabulary) else compiled.terms

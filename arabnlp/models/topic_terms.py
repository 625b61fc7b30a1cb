"""From texts to the terms of a topic model: token ids, which types are terms, and the count matrix.

Texts are read once, into ids of words as they are spelled; folds of letters, stop words, stems and frequency limits
then act on types. A term is shown by its most frequent spelling, so that topics stay readable: «المستشفى», though it
is counted with «المستشفي».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from scipy import sparse

from arabnlp.errors import InputError
from arabnlp.features.encode import EncodedCorpus, encode
from arabnlp.models.coherence import TokenIds
from arabnlp.text.boilerplate import strip_boilerplate
from arabnlp.text.folds import SCHEMES
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.sequences import refuse_lone
from arabnlp.text.speech import speech_forms
from arabnlp.text.stem import stem_types
from arabnlp.text.stopwords import NEGATIONS, fold_stop_words, stop_words_for

_TOKEN = r"\w+"
_TERM = re.compile(r"[^\W\d_]{3,}")
# Counted time and shares: in every article, of no topic.
_TIME = (
    "عام عاما أعوام العام سنة سنوات السنة شهر أشهر الشهر أسبوع الأسبوع يوما أيام ساعة ساعات الماضي الماضية"
    " المقبل المقبلة المئة بالمئة نسبة بنسبة شيء أخرى آخر"
)


@cache
def topic_stop_words(scheme: str) -> frozenset[str]:
    """Function words, negations, verbs of speech and words of time, spelled as a scheme spells them."""
    normalizer = ArabicNormalizer(scheme)
    words = {*NEGATIONS, *_TIME.split(), *(form for form in speech_forms() if len(form) > 2)}
    words |= {prefix + word for word in words for prefix in "وف"}
    return stop_words_for(normalizer) | frozenset(normalizer.transform(sorted(words)))


_SPELLING = dict.fromkeys(("alef", "hamza", "alef_maksura", "teh_marbuta", "wasla"), "keep")


def normalizer_of(normalizer: Any) -> Any:
    """The object that folds: of a scheme's name, of None (which leaves texts as they are), or itself.

    Raises
    ------
    InputError
        If it can fold nothing.
    """
    if normalizer is None or isinstance(normalizer, str):
        return ArabicNormalizer("none" if normalizer is None else normalizer)
    if not hasattr(normalizer, "transform"):
        raise InputError(
            f"normalizer={normalizer!r} is neither a scheme, nor an ArabicNormalizer, nor None: try 'news'."
        )
    return normalizer


# Marks that a phrase does not go over; one between digits or Latin letters is part of a number or an address.
_MARK = re.compile(r"""[\n\r\t.!؟?…،؛;«»"“”()\[\]|]+(?![0-9A-Za-z٠-٩])|[,:](?=\s|$)|\s[-–—]+\s""")


def read_tokens(texts: Sequence[str], normalizer: Any) -> TokenIds:
    """Texts as ids of their words, spelled as written but for marks, tatweel and whatever else the normalizer folds.

    Returns
    -------
    TokenIds
        With ``breaks`` at punctuation marks, quotation marks, parentheses and ends of lines.

    Examples
    --------
    >>> tokens = read_tokens(["النّفط إلى. السوق", "النفط"], "news")
    >>> tokens.terms, tokens.starts.tolist(), tokens.breaks.tolist()
    (['إلى', 'السوق', 'النفط'], [0, 3, 4], [2, 3])
    """
    reader = normalizer_of(normalizer)
    if isinstance(reader, ArabicNormalizer) and reader.scheme in SCHEMES:
        reader = ArabicNormalizer(reader.scheme, **{**reader.overrides, **_SPELLING})
    ends = np.zeros(len(texts) + 1, np.int64)  # in pieces

    def pieces() -> Iterator[str]:
        for index, text in enumerate(texts):
            parts = [part for part in _MARK.split(text) if part]
            ends[index + 1] = ends[index] + len(parts)
            yield from parts

    corpus = encode(pieces(), reader, token_pattern=_TOKEN)
    edges = corpus.offsets
    return TokenIds(corpus.ids, edges[ends], corpus.terms, np.unique(edges[1:-1]))


def token_ids_of(texts: Any, normalizer: Any, boilerplate: bool) -> TokenIds:
    """Texts, articles or an encoded corpus as token ids.

    Parameters
    ----------
    texts : sequence of str or Article, EncodedCorpus, or TokenIds with terms
    normalizer : str, ArabicNormalizer or None
    boilerplate : bool
        Whether lines that are not an article's text stay in; what is encoded already stays as it is.

    Raises
    ------
    InputError
        If there are no texts, or one of them is not a string.

    Examples
    --------
    >>> token_ids_of(encode(["النفط والغاز", "النفط"]), "news", False).starts.tolist()
    [0, 2, 3]
    """
    if isinstance(texts, EncodedCorpus):
        return TokenIds(np.asarray(texts.ids), np.asarray(texts.offsets), texts.terms)
    if isinstance(texts, TokenIds):
        if texts.terms is None:
            raise InputError("the token ids come without terms: give the word of each id too.")
        return texts
    refuse_lone(texts)
    plain = [getattr(text, "text", text) for text in texts]
    if not plain:
        raise InputError("there are no texts: give at least one.")
    for index, text in enumerate(plain):
        if not isinstance(text, str):
            raise InputError(
                f"text {index} is {type(text).__name__}, not a string: decode it, drop it, or give '' for none."
            )
    return read_tokens(plain if boilerplate else [strip_boilerplate(text).text for text in plain], normalizer)


@dataclass
class Terms:
    """The terms of a topic model, and how types become them.

    Attributes
    ----------
    shown : ndarray of str, n_terms
        The most frequent surface form of each term.
    columns : dict of str to int
        Column of each stem (of each folded type, where nothing is stemmed).
    """

    normalizer: Any
    stemmer: str | Callable[[str], str] | None
    shown: np.ndarray = field(default_factory=lambda: np.array([], dtype=str))
    columns: dict[str, int] = field(default_factory=dict)
    stops: set[str] = field(default_factory=set)

    @classmethod
    def learn(
        cls,
        tokens: TokenIds,
        *,
        normalizer: Any,
        stemmer: str | Callable[[str], str] | None,
        stop_words: frozenset[str],
        min_df: int | float,
        max_df: int | float,
    ) -> tuple[Terms, sparse.csr_matrix, np.ndarray]:
        """Terms of texts, their counts of shape (n_texts, n_terms), and the column of each type (-1: none)."""
        types = list(tokens.terms or ())
        made = cls(normalizer, stemmer, stops=set(stop_words))
        forms = made._forms(types)
        names = sorted({form for form in forms if form})
        number = {name: column for column, name in enumerate(names)}
        column = np.array([number[form] if form else -1 for form in forms], np.int32)
        counts = count(tokens, column, len(names))
        n_texts = counts.shape[0]
        df = np.bincount(counts.indices, minlength=len(names))
        for name, value in (("min_df", min_df), ("max_df", max_df)):
            if isinstance(value, bool) or not isinstance(value, int | float | np.number) or not value >= 0:
                raise InputError(f"{name}={value!r} must be a number of texts or a share of them, not negative.")
        low = min_df if isinstance(min_df, int | np.integer) else min_df * n_texts
        high = max_df if isinstance(max_df, int | np.integer) else max_df * n_texts
        if high < low:
            raise InputError(f"max_df={max_df!r} asks for fewer texts than min_df={min_df!r}: widen one of them.")
        kept = np.flatnonzero((df >= low) & (df <= high))
        renumber = np.full(len(names) + 1, -1, np.int32)  # the last entry stands for -1
        renumber[kept] = np.arange(len(kept), dtype=np.int32)
        made.columns = {names[old]: new for new, old in enumerate(kept.tolist())}
        column = renumber[column]
        uses = np.bincount(tokens.ids, minlength=len(types))
        shown = np.full(len(kept), "", dtype=object)
        for type_id in np.argsort(uses, kind="stable").tolist():  # the most frequent is written last
            if column[type_id] >= 0:
                shown[column[type_id]] = types[type_id]
        made.shown = shown.astype(str)
        return made, counts[:, kept].tocsr(), column

    def _forms(self, types: Sequence[str]) -> list[str]:
        """The stem of each type that can be a term, else an empty string."""
        folded = normalizer_of(self.normalizer).transform(types)
        usable = [bool(_TERM.fullmatch(word)) and word not in self.stops for word in folded]
        words = [word for word, ok in zip(folded, usable, strict=True) if ok]
        stems = iter(stem_types(words, self.stemmer) if self.stemmer is not None else words)
        return [next(stems) if ok else "" for ok in usable]

    def column_of(self, types: Sequence[str]) -> np.ndarray:
        """Column of each type, -1 where it is no term."""
        return np.array([self.columns.get(form, -1) if form else -1 for form in self._forms(types)], np.int32)


def count(tokens: TokenIds, column: np.ndarray, n_terms: int) -> sparse.csr_matrix:
    """Counts of shape (n_texts, n_terms): how often the types of each column stand in each text."""
    n_texts = len(tokens.starts) - 1
    at = column[tokens.ids] if len(tokens.ids) else np.empty(0, np.int32)
    used = at >= 0
    ends = np.concatenate([[0], np.cumsum(used)])[tokens.starts]
    ones = np.ones(int(used.sum()), np.int32)
    matrix = sparse.csr_matrix((ones, at[used], ends), shape=(n_texts, n_terms))
    matrix.sum_duplicates()
    return matrix


def own_stop_words(words: Any, normalizer: Any) -> frozenset[str]:
    """Stop words as the texts are folded: a list's by name, the caller's, or none.

    Raises
    ------
    InputError
        If there is no list of that name, or the words are not strings.

    Examples
    --------
    >>> sorted(own_stop_words(["إلى"], "search")), own_stop_words(None, "news")
    (['الي'], frozenset())
    """
    if words is None:
        return frozenset()
    fold = normalizer_of(normalizer)
    if isinstance(words, str):
        if words == "english":
            from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

            return frozenset(fold.transform(sorted(ENGLISH_STOP_WORDS)))
        if words != "arabic":
            raise InputError(
                f"stop_words={words!r} is no list of stop words: give 'arabic', 'english', a list of words or None."
            )
        if isinstance(normalizer, str):
            return topic_stop_words(normalizer)
        return topic_stop_words("none") | frozenset(fold.transform(sorted(topic_stop_words("none"))))
    own = list(words) if isinstance(words, Iterable) else [words]
    if not all(isinstance(word, str) for word in own):
        raise InputError(f"stop_words={words!r} must be 'arabic', 'english', a list of strings, or None.")
    return frozenset(fold_stop_words(own, fold, tokenizer=re.compile(_TOKEN).findall))


__all__ = ["Terms", "count", "normalizer_of", "own_stop_words", "read_tokens", "token_ids_of", "topic_stop_words"]

"""From texts to the terms of a topic model: token ids, which types are terms, and the count matrix.

Texts are read once, into ids of words as they are spelled; folds of letters, stop words, stems and frequency limits
then act on types. A term is shown by its most frequent spelling, so that topics stay readable: «المستشفى», though it
is counted with «المستشفي».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from scipy import sparse

from arabnlp.errors import InputError
from arabnlp.features.encode import encode
from arabnlp.models.coherence import TokenIds
from arabnlp.text.folds import SCHEMES
from arabnlp.text.normalize import ArabicNormalizer
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


def _normalizer(normalizer: Any) -> Any:
    return ArabicNormalizer(normalizer) if isinstance(normalizer, str) else normalizer


def read_tokens(texts: Sequence[str], normalizer: Any) -> TokenIds:
    """Texts as ids of their words, spelled as written but for marks, tatweel and whatever else the normalizer folds.

    Examples
    --------
    >>> read_tokens(["النّفط إلى", "النفط"], "news").terms
    ['إلى', 'النفط']
    """
    reader = _normalizer(normalizer)
    if isinstance(reader, ArabicNormalizer) and reader.scheme in SCHEMES:
        reader = ArabicNormalizer(reader.scheme, **{**reader.overrides, **_SPELLING})
    corpus = encode(texts, reader, token_pattern=_TOKEN)
    return TokenIds(corpus.ids, corpus.offsets, corpus.terms)


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
        folded = _normalizer(self.normalizer).transform(types)
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
    """The caller's stop words, or the built-in ones, as the texts are folded."""
    scheme = normalizer if isinstance(normalizer, str) else None
    if words is None:
        if scheme is not None:
            return topic_stop_words(scheme)
        return topic_stop_words("none") | frozenset(normalizer.transform(sorted(topic_stop_words("none"))))
    fold = ArabicNormalizer(scheme).normalize if scheme else normalizer.normalize
    return frozenset(fold_stop_words(list(words), fold, tokenizer=re.compile(_TOKEN).findall))


def seed_counts(
    rows: Sequence[Sequence[str]], n_topics: int, terms: Terms, total: np.ndarray, normalizer: Any
) -> np.ndarray:
    """Counts of each topic's seed words, shape (n_topics, n_terms); zero elsewhere.

    Raises
    ------
    InputError
        If there are more lists than topics, a list is one string, or none of its words is a term.
    """
    if len(rows) > n_topics:
        raise InputError(f"there are {len(rows)} lists of seed words and {n_topics} topics: raise n_topics.")
    prior = np.zeros((n_topics, len(terms.shown)))
    for k, words in enumerate(rows):
        if isinstance(words, str):
            raise InputError(f"seed words of topic {k} are one string: give a list of words.")
        tokens = read_tokens(list(words), normalizer)
        found = terms.column_of(list(tokens.terms or ()))
        found = found[found >= 0]
        if not len(found):
            raise InputError(f"no seed word of topic {k} ({'، '.join(words)}) is a term of the texts: use other words.")
        prior[k, found] = total[found]
    return prior


__all__ = ["Terms", "count", "own_stop_words", "read_tokens", "seed_counts", "topic_stop_words"]

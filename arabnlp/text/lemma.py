"""Lemmas of Arabic words by the lexicons of other packages, and what it takes to call such packages safely."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from arabnlp.errors import require
from arabnlp.text.charset import HARAKAT, RARE_MARKS, SUPERSCRIPT_ALEF

Stem = Callable[[str], str]
_T = TypeVar("_T")


def per_thread(make: Callable[[], _T]) -> Callable[[], _T]:
    """One object a thread: these packages keep the word at work, or a connection, in the object."""
    local = threading.local()

    def get() -> _T:
        if not hasattr(local, "made"):
            local.made = make()
        return local.made

    return get


_LONGEST = 200  # no word with all its marks and kashidas has more; time grows with the square in some packages


def is_word(text: str) -> bool:
    """Whether a package may be asked: no lone surrogate and no NUL, on which some fail, and the length of a word.

    Examples
    --------
    >>> is_word("كتاب"), is_word("كتاب\\x00"), is_word("ك" * 1000)
    (True, False, False)
    """
    return len(text) <= _LONGEST and "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def words_only(stem: Stem) -> Stem:
    """A stemmer that is asked about words; whatever is none stays as it is."""
    return lambda word: stem(word) if is_word(word) else word


_MARKS = dict.fromkeys(map(ord, HARAKAT + RARE_MARKS + SUPERSCRIPT_ALEF))


@cache
def farahidi() -> Stem:
    """The likeliest lemma of a lone word by AlKhalil's lexicon, without marks; a word that it does not know stays.

    Notes
    -----
    As the package's ``analyze_text`` of the word, which takes the lemma that begins most sentences. Where several do so
    equally often it takes another in each run, by the order of a hash set; here the likelier reading wins, then the
    alphabet.
    """
    package = require("farahidi", "lemmas", "the lemmatizer 'farahidi'")
    starts = package.Disambiguator().lm.start  # of each lemma: sentences in all, sentences that it begins

    def unlikeliness(reading: Any) -> tuple[float, float, str]:
        total, begun = starts.get(reading.lemma, (1, 0))
        return -begun / total, -reading.score, reading.lemma

    def lemma(word: str) -> str:
        tokens = [token for sentence in package.tokenize(word) for token in sentence]
        if len(tokens) != 1:
            return word  # Latin letters are no token to it
        readings = package.analyze(tokens[0])
        return (min(readings, key=unlikeliness).lemma if readings else tokens[0]).translate(_MARKS)

    return words_only(lemma)


@cache
def qalsadi() -> Stem:
    """The lemma of a word by the Arramooz lexicon; a word that it does not know stays."""
    make = require("qalsadi.lemmatizer", "lemmas", "the lemmatizer 'qalsadi'").Lemmatizer
    lemmatizer = per_thread(make)
    return words_only(lambda word: lemmatizer().lemmatize(word))

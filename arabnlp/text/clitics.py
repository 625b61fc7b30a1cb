"""Clitics of Arabic words without a lexicon: conjunction, preposition, future, article before, pronoun after.

Letters alone do not tell «وزير» from و + زير. A clitic is split off where the spelling shows it («وال…», «لل…», «سي…»),
and elsewhere only where the rest is a word that the text, or a vocabulary given, has by itself.

The inventory is that of the Penn Arabic Treebank's tokenization: N. Habash, F. Sadat, "Arabic preprocessing schemes for
statistical machine translation", NAACL 2006, https://aclanthology.org/N06-2013/.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import NamedTuple

from arabnlp.text.charset import MARK_RANGES, TATWEEL
from arabnlp.text.tokens import Token, fold_word, scan

_ARTICLE = "ال"
_CONJUNCTIONS, _PREPOSITIONS = "وف", "بكل"
_IMPERFECT = "يتنا"
_LONG_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "كن", "نا", "ني")
_SHORT_PRONOUNS = ("ه", "ك", "ي")
_WITH_ARTICLE = frozenset("الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي الله الان".split())  # one word
_SHORTEST = 3  # letters that a word keeps
_MARK = re.compile(f"[{MARK_RANGES}{TATWEEL}]")


class Clitics(NamedTuple):
    """A word in parts, each a slice of the word as it stands: ``"".join([*before, word, *after])`` is the word."""

    before: tuple[str, ...]
    word: str
    after: tuple[str, ...]


def split_clitics(word: str, known: Container[str] | None = None) -> Clitics:
    """Split a word from its clitics.

    Parameters
    ----------
    word : str
        As written; marks stay with the letter before them.
    known : container of str, optional
        Words that stand by themselves, folded as :func:`arabnlp.text.tokenize.fold_word` does. Without it only what the
        spelling itself shows is split off.

    Returns
    -------
    Clitics

    Raises
    ------
    TypeError
        If ``word`` is not a string.

    Examples
    --------
    >>> split_clitics("وبالمدرسة")
    Clitics(before=('و', 'ب', 'ال'), word='مدرسة', after=())
    >>> split_clitics("وكتابهم", known={"كتاب"})
    Clitics(before=('و',), word='كتاب', after=('هم',))
    >>> split_clitics("وزير", known={"وزير", "زير"}).word
    'وزير'
    """
    if not isinstance(word, str):
        raise TypeError(f"split_clitics takes a word, not {type(word).__name__}.")
    return _split(word, known or (), itself=True)


def _split(word: str, known: Container[str], itself: bool) -> Clitics:
    letters = [i for i, char in enumerate(word) if not _MARK.match(char)]
    ends, size = _cut("".join(word[i] for i in letters), known, itself)
    starts = [0, *(letters[end] for end in ends)]
    stop = letters[-size] if size else len(word)
    before = tuple(word[a:b] for a, b in pairwise(starts))
    return Clitics(before, word[starts[-1] : stop], (word[stop:],) if size else ())


def tokenize_clitics(text: str, known: Container[str] | None = None) -> Iterator[Token]:
    """Tokens of a text with clitics as tokens of their own, kinds ``"proclitic"`` and ``"enclitic"``.

    Parameters
    ----------
    text : str
    known : container of str, optional
        As in :func:`split_clitics`; the words of the text itself, if not given.

    Yields
    ------
    Token

    Examples
    --------
    >>> [t.text for t in tokenize_clitics("وقال للوزير: بالعلم نبني")]
    ['وقال', 'ل', 'ل', 'وزير', ':', 'ب', 'ال', 'علم', 'نبني']
    """
    tokens = list(scan(text))
    itself = known is not None  # a word of the text's own tells nothing of itself
    if known is None:
        known = {fold_word(token.text) for token in tokens if token.kind == "word"}
    for token in tokens:
        if token.kind != "word":
            yield token
            continue
        parts = _split(token.text, known, itself)
        at = token.start
        kinds = ["proclitic"] * len(parts.before) + ["word"] + ["enclitic"] * len(parts.after)
        for part, kind in zip([*parts.before, parts.word, *parts.after], kinds, strict=True):
            yield Token(part, at, at + len(part), kind)
            at += len(part)


def _cut(plain: str, known: Container[str], itself: bool) -> tuple[list[int], int]:
    """Where proclitics end, from the start, and how many letters of a pronoun stand at the end."""
    conjunctions = (0, 1) if plain[:1] in tuple(_CONJUNCTIONS) else (0,)
    for conjunction in conjunctions:
        shown = _article(plain[conjunction:])
        if shown:
            return [1] * conjunction + [conjunction + end for end in shown], 0  # what has the article has no pronoun
    if itself and fold_word(plain) in known:
        return [], 0
    found: list[tuple[list[int], int]] = []
    for conjunction in conjunctions:
        rest = plain[conjunction:]
        future = rest[:1] == "س" and rest[1:2] in tuple(_IMPERFECT)
        for particle in (0, 1) if future or rest[:1] in tuple(_PREPOSITIONS) else (0,):
            size = _pronoun(rest[particle:], known)
            if size is not None and conjunction + particle + size:
                found.append(([1] * conjunction + [conjunction + 1] * particle, size))
    return min(found, key=lambda cut: len(cut[0]) + bool(cut[1]), default=([], 0))


def _article(rest: str) -> list[int]:
    """Where the parts of «للوزير», «بالعلم», «العلم» end before the noun; nothing where no article shows."""
    if fold_word(rest[rest[:1] in tuple(_PREPOSITIONS) :]) in _WITH_ARTICLE:
        return []
    if rest.startswith("لل") and len(rest) >= 2 + _SHORTEST:
        return [1, 2]  # the article without its alef
    if rest[:1] in tuple(_PREPOSITIONS) and rest[1:].startswith(_ARTICLE) and len(rest) >= 3 + _SHORTEST:
        return [1, 3]
    return [2] if rest.startswith(_ARTICLE) and len(rest) >= 2 + _SHORTEST else []


def _pronoun(core: str, known: Container[str]) -> int | None:
    """Letters of the pronoun after which a known word is left; 0 if it is known as it is, None if neither."""
    if len(core) >= _SHORTEST and fold_word(core) in known:
        return 0
    for pronoun in (*_LONG_PRONOUNS, *_SHORT_PRONOUNS):
        stem = core[: -len(pronoun)]
        if not core.endswith(pronoun) or len(stem) < _SHORTEST:
            continue
        # Before a pronoun ة is written ت: «مدرستها».
        if fold_word(stem) in known or (stem.endswith("ت") and fold_word(stem[:-1] + "ة") in known):
            return len(pronoun)
    return None

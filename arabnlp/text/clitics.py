"""Clitics of Arabic words by spelling: conjunction, preposition, future, article before, pronoun after.

Letters alone do not tell «وزير» from و + زير. A clitic is split off where spelling shows it («وال…», «لل…», «وإ…»), in
the closed class of ``lexicon/clitics.tsv`` («لأنهم», «فيه», «لهؤلاء»), and elsewhere only where the rest is a word that
the text, or a vocabulary given, has by itself.

The inventory is that of the Penn Arabic Treebank's tokenization: N. Habash, F. Sadat, "Arabic preprocessing schemes for
statistical machine translation", NAACL 2006, https://aclanthology.org/N06-2013/.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from arabnlp.text.charset import ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, MARK_RANGES, TATWEEL
from arabnlp.text.tokens import Token, fold_word, scan

_ARTICLE = "ال"
_CONJUNCTIONS, _PREPOSITIONS = "وف", "بكل"
_IMPERFECT = "يتنا"
_LONG_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "كن", "نا", "ني")
_SHORT_PRONOUNS = ("ه", "ك", "ي")
_ENDINGS = "(?:ات|ت|ون|ين|ي)?(?:وا|ا|ه|ها|هما|هم|هن|نا|ي)?"  # of the words in the lexicon, folded
_BARE_ALEF = str.maketrans("أإ", "اا")
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
        spelling itself and the closed class show is split off.

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
    >>> split_clitics("ولأنهم")
    Clitics(before=('و', 'ل'), word='أن', after=('هم',))
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
    closed, whole, _ = _lexicon()
    conjunctions = (0, 1) if plain[:1] in tuple(_CONJUNCTIONS) else (0,)
    shown: list[int] = []
    for conjunction in conjunctions:
        rest = plain[conjunction:]
        form = closed.get(rest.translate(_BARE_ALEF))
        if form is not None:
            return [1] * conjunction + [conjunction + end for end in form[0]], form[1]
        particles = (0, 1) if rest[:1] in tuple(_PREPOSITIONS) else (0,)
        inner = next((particle for particle in particles if whole.fullmatch(fold_word(rest[particle:]))), None)
        if inner is not None:
            shown = [1] * conjunction + [conjunction + 1] * inner
            break
        ends = _article(rest)
        if ends:
            return [1] * conjunction + [conjunction + end for end in ends], 0  # with the article there is no pronoun
        shown = shown or _before_hamza(plain, conjunction)
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
    return min(found, key=lambda cut: len(cut[0]) + bool(cut[1]), default=(shown, 0))


def _article(rest: str) -> list[int]:
    """Where the parts of «للوزير», «بالعلم», «العلم» end before the noun; nothing where no article shows."""
    if rest.startswith("لل") and len(rest) >= 2 + _SHORTEST:
        _, _, lams = _lexicon()
        return [1] if lams.fullmatch(fold_word(rest[1:])) else [1, 2]  # the article without its alef
    if rest[:1] in tuple(_PREPOSITIONS) and rest[1:].startswith(_ARTICLE) and len(rest) >= 3 + _SHORTEST:
        return [1, 3]
    return [2] if rest.startswith(_ARTICLE) and len(rest) >= 2 + _SHORTEST else []


def _before_hamza(plain: str, conjunction: int) -> list[int]:
    """What stands before «إ», which begins a word; and و before «أ», but for a root that the lexicon names."""
    at = conjunction + (plain[conjunction : conjunction + 1] in tuple(_PREPOSITIONS))
    begins = plain[at : at + 1] == ALEF_HAMZA_BELOW or (plain[:1] == "و" and plain[1:2] == ALEF_HAMZA_ABOVE)
    return list(range(1, at + 1)) if begins and len(plain) >= at + 2 else []


@cache
def _lexicon() -> tuple[dict[str, tuple[list[int], int]], re.Pattern[str], re.Pattern[str]]:
    """Closed forms with their cuts; words that begin like a clitic; nouns that begin with lam."""
    closed: dict[str, tuple[list[int], int]] = {}
    stems: dict[str, list[str]] = {"whole": [], "lam": []}
    text = (files("arabnlp.text") / "lexicon" / "clitics.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        kind, words, *cells = line.split("\t")
        for word in words.split():
            if kind in stems:
                stems[kind].append(word)
            elif kind == "host":
                closed |= {word + pronoun: ([1] * int(cells[1]), len(pronoun)) for pronoun in cells[0].split()}
            else:
                prepositions = cells[0].split() if cells else []
                closed |= {word: ([], 0)} | {letter + word: ([1], 0) for letter in prepositions}
    whole, lams = (re.compile(f"(?:{'|'.join(stems[kind])}){_ENDINGS}") for kind in ("whole", "lam"))
    return closed, whole, lams


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

"""Stop words of news in Modern Standard Arabic, always spelled like the tokens they are matched against.

The list stands in ``lexicon/stop_words.tsv`` by section, each with its source in a reference grammar and its reason;
:func:`about_stop_words` tells them. It holds function words, the time and number words that news uses as grammar, and
the names of days and months. It holds no verb of speech, no content noun, and no negation unless asked for: a stance
model needs those. Words joined to a one-letter conjunction or preposition are listed too, because a tokenizer without a
lexicon does not split them.

A list spelled otherwise than the text fails silently. So a list is never matched as it is written:
:func:`stop_words_for` and :func:`fold_stop_words` send every word through the same functions as the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from arabnlp.errors import InputError
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.stem import Stem, stem_types

_PRONOUNS = ("ه", "ها", "هما", "هم", "هن", "ك", "كما", "كم", "كن", "نا")
_BARE_ALEF = str.maketrans("أإآ", "ااا")
_OPTIONAL = frozenset({"negations"})


class Section(NamedTuple):
    """A section of the list: what it holds, why, whether it is in the list by default, and how many words it has as
    listed and with every form that is made from them."""

    name: str
    default: bool
    listed: int
    forms: int
    source: str
    why: str


class _Rows(NamedTuple):
    source: str
    why: str
    listed: frozenset[str]
    forms: frozenset[str]


@cache
def _sections() -> dict[str, _Rows]:
    text = (files("arabnlp.text") / "lexicon" / "stop_words.tsv").read_text(encoding="utf-8")
    table: dict[str, _Rows] = {}
    notes = {"source": "", "why": ""}
    for line in text.splitlines():
        if line.startswith("#"):
            key, _, note = line[1:].partition(":")
            if key.strip() in notes:
                notes[key.strip()] = note.strip()
            continue
        name, before, after, cell = line.split("\t")
        words = frozenset(cell.split())
        if after != "-":
            words = frozenset(word + pronoun for word in words for pronoun in _PRONOUNS)
        made = {form for word in words for form in _forms(word, before.strip("-"))}
        old = table.get(name, _Rows(notes["source"], notes["why"], frozenset(), frozenset()))
        table[name] = old._replace(listed=old.listed | words, forms=old.forms | made)
    return table


def _forms(word: str, before: str) -> set[str]:
    """A word with each prefix it may have, each as careful and as hasty writing spells it."""
    joined = {word} | {_join(letter, word) for letter in before}
    joined |= {conjunction + form for form in joined if len(form) > 1 for conjunction in "وف"}
    bare = joined | {form.translate(_BARE_ALEF) for form in joined}
    return bare | {form[:-1] + "ى" for form in bare if form.endswith("ي") and len(form) > 1}


def _join(letter: str, word: str) -> str:
    if letter == "ل" and word.startswith("ال"):
        return "لل" + word[2:].removeprefix("ل")  # الذي, للذي; اللاتي, للاتي
    return letter + word


def about_stop_words() -> tuple[Section, ...]:
    """The sections of the list, with their source, their reason and their size.

    Examples
    --------
    >>> [section.name for section in about_stop_words() if not section.default]
    ['negations']
    """
    return tuple(
        Section(name, name not in _OPTIONAL, len(rows.listed), len(rows.forms), rows.source, rows.why)
        for name, rows in _sections().items()
    )


def stop_words(sections: Iterable[str] | None = None) -> frozenset[str]:
    """The list as news spells it, before any folding.

    Parameters
    ----------
    sections : iterable of str or None
        Names from :func:`about_stop_words`; None is all but the negations.

    Returns
    -------
    frozenset of str

    Raises
    ------
    InputError
        If there is no such section.

    Examples
    --------
    >>> "إلى" in stop_words(), "بهذا" in stop_words(), "الوزير" in stop_words(), "لا" in stop_words()
    (True, True, False, False)
    >>> "لا" in stop_words(["negations"])
    True
    """
    return _listed(None if sections is None else _names(sections))


def _names(sections: Iterable[str]) -> tuple[str, ...]:
    names = (sections,) if isinstance(sections, str) else tuple(sections)
    for name in names:
        if name not in _sections():
            raise InputError(f"section {name!r} does not exist: choose from {', '.join(_sections())}.")
    return names


@lru_cache(maxsize=32)
def _listed(sections: tuple[str, ...] | None) -> frozenset[str]:
    table = _sections()
    names = [name for name in table if name not in _OPTIONAL] if sections is None else sections
    return frozenset().union(*(table[name].forms for name in names))


NEGATIONS = stop_words(["negations"])

Normalizer = Any  # None, the name of a scheme, an object with ``transform``, or a function of a text


def stop_words_for(
    normalizer: Normalizer,
    stemmer: str | Stem | None = None,
    *,
    sections: Iterable[str] | None = None,
    tokenizer: Callable[[str], Sequence[str]] | None = None,
) -> frozenset[str]:
    """The list as tokens of a text come out of the same functions.

    Parameters
    ----------
    normalizer : str, ArabicNormalizer, callable or None
        What folds the texts: the name of a scheme, an object with ``transform``, a function of a text, or nothing.
    stemmer : str, callable or None
        What stems the tokens before they are matched. Leave it out where stop words are taken out before stemming, as
        :class:`arabnlp.ArabicTfidfVectorizer` does: a stem may be that of another word.
    sections : iterable of str or None
        As in :func:`stop_words`.
    tokenizer : callable or None
        As in :func:`fold_stop_words`.

    Returns
    -------
    frozenset of str

    Notes
    -----
    A normalizer that keeps vowel marks leaves a vowelled word apart from the same word without marks: of these the list
    has the one without.

    Examples
    --------
    >>> "الي" in stop_words_for("search"), "الي" in stop_words_for("none")
    (True, False)
    >>> "الى" in stop_words_for(lambda text: text.replace("إ", "ا"))
    True
    """
    names = None if sections is None else _names(sections)
    if stemmer is None and tokenizer is None and type(normalizer) is ArabicNormalizer:
        params = normalizer.get_params()
        return _folded(names, params.pop("scheme"), tuple(sorted(params.items())))
    return fold_stop_words(_listed(names), normalizer, stemmer, tokenizer=tokenizer)


@lru_cache(maxsize=64)
def _folded(sections: tuple[str, ...] | None, scheme: str, overrides: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return fold_stop_words(_listed(sections), ArabicNormalizer(scheme, **dict(overrides)))


def fold_stop_words(
    words: Iterable[str],
    normalizer: Normalizer,
    stemmer: str | Stem | None = None,
    *,
    tokenizer: Callable[[str], Sequence[str]] | None = None,
) -> frozenset[str]:
    """Anybody's list as tokens of a text come out of the same functions.

    Parameters
    ----------
    words : iterable of str
        Single words, as written.
    normalizer, stemmer
        As in :func:`stop_words_for`.
    tokenizer : callable or None
        Takes a folded text, returns its tokens, to match tokens of a tokenizer that cuts or drops parts of words; None
        cuts at spaces.

    Returns
    -------
    frozenset of str

    Raises
    ------
    InputError
        If ``words`` is one string, an entry is several words, which no token can equal, or the normalizer is none.
    TypeError
        If an entry is not a string.

    Examples
    --------
    >>> sorted(fold_stop_words(["إلى", "الوزيرةُ"], "search"))
    ['الوزيره', 'الي']
    """
    if isinstance(words, str):
        raise InputError("stop words are a sequence of words, not one string: put it in a list.")
    written = list(words)
    for word in written:
        if not isinstance(word, str):
            raise TypeError(f"stop word {word!r} is {type(word).__name__}, not a string: drop or convert it first.")
        if len(word.split()) > 1:
            raise InputError(f"stop word {word!r} is several words, and no token equals it: list its words one by one.")
    cut = tokenizer or str.split
    tokens = {token for folded in _fold_all(written, normalizer) for token in cut(folded)}
    return frozenset(filter(None, stem_types(sorted(tokens), stemmer)))


def _fold_all(words: list[str], normalizer: Normalizer) -> list[str]:
    if normalizer is None:
        return words
    if isinstance(normalizer, str):
        normalizer = ArabicNormalizer(normalizer)
    if hasattr(normalizer, "transform"):
        return list(normalizer.transform(words))
    if callable(normalizer):
        return [normalizer(word) for word in words]
    raise InputError(
        f"normalizer={normalizer!r} is neither a scheme, nor an ArabicNormalizer, nor a function, nor None: try 'news'."
    )

"""Stems of Arabic words, one registry for all stemmers: functions of a word, which callers apply once a type."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from arabnlp.errors import InputError, require

Stem = Callable[[str], str]

_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")


def light10(word: str) -> str:
    """Light stem of a folded word: one prefix and every suffix of the light10 lists taken off.

    Parameters
    ----------
    word : str

    Returns
    -------
    str

    Examples
    --------
    >>> light10("والمعلمون"), light10("مدرستها")
    ('معلم', 'مدرست')

    References
    ----------
    L. Larkey, L. Ballesteros, M. Connell, "Light stemming for Arabic information retrieval", 2007,
    as in Lucene's ``ArabicStemmer``: https://lucene.apache.org/.
    """
    for prefix in _PREFIXES:
        # Lucene: what stays after a prefix has at least two letters, after و three.
        if word.startswith(prefix) and len(word) >= len(prefix) + 2:
            word = word[len(prefix) :]
            break
    else:
        if word.startswith("و") and len(word) >= 4:
            word = word[1:]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            word = word[: -len(suffix)]
    return word


@cache
def _snowball() -> Stem:
    import Stemmer

    return Stemmer.Stemmer("arabic").stemWord


@cache
def _isri() -> Stem:
    return require("nltk.stem.isri", "stemmers", "the stemmer 'isri'").ISRIStemmer().stem


@cache
def _tashaphyne() -> Stem:
    return require("tashaphyne.stemming", "stemmers", "the stemmer 'tashaphyne'").ArabicLightStemmer().light_stem


STEMMERS: dict[str, Callable[[], Stem]] = {
    "light10": lambda: light10,
    "snowball": _snowball,
    "isri": _isri,
    "tashaphyne": _tashaphyne,
}


def get_stemmer(stemmer: str | Stem | None) -> Stem | None:
    """A stemmer by name.

    Parameters
    ----------
    stemmer : {"light10", "snowball", "isri", "tashaphyne"}, callable or None

    Returns
    -------
    callable or None
        Takes a word, returns its stem.

    Raises
    ------
    InputError
        If there is no such stemmer.
    MissingPackageError
        If the stemmer's package is not installed.

    Examples
    --------
    >>> get_stemmer("snowball")("المدرسة")
    'مدرس'
    """
    if stemmer is None or callable(stemmer):
        return stemmer
    if stemmer not in STEMMERS:
        raise InputError(f"stemmer {stemmer!r} does not exist: choose from {', '.join(STEMMERS)}, or pass a function.")
    return STEMMERS[stemmer]()

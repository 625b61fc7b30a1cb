"""Stems and lemmas of Arabic words, one registry for all: functions of a word, which callers apply once a type.

Stems are made by rules, lemmas by a lexicon. Light10 and ISRI are this module's own code; the others call the package
of their authors. ``experiments/stemmers_parity.py`` compares each with its original on 50,000 words of news.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from arabnlp.errors import InputError, require
from arabnlp.text.lemma import Stem, farahidi, is_word, per_thread, qalsadi, words_only

StemAll = Callable[[Sequence[str]], list[str]]

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


def _roots(*shapes: str) -> Stem:
    """The letters that the first shape to fit a word puts in groups, or an empty string."""
    fit = re.compile("|".join(shapes), re.DOTALL).fullmatch

    def root(word: str) -> str:
        match = fit(word)
        return "".join(filter(None, match.groups())) if match else ""

    return root


_ISRI_MARKS = dict.fromkeys(range(0x064B, 0x0653))
_ISRI_KEPT = frozenset(
    "يكون وليس وكان كذلك التي وبين عليها مساء الذي وكانت ولكن والتي تكون اليوم اللذين عليه كانت لذلك أمام"
    " هناك منها مازال لازال لايزال مايزال اصبح أصبح أمسى امسى أضحى اضحى مابرح مافتئ ماانفك لاسيما ولايزال"
    " الحالي اليها الذين فانه والذي وهذا لهذا فكان ستكون اليه يمكن بهذا الذى".split()
)
_ISRI_BEFORE = {3: frozenset("كال بال ولل وال".split()), 2: frozenset("ال لل".split()), 1: frozenset("لبفسويتنا")}
_ISRI_AFTER = {
    3: frozenset("تمل همل تان تين كمل".split()),
    2: frozenset("ون ات ان ين تن كم هن نا يا ها تم كن ني وا ما هم".split()),
    1: frozenset("ةهيكتان"),
}
# Shapes of words by their length, and of their roots by theirs; the first that fits wins, as in the original.
_ISRI_4_TO_3 = _roots("م(...)", "(.)ا(..)", "(..)[اوي](.)", "(...)ة")
_ISRI_5_TO_3 = _roots(
    "ا(.)[ات](..)",
    "م(..)[ايو](.)",
    "[اتم](...)ة",
    "[ميت](.)ت(..)",
    "[مت](.)ا(..)",
    "(..)[او](.)ة",
    "[ام]ن(...)",
    "ا(..)ا(.)",
    "(...)ان",
    "ت(..)ي(.)",
    "(.)ا(.)و(.)",
    "(.)وا(..)",
    "(..)ائ(.)",
    "(.)ا(..)ة",
    "(..)ا(.)ي",
)
_ISRI_5_TO_4 = _roots("[اتم](....)", "(....)ة", "(..)ا(..)")
_ISRI_6_TO_3 = _roots("[ام]ست(...)", "م(..)ا(.)ة", "ا(.)ت(.)ا(.)", "ا(.)(?P<twice>.)و(?P=twice)(.)", "ت(.)ا(.)ي(.)")
_ISRI_6_TO_4 = _roots("ا(...)ا(.)", "مت(....)")


def isri(word: str) -> str:
    """Root of a word by the shapes of the ISRI stemmer, without a dictionary; marks are dropped.

    Parameters
    ----------
    word : str
        With its teh marbuta and the hamzas inside: shapes are told by them.

    Returns
    -------
    str
        Three or four letters where a shape fits, else what is left of the word.

    Examples
    --------
    >>> isri("المدرسة"), isri("استقبال"), isri("يكتبون")
    ('درس', 'قبل', 'كتب')

    References
    ----------
    K. Taghva, R. Elkhoury, J. Coombs, "Arabic stemming without a root dictionary", ITCC 2005, with the changes of
    NLTK's ``ISRIStemmer`` (https://www.nltk.org/), which this equals on every word.
    """
    word = word.translate(_ISRI_MARKS)
    if word in _ISRI_KEPT:
        return word
    if len(word) >= 6 and word[:3] in _ISRI_BEFORE[3]:
        word = word[3:]
    elif len(word) >= 5 and word[:2] in _ISRI_BEFORE[2]:
        word = word[2:]
    if len(word) >= 6 and word[-3:] in _ISRI_AFTER[3]:
        word = word[:-3]
    elif len(word) >= 5 and word[-2:] in _ISRI_AFTER[2]:
        word = word[:-2]
    if len(word) >= 4 and word.startswith("وو"):
        word = word[1:]
    if word.startswith(("آ", "أ", "إ")):
        word = "ا" + word[1:]
    if len(word) == 7:
        word = _without_one(word)
        return _isri_6(word) if len(word) == 6 else word
    return {4: _isri_4, 5: _isri_5, 6: _isri_6}.get(len(word), str)(word)


def _without_one(word: str) -> str:
    if word[-1] in _ISRI_AFTER[1]:
        return word[:-1]
    return word[1:] if word[0] in _ISRI_BEFORE[1] else word


def _isri_4(word: str) -> str:
    return _ISRI_4_TO_3(word) or _without_one(word)


def _isri_5(word: str) -> str:
    root = _ISRI_5_TO_3(word)
    if root:
        return root
    word = _without_one(word)
    return _isri_4(word) if len(word) == 4 else _ISRI_5_TO_4(word) or word


def _isri_6(word: str) -> str:
    root = _ISRI_6_TO_3(word)
    if root:
        return root
    word = _without_one(word)
    return _isri_5(word) if len(word) == 5 else _ISRI_6_TO_4(word) or word


@cache
def _pystemmer() -> Callable:
    import Stemmer

    return per_thread(lambda: Stemmer.Stemmer("arabic", 0))  # no cache of its own: types are stemmed once


@cache
def _snowball() -> Stem:
    stemmer = _pystemmer()
    return words_only(lambda word: stemmer().stemWord(word))


def _snowball_all(words: Sequence[str]) -> list[str]:
    stems = iter(_pystemmer()().stemWords([word for word in words if is_word(word)]))
    return [next(stems) if is_word(word) else word for word in words]


@cache
def _tashaphyne() -> Stem:
    make = require("tashaphyne.stemming", "stemmers", "the stemmer 'tashaphyne'").ArabicLightStemmer
    stemmer = per_thread(make)
    return words_only(lambda word: stemmer().light_stem(word))


@dataclass(frozen=True)
class Stemmer:
    """A row of the registry.

    Attributes
    ----------
    kind : {"stem", "lemma"}
    about : str
        One line for the documentation.
    spelling : {"folded", "written"}
        The spelling of words that it is made for: ``"folded"`` after a scheme such as ``"search"``; ``"written"`` with
        the hamzas, the teh marbuta and the alef maksura of the text (scheme ``"light"``).
    licence : str
        Of the code that runs.
    extra : str or None
        Extra of arabnlp that brings its package; None where nothing is needed.
    load : callable
        Takes nothing, returns the function of a word.
    load_all : callable or None
        Returns the function of a list of words, where the package has a faster one.
    """

    kind: Literal["stem", "lemma"]
    about: str
    spelling: Literal["folded", "written"]
    licence: str
    extra: str | None
    load: Callable[[], Stem]
    load_all: Callable[[], StemAll] | None = None


_OWN = "GPL-3.0-or-later"
STEMMERS: dict[str, Stemmer] = {
    "light10": Stemmer("stem", "light stem, as Lucene's", "folded", _OWN, None, lambda: light10),
    "snowball": Stemmer(
        "stem",
        "light stem of the Snowball project",
        "written",
        "MIT, BSD-3-Clause",
        None,
        _snowball,
        lambda: _snowball_all,
    ),
    "isri": Stemmer("stem", "root by shapes, as NLTK's", "written", _OWN, None, lambda: isri),
    "tashaphyne": Stemmer("stem", "light stem by affix automata", "written", "GPL", "stemmers", _tashaphyne),
    "farahidi": Stemmer(
        "lemma", "likeliest lemma of AlKhalil's lexicon", "written", "GPL-3.0-or-later", "lemmas", farahidi
    ),
    "qalsadi": Stemmer("lemma", "lemma by Arramooz' lexicon", "written", "GPL", "lemmas", qalsadi),
}


def get_stemmer(stemmer: str | Stem | None) -> Stem | None:
    """A stemmer or lemmatizer by name.

    Parameters
    ----------
    stemmer : {"light10", "snowball", "isri", "tashaphyne", "farahidi", "qalsadi"}, callable or None

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
    return _entry(stemmer).load()


def _entry(name: str) -> Stemmer:
    if not isinstance(name, str) or name not in STEMMERS:
        raise InputError(f"stemmer {name!r} does not exist: choose from {', '.join(STEMMERS)}, or pass a function.")
    return STEMMERS[name]


def stem_types(words: Iterable[str], stemmer: str | Stem | None) -> list[str]:
    """Stems of words, each distinct word stemmed once.

    Parameters
    ----------
    words : iterable of str
    stemmer : str, callable or None
        As in :func:`get_stemmer`; None leaves words as they are.

    Returns
    -------
    list of str
        One for each word, in order. A word of which the stemmer leaves nothing is its own stem.

    Raises
    ------
    InputError
        If ``words`` is one string, or there is no such stemmer.
    TypeError
        If a word is not a string.

    Examples
    --------
    >>> stem_types(["والمعلمون", "مدرستها", "والمعلمون"], "light10")
    ['معلم', 'مدرست', 'معلم']
    """
    if isinstance(words, str):
        raise InputError("stem_types takes a sequence of words, not one string: put it in a list.")
    tokens = list(words)
    for index, word in enumerate(tokens):
        if not isinstance(word, str):
            raise TypeError(f"word {index} is {type(word).__name__}, not a string: drop or convert it first.")
    if stemmer is None:
        return tokens
    types = list(dict.fromkeys(tokens))
    load_all = None if callable(stemmer) else _entry(stemmer).load_all
    if load_all is not None:
        stems = load_all()(types)
    else:
        stem = get_stemmer(stemmer)
        assert stem is not None
        stems = [stem(word) for word in types]
    found = {word: stem or word for word, stem in zip(types, stems, strict=True)}
    return [found[word] for word in tokens]

"""The lexicon of attribution: speech verbs with their forms, attributing phrases, titles, names, name-showing nouns.

The tables are the ``.tsv`` files in ``lexicon/``, one row a word, for a linguist to read and extend.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from arabnlp.text.tokenize import fold_word

_TYPES = 1 << 16  # words remembered: most of a text's are known from the texts before


class SpeechForm(NamedTuple):
    """A form of a speech verb: its dictionary form, gender (``"m"``, ``"f"`` or ``""``), whether it is a participle
    («قائلا») and whether it always reports speech or only before أن, a colon or a quotation."""

    lemma: str
    gender: str
    participle: bool
    always: bool


def _rows(name: str) -> list[list[str]]:
    text = (files("arabnlp.text") / "lexicon" / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def speech_forms() -> dict[str, SpeechForm]:
    """Each form of each speech verb, folded, with what it is.

    Examples
    --------
    >>> speech_forms()["مؤكده"]
    SpeechForm(lemma='أكد', gender='f', participle=True, always=True)
    """
    table: dict[str, SpeechForm] = {}
    for perfect, imperfect, participle, kind in _rows("speech_verbs"):
        weak = perfect[-1] in "ىا"
        stem = perfect[:-1] if weak else perfect
        base = participle + ("ي" if weak and participle[-1] not in "يو" else "")
        other = "ت" + imperfect[1:]
        forms = {
            ("m", False): [
                perfect,
                stem + ("يا" if weak else "ا"),
                stem + "وا",
                imperfect,
                imperfect + "ان",
                imperfect + "ون",
            ],
            ("f", False): [stem + "ت", stem + "تا", other, other + "ان"],
            # As adverbs participles stand in the accusative: «قائلا»; in the nominative they are nouns («كاتب»).
            ("m", True): [base + "ا", base + "ين"],
            ("f", True): [base + "ة", base + "ات"],
        }
        for (gender, is_participle), group in forms.items():
            for form in group:
                table.setdefault(fold_word(form), SpeechForm(perfect, gender, is_participle, kind == "yes"))
    for form, lemma in (row for row in _rows("speech_forms")):
        table[fold_word(form)] = SpeechForm(lemma, "", False, True)
    for word in _words("not_speech"):
        table.pop(word, None)
    return table


@cache
def phrases() -> tuple[tuple[str, ...], ...]:
    """Attributing phrases as tuples of folded words, longest first."""
    rows = {tuple(fold_word(word) for word in row[0].split()) for row in _rows("speech_phrases")}
    return tuple(sorted(rows, key=lambda words: -len(words)))


def _words(name: str) -> frozenset[str]:
    return frozenset(fold_word(word) for row in _rows(name) for cell in row for word in cell.split())


@cache
def word_class(name: str) -> frozenset[str]:
    """A class of words of ``quote_words.tsv``, folded.

    Examples
    --------
    >>> "انه" in word_class("connectors")
    True
    """
    return frozenset(word for key, cell in _rows("quote_words") if key == name for word in cell.split())


@cache
def quote_rules() -> dict[str, int]:
    """Weights of the evidence that words in marks are speech, and the threshold of their sum, from ``quote_rules.tsv``.

    Examples
    --------
    >>> quote_rules()["introduced"] >= quote_rules()["threshold"]
    True
    """
    return {row[0]: int(row[1]) for row in _rows("quote_rules")}


@cache
def titles() -> frozenset[str]:
    """Titles, folded, masculine and feminine, without the article."""
    base = _words("titles")
    return base | {word + "ه" for word in base} | {word[:-1] + "يه" for word in base if word.endswith("ي")}


@cache
def name_nouns() -> frozenset[str]:
    """Nouns that stand before a name in quotation marks, folded, bare and with the article."""
    base = _words("name_nouns")
    return base | {"ال" + word for word in base}


@cache
def given_names() -> dict[str, bool]:
    """Given names, folded, with whether they are women's."""
    return {fold_word(word): gender == "f" for gender, cell in _rows("given_names") for word in cell.split()}


@cache
def common_words() -> frozenset[str]:
    """Frequent words that stand in no name of a person, folded; learned from news (``experiments/common_words.py``).

    Examples
    --------
    >>> "وسط" in common_words(), "كيري" in common_words()
    (True, False)
    """
    return _words("common_words")


@cache
def common_nouns() -> frozenset[str]:
    """Words that stand in a name only right after a given name, folded; learned from news as ``common_words`` are.

    Examples
    --------
    >>> "التاكيد" in common_nouns(), "الحربي" in common_nouns()
    (True, False)
    """
    return _words("common_nouns")


@cache
def ordinary_words() -> frozenset[str]:
    """``common_words`` and ``common_nouns`` together."""
    return common_words() | common_nouns()


def without_conjunction(folded: str) -> str:
    """A folded word without a leading و or ف.

    Examples
    --------
    >>> without_conjunction("واضاف")
    'اضاف'
    """
    return folded[1:] if len(folded) > 3 and folded[0] in "وف" else folded


@lru_cache(maxsize=_TYPES)
def bare(folded: str) -> str:
    """A folded word without conjunction, preposition ل and article.

    Examples
    --------
    >>> bare("والوزير"), bare("للوزير"), bare("وزير")
    ('وزير', 'وزير', 'وزير')
    """
    for prefix in ("وال", "فال", "بال", "كال", "ال", "لل", "ولل"):
        if folded.startswith(prefix) and len(folded) - len(prefix) >= 2:
            return folded[len(prefix) :]
    return folded


@lru_cache(maxsize=_TYPES)
def is_title(folded: str) -> bool:
    """Whether a folded word is a title, in any of its forms."""
    word = bare(folded)
    plain = without_conjunction(word)
    # «وزيري الدفاع»: a dual or plural bound to what follows has no article.
    return bool(
        word in titles()
        or plain in titles()
        or (word == folded and len(word) > 3 and word.endswith(("ي", "ا", "و")) and {word[:-1], plain[:-1]} & titles())
    )


def is_definite(folded: str) -> bool:
    """Whether a folded word carries the article."""
    return folded.startswith(("ال", "لل", "وال", "بال")) and len(folded) > 3

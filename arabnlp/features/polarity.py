"""Words that favour or oppose: a lexicon of forms, matched without stemming, so that «أمل» is not «أم»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from arabnlp.text.tokenize import fold_word

KINDS = ("for", "against", "contrast", "balance")
_PREFIXES = ("و", "ف", "وال", "فال", "بال", "كال", "ولل", "وب", "ول", "ال", "لل", "ب", "ل", "س", "وس", "فس")
_SUFFIXES = ("ه", "ها", "هم", "نا", "هما", "ات", "ين", "ون", "ا", "ي", "ته", "تها", "تهم")


def _forms(part: str, word: str) -> Iterator[str]:
    if part != "verb":
        yield word
        return
    perfect, imperfect = word.split("/")
    stem = perfect[:-1] if perfect[-1] in "ىا" else perfect
    yield from (perfect, stem + "ت", stem + "وا", stem + "ا")
    for person in "يتنأ":
        yield person + imperfect[1:]
    yield imperfect.rstrip("يىو") + "ون"


@cache
def polarity() -> dict[str, int]:
    """Index in :data:`KINDS` of each form, folded.

    Examples
    --------
    >>> KINDS[polarity()["رفضت"]]
    'against'
    """
    text = (files("arabnlp.text") / "lexicon" / "polarity.tsv").read_text(encoding="utf-8")
    table: dict[str, int] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, part, words = line.split("\t")
            for word in words.split():
                for form in _forms(part, word):
                    table.setdefault(fold_word(form), KINDS.index(kind))
    return table


@lru_cache(maxsize=200_000)
def word_polarity(word: str) -> int | None:
    """Index in :data:`KINDS` of a word as written, with its clitics, or None.

    Parameters
    ----------
    word : str

    Returns
    -------
    int or None

    Examples
    --------
    >>> [KINDS[word_polarity(word)] for word in ("وبالمخاطر", "سيرفضها", "وأشادت", "لكنّ")]
    ['against', 'against', 'for', 'contrast']
    >>> word_polarity("أم") is None
    True
    """
    table, folded = polarity(), fold_word(word)
    if folded in table:
        return table[folded]
    starts = [folded] + [folded[len(p) :] for p in _PREFIXES if folded.startswith(p) and len(folded) - len(p) >= 3]
    starts += [
        rest[len(p) :]
        for rest in starts[1:]
        for p in ("ال", "ب", "ل")
        if rest.startswith(p) and len(rest) - len(p) >= 3
    ]
    for rest in starts:
        if rest in table:
            return table[rest]
    for rest in starts:
        for suffix in _SUFFIXES:
            base = rest[: -len(suffix)]
            if rest.endswith(suffix) and len(base) >= 3:
                for form in (base, base + "ه"):
                    if form in table:
                        return table[form]
    return None

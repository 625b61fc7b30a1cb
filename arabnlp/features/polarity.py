"""Words that take a side: a lexicon of forms and phrases, matched without stemming, so that «أمل» is not «أم».

The lexicon (``text/lexicon/polarity.tsv``) gives verbs as perfect/imperfect, then any masdars and participles; persons
are made here, clitics are stripped when a word of a text is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from arabnlp.text.tokenize import fold_word

KINDS = (
    "endorse", "good", "oppose", "bad", "stop", "call", "less", "more", "contrast", "balance", "report", "doubt",
    "strong",
)  # fmt: skip
_INDEX = {kind: index for index, kind in enumerate(KINDS)} | {"none": -1}
SIDES = {"endorse": 1, "good": 1, "oppose": -1, "bad": -1, "stop": -1}

# Clitics before a word with the fewest letters that must be left, and endings: pronouns and regular inflection.
_PREFIXES = {
    "و": 3, "ف": 4, "ال": 3, "وال": 3, "فال": 3, "بال": 3, "كال": 3, "وبال": 3, "لل": 3, "ولل": 3,
    "ب": 4, "ل": 4, "وب": 4, "ول": 4, "س": 4, "وس": 4, "فس": 4,
}  # fmt: skip
_PRONOUNS = ("ه", "ها", "هم", "نا", "هما", "هن")
_ENDINGS = ("ات", "ين", "ون", "ا", "ان", "ي", "يه", "اته", "اتها", "اتهم", "ته", "تها", "تهم", "تنا")
_CONJUNCTIONS = ("و", "ف")


def _verb_forms(word: str) -> Iterator[str]:
    """Persons of the perfect and the imperfect, then masdars and participles as given."""
    perfect, imperfect, *nouns = word.split("/")
    stem = perfect[:-1] if perfect[-1] in "ىا" else perfect
    yield from (perfect, stem + "ت", stem + "وا", stem + "ا")
    for person in "يتنأ":
        yield person + imperfect[1:]
    stem = imperfect.rstrip("يىو")
    yield from (stem + "ون", "ت" + stem[1:] + "ون", stem + "وا", stem + "ان")
    yield from nouns


def _forms(part: str, word: str) -> Iterator[str]:
    if part != "verb":
        yield word
    elif "_" in word:
        rest = word.split("/")[0].partition("_")[2]
        bare = "/".join(form.partition("_")[0] for form in word.split("/"))
        yield from (f"{form}_{rest}" for form in _verb_forms(bare))
    else:
        yield from _verb_forms(word)


@cache
def _lexicon() -> tuple[dict[str, int], dict[str, list[tuple[tuple[str, ...], int]]]]:
    """Kinds of single forms, and of phrases by their first word, the longest first."""
    text = (files("arabnlp.text") / "lexicon" / "polarity.tsv").read_text(encoding="utf-8")
    table: dict[str, int] = {}
    phrases: dict[tuple[str, ...], int] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        kind, part, words = line.split("\t")
        for word in words.split():
            for form in _forms(part, word):
                pieces = tuple(fold_word(piece) for piece in form.split("_"))
                if len(pieces) == 1:
                    table.setdefault(pieces[0], _INDEX[kind])
                else:
                    phrases.setdefault(pieces, _INDEX[kind])
    starts: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for pieces, index in sorted(phrases.items(), key=lambda item: -len(item[0])):
        starts.setdefault(pieces[0], []).append((pieces, index))
    return table, starts


def polarity() -> dict[str, int]:
    """Index in :data:`KINDS` of each form, folded.

    Examples
    --------
    >>> KINDS[polarity()["رفضت"]]
    'oppose'
    """
    return _lexicon()[0]


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
    ['bad', 'oppose', 'endorse', 'contrast']
    >>> word_polarity("أم") is None
    True
    """
    kind = _kind(fold_word(word))
    return None if kind is None or kind < 0 else kind


def _kind(folded: str) -> int | None:
    table = polarity()
    if folded in table:
        return table[folded]
    starts = [folded] + [
        folded[len(p) :] for p, least in _PREFIXES.items() if folded.startswith(p) and len(folded) - len(p) >= least
    ]
    for rest in starts[1:]:
        if rest in table:
            return table[rest]
    for rest in starts:
        for ending in (*_PRONOUNS, *_ENDINGS):
            base = rest[: -len(ending)]
            if not rest.endswith(ending) or len(base) < (3 if ending in _PRONOUNS[:3] else 4):
                continue
            if base in table:
                return table[base]
            if ending.startswith(("ت", "ات")) and base + "ه" in table:
                return table[base + "ه"]
    return None


def phrase_at(folded: Sequence[str], start: int) -> tuple[int, int] | None:
    """Kind and number of words of the longest phrase of the lexicon that begins at a word, or None.

    Parameters
    ----------
    folded : sequence of str
        Words of a sentence, folded.
    start : int

    Returns
    -------
    (int, int) or None

    Examples
    --------
    >>> words = [fold_word(word) for word in "وآن الأوان لقرار".split()]
    >>> KINDS[phrase_at(words, 0)[0]], phrase_at(words, 0)[1]
    ('call', 2)
    """
    _, starts = _lexicon()
    first = folded[start]
    options = [first, first[1:]] if first[:1] in _CONJUNCTIONS else [first]
    for option in options:
        for pieces, kind in starts.get(option, ()):
            if tuple(folded[start + 1 : start + len(pieces)]) == pieces[1:]:
                return kind, len(pieces)
    return None

"""Where a sentence speaks of a target: its own words, or what news also calls it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from arabnlp.features.domains import stem
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.stopwords import stop_words_for
from arabnlp.text.tokenize import fold_word, tokenize

MATCH = 0.5  # from this strength on a sentence speaks of the target
_KINDS = ("word", "hashtag", "number", "mention")  # of tokens that can be part of a name
_RELATED = 0.8  # strength of a related word
_APART = 0.4  # share of strength left where a target with inner function words («العمل عن بعد») is not met as a phrase


@cache
def _stops() -> frozenset[str]:
    return stop_words_for(ArabicNormalizer("search"))


@cache
def concepts() -> tuple[tuple[frozenset[str], tuple[tuple[str, ...], ...]], ...]:
    """Subjects of news: stems of the head, and the stems of each related word or phrase."""
    text = (files("arabnlp.text") / "lexicon" / "concepts.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        (
            frozenset(map(stem, head.split("_"))),
            tuple(tuple(stem(word) for word in phrase.split("_")) for phrase in related.split()),
        )
        for head, related in rows
    )


def target_stems(target: str) -> frozenset[str]:
    """Stems of the content words of a target.

    Examples
    --------
    >>> target_stems("العمل عن بعد") == {stem("عمل")}
    True
    """
    words = [token.text for token in tokenize(target) if token.kind in _KINDS]
    content = [word for word in words if fold_word(word) not in _stops()]
    return frozenset(stem(word) for word in content or words)


class Target:
    """A target as it is looked for.

    Parameters
    ----------
    name : str
        As a person writes it.

    Examples
    --------
    >>> solar = Target("الطاقة المتجددة")
    >>> strength, places = solar.find([stem(word) for word in "افتتح الوزير محطة شمسية جديدة".split()])
    >>> strength, sorted(places)
    (0.8, [2, 3])
    """

    def __init__(self, name: str) -> None:
        words = [token.text for token in tokenize(name) if token.kind in _KINDS]
        content = [i for i, word in enumerate(words) if fold_word(word) not in _stops()]
        self.stems = target_stems(name)
        inner = words[content[0] :] if content else words
        self.phrase = tuple(map(stem, inner))
        self.broken = len(content) < len(inner)
        every = frozenset(map(stem, words))
        self.related = tuple({p for head, related in concepts() if head and head <= every for p in related})

    def find(self, stems: Sequence[str]) -> tuple[float, set[int]]:
        """How strongly a sentence speaks of the target, 0 to 1, and which of its words do.

        Parameters
        ----------
        stems : sequence of str
            Stems of the words of the sentence, in order.

        Returns
        -------
        (float, set of int)
        """
        own = {i for i, key in enumerate(stems) if key in self.stems}
        strength = len({stems[i] for i in own}) / max(1, len(self.stems))
        if self.broken and strength:
            places = _places(stems, self.phrase)
            strength = 1.0 if places else strength * _APART
            own |= places
        for phrase in self.related:
            places = _places(stems, phrase)
            if places:
                strength = max(strength, _RELATED)
                own |= places
        return strength, own


def _places(stems: Sequence[str], phrase: tuple[str, ...]) -> set[int]:
    size = len(phrase)
    places: set[int] = set()
    for i, key in enumerate(stems):
        if key == phrase[0] and tuple(stems[i : i + size]) == phrase:
            places.update(range(i, i + size))
    return places


@lru_cache(maxsize=256)
def find_target(name: str) -> Target:
    """A target, read once."""
    return Target(name)

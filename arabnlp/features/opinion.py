"""What an article says near a target: where it speaks of it, and which words favour or oppose there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from arabnlp.features.domains import stem
from arabnlp.features.polarity import KINDS, SIDES, phrase_at, word_polarity
from arabnlp.features.target import MATCH, find_target
from arabnlp.text.boilerplate import boilerplate_spans
from arabnlp.text.quotemarks import quoted_spans
from arabnlp.text.sentences import split_sentences
from arabnlp.text.stopwords import NEGATIONS
from arabnlp.text.tokenize import fold_word, tokenize

_K = {kind: index for index, kind in enumerate(KINDS)}
_SIDE = np.array([SIDES.get(kind, 0) for kind in KINDS] + [0], dtype=float)
_TURNED = {_K["endorse"]: _K["oppose"], _K["oppose"]: _K["endorse"], _K["good"]: _K["bad"], _K["bad"]: _K["good"]}
_NEGATED_WITHIN, _LESS_WITHIN = 2, 3  # words before a word in which a negation, or «خفّض», turns its side


@cache
def _negations() -> frozenset[str]:
    return frozenset(map(fold_word, NEGATIONS))


@dataclass
class SentenceOpinion:
    """A sentence with what it says of the target.

    Attributes
    ----------
    start, end : int
        Offsets in the text.
    match : float
        How strongly it speaks of the target, 0 to 1.
    counts : ndarray of shape (n_kinds + 1,)
        Words of each kind of the polarity lexicon, the last entry those whose side was turned by a negation.
    n_words : int
    quoted : float
        Share of its words between quotation marks.
    favor, against : list of (int, int)
        Spans of the words that favour and oppose.
    """

    start: int
    end: int
    match: float
    counts: np.ndarray
    n_words: int
    quoted: float = 0.0
    favor: list[tuple[int, int]] = field(default_factory=list)
    against: list[tuple[int, int]] = field(default_factory=list)

    @property
    def balance(self) -> float:
        """Favouring minus opposing words."""
        return float(self.counts @ _SIDE)


def read_opinions(target: str, text: str) -> list[SentenceOpinion]:
    """Sentences of a text, headings included and boilerplate left out, with what they say of a target.

    Parameters
    ----------
    target, text : str

    Returns
    -------
    list of SentenceOpinion

    Examples
    --------
    >>> [s.balance for s in read_opinions("الخصخصة", "رفض العمال الخصخصة وحذروا من خسائر.")]
    [-3.0]
    """
    wanted = find_target(target)
    skipped = [(start, end) for start, end, _ in boilerplate_spans(text)]
    marks = [(span.open, span.end) for span in quoted_spans(text)]
    opinions = []
    for sentence in split_sentences(text, headings=True):
        inside = [(a, b) for a, b in skipped if a < sentence.end and b > sentence.start]
        if any(a <= sentence.start and 2 * (b - sentence.start) > sentence.end - sentence.start for a, b in inside):
            continue
        tokens = [t for t in tokenize(sentence) if t.kind in ("word", "hashtag", "number")]
        if inside:  # a dateline: «الرباط (وكالات) -» opens a sentence that is text
            tokens = [t for t in tokens if not any(a <= sentence.start + t.start < b for a, b in inside)]
        words = [t.text.lstrip("#") for t in tokens]
        places = [(sentence.start + t.start, sentence.start + t.end) for t in tokens]
        match, own = wanted.find([stem(word) for word in words])
        opinion = SentenceOpinion(sentence.start, sentence.end, match, np.zeros(len(KINDS) + 1), len(tokens))
        if tokens:
            opinion.quoted = sum(any(a <= start < b for a, b in marks) for start, _ in places) / len(tokens)
        _count(opinion, words, places, own)
        opinions.append(opinion)
    return opinions


def _count(opinion: SentenceOpinion, words: list[str], places: list[tuple[int, int]], own: set[int]) -> None:
    """Kinds of the words of a sentence; the target's own words are not an opinion of it."""
    folded = [fold_word(word) for word in words]
    negated_until = less_until = -1
    i = 0
    while i < len(words):
        phrase = phrase_at(folded, i)
        kind, size = phrase if phrase else (word_polarity(words[i]), 1)
        if folded[i] in _negations():
            negated_until = i + _NEGATED_WITHIN
            if kind is None:
                i += 1
                continue
        if kind is None or (size == 1 and i in own):
            i += 1
            continue
        if kind in _TURNED and i <= negated_until and not phrase:
            opinion.counts[-1] += 1
            kind = _TURNED[kind]
        elif kind in (_K["good"], _K["bad"]) and i <= less_until:
            kind = _TURNED[kind]
        if kind == _K["less"]:
            less_until = i + size - 1 + _LESS_WITHIN
        opinion.counts[kind] += 1
        side = _SIDE[kind]
        if side:
            (opinion.favor if side > 0 else opinion.against).append((places[i][0], places[i + size - 1][1]))
        i += size


def regions(opinions: Sequence[SentenceOpinion]) -> dict[str, np.ndarray]:
    """Weight of each sentence in the parts of a text that are looked at apart.

    The title (or first sentence), around the target (fading with the distance in sentences), the whole, and the end.
    """
    n = len(opinions)
    match = np.array([o.match for o in opinions])
    place = np.arange(n)
    near = (match >= MATCH) * match
    far = np.abs(place[:, None] - place[None, :])
    return {
        "title": (place == 0) * 1.0,
        "around": (near[None, :] * np.exp(-far)).max(axis=1) if n else near,
        "all": np.ones(n),
        "end": (place >= n - 2) * 1.0,
    }


def region_counts(opinions: Sequence[SentenceOpinion]) -> tuple[np.ndarray, np.ndarray]:
    """Weighted counts of the kinds in each region, shape (n_regions, n_kinds + 1), and the number of words there."""
    parts = regions(opinions)
    if not opinions:
        return np.zeros((len(parts), len(KINDS) + 1)), np.zeros(len(parts))
    weights = np.array(list(parts.values()))
    return weights @ np.array([o.counts for o in opinions]), weights @ np.array([float(o.n_words) for o in opinions])

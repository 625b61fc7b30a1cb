"""What an article says near a target: where it speaks of it, and which words favour or oppose there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from arabnlp.features.domains import stem
from arabnlp.features.polarity import KINDS, word_polarity
from arabnlp.text.boilerplate import boilerplate_spans
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.sentences import split_sentences
from arabnlp.text.stopwords import NEGATIONS, stop_words_for
from arabnlp.text.tokenize import fold_word, tokenize

_MATCH = 0.5  # share of the target's words that a sentence must hold to speak of it


@cache
def _stops() -> frozenset[str]:
    return stop_words_for(ArabicNormalizer("search"))


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
        Share of the target's content words in it, 0 to 1.
    counts : ndarray of shape (n_kinds + 1,)
        Words of each kind of the polarity lexicon, the last entry negated ones.
    favor, against : list of (int, int)
        Spans of the words that favour and oppose.
    """

    start: int
    end: int
    match: float
    counts: np.ndarray
    n_words: int
    favor: list[tuple[int, int]] = field(default_factory=list)
    against: list[tuple[int, int]] = field(default_factory=list)

    @property
    def balance(self) -> float:
        """Favouring minus opposing words."""
        return float(self.counts[0] - self.counts[1])


def target_stems(target: str) -> frozenset[str]:
    """Stems of the content words of a target.

    Examples
    --------
    >>> target_stems("العمل عن بعد") == {stem("عمل"), stem("بعد")} or len(target_stems("العمل عن بعد")) >= 1
    True
    """
    words = [token.text for token in tokenize(target) if token.kind not in ("punctuation", "emoji")]
    content = [word for word in words if fold_word(word) not in _stops()]
    return frozenset(stem(word) for word in content or words)


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
    wanted = target_stems(target)
    skipped = [(start, end) for start, end, _ in boilerplate_spans(text)]
    opinions = []
    for sentence in split_sentences(text, headings=True):
        if any(start <= sentence.start < end for start, end in skipped):
            continue
        tokens = [t for t in tokenize(sentence) if t.kind in ("word", "hashtag")]
        stems = [stem(t.text.lstrip("#")) for t in tokens]
        folded = [fold_word(t.text) for t in tokens]
        counts = np.zeros(len(KINDS) + 1)
        opinion = SentenceOpinion(
            sentence.start, sentence.end, len(wanted & set(stems)) / max(1, len(wanted)), counts, len(tokens)
        )
        for i, key in enumerate(stems):
            if key in wanted:
                continue  # the target's own words are not an opinion of it
            negated = any(word in _negations() for word in folded[max(0, i - 2) : i])
            kind = word_polarity(tokens[i].text.lstrip("#"))
            if kind is None:
                continue
            if negated and kind < 2:
                counts[-1] += 1
                kind = 1 - kind
            counts[kind] += 1
            span = (sentence.start + tokens[i].start, sentence.start + tokens[i].end)
            if kind == 0:
                opinion.favor.append(span)
            elif kind == 1:
                opinion.against.append(span)
        opinions.append(opinion)
    return opinions


def _block(opinions: Sequence[SentenceOpinion]) -> list[float]:
    counts = sum((o.counts for o in opinions), np.zeros(len(KINDS) + 1))
    size = sum(o.n_words for o in opinions)
    rates = counts / np.sqrt(max(size, 1))
    return [*rates, rates[0] - rates[1], float(np.log((counts[0] + 1) / (counts[1] + 1)))]


def opinion_features(opinions: Sequence[SentenceOpinion], text: str) -> np.ndarray:
    """A text's stance evidence as numbers: how much it speaks of the target, and its polarity.

    Polarity is taken in the first sentence or title, near the target, at the end and overall.

    Parameters
    ----------
    opinions : sequence of SentenceOpinion
        From :func:`read_opinions` on the same text.
    text : str

    Returns
    -------
    ndarray of shape (n_features,)
    """
    match = np.array([o.match for o in opinions] or [0.0])
    near = [i for i, o in enumerate(opinions) if o.match >= _MATCH]
    around = sorted({j for i in near for j in (i - 1, i, i + 1) if 0 <= j < len(opinions)})
    first = [opinions[0]] if opinions else []
    presence = [
        match.max(),
        match[0],
        match.mean(),
        (match >= _MATCH).mean(),
        float(match.max() == 0),
        np.log1p(len(near)),
    ]
    style = [
        min(5, text.count("؟") + text.count("?")),
        min(10, text.count("«") + text.count('"')) / 10,
        np.log1p(len(text)),
    ]
    blocks = _block(first) + _block([opinions[i] for i in near]) + _block([opinions[i] for i in around])
    blocks += _block(opinions) + _block(opinions[-1:]) + _block(opinions[-3:])
    return np.array([*presence, *blocks, *style])


def text_near(opinions: Sequence[SentenceOpinion], text: str, target: str) -> str:
    """The sentences that speak of the target, its words masked; the opening if none does.

    Masking keeps a model from learning which targets are liked.
    """
    wanted = target_stems(target)
    chosen = [o for o in opinions if o.match >= _MATCH] or list(opinions[:1])
    pieces = []
    for opinion in chosen:
        sentence = text[opinion.start : opinion.end]
        pieces.append(
            " ".join("_" if stem(t.text) in wanted else t.text for t in tokenize(sentence) if t.kind == "word")
        )
    return " ".join(pieces)

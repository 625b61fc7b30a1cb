"""A text's evidence for a stance as numbers, and the words near the target."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from arabnlp.features.domains import stem
from arabnlp.features.opinion import SentenceOpinion, region_counts
from arabnlp.features.polarity import KINDS
from arabnlp.features.target import MATCH, find_target
from arabnlp.text.tokenize import tokenize

_RATES = tuple(
    KINDS.index(kind) for kind in ("balance", "report", "contrast", "doubt", "call", "strong", "more", "less")
)
_ENDORSE, _GOOD, _OPPOSE, _BAD, _STOP = (KINDS.index(kind) for kind in ("endorse", "good", "oppose", "bad", "stop"))


def opinion_features(opinions: Sequence[SentenceOpinion], text: str) -> np.ndarray:
    """How much a text speaks of the target, which side its words take where, and how it is written.

    Parameters
    ----------
    opinions : sequence of SentenceOpinion
        From :func:`arabnlp.features.opinion.read_opinions` on the same text.
    text : str

    Returns
    -------
    ndarray of shape (n_features,)
        Finite for any text. Counts are divided by the square root of the number of words that they come from.
    """
    counts, sizes = region_counts(opinions)
    roots = np.sqrt(np.maximum(sizes, 1))[:, None]
    endorse, good, oppose, bad, stop = (counts[:, [k]] for k in (_ENDORSE, _GOOD, _OPPOSE, _BAD, _STOP))
    pro, contra = endorse + good, oppose + bad + stop
    sides = [
        (endorse - oppose) / roots,
        (good - bad) / roots,
        stop / roots,
        np.log((pro + 1) / (contra + 1)),
    ]
    signs = [
        counts[:, _RATES] / roots,
        counts[:, [-1]] / roots,
        (endorse + oppose + stop) / roots,
        (good + bad) / roots,
        np.abs(pro - contra) / roots,
        np.log1p(np.minimum(pro, contra)),
    ]
    return np.concatenate([np.hstack(sides + signs).ravel(), _presence(opinions), _style(opinions, text)])


def _presence(opinions: Sequence[SentenceOpinion]) -> np.ndarray:
    match = np.array([o.match for o in opinions] or [0.0])
    return np.array(
        [
            match.max(),
            match[0],
            match.mean(),
            (match >= MATCH).mean(),
            match.max() == 0,
            match.max() < MATCH,
            np.log1p((match >= MATCH).sum()),
            (match[:4] >= MATCH).any(),
            match[-2:].max(),
        ],
        dtype=float,
    )


def _style(opinions: Sequence[SentenceOpinion], text: str) -> np.ndarray:
    size = max(1, len(text))
    return np.array(
        [
            min(5, text.count("؟") + text.count("?")),
            min(10, text.count("«") + text.count('"')) / 10,
            min(5, text.count("!")),
            np.log1p(len(text)),
            np.mean([o.quoted for o in opinions] or [0.0]),
            sum(map(str.isdigit, text)) / size,
        ]
    )


def text_near(opinions: Sequence[SentenceOpinion], text: str, target: str) -> str:
    """The sentences that speak of the target, its words masked; empty if none does.

    Masking keeps a model from learning which targets are liked.
    """
    wanted = find_target(target)
    pieces = []
    for opinion in opinions:
        if opinion.match >= MATCH:
            words = [t.text for t in tokenize(text[opinion.start : opinion.end]) if t.kind == "word"]
            _, own = wanted.find([stem(word) for word in words])
            pieces.append(" ".join("_" if i in own else word for i, word in enumerate(words)))
    return " ".join(pieces)

"""A text's evidence for a stance as numbers, and the words near the target."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from arabnlp.features.domains import stem
from arabnlp.features.opinion import SentenceOpinion, region_counts
from arabnlp.features.polarity import KINDS
from arabnlp.features.target import MATCH, find_target
from arabnlp.text.tokenize import tokenize

_ENDORSE, _GOOD, _OPPOSE, _BAD, _STOP, _CALL, _DOUBT = (
    KINDS.index(kind) for kind in ("endorse", "good", "oppose", "bad", "stop", "call", "doubt")
)
_RATES = [KINDS.index(kind) for kind in ("balance", "report", "contrast", "doubt", "call", "strong", "more", "less")]


def side_features(opinions: Sequence[SentenceOpinion]) -> np.ndarray:
    """Which side the words of a text take: acts for and against, good and bad, calls to stop, calls, doubt.

    Parameters
    ----------
    opinions : sequence of SentenceOpinion
        From :func:`arabnlp.features.opinion.read_opinions`.

    Returns
    -------
    ndarray of shape (n_regions * 5,)
        Counts divided by the square root of the number of words that they come from; 0 where nothing was found.
    """
    counts, sizes = region_counts(opinions)
    roots = np.sqrt(np.maximum(sizes, 1))
    return np.concatenate(
        [
            (counts[:, _ENDORSE] - counts[:, _OPPOSE]) / roots,
            (counts[:, _GOOD] - counts[:, _BAD]) / roots,
            counts[:, _STOP] / roots,
            counts[:, _CALL] / roots,
            counts[:, _DOUBT] / roots,
        ]
    )


def opinion_features(opinions: Sequence[SentenceOpinion], text: str) -> np.ndarray:
    """Whether a text takes a side: how much it speaks of the target, how much it judges, how it is written.

    Parameters
    ----------
    opinions : sequence of SentenceOpinion
        From :func:`arabnlp.features.opinion.read_opinions` on the same text.
    text : str

    Returns
    -------
    ndarray of shape (n_features,)
        Finite for any text.
    """
    counts, sizes = region_counts(opinions)
    roots = np.sqrt(np.maximum(sizes, 1))[:, None]
    endorse, good, oppose, bad, stop = (counts[:, [k]] for k in (_ENDORSE, _GOOD, _OPPOSE, _BAD, _STOP))
    pro, contra = endorse + good, oppose + bad + stop
    parts = [
        (endorse - oppose) / roots,
        (good - bad) / roots,
        stop / roots,
        np.log((pro + 1) / (contra + 1)),
        counts[:, _RATES] / roots,
        counts[:, [-1]] / roots,
        (endorse + oppose + stop) / roots,
        (good + bad) / roots,
        np.abs(pro - contra) / roots,
        np.log1p(np.minimum(pro, contra)),
    ]
    return np.concatenate([np.hstack(parts).ravel(), _presence(opinions), _style(opinions, text)])


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
    """The sentences that speak of the target, its words masked; the opening if none does.

    Masking keeps a model from learning which targets are liked.
    """
    wanted = find_target(target)
    pieces = []
    for opinion in [o for o in opinions if o.match >= MATCH] or opinions[:1]:
        words = [t.text for t in tokenize(text[opinion.start : opinion.end]) if t.kind == "word"]
        _, own = wanted.find([stem(word) for word in words])
        pieces.append(" ".join("_" if i in own else word for i, word in enumerate(words)))
    return " ".join(pieces)

"""Where topics begin: texts far from each other, and for each of them the texts most like it."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from arabnlp.features.lda_corpus import Corpus
from arabnlp.features.lda_guided import GUIDED_TEXTS, guided_groups

SEED_TEXTS = 6000  # at most so many to choose a topic's first texts from
COMMON = 20  # words in more than this part of the texts
DRAWN = 8  # texts of which the one that the most others are like begins a topic
ALIKE = 3  # texts, at least, that join a topic's first one


def first_texts(
    corpus: Corpus, n_texts: int, n_topics: int, guided: np.ndarray, guide: np.ndarray, rng: np.random.Generator
) -> list[np.ndarray]:
    """First texts of each topic: those about its guide, and far from them and from each other for the rest.

    Parameters
    ----------
    corpus : Corpus
    n_texts : int
        Topics without a guide begin with some of the first so many texts, others with any.
    n_topics : int
    guided : ndarray of int, n_guided
        Words with a prior of their own.
    guide : ndarray of shape (n_guided, n_topics)
        What that prior is beyond the others'.
    rng : numpy.random.Generator

    Returns
    -------
    list of ndarray of int
        Texts of each topic.
    """
    n_texts = min(n_texts, SEED_TEXTS)
    size = max(GUIDED_TEXTS, _group_size(n_texts, n_topics))
    found, about = guided_groups(corpus.columns(guided), corpus.lengths, guide, size)
    rest = iter(spread_groups(corpus, n_topics - len(found), rng, about[:n_texts]))
    return [found[k] if k in found else next(rest) for k in range(n_topics)]


def _group_size(n_texts: int, n_groups: int) -> int:
    """Texts that begin a topic: two for each that it has in the mean, but an eighth of all at most."""
    return min(max(ALIKE, min(2 * n_texts // max(n_groups, 1), n_texts // 8)), n_texts - 1)


def spread_groups(corpus: Corpus, n_groups: int, rng: np.random.Generator, taken: np.ndarray) -> list[np.ndarray]:
    """Texts in groups: one far from those ``taken`` or chosen before, and those most like it, near duplicates apart.

    They are drawn far from each other (k-means++: Arthur and Vassilvitskii 2007), by the cosine of log-counts and
    inverse document frequency.

    Parameters
    ----------
    corpus : Corpus
    n_groups : int
    rng : numpy.random.Generator
    taken : ndarray of bool, n_texts
        Texts not to begin with; only the first so many texts are looked at.

    Returns
    -------
    list of ndarray of int
        Texts of each group, which may share some.
    """
    n_texts = len(taken)
    frequency = corpus.frequencies(n_texts)
    weight = np.log((1.0 + n_texts) / np.maximum(frequency, 1)).astype(np.float32)
    rare = frequency <= max(n_texts // COMMON, 100)

    def unit(rows: np.ndarray) -> sparse.csr_matrix:
        """Vectors of length 1, less their common words."""
        some = corpus.rows(rows)
        some.data = np.log1p(some.data) * weight[some.indices]
        squares = sparse.csr_matrix((some.data**2, some.indices, some.indptr), shape=some.shape)
        lengths = np.sqrt(np.asarray(squares.sum(axis=1), np.float32).ravel())
        some.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(some.indptr))
        some.data *= rare[some.indices]
        some.eliminate_zeros()
        return some

    by_word = sparse.vstack([unit(block) for block in corpus.blocks(n_texts)], format="csr").T.tocsr()
    tokens = corpus.lengths[:n_texts].astype(np.float32)
    if not tokens.any():  # none of these texts has a word: one is as good as another
        tokens[:] = 1
    tokens = np.minimum(tokens, np.median(tokens[tokens > 0]))  # a short text says little of a topic
    nearest = taken.astype(np.float32)
    size = _group_size(n_texts, n_groups)
    groups = []
    for _ in range(n_groups):
        chance = (np.maximum(1.0 - nearest, 0.0) ** 2 * tokens).astype(np.float64)
        if chance.sum() < 1e-6 * tokens.sum():  # all chosen already, or all alike
            chance = tokens.astype(np.float64)
        drawn = rng.choice(n_texts, DRAWN, p=chance / chance.sum())
        cosines = (unit(drawn) @ by_word).toarray()
        best = int((np.maximum(cosines - nearest, 0.0) @ tokens).argmax())
        cosine = cosines[best]
        nearest = np.maximum(nearest, cosine)
        cosine[(cosine > 0.9) | taken] = 0.0
        others = np.argpartition(-cosine, size)[:size]
        others = others[cosine[others] > 0.0]
        nearest[others] = 1.0
        groups.append(np.append(others, drawn[best]))
    return groups


__all__ = ["first_texts", "spread_groups"]

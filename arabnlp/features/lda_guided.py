"""Where guided topics begin: the texts that hold the words their prior names."""

from __future__ import annotations

import numpy as np
from scipy import sparse

GUIDED_TEXTS = 12  # at most so many begin a guided topic


def guided_groups(
    held: sparse.csr_matrix, lengths: np.ndarray, guide: np.ndarray, n_texts: int = GUIDED_TEXTS
) -> tuple[dict[int, np.ndarray], np.ndarray]:
    """Texts that hold the words of each guided topic, those with most of them first.

    A text scores by the inverse document frequency of the topic's words that it holds, each once, and within equal
    scores by the share of its tokens that they are: a text with three of the words is more surely about the topic than
    one that repeats a single word. A word guides only the topics where its prior exceeds its
    smallest, so that a prior that is the same in all topics guides none.

    Parameters
    ----------
    held : csr_matrix of shape (n_texts, n_guided)
        Counts of the words with a prior of their own.
    lengths : ndarray of shape (n_texts,)
        Tokens of each text.
    guide : ndarray of shape (n_guided, n_topics)
        Their priors beyond what all words have.
    n_texts : int
        At most so many texts a topic.

    Returns
    -------
    groups : dict of int to ndarray of int
        Rows that begin each guided topic.
    about : ndarray of bool, n_texts
        Texts that hold at least two words of one guided topic (its one word, where it has one): not to begin others.

    Examples
    --------
    >>> X = sparse.csr_matrix(np.array([[0, 3, 1], [2, 1, 0], [0, 0, 5]]))
    >>> groups, about = guided_groups(X[:, :2], np.array([4, 3, 5]), np.array([[9.0, 0.0], [9.0, 0.0]]))
    >>> groups[0].tolist(), about.tolist()
    ([1], [False, True, False])
    """
    about = np.zeros(held.shape[0], bool)
    groups: dict[int, np.ndarray] = {}
    if not held.shape[1]:
        return groups, about
    part = guide - guide.min(axis=1, keepdims=True)
    lengths = np.maximum(lengths, 1.0)
    present = held.copy()
    present.data = np.ones_like(present.data)
    frequency = np.asarray(present.sum(axis=0)).ravel()
    rarity = np.log((1.0 + held.shape[0]) / np.maximum(frequency, 1.0))
    for topic in np.flatnonzero(part.max(axis=0) > 0).tolist():
        own = part[:, topic] > 0
        distinct = np.asarray(present @ own.astype(np.float64)).ravel()
        enough = distinct >= min(2, int(own.sum()))
        about |= enough
        score = (
            np.asarray(present @ (rarity * own)).ravel() + np.asarray(held @ own.astype(np.float64)).ravel() / lengths
        )
        best = np.argsort(-score, kind="stable")
        best = best[score[best] > 0]
        sure = best[enough[best]]
        chosen = sure if len(sure) else best
        if len(chosen):
            groups[topic] = chosen[:n_texts]
    return groups, about


__all__ = ["GUIDED_TEXTS", "guided_groups"]

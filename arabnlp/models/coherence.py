"""How good topics are, judged by their words: coherence, diversity, exclusivity.

Coherence measures follow M. Röder, A. Both, A. Hinneburg, "Exploring the Space of Topic Coherence Measures", WSDM
2015, https://doi.org/10.1145/2684822.2685324, with the choices of gensim's ``CoherenceModel``, whose values they equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from arabnlp.errors import InputError

_EPSILON = 1e-12  # added to joint probabilities, as gensim and the paper's authors do
#: Measure: window in tokens (0: the whole text).
MEASURES = {"c_v": 110, "c_npmi": 10, "c_uci": 10, "u_mass": 0}


class TokenIds(NamedTuple):
    """Texts as token ids: those of text ``d`` are ``ids[starts[d]:starts[d + 1]]``.

    Attributes
    ----------
    ids : ndarray of int, n_tokens
    starts : ndarray of int64, n_texts + 1
    terms : sequence of str, n_types, or None
        The word of each id; needed where topics are given as words.
    breaks : ndarray of int64, or None
        Places in ``ids``, rising, that no phrase goes over: ends of sentences and other marks.
    """

    ids: np.ndarray
    starts: np.ndarray
    terms: Sequence[str] | None = None
    breaks: np.ndarray | None = None


def token_ids(texts: Sequence[Sequence[str]]) -> TokenIds:
    """Number the tokens of tokenized texts, in order of first use.

    Examples
    --------
    >>> token_ids([["نفط", "غاز"], ["نفط"]]).ids.tolist()
    [0, 1, 0]
    """
    number: dict[str, int] = {}
    ids = [number.setdefault(token, len(number)) for text in texts for token in text]
    starts = np.concatenate([[0], np.cumsum([len(text) for text in texts], dtype=np.int64)])
    return TokenIds(np.array(ids, np.int32), starts.astype(np.int64), list(number))


def coherence(
    topics: Sequence[Sequence[Any]],
    corpus: TokenIds | Sequence[Sequence[str]],
    measure: str = "c_npmi",
    *,
    window: int | None = None,
    exact_windows: bool = False,
) -> np.ndarray:
    """Coherence of each topic: how much its top words keep company in texts.

    Parameters
    ----------
    topics : sequence of sequences of str or int
        Top words of each topic, the first first: as words, or as token ids of the corpus.
    corpus : TokenIds, or sequence of tokenized texts
        All tokens count for the windows, those of no topic too.
    measure : {"c_npmi", "c_v", "c_uci", "u_mass"}
        Normalized pointwise mutual information (-1 to 1); the cosine of NPMI vectors (0 to 1); pointwise mutual
        information; log conditional probability over whole texts (at most 0, nearly). Words that are in every window
        always keep company: their NPMI in ``c_npmi`` is 1, the limit, where gensim's formula turns to -1.
    window : int, optional
        Tokens in a sliding window; 0: whole texts. By default 10, for ``c_v`` 110, for ``u_mass`` 0.
    exact_windows : bool
        gensim forgets a word as soon as one of its occurrences leaves the window, though another may be inside.
        By default the same is done, so that values compare with published ones; True counts it till the last leaves.

    Returns
    -------
    ndarray of shape (n_topics,)
        NaN for a topic with fewer than two words; for ``c_v``, of words that never occur, too.

    Raises
    ------
    InputError
        If the measure does not exist, or a topic's word or id is not in the corpus.

    Examples
    --------
    >>> texts = [["نفط", "غاز", "سعر"], ["نفط", "غاز"], ["هدف", "فريق"], ["فريق", "هدف", "سعر"]]
    >>> coherence([["نفط", "غاز"], ["نفط", "فريق"]], texts, "c_npmi").round(2).tolist()
    [1.0, -0.95]
    """
    if measure not in MEASURES:
        raise InputError(f"measure {measure!r} does not exist: choose from {', '.join(MEASURES)}.")
    if window is not None and (not isinstance(window, int | np.integer) or isinstance(window, bool) or window < 0):
        raise InputError(f"window={window!r} must be a whole number of tokens, or 0 for whole texts.")
    if not isinstance(corpus, TokenIds):
        corpus = token_ids(corpus)
    rows = _as_ids(topics, corpus)
    relevant, codes = np.unique(np.concatenate([*rows, np.empty(0, np.int64)]).astype(np.int64), return_inverse=True)
    joint, total = pair_counts(
        corpus, relevant, MEASURES[measure] if window is None else window, exact_windows=exact_windows
    )
    split = np.split(codes, np.cumsum([len(row) for row in rows])[:-1]) if rows else []
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.array([_of_topic(measure, joint[np.ix_(row, row)], total) for row in split], dtype=np.float64)


def pair_counts(
    corpus: TokenIds, words: np.ndarray, window: int, *, exact_windows: bool = True
) -> tuple[np.ndarray, int]:
    """In how many windows each of some words occurs (diagonal), and each pair of them.

    Parameters
    ----------
    corpus : TokenIds
    words : ndarray of int, n_words
        Distinct token ids.
    window : int
        Tokens; 0: whole texts.
    exact_windows : bool
        As in :func:`coherence`.

    Returns
    -------
    ndarray of int64 of shape (n_words, n_words), int
        The counts, and the number of windows.

    Examples
    --------
    >>> pair_counts(token_ids([["نفط", "غاز"], ["نفط"]]), np.array([0, 1]), 0)
    (array([[2, 1],
           [1, 1]]), 2)
    """
    from arabnlp.models._coherence import window_counts

    ids = np.asarray(corpus.ids)
    size = max(int(ids.max(initial=-1)), int(np.max(words, initial=-1))) + 1
    code = np.full(size, -1, np.int32)
    code[words] = np.arange(len(words), dtype=np.int32)
    starts = np.asarray(corpus.starts, np.int64)
    joint, total = window_counts(ids, starts, code, len(words), int(window), not exact_windows and window > 0)
    return joint, int(total)


def _as_ids(topics: Sequence[Sequence[Any]], corpus: TokenIds) -> list[np.ndarray]:
    numbers: dict[str, int] | None = None
    n_ids = int(np.max(corpus.ids, initial=-1)) + 1 if corpus.terms is None else len(corpus.terms)
    rows = []
    for k, topic in enumerate(topics):
        if isinstance(topic, str):
            raise InputError(f"topic {k} is one string: give its words as a list.")
        if all(isinstance(word, int | np.integer) for word in topic):
            outside = [word for word in topic if not 0 <= word < n_ids]
            if outside:
                raise InputError(
                    f"topic {k} holds the id {outside[0]}, which is not in the corpus: its ids end at {n_ids - 1}."
                )
            rows.append(np.asarray(topic, np.int64))
            continue
        if numbers is None:
            if corpus.terms is None:
                raise InputError("the topics are words and the corpus has only ids: give it terms too.")
            numbers = {term: number for number, term in enumerate(corpus.terms)}
        missing = [word for word in topic if word not in numbers]
        if missing:
            raise InputError(
                f"topic {k} holds {missing[0]!r}, which is not in the corpus: cut the texts as the model does."
            )
        rows.append(np.array([numbers[word] for word in topic], np.int64))
    return rows


def _of_topic(measure: str, joint: np.ndarray, total: int) -> float:
    size = len(joint)
    if size < 2 or not total:
        return float("nan")
    together, single = joint / total, np.diag(joint) / total
    if measure == "u_mass":  # each word given each that ranks before it
        low = np.tril_indices(size, -1)
        scores = np.log((together + _EPSILON) / single[None, :])[low]
        return float(np.where(single[None, :].repeat(size, 0)[low] > 0, scores, 0.0).mean())
    pmi = np.log((together + _EPSILON) / (single[:, None] * single[None, :]))
    if measure == "c_uci":
        return float(pmi[~np.eye(size, dtype=bool)].mean())
    npmi = pmi / -np.log(together + _EPSILON)
    if measure == "c_npmi":
        npmi[joint == total] = 1.0
        return float(npmi[~np.eye(size, dtype=bool)].mean())
    whole = npmi.sum(axis=0)
    cosine = npmi @ whole / (np.linalg.norm(npmi, axis=1) * np.linalg.norm(whole))
    return float(cosine.mean())


def diversity(topics: Sequence[Sequence[Any]]) -> float:
    """Share of distinct words among the top words of all topics: 1 if no two topics share one.

    References
    ----------
    A. Dieng, F. Ruiz, D. Blei, "Topic Modeling in Embedding Spaces", TACL 2020.

    Examples
    --------
    >>> diversity([["نفط", "غاز"], ["نفط", "هدف"]])
    0.75
    """
    words = [word for topic in topics for word in topic]
    return len(set(words)) / len(words) if words else float("nan")


def exclusivity(topic_word: np.ndarray, n_words: int = 10) -> np.ndarray:
    """Mean share that a topic has of its top words, against all topics: 1 if no other uses them.

    Parameters
    ----------
    topic_word : ndarray of shape (n_topics, n_terms)
        Distributions, rows sum to 1.
    n_words : int

    Returns
    -------
    ndarray of shape (n_topics,)

    References
    ----------
    J. Bischof, E. Airoldi, "Summarizing topical content with word frequency and exclusivity", ICML 2012.

    Examples
    --------
    >>> exclusivity(np.array([[0.9, 0.1], [0.3, 0.7]]), 1).round(3).tolist()
    [0.75, 0.875]
    """
    top = np.argsort(-topic_word, axis=1, kind="stable")[:, :n_words]
    share = np.take_along_axis(topic_word, top, axis=1) / topic_word.sum(axis=0)[top]
    return share.mean(axis=1)


__all__ = ["MEASURES", "TokenIds", "coherence", "diversity", "exclusivity", "pair_counts", "token_ids"]

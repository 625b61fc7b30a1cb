"""Held-out perplexity of a topic model by document completion: one evaluator for all engines."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from arabnlp.errors import InputError

_MOST = 1e8  # tokens, for a random number each (0.8 GB)


def halve_tokens(X: Any, seed: int = 0) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Split each text's tokens at random into two halves (the first has one more where the number is odd).

    Parameters
    ----------
    X : {array, sparse matrix} of shape (n_texts, n_terms)
        Counts, whole numbers.
    seed : int

    Returns
    -------
    first, second : csr_matrix of shape (n_texts, n_terms), float32
        They share one pattern of columns, so that explicit zeros occur, and add up to ``X``. Of more than a hundred
        million tokens each goes to either half by a throw of its own, so that the halves of a text differ in size.

    Raises
    ------
    InputError
        If a count is negative, not a whole number, or more than 2**53.

    Examples
    --------
    >>> first, second = halve_tokens([[4, 2, 1]])
    >>> int(first.sum()), int(second.sum()), (first + second).toarray().astype(int).tolist()
    (4, 3, [[4, 2, 1]])
    """
    from arabnlp.features._lda_heldout import halve_counts

    X = sparse.csr_matrix(X, copy=True)
    X.sum_duplicates()
    X.eliminate_zeros()
    if X.nnz and X.data.max() > 2**53:  # where floats know no single tokens any more
        raise InputError(f"document completion splits tokens: a count of {X.data.max():g} is too large.")
    counts = X.data.astype(np.int64)
    if X.nnz and (X.data.min() < 0 or not np.array_equal(counts, X.data)):
        raise InputError("document completion splits tokens: X must hold counts, whole numbers of at least 0.")
    random, first = np.random.default_rng(seed), np.zeros(len(counts), np.int64)
    if counts.sum(dtype=np.float64) > _MOST:
        first = random.binomial(counts, 0.5)
    else:
        halve_counts(X.indptr, counts, random.random(int(counts.sum())), first)
    halves = [
        sparse.csr_matrix((part.astype(np.float32), X.indices, X.indptr), shape=X.shape)
        for part in (first, counts - first)
    ]
    return halves[0], halves[1]


def document_completion_perplexity(
    X: Any,
    topic_word: Any,
    doc_topic_prior: Any,
    *,
    seed: int = 0,
    inference: str = "collapsed",
    max_iter: int = 500,
    tol: float = 1e-4,
) -> float:
    """Perplexity of the second half of each held-out text, given its first half and the topics.

    The proportions of a text come from one half of its tokens (:func:`halve_tokens`), iterated until they stand still,
    and the other half is scored. Whatever engine learned the topics, the same inference judges them.

    Parameters
    ----------
    X : {array, sparse matrix} of shape (n_texts, n_terms)
        Counts of held-out texts.
    topic_word : array of shape (n_topics, n_terms)
        Topics; rows are divided by their sums.
    doc_topic_prior : float or array of shape (n_topics,)
        Dirichlet parameters of the proportions.
    seed : int
        Of the halves.
    inference : {"collapsed", "variational"}
        ``collapsed`` iterates proportions proportional to expected counts plus prior (CVB0 with fixed topics: Asuncion
        et al. 2009), ``variational`` is mean-field variational Bayes (Blei et al. 2003).
    max_iter : int
    tol : float
        Iteration stops when the summed change of a text's expected counts falls below ``tol`` times its tokens.

    Returns
    -------
    float
        Exponential of minus the mean log-likelihood of a scored token: lower is better.

    Raises
    ------
    InputError
        If shapes disagree, nothing is there to score, or a word has no probability in any topic.

    Examples
    --------
    >>> X = [[4, 4, 0, 0], [0, 0, 6, 6]]
    >>> round(document_completion_perplexity(X, [[1, 1, 0.001, 0.001], [0.001, 0.001, 1, 1]], 0.01), 1)
    2.0

    References
    ----------
    H. Wallach, I. Murray, R. Salakhutdinov, D. Mimno, "Evaluation Methods for Topic Models", ICML 2009, section 5.1;
    A. Asuncion, M. Welling, P. Smyth, Y. W. Teh, "On Smoothing and Inference for Topic Models", UAI 2009.
    """
    if inference not in ("collapsed", "variational"):
        raise InputError(f"inference={inference!r} does not exist: choose collapsed or variational.")
    first, second = halve_tokens(X, seed)
    logs = completion_log_likelihood(
        first, second, topic_word, doc_topic_prior, inference == "variational", max_iter, tol
    )
    return float(np.exp(-logs.sum() / second.data.sum(dtype=np.float64)))


def completion_log_likelihood(
    first: sparse.csr_matrix,
    second: sparse.csr_matrix,
    topic_word: Any,
    doc_topic_prior: Any,
    variational: bool = False,
    max_iter: int = 500,
    tol: float = 1e-4,
    n_jobs: int = 1,
) -> np.ndarray:
    """Log-likelihood of each text's second half.

    Parameters
    ----------
    first, second : csr_matrix of shape (n_texts, n_terms)
        From :func:`halve_tokens`.
    topic_word, doc_topic_prior, max_iter, tol
        As in :func:`document_completion_perplexity`.
    variational : bool
    n_jobs : int
        Threads.

    Returns
    -------
    ndarray of shape (n_texts,)
        Natural logarithms, summed over tokens.
    """
    from arabnlp.features.lda_infer import word_places, word_rows
    from arabnlp.features.lda_native import threads

    topic_word = np.asarray(topic_word)
    if topic_word.ndim != 2 or topic_word.shape[1] != first.shape[1]:
        raise InputError(f"topics of shape {topic_word.shape} do not fit texts of shape {first.shape}.")
    if second.data.sum() == 0:
        raise InputError("no held-out text has two tokens: there is nothing to score.")
    words, columns = word_places(sparse.vstack([first, second], format="csr"))
    seen, unseen = columns[: first.nnz], columns[first.nnz :]
    rows, logs = word_rows(topic_word, words)
    scored = second.data > 0
    if np.isneginf(logs[unseen[scored]]).any():
        raise InputError("a held-out word has no probability in any topic: smooth the topics with their prior.")
    alpha = np.broadcast_to(np.asarray(doc_topic_prior, np.float64), len(topic_word))
    with threads(n_jobs) as run:
        result = score_texts(
            (first, seen), (second, unseen), rows, alpha, run, variational=variational, max_iter=max_iter, part=tol
        )
    # What the rows were divided by comes back, word by word.
    texts = np.repeat(np.arange(len(result)), np.diff(second.indptr))[scored]
    return result + np.bincount(texts, second.data[scored] * logs[unseen[scored]], len(result))


def score_texts(
    first: tuple[sparse.csr_matrix, np.ndarray],
    second: tuple[sparse.csr_matrix, np.ndarray],
    rows: np.ndarray,
    alpha: np.ndarray,
    run: Any,
    *,
    beta: float = 0.0,
    totals: np.ndarray | None = None,
    **options: Any,
) -> np.ndarray:
    """Log-likelihood of each text in ``second``, with proportions from ``first``, for topics in rows of words.

    The topics are read where they lie: beside them it takes room for some thousands of texts.

    Parameters
    ----------
    first, second : (csr_matrix of shape (n_texts, n_terms), ndarray)
        Counts, and the row of ``rows`` of each of their entries, int32.
    rows : ndarray of shape (n_words, topics padded to whole vectors), float32
        Weights of the words.
    alpha : ndarray of shape (n_topics,)
    run : callable
        From :func:`arabnlp.features.lda_native.threads`.
    beta : float
        Added to each weight.
    totals : ndarray of shape (n_topics,) or None
        What the weights are divided by; None means 1.
    **options
        Of :func:`arabnlp.features.lda_infer.infer_blocks`.

    Returns
    -------
    ndarray of shape (n_texts,)
        Natural logarithms, summed over tokens.
    """
    from arabnlp.features._lda_heldout import score_tokens
    from arabnlp.features.lda_infer import infer_blocks
    from arabnlp.features.lda_native import cut, pad

    least = 1.0 if totals is None else float(np.min(totals))
    inverse = np.ones(len(alpha)) if totals is None else least / totals  # at most 1: float32 keeps its range
    (scored, columns), weights = second, pad(inverse)
    result = np.zeros(scored.shape[0])
    for start, stop, gamma in infer_blocks(*first, rows, alpha, run, beta=beta, inverse=inverse, **options):
        gamma *= weights / gamma.sum(axis=1, keepdims=True)
        run(
            [
                (score_tokens, scored.indptr, columns, scored.data, start, a, b, rows, np.float32(beta), gamma,
                 np.float32(1e-37), result)
                for a, b in cut(scored.indptr, start, stop)
            ]
        )  # fmt: skip
    return result - np.log(least) * np.asarray(scored.sum(axis=1, dtype=np.float64)).ravel()


__all__ = ["completion_log_likelihood", "document_completion_perplexity", "halve_tokens", "score_texts"]

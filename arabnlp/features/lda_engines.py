"""Other implementations of latent Dirichlet allocation, each driven pass by pass."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
from scipy import sparse

from arabnlp.errors import InputError, require
from arabnlp.features.heldout import completion_log_likelihood
from arabnlp.features.lda_bound import token_perplexity
from arabnlp.features.lda_native import Run
from arabnlp.features.lda_progress import Progress, hold_out

Read = Callable[[], np.ndarray]
# An engine gives a function that reads the topic-word weights of the moment, then, pass by pass, whether to go on.
Passes = tuple[Read, Callable[[Callable[[int], bool]], None]]


def fit_other(model: Any, X: sparse.csr_matrix, alpha: np.ndarray, eta: Any, seed: int, run: Run) -> None:
    """Train ``model`` with gensim, scikit-learn or tomotopy and set its attributes.

    Parameters
    ----------
    model : LatentDirichletAllocation
    X : csr_matrix of shape (n_texts, n_terms)
    alpha : ndarray of shape (n_topics,)
        Priors that are learned are written into it.
    eta : float, or array of shape (n_topics, n_terms)
    seed : int
    run : callable
        From :func:`arabnlp.features.lda_native.threads`.
    """
    order = np.random.default_rng(seed).permutation(X.shape[0])
    texts, held = hold_out(X, order, model)
    if held:  # the others stay in their order
        X = X[np.sort(texts)]
    read, train = ENGINES[model.engine](model, X, alpha, eta, seed)

    def evaluate() -> float:
        if not held:
            return token_perplexity(X, read(), alpha, run)
        logs = completion_log_likelihood(*held, read(), alpha, n_jobs=model._threads())
        return float(np.exp(-logs.sum() / held[1].data.sum(dtype=np.float64)))

    progress = Progress(model, X.shape[0], model.batch_size)
    progress.begin(read, lambda: alpha, evaluate)
    train(progress.after)
    progress.end()


def gensim_passes(model: Any, X: sparse.csr_matrix, alpha: np.ndarray, eta: Any, seed: int) -> Passes:
    """Gensim's online variational Bayes (Hoffman, Blei, Bach 2010).

    Parameters
    ----------
    model : LatentDirichletAllocation
        Its parameters.
    X : csr_matrix of shape (n_texts, n_terms)
    alpha : ndarray of shape (n_topics,)
        Priors that are learned are written into it.
    eta : float, or array of shape (n_topics, n_terms)
    seed : int

    Returns
    -------
    read : callable
        Gives the Dirichlet parameters of the topics at the moment, of shape (n_topics, n_terms).
    train : callable
        Makes passes and calls its argument after each with its number, until that returns true.
    """
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    class Enough(Exception):
        pass

    class Watched(LdaModel):
        after: Callable[[int], bool]
        steps = 0

        def do_mstep(self, rho: float, other: Any, extra_pass: bool = False) -> None:
            super().do_mstep(rho, other, extra_pass)
            self.steps += 1
            if self.steps % per_pass == 0:
                if model.learn_priors:
                    alpha[:] = self.alpha
                if self.after(self.steps // per_pass):
                    raise Enough

    per_pass = -(-X.shape[0] // min(model.batch_size, X.shape[0]))
    lda = Watched(
        num_topics=len(alpha),
        id2word={i: str(i) for i in range(X.shape[1])},
        alpha="auto" if model.learn_priors else alpha,
        eta=eta,
        passes=model.max_iter,
        chunksize=model.batch_size,
        random_state=seed,
        eval_every=None,
        dtype=np.float64,
    )

    def train(after: Callable[[int], bool]) -> None:
        lda.after = after
        with suppress(Enough):
            lda.update(Sparse2Corpus(X, documents_columns=False))

    return lambda: lda.state.get_lambda(), train


def sklearn_passes(model: Any, X: sparse.csr_matrix, alpha: np.ndarray, eta: Any, seed: int) -> Passes:
    """Scikit-learn's variational Bayes; parameters and result as those of :func:`gensim_passes`.

    A pass is its ``partial_fit``, which makes the very steps of its ``fit``; a batch pass is one step that replaces
    all (decay 0).
    """
    from sklearn.decomposition import LatentDirichletAllocation as Peer

    if alpha.min() != alpha.max() or model.learn_priors:
        raise InputError("engine='sklearn' has symmetric fixed priors only: take native, gensim or tomotopy.")
    online = model.learning_method == "online"
    peer = Peer(
        len(alpha),
        doc_topic_prior=float(alpha[0]),
        topic_word_prior=eta,
        learning_decay=model.learning_decay if online else 0.0,
        learning_offset=model.learning_offset,
        batch_size=model.batch_size if online else X.shape[0],
        total_samples=X.shape[0],
        max_doc_update_iter=model.max_doc_update_iter,
        mean_change_tol=model.mean_change_tol,
        n_jobs=model.n_jobs,
        random_state=seed,
    )

    def train(after: Callable[[int], bool]) -> None:
        for number in range(1, model.max_iter + 1):
            peer.partial_fit(X)
            if after(number):
                break

    return lambda: peer.components_.copy(), train


def tomotopy_passes(model: Any, X: sparse.csr_matrix, alpha: np.ndarray, eta: Any, seed: int) -> Passes:
    """Tomotopy's collapsed Gibbs sampling, a sweep a pass; arguments and result as :func:`gensim_passes`'s."""
    tomotopy = require("tomotopy", "topics", "engine='tomotopy'")
    counts = X.data.astype(np.int64)
    if not np.array_equal(counts, X.data):
        raise InputError(
            "engine='tomotopy' samples tokens, so X must hold whole numbers: give it counts (ArabicCountVectorizer, not"
            " TF-IDF), or round the weights (X.round()), or take engine='native', 'gensim' or 'sklearn', which take"
            " weights."
        )
    lda = tomotopy.LDAModel(k=len(alpha), alpha=[float(a) for a in alpha], eta=eta, seed=seed)
    if not model.learn_priors:
        lda.optim_interval = 0
    names = [str(i) for i in range(X.shape[1])]
    for start, end in zip(X.indptr[:-1], X.indptr[1:], strict=True):
        words = np.repeat(X.indices[start:end], counts[start:end])
        if len(words):
            lda.add_doc([names[i] for i in words])
    # More than one worker makes the result depend on their timing.
    workers = 1 if model.n_jobs is None else model._threads()

    def train(after: Callable[[int], bool]) -> None:
        for number in range(1, model.max_iter + 1):
            lda.train(1, workers=workers)
            if model.learn_priors:
                alpha[:] = lda.alpha
            if after(number):
                break

    def read() -> np.ndarray:
        columns = np.array([int(word) for word in lda.used_vocabs])
        components = np.full((len(alpha), X.shape[1]), eta)
        for topic in range(len(alpha)):
            components[topic, columns] = lda.get_topic_word_dist(topic, normalize=False)
        return components

    return read, train


ENGINES = {"gensim": gensim_passes, "sklearn": sklearn_passes, "tomotopy": tomotopy_passes}

__all__ = ["ENGINES", "fit_other", "gensim_passes", "sklearn_passes", "tomotopy_passes"]

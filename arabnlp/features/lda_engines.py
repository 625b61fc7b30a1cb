"""Other implementations of latent Dirichlet allocation behind one function each: counts in, topic-word weights out."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from arabnlp.errors import InputError, require


def fit_gensim(model: Any, X: sparse.csr_matrix, alpha: np.ndarray, eta: float, seed: int) -> np.ndarray:
    """Gensim's online variational Bayes (Hoffman, Blei, Bach 2010).

    Parameters
    ----------
    model : LatentDirichletAllocation
        Its parameters.
    X : csr_matrix of shape (n_texts, n_terms)
    alpha : ndarray of shape (n_topics,)
    eta : float
    seed : int

    Returns
    -------
    ndarray of shape (n_topics, n_terms)
        Dirichlet parameters of the topics.
    """
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    lda = LdaModel(
        corpus=Sparse2Corpus(X, documents_columns=False),
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
    if model.learn_priors:
        alpha[:] = lda.alpha
    return lda.state.get_lambda()


def fit_sklearn(model: Any, X: sparse.csr_matrix, alpha: np.ndarray, eta: float, seed: int) -> np.ndarray:
    """Scikit-learn's variational Bayes; parameters and result as those of :func:`fit_gensim`."""
    from sklearn.decomposition import LatentDirichletAllocation as Peer

    if alpha.min() != alpha.max() or model.learn_priors:
        raise InputError("engine='sklearn' has symmetric fixed priors only: take native, gensim or tomotopy.")
    return (
        Peer(
            len(alpha),
            doc_topic_prior=float(alpha[0]),
            topic_word_prior=eta,
            max_iter=model.max_iter,
            learning_method=model.learning_method,
            learning_decay=model.learning_decay,
            learning_offset=model.learning_offset,
            batch_size=model.batch_size,
            max_doc_update_iter=model.max_doc_update_iter,
            mean_change_tol=model.mean_change_tol,
            n_jobs=model.n_jobs,
            random_state=seed,
            verbose=model.verbose,
        )
        .fit(X)
        .components_
    )


def fit_tomotopy(model: Any, X: sparse.csr_matrix, alpha: np.ndarray, eta: float, seed: int) -> np.ndarray:
    """Tomotopy's collapsed Gibbs sampling, ``max_iter`` sweeps; arguments and result as :func:`fit_gensim`'s."""
    tomotopy = require("tomotopy", "topics", "engine='tomotopy'")
    counts = X.data.astype(np.int64)
    if not np.array_equal(counts, X.data):
        raise InputError("engine='tomotopy' samples tokens: X must hold counts, whole numbers.")
    lda = tomotopy.LDAModel(k=len(alpha), alpha=[float(a) for a in alpha], eta=eta, seed=seed)
    if not model.learn_priors:
        lda.optim_interval = 0
    names = [str(i) for i in range(X.shape[1])]
    for start, end in zip(X.indptr[:-1], X.indptr[1:], strict=True):
        words = np.repeat(X.indices[start:end], counts[start:end])
        if len(words):
            lda.add_doc([names[i] for i in words])
    # More than one worker makes the result depend on their timing.
    lda.train(model.max_iter, workers=1 if model.n_jobs is None else model.n_jobs)
    if model.learn_priors:
        alpha[:] = lda.alpha
    columns = np.array([int(word) for word in lda.used_vocabs])
    components = np.full((len(alpha), X.shape[1]), eta)
    for topic in range(len(alpha)):
        components[topic, columns] = lda.get_topic_word_dist(topic, normalize=False)
    return components


ENGINES = {"gensim": fit_gensim, "sklearn": fit_sklearn, "tomotopy": fit_tomotopy}

__all__ = ["ENGINES", "fit_gensim", "fit_sklearn", "fit_tomotopy"]

"""Latent Dirichlet allocation behind scikit-learn's interface, with a choice of engines."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, check_random_state, validate_data

from arabnlp.errors import InputError, require

ENGINES = ("gensim", "sklearn", "tomotopy")


class LatentDirichletAllocation(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
    """Latent Dirichlet allocation.

    Parameters
    ----------
    n_components : int
        Number of topics.
    engine : {"gensim", "sklearn", "tomotopy"}
        What infers: gensim's online variational Bayes, scikit-learn's, or tomotopy's collapsed Gibbs sampling
        (extra ``topics``).
    doc_topic_prior, topic_word_prior : float or None
        Symmetric Dirichlet parameters; None means ``1 / n_components``.
    max_iter : int
        Passes over the corpus (sweeps, for tomotopy).
    batch_size : int
        Documents of one online step.
    random_state : int, RandomState or None
    verbose : int

    Attributes
    ----------
    components_ : ndarray of shape (n_components, n_terms)
        Topic-word weights; rows divided by their sums are the topics' distributions.
    n_features_in_ : int
    n_iter_ : int

    Examples
    --------
    >>> import numpy as np
    >>> X = np.array([[4, 3, 0, 0], [3, 5, 0, 0], [0, 0, 4, 4], [0, 0, 6, 2]])
    >>> lda = LatentDirichletAllocation(n_components=2, max_iter=20, random_state=0)
    >>> lda.fit_transform(X).argmax(axis=1).tolist() in ([0, 0, 1, 1], [1, 1, 0, 0])
    True

    References
    ----------
    D. Blei, A. Ng, M. Jordan, "Latent Dirichlet Allocation", JMLR 3, 2003;
    M. Hoffman, D. Blei, F. Bach, "Online Learning for Latent Dirichlet Allocation", NIPS 2010.
    """

    def __init__(
        self,
        n_components: int = 10,
        *,
        engine: str = "gensim",
        doc_topic_prior: float | None = None,
        topic_word_prior: float | None = None,
        max_iter: int = 10,
        batch_size: int = 2000,
        random_state: Any = None,
        verbose: int = 0,
    ) -> None:
        self.n_components = n_components
        self.engine = engine
        self.doc_topic_prior = doc_topic_prior
        self.topic_word_prior = topic_word_prior
        self.max_iter = max_iter
        self.batch_size = batch_size
        self.random_state = random_state
        self.verbose = verbose

    def fit(self, X: Any, y: Any = None) -> LatentDirichletAllocation:
        """Learn topics.

        Parameters
        ----------
        X : {array, sparse matrix} of shape (n_texts, n_terms)
            Counts.

        Returns
        -------
        LatentDirichletAllocation

        Raises
        ------
        InputError
            If the engine does not exist, a count is negative, or there is no word at all.
        """
        if self.engine not in ENGINES:
            raise InputError(f"engine {self.engine!r} does not exist: choose from {', '.join(ENGINES)}.")
        if not isinstance(self.n_components, int | np.integer) or self.n_components < 1:
            raise InputError(f"n_components={self.n_components!r} must be a whole number of at least 1.")
        X = self._counts(X, reset=True)
        if X.sum() == 0:
            raise InputError("the matrix holds no words at all: check the texts, min_df, max_df and stop words.")
        self.n_iter_ = self.max_iter
        seed = int(check_random_state(self.random_state).randint(2**31 - 1))
        getattr(self, f"_fit_{self.engine}")(X, seed)
        self._n_features_out = self.components_.shape[0]
        return self

    def transform(self, X: Any) -> np.ndarray:
        """Topic proportions of texts.

        Parameters
        ----------
        X : {array, sparse matrix} of shape (n_texts, n_terms)

        Returns
        -------
        ndarray of shape (n_texts, n_components)
            Each row sums to 1; a text without known words gets the prior's mean.
        """
        check_is_fitted(self, "components_")
        X = self._counts(X, reset=False)
        return self._infer(X)

    def fit_transform(self, X: Any, y: Any = None, **params: Any) -> np.ndarray:
        """Learn topics and return the proportions of the same texts."""
        return self.fit(X, y).transform(X)

    def perplexity(self, X: Any) -> float:
        """Exponential of minus the mean log-likelihood of a token under the inferred proportions.

        Parameters
        ----------
        X : {array, sparse matrix} of shape (n_texts, n_terms)

        Returns
        -------
        float
            Lower is better.
        """
        theta = self.transform(X)
        X = self._counts(X, reset=False).tocoo()
        phi = self.components_ / self.components_.sum(axis=1, keepdims=True)
        probability = np.einsum("ik,ki->i", theta[X.row], phi[:, X.col])
        return float(np.exp(-(X.data * np.log(np.maximum(probability, 1e-300))).sum() / X.data.sum()))

    def score(self, X: Any, y: Any = None) -> float:
        """Minus the logarithm of the perplexity: higher is better."""
        return -float(np.log(self.perplexity(X)))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        return tags

    def _counts(self, X: Any, reset: bool) -> sparse.csr_matrix:
        X = validate_data(self, X, accept_sparse="csr", reset=reset, dtype=[np.float64, np.float32, np.int64, np.int32])
        X = sparse.csr_matrix(X)
        if X.nnz and X.data.min() < 0:
            raise InputError("Negative values in data passed to LatentDirichletAllocation: it takes counts.")
        X.eliminate_zeros()
        return X

    @property
    def _alpha(self) -> float:
        return 1.0 / self.n_components if self.doc_topic_prior is None else float(self.doc_topic_prior)

    @property
    def _eta(self) -> float:
        return 1.0 / self.n_components if self.topic_word_prior is None else float(self.topic_word_prior)

    def _fit_gensim(self, X: sparse.csr_matrix, seed: int) -> None:
        from gensim.matutils import Sparse2Corpus
        from gensim.models import LdaModel

        corpus = Sparse2Corpus(X, documents_columns=False)
        model = LdaModel(
            corpus=corpus,
            num_topics=self.n_components,
            id2word={i: str(i) for i in range(X.shape[1])},
            alpha=[self._alpha] * self.n_components,
            eta=self._eta,
            passes=self.max_iter,
            chunksize=self.batch_size,
            random_state=seed,
            eval_every=None,
            dtype=np.float64,
        )
        self.components_ = model.state.get_lambda()

    def _fit_sklearn(self, X: sparse.csr_matrix, seed: int) -> None:
        from sklearn.decomposition import LatentDirichletAllocation as Peer

        peer = Peer(
            self.n_components,
            doc_topic_prior=self._alpha,
            topic_word_prior=self._eta,
            max_iter=self.max_iter,
            learning_method="online",
            batch_size=self.batch_size,
            random_state=seed,
            verbose=self.verbose,
        ).fit(X)
        self.components_ = peer.components_

    def _fit_tomotopy(self, X: sparse.csr_matrix, seed: int) -> None:
        tomotopy = require("tomotopy", "topics", "engine='tomotopy'")
        model = tomotopy.LDAModel(k=self.n_components, alpha=self._alpha, eta=self._eta, seed=seed)
        for start, end in zip(X.indptr[:-1], X.indptr[1:], strict=True):
            words = np.repeat(X.indices[start:end], X.data[start:end].astype(int))
            if len(words):
                model.add_doc([str(i) for i in words])
        model.train(self.max_iter, workers=1)
        columns = np.array([int(word) for word in model.used_vocabs])
        components = np.full((self.n_components, X.shape[1]), self._eta)
        for topic in range(self.n_components):
            counts = np.asarray(model.get_topic_word_dist(topic, normalize=False))
            components[topic, columns] = counts
        self.components_ = components

    def _infer(self, X: sparse.csr_matrix, max_iter: int = 100, tol: float = 1e-4) -> np.ndarray:
        """Variational proportions for fixed topics (Hoffman et al. 2010, the E-step), one text at a time."""
        from scipy.special import digamma

        expected = np.exp(digamma(self.components_) - digamma(self.components_.sum(axis=1))[:, None])
        theta = np.full((X.shape[0], self.n_components), 1.0 / self.n_components)
        for row in range(X.shape[0]):
            span = slice(X.indptr[row], X.indptr[row + 1])
            if span.start == span.stop:
                continue
            counts, beta = X.data[span], expected[:, X.indices[span]]
            gamma = np.full(self.n_components, self._alpha + counts.sum() / self.n_components)
            for _ in range(max_iter):
                last = gamma
                weights = np.exp(digamma(gamma) - digamma(gamma.sum()))
                gamma = self._alpha + weights * (beta @ (counts / (weights @ beta + 1e-100)))
                if np.abs(gamma - last).mean() < tol:
                    break
            theta[row] = gamma / gamma.sum()
        return theta

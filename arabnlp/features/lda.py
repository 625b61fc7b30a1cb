"""Latent Dirichlet allocation behind scikit-learn's interface, with a choice of engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import sparse
from scipy.special import psi
from sklearn.base import ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.metaestimators import available_if
from sklearn.utils.validation import check_is_fitted, validate_data

from arabnlp.errors import InputError
from arabnlp.features.lda_bound import variational_bound
from arabnlp.features.lda_checks import check_parameters
from arabnlp.features.lda_engines import ENGINES as OTHERS
from arabnlp.features.lda_engines import fit_other
from arabnlp.features.lda_fit import fit_native, step_native
from arabnlp.features.lda_infer import infer_blocks, word_places, word_rows
from arabnlp.features.lda_native import threads
from arabnlp.features.lda_state import LdaState

ENGINES = ("native", *OTHERS)
STREAM = 1e6  # texts of a stream of which nothing is known, as in scikit-learn


class LatentDirichletAllocation(ClassNamePrefixFeaturesOutMixin, TransformerMixin, LdaState):
    """Latent Dirichlet allocation.

    Parameters
    ----------
    n_components : int
        Number of topics.
    engine : {"native", "gensim", "sklearn", "tomotopy"}
        What infers: compiled incremental EM (:mod:`arabnlp.features.lda_native`), gensim's online variational Bayes,
        scikit-learn's, or tomotopy's collapsed Gibbs sampling (extra ``topics``).
    doc_topic_prior : float, array of shape (n_components,) or None
        Dirichlet parameters of the proportions; None means ``1 / n_components``.
    topic_word_prior : float, array of shape (n_components, n_terms) or None
        Dirichlet parameters of the topics; None means ``1 / n_components``. An array guides topics to words (native and
        gensim).
    learning_method : {"online", "batch"}
        Update the topics after each minibatch, or once a pass (native and sklearn).
    learning_decay, learning_offset : float
        Step t of ``partial_fit`` (native) weighs ``(learning_offset + t) ** -learning_decay``; of ``fit`` too, for
        sklearn. The native engine's ``fit`` needs no step sizes.
    max_iter : int
        Passes over the corpus (sweeps, for tomotopy).
    batch_size : int
        Texts of one minibatch, at most: the native engine's ``fit`` cuts a small corpus into twelve, of 256 at
        least.
    evaluate_every : int
        Passes between two evaluations of the perplexity, with which ``fit`` may end early; 0 or less never evaluates.
    total_samples : float or None
        Texts of the whole stream, for ``partial_fit``. None means, after a ``fit``, those seen so far (any more would
        drown its topics in the new texts), and otherwise scikit-learn's 1e6.
    perp_tol : float
        ``fit`` ends when ``patience`` evaluations in a row improve the perplexity by less than this.
    mean_change_tol : float
        Proportions of a text stand still when their Dirichlet parameters change less than this on average.
    max_doc_update_iter : int
        At most so many steps for the proportions of one text in ``transform``.
    n_jobs : int or None
        Threads; None and -1 mean all that Numba would use (``NUMBA_NUM_THREADS``), -2 all but one, and so on. The
        native result does not depend on it. scikit-learn takes it as its number of processes, tomotopy as its workers
        (None is one, more make its result depend on their timing), gensim not at all.
    verbose : int
        1 prints each pass with the time left.
    random_state : int, RandomState or None
    doc_updates : int
        Steps for the proportions of each text in a pass of the native engine's ``fit``.
    sample : int or None
        The native engine's ``fit`` begins with some passes over so many texts; 0 does without, None decides by the
        number of topics.
    learn_priors : bool
        Learn an asymmetric ``doc_topic_prior`` along the way (Minka's fixed point; gensim and tomotopy have their own;
        ``partial_fit`` moves it by the same steps as the topics, from the fourth minibatch on).
    validation_fraction : float
        Part of the texts that is not trained on but evaluated, when ``evaluate_every`` is positive; 0 evaluates the
        training tokens.
    patience : int
        Evaluations in a row without improvement that end ``fit``.
    warm_start : bool
        ``fit`` goes on from the topics of the last ``fit`` (native; the others refuse). Priors that were changed in
        between are taken, learned ones stay.
    callback : callable or None
        Called after each pass (and after the native engine's start on a sample, as 0) as
        ``callback(iteration, model, seconds, bound)``: ``model`` is this estimator with its topics of the moment,
        ``bound`` the perplexity (None where none was evaluated); a true result ends ``fit``.

    Attributes
    ----------
    components_ : ndarray of shape (n_components, n_terms)
        Topic-word weights, expected counts plus prior; rows divided by their sums are the topics' distributions.
    n_features_in_ : int
    n_iter_ : int
        Passes made.
    n_batch_iter_ : int
        Minibatches seen, plus 1.
    bound_ : float
        Perplexity at the end of ``fit``: of the validation texts by document completion where there are some, else of
        the training tokens, each under its text's proportions as the last pass met it (native) or as they are found
        for the topics (the other engines).
    history_ : list of (int, float, float or None)
        Pass, seconds and perplexity.
    n_samples_seen_ : int
        Texts of the last ``fit`` and of each ``partial_fit`` since.
    doc_topic_prior_ : float or ndarray of shape (n_components,)
    topic_word_prior_ : float or ndarray of shape (n_components, n_terms)
    random_state_ : RandomState

    Notes
    -----
    The native ``fit`` takes a copy of the corpus (4 bytes an entry, where all counts and columns are below 65,536), a
    float32 matrix of texts and topics and two of topics and words (topics padded to a multiple of 4), for a minibatch
    its share of the first and 14 bytes for each of its entries, and on each thread, for its longest text, a row of
    topics for each word. For counts of some thousand texts of some hundred words, read in minibatches, that is no
    more than the corpus as it was given and the three matrices. Evaluation, a callback (even one that reads
    ``components_``) and a warm start take no matrix more; ``transform``, ``score`` and ``perplexity`` take one of
    topics and words beside ``components_``.

    From 500 tokens on each token is read without its own count; in a smaller corpus, where most words occur once or
    twice, that would make all topics alike.

    On 29,176 news articles with 100 and 500 topics unseen texts are predicted the better the more passes there are, up
    to 60 at least, but from the twentieth on by little. ``evaluate_every=1`` ends ``fit`` when it no longer pays. It is
    not the default since a part of the texts is kept from training and evaluation takes a tenth of the time or more.

    An interrupted ``fit`` (Ctrl-C, or an error in the callback) raises, but keeps what it has: the topics as the last
    minibatch left them, ``n_iter_`` and ``history_`` of the passes made. Before the first pass nothing is there to
    keep. An interrupted ``partial_fit`` leaves the model as it was.

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
    M. Hoffman, D. Blei, F. Bach, "Online Learning for Latent Dirichlet Allocation", NIPS 2010;
    A. Asuncion, M. Welling, P. Smyth, Y. W. Teh, "On Smoothing and Inference for Topic Models", UAI 2009;
    J. Foulds, L. Boyles, C. DuBois, P. Smyth, M. Welling, "Stochastic Collapsed Variational Bayesian Inference for
    Latent Dirichlet Allocation", KDD 2013; R. Neal, G. Hinton, "A View of the EM Algorithm that Justifies Incremental,
    Sparse, and Other Variants", 1998; T. Minka, "Estimating a Dirichlet distribution", 2000; H. Wallach, D. Mimno,
    A. McCallum, "Rethinking LDA: Why Priors Matter", NIPS 2009.
    """

    def __init__(
        self,
        n_components: int = 10,
        *,
        engine: str = "native",
        doc_topic_prior: Any = None,
        topic_word_prior: Any = None,
        learning_method: str = "online",
        learning_decay: float = 0.7,
        learning_offset: float = 10.0,
        max_iter: int = 20,
        batch_size: int = 2048,
        evaluate_every: int = -1,
        total_samples: float | None = None,
        perp_tol: float = 0.1,
        mean_change_tol: float = 1e-3,
        max_doc_update_iter: int = 100,
        n_jobs: int | None = None,
        verbose: int = 0,
        random_state: Any = None,
        doc_updates: int = 3,
        sample: int | None = None,
        learn_priors: bool = False,
        validation_fraction: float = 0.05,
        patience: int = 2,
        warm_start: bool = False,
        callback: Callable[[int, Any, float, float | None], Any] | None = None,
    ) -> None:
        self.n_components = n_components
        self.engine = engine
        self.doc_topic_prior = doc_topic_prior
        self.topic_word_prior = topic_word_prior
        self.learning_method = learning_method
        self.learning_decay = learning_decay
        self.learning_offset = learning_offset
        self.max_iter = max_iter
        self.batch_size = batch_size
        self.evaluate_every = evaluate_every
        self.total_samples = total_samples
        self.perp_tol = perp_tol
        self.mean_change_tol = mean_change_tol
        self.max_doc_update_iter = max_doc_update_iter
        self.n_jobs = n_jobs
        self.verbose = verbose
        self.random_state = random_state
        self.doc_updates = doc_updates
        self.sample = sample
        self.learn_priors = learn_priors
        self.validation_fraction = validation_fraction
        self.patience = patience
        self.warm_start = warm_start
        self.callback = callback

    def fit(self, X: Any, y: Any = None) -> LatentDirichletAllocation:
        """Learn topics.

        Parameters
        ----------
        X : {array, sparse matrix} of shape (n_texts, n_terms)
            Counts; weights that are not whole numbers too, but for tomotopy.

        Returns
        -------
        LatentDirichletAllocation

        Raises
        ------
        InputError
            If a parameter makes no sense, a count is negative, or there is no word at all.
        """
        check_parameters(self, ENGINES)
        warm = self.warm_start and hasattr(self, "components_")
        X = self._counts(X, reset=not warm)
        if not X.data.any():
            raise InputError("the matrix holds no words at all: check the texts, min_df, max_df and stop words.")
        if self.n_components > max(1000, X.sum()):
            raise InputError(f"n_components={self.n_components} is more than there are tokens: {X.sum():g}.")
        if warm:
            self._check_topics("warm_start")
        before = self.topic_word_prior_ if warm else None
        if np.ndim(self.topic_word_prior) and np.shape(self.topic_word_prior)[1] != X.shape[1]:
            raise InputError(f"topic_word_prior is for {np.shape(self.topic_word_prior)[1]} terms, X has {X.shape[1]}.")
        seed = self._begin(warm)
        alpha, eta = self._alpha(), self.topic_word_prior_
        self.n_samples_seen_, self._streamed = X.shape[0], False
        try:
            with threads(self._threads()) as run:
                if self.engine == "native":
                    fit_native(self, X, alpha, eta, seed, run, before)
                else:
                    fit_other(self, X, alpha.copy(), eta, seed, run)
        finally:  # whatever ends it, the topics learned so far stay
            self._keep()
        return self

    @available_if(lambda self: self.engine == "native")
    def partial_fit(self, X: Any, y: Any = None) -> LatentDirichletAllocation:
        """Learn from the next texts of a stream of ``total_samples``, in steps of ``batch_size`` (SCVB0).

        Only the native engine has it.

        Parameters
        ----------
        X : {array, sparse matrix} of shape (n_texts, n_terms)

        Returns
        -------
        LatentDirichletAllocation

        Raises
        ------
        InputError
            As ``fit``, but for texts without words.
        """
        check_parameters(self, ENGINES)
        first = not hasattr(self, "components_")
        if np.ndim(self.topic_word_prior) or (not first and np.ndim(self.topic_word_prior_)):
            raise InputError("partial_fit takes one topic_word_prior for all words: use fit to guide topics.")
        if not first:
            self._check_topics("partial_fit")
        X = self._counts(X, reset=first)
        if first:
            seed = self._begin(False)
            self.n_iter_, self.bound_, self.history_ = 0, float("nan"), []
            self.n_samples_seen_, self._streamed = 0, True
            self.components_ = np.full((self.n_components, X.shape[1]), self.topic_word_prior_, np.float32)
        else:
            seed = int(self.random_state_.randint(2**31 - 1))
        seen = self.n_samples_seen_ + X.shape[0]
        if X.nnz:
            total = self.total_samples or (STREAM if self._streamed else seen)
            with threads(self._threads()) as run:
                step_native(self, X, self._alpha(), self.topic_word_prior_, seed, run, total)
        self.n_iter_ += 1
        self.n_samples_seen_ = seen
        self._n_features_out = self.components_.shape[0]
        return self

    def transform(self, X: Any, *, normalize: bool = True) -> np.ndarray:
        """Topic proportions of texts.

        With topics of gensim or scikit-learn this is their variational E-step; with those of the native engine and
        tomotopy, the same iteration on expected counts (CVB0 with fixed topics), which predicts better.

        Parameters
        ----------
        X : {array, sparse matrix} of shape (n_texts, n_terms)
        normalize : bool
            False leaves the Dirichlet parameters: expected tokens of each topic plus prior.

        Returns
        -------
        ndarray of shape (n_texts, n_components)
            Each row sums to 1; a text without known words gets the prior's mean.
        """
        check_is_fitted(self, "components_")
        X = self._counts(X, reset=False)
        variational = self.engine in ("gensim", "sklearn")
        words, columns = word_places(X)
        rows, _ = word_rows(self.components_, words, log_mean=variational)
        n_topics = len(self.components_)
        result = np.empty((X.shape[0], n_topics), np.float32 if X.dtype == np.float32 else np.float64)
        with threads(self._threads()) as run:
            for first, last, gamma in infer_blocks(
                X, columns, rows, self._alpha(), run, variational=variational, **self._options()
            ):
                result[first:last] = gamma[:, :n_topics]
                if normalize:
                    result[first:last] /= gamma.sum(axis=1, keepdims=True)
        return result

    def fit_transform(self, X: Any, y: Any = None, *, normalize: bool = True) -> np.ndarray:
        """Learn topics and return the proportions of the same texts."""
        return self.fit(X, y).transform(X, normalize=normalize)

    def score(self, X: Any, y: Any = None) -> float:
        """Variational lower bound on the log-likelihood of texts, as scikit-learn's: higher is better.

        Parameters
        ----------
        X : {array, sparse matrix} of shape (n_texts, n_terms)

        Returns
        -------
        float
            Natural logarithm, summed over texts.
        """
        check_is_fitted(self, "components_")
        return self._bound(self._counts(X, reset=False))

    def _bound(self, X: sparse.csr_matrix) -> float:
        with threads(self._threads()) as run:
            return variational_bound(X, self.components_, self._alpha(), self.topic_word_prior_, run, **self._options())

    def perplexity(self, X: Any) -> float:
        """Exponential of minus the bound of :meth:`score` a token, as scikit-learn's: lower is better.

        It counts the topics' own uncertainty and sees all of a text. To compare models on held-out texts use
        :func:`arabnlp.features.heldout.document_completion_perplexity`.

        Parameters
        ----------
        X : {array, sparse matrix} of shape (n_texts, n_terms)

        Returns
        -------
        float
        """
        check_is_fitted(self, "components_")
        X = self._counts(X, reset=False)
        if X.sum() == 0:
            raise InputError("the matrix holds no words at all: perplexity is a mean over words.")
        return float(np.exp(-self._bound(X) / X.sum(dtype=np.float64)))

    @property
    def exp_dirichlet_component_(self) -> np.ndarray:
        """Exponential of the topics' mean logarithms, of shape (n_components, n_terms)."""
        check_is_fitted(self, "components_")
        return np.exp(psi(self.components_) - psi(self.components_.sum(axis=1, keepdims=True)))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        return tags

    def _options(self) -> dict[str, Any]:
        """Where inference of proportions ends."""
        return {"max_iter": self.max_doc_update_iter, "near": self.mean_change_tol * len(self.components_)}

    def _counts(self, X: Any, reset: bool) -> sparse.csr_matrix:
        X = validate_data(self, X, accept_sparse="csr", reset=reset, dtype=[np.float64, np.float32, np.int64, np.int32])
        X = sparse.csr_matrix(X)
        if not X.has_canonical_format:  # engines would take a count in two parts for two words, each in its own way
            X = X.copy()
            X.sum_duplicates()
        if X.nnz and X.data.min() < 0:
            raise InputError("Negative values in data passed to LatentDirichletAllocation: it takes counts.")
        if X.nnz and X.data.min() == 0:
            X = X.copy()
            X.eliminate_zeros()
        return X


__all__ = ["ENGINES", "LatentDirichletAllocation"]

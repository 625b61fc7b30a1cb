"""Latent Dirichlet allocation behind scikit-learn's interface, with a choice of engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import sparse
from scipy.special import psi
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.metaestimators import available_if
from sklearn.utils.validation import check_is_fitted, check_random_state, validate_data

from arabnlp.errors import InputError
from arabnlp.features.lda_bound import variational_bound
from arabnlp.features.lda_engines import ENGINES as OTHERS
from arabnlp.features.lda_fit import fit_native, step_native
from arabnlp.features.lda_native import infer_texts, threads

ENGINES = ("native", *OTHERS)
GUIDED = ("native", "gensim")  # engines that take a prior of each topic and word


class LatentDirichletAllocation(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
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
        Texts of one minibatch.
    evaluate_every : int
        Passes between two evaluations of the bound, with which ``fit`` may end early; 0 or less never evaluates
        (native).
    total_samples : float
        Texts of the whole stream, for ``partial_fit``.
    perp_tol : float
        ``fit`` ends when ``patience`` evaluations in a row improve the perplexity by less than this.
    mean_change_tol : float
        Proportions of a text stand still when their Dirichlet parameters change less than this on average.
    max_doc_update_iter : int
        At most so many steps for the proportions of one text in ``transform``.
    n_jobs : int or None
        Threads; None and -1 mean all that Numba would use (``NUMBA_NUM_THREADS``). The native result does not depend
        on it. The other engines take it as their number of processes or workers (gensim does not).
    verbose : int
        1 prints each pass with the time left.
    random_state : int, RandomState or None
    doc_updates : int
        Steps for the proportions of each text in a pass of the native engine's ``fit``.
    sample : int or None
        The native engine's ``fit`` begins with some passes over so many texts; 0 does without, None decides by the
        number of topics.
    learn_priors : bool
        Learn an asymmetric ``doc_topic_prior`` along the way (Minka's fixed point; gensim and tomotopy have their own).
    validation_fraction : float
        Part of the texts that is not trained on but evaluated, when ``evaluate_every`` is positive; 0 evaluates the
        training tokens.
    patience : int
        Evaluations in a row without improvement that end ``fit``.
    warm_start : bool
        ``fit`` goes on from the topics of the last ``fit`` (native).
    callback : callable or None
        Called after the start on a sample (0) and each pass of the native engine as
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
        Perplexity at the end of ``fit`` (native): of the validation texts by document completion where there are some,
        else of the training tokens, each under its text's proportions as the last pass saw it. NaN for other engines.
    history_ : list of (int, float, float or None)
        Pass, seconds and perplexity (native).
    doc_topic_prior_ : float or ndarray of shape (n_components,)
    topic_word_prior_ : float or ndarray of shape (n_components, n_terms)
    random_state_ : RandomState

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

    doc_topic_prior_: Any
    topic_word_prior_: Any
    history_: list[tuple[int, float, float | None]]

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
        total_samples: float = 1e6,
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
        self._check_parameters()
        warm = self.warm_start and self.engine == "native" and hasattr(self, "components_")
        X = self._counts(X, reset=not warm)
        if X.sum() == 0:
            raise InputError("the matrix holds no words at all: check the texts, min_df, max_df and stop words.")
        seed = self._begin(warm)
        if np.ndim(self.topic_word_prior_) and self.topic_word_prior_.shape[1] != X.shape[1]:
            raise InputError(f"topic_word_prior is for {self.topic_word_prior_.shape[1]} terms, X has {X.shape[1]}.")
        if self.engine == "native":
            with threads(self._threads()) as run:
                fit_native(self, X, self._alpha(), self.topic_word_prior_, seed, run, warm)
        else:
            alpha = self._alpha().copy()
            self.components_ = OTHERS[self.engine](self, X, alpha, self.topic_word_prior_, seed)
            self._set_alpha(alpha)
            self.n_iter_, self.bound_, self.history_ = self.max_iter, float("nan"), []
            self.n_batch_iter_ = 1 + self.max_iter * -(-X.shape[0] // self.batch_size)
        self._n_features_out = self.components_.shape[0]
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
        self._check_parameters()
        if np.ndim(self.topic_word_prior):
            raise InputError("partial_fit takes one topic_word_prior for all words: use fit to guide topics.")
        first = not hasattr(self, "components_")
        X = self._counts(X, reset=first)
        if first:
            seed = self._begin(False)
            self.n_iter_, self.bound_, self.history_ = 0, float("nan"), []
        else:
            seed = int(self.random_state_.randint(2**31 - 1))
        if X.nnz:
            with threads(self._threads()) as run:
                step_native(self, X, self._alpha(), self.topic_word_prior_, seed, run)
        elif first:
            self.components_ = np.full((self.n_components, X.shape[1]), self.topic_word_prior_, np.float32)
        self.n_iter_ += 1
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
        gamma = self._gamma(X, self.engine in ("gensim", "sklearn"))
        if normalize:
            gamma /= gamma.sum(axis=1, keepdims=True)
        return gamma.astype(np.float32 if X.dtype == np.float32 else np.float64, copy=False)

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
        X = self._counts(X, reset=False)
        with threads(self._threads()) as run:
            return variational_bound(
                X, self._gamma(X, True), self.components_, self._alpha(), self.topic_word_prior_, run
            )

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
        return float(np.exp(-self.score(X) / X.sum(dtype=np.float64)))

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

    def _gamma(self, X: sparse.csr_matrix, variational: bool) -> np.ndarray:
        with threads(self._threads()) as run:
            return infer_texts(
                X,
                self.components_,
                self._alpha(),
                run,
                variational=variational,
                log_mean=variational,
                max_iter=self.max_doc_update_iter,
                near=self.mean_change_tol * len(self.components_),
            )[0]

    def _counts(self, X: Any, reset: bool) -> sparse.csr_matrix:
        X = validate_data(self, X, accept_sparse="csr", reset=reset, dtype=[np.float64, np.float32, np.int64, np.int32])
        X = sparse.csr_matrix(X)
        if X.nnz and X.data.min() < 0:
            raise InputError("Negative values in data passed to LatentDirichletAllocation: it takes counts.")
        if X.nnz and X.data.min() == 0:
            X = X.copy()
            X.eliminate_zeros()
        return X

    def _begin(self, warm: bool) -> int:
        """Set what ``fit`` and the first ``partial_fit`` set alike; returns the seed."""
        if not warm:
            self.random_state_ = check_random_state(self.random_state)
            self.n_batch_iter_ = 1
            self._set_alpha(np.broadcast_to(np.asarray(self._or_default(self.doc_topic_prior)), self.n_components))
            self.topic_word_prior_ = self._or_default(self.topic_word_prior)
        return int(self.random_state_.randint(2**31 - 1))

    def _or_default(self, prior: Any) -> Any:
        return 1.0 / self.n_components if prior is None else prior

    def _set_alpha(self, alpha: np.ndarray) -> None:
        same = alpha.min() == alpha.max()
        self.doc_topic_prior_ = float(alpha[0]) if same else np.asarray(alpha, np.float64).copy()

    def _alpha(self) -> np.ndarray:
        return np.broadcast_to(np.asarray(self.doc_topic_prior_, np.float64), self.n_components)

    def _threads(self) -> int:
        if self.n_jobs is None or self.n_jobs == -1:
            from numba import config

            return int(config.NUMBA_NUM_THREADS)  # type: ignore[attr-defined]
        return int(self.n_jobs)

    def _check_parameters(self) -> None:
        if self.engine not in ENGINES:
            raise InputError(f"engine {self.engine!r} does not exist: choose from {', '.join(ENGINES)}.")
        if self.learning_method not in ("online", "batch"):
            raise InputError(f"learning_method={self.learning_method!r} does not exist: choose online or batch.")
        for name in ("n_components", "max_iter", "batch_size", "max_doc_update_iter", "doc_updates", "patience"):
            value = getattr(self, name)
            if not isinstance(value, int | np.integer) or value < 1:
                raise InputError(f"{name}={value!r} must be a whole number of at least 1.")
        if self.n_jobs is not None and self.n_jobs != -1 and not self.n_jobs >= 1:
            raise InputError(f"n_jobs={self.n_jobs!r} must be None, -1 or a number of threads.")
        if not 0 <= self.validation_fraction < 1:
            raise InputError(f"validation_fraction={self.validation_fraction!r} must be at least 0 and less than 1.")
        for name in ("doc_topic_prior", "topic_word_prior"):
            prior = np.asarray(self._or_default(getattr(self, name)), np.float64)
            shapes: tuple = ((), (self.n_components,))
            if name == "topic_word_prior":  # of each term too, where the engine knows what to do with it
                each = prior.ndim == 2 and self.engine in GUIDED
                shapes = ((self.n_components, prior.shape[1]),) if each else ((),)
            if prior.shape not in shapes or not (prior > 1e-10).all() or not np.isfinite(prior).all():
                one_each = f"{self.n_components} of them"
                many = (
                    one_each if name == "doc_topic_prior" else f"(engines native and gensim) {one_each} for each term"
                )
                told = f"={prior}" if prior.ndim == 0 else f" of shape {prior.shape}"
                raise InputError(f"{name}{told} must be None or a positive number, or {many}.")


__all__ = ["ENGINES", "LatentDirichletAllocation"]

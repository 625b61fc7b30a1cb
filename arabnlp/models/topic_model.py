"""Topic modelling from texts to readable topics."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.features.lda import ENGINES
from arabnlp.features.lda_checks import GUIDED
from arabnlp.models import topic_words
from arabnlp.models.decomposition import check_lda_params, decompose
from arabnlp.models.topic_edit import EditableTopics
from arabnlp.models.topic_groups import Prevalence, PrevalenceTable
from arabnlp.models.topic_phrases import compose_label, phrase_labels
from arabnlp.models.topic_pictures import TopicPictures
from arabnlp.models.topic_quality import JudgedTopics
from arabnlp.models.topic_seeds import seed_counts, seed_names, warn_of_unheard
from arabnlp.models.topic_shares import TextShares
from arabnlp.models.topic_terms import Terms, count, own_stop_words, token_ids_of, topic_stop_words
from arabnlp.models.topic_words import whole_number

METHODS = ("lda", "nmf", "lsi")


class Intrusion(NamedTuple):
    """A question for an annotator: which of the words does not belong? ``words[intruder]`` is the answer."""

    topic: int
    words: list[str]
    intruder: int


class TopicModel(
    EditableTopics,
    TextShares,
    JudgedTopics,
    TopicPictures,
    ClassNamePrefixFeaturesOutMixin,
    TransformerMixin,
    BaseEstimator,
):
    """Topics of a collection of texts.

    Parameters
    ----------
    n_topics : int
    method : {"lda", "nmf", "lsi"}
        Latent Dirichlet allocation; non-negative matrix factorization or truncated singular value decomposition of
        the TF-IDF matrix (scikit-learn's), whose weights are scaled to sum to 1, negative ones left out.
    engine : str
        Of LDA, as in :class:`arabnlp.LatentDirichletAllocation`.
    normalizer : str, ArabicNormalizer or None
        Folds the words that are counted as one; topics show the most frequent spelling. None folds nothing.
    stemmer : str, callable or None
        As in :class:`arabnlp.ArabicCountVectorizer`. Topics show the most frequent surface form of each stem.
    stop_words : "arabic", "english", list of str or None
        Folded like the texts. ``"arabic"`` is the vectorizers' list and, since they are in every article and of no
        topic, negations, verbs of speech and words of time; None leaves all words in.
    min_df, max_df : int or float
        Texts in which a term must and may occur; not applied to fewer than ten texts.
    max_iter : int
        Passes over the collection.
    seed_words : sequence of sequences of str, mapping of str to sequence of str, or None
        Words that guide the first topics (LDA, engines native and gensim): each gets a prior for its topic as large as
        ``seed_weight`` times its count, and the native engine begins the topic with texts that hold its words. A
        mapping's keys name the topics. Words that are no terms, and topics that end without their words among their
        first ten, are warned of.
    seed_weight : float
        Above 0. A rare word counts as 0.6% of the mean tokens of a topic, enough to be seen.
    boilerplate : bool
        Keep credits, "read also" and other lines that are not an article's text; by default they are taken out.
    lda_params : mapping of str to object, optional
        Further parameters of :class:`arabnlp.LatentDirichletAllocation`, such as ``doc_topic_prior`` (alpha),
        ``topic_word_prior`` (beta), ``learn_priors``, ``n_jobs``, ``evaluate_every``, ``patience``, ``callback``,
        ``verbose``.
    random_state : int or None
        At least 0.

    Attributes
    ----------
    doc_topic_ : ndarray of shape (n_texts, n_topics)
        Proportions, rows sum to 1.
    topic_word_ : ndarray of shape (n_topics, n_terms)
        Distributions in float32, rows sum to 1.
    terms_ : ndarray of str, n_terms
    counts_ : sparse matrix of shape (n_texts, n_terms)
    hidden_ : list of int
        Topics that :meth:`hide` took out of pictures.
    log_ : list of dict
        What :meth:`merge`, :meth:`hide`, :meth:`show` and :meth:`undo` did, in order.

    Examples
    --------
    >>> texts = ["النفط والغاز والأسعار", "أسعار النفط والغاز", "المباراة والفريق والهدف", "هدف الفريق في المباراة"] * 3
    >>> model = TopicModel(2, random_state=0).fit(texts)
    >>> [len(words) for words in model.topics(3)]
    [3, 3]

    References
    ----------
    Seeded topics: J. Jagarlamudi, H. Daumé III, R. Udupa, "Incorporating lexical priors into topic models", EACL 2012.
    """

    def __init__(
        self,
        n_topics: int = 10,
        *,
        method: str = "lda",
        engine: str = "native",
        normalizer: Any = "news",
        stemmer: str | Callable[[str], str] | None = None,
        stop_words: str | Sequence[str] | None = "arabic",
        min_df: int | float = 2,
        max_df: int | float = 0.5,
        max_iter: int = 20,
        seed_words: Sequence[Sequence[str]] | Mapping[str, Sequence[str]] | None = None,
        seed_weight: float = 1.0,
        boilerplate: bool = False,
        lda_params: Mapping[str, Any] | None = None,
        random_state: int | None = 0,
    ) -> None:
        self.n_topics = n_topics
        self.method = method
        self.engine = engine
        self.normalizer = normalizer
        self.stemmer = stemmer
        self.stop_words = stop_words
        self.min_df = min_df
        self.max_df = max_df
        self.max_iter = max_iter
        self.seed_words = seed_words
        self.seed_weight = seed_weight
        self.boilerplate = boilerplate
        self.lda_params = lda_params
        self.random_state = random_state

    def fit(self, texts: Sequence[str] | Any, y: Any = None) -> TopicModel:
        """Learn topics.

        Parameters
        ----------
        texts : sequence of str, or EncodedCorpus
            An encoded corpus is taken as it is: ``boilerplate`` has no effect on it, and labels may go over the ends of
            its sentences, which it does not know. ``normalizer`` folds its words further.

        Raises
        ------
        InputError
            If a parameter is not usable, a text is not a string, or the texts hold no word that can be a term.
        """
        self._read(texts)
        if self.method == "lda" and self.n_topics > (n_texts := self.counts_.shape[0]):
            warnings.warn(
                f"{self.n_topics} topics of {n_texts} texts: some repeat others or stay empty. Ask for fewer.",
                UserWarning,
                stacklevel=2,
            )
        self.model_ = self._unfitted(self.random_state)
        self._own_doc_topic = self.model_.fit_transform(self.counts_)
        self._begin(names := seed_names(self.seed_words))
        if self.seed_words is not None:
            warn_of_unheard(self.model_.seeds, self.topic_word_, names)
        return self

    def _read(self, texts: Sequence[str] | Any) -> TopicModel:
        """Check the settings and count the terms: all of a fit but the topics."""
        if self.method not in METHODS:
            raise InputError(f"method {self.method!r} does not exist: choose from {', '.join(METHODS)}.")
        if self.seed_words is not None and self.method != "lda":
            raise InputError(f"seed_words guide LDA only: method={self.method!r} takes none.")
        if self.seed_words is not None and self.engine not in GUIDED and self.engine in ENGINES:
            raise InputError(f"engine={self.engine!r} takes no seed_words: choose from {', '.join(GUIDED)}.")
        seed_names(self.seed_words)
        check_lda_params(self.lda_params, self.method, self.seed_words is not None)
        stops = own_stop_words(self.stop_words, self.normalizer)
        self.tokens_ = token_ids_of(texts, self.normalizer, self.boilerplate)
        n_texts = len(self.tokens_.starts) - 1
        small = n_texts < 10
        self.vocabulary_, self.counts_, self.column_ = Terms.learn(
            self.tokens_,
            normalizer=self.normalizer,
            stemmer=self.stemmer,
            stop_words=stops,
            min_df=1 if small else self.min_df,
            max_df=1.0 if small else self.max_df,
        )
        self.terms_ = self.vocabulary_.shown
        if not self.counts_.nnz:
            raise InputError(
                f"the {n_texts} texts hold no usable words: check min_df, max_df, stop_words and the texts."
            )
        return self

    def _seeds(self, n_topics: int) -> np.ndarray | None:
        """Pseudo-counts of the seed words, shape (n_topics, n_terms)."""
        if self.seed_words is None:
            return None
        total = np.asarray(self.counts_.sum(axis=0)).ravel()
        return seed_counts(self.seed_words, n_topics, self.vocabulary_, total, self.normalizer, self.seed_weight)

    def _unfitted(self, random_state: Any, quiet: bool = False) -> Any:
        """The method's model for the terms and counts of the texts."""
        with warnings.catch_warnings():
            if quiet:
                warnings.simplefilter("ignore")
            seeds = self._seeds(self.n_topics)
        return decompose(
            self.method,
            self.n_topics,
            engine=self.engine,
            max_iter=self.max_iter,
            random_state=random_state,
            seeds=seeds,
            lda_params=self.lda_params,
            quiet=quiet,
        )

    def fit_transform(self, texts: Sequence[str] | Any, y: Any = None) -> np.ndarray:
        """Learn topics and return the proportions of the same texts, shape (n_texts, n_topics)."""
        return self.fit(texts).doc_topic_

    def transform(self, texts: Sequence[str] | Any) -> np.ndarray:
        """Topic proportions of texts or an encoded corpus, shape (n_texts, n_topics)."""
        check_is_fitted(self, "model_")
        return self.model_.transform(self._count(texts)) @ self._merge

    def _count(self, texts: Sequence[str] | Any) -> sparse.csr_matrix:
        tokens = token_ids_of(texts, self.normalizer, self.boilerplate)
        return count(tokens, self.vocabulary_.column_of(list(tokens.terms or ())), len(self.terms_))

    def topics(self, n_words: int = 10, rank: str = "probability", weight: float | None = None) -> list[list[str]]:
        """The words that tell each topic, the best first.

        Parameters
        ----------
        n_words : int
        rank : {"probability", "relevance", "frex", "lift"}
            See :func:`arabnlp.models.topic_words.word_scores`.
        weight : float, optional
            Lambda of the relevance (0.6 by default) or omega of FREX (0.5).

        Returns
        -------
        list of list of str
        """
        return [[word for word, _ in pairs] for pairs in self.weighted_topics(n_words, rank, weight)]

    def weighted_topics(
        self, n_words: int = 10, rank: str = "probability", weight: float | None = None
    ) -> list[list[tuple[str, float]]]:
        """The words of :meth:`topics` with their probabilities."""
        order = topic_words.top_words(self._scores(rank, weight), n_words)
        return [[(str(self.terms_[j]), float(self.topic_word_[k, j])) for j in row] for k, row in enumerate(order)]

    def _scores(self, rank: str, weight: float | None) -> np.ndarray:
        check_is_fitted(self, "model_")
        weight = (0.5 if rank == "frex" else 0.6) if weight is None else weight
        total = np.asarray(self.counts_.sum(axis=0)).ravel()
        return topic_words.word_scores(self.topic_word_, rank, weight=weight, term_share=total / total.sum())

    def label(self, n_words: int = 3) -> list[str]:
        """A readable name for each topic: its best phrases, then its most relevant words, joined by commas.

        Names given by a mapping of seed words, or by :meth:`merge`, stand.

        Returns
        -------
        list of str, n_topics
        """
        whole_number("n_words", n_words)
        scores = self._scores("relevance", None)
        types, terms = list(self.tokens_.terms or ()), self.terms_.tolist()
        phrases = phrase_labels(self.tokens_, self.column_, self.doc_topic_, scores, topic_stop_words("search"))
        best = topic_words.top_words(scores, 3 * n_words + 4)
        return [
            str(name) if name else compose_label(phrases[k], best[k], types, terms, n_words)
            for k, name in enumerate(self._names)
        ]

    def intrusion(self, n_words: int = 5, random_state: int | None = 0) -> list[Intrusion]:
        """Questions for annotators, one a visible topic: five of its words, shuffled, and one that does not belong.

        Parameters
        ----------
        n_words : int
            Of the topic.
        random_state : int or None
            None gives other questions each time.

        References
        ----------
        J. Chang et al., "Reading tea leaves: how humans interpret topic models", NIPS 2009.
        """
        check_is_fitted(self, "model_")
        if random_state is not None:
            whole_number("random_state", random_state, 0)
        tests = topic_words.word_intrusion(self.topic_word_[self.visible], n_words, random_state)
        return [
            Intrusion(k, [str(self.terms_[j]) for j in shown], at)
            for k, (shown, at) in zip(self.visible, tests, strict=True)
        ]

    def choose_k(self, grid: Iterable[Any], texts: Sequence[str] | Any | None = None, **options: Any) -> Any:
        """Compare numbers of topics: see :func:`arabnlp.models.choose_k.choose_k`, which takes the options.

        Parameters
        ----------
        grid : iterable of int
        texts : sequence of str or EncodedCorpus, optional
            By default those that the model was fitted on.

        Returns
        -------
        arabnlp.models.choose_k.Choice
        """
        from arabnlp.models.choose_k import choose_k

        if texts is None:
            check_is_fitted(self, "model_")
            return choose_k(self, grid, **options)
        if isinstance(grid, Collection) and isinstance(next(iter(grid), None), str):  # texts first, as fit takes them
            grid, texts = texts, grid
        return choose_k(self.__class__(**self.get_params())._read(texts), grid, **options)


__all__ = ["METHODS", "Intrusion", "Prevalence", "PrevalenceTable", "TopicModel"]

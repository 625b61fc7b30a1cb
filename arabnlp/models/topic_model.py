"""Topic modelling from texts to readable topics."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.models import topic_words
from arabnlp.models.coherence import TokenIds, coherence, diversity, exclusivity
from arabnlp.models.decomposition import decompose
from arabnlp.models.topic_edit import EditableTopics
from arabnlp.models.topic_groups import Prevalence, most_alike, periods, prevalence
from arabnlp.models.topic_pictures import TopicPictures
from arabnlp.models.topic_terms import Terms, count, own_stop_words, read_tokens, seed_counts
from arabnlp.text.boilerplate import strip_boilerplate

METHODS = ("lda", "nmf", "lsi")


class Intrusion(NamedTuple):
    """A question for an annotator: which of the words does not belong? ``words[intruder]`` is the answer."""

    topic: int
    words: list[str]
    intruder: int


class TopicModel(EditableTopics, TopicPictures, BaseEstimator):
    """Topics of a collection of texts.

    Parameters
    ----------
    n_topics : int
    method : {"lda", "nmf", "lsi"}
        Latent Dirichlet allocation; non-negative matrix factorization or truncated singular value decomposition of
        the TF-IDF matrix (scikit-learn's), whose weights are scaled to sum to 1, negative ones left out.
    engine : str
        Of LDA, as in :class:`arabnlp.LatentDirichletAllocation`.
    normalizer : str or ArabicNormalizer
        Folds the words that are counted as one; topics show the most frequent spelling.
    stemmer : str, callable or None
        As in :class:`arabnlp.ArabicCountVectorizer`. Topics show the most frequent surface form of each stem.
    stop_words : list of str or None
        Folded like the texts; by default function words, verbs of speech and words of time.
    min_df, max_df : int or float
        Texts in which a term must and may occur; not applied to fewer than ten texts.
    max_iter : int
        Passes over the collection.
    seed_words : sequence of sequences of str, mapping of str to sequence of str, or None
        Words that guide the first topics (LDA): each gets a prior for its topic as large as ``seed_weight`` times its
        count. A mapping's keys name the topics.
    seed_weight : float
    boilerplate : bool
        Keep credits, "read also" and other lines that are not an article's text; by default they are taken out.
    random_state : int or None

    Attributes
    ----------
    doc_topic_ : ndarray of shape (n_texts, n_topics)
        Proportions, rows sum to 1.
    topic_word_ : ndarray of shape (n_topics, n_terms)
        Distributions, rows sum to 1.
    terms_ : ndarray of str, n_terms
    counts_ : sparse matrix of shape (n_texts, n_terms)
    hidden_ : list of int
        Topics that :meth:`hide` took out of pictures.
    log_ : list of dict
        What :meth:`merge` and :meth:`hide` did, in order.

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
        stop_words: Sequence[str] | None = None,
        min_df: int | float = 2,
        max_df: int | float = 0.5,
        max_iter: int = 20,
        seed_words: Sequence[Sequence[str]] | Mapping[str, Sequence[str]] | None = None,
        seed_weight: float = 1.0,
        boilerplate: bool = False,
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
        self.random_state = random_state

    def fit(self, texts: Sequence[str] | Any, y: Any = None) -> TopicModel:
        """Learn topics.

        Parameters
        ----------
        texts : sequence of str, or EncodedCorpus
            An encoded corpus is taken as it is: ``normalizer`` and ``boilerplate`` have no effect on it.

        Raises
        ------
        InputError
            If a parameter is not usable, or the texts hold no word that can be a term.
        """
        if self.method not in METHODS:
            raise InputError(f"method {self.method!r} does not exist: choose from {', '.join(METHODS)}.")
        self.tokens_ = self._tokens(texts)
        n_texts = len(self.tokens_.starts) - 1
        small = n_texts < 10
        self.vocabulary_, self.counts_, self.column_ = Terms.learn(
            self.tokens_,
            normalizer=self.normalizer,
            stemmer=self.stemmer,
            stop_words=own_stop_words(self.stop_words, self.normalizer),
            min_df=1 if small else self.min_df,
            max_df=1.0 if small else self.max_df,
        )
        self.terms_ = self.vocabulary_.shown
        if not self.counts_.nnz:
            raise InputError(
                f"the {n_texts} texts hold no usable words: check min_df, max_df, stop_words and the texts."
            )
        self.model_ = decompose(
            self.method,
            self.n_topics,
            engine=self.engine,
            max_iter=self.max_iter,
            random_state=self.random_state,
            seeds=self._seeds(),
        )
        self._own_doc_topic = self.model_.fit_transform(self.counts_)
        self._begin(list(self.seed_words) if isinstance(self.seed_words, Mapping) else [])
        return self

    def _tokens(self, texts: Any) -> TokenIds:
        if hasattr(texts, "ids") and hasattr(texts, "terms"):
            starts = getattr(texts, "starts", None)
            return TokenIds(texts.ids, texts.offsets if starts is None else starts, texts.terms)
        if isinstance(texts, str):
            raise InputError("texts must be a sequence of strings, not one string: put it in a list.")
        texts = [getattr(text, "text", text) for text in texts]
        if not texts:
            raise InputError("there are no texts: give at least one.")
        if not self.boilerplate:
            texts = [strip_boilerplate(text).text for text in texts]
        return read_tokens(texts, self.normalizer)

    def _seeds(self) -> np.ndarray | None:
        """Pseudo-counts of the seed words, shape (n_topics, n_terms)."""
        if self.seed_words is None:
            return None
        if self.method != "lda":
            raise InputError(f"seed_words guide LDA only: method={self.method!r} takes none.")
        rows = list(self.seed_words.values() if isinstance(self.seed_words, Mapping) else self.seed_words)
        total = np.asarray(self.counts_.sum(axis=0)).ravel()
        return self.seed_weight * seed_counts(rows, self.n_topics, self.vocabulary_, total, self.normalizer)

    def fit_transform(self, texts: Sequence[str] | Any, y: Any = None) -> np.ndarray:
        """Learn topics and return the proportions of the same texts, shape (n_texts, n_topics)."""
        return self.fit(texts).doc_topic_

    def transform(self, texts: Sequence[str] | Any) -> np.ndarray:
        """Topic proportions of texts, shape (n_texts, n_topics)."""
        check_is_fitted(self, "model_")
        tokens = self._tokens(texts)
        counts = count(tokens, self.vocabulary_.column_of(list(tokens.terms or ())), len(self.terms_))
        return self.model_.transform(counts) @ self._merge

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
        scores = self._scores("relevance", None)
        phrases = topic_words.phrase_labels(
            self.tokens_.ids, self.tokens_.starts, self.column_, self.doc_topic_, scores
        )
        types = self.tokens_.terms or ()
        labels = []
        for k, best in enumerate(topic_words.top_words(scores, 3 * n_words + 4)):
            if self._names[k]:
                labels.append(str(self._names[k]))
                continue
            parts: list[str] = []
            used: set[int] = set()
            for phrase, _ in phrases[k]:
                columns = {int(self.column_[token]) for token in phrase}
                if len(parts) < (n_words + 1) // 2 and not columns & used:
                    parts.append(" ".join(str(types[token]) for token in phrase))
                    used |= columns
            for column in best.tolist():
                if len(parts) < n_words and column not in used:
                    parts.append(str(self.terms_[column]))
                    used.add(column)
            labels.append("، ".join(parts))
        return labels

    def coherence(
        self, n_words: int = 10, measure: str = "c_npmi", window: int | None = 0, per_topic: bool = False
    ) -> Any:
        """Coherence of the topics' top words, by default mean NPMI over whole texts, from -1 to 1.

        Parameters
        ----------
        n_words : int
        measure : {"c_npmi", "c_v", "c_uci", "u_mass"}
            See :func:`arabnlp.models.coherence.coherence`.
        window : int or None
            Tokens of a window, 0 for whole texts, None for the measure's own. All tokens count, stop words too.
        per_topic : bool

        Returns
        -------
        float, or ndarray of shape (n_topics,)
        """
        order = topic_words.top_words(self._scores("probability", None), n_words)
        column = self.column_[self.tokens_.ids] if len(self.tokens_.ids) else np.empty(0, np.int32)
        outside = len(self.terms_)  # one id for all that is no term
        tokens = TokenIds(np.where(column < 0, outside, column).astype(np.int32), self.tokens_.starts)
        values = coherence(list(order), tokens, measure, window=window)
        return values if per_topic else float(np.nanmean(values)) if np.isfinite(values).any() else 0.0

    def diversity(self, n_words: int = 25) -> float:
        """Share of distinct words among the topics' top words, 0 to 1."""
        return diversity(self.topics(n_words))

    def exclusivity(self, n_words: int = 10) -> np.ndarray:
        """How much of its top words each topic has to itself, shape (n_topics,), 0 to 1."""
        check_is_fitted(self, "model_")
        return exclusivity(self.topic_word_, n_words)

    def stability(self, n_runs: int = 3, n_words: int = 10) -> float:
        """Mean share of top words that topics have in common with runs of other seeds, matched one to one, 0 to 1."""
        check_is_fitted(self, "model_")
        own = [set(words) for words in self.topics(n_words)]
        shares = []
        for run in range(1, n_runs + 1):
            other = decompose(
                self.method,
                self.n_topics,
                engine=self.engine,
                max_iter=self.max_iter,
                random_state=(self.random_state or 0) + run,
                seeds=self._seeds(),
            )
            other.fit_transform(self.counts_)
            order = topic_words.top_words(other.topic_weights_, n_words)
            shares.append(topic_words.matched(own, [{str(self.terms_[j]) for j in row} for row in order]))
        return float(np.mean(shares))

    def representative(self, topic: int, n_texts: int = 3) -> list[int]:
        """Indices of the texts with the largest share of a topic, the largest first."""
        self._known(topic)
        return np.argsort(-self.doc_topic_[:, topic], kind="stable")[:n_texts].tolist()

    def similar(self, text: int | str, n_texts: int = 5) -> list[tuple[int, float]]:
        """Texts of the collection whose topics are most like those of one of them (by index) or of a new text.

        Returns
        -------
        list of (int, float)
            Index and Hellinger affinity, 1 for equal proportions and 0 for none in common; the text itself left out.
        """
        check_is_fitted(self, "model_")
        if isinstance(text, str):
            return most_alike(self.doc_topic_, self.transform([text])[0], n_texts, None)
        if not 0 <= text < len(self.doc_topic_):
            raise InputError(f"there is no text {text}: indices go from 0 to {len(self.doc_topic_) - 1}.")
        return most_alike(self.doc_topic_, self.doc_topic_[text], n_texts, int(text))

    def intrusion(self, n_words: int = 5, random_state: int | None = 0) -> list[Intrusion]:
        """Questions for annotators, one a topic: five of its words, shuffled, and one that does not belong.

        References
        ----------
        J. Chang et al., "Reading tea leaves: how humans interpret topic models", NIPS 2009.
        """
        check_is_fitted(self, "model_")
        tests = topic_words.word_intrusion(self.topic_word_, n_words, random_state or 0)
        return [Intrusion(k, [str(self.terms_[j]) for j in shown], at) for k, (shown, at) in enumerate(tests)]

    def by(self, groups: Sequence[Any]) -> dict[Any, Prevalence]:
        """Mean topic proportions by source, section or other metadata, with 95% intervals.

        Parameters
        ----------
        groups : sequence, n_texts
            Texts whose group is None are left out.

        Returns
        -------
        dict of group to Prevalence
            In sorted order. A group of one text has an interval of NaN.
        """
        check_is_fitted(self, "model_")
        return prevalence(self.doc_topic_, groups)

    def over_time(
        self, dates: Sequence[str | datetime.date | None], unit: str = "month", intervals: bool = False
    ) -> dict[str, Any]:
        """Mean topic proportions by day, week, month or year.

        Parameters
        ----------
        dates : sequence of str (ISO 8601), date or None, n_texts
            Texts without a date are left out.
        unit : {"day", "week", "month", "year"}
        intervals : bool
            Give a :class:`Prevalence` with 95% intervals instead of the means.

        Returns
        -------
        dict of str to ndarray of shape (n_topics,), or to Prevalence
        """
        check_is_fitted(self, "model_")
        if len(dates) != len(self.doc_topic_):
            raise InputError(
                f"there are {len(dates)} dates and {len(self.doc_topic_)} texts: give one date (or None) a text."
            )
        table = prevalence(self.doc_topic_, periods(dates, unit))
        return table if intervals else {key: value.mean for key, value in table.items()}

    def sizes(self) -> Counter[int]:
        """How many texts have each topic as their largest."""
        check_is_fitted(self, "model_")
        return Counter(self.doc_topic_.argmax(axis=1).tolist())

    def choose_k(self, grid: Sequence[int], texts: Sequence[str] | Any | None = None, **options: Any) -> Any:
        """Compare numbers of topics: see :func:`arabnlp.models.choose_k.choose_k`, which takes the options.

        Parameters
        ----------
        grid : sequence of int
        texts : sequence of str or EncodedCorpus, optional
            By default those that the model was fitted on.

        Returns
        -------
        arabnlp.models.choose_k.Choice
        """
        from arabnlp.models.choose_k import choose_k

        if len(grid) and isinstance(grid[0], str) and texts is not None:  # texts first, as fit takes them
            grid, texts = texts, grid
        if texts is None:
            check_is_fitted(self, "model_")
            return choose_k(self, grid, **options)
        return choose_k(self.__class__(**self.get_params()).fit(texts), grid, **options)


__all__ = ["METHODS", "Intrusion", "Prevalence", "TopicModel"]

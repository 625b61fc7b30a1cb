"""How good the topics of a fitted model are: coherence, diversity, exclusivity, stability, held-out perplexity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from arabnlp.errors import InputError
from arabnlp.models import topic_words
from arabnlp.models.coherence import TokenIds, coherence, diversity, exclusivity
from arabnlp.models.topic_words import whole_number


class JudgedTopics:
    """Measures of :class:`arabnlp.TopicModel`, over the arrays of a fitted model."""

    model_: Any
    tokens_: TokenIds
    counts_: Any
    column_: np.ndarray
    terms_: np.ndarray
    topic_word_: np.ndarray
    topics: Any

    def coherence(
        self, n_words: int = 10, measure: str = "c_npmi", window: int | None = 0, per_topic: bool = False
    ) -> Any:
        """Coherence of the topics' top words, by default mean NPMI over whole texts, from -1 to 1.

        Parameters
        ----------
        n_words : int
            At least 2.
        measure : {"c_npmi", "c_v", "c_uci", "u_mass"}
            See :func:`arabnlp.models.coherence.coherence`.
        window : int or None
            Tokens of a window, 0 for whole texts, None for the measure's own. All tokens count, stop words too.
        per_topic : bool

        Returns
        -------
        float, or ndarray of shape (n_topics,)
            NaN where nothing could be measured.
        """
        check_is_fitted(self, "model_")
        if isinstance(n_words, str):
            raise InputError(f"n_words={n_words!r} must be a whole number: for the measure, write measure={n_words!r}.")
        if whole_number("n_words", n_words) < 2:
            raise InputError("n_words=1 leaves no pair of words whose company could be counted: give at least 2.")
        order = topic_words.top_words(self.topic_word_, n_words)
        column = self.column_[self.tokens_.ids] if len(self.tokens_.ids) else np.empty(0, np.int32)
        outside = len(self.terms_)  # one id for all that is no term
        tokens = TokenIds(np.where(column < 0, outside, column).astype(np.int32), self.tokens_.starts)
        values = coherence(list(order), tokens, measure, window=window)
        return values if per_topic else float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")

    def diversity(self, n_words: int = 25) -> float:
        """Share of distinct words among the topics' top words, 0 to 1."""
        return diversity(self.topics(n_words))

    def exclusivity(self, n_words: int = 10) -> np.ndarray:
        """How much of its top words each topic has to itself, shape (n_topics,), 0 to 1."""
        check_is_fitted(self, "model_")
        return exclusivity(self.topic_word_, whole_number("n_words", n_words))

    def stability(self, n_runs: int = 3, n_words: int = 10) -> float:
        """Mean share of top words that topics have in common with runs of other seeds, matched one to one, 0 to 1.

        Topics are compared as they were learned, before :meth:`merge`: merged ones have no like in another run.

        Parameters
        ----------
        n_runs : int
            Runs to compare with.
        n_words : int
        """
        check_is_fitted(self, "model_")
        whole_number("n_runs", n_runs)
        seed = self.random_state if isinstance(self.random_state, int | np.integer) else 0  # type: ignore[attr-defined]
        own = self._word_sets(self.model_.topic_weights_, n_words)
        shares = []
        for run in range(1, n_runs + 1):
            other = self._unfitted(int(seed) + run, quiet=True)  # type: ignore[attr-defined]
            other.fit_transform(self.counts_)
            shares.append(topic_words.matched(own, self._word_sets(other.topic_weights_, n_words)))
        return float(np.mean(shares))

    def _word_sets(self, weights: np.ndarray, n_words: int) -> list[set[int]]:
        return [set(row) for row in topic_words.top_words(weights, n_words).tolist()]

    def perplexity(self, texts: Sequence[str] | Any) -> float:
        """Perplexity of texts by document completion: half of each to infer from, half scored; lower is better.

        Topics are taken as they were learned, before :meth:`merge`. To judge a model, give it texts that it was not
        fitted on.

        Parameters
        ----------
        texts : sequence of str, or EncodedCorpus

        Returns
        -------
        float

        Raises
        ------
        InputError
            If the method has no likelihood (``nmf``, ``lsi``), or no text holds two terms.

        References
        ----------
        H. Wallach, I. Murray, R. Salakhutdinov, D. Mimno, "Evaluation Methods for Topic Models", ICML 2009.
        """
        from arabnlp.features.heldout import document_completion_perplexity

        check_is_fitted(self, "model_")
        if self.method != "lda":  # type: ignore[attr-defined]
            raise InputError(
                f"method={self.method!r} gives words no probability: perplexity is defined for 'lda' only."  # type: ignore[attr-defined]
            )
        lda = self.model_.lda_
        return document_completion_perplexity(self._count(texts), lda.components_, lda.doc_topic_prior_)  # type: ignore[attr-defined]

    def score(self, texts: Sequence[str] | Any, y: Any = None) -> float:
        """Mean log-likelihood of a token by document completion: minus the logarithm of :meth:`perplexity`.

        The higher the better, as scikit-learn's searches of parameters want it. Models are compared fairly only where
        they count the same terms: not over ``stemmer``, ``min_df`` and the like.

        Parameters
        ----------
        texts : sequence of str, or EncodedCorpus
        y : object
            Not used.

        Returns
        -------
        float

        Raises
        ------
        InputError
            As :meth:`perplexity`.
        """
        return -float(np.log(self.perplexity(texts)))


__all__ = ["JudgedTopics"]

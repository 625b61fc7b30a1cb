"""The native engine: incremental EM for latent Dirichlet allocation in minibatches, on threads.

What it iterates is CVB0 (Asuncion et al. 2009): the shares of topics in a token are proportional to ``(N_dk + alpha)
(N_wk + beta) / (N_k + V beta)`` with the expected counts N of the other tokens; in the first pass and in a stream, of
all tokens (the limit of SCVB0, Foulds et al. 2013). A minibatch's counts replace last pass's at once, word by word, so
that a pass over the texts makes many M-steps and still ends in exact sums (incremental EM: Neal and Hinton 1998).

The result depends on the seed alone, not on the number of threads: texts, then words, are cut into chunks by the data,
chunks write to places of their own, and sums over chunks are made in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise

import numpy as np

from arabnlp.features.lda_corpus import Corpus, word_rows_of_a_pass
from arabnlp.features.lda_start import first_texts

CHUNKS = 8  # pieces of a minibatch; more than any number of threads that pays, and fixed
OWN_LIMIT = 400.0  # tokens up to which a text's other tokens of the same word stay in the topics that it is read with
FEW_TOKENS = 500  # below, most words are there once or twice, and without its own count no token knows a topic
KEPT = 256  # words of a text whose rows are kept from step to step, if its minibatch has no more texts
BLOCK = 16  # topics that are copied at once from one form to another
Run = Callable[[list[tuple]], list]


@contextmanager
def threads(n_jobs: int) -> Iterator[Run]:
    """A function that runs ``(kernel, *arguments)`` tuples on ``n_jobs`` threads and returns their results in order.

    Numba kernels without the interpreter's lock need no more than that, and unlike Numba's own threads it may be used
    from several threads at once.
    """
    if n_jobs == 1:
        yield lambda tasks: [task[0](*task[1:]) for task in tasks]
        return
    with ThreadPoolExecutor(n_jobs) as pool:
        yield lambda tasks: [f.result() for f in [pool.submit(*task) for task in tasks]]


def cut(pointer: np.ndarray, first: int, last: int, pieces: int = CHUNKS) -> list[tuple[int, int]]:
    """Cut rows ``first`` to ``last`` into pieces of about equal numbers of entries."""
    marks = pointer[first] + (pointer[last] - pointer[first]) * np.arange(1, pieces) // pieces
    edges = [first, *(np.searchsorted(pointer[first : last + 1], marks) + first).tolist(), last]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def padded_size(n_topics: int) -> int:
    """Topics padded to vectors of 4 floats: of more, the time is the same and the room is not."""
    return -(-n_topics // 4) * 4


def pad(values: np.ndarray) -> np.ndarray:
    """A float32 copy whose last axis is padded with zeros."""
    padded = np.zeros((*values.shape[:-1], padded_size(values.shape[-1])), np.float32)
    padded[..., : values.shape[-1]] = values
    return padded


class Trainer:
    """State of a run: expected counts of words (n_terms, topics) and texts (n_texts, topics), in float32.

    Parameters
    ----------
    n_topics : int
    corpus : Corpus
        The texts to train on.
    alpha : ndarray of shape (n_topics,)
        Dirichlet parameters of the proportions.
    beta : float
        Dirichlet parameter of the topics.
    rng : numpy.random.Generator
    run : callable
        From :func:`threads`.
    """

    def __init__(
        self, n_topics: int, corpus: Corpus, alpha: np.ndarray, beta: float, rng: np.random.Generator, run: Run
    ) -> None:
        self.n_topics, self.beta, self.rng, self.run = n_topics, np.float32(beta), rng, run
        self.corpus, self.lengths, self.n_terms = corpus, corpus.lengths, corpus.shape[1]
        self.alpha = pad(alpha)
        self.totals = np.zeros(len(self.alpha))
        self.log_likelihood = 0.0
        self.others = False  # a token's own count is taken out once it has put one in
        self.slot = np.full(self.n_terms, -1, np.int32)
        self.guided, self.guide = np.empty(0, np.int64), np.empty((0, len(self.alpha)), np.float32)

    def set_guide(self, words: np.ndarray, prior: np.ndarray) -> None:
        """Priors of some words beyond ``beta``, of shape (n_topics, n_words): their rows of ``topics`` hold them."""
        order = np.argsort(words)
        self.guided = words[order].astype(np.int64)
        self.guide = pad(prior[:, order].T)
        self.slot[self.guided] = np.arange(len(self.guided), dtype=np.int32)

    def take_guide(self) -> None:
        """Leave the counts alone in ``topics``, before they are rescaled."""
        self.topics[self.guided] = np.maximum(self.topics[self.guided] - self.guide, 0)

    def _sum_topics(self) -> None:
        self.totals = self.topics.sum(axis=0, dtype=np.float64)

    def _inverse(self) -> np.ndarray:
        inverse = pad(1.0 / (self.totals[: self.n_topics] + self.n_terms * float(self.beta)))
        return inverse / inverse.max()  # responsibilities do not change; float32 keeps its range

    def begin(self) -> None:
        """Make room: no word has a topic yet, and the texts' proportions are equal."""
        self.topics = np.zeros((self.n_terms, len(self.alpha)), np.float32)
        self.theta = np.zeros((len(self.lengths), len(self.alpha)), np.float32)
        self._begin_texts()

    def _begin_texts(self) -> None:
        self.theta[:, : self.n_topics] = (self.lengths / self.n_topics)[:, None]

    def seed_topics(self, n_texts: int) -> None:
        """Begin each topic with a text of the first ``n_texts`` and the texts most like it, over a background.

        They are so many (:func:`arabnlp.features.lda_start.first_texts`) that a topic begins broad: from a few texts it
        would keep to what is peculiar to them. A random weight of each word keeps topics apart that got the same
        texts. A topic with words of its own (:meth:`set_guide`) begins with texts that hold them, of all texts.
        """
        guide = self.guide[:, : self.n_topics]
        groups = first_texts(self.corpus, n_texts, self.n_topics, self.guided, guide, self.rng)
        self.begin()
        tokens = self.corpus.tokens(n_texts)
        background = sum(self.lengths[group].sum() for group in groups) / self.n_topics / 4
        self.topics[:, : self.n_topics] = (tokens / tokens.sum() * max(background, 1.0))[:, None]
        for first in range(0, self.n_topics, BLOCK):
            some = groups[first : first + BLOCK]
            counts = np.zeros((self.n_terms, len(some)), np.float32)
            for topic, group in enumerate(some):
                rows = self.corpus.rows(group)
                counts[:, topic] = np.bincount(rows.indices, rows.data, self.n_terms)
            held = counts > 0
            counts[held] *= 0.75 + 0.5 * self.rng.random(np.count_nonzero(held), np.float32)
            self.topics[:, first : first + len(some)] += counts
        self.topics[self.guided] = self.guide  # words with a prior of their own begin where it puts them
        self._rescale(tokens)

    def spread_topics(self, prior: float) -> None:
        """From topics of a sample, or of another corpus, to this corpus's numbers of tokens.

        ``prior`` tokens of each word are dealt out in proportion to the topics' sizes: a word that the sample has seen
        once or never is not sure of its topic. The sample's texts begin anew with the others: they took part in making
        its topics, and would hold them where they are.
        """
        self._begin_texts()
        self.take_guide()
        self.topics += (prior * self.totals / self.totals.sum()).astype(np.float32)
        self._rescale(self.corpus.tokens(len(self.lengths)))

    def _rescale(self, tokens: np.ndarray) -> None:
        sums = self.topics.sum(axis=1)
        self.topics *= np.divide(tokens, sums, out=np.zeros_like(sums), where=sums > 0)[:, None]
        self.topics[self.guided] += self.guide
        self._sum_topics()

    def train(
        self, n_texts: int, batch_size: int, steps: int, passes: int, after: Callable[[int], bool], first_steps: int = 0
    ) -> int:
        """Up to ``passes`` passes over the first ``n_texts`` texts, until ``after(pass)``; returns their number.

        ``topics`` must hold counts whose rows sum to the words' numbers of tokens in these texts.
        """
        tokens = self.corpus.tokens(n_texts)
        row, last = word_rows_of_a_pass(self.corpus, n_texts, batch_size)
        made = 0
        for number in range(passes):
            fresh, ahead = np.zeros((row.max() + 1, len(self.alpha)), np.float32), tokens.copy()
            self.log_likelihood = 0.0
            self.others = number > 0 and self.lengths.sum() >= FEW_TOKENS
            for start in range(0, n_texts, batch_size):
                stop = min(start + batch_size, n_texts)
                over = last <= start // batch_size
                made_steps = first_steps if first_steps and number == 0 else steps
                self._minibatch(start, stop, made_steps, fresh, row, over, ahead)
            del fresh  # the room that a reader of the topics needs
            self._sum_topics()
            made += 1
            if after(number + 1):
                break
        return made

    def _minibatch(self, start: int, stop: int, steps: int, *words: np.ndarray) -> None:
        """E-step and M-step; ``words`` are ``fresh``, ``row``, ``over`` and ``ahead`` of :func:`update_words`."""
        from arabnlp.features._lda import update_words

        inverse = self._inverse()
        t, q, pointer, texts, places, *own = self._expect(start, stop, steps, inverse)
        counts = self.corpus.data[self.corpus.indptr[start] :]
        pieces = cut(pointer, 0, self.n_terms)
        change = np.zeros((len(pieces), len(self.alpha)), np.float32)
        self.run(
            [
                (update_words, pointer, texts, places, counts, a, b, t, q, self.topics, *words, self.beta,
                 self.slot, self.guide, row, inverse, *own)
                for (a, b), row in zip(pieces, change, strict=True)
            ]
        )  # fmt: skip
        self.totals += change.sum(axis=0, dtype=np.float64)

    def _expect(self, start: int, stop: int, steps: int, inverse: np.ndarray) -> tuple:
        """E-step of a minibatch, and its entries sorted by word (both at once, where there are threads)."""
        from arabnlp.features._lda import by_word, update_texts

        X = self.corpus
        entries = int(X.indptr[stop] - X.indptr[start])
        t, q = np.empty((stop - start, len(self.alpha)), np.float32), np.empty(entries, np.float32)
        u = np.empty_like(q if self.others else q[:0])
        repeated = (1 - OWN_LIMIT / np.maximum(self.lengths[start:stop], OWN_LIMIT)).astype(np.float32)
        pointer = np.empty(self.n_terms + 1, np.int32)
        texts = np.empty(entries, np.uint16 if stop - start <= 2**16 else np.int32)
        places = np.empty(entries, np.int32)
        tasks: list[tuple] = [(by_word, X.indptr, X.indices, start, stop, pointer, texts, places)]
        tasks += [
            (update_texts, X.indptr, X.indices, X.data, start, a, b, self.topics, self.beta, inverse, self.alpha,
             self.theta, steps, max(KEPT, stop - start), t, q, repeated, u)
            for a, b in cut(X.indptr, start, stop)
        ]  # fmt: skip
        scale = np.log(1.0 / (self.totals[: self.n_topics].min() + self.n_terms * float(self.beta)))
        self.log_likelihood += sum(self.run(tasks)[1:]) + scale * self.lengths[start:stop].sum()
        return t, q, pointer, texts, places, repeated, u

    def blend(self, start: int, stop: int, steps: int, rate: float, scale: float) -> None:
        """Stochastic step (SCVB0) with the texts ``start`` to ``stop``: their counts, ``scale`` times, at ``rate``."""
        from arabnlp.features._lda import blend_words

        t, q, pointer, texts, places, *_ = self._expect(start, stop, steps, self._inverse())
        edges = np.linspace(0, self.n_terms, CHUNKS + 1).astype(int)
        self.run(
            [
                (blend_words, pointer, texts, places, a, b, t, q, self.topics, np.float32(scale), np.float32(rate),
                 self.beta)
                for a, b in pairwise(edges)
            ]
        )  # fmt: skip
        self._sum_topics()

    def perplexity(self) -> float:
        """Of the tokens trained on in the last pass, each under its text's proportions of that moment."""
        return float(np.exp(-self.log_likelihood / self.lengths.sum()))

    def learn_alpha(self, iterations: int = 5) -> None:
        """Minka's fixed point for an asymmetric Dirichlet prior of the proportions, on the texts' expected counts."""
        from scipy.special import digamma

        from arabnlp.features._lda import minka_sums

        real = slice(0, self.n_topics)
        lengths = self.lengths[self.lengths > 0]
        edges = np.linspace(0, self.n_topics, CHUNKS + 1).astype(int)
        for _ in range(iterations):
            alpha = self.alpha.astype(np.float64)
            above = np.zeros(self.n_topics)
            self.run([(minka_sums, self.theta, alpha, a, b, above) for a, b in pairwise(edges)])
            total = alpha[real].sum()
            below = digamma(lengths + total).sum() - len(lengths) * digamma(total)
            self.alpha[real] = np.maximum(alpha[real] * above / below, 1e-4)


__all__ = ["BLOCK", "Trainer", "cut", "pad", "padded_size", "threads"]

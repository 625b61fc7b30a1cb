"""Schedule of the native engine: start on a sample or on earlier topics, passes, steps of a stream."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from arabnlp.features.heldout import score_texts
from arabnlp.features.lda_corpus import Corpus, new_order
from arabnlp.features.lda_infer import infer_blocks
from arabnlp.features.lda_native import Run, Trainer
from arabnlp.features.lda_progress import Halves, Progress, hold_out

SMALLEST_SAMPLE, LARGEST_SAMPLE = 2000, 6000
SMALLEST_BATCH = 256  # texts; fewer would make the words' steps the longest part of the work
SAMPLE_PASSES = 2
SAMPLE_PRIOR = 300.0  # tokens of each word that the sample leaves undecided
WORDS = 256  # whose topics change their form at once: no further matrix of topics and words
FIRST_STEPS = 5  # of a text that comes for the first time: its proportions begin equal
FIRST_LEARNED = 3  # minibatches of a stream before the priors are learned: the first proportions say little


def fit_native(
    model: Any, X: sparse.csr_matrix, alpha: np.ndarray, prior: Any, seed: int, run: Run, before: Any = None
) -> None:
    """Train ``model`` (a LatentDirichletAllocation) and set its attributes.

    Parameters
    ----------
    model : LatentDirichletAllocation
    X : csr_matrix of shape (n_texts, n_terms)
        Counts, none negative, at least one positive.
    alpha : ndarray of shape (n_topics,)
    prior : float, or array of shape (n_topics, n_terms)
        Dirichlet parameters of the topics.
    seed : int
    run : callable
        From :func:`arabnlp.features.lda_native.threads`.
    before : float, array of shape (n_topics, n_terms) or None
        The prior that the model's topics were learned with, to go on from them; None begins anew.
    """
    rng = np.random.default_rng(seed)
    texts, place = new_order(X, rng)
    texts, held = hold_out(X, texts, model, place)
    n_texts = len(texts)
    batch = n_texts if model.learning_method == "batch" else _batch_size(model, n_texts)
    progress = Progress(model, n_texts, batch)
    beta = float(np.min(prior))
    trainer = Trainer(model.n_components, Corpus(X, texts, place), alpha, beta, rng, run)
    if np.ndim(prior):
        prior = np.asarray(prior)
        guided = np.flatnonzero((prior > beta).any(axis=0))
        trainer.set_guide(place[guided], prior[:, guided] - beta)

    def after(number: int) -> bool:
        if model.learn_priors and number >= 3:
            trainer.learn_alpha()
        return progress.after(number)

    sampled = False
    if before is None:
        sampled = _start(trainer, n_texts, model)
    else:
        _set_topics(trainer, model.components_, before, place)
        trainer.topics[trainer.guided] += trainer.guide
        trainer.spread_topics(1e-3)
    progress.begin(
        lambda: _components(trainer, place),
        lambda: trainer.alpha[: model.n_components].astype(np.float64),
        lambda: _held_out(trainer, held) if held else trainer.perplexity(),
    )
    if sampled:
        progress.tell(0, progress.started - progress.began)
    steps = model.doc_updates
    trainer.train(n_texts, batch, steps, model.max_iter, after, max(steps, FIRST_STEPS))
    progress.end()
    del trainer.corpus, trainer.theta  # the room that a reader of the topics needs


def _start(trainer: Trainer, n_texts: int, model: Any) -> bool:
    """Seed the topics and, in a large corpus (then the result is true), make some passes over a part of it.

    The first passes only pull topics apart, which a few texts a topic can do at a fraction of the time.
    """
    sample = model.sample
    if sample is None:  # a small corpus is its own sample
        sample = min(max(SMALLEST_SAMPLE, 60 * model.n_components), LARGEST_SAMPLE, n_texts // 3)
        sample = sample if sample >= SMALLEST_SAMPLE else 0
    if not 0 < sample < n_texts or model.learning_method == "batch" or not trainer.lengths[:sample].any():
        trainer.seed_topics(n_texts)
        return False
    trainer.seed_topics(sample)
    trainer.train(sample, _batch_size(model, sample), model.doc_updates, SAMPLE_PASSES, lambda _: False)
    trainer.spread_topics(SAMPLE_PRIOR)
    return True


def _batch_size(model: Any, n_texts: int) -> int:
    """A small corpus is read in twelve minibatches: more M-steps, and less room than the corpus's short form saves."""
    return min(model.batch_size, max(SMALLEST_BATCH, n_texts // 12), n_texts)


def _set_topics(trainer: Trainer, components: np.ndarray, prior: Any, place: np.ndarray) -> None:
    """Begin with a model's counts: its weights less their ``prior``; ``place`` is where the trainer has each word."""
    prior = np.asarray(prior)
    trainer.begin()
    for first in range(0, len(place), WORDS):
        some = slice(first, first + WORDS)
        block = components[:, some] - (prior[:, some] if prior.ndim else prior).astype(components.dtype)
        trainer.topics[place[some], : trainer.n_topics] = block.T.clip(0)
    trainer.totals = trainer.topics.sum(axis=0, dtype=np.float64)


def _components(trainer: Trainer, place: np.ndarray) -> np.ndarray:
    """Counts plus prior, of shape (n_topics, n_terms), words in the corpus's order."""
    components = np.empty((trainer.n_topics, trainer.n_terms), np.float32)
    for first in range(0, len(place), WORDS):
        some = slice(first, first + WORDS)
        np.add(trainer.topics[place[some], : trainer.n_topics].T, trainer.beta, out=components[:, some])
    return components


def _held_out(trainer: Trainer, held: Halves) -> float:
    """Perplexity of validation texts by document completion, on the topics where they lie."""
    real = slice(0, trainer.n_topics)
    totals = trainer.totals[real] + trainer.n_terms * float(trainer.beta)
    logs = score_texts(
        (held[0], held[0].indices), (held[1], held[1].indices), trainer.topics, trainer.alpha[real], trainer.run,
        beta=float(trainer.beta), totals=totals, max_iter=500, part=1e-4,
    )  # fmt: skip
    return float(np.exp(-logs.sum() / held[1].data.sum(dtype=np.float64)))


def _settle_texts(trainer: Trainer) -> None:
    """Iterate the texts' proportions for the topics as they are: the few steps of a stream leave them too even."""
    real = slice(0, trainer.n_topics)
    inverse = 1 / (trainer.totals[real] + trainer.n_terms * float(trainer.beta))
    options = {"beta": float(trainer.beta), "inverse": inverse / inverse.max(), "part": 1e-3}
    for block in trainer.corpus.blocks(len(trainer.lengths)):
        X = trainer.corpus.rows(block)
        for first, last, gamma in infer_blocks(
            X, X.indices, trainer.topics, trainer.alpha[real], trainer.run, **options
        ):
            trainer.theta[block[first:last]] = np.maximum(gamma - trainer.alpha, 0)


def step_native(
    model: Any, X: sparse.csr_matrix, alpha: np.ndarray, beta: float, seed: int, run: Run, total: float
) -> None:
    """Steps of ``partial_fit`` with the texts ``X``, at least one word among them.

    Parameters as those of :func:`fit_native`, and ``total``, the texts of the whole stream. Topics begin with the
    first words that come.
    """
    rng = np.random.default_rng(seed)
    trainer = Trainer(model.n_components, Corpus(X), alpha, beta, rng, run)
    place = np.arange(X.shape[1])
    if model.n_batch_iter_ > 1:
        _set_topics(trainer, model.components_, beta, place)
    else:
        trainer.seed_topics(X.shape[0])
    step, kept = model.n_batch_iter_, 1.0
    for start in range(0, X.shape[0], model.batch_size):
        stop = min(start + model.batch_size, X.shape[0])
        rate = (model.learning_offset + step) ** -model.learning_decay
        trainer.blend(start, stop, FIRST_STEPS, rate, total / (stop - start))
        step, kept = step + 1, kept * (1 - rate)
    if model.learn_priors and step > FIRST_LEARNED:
        _settle_texts(trainer)
        trainer.learn_alpha()
        alpha = kept * alpha + (1 - kept) * trainer.alpha[: model.n_components].astype(np.float64)
        model._set_alpha(alpha)
    # All at once, so that an interrupted call leaves the model as it was.
    model.components_, model.n_batch_iter_ = _components(trainer, place), step


__all__ = ["fit_native", "step_native"]

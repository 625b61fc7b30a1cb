"""Schedule of the native engine: start on a sample, passes, evaluation, early end, progress."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from scipy import sparse

from arabnlp.features.heldout import completion_log_likelihood, halve_tokens
from arabnlp.features.lda_native import Run, Trainer, prepare

SMALLEST_SAMPLE, LARGEST_SAMPLE = 2000, 6000
SAMPLE_PASSES = 6
SAMPLE_PRIOR = 300.0  # tokens of each word that the sample leaves undecided
FIRST_STEPS = 5  # of a text that comes for the first time: its proportions begin equal


def fit_native(
    model: Any, X: sparse.csr_matrix, alpha: np.ndarray, prior: Any, seed: int, run: Run, warm: bool
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
    warm : bool
        Begin with the model's topics.
    """
    began = time.perf_counter()
    rng = np.random.default_rng(seed)
    matrix, _, words = prepare(X, rng)
    held = None
    if model.evaluate_every > 0 and (number := int(matrix.shape[0] * model.validation_fraction)) > 0:
        held, rest = matrix[-number:], matrix[:-number]
        if held.sum() > number and rest.nnz:  # else there is nothing to score, or to learn from
            matrix, held = rest, _halves(held)
        else:
            held = None
    beta = float(np.min(prior))
    trainer = Trainer(model.n_components, X.shape[1], alpha, beta, rng, run)
    if np.ndim(prior):
        trainer.set_guide(np.asarray(prior)[:, words] - beta)
    trainer.set_texts(matrix)
    n_texts = matrix.shape[0]
    batch = n_texts if model.learning_method == "batch" else min(model.batch_size, n_texts)
    history: list[tuple[int, float, float | None]] = []
    made_before = model.n_batch_iter_
    stale, best = 0, np.inf

    def publish() -> None:
        model.components_ = np.empty((model.n_components, X.shape[1]), np.float32)
        for topic, weights in enumerate(model.components_):  # one at a time: no third matrix of topics and words
            weights[words] = trainer.topics[:, topic] + np.float32(beta)
        if model.learn_priors:
            model._set_alpha(trainer.alpha[: model.n_components].astype(np.float64))

    def after(number: int) -> bool:
        nonlocal stale, best
        seconds = time.perf_counter() - began
        bound = None
        if model.learn_priors and number >= 3:
            trainer.learn_alpha()
        if model.evaluate_every > 0 and (number % model.evaluate_every == 0 or number == model.max_iter):
            bound = _held_out(trainer, held, model) if held else trainer.perplexity()
            stale = 0 if best - bound >= model.perp_tol else stale + 1
            best = min(best, bound)
        history.append((number, seconds, bound))
        if model.verbose:
            left = (time.perf_counter() - started) / number * (model.max_iter - number)
            told = "" if bound is None else f", perplexity {bound:.1f}"
            print(f"pass {number} of {model.max_iter}, {seconds:.1f} s, about {left:.1f} s left{told}", flush=True)
        return tell(number, seconds, bound) or stale >= model.patience

    def tell(number: int, seconds: float, bound: float | None) -> bool:
        if model.callback is None:
            return False
        model.n_iter_, model.n_batch_iter_ = number, made_before + number * -(-n_texts // batch)
        model.history_, model._n_features_out = history, model.n_components
        publish()
        return bool(model.callback(number, model, seconds, bound))

    if warm:
        trainer.set_topics((model.components_ - model.components_.dtype.type(beta))[:, words].T.clip(0))
        trainer.spread_topics(1e-3)
    elif _start(trainer, n_texts, model):
        tell(0, time.perf_counter() - began, None)
    started = time.perf_counter()
    steps = model.doc_updates
    made = trainer.train(n_texts, batch, steps, model.max_iter, after, max(steps, FIRST_STEPS))
    publish()
    last = history[-1][2]
    model.bound_ = trainer.perplexity() if last is None else last
    model.n_iter_, model.history_ = made, history
    model.n_batch_iter_ = made_before + made * -(-n_texts // batch)


def _start(trainer: Trainer, n_texts: int, model: Any) -> bool:
    """Seed the topics and, in a large corpus (then the result is true), make some passes over a part of it.

    The first passes only pull topics apart, which a few texts a topic can do at a fraction of the time.
    """
    sample = model.sample
    if sample is None:  # a small corpus is its own sample
        sample = min(max(SMALLEST_SAMPLE, 60 * model.n_components), LARGEST_SAMPLE, n_texts // 3)
        sample = sample if sample >= SMALLEST_SAMPLE else 0
    if sample < 1 or sample >= n_texts or model.learning_method == "batch":
        trainer.seed_topics(n_texts)
        return False
    trainer.seed_topics(sample)
    batch = min(model.batch_size, max(256, sample // 4))
    trainer.train(sample, batch, model.doc_updates, SAMPLE_PASSES, lambda _: False)
    trainer.spread_topics(SAMPLE_PRIOR)
    return True


def _halves(held: sparse.csr_matrix) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Halves of validation texts; weights that are not whole numbers are rounded up for it."""
    whole = held.copy()
    whole.data = np.ceil(whole.data)
    return halve_tokens(whole, 0)


def _held_out(trainer: Trainer, held: tuple[sparse.csr_matrix, sparse.csr_matrix], model: Any) -> float:
    topics = trainer.topics[:, : trainer.n_topics].T + trainer.beta
    alpha = trainer.alpha[: trainer.n_topics]
    logs = completion_log_likelihood(*held, topics, alpha, n_jobs=model._threads())
    return float(np.exp(-logs.sum() / held[1].data.sum(dtype=np.float64)))


def step_native(model: Any, X: sparse.csr_matrix, alpha: np.ndarray, beta: float, seed: int, run: Run) -> None:
    """Steps of ``partial_fit`` with the texts ``X``; parameters as those of :func:`fit_native`."""
    rng = np.random.default_rng(seed)
    trainer = Trainer(model.n_components, X.shape[1], alpha, beta, rng, run)
    X = sparse.csr_matrix((X.data.astype(np.float32), X.indices.astype(np.int32), X.indptr), shape=X.shape)
    trainer.set_texts(X)
    if hasattr(model, "components_"):
        trainer.set_topics((model.components_ - np.float32(beta)).T.clip(0))
    else:
        trainer.seed_topics(X.shape[0])
    for start in range(0, X.shape[0], model.batch_size):
        stop = min(start + model.batch_size, X.shape[0])
        rate = (model.learning_offset + model.n_batch_iter_) ** -model.learning_decay
        trainer.blend(start, stop, FIRST_STEPS, rate, model.total_samples / (stop - start))
        model.n_batch_iter_ += 1
    model.components_ = np.ascontiguousarray(trainer.topics[:, : model.n_components].T) + np.float32(beta)


__all__ = ["fit_native", "step_native"]

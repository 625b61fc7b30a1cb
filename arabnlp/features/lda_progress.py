"""What ``fit`` does between two passes, whatever engine makes them: evaluate, tell, and say when it is enough."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import sparse

from arabnlp.features.heldout import halve_tokens

Halves = tuple[sparse.csr_matrix, sparse.csr_matrix]


class Progress:
    """Keeper of a model's ``history_`` and of its topics of the moment.

    Parameters
    ----------
    model : LatentDirichletAllocation
    n_texts : int
        Texts that are trained on.
    batch : int
        Texts of a minibatch.
    """

    def __init__(self, model: Any, n_texts: int, batch: int) -> None:
        self.model = model
        self.began = self.started = time.perf_counter()
        self.before, self.batches = model.n_batch_iter_, -(-n_texts // batch)
        self.stale, self.best = 0, np.inf

    def begin(
        self, read: Callable[[], np.ndarray], alpha: Callable[[], np.ndarray], evaluate: Callable[[], float]
    ) -> None:
        """From here on the model's topics are what ``read`` gives; no copy of them is made before they are asked for.

        Parameters
        ----------
        read : callable
            Topic-word weights of the moment, an array of its own.
        alpha : callable
            Prior of the proportions of the moment.
        evaluate : callable
            Perplexity of the moment.
        """
        self.alpha, self.evaluate = alpha, evaluate
        self.model._show(read)
        self.model.history_, self.model.bound_ = [], float("nan")
        self._count(0)
        self.started = time.perf_counter()

    def after(self, number: int) -> bool:
        """Note pass ``number``; returns whether it was the last."""
        model = self.model
        bound = None
        seconds = time.perf_counter() - self.began
        self._count(number)
        if model.evaluate_every > 0 and (number % model.evaluate_every == 0 or number == model.max_iter):
            bound = model.bound_ = self.evaluate()
            self.stale = 0 if self.best - bound >= model.perp_tol else self.stale + 1
            self.best = min(self.best, bound)
        model.history_.append((number, seconds, bound))
        if model.verbose:
            left = (time.perf_counter() - self.started) / number * (model.max_iter - number)
            told = "" if bound is None else f", perplexity {bound:.1f}"
            print(f"pass {number} of {model.max_iter}, {seconds:.1f} s, about {left:.1f} s left{told}", flush=True)
        return self.tell(number, seconds, bound) or self.stale >= model.patience

    def tell(self, number: int, seconds: float, bound: float | None = None) -> bool:
        """Call the callback, if there is one; returns whether it wants an end."""
        if self.model.callback is None:
            return False
        enough = bool(self.model.callback(number, self.model, seconds, bound))
        self.model._forget()
        return enough

    def end(self) -> None:
        """Evaluate the last pass, if that was not done."""
        if not self.model.history_ or self.model.history_[-1][2] is None:
            self.model.bound_ = self.evaluate()

    def _count(self, number: int) -> None:
        self.model.n_iter_, self.model.n_batch_iter_ = number, self.before + number * self.batches
        if self.model.learn_priors:
            self.model._set_alpha(self.alpha())


def hold_out(
    X: sparse.csr_matrix, texts: np.ndarray, model: Any, place: np.ndarray | None = None
) -> tuple[np.ndarray, Halves | None]:
    """Of the rows ``texts`` of ``X``, those to train on, and halves of the last ones for validation.

    There are none where the model does not evaluate, or else nothing would be left to score or to learn from.

    Parameters
    ----------
    X : csr_matrix of shape (n_texts, n_terms)
    texts : ndarray of shape (n_texts,)
    model : LatentDirichletAllocation
    place : ndarray of shape (n_terms,), int32, or None
        Where the halves are to have the columns of ``X``; None leaves them.

    Returns
    -------
    texts : ndarray of int
    halves : tuple of two csr_matrix of shape (n_held, n_terms), or None
    """
    number = int(X.shape[0] * model.validation_fraction) if model.evaluate_every > 0 else 0
    if number > 0:
        held = X[texts[-number:]]
        if held.sum() > number and X.nnz > held.nnz:
            held.data = np.ceil(held.data)  # weights that are not whole numbers are rounded up to be split
            if place is not None:
                held = sparse.csr_matrix((held.data, place[held.indices], held.indptr), shape=held.shape)
            halves = [half.copy() for half in halve_tokens(held, 0)]  # they share their columns
            for half in halves:
                half.eliminate_zeros()
            if halves[1].nnz:
                return texts[:-number], (halves[0], halves[1])
    return texts, None


__all__ = ["Halves", "Progress", "hold_out"]

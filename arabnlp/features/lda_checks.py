"""What the parameters of ``LatentDirichletAllocation`` may be."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any

import numpy as np
from sklearn.utils.validation import check_random_state

from arabnlp.errors import InputError

GUIDED = ("native", "gensim")  # engines that take a prior of each topic and word
COUNTS = ("n_components", "max_iter", "batch_size", "max_doc_update_iter", "doc_updates", "patience")
# Least, most (None: as large as one likes), and whether the least itself will not do.
RANGES: dict[str, tuple[float, float | None, bool]] = {
    "learning_decay": (0, 1, False),
    "learning_offset": (1, None, False),
    "total_samples": (0, None, True),
    "perp_tol": (0, None, False),
    "mean_change_tol": (0, None, False),
}


def check_parameters(model: Any, engines: tuple[str, ...]) -> None:
    """Refuse parameters that make no sense.

    Parameters
    ----------
    model : LatentDirichletAllocation
    engines : tuple of str
        Those that exist.

    Raises
    ------
    InputError
        Which parameter it is, what it was and what it may be.
    """
    if model.engine not in engines:
        raise InputError(f"engine {model.engine!r} does not exist: choose from {', '.join(engines)}.")
    if model.learning_method not in ("online", "batch"):
        raise InputError(f"learning_method={model.learning_method!r} does not exist: choose online or batch.")
    for name in COUNTS:
        if not _whole(getattr(model, name), 1):
            raise InputError(f"{name}={getattr(model, name)!r} must be a whole number of at least 1.")
    if not _whole(model.evaluate_every):
        raise InputError(f"evaluate_every={model.evaluate_every!r} must be a whole number; 0 or less never evaluates.")
    if model.sample is not None and not _whole(model.sample, 0):
        raise InputError(f"sample={model.sample!r} must be None or a whole number of at least 0.")
    if model.n_jobs is not None and (not _whole(model.n_jobs) or model.n_jobs == 0):
        raise InputError(f"n_jobs={model.n_jobs!r} must be None, a number of threads, -1 (all) or -2 (all but one) ….")
    for name, (least, most, above) in RANGES.items():
        value = getattr(model, name)
        if name == "total_samples" and value is None:
            continue
        if not _real(value) or value < least or (above and value == least) or (most is not None and value > most):
            bounds = f"{'more than' if above else 'at least'} {least}" + (
                "" if most is None else f" and at most {most}"
            )
            raise InputError(f"{name}={value!r} must be a number of {bounds}.")
    if not _real(model.validation_fraction) or not 0 <= model.validation_fraction < 1:
        raise InputError(f"validation_fraction={model.validation_fraction!r} must be at least 0 and less than 1.")
    if model.callback is not None and not callable(model.callback):
        raise InputError(f"callback={model.callback!r} must be None or a function.")
    if model.warm_start and model.engine != "native":
        raise InputError(
            f"engine={model.engine!r} cannot go on from earlier topics: set warm_start=False, or engine='native'."
        )
    for name in ("doc_topic_prior", "topic_word_prior"):
        _check_prior(model, name)


def _check_prior(model: Any, name: str) -> None:
    given = getattr(model, name)
    try:
        prior = np.asarray(1.0 if given is None else given, np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{name}={given!r} must be None, a positive number or an array of them.") from None
    shapes: tuple = ((), (model.n_components,))
    if name == "topic_word_prior":  # of each term too, where the engine knows what to do with it
        each = prior.ndim == 2 and model.engine in GUIDED
        shapes = ((model.n_components, prior.shape[1]),) if each else ((),)
    if prior.shape not in shapes or not (prior > 1e-10).all() or not np.isfinite(prior).all():
        one_each = f"{model.n_components} of them"
        many = one_each if name == "doc_topic_prior" else f"(engines native and gensim) {one_each} for each term"
        told = f"={prior}" if prior.ndim == 0 else f" of shape {prior.shape}"
        raise InputError(f"{name}{told} must be None or a positive number, or {many}.")


def random_state_of(given: Any) -> np.random.RandomState:
    """Scikit-learn's ``check_random_state``, with an error that names the parameter."""
    try:
        return check_random_state(given)
    except ValueError:
        raise InputError(
            f"random_state={given!r} must be None, a whole number from 0 to 2**32 - 1 or a numpy RandomState."
        ) from None


def count_threads(n_jobs: int | None) -> int:
    """Number of threads, as joblib counts: -1 all, -2 all but one, and so on.

    All are those that Numba would use (``NUMBA_NUM_THREADS``), and so is None.
    """
    if n_jobs is not None and n_jobs > 0:
        return int(n_jobs)
    from numba import config

    every = int(config.NUMBA_NUM_THREADS)  # type: ignore[attr-defined]
    return every if n_jobs is None else max(1, every + 1 + int(n_jobs))


def _whole(value: Any, least: int | None = None) -> bool:
    whole = isinstance(value, Integral) and not isinstance(value, bool | np.bool_)
    return whole and (least is None or value >= least)


def _real(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool | np.bool_) and bool(np.isfinite(float(value)))


__all__ = ["GUIDED", "check_parameters", "count_threads", "random_state_of"]

"""Parameters of LatentDirichletAllocation: what is refused, what is taken, and that each refusal names its reason."""

from __future__ import annotations

import re

import numpy as np
import pytest
from numba import config

from arabnlp import LatentDirichletAllocation
from arabnlp.errors import InputError
from arabnlp.features.lda_checks import count_threads

X = np.array([[3, 1, 0], [0, 2, 2], [1, 0, 4]])


@pytest.mark.parametrize(
    "options",
    [
        {"n_components": True},
        {"n_components": 2.0},
        {"n_components": None},
        {"max_iter": True},
        {"batch_size": 0},
        {"patience": 0},
        {"evaluate_every": 1.5},
        {"evaluate_every": "a"},
        {"sample": "a"},
        {"sample": -1},
        {"sample": True},
        {"n_jobs": 2.5},
        {"n_jobs": 0},
        {"n_jobs": "all"},
        {"learning_decay": -4},
        {"learning_decay": 1.1},
        {"learning_decay": np.nan},
        {"learning_offset": 0.5},
        {"total_samples": 0},
        {"total_samples": "a"},
        {"perp_tol": "a"},
        {"perp_tol": -1},
        {"perp_tol": np.inf},
        {"mean_change_tol": None},
        {"validation_fraction": "a"},
        {"validation_fraction": -0.1},
        {"callback": 3},
        {"doc_topic_prior": "auto"},
        {"topic_word_prior": [[0.1, 0.1], [0.1]]},
        {"random_state": "a"},
        {"random_state": np.random.default_rng(0)},
    ],
    ids=lambda given: re.sub(r" at 0x\w+", "", str(given)),
)
@pytest.mark.parametrize("method", ["fit", "partial_fit"])
def test_nonsense_is_refused_by_name(options, method) -> None:
    lda = LatentDirichletAllocation(**{"n_components": 2} | options)
    with pytest.raises(InputError, match=next(iter(options))):
        getattr(lda, method)(X)


@pytest.mark.parametrize(
    "options",
    [
        {"n_components": np.int64(2)},
        {"max_iter": np.int32(2)},
        {"n_jobs": -2},
        {"n_jobs": -100},
        {"n_jobs": np.int64(1)},
        {"learning_decay": 0},
        {"total_samples": 1e6},
        {"perp_tol": 0},
        {"sample": 0},
        {"random_state": np.random.RandomState(0)},
        {"doc_topic_prior": [0.1, 0.2]},
    ],
    ids=lambda given: re.sub(r" at 0x\w+", "", str(given)),
)
def test_what_scikit_learn_takes_is_taken(options) -> None:
    assert LatentDirichletAllocation(**{"n_components": 2, "max_iter": 2} | options).fit(X).components_.shape == (2, 3)


def test_threads_are_counted_as_joblib_counts(monkeypatch) -> None:
    monkeypatch.setattr(config, "NUMBA_NUM_THREADS", 4)
    assert [count_threads(n) for n in (None, -1, -2, -4, -5, -9, 1, 7)] == [4, 4, 3, 1, 1, 1, 1, 7]


@pytest.mark.parametrize("engine", ["gensim", "sklearn", "tomotopy"])
def test_engines_that_cannot_go_on_say_so(engine) -> None:
    with pytest.raises(InputError, match="warm_start=False"):
        LatentDirichletAllocation(2, engine=engine, warm_start=True).fit(X)

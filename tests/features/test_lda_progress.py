"""What happens between two passes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from arabnlp import LatentDirichletAllocation
from arabnlp.features.heldout import document_completion_perplexity
from arabnlp.features.lda_progress import Progress, hold_out


def test_holds_out_the_last_texts_and_splits_their_tokens() -> None:
    X = sparse.csr_matrix(np.random.default_rng(0).poisson(1.0, (40, 12)))
    model = LatentDirichletAllocation(2, evaluate_every=1, validation_fraction=0.25)
    texts = np.random.default_rng(1).permutation(40)
    rest, halves = hold_out(X, texts, model)
    assert halves is not None and np.array_equal(rest, texts[:30])
    assert np.array_equal((halves[0] + halves[1]).toarray(), X[texts[30:]].toarray())
    place = np.roll(np.arange(12, dtype=np.int32), 1)
    _, moved = hold_out(X, texts, model, place)
    assert moved is not None
    assert np.array_equal((moved[0] + moved[1]).toarray()[:, place], X[texts[30:]].toarray())
    assert (halves[0].data > 0).all() and (halves[1].data > 0).all()
    for options in ({"evaluate_every": 0}, {"validation_fraction": 0}, {"validation_fraction": 0.01}):
        all_texts, none = hold_out(X, texts, LatentDirichletAllocation(2, **{"evaluate_every": 1} | options))
        assert all_texts is texts and none is None
    single = sparse.csr_matrix(np.eye(40))  # one token a text: nothing to score
    assert hold_out(single, texts, model)[1] is None


def test_the_bound_is_document_completion_on_texts_that_were_kept_apart() -> None:
    rng = np.random.default_rng(1)
    topics = rng.dirichlet(np.full(80, 0.05), 5)
    X = sparse.csr_matrix(np.vstack([rng.multinomial(60, rng.dirichlet(np.full(5, 0.2)) @ topics) for _ in range(300)]))
    twice = sparse.vstack([X, X])  # so that any texts that are kept apart are like any others
    options = {"evaluate_every": 1, "max_iter": 8, "random_state": 0, "topic_word_prior": 0.05}
    lda = LatentDirichletAllocation(5, validation_fraction=0.5, **options).fit(twice)
    assert lda.bound_ == pytest.approx(document_completion_perplexity(X, lda.components_, 0.2), rel=0.04)
    assert lda.components_.sum() < twice.sum() * 0.52
    few = LatentDirichletAllocation(5, **options).fit(twice)
    assert twice.sum() * 0.9 < few.components_.sum() < twice.sum() * 0.97, "one text in twenty is kept apart"


def test_ends_after_patience_evaluations_without_a_gain() -> None:
    model = LatentDirichletAllocation(2, evaluate_every=2, max_iter=20, patience=2, perp_tol=1.0)
    model.n_batch_iter_ = 1
    values = iter([50.0, 48.0, 47.5, 47.2, 40.0])
    progress = Progress(model, 10, 5)
    progress.begin(lambda: np.ones((2, 2)), lambda: np.ones(2), lambda: next(values))
    assert [progress.after(number) for number in range(1, 9)] == [False] * 7 + [True]
    assert [bound for *_, bound in model.history_] == [None, 50.0, None, 48.0, None, 47.5, None, 47.2]
    progress.end()
    assert model.bound_ == 47.2 and model.n_iter_ == 8 and model.n_batch_iter_ == 17

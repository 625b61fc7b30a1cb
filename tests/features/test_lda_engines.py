"""Other engines, pass by pass: their own results to the last bit, and everything that fit does between passes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from sklearn.decomposition import LatentDirichletAllocation as Peer

from arabnlp import LatentDirichletAllocation
from arabnlp.errors import InputError

SEED = int(np.random.RandomState(0).randint(2**31 - 1))  # what an engine gets for random_state=0


@pytest.fixture(scope="module")
def X() -> sparse.csr_matrix:
    rng = np.random.default_rng(0)
    topics = rng.dirichlet(np.full(60, 0.1), 4)
    return sparse.csr_matrix(
        np.vstack([rng.multinomial(40, rng.dirichlet(np.full(4, 0.2)) @ topics) for _ in range(90)])
    )


@pytest.fixture(params=["native", "gensim", "sklearn", "tomotopy"])
def engine(request) -> str:
    if request.param == "tomotopy":
        pytest.importorskip("tomotopy")
    return request.param


@pytest.mark.parametrize("learning_method", ["online", "batch"])
def test_passes_of_scikit_learn_are_its_fit(X, learning_method) -> None:
    options = {"max_iter": 4, "batch_size": 25, "learning_method": learning_method, "learning_decay": 0.6}
    ours = LatentDirichletAllocation(4, engine="sklearn", random_state=0, **options).fit(X)
    assert np.array_equal(ours.components_, Peer(4, random_state=SEED, **options).fit(X).components_)


@pytest.mark.parametrize("learn", [False, True])
def test_passes_of_gensim_are_its_training(X, learn) -> None:
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    ours = LatentDirichletAllocation(
        4, engine="gensim", max_iter=4, batch_size=25, random_state=0, learn_priors=learn
    ).fit(X)
    peer = LdaModel(
        Sparse2Corpus(X, documents_columns=False), 4, {i: str(i) for i in range(60)}, passes=4, chunksize=25,
        alpha="auto" if learn else [0.25] * 4, eta=0.25, random_state=SEED, eval_every=None, dtype=np.float64,
    )  # fmt: skip
    assert np.array_equal(ours.components_, peer.state.get_lambda())
    assert np.array_equal(np.broadcast_to(ours.doc_topic_prior_, 4), peer.alpha)


@pytest.mark.parametrize("learn", [False, True])
def test_sweeps_of_tomotopy_are_its_training(X, learn) -> None:
    tomotopy = pytest.importorskip("tomotopy")
    ours = LatentDirichletAllocation(4, engine="tomotopy", max_iter=30, random_state=0, learn_priors=learn).fit(X)
    peer = tomotopy.LDAModel(k=4, alpha=[0.25] * 4, eta=0.25, seed=SEED)
    if not learn:
        peer.optim_interval = 0
    for row in X.toarray():
        peer.add_doc([str(word) for word in np.repeat(np.arange(60), row)])
    peer.train(30, workers=1)
    columns = [int(word) for word in peer.used_vocabs]
    weights = np.array([peer.get_topic_word_dist(topic, normalize=False) for topic in range(4)])
    assert np.array_equal(ours.components_[:, columns], weights)


def test_every_engine_tells_evaluates_and_obeys(X, engine, capsys) -> None:
    seen = []

    def stop(number, model, seconds, bound) -> bool:
        seen.append((number, model.components_.shape, model.n_iter_, bound))
        return number == 3

    lda = LatentDirichletAllocation(
        4, engine=engine, max_iter=9, evaluate_every=2, verbose=1, callback=stop, random_state=0
    ).fit(X)
    assert [(number, shape, made) for number, shape, made, _ in seen] == [(n, (4, 60), n) for n in (1, 2, 3)]
    assert [bound is None for *_, bound in seen] == [True, False, True]
    assert lda.n_iter_ == 3 and [(n, b) for n, _, b in lda.history_] == [(n, b) for n, _, _, b in seen]
    assert 1 < lda.bound_ < 60 and lda.n_batch_iter_ == 4
    told = capsys.readouterr().out
    assert "pass 3 of 9" in told and "perplexity" in told


def test_every_engine_ends_when_nothing_is_gained(X, engine) -> None:
    options = {"engine": engine, "random_state": 0, "max_iter": 60, "patience": 1, "perp_tol": 3.0}
    lda = LatentDirichletAllocation(4, evaluate_every=1, **options).fit(X)
    bounds = [bound for *_, bound in lda.history_]
    assert lda.n_iter_ == len(bounds) < 60 and lda.bound_ == bounds[-1]
    gains = -np.diff(bounds)
    assert (gains[:-1] >= 3).all() and gains[-1] < 3


def test_bounds_of_engines_can_be_compared(X, engine) -> None:
    """Without validation texts the bound is of the training tokens, whichever engine learned."""
    options = {"engine": engine, "max_iter": 30, "random_state": 0, "doc_topic_prior": 0.2, "topic_word_prior": 0.1}
    lda = LatentDirichletAllocation(4, **options).fit(X)
    theta = lda.set_params(engine="native").transform(X.astype(float))
    topics = lda.components_ / lda.components_.sum(axis=1, keepdims=True)
    dense = X.toarray()
    slow = np.exp(-(dense * np.log(theta @ topics)).sum() / dense.sum())
    assert lda.bound_ == pytest.approx(slow, rel=0.01)


def test_tomotopy_says_what_to_do_with_weights(X) -> None:
    pytest.importorskip("tomotopy")
    with pytest.raises(InputError, match=r"ArabicCountVectorizer.*round.*engine='native'"):
        LatentDirichletAllocation(2, engine="tomotopy").fit(X * 0.5)
    whole = LatentDirichletAllocation(2, engine="tomotopy", max_iter=3, random_state=0).fit(X.astype(float))
    assert np.array_equal(
        whole.components_,
        LatentDirichletAllocation(2, engine="tomotopy", max_iter=3, random_state=0).fit(X).components_,
    )

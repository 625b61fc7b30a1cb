"""LatentDirichletAllocation: scikit-learn's contract, and every engine behind it."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.decomposition import LatentDirichletAllocation as Peer
from sklearn.utils.estimator_checks import parametrize_with_checks

from arabnlp import ArabicCountVectorizer, LatentDirichletAllocation
from arabnlp.errors import InputError, MissingPackageError
from arabnlp.features.heldout import document_completion_perplexity

ENGINES = ["native", "gensim", "sklearn"]
OIL = "ارتفعت أسعار النفط في الأسواق العالمية بعد قرار منظمة أوبك خفض الإنتاج"
BALL = "فاز الفريق في المباراة بهدفين وتصدر ترتيب الدوري بعد تعادل منافسه"


@pytest.fixture(scope="module")
def counts() -> np.ndarray:
    rng = np.random.default_rng(0)
    first, second = rng.poisson(3, (15, 6)), rng.poisson(3, (15, 6))
    return np.vstack([np.hstack([first, np.zeros((15, 6))]), np.hstack([np.zeros((15, 6)), second])]).astype(int)


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, sparse.csr_matrix]:
    """Topics, and texts that were drawn from them."""
    rng = np.random.default_rng(1)
    topics = rng.dirichlet(np.full(200, 0.05), 8)
    theta = rng.dirichlet(np.full(8, 0.1), 600)
    return topics, sparse.csr_matrix(np.vstack([rng.multinomial(80, row @ topics) for row in theta]))


@parametrize_with_checks([LatentDirichletAllocation(n_components=2, max_iter=3)])
def test_scikit_learns_contract(estimator, check) -> None:
    check(estimator)


def test_takes_every_parameter_of_scikit_learn_and_sets_its_attributes(counts) -> None:
    ours, theirs = LatentDirichletAllocation(), Peer()
    assert set(theirs.get_params()) <= set(ours.get_params())
    ours.fit(counts)
    theirs.fit(counts)
    public = {name for name in vars(theirs) if name.endswith("_") and not name.startswith("_")}
    assert all(hasattr(ours, name) for name in public | {"exp_dirichlet_component_"}), public
    assert list(ours.get_feature_names_out())[:2] == ["latentdirichletallocation0", "latentdirichletallocation1"]


@pytest.mark.parametrize("engine", ENGINES)
def test_separates_two_topics_and_repeats_itself(counts, engine) -> None:
    lda = LatentDirichletAllocation(2, engine=engine, max_iter=20, random_state=3, n_jobs=1)
    theta = lda.fit_transform(sparse.csr_matrix(counts))
    assert theta.shape == (30, 2) and np.allclose(theta.sum(axis=1), 1)
    assert len(set(theta[:15].argmax(axis=1))) == 1 and theta[0].argmax() != theta[-1].argmax()
    assert lda.components_.shape == (2, 12)
    again = LatentDirichletAllocation(2, engine=engine, max_iter=20, random_state=3, n_jobs=1).fit(counts)
    assert np.array_equal(again.components_, lda.components_)
    assert 5 < lda.perplexity(counts) < 9


def test_separates_arabic_texts() -> None:
    vectorizer = ArabicCountVectorizer(normalizer="search", stop_words="arabic")
    X = vectorizer.fit_transform([OIL, BALL] * 4)
    lda = LatentDirichletAllocation(2, random_state=0).fit(X)
    words = vectorizer.get_feature_names_out()
    best = [set(words[np.argsort(-row)[:3]]) for row in lda.components_]
    sides = [set(vectorizer.build_analyzer()(text)) for text in (OIL, BALL)]
    assert any(best[0] <= side for side in sides) and any(best[1] <= side for side in sides)
    assert len(set(lda.transform(vectorizer.transform([OIL, BALL])).argmax(axis=1))) == 2


def test_finds_the_topics_that_texts_were_drawn_from(drawn) -> None:
    topics, X = drawn
    lda = LatentDirichletAllocation(8, doc_topic_prior=0.1, topic_word_prior=0.05, random_state=0).fit(X[:500])
    phi = lda.components_ / lda.components_.sum(axis=1, keepdims=True)
    far = [np.abs(phi - topic).sum(axis=1).min() / 2 for topic in topics]
    assert max(far) < 0.15  # total variation distance
    ours, true = (document_completion_perplexity(X[500:], some, 0.1) for some in (phi, topics + 1e-9))
    peer = Peer(8, doc_topic_prior=0.1, topic_word_prior=0.05, max_iter=20, random_state=0).fit(X[:500])
    assert ours < 1.1 * true
    assert ours < document_completion_perplexity(X[500:], peer.components_, 0.1)


def test_no_number_of_threads_changes_the_result(drawn) -> None:
    _, X = drawn
    one, two, five = (
        LatentDirichletAllocation(8, max_iter=4, batch_size=100, sample=200, random_state=0, n_jobs=n).fit(X)
        for n in (1, 2, 5)
    )
    assert np.array_equal(one.components_, two.components_) and np.array_equal(one.components_, five.components_)
    assert np.array_equal(one.transform(X), five.transform(X))
    first, second = (
        LatentDirichletAllocation(8, batch_size=100, random_state=0, n_jobs=n).partial_fit(X).components_
        for n in (1, 4)
    )
    assert np.array_equal(first, second)


@pytest.mark.parametrize("engine", ["gensim", "sklearn"])
def test_inference_agrees_with_the_engine(counts, engine) -> None:
    lda = LatentDirichletAllocation(2, engine=engine, max_iter=5, random_state=0, mean_change_tol=1e-6).fit(counts)
    theirs = Peer(2, max_iter=1, mean_change_tol=1e-6, random_state=0).fit(counts)
    theirs.components_ = lda.components_
    theirs.exp_dirichlet_component_ = lda.exp_dirichlet_component_
    assert np.allclose(theirs.transform(counts), lda.transform(counts), atol=1e-4)
    assert lda.score(counts) == pytest.approx(theirs.score(counts), rel=1e-4)
    assert lda.perplexity(counts) == pytest.approx(theirs.perplexity(counts), rel=1e-4)


def test_score_is_scikit_learns_for_native_topics_too(drawn) -> None:
    _, X = drawn
    lda = LatentDirichletAllocation(8, max_iter=5, random_state=0, mean_change_tol=1e-5).fit(X)
    peer = Peer(8, max_iter=1, mean_change_tol=1e-5, random_state=0).fit(X[:20])
    peer.components_, peer.exp_dirichlet_component_ = lda.components_, lda.exp_dirichlet_component_
    assert lda.score(X) == pytest.approx(peer.score(X), rel=1e-4)
    raw = lda.transform(X, normalize=False)
    assert np.allclose(raw.sum(axis=1), 80 + 8 * 0.125, rtol=1e-3)


def test_batch_learning_and_partial_fit(drawn) -> None:
    topics, X = drawn
    batch = LatentDirichletAllocation(8, learning_method="batch", max_iter=60, random_state=0).fit(X[:500])
    assert batch.n_batch_iter_ == 61
    stream = LatentDirichletAllocation(8, total_samples=500, batch_size=50, random_state=0)
    for _ in range(12):
        for start in range(0, 500, 100):
            stream.partial_fit(X[start : start + 100])
    assert stream.n_batch_iter_ == 1 + 12 * 10 and stream.n_iter_ == 60
    true = document_completion_perplexity(X[500:], topics + 1e-9, 0.1)
    for lda in (batch, stream):
        assert document_completion_perplexity(X[500:], lda.components_, 0.1) < 1.25 * true


def test_warm_start_goes_on(drawn) -> None:
    _, X = drawn
    once = LatentDirichletAllocation(8, max_iter=2, random_state=0).fit(X).bound_
    lda = LatentDirichletAllocation(8, max_iter=2, random_state=0, warm_start=True)
    bounds = [lda.fit(X).bound_ for _ in range(5)]
    assert bounds[0] == once and bounds[-1] < bounds[0]
    cold = LatentDirichletAllocation(8, max_iter=2, random_state=0).fit(X)
    assert cold.fit(X).bound_ == once


def test_learns_asymmetric_priors(drawn) -> None:
    rng = np.random.default_rng(2)
    topics = drawn[0][:4]
    truth = np.array([1.0, 0.5, 0.25, 0.12])
    X = np.vstack([rng.multinomial(80, rng.dirichlet(truth) @ topics) for _ in range(500)])
    lda = LatentDirichletAllocation(4, learn_priors=True, max_iter=40, random_state=2, topic_word_prior=0.05).fit(X)
    phi = lda.components_ / lda.components_.sum(axis=1, keepdims=True)
    match = [int(np.abs(phi - topic).sum(axis=1).argmin()) for topic in topics]
    assert sorted(match) == [0, 1, 2, 3]
    learned = lda.doc_topic_prior_[match]
    assert (np.diff(learned) < 0).all() and np.allclose(learned, truth, rtol=0.3)
    fixed = LatentDirichletAllocation(4, doc_topic_prior=truth, max_iter=5, random_state=0).fit(X)
    assert np.array_equal(fixed.doc_topic_prior_, truth)


def test_ends_early_reports_and_obeys_a_callback(drawn, capsys) -> None:
    _, X = drawn
    lda = LatentDirichletAllocation(8, max_iter=300, evaluate_every=1, perp_tol=0.05, verbose=1, random_state=0).fit(X)
    assert lda.n_iter_ < 300 and len(lda.history_) == lda.n_iter_
    bounds = [bound for _, _, bound in lda.history_]
    assert lda.bound_ == bounds[-1] and bounds[-1] < bounds[0]
    assert min(bounds[:-2]) - min(bounds[-2:]) < 0.05  # no gain in two evaluations
    assert "pass 1 of 300" in (out := capsys.readouterr().out) and "s left" in out
    seen = []

    def stop(iteration, model, seconds, bound) -> bool:
        seen.append((iteration, model.transform(X[:1]).shape, seconds >= 0, bound))
        return iteration == 3

    assert LatentDirichletAllocation(8, max_iter=9, callback=stop, random_state=0).fit(X).n_iter_ == 3
    assert seen == [(i, (1, 8), True, None) for i in (1, 2, 3)]
    trained = LatentDirichletAllocation(8, evaluate_every=5, validation_fraction=0, random_state=0).fit(X)
    assert trained.bound_ == pytest.approx(trained.history_[-1][2])


@pytest.mark.parametrize(
    "X",
    [
        [[3, 1, 2]],  # one text
        [[3], [1], [0]],  # one word, an empty row
        [[3]],
        [[1, 2], [2, 1], [4, 0]],  # fewer texts than topics
        [[2, 2, 1]] * 6,  # all alike
        [[0, 0], [0, 0], [1, 0], [0, 0]],  # nearly all empty
        [[0.5, 1.25, 0], [0, 0.1, 3.7]],  # weights
        [[1, 0, 2], [3, 0, 1]],  # a word that never occurs
        [[10**7, 1], [1, 10**7]],
    ],
)
@pytest.mark.parametrize("options", [{}, {"learn_priors": True}, {"evaluate_every": 1}, {"learning_method": "batch"}])
def test_degenerate_input_gives_proportions(X, options) -> None:
    X = np.array(X)
    lda = LatentDirichletAllocation(5, max_iter=5, random_state=0, **options)
    theta = lda.fit_transform(X)
    assert theta.shape == (len(X), 5) and np.isfinite(theta).all() and np.allclose(theta.sum(axis=1), 1)
    assert np.isfinite(lda.components_).all() and (lda.components_ > 0).all()
    if "evaluate_every" not in options:  # which keeps texts for validation
        assert lda.components_.sum() == pytest.approx(X.sum() + 5 * 0.2 * X.shape[1], rel=1e-4)
    prior = np.broadcast_to(lda.doc_topic_prior_, 5)
    assert np.allclose(theta[X.sum(axis=1) == 0], prior / prior.sum())
    assert np.isfinite(lda.perplexity(X)) and np.isfinite(lda.bound_)


def test_topics_stay_apart_where_there_are_more_than_texts() -> None:
    lda = LatentDirichletAllocation(6, max_iter=5, random_state=0).fit(np.array([[5, 1, 0, 0], [0, 0, 4, 4]]))
    assert len(np.unique(lda.components_.round(4), axis=0)) == 6


@pytest.mark.parametrize("dtype", [np.int32, np.int64, np.float32, np.float64])
@pytest.mark.parametrize("form", [np.asarray, sparse.csr_matrix, sparse.csc_matrix, sparse.coo_array])
def test_kinds_of_matrices_give_one_result(counts, dtype, form) -> None:
    expected = LatentDirichletAllocation(3, max_iter=5, random_state=0).fit(counts)
    X = form(counts.astype(dtype))
    lda = LatentDirichletAllocation(3, max_iter=5, random_state=0).fit(X)
    assert np.array_equal(lda.components_, expected.components_)
    theta = lda.transform(X)
    assert theta.dtype == (np.float32 if dtype == np.float32 else np.float64)
    assert np.allclose(theta, expected.transform(counts), atol=1e-6)


def test_wide_indices_and_stored_zeros(counts) -> None:
    X = sparse.csr_matrix(counts.astype(float))
    wide = sparse.csr_matrix(X)
    wide.indices, wide.indptr = X.indices.astype(np.int64), X.indptr.astype(np.int64)
    full = sparse.csr_matrix(np.ones_like(counts, float))
    full.data[:] = counts.ravel()
    expected = LatentDirichletAllocation(2, max_iter=3, random_state=0).fit(X).components_
    for some in (wide, full):
        assert np.array_equal(LatentDirichletAllocation(2, max_iter=3, random_state=0).fit(some).components_, expected)
    assert full.nnz == counts.size  # the caller's matrix is left alone


@pytest.mark.parametrize("engine", ENGINES)
def test_a_count_in_two_entries_is_one_count(engine) -> None:
    parts = sparse.csr_matrix((np.ones(6), [1, 1, 2, 0, 0, 0], [0, 3, 6]), shape=(2, 4))
    whole = parts.copy()
    whole.sum_duplicates()
    first, second = (LatentDirichletAllocation(2, engine=engine, random_state=0).fit(X) for X in (parts, whole))
    assert np.array_equal(first.components_, second.components_)
    assert np.array_equal(first.transform(parts), first.transform(whole))
    assert first.perplexity(parts) == first.perplexity(whole) and first.score(parts) == first.score(whole)
    if engine == "native":
        steps = [LatentDirichletAllocation(2, random_state=0).partial_fit(X).components_ for X in (parts, whole)]
        assert np.array_equal(*steps)
    assert parts.nnz == 6, "the caller's matrix stays as it is"


def test_perplexity_of_a_data_frame_warns_of_nothing(counts) -> None:
    frame = pd.DataFrame(counts, columns=[f"كلمة{j}" for j in range(counts.shape[1])])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        LatentDirichletAllocation(3, random_state=0).fit(frame).perplexity(frame)


def test_empty_input(counts) -> None:
    lda = LatentDirichletAllocation(5, max_iter=5, random_state=0).fit(counts)
    assert np.allclose(lda.transform(np.zeros((1, 12))), 0.2)
    with pytest.raises(InputError, match="no words at all"):
        lda.perplexity(np.zeros((2, 12)))
    stream = LatentDirichletAllocation(5, random_state=0).partial_fit(np.zeros((2, 12)))
    assert np.allclose(stream.partial_fit(counts).transform(np.zeros((1, 12))), 0.2)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engine": "mallet"}, "engine 'mallet' does not exist"),
        ({"n_components": 0}, "n_components=0"),
        ({"max_iter": 1.5}, "max_iter=1.5"),
        ({"learning_method": "offline"}, "learning_method='offline'"),
        ({"doc_topic_prior": [0.1, 0.2, 0.3]}, "doc_topic_prior.*or 2 of them"),
        ({"doc_topic_prior": -1.0}, "doc_topic_prior=-1.0"),
        ({"topic_word_prior": 0.0}, "topic_word_prior=0.0"),
        ({"validation_fraction": 1.0}, "validation_fraction"),
        ({"n_jobs": 0}, "n_jobs=0"),
        ({"engine": "sklearn", "learn_priors": True}, "symmetric fixed priors"),
    ],
)
def test_bad_parameters(counts, options, message) -> None:
    with pytest.raises(InputError, match=message):
        LatentDirichletAllocation(**{"n_components": 2} | options).fit(counts)


def test_bad_matrices(counts) -> None:
    with pytest.raises(InputError, match="no words at all"):
        LatentDirichletAllocation(2).fit(np.zeros((3, 4)))
    with pytest.raises(InputError, match="Negative values"):
        LatentDirichletAllocation(2).fit(-counts)
    with pytest.raises(ValueError, match="NaN"):
        LatentDirichletAllocation(2).fit([[1.0, np.nan]])
    with pytest.raises(ValueError, match="features"):
        LatentDirichletAllocation(2, random_state=0).fit(counts).transform(counts[:, :3])
    with pytest.raises(AttributeError, match="partial_fit"):
        LatentDirichletAllocation(2, engine="gensim").partial_fit(counts)


def test_tomotopy_or_the_extra_that_brings_it(counts) -> None:
    lda = LatentDirichletAllocation(2, engine="tomotopy", max_iter=50, random_state=0)
    try:
        import tomotopy  # noqa: F401
    except ImportError:
        with pytest.raises(MissingPackageError, match=r"arabnlp\[topics\]"):
            lda.fit(counts)
        return
    theta = lda.fit_transform(counts)
    assert theta[0].argmax() != theta[-1].argmax()
    assert lda.components_.sum() == pytest.approx(counts.sum() + 2 * 12 * 0.5)
    with pytest.raises(InputError, match="whole numbers"):
        lda.fit(counts + 0.5)
    lda.set_params(learn_priors=True, max_iter=100).fit(counts)
    assert np.shape(lda.doc_topic_prior_) == (2,)


@pytest.mark.parametrize("engine", ["native", "gensim"])
def test_a_prior_of_words_guides_its_topic(engine) -> None:
    random = np.random.default_rng(0)
    X = random.poisson(1.0, (60, 20))
    X[:30, :5] += 6
    X[30:, 5:10] += 6
    for guided in (0, 1):  # whichever topic is guided to the words gets them
        prior = np.full((2, 20), 0.1)
        prior[guided, :5] = X[:, :5].sum(axis=0)
        lda = LatentDirichletAllocation(2, engine=engine, topic_word_prior=prior, random_state=0).fit(X)
        assert (lda.components_[:, :5].argmax(axis=0) == guided).all()
        assert (lda.transform(X)[:30].argmax(axis=1) == guided).mean() > 0.9
        assert np.isfinite(lda.perplexity(X))


def test_a_guide_keeps_its_counts_exact() -> None:
    X = sparse.csr_matrix(np.random.default_rng(1).poisson(0.5, (200, 30)))
    prior = np.full((4, 30), 0.1)
    prior[1, :3] = 50.0
    lda = LatentDirichletAllocation(4, topic_word_prior=prior, random_state=0, batch_size=16).fit(X)
    tokens = np.asarray(X.sum(axis=0)).ravel()
    assert np.allclose(lda.components_.sum(axis=0), tokens + prior.sum(axis=0), rtol=1e-4)
    assert (lda.components_[1, :3] >= 50).all()


def test_a_guide_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InputError, match="3 terms"):
        LatentDirichletAllocation(2, topic_word_prior=np.ones((2, 3))).fit([[1, 2], [3, 4]])
    with pytest.raises(InputError, match="native and gensim"):
        LatentDirichletAllocation(2, engine="sklearn", topic_word_prior=np.ones((2, 2))).fit([[1, 2], [3, 4]])
    with pytest.raises(InputError, match="partial_fit"):
        LatentDirichletAllocation(2, topic_word_prior=np.ones((2, 2))).partial_fit([[1, 2], [3, 4]])

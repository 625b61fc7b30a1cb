"""Topics amid a fit: read when somebody looks, kept when it is interrupted."""

from __future__ import annotations

import copy
import pickle
import signal

import numpy as np
import pytest
from scipy import sparse
from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from arabnlp import ArabicCountVectorizer, LatentDirichletAllocation
from arabnlp.errors import InputError
from arabnlp.features.lda_native import Trainer

OIL = "ارتفعت أسعار النفط في الأسواق العالمية بعد قرار منظمة أوبك خفض الإنتاج"
BALL = "فاز الفريق في المباراة بهدفين وتصدر ترتيب الدوري بعد تعادل منافسه"
COURT = "قضت المحكمة العليا برفض الطعن المقدم من المتهم وتأييد الحكم السابق"


@pytest.fixture(scope="module")
def X() -> sparse.csr_matrix:
    return ArabicCountVectorizer().fit_transform([OIL, BALL, COURT] * 20)


def test_topics_are_read_only_when_somebody_looks(X) -> None:
    kinds = []

    def look(number, model, seconds, bound) -> None:
        kinds.append("components_" in vars(model))
        if number == 2:
            assert model.components_ is model.components_ and model.components_.shape == (3, X.shape[1])
            kept.append(model.components_)
            copies.append(copy.deepcopy(model.set_params(callback=None)))
            pickles.append(pickle.loads(pickle.dumps(model)))
            model.set_params(callback=look)

    kept: list[np.ndarray] = []
    copies: list[LatentDirichletAllocation] = []
    pickles: list[LatentDirichletAllocation] = []
    lda = LatentDirichletAllocation(3, max_iter=4, callback=look, random_state=0).fit(X)
    assert kinds == [False] * 4 and "components_" in vars(lda) and "_read" not in vars(lda)
    two = LatentDirichletAllocation(3, max_iter=2, random_state=0).fit(X)
    for other in (copies[0], pickles[0]):  # they hold the topics of their moment, and go on with their lives
        assert np.array_equal(other.components_, two.components_) and other.n_iter_ == 2
        assert np.array_equal(other.transform(X), two.transform(X))
    assert np.array_equal(kept[0], two.components_)  # what was kept does not change under its owner
    assert not np.array_equal(lda.components_, two.components_)


@pytest.mark.parametrize("engine", ["native", "gensim", "sklearn", "tomotopy"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_an_error_in_the_callback_keeps_the_topics(X, engine, error) -> None:
    if engine == "tomotopy":
        pytest.importorskip("tomotopy")

    def fail(number, model, seconds, bound) -> None:
        if number == 2:
            raise error

    lda = LatentDirichletAllocation(3, engine=engine, max_iter=9, callback=fail, random_state=0)
    with pytest.raises(error):
        lda.fit(X)
    two = LatentDirichletAllocation(3, engine=engine, max_iter=2, random_state=0).fit(X)
    assert lda.n_iter_ == 2 == len(lda.history_) and np.array_equal(lda.components_, two.components_)
    assert np.array_equal(lda.transform(X), two.transform(X))
    assert list(lda.get_feature_names_out()) == list(two.get_feature_names_out())


@pytest.mark.parametrize("n_jobs", [1, 2])
@pytest.mark.parametrize("at", [5, 8])  # in the middle of the third pass of two minibatches, and at the fourth's end
def test_ctrl_c_without_a_callback_keeps_the_topics(X, monkeypatch, request, n_jobs, at) -> None:
    real, calls = Trainer._minibatch, []

    def minibatch(self, *arguments) -> None:
        real(self, *arguments)
        calls.append(1)
        if len(calls) == at:
            signal.raise_signal(signal.SIGINT)

    lda = LatentDirichletAllocation(3, max_iter=50, batch_size=30, random_state=0, n_jobs=n_jobs)
    # A job in the background of a shell begins with the signal ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    with monkeypatch.context() as patched:
        patched.setattr(Trainer, "_minibatch", minibatch)
        with pytest.raises(KeyboardInterrupt):
            lda.fit(X)
    assert lda.n_iter_ == len(lda.history_) == (at - 1) // 2 and lda.n_batch_iter_ == 1 + 2 * lda.n_iter_
    theta = lda.transform(X)
    assert theta.shape == (60, 3) and np.isfinite(lda.perplexity(X))
    assert lda.components_.sum() == pytest.approx(X.sum() + X.shape[1], rel=1e-3)  # counts and prior, nothing lost
    assert lda.partial_fit(X[:6]).n_samples_seen_ == 66  # a stream may go on from there
    lda.set_params(warm_start=True, max_iter=5).fit(X)
    assert lda.n_iter_ == 5 and len({int(row.argmax()) for row in lda.transform(X)[:3]}) == 3


def test_ctrl_c_before_the_first_pass_leaves_nothing_half_done(X, monkeypatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    lda = LatentDirichletAllocation(3, random_state=0).fit(X)
    monkeypatch.setattr(Trainer, "seed_topics", interrupt)
    with pytest.raises(KeyboardInterrupt):
        lda.fit(X[:, :5])
    with pytest.raises(NotFittedError):
        check_is_fitted(lda, "components_")


def test_an_interrupted_step_of_a_stream_leaves_the_model_as_it_was(X, monkeypatch) -> None:
    lda = LatentDirichletAllocation(3, random_state=0, learn_priors=True).partial_fit(X)
    before, batches = lda.components_.copy(), lda.n_batch_iter_

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Trainer, "blend", interrupt)
    with pytest.raises(KeyboardInterrupt):
        lda.partial_fit(X)
    assert np.array_equal(lda.components_, before) and (lda.n_batch_iter_, lda.n_iter_) == (batches, 1)
    assert lda.n_samples_seen_ == 60


def test_another_number_of_topics_is_no_warm_start(X) -> None:
    for options in ({}, {"learn_priors": True}):
        lda = LatentDirichletAllocation(3, max_iter=4, warm_start=True, random_state=0, **options).fit(X)
        theta = lda.transform(X)
        lda.set_params(n_components=5)
        with pytest.raises(InputError, match=r"3 topics, but n_components is now 5.*warm_start=False"):
            lda.fit(X)
        with pytest.raises(InputError, match="partial_fit goes on from 3 topics"):
            lda.partial_fit(X)
        assert np.array_equal(lda.transform(X), theta)  # what was learned still serves
        assert np.isfinite(lda.perplexity(X))
        assert lda.set_params(warm_start=False).fit(X).components_.shape == (5, X.shape[1])
        assert lda.transform(X).shape == (60, 5)


def test_a_warm_start_takes_changed_priors_and_keeps_learned_ones(X) -> None:
    lda = LatentDirichletAllocation(3, max_iter=3, warm_start=True, random_state=0).fit(X)
    counts = lda.components_.sum()
    lda.set_params(doc_topic_prior=0.7, topic_word_prior=0.5).fit(X)
    assert (lda.doc_topic_prior_, lda.topic_word_prior_) == (0.7, 0.5)
    assert lda.components_.sum() == pytest.approx(counts + (0.5 - 1 / 3) * 3 * X.shape[1], rel=1e-5)
    guide = np.full((3, X.shape[1]), 0.1)
    guide[1, :4] = 30.0
    lda.set_params(topic_word_prior=guide).fit(X)
    assert (lda.components_[1, :4] >= 30).all()
    assert lda.components_.sum() == pytest.approx(X.sum() + guide.sum(), rel=1e-4)
    lda.set_params(topic_word_prior=None).fit(X)  # and back: the guide leaves no counts behind
    assert lda.components_.sum() == pytest.approx(counts, rel=1e-4)

    lda = LatentDirichletAllocation(3, max_iter=6, learn_priors=True, warm_start=True, random_state=0).fit(X)
    learned = np.array(lda.doc_topic_prior_)
    lda.set_params(learn_priors=False).fit(X)
    assert np.array_equal(lda.doc_topic_prior_, learned)
    assert lda.set_params(doc_topic_prior=0.2).fit(X).doc_topic_prior_ == 0.2

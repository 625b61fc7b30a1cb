"""Schedule of the native engine: what a fit takes of memory, and streams of texts."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from scipy import sparse

from arabnlp import ArabicCountVectorizer, LatentDirichletAllocation
from arabnlp.errors import InputError
from arabnlp.features.heldout import document_completion_perplexity


@pytest.fixture(scope="module")
def wide() -> sparse.csr_matrix:
    """Few texts with many words: topics and words are most of what is held."""
    rng = np.random.default_rng(0)
    X = sparse.random(600, 20_000, density=0.004, format="csr", random_state=rng, dtype=np.float32)
    X.data = np.ceil(3 * X.data)
    return X


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, sparse.csr_matrix]:
    rng = np.random.default_rng(1)
    topics = rng.dirichlet(np.full(300, 0.05), 10)
    theta = rng.dirichlet(np.full(10, 0.1), 1000)
    return topics, sparse.csr_matrix(np.vstack([rng.multinomial(80, row @ topics) for row in theta]))


def peak(function) -> int:
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_small_corpus_is_read_in_twelve_minibatches(wide) -> None:
    """And so the minibatch's buffers are a small part of all."""
    few = LatentDirichletAllocation(4, max_iter=1, random_state=0).fit(wide[:300])
    assert few.n_batch_iter_ == 1 + 2, "256 texts at least"
    more = LatentDirichletAllocation(4, max_iter=1, random_state=0).fit(wide[np.arange(3600) % 600])
    assert more.n_batch_iter_ == 1 + 12
    told = LatentDirichletAllocation(4, max_iter=1, batch_size=50, random_state=0).fit(wide[:300])
    assert told.n_batch_iter_ == 1 + 6


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"evaluate_every": 1},
        {"evaluate_every": 1, "validation_fraction": 0},
        {"callback": lambda number, model, seconds, bound: None},
        {"callback": lambda number, model, seconds, bound: model.components_.shape == ()},
        {"evaluate_every": 1, "callback": lambda number, model, seconds, bound: model.components_.shape == ()},
        {"learn_priors": True},
        {"warm_start": True},
        {"sample": 200},
    ],
    ids=lambda given: "-".join(given) or "plain",
)
def test_a_fit_takes_the_corpus_one_matrix_of_texts_and_two_of_words(wide, options) -> None:
    K, batch = 128, 100
    lda = LatentDirichletAllocation(K, max_iter=3, batch_size=batch, random_state=0, n_jobs=1, **options)
    lda.fit(wide)  # compiles, and gives a warm start something to go on from, or a cold one something to let go
    corpus = wide.nnz * 8 + wide.indptr.nbytes
    allowed = corpus + wide.shape[0] * K * 4 + 2 * wide.shape[1] * K * 4
    words = wide.shape[1] * 48  # a few vectors: few texts have many words here; a minibatch has its room within
    assert peak(lambda: lda.fit(wide)) < allowed + words


def test_where_words_are_rare_passes_need_less_than_that(wide) -> None:
    """A word has a row of its own for the pass only between its first minibatch and its last."""
    seen = []

    def after(*_) -> None:
        seen.append(tracemalloc.get_traced_memory()[1])

    lda = LatentDirichletAllocation(256, max_iter=3, random_state=0, n_jobs=1, callback=after).fit(wide)
    allowed = wide.nnz * 8 + wide.indptr.nbytes + wide.shape[0] * 256 * 4 + 2 * wide.shape[1] * 256 * 4
    assert peak(lambda: lda.fit(wide)) < allowed
    assert seen[-1] < 0.9 * allowed


def test_steps_of_a_stream_take_the_topics_twice(wide) -> None:
    lda = LatentDirichletAllocation(128, random_state=0, n_jobs=1, batch_size=100).partial_fit(wide)
    corpus = wide.nnz * 8 + wide.indptr.nbytes
    allowed = corpus + wide.shape[0] * 128 * 4 + 2 * lda.components_.nbytes
    words = wide.shape[1] * 48
    assert peak(lambda: lda.partial_fit(wide)) < allowed + words
    learned = LatentDirichletAllocation(128, random_state=0, n_jobs=1, batch_size=100, learn_priors=True)
    learned.partial_fit(wide)
    assert peak(lambda: learned.partial_fit(wide)) < allowed + words


def test_topics_begin_with_the_first_words(drawn) -> None:
    topics, X = drawn
    options = {"total_samples": 900, "random_state": 0}
    late, plain = LatentDirichletAllocation(10, **options), LatentDirichletAllocation(10, **options)
    for _ in range(2):
        late.partial_fit(sparse.csr_matrix((5, 300)))
    assert np.allclose(late.components_, 0.1) and late.n_batch_iter_ == 1
    for start in 10 * list(range(0, 900, 90)):
        late.partial_fit(X[start : start + 90])
        plain.partial_fit(X[start : start + 90])
    late.partial_fit(np.zeros((3, 300)))  # between others such texts do no harm
    assert len({int(row.argmax()) for row in late.components_}) > 5
    assert late.n_batch_iter_ == plain.n_batch_iter_ and late.n_samples_seen_ == plain.n_samples_seen_ + 13
    after, before, true = (
        document_completion_perplexity(X[900:], some, 0.1)
        for some in (late.components_, plain.components_, topics + 1e-9)
    )
    assert after < 1.1 * before and after < 1.4 * true


def test_a_stream_after_a_fit_does_not_drown_it(drawn) -> None:
    _, X = drawn
    fitted = LatentDirichletAllocation(10, random_state=0).fit(X[:600])
    assert fitted.n_samples_seen_ == 600
    before = document_completion_perplexity(X[900:], fitted.components_, 0.1)
    theta = fitted.components_.copy()
    fitted.partial_fit(X[600:640])
    assert fitted.n_samples_seen_ == 640 and not np.array_equal(theta, fitted.components_)
    assert document_completion_perplexity(X[900:], fitted.components_, 0.1) < 1.01 * before
    # Its tokens are those of as many texts as were seen; a size that is given wins, be it scikit-learn's default.
    assert X[:600].sum() + 299 < fitted.components_.sum() < X[:640].sum() + 301
    told = LatentDirichletAllocation(10, random_state=0, total_samples=1e6).fit(X[:600]).partial_fit(X[600:640])
    assert told.components_.sum() > 50 * fitted.components_.sum()
    stream, million = (
        LatentDirichletAllocation(10, random_state=0, total_samples=n).partial_fit(X[:600]) for n in (None, 1e6)
    )
    assert np.array_equal(stream.components_, million.components_)


def test_a_stream_learns_priors(drawn) -> None:
    topics = drawn[0][:4]
    rng = np.random.default_rng(2)
    truth = np.array([1.0, 0.5, 0.25, 0.12])
    X = np.vstack([rng.multinomial(80, rng.dirichlet(truth) @ topics) for _ in range(800)])
    options = {"topic_word_prior": 0.05, "doc_topic_prior": 0.25, "random_state": 2}
    first = LatentDirichletAllocation(4, learn_priors=True, **options).partial_fit(X[:50])
    assert first.doc_topic_prior_ == 0.25  # not of the first minibatches
    lda = LatentDirichletAllocation(4, max_iter=40, **options).fit(X[:400])
    assert lda.doc_topic_prior_ == 0.25
    lda.set_params(learn_priors=True)
    for start in 4 * list(range(0, 800, 50)):
        lda.partial_fit(X[start : start + 50])
    phi = lda.components_ / lda.components_.sum(axis=1, keepdims=True)
    match = [int(np.abs(phi - topic).sum(axis=1).argmin()) for topic in topics]
    assert sorted(match) == [0, 1, 2, 3]
    learned = lda.doc_topic_prior_[match]
    assert (np.diff(learned) < 0).all() and np.allclose(learned, truth, rtol=0.4)


def test_guided_topics_and_streams_do_not_mix(drawn) -> None:
    _, X = drawn
    guide = np.full((4, 300), 0.1)
    lda = LatentDirichletAllocation(4, topic_word_prior=guide, random_state=0, max_iter=2).fit(X[:50])
    with pytest.raises(InputError, match="use fit to guide"):
        lda.partial_fit(X[:50])
    with pytest.raises(InputError, match="use fit to guide"):  # the topics hold the guide still
        lda.set_params(topic_word_prior=None).partial_fit(X[:50])


@pytest.mark.parametrize("kind", ["list", "array"])
def test_a_warm_start_with_a_prior_of_each_word(drawn, kind) -> None:
    X = drawn[1]
    prior = np.full((10, 300), 0.05)
    prior[3, :5] = 2.0
    given = prior.tolist() if kind == "list" else prior
    lda = LatentDirichletAllocation(10, topic_word_prior=given, warm_start=True, max_iter=2, random_state=0).fit(X)
    before = lda.components_.copy()
    after = lda.fit(X).components_
    assert np.allclose(after.sum(axis=0), X.sum(axis=0) + prior.sum(axis=0), rtol=1e-3)
    assert all(np.corrcoef(a, b)[0, 1] > 0.8 for a, b in zip(before, after, strict=True)), "it goes on from there"


def test_first_texts_without_words_are_no_error() -> None:
    X = sparse.csr_matrix(np.vstack([np.zeros((1500, 4)), [[3, 3, 0, 0], [0, 0, 4, 1]]]))
    for seed, sample in ((0, 2), (1, 2), (2, None)):
        lda = LatentDirichletAllocation(2, sample=sample, random_state=seed, topic_word_prior=0.1).fit(X)
        assert lda.components_.sum() == pytest.approx(11 + 0.8, rel=1e-3)


def test_a_handful_of_short_texts_is_told_apart() -> None:
    """Nearly every word is there once: without its own count no token would know a topic."""
    oil = ["ارتفعت أسعار النفط", "أسعار النفط والغاز", "هبوط أسعار النفط"]
    ball = ["فاز الفريق بالمباراة", "تعادل الفريق في المباراة", "مدرب الفريق يخسر المباراة"]
    X = ArabicCountVectorizer().fit_transform(oil + ball)
    for seed in range(3):
        lda = LatentDirichletAllocation(2, max_iter=100, random_state=seed)
        topics = lda.fit_transform(X).argmax(axis=1)
        assert len(set(topics[:3])) == len(set(topics[3:])) == 1 and topics[0] != topics[3]
        early = LatentDirichletAllocation(2, max_iter=3, random_state=seed).fit(X)
        assert lda.perplexity(X) <= early.perplexity(X) * 1.01


def test_more_topics_than_tokens_are_refused(drawn) -> None:
    with pytest.raises(InputError, match="n_components=1000000 is more than there are tokens: 80000"):
        LatentDirichletAllocation(10**6).fit(drawn[1])

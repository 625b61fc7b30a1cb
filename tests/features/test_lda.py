"""LatentDirichletAllocation with its engines."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from arabnlp import LatentDirichletAllocation
from arabnlp.errors import InputError, MissingPackageError

ENGINES = ["gensim", "sklearn"]


@pytest.fixture(scope="module")
def counts() -> np.ndarray:
    rng = np.random.default_rng(0)
    first, second = rng.poisson(3, (15, 6)), rng.poisson(3, (15, 6))
    return np.vstack([np.hstack([first, np.zeros((15, 6))]), np.hstack([np.zeros((15, 6)), second])]).astype(int)


@pytest.mark.parametrize("engine", ENGINES)
def test_separates_two_topics_and_repeats_itself(counts, engine) -> None:
    lda = LatentDirichletAllocation(2, engine=engine, max_iter=20, random_state=3)
    theta = lda.fit_transform(sparse.csr_matrix(counts))
    assert theta.shape == (30, 2) and np.allclose(theta.sum(axis=1), 1)
    assert len(set(theta[:15].argmax(axis=1))) == 1 and theta[0].argmax() != theta[-1].argmax()
    assert lda.components_.shape == (2, 12) and next(iter(lda.get_feature_names_out())).startswith("latentdirichlet")
    again = LatentDirichletAllocation(2, engine=engine, max_iter=20, random_state=3).fit(counts)
    assert np.allclose(again.components_, lda.components_)
    assert lda.perplexity(counts) < 12 and lda.score(counts) == pytest.approx(-np.log(lda.perplexity(counts)))


def test_two_topics_beat_one(counts) -> None:
    one, two = (
        LatentDirichletAllocation(k, max_iter=20, random_state=0).fit(counts).perplexity(counts) for k in (1, 2)
    )
    assert two < 0.7 * one


def test_inference_agrees_with_gensim(counts) -> None:
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    lda = LatentDirichletAllocation(2, max_iter=10, random_state=0).fit(counts)
    corpus = list(Sparse2Corpus(sparse.csr_matrix(counts), documents_columns=False))
    peer = LdaModel(num_topics=2, id2word={i: str(i) for i in range(12)}, alpha=[0.5, 0.5], eta=0.5, dtype=np.float64)
    peer.state.sstats = lda.components_ - 0.5
    peer.sync_state()
    peer.minimum_probability = 0.0
    peer.gamma_threshold, peer.iterations = 1e-6, 200
    theirs, _ = peer.inference(corpus)
    assert np.allclose(theirs / theirs.sum(axis=1, keepdims=True), lda.transform(counts), atol=0.01)


def test_empty_rows_and_odd_shapes(counts) -> None:
    lda = LatentDirichletAllocation(5, max_iter=5, random_state=0).fit(counts[:2])
    assert np.allclose(lda.transform(np.zeros((1, 12))), 0.2)
    assert LatentDirichletAllocation(1, random_state=0).fit_transform([[3]]).tolist() == [[1.0]]


def test_errors(counts) -> None:
    with pytest.raises(InputError, match="engine 'mallet' does not exist"):
        LatentDirichletAllocation(2, engine="mallet").fit(counts)
    with pytest.raises(InputError, match="n_components"):
        LatentDirichletAllocation(0).fit(counts)
    with pytest.raises(InputError, match="no words at all"):
        LatentDirichletAllocation(2).fit(np.zeros((3, 4)))
    with pytest.raises(InputError, match="Negative values"):
        LatentDirichletAllocation(2).fit(-counts)
    with pytest.raises(ValueError, match="features"):
        LatentDirichletAllocation(2, random_state=0).fit(counts).transform(counts[:, :3])


def test_missing_engine_names_the_extra(counts) -> None:
    try:
        import tomotopy  # noqa: F401
    except ImportError:
        with pytest.raises(MissingPackageError, match=r"arabnlp\[topics\]"):
            LatentDirichletAllocation(2, engine="tomotopy").fit(counts)
    else:
        theta = LatentDirichletAllocation(2, engine="tomotopy", max_iter=50, random_state=0).fit_transform(counts)
        assert theta[0].argmax() != theta[-1].argmax()

import numpy as np
import pytest
from scipy import sparse

from arabnlp.errors import InputError
from arabnlp.models.decomposition import decompose

COUNTS = sparse.csr_matrix(
    np.array([[4, 3, 0, 0, 1], [3, 5, 0, 0, 1], [0, 0, 4, 4, 1], [0, 0, 6, 2, 1], [0, 0, 0, 0, 0]])
)


@pytest.mark.parametrize("method", ["lda", "nmf", "lsi"])
def test_two_kinds_of_texts_are_two_topics(method):
    model = decompose(method, 2, engine="sklearn", max_iter=30, random_state=0)
    shares = model.fit_transform(COUNTS)
    assert shares.shape == (5, 2) and np.allclose(shares.sum(axis=1), 1)
    assert shares[0].argmax() == shares[1].argmax() != shares[2].argmax() == shares[3].argmax()
    assert (model.topic_weights_ >= 0).all()
    assert np.allclose(shares[4], 0.5)  # a text without words


@pytest.mark.parametrize("n_topics", [0, 2.5, "2"])
def test_a_number_of_topics_that_is_none(n_topics):
    with pytest.raises(InputError, match="n_topics"):
        decompose("lda", n_topics, engine="sklearn", max_iter=1, random_state=0)

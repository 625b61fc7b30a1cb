import warnings

import numpy as np
import pytest
from scipy import sparse

from arabnlp import TopicModel, load_dataset
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


def test_lsi_says_how_many_topics_there_can_be():
    with pytest.raises(InputError, match=r"at most 0 topics in 3 texts with 1 terms: check the texts"):
        TopicModel(1, method="lsi").fit(["النفط"] * 3)
    with pytest.raises(InputError, match=r"at most 1 topics in 3 texts with 2 terms: lower n_topics=2"):
        TopicModel(2, method="lsi").fit(["النفط الغاز"] * 3)
    TopicModel(1, method="lsi").fit(["النفط الغاز"] * 3)


@pytest.mark.parametrize("texts", [["النفط الغاز"] * 3, ["النفط الغاز والهدف"]])
def test_texts_that_are_all_alike_warn_of_nothing(texts):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = TopicModel(1, method="lsi").fit(texts)
    assert np.allclose(model.doc_topic_, 1)


def test_nmf_comes_to_an_end_by_itself():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        TopicModel(8, method="nmf").fit([article.text for article in load_dataset("seeds")])


@pytest.mark.parametrize("method", ["lda", "nmf", "lsi"])
def test_a_seed_below_0_is_refused(method):
    with pytest.raises(InputError, match=r"random_state=-1 must be None, a whole number from 0"):
        TopicModel(2, method=method, random_state=-1).fit(["النفط الغاز", "الهدف الفريق", "الغاز الهدف"] * 3)

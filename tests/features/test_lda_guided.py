"""Texts that begin guided topics."""

import numpy as np
from scipy import sparse

from arabnlp.features.lda import LatentDirichletAllocation
from arabnlp.features.lda_guided import GUIDED_TEXTS, guided_groups


def lengths(X: sparse.csr_matrix) -> np.ndarray:
    return np.asarray(X.sum(axis=1)).ravel()


def test_texts_with_more_distinct_words_come_first():
    X = sparse.csr_matrix(np.array([[9, 0, 0, 1], [1, 1, 0, 8], [1, 1, 1, 1], [0, 0, 0, 5]]))
    guide = np.array([[5.0, 0.0], [5.0, 0.0], [5.0, 0.0]])
    groups, about = guided_groups(X[:, :3], lengths(X), guide)
    assert groups[0].tolist() == [2, 1] and about.tolist() == [False, True, True, False]
    assert list(groups) == [0]


def test_one_word_alone_guides_by_the_texts_that_hold_it():
    X = sparse.csr_matrix(np.array([[0, 4], [2, 2], [0, 1]]))
    groups, about = guided_groups(X[:, [0]], lengths(X), np.array([[0.0, 3.0]]))
    assert groups[1].tolist() == [1] and about.tolist() == [False, True, False]


def test_a_prior_that_is_the_same_in_all_topics_guides_none():
    X = sparse.csr_matrix(np.eye(3))
    groups, about = guided_groups(X, lengths(X), np.full((3, 2), 7.0))
    assert not groups and not about.any()


def test_words_that_no_text_holds_begin_nothing():
    X = sparse.csr_matrix(np.array([[0, 4], [0, 2]]))
    assert guided_groups(X[:, [0]], lengths(X), np.array([[1.0, 0.0]]))[0] == {}


def test_at_most_so_many_texts_begin_a_topic():
    groups, _ = guided_groups(sparse.csr_matrix(np.ones((90, 1))), np.full(90, 2), np.array([[1.0, 0.0]]))
    assert len(groups[0]) == GUIDED_TEXTS


def test_more_guided_topics_than_texts_and_none_unguided():
    X = np.array([[3, 0, 1], [0, 3, 1]])
    prior = np.full((2, 3), 0.5)
    prior[0, 0] = prior[1, 1] = 4
    lda = LatentDirichletAllocation(2, topic_word_prior=prior, random_state=0).fit(X)
    assert lda.transform(X).argmax(axis=1).tolist() == [0, 1]

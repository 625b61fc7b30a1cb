import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnlp.errors import InputError
from arabnlp.models.topic_words import RANKS, matched, top_words, whole_number, word_intrusion, word_scores

TOPICS = np.array([[0.50, 0.30, 0.15, 0.05], [0.50, 0.05, 0.15, 0.30]])


def test_relevance_goes_from_lift_to_probability():
    share = np.array([0.5, 0.2, 0.15, 0.15])
    assert word_scores(TOPICS, "relevance", weight=1, term_share=share).argsort().tolist() == TOPICS.argsort().tolist()
    low = word_scores(TOPICS, "relevance", weight=0, term_share=share)
    assert np.allclose(low, np.log(word_scores(TOPICS, "lift", term_share=share)))


def test_frex_prefers_frequent_words_of_one_topic():
    best = top_words(word_scores(TOPICS, "frex", weight=0.7), 1)
    assert best.ravel().tolist() == [1, 3]


@given(
    st.integers(1, 4).flatmap(
        lambda k: st.lists(st.lists(st.floats(0, 1), min_size=5, max_size=5), min_size=k, max_size=k)
    ),
    st.sampled_from(RANKS),
)
def test_scores_are_defined_for_any_topics(rows, rank):
    scores = word_scores(np.array(rows), rank)
    assert scores.shape == (len(rows), 5) and not np.isnan(scores).any()


def test_a_weight_outside_is_refused():
    with pytest.raises(InputError, match="weight"):
        word_scores(TOPICS, "frex", weight=1.5)


def test_scores_of_float32_are_finite():
    topics = np.array([[0.7, 0.3, 0.0]], np.float32)
    for rank in RANKS:
        assert np.isfinite(word_scores(topics, rank)).all()


@pytest.mark.parametrize("value", [0, -1, 2.5, "2", True, None])
def test_a_number_of_words_that_is_none(value):
    with pytest.raises(InputError, match="n_words"):
        whole_number("n_words", value)


def test_intruders_in_a_tiny_vocabulary():
    for shown, place in word_intrusion(TOPICS, 2, seed=0):
        assert len(shown) == len(set(shown)) == 3 and 0 <= place < 3
    with pytest.raises(InputError, match="too few"):
        word_intrusion(TOPICS, 4, seed=0)


def test_matching_is_one_to_one():
    assert matched([{"ا"}, {"ا"}], [{"ا"}, {"ب"}]) == 0.5
    assert np.isnan(matched([], [{"ا"}]))

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnlp.errors import InputError
from arabnlp.models.topic_words import RANKS, matched, phrase_labels, top_words, word_intrusion, word_scores

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


def test_phrases_are_made_of_relevant_words_that_stand_together():
    # «أسعار النفط ارتفعت» four times, «النفط في أسعار» once: token 9 is no term
    texts = [[0, 1, 2]] * 4 + [[1, 9, 0]]
    ids = np.array([t for text in texts for t in text], np.int32)
    starts = np.cumsum([0, *map(len, texts)])
    column = np.array([0, 1, 2, -1, -1, -1, -1, -1, -1, -1])
    relevance = np.array([[3.0, 2.0, -5.0, -9.0]])
    [found] = phrase_labels(ids, starts, column, np.ones((5, 1)), relevance, n_words=2)
    assert [phrase for phrase, _ in found] == [(0, 1)]
    [found] = phrase_labels(ids, starts, column, np.ones((5, 1)), relevance, n_words=3)
    assert [phrase for phrase, _ in found] == [(0, 1, 2), (0, 1), (1, 2)]


def test_intruders_in_a_tiny_vocabulary():
    for shown, place in word_intrusion(TOPICS, 2, seed=0):
        assert len(shown) == len(set(shown)) == 3 and 0 <= place < 3
    with pytest.raises(InputError, match="too few"):
        word_intrusion(TOPICS, 4, seed=0)


def test_matching_is_one_to_one():
    assert matched([{"ا"}, {"ا"}], [{"ا"}, {"ب"}]) == 0.5
    assert np.isnan(matched([], [{"ا"}]))

"""Merging, hiding, undoing."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp import TopicModel, load_dataset
from arabnlp.errors import InputError


@pytest.fixture(scope="module")
def fitted():
    return TopicModel(5, method="nmf").fit([article.text for article in load_dataset("seeds")][:80])


@pytest.fixture
def model(fitted):
    fitted._begin(["اقتصاد"])
    return fitted


def state(model):
    return model.doc_topic_.tolist(), model.topic_word_.tolist(), model.hidden_, model._names


def test_undo_takes_back_the_last_action(model):
    first = state(model)
    model.hide(3, why="أسماء")
    hidden = state(model)
    model.merge([0, 3], "مدموج")
    assert model.doc_topic_.shape[1] == 4
    assert state(model.undo()) == hidden
    assert state(model.undo()) == first
    assert [entry["action"] for entry in model.log_] == ["hide", "merge", "undo", "undo"]
    assert [entry["entry"] for entry in model.log_[2:]] == [1, 0]
    with pytest.raises(InputError, match="0 actions"):
        model.undo()


@pytest.mark.parametrize("n_actions", ["a", 1.5, True, 0])
def test_a_number_of_actions_that_is_none(model, n_actions):
    model.hide(3)
    with pytest.raises(InputError, match="n_actions="):
        model.undo(n_actions)
    assert model.hidden_ == [3]


def test_several_are_undone_at_once_and_others_follow(model):
    first = state(model)
    model.merge([1, 2]).hide(0).show(0).undo(3)
    assert state(model) == first
    model.hide(4)
    assert model.undo().visible == [0, 1, 2, 3, 4]
    with pytest.raises(InputError, match="n_actions=2"):
        model.hide(1).undo(2)


def test_hiding_is_all_or_nothing(model):
    with pytest.raises(InputError, match="no topic 99"):
        model.hide(0, 99)
    assert model.hidden_ == [] and model.log_ == []
    with pytest.raises(InputError, match="no topic 99"):
        model.hide(0).show(0, 99)
    assert model.hidden_ == [0] and len(model.log_) == 1
    with pytest.raises(InputError, match="no topic is named"):
        model.hide()


def test_merging_hidden_topics_is_logged(model):
    model.hide(2).merge([2, 4])
    assert model.hidden_ == [] and model.log_[-1]["shown"] == [2]
    model.hide(0, 1).merge([0, 1])
    assert model.hidden_ == [0] and model.log_[-1]["shown"] == []


def test_one_number_is_no_list_to_merge(model):
    with pytest.raises(InputError, match="not 3"):
        model.merge(3)


def test_the_log_is_json_whatever_the_numbers_are(model):
    model.merge(np.array([0, 3])).hide(*np.arange(2)).show(np.int32(1)).undo(np.int64(1))
    assert json.loads(json.dumps(model.log_, ensure_ascii=False))[0]["topics"] == [0, 3]
    with pytest.raises(InputError, match="name=3"):
        model.merge([0, 1], name=3)


@pytest.mark.parametrize("topic", [-1, 5, 1.0, "1", True, None])
def test_a_topic_that_is_none(model, topic):
    with pytest.raises(InputError, match="no topic"):
        model.hide(topic)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["hide", "show", "merge"]), max_size=6), st.randoms())
def test_undoing_all_is_where_it_began(fitted, actions, random):
    fitted._begin([])
    before = state(fitted)
    for action in actions:
        n_topics = fitted.doc_topic_.shape[1]
        if action == "merge" and n_topics > 1:
            fitted.merge(random.sample(range(n_topics), 2))
        else:
            getattr(fitted, "hide" if action == "merge" else action)(random.randrange(n_topics))
        assert np.allclose(fitted.doc_topic_.sum(axis=1), 1)
    if actions:
        fitted.undo(len(actions))
    assert state(fitted) == before

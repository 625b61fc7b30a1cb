"""What is read from the texts' shares: texts without words are no finding, and bad arguments are named."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.exceptions import NotFittedError

from arabnlp import TopicModel
from arabnlp.errors import InputError

TEXTS = ["النفط والغاز والأسعار", "أسعار النفط والغاز", "المباراة والفريق والهدف", "هدف الفريق في المباراة"] * 3
WORDLESS = ["", "hello world"]


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return TopicModel(2).fit([*TEXTS, *WORDLESS])


def test_texts_without_words_are_in_no_size_and_no_mean(model) -> None:
    assert sum(model.sizes().values()) == len(TEXTS)
    groups = ["الأفق"] * len(TEXTS) + ["الأفق", "المدار"]
    table = model.by(groups)
    assert list(table) == ["الأفق"] and table["الأفق"].n_texts == len(TEXTS) and table.n_missing == 2
    assert np.allclose(table["الأفق"].mean, model.doc_topic_[: len(TEXTS)].mean(axis=0))
    months = model.over_time(["2025-01-01"] * len(TEXTS) + [None, "2025-01-02"], intervals=True)
    assert months["2025-01"].n_texts == len(TEXTS) and months.n_missing == 2
    with pytest.raises(InputError, match="date 13 is 'yesterday'"):  # dates of texts without words are read too
        model.over_time([None] * (len(TEXTS) + 1) + ["yesterday"])


@pytest.mark.parametrize("text", [*WORDLESS, len(TEXTS)])
def test_nothing_is_like_a_text_without_words(model, text) -> None:
    with pytest.raises(InputError, match="holds no word that the model knows"):
        model.similar(text)


def test_a_new_text_is_compared_by_the_topics_as_they_were_merged() -> None:
    model = TopicModel(3).fit(TEXTS)
    model.merge([0, 1])
    assert len(model.similar("أسعار النفط", 2)) == 2


@pytest.mark.parametrize("values", [3, None, (x for x in "ab"), np.array(3)])
def test_groups_and_dates_that_are_no_sequence_are_named(model, values) -> None:
    for read, name in ((model.by, "groups"), (model.over_time, "dates")):
        with pytest.raises(InputError, match=f"{name} of type .* no sequence"):
            read(values)


def test_groups_and_dates_are_not_taken_from_a_string_or_a_table(model) -> None:
    for read, name in ((model.by, "groups"), (model.over_time, "dates")):
        with pytest.raises(InputError, match=f"{name} must be .*not one string"):
            read("ا" * len(model.doc_topic_))
        with pytest.raises(InputError, match=f"{name} must be .*not a table"):
            read(pd.DataFrame({"a": range(len(model.doc_topic_))}))
        with pytest.raises(InputError, match=f"there are 2 {name} and 14 texts"):
            read(["2025-01-01"] * 2)


@pytest.mark.parametrize(
    ("values", "kind"), [(["ا", "ب"], str), ([1, 2], int), ([0.5, 1.5], float), ([True, False], bool)]
)
def test_names_of_groups_are_pythons_own(model, values, kind) -> None:
    table = model.by(np.array(values * (len(model.doc_topic_) // 2)))
    assert {type(name) for name in table} == {kind}
    assert json.loads(json.dumps(list(table))) == sorted(values)


def test_reading_before_the_fit_is_said_as_scikit_learn_says_it() -> None:
    empty = TopicModel(3)
    for read in (empty.representative, empty.similar, empty.by, empty.over_time):
        with pytest.raises(NotFittedError):
            read(0)
    with pytest.raises(NotFittedError):
        empty.sizes()


def test_bad_arguments_of_ranks_and_measures_are_named(model) -> None:
    with pytest.raises(InputError, match="weight='a' must be a number"):
        model.topics(3, "relevance", "a")
    for window in ("a", 2.5, -1):
        with pytest.raises(InputError, match=f"window={window!r} must be a whole number"):
            model.coherence(window=window)
    with pytest.raises(InputError, match="write measure='c_v'"):
        model.coherence("c_v")

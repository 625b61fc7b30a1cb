"""Topics of a collection."""

from __future__ import annotations

import numpy as np
import pytest
from gensim.corpora import Dictionary
from gensim.models import CoherenceModel

from arabnlp import TopicModel, load_dataset, strip_boilerplate
from arabnlp.errors import InputError


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [a.text for a in load_dataset("seeds") if a.topic in ("sport", "health", "economy")]


@pytest.fixture(scope="module")
def model(texts) -> TopicModel:
    return TopicModel(3, random_state=0).fit(texts)


def test_shapes_and_proportions(model, texts) -> None:
    assert model.doc_topic_.shape == (len(texts), 3) and np.allclose(model.doc_topic_.sum(axis=1), 1)
    assert np.allclose(model.topic_word_.sum(axis=1), 1)
    assert [len(words) for words in model.topics(7)] == [7, 7, 7]
    assert sum(model.sizes().values()) == len(texts)
    assert np.allclose(model.transform(texts[:4]).sum(axis=1), 1)


def test_topics_hold_no_stop_words(model) -> None:
    words = {word for row in model.topics(20) for word in row}
    assert not words & {"في", "من", "علي", "الذي", "هذا", "ان", "التي"}


def test_coherence_equals_gensims(model, texts) -> None:
    analyze = model.vectorizer_.build_analyzer()
    tokens = [analyze(strip_boilerplate(text).text) for text in texts]
    dictionary = Dictionary(tokens)
    peer = CoherenceModel(
        topics=model.topics(8),
        texts=tokens,
        dictionary=dictionary,
        coherence="c_npmi",
        window_size=100_000,
        processes=1,
    ).get_coherence()
    assert model.coherence(8) == pytest.approx(peer, abs=1e-6)


def test_over_time(model, texts) -> None:
    dates = ["2025-01-05", None] + ["2025-02-01"] * (len(texts) - 2)
    table = model.over_time(dates)
    assert list(table) == ["2025-01", "2025-02"] and np.allclose(table["2025-01"], model.doc_topic_[0])
    with pytest.raises(InputError, match="1 dates"):
        model.over_time(["2025-01-05"])
    with pytest.raises(InputError, match="week"):
        model.over_time(dates, unit="week")


def test_stability_choice_and_typical_texts(model, texts) -> None:
    assert 0 < model.stability(1) <= 1
    assert set(model.choose_k(texts[:30], grid=(2, 3))) == {2, 3}
    best = model.representative(1, 2)
    assert model.doc_topic_[best[0], 1] == model.doc_topic_[:, 1].max()
    assert len(model.label()) == 3 and all("، " in name for name in model.label())


def test_texts_without_words_are_refused() -> None:
    with pytest.raises(InputError, match="no usable words"):
        TopicModel(2).fit(["في من", "؟"])

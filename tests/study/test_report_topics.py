"""The report's topics: of subjects, not of the outlets that datelines name; articles that show the range."""

from __future__ import annotations

import numpy as np
import pytest

from arabnlp import load_dataset
from arabnlp.study.report_topics import collection_topics

OUTLETS = {"الأفق", "المدار", "الواحة", "الرواق"}


@pytest.fixture(scope="module")
def parts():
    articles = list(load_dataset("seeds"))
    columns = [[getattr(a, name) for a in articles] for name in ("id", "text", "date", "source")]
    return columns, collection_topics(*columns)


def test_no_topic_is_of_an_outlet(parts) -> None:
    _, (topics, _) = parts
    assert not OUTLETS & {word["word"] for topic in topics for word in topic["words"]}
    assert not [topic["label"] for topic in topics if OUTLETS & set(topic["label"].replace("،", "").split())]


def test_topics_are_numbered_from_0_by_size_and_articles_show_the_range(parts) -> None:
    (ids, *_), (topics, pictures) = parts
    assert [topic["id"] for topic in topics] == list(range(len(topics)))
    assert [topic["share"] for topic in topics] == sorted((topic["share"] for topic in topics), reverse=True)
    rows = np.array(pictures["topic_articles"]["shares"])
    assert set(pictures["topic_articles"]["articles"]) <= set(ids)
    own, purity = rows.argmax(axis=1), rows.max(axis=1)
    assert np.all(np.diff(own) >= 0) and len(set(own)) >= len(topics) - 1
    assert purity.min() < 0.7 < 0.95 < purity.max()


def test_texts_without_words_have_no_topics() -> None:
    topics, pictures = collection_topics(["a"], ["؟"], [None])
    assert topics == [] and pictures["topic_articles"] == {"articles": [], "shares": []}


def test_a_hijri_date_of_a_source_is_left_out_of_the_months() -> None:
    texts = ["النفط والغاز والأسعار", "أسعار النفط والغاز"] * 2
    _, pictures = collection_topics(list("abcd"), texts, ["1443-05-12", "2021-11-09", "2021-12-01", None])
    assert list(pictures["topic_months"]) == ["2021-11", "2021-12"]

"""A table given as texts is refused wherever texts are read."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

import arabnlp
from arabnlp import Article
from arabnlp.errors import InputError
from arabnlp.features.domains import DomainVectorizer
from arabnlp.features.encode import encode
from arabnlp.features.hashing import ArabicHashingVectorizer
from arabnlp.models.stance import StanceClassifier
from arabnlp.text.repetition import BoilerplateModel
from arabnlp.text.sequences import is_table

TEXTS = ["النفط والغاز والأسعار", "أسعار النفط والغاز", "المباراة والفريق والهدف", "هدف الفريق في المباراة"] * 3
LABELS = ["economy", "economy", "sport", "sport"] * 3
READERS = {
    "TopicModel": lambda texts: arabnlp.TopicModel(2, max_iter=2).fit(texts),
    "TopicModel.transform": lambda texts: arabnlp.TopicModel(2, max_iter=2).fit(TEXTS).transform(texts),
    "TopicClassifier": lambda texts: arabnlp.TopicClassifier().fit(texts, LABELS),
    "ArabicCountVectorizer": lambda texts: arabnlp.ArabicCountVectorizer().fit(texts),
    "ArabicCountVectorizer.transform": lambda texts: arabnlp.ArabicCountVectorizer().fit(TEXTS).transform(texts),
    "ArabicTfidfVectorizer": lambda texts: arabnlp.ArabicTfidfVectorizer(analyzer="char_wb").fit(texts),
    "analyzer": lambda texts: arabnlp.ArabicCountVectorizer(analyzer=str.split).fit(texts),
    "ArabicHashingVectorizer": lambda texts: ArabicHashingVectorizer().transform(texts),
    "ArabicNormalizer": lambda texts: arabnlp.ArabicNormalizer("news").transform(texts),
    "BoilerplateModel": lambda texts: BoilerplateModel().fit(texts),
    "DomainVectorizer": DomainVectorizer().transform,
    "encode": encode,
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_table_is_not_read_as_the_names_of_its_columns(read) -> None:
    for make in (pd.DataFrame, pl.DataFrame):
        with pytest.raises(InputError, match=r"a table: pass one column, such as table\['text'\]"):
            read(make({"text": TEXTS, "source": LABELS}))
        read(make({"text": TEXTS})["text"])


def test_a_table_of_pairs_is_refused_with_the_way_to_pass_it() -> None:
    for make in (pd.DataFrame, pl.DataFrame):
        with pytest.raises(InputError, match=r"not a table: pass list\(zip"):
            StanceClassifier().fit(make({"target": TEXTS, "text": TEXTS}), LABELS)


def test_collections_are_no_tables() -> None:
    for texts in (pd.Series(TEXTS), pl.Series(TEXTS), pd.Index(TEXTS), [Article(id="1", text="نص")], encode(TEXTS)):
        assert not is_table(texts)
    assert is_table(pl.LazyFrame({"text": TEXTS}))

"""Character tables in compiled threads: always what they give text by text."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp import ArabicNormalizer
from arabnlp.text import batch
from arabnlp.text.normalize import Characters, _compile

SEARCH = _compile("search", ())[0][0]
assert isinstance(SEARCH, Characters)
MIXED = st.text(
    st.sampled_from("كتابٌـأىة٣ﻻﷲ\u200f\xa0ab\xe9\xad،😀\ufffe\uffff\ud800\x00و\u0654\u0653\u200d"), max_size=12
)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the size, the compiled loops."""
    monkeypatch.setattr(batch, "_WORTH_LOADING", 0)
    monkeypatch.setattr(batch, "_WORTH_CALLING", 0)
    monkeypatch.setattr(batch, "_MEAN_LENGTH", 0)


def test_layout_is_known_here() -> None:
    if sys.implementation.name != "cpython":
        pytest.skip("the compiled loops read the strings of CPython")
    assert batch.layout_is_known()


@settings(deadline=None, max_examples=300)
@given(texts=st.lists(st.one_of(MIXED, st.text(st.characters(), max_size=8)), max_size=12), threads=st.integers(1, 4))
def test_equals_one_by_one_for_every_kind_of_string(texts: list[str], threads: int) -> None:
    assert SEARCH.table is not None
    assert batch.layout_is_known()
    result = batch._translate(texts, SEARCH.table, threads)
    expected = [SEARCH.table.fold(text) for text in texts]
    assert result == expected
    # Not only equal: of the kind that Python would give them, so that they hash and join like others.
    assert [hash(text) for text in result] == [hash(text) for text in expected]
    assert [sys.getsizeof(text) for text in result] == [sys.getsizeof(text) for text in expected]
    assert "".join(result) == "".join(expected)


def test_tables_that_grow_shrink_and_move_the_last_code_units(compiled: None) -> None:
    table = batch.compile_table({0x0041: "ألف", 0xFFFF: "", 0x0628: "\uffff", 0x062A: "b"})
    assert table is not None
    texts = ["A" * 5, "\uffff\ufffeب", "تتت", "A ت", ""]
    assert batch.translate_all(texts, table) == [text.translate(table.mapping) for text in texts]
    assert batch.compile_table({0x1F600: ""}) is None


def test_transform_is_normalize_on_many_texts(compiled: None) -> None:
    texts = ["قِبَل إدارةٍ مُـوَحَّدة", "", "Reuters 5", "كتاب 📖 فارسی", "#وسم_طويل &amp; ﻻ", np.str_("مدينةٌ")] * 50
    for scheme in ("search", "news", "social", "camel", "arabert", "lucene"):
        normalizer = ArabicNormalizer(scheme)
        assert normalizer.transform(texts) == [normalizer.normalize(text) for text in texts]


def test_without_the_known_layout_the_result_is_the_same(compiled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["مُدُنٌ"] * 100
    expected = ArabicNormalizer("search").transform(texts)
    monkeypatch.setattr(batch, "layout_is_known", lambda: False)
    assert ArabicNormalizer("search").transform(texts) == expected == ["مدن"] * 100


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=30), st.integers(1, 5))
def test_every_item_is_in_one_run_and_runs_are_of_about_one_size(sizes, n_threads) -> None:
    runs: list[tuple[int, int]] = []
    batch.in_threads(lambda first, last: runs.append((first, last)), np.array(sizes), n_threads)
    runs.sort()
    assert [i for first, last in runs for i in range(first, last)] == list(range(len(sizes)))
    assert len(runs) <= n_threads
    assert max(sum(sizes[first:last]) for first, last in runs) <= sum(sizes) / n_threads + max(sizes)


@pytest.mark.parametrize("sizes", [[1, 1], [6, 5], [5, 6], [10, 1]])
def test_two_items_are_two_runs(sizes) -> None:
    runs: list[tuple[int, int]] = []
    batch.in_threads(lambda first, last: runs.append((first, last)), np.array(sizes), 2)
    assert sorted(runs) == [(0, 1), (1, 2)]

"""The texts that topics begin with."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from arabnlp.features.lda_corpus import Corpus
from arabnlp.features.lda_start import first_texts, spread_groups


def test_topics_begin_with_groups_of_texts_alike() -> None:
    rng = np.random.default_rng(8)
    rates = np.kron(np.eye(4), np.full(15, 1.0)) + 0.02
    X = sparse.csr_matrix(rng.poisson(np.repeat(rates, 40, axis=0)).astype(np.float32))
    groups = spread_groups(Corpus(X), 4, np.random.default_rng(0), np.zeros(160, bool))
    parts = [set((group // 40).tolist()) for group in groups]
    assert sorted(parts, key=min) == [{0}, {1}, {2}, {3}]
    assert {len(group) for group in groups} == {160 // 8 + 1}, "an eighth of all texts at most"
    taken = np.arange(160) < 120  # what other topics began with
    (group,) = spread_groups(Corpus(X), 1, np.random.default_rng(0), taken)
    assert set(group // 40) == {3}


def test_guided_topics_begin_with_texts_about_their_words_and_the_others_elsewhere() -> None:
    rng = np.random.default_rng(9)
    rates = np.kron(np.eye(4), np.full(15, 1.0)) + 0.02
    corpus = Corpus(sparse.csr_matrix(rng.poisson(np.repeat(rates, 40, axis=0))))
    guide = np.zeros((2, 4), np.float32)
    guide[:, 2] = 5.0  # the words 0 and 1 belong to topic 2
    groups = first_texts(corpus, 160, 4, np.array([0, 1]), guide, np.random.default_rng(0))
    assert set((groups[2] // 40).tolist()) == {0}
    assert sorted({int(part) for part in np.concatenate([groups[k] for k in (0, 1, 3)]) // 40}) == [1, 2, 3]

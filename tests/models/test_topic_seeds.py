"""Seed words."""

import warnings

import numpy as np
import pytest

from arabnlp import TopicModel, load_dataset
from arabnlp.errors import InputError
from arabnlp.features.heldout import document_completion_perplexity
from arabnlp.features.lda import LatentDirichletAllocation
from arabnlp.models.topic_seeds import LEAST_SHARE, seed_counts, seed_lists, seed_names

SEEDS = {
    "رياضة": ["المباراة", "الفريق", "اللاعبين", "المدرب", "الدوري", "الملعب"],
    "صحة": ["المرضى", "المستشفى", "العلاج", "الصحة", "الأطباء", "مستشفى"],
    "نفط": ["النفط", "برميل", "الخام", "أسعار", "الطاقة", "السوق"],
    "قضاء": ["المحكمة", "القاضي", "محكمة", "القانون", "النيابة"],
}


@pytest.fixture(scope="module")
def texts():
    return [article.text for article in load_dataset("seeds")]


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_a_seeded_topic_holds_most_of_the_texts_with_its_words(texts, seed):
    model = TopicModel(12, seed_words=SEEDS, random_state=seed).fit(texts)
    for topic, words in enumerate(SEEDS.values()):
        columns = model.vocabulary_.column_of(words)
        held = np.asarray((model.counts_[:, columns[columns >= 0]] > 0).sum(axis=1)).ravel() >= 2
        assert held.sum() >= 5
        assert model.doc_topic_[held].mean(axis=0).argmax() == topic
        assert np.bincount(model.doc_topic_[held].argmax(axis=1), minlength=12).argmax() == topic


def test_seeds_hardly_change_the_held_out_perplexity(texts):
    model = TopicModel(12, max_iter=1).fit(texts)
    counts = model.counts_[np.random.default_rng(0).permutation(len(texts))]
    train, held = counts[:-60], counts[-60:]
    total = np.asarray(train.sum(axis=0)).ravel()
    prior = np.full((12, counts.shape[1]), 1 / 12)
    for topic, words in enumerate(SEEDS.values()):
        columns = model.vocabulary_.column_of(words)
        prior[topic, columns[columns >= 0]] += total[columns[columns >= 0]]

    def perplexity(beta, seed):
        lda = LatentDirichletAllocation(12, topic_word_prior=beta, random_state=seed).fit(train)
        return np.log(document_completion_perplexity(held, lda.components_, 1 / 12))

    change = np.mean([perplexity(prior, seed) - perplexity(None, seed) for seed in range(6)])
    assert np.exp(change) < 1.02


def test_words_that_are_no_terms_are_warned_of(texts):
    with pytest.warns(UserWarning, match="«زززز» \\(topic 1\\)"):
        TopicModel(4, seed_words=[["المباراة"], ["الفريق", "زززز"]], max_iter=1).fit(texts)


@pytest.mark.parametrize("n_topics", [8, 20])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_rare_seed_words_are_seen_in_the_topic_that_bears_their_name(texts, n_topics, seed):
    rare = {"طاقة": ["النفط", "الغاز"], "رياضة": ["المباراة", "الفريق", "الهدف"], "صحة": ["المستشفى", "المرضى"]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = TopicModel(n_topics, seed_words=rare, random_state=seed).fit(texts)
    for topic, words in enumerate(rare.values()):
        assert not set(words) - set(model.topics(10)[topic])


def test_a_topic_without_its_words_is_warned_of(texts):
    with pytest.warns(UserWarning, match="none of its seed words is among the first 10 words of topic 0 \\(«طاقة»\\)"):
        TopicModel(8, seed_words={"طاقة": ["النفط", "الغاز"]}, seed_weight=0.01, max_iter=5).fit(texts)


def test_the_floor_is_of_rare_words_only():
    terms = TopicModel(2).fit(["نفط غاز"] * 5).vocabulary_
    total = np.full(len(terms.shown), 1000.0)
    assert seed_counts([["نفط"]], 2, terms, total, "news").max() == 1000
    total[terms.column_of(["نفط"])] = 1
    least = LEAST_SHARE * total.sum() / 2
    assert seed_counts([["نفط"]], 2, terms, total, "news", 3.0).max() == pytest.approx(3 * least)


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf"), "1", True, None])
def test_a_weight_that_is_none(texts, weight):
    with pytest.raises(InputError, match="seed_weight"):
        TopicModel(4, seed_words=[["النفط"]], seed_weight=weight, max_iter=1).fit(texts[:40])


def test_lists_are_checked():
    assert seed_names(None) == [] and seed_names([["نفط"]]) == [] and seed_names({"أ": ["نفط"]}) == ["أ"]
    for seeds, message in (
        ("النفط", "one string"),
        ([["نفط", 3]], "topic 0 are"),
        ([3], "topic 0 are 3"),
        (3, "words=3"),
    ):
        with pytest.raises(InputError, match=message):
            seed_lists(seeds)

"""Topics of a collection."""

from __future__ import annotations

import json

import numpy as np
import pytest
from gensim.corpora import Dictionary
from gensim.models import CoherenceModel

from arabnlp import Article, TopicModel, load, load_dataset, save
from arabnlp.errors import InputError
from arabnlp.features.encode import EncodedCorpus, encode
from arabnlp.features.heldout import document_completion_perplexity
from arabnlp.models.topic_terms import topic_stop_words


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [a for a in load_dataset("seeds") if a.topic in ("sport", "health", "economy")]


@pytest.fixture(scope="module")
def texts(articles) -> list[str]:
    return [a.text for a in articles]


@pytest.fixture(scope="module")
def fitted(texts) -> TopicModel:
    return TopicModel(3, random_state=0).fit(texts)


@pytest.fixture
def model(fitted) -> TopicModel:
    """A model that a test may edit."""
    fitted._begin([])
    return fitted


def test_shapes_and_proportions(model, texts) -> None:
    assert model.doc_topic_.shape == (len(texts), 3) and np.allclose(model.doc_topic_.sum(axis=1), 1)
    assert np.allclose(model.topic_word_.sum(axis=1), 1)
    assert [len(words) for words in model.topics(7)] == [7, 7, 7]
    assert sum(model.sizes().values()) == len(texts)
    assert np.allclose(model.transform(texts[:4]).sum(axis=1), 1)


def test_new_texts_get_the_topics_of_texts_like_them(model, texts) -> None:
    again = model.transform(texts)
    assert (again.argmax(axis=1) == model.doc_topic_.argmax(axis=1)).mean() > 0.9


def test_topics_hold_no_stop_words(model) -> None:
    words = {word for row in model.topics(20) for word in row}
    assert not words & topic_stop_words("news")
    assert all(word.isalpha() and len(word) > 2 for word in words)


def test_own_stop_words_are_folded_like_the_texts(texts) -> None:
    model = TopicModel(3, stop_words=["الصِّحَّة", "مبارَاة"]).fit(texts)
    assert not {"الصحة", "مباراة"} & set(model.terms_)
    assert "في" not in model.terms_  # two letters are no term


def test_coherence_equals_gensims(model) -> None:
    tokens = model.tokens_
    column = np.append(model.column_, -1)[tokens.ids]
    cut = [
        [str(model.terms_[c]) if c >= 0 else "…" for c in column[a:b]]
        for a, b in zip(tokens.starts[:-1], tokens.starts[1:], strict=True)
    ]
    for measure, window in (("c_npmi", 0), ("c_v", None), ("u_mass", None)):
        peer = CoherenceModel(
            topics=model.topics(8),
            texts=cut,
            dictionary=Dictionary(cut),
            coherence=measure,
            window_size=100_000 if window == 0 else None,
            processes=1,
        )
        assert model.coherence(8, measure, window) == pytest.approx(peer.get_coherence(), abs=1e-6)
    assert model.coherence(8, per_topic=True).mean() == pytest.approx(model.coherence(8))


def test_ranks_of_words_differ_as_they_should(model) -> None:
    by_chance = model.topics(10)
    frex, relevant, lift = (model.topics(10, rank) for rank in ("frex", "relevance", "lift"))
    assert model.topics(10, "relevance", weight=1.0) == by_chance
    share = model.topic_word_ / model.topic_word_.sum(axis=0)
    column = {word: j for j, word in enumerate(model.terms_)}

    def exclusive(ranked):
        return np.mean([share[k, column[w]] for k, words in enumerate(ranked) for w in words])

    assert exclusive(by_chance) < exclusive(relevant)
    assert exclusive(by_chance) < exclusive(frex)
    p = np.asarray(model.counts_.sum(axis=0)).ravel() / model.counts_.sum()
    for k, words in enumerate(lift):
        ratio = model.topic_word_[k] / p
        assert ratio[column[words[0]]] == ratio.max()
    with pytest.raises(InputError, match="tfidf"):
        model.topics(5, "tfidf")


def test_stems_are_counted_and_surface_forms_shown(texts) -> None:
    model = TopicModel(3, stemmer="light10", random_state=0).fit(texts)
    plain = TopicModel(3, random_state=0).fit(texts)
    assert len(model.terms_) < len(plain.vocabulary_.columns) * 2
    surface = {str(word) for word in model.tokens_.terms}
    assert set(model.terms_) <= surface
    assert any(word not in model.vocabulary_.columns for word in model.terms_)  # shown as written, not as stemmed
    doubled = model.transform(["اللاعب واللاعبين ولاعب"])
    assert doubled.shape == (1, 3)


def test_stop_words_are_those_of_the_vectorizers(texts) -> None:
    default = TopicModel(3, max_iter=1).fit(texts)
    named = TopicModel(3, max_iter=1, stop_words="arabic").fit(texts)
    assert named.terms_.tolist() == default.terms_.tolist()
    everything = TopicModel(3, max_iter=1, stop_words=None, max_df=1.0).fit(texts)
    assert set(TopicModel(3, max_iter=1, stop_words=[], max_df=1.0).fit(texts).terms_) == set(everything.terms_)
    assert "على" in everything.terms_ and "على" not in default.terms_
    english = TopicModel(2, max_iter=1, stop_words="english").fit(["the oil between prices", "and oil", "gas والنفط"])
    assert set(english.terms_) == {"oil", "prices", "gas", "والنفط"}
    with pytest.raises(InputError, match="'arbic'"):
        TopicModel(3, stop_words="arbic").fit(texts)


def test_labels_are_phrases_of_the_texts(model, texts) -> None:
    labels = model.label()
    assert len(labels) == 3 and all("، " in name for name in labels)
    phrases = [part for name in labels for part in name.split("، ") if " " in part]
    for phrase in phrases:
        first, *rest = phrase.split()
        assert any(first in text and rest[-1] in text for text in texts)


@pytest.mark.parametrize("method", ["nmf", "lsi"])
def test_other_methods(method, texts) -> None:
    model = TopicModel(3, method=method, random_state=0).fit(texts)
    assert np.allclose(model.doc_topic_.sum(axis=1), 1) and (model.doc_topic_ >= 0).all()
    assert np.allclose(model.topic_word_.sum(axis=1), 1) and (model.topic_word_ >= 0).all()
    assert np.allclose(model.transform(texts[:5]), model.doc_topic_[:5], atol=1e-2)
    assert model.coherence() > -0.5
    with pytest.raises(InputError, match="at most"):
        TopicModel(50, method=method).fit(texts[:10])


def test_topics_of_sections_are_found(articles, texts) -> None:
    model = TopicModel(3, method="nmf", random_state=0).fit(texts)
    found = model.doc_topic_.argmax(axis=1)
    labels = np.array([a.topic for a in articles])
    purity = sum(np.unique(labels[found == k], return_counts=True)[1].max() for k in set(found)) / len(labels)
    assert purity > 0.7


def test_seed_words_guide_their_topic(texts) -> None:
    seeds = {"رياضة": ["المباراة", "الفريق", "اللاعبين"], "صحة": ["المرضى", "المستشفى", "الصحة"]}
    model = TopicModel(3, seed_words=seeds, seed_weight=5.0, random_state=0).fit(texts)
    column = {word: j for j, word in enumerate(model.terms_)}
    for k, words in enumerate(seeds.values()):
        known = [column[w] for w in words if w in column]
        assert known and (model.topic_word_[:, known].argmax(axis=0) == k).all()
    assert model.label()[:2] == ["رياضة", "صحة"]


@pytest.mark.parametrize(
    ("seeds", "message"),
    [([["نفط"]] * 4, "raise n_topics"), (["نفط"], "one string"), ([["سسسس"]], "no seed word of topic 0")],
)
def test_seed_words_that_cannot_be_used(seeds, message, texts) -> None:
    with pytest.raises(InputError, match=message):
        TopicModel(3, seed_words=seeds, max_iter=1).fit(texts[:20])


def test_over_time(model, texts) -> None:
    dates = ["2025-01-05", None] + ["2025-02-01"] * (len(texts) - 2)
    table = model.over_time(dates)
    assert (
        list(table) == ["2025-01", "2025-02"]
        and table.n_missing == 1
        and np.allclose(table["2025-01"], model.doc_topic_[0])
    )
    assert list(model.over_time(dates, "week")) == ["2025-W01", "2025-W05"]
    with_intervals = model.over_time(dates, intervals=True)["2025-02"]
    assert (with_intervals.low <= with_intervals.mean).all() and (with_intervals.mean <= with_intervals.high).all()
    with pytest.raises(InputError, match="1 dates"):
        model.over_time(["2025-01-05"])
    with pytest.raises(InputError, match="decade"):
        model.over_time(dates, unit="decade")


def test_prevalence_by_section(model, articles) -> None:
    table = model.by([a.topic for a in articles])
    assert list(table) == ["economy", "health", "sport"]
    assert sum(row.n_texts for row in table.values()) == len(articles)
    sport = table["sport"]
    rows = model.doc_topic_[[i for i, a in enumerate(articles) if a.topic == "sport"]]
    assert np.allclose(sport.mean, rows.mean(axis=0)) and (sport.low < sport.mean).any()
    alone = model.by(["واحد"] + [None] * (len(articles) - 1))["واحد"]
    assert alone.n_texts == 1 and np.isnan(alone.low).all()
    with pytest.raises(InputError, match="2 groups"):
        model.by(["ا", "ب"])


def test_similar_texts(model, texts) -> None:
    found = model.similar(0, 3)
    assert len(found) == 3 and 0 not in [i for i, _ in found]
    assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)
    assert all(0 <= s <= 1 for _, s in found)
    best, value = model.similar(texts[5], 1)[0]
    assert value == pytest.approx(1, abs=0.01) and model.doc_topic_[best].argmax() == model.doc_topic_[5].argmax()
    with pytest.raises(InputError, match="no text 9999"):
        model.similar(9999)


def test_intruders_do_not_belong(model) -> None:
    column = {word: j for j, word in enumerate(model.terms_)}
    for test in model.intrusion():
        own = model.topics(5)[test.topic]
        assert len(test.words) == 6 and test.words[test.intruder] not in own
        assert set(test.words) - {test.words[test.intruder]} == set(own)
        row = model.topic_word_[:, column[test.words[test.intruder]]]
        assert row.argmax() != test.topic
    assert model.intrusion() == model.intrusion()
    assert model.intrusion(random_state=1) != model.intrusion()
    assert len({str(model.intrusion(random_state=None)) for _ in range(5)}) > 1
    with pytest.raises(InputError, match="random_state=-1"):
        model.intrusion(random_state=-1)


def test_questions_are_asked_of_visible_topics(fitted) -> None:
    fitted._begin([])
    fitted.hide(0)
    questions = fitted.intrusion()
    assert [question.topic for question in questions] == [1, 2]
    assert all(set(q.words) - {q.words[q.intruder]} == set(fitted.topics(5)[q.topic]) for q in questions)


def test_merging_and_hiding_are_logged(model, texts) -> None:
    before, words = model.doc_topic_.copy(), model.topics(5)
    model.merge([0, 2], name="مدموج")
    assert model.doc_topic_.shape == (len(texts), 2)
    assert np.allclose(model.doc_topic_[:, 0], before[:, 0] + before[:, 2])
    assert np.allclose(model.topic_word_.sum(axis=1), 1)
    assert np.allclose(model.transform(texts[:2]).shape, (2, 2))
    assert model.label()[0] == "مدموج"
    model.hide(1, why="أسماء فقط")
    assert model.visible == [0]
    assert [entry["action"] for entry in model.log_] == ["merge", "hide"]
    assert model.log_[0]["words"] == {0: words[0], 2: words[2]} and model.log_[1]["why"] == "أسماء فقط"
    model.show(1)
    assert model.visible == [0, 1]
    with pytest.raises(InputError, match="two topics or more"):
        model.merge([1, 1])
    with pytest.raises(InputError, match="no topic 7"):
        model.hide(7)


def test_stability_does_not_change_by_merging(model) -> None:
    before = model.stability(1)
    assert model.merge([0, 1]).stability(1) == before


def test_stability_of_any_random_state(texts) -> None:
    for state in (np.random.RandomState(3), None, 7):
        assert 0 <= TopicModel(3, random_state=state, max_iter=3).fit(texts[:40]).stability(1) <= 1


def test_stability_and_typical_texts(model) -> None:
    assert 0 < model.stability(1) <= 1
    best = model.representative(1, 2)
    assert model.doc_topic_[best[0], 1] == model.doc_topic_[:, 1].max()
    assert 0 < model.diversity(10) <= 1 and model.exclusivity().shape == (3,)


def test_choose_k_takes_texts_or_those_of_the_fit(texts) -> None:
    choice = TopicModel(3, method="nmf").choose_k([2, 3], texts[:40], repeats=2)
    assert sorted(choice.table) == [2, 3]
    assert choice == TopicModel(3, method="nmf").fit(texts[:40]).choose_k([2, 3], repeats=2)._replace(
        table=choice.table
    )


def test_an_encoded_corpus_is_taken_as_it_is(texts) -> None:
    plain = TopicModel(2, method="nmf", boilerplate=True).fit(texts[:30])
    again = TopicModel(2, method="nmf").fit(plain.tokens_)
    assert (again.counts_ != plain.counts_).nnz == 0 and again.topics(5) == plain.topics(5)
    with pytest.raises(InputError, match="without terms"):
        TopicModel(2).fit(plain.tokens_._replace(terms=None))


@pytest.mark.parametrize("stemmer", [None, "light10"])
def test_an_encoded_corpus_gives_the_topics_of_its_texts(texts, stemmer) -> None:
    corpus = encode(texts, "news", token_pattern=r"\w+")
    encoded = TopicModel(5, stemmer=stemmer).fit(corpus)
    plain = TopicModel(5, stemmer=stemmer, boilerplate=True).fit(texts)
    assert encoded.counts_.shape == plain.counts_.shape and (encoded.counts_ != plain.counts_).nnz == 0
    assert np.array_equal(encoded.doc_topic_, plain.doc_topic_)
    assert np.array_equal(encoded.transform(corpus), plain.transform(texts))
    assert len(encoded.label()) == 5 and encoded.coherence() == pytest.approx(plain.coherence())


def test_an_encoded_corpus_with_its_own_pattern_or_from_a_file(texts, tmp_path) -> None:
    corpus = encode(texts)
    model = TopicModel(5).fit(corpus)
    assert model.doc_topic_.shape == (len(texts), 5)
    again = TopicModel(5).fit(EncodedCorpus.load(corpus.save(tmp_path / "c.npz")))
    assert np.array_equal(again.doc_topic_, model.doc_topic_)
    assert TopicModel(2).fit(encode(texts[:3])).doc_topic_.shape == (3, 2)


def test_save_and_load(texts, tmp_path) -> None:
    model = TopicModel(2, method="nmf", stemmer="light10").fit(texts[:30]).hide(1)
    again = load(save(model, tmp_path / "topics.skops"))
    assert np.allclose(again.transform(texts[:5]), model.transform(texts[:5]))
    assert again.topics(4) == model.topics(4) and again.visible == [0]
    json.dumps(again.log_, ensure_ascii=False)


def test_a_callback_is_not_saved(texts, tmp_path) -> None:
    seen = []
    params = {"callback": lambda *state: seen.append(state[0]), "doc_topic_prior": 0.1}
    model = TopicModel(2, lda_params=params, max_iter=3).fit(texts[:30])
    assert seen and model.lda_params is params
    again = load(save(model, tmp_path / "topics.skops"))
    assert again.lda_params == {"callback": None, "doc_topic_prior": 0.1}
    assert np.array_equal(again.transform(texts[:5]), model.transform(texts[:5]))
    assert model.model_.lda_.callback is params["callback"]


def test_edits_can_be_undone_after_loading(texts, tmp_path) -> None:
    model = TopicModel(3, seed_words={"رياضة": ["الفريق"]}).fit(texts)
    before = model.doc_topic_.copy()
    again = load(save(model.merge([0, 2], "مدموج").hide(1), tmp_path / "topics.skops"))
    assert (
        np.array_equal(again.undo(2).doc_topic_, before) and again.label()[0] == "رياضة" and again.visible == [0, 1, 2]
    )


def test_options_of_lda_reach_it(texts) -> None:
    params = {
        "doc_topic_prior": 0.2,
        "topic_word_prior": 0.05,
        "n_jobs": 1,
        "evaluate_every": 1,
        "patience": 5,
        "learn_priors": True,
        "verbose": 0,
    }
    lda = TopicModel(3, lda_params=params, max_iter=6).fit(texts).model_.lda_
    assert lda.get_params().items() >= params.items() and np.ndim(lda.doc_topic_prior_) == 1
    assert lda.history_[-1][2] is not None
    seeded = TopicModel(3, lda_params={"topic_word_prior": 0.05}, seed_words=[["الفريق"]], max_iter=1).fit(texts)
    assert seeded.model_.lda_.topic_word_prior.min() == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lda_params": {"alpha": 0.1}}, "'alpha'"),
        ({"lda_params": {"max_iter": 3}}, "max_iter="),
        ({"lda_params": {"doc_topic_prior": -1}}, "doc_topic_prior"),
        ({"lda_params": 3}, "mapping"),
        ({"lda_params": {"n_jobs": 1}, "method": "nmf"}, "takes none"),
        ({"lda_params": {"topic_word_prior": np.ones((2, 3))}, "seed_words": [["النفط"]]}, "leave out either"),
        ({"normalizer": "zzz"}, "zzz"),
        ({"normalizer": 3}, "normalizer=3"),
        ({"min_df": -3}, "min_df=-3"),
        ({"stop_words": 3}, "stop_words=3"),
        ({"stop_words": ["في", 3]}, "stop_words="),
        ({"engine": "sklearn", "seed_words": [["النفط"]]}, "engine='sklearn' takes no seed_words"),
        ({"max_df": "x"}, "max_df='x'"),
        ({"n_topics": True}, "n_topics"),
    ],
)
def test_parameters_that_cannot_be_used(options, message, texts) -> None:
    with pytest.raises(InputError, match=message):
        TopicModel(**{"n_topics": 2, **options}).fit(texts[:20])


def test_no_normalizer_folds_nothing() -> None:
    model = TopicModel(2, normalizer=None).fit(["أسعار اسعار", "أسعار النفط", "النفط"])
    assert {"أسعار", "اسعار"} <= set(model.terms_)


def test_perplexity_is_that_of_document_completion(texts) -> None:
    model = TopicModel(5).fit(texts[:-20])
    held = model._count(texts[-20:])
    lda = model.model_.lda_
    value = document_completion_perplexity(held, lda.components_, lda.doc_topic_prior_)
    assert model.perplexity(texts[-20:]) == value and 1 < value < len(model.terms_)
    assert model.merge([0, 1]).perplexity(texts[-20:]) == value
    with pytest.raises(InputError, match="'lda' only"):
        TopicModel(2, method="nmf").fit(texts[:20]).perplexity(texts[:5])


def test_columns_have_names_and_data_frames(model, texts) -> None:
    assert model.get_feature_names_out().tolist() == ["topicmodel0", "topicmodel1", "topicmodel2"]
    assert model.merge([0, 1]).get_feature_names_out().tolist() == ["topicmodel0", "topicmodel1"]
    frame = TopicModel(2, max_iter=2).set_output(transform="pandas").fit_transform(texts[:20])
    assert list(frame.columns) == ["topicmodel0", "topicmodel1"]


def test_topics_are_float32(model) -> None:
    assert model.topic_word_.dtype == np.float32 and np.allclose(model.topic_word_.sum(axis=1), 1)


def test_numbers_that_make_no_sense_are_named(model, texts) -> None:
    calls = {
        "n_words=-1": lambda: model.topics(-1),
        "n_words=0": lambda: model.label(0),
        "n_words=1": lambda: model.coherence(1),
        "n_runs=0": lambda: model.stability(0),
        "n_texts=0": lambda: model.representative(0, 0),
        "n_texts=-2": lambda: model.similar(0, -2),
        "no topic 1.5": lambda: model.representative(1.5),
        "no text 0.5": lambda: model.similar(0.5),
    }
    for message, call in calls.items():
        with pytest.raises(InputError, match=message):
            call()


def test_nothing_measured_is_no_zero() -> None:
    assert np.isnan(TopicModel(1).fit(["النفط"]).coherence())


@pytest.mark.parametrize(("value", "kind"), [(None, "NoneType"), (float("nan"), "float"), (b"abc", "bytes")])
def test_a_text_that_is_none_is_named(value, kind) -> None:
    for texts in ([value, "النفط"], ["النفط", value]):
        with pytest.raises(InputError, match=f"text {texts.index(value)} is {kind}"):
            TopicModel(2).fit(texts)


@pytest.mark.parametrize("texts", [["في من", "؟"], ["", " "]])
def test_texts_without_words_are_refused(texts) -> None:
    with pytest.raises(InputError, match="no usable words"):
        TopicModel(2).fit(texts)


@pytest.mark.parametrize(
    ("model", "texts", "message"),
    [
        (TopicModel(2, method="lsa"), ["نفط وغاز"], "lsa"),
        (TopicModel(0), ["النفط والغاز"], "n_topics=0"),
        (TopicModel(2), "النفط والغاز", "one string"),
        (TopicModel(2), [], "no texts"),
    ],
)
def test_errors_say_what_is_wrong(model, texts, message) -> None:
    with pytest.raises(InputError, match=message):
        model.fit(texts)


def test_one_article_and_more_topics_than_articles(texts) -> None:
    with pytest.warns(UserWarning, match="5 topics of 1 texts"):
        model = TopicModel(5, random_state=0).fit(texts[:1])
    assert model.doc_topic_.shape == (1, 5) and np.isclose(model.doc_topic_.sum(), 1)
    assert len(model.label()) == 5


def test_scikit_learn_searches_by_the_score() -> None:
    from sklearn.model_selection import GridSearchCV

    texts = [article.text for article in load_dataset("seeds")][:60]
    search = GridSearchCV(TopicModel(max_iter=3), {"n_topics": [2, 5]}, cv=2).fit(texts)
    assert np.isfinite(search.cv_results_["mean_test_score"]).all()
    model = TopicModel(3, max_iter=3).fit(texts[:40])
    assert model.score(texts[40:]) == pytest.approx(-np.log(model.perplexity(texts[40:])))
    with pytest.raises(InputError, match="'nmf' gives words no probability"):
        TopicModel(3, method="nmf").fit(texts[:40]).score(texts[40:])

import json
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.articles.datasets import seed_folder
from arabnlp.errors import InputError
from arabnlp.models.coherence import MEASURES, coherence, diversity, exclusivity, pair_counts, token_ids
from arabnlp.text.tokenize import words


@pytest.fixture(scope="module")
def texts():
    lines = (seed_folder() / "articles.jsonl").read_text(encoding="utf-8").splitlines()[:90]
    return [words(json.loads(line)["text"]) for line in lines] + [[], ["النفط"]]


def gensim_coherence(topics, texts, measure, window=None):
    from gensim.corpora import Dictionary
    from gensim.models import CoherenceModel

    dictionary = Dictionary(texts)
    model = CoherenceModel(
        topics=topics, texts=texts, dictionary=dictionary, coherence=measure, window_size=window, processes=1
    )
    return np.array(model.get_coherence_per_topic())


TOPICS = [
    ["النفط", "أسعار", "السوق", "الشركة", "الطاقة", "الحكومة", "البرلمان"],
    ["الفريق", "المباراة", "الجمهور", "النادي", "الانتخابات", "المجلس"],
    ["قال", "في", "من", "إن", "على", "عن", "إلى"],
]


@pytest.fixture(scope="module")
def topics(texts):
    known = {word for text in texts for word in text}
    kept = [[word for word in topic if word in known] for topic in TOPICS]
    assert all(len(topic) > 2 for topic in kept)
    return kept


@pytest.mark.parametrize("window", [None, 3, 40])
@pytest.mark.parametrize("measure", MEASURES)
def test_equals_gensim(texts, topics, measure, window):
    if measure == "u_mass" and window:
        pytest.skip("gensim's u_mass takes no window")
    ours = coherence(topics, texts, measure, window=window)
    np.testing.assert_allclose(ours, gensim_coherence(topics, texts, measure, window), rtol=0, atol=1e-9)


def plain_counts(ids, starts, words, window):
    number = {word: k for k, word in enumerate(words)}
    joint, total = np.zeros((len(words), len(words)), np.int64), 0
    for first, last in pairwise(starts):
        text = ids[first:last]
        size = len(text) if not window or len(text) < window else window
        for i in range(len(text) - size + 1):
            total += 1
            seen = sorted({number[w] for w in text[i : i + size] if w in number})
            for a in seen:
                joint[a, a] += 1
            for a, b in combinations(seen, 2):
                joint[a, b] += 1
                joint[b, a] += 1
    return joint, total


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.lists(st.integers(0, 6), max_size=25), max_size=6), st.integers(0, 9))
def test_exact_windows_are_counted_as_by_hand(documents, window):
    ids = np.array([token for text in documents for token in text], np.int32)
    starts = np.cumsum([0, *map(len, documents)]).astype(np.int64)
    corpus = token_ids([])._replace(ids=ids, starts=starts)
    chosen = np.array([0, 2, 5])
    joint, total = pair_counts(corpus, chosen, window)
    expected, n = plain_counts(ids.tolist(), starts.tolist(), chosen.tolist(), window)
    assert total == n
    assert (joint == expected).all()


def test_a_repeated_word_stays_in_the_window_till_its_last_occurrence_leaves():
    texts = [["نفط", "نفط", "غاز", "سعر"]]
    forgetful, _ = pair_counts(token_ids(texts), np.array([0, 1]), 3, exact_windows=False)
    exact, _ = pair_counts(token_ids(texts), np.array([0, 1]), 3)
    assert (forgetful[0, 1], exact[0, 1]) == (1, 2)


def test_words_and_ids_are_the_same(texts, topics):
    corpus = token_ids(texts)
    number = {term: k for k, term in enumerate(corpus.terms)}
    as_ids = [[number[word] for word in topic] for topic in topics]
    assert coherence(as_ids, corpus).tolist() == coherence(topics, corpus).tolist()


def test_related_words_cohere_more():
    texts = [["نفط", "غاز", "سعر"]] * 5 + [["هدف", "فريق", "مباراة"]] * 5
    good, bad = coherence([["نفط", "غاز"], ["نفط", "فريق"]], texts, "c_npmi")
    assert good > 0.9 > 0 > bad


def test_a_topic_of_one_word_has_no_coherence():
    assert np.isnan(coherence([["نفط"]], [["نفط", "غاز"]])).all()
    assert coherence([], [["نفط"]]).shape == (0,)


@pytest.mark.parametrize(
    ("topics", "measure", "message"),
    [
        ([["ذهب", "غاز"]], "c_npmi", "ذهب"),
        ([["غاز"]], "c_x", "c_x"),
        (["غاز"], "c_npmi", "one string"),
    ],
)
def test_errors_say_what_is_wrong(topics, measure, message):
    with pytest.raises(InputError, match=message):
        coherence(topics, [["غاز", "نفط"]], measure)


def test_a_negative_window_is_refused():
    with pytest.raises(InputError, match="window"):
        coherence([["غاز", "نفط"]], [["غاز", "نفط"]], window=-1)


def test_diversity_and_exclusivity():
    assert diversity([["نفط", "غاز"], ["هدف", "فريق"]]) == 1.0
    assert diversity([["نفط", "غاز"], ["نفط", "غاز"]]) == 0.5
    assert np.isnan(diversity([]))
    split = exclusivity(np.array([[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]), 1)
    assert split.tolist() == [1.0, 1.0]


@pytest.mark.parametrize("topic", [[0, 2], [0, -1]])
def test_ids_that_are_not_in_the_corpus_are_refused(topic):
    texts = token_ids([["نفط", "غاز"], ["نفط"]])
    for corpus in (texts, texts._replace(terms=None)):
        with pytest.raises(InputError, match=f"topic 0 holds the id {topic[1]}"):
            coherence([topic], corpus)


def test_words_that_are_in_every_window_keep_company():
    assert coherence([["نفط", "غاز"]], [["نفط", "غاز"]] * 3).tolist() == [1.0]
    values = coherence([["نفط", "غاز", "سعر"]], [["نفط", "غاز", "سعر"], ["نفط", "غاز"]], window=0)
    assert 0 < values[0] < 1
    assert coherence([["نفط", "غاز"]], [["نفط", "غاز"]] * 3, "c_v").tolist() == pytest.approx([1.0])

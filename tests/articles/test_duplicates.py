"""Duplicates: exact after folding, near by shingles, against a comparison of all pairs."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp import Article, find_duplicates, load_dataset
from arabnlp.articles.duplicates import duplicate_ids
from arabnlp.errors import InputError

WORDS = (
    "أعلنت وزارة الصحة اليوم عن افتتاح ثلاثة مستشفيات جديدة في العاصمة وقال الوزير إن المشروع كلف عشرين مليون دينار "
    "وسيخدم سكان الأحياء الشرقية بعد سنوات من الانتظار كما أشار إلى خطط أخرى لتوسيع المراكز القائمة وتدريب الأطباء"
).split()


def article_of(seed: int, length: int = 80) -> list[str]:
    chosen = random.Random(seed)
    return [chosen.choice(WORDS) for _ in range(length)]


def brute_force(texts: list[str], threshold: float) -> list[list[int]]:
    """Groups by comparing all pairs; the texts hold nothing to fold."""
    sets = [{tuple(words[i : i + 5]) for i in range(len(words) - 4)} for words in (text.split() for text in texts)]
    group = list(range(len(texts)))
    for i in range(len(texts)):
        for j in range(i):
            if sets[i] and sets[j] and len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= threshold:
                old, new = max(group[i], group[j]), min(group[i], group[j])
                group = [new if each == old else each for each in group]
    return [[i for i, each in enumerate(group) if each == head] for head in sorted(set(group)) if group.count(head) > 1]


def test_exact_duplicates_after_folding():
    texts = [
        "قَالَ الوزيرُ إنّ الخطةَ جاهزة",
        "خبر آخر تماما",
        "قال الوزير ان الخطه جاهزه.",
        "قــال الوزير: أن الخطة  جاهزة",
    ]
    assert find_duplicates(texts) == [[0, 2, 3]]


def test_near_duplicates_and_the_threshold():
    words = article_of(1)
    changed = words.copy()
    changed[40] = "كازاخستان"  # 5 of 76 shingles differ: Jaccard 71/81
    texts = [" ".join(words), " ".join(changed), " ".join(article_of(2))]
    assert find_duplicates(texts, 0.85) == [[0, 1]]
    assert find_duplicates(texts, 0.9) == []


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.8, 0.95, 1.0])
def test_same_groups_as_comparing_all_pairs(threshold):
    chosen = random.Random(7)
    texts = []
    for seed in range(60):
        words = article_of(seed, 120)
        texts.append(" ".join(words))
        for _ in range(chosen.randrange(3)):
            copy = words.copy()
            for _ in range(chosen.choice([0, 1, 2, 4, 8])):
                copy[chosen.randrange(len(copy))] = "كازاخستان"
            texts.append(" ".join(copy))
    chosen.shuffle(texts)
    # The search scheme folds hamzas and teh marbuta, which keeps these words distinct.
    found = find_duplicates(texts, threshold)
    assert found == brute_force(texts, threshold)
    assert found


def test_groups_are_closed_under_similarity():
    words = article_of(3, 100)
    middle, far = words.copy(), words.copy()
    middle[20] = far[20] = far[70] = "كازاخستان"
    texts = [" ".join(words), " ".join(far), " ".join(middle)]
    assert find_duplicates(texts, 0.89) == [[0, 1, 2]]
    assert find_duplicates(texts[:2], 0.89) == []


def test_empty_and_wordless_texts_are_no_duplicates():
    assert find_duplicates(["", "", " \n", "...", "؟!", "—"]) == []


def test_very_short_texts_need_to_be_equal():
    assert find_duplicates(["نعم", "لا", "نعم!", "خبر عاجل", "خبر عاجل جدا", "خبرٌ عاجل"]) == [[0, 2], [3, 5]]


def test_articles_and_strings():
    articles = [Article("1", "خبر عاجل", title="أ"), Article("2", "خبر عاجل", title="ب"), "خبر عاجل"]
    assert find_duplicates(articles) == [[0, 1, 2]]
    assert find_duplicates(iter(articles)) == [[0, 1, 2]]


def test_no_texts():
    assert find_duplicates([]) == []
    assert duplicate_ids([]).shape == (0,)


@pytest.mark.parametrize("threshold", [0, -0.1, 1.01, "0.8", None, True, float("nan")])
def test_threshold_out_of_range(threshold):
    with pytest.raises(InputError, match="threshold is"):
        find_duplicates(["نص"], threshold)


def test_what_is_no_text_is_named_by_its_index():
    with pytest.raises(InputError, match="text 1 is NoneType"):
        find_duplicates(["نص", None])
    with pytest.raises(InputError, match="several texts"):
        find_duplicates("نص واحد")


def test_deterministic():
    texts = [" ".join(article_of(seed % 40)) for seed in range(120)]
    assert find_duplicates(texts) == find_duplicates(texts) == [[i, i + 40, i + 80] for i in range(40)]


def test_many_copies_of_a_template_are_quick():
    template = article_of(5, 200)
    texts = [" ".join([*template, f"رقم{number}"]) for number in range(3000)]
    assert find_duplicates(texts, 0.9) == [list(range(3000))]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.sampled_from("ابتث .،ةأ"), max_size=30), max_size=12))
def test_groups_are_sorted_disjoint_and_of_two_or_more(texts):
    groups = find_duplicates(texts, 0.5)
    members = [index for group in groups for index in group]
    assert len(members) == len(set(members))
    assert groups == sorted(sorted(group) for group in groups)
    assert all(len(group) > 1 for group in groups)


def test_on_real_news(corpora):
    articles = load_dataset("ant", root=corpora)[:2500]
    groups = find_duplicates(articles)
    assert groups  # its data card says that about 2% are duplicates
    share = sum(len(group) - 1 for group in groups) / len(articles)
    assert 0.002 < share < 0.2

"""Do seed words guide their topics, and what does it cost?

``python experiments/seeded_topics.py`` fits 30 topics to every tenth article of ``saudinewsnet`` (2,700 to learn from,
the rest held out) with five lists of seed words and without, for eight random seeds, and prints for each the share of
the seeded topic and of the largest other one in the articles that hold two or more of its words, and by how much the
held-out perplexity (document completion) changes.
"""

from __future__ import annotations

import json
from itertools import islice

import numpy as np

from arabnlp import LatentDirichletAllocation, TopicModel, load_dataset
from arabnlp.features.heldout import document_completion_perplexity
from arabnlp.models.topic_seeds import seed_counts

TOPICS, LEARN, RUNS = 30, 2700, 8
SEEDS = {
    "نفط": ["النفط", "برميل", "أوبك"],
    "يمن": ["الحوثيين", "عدن", "اليمن"],
    "تعليم": ["الطلاب", "الجامعة", "المعلمين"],
    "طيران": ["الطيران", "الطائرة", "المطار"],
    "صحة": ["المستشفى", "المرضى", "الصحة"],
}


def main() -> None:
    """Print a line of JSON for each run and weight, then the means."""
    texts = [article.text for article in islice(load_dataset("saudinewsnet"), 0, None, 10)]
    read = TopicModel(TOPICS, min_df=5, max_df=0.2, max_iter=1).fit(texts)
    counts = read.counts_[np.random.default_rng(0).permutation(len(texts))]
    learn, held = counts[:LEARN], counts[LEARN:]
    columns = [found[found >= 0] for found in (read.vocabulary_.column_of(words) for words in SEEDS.values())]
    about = [np.asarray((counts[:, own] > 0).sum(axis=1)).ravel() >= 2 for own in columns]
    total = np.asarray(learn.sum(axis=0)).ravel()
    changes: dict[float, list[float]] = {1.0: [], 5.0: []}
    missed = dict.fromkeys(changes, 0)
    for run in range(RUNS):
        plain = LatentDirichletAllocation(TOPICS, random_state=run).fit(learn)
        before = document_completion_perplexity(held, plain.components_, 1 / TOPICS)
        for weight in changes:
            prior = 1 / TOPICS + seed_counts(SEEDS, TOPICS, read.vocabulary_, total, "news", weight)
            lda = LatentDirichletAllocation(TOPICS, topic_word_prior=prior, random_state=run).fit(learn)
            after = document_completion_perplexity(held, lda.components_, 1 / TOPICS)
            changes[weight].append(after / before - 1)
            proportions = lda.transform(counts)
            shares = {}
            for topic, (name, rows) in enumerate(zip(SEEDS, about, strict=True)):
                mean = proportions[rows].mean(axis=0)
                missed[weight] += int(mean.argmax() != topic)
                shares[name] = [int(rows.sum()), round(mean[topic], 2), round(np.delete(mean, topic).max(), 2)]
            row = {"run": run, "weight": weight, "change of perplexity": round(changes[weight][-1], 4), **shares}
            print(json.dumps(row, ensure_ascii=False), flush=True)
    for weight, found in changes.items():
        print(
            f"weight {weight:g}: another topic holds more in {missed[weight]} of {RUNS * len(SEEDS)} cases; perplexity"
            f" changes by {100 * np.mean(found):+.2f}% on average, {100 * min(found):+.2f}% to {100 * max(found):+.2f}%"
        )


if __name__ == "__main__":
    main()

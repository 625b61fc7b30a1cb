# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The seed corpus: topics, stance and quotes
# What is in the corpus, how well the models do on articles that they have not seen, and where they fail. The articles were composed
# for the project: read the data card in `seeds/README.md`.

# %%
from collections import Counter

import pandas as pd

from arabnlp import StanceClassifier, TopicClassifier, load_dataset
from arabnlp.study.evaluate import cross_validate, score_quotes
from arabnlp.study.quote_gold import quote_gold
from arabnlp.study.seed_models import article_text, training_data

articles = list(load_dataset("seeds"))
pd.crosstab([a.topic for a in articles], [a.date[:7] for a in articles], rownames=["topic"], colnames=["month"])

# %% [markdown]
# ## Topics
# 5-fold cross-validation. The interval is a bootstrap over articles.

# %%
texts, topics, ids, pairs, stances, owners = training_data()
topic = cross_validate(TopicClassifier(), texts, topics, ids, n_splits=5, n_repeats=1)
print(f"macro-F1 {topic.score:.3f} [{topic.interval[0]:.3f}, {topic.interval[1]:.3f}], {len(texts)} articles")

# %%
predicted = topic.classes[topic.probabilities.argmax(axis=1)]
pd.crosstab(pd.Series(topics, name="gold"), pd.Series(predicted, name="predicted"))

# %% [markdown]
# Why an article has its topic: terms with their share of the decision.

# %%
classifier = TopicClassifier().fit(texts[1:], topics[1:])
print(articles[0].title, "→", classifier.predict([texts[0]])[0])
pd.DataFrame([(t.term, round(t.weight, 2)) for t in classifier.explain(texts[0])], columns=["term", "weight"])

# %% [markdown]
# ## Stance
# Pairs of target and article; all pairs of an article are in the same fold.

# %%
stance = cross_validate(StanceClassifier(), pairs, stances, owners, n_splits=5, n_repeats=1)
print(f"macro-F1 {stance.score:.3f} [{stance.interval[0]:.3f}, {stance.interval[1]:.3f}], {len(pairs)} pairs")
found = stance.classes[stance.probabilities.argmax(axis=1)]
pd.crosstab(pd.Series(stances, name="gold"), pd.Series(found, name="predicted"))

# %% [markdown]
# How far its probabilities can be trusted: accuracy where it is unsure and where it is sure.

# %%
sure = stance.probabilities.max(axis=1)
right = pd.Series(found == pd.Series(stances).to_numpy())
right.groupby(pd.cut(sure, [0, 0.5, 0.6, 0.7, 1.0])).agg(["mean", "size"])

# %% [markdown]
# ## Quotations

# %%
from arabnlp import extract_quotes

gold = quote_gold()
scores = score_quotes([quotes for _, quotes in gold], [extract_quotes(article.text) for article, _ in gold])
scores

# %%
speakers = Counter(q.speaker for article, _ in gold for q in extract_quotes(article.text) if q.speaker)
pd.DataFrame(speakers.most_common(8), columns=["speaker", "quotations"])

# %%
assert article_text(articles[0]) == texts[0] and topic.score > 0.8 and stance.score > 0.5

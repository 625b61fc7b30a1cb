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
# # A month of Saudi newspapers
# What did fourteen newspapers write about between 21 July and 11 August 2015? Topics, how they rise and fall, and which paper
# cares for what. The corpus is SaudiNewsNet (CC BY-NC-SA 4.0, https://github.com/inparallel/SaudiNewsNet): put its zips into
# `$ARABNLP_DATA/saudinewsnet/`. Without it this notebook runs on the seed corpus, so that every cell can be tried; the numbers
# are then of no interest.

# %%
import os
import time
from collections import Counter
from pathlib import Path

import pandas as pd

from arabnlp import TopicModel, load_dataset

HERE = bool(os.environ.get("ARABNLP_DATA")) and (Path(os.environ["ARABNLP_DATA"]) / "saudinewsnet").is_dir()
articles = list(load_dataset("saudinewsnet" if HERE else "seeds"))
if not HERE:
    print("saudinewsnet is not in $ARABNLP_DATA: this runs on the seed corpus instead")
print(f"{len(articles):,} articles of {len({a.source for a in articles})} sources")

# %% [markdown]
# ## The same story twice
# Agencies feed every paper, so many articles are reprints. Exact copies would count a topic as often as it was reprinted.
# The first of each text is kept; near copies stay in, since papers shorten and rewrite.

# %%
seen: set[str] = set()
kept = []
for article in articles:
    key = " ".join(article.text.split())
    if len(key) > 200 and key not in seen:
        seen.add(key)
        kept.append(article)
print(f"{len(articles) - len(kept):,} copies and fragments left out, {len(kept):,} articles stay")
days = Counter(a.date for a in kept)
pd.Series({day: days[day] for day in sorted(d for d in days if d)}, name="articles").to_frame().T

# %% [markdown]
# ## Topics
# Words of one stem are counted as one and shown in their most frequent spelling. `label()` names a topic by phrases of its texts.

# %%
texts = [a.text for a in kept]
start = time.perf_counter()
model = TopicModel(
    60 if HERE else 8, stemmer="light10", min_df=10 if HERE else 2, max_df=0.2, max_iter=15, random_state=0
)
model.fit(texts)
print(f"{len(model.terms_):,} terms, {model.counts_.sum():,} tokens, {time.perf_counter() - start:.0f} s")

labels, shares = model.label(), model.doc_topic_.mean(axis=0)
order = sorted(range(len(labels)), key=lambda k: -shares[k])
table = pd.DataFrame(
    {
        "topic": order,
        "share": [f"{shares[k]:.1%}" for k in order],
        "label": [labels[k] for k in order],
        "words": ["، ".join(model.topics(8, "relevance")[k]) for k in order[:20]] + [""] * max(0, len(order) - 20),
    }
)
pd.set_option("display.max_colwidth", None)
table.head(20)

# %% [markdown]
# How good are they? NPMI over whole texts tells whether a topic's words keep company; diversity, whether topics repeat each other.

# %%
print(f"NPMI {model.coherence():.3f}, diversity of the top 25 words {model.diversity():.2f}")
worst = model.coherence(per_topic=True).argsort()[:3]
print("least coherent:", *[f"{k} «{labels[k]}»" for k in worst])

# %%
model.plot_words(6, "relevance", title="أكبر الموضوعات") if len(order) <= 12 else model.plot_map()

# %% [markdown]
# ## Over time
# Dates of this corpus are days of extraction. Which topics moved most? The measure is the largest daily share against the median day.
# Days without articles are gaps in the lines.

# %%
daily = model.over_time([a.date for a in kept], unit="day" if HERE else "month", intervals=True)
means = pd.DataFrame({day: row.mean for day, row in daily.items() if row.n_texts >= 10})
jump = (means.max(axis=1) - means.median(axis=1)).sort_values(ascending=False)
moved = [int(k) for k in jump.index[:5]]
pd.DataFrame(
    {
        "topic": moved,
        "label": [labels[k] for k in moved],
        "peak": [means.loc[k].idxmax() for k in moved],
        "rise": [f"{jump[k]:+.1%}" for k in moved],
    }
)

# %%
model.plot_over_time([a.date for a in kept], "day" if HERE else "month", moved, "الموضوعات التي تغيّرت أكثر من غيرها")

# %% [markdown]
# What stood behind the first of them: the articles that are most plainly about it.

# %%
[kept[i].title for i in model.representative(moved[0], 5)]

# %% [markdown]
# ## By newspaper
# The mean share of a topic in each paper, with a 95% interval of the mean. First the topic on which papers differ most.

# %%
sources = [a.source for a in kept]
by_source = model.by(sources)
spread = pd.DataFrame({s: row.mean for s, row in by_source.items() if row.n_texts >= 50})
if spread.empty:
    spread = pd.DataFrame({s: row.mean for s, row in by_source.items()})
divided = int((spread.max(axis=1) - spread.min(axis=1)).idxmax())
model.plot_by(sources, divided)

# %%
top = order[:12]
profile = spread.loc[top].T
profile.columns = [f"{k} · {labels[k]}" for k in top]
profile.style.format("{:.1%}").background_gradient(axis=0, cmap="cividis") if hasattr(profile, "style") else profile

# %% [markdown]
# ## Like articles, and a test for readers
# `similar` finds articles with like topics; `intrusion` makes questions for annotators: which word does not belong?

# %%
print(kept[0].title)
[(kept[i].title, round(score, 3)) for i, score in model.similar(0, 4)]

# %%
[(" ، ".join(test.words), test.words[test.intruder]) for test in model.intrusion()[:5]]

# %% [markdown]
# ## The map as a page
# A file that opens without a network, with the most typical articles of each topic.

# %%
from arabnlp.study.topic_map import write_topic_map

out = Path("../build")
out.mkdir(exist_ok=True)
write_topic_map(model, out / "saudi_month.html", [a.title or a.text[:60] for a in kept])
print((out / "saudi_month.html").stat().st_size // 1000, "kB")

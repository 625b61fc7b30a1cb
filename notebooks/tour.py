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
# # A tour of arabnlp
# From a file of Arabic news to clean text, quotations, features, topics and a report. Everything runs offline.

# %%
from pathlib import Path

import arabnlp
from arabnlp.articles.datasets import seed_folder

article = next(iter(arabnlp.read_articles(seed_folder() / "000_98006e8bcea76a25.txt")))
article.id, article.text[:120]

# %% [markdown]
# ## Schemes of normalization
# A scheme is a choice of folds. Here is what each does to one real paragraph, the second of the seed article, as it is
# printed, and to a line that holds what news and posts hold besides. What a scheme rewrote is marked; below each
# text stands what was changed into what, how often.

# %%
import html
from collections import Counter

import pandas as pd
from IPython.display import HTML

from arabnlp.text.folds import SCHEMES
from arabnlp.text.recipes import RECIPES


def changes(aligned):
    """The stretches that a scheme rewrote: (start, end) in the result, what stood there, what stands there."""
    found, text, source, at, i = [], aligned.text, aligned.source, 0, 0
    while i < len(text):
        start, end = aligned.span(i, i + 1)
        j = i + 1
        while j < len(text) and aligned.span(j, j + 1)[0] < end:  # several characters for one stretch of the source
            end, j = max(end, aligned.span(j, j + 1)[1]), j + 1
        if text[i:j] != source[start:end] or at < start:
            found.append((i, j, source[at:end], text[i:j]))
        at, i = end, j
    return found + ([(len(text), len(text), source[at:], "")] if at < len(source) else [])


def side_by_side(text, schemes):
    """A table, right to left: scheme, its output with the changes marked, the changes counted."""
    names = {" ": "␣", "": "∅"}
    rows = []
    for scheme in schemes:
        aligned = arabnlp.ArabicNormalizer(scheme).align(text)
        found, pieces, position = changes(aligned), [], 0
        for start, end, _, _ in found:
            pieces += [
                html.escape(aligned.text[position:start]),
                f"<mark>{html.escape(aligned.text[start:end])}</mark>",
            ]
            position = end
        counted = Counter((old, new) for _, _, old, new in found).most_common(12)
        listed = "، ".join(
            f"<bdi>{html.escape(names.get(old, old))}</bdi>&nbsp;←&nbsp;<bdi>{html.escape(names.get(new, new))}</bdi>"
            + (f"&nbsp;×{count}" if count > 1 else "")
            for (old, new), count in counted
        )
        more = len(set(found)) and len(Counter((o, n) for _, _, o, n in found)) - len(counted)
        listed += f" … و{more}" if more else ""
        output = "".join([*pieces, html.escape(aligned.text[position:])])
        rows.append(f"<tr><th dir=ltr>{scheme}</th><td>{output}<div class=changes>{listed or 'كما هو'}</div></td></tr>")
    style = """<style>.schemes{direction:rtl;border-collapse:collapse;width:100%;table-layout:auto}
    .schemes th{text-align:left!important;vertical-align:top;font-family:monospace;padding:.5em}
    .schemes td{text-align:right!important;line-height:1.9;padding:.5em;white-space:normal}
    .schemes tr{border-bottom:1px solid #8884} .schemes mark{background:#ffe08a;color:#000}
    .schemes .changes{font-size:.85em;opacity:.75}</style>"""
    return HTML(f"{style}<table class=schemes lang=ar>{''.join(rows)}</table>")


paragraph = article.text.split("\n")[1]
schemes = [*SCHEMES, *RECIPES]
side_by_side(paragraph, schemes)

# %%
sentence = (
    "أعلنت مُؤسَّسةُ الطّاقةِ، يوم ٩ تشرين الثاني ٢٠٢٥، أنّ إنتاجَ الكهرباء ارتفـــع ٪١٢ ﻓﻲ کل المدن &amp; القرى، "
    "خبر رااااائع! @user https://t.co/a1 #طاقة_نظيفة"
)
side_by_side(sentence, schemes)

# %% [markdown]
# Every normalized span knows where it came from:

# %%
aligned = arabnlp.ArabicNormalizer("search").align(sentence)
start = aligned.text.index("الطاقه")
low, high = aligned.span(start, start + len("الطاقه"))
sentence[low:high]

# %% [markdown]
# What a file holds, before any folding: characters by class, look-alikes, invisible marks, damage.

# %%
from arabnlp.text.inspect import inspect_text

report = inspect_text(a.text for a in arabnlp.load_dataset("seeds"))
pd.Series(
    report.classes, name=f"{report.vocalization}ly vocalized, {report.marked:.1%} of the letters marked"
).to_frame()

# %% [markdown]
# ## Sentences, boilerplate, quotations

# %%
stripped = arabnlp.strip_boilerplate(article.text)
stripped.boilerplate

# %%
[str(sentence) for sentence in arabnlp.split_sentences(stripped.text)][:3]

# %%
quotes = arabnlp.extract_quotes(article.text)
assert len(quotes) == 5 and all(article.text[q.start : q.end] == q.text for q in quotes)
pd.DataFrame([(q.speaker, q.verb, q.text[:70]) for q in quotes], columns=["speaker", "verb", "words"])

# %% [markdown]
# ## Features
# The vectorizers take scikit-learn's parameters and work in its pipelines.

# %%
texts = [a.text for a in arabnlp.load_dataset("seeds")]
vectorizer = arabnlp.ArabicTfidfVectorizer(stemmer="light10", stop_words="arabic", min_df=3)
matrix = vectorizer.fit_transform(texts)
matrix.shape, vectorizer.get_feature_names_out()[1000:1008].tolist()

# %% [markdown]
# ## Topics without labels
# Datelines go first, with the outlets that the collection knows: they would name topics otherwise.

# %%
from arabnlp.study.openings import without_datelines

sources = [a.source for a in arabnlp.load_dataset("seeds")]
model = arabnlp.TopicModel(8, random_state=0).fit(without_datelines(texts, sources))
pd.set_option("display.max_colwidth", None)
pd.DataFrame({"label": model.label(), "words": ["، ".join(words) for words in model.topics(8)]})

# %% [markdown]
# The same topics on a plane, near where their words are alike; circles grow with the share of the texts.

# %%
model.plot_map()

# %% [markdown]
# ## Save and load
# Models are kept without pickle.

# %%
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "tfidf.skops"
    arabnlp.save(vectorizer, path)
    again = arabnlp.load(path)
assert (again.transform(texts[:5]) != vectorizer.transform(texts[:5])).nnz == 0

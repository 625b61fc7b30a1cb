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
# A scheme is a choice of folds. The same sentence under each, side by side:

# %%
import pandas as pd

sentence = (
    "أعلنت مُؤسَّسةُ الطّاقةِ، يوم ٩ تشرين الثاني ٢٠٢٥، أنّ إنتاجَ الكهرباء ارتفـــع ٪١٢ ﻓﻲ کل المدن &amp; القرى #طاقة_نظيفة"
)
schemes = ["none", "light", "search", "news", "social", "pyarabic", "camel", "arabert", "lucene"]
pd.set_option("display.max_colwidth", None)
pd.DataFrame({"scheme": schemes, "text": [arabnlp.ArabicNormalizer(s).normalize(sentence) for s in schemes]})

# %% [markdown]
# Every normalized span knows where it came from:

# %%
aligned = arabnlp.ArabicNormalizer("search").align(sentence)
start = aligned.text.index("الطاقه")
low, high = aligned.span(start, start + len("الطاقه"))
sentence[low:high]

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

# %%
model = arabnlp.TopicModel(8, random_state=0).fit(texts)
pd.DataFrame({"words": [" ".join(words) for words in model.topics(8)]})

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

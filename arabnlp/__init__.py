"""arabnlp: Arabic news text, from files to topics, stance and quotations.

The names below are the public interface. They are imported on first use, so that ``import arabnlp`` stays fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_PUBLIC = {
    "ArabicNormalizer": "arabnlp.text.normalize",
    "extract_quotes": "arabnlp.text.quotes",
    "split_sentences": "arabnlp.text.sentences",
    "strip_boilerplate": "arabnlp.text.boilerplate",
    "Article": "arabnlp.articles.article",
    "read_articles": "arabnlp.articles.readers",
    "load_dataset": "arabnlp.articles.datasets",
    "find_duplicates": "arabnlp.articles.duplicates",
    "ArabicCountVectorizer": "arabnlp.features.vectorize",
    "ArabicTfidfVectorizer": "arabnlp.features.vectorize",
    "LatentDirichletAllocation": "arabnlp.features.lda",
    "TopicModel": "arabnlp.models.topic_model",
    "TopicClassifier": "arabnlp.models.topic",
    "StanceClassifier": "arabnlp.models.stance",
    "save": "arabnlp.models.persistence",
    "load": "arabnlp.models.persistence",
    "run_experiment": "arabnlp.study.experiment",
    "compare": "arabnlp.study.experiment",
}

__all__ = [
    "ArabicCountVectorizer",
    "ArabicNormalizer",
    "ArabicTfidfVectorizer",
    "Article",
    "LatentDirichletAllocation",
    "StanceClassifier",
    "TopicClassifier",
    "TopicModel",
    "__version__",
    "compare",
    "extract_quotes",
    "find_duplicates",
    "load",
    "load_dataset",
    "read_articles",
    "run_experiment",
    "save",
    "split_sentences",
    "strip_boilerplate",
]

if TYPE_CHECKING:
    from arabnlp.articles.article import Article
    from arabnlp.articles.datasets import load_dataset
    from arabnlp.articles.duplicates import find_duplicates
    from arabnlp.articles.readers import read_articles
    from arabnlp.features.lda import LatentDirichletAllocation
    from arabnlp.features.vectorize import ArabicCountVectorizer, ArabicTfidfVectorizer
    from arabnlp.models.persistence import load, save
    from arabnlp.models.stance import StanceClassifier
    from arabnlp.models.topic import TopicClassifier
    from arabnlp.models.topic_model import TopicModel
    from arabnlp.study.experiment import compare, run_experiment
    from arabnlp.text.boilerplate import strip_boilerplate
    from arabnlp.text.normalize import ArabicNormalizer
    from arabnlp.text.quotes import extract_quotes
    from arabnlp.text.sentences import split_sentences


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        value = getattr(import_module(_PUBLIC[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'arabnlp' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

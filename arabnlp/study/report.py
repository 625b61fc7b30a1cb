"""The report: what each article is about, which side it takes, who said what, and why the models think so.

The JSON content (schema ``arabnlp-report/1``) is documented in the README; the page shows the same.
"""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import arabnlp
from arabnlp.articles.article import Article
from arabnlp.errors import InputError, MissingFileError
from arabnlp.study.report_topics import collection_topics
from arabnlp.study.seed_models import SeedModels, article_text, seed_models, text_key
from arabnlp.text.boilerplate import strip_boilerplate
from arabnlp.text.dates import article_date
from arabnlp.text.quotes import extract_quotes
from arabnlp.text.sentences import paragraphs, split_sentences
from arabnlp.text.tokenize import words

TOPIC_NAMES = {
    "politics": "سياسة",
    "defence": "دفاع وأمن",
    "economy": "اقتصاد وطاقة",
    "sport": "رياضة",
    "health": "صحة",
    "science": "علوم وتقنية",
    "culture": "ثقافة وفنون",
    "environment": "بيئة ومناخ",
}
STANCES = ("favor", "neutral", "against")
# Longer texts are read up to here, and the report says so: no news article is this long.
MAX_CHARACTERS = 1_000_000
_TITLE_WORDS = 12

Progress = Callable[[Iterable[Any], str, int], Iterable[Any]]


def _plain(items: Iterable[Any], label: str, total: int) -> Iterable[Any]:
    return items


def build_report(
    articles: Sequence[Article],
    targets: Sequence[str] = (),
    *,
    path: str = "",
    skipped: Sequence[tuple[str, str]] = (),
    models: SeedModels | None = None,
    progress: Progress = _plain,
) -> dict[str, Any]:
    """The report's content as plain data.

    Parameters
    ----------
    articles : sequence of Article
    targets : sequence of str
        What the stance of each article is towards.
    path : str
        Where the articles came from, to be shown.
    skipped : sequence of (name, reason)
        What was not read.
    models : SeedModels, optional
        By default those of :func:`arabnlp.study.seed_models.seed_models`.
    progress : callable
        Wraps an iteration: ``progress(items, label, total)``.

    Returns
    -------
    dict
        JSON-ready, schema ``arabnlp-report/1``.

    Raises
    ------
    InputError
        If there are no articles or a target is empty.
    """
    articles = list(articles)
    if not articles:
        raise InputError(f"{path or 'the input'} holds no articles: give a file or folder with Arabic news text.")
    targets = list(dict.fromkeys(target.strip() for target in targets))
    if "" in targets:
        raise InputError("a target is empty: name what the stance is towards, such as --target 'الخصخصة'.")
    models = models or seed_models()
    read = _Reading(models, targets)
    entries = [read.article(article) for article in progress(articles, "articles", len(articles))]
    topics, pictures = collection_topics(
        [article.id for article in articles],
        [article.text[:MAX_CHARACTERS] for article in articles],
        [entry["date"] for entry in entries],
        [article.source for article in articles],
    )
    return {
        "schema": "arabnlp-report/1",
        "version": arabnlp.__version__,
        "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "path": path,
        "targets": targets,
        "counts": {
            "articles": len(entries),
            **{
                key: read.totals[key]
                for key in ("words", "paragraphs", "sentences", "quotes", "speakers", "boilerplate", "dates")
            },
            "skipped": len(skipped),
        },
        "skipped": [{"name": name, "reason": reason} for name, reason in skipped],
        "models": models.measured,
        "topics": topics,
        "figures": _figures(entries, targets) | pictures,
        "articles": entries,
    }


class _Reading:
    """Reads articles one by one with the same models, and counts."""

    def __init__(self, models: SeedModels, targets: list[str]) -> None:
        self.models, self.targets = models, targets
        self.totals: Counter[str] = Counter()
        self.speakers: set[str] = set()

    def article(self, article: Article) -> dict[str, Any]:
        full, text = article.text, article.text[:MAX_CHARACTERS]
        if len(full) > MAX_CHARACTERS:
            article = Article(article.id, text, article.title, article.date, article.source)
        stripped = strip_boilerplate(text)
        quotes = extract_quotes(text)
        date = article.date or article_date(text)
        self.speakers.update(quote.speaker for quote in quotes if quote.speaker)
        self.totals.update(
            words=len(words(text)),
            paragraphs=len(paragraphs(stripped.text)),
            sentences=len(split_sentences(stripped.text)),
            quotes=len(quotes),
            boilerplate=len(stripped.boilerplate),
            dates=int(date is not None),
        )
        self.totals["speakers"] = len(self.speakers)
        entry: dict[str, Any] = {
            "id": article.id,
            "title": article.title or _opening(stripped.text or text),
            "date": date,
            "source": article.source,
            "topic": self._topic(article),
            "stances": [self._stance(article, target) for target in self.targets],
            "quotes": [
                {
                    "speaker": q.speaker,
                    "verb": q.verb,
                    "text": q.text,
                    "start": q.start,
                    "end": q.end,
                    "mention": q.mention,
                }
                for q in quotes
            ],
            "boilerplate": stripped.boilerplate,
            "in_training": text_key(article_text(article)) in self.models.cross_fitted,
        }
        if len(full) > MAX_CHARACTERS:
            entry["read_characters"], entry["total_characters"] = MAX_CHARACTERS, len(full)
        return entry

    def _topic(self, article: Article) -> dict[str, Any]:
        text = article_text(article)
        known = self.models.cross_fitted.get(text_key(text))
        if not words(text):
            return {"label": None, "name": "غير محدد", "probability": None, "terms": []}
        if known is None:
            row = self.models.topic.predict_proba([text])[0]
            known = dict(zip(map(str, self.models.topic.classes_), map(float, row), strict=True))
        label = max(known, key=lambda key: known[key])
        shift = len(text) - len(article.text)
        terms = [
            {
                "term": t.term,
                "weight": round(t.weight, 4),
                "spans": [[a - shift, b - shift] for a, b in t.spans if a >= shift],
            }
            for t in self.models.topic.explain(text, label)
        ]
        return {
            "label": label,
            "name": TOPIC_NAMES.get(label, label),
            "probability": round(known[label], 4),
            "terms": terms,
        }

    def _stance(self, article: Article, target: str) -> dict[str, Any]:
        text = article_text(article)
        known = self.models.cross_fitted.get(text_key(text, target))
        if known is None:
            row = self.models.stance.predict_proba([(target, text)])[0]
            known = dict(zip(map(str, self.models.stance.classes_), map(float, row), strict=True))
        label = max(known, key=lambda key: known[key])
        shift = len(text) - len(article.text)
        evidence = [
            {"text": e.text, "start": e.start - shift, "end": e.end - shift, "weight": e.weight}
            for e in self.models.stance.explain((target, text))
            if e.start >= shift
        ]
        return {"target": target, "label": label, "probability": round(known[label], 4), "evidence": evidence}


def _opening(text: str) -> str:
    opening = text.split(None, _TITLE_WORDS)
    return " ".join(opening[:_TITLE_WORDS]) + ("…" if len(opening) > _TITLE_WORDS else "")


def _figures(entries: Sequence[dict[str, Any]], targets: Sequence[str]) -> dict[str, Any]:
    """The numbers behind the figures."""
    topics = Counter(entry["topic"]["label"] for entry in entries if entry["topic"]["label"])
    months = Counter(entry["date"][:7] for entry in entries if entry["date"])
    speakers = Counter(quote["speaker"] for entry in entries for quote in entry["quotes"] if quote["speaker"])
    sources = Counter(entry["source"] for entry in entries if entry["source"])
    stances = {
        target: dict.fromkeys(STANCES, 0) | Counter(entry["stances"][i]["label"] for entry in entries)
        for i, target in enumerate(targets)
    }
    return {
        "topic_counts": dict(topics.most_common()),
        "months": dict(sorted(months.items())),
        "stance_counts": stances,
        "speakers": [{"speaker": speaker, "quotes": count} for speaker, count in speakers.most_common(15)],
        "sources": dict(sources.most_common(15)),
    }


def check_writable(path: str | os.PathLike[str]) -> None:
    """Say that a file cannot be written before the work is done, not after.

    Raises
    ------
    MissingFileError
        If the folder does not exist.
    InputError
        If the path is a folder.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path} is a folder: name the file to write.")
    if not path.absolute().parent.is_dir():
        raise MissingFileError(f"the folder {path.parent} does not exist: create it, or write elsewhere.")


def write_whole(path: str | os.PathLike[str], content: str) -> Path:
    """Write a text file so that it appears whole or not at all.

    Raises
    ------
    MissingFileError, InputError
        As :func:`check_writable`.
    """
    check_writable(path)
    path = Path(path)
    handle, temporary = tempfile.mkstemp(dir=path.absolute().parent, prefix="." + path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def report_json(report: dict[str, Any]) -> str:
    """The report as JSON text, readable Arabic."""
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"

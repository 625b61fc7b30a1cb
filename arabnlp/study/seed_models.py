"""Models trained on the seed corpus, for reports: trained when first needed, kept in the user's cache folder.

For the corpus' own articles a model that was trained on them would only repeat their labels. So predictions of a
model that had not seen the article (5 folds by article) are kept beside the models, and used for those articles.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import arabnlp
from arabnlp.articles.datasets import load_dataset, seed_folder
from arabnlp.errors import InputError
from arabnlp.models.persistence import load, save
from arabnlp.models.stance import StanceClassifier
from arabnlp.models.topic import TopicClassifier
from arabnlp.study.evaluate import cross_validate

FOLDS = 5


@dataclass
class SeedModels:
    """The two models, what was measured of them, and cross-fitted predictions by text.

    Attributes
    ----------
    topic : TopicClassifier
    stance : StanceClassifier
    measured : dict
        ``{"topic": {...}, "stance": {...}}``: sizes, macro-F1, 95% interval.
    cross_fitted : dict of str to dict
        Key of :func:`text_key` to ``{label: probability}``.
    """

    topic: TopicClassifier
    stance: StanceClassifier
    measured: dict[str, Any]
    cross_fitted: dict[str, dict[str, float]]


def cache_folder() -> Path:
    """``$ARABNLP_CACHE``, else the user's cache folder of the operating system."""
    import platformdirs

    return Path(os.environ.get("ARABNLP_CACHE") or platformdirs.user_cache_dir("arabnlp"))


def text_key(text: str, target: str = "") -> str:
    """Key of a text (and target) among the cross-fitted predictions."""
    return hashlib.sha256((target + "\0" + text).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def article_text(article: Any) -> str:
    """Title and body as the models read them."""
    return f"{article.title}\n{article.text}" if article.title else article.text


def stance_pairs() -> list[dict[str, Any]]:
    """Stance annotations of the seed corpus: article, target, stance, discussed."""
    path = seed_folder() / "stance.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def training_data() -> tuple[list[str], list[str], list[str], list[tuple[str, str]], list[str], list[str]]:
    """Texts, topics and ids of the seed corpus; its stance pairs, labels and articles.

    The article that the project began with is no part of it: what the report says of it is a prediction.
    """
    articles = load_dataset("seeds")
    texts = {article.id: article_text(article) for article in articles}
    pairs = [row for row in stance_pairs() if row["id"] in texts]
    return (
        list(texts.values()),
        [str(article.topic) for article in articles],
        list(texts),
        [(row["target"], texts[row["id"]]) for row in pairs],
        [row["stance"] for row in pairs],
        [row["id"] for row in pairs],
    )


def _fingerprint() -> str:
    """Changes with the corpus, the code, and the libraries that fit the models."""
    import numpy
    import sklearn

    digest = hashlib.sha256(f"{arabnlp.__version__} {sklearn.__version__} {numpy.__version__}".encode())
    package = Path(arabnlp.__file__).parent
    parts = [
        p
        for folder in ("text", "features", "models", "study")
        for p in (package / folder).rglob("*")
        if p.suffix in (".npz", ".py", ".tsv")
    ]
    for path in sorted([*parts, *seed_folder().glob("*.jsonl")]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def seed_models(progress: Callable[[str], None] | None = None) -> SeedModels:
    """The models, from the cache or trained now.

    Parameters
    ----------
    progress : callable, optional
        Told what is being done when training is needed.

    Returns
    -------
    SeedModels
    """
    folder = cache_folder() / f"seed-models-{_fingerprint()}"
    try:
        return _read(folder)
    except (InputError, OSError, ValueError, KeyError):
        shutil.rmtree(folder, ignore_errors=True)  # absent, or damaged: train
    models = _train(progress or (lambda message: None))
    _write(models, folder)
    return models


def _read(folder: Path) -> SeedModels:
    notes = json.loads((folder / "notes.json").read_text(encoding="utf-8"))
    return SeedModels(
        load(folder / "topic.skops"), load(folder / "stance.skops"), notes["measured"], notes["cross_fitted"]
    )


def _write(models: SeedModels, folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix="writing-"))
    except OSError:
        return  # a read-only home: the models still serve this run
    try:
        save(models.topic, temporary / "topic.skops")
        save(models.stance, temporary / "stance.skops")
        notes = {"measured": models.measured, "cross_fitted": models.cross_fitted}
        (temporary / "notes.json").write_text(json.dumps(notes, ensure_ascii=False), encoding="utf-8")
        os.replace(temporary, folder)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)  # another process was first, or the disk is full
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _train(progress: Callable[[str], None]) -> SeedModels:
    texts, topics, ids, pairs, stances, owners = training_data()
    progress(f"training on the seed corpus ({len(texts)} articles, {len(pairs)} stance pairs), once")
    topic = TopicClassifier().fit(texts, topics)
    stance = StanceClassifier().fit(pairs, stances, groups=owners)
    progress("measuring the models by cross-validation")
    cross_fitted: dict[str, dict[str, float]] = {}
    measured = {
        "topic": _measure(TopicClassifier(), texts, topics, ids, [text_key(t) for t in texts], cross_fitted)
        | {"articles": len(texts), "labels": sorted(set(topics)), "trained_on": "seeds"},
        "stance": _measure(StanceClassifier(), pairs, stances, owners, [text_key(t, g) for g, t in pairs], cross_fitted)
        | {"pairs": len(pairs), "labels": sorted(set(stances)), "trained_on": "seeds"},
    }
    return SeedModels(topic, stance, measured, cross_fitted)


def _measure(
    estimator: Any,
    X: list[Any],
    y: list[str],
    groups: list[str],
    keys: list[str],
    cross_fitted: dict[str, dict[str, float]],
) -> dict[str, Any]:
    result = cross_validate(estimator, X, y, groups, n_splits=FOLDS, n_repeats=1)
    for key, row in zip(keys, result.probabilities, strict=True):
        cross_fitted[key] = {str(label): float(p) for label, p in zip(result.classes, row, strict=True)}
    return {"macro_f1": result.score, "interval": list(result.interval), "folds": FOLDS}

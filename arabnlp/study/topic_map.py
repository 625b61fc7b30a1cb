"""An interactive map of topics as one HTML page: right-to-left, no network, light and dark.

The idea is LDAvis' (C. Sievert, K. Shirley, 2014): circles for topics, the words of the chosen one beside them, and a
slider from the words that are frequent in it to those that it has to itself. Circles that would cover each other are
moved apart; names stand where the browser finds room for them, and all of them when their circle is pointed at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from arabnlp.errors import InputError
from arabnlp.models.figures import whole_parts
from arabnlp.models.topic_plane import map_radii, spread, topic_coordinates
from arabnlp.models.topic_words import top_words, word_scores
from arabnlp.study.page import clean
from arabnlp.study.report import write_whole

_WIDTH, _HEIGHT = 520.0, 460.0  # of the map, in the units of its viewBox
_STEPS = 11  # of lambda, for the words that are sent along


def topic_map(model: Any, titles: Sequence[str] | None = None, *, n_words: int = 25, n_texts: int = 5) -> str:
    """The page of a fitted topic model.

    Parameters
    ----------
    model : TopicModel
    titles : sequence of str, n_texts, optional
        Titles of the texts; the most typical of each topic are listed.
    n_words : int
        Words shown of a topic.
    n_texts : int
        Typical texts listed.

    Returns
    -------
    str
        HTML.

    Raises
    ------
    InputError
        If the model is not fitted, all its topics are hidden, or there is not one title a text.

    Examples
    --------
    >>> from arabnlp import TopicModel
    >>> texts = ["النفط والغاز والأسعار", "أسعار النفط والغاز", "المباراة والفريق والهدف", "هدف الفريق في المباراة"] * 3
    >>> topic_map(TopicModel(2).fit(texts)).startswith("<!doctype html>")
    True
    """
    import jinja2

    environment = jinja2.Environment(loader=jinja2.PackageLoader("arabnlp.study"), autoescape=True, trim_blocks=True)
    data = _data(model, titles, n_words, n_texts)
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    return environment.get_template("topic_map.html.j2").render(data=clean(text), topics=data["topics"])


def write_topic_map(model: Any, path: str | os.PathLike[str], titles: Sequence[str] | None = None) -> None:
    """Write the page of :func:`topic_map` to a file, whole or not at all."""
    from pathlib import Path

    write_whole(Path(path), topic_map(model, titles))


def _data(model: Any, titles: Sequence[str] | None, n_words: int, n_texts: int) -> dict[str, Any]:
    kept = model._largest()
    if titles is not None and len(titles) != len(model.doc_topic_):
        raise InputError(f"there are {len(titles)} titles and {len(model.doc_topic_)} texts: give one title a text.")
    topic_word = model.topic_word_[kept]
    share = np.asarray(model.counts_.sum(axis=0)).ravel() / model.counts_.sum()
    labels, shares = model.label(), model.doc_topic_.mean(axis=0)
    radii = map_radii(shares[kept], _WIDTH, _HEIGHT)
    at = spread(topic_coordinates(topic_word), radii, _WIDTH, _HEIGHT, gap=6.0)
    candidates = [set() for _ in kept]  # type: list[set[int]]
    for weight in np.linspace(0, 1, _STEPS):
        scores = word_scores(topic_word, "relevance", weight=float(weight), term_share=share)
        for found, row in zip(candidates, top_words(scores, n_words), strict=True):
            found.update(row.tolist())
    topics = []
    for place, k in enumerate(kept):
        words = [
            [clean(str(model.terms_[j])), float(f"{topic_word[place, j]:.4g}"), float(f"{share[j]:.4g}")]
            for j in sorted(candidates[place], key=lambda j: -topic_word[place, j])
        ]
        typical = model.representative(k, n_texts) if titles is not None else []
        topics.append(
            {
                "id": k,
                "label": clean(labels[k]),
                "share": round(float(shares[k]), 5),
                "name": clean(whole_parts(labels[k], 26)),
                "x": round(float(at[place, 0]), 1),
                "y": round(_HEIGHT - float(at[place, 1]), 1),
                "r": round(float(radii[place]), 1),
                "words": words,
                "texts": [[clean(str(titles[i]))[:120], round(float(model.doc_topic_[i, k]), 3)] for i in typical]
                if titles is not None
                else [],
            }
        )
    return {"topics": topics, "n_words": n_words, "texts": int(model.doc_topic_.shape[0])}


__all__ = ["topic_map", "write_topic_map"]

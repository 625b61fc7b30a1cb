"""The report's part on the topics of the collection: latent Dirichlet allocation, as numbers for JSON and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from arabnlp.errors import InputError

_WORDS = 10
_MOST_ARTICLES = 30  # in the heat map


def collection_topics(
    ids: Sequence[str], texts: Sequence[str], dates: Sequence[str | None]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Topics with label, share, words, place on the map and most typical articles, the largest first.

    Parameters
    ----------
    ids, texts : sequence of str, n_articles
    dates : sequence of str (ISO 8601) or None, n_articles

    Returns
    -------
    topics : list of dict
        Empty where there are too few words.
    pictures : dict
        ``topic_months`` (share of each topic by month) and ``topic_articles`` (of the articles that are most plainly
        of one topic), the numbers behind two figures.
    """
    from arabnlp.models.topic_model import TopicModel
    from arabnlp.models.topic_plots import topic_coordinates

    n_topics = max(1, min(20, round((len(texts) / 2) ** 0.5)))
    try:
        model = TopicModel(n_topics).fit(texts)
    except InputError:
        return [], {"topic_months": {}, "topic_articles": {"articles": [], "shares": []}}
    shares = model.doc_topic_.mean(axis=0)
    order = sorted(range(n_topics), key=lambda k: -shares[k])
    top, labels, at = model.weighted_topics(_WORDS), model.label(), topic_coordinates(model.topic_word_)
    topics = [
        {
            "id": number,
            "label": labels[k],
            "share": round(float(shares[k]), 4),
            "words": [{"word": word, "weight": round(weight, 5)} for word, weight in top[k]],
            "articles": [ids[i] for i in model.representative(k)],
            "x": round(float(at[k, 0]), 5),
            "y": round(float(at[k, 1]), 5),
        }
        for number, k in enumerate(order)
    ]
    rows = model.doc_topic_[:, order]
    plain = np.argsort(-rows.max(axis=1), kind="stable")[:_MOST_ARTICLES].tolist()
    chosen = sorted(plain, key=lambda i: (int(rows[i].argmax()), -float(rows[i].max())))
    pictures = {
        "topic_months": {month: _rounded(row[order]) for month, row in model.over_time(dates).items()},
        "topic_articles": {"articles": [ids[i] for i in chosen], "shares": [_rounded(rows[i]) for i in chosen]},
    }
    return topics, pictures


def _rounded(row: np.ndarray) -> list[float]:
    return [round(float(share), 4) for share in row]

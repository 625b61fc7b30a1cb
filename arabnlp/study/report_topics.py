"""The report's part on the topics of the collection: latent Dirichlet allocation, as numbers for JSON and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from arabnlp.errors import InputError
from arabnlp.study.openings import without_datelines

_WORDS = 10
_MOST_ARTICLES = 30  # in the heat map


def collection_topics(
    ids: Sequence[str],
    texts: Sequence[str],
    dates: Sequence[str | None],
    sources: Sequence[str | None] | None = None,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Topics with label, share, words, place on the map and most typical articles, the largest first.

    Parameters
    ----------
    ids, texts : sequence of str, n_articles
    dates : sequence of str (ISO 8601) or None, n_articles
    sources : sequence of str or None, n_articles, optional
        Whose names are taken out of datelines.

    Returns
    -------
    topics : list of dict
        Empty where there are too few words.
    pictures : dict
        ``topic_months`` (share of each topic by month) and ``topic_articles`` (of articles that are typical of the
        topics, and of others from the purest to the most mixed), the numbers behind two figures.
    """
    from arabnlp.models.topic_dates import FIRST_YEAR
    from arabnlp.models.topic_model import TopicModel
    from arabnlp.models.topic_plane import topic_coordinates
    from arabnlp.models.topic_plots import telling

    n_topics = max(1, min(20, round((len(texts) / 2) ** 0.5)))
    try:
        model = TopicModel(n_topics, boilerplate=True).fit(without_datelines(texts, sources or [None] * len(texts)))
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
    # A Hijri date of a source has no place among the months, and is no reason to give no report.
    gregorian = [date if date is None or int(date[:4]) >= FIRST_YEAR else None for date in dates]
    chosen = telling(rows, _MOST_ARTICLES)
    pictures = {
        "topic_months": {month: _rounded(row[order]) for month, row in model.over_time(gregorian).items()},
        "topic_articles": {"articles": [ids[i] for i in chosen], "shares": [_rounded(rows[i]) for i in chosen]},
    }
    return topics, pictures


def _rounded(row: np.ndarray) -> list[float]:
    return [round(float(share), 4) for share in row]

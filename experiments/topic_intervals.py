"""Coverage of the 95% intervals of mean topic shares, where the true means are known.

``python experiments/topic_intervals.py`` prints, for shares drawn from a Dirichlet (60 topics, 1/60 each) and for the
shares of a model of 30 topics of ``saudinewsnet`` (every tenth article) drawn with replacement, the share of the
intervals that hold the true mean (mean over topics, and the worst topic's) beside that of Student's. Without
``ARABNLP_DATA`` the seeds stand for ``saudinewsnet``.
"""

from __future__ import annotations

import json
import sys
from itertools import islice

import numpy as np
from scipy.stats import t

from arabnlp import TopicModel, load_dataset
from arabnlp.errors import ArabNLPError
from arabnlp.models.topic_groups import prevalence

SIZES = (5, 10, 30, 100, 500)
DRAWS = 1000


def coverage(draw, true: np.ndarray, size: int, draws: int = DRAWS) -> dict[str, float]:
    """How often intervals from samples of a size hold the true means."""
    hits, student, width = np.zeros(len(true)), np.zeros(len(true)), 0.0
    for _ in range(draws):
        rows = draw(size)
        found = prevalence(rows, ["الكل"] * size)["الكل"]
        hits += (found.low <= true) & (true <= found.high)
        width += float((found.high - found.low).mean())
        half = t.ppf(0.975, size - 1) * rows.std(axis=0, ddof=1) / size**0.5
        student += np.abs(rows.mean(axis=0) - true) <= half
    return {
        "texts": size,
        "coverage": round(float(hits.mean() / draws), 3),
        "worst topic": round(float(hits.min() / draws), 3),
        "width": round(width / draws, 3),
        "Student": round(float(student.mean() / draws), 3),
    }


def main() -> None:
    """Print a line of JSON for each population and size."""
    rng = np.random.default_rng(0)
    try:
        texts = [article.text for article in islice(load_dataset("saudinewsnet"), 0, None, 10)]
    except ArabNLPError:
        print("saudinewsnet is not here: seeds take its place", file=sys.stderr)
        texts = [article.text for article in load_dataset("seeds")]
    shares = TopicModel(30, min_df=5, max_df=0.2).fit(texts).doc_topic_.astype(np.float64)
    populations = {
        "Dirichlet 1/60": (lambda n: rng.dirichlet(np.full(60, 1 / 60), n), np.full(60, 1 / 60)),
        "30 topics of news": (lambda n: shares[rng.choice(len(shares), n)], shares.mean(axis=0)),
    }
    for name, (draw, true) in populations.items():
        for size in SIZES:
            print(json.dumps({"population": name, **coverage(draw, true, size)}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()

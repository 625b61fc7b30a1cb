"""Matrices of the vectorizers against scikit-learn's on public corpora: indices, data, terms and idf, bit by bit.

    ARABNLP_DATA=… python experiments/vectorize_parity.py [DATASET…] [--articles N]

Words, word 1-2-grams and ``char_wb`` 2-5-grams, each with and without ``sublinear_tf`` and with each norm, folded by
scheme "news". Records ``results/vectorize_parity.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from arabnlp import ArabicNormalizer, ArabicTfidfVectorizer, load_dataset

DATASETS = ("saudinewsnet", "arwiki", "antv2", "sanad")
FEATURES: dict[str, dict[str, Any]] = {
    "word 1": {},
    "word 1-2": {"ngram_range": (1, 2)},
    "char_wb 2-5": {"analyzer": "char_wb", "ngram_range": (2, 5)},
}
RESULTS = Path(__file__).parent / "results" / "vectorize_parity.json"


def same(a: Any, b: Any) -> bool:
    return all(np.array_equal(getattr(a, name), getattr(b, name)) for name in ("indptr", "indices", "data"))


def compare(texts: list[str]) -> dict[str, Any]:
    folded = ArabicNormalizer("news").transform(texts)
    record = {}
    for name, params in FEATURES.items():
        peer = CountVectorizer(dtype=np.float64, **params)
        counts = peer.fit_transform(folded)
        names = peer.get_feature_names_out().tolist()
        equal = {}
        for sublinear, norm in product((False, True), ("l1", "l2", None)):
            theirs = TfidfTransformer(norm=norm, sublinear_tf=sublinear)
            ours = ArabicTfidfVectorizer(norm=norm, sublinear_tf=sublinear, **params)
            matrix = ours.fit_transform(texts)
            equal[f"sublinear={sublinear} norm={norm}"] = bool(
                same(matrix, theirs.fit_transform(counts.copy()))
                and ours.get_feature_names_out().tolist() == names
                and np.array_equal(ours.idf_, theirs.idf_)
            )
        record[name] = {"shape": list(counts.shape), "stored": int(counts.nnz), "equal": equal}
    return record


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("datasets", nargs="*", default=DATASETS)
    parser.add_argument("--articles", type=int, default=2_000, help="the first so many of each")
    options = parser.parse_args()
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    failed = False
    for name in options.datasets:
        texts = [article.text for article in load_dataset(name)][: options.articles]
        record = compare(texts)
        results[name] = {"articles": len(texts), **record}
        unequal = [(feature, key) for feature in FEATURES for key, ok in record[feature]["equal"].items() if not ok]
        failed |= bool(unequal)
        print(f"{name}: {len(texts)} articles,", "all equal" if not unequal else f"UNEQUAL {unequal}", flush=True)
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

"""Speed and memory of character n-grams (``char_wb``, 2 to 5) against scikit-learn on saudinewsnet.

    ARABNLP_DATA=… python experiments/benchmarks/chargrams.py part   # 3,000 articles, runs interleaved: medians
    ARABNLP_DATA=… python experiments/benchmarks/chargrams.py all    # all articles, scikit-learn once (minutes)

A task's name behind either runs that task alone.

Each run is a process of its own that reads the articles, compiles nothing (the cache is filled first), and says how
long the call took, its peak memory and a digest of the result: terms, indices, pointers and data must be equal before a
ratio is recorded. "counts" is ``CountVectorizer.fit_transform``; "tfidf" is ``TfidfVectorizer.fit_transform``, ours
being the compiled counts weighted by scikit-learn's own ``TfidfTransformer``; both with every term as a string.
"transform" counts 1,000 other articles by the terms learned from the part. Records ``results/chargrams.json``.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

RANGE, PART, NEW, ROUNDS = (2, 5), 3_000, 1_000, 3
TASKS = ("counts", "tfidf", "transform")
PLACE = Path(__file__).parent / "results" / "chargrams.json"


def digest(counts: Any, terms: list[str]) -> str:
    counts.sort_indices()
    result = hashlib.sha256("\0".join(terms).encode("utf-8", "surrogatepass"))
    for array in (counts.indices, counts.indptr, counts.data):
        result.update(np.ascontiguousarray(array))
    return result.hexdigest()


def one(who: str, task: str, size: str) -> dict[str, Any]:
    """One call in this process."""
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer

    from arabnlp import load_dataset
    from arabnlp.features.chargrams import char_counts

    texts = [article.text for article in load_dataset("saudinewsnet")]
    order = np.random.default_rng(0).permutation(len(texts)).tolist()
    new = [texts[at] for at in order[PART : PART + NEW]]
    if size == "part":
        texts = [texts[at] for at in order[:PART]]
    options: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": RANGE}
    if who == "arabnlp":
        char_counts(texts[:20], **options, dtype=np.float64 if task == "tfidf" else np.int64)
        vocabulary = char_counts(texts, **options).vocabulary if task == "transform" else None
    else:
        vectorizer: Any = (TfidfVectorizer if task == "tfidf" else CountVectorizer)(**options)
        if task == "transform":
            vectorizer.fit(texts)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    if who == "arabnlp":
        if task == "transform":
            counts, vocabulary, _ = char_counts(new, **options, vocabulary=vocabulary)
        else:
            counts, vocabulary, _ = char_counts(texts, **options, dtype=np.float64 if task == "tfidf" else np.int64)
        terms = vocabulary.terms if task != "transform" else []
        if task == "tfidf":
            counts = TfidfTransformer().fit(counts).transform(counts, copy=False)
    elif task == "transform":
        counts = vectorizer.transform(new)
    else:
        counts = vectorizer.fit_transform(texts)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if task == "transform" and who == "arabnlp":
        terms = vocabulary.terms
    elif who != "arabnlp":
        terms = vectorizer.get_feature_names_out().tolist()
    read = new if task == "transform" else texts
    found = {
        "seconds": round(seconds, 3),
        "megabytes": round(sum(len(text.encode()) for text in read) / 1e6, 2),
        "articles": len(read),
        "shape": list(counts.shape),
        "stored": int(counts.nnz),
        "peak_mb": round(peak / 1024),
        "peak_above_texts_mb": round((peak - before) / 1024),
        # Sums of squares depend on the order of the summands in the last bit, so weights are compared as single floats.
        "digest": digest(counts.astype(np.float32) if task == "tfidf" else counts, terms),
    }
    return found


def main(size: str, tasks: list[str]) -> int:
    def run(who: str, task: str) -> dict[str, Any]:
        command = [sys.executable, __file__, "one", who, task, size]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    record = json.loads(PLACE.read_text(encoding="utf-8")) if PLACE.exists() else {}
    ok = True
    for task in tasks:
        runs: dict[str, list[dict[str, Any]]] = {"arabnlp": [], "scikit-learn": []}
        for turn in range(ROUNDS):
            for who, results in runs.items():
                if size == "part" or turn == 0 or who == "arabnlp":
                    results.append(run(who, task))
        equal = len({result["digest"] for results in runs.values() for result in results}) == 1
        median = {who: statistics.median(result["seconds"] for result in results) for who, results in runs.items()}
        peak = {who: max(result["peak_above_texts_mb"] for result in results) for who, results in runs.items()}
        first = runs["arabnlp"][0]
        record[f"{task}, {'3,000 articles' if size == 'part' else 'all articles'}"] = {
            **{name: first[name] for name in ("articles", "megabytes", "shape", "stored")},
            "equal_output": equal,
            "median_seconds": median,
            "seconds": {who: [result["seconds"] for result in results] for who, results in runs.items()},
            "megabytes_a_second": {who: round(first["megabytes"] / value, 2) for who, value in median.items()},
            "ratio": round(median["scikit-learn"] / median["arabnlp"], 1),
            "peak_above_texts_mb": peak if task != "transform" else None,  # learning the terms takes more
            "peak_mb": {who: max(result["peak_mb"] for result in results) for who, results in runs.items()},
        }
        ok &= equal
        print(task, size, json.dumps(record[f"{task}, {'3,000 articles' if size == 'part' else 'all articles'}"]))
    record["machine"] = {
        "processors": len(os.sched_getaffinity(0)),
        "architecture": platform.machine(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
    }
    names = ("scikit-learn", "scipy", "numpy", "numba")
    record["versions"] = {name: version(name) for name in names} | {"python": platform.python_version()}
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return int(not ok)


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "one":
        print(json.dumps(one(*sys.argv[2:])))
    elif sys.argv[1:2] in (["part"], ["all"]):
        sys.exit(main(sys.argv[1], sys.argv[2:] or (list(TASKS) if sys.argv[1] == "part" else ["counts"])))
    else:
        sys.exit(__doc__)

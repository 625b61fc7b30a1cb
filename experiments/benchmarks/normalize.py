"""Speed of ``ArabicNormalizer.transform`` against arabic-norm (Rust) and PyArabic on saudinewsnet.

    pip install arabic-norm
    ARABNLP_DATA=… python experiments/benchmarks/normalize.py

Equal output is checked first: arabic-norm's folds against the same rows of our table, PyArabic's functions against the
scheme "pyarabic". Then the three take turns, on strings that nobody has touched before (arabic-norm keeps a UTF-8 copy
in each string it reads, which makes a second reading of the same strings faster): medians over the rounds. PyArabic is
timed on a tenth of the articles. Records ``results/normalize.json``.
"""

from __future__ import annotations

import json
import os
import pickle
import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import arabic_norm
from pyarabic import araby

from arabnlp import ArabicNormalizer, load_dataset

ROUNDS = 9
# arabic-norm's folds by our rows; its search for equal letters is what scheme "search" does before digits and forms.
SAME = ArabicNormalizer(
    "none",
    diacritics="remove",
    quranic="remove",
    superscript_alef="remove",
    tatweel="remove",
    wasla="fold",
    alef="fold",
    alef_maksura="yeh",
    teh_marbuta="heh",
)
SEARCH, PYARABIC = ArabicNormalizer("search"), ArabicNormalizer("pyarabic")


def with_arabic_norm(texts: list[str]) -> list[str]:
    return arabic_norm.normalize_batch(texts, ta_marbuta=True)


def with_pyarabic(texts: list[str]) -> list[str]:
    for step in (araby.strip_tashkeel, araby.strip_tatweel, araby.normalize_ligature, araby.normalize_alef):
        texts = [step(text) for text in texts]
    return [araby.normalize_teh(text) for text in texts]


def main() -> int:
    texts = [article.text for article in load_dataset("saudinewsnet")]
    part = texts[::10]
    size, part_size = (sum(len(text.encode()) for text in some) / 1e6 for some in (texts, part))
    equal = {
        "arabic-norm, same folds": SAME.transform(texts) == with_arabic_norm(texts),
        "arabic-norm, folded further by scheme search": SEARCH.transform(with_arabic_norm(texts))
        == SEARCH.transform(texts),
        "PyArabic, scheme pyarabic": PYARABIC.transform(part) == with_pyarabic(part),
    }
    runs: dict[str, tuple[Callable[[list[str]], list[str]], list[str], float]] = {
        "arabnlp, scheme search": (SEARCH.transform, texts, size),
        "arabnlp, arabic-norm's folds": (SAME.transform, texts, size),
        "arabic-norm": (with_arabic_norm, texts, size),
        "arabnlp, scheme pyarabic": (PYARABIC.transform, texts, size),
        "arabnlp, scheme news": (ArabicNormalizer("news").transform, texts, size),
        "PyArabic": (with_pyarabic, part, part_size),
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(ROUNDS):
        for name, (run, some, _) in runs.items():
            if name == "PyArabic" and turn >= 3:
                continue
            fresh = pickle.loads(pickle.dumps(some))
            start = time.perf_counter()
            result = run(fresh)
            seconds[name].append(time.perf_counter() - start)
            del result, fresh
    speed = {name: runs[name][2] / statistics.median(times) for name, times in seconds.items()}
    record = {
        "articles": len(texts),
        "megabytes_utf8": round(size, 1),
        "equal_output": equal,
        "megabytes_a_second": {name: round(value, 1) for name, value in speed.items()},
        "median_seconds": {name: round(statistics.median(times), 4) for name, times in seconds.items()},
        "range_seconds": {name: [round(min(times), 4), round(max(times), 4)] for name, times in seconds.items()},
        "search_to_arabic_norm": round(speed["arabnlp, scheme search"] / speed["arabic-norm"], 2),
        "search_to_pyarabic": round(speed["arabnlp, scheme search"] / speed["PyArabic"], 1),
        "machine": {"processors": len(os.sched_getaffinity(0)), "architecture": platform.machine()},
        "versions": {name: version(name) for name in ("arabic-norm", "PyArabic", "numba", "numpy")}
        | {"python": platform.python_version()},
    }
    place = Path(__file__).parent / "results" / "normalize.json"
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    for name, value in speed.items():
        print(f"{name}: {value:.0f} MB/s")
    print(f"search is {record['search_to_arabic_norm']}x arabic-norm, {record['search_to_pyarabic']}x PyArabic")
    print("equal output:", equal)
    return int(not all(equal.values()))


if __name__ == "__main__":
    sys.exit(main())

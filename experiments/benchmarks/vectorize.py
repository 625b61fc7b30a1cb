"""Speed and memory of the vectorizers against scikit-learn's on saudinewsnet.

    ARABNLP_DATA=… python experiments/benchmarks/vectorize.py [CASE…] [--articles N] [--rounds N] [--threads N]

Each case is a whole ``fit_transform`` (or ``transform``) of both on the same articles, scikit-learn with a
preprocessor that folds equally. They take turns; the matrices of the first turn must be equal, term by term and bit by
bit, or the case fails. Figures are medians over the turns. Peak memory is that of a process of its own for each side,
beyond what it holds before the call (texts, packages, and for ours the compiled code). ``compilation`` is the first
call in a process whose cache is empty, and in one whose cache is full.

Cases are recorded in ``results/vectorize.json``, each when it was last run.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from pyarabic import araby
from sklearn.feature_extraction.text import TfidfVectorizer

from arabnlp import ArabicNormalizer, ArabicTfidfVectorizer, load_dataset
from arabnlp.text.stem import get_stemmer

RESULTS = Path(__file__).parent / "results" / "vectorize.json"
NEW = 1_000
SEARCH = {code: out for step in ArabicNormalizer("search")._plan for code, out in step.mapping.items()}  # type: ignore[union-attr]
_cut = TfidfVectorizer().build_tokenizer()


def fold(text: str) -> str:
    return text.translate(SEARCH).lower()


def with_pyarabic(text: str) -> str:
    text = araby.normalize_ligature(araby.strip_tatweel(araby.strip_tashkeel(text)))
    return araby.normalize_teh(araby.normalize_alef(text)).lower()


def stemming(name: str) -> Callable[[str], list[str]]:
    stem = get_stemmer(name)
    assert stem is not None
    return lambda text: [stem(token) or token for token in _cut(fold(text))]


# Ours, scikit-learn's, and the peer's name.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "word": ({"normalizer": "search"}, {"preprocessor": fold}),
    "word_1_2": ({"normalizer": "search", "ngram_range": (1, 2)}, {"preprocessor": fold, "ngram_range": (1, 2)}),
    "char_wb_2_5": (
        {"normalizer": "search", "analyzer": "char_wb", "ngram_range": (2, 5)},
        {"preprocessor": fold, "analyzer": "char_wb", "ngram_range": (2, 5)},
    ),
    "pyarabic": ({"normalizer": "pyarabic"}, {"preprocessor": with_pyarabic}),
    "light10": ({"normalizer": "search", "stemmer": "light10"}, {"analyzer": stemming("light10")}),
    "snowball": ({"normalizer": "search", "stemmer": "snowball"}, {"analyzer": stemming("snowball")}),
    "news": ({"normalizer": "news"}, {"preprocessor": lambda text: ArabicNormalizer("news").normalize(text).lower()}),
}
TRANSFORMS = {"transform_word": "word", "transform_word_1_2": "word_1_2"}
MEMORY = {f"memory_{case}": case for case in ("word", "word_1_2", "char_wb_2_5", "light10")}


def texts_of(n: int | None) -> list[str]:
    return [article.text for article in load_dataset("saudinewsnet")][:n]


def equal(ours: Any, theirs: Any, a: Any, b: Any) -> bool:
    return (
        ours.get_feature_names_out().tolist() == theirs.get_feature_names_out().tolist()
        and np.array_equal(ours.idf_, theirs.idf_)
        and all(np.array_equal(getattr(a, name), getattr(b, name)) for name in ("indptr", "indices", "data"))
    )


def in_turns(runs: dict[str, Callable[[], Any]], rounds: int) -> tuple[dict[str, list[float]], list[Any]]:
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    first = []
    for turn in range(rounds):
        for name, run in runs.items():
            gc.collect()
            start = time.perf_counter()
            result = run()
            seconds[name].append(time.perf_counter() - start)
            if turn == 0:
                first.append(result)
            del result
    return seconds, first


def case_of(name: str, texts: list[str], rounds: int, threads: int | None) -> dict[str, Any]:
    ours_with, theirs_with = CASES[TRANSFORMS.get(name, name)]
    ours_with = {**ours_with, "n_jobs": threads}
    ArabicTfidfVectorizer(**ours_with).fit_transform(texts[:200])  # load the compiled code
    if name in TRANSFORMS:
        old, new = texts[:-NEW], texts[-NEW:]
        ours, theirs = ArabicTfidfVectorizer(**ours_with).fit(old), TfidfVectorizer(**theirs_with).fit(old)
        ours.transform(new[:1])
        seconds, (a, b) = in_turns(
            {"arabnlp": lambda: ours.transform(new), "scikit-learn": lambda: theirs.transform(new)}, rounds
        )
        same = equal(ours, theirs, a, b)
        texts = new
    else:

        def fit(kind: Any, params: dict[str, Any]) -> tuple[Any, Any]:
            vectorizer = kind(**params)
            return vectorizer, vectorizer.fit_transform(texts)

        seconds, first = in_turns(
            {
                "arabnlp": lambda: fit(ArabicTfidfVectorizer, ours_with),
                "scikit-learn": lambda: fit(TfidfVectorizer, theirs_with),
            },
            rounds,
        )
        (ours, a), (theirs, b) = first
        start = time.perf_counter()
        ours.get_feature_names_out()
        names_seconds = time.perf_counter() - start
        same = equal(ours, theirs, a, b)
    medians = {side: statistics.median(times) for side, times in seconds.items()}
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    record = {
        "equal": same,
        "articles": len(texts),
        "megabytes_utf8": round(size, 1),
        "shape": list(a.shape),
        "stored": int(a.nnz),
        "seconds": {side: round(value, 4) for side, value in medians.items()},
        "range_seconds": {side: [round(min(times), 4), round(max(times), 4)] for side, times in seconds.items()},
        "rounds": rounds,
        "megabytes_a_second": {side: round(size / value, 1) for side, value in medians.items()},
        "ratio": round(medians["scikit-learn"] / medians["arabnlp"], 1),
    }
    if name not in TRANSFORMS:
        record["seconds_to_make_the_term_strings_of_arabnlp"] = round(names_seconds, 4)
    return record


def status(field: str) -> int:
    """A size of this process in bytes, from Linux."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    raise OSError(f"no {field} in /proc/self/status")


def peak(case: str, side: str, path: str, threads: int | None) -> None:
    """Run one side in this process and print its peak beyond what it held before, in bytes."""
    texts = pickle.loads(Path(path).read_bytes())
    ours_with, theirs_with = CASES[case]
    kind, params = (
        (ArabicTfidfVectorizer, {**ours_with, "n_jobs": threads})
        if side == "arabnlp"
        else (TfidfVectorizer, theirs_with)
    )
    kind(**params).fit_transform(texts[:50])
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    before = status("VmRSS")
    matrix = kind(**params).fit_transform(texts)
    stored = matrix.data.nbytes + matrix.indices.nbytes + matrix.indptr.nbytes
    print(json.dumps([status("VmHWM") - before, stored]))


def memory(case: str, texts: list[str], threads: int | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts"
        path.write_bytes(pickle.dumps(texts))
        found = {}
        for side in ("arabnlp", "scikit-learn"):
            command = [sys.executable, __file__, "--peak", case, side, str(path)]
            command += ["--threads", str(threads)] if threads else []
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            found[side], stored = json.loads(out.splitlines()[-1])
    return {
        "articles": len(texts),
        "peak_megabytes": {side: round(value / 1e6, 1) for side, value in found.items()},
        "matrix_megabytes": round(stored / 1e6, 1),
        "ours_to_theirs": round(found["arabnlp"] / found["scikit-learn"], 3),
    }


_FIRST = """
import time
import numba
from arabnlp import ArabicTfidfVectorizer
ArabicTfidfVectorizer(normalizer={normalizer!r}, ngram_range={ngrams!r})
start = time.perf_counter()
ArabicTfidfVectorizer(normalizer={normalizer!r}, ngram_range={ngrams!r}).fit_transform(["قال الوزير"] * 3)
print(time.perf_counter() - start)
"""


def compilation() -> dict[str, Any]:
    record = {}
    for name, normalizer, ngrams in (("word", "news", (1, 1)), ("word_1_2", "news", (1, 2))):
        script = _FIRST.format(normalizer=normalizer, ngrams=ngrams)
        with tempfile.TemporaryDirectory() as folder:
            env = {**os.environ, "NUMBA_CACHE_DIR": folder}
            runs = [
                float(
                    subprocess.run(
                        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
                    ).stdout
                )
                for _ in range(2)
            ]
        record[name] = {
            "first_call_seconds_empty_cache": round(runs[0], 2),
            "first_call_seconds_full_cache": round(runs[1], 2),
        }
    return record


def main() -> int:
    names = [*CASES, *TRANSFORMS, *MEMORY, "compilation"]
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(names)}; all, if none is named")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--peak", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak:
        peak(*options.peak, options.threads)
        return 0
    if unknown := set(options.cases) - set(names):
        parser.error(f"no case {', '.join(sorted(unknown))}: choose from {', '.join(names)}")
    texts = texts_of(options.articles)
    failed = False
    for name in options.cases or names:
        if name == "compilation":
            record = compilation()
        elif name in MEMORY:
            record = memory(MEMORY[name], texts, options.threads)
        else:
            record = case_of(name, texts, options.rounds, options.threads)
            failed |= not record["equal"]
        print(name, json.dumps(record, indent=2), flush=True)
        results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"cases": {}}
        results["cases"][name] = record
        results["machine"] = {"processors": len(os.sched_getaffinity(0)), "architecture": platform.machine()}
        results["versions"] = {
            package: version(package) for package in ("scikit-learn", "numba", "numpy", "scipy", "PyArabic")
        } | {"python": platform.python_version()}
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

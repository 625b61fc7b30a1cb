"""Time and quality of ``LatentDirichletAllocation`` against tomotopy, gensim and scikit-learn on real corpora.

    pip install tomotopy
    ARABNLP_DATA=… python experiments/benchmarks/lda.py [CELL…]

A cell is ``corpus:topics:engine:threads:seed``, such as ``saudinewsnet:100:tomotopy:1:0``; without any, all of
``CELLS`` are run in the order of their importance. Each is recorded in ``results/lda.json`` at each checkpoint and
not run twice. ``--pairs [corpus:topics:threads:seed…]`` times native and tomotopy by turns: native, tomotopy to 100
sweeps, native again, since a machine's speed may change within minutes. ``--memory [corpus:topics:threads…]`` measures
what native's ``fit`` takes at its peak, beside the corpus that it is given, against the size of that corpus, one matrix
of texts and topics and two of topics and words in float32. ``--summary`` prints ratios and means from the record.

One matrix for all: scheme ``search``, words of three and more characters, ``min_df=10``, ``max_df=0.2``, and 1,500
random articles held out. One prior for all: alpha 0.1, beta 0.01, fixed. One evaluator for all: perplexity by document
completion (``arabnlp.features.heldout``). NPMI is the mean over the topics' ten most probable words, by occurrence in
one training article. What is timed: for native all of ``fit``, from the sparse matrix to topics; for the others the
training alone, once the corpus is in the form that they want. ``processor_seconds`` is the time of the process on all
cores, which other work on the machine disturbs less: ratios on one thread are of those, on two threads of seconds.
"""

from __future__ import annotations

import fcntl
import json
import os
import platform
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np
from scipy import sparse, stats

from arabnlp import ArabicCountVectorizer, LatentDirichletAllocation, load_dataset
from arabnlp.features.heldout import document_completion_perplexity

PLACE = Path(__file__).parent / "results" / "lda.json"
ALPHA, BETA, HELD_OUT = 0.1, 0.01, 1500
SWEEPS = [1, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 400]
COLUMNS = ["passes", "seconds", "processor_seconds", "perplexity"]
PASSES = {"native": 60, "gensim": 8, "sklearn": 5}
LONGER = {("arwiki", "50"): 150}  # of native: coherence still rises after 60
GENSIM = {"chunksize": 1000, "decay": 0.6, "offset": 10.0}  # the best of twelve after two passes: see the record
CELLS = [
    *(f"saudinewsnet:100:{engine}:1:0" for engine in ("native", "tomotopy", "gensim")),
    "saudinewsnet:500:native:1:0",
    "saudinewsnet:500:tomotopy:1:0",
    *(f"saudinewsnet:100:native:1:{seed}" for seed in (1, 2, 3, 4)),
    "saudinewsnet:50:native:1:0",
    "saudinewsnet:50:tomotopy:1:0",
    *(f"arwiki:{topics}:{engine}:1:0" for topics in (100, 500) for engine in ("native", "tomotopy")),
    *(f"saudinewsnet:100:tomotopy:1:{seed}" for seed in (1, 2, 3, 4)),
    "saudinewsnet:100:sklearn:1:0",
    "saudinewsnet:500:gensim:1:0",
    *(f"arwiki:100:{engine}:1:{seed}" for engine in ("native", "tomotopy") for seed in (1, 2, 3, 4)),
    *(f"arwiki:50:{engine}:1:{seed}" for seed in range(10) for engine in ("native", "tomotopy")),
    *(f"saudinewsnet:50:{engine}:1:{seed}" for seed in range(1, 5) for engine in ("native", "tomotopy")),
    *(f"{corpus}:50:gensim:1:0" for corpus in ("saudinewsnet", "arwiki")),
    "arwiki:100:gensim:1:0",
    *(f"{corpus}:500:{engine}:1:1" for corpus in ("saudinewsnet", "arwiki") for engine in ("native", "tomotopy")),
]


PAIRS = [
    *(f"{corpus}:100:1:{seed}" for seed in range(5) for corpus in ("saudinewsnet", "arwiki")),
    *(f"{corpus}:{topics}:1:0" for topics in (500, 50) for corpus in ("saudinewsnet", "arwiki")),
    *(f"{corpus}:{topics}:2:0" for topics in (100, 500) for corpus in ("saudinewsnet", "arwiki")),
]
PAIR_PASSES, PAIR_SWEEPS = 7, 100
MEMORY = [f"{corpus}:{rest}" for corpus in ("saudinewsnet", "arwiki") for rest in ("50:1", "100:1", "500:1", "500:2")]


def matrices(corpus: str) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Training and held-out counts, kept in the temporary folder."""
    kept = Path(tempfile.gettempdir()) / f"arabnlp-lda-{corpus}.npz"
    if not kept.exists():
        vectorizer = ArabicCountVectorizer(
            normalizer="search", token_pattern=r"(?u)\b\w{3,}\b", min_df=10, max_df=0.2, dtype=np.int32
        )
        sparse.save_npz(kept, vectorizer.fit_transform([article.text for article in load_dataset(corpus)]))
    X = sparse.load_npz(kept).tocsr()
    order = np.random.default_rng(0).permutation(X.shape[0])
    held, train = X[order[:HELD_OUT]], X[order[HELD_OUT:]]
    known = np.flatnonzero(np.bincount(train.indices, minlength=X.shape[1]))
    return train[:, known].tocsr(), held[:, known].tocsr()


def npmi(topics: np.ndarray, X: sparse.csr_matrix, n_words: int = 10) -> float:
    """Mean normalized pointwise mutual information of the topics' first words, by joint occurrence in a text."""
    top = np.argsort(-topics, axis=1)[:, :n_words]
    words, places = np.unique(top, return_inverse=True)
    places = places.reshape(top.shape)
    some = (X.tocsc()[:, words] > 0).astype(np.float32)
    joint = np.asarray((some.T @ some).todense(), np.float64) / X.shape[0]
    single = joint.diagonal()
    values = []
    for line in places:
        for i in range(n_words):
            for j in range(i):
                a, b = line[i], line[j]
                p = joint[a, b]
                values.append(-1.0 if p == 0 else np.log(p / (single[a] * single[b])) / -np.log(p))
    return float(np.mean(values))


class Curve:
    """Perplexities at checkpoints, with the time for evaluation taken out."""

    def __init__(self, train: sparse.csr_matrix, held: sparse.csr_matrix, tell: Callable[[dict], None]) -> None:
        self.train, self.held, self.tell, self.points, self.topics = train, held, tell, [], np.zeros((0, 0))
        self.begin = self.clocks()

    @staticmethod
    def clocks() -> np.ndarray:
        return np.array([time.perf_counter(), time.process_time()])

    def start(self) -> None:
        self.begin = self.clocks()

    def __call__(self, number: int, topics: Callable[[], np.ndarray]) -> None:
        now = self.clocks()
        spent = now - self.begin
        self.topics = topics()
        value = document_completion_perplexity(self.held, self.topics, ALPHA)
        self.points.append([number, round(float(spent[0]), 3), round(float(spent[1]), 3), round(value, 1)])
        self.tell(self.record())
        self.begin += self.clocks() - now

    def record(self) -> dict:
        used = self.topics.argsort(axis=1)[:, -25:]
        return {
            "points": self.points,
            "columns": COLUMNS,
            "npmi": round(npmi(self.topics, self.train), 4),
            "diversity": round(len(np.unique(used)) / used.size, 4),
        }


def run_native(curve: Curve, topics: int, n_threads: int, seed: int, passes: int) -> None:
    def after(number: int, model: LatentDirichletAllocation, seconds: float, bound: float | None) -> None:
        if number in SWEEPS or number in (0, 2, 3, 4, 7):  # 0: after the start on a sample
            curve(number, lambda: model.components_)

    model = LatentDirichletAllocation(
        topics, doc_topic_prior=ALPHA, topic_word_prior=BETA, max_iter=1, n_jobs=n_threads, random_state=seed
    )
    model.fit(curve.train[:200])  # compiles, or loads what was compiled
    model.set_params(max_iter=passes, callback=after)
    curve.start()
    model.fit(curve.train)


def run_tomotopy(curve: Curve, topics: int, n_threads: int, seed: int, sweeps: int) -> None:
    import tomotopy

    model = tomotopy.LDAModel(k=topics, alpha=ALPHA, eta=BETA, seed=seed)
    model.optim_interval = 0
    X = curve.train
    for start, end in zip(X.indptr[:-1], X.indptr[1:], strict=True):
        model.add_doc([str(word) for word in np.repeat(X.indices[start:end], X.data[start:end])])

    def weights() -> np.ndarray:
        columns = np.array([int(word) for word in model.used_vocabs])
        result = np.full((topics, X.shape[1]), 1e-12)
        for topic in range(topics):
            result[topic, columns] = model.get_topic_word_dist(topic)
        return result

    done = 0
    curve.start()
    for number in [mark for mark in SWEEPS if mark <= sweeps]:
        model.train(number - done, workers=n_threads)
        done = number
        curve(number, weights)


def run_gensim(curve: Curve, topics: int, n_threads: int, seed: int, passes: int) -> None:
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    corpus = list(Sparse2Corpus(curve.train, documents_columns=False))
    chunks = -(-len(corpus) // GENSIM["chunksize"])

    class Model(LdaModel):
        steps = 0

        def do_mstep(self, rho, other, extra_pass=False):
            super().do_mstep(rho, other, extra_pass)
            self.steps += 1
            if self.steps % chunks == 0:
                curve(self.steps // chunks, self.state.get_lambda)

    curve.start()
    Model(
        corpus, topics, {i: str(i) for i in range(curve.train.shape[1])}, passes=passes, alpha=[ALPHA] * topics,
        eta=BETA, random_state=seed, eval_every=None, **GENSIM,
    )  # fmt: skip


def run_sklearn(curve: Curve, topics: int, n_threads: int, seed: int, passes: int) -> None:
    from sklearn.decomposition import LatentDirichletAllocation as Peer

    model = Peer(
        topics, doc_topic_prior=ALPHA, topic_word_prior=BETA, batch_size=2048, random_state=seed, n_jobs=n_threads,
        total_samples=curve.train.shape[0],
    )  # fmt: skip
    curve.start()
    for number in range(1, passes + 1):
        model.partial_fit(curve.train)
        curve(number, lambda: model.components_)


RUN = {"native": run_native, "tomotopy": run_tomotopy, "gensim": run_gensim, "sklearn": run_sklearn}


def load() -> dict:
    return json.loads(PLACE.read_text(encoding="utf-8")) if PLACE.exists() else {"cells": {}}


def save(part: str, cell: str, record: dict) -> None:
    with PLACE.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two cells may run at once
        file.seek(0)
        everything = json.loads(file.read() or '{"cells": {}}')
        everything.setdefault(part, {})[cell] = record
        everything["machine"] = {"processors": os.cpu_count(), "architecture": platform.machine()}
        everything["versions"] = {name: version(name) for name in ("tomotopy", "gensim", "scikit-learn", "numba")}
        file.truncate(0)
        file.write(json.dumps(everything, indent=1) + "\n")


def run(cell: str, sweeps: int) -> None:
    corpus, topics, engine, n_threads, seed = cell.split(":")
    train, held = matrices(corpus)
    size = {"articles": train.shape[0], "terms": train.shape[1], "tokens": int(train.sum())}

    def tell(record: dict) -> None:
        save("cells", cell, record | {"training": size, "complete": False})
        print(cell, record["points"][-1], "NPMI", record["npmi"], flush=True)

    curve = Curve(train, held, tell)
    passes = PASSES.get(engine, sweeps)
    if engine == "native":
        passes = LONGER.get((corpus, topics), passes)
    RUN[engine](curve, int(topics), int(n_threads), int(seed), passes)
    save("cells", cell, curve.record() | {"training": size, "complete": True})


def pair(name: str) -> None:
    corpus, topics, n_threads, seed = name.split(":")
    train, held = matrices(corpus)
    record: dict[str, list] = {"native": [], "tomotopy": []}
    for engine, number in (("native", PAIR_PASSES), ("tomotopy", PAIR_SWEEPS), ("native", PAIR_PASSES)):
        curve = Curve(train, held, lambda record: None)
        RUN[engine](curve, int(topics), int(n_threads), int(seed), number)
        record[engine].append(curve.points)
        print(name, engine, curve.points[-1], flush=True)
    save("pairs", name, record | {"columns": COLUMNS})


def memory(name: str) -> None:
    corpus, topics, n_threads = name.split(":")
    X = matrices(corpus)[0].astype(np.int32)
    X.sort_indices()  # as a vectorizer gives it
    model = LatentDirichletAllocation(
        int(topics), doc_topic_prior=ALPHA, topic_word_prior=BETA, max_iter=1, n_jobs=int(n_threads), random_state=0
    )
    model.fit(X[:200])  # compiles, or loads what was compiled
    tracemalloc.start()
    model.set_params(max_iter=3).fit(X)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    given = X.data.nbytes + X.indices.nbytes + X.indptr.nbytes
    allowed = given + 4 * int(topics) * (X.shape[0] + 2 * X.shape[1])
    print(f"{name}: {peak / 1e6:.1f} MB, corpus and three matrices {allowed / 1e6:.1f} MB", flush=True)
    save("memory", name, {"peak": peak, "corpus": given, "corpus and three matrices": allowed})


def reach(points: list, target: float, column: int) -> float | None:
    """When a curve falls to ``target``, on a straight line between checkpoints in logarithms of time."""
    last = None
    for point in points:
        if point[3] <= target:
            if last is None:
                return point[column]
            part = (last[3] - target) / (last[3] - point[3])
            return float(last[column] * (point[column] / last[column]) ** part)
        last = point
    return None


def summary() -> None:
    cells = load()["cells"]
    for cell, record in cells.items():
        corpus, topics, engine, n_threads, seed = cell.split(":")
        end = record["points"][-1]
        print(f"{cell}: {end[3]} after {end[0]} passes, {end[1]} s ({end[2]} s of processor), NPMI {record['npmi']}")
        best = min(record["points"], key=lambda point: point[3])
        if best is not end:
            print(f"    best: {best[3]} after {best[0]} passes, {best[2]} s of processor")
        native = cells.get(f"{corpus}:{topics}:native:{n_threads}:{seed}")
        if engine == "native" or native is None:
            continue
        ours = reach(native["points"], end[3], 2)
        if engine != "tomotopy" and ours is not None:  # tomotopy's times are those of the pairs
            print(f"    native there in {ours:.2f} s of processor, {end[2] / ours:.0f} times faster")
    summarize_pairs(load().get("pairs", {}))
    for name, record in load().get("memory", {}).items():
        part = record["peak"] / record["corpus and three matrices"]
        print(f"{name}: {record['peak'] / 1e6:.1f} MB at the peak, {part:.3f} of the corpus and three matrices")
    groups: dict[str, list[dict]] = {}
    for cell, record in cells.items():
        groups.setdefault(cell.rpartition(":")[0], []).append(record)
    for name, records in groups.items():
        passes = max(record["points"][-1][0] for record in records)
        ends = [record for record in records if record["points"][-1][0] == passes]
        if len(ends) > 1:
            perplexity = told_mean([record["points"][-1][3] for record in ends], 0)
            told = f"{name}, {len(ends)} seeds, after {passes} passes"
            print(f"{told}: {perplexity}, NPMI {told_mean([record['npmi'] for record in ends], 3)}")


def summarize_pairs(pairs: dict) -> None:
    """Times to tomotopy's perplexities, native's as the mean of its two turns."""
    times: dict[tuple, list] = {}
    for name, record in pairs.items():
        corpus, topics, n_threads, _ = name.split(":")
        column = 2 if n_threads == "1" else 1
        for mark in record["tomotopy"][0]:
            ours = [reach(points, mark[3], column) for points in record["native"]]
            if mark[0] in (20, 40, 60, 100):
                key = (corpus, topics, n_threads, mark[0])
                times.setdefault(key, []).append((None if None in ours else float(np.mean(ours)), mark[column]))
    for (corpus, topics, n_threads, sweeps), found in times.items():
        told = f"{corpus}, {topics} topics, threads: {n_threads}, seeds: {len(found)}, to tomotopy's {sweeps} sweeps"
        if any(ours is None for ours, _ in found):
            print(f"{told}: not reached by all")
            continue
        ratios = [theirs / ours for ours, theirs in found]
        ours, theirs = np.mean(found, axis=0)
        print(f"{told}: {np.mean(ratios):.1f} times ({min(ratios):.1f} at least), {ours:.2f} s and {theirs:.1f} s")


def told_mean(values: list[float], digits: int) -> str:
    """Mean and half the width of its 95% interval (Student's t)."""
    half = stats.sem(values) * stats.t.ppf(0.975, len(values) - 1)
    return f"{np.mean(values):.{digits}f} ± {half:.{digits}f}"


def main() -> int:
    arguments = sys.argv[1:]
    if arguments == ["--summary"]:
        summary()
        return 0
    if arguments[:1] == ["--pairs"]:
        for name in arguments[1:] or PAIRS:
            if name not in load().get("pairs", {}):
                pair(name)
        return 0
    if arguments[:1] == ["--memory"]:
        for name in arguments[1:] or MEMORY:
            memory(name)
        return 0
    sweeps = 400
    if arguments and arguments[0].isdigit():
        sweeps = int(arguments.pop(0))
    for cell in arguments or CELLS:
        if not load()["cells"].get(cell, {}).get("complete"):
            run(cell, sweeps)
    return 0


if __name__ == "__main__":
    sys.exit(main())

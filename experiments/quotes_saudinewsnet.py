"""Quotations of real news: ``extract_quotes`` against the gold of ``experiments/gold``.

    ARABNLP_DATA=… python experiments/quotes_saudinewsnet.py

Exact spans, and among those found the speaker, right if it is one of the annotated wordings,
folded as ``arabnlp experiment`` compares them on the seeds. Intervals are 95%
percentiles over articles drawn with replacement. Records ``experiments/results/quotes_saudinewsnet.json``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from arabnlp import extract_quotes, load_dataset
from arabnlp.text.tokenize import fold_word

HERE = Path(__file__).resolve().parent
ROUNDS = 2_000


def count(path: Path, texts: dict[str, str]) -> np.ndarray:
    """A row an article: quotations in the gold, found, found exactly, found exactly with the right speaker."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts[row["id"]]
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] != row["sha256"]:
            raise SystemExit(f"{row['id']} is not the text that was annotated: its offsets do not hold.")
        gold = {(quote["start"], quote["end"]): quote["speaker"] for quote in row["quotes"]}
        found = {(quote.start, quote.end): quote.speaker for quote in extract_quotes(text)}
        exact = gold.keys() & found.keys()
        right = sum(fold_word(found[span]) in ([fold_word(text[a:b]) for a, b in gold[span]] or [""]) for span in exact)
        rows.append((len(gold), len(found), len(exact), right))
    return np.array(rows)


def scores(rows: np.ndarray) -> dict[str, float]:
    gold, found, exact, right = rows.sum(axis=0)
    precision, recall = exact / max(found, 1), exact / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-12)
    return {"f1": f1, "precision": precision, "recall": recall, "speaker_accuracy": right / max(exact, 1)}


def main() -> int:
    texts = {article.id: article.text for article in load_dataset("saudinewsnet")}
    random = np.random.default_rng(0)
    record = {}
    for part, name in (("test", "saudinewsnet_quotes"), ("development", "saudinewsnet_quotes_dev")):
        rows = count(HERE / "gold" / f"{name}.jsonl", texts)
        drawn = [scores(rows[random.integers(len(rows), size=len(rows))]) for _ in range(ROUNDS)]
        record[part] = {"articles": len(rows), "quotes": int(rows[:, 0].sum()), "found": int(rows[:, 1].sum())}
        for key, value in scores(rows).items():
            low, high = np.percentile([one[key] for one in drawn], [2.5, 97.5])
            record[part][key] = {"value": round(float(value), 3), "interval": [round(low, 3), round(high, 3)]}
            print(f"{part}, {key}: {value:.3f} [{low:.3f}, {high:.3f}]")
    place = HERE / "results" / "quotes_saudinewsnet.json"
    place.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

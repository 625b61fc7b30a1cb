"""Quotations of real news, reported speech of the seeds: ``extract_quotes`` against the gold of ``experiments/gold``.

    ARABNLP_DATA=… python experiments/quotes_saudinewsnet.py [part …]

Exact spans, and among those found the speaker, right if it is one of the annotated wordings,
folded as ``arabnlp experiment`` compares them on the seeds. Intervals are 95%
percentiles over articles drawn with replacement. Without parts everything is measured and
``experiments/results/quotes_saudinewsnet.json`` recorded; name parts while developing, so that the test part
stays unseen.
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
PARTS = {  # part: file, data set, kind of quotation
    "test": ("saudinewsnet_places", "saudinewsnet", "direct"),
    "test_2": ("saudinewsnet_places_test2", "saudinewsnet", "direct"),
    "test_3": ("saudinewsnet_places_test3", "saudinewsnet", "direct"),
    "test_4": ("saudinewsnet_places_test4", "saudinewsnet", "direct"),
    "test_5": ("saudinewsnet_places_test5", "saudinewsnet", "direct"),
    "test_6": ("saudinewsnet_places_test6", "saudinewsnet", "direct"),
    "former_test": ("saudinewsnet_quotes", "saudinewsnet", "direct"),
    "development": ("saudinewsnet_quotes_dev", "saudinewsnet", "direct"),
    "development_2": ("saudinewsnet_quotes_dev2", "saudinewsnet", "direct"),
    "development_3": ("saudinewsnet_quotes_dev3", "saudinewsnet", "direct"),
    "development_4": ("saudinewsnet_places_dev", "saudinewsnet", "direct"),
    "development_5": ("saudinewsnet_places_dev2", "saudinewsnet", "direct"),
    "development_6": ("saudinewsnet_places_dev3", "saudinewsnet", "direct"),
    **{f"development_{k + 3}": (f"saudinewsnet_places_dev{k}", "saudinewsnet", "direct") for k in range(4, 15)},
    "check": ("saudinewsnet_quotes_check", "saudinewsnet", "direct"),
    "indirect": ("seeds_indirect", "seeds", "indirect"),
}


def count(path: Path, texts: dict[str, str], kind: str) -> np.ndarray:
    """A row an article: quotations in the gold, found, found exactly, found exactly with the right speaker."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts[row["id"]]
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] != row["sha256"]:
            raise SystemExit(f"{row['id']} is not the text that was annotated: its offsets do not hold.")
        gold = {(quote["start"], quote["end"]): quote["speaker"] for quote in row["quotes"]}
        quotes = extract_quotes(text, indirect=kind != "direct")
        if "at" in row:  # one place of the article is judged: what stands there, and nothing else, counts
            start, end = min([row["at"], *(a for a, _ in gold)]) - 1, max([row["at"] + 1, *(b for _, b in gold)]) + 1
            quotes = [quote for quote in quotes if quote.start < end and start < quote.end]
        found = {(quote.start, quote.end): quote.speaker for quote in quotes if quote.kind == kind}
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
    parts = sys.argv[1:] or list(PARTS)
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise SystemExit(f"Unknown part {unknown[0]!r}: choose from {', '.join(PARTS)}.")
    data = {name: {article.id: article.text for article in load_dataset(name)} for name in {PARTS[p][1] for p in parts}}
    record = {}
    counted = {
        part: count(HERE / "gold" / f"{PARTS[part][0]}.jsonl", data[PARTS[part][1]], PARTS[part][2]) for part in parts
    }
    tests = [rows for part, rows in counted.items() if part.startswith("test")]
    if len(tests) > 1:
        counted["tests_together"] = np.vstack(tests)
    for part, rows in counted.items():
        random = np.random.default_rng(0)
        drawn = [scores(rows[random.integers(len(rows), size=len(rows))]) for _ in range(ROUNDS)]
        record[part] = {"articles": len(rows), "quotes": int(rows[:, 0].sum()), "found": int(rows[:, 1].sum())}
        for key, value in scores(rows).items():
            low, high = np.percentile([one[key] for one in drawn], [2.5, 97.5])
            record[part][key] = {"value": round(float(value), 3), "interval": [round(low, 3), round(high, 3)]}
            print(f"{part}, {key}: {value:.3f} [{low:.3f}, {high:.3f}]")
    if len(parts) == len(PARTS):
        place = HERE / "results" / "quotes_saudinewsnet.json"
        place.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Boilerplate of real news, by rules and by repetition: what is found, how much of it is right, how much is missed.

    ARABNLP_DATA=… python experiments/boilerplate.py

Learns from SaudiNewsNet and from ANT 2.1, each outlet for itself, and finds the boilerplate of all their articles. Two
samples were judged by reading, ``experiments/gold/boilerplate.jsonl`` (offsets only): 100 different pieces drawn from
all that was found (60 and 40), and 100 articles (60 and 40) in which all pieces were marked, found or not. Precision
counts pieces of the first that are still found; recall, pieces of the second of which nine tenths are found. Both
samples were also looked at while the rules were made, so that other outlets will do somewhat worse. Records
``experiments/results/boilerplate.json``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from arabnlp import load_dataset
from arabnlp.text.repetition import BoilerplateModel

HERE = Path(__file__).resolve().parent
GOLD = HERE / "gold" / "boilerplate.jsonl"
CORPORA = ("saudinewsnet", "antv2")


def wilson(hits: int, total: int) -> list[float]:
    """95% interval of a share."""
    if not total:
        return [0.0, 1.0]
    z, p = 1.96, hits / total
    middle, half = p + z * z / (2 * total), z * ((p * (1 - p) + z * z / (4 * total)) / total) ** 0.5
    return [round((middle - half) / (1 + z * z / total), 4), round((middle + half) / (1 + z * z / total), 4)]


def main() -> int:
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    result: dict[str, Any] = {"name": "boilerplate", "corpora": {}}
    right = found_again = pieces = caught = stale = 0
    for corpus in CORPORA:
        articles = load_dataset(corpus)
        sources = [article.source for article in articles]
        model = BoilerplateModel(datelines=True).fit([article.text for article in articles], sources=sources)
        families: Counter[str] = Counter()
        spans = {}
        for article in articles:
            spans[article.id] = model.spans(article.text, article.source)
            families.update(family for _, _, family in spans[article.id])
        result["corpora"][corpus] = {
            "articles": len(articles),
            "articles_with_boilerplate": sum(bool(each) for each in spans.values()),
            "pieces": dict(families.most_common()),
            "repeated": dict(Counter(f"{each.source} {each.place}" for each in model.repeated_)),
        }
        texts = {article.id: article.text for article in articles}
        for row in gold:
            if row["corpus"] != corpus:
                continue
            text = texts.get(row["id"], "")
            if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] != row["sha256"]:
                stale += 1
                continue
            covered = {place for start, end, _ in spans[row["id"]] for place in range(start, end)}

            def is_found(start: int, end: int, covered: set[int] = covered) -> bool:
                return sum(place in covered for place in range(start, end)) >= 0.9 * (end - start)

            if row["set"] == "removed":
                found = is_found(row["start"], row["end"])
                found_again += found
                right += found and row["boilerplate"]
            else:
                pieces += len(row["pieces"])
                caught += sum(is_found(start, end) for start, end in row["pieces"])
    result["precision"] = {"right": right, "judged": found_again, "interval": wilson(right, found_again)}
    result["recall"] = {"found": caught, "pieces": pieces, "articles": 100, "interval": wilson(caught, pieces)}
    result["stale_gold"] = stale
    (HERE / "results" / "boilerplate.json").write_text(
        json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(f"precision {right}/{found_again} {result['precision']['interval']}")
    print(f"recall {caught}/{pieces} {result['recall']['interval']}; stale gold rows {stale}")
    return int(stale > 0)


if __name__ == "__main__":
    sys.exit(main())

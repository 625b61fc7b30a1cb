"""Sentence boundaries: ``split_sentences`` beside simpler ways, against the gold of ``experiments/gold``.

    ARABNLP_DATA=… python experiments/sentences.py

Sixty articles, 20 each of saudinewsnet, SANAD and the seeds; the rules were mended on half of them. A boundary is the
place where a sentence begins, but for the first. Beside it: a split at every stop and line break (``marks``), one only
at a stop with a space after it (``marks_space``), and pySBD for Arabic, installed in its own environment in ``build/``.
F1 over all boundaries and over those inside a line; intervals are 95% percentiles over articles drawn with replacement.
Then 127 stops of kinds that are hard to tell, one an article, out of three corpora: how many are told right.
Records ``experiments/results/sentences.json``.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import venv
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from arabnlp import load_dataset, split_sentences

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / "build" / "pysbd"
PACKAGES = ("pysbd==0.3.4",)
ROUNDS = 2_000
PEER = r"""
import json, sys
import pysbd
segmenter = pysbd.Segmenter(language="ar", clean=False)
json.dump([segmenter.segment(text) for text in json.load(open(sys.argv[1]))], open(sys.argv[2], "w"))
"""


def articles() -> dict[str, str]:
    """Texts by identifier: both corpora, and the seeds."""
    texts = {article.id: article.text for name in ("saudinewsnet", "antv2", "sanad") for article in load_dataset(name)}
    seeds = HERE.parent / "seeds"
    for line in (seeds / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["id"]] = row["text"]
    texts["000"] = (seeds / "000_98006e8bcea76a25.txt").read_text(encoding="utf-8")
    return texts


def starts_of_pieces(text: str, pieces: list[str]) -> set[int]:
    """Places where pieces of a text begin, blanks left out."""
    found, at = set(), 0
    for piece in pieces:
        bare = piece.strip()
        if bare:
            at = text.index(bare, at)
            found.add(at)
            at += len(bare)
    return found


def by_pattern(text: str, pattern: str) -> set[int]:
    ends = [0, *(match.end() for match in re.finditer(pattern, text)), len(text)]
    return starts_of_pieces(text, [text[a:b] for a, b in pairwise(ends)])


def by_pysbd(texts: list[str]) -> list[set[int]]:
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", *PACKAGES], check=True)
    given, taken = HOME / "texts.json", HOME / "pieces.json"
    given.write_text(json.dumps(texts), encoding="utf-8")
    subprocess.run([python, "-W", "ignore", "-c", PEER, given, taken], check=True)
    pieces = json.loads(taken.read_text(encoding="utf-8"))
    return [starts_of_pieces(text, own) for text, own in zip(texts, pieces, strict=True)]


def f1(rows: np.ndarray) -> float:
    gold, found, right = rows.sum(axis=0)
    return 2 * right / max(gold + found, 1)


def read_gold(name: str, texts: dict[str, str]) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in (HERE / "gold" / name).read_text(encoding="utf-8").splitlines()]
    for row in rows:
        if hashlib.sha256(texts[row["id"]].encode("utf-8", "surrogatepass")).hexdigest()[:16] != row["sha256"]:
            raise SystemExit(f"{row['id']} is not the text that was annotated: its offsets do not hold.")
    return rows


def score(true: list[set[int]], said: list[set[int]]) -> dict[str, Any]:
    """F1 of boundaries, with its interval."""
    counts = np.array([(len(a), len(b), len(a & b)) for a, b in zip(true, said, strict=True)])
    random = np.random.default_rng(0)
    drawn = [f1(counts[random.integers(len(counts), size=len(counts))]) for _ in range(ROUNDS)]
    total, claimed, right = (int(n) for n in counts.sum(axis=0))
    interval = [round(float(at), 3) for at in np.percentile(drawn, [2.5, 97.5])]
    return {"boundaries": total, "found": claimed, "right": right, "f1": round(f1(counts), 3), "interval": interval}


def told_right(row: dict[str, Any], text: str, starts: set[int]) -> bool:
    """Whether a stop ends a sentence as the gold says: one starts right after it, blanks and signs left out."""
    place = row["end"]
    while place < min(len(text), row["end"] + 5) and not text[place].isalnum():
        place += 1
    return row["ends"] == any(at in starts for at in range(row["end"], place + 1))


def inside_lines(text: str, starts: set[int]) -> set[int]:
    """Boundaries that no line break shows."""
    return {at for at in starts if "\n" not in text[len(text[:at].rstrip()) : at]}


def main() -> int:
    texts = articles()
    gold = read_gold("sentences.jsonl", texts)
    stops = read_gold("sentence_stops.jsonl", texts)
    own = [texts[row["id"]] for row in gold]
    hard = [texts[row["id"]] for row in stops]
    by_peer = by_pysbd([*own, *hard])
    methods = {
        "arabnlp": [{s.start for s in split_sentences(text, headings=True)} for text in [*own, *hard]],
        "pysbd": by_peer,
        "marks": [by_pattern(text, r"[.!?؟]+|\n") for text in [*own, *hard]],
        "marks_space": [by_pattern(text, r"[.!?؟]+(?=\s)|\n") for text in [*own, *hard]],
    }
    record: dict[str, Any] = {}
    for part in ("test", "development"):
        chosen = [i for i, row in enumerate(gold) if row["part"] == part]
        for name, starts in methods.items():
            true = [set(gold[i]["starts"]) for i in chosen]
            said = [starts[i] - {len(own[i]) - len(own[i].lstrip())} for i in chosen]
            result = {"all": score(true, said)}
            inner = [[inside_lines(own[i], s) for i, s in zip(chosen, sets, strict=True)] for sets in (true, said)]
            result["inside_lines"] = score(*inner)
            record.setdefault(part, {})[name] = result
            for where, row in result.items():
                print(f"{part}, {name}, {where}: F1 {row['f1']} {row['interval']} of {row['boundaries']}")
    for name, starts in methods.items():
        told = [told_right(*one) for one in zip(stops, hard, starts[len(own) :], strict=True)]
        kinds = {
            kind: [ok for ok, row in zip(told, stops, strict=True) if row["kind"] == kind] for kind in ("dots", "stop")
        }
        record.setdefault("hard_stops", {})[name] = {
            kind: {"stops": len(oks), "right": sum(oks)} for kind, oks in kinds.items()
        }
        print(f"hard stops, {name}: {sum(told)} of {len(told)} right")
    place = HERE / "results" / "sentences.json"
    place.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

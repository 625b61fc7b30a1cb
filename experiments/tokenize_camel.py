"""Tokens of real text: ``tokenize`` beside CAMeL Tools' ``simple_word_tokenize``.

    ARABNLP_DATA=… python experiments/tokenize_camel.py

Installs camel-tools in an environment of its own under ``build/`` and gives both the same 12,000 lines. Counts lines
with the same tokens, the peer's words (tokens with a letter and no digit) that are a token here too, and, by kind, the
tokens here that the peer cuts otherwise. Records ``experiments/results/tokenize_camel.json``.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import venv
from collections import Counter
from pathlib import Path

from arabnlp import load_dataset
from arabnlp.text.sentences import paragraphs
from arabnlp.text.tokenize import tokenize

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "tokenize_camel"
CORPORA = ("saudinewsnet", "ant", "antv2", "sanad", "asnd", "arwiki")
LINES = 2_000  # of each
PACKAGES = ("camel-tools==1.6.0", "regex", "six", "emoji")
PEER = r"""
import json, sys
from camel_tools.tokenizers.word import simple_word_tokenize
json.dump([simple_word_tokenize(line) for line in json.load(open(sys.argv[1]))], open(sys.argv[2], "w"))
"""


def sample_lines(name: str) -> list[str]:
    texts = [article.text for article in load_dataset(name)]
    return [str(line) for text in random.Random(name).sample(texts, 3_000) for line in paragraphs(text)]


def peers_tokens(lines: list[str]) -> list[list[str]]:
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", *PACKAGES], check=True)
    given, taken = HOME / "lines.json", HOME / "tokens.json"
    given.write_text(json.dumps(lines), encoding="utf-8")
    subprocess.run([python, "-W", "ignore", "-c", PEER, given, taken], check=True)
    return json.loads(taken.read_text(encoding="utf-8"))


def spans(line: str, tokens: list[str]) -> dict[tuple[int, int], str]:
    """Places of tokens that follow each other in a line."""
    found, at = {}, 0
    for token in tokens:
        start = line.index(token, at)
        at = start + len(token)
        found[start, at] = token
    return found


def main() -> int:
    lines: list[str] = []
    for name in CORPORA:
        lines += random.Random(name).sample(sample_lines(name), LINES)
    same = words = same_words = 0
    otherwise: Counter[str] = Counter()
    for line, tokens in zip(lines, peers_tokens(lines), strict=True):
        ours, theirs = {(t.start, t.end): t.kind for t in tokenize(line)}, spans(line, tokens)
        same += ours.keys() == theirs.keys()
        plain = {
            span for span, token in theirs.items() if any(map(str.isalpha, token)) and not any(map(str.isdigit, token))
        }
        words += len(plain)
        same_words += len(plain & ours.keys())
        otherwise.update(kind for span, kind in ours.items() if span not in theirs)
    record = {
        "lines": len(lines),
        "corpora": CORPORA,
        "packages": PACKAGES[:1],
        "same_lines": same,
        "words": words,
        "same_words": same_words,
        "cut_otherwise": dict(otherwise.most_common()),
    }
    place = ROOT / "experiments" / "results" / "tokenize_camel.json"
    place.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{same} of {len(lines)} lines the same; {same_words} of {words} words ({100 * same_words / words:.2f}%)")
    print("cut otherwise:", ", ".join(f"{kind} {count}" for kind, count in otherwise.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

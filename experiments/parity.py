"""Schemes that reproduce other tools, against those tools on real sentences.

    ARABNLP_DATA=… python experiments/parity.py

Installs camel-tools, arabert and PyArabic in an environment of their own under ``build/`` (without their heavy
dependencies, which these functions do not use), gives both sides the same sentences and compares the output character
by character. Records the counts in ``experiments/results/parity.json``; exit status 1 if any sentence differs.
Lucene is Java: its scheme is tested on the vectors of ``tests/text/test_normalize.py``.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import venv
from pathlib import Path

from arabnlp import ArabicNormalizer, load_dataset, split_sentences

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "parity"
CORPORA = ("saudinewsnet", "ant", "antv2", "sanad", "asnd", "arwiki")
SENTENCES = 20_000
PACKAGES = ("camel-tools==1.6.0", "arabert==1.0.1", "PyArabic==0.6.15")
LIGHT = ("six", "emoji")

PEERS = r"""
import json, sys
from arabert.preprocess import ArabertPreprocessor
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar, normalize_unicode)
from pyarabic import araby
arabert = ArabertPreprocessor("bert-base-arabertv02").preprocess
steps = {
    "camel": [normalize_unicode, dediac_ar, normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar],
    "pyarabic": [araby.strip_tashkeel, araby.strip_tatweel, araby.normalize_ligature, araby.normalize_alef,
                 araby.normalize_teh],
    "arabert": [arabert],
}
result = {}
for name, functions in steps.items():
    result[name] = texts = json.load(open(sys.argv[1], encoding="utf-8"))
    for function in functions:
        texts = [function(text) for text in texts]
    result[name] = texts
json.dump(result, open(sys.argv[2], "w", encoding="utf-8"))
"""


def sample_sentences() -> list[str]:
    """As many sentences of each corpus, chosen at random; and each as a whole line of markup would stand in a page."""
    chosen: list[str] = []
    for name in CORPORA:
        texts = [article.text for article in load_dataset(name)]
        random.Random(name).shuffle(texts)
        sentences: list[str] = []
        for text in texts:
            sentences += split_sentences(text)
            if len(sentences) > 3 * SENTENCES // len(CORPORA):
                break
        chosen += random.Random(name).sample(sentences, SENTENCES // len(CORPORA) + 1)
    return [str(sentence) for sentence in chosen[:SENTENCES]]


def peers_output(sentences: list[str]) -> dict[str, list[str]]:
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", *PACKAGES, *LIGHT], check=True)
    given, taken = HOME / "sentences.json", HOME / "output.json"
    given.write_text(json.dumps(sentences), encoding="utf-8")
    subprocess.run([python, "-W", "ignore", "-c", PEERS, given, taken], check=True)
    return json.loads(taken.read_text(encoding="utf-8"))


def main() -> int:
    sentences = sample_sentences()
    digest = hashlib.sha256("\n".join(sentences).encode("utf-8", "surrogatepass")).hexdigest()
    schemes: dict[str, dict[str, int]] = {}
    for name, expected in peers_output(sentences).items():
        output = ArabicNormalizer(name).transform(sentences)
        schemes[name] = {
            "equal": sum(a == b for a, b in zip(output, expected, strict=True)),
            "changed_by_the_peer": sum(a != b for a, b in zip(sentences, expected, strict=True)),
        }
    record = {
        "sentences": len(sentences),
        "corpora": CORPORA,
        "sha256": digest,
        "packages": PACKAGES,
        "schemes": schemes,
    }
    place = ROOT / "experiments" / "results" / "parity.json"
    place.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, row in schemes.items():
        print(
            f"{name}: {row['equal']} of {len(sentences)} sentences equal, {row['changed_by_the_peer']} of them changed"
        )
    return int(any(row["equal"] != len(sentences) for row in schemes.values()))


if __name__ == "__main__":
    sys.exit(main())

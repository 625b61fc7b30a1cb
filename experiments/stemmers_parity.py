"""Compare every stemmer of the registry with its original, word by word, on the frequent words of a corpus of news.

The words are the 50,000 most frequent distinct ones of SaudiNewsNet, as the tokenizer finds them; for stems also the
same words folded by the scheme "search". The originals:

- light10: the rules of Lucene's ArabicStemmer, written down again below as that class has them, on an array;
- snowball: the Python that the Snowball compiler makes of the same algorithm (snowballstemmer), and, for the record,
  the one that NLTK's authors wrote by hand;
- isri: NLTK's ISRIStemmer;
- tashaphyne, farahidi, qalsadi: the package itself, called by its documented function in a process of its own, with
  another hash seed; what is compared is the way this library calls it.

Where an original leaves nothing of a word (snowball, of tatweel alone), ``stem_types`` gives the word back, and so does
this comparison; such words are counted as "emptied". Where farahidi has several lemmas of one weight, it takes another
in each run, by the order of a hash set: any of them is counted as equal, and such words as "tied".

Run ``ARABNLP_DATA=... python experiments/stemmers_parity.py``; it takes some minutes. It needs the packages nltk,
snowballstemmer, tashaphyne, farahidi and qalsadi. It writes ``results/stemmers_parity.json`` and exits with 1 if a stem
differs from its original's.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import arabnlp
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.stem import STEMMERS, stem_types
from arabnlp.text.tokenize import words

CORPUS, N_WORDS = "saudinewsnet", 50_000
RESULT = Path(__file__).parent / "results/stemmers_parity.json"
MARKS = dict.fromkeys([*range(0x064B, 0x0653), *range(0x0656, 0x0660), 0x0670])

LUCENE_PREFIXES = [list(prefix) for prefix in ("ال", "وال", "بال", "كال", "فال", "لل", "و")]
LUCENE_SUFFIXES = [list(suffix) for suffix in ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")]


def lucene_stem(word: str) -> str:
    """Stem as org.apache.lucene.analysis.ar.ArabicStemmer: an array and the length of it that is still in use.

    The first prefix that matches is deleted, if two characters stay after it, three after the conjunction; then each
    suffix of the list in turn, if two characters stay before it.
    """
    buffer, length = list(word), len(word)
    for prefix in LUCENE_PREFIXES:
        n = len(prefix)
        too_short = length < 4 if n == 1 else length < n + 2
        if not too_short and all(buffer[i] == prefix[i] for i in range(n)):
            for i in range(n, length):
                buffer[i - n] = buffer[i]
            length -= n
            break
    for suffix in LUCENE_SUFFIXES:
        n = len(suffix)
        if length >= n + 2 and all(buffer[length - n + i] == suffix[i] for i in range(n)):
            length -= n
    return "".join(buffer[:length])


def _snowball() -> Callable[[str], str]:
    from snowballstemmer.arabic_stemmer import ArabicStemmer  # snowballstemmer.stemmer() would give PyStemmer back

    return ArabicStemmer().stemWord


def _nltk_snowball() -> Callable[[str], str]:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("arabic").stem


def _isri() -> Callable[[str], str]:
    from nltk.stem.isri import ISRIStemmer

    return ISRIStemmer().stem


def _tashaphyne() -> Callable[[str], str]:
    from tashaphyne.stemming import ArabicLightStemmer

    return ArabicLightStemmer().light_stem


def _farahidi() -> Callable[[str], list[str]]:
    from farahidi import Disambiguator, tokenize

    disambiguator = Disambiguator()

    def lemmas(word: str) -> list[str]:
        tokens = [token for sentence in tokenize(word) for token in sentence]
        if len(tokens) != 1:
            return [word]
        candidates, _ = disambiguator._lemmas(tokens[0])
        weights = disambiguator._start_matrix(candidates)
        best = {lemma for lemma, weight in weights.items() if weight == max(weights.values())}
        assert disambiguator.analyze_text(word)[0].lemma in best
        return sorted({lemma.translate(MARKS) for lemma in best})

    return lemmas


def _qalsadi() -> Callable[[str], str]:
    from qalsadi.lemmatizer import Lemmatizer

    return Lemmatizer().lemmatize


# Stemmer, its original, the packages whose versions matter, and whether a difference is a failure.
ORIGINALS: dict[str, tuple[str, Callable[[], Callable[[str], str | list[str]]], tuple[str, ...], bool]] = {
    "light10": ("light10", lambda: lucene_stem, (), True),
    "snowball": ("snowball", _snowball, ("PyStemmer", "snowballstemmer"), True),
    "snowball (NLTK)": ("snowball", _nltk_snowball, ("PyStemmer", "nltk"), False),
    "isri": ("isri", _isri, ("nltk",), True),
    "tashaphyne": ("tashaphyne", _tashaphyne, ("tashaphyne",), True),
    "farahidi": ("farahidi", _farahidi, ("farahidi",), True),
    "qalsadi": ("qalsadi", _qalsadi, ("qalsadi",), True),
}


def frequent_words() -> list[str]:
    """The most frequent distinct words, ties in the order of code points."""
    counts = Counter(word for article in arabnlp.load_dataset(CORPUS) for word in words(article.text))
    return sorted(counts, key=lambda word: (-counts[word], word))[:N_WORDS]


def original_stems(name: str) -> None:
    """In the other process: of each word on standard input the stems that count as equal, as JSON."""
    stem, types = ORIGINALS[name][1](), json.load(sys.stdin)
    found = [stem(word) for word in types]
    as_lists = [[stems] if isinstance(stems, str) else stems for stems in found]
    print(json.dumps([stems if all(stems) else ["", word] for word, stems in zip(types, as_lists, strict=True)]))


def compare(name: str, written: list[str], folded: list[str]) -> dict:
    """Counts of equal stems of one stemmer and its original, which works in a process that has not seen this one's."""
    stemmer, _, packages, must = ORIGINALS[name]
    types = list(dict.fromkeys(written + folded))
    with subprocess.Popen(
        [sys.executable, __file__, "--original", name],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None and other.stdout is not None
        json.dump(types, other.stdin)
        other.stdin.close()
        ours = dict(zip(types, stem_types(types, stemmer), strict=True))
        theirs = dict(zip(types, json.load(other.stdout), strict=True))

    def equal(words: list[str]) -> int:
        return sum(ours[word] in theirs[word] for word in words)

    return {
        "kind": STEMMERS[stemmer].kind,
        "spelling": STEMMERS[stemmer].spelling,
        "packages": {package: version(package) for package in packages},
        "must_be_equal": must,
        "words": len(written),
        "equal": equal(written),
        "folded_words": len(folded),
        "folded_equal": equal(folded),
        "emptied": sum("" in theirs[word] for word in written),
        "tied": sum(len(set(theirs[word]) - {""}) > 1 for word in written),
        "distinct_stems": len({ours[word] for word in written}),
    }


def main() -> int:
    """Compare all, write the result, and tell by the exit status whether all are equal."""
    written = frequent_words()
    folded = list(dict.fromkeys(ArabicNormalizer("search").transform(written)))
    result: dict = {
        "corpus": CORPUS,
        "words": len(written),
        "sha256": hashlib.sha256("\n".join(written).encode()).hexdigest(),
        "python": ".".join(map(str, sys.version_info[:3])),
        "stemmers": {},
    }
    unequal = []
    for name in ORIGINALS:
        # Lemmatizers look words up as they are spelled, and take minutes.
        is_stem = STEMMERS[ORIGINALS[name][0]].kind == "stem"
        row = result["stemmers"][name] = compare(name, written, folded if is_stem else [])
        counts = f"{row['equal']} of {row['words']}, folded {row['folded_equal']} of {row['folded_words']}"
        print(f"{name}: {counts}", flush=True)
        if row["must_be_equal"] and (row["equal"], row["folded_equal"]) != (row["words"], row["folded_words"]):
            unequal.append(name)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if unequal:
        print(f"unequal: {', '.join(unequal)}", file=sys.stderr)
    return int(bool(unequal))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--original"]:
        original_stems(sys.argv[2])
    else:
        sys.exit(main())

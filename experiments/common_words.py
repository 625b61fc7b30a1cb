"""Words that are no names: learned from where they stand in news, written to ``lexicon/common_words.tsv``.

    ARABNLP_DATA=… python experiments/common_words.py

A word that comes often (40 times without the article, 50 with it) and hardly ever stands where names stand (after a
given name, after بن or before it, after a title such as الدكتور) is a common word. One without inflected forms may
still be a foreign name, and is left out. The annotated articles of ``experiments/gold`` are not counted.

Folded, أن, على and الآن are spelled like Ann, Ali and Alan. What follows such a word is no name; as long as it was
counted as one, the list missed هذا, عدد, يكون and 4,000 others. For words with the article it is still counted: it
keeps out nouns (الدوري, القضاة, الجمال), which are surnames too, and leaves adjectives, which are not. With those 2,700
nouns in the list, two more speakers of the seeds were wrong (323 of 346, not 325), and none was gained elsewhere.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from arabnlp import load_dataset
from arabnlp.text.speech import given_names, is_title, speech_forms, word_class
from arabnlp.text.stopwords import stop_words
from arabnlp.text.tokenize import fold_word, tokenize

HERE = Path(__file__).resolve().parent
LEXICON = HERE.parent / "arabnlp" / "text" / "lexicon" / "common_words.tsv"
TITLES = (
    "الدكتور الدكتورة المهندس الشيخ الأمير اللواء العميد العقيد الأستاذ المقدم النقيب الرائد الفريق السيد المستشار "
    "الكابتن د م"
)
# Names that pass the counts, found by reading the list; the last two by errors on the second development set.
NAMES = (
    "نيمار ميستورا سوروتش جيرمان ترامب سابيلا الباجي السبسي البجيري غال رام زلاتان ديباي ريو "
    "حمراء داماك يوهاندري روحاني نمر"
)
PREFIXED = ("وال", "لل", "بال", "فال", "كال", "ولل")
ON_A_LINE = 40


def main() -> int:
    fold = cache(fold_word)
    titles = {fold(word) for word in TITLES.split()}
    speech, given, unsure = speech_forms(), given_names(), word_class("also_nouns")
    annotated = annotated_articles()
    articles = [
        [fold(token.text) for token in tokenize(article.text)]
        for article in load_dataset("saudinewsnet")
        if article.id not in annotated
    ]
    seen = Counter(word for words in articles for word in words)
    # «شهد قطاع»: a given name that is inflected like a noun or a verb shows no name after it.
    sure = {
        name
        for name in given
        if name not in unsure and sum(seen[form] for form in ("ال" + name, name + "ت", name + "ها")) < 0.1 * seen[name]
    }
    function_words = set(map(fold, stop_words()))
    named: Counter[str] = Counter()
    after_function_word: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for words in articles:
        for before, word in pairwise(words):
            if before in titles or before == "ال" or before in sure:
                (after_function_word if before in function_words else named)[word] += 1
            if "بن" in (before, word):
                named[word if before == "بن" else before] += 1
            if before in speech and speech[before].always:
                said[word] += 1
    names = set(map(fold, NAMES.split()))
    common = []
    for word, count in seen.items():
        if len(word) < 3 or not all("ء" <= letter <= "ي" for letter in word) or word.startswith(PREFIXED):
            continue
        if word in given or word in word_class("joiners") or is_title(word) or word in names:
            continue
        if word.startswith("ال"):
            if count >= 50 and named[word] + after_function_word[word] < 0.004 * count:
                common.append(word)
            continue
        if count < 40 or named[word] >= 0.02 * count:
            continue
        definite = sum(seen[form + word] for form in ("ال", "وال", "بال", "س", "لل")) / count
        inflected = sum(seen[word + end] for end in ("ها", "هم", "نا", "ات", "ون", "ين", "ت", "وا", "ا")) / count
        # «باور»: neither inflected nor made of a known word with a prefix, and so perhaps foreign.
        rest = seen[word[1:]] + seen["ال" + word[1:]] if word[0] in "وبلفكس" else 0
        rest += sum(seen[other + word[1:]] for other in "يتنا" if other != word[0]) if word[0] in "يتن" else 0
        if count < 400 and definite + inflected < 0.05 and rest < 0.2 * count and not word.endswith(("ا", "ها", "هم")):
            continue
        if said[word] > 0.15 * count and definite < 0.05:
            continue
        if said[word] > 0.06 * count and definite < 0.02 and inflected < 0.02:
            continue
        common.append(word)
    write_words(
        LEXICON,
        "# Words that are in no person's name, folded: frequent in SaudiNewsNet, and hardly ever where names stand.\n"
        "# Counted by experiments/common_words.py; a few names were taken out by hand.\n",
        common,
    )
    return 0


def annotated_articles() -> set[str]:
    """Identifiers of the articles in the gold files of SaudiNewsNet."""
    return {
        json.loads(line)["id"]
        for path in (HERE / "gold").glob("saudinewsnet*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }


def write_words(path: Path, head: str, words: Iterable[str]) -> None:
    """A table of words in alphabetical order, some on a line, under lines that say what it is."""
    kept = sorted(words)
    rows = [" ".join(kept[i : i + ON_A_LINE]) for i in range(0, len(kept), ON_A_LINE)]
    path.write_text(head + "# words\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(kept)} words")


if __name__ == "__main__":
    sys.exit(main())

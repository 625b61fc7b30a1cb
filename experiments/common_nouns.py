"""Words that stand in a name only right after a given name: counted in news, written to ``lexicon/common_nouns.tsv``.

    ARABNLP_DATA=… python experiments/common_nouns.py

``common_words.py`` takes only words that hardly ever stand where names stand, and so leaves out nouns that follow a
given name or a title by chance («أبلغ بوتين الحضور», «المهندس المشرف»). This list takes them too: a word that comes
often (30 times with the article, 40 without it, then with inflected forms) and stands where names stand in less than
one case of eleven to twenty. The annotated articles of ``experiments/gold``, and those whose identifiers stand in the
files named on the command line (one a line), are not counted.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

from common_words import annotated_articles, write_words

from arabnlp import load_dataset
from arabnlp.text.speech import common_words, given_names, is_title, word_class
from arabnlp.text.tokenize import fold_word, tokenize

HERE = Path(__file__).resolve().parent
LEXICON = HERE.parent / "arabnlp" / "text" / "lexicon" / "common_nouns.tsv"
TITLES = (
    "الدكتور الدكتورة المهندس المهندسة اللواء العميد العقيد الأستاذ الأستاذة المقدم النقيب الرائد المستشار الكابتن "
    "الشيخ الأمير الأميرة السيد السيدة الفريق الزميل الشاعر الفنان الفنانة اللاعب المدرب د م أ بن بنت ابن المواطن "
    "الشاب الطالب الرئيس الوزير السفير العالم الباحث الجنرال السيناتور"
)
NAMES = frozenset("ذهب سداد سلام درويش ربيع نمر".split())  # found by reading the list
# Shapes of verbal nouns and of regular plurals: no family has them.
NOUN_STARTS, NOUN_ENDS = ("الت", "الاست", "الانت", "الاج", "الاع"), ("ات", "يه", "ون", "ين")
PREFIXED = ("وال", "لل", "بال", "فال", "كال")
INFLECTED = ("ها", "هم", "ه", "ات", "ين", "ت", "وا", "ا")


def main() -> int:
    fold = cache(fold_word)
    titles, given = {fold(word) for word in TITLES.split()}, given_names()
    left_out = annotated_articles()
    left_out.update(line for path in sys.argv[1:] for line in Path(path).read_text(encoding="utf-8").split())
    seen: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for article in load_dataset("saudinewsnet"):
        if article.id in left_out:
            continue
        words = [fold(token.text) for token in tokenize(article.text)]
        seen.update(words)
        for before, word in pairwise(words):
            named[word] += (before in titles) + (before in given)
            named[before] += word in ("بن", "بنت")
    write_words(
        LEXICON,
        "# Words that are in a person's name only right after a given name, folded: frequent in SaudiNewsNet, "
        "and seldom\n"
        "# where names stand. Counted by experiments/common_nouns.py; words of common_words.tsv are left out.\n",
        (word for word in seen if is_common(word, seen, named)),
    )
    return 0


def is_common(word: str, seen: Counter[str], named: Counter[str]) -> bool:
    """Whether a word is common by its counts, and no name that is known."""
    bare = word.removeprefix("ال")
    if len(word) < 3 or not all("ء" <= letter <= "ي" for letter in word) or is_title(word):
        return False
    if word in common_words() or word in word_class("joiners") or {word, bare} & (given_names().keys() | NAMES):
        return False
    count = seen[word]
    share = named[word] / count
    if word.startswith("ال"):
        noun = word.startswith(NOUN_STARTS) or word.endswith(NOUN_ENDS)
        return count >= 30 and share < (0.09 if noun else 0.05) and not (word.endswith("ي") and share > 0.015)
    if count < 40 or share >= 0.08 or word.startswith(PREFIXED) or (word.endswith("ي") and share > 0.03):
        return False
    inflected = sum(seen[start + word] for start in ("ال", "وال", "بال", "لل")) + sum(
        seen[word + end] for end in INFLECTED
    )
    return inflected > 0.3 * count


if __name__ == "__main__":
    sys.exit(main())

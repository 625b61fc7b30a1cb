"""Letters repeated for emphasis, back to how the word is spelled: «راااائع» to رائع, but «مممتاز» to ممتاز.

Words that rightly hold a letter twice are listed in ``lexicon/doubled.tsv``, whose head says how it was made. The
article before a lam, and ل before the article, double it in any word («الليل», «للناس»).
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from itertools import product

from arabnlp.text import charset as c

_LETTER = f"[{c.ARABIC_LETTER_RANGES}]"
# A word in which some letter stands three times in a row; looked for once a word, from its beginning: linear.
STRETCHED = re.compile(rf"(?<!{_LETTER})(?={_LETTER}*?({_LETTER})\1\1){_LETTER}+|([a-z])\2{{2,}}")
_RUN = re.compile(r"(.)\1{2,}", re.DOTALL)
_LAMS = re.compile("[وف]?(?:[بك]?ا)?(?=ل{3})")
_PREFIX = re.compile("[وف]?(?:[بك]?ال|لل|[بلكس])?")
_FOLD = str.maketrans(
    dict.fromkeys(c.ALEF_MADDA + c.ALEF_HAMZA_ABOVE + c.ALEF_HAMZA_BELOW + c.ALEF_WASLA, c.ALEF)
    | {c.TEH_MARBUTA: c.HEH, c.ALEF_MAKSURA: c.YEH}
)
_MAX_RUNS = 4
_LAUGHTER = "هخ"


@lru_cache(maxsize=1)
def doubled_words() -> frozenset[str]:
    """Words that rightly hold a letter twice, folded, without proclitics.

    Examples
    --------
    >>> {"ممتاز", "سبب"} <= doubled_words(), "رائع" in doubled_words()
    (True, False)
    """
    text = (files("arabnlp.text") / "lexicon" / "doubled.tsv").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def spell_once(match: re.Match[str]) -> str:
    """The word of a match of :data:`STRETCHED` with each stretched letter once, or twice where it rightly stands so.

    Examples
    --------
    >>> [STRETCHED.sub(spell_once, word) for word in ("راااائع", "مممتاااز", "الللليل", "وووالمملكة")]
    ['رائع', 'ممتاز', 'الليل', 'والمملكة']
    """
    word = match.group()
    if match[2]:  # Latin letters: «sooo» to «soo», for want of a list; capitals may be a numeral, «III»
        return match[2] * 2
    runs = list(_RUN.finditer(word))
    if not word.strip(_LAUGHTER):  # «ههههه», «خخخخ»: the letter alone is another word
        return _spelled(word, runs, [2] * len(runs))
    lams = _LAMS.match(word)
    usual = [2 if lams and lams.end() == run.start() else 1 for run in runs]
    if len(runs) <= _MAX_RUNS:
        # Fewest letters first: else the first of «سسسبب» would pass for a particle before سبب.
        for counts in product(*(range(least, 3) for least in usual)):
            spelled = _spelled(word, runs, counts)
            if _is_known(spelled):
                return spelled
    return _spelled(word, runs, usual)


def _spelled(word: str, runs: list[re.Match[str]], counts: list[int] | tuple[int, ...]) -> str:
    pieces, position = [], 0
    for run, count in zip(runs, counts, strict=True):
        pieces += [word[position : run.start()], run.group(1) * count]
        position = run.end()
    return "".join([*pieces, word[position:]])


def _is_known(word: str) -> bool:
    folded = word.translate(_FOLD)
    longest = _PREFIX.match(folded)
    ends = range(longest.end() + 1 if longest else 1)
    return any(folded[end:] in doubled_words() and _PREFIX.fullmatch(folded, 0, end) for end in ends)

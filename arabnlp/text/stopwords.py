"""Stop words of news in Modern Standard Arabic, always spelled like the text they are matched against.

The list holds function words (prepositions, conjunctions, particles, pronouns, demonstratives, relatives, auxiliary
verbs) and the time and number words that news uses as grammar. It holds no verb of speech, no negation that a stance
model needs (these are in :data:`NEGATIONS`, which callers may add) and no content noun. Words joined to a one-letter
conjunction are listed too, because a tokenizer without a lexicon does not split them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from arabnlp.text.normalize import ArabicNormalizer

NEGATIONS = frozenset("لا لم لن ليس ليست لست ليسوا غير دون بدون ولا ولم ولن وليس".split())


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """The list as it is spelled in careful writing.

    Examples
    --------
    >>> "إلى" in stop_words(), "الوزير" in stop_words()
    (True, False)
    """
    text = (files("arabnlp.text") / "lexicon" / "stop_words.tsv").read_text(encoding="utf-8")
    words = {word for line in text.splitlines() if not line.startswith("#") for word in line.split()}
    return frozenset(words | {"و" + word for word in words} | {"ف" + word for word in words})


def stop_words_for(normalizer: ArabicNormalizer | None) -> frozenset[str]:
    """The list folded by a normalizer, with the unfolded spellings that normalizer leaves apart.

    Parameters
    ----------
    normalizer : ArabicNormalizer or None

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> "الي" in stop_words_for(ArabicNormalizer("search"))
    True
    """
    if normalizer is None:
        return stop_words()
    params = normalizer.get_params()
    return _folded(params.pop("scheme"), tuple(sorted(params.items())))


@lru_cache(maxsize=64)
def _folded(scheme: str, overrides: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return frozenset(ArabicNormalizer(scheme, **dict(overrides)).transform(sorted(stop_words())))

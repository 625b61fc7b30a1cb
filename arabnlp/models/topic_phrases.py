"""Phrases that name topics: complete ones, of the topics' own words, that stop at no sentence's end.

What makes a run of words a name rather than a piece of one is taken from term extraction: a run that one word mostly
goes before or after is a fragment of the longer one («النبي صلى» of «النبي صلى الله عليه وسلم»), as in the C-value of
K. Frantzi, S. Ananiadou, H. Mima, "Automatic recognition of multi-word terms", International Journal on Digital
Libraries 3, 2000; its words belong together if they rarely go alone; and the grammar of Arabic noun phrases rules out
others: a definite noun is not followed by the indefinite end of its phrase, no phrase begins with a conjunction, a
preposition or an adjective without its noun. That labels come from phrases of typical texts is the idea of Q. Mei,
X. Shen, C. Zhai, "Automatic labeling of multinomial topic models", KDD 2007.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np

from arabnlp.models.coherence import TokenIds
from arabnlp.models.topic_words import top_words
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.speech import bare

LONGEST = 5
FEWEST_TEXTS = 3
_GOES_ON, _GOES_ON_WITH_FUNCTION_WORD = 0.5, 0.7  # of its occurrences: then a run is a fragment
_PREFIXES = ("وال", "فال", "بال", "كال", "لل", "ولل")
_FREE = 0.3  # uses of a word without its first letter, against those with it: then the letter is a prefix
_HALF_DEFINITE = 0.3  # «التعليم عزام»: names that follow a noun, but seldom a phrase


@cache
def _class(name: str) -> frozenset[str]:
    text = (files("arabnlp.text") / "lexicon" / "phrase_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {kind: frozenset(cell.split()) for kind, cell in rows}[name]


@dataclass
class WordKinds:
    """What each type can be in a phrase.

    Attributes
    ----------
    first, last, inside, function : ndarray of bool, n_types
        Whether it may begin, end, or stand inside a phrase, and whether it is a function word.
    definite : ndarray of bool, n_types
        Whether it carries the article.
    """

    first: np.ndarray
    last: np.ndarray
    inside: np.ndarray
    function: np.ndarray
    definite: np.ndarray


def word_kinds(tokens: TokenIds, function_words: frozenset[str], which: np.ndarray | None = None) -> WordKinds:
    """Kinds of types.

    Parameters
    ----------
    tokens : TokenIds
        With terms.
    function_words : frozenset of str
        Spelled as the ``search`` scheme spells them.
    which : ndarray of int, optional
        Types that are asked about; all, if not given.

    Examples
    --------
    >>> from arabnlp.models.coherence import token_ids
    >>> kinds = word_kinds(token_ids([["الدكتور", "والغاز", "النفط", "في"]]), frozenset(["في"]))
    >>> kinds.first.tolist(), kinds.last.tolist(), kinds.inside.tolist()
    ([False, False, True, False], [False, True, True, False], [False, True, True, True])
    """
    types = list(tokens.terms or ())
    folded = ArabicNormalizer("search").transform(types)
    uses: dict[str, int] = {}
    for word, number in zip(folded, np.bincount(tokens.ids, minlength=len(types)).tolist(), strict=True):
        uses[word] = uses.get(word, 0) + number
    kinds = WordKinds(*(np.zeros(len(types), bool) for _ in range(5)))
    address, governed, inside, no_edge = (_class(name) for name in ("address", "governed", "inside", "no_edge"))
    for i in range(len(types)) if which is None else which.tolist():
        word = folded[i]
        plain = bare(word)
        letters = word.isalpha()
        named = plain in address or word in address
        function = not named and (word in function_words or len(word) < 3)
        kinds.function[i] = function
        kinds.definite[i] = word.startswith(("ال", *_PREFIXES[:5])) and len(word) > 4
        kinds.inside[i] = letters and ((not function and not named) or word in inside)
        kinds.last[i] = letters and not function and not named and plain not in no_edge
        kinds.first[i] = kinds.last[i] and not _is_joined(word, uses) and plain not in governed
    return kinds


def _is_joined(word: str, uses: Mapping[str, int]) -> bool:
    """Whether a folded word begins with a conjunction or preposition, or is a verb of the imperfect."""
    if word.startswith(_PREFIXES):
        return True
    if word[0] in "وفبل" and len(word) > 3:  # «لكرة», unless the rest is rare: «لجنة», «وسائل»
        return uses.get(word[1:], 0) >= _FREE * uses[word]
    return word[0] in "يت" and "ال" + word not in uses  # «يحفظ», but «تعليم» has its article elsewhere


@dataclass
class _Found:
    """Occurrences of one run of words in a topic's texts."""

    times: int = 0
    share: float = 0.0
    texts: set[int] = field(default_factory=set)
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


def phrase_labels(
    tokens: TokenIds,
    column: np.ndarray,
    doc_topic: np.ndarray,
    relevance: np.ndarray,
    function_words: frozenset[str],
    *,
    n_texts: int = 100,
    n_words: int = 40,
) -> list[list[tuple[tuple[int, ...], float]]]:
    """Phrases of two to five words that name each topic, the best first, as token ids.

    A phrase begins and ends in one of the topic's most relevant words and stands in at least three of its most typical
    texts. It scores by these texts' shares of the topic, by how relevant its ends are, by how strongly its words hold
    together, and by how often it stands complete.

    Parameters
    ----------
    tokens : TokenIds
        Phrases cross none of its ``breaks``.
    column : ndarray of int, n_types
        Term of each token id, -1 where it is none.
    doc_topic : ndarray of shape (n_texts, n_topics)
    relevance : ndarray of shape (n_topics, n_terms)
    function_words : frozenset of str
        As in :func:`word_kinds`.
    n_texts : int
        Most typical texts looked at.
    n_words : int
        Most relevant words in which phrases begin and end.

    Returns
    -------
    list of list of (tuple of int, float), n_topics
    """
    typical = [np.argsort(-row, kind="stable")[:n_texts].tolist() for row in doc_topic.T]
    seen = np.zeros(len(column), bool)
    for d in {d for texts in typical for d in texts}:
        seen[tokens.ids[tokens.starts[d] : tokens.starts[d + 1]]] = True
    kinds = word_kinds(tokens, function_words, np.flatnonzero(seen))
    result = []
    for k, best in enumerate(top_words(relevance, n_words)):
        weight = np.zeros(relevance.shape[1] + 1)  # the last entry stands for -1
        weight[best] = np.linspace(1.0, 0.3, len(best))
        found, singles = _runs(tokens, weight[column] > 0, doc_topic[:, k], typical[k], kinds)
        scores: dict[tuple[int, ...], float] = {}
        for phrase, runs in found.items():
            if len(runs.texts) < FEWEST_TEXTS:
                continue
            columns = column[list(phrase)]
            content = columns[~kinds.function[list(phrase)]].tolist()
            if len(set(content)) < len(content):
                continue
            whole = 1.0 - max(
                _part(runs.before, runs.times, kinds, 1.1),  # «في المدينة المنورة» is whole without its preposition
                _part(runs.after, runs.times, kinds, _GOES_ON_WITH_FUNCTION_WORD),
            )
            if whole <= 0.0:
                continue
            ends = (phrase[0], phrase[-1])
            glue = (runs.times**2 / (singles[ends[0]] * singles[ends[1]])) ** 0.25
            half = kinds.definite[ends[0]] and not kinds.definite[ends[1]]
            told = float(weight[columns[0]] + weight[columns[-1]]) / 2
            scores[phrase] = runs.share * told * glue * whole * (_HALF_DEFINITE if half else 1.0)
        result.append(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
    return result


def _runs(
    tokens: TokenIds, good: np.ndarray, share: np.ndarray, texts: Sequence[int], kinds: WordKinds
) -> tuple[dict[tuple[int, ...], _Found], np.ndarray]:
    """Every run of words that could be a phrase, and how often each type occurs in these texts."""
    places = np.concatenate([np.arange(tokens.starts[d], tokens.starts[d + 1]) for d in texts])
    text = np.repeat(texts, [int(tokens.starts[d + 1] - tokens.starts[d]) for d in texts])
    # Runs stay in a piece: a text, or what is between two of its marks.
    piece = text if tokens.breaks is None else np.searchsorted(tokens.breaks, places, side="right")
    apart = np.flatnonzero((piece[1:] != piece[:-1]) | (text[1:] != text[:-1])) + 1
    stops = np.append(apart, len(places))
    ids = np.asarray(tokens.ids)[places]
    begins = np.flatnonzero(good[ids] & kinds.first[ids])
    stop_of = stops[np.searchsorted(stops, begins, side="right")].tolist()
    first_of = set(apart.tolist()) | {0}
    row, ends, inside = ids.tolist(), (good[ids] & kinds.last[ids]).tolist(), kinds.inside[ids].tolist()
    found: dict[tuple[int, ...], _Found] = {}
    for i, stop in zip(begins.tolist(), stop_of, strict=True):
        for j in range(i + 1, min(i + LONGEST, stop)):
            if ends[j]:
                runs = found.setdefault(tuple(row[i : j + 1]), _Found())
                runs.times += 1
                d = int(text[i])
                if d not in runs.texts:
                    runs.texts.add(d)
                    runs.share += float(share[d])
                if i not in first_of:
                    runs.before.append(row[i - 1])
                if j + 1 < stop:
                    runs.after.append(row[j + 1])
            if not inside[j]:
                break
    return found, np.bincount(ids, minlength=len(good))


def _part(neighbours: Sequence[int], times: int, kinds: WordKinds, function_limit: float) -> float:
    """How much of a run is part of one longer run, 1 where that is what it is."""
    most = 0.0
    for word, number in Counter(neighbours).items():
        limit = function_limit if kinds.function[word] else _GOES_ON
        part = number / times
        if part >= limit and number > 1:
            return 1.0
        if not kinds.function[word]:
            most = max(most, part)
    return most


def compose_label(
    phrases: Sequence[tuple[tuple[int, ...], float]],
    best: np.ndarray,
    types: Sequence[str],
    terms: Sequence[str],
    n_words: int,
) -> str:
    """A topic's best phrases, then its most relevant words, in all ``n_words`` parts none of which repeats another's.

    Parameters
    ----------
    phrases : sequence of (tuple of int, float)
        Of one topic, from :func:`phrase_labels`.
    best : ndarray of int
        Columns of its most relevant words.
    types, terms : sequence of str
        The word of each token id and of each column.
    n_words : int
    """
    parts: list[str] = []
    used: set[str] = set()

    def take(words: Sequence[str], limit: int) -> None:
        folded = {_core(word) for word in words}
        if len(parts) < limit and not folded & used:
            parts.append(" ".join(words))
            used.update(folded)

    for phrase, _ in phrases:
        take([str(types[token]) for token in phrase], (n_words + 1) // 2)
    for place in best.tolist():
        take([str(terms[place])], n_words)
    return "، ".join(parts)


def _core(word: str) -> str:
    """A word without prefixes, article and feminine ending, folded: «والنفط» and «نفط» are one word in a label."""
    folded = ArabicNormalizer("search").normalize(word)
    plain = bare(folded[1:] if folded[:1] in "وفبك" and folded[1:3] == "ال" else folded)
    return plain.removesuffix("ه") if len(plain) > 3 else plain


__all__ = ["FEWEST_TEXTS", "LONGEST", "WordKinds", "compose_label", "phrase_labels", "word_kinds"]

"""Boilerplate found by repetition: what a source prints in many of its articles is the page's, not the article's.

Four kinds are looked for among the distinct texts of one source: whole lines; the beginning of the first line up to a
dash, colon or bracket («سبق - جدة:»); the end of the last line, from a full stop on («يمكنكم استلام إشعارات…»); and the
word that introduces a list of tags after the last sentence. A beginning or an end that no sign sets off, and such a
word, must be four times as frequent. Digits count as equal, so that «11:02» and «19:23» are one line. A reprinted
article is no boilerplate: a piece counts once for each different text that stands beside it, and not where most of the
article is repeated. All of it is counting hashes, in linear time. The idea is that of site-level template detection:
Bar-Yossef and Rajagopalan, "Template detection via data mining and its applications", WWW 2002,
https://doi.org/10.1145/511446.511522.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sklearn.base import BaseEstimator, TransformerMixin

from arabnlp.errors import InputError
from arabnlp.text.boilerplate import Stripped, boilerplate_spans, without_spans
from arabnlp.text.charset import (
    ALEF,
    ALEF_HAMZA_ABOVE,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    ARABIC_DIGITS,
    HARAKAT,
    TATWEEL,
)
from arabnlp.text.sequences import refuse_lone

_FOLD = str.maketrans(
    dict.fromkeys("0123456789" + "".join(ARABIC_DIGITS), "0")
    | dict.fromkeys(HARAKAT + TATWEEL + "\u200e\u200f", "")
    | dict.fromkeys(ALEF_MADDA + ALEF_HAMZA_ABOVE + ALEF_HAMZA_BELOW, ALEF)
)
_DIGITS = re.compile("0+")
_PREFIX_END = re.compile(r"(?:\s*[-–—|/]{1,3}|\s*:|\))\s*")
_SENTENCE_END = re.compile(r"[.!?؟…»]\s+|\s\*\s*")
_WORD = re.compile(r"\S+")
_PREFIX_WORDS, _PREFIXES = (4, 9), 4
_SUFFIX_WORDS, _SUFFIXES = (4, 30), 3
_REACH = 200  # characters
_INSIDE = 4  # how much more frequent a piece must be that no sign sets off


class Repeated(NamedTuple):
    """A piece that a source repeats.

    Attributes
    ----------
    source : str
    place : str
        ``"line"``, ``"prefix"`` (of the first line), ``"suffix"`` (of the last) or ``"label"``: the word before a list
        of tags or links at the end of the last line.
    text : str
        As it stands in one article.
    n_texts : int
        Distinct texts beside which it stands.
    share : float
        ``n_texts`` as a share of the source's distinct texts.
    """

    source: str
    place: str
    text: str
    n_texts: int
    share: float


class BoilerplateModel(TransformerMixin, BaseEstimator):
    """Learn what each source repeats, and take it out together with what the rules find.

    Parameters
    ----------
    min_share : float
        Share of a source's distinct texts in which a piece must stand.
    min_count : int
        In how many it must stand at least, so that small sources do not lose chance repetitions.
    max_words : int
        Longer lines are paragraphs that editors reuse, not boilerplate.
    rules : bool
        Also take out what :func:`arabnlp.text.boilerplate.boilerplate_spans` finds.
    datelines : bool
        Also take out datelines and repeated beginnings of the first line.

    Attributes
    ----------
    repeated_ : list of Repeated
        By source, the most frequent first.

    Examples
    --------
    >>> texts = [f"افتتح الوزير المعرض رقم {word} أمس.\\nحمّلوا تطبيقنا الجديد" for word in "أ ب ج د ه و".split()]
    >>> model = BoilerplateModel(min_count=5).fit(texts)
    >>> model.repeated_[0].text, model.transform(["وصل الوفد أمس.\\nحمّلوا تطبيقنا الجديد"])[0].text
    ('حمّلوا تطبيقنا الجديد', 'وصل الوفد أمس.')
    """

    def __init__(
        self,
        min_share: float = 0.005,
        min_count: int = 5,
        max_words: int = 40,
        rules: bool = True,
        datelines: bool = False,
    ) -> None:
        self.min_share = min_share
        self.min_count = min_count
        self.max_words = max_words
        self.rules = rules
        self.datelines = datelines

    def fit(self, X: Iterable[str], y: Any = None, sources: Sequence[str | None] | None = None) -> BoilerplateModel:
        """Count what repeats.

        Parameters
        ----------
        X : iterable of str, n_texts
        y : None
        sources : sequence of str, n_texts, optional
            The outlet of each text; without it all are taken for one.
        """
        self.repeated_ = find_repeated(X, sources, self.min_share, self.min_count, self.max_words)
        self._keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        for each in self.repeated_:
            self._keys[each.source, each.place].add(_key(each.text))
        return self

    def spans(self, text: str, source: str | None = None) -> list[tuple[int, int, str]]:
        """Boilerplate of a text as ``(start, end, family)``; the family ``"repeated"`` is what the source repeats.

        Parameters
        ----------
        text : str
        source : str, optional

        Returns
        -------
        list of (int, int, str)
            Sorted, not overlapping.
        """
        found = boilerplate_spans(text) if self.rules else []
        found = [span for span in found if self.datelines or span[2] != "dateline"]
        name = source or ""
        lines = list(_lines(text))
        known = self._keys.get((name, "line"), set())
        repeated = [(a, b) for a, b in lines if _key(text[a:b]) in known]
        taken = {start for start, _, family in found if family != "dateline"} | {start for start, _ in repeated}
        left = [(a, b) for a, b in lines if a not in taken]
        if left and self.datelines:
            a, b = left[0]
            prefixes = self._keys.get((name, "prefix"), set())
            ends = [end for end, _ in _prefix_ends(text[a:b]) if _key(text[a : a + end]) in prefixes]
            repeated += [(a, a + max(ends))] if ends else []
        if left:
            a, b = left[-1]
            suffixes = self._keys.get((name, "suffix"), set())
            starts = [start for start, _ in _suffix_starts(text[a:b]) if _key(text[a + start : b]) in suffixes]
            start, word = _label(text[a:b])
            starts += [start] if word and _key(word) in self._keys.get((name, "label"), set()) else []
            repeated += [(a + min(starts), b)] if starts else []
        return _merged(found, repeated)

    def transform(self, X: Iterable[str], sources: Sequence[str | None] | None = None) -> list[Stripped]:
        """Take the boilerplate out.

        Parameters
        ----------
        X : iterable of str, n_texts
        sources : sequence of str, n_texts, optional

        Returns
        -------
        list of Stripped, n_texts
        """
        texts = _checked(X)
        names = _names(texts, sources)
        return [without_spans(text, self.spans(text, name)) for text, name in zip(texts, names, strict=True)]


def find_repeated(
    texts: Iterable[str],
    sources: Sequence[str | None] | None = None,
    min_share: float = 0.005,
    min_count: int = 5,
    max_words: int = 40,
) -> list[Repeated]:
    """What each source repeats in its articles.

    Parameters
    ----------
    texts : iterable of str, n_texts
    sources : sequence of str, n_texts, optional
        The outlet of each text; without it all are taken for one.
    min_share, min_count, max_words
        As for :class:`BoilerplateModel`.

    Returns
    -------
    list of Repeated
        By source, the most frequent first.

    Raises
    ------
    InputError
        If a text is no string, or there are not as many sources as texts.

    Examples
    --------
    >>> find_repeated([f"وصل الوفد رقم {i} إلى العاصمة\\nكل الحقوق لنا" for i in "أبجده"])
    [Repeated(source='', place='line', text='كل الحقوق لنا', n_texts=5, share=1.0)]
    """
    listed = _checked(texts)
    by_source: dict[str, dict[str, None]] = defaultdict(dict)  # exact duplicates count once
    for text, name in zip(listed, _names(listed, sources), strict=True):
        by_source[name][text] = None
    found = []
    for name in sorted(by_source):
        distinct = list(by_source[name])
        least = max(min_count, min_share * len(distinct))
        for place, piece, count in _repeated(distinct, least, max_words):
            found.append(Repeated(name, place, piece, count, count / len(distinct)))
    return sorted(found, key=lambda each: (each.source, -each.n_texts, each.text))


def _repeated(texts: list[str], least: float, max_words: int) -> Iterator[tuple[str, str, int]]:
    """Pieces that stand beside enough different texts: place, piece as it stands once, number of those texts."""
    cut = [_keyed_lines(text, max_words) for text in texts]
    counts = Counter(key for lines in cut for key in {key for key, _, _ in lines if isinstance(key, str)})
    often = {key for key, count in counts.items() if count >= least}
    # Beside a line of a block that always stands together is what is beside the block.
    beside: dict[str, set[int]] = defaultdict(set)
    shown: dict[str, str] = {}
    for text, lines in zip(texts, cut, strict=True):
        repeated = sum(end - start for key, start, end in lines if isinstance(key, str) and key in often)
        if 2 * repeated > sum(end - start for _, start, end in lines):
            continue  # most of it stands elsewhere too: a reprint, or an article in editions
        before = 0
        waiting: list[str] = []
        for key, start, end in lines:
            if isinstance(key, str) and key in often:
                shown.setdefault(key, text[start:end])
                if before:
                    beside[key].add(before)
                else:
                    waiting.append(key)
                continue
            before = hash(key)
            for each in waiting:  # at the head of the article: beside it is what follows
                beside[each].add(before)
            waiting = []
    whole = {key for key, neighbours in beside.items() if len(neighbours) >= least}
    for key in whole:
        yield "line", shown[key], len(beside[key])
    left = [[(a, b) for key, a, b in lines if key not in whole] for lines in cut]
    for place, pieces_of in (("prefix", _first_pieces), ("suffix", _last_pieces), ("label", _labels)):
        pieces: dict[str, set[int]] = defaultdict(set)
        needed: dict[str, float] = {}
        for text, lines_left in zip(texts, left, strict=True):
            for piece, rest, factor in pieces_of(text, lines_left):
                key = _key(piece)
                pieces[key].add(hash(rest))
                if key not in shown or key not in needed:
                    shown[key], needed[key] = piece, factor * least
                needed[key] = min(needed[key], factor * least)
        for key, neighbours in pieces.items():
            if len(neighbours) >= needed[key]:
                yield place, shown[key], len(neighbours)


def _first_pieces(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[str, str, int]]:
    for a, b in lines[:1]:
        for end, factor in _prefix_ends(text[a:b]):
            yield text[a : a + end], text[a + end : lines[min(1, len(lines) - 1)][1]], factor


def _last_pieces(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[str, str, int]]:
    for a, b in lines[-1:]:
        for start, factor in _suffix_starts(text[a:b]):
            yield text[a + start : b], text[lines[-2:][0][0] : a + start], factor


def _labels(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[str, str, int]]:
    for a, b in lines[-1:]:
        start, word = _label(text[a:b])
        if word:
            yield word, text[a : a + start] + text[a + start + len(word) : b], _INSIDE


def _label(line: str) -> tuple[int, str]:
    """The first word of what stands unfinished after the last sentence of a line («… سمات كرة القدم الهلال»)."""
    offset = max(0, len(line) - 2 * _REACH)
    start = max((sign.end() for sign in _SENTENCE_END.finditer(line, offset)), default=0)
    word = _WORD.match(line, start)
    if not word or line.endswith((".", "!", "?", "؟", "…", "»", '"', ")")) or len(line[start:].split()) < 2:
        return 0, ""
    return (start, word.group()) if any(map(str.isalpha, word.group())) else (0, "")


def _prefix_ends(line: str) -> Iterator[tuple[int, int]]:
    """Where a repeated beginning may end: after one of the first signs, or, if it is much more frequent, any word."""
    for count, sign in enumerate(_PREFIX_END.finditer(line[:_REACH])):
        if count == _PREFIXES or len(line[: sign.start()].split()) > _PREFIX_WORDS[1]:
            break
        if sign.start() and sign.end() < len(line):
            yield sign.end(), 1
    for count, word in enumerate(_WORD.finditer(line[:_REACH]), 1):
        if _PREFIX_WORDS[0] <= count <= _PREFIX_WORDS[1] and word.end() < len(line):
            yield word.end(), _INSIDE


def _suffix_starts(line: str) -> Iterator[tuple[int, int]]:
    """Where a repeated ending may start: at one of the last sentences, or, if it is much more frequent, any word."""
    offset = max(0, len(line) - 2 * _REACH)
    for sign in list(_SENTENCE_END.finditer(line, offset))[-_SUFFIXES:]:
        if _SUFFIX_WORDS[0] <= len(line[sign.end() :].split()) <= _SUFFIX_WORDS[1]:
            yield sign.end(), 1
    words = list(_WORD.finditer(line, offset))[1:]
    for word in words[-_SUFFIX_WORDS[1] : 1 - _SUFFIX_WORDS[0] or None]:
        yield word.start(), _INSIDE


def _lines(text: str) -> Iterator[tuple[int, int]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = offset + line.index(stripped[0])
            yield start, start + len(stripped)
        offset += len(line)


def _keyed_lines(text: str, max_words: int) -> list[tuple[str | int, int, int]]:
    """The lines of a text: the key of a short one, the hash of a long one; start, end."""
    lines: list[tuple[str | int, int, int]] = []
    for start, end in _lines(text):
        line = text[start:end]
        short = end - start < 12 * max_words and len(line.split()) <= max_words
        lines.append((_key(line) if short else hash(line), start, end))
    return lines


def _key(piece: str) -> str:
    return " ".join(_DIGITS.sub("0", piece.translate(_FOLD)).split())


def _merged(found: list[tuple[int, int, str]], repeated: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for start, end, family in sorted([*found, *((a, b, "repeated") for a, b in repeated)], key=lambda s: (s[0], -s[1])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end, family))
    return spans


def _checked(texts: Iterable[str]) -> list[str]:
    if isinstance(texts, str):
        raise InputError("repetition is looked for in a sequence of texts, not in one string: put it in a list.")
    refuse_lone(texts)
    listed = list(texts)
    for index, text in enumerate(listed):
        if not isinstance(text, str):
            raise InputError(f"text {index} is {type(text).__name__}, not a string: drop or fill it first.")
    return listed


def _names(texts: list[str], sources: Sequence[str | None] | None) -> list[str]:
    if sources is None:
        return [""] * len(texts)
    if len(sources) != len(texts):
        raise InputError(f"there are {len(sources)} sources for {len(texts)} texts: give one for each text.")
    return [name or "" for name in sources]

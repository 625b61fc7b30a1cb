"""The way back from a normalized text to its source."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from arabnlp.errors import InputError
from arabnlp.text.charset import TATWEEL

_CLINGING = TATWEEL + "\u200c\u200d\u06e5\u06e6"


class Alignment:
    """A normalized text and, for any span of it, the span of the source.

    Attributes
    ----------
    source : str
        The text as it was.
    text : str
        The normalized text.
    """

    def __init__(self, source: str, text: str, starts: list[int], ends: list[int]) -> None:
        self.source, self.text = source, text
        self._starts, self._ends = starts, ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's span for ``text[start:end]``.

        The span of the whole text is the whole source. Any other runs from the source of its first character to the
        source of its last; removed marks, tatweel and joiners that stand after a letter belong to that letter, as they
        do in Unicode's grapheme clusters [1]_. What else was removed, such as a directional control or the spaces at
        the ends, belongs to a span only if it stands between two of its characters.

        So the span of a part lies within that of what holds it, and the spans of two neighbours together are what
        theirs is, unless that is the whole.

        Parameters
        ----------
        start, end : int
            Offsets in the normalized text, ``0 <= start <= end <= len(text)``.

        Returns
        -------
        (int, int)
            Offsets in the source, in code points.

        Raises
        ------
        InputError
            If the span does not lie inside the normalized text.

        References
        ----------
        .. [1] Unicode Standard Annex 29, section 3, https://www.unicode.org/reports/tr29/.

        Examples
        --------
        >>> from arabnlp import ArabicNormalizer
        >>> aligned = ArabicNormalizer("search").align("\\u202bقِفْ هُنا\\u202c")
        >>> aligned.text, aligned.span(0, 2), aligned.span(0, 6)
        ('قف هنا', (1, 5), (0, 11))
        """
        if not 0 <= start <= end <= len(self.text):
            raise InputError(f"span ({start}, {end}) is outside the normalized text of {len(self.text)} characters.")
        if start == 0 and end == len(self.text):
            return 0, len(self.source)
        if start == end:
            place = self._starts[start] if start < len(self.text) else len(self.source)
            return place, place
        return self._starts[start], max(self._ends[start:end])


def clings(char: str) -> bool:
    """Whether a character belongs to the letter before it: marks, small letters of the Quran, tatweel, joiners."""
    return char in _CLINGING or unicodedata.category(char).startswith("M")


def put_match(put: Any, piece: str, match: re.Match[str], starts: list[int], ends: list[int]) -> None:
    """Align a rewritten match: letter by letter where its letters still stand in it in order, else as a whole."""
    first, last = match.span()
    text, at = match.string, first
    places: list[int | None] = []
    for char in piece:
        joined = char == " " and text[at : min(at + 1, last)] == "_"
        found = at if joined else text.find(char, at, last)
        if found < 0 and char != " ":
            put(piece, starts[first], max(ends[first:last]))
            return
        places.append(None if found < 0 else found)  # None: a space that was put in stands with the letter before it
        at = at if found < 0 else found + 1
    previous = next((place for place in places if place is not None), first)
    for k, place in enumerate(places):
        previous = previous if place is None else place
        # What is left out after the last letter belongs to it: «رااااا» folded to «را».
        put(piece[k], starts[previous], max(ends[previous:last]) if k == len(places) - 1 else ends[previous])


def segments(text: str, form: Any) -> list[tuple[int, int]]:
    """Cut before each character that no normalization joins to what stands before it."""
    if not text:
        return []
    normal = unicodedata.normalize
    cuts = [0]
    for i in range(1, len(text)):
        if not unicodedata.combining(normal(form, text[i])[0]):
            pair = normal(form, text[i - 1]) + normal(form, text[i])
            if normal(form, text[i - 1 : i + 1]) == pair:  # else they compose, as Hangul syllables do
                cuts.append(i)
    segments = list(zip(cuts, [*cuts[1:], len(text)], strict=True))
    if "".join(normal(form, text[a:b]) for a, b in segments) != normal(form, text):
        return [(0, len(text))]
    return segments

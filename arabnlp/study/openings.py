"""Datelines of a collection's articles, taken out before topics are learned: they name outlets, not subjects.

:func:`arabnlp.text.boilerplate.strip_boilerplate` knows cities and agencies by a list. An outlet that is on no list is
known here by the collection: it is the source of articles, or stands in brackets at the beginning of several of them,
after different places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from arabnlp.text.boilerplate import strip_boilerplate
from arabnlp.text.charset import TATWEEL
from arabnlp.text.normalize import ArabicNormalizer

_HEAD, _PART_WORDS, _PARTS = 80, 4, 4
_DASH = rf"[-–—{TATWEEL}]"
_END = re.compile(rf":(?=\s)|\)\s*(?:{_DASH}+|:)\s|\s{_DASH}+\s")
_SIGN = re.compile(rf"[()«»:/،,|]|\s{_DASH}+(?=\s|$)")
_BRACKETED = re.compile(r"\(([^()]{2,30})\)")
_SEARCH = ArabicNormalizer("search")
_TEXTS, _PLACES = 3, 2  # in which, and after how many of which, a name in brackets makes an outlet


class Opening(NamedTuple):
    """A beginning that may be a dateline: its end in the text, and its parts, folded."""

    end: int
    parts: list[str]


def openings(text: str) -> Iterator[Opening]:
    """Beginnings of a text that end with a colon or dash, the shortest first.

    Examples
    --------
    >>> [opening.parts for opening in openings("القاهرة ـ 4 أيلول (الأفق) ـ اختتم الوزراء")]
    [['القاهره'], ['القاهره', '4 ايلول', 'الافق']]
    """
    head = text[:_HEAD].split("\n")[0]
    for found in _END.finditer(head):
        parts = [_SEARCH.normalize(part).strip() for part in _SIGN.split(head[: found.end()]) if part.strip()]
        if len(parts) > _PARTS or any(len(part.split()) > _PART_WORDS for part in parts):
            return
        yield Opening(found.end(), parts)


def outlets(texts: Sequence[str]) -> set[str]:
    """Names, folded, that stand in brackets at the beginning of at least three texts, after at least two places.

    Examples
    --------
    >>> sorted(outlets(["تونس (الأفق) - بدأ", "عمّان (الأفق) - بدأ", "جدة (الأفق) - بدأ", "سعيد (الهلال) - سجّل"]))
    ['الافق']
    """
    places, count = defaultdict(set), dict[str, int]()  # type: defaultdict[str, set[str]], dict[str, int]
    for text in texts:
        for end, parts in openings(text):
            bracketed = _BRACKETED.search(text[:end])
            if bracketed and len(parts) > 1:
                name = _SEARCH.normalize(bracketed[1]).strip()
                if name != parts[0] and not any(c.isdigit() for c in name):
                    places[name].add(parts[0])
                    count[name] = count.get(name, 0) + 1
                break
    return {name for name, n in count.items() if n >= _TEXTS and len(places[name]) >= _PLACES}


def without_datelines(texts: Sequence[str], sources: Sequence[str | None]) -> list[str]:
    """Texts without boilerplate lines and without the datelines with which they begin.

    A dateline is one by the list of cities and agencies, or has a place and then a part that names an outlet of the
    collection.

    Parameters
    ----------
    texts : sequence of str, n_texts
    sources : sequence of str or None, n_texts

    Returns
    -------
    list of str, n_texts

    Examples
    --------
    >>> without_datelines(["رادس - المدار: حطّمت العداءة رقمها", "الذهب: لماذا يرتفع؟"], ["وكالة المدار للأنباء", None])
    ['حطّمت العداءة رقمها', 'الذهب: لماذا يرتفع؟']
    """
    stripped = [strip_boilerplate(text, datelines=True).text for text in texts]
    names = outlets(stripped) | {_SEARCH.normalize(source) for source in sources if source}
    padded = [f" {name} " for name in names]
    result = []
    for text in stripped:
        end = 0
        for opening in openings(text):
            if any(f" {part} " in name for part in opening.parts[1:] for name in padded):
                end = opening.end
                break
        result.append(text[end:].lstrip() if end else text)
    return result


__all__ = ["Opening", "openings", "outlets", "without_datelines"]

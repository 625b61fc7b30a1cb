"""The two markups in which Arabic corpora put many articles, or one with its fields, into a text file.

TREC's, as in the ANT corpus (https://antcorpus.github.io), and that of WikiExtractor
(https://github.com/attardi/wikiextractor). Neither is well-formed XML: addresses and texts hold bare ampersands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from arabnlp.articles.article import Article
from arabnlp.articles.fields import set_date

_TREC_START = re.compile(r"\s*<DOC>", re.IGNORECASE)
_TREC_DOC = re.compile(r"<DOC>(.*?)(?:</DOC>|(?=<DOC>)|\Z)", re.DOTALL | re.IGNORECASE)
_TREC_FIELD = re.compile(r"<([A-Z][A-Z0-9_]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_WIKI_START = re.compile(r"\s*<doc\s+[^>]*\b(?:id|title)=")
_WIKI_DOC = re.compile(r"<doc\s+([^>]*)>(.*?)(?:</doc>|(?=<doc\s+id=)|\Z)", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_KNOWN = {"DOCNO", "DOCID", "URL", "SRC", "CAT", "TITLE", "HEADLINE", "TIME", "DATE", "TEXT"}


def read_markup(text: str, made_id: str) -> Iterator[Article] | None:
    """The articles of a text in one of the two markups, or None if it is in neither.

    Parameters
    ----------
    text : str
    made_id : str
        Identifier for an article that has none.

    Returns
    -------
    iterator of Article or None
        An article whose ``text`` is empty is one that the source left empty.

    Examples
    --------
    >>> list(read_markup("<DOC><DOCNO>7</DOCNO><TEXT>\\nخبر\\n</TEXT></DOC>", "a"))[0].text
    'خبر'
    >>> list(read_markup('<doc id="3" title="حلب" url="u">\\nحلب\\n\\nمدينة.\\n</doc>', "a"))[0].title
    'حلب'
    >>> read_markup("نص", "a") is None
    True
    """
    if _WIKI_START.match(text):
        return _wiki(text, made_id)
    if _TREC_START.match(text):
        return _trec(text, made_id)
    return None


def _trec(text: str, made_id: str) -> Iterator[Article]:
    for number, doc in enumerate(_TREC_DOC.finditer(text), 1):
        fields = {tag.upper(): _unwrapped(value) for tag, value in _TREC_FIELD.findall(doc[1])}
        body, extra = fields.get("TEXT", ""), {tag: v for tag, v in fields.items() if tag not in _KNOWN and v.strip()}
        if not body.strip() and fields.get("ABSTRACT", "").strip():
            body, extra["text_from"] = fields["ABSTRACT"], "ABSTRACT"
        article = Article(
            id=(fields.get("DOCNO") or fields.get("DOCID") or "").strip()
            or (made_id if number == 1 else f"{made_id}-{number}"),
            text=body if body.strip() else "",
            title=(fields.get("TITLE") or fields.get("HEADLINE") or "").strip(),
            source=fields.get("SRC", "").strip() or None,
            url=fields.get("URL", "").strip() or None,
            topic=fields.get("CAT", "").strip() or None,
            extra=extra,
        )
        set_date(article, fields.get("TIME") or fields.get("DATE"))
        yield article


def _wiki(text: str, made_id: str) -> Iterator[Article]:
    for number, doc in enumerate(_WIKI_DOC.finditer(text), 1):
        fields = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(doc[1])}
        title, body = fields.pop("title", ""), doc[2].strip("\n")
        first, _, rest = body.partition("\n")
        if first.strip() == title.strip():
            body = rest.strip("\n")
        yield Article(
            id=fields.pop("id", "") or (made_id if number == 1 else f"{made_id}-{number}"),
            text=body if body.strip() else "",
            title=title,
            url=fields.pop("url", "") or None,
            extra=dict(fields),
        )


def _unwrapped(value: str) -> str:
    """Without the line ends that set a field's text apart from its tags."""
    return value.removeprefix("\n").removesuffix("\n")

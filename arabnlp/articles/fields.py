"""From a record of any source to an article: which field is the text, which the date, and what day it says."""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from arabnlp.articles.article import Article
from arabnlp.errors import ColumnError, InputError
from arabnlp.text.damage import repair_mojibake

# Names that corpora use, in the order in which they are preferred; matched without regard to case.
NAMES = {
    "text": ("text", "content", "body", "article", "article_text", "نص", "النص", "المحتوى", "نص المقال", "المقال"),
    "title": ("title", "headline", "العنوان", "عنوان"),
    "date": (
        "date",
        "date_extracted",
        "published",
        "published_at",
        "publish_date",
        "time",
        "datetime",
        "التاريخ",
        "تاريخ",
    ),
    "source": ("source", "src", "outlet", "newspaper", "publisher", "المصدر", "مصدر", "الصحيفة"),
    "url": ("url", "link", "الرابط", "رابط"),
    "topic": ("topic", "category", "cat", "label", "class", "التصنيف", "تصنيف", "القسم"),
    "id": ("id", "docno", "doc_id", "article_id", "المعرف"),
}
_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_CLOCK = r"(?:[T ]+(?P<clock>\d\d?:?\d\d(?::?\d\d(?:[.,]\d+)?)?\s*(?:[AP]M)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?))?"
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?){_CLOCK}", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(?P<d>\d\d?)(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<y>\d{{4}}){_CLOCK}", re.IGNORECASE)
_COMPACT = re.compile(rf"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d){_CLOCK}")
_RFC_2822 = re.compile(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}(?:\s+\d\d?:\d\d.*)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the fields that the caller chose; None means to recognise them."""

    text: str | None = None
    title: str | None = None
    id: str | None = None
    date: str | None = None


def match_columns(found: Iterable[str], chosen: Columns, name: str) -> dict[str, str]:
    """Which column holds what.

    Parameters
    ----------
    found : iterable of str
        The columns of a table, or the keys of an object.
    chosen : Columns
    name : str
        The file, for messages.

    Returns
    -------
    dict of str to str
        From a field of :class:`~arabnlp.articles.article.Article` to a column; ``"text"`` is always there.

    Raises
    ------
    InputError
        If no column holds the text, or a chosen one is missing; the message lists the columns.

    Examples
    --------
    >>> match_columns(["ID", "Content", "Class"], Columns(), "news.csv")
    {'text': 'Content', 'topic': 'Class', 'id': 'ID'}
    """
    columns = [column for column in found if isinstance(column, str)]
    by_fold = {_readable(column).strip().casefold(): column for column in reversed(columns)}
    matched: dict[str, str] = {}
    for field, names in NAMES.items():
        wanted = getattr(chosen, field, None)
        if wanted is not None:
            column = wanted if wanted in columns else by_fold.get(wanted.strip().casefold())
            if column is None:
                raise ColumnError(
                    f"{name} has no column {wanted!r}: {field}_column= must be one of {_listed(columns)}."
                )
        else:
            column = next((by_fold[known] for known in names if known in by_fold), None)
        if column is not None and column not in matched.values():
            matched[field] = column
    if "text" not in matched:
        raise InputError(
            f"{name} has no column of texts: say text_column= one of {_listed(columns)} (or --text-column)."
        )
    return matched


def _readable(cell: str) -> str:
    """The name of a column, or a date, without mojibake: they are spoilt where the whole table is."""
    return cell if cell.isascii() else repair_mojibake(cell).text


def _listed(columns: list[str]) -> str:
    shown = ", ".join(repr(column if len(column) < 40 else column[:37] + "...") for column in columns[:30])
    return (
        shown + (f" and {len(columns) - 30} more" if len(columns) > 30 else "") if columns else "(there are no columns)"
    )


def to_article(record: Mapping[str, Any], matched: Mapping[str, str], made_id: str) -> Article | None:
    """A record as an article, or None if its text is empty.

    Parameters
    ----------
    record : mapping of str to any
    matched : mapping of str to str
        As from :func:`match_columns`; what it does not name goes to ``extra``.
    made_id : str
        The identifier, if the record has none.

    Returns
    -------
    Article or None

    Examples
    --------
    >>> article = to_article({"نص": "افتتح.", "day": "5/3/2020", "n": 1}, {"text": "نص", "date": "day"}, "a-000001")
    >>> article.id, article.text, article.date, article.extra
    ('a-000001', 'افتتح.', '2020-03-05', {'n': 1})
    """
    text = _as_text(record.get(matched["text"]))
    if not text.strip():
        return None
    used = set(matched.values())
    values = {field: _as_text(record.get(column)) for field, column in matched.items() if field not in ("text", "date")}
    article = Article(
        id=values.get("id", "").strip() or made_id,
        text=text,
        title=values.get("title", ""),
        source=values.get("source") or None,
        url=values.get("url") or None,
        topic=values.get("topic") or None,
        extra={key: value for key, value in record.items() if key not in used},
    )
    if "date" in matched:
        set_date(article, record.get(matched["date"]))
    return article


def set_date(article: Article, value: Any) -> None:
    """Give an article its day; a form that is not known is kept as it is in ``extra["date_raw"]``."""
    if isinstance(value, datetime.date):  # a datetime is one too
        article.date = value.strftime("%Y-%m-%d")
        return
    raw = _as_text(value).strip()
    article.date = iso_day(raw) or (None if raw.isascii() else iso_day(_readable(raw)))
    if raw and article.date is None:
        article.extra["date_raw"] = raw


def iso_day(value: str) -> str | None:
    """The day that a date says, as ISO 8601, in the time zone that it is written in.

    Parameters
    ----------
    value : str
        ISO 8601, year or day first with ``-``, ``/`` or ``.``, RFC 2822, or a day and month in Arabic words. The month
        never comes first: 03/05/2020 is the third of May.

    Returns
    -------
    str or None
        None if the form is not known or there is no such day.

    Examples
    --------
    >>> iso_day("Fri, 16 Feb 2018 22:08:10 +0400"), iso_day("٢٠١٧/١/٥"), iso_day("9 نوفمبر 2021"), iso_day("yesterday")
    ('2018-02-16', '2017-01-05', '2021-11-09', None)
    """
    text = value.strip().translate(_TO_ASCII)
    for form in (_YEAR_FIRST, _DAY_FIRST, _COMPACT):
        if found := form.fullmatch(text):
            return _day(int(found["y"]), int(found["m"]), int(found["d"]))
    if _RFC_2822.fullmatch(text):
        try:
            return email.utils.parsedate_to_datetime(text).date().isoformat()
        except (ValueError, TypeError):
            parsed = email.utils.parsedate(text)  # a date without a clock time
            return _day(*parsed[:3]) if parsed else None
    if 6 < len(text) < 60 and any("\u0620" <= char <= "\u064a" for char in text):
        from arabnlp.text.dates import find_dates

        dates = find_dates(text)
        return dates[0].iso if len(dates) == 1 else None
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or value != value:  # NaN
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(_as_text(part) for part in value)  # paragraphs
    return str(value)

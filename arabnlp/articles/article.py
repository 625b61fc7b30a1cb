"""The article: one document with what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Article:
    """One news article.

    Parameters
    ----------
    id : str
        Identifier, unique within its file or folder.
    text : str
        Body, as read: nothing is folded or removed. Paragraphs end with a newline.
    title : str
        Headline, empty if the source has none.
    date : str or None
        Day of publication as ISO 8601 (``"2021-11-09"``), or None if unknown.
    source : str or None
        Name of the outlet.
    url : str or None
        Address.
    topic : str or None
        Label given by the source, if any.
    extra : dict
        Every other field of the source, under its own name.

    Examples
    --------
    >>> article = Article(id="1", text="افتتحت الوزيرة المعرض.", date="2025-03-14")
    >>> article.date, article.topic
    ('2025-03-14', None)
    """

    id: str
    text: str
    title: str = ""
    date: str | None = None
    source: str | None = None
    url: str | None = None
    topic: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)

"""HTML in text: tags, comments, what no reader sees (scripts, styles), entities.

What opens and is not closed is taken whole, and kept without its tags: else each opening in it would be tried to the
end of the text.
"""

from __future__ import annotations

import html
import re

# A quoted value may hold «>»; a tag whose quotes do not pair ends at the first one.
_WITHIN = r"""(?:(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*>|[^<>]*>)"""
# Elements, <!DOCTYPE …>, <?xml …?>, <![endif]>.
_TAGS = rf"<(?:/?[A-Za-z]{_WITHIN}|![A-Za-z]{_WITHIN}|\?[A-Za-z][^<>]*>|!\[[A-Za-z ][^<>\[\]]*\]>)"
_TAG = re.compile(_TAGS)
TAG = re.compile(
    r"<!--(?:.*?-->|(?P<comment>.*))"
    r"|<!\[CDATA\[(?:(?P<data>.*?)\]\]>|(?P<rest>.*))"
    rf"|<(?P<unseen>(?i:script|style))\b{_WITHIN}(?:.*?</(?i:(?P=unseen))\s*>|(?P<open>.*))"
    rf"|{_TAGS}",
    re.DOTALL,
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def without_tag(match: re.Match[str]) -> str:
    """What is left of a match of :data:`TAG`: a space, around what a reader would see of it.

    Examples
    --------
    >>> TAG.sub(without_tag, "<style>p {}</style><a href='x>y'><![CDATA[نص]]></a>")
    '   نص  '
    """
    if match["comment"] is not None:
        return "<!--" + _TAG.sub(" ", match["comment"])
    for name in ("rest", "open"):
        if match[name] is not None:
            return " " + _TAG.sub(" ", match[name])
    return " " if match["data"] is None else f" {match['data']} "


def decoded(match: re.Match[str]) -> str:
    """The character of an entity."""
    return html.unescape(match.group())

"""Other tools' normalization as lists of steps: what they do, in their order, faults included, and nothing else.

Each gives that tool's output character for character; ``experiments/parity.py`` compares them on real sentences. Where
a tool departs from its own documentation, the comment says so. Patterns are written so that they take linear time,
which the originals do not always; what they match is the same.
"""

from __future__ import annotations

import html
import re

from arabnlp.text import charset as c
from arabnlp.text.folds import Form, Pattern, Step, drop

_ALEFS = "\u0622\u0623\u0625"
_MARKS = c.HARAKAT  # fathatan to sukun, shadda among them


def _unescape(match: re.Match[str]) -> str:
    try:
        return html.unescape(match.group())
    except ValueError:  # a number of thousands of digits: the original fails on it
        return match.group()


def _sub(pattern: str, replacement: str, *needs: str) -> Pattern:
    return Pattern(re.compile(pattern), replacement, needs)


# aub-mind/arabert, ArabertPreprocessor("bert-base-arabertv02"), version 1.0.1. Its patterns take any Latin
# "word.word" for a web address; the second of them («@(https?|ftp)://…$@iS») can match no text and is left out.
_WEB = r"-a-zA-Z0-9@:%_+.~#="
_LINK, _MAIL, _USER = " [رابط] ", " [بريد] ", " [مستخدم] "
_SPACED = "0-9\u0621-\u063a\u0641-\u064a\u0660-\u0669a-zA-Z\\[\\]"
_KEPT = (
    "0-9\u0621-\u063a\u0640-\u066c\u0671-\u0674a-zA-Z\\[\\]!\"#$%'()*+,.:;\\-<=\u00b7>?@\\\\^_`{|}~\u2014\u066a\u2019\u060c\u061f"
    "\u0b4d\u201c\u061b\u201d\u06da\u00bb\\s\u00ab\u2013\u2026\u2018"
)
_JOINED = "\u0621-\u063a\u0641-\u064a\u0660-\u066c"
_ARABERT: tuple[Step, ...] = (
    Pattern(re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)"), _unescape, ("&",)),
    drop(_MARKS),
    drop(c.TATWEEL),
    _sub(rf"(?:https?://.)?(?:www\.)?[{_WEB}]{{2,256}}\.[a-z]{{2,6}}\b[{_WEB}?&/]*", _LINK, "."),
    _sub(r"https?://[a-zA-Z0-9_\-./~?=%&]+", _LINK, "://"),
    _sub(r"www[a-zA-Z0-9_\-?=%&/.~]+", _LINK, "www"),
    # A run of letters begins after something else, or after the address before it.
    _sub(r"(?<![a-zA-Z])[a-zA-Z]++\.com|(?<=\.com)[a-zA-Z]++\.com", _LINK, ".com"),
    _sub(r"http\S*", _LINK, "http"),
    _sub(r"www\S*", _LINK, "www"),
    _sub(r"://", _LINK, "://"),
    _sub(r"(?<![\w-])[\w-]++@[\w-]++(?:\.[\w-]++)+", _MAIL, "@"),
    _sub(r"(?<!\S)\S[^\s@]*+@\S+", _MAIL, "@"),
    _sub(r"@\w+", _USER, "@"),
    _sub(r"<br />", " ", "<br />"),
    # The rest of a text in which nothing closes is taken whole, and kept.
    Pattern(
        re.compile(r"<(?:/?[^>]++>|(?P<rest>[^>]*+\Z))"), lambda m: " " if m["rest"] is None else m.group(), ("<",)
    ),
    {chr(0x0660 + d): str(d) for d in range(10)},
    Pattern(re.compile(r"(\D)\1{2,}"), r"\1\1"),
    Pattern(re.compile(rf"([^{_SPACED}])"), r" \1 "),
    Pattern(re.compile(rf"(?<!\d)(\d++)([{_JOINED}]+)"), r" \1 \2 "),
    Pattern(re.compile(rf"(?<![{_JOINED}])([{_JOINED}]++)(\d+)"), r" \1 \2 "),
    {"/": "-"},
    Pattern(re.compile(rf"[^{_KEPT}]"), " "),
    {"\ufe0f": ""},
    Pattern(re.compile(r"\s+"), " "),
    Pattern(re.compile(r"\A\s+|\s\Z"), ""),
)

RECIPES: dict[str, tuple[Step, ...]] = {
    # pyarabic.araby 0.6.15: strip_tashkeel, strip_tatweel, normalize_ligature, normalize_alef, normalize_teh.
    "pyarabic": (
        drop(_MARKS),
        drop(c.TATWEEL),
        dict.fromkeys("\ufefb\ufef7\ufef9\ufef5", "\u0644\u0627"),
        # Its normalize_alef also turns alef maksura into alef, against its own documentation: kept, to give its output.
        _sub(c.SUPERSCRIPT_ALEF + c.ALEF_MAKSURA, c.ALEF_MAKSURA, c.SUPERSCRIPT_ALEF),
        _sub(c.ALEF_MAKSURA + c.SUPERSCRIPT_ALEF, c.ALEF_MAKSURA, c.SUPERSCRIPT_ALEF),
        dict.fromkeys(_ALEFS + c.ALEF_WASLA + c.ALEF_MAKSURA + c.SUPERSCRIPT_ALEF, c.ALEF),
        {c.TEH_MARBUTA: c.HEH},
    ),
    # camel_tools.utils 1.6.0: normalize_unicode, dediac_ar, normalize_alef_ar, normalize_alef_maksura_ar,
    # normalize_teh_marbuta_ar. Its dediac_ar keeps the marks of the Quran and the combining hamzas.
    "camel": (
        {"\ufdfc": "ريال", "\ufdfd": "بسم الله الرحمن الرحيم"},
        Form("NFKC"),
        drop(_MARKS + c.SUPERSCRIPT_ALEF),
        dict.fromkeys(_ALEFS + c.ALEF_WASLA, c.ALEF),
        {c.ALEF_MAKSURA: c.YEH},
        {c.TEH_MARBUTA: c.HEH},
    ),
    "arabert": _ARABERT,
    # org.apache.lucene.analysis.ar.ArabicNormalizer: neither alef wasla nor presentation forms are folded.
    "lucene": (
        dict.fromkeys(_ALEFS, c.ALEF),
        {c.ALEF_MAKSURA: c.YEH},
        {c.TEH_MARBUTA: c.HEH},
        drop(c.TATWEEL + _MARKS),
    ),
}

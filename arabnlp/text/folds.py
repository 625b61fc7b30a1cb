"""The table of folds and the schemes made of them: normalization as data.

A fold is a row: a name, what it does for each choice, and where it stands in the order. A scheme names a choice for
some rows; every other row stays at ``"keep"``. Character rows map one character to a string; pattern rows rewrite
matches of a regular expression.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from arabnlp.text import charset as c
from arabnlp.text.elongation import STRETCHED as _STRETCHED
from arabnlp.text.elongation import spell_once
from arabnlp.text.emoji import EMOJI, emoji_name

CharTable = Mapping[str, str]
Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Pattern:
    """Rewrite each match of ``regex``; ``replacement`` is a template or a function of the match.

    A text without any of ``needs`` has no match: to look for those first is much cheaper.
    """

    regex: re.Pattern[str]
    replacement: Replacement
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A Unicode normalization form of the whole text, ``"NFC"`` or ``"NFKC"``."""

    name: str


Step = CharTable | Pattern | Form


@dataclass(frozen=True)
class Fold:
    """One row of the table.

    Attributes
    ----------
    name : str
        Keyword of :class:`arabnlp.ArabicNormalizer` that overrides it.
    choices : mapping of str to step
        What each choice other than ``"keep"`` does.
    about : str
        One line for the documentation.
    """

    name: str
    choices: Mapping[str, Step]
    about: str


def drop(chars: str) -> dict[str, str]:
    """A character table that removes each of ``chars``."""
    return dict.fromkeys(chars, "")


def _rx(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# No Arabic word rightly has three equal letters in a row; many have two (ممنوع, الله). So three and more are emphasis.
_ELONGATED = _rx(r"([^\W\d_])\1{2,}")
# Punctuation after an address is not part of it. Without a scheme the usual top levels tell it from «word.word».
_PATH = r"[^\s<>«»“”\"،؛]*[^\s<>«»“”\"،؛.,:;!?؟…'(){}\[\]]"
_TOP = (
    "com",
    "net",
    "org",
    "info",
    "gov",
    "edu",
    "int",
    "tv",
    "co",
    "me",
    "io",
    "sa",
    "ae",
    "eg",
    "qa",
    "kw",
    "jo",
    "ly",
)
_URL = _rx(
    rf"(?:https?://|ftp://|www\.){_PATH}"
    rf"|(?<![\w@.-])(?:[A-Za-z0-9-]{{1,63}}\.)+(?:{'|'.join(_TOP)})(?![\w@-]|\.\w)(?:/(?:{_PATH})?)?"
)
_ADDRESS = ("://", "www.", *(f".{top}" for top in _TOP))
_EMAIL = _rx(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")  # possessive, and begun once a run: linear
_MENTION = _rx(r"(?<![\w@])@\w+")
# Marks and joiners are no word characters to Python, but stand inside words.
_HASHTAG = _rx(
    rf"[#＃]((?:\w|(?<=\w)[{c.MARK_RANGES}{re.escape(c.INVISIBLE)}]|(?<=[{c.MARK_RANGES}])[{c.MARK_RANGES}])+)"
)
_HASH = ("#", "＃")
_NUMBER = _rx(r"(?<![\w.,٫٬])[\d]+(?:[.,٫٬]\d+)*(?!\w)")
# A comment that nothing closes is taken whole, and kept: else each "<!--" in it would be tried to the end of the line.
_TAG = _rx(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>|(?P<unclosed><!--.*)")
_ELEMENT = _rx(r"</?[A-Za-z][^<>]*>")
_ENTITY = _rx(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


# Words and phrases of one character; the other presentation forms are letters and groups of letters.
_WORDS = {
    char: out
    for char, out in (c.presentation_forms() | c.LIGATURES).items()
    if char in c.LIGATURES or "\ufdf0" <= char <= "\ufdff"
}


def _tag(match: re.Match[str]) -> str:
    return _ELEMENT.sub(" ", match["unclosed"]) if match["unclosed"] else " "


def _entity(match: re.Match[str]) -> str:
    return html.unescape(match.group())


# In the order of application.
FOLDS: tuple[Fold, ...] = (
    Fold("unicode", {"NFC": Form("NFC"), "NFKC": Form("NFKC")}, "Unicode normalization form"),
    Fold("entities", {"decode": Pattern(_ENTITY, _entity, ("&",))}, "HTML entities"),
    Fold("tags", {"remove": Pattern(_TAG, _tag, ("<",))}, "HTML tags"),
    Fold("urls", {"remove": Pattern(_URL, " ", _ADDRESS), "token": Pattern(_URL, " رابط ", _ADDRESS)}, "web addresses"),
    Fold(
        "emails",
        {"remove": Pattern(_EMAIL, " ", ("@",)), "token": Pattern(_EMAIL, " بريد ", ("@",))},
        "e-mail addresses",
    ),
    Fold(
        "mentions",
        {"remove": Pattern(_MENTION, " ", ("@",)), "token": Pattern(_MENTION, " مستخدم ", ("@",))},
        "@mentions",
    ),
    Fold(
        "hashtags",
        {
            "split": Pattern(_HASHTAG, lambda m: m.group(1).replace("_", " "), _HASH),
            "remove": Pattern(_HASHTAG, " ", _HASH),
        },
        "hashtags: the words of one are joined by underscores",
    ),
    Fold("emoji", {"remove": Pattern(EMOJI, " "), "name": Pattern(EMOJI, emoji_name)}, "emoji"),
    Fold("invisible", {"remove": drop(c.INVISIBLE)}, "zero-width characters and directional controls"),
    Fold("spaces", {"fold": dict.fromkeys(c.SPACES, " ")}, "no-break, thin and other spaces"),
    Fold(
        "presentation",
        {"fold": {char: out for char, out in c.presentation_forms().items() if char not in _WORDS}},
        "presentation forms A and B, lam-alef and other ligatures of letters",
    ),
    Fold("ligatures", {"fold": _WORDS}, "words written as one character: Allah, riyal, the prayers for the Prophet"),
    Fold("tatweel", {"remove": drop(c.TATWEEL)}, "tatweel (kashida)"),
    Fold(
        "diacritics",
        {
            "remove": drop(c.HARAKAT + c.MADDAH_HAMZA_MARKS + c.RARE_MARKS),
            "shadda": drop((c.HARAKAT + c.MADDAH_HAMZA_MARKS + c.RARE_MARKS).replace(c.SHADDA, "")),
        },
        "vowel marks, tanwin, sukun, shadda",
    ),
    Fold("quranic", {"remove": drop(c.QURANIC_MARKS + c.QURANIC_SIGNS)}, "Quranic marks, small letters and signs"),
    Fold(
        "superscript_alef",
        {"remove": drop(c.SUPERSCRIPT_ALEF), "alef": {c.SUPERSCRIPT_ALEF: c.ALEF}},
        "dagger alef",
    ),
    Fold("lookalikes", {"fold": c.LOOKALIKES}, "letters of Persian and Urdu keyboards that stand for Arabic ones"),
    Fold("wasla", {"fold": {c.ALEF_WASLA: c.ALEF}}, "alef wasla"),
    Fold(
        "alef",
        {"fold": dict.fromkeys(c.ALEF_MADDA + c.ALEF_HAMZA_ABOVE + c.ALEF_HAMZA_BELOW + "\u0672\u0673\u0675", c.ALEF)},
        "alef with madda or hamza",
    ),
    Fold(
        "hamza",
        {
            "carrier": {c.WAW_HAMZA: c.WAW, c.YEH_HAMZA: c.YEH, "\u0676": c.WAW, "\u0677": c.WAW, "\u0678": c.YEH},
            "hamza": {c.WAW_HAMZA: c.HAMZA, c.YEH_HAMZA: c.HAMZA},
        },
        "hamza on waw and yeh",
    ),
    Fold("alef_maksura", {"yeh": {c.ALEF_MAKSURA: c.YEH}}, "alef maksura"),
    Fold("teh_marbuta", {"heh": {c.TEH_MARBUTA: c.HEH}, "teh": {c.TEH_MARBUTA: c.TEH}}, "teh marbuta"),
    Fold("digits", {"ascii": c.ARABIC_DIGITS}, "Arabic-Indic and Extended digits"),
    Fold("punctuation", {"ascii": c.ARABIC_PUNCTUATION}, "Arabic comma, semicolon, question mark, separators"),
    Fold("quotes", {"ascii": c.QUOTES}, "quotation marks"),
    Fold("dashes", {"ascii": c.DASHES}, "dashes and hyphens"),
    Fold("numbers", {"token": Pattern(_NUMBER, "رقم")}, "numbers"),
    Fold(
        "elongation",
        {
            "one": Pattern(_ELONGATED, r"\1"),
            "two": Pattern(_ELONGATED, r"\1\1"),
            "word": Pattern(_STRETCHED, spell_once),
        },
        "letters repeated for emphasis",
    ),
    Fold("whitespace", {"collapse": Pattern(_rx(r"[ \t]{2,}|\t"), " ", ("  ", "\t"))}, "runs of spaces and tabs"),
)
BY_NAME = {fold.name: fold for fold in FOLDS}

_LIGHT = {
    "invisible": "remove",
    "spaces": "fold",
    "presentation": "fold",
    "ligatures": "fold",
    "tatweel": "remove",
    "lookalikes": "fold",
}
_SEARCH = _LIGHT | {
    "diacritics": "remove",
    "quranic": "remove",
    "superscript_alef": "remove",
    "wasla": "fold",
    "alef": "fold",
    "alef_maksura": "yeh",
    "teh_marbuta": "heh",
    "digits": "ascii",
}

# A scheme is a choice for some rows; with ``order`` it applies only those, in that order (to reproduce others' output).
SCHEMES: dict[str, dict[str, str]] = {
    "none": {},
    "light": _LIGHT,
    "search": _SEARCH,
    "news": _LIGHT
    | {
        "entities": "decode",
        "tags": "remove",
        "urls": "remove",
        "emails": "remove",
        "hashtags": "split",
        "diacritics": "remove",
        "quranic": "remove",
        "superscript_alef": "remove",
        "wasla": "fold",
        "alef": "fold",
        "alef_maksura": "yeh",
        "digits": "ascii",
        "whitespace": "collapse",
    },
    "social": _SEARCH
    | {
        "entities": "decode",
        "tags": "remove",
        "urls": "token",
        "emails": "token",
        "mentions": "token",
        "hashtags": "split",
        "elongation": "word",
        "whitespace": "collapse",
    },
}

"""The table of folds and the schemes made of them: normalization as data.

A fold is a row: a name, what it does for each choice, and where it stands in the order. A scheme names a choice for
some rows; every other row stays at ``"keep"``. Character rows map one character to a string; pattern rows rewrite
matches of a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from arabnlp.text import charset as c
from arabnlp.text.addresses import EMAIL, MENTION, URL, URL_HINTS, URL_NEEDS
from arabnlp.text.alignment import clings
from arabnlp.text.elongation import STRETCHED as _STRETCHED
from arabnlp.text.elongation import spell_once
from arabnlp.text.emoji import EMOJI, emoji_name
from arabnlp.text.markup import ENTITY, TAG, decoded, without_tag

CharTable = Mapping[str, str]
Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Pattern:
    """Rewrite each match of ``regex``; ``replacement`` is a template or a function of the match.

    A text without any of ``needs``, in small letters or capitals, has no match; nor has one without one of ``hints``.
    To look for those first is much cheaper.
    """

    regex: re.Pattern[str]
    replacement: Replacement
    needs: tuple[str, ...] = ()
    hints: tuple[re.Pattern[str], ...] = ()

    def may_match(self, text: str) -> bool:
        """Whether a match has to be looked for in a text."""
        if self.hints:
            return any(hint.search(text) for hint in self.hints)
        return not self.needs or any(part in text for part in self.needs)


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
# Marks and joiners are no word characters to Python, but stand inside words.
_HASHTAG = _rx(
    rf"[#＃]((?:\w|(?<=\w)[{c.MARK_RANGES}{re.escape(c.INVISIBLE)}]|(?<=[{c.MARK_RANGES}])[{c.MARK_RANGES}])+)"
)
_HASH = ("#", "＃")
_NUMBER = _rx(r"(?<![\w.,٫٬])[\d]+(?:[.,٫٬]\d+)*(?!\w)")

# Words and phrases of one character; the other presentation forms are letters and groups of letters.
_WORDS = {
    char: out
    for char, out in (c.presentation_forms() | c.LIGATURES).items()
    if char in c.LIGATURES or "\ufdf0" <= char <= "\ufdff"
}


def _words_of(match: re.Match[str]) -> str:
    """The words of a hashtag, apart from a word right before it: «فوز#الهلال», «#مصر#السعودية»."""
    text, at = match.string, match.start() - 1
    while at >= 0 and (text[at] in c.INVISIBLE or clings(text[at])):
        at -= 1
    apart = at >= 0 and (text[at].isalnum() or text[at] == "_")
    return " " * apart + match[1].replace("_", " ")


# In the order of application.
FOLDS: tuple[Fold, ...] = (
    Fold("unicode", {"NFC": Form("NFC"), "NFKC": Form("NFKC")}, "Unicode normalization form"),
    Fold("entities", {"decode": Pattern(ENTITY, decoded, ("&",))}, "HTML entities"),
    Fold("tags", {"remove": Pattern(TAG, without_tag, ("<",))}, "HTML tags"),
    Fold(
        "urls",
        {"remove": Pattern(URL, " ", URL_NEEDS, URL_HINTS), "token": Pattern(URL, " رابط ", URL_NEEDS, URL_HINTS)},
        "web addresses",
    ),
    Fold(
        "emails",
        {"remove": Pattern(EMAIL, " ", ("@",)), "token": Pattern(EMAIL, " بريد ", ("@",))},
        "e-mail addresses",
    ),
    Fold(
        "mentions",
        {"remove": Pattern(MENTION, " ", ("@",)), "token": Pattern(MENTION, " مستخدم ", ("@",))},
        "@mentions",
    ),
    Fold(
        "hashtags",
        {
            "split": Pattern(_HASHTAG, _words_of, _HASH),
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

"""Character classes and fold tables for Arabic script, by Unicode name.

Every other module takes its letters and marks from here. Classes follow PyArabic's (``pyarabic.araby``) and the
Unicode Character Database; look-alikes follow the Arabic letters that keyboards for Persian, Urdu and Pashto produce.

Sources: PyArabic, https://pypi.org/project/PyArabic/; the Unicode Standard, chapter 9.2,
https://www.unicode.org/versions/latest/.
"""

from __future__ import annotations

import sys
import unicodedata

HAMZA = "\N{ARABIC LETTER HAMZA}"
ALEF = "\N{ARABIC LETTER ALEF}"
ALEF_MADDA = "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
ALEF_HAMZA_ABOVE = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
ALEF_HAMZA_BELOW = "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
ALEF_WASLA = "\N{ARABIC LETTER ALEF WASLA}"
WAW_HAMZA = "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}"
YEH_HAMZA = "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
TEH = "\N{ARABIC LETTER TEH}"
HEH = "\N{ARABIC LETTER HEH}"
WAW = "\N{ARABIC LETTER WAW}"
YEH = "\N{ARABIC LETTER YEH}"
ALEF_MAKSURA = "\N{ARABIC LETTER ALEF MAKSURA}"
KAF = "\N{ARABIC LETTER KAF}"
TATWEEL = "\N{ARABIC TATWEEL}"
SHADDA = "\N{ARABIC SHADDA}"
SUPERSCRIPT_ALEF = "\N{ARABIC LETTER SUPERSCRIPT ALEF}"

# Fathatan to sukun, and the combining madda and hamzas: the marks of everyday vocalization.
HARAKAT = "".join(map(chr, range(0x064B, 0x0653)))
MADDAH_HAMZA_MARKS = "\u0653\u0654\u0655"
RARE_MARKS = "".join(map(chr, range(0x0656, 0x0660)))
QURANIC_MARKS = "".join(
    map(
        chr,
        [
            *range(0x0610, 0x061B),
            *range(0x06D6, 0x06DD),
            *range(0x06DF, 0x06E5),
            0x06E7,
            0x06E8,
            *range(0x06EA, 0x06EE),
            *range(0x0897, 0x08A0),
            *range(0x08CA, 0x08E2),
            *range(0x08E3, 0x0900),
        ],
    )
)

# The Quran's small letters, signs of verses and of prostration: no marks to Unicode, but no part of a word either.
QURANIC_SIGNS = "\u06dd\u06de\u06e5\u06e6\u06e9\u08e2"

# Letters of Persian, Urdu and Kashmiri keyboards, and the dots of the Maghreb's hand, for the Arabic letter they stand for.
LOOKALIKES = {
    "\N{ARABIC LETTER KEHEH}": KAF,
    "\N{ARABIC LETTER SWASH KAF}": KAF,
    "\N{ARABIC LETTER FARSI YEH}": YEH,
    "\N{ARABIC LETTER E}": YEH,
    "\N{ARABIC LETTER YEH BARREE}": YEH,
    "\N{ARABIC LETTER HEH GOAL}": HEH,
    "\N{ARABIC LETTER HEH DOACHASHMEE}": HEH,
    "\N{ARABIC LETTER AE}": HEH,
    "\N{ARABIC LETTER TEH MARBUTA GOAL}": TEH_MARBUTA,
    "\N{ARABIC LETTER HEH WITH YEH ABOVE}": TEH_MARBUTA,
    "\N{ARABIC LETTER HEH GOAL WITH HAMZA ABOVE}": TEH_MARBUTA,
    "\N{ARABIC LETTER KASHMIRI YEH}": YEH,
    "\N{ARABIC LETTER YEH BARREE WITH HAMZA ABOVE}": YEH_HAMZA,
    "\N{ARABIC LETTER FEH WITH DOT MOVED BELOW}": "\N{ARABIC LETTER FEH}",
    "\N{ARABIC LETTER QAF WITH DOT ABOVE}": "\N{ARABIC LETTER QAF}",
}

# Zero-width characters and directional controls: they change how text looks or breaks, never what it says.
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "".join(
    sorted(
        BIDI_CONTROLS
        + "".join(
            map(chr, [0x00AD, 0x034F, 0x180E, *range(0x200B, 0x200E), *range(0x2060, 0x2065), *range(0x206A, 0x2070)])
        )
        + "\ufeff\ufff9\ufffa\ufffb"
    )
)
SPACES = "".join(chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) == "Zs" and chr(c) != " ")

ARABIC_DIGITS = {chr(0x0660 + d): str(d) for d in range(10)} | {chr(0x06F0 + d): str(d) for d in range(10)}
ARABIC_PUNCTUATION = {
    "\N{ARABIC COMMA}": ",",
    "\N{ARABIC SEMICOLON}": ";",
    "\N{ARABIC QUESTION MARK}": "?",
    "\N{ARABIC PERCENT SIGN}": "%",
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "\N{ARABIC THOUSANDS SEPARATOR}": ",",
    "\N{ARABIC FULL STOP}": ".",
    "\N{ARABIC DATE SEPARATOR}": "/",
    "\N{ARABIC FIVE POINTED STAR}": "*",
    "\N{ARABIC TRIPLE DOT PUNCTUATION MARK}": "...",
    "\N{ARABIC-INDIC PER MILLE SIGN}": "‰",
    "\N{ARABIC-INDIC PER TEN THOUSAND SIGN}": "‱",
    # The ornate parentheses are not mirrored: in Arabic text the right one opens.
    "\N{ORNATE RIGHT PARENTHESIS}": "(",
    "\N{ORNATE LEFT PARENTHESIS}": ")",
}
QUOTES = dict.fromkeys("«»“”„‟″‶〝〞〟❝❞⹂＂", '"') | dict.fromkeys("‘’‚‛′‵`´‹›❛❜＇", "'")
DASHES = dict.fromkeys("‐‑‒–—―−⁃⸺⸻﹘﹣－", "-")

# Arabic letters proper, with those of other languages in the same script, and the marks that may stand on them.
ARABIC_LETTER_RANGES = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u0870-\u0887\u0889-\u088f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
MARK_RANGES = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff"


# Words and phrases written as one character that Unicode does not decompose, or decomposes with a Persian yeh.
LIGATURES = {
    "\N{RIAL SIGN}": "ريال",
    "\u20c1": "ريال",  # Saudi riyal sign, Unicode 17
    "\N{ARABIC LIGATURE ALLAH ISOLATED FORM}": "الله",
    "\N{ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM}": "بسم الله الرحمن الرحيم",
    "\ufd40": "رحمه الله",
    "\ufd41": "رضي الله عنه",
    "\ufd42": "رضي الله عنها",
    "\ufd43": "رضي الله عنهم",
    "\ufd44": "رضي الله عنهما",
    "\ufd45": "رضي الله عنهن",
    "\ufd46": "صلى الله عليه وآله",
    "\ufd47": "عليه السلام",
    "\ufd48": "عليهم السلام",
    "\ufd49": "عليهما السلام",
    "\ufd4a": "عليه الصلاة والسلام",
    "\ufd4b": "قدس سره",
    "\ufd4c": "صلى الله عليه وآله وسلم",
    "\ufd4d": "عليها السلام",
    "\ufd4e": "تبارك وتعالى",
    "\ufd4f": "رحمهم الله",
    "\ufdcf": "سلامه علينا",
    "\ufdfe": "سبحانه وتعالى",
    "\ufdff": "عز وجل",
}


def presentation_forms() -> dict[str, str]:
    """Each Arabic presentation form (blocks A and B, ligatures included) with its plain letters.

    Returns
    -------
    dict of str to str
        One character to one or more; the space that NFKC puts before an isolated mark is left out.

    Examples
    --------
    >>> presentation_forms()["\\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}"] == "لا"
    True
    """
    table = {}
    for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        if plain == char:
            continue
        # Isolated and medial marks decompose to space or tatweel plus the mark: only the mark was written.
        if len(plain) > 1 and plain[0] in " " + TATWEEL and all(unicodedata.combining(c) for c in plain[1:]):
            plain = plain[1:]
        table[char] = plain
    return table


# What a file report counts: each character is of the first class that holds it.
CLASSES: dict[str, str] = {
    "letter": "Arabic letters",
    "lookalike": "Persian and Urdu letters that look like Arabic ones",
    "letter_other": "letters of other languages in Arabic script",
    "presentation_a": "presentation forms A and ligatures",
    "presentation_b": "presentation forms B",
    "diacritic": "vowel marks, tanwin, shadda, sukun",
    "quranic": "Quranic marks and signs",
    "tatweel": "tatweel",
    "digit_ascii": "digits 0-9",
    "digit_arabic": "Arabic-Indic digits",
    "digit_extended": "Extended (Persian) digits",
    "punctuation_arabic": "Arabic punctuation",
    "quote": "quotation marks",
    "dash": "dashes",
    "punctuation": "other punctuation",
    "latin": "Latin letters",
    "foreign": "letters and digits of other scripts",
    "mark_other": "other combining marks",
    "emoji": "emoji",
    "symbol": "symbols",
    "space": "spaces",
    "space_unusual": "no-break and other spaces, tabs",
    "newline": "line ends",
    "invisible": "zero-width characters",
    "bidi": "directional controls",
    "replacement": "replacement characters",
    "control": "control characters",
    "private_use": "private use",
    "surrogate": "lone surrogates",
    "unassigned": "unassigned code points",
}
_BY_SET = {
    "letter": "".join(map(chr, [*range(0x0621, 0x063B), *range(0x0641, 0x064B), 0x0671])),
    "lookalike": "".join(LOOKALIKES),
    "diacritic": HARAKAT + MADDAH_HAMZA_MARKS + RARE_MARKS + SUPERSCRIPT_ALEF,
    "quranic": QURANIC_MARKS + QURANIC_SIGNS,
    "tatweel": TATWEEL,
    "digit_ascii": "0123456789",
    "digit_arabic": "".join(list(ARABIC_DIGITS)[:10]),
    "digit_extended": "".join(list(ARABIC_DIGITS)[10:]),
    "punctuation_arabic": "".join(ARABIC_PUNCTUATION) + "\N{ARABIC END OF TEXT MARK}",
    "quote": "".join(QUOTES) + "\"'",
    "dash": "".join(DASHES) + "-",
    "space": " ",
    "space_unusual": SPACES + "\t",
    "newline": "\n\r\x0b\x0c\x85\u2028\u2029",
    "bidi": BIDI_CONTROLS,
    "invisible": INVISIBLE + "".join(map(chr, range(0xFE00, 0xFE10))),
    "replacement": "\ufffd",
    # Signs that enclose a number, formatting characters to Unicode, but as visible as any.
    "symbol": "\u0600\u0601\u0602\u0603\u0604\u0605\u0890\u0891",
}
_CLASS_OF: dict[str, str] = {}
for _name in reversed(_BY_SET):
    _CLASS_OF |= dict.fromkeys(_BY_SET[_name], _name)
_BY_CATEGORY = {
    "Cc": "control",
    "Cf": "invisible",
    "Co": "private_use",
    "Cs": "surrogate",
    "Cn": "unassigned",
    "M": "mark_other",
    "P": "punctuation",
    "S": "symbol",
    "N": "foreign",
    "Z": "space_unusual",
}


def char_class(char: str) -> str:
    """The class of a character, a key of :data:`CLASSES`.

    Parameters
    ----------
    char : str
        One character.

    Returns
    -------
    str

    Examples
    --------
    >>> [char_class(char) for char in "بیﻻَ٣x؟"]
    ['letter', 'lookalike', 'presentation_b', 'diacritic', 'digit_arabic', 'latin', 'punctuation_arabic']
    """
    known = _CLASS_OF.get(char)
    if known:
        return known
    code, category = ord(char), unicodedata.category(char)
    if category == "Cn":
        return "unassigned"
    if 0xFB50 <= code < 0xFE00:
        return "presentation_a"
    if 0xFE70 <= code < 0xFEFF:
        return "presentation_b"
    if category[0] == "L":
        name = unicodedata.name(char, "")
        return "letter_other" if name.startswith("ARABIC") else "latin" if "LATIN" in name else "foreign"
    if 0x1F3FB <= code < 0x1F400 or (category == "So" and (0x1F000 <= code < 0x1FB00 or 0x2600 <= code < 0x27C0)):
        return "emoji"
    return _BY_CATEGORY.get(category) or _BY_CATEGORY[category[0]]

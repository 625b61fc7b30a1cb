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
            0x0898,
            *range(0x0899, 0x08A0),
            *range(0x08CA, 0x08E2),
            *range(0x08E3, 0x0900),
        ],
    )
)

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
}

# Zero-width characters and directional controls: they change how text looks or breaks, never what it says.
INVISIBLE = "".join(
    map(
        chr,
        [
            *(0x00AD, 0x061C, 0x180E, 0xFEFF),
            *(*range(0x200B, 0x2010), *range(0x202A, 0x202F)),
            *(*range(0x2060, 0x2065), *range(0x2066, 0x2070)),
        ],
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
}
QUOTES = dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("‘’‚‛′`´‹›", "'")
DASHES = dict.fromkeys("‐‑‒–—―−", "-")

# Arabic letters proper, with those of other languages in the same script, and the marks that may stand on them.
ARABIC_LETTER_RANGES = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
MARK_RANGES = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"


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

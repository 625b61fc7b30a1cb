"""What is an emoji: the tokenizer's sequences, the pictures that the normalizer rewrites, and their names.

References
----------
.. [1] Unicode Technical Standard 51, Unicode Emoji, section 1.4.9, https://www.unicode.org/reports/tr51/: sequences.
"""

from __future__ import annotations

import re
import unicodedata

BASE = (  # emoji that need no variation selector
    "\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f1ff"
    "\U0001f201-\U0001f265\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7f0\U0001f900-\U0001faff"
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2622"
    "\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b"
    "\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5"
    "\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f"
    "\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764"
    "\u2795-\u2797\u27a1\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
)
STYLED = (  # signs that are emoji only with the selector U+FE0F
    "\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u2328\u23cf\u23ed-\u23ef\u23f1\u23f2\u23f8-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb\u25fc\u2934\u2935\u2b05-\u2b07\u3030\u303d\u3297\u3299"
)
TAGS = "(?:[\U000e0020-\U000e007e]++\U000e007f)?"
SEQUENCE = (
    f"(?:[\U0001f1e6-\U0001f1ff]{{2}}|[{STYLED}]\ufe0f|[{BASE}][\U0001f3fb-\U0001f3ff]?[\ufe0e\ufe0f]?\u20e3?{TAGS})"
)
PICTURE = (  # those and signs beside them that the normalizer takes for emoji without a selector
    "[\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001faff"
    "\u2600-\u27bf\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u25b6\u25c0\u25fb-\u25fe\u2934\u2935\u2b05-\u2b07"
    "\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299]"
)
# A picture or a sign styled as one, with its skin tone, those joined to it, the letters of a flag; digits in a key cap.
_ONE = f"(?:{PICTURE}|[{STYLED}](?=\ufe0f))"
_DRESS = "[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
EMOJI = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|{_ONE}{_DRESS}(?:(?<=\u200d){_ONE}{_DRESS})*|[0-9#*]\ufe0f?\u20e3")
_TONES = ("light", "medium_light", "medium", "medium_dark", "dark")
_SKIN = dict(zip("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff", _TONES, strict=True))
# The joiner of a sequence: between two pictures, whatever is worn on the first.
JOINER = "\u200d"
JOINED = re.compile(f"(?<=[{PICTURE[1:-1]}{STYLED}\ufe0f]){JOINER}(?=[{PICTURE[1:-1]}{STYLED}])")


def emoji_name(match: re.Match[str]) -> str:
    """Names of a match of :data:`EMOJI` by Unicode; flags by their country, as Unicode's own short names are made.

    Examples
    --------
    >>> EMOJI.sub(emoji_name, "\U0001f319"), EMOJI.sub(emoji_name, "\u203c\ufe0f")
    (':crescent_moon:', ':double_exclamation_mark:')
    """
    chars = match.group()
    if len(chars) == 2 and all("\U0001f1e6" <= ch <= "\U0001f1ff" for ch in chars):
        return ":flag_" + "".join(chr(ord(ch) - 0x1F1E6 + ord("a")) for ch in chars) + ":"
    tags = "".join(chr(ord(ch) - 0xE0000) for ch in chars if "\U000e0021" <= ch <= "\U000e007e")
    if tags:
        return f":flag_{tags}:"
    names = []
    for ch in chars:
        name = unicodedata.name(ch, "").lower().replace(" ", "_")
        if ch in _SKIN:
            names.append(f"{_SKIN[ch]}_skin_tone")
        elif ch == "\u20e3":
            names.append("keycap")
        elif name and "selector" not in name and "joiner" not in name:
            names.append(name)
    return ":" + "_".join(names) + ":"

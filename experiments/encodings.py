"""Encodings told apart and mojibake undone, on real news.

    ARABNLP_DATA=… python experiments/encodings.py

Takes 300 articles of SaudiNewsNet at random (seed 1), with their headlines, the first 25 characters of these and one
word of each, writes each in every encoding (what an encoding lacks is left out first), and reads it back by its
content: right if the text is the same. Then reads the UTF-8 of the articles and headlines as ten code pages, once and
twice over, and their bytes in two Arabic code pages as two Western ones, and repairs it: right if the text is the same;
and counts repairs, and lines taken for visual order, on all the articles as they are, which should be none.
Records ``experiments/results/encodings.json``.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from arabnlp import load_dataset
from arabnlp.articles.encodings import decode
from arabnlp.errors import InputError
from arabnlp.text.damage import repair_mojibake, visual_lines

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6", "mac_arabic", "cp720")
MISREAD_AS = (
    *("cp1252", "latin-1", "cp1256", "mac_roman", "cp437"),
    *("cp850", "cp720", "cp1250", "iso8859_6", "mac_arabic"),
)
RESULT = Path(__file__).resolve().parent / "results" / "encodings.json"


def is_read_back(text: str, encoding: str) -> bool:
    data = text.encode(encoding, errors="ignore")
    expected = data.decode(encoding).replace("\r\n", "\n")
    try:
        return decode(data).text == expected
    except InputError:
        return False


def misread(text: str, page: str) -> str:
    chars = (bytes([byte]).decode(page, errors="replace") for byte in text.encode())
    return "".join(chr(byte) if char == "\ufffd" else char for byte, char in zip(text.encode(), chars, strict=True))


def main() -> int:
    articles = load_dataset("saudinewsnet")
    chance = random.Random(1)
    sample = chance.sample(list(articles), 300)
    lengths = {
        "article": [article.text for article in sample],
        "headline": [article.title for article in sample],
        "25 characters": [article.title[:25] for article in sample],
        "word": [chance.choice(article.title.split()) for article in sample],
    }
    result = {
        "name": "encodings",
        "read_back": {
            kind: {
                encoding: round(sum(is_read_back(text, encoding) for text in texts) / len(texts), 4)
                for encoding in ENCODINGS
            }
            for kind, texts in lengths.items()
        },
        "mojibake_undone": {
            f"{kind}, {page}, {times}x": round(
                sum(repair_mojibake(_times(text, page, times)).text == text for text in texts) / len(texts),
                4,
            )
            for kind, texts in (("article", lengths["article"]), ("headline", lengths["headline"]))
            for page in MISREAD_AS
            for times in (1, 2)
        },
        "arabic_read_as_western_undone": {
            f"{kind}, {page} as {western}": round(
                sum(repair_mojibake(spoilt).text == text for text, spoilt in _as_western(texts, page, western))
                / len(texts),
                4,
            )
            for kind, texts in (("article", lengths["article"]), ("headline", lengths["headline"]))
            for page in ("cp1256", "iso8859_6")
            for western in ("latin-1", "cp1252")
        },
        "false_repairs": sum(repair_mojibake(article.text).places > 0 for article in articles),
        "false_visual_order": sum(bool(visual_lines(article.text)) for article in articles),
        "articles": len(articles),
    }
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0


def _as_western(texts: list[str], page: str, western: str) -> list[tuple[str, str]]:
    """Each text, without what its code page lacks, and what its bytes look like in the Western one."""
    data = [text.encode(page, errors="ignore") for text in texts]
    shown = ("".join(bytes([byte]).decode(western, errors="replace") for byte in each) for each in data)
    whole = (
        "".join(chr(b) if c == "\ufffd" else c for b, c in zip(d, s, strict=True))
        for d, s in zip(data, shown, strict=True)
    )
    return list(zip((each.decode(page) for each in data), whole, strict=True))


def _times(text: str, page: str, times: int) -> str:
    for _ in range(times):
        text = misread(text, page)
    return text


if __name__ == "__main__":
    sys.exit(main())

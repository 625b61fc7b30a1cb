"""Lines of a news page that are not part of the article: credits, "read also", share lines, captions.

Two kinds of evidence: what a line says (the table of patterns) and where it stands (short lines without closing
punctuation after the last paragraph).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from arabnlp.text.sentences import paragraphs
from arabnlp.text.tokenize import fold_word

# One row a family: name, pattern on the folded line (scheme "search").
PATTERNS: dict[str, str] = {
    "credit": r"(?:ال)?(?:تصوير|مصدر|مصادر|صوره|صور|تحرير|اعداد|ترجمه|مراجعه|تدقيق|متابعه|كتبه?ا?|كتبت|كتبتها|اعدها?|اعدتها?|بقلم|فيديو|عدسه|مونتاج|رسوم|تقرير"
    r"|حقوق الصوره|مصدر الصوره|مصدر الصور|المحرر|الكاتب)\s*(?:/[^:]{1,20})?[:：|]",
    "read_also": r"[>»*•\-–\[(]*\s*(?:ل?قراءه المزيد|اقرا(?:وا|ي)?\s+(?:ايضا|المزيد|كذلك|في|عن)|طالع(?:وا)?\s+ايضا|شاهد(?:وا)?\s+(?:ايضا|الفيديو|المزيد)"
    r"|للمزيد|لمزيد من|المزيد (?:عن|من|حول)|(?:مواضيع|موضوعات|اخبار|مقالات) (?:ذات صله|متعلقه|مرتبطه)|قد يهمك|قد يعجبك|انظر ايضا|تابع القراءه)",
    "share": r"(?:تابعونا|تابعنا|شاركونا|شاركنا|شارك (?:المقال|الخبر|هذا|عبر)|انضم(?:وا)? الي|اشترك(?:وا)? (?:في|ب)|للاشتراك|للتواصل|حمل(?:وا)? (?:التطبيق|تطبيق)|اضغط هنا|انقر هنا"
    r"|للتعليق|لارسال|يمكنكم متابعتنا|تابعوا (?:حسابنا|حساباتنا|صفحتنا|قناتنا|اخبار)|نشرتنا)",
    "rights": r"(?:.{0,20}جميع الحقوق محفوظه|©|copyright|كل الحقوق|.{0,30}(?:لا (?:ي|ت)عبر بالضروره|تعبر? عن (?:راي|اراء) (?:كاتب|صاحب)))",
    "caption": r"(?:\(?(?:صوره|لقطه|مشهد|ارشيف|الصوره)\b.{0,80}(?:ارشيف|ارشيفيه|تصوير|الافق|المدار|الواحه|وكالات|رويترز|ا ?ف ?ب|غيتي)\b.{0,15}$|صوره (?:ارشيفيه|تعبيريه|ارشيف)|[^.!؟?«»\"]{8,110}\([^()]{2,25}\)$)",
    "hashtags": r"(?:[#＃]\w+[\s،,|]*)+$",
    "address": r"(?:https?://|www\.)\S+$|[\w.+-]+@[\w.-]+$",
    "updated": r"(?:اخر تحديث|تم التحديث|تاريخ النشر|نشر (?:في|بتاريخ)|وقت القراءه|مده القراءه)\b",
}
_RULES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in PATTERNS.items()}
_TERMINAL = ".!؟?…"
_CLOSERS = "»”\"'’)"
_TRAILER_WORDS = 12
_BODY_WORDS = 12


class Stripped(NamedTuple):
    """An article's text without boilerplate, and the lines that were taken out, in order."""

    text: str
    boilerplate: list[str]


def boilerplate_spans(text: str) -> list[tuple[int, int, str]]:
    """Boilerplate lines of a text as ``(start, end, family)``.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of (int, int, str)
        Offsets in code points; the family is a key of :data:`PATTERNS` or ``"trailer"``.

    Examples
    --------
    >>> boilerplate_spans("وصل الوفد أمس.\\nالمصدر: الأفق")
    [(15, 28, 'credit')]
    """
    lines = paragraphs(text)
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        folded = fold_word(str(line))
        for name, rule in _RULES.items():
            if rule.match(folded) and _is_short(line, name):
                found[index] = name
                break
    # After the last paragraph of prose, short lines without closing punctuation are the page's, not the article's.
    prose = [i for i, line in enumerate(lines) if i not in found and _is_prose(line)]
    if prose:
        for index in range(prose[-1] + 1, len(lines)):
            line = lines[index]
            if index not in found and len(line.split()) <= _TRAILER_WORDS and not _closes(line):
                found[index] = "trailer"
    return [(lines[i].start, lines[i].end, found[i]) for i in sorted(found)]


def strip_boilerplate(text: str) -> Stripped:
    """Take credits, "read also", share and caption lines out of an article.

    Parameters
    ----------
    text : str

    Returns
    -------
    Stripped
        ``text`` (the other lines, unchanged) and ``boilerplate`` (the lines taken out).

    Examples
    --------
    >>> strip_boilerplate("وصل الوفد أمس.\\nتصوير: هدى سالم\\nالمصدر: الأفق")
    Stripped(text='وصل الوفد أمس.', boilerplate=['تصوير: هدى سالم', 'المصدر: الأفق'])
    """
    if not isinstance(text, str):
        raise TypeError(f"strip_boilerplate takes one string, not {type(text).__name__}.")
    spans = boilerplate_spans(text)
    if not spans:
        return Stripped(text, [])
    kept, position = [], 0
    for start, end, _ in spans:
        kept.append(text[position:start])
        position = end
        while position < len(text) and text[position] in " \t\r":
            position += 1
        if position < len(text) and text[position] == "\n":
            position += 1
    kept.append(text[position:])
    return Stripped("".join(kept).strip("\n"), [text[start:end] for start, end, _ in spans])


def _is_short(line: str, family: str) -> bool:
    return len(line.split()) <= (25 if family in ("rights", "share", "read_also") else 14) or family == "hashtags"


def _closes(line: str) -> bool:
    return line.rstrip(_CLOSERS)[-1:] in tuple(_TERMINAL)


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _BODY_WORDS or (_closes(line) and len(line.split()) >= 4)

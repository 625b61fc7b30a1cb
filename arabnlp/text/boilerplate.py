"""Lines of a news page that are not part of the article: credits, bylines, "read also", share lines, captions, datelines.

Two kinds of evidence: what a line says (the table of patterns) and where it stands (short lines without closing
punctuation after the last paragraph; the dateline before the first). A third, what a source prints again and again, is
in :mod:`arabnlp.text.repetition`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from arabnlp.text.datelines import dateline_end
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.sentences import Sentence, paragraphs
from arabnlp.text.speech import given_names, is_definite, is_title, ordinary_words, speech_forms
from arabnlp.text.tokenize import fold_word

# One row a family: name, pattern on the folded line (scheme "search").
PATTERNS: dict[str, str] = {
    "credit": r"(?:ال)?(?:تصوير|مصدر|مصادر|صوره|صور|تحرير|اعداد|ترجمه|مراجعه|تدقيق|متابعه|كتبه?ا?|كتبت|كتبتها|اعدها?|اعدتها?|بقلم|فيديو|عدسه|مونتاج|رسوم|تقرير"
    r"|حقوق الصوره|مصدر الصوره|مصدر الصور|المحرر|الكاتب)\s*(?:/[^:]{1,20})?[:：|]"
    r"|[*•\s]*(?:(?:نقلا عن|بالاتفاق مع|وحده التقارير)\s*[«\"]?|(?:خدمه|خاص ب)\s*[«\"])[^.:]{2,40}$|(?:فرانس ?24|رويترز|واس|وكالات|cnn|بي بي سي)\s*/\s*[\w .]{2,20}$"
    r"|\((?:اعداد|تغطيه|كتابه)\s[^()]{3,90}\s[-–—]\s*تحرير\s[^()]{3,40}\)$"
    r"|\((?:رويترز|واس|ا\.? ?ف\.? ?ب\.?|وكالات|فرانس برس|د\.? ?ب\.? ?ا\.?|الاناضول|سبوتنيك|سانا|كونا|بترا|قنا|شينخوا|تاس)\)$"
    r"|(?:لمراسله|ل?لتواصل مع) الكاتب",
    "tags": r"(?:ال)?(?:وسوم|كلمات (?:ال)?(?:مفتاحيه|دلاليه))\s*(?:[:：|]|$)|(?:tags?|keywords?)\s*[:：|]",
    "page": r"(?:طباعه|اطبع|ارسال? (?:الي|ل)\s?صديق|(?:اضف|اترك|اكتب) تعليقا?ك?|(?:ال)?رابط (?:ال)?مختصر(?:\s*[:：].*)?|نسخ الرابط"
    r"|(?:ال)?اكثر (?:قراءه|مشاهده|تعليقا|تداولا|شيوعا))\s*$",
    "read_also": r"[>»*•\-–\[(]*\s*(?:ل?قراءه المزيد|اقرا(?:وا|ي)?\s+(?:ايضا|المزيد|كذلك|في|عن)|طالع(?:وا)?\s+ايضا|شاهد(?:وا)?\s+(?:ايضا|الفيديو|المزيد)"
    r"|للمزيد|ل?المزيد (?:عن|حول)|ل?ا?لمزيد من (?:الاخبار|التفاصيل|المعلومات|المقالات)|(?:مواضيع|موضوعات|اخبار|مقالات) (?:ذات صله|متعلقه|مرتبطه)|قد يهمك|قد يعجبك|انظر ايضا|تابع القراءه|رابط الخبر|(?:مقالات|مواضيع|موضوعات|اخبار) (?:اخري|سابقه)|\.{2,3}\s*المزيد$)",
    "share": r"(?:تابعونا|تابعنا|شاركونا|شاركنا|شارك (?:المقال|الخبر|هذا|عبر|من خلال)|انضم(?:وا)? الي|اشترك(?:وا)? (?:في|ب)|للاشتراك|للتواصل|حمل(?:وا)? (?:التطبيق|تطبيق)|اضغط هنا|انقر هنا|يمكنكم (?:ا?ستلام|تسلم|الاشتراك)"
    r"|ل\w+\s[^.]{0,60}(?:اضغط|انقر)(?:وا)?\s+هنا|تابعوا\s[^.]{2,40}\s(?:علي|عبر) (?:تويتر|فيسبوك|انستغرام|يوتيوب|تلغرام|واتساب)$"
    r"|للتعليق|لارسال|يمكنكم متابعتنا|تابعوا (?:حسابنا|حساباتنا|صفحتنا|قناتنا|اخبار)|نشرتنا)",
    "rights": r"(?:[*\s]*جميع المقالات المنشوره|.{0,20}جميع الحقوق محفوظه|©|copyright|كل الحقوق|.{0,30}(?:لا (?:ي|ت)عبر بالضروره|تعبر? عن (?:راي|اراء) (?:كاتب|صاحب)))",
    "caption": r"(?:\(?(?:صوره|لقطه|مشهد|ارشيف|الصوره)\b.{0,80}(?:ارشيف|ارشيفيه|تصوير|الافق|المدار|الواحه|وكالات|رويترز|ا ?ف ?ب|غيتي)\b.{0,15}$|صوره (?:ارشيفيه|تعبيريه|ارشيف)|(?:جانب|لقطه|مشهد|صوره|صور) (?:من|ل\w+|تجمع|تظهر|تذكاريه)\b[^.!؟?:]{2,90}$|[^.!؟?«»\"]{8,110}\((?:رويترز|ا\.?\s?ف\.?\s?ب\.?|ا\.?\s?ب\.?|د\.?\s?ب\.?\s?ا\.?|اي\.?\s?بي\.?|واس|غيتي|الاناضول|وكالات|اليوم|عكاظ|الجزيره|ارشيف\w*|خاص|(?:تصوير|عدسه|كاميرا)\b[^()]{1,30})\)$)",
    "hashtags": r"(?:[#＃]\w+[\s،,|]*)+$",
    "address": r"(?:https?://|www\.)\S+$|[\w.+-]+@[\w.-]+$",
    "end_mark": r"(?://\s*(?:انتهي|يتبع)\s*//?|[-_=*•]{3,}|(?:\*\s*){2,}|(?:next|previous|التالي|السابق)(?:\s+(?:next|previous|التالي|السابق))?|تعليقات\s*\(\d*\)|\d{1,2}:\d\d\s*ت\s?م)$",
    "updated": r"(?:اخر تحديث|تم التحديث|تم النشر (?:في|بتاريخ)\s*[:：\d]|تاريخ النشر|نشر (?:في|بتاريخ)|وقت القراءه|مده القراءه)(?:\b|(?<=[:：\d]))",
}
_RULES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in PATTERNS.items()}
_SEARCH = ArabicNormalizer("search")
_LONGEST = 25  # words
_TERMINAL = ".!؟?…"
_CLOSERS = "»”\"'’)"
_TRAILER_WORDS, _TRAILER_LINES = 12, 4
_ITEM = re.compile(r"[-–•*+]|[\d٠-٩]{1,3}\s*[-.)]|[\d٠-٩]+$")
_BODY_WORDS = 12
_SENTENCE_WORDS = 4
_OPENERS = frozenset("كما فيما بينما لكن ولكن يذكر يشار الجدير جدير".split())
_IMPERFECT = re.compile(r"[يتن]\w{3,}|س[يتن]\w{3,}")
_BY = re.compile(r"بقلم\s+(?!رصاص|الرصاص)[^\W\d_]+(?:\s+[^\W\d_]+){1,3}$")
_THAT = frozenset("ان انه انها انهم بان بانه بانها".split())
_BYLINE_LINES, _OPENING_LINES = 3, 5


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
        Offsets in code points; the family is a key of :data:`PATTERNS`, ``"byline"`` (a line that only says who wrote
        from where), ``"trailer"`` (a short open line after the last paragraph) or ``"dateline"``: the beginning of the
        first paragraph, up to its colon or dash; the only one that is not a whole line.

    Examples
    --------
    >>> boilerplate_spans("وصل الوفد أمس.\\nالمصدر: الأفق")
    [(15, 28, 'credit')]
    """
    lines = paragraphs(text)
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        if len(line.split()) > _LONGEST and not line.startswith(("#", "＃")):
            continue
        folded = _SEARCH.normalize(str(line))
        for name, rule in _RULES.items():
            if rule.match(folded) and _is_short(line, name):
                found[index] = name
                break
    # Who wrote from where: a line of its own near either end, or the beginning of the first paragraph.
    for index in {*range(min(_BYLINE_LINES, len(lines))), *range(max(0, len(lines) - 2), len(lines))}:
        line = lines[index]
        if index not in found and len(lines) > 1 and (dateline_end(line) == len(line) or _BY.match(line)):
            found[index] = "byline"
    first = next((i for i in range(min(_OPENING_LINES, len(lines))) if i not in found and _is_prose(lines[i])), None)
    for index in _trailers(lines, found):
        found[index] = "trailer"
    spans = [(lines[i].start, lines[i].end, found[i]) for i in sorted(found)]
    if first is not None and first not in found and 0 < (end := dateline_end(lines[first])) < len(lines[first]):
        spans.append((lines[first].start, lines[first].start + end, "dateline"))
    return sorted(spans)


def strip_boilerplate(text: str, datelines: bool = False) -> Stripped:
    """Take credits, bylines, "read also", share and caption lines out of an article.

    Parameters
    ----------
    text : str
    datelines : bool
        Take the dateline out of the first paragraph as well.

    Returns
    -------
    Stripped
        ``text`` (the other lines, unchanged) and ``boilerplate`` (the lines taken out).

    Examples
    --------
    >>> strip_boilerplate("وصل الوفد أمس.\\nتصوير: هدى سالم\\nالمصدر: الأفق")
    Stripped(text='وصل الوفد أمس.', boilerplate=['تصوير: هدى سالم', 'المصدر: الأفق'])
    >>> strip_boilerplate("جدة - واس: افتتحت الوزيرة أمس معرض الكتاب.", datelines=True)
    Stripped(text='افتتحت الوزيرة أمس معرض الكتاب.', boilerplate=['جدة - واس:'])
    """
    if not isinstance(text, str):
        raise TypeError(f"strip_boilerplate takes one string, not {type(text).__name__}.")
    spans = [span for span in boilerplate_spans(text) if datelines or span[2] != "dateline"]
    return without_spans(text, spans)


def without_spans(text: str, spans: list[tuple[int, int, str]]) -> Stripped:
    """A text without some spans of it, and what they held; a line that goes whole takes its line end with it.

    Examples
    --------
    >>> without_spans("أ\\nب\\nج", [(2, 3, "line")])
    Stripped(text='أ\\nج', boilerplate=['ب'])
    """
    if not spans:
        return Stripped(text, [])
    kept, position = [], 0
    for start, end, _ in spans:
        kept.append(text[position:start])
        position = end
        before = start
        while before and text[before - 1] in " \t\r":
            before -= 1
        if not before or text[before - 1] == "\n":  # else it is the end of a line whose beginning stays
            while position < len(text) and text[position] in " \t\r":
                position += 1
            if position < len(text) and text[position] == "\n":
                position += 1
    kept.append(text[position:])
    return Stripped("".join(kept).strip("\r\n"), [text[start:end].rstrip() for start, end, _ in spans])


def _trailers(lines: list[Sentence], found: dict[int, str]) -> list[int]:
    """After the last paragraph of prose a few short lines without closing punctuation: the page's, not the article's.

    More than a few are a list or a poem, and so are those that a colon or an unfinished line leads up to. A sentence that
    only lacks its full stop stays.
    """
    last = next((i for i in range(len(lines) - 1, -1, -1) if i not in found and _is_prose(lines[i])), None)
    if last is None or not _closes(lines[last]):
        return []
    after = [i for i in range(last + 1, len(lines)) if i not in found]
    short = [
        i
        for i in after
        if len(lines[i].split()) <= _TRAILER_WORDS and not _closes(lines[i]) and not _is_open_sentence(lines[i])
    ]
    is_list = any(lines[i].endswith(":") for i in after) or sum(bool(_ITEM.match(lines[i])) for i in after) > 1
    return [] if is_list or len(after) > _TRAILER_LINES else short


def _is_open_sentence(line: str) -> bool:
    """Whether a line without a full stop goes on with the article: «وأكد الوزير أن العمل مستمر», «كما حضر الحفل …»."""
    words = [fold_word(word) for word in line.split()]
    first = words[0] + words[1] if words[0] == "و" and len(words) > 1 else words[0]
    if first[:1] == "و" and not is_title(first) and first not in given_names():
        after = first[1:]
        if _IMPERFECT.fullmatch(after) or after in speech_forms():
            return len(words) > 1
        if is_definite(after) or after in ordinary_words():
            return len(words) >= _SENTENCE_WORDS
    says = first in speech_forms() and not _THAT.isdisjoint(words)
    return len(words) >= _SENTENCE_WORDS and (first in _OPENERS or says)


def _is_short(line: str, family: str) -> bool:
    return len(line.split()) <= (_LONGEST if family in ("rights", "share", "read_also") else 14) or family == "hashtags"


def _closes(line: str) -> bool:
    return line.rstrip(_CLOSERS)[-1:] in tuple(_TERMINAL)


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _BODY_WORDS or (_closes(line) and len(line.split()) >= 4)

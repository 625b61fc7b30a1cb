"""Which words after a verb of speech name who speaks: past the occasion and the addressee, up to the object."""

from __future__ import annotations

from arabnlp.text.phrases import PhraseReader
from arabnlp.text.speech import (
    SpeechForm,
    bare,
    given_names,
    is_definite,
    is_title,
    name_nouns,
    ordinary_words,
    without_conjunction,
    word_class,
)

_PLACES = word_class("places")
_CONNECTORS = word_class("connectors")
_PREPOSITIONS = word_class("prepositions")
_BODIES = word_class("bodies")
_ADDRESSED = word_class("addressed")
_OCCASIONS = word_class("occasions")
_PERSONS = word_class("persons")
_OWN_SIDES = frozenset("جانبه جانبها جانبهم جهته جهتها جهتهم ناحيته ناحيتها".split())  # «وقال من جانبه الوزير»
_BEFORE_SUBJECT = frozenset("وقت هذا تصريح تصريحات حديث بيان مقابله موتمر لقاء تغريده مقال كلمه سياق".split())
_EVENTS = frozenset("مصرع مقتل اعتقال وفاه اغتيال تدمير سقوط اصابه توقيف ضبط استهداف انطلاق وصول".split())
_UNNAMED_VERBS = frozenset("رفض فضل طلب اشترط اثر".split())
_UNNAMED = frozenset("عدم الكشف ذكر الافصاح نشر كشف البقاء".split())
FOLLOWING = frozenset("الاتي الاتيه التالي التاليه".split())
DEMONSTRATIVES = frozenset("هذا هذه ذلك تلك هولاء".split())
_READ = frozenset("التقرير البيان الدراسه الصحيفه الوكاله المجله".split())
_MINISTRIES = frozenset("وزاره هيئه محكمه نيابه حكومه شرطه لجنه".split())
_ACTING = frozenset("ال" + word for word in _BODIES)
SELF = frozenset(("نفسه", "نفسها", "ذاته", "ذاتها"))
_BLANKS_AND_MARKS = " \t\r\n\xa0\u200f\u200e\u200c«»“”„″‘’‹›\"＂'"

CLOSE = ("المقرب", "القريب", "المطلع")  # «المصدر المقرب من النادي»


class WindowReader(PhraseReader):
    """A read text that can tell where the words that name a speaker begin and end."""

    def _window(self, start: int, stop: int) -> range:
        """Words after a cue up to a connector, a punctuation mark or another cue."""
        i = start
        addressed = start < stop and self.folded[start] == "ل"
        while i < stop and i - start < 14:
            token = self.tokens[i]
            if addressed and token.text in "،,-–" and i - start < 6 and i + 1 < stop and self.marked[i - 1] >= 0:
                i += 1  # «وأكد لـ "المرفأ"، مصدر من الشركة أنه»
                continue
            if token.text == "(" and i > start:
                closed = next((j for j in range(i + 1, min(i + 7, stop)) if self.tokens[j].text == ")"), stop)
                if closed + 1 < stop and closed + 1 in self.people.at:
                    i = closed + 1  # «الناطقة باسم خدمات الإطفاء (كول فاير) لين راوند»
                    continue
            if token.text == "(" and i > start and i + 1 in self.people.at and is_title(self.folded[i - 1]):
                i = self.people.at[i + 1][1]  # «يقول الباحث (سامر قباني):»
                continue
            if token.kind == "punctuation" and not (i == start and token.text in "ـ"):
                break
            if i > start and self.text[self.tokens[i - 1].end : token.start].strip(_BLANKS_AND_MARKS):
                break  # a quotation stands between
            joins = self.folded[i] in _CONNECTORS and (
                i == start or self.marked[i] < 0 or self.marked[i] != self.marked[i - 1]
            )
            if (joins and i not in self.people.at) or (  # «شبكة "سي إن إن"»
                i > start and self._cue_at(i, stop) is not None and self.folded[i] not in ("متحدث",)
            ):
                break
            i += 1
        return range(start, i)

    def _past_occasion(self, start: int, end: int) -> int:
        """«وقالت في وقت سابق هوغيت لابيل رئيسة …»: where the speaker stands after the occasion."""
        if start + 2 >= end or self.folded[start] != "في" or self.folded[start + 1] not in _BEFORE_SUBJECT:
            return start
        for i in range(start + 2, min(start + 6, end)):
            title = is_title(self.folded[i]) and not self.folded[i].startswith(("صحاف", "صحف"))
            if i in self.people.at or title or self.people.name_here(i, end) is not None:
                return i
            if self.folded[i] in _PREPOSITIONS:
                break
        return start

    def _past_addressee(self, start: int, end: int) -> int:
        """«قال لصحيفة المرفأ فلان», «أكد لـ«المدينة» الدكتور فلان»: where the speaker may stand."""
        if start >= end:
            return start
        if self.folded[start] == "ل" and start + 1 < end:
            mark = self.marked[start + 1]
            if mark < 0:
                return start + 2
            return next(
                (i for i in range(start + 1, end) if self.marked[i] != mark and self.tokens[i].kind == "word"), end
            )
        word = self.folded[start]
        if word[0] == "ل" and word not in given_names() and word[1:] in given_names() and start not in self.people.at:
            return end  # «قائلا لنجيب محفوظ»
        plain = word in _BODIES or word in _PLACES or word in name_nouns() or is_title(word) or word in given_names()
        noun = word[0] == "ل" and len(word) > 4 and {word[1:], "ال" + word[1:]} <= ordinary_words()
        told = noun and not plain and start not in self.people.at  # «وقال لشباب المدينة»
        if told or self._to_somebody(start):
            return next((i for i in range(start + 1, end) if i in self.people.at or is_title(self.folded[i])), end)
        return start

    def _is_object(self, window: range) -> bool:
        """Whether what follows a verb is spoken to or said, not who speaks: «للمرفأ», «من الوزير», «العبارة الآتية»."""
        start, word = window.start, self.folded[window.start]
        if start in self.people.at:
            return False
        following = self.folded[start + 1] if len(window) > 1 else ""
        return (
            word.startswith("لل")
            or (word in ("من", "الي") and following not in _OWN_SIDES)
            or following in FOLLOWING
            or (word.startswith("ال") and word.endswith("يين"))  # «ودعت السويسريين إلى»
        )

    def _without_object(self, core: range, form: SpeechForm | None) -> range:
        """«الجيش» in «أعلن الجيش مقتل الجندي», «صحيفة المرفأ» in «لخصت صحيفة المرفأ هذه المسألة»."""
        acts = bool(core) and self.folded[core.start] in _ACTING
        mark = self.marked[core.start] if core else -1
        for i in core[1:]:
            word = self.folded[i]
            if mark >= 0 and self.marked[i] != mark:
                return range(core.start, i)  # «هدد "الفجر" الحكومة»
            thing = is_definite(self.folded[i - 1]) and self.folded[i] in ordinary_words()
            if self.folded[i] in DEMONSTRATIVES or self.folded[i] in ("الله", "القول") or self.folded[i] in _EVENTS:
                return range(core.start, i)
            if form is not None and form.lemma in ("أبلغ", "أخبر") and is_definite(word) and word.endswith("ين"):
                return range(core.start, i)  # «أبلغ المسؤول الصحافيين»
            if form is not None and form.lemma in ("أبلغ", "أخبر") and word in ("رويترز", "الصحيفه", "الوكاله"):
                return range(core.start, i)
            plain = is_definite(self.folded[i - 1]) and not is_definite(self.folded[i]) and i not in self.people.at
            if plain and bare(self.folded[core.start]) in _MINISTRIES and self.folded[i][0] not in "لبو":
                return range(core.start, i)  # «وتتهم وزارة الدفاع مردخاي»
            thing = thing and i not in self.people.within and word not in SELF and word[0] not in "لبو"
            own = word.endswith(("ته", "تها", "تهم")) and is_definite(self.folded[i - 1]) and len(word) > 4
            own = own and i not in self.people.at and i not in self.people.within and word not in given_names()
            if (thing and not is_definite(word) and not is_title(word)) or own:
                return range(core.start, i)  # «وجه مدير الأمن العام رسالة», «قدم الرئيس تهنئته»
            acts = acts and i not in self.people.at
            if acts and not (self.folded[i].startswith(("ال", "وال", "ل")) or self.folded[i] in SELF):
                return range(core.start, i)
        return core

    def _is_addressee(self, i: int) -> bool:
        """«للصحافيين», «لوكالة المرفأ»: the speaker's phrase has ended."""
        agency = self.folded[i] in ("للاعلام", "للانباء") and bare(self.folded[max(i - 2, 0)]) in ("وكاله", "هيئه")
        if agency or (self.folded[i] == "للانباء" and self.folded[i - 1] == "الوكاله"):
            return False  # «الوكالة الوطنية للإعلام»
        return self._to_somebody(i) or (self.folded[i].startswith("لل") and bare(self.folded[i]) in _ADDRESSED)

    def _whole_phrase(self, start: int, head: int, cut: int) -> int:
        """«مصادر مقربة من الحزب»: an indefinite description takes its preposition, but not «مصدر في تصريح»."""
        close = self.folded[head - 1].startswith(CLOSE)  # «المصدر المقرب من النادي»
        if (
            (is_definite(self.folded[start]) and self.folded[head] != "باسم" and not close)
            or head + 1 >= cut
            or bare(self.folded[head + 1]) in _OCCASIONS
        ):
            return head
        if self.folded[head] not in ("من", "في", "باسم", "عن") and not (close and self.folded[head] == "علي"):
            return head
        if self.folded[head] == "عن" and not bare(self.folded[head - 1]).startswith(("مسؤول", "صادر", "ممثل", "صدر")):
            return head  # «تحدثت صحيفة المرفأ عن»
        ends = (
            i
            for i in range(head + 1, cut)
            if self.folded[i] in _PREPOSITIONS | {"لم", "لا", "لن"} or self._is_addressee(i)
        )
        stop = next(ends, cut)
        return stop if stop > head + 1 else head

    def _goes_on_in(self, start: int, i: int, end: int) -> bool:
        """«المراقب المطلع على الملفات», «قال الوزير علي:»: «علي» that goes on with the description, or a man's name."""
        if self.folded[i] != "علي":
            return False
        if i > start and self.folded[i - 1].startswith(CLOSE):
            return True
        alone = i + 1 == end and (i == start or (i == start + 1 and is_title(self.folded[start])))
        return alone and self.people.spelt[i].endswith("ي")

    def _is_unnamed(self, i: int) -> bool:
        """«مسؤول رفض الكشف عن هويته»: a clause that tells why there is no name."""
        following = self.folded[i + 1] if i + 1 < len(self.folded) else ""
        verb = without_conjunction(self.folded[i]).rstrip("ت")
        return (verb in _UNNAMED_VERBS and following in _UNNAMED) or (verb == "لم" and following[:1] in "يت")

    @staticmethod
    def _names_itself(words: tuple[str, ...]) -> bool:
        """«صحيفة المرفأ»: a body's name, not «الفرق»."""
        return words[0] in _PERSONS or (words[0] in _BODIES and len(words) > 1) or words[0] in _READ

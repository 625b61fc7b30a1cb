"""From the words that name a speaker to the speaker: by name, short name, apposition, title or description."""

from __future__ import annotations

from arabnlp.text.discourse import Discourse
from arabnlp.text.persons import Person
from arabnlp.text.speech import (
    SpeechForm,
    bare,
    common_words,
    given_names,
    is_definite,
    is_title,
    name_nouns,
    without_conjunction,
    word_class,
)

_CONNECTORS = word_class("connectors")
_ADJUNCTS = word_class("adjuncts")
_PREPOSITIONS = word_class("prepositions")
_TRANSITIVE = word_class("transitive")
_DOCUMENTS = word_class("documents")
_OWN_WORDS = word_class("own_words")
_BODIES = word_class("bodies")
_WITH_PRONOUN = word_class("with_pronoun")
_TIMES = word_class("times")
_SURNAMES_IN_B = word_class("surnames_in_b")
_ADDRESSED = word_class("addressed")
_PLACES = word_class("places")
_OBJECT_VERBS = word_class("object_verbs")
_HONOURS = word_class("honours")
_BEFORE_NOUNS = word_class("before_nouns")
_OCCASIONS = word_class("occasions")
_PERSONS = word_class("persons")
_HIGHNESSES = {
    word: frozenset(titles)
    for name, titles in (
        ("highness", ("امير", "اميره", "سمو")),
        ("excellency", ("معالي", "وزير", "وزيره", "رئيس", "محافظ", "مدير")),
        ("scholar", ("شيخ", "فضيله", "سماحه", "مفتي", "امام")),
        ("majesty", ("ملك", "جلاله")),
    )
    for word in word_class(name)
}
_DAYS = _TIMES - {"بين", "اول", "عصر", "فجر", "نهار"}
_BREAKS = _TIMES | _ADJUNCTS | _CONNECTORS | _PREPOSITIONS | _BEFORE_NOUNS | {"يوم", "رسمي", "صحافي", "صحفي", "مشترك", "له", "لها"}
_PROPHET = frozenset("النبي الرسول نبينا المصطفي رسوله رسولنا ورسولنا نبيه".split())
_SELF = frozenset(("نفسه", "نفسها", "ذاته", "ذاتها"))
_LEAD_INS = frozenset("لي لنا له لها ايضا كذلك اما هنا بدوره بدورها حينها لاحقا انذاك حينذاك وقتها".split())
NOBODY = "\0"  # a speaker whom the text leaves unnamed on purpose
_BLANKS_AND_MARKS = " \t\r\n\xa0\u200f\u200e\u200c«»“”„″‘’‹›\"＂'"


class MentionReader(Discourse):
    """A read text that can tell whom a phrase means."""

    def _window(self, start: int, stop: int) -> range:
        """Words after a cue up to a connector, a punctuation mark or another cue."""
        i = start
        while i < stop and i - start < 14:
            token = self.tokens[i]
            if token.kind == "punctuation" and not (i == start and token.text in "ـ"):
                break
            if i > start and self.text[self.tokens[i - 1].end : token.start].strip(_BLANKS_AND_MARKS):
                break  # a quotation stands between
            if self.folded[i] in _CONNECTORS or (
                i > start and self._cue_at(i, stop) is not None and self.folded[i] not in ("متحدث",)
            ):
                break
            i += 1
        return range(start, i)

    def _scripture(self, start: int, end: int) -> str | None:
        """«قال تعالى» names nobody; «قال عليه الصلاة والسلام» means the Prophet, as the text called him before."""
        if start >= end:
            return None
        if self.folded[start] in ("تعالي", "سبحانه") or self.folded[start : start + 2] == ["عز", "وجل"]:
            return NOBODY
        if self.folded[start] in ("صلي", "عليه"):
            back = range(start - 1, max(-1, start - 400), -1)
            for i in (*back, *range(end, min(end + 400, len(self.folded)))):
                if self.folded[i] in ("النبي", "الرسول", "نبينا"):
                    return self._surface(i, i + 1)
                if self.folded[i : i + 2] == ["رسول", "الله"]:
                    return self._surface(i, i + 2)
            if self.folded[start : start + 2] == ["صلي", "الله"]:
                return NOBODY
        return None

    def _prophet(self, left: range) -> str:
        """Who spoke where the honour of the Prophet stands right before the words: «ثبت عنه صلى الله عليه وسلم أنه قال»."""
        for i in reversed(left[-12:]):
            if i in self.people.at or self.text[self.tokens[i].end : self.tokens[i].end + 1] in "»”":
                return ""
            if self.folded[i : i + 2] != ["صلي", "الله"]:
                continue
            for j in range(i - 1, max(-1, i - 2000), -1):
                if self.folded[j : j + 2] == ["رسول", "الله"]:
                    return self._surface(j, j + 2)
                if self.folded[j] in _PROPHET and (j > i - 4 or self.folded[j].startswith("ال")):
                    return self._surface(j, j + 1)
            return ""
        return ""

    def _past_addressee(self, start: int, end: int) -> int:
        """«قال لصحيفة المرفأ فلان», «أكد لـ«المدينة» الدكتور فلان»: where the speaker may stand."""
        if start >= end:
            return start
        if self.folded[start] == "ل" and start + 1 < end:
            mark = self.marked[start + 1]
            if mark < 0:
                return start + 2
            return next((i for i in range(start + 1, end) if self.marked[i] != mark), end)
        if self._to_somebody(start):
            return next((i for i in range(start + 1, end) if i in self.people.at or is_title(self.folded[i])), end)
        return start

    def _resolve(self, window: range, form: SpeechForm | None, feminine: bool | None, stop: int) -> tuple[str, str]:
        """The speaker in the words after a cue, by name, short name, apposition, title or description."""
        start, end = window.start, window.stop
        while start < end and self.folded[start] in _LEAD_INS:
            start += 1
        start = self._past_addressee(start, end)
        sacred = self._scripture(start, end)
        if sacred is not None:
            return sacred, ""
        cut = next(
            (
                i
                for i in range(start, end)
                if (self.folded[i] in _ADJUNCTS and i not in self.people.at)
                or (i - start <= 3 and self._is_manner(i))
                or (i > start and self.folded[i] in _DAYS)
                or (i > start + 1 and self._is_clause(start, i))
            ),
            end,
        )
        window = range(start, cut)
        if form is not None and window and self.folded[start].startswith("لل") and start not in self.people.at:
            return "", ""  # «صرّحت للمرفأ»
        person: Person | None
        if form is not None and window and start not in self.people.at and form.lemma not in _TRANSITIVE:
            known = self.folded[start] in given_names()  # «قالت ليلى بمرارة», but «يقول إسوار براساد»
            named = self.people.name_here(start, cut if known else stop)
            if named is not None:
                return self.people.register(start, named).name, self._plain(range(start, named))
        collective = bool(window) and bare(self.folded[start]) in _BODIES | name_nouns()
        for i in () if collective and self.folded[start] in _BODIES and not is_title(self.folded[start]) else window:
            if collective and self.folded[i] in _PREPOSITIONS:
                break  # «قال النادي في حساب سالم»
            if i > start and self._is_addressee(i):
                break
            if i in self.people.at:
                person, after = self.people.at[i]
                if feminine is not None and after == i + 1 and not self._agrees(person, feminine):
                    person = self.people.namesake(self.folded[i], feminine, self.tokens[i].start) or person
                if feminine is not None and person.feminine is None:
                    person.feminine = feminine
                return person.name, self._plain(range(start, max(after, start + 1)))
        if not window or self.folded[start] in _PREPOSITIONS | _WITH_PRONOUN:
            return "", ""
        head = next(
            (i for i in window if self.folded[i] in _PREPOSITIONS or (i > start and self._is_addressee(i))), cut
        )
        if (
            head == start + 1
            and not self.folded[start].startswith("ال")
            and self.folded[head : head + 1] in (["في"], ["من"], ["عن"])
        ):
            head = self._whole_phrase(start, head, cut)  # «مسؤول في إدارة الإمداد»
        elif head < cut and not any(is_definite(self.folded[i]) for i in range(start + 1, head)):
            head = self._whole_phrase(start, head, cut)
        if self.folded[start] == "ال" and start + 1 < end and self.marked[start + 1] >= 0:
            mark = self.marked[start + 1]  # «وأعلن الـ"شين بيت"»
            last = next((i for i in range(start + 1, end) if self.marked[i] != mark), end)
            return self._plain(range(start + 1, last)), self._plain(range(start + 1, last))
        if self.folded[start] in _PERSONS:  # «أبلغ مصدر مطلع الصحيفة»
            bare_to = next((i for i in range(start, head) if self.folded[i] in _PREPOSITIONS), head)
            head = next((i for i in range(start + 2, bare_to) if is_definite(self.folded[i])), head)
        core = range(start, head)
        words = tuple(self.folded[i] for i in core)
        titled = is_title(words[0])
        apposed = self._apposition(cut, stop, titled) if words[0] not in _BODIES else None
        if apposed is not None:
            return apposed.name, self._plain(core)
        fresh = self._fresh_name(core, titled)
        if fresh is not None:
            return fresh.name, self._plain(core)
        for size in (3, 2, 1):
            if len(words) >= size:
                person = self.people.short(words[-size:], self.tokens[start].start)
                if person is not None and (size == len(words) or titled):
                    return person.name, self._plain(core)
        if len(words) == 1 and not titled and (words[0].startswith("ال") or form is not None):
            person = self.people.by_surname(words[0], self.tokens[start].start)
            if person is not None:
                return person.name, self._plain(core)
        if words[0] in _DOCUMENTS and len(core) > 1:
            after = 2 if words[1] in _PREPOSITIONS and len(core) > 2 else 1
            if words[1] in ("صادر", "صدر", "صادره", "نشره", "وزعه") and len(core) > 3 and words[2] == "عن":
                after = 3  # «بيان صادر عن الوزارة»
            core, words = core[after:], words[after:]  # «جاء في بيان الرابطة», «في بيان من الوزارة»
        if words[0] in _HIGHNESSES:
            person = self._highness(words[0], self.tokens[start].start)
            if person is not None:
                return person.name, self._plain(range(start, start + 1))
        if len(words) == 1 and words[0] in _OWN_WORDS:
            return self._salient(self.tokens[start].start, None), self._plain(core)
        body = self._body(core)
        if body:
            return body, self._plain(core)
        if titled and self._refers_back(words):
            person = self.people.titled(
                [word for word in words if word not in ("نفسه", "نفسها")],
                self._recent(self.tokens[start].start),
                feminine,
            )
            if person is not None:
                return person.name, self._plain(core)
        if titled and words[-1] in _SELF and self.last_speaker:
            return self.last_speaker, self._plain(core)  # «النائب المعارض نفسه»
        if form is not None and form.lemma in _TRANSITIVE and not titled and words[0] not in _PERSONS:
            return "", ""
        if form is not None and form.lemma in _OBJECT_VERBS and not self._may_speak(words[0], titled):
            return "", ""  # «أكد استعداد بلاده»
        if words[0][1:3] == "ال" and words[0][0] in "بلك":
            return "", ""
        if words[0] in _TIMES or not words[0].isalpha():
            return "", ""  # «مساء الاثنين», «بالأمس»: when or how it was said, not by whom
        return self._plain(core), self._plain(core)

    def _is_addressee(self, i: int) -> bool:
        """«للصحافيين», «لوكالة المرفأ»: the speaker's phrase has ended."""
        return self._to_somebody(i) or (self.folded[i].startswith("لل") and bare(self.folded[i]) in _ADDRESSED)

    @staticmethod
    def _may_speak(word: str, titled: bool) -> bool:
        """Whether a noun can be who speaks: a title, a body, a plural, «مصدر»."""
        plain = bare(word)
        return (
            titled or plain in _BODIES | _PERSONS | name_nouns() or plain.endswith(("ون", "يون", "ات")) or word != plain
        )

    def _whole_phrase(self, start: int, head: int, cut: int) -> int:
        """«مصادر مقربة من الحزب»: an indefinite description takes its preposition, but not «مصدر في تصريح»."""
        if is_definite(self.folded[start]) or head + 1 >= cut or bare(self.folded[head + 1]) in _OCCASIONS:
            return head
        if self.folded[head] not in ("من", "في", "باسم", "عن"):
            return head
        stop = next((i for i in range(head + 1, cut) if self.folded[i] in _PREPOSITIONS), cut)
        return stop if stop > head + 1 else head

    def _highness(self, word: str, place: int) -> Person | None:
        """«سموه», «معاليه»: the latest person of that rank."""
        wanted = _HIGHNESSES[word]
        fits = [p for p in self._recent(place) if p.titles & wanted]
        return fits[0] if fits else None

    def _body(self, core: range) -> str:
        """«الرابطة» after «رابطة الأداء الصوتي»: the body's name as it was first given."""
        if len(core) != 1 or not self.folded[core.start].startswith("ال"):
            return ""
        head = bare(self.folded[core.start])
        known = head in _BODIES | name_nouns()
        for i in self.people.places(head, "و" + head, "ف" + head) if known else ():
            if i < core.start:
                j = i + 1
                limit = min(i + 3, core.start)
                while (
                    j < limit
                    and self.tokens[j].kind == "word"
                    and not self.folded[j].startswith("ال")
                    and self.folded[j] not in _BREAKS
                ):
                    j += 1  # «رابطة مشجعي نادي السدّة»
                while (
                    j < core.start
                    and self.tokens[j].kind == "word"
                    and self.folded[j].startswith(("ال", "وال"))
                    and self.folded[j] not in _BREAKS
                    and self.tokens[j].start - self.tokens[j - 1].end <= 2
                ):
                    j += 1
                if j > i + 1 and self.folded[j - 1].startswith("ال"):
                    return self._plain(range(i, j)) if self.folded[i] == head else self._surface(i, j)
        return ""

    def _is_clause(self, start: int, i: int) -> bool:
        """«صحافية بريطانية تعمل في …»: a verb that describes an indefinite speaker."""
        word = self.folded[i]
        return (
            not is_definite(self.folded[start])
            and word[0] in "يت"
            and len(word) == 4
            and word in common_words()
            and word[-1] not in "هي"
            and i not in self.people.at
            and i not in self.people.within
        )

    def _is_manner(self, i: int) -> bool:
        """«ضاحكًا», «بمرارة»: how it was said."""
        word = self.folded[i]
        if "\u064b" in self.tokens[i].text:
            return True
        return (
            i not in self.people.at
            and not (i and is_title(self.folded[i - 1]))
            and word[0] == "ب"
            and len(word) > 3
            and word not in given_names()
            and not is_title(word)
            and word not in name_nouns()
            and word not in _SURNAMES_IN_B
            and word[1:] not in _PLACES
            and self.people.occurrences(word) == 1  # names come again
            and self.people.by_surname(word, self.tokens[i].start) is None
            and not word.startswith(("باحث", "برلمان", "بحار", "بطل", "بيان", "بلديه", "بعثه", "بروف", "بنك"))
        )

    def _apposition(self, i: int, stop: int, titled: bool) -> Person | None:
        """«وزير الصحة، سامر الحداد،»: the name in the next phrase, after titles and nationality."""
        while i < stop and self.tokens[i].text not in "،,":
            i += 1
        j = i + 1
        limit = min(stop, j + 7)
        while j < limit and self.tokens[j].kind == "word":
            if j in self.people.at:
                return self.people.at[j][0]
            if not is_title(self.folded[j]) and not self.folded[j].startswith("ال"):
                break
            j += 1
        k = j
        while (
            k < limit
            and self.tokens[k].kind == "word"
            and self.folded[k] not in _ADJUNCTS | _PREPOSITIONS | _CONNECTORS
        ):
            k += 1
        closed = k < len(self.tokens) and (self.tokens[k].text in "،,:" or self.folded[k] in _CONNECTORS)
        if (
            closed
            and 2 <= k - j <= 4
            and (
                titled
                or j > i + 1
                or self.folded[k - 1].startswith("ال")
                or any(self.folded[m] in given_names() for m in range(j, k))
            )
            and (j in self.people.at or self.people.may_begin(j))
            and not self._is_manner(j)
            and self._cue_at(j, stop) is None
        ):
            return self.people.register(j, k)
        return None

    def _fresh_name(self, core: range, titled: bool) -> Person | None:
        """A name that only its place shows: «قال نازع الألغام كرّار الشمخاني», «تشكو طفول المعشنية»."""
        for j in core[1:]:
            if (
                self.folded[j].startswith(("وال", "لل"))
                or (self.folded[j][0] == "ل" and len(self.folded[j]) > 3)
                or (is_title(self.folded[j]) and self.folded[j] not in given_names())
            ):
                break  # «إدارة الطوارئ والأزمات»
            if not self.folded[j].startswith("ال") and self.folded[j - 1].startswith("ال") and 2 <= core.stop - j <= 4:
                named = self.people.name_here(j, core.stop)
                if named or self.people.may_begin(j):
                    return self.people.register(j, named or core.stop)
        words = [self.folded[i] for i in core]
        two = (
            len(words) == 2
            and not words[0].startswith("ال")
            and bare(without_conjunction(words[0])) not in name_nouns() | _BODIES
        )
        if two and not titled and words[1].startswith("ال") and words[1].endswith(("ي", "يه")):
            return self.people.register(core.start, core.stop)
        return None

    def _refers_back(self, words: tuple[str, ...]) -> bool:
        """A definite title («الوزير الروسي»), or one bound to a noun («وزير الدفاع») that somebody carries."""
        return (
            words[0].startswith("ال")
            or words[0].startswith("لل")
            or any(is_title(w) and set(map(bare, words)) <= p.titles for p in self.people.all for w in words[:1])
            or words[0] != bare(words[0])
            or (len(words) > 1 and words[0] in _HONOURS and is_title(words[1]))
        )

"""From the words that name a speaker to the speaker: by name, short name, apposition, title or description."""

from __future__ import annotations

from itertools import islice

from arabnlp.text.discourse import MEMORY
from arabnlp.text.persons import Person
from arabnlp.text.phrases import HIGHNESSES, HOUSES, OFFICES
from arabnlp.text.speech import (
    SpeechForm,
    bare,
    given_names,
    is_definite,
    is_title,
    name_nouns,
    ordinary_words,
    speech_forms,
    word_class,
)
from arabnlp.text.tokenize import fold_word
from arabnlp.text.windows import CLOSE, DEMONSTRATIVES, FOLLOWING, SELF, WindowReader

_CONNECTORS = word_class("connectors")
_ADJUNCTS = word_class("adjuncts")
_PREPOSITIONS = word_class("prepositions")
_TRANSITIVE = word_class("transitive")
_DOCUMENTS = word_class("documents")
_OWN_WORDS = word_class("own_words")
_BODIES = word_class("bodies")
_WITH_PRONOUN = word_class("with_pronoun")
_TIMES = word_class("times")
_OBJECT_VERBS = word_class("object_verbs")
_PERSONS = word_class("persons")
_PLACES = word_class("places")
_DAYS = _TIMES - {"بين", "اول", "عصر", "فجر", "نهار"}
_QUANTITIES = frozenset(("احد", "احدي", "بعض", "عدد", "كثير"))  # «أحد نشطاء المقاومة»
_KIN = frozenset("والد والده شقيق شقيقه زوج زوجه ارمله نجل عم خال جد".split())
_PARENTS = frozenset("والد والده والدته والدتها والدها والدهم والدي والدتي والديه والديها".split())
ISSUED = frozenset("اصدره اصدرته نشرته اعدته اعده اصدرها".split())
_ASIDES = frozenset("وقد ومقره ومقرها حينذاك انذاك حينها وقتها".split())
_HONOURED = frozenset("امام شيخ دكتور سيد قاضي استاذ عالم فقيه شاعر".split())
_NO_SUBJECT = word_class("no_subject")
_ANYBODY = frozenset("الاب الام الوالد الوالده الزوج الزوجه الابن الابنه".split())
_LEAD_INS = frozenset("لي لنا له لها ايضا كذلك اما هنا بدوره بدورها حينها لاحقا انذاك حينذاك وقتها".split())


class MentionReader(WindowReader):
    """A read text that can tell whom a phrase means."""

    def _resolve(self, window: range, form: SpeechForm | None, feminine: bool | None, stop: int) -> tuple[str, str]:
        """The speaker in the words after a cue, by name, short name, apposition, title or description.

        Parameters
        ----------
        window : range
            The words after the cue, as :meth:`_window` gives them.
        form : SpeechForm or None
            Of the verb; None after «بحسب» and the like.
        feminine : bool or None
            Gender that the verb shows.
        stop : int
            Where the words end that may be looked at.

        Returns
        -------
        tuple of str
            The speaker and how the words name him; both empty if they name nobody.
        """
        start, end = window.start, window.stop
        if start < end and self.folded[start] == "عليه" and self._honours(start):
            return self._scripture(start, end) or "", ""  # «قال عليه الصلاة والسلام»
        start = self._past_lead_in(start, end, form)
        if start < end and self.folded[start] in ("هو", "هي"):
            return "", ""  # «وتقول هي عن الخطة»
        sacred = self._scripture(start, end)
        if sacred is not None:
            return sacred, ""
        window = range(start, self._cut(start, end))
        if self._names_nobody(window, form):
            return "", ""
        found = self._named_in(window, form, feminine, stop)
        if found is not None:
            return found
        if not window or self.folded[start] in _PREPOSITIONS | _WITH_PRONOUN | {"ذات"}:
            return "", ""  # «الذي قال ذات مرة»
        head = next(
            (i for i in window if self.folded[i] in _PREPOSITIONS or (i > start and self._is_addressee(i))), window.stop
        )
        if head == start + 2 and self.people.is_foreign(start, head):
            return self.people.register(start, head).name, self._plain(range(start, head))  # «كتب دان لاموث في صحيفة …»
        if self.folded[start] == "ال" and start + 1 < end and self.marked[start + 1] >= 0:
            mark = self.marked[start + 1]  # «وأعلن الـ"شين بيت"»
            last = next((i for i in range(start + 1, end) if self.marked[i] != mark), end)
            return self._plain(range(start + 1, last)), self._plain(range(start + 1, last))
        core = self._without_object(range(start, self._phrase_end(window, head)), form)
        found = self._named_before_title(core, form)
        if found is not None:
            return found
        named_to = self._title_in(core)
        foreign = form is not None and named_to < core.stop and self.folded[start] not in _QUANTITIES
        if foreign and self.people.is_foreign(start, named_to):
            core = range(start, named_to)  # «ووفان الباحث بالشؤون الإسلامية»
        return self._named_by_place(core, window.stop, form, stop) or self._meant(core, end, form, feminine)

    def _past_lead_in(self, start: int, end: int, form: SpeechForm | None) -> int:
        """«قال ايضا», «وقالت عنه الحداد», «وأضاف هذا المسؤول»: where the speaker may stand."""
        about = form is not None and end - start > 1 and self.folded[start] in _WITH_PRONOUN - {"وقد", "وهو", "وهي"}
        while start < end and (self.folded[start] in _LEAD_INS or about):
            start, about = start + 1, False
        if form is not None:
            start = self._past_occasion(self._past_addressee(start, end), end)
        if start + 1 < end and self.folded[start] in DEMONSTRATIVES and is_definite(self.folded[start + 1]):
            start += 1 if is_title(self.folded[start + 1]) else 0
        return start

    def _cut(self, start: int, end: int) -> int:
        """Where an adjunct, a manner, a time or a relative clause ends the phrase."""
        cut = next(
            (
                i
                for i in range(start, end)
                if (self.folded[i] in _ADJUNCTS and i not in self.people.at and not self._goes_on_in(start, i, end))
                or (i - start <= 3 and self._is_manner(i))
                or (i > start and self.folded[i] in _DAYS | _NO_SUBJECT)  # «ينوه سامر حداد بقوله»
                or (i > start and self.folded[i : i + 2] == ["اول", "من"])  # «أول من أمس»
                or (i > start and self.folded[i] in _ASIDES)
                or (i > start + 1 and (self._is_clause(start, i) or self._is_unnamed(i)))
            ),
            end,
        )
        if cut < end and self.folded[cut] == "لدي" and is_title(self.folded[start]):
            posted = next((i for i in range(cut, end) if i in self.people.at and is_title(self.folded[i - 1])), None)
            cut = cut if posted is None else self.people.at[posted][1]  # «مندوب مصر لدى الجامعة السفير فلان»
        return cut

    def _names_nobody(self, window: range, form: SpeechForm | None) -> bool:
        """«وفق الوقائع الآتية», «وقال والدموع تغشى عينيه», «رحبت باللاعب», «أبلغت "المرفأ" أن»."""
        if not window:
            return False
        start, raw = window.start, self.tokens[window.start].text
        if form is None and any(self.folded[i] in FOLLOWING for i in window[1:4]):
            return True
        if start not in self.people.at:
            if form is not None and raw.startswith("وال") and self.folded[start] not in _PARENTS:
                return True
            if raw.startswith(("بال", "كال")):
                return True
        told = form is not None and form.lemma in ("أبلغ", "أخبر") and self.marked[start] >= 0
        return form is not None and (told or self._is_object(window))

    def _named_in(
        self, window: range, form: SpeechForm | None, feminine: bool | None, stop: int
    ) -> tuple[str, str] | None:
        """A rank, or the first name in the words."""
        if not window:
            return None
        start = window.start
        person: Person | None
        if self.folded[start] in HIGHNESSES and (len(window) < 2 or not is_title(self.folded[start + 1])):
            person = self._highness(self.folded[start], self.tokens[start].start)
            if person is not None and start + 1 not in self.people.at:
                return person.name, self._plain(range(start, start + 1))  # «وقال سموه مخاطبا الحضور»
        if form is not None and start not in self.people.at and form.lemma not in _TRANSITIVE:
            known = self.folded[start] in given_names()  # «قالت ليلى بمرارة», but «يقول إسوار براساد»
            named = self.people.name_here(start, window.stop if known else stop)
            if named is not None:
                return self.people.register(start, named).name, self._plain(range(start, named))
        collective = bare(self.folded[start]) in _BODIES | name_nouns()
        if collective and self.folded[start] in _BODIES and not is_title(self.folded[start]):
            return None
        for i in window:
            if collective and self.folded[i] in _PREPOSITIONS:
                break  # «قال النادي في حساب سالم»
            if i > start and self._is_addressee(i):
                break
            if i in self.people.at:
                return self._at(i, start, form, feminine)
        return None

    def _at(self, i: int, start: int, form: SpeechForm | None, feminine: bool | None) -> tuple[str, str]:
        """The person named at token i in a phrase that begins at ``start``, or whom that name only describes."""
        person, after = self.people.at[i]
        kin = self.folded[start] in _KIN and (i == start + 1 or is_title(self.folded[start + 1]))
        if kin and i - start < 3:  # «والد بريت هووت», «والد الشهيد سامر»
            return self._plain(range(start, after)), self._plain(range(start, after))
        next_name = self._name_after_club(i, after) if i > start and form is not None else None
        if next_name is None and i > start and after == i + 1 and after in self.people.at:
            next_name = self.people.at[after][0]  # «محامي كلينتون ديفيد كيندال»
        if next_name is not None:
            person = next_name
        if feminine is not None and after == i + 1 and not self._agrees(person, feminine):
            person = self.people.namesake(self.folded[i], feminine, self.tokens[i].start) or person
        if feminine is not None and person.feminine is None:
            person.feminine = feminine
        return person.name, self._plain(range(start, max(after, start + 1)))

    def _phrase_end(self, window: range, head: int) -> int:
        """The end of the phrase that describes a speaker, whose first preposition or addressee is at ``head``."""
        start = window.start
        bare_noun = head == start + 1 and not self.folded[start].startswith("ال")
        if bare_noun and self.folded[head : head + 1] in (["في"], ["من"], ["عن"]):
            head = self._whole_phrase(start, head, window.stop)  # «مسؤول في إدارة الإمداد»
        elif head < window.stop and (
            self.folded[head - 1].startswith(CLOSE)
            or not any(is_definite(self.folded[i]) for i in range(start + 1, head))
        ):
            head = self._whole_phrase(start, head, window.stop)
        if self.folded[start] not in _PERSONS - _QUANTITIES:
            return head
        bare_to = next((i for i in range(start, head) if self.folded[i] in _PREPOSITIONS), head)
        bound = next((i for i in range(start + 1, bare_to) if self.folded[i][1:] in OFFICES), None)
        own = range(start + 2, bare_to) if bound is None else range(bound + 2, bare_to)
        ends = (i for i in own if is_definite(self.folded[i]) != (bound is not None) or self.folded[i].startswith("لل"))
        return next(ends, head)  # «أبلغ مصدر مطلع الصحيفة», «مصدر مسؤول بوزارة الصحة»

    def _title_in(self, core: range) -> int:
        """Where the first title after a phrase's first word stands, or the phrase's end."""
        return next((i for i in core[1:] if is_title(self.folded[i])), core.stop)

    def _named_before_title(self, core: range, form: SpeechForm | None) -> tuple[str, str] | None:
        """«تولبرت نينسواه مدير وحدة …», «ديباي لاعب المنتخب», «لافي شقيق سامر»: a name that a title follows."""
        start, named_to = core.start, self._title_in(core)
        word = self.folded[start]
        if form is not None and named_to < core.stop and self.people.is_apposed(start, named_to):
            return self.people.register(start, named_to).name, self._plain(range(start, named_to))
        if named_to != start + 1 or len(core) < 2 or is_title(word) or is_definite(word):
            return None
        alone = self._plain(range(start, named_to))
        person = self.people.short((word,), self.tokens[start].start)
        if person is not None:
            return person.name, alone
        lone = form is not None and word not in _DOCUMENTS and self.people.is_lone_name(start)
        return (alone, alone) if lone else None

    def _named_by_place(self, core: range, cut: int, form: SpeechForm | None, stop: int) -> tuple[str, str] | None:
        """A person whom the phrase names by an apposition, by its place, or by a short name."""
        start, words = core.start, tuple(self.folded[i] for i in core)
        titled = is_title(words[0])
        introduced = self._introduced(start, stop) if titled and form is not None else None
        if introduced is not None:
            return introduced[0].name, self._plain(introduced[1])
        person = self._apposition(cut, stop, titled) if words[0] not in _BODIES else None
        person = person or self._fresh_name(core, titled)
        if person is not None:
            return person.name, self._plain(core)
        for size in (3, 2, 1):
            if len(words) >= size:
                person = self.people.short(words[-size:], self.tokens[start].start)
                if person is not None and (size == len(words) or titled):
                    return person.name, self._plain(core)
        if len(words) == 1 and not titled and (words[0].startswith("ال") or form is not None):
            person = self.people.by_surname(words[0], self.tokens[start].start)
            if person is not None:
                return person.name, self._plain(core)
        return None

    def _issuer(self, core: range) -> range:
        """«الرابطة» in «بيان الرابطة», «بيان من الوزارة», «بيان صادر عن الوزارة», «تقرير أصدرته المنظمة»."""
        words = [self.folded[i] for i in core]
        if words[0] not in _DOCUMENTS or len(core) < 2:
            return core
        after = 2 if words[1] in _PREPOSITIONS and len(core) > 2 else 1
        if words[1] in ("صادر", "صدر", "صادره", "نشره", "وزعه") and len(core) > 3 and words[2] == "عن":
            after = 3
        elif words[1] in ("صادر", "صدر", "صادره") and len(core) < 4:
            after = 0  # «تقرير صدر حديثا»
        if words[1] in ISSUED:
            after = next((k for k in range(2, len(words)) if words[k] not in ("موخرا", "مؤخرا")), 0)
        return core[after:]

    def _meant(self, core: range, end: int, form: SpeechForm | None, feminine: bool | None) -> tuple[str, str]:
        """Whom a phrase without a name means: a rank, a body, who bears the title, else what it says itself."""
        core = self._issuer(core)
        words, place = tuple(self.folded[i] for i in core), self.tokens[core.start].start
        titled = is_title(words[0])
        person = self._highness(words[0], place) if words[0] in HIGHNESSES else None
        if person is not None:
            return person.name, self._plain(core[:1])
        if len(words) == 1 and words[0] in _OWN_WORDS:
            return self._salient(place, None), self._plain(core)
        body = self._body(core)
        if body:
            return body, self._plain(core)
        if words[0] in _ANYBODY and not any(bare(words[0]) in p.titles for p in self.people.all):
            return self._plain(core), self._plain(core)  # «يجيب الأب»: nobody who has a name
        source = self._described(words) if len(words) == 1 else ""
        if source:
            return source, self._plain(core)
        if titled and self._refers_back(words):
            plain = [word for word in words if word not in ("نفسه", "نفسها")]
            person = self.people.titled(plain, self._recent(place), feminine)
            if person is not None:
                return person.name, self._plain(core)
        if titled and words[-1] in SELF and self.last_speaker:
            return self.last_speaker, self._plain(core)  # «النائب المعارض نفسه»
        if self._cannot_speak(core, end, form):
            return "", ""
        if self.tokens[core.start].text.startswith(("لأ", "لإ", "لآ")) and 1 < self._title_in(core) - core.start < 4:
            name = self._plain(range(core.start, self._title_in(core)))[1:]
            return name, name  # «جاء في بيان لأولي سولفانغ مسؤول حالات الطوارئ»
        honoured = len(words) == 2 and bare(words[0]) in _HONOURED and is_definite(words[0])
        if honoured and words[1].startswith("ال") and words[1] not in ordinary_words() and not is_title(words[1]):
            core = core[1:]  # «يقول الإمام القرافي»
        return self._plain(core), self._plain(core)

    def _cannot_speak(self, core: range, end: int, form: SpeechForm | None) -> bool:
        """«أكد استعداد بلاده», «ومضى يقول», «مساء الاثنين»: what was said, or when, not by whom."""
        words = tuple(self.folded[i] for i in core)
        titled = is_title(words[0])
        acts = core.stop < end and self.folded[core.stop] in DEMONSTRATIVES  # «ويصف الأطباء هذا المرض بأنه»
        if form is not None and form.lemma in _TRANSITIVE and not (titled or acts or self._names_itself(words)):
            return True
        alone = len(core) == 1 and len(words[0]) > 4 and self.people.is_foreign(core.start, core.stop)
        if form is not None and form.lemma in _OBJECT_VERBS and not (alone or self._may_speak(words[0], titled)):
            return True
        if words[0][1:3] == "ال" and words[0][0] in "بلك":
            return True
        if (words[0] in speech_forms() and not titled) or words[0] in ("النظر", "الانتباه", "غير"):
            return True  # «ولفت النظر إلى»
        return words[0] in _TIMES | {"يوم"} or not words[0].isalpha()

    def _described(self, words: tuple[str, ...]) -> str:
        """«مسؤول مطلع» for «المسؤول»: the last speaker, if a phrase without a name described him so."""
        head = bare(words[0])
        if words[0] == head or any(head in p.titles for p in self.people.all):
            return ""
        earlier = reversed(self.spoke.values()) if head in _PERSONS or is_title(head) else ()
        for speaker in dict.fromkeys((self.last_speaker, *islice(earlier, MEMORY))):
            first, _, rest = speaker.partition(" ")
            known = bare(fold_word(first)) == head and (rest or first.startswith("ال"))
            if known and self.people.named(speaker) is None:
                return speaker
        return ""

    def _introduced(self, start: int, stop: int) -> tuple[Person, range] | None:
        """«قال مدير مكتب الحملة في تونس، في صفاقس سامر قباني إن»: the name right before what is said."""
        for k in range(start, min(stop, start + 30) + 1):
            ends = k == stop or self.folded[k] in _CONNECTORS or self.tokens[k].text == ":"
            if ends:
                end = k - 1 if self.tokens[k - 1].text in "،," else k
                found = [j for j in range(max(start, end - 8), end) if self.people.at.get(j, (None, 0))[1] == end]
                return (self.people.at[found[-1]][0], range(found[-1], end)) if found else None
            if self.tokens[k].text in ".؛" or self._cue_at(k, stop) is not None:
                return None
        return None

    def _name_after_club(self, i: int, after: int) -> Person | None:
        """«مدرب نجم الفحص، كريم الوردي:»: a name that a title owns is a club's; who bears the title comes after it."""
        head = self.folded[i - 1]
        if not (is_title(head) and not is_definite(head) and self.tokens[after : after + 1]):
            return None
        found = self.people.at.get(after + 1)
        if self.tokens[after].text not in "،," or found is None or found[1] >= len(self.tokens):
            return None
        return found[0] if self.tokens[found[1]].text in "،,:" or self.folded[found[1]] in _CONNECTORS else None

    @staticmethod
    def _may_speak(word: str, titled: bool) -> bool:
        """Whether a noun can be who speaks: a title, a body, a plural, «مصدر»."""
        plain = bare(word)
        return (
            titled
            or plain in _BODIES | HOUSES | _PERSONS | _PLACES | name_nouns()
            or plain.endswith(("ون", "يون", "ات"))
            or word != plain
        )

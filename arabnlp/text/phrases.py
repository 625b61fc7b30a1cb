"""What a phrase in a speaker's place stands for: an apposition, a body, a rank, a name that only its place shows."""

from __future__ import annotations

from arabnlp.text.discourse import Discourse
from arabnlp.text.persons import Person
from arabnlp.text.speech import (
    bare,
    common_words,
    given_names,
    is_definite,
    is_title,
    name_nouns,
    ordinary_words,
    without_conjunction,
    word_class,
)
from arabnlp.text.tokenize import fold_word

_CONNECTORS = word_class("connectors")
_ADJUNCTS = word_class("adjuncts")
_PREPOSITIONS = word_class("prepositions")
_BODIES = word_class("bodies")
_TIMES = word_class("times")
_SURNAMES_IN_B = word_class("surnames_in_b")
_PLACES = word_class("places")
_MANNERS = word_class("manners")
_PERSONS = word_class("persons")
_FREE_TITLES = word_class("free_titles")
_DOCUMENTS = frozenset("ماده فقره وثيقه لائحه بيان تقرير رساله مذكره نظام قانون دستور قرار ايه قران".split())
_HONOURS = word_class("honours")
_BEFORE_NOUNS = word_class("before_nouns")
HIGHNESSES = {
    word: frozenset(titles)
    for name, titles in (
        ("highness", ("امير", "اميره", "سمو")),
        ("excellency", ("معالي", "وزير", "وزيره", "رئيس", "محافظ", "مدير")),
        ("scholar", ("شيخ", "فضيله", "سماحه", "مفتي", "امام")),
        ("majesty", ("ملك", "جلاله")),
    )
    for word in word_class(name)
}
_BREAKS = (
    _TIMES
    | _ADJUNCTS
    | _CONNECTORS
    | _PREPOSITIONS
    | _BEFORE_NOUNS
    | {"يوم", "رسمي", "صحافي", "صحفي", "مشترك", "له", "لها"}
)
OFFICES = frozenset("وزاره مصلحه شركه شرطه اداره هيئه امانه محافظه نادي جامعه مستشفي بلديه".split())
_GODLY = frozenset("تعالي سبحانه الله عز جل".split())
_NOBLE = frozenset("الكريم الاكرم الاعظم الامين".split())
_PROPHET = frozenset("النبي الرسول نبينا المصطفي رسوله رسولنا ورسولنا نبيه".split())
HOUSES = frozenset("مكتب جهاز مركز ديوان معهد مجموعه مؤسسه جمعيه مصرف بعثه".split())
NOBODY = "\0"  # a speaker whom the text leaves unnamed on purpose


class PhraseReader(Discourse):
    """A read text that can tell what a phrase without a known name stands for."""

    def _scripture(self, start: int, end: int) -> str | None:
        """«قال تعالى» names nobody; «قال عليه الصلاة والسلام» means the Prophet, as the text called him before."""
        if start >= end:
            return None
        if self.folded[start] in ("تعالي", "سبحانه") or self.folded[start : start + 2] in (["عز", "من"], ["عز", "وجل"]):
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
        """Who spoke where his honour stands right before the words: «ثبت عنه صلى الله عليه وسلم أنه قال»."""
        for i in reversed(left[-24:]):
            if i in self.people.at or self.text[self.tokens[i].end : self.tokens[i].end + 1] in "»”":
                return ""
            if self.tokens[i].text == ":":
                continue
            cue = self._cue_at(i, left.stop)
            if cue is not None and cue.after < left.stop and self.folded[cue.after] in _GODLY:
                return ""  # «قال تعالى»
            k = cue.after if cue is not None and cue.form is not None else left.stop
            if k < left.stop and (k in self.people.at or self.folded[k] in _PERSONS or is_title(self.folded[k])):
                return ""  # «، يقول أحد الدعاة ما نصه»
            if not self._honours(i):
                continue
            for j in range(i - 1, max(-1, i - 2000), -1):
                if self.folded[j : j + 2] == ["رسول", "الله"]:
                    return self._surface(j, j + 2)
                word = without_conjunction(self.folded[j])
                if word in _PROPHET and (j > i - 4 or word.startswith("ال")):
                    return self._surface(j, j + 2 if self.folded[j + 1] in _NOBLE else j + 1)
            return ""
        return ""

    def _honours(self, i: int) -> bool:
        """«صلى الله عليه وسلم», «عليه أفضل الصلاة والسلام»."""
        words = self.folded[i : i + 3]
        return words[:2] == ["صلي", "الله"] or (words[:1] == ["عليه"] and bool({"الصلاه", "السلام"} & set(words[1:])))

    def _highness(self, word: str, place: int) -> Person | None:
        """«سموه», «معاليه»: the latest person of that rank."""
        wanted = HIGHNESSES[word]
        last = self.people.named(self.last_speaker)
        fits = [p for p in (last, *self._recent(place)) if p is not None and p.titles & wanted]
        return fits[0] if fits else None

    def _body(self, core: range) -> str:
        """«الرابطة» after «رابطة الأداء الصوتي»: the body's name as it was first given."""
        if len(core) != 1 or not self.folded[core.start].startswith(("ال", "لل")):
            return ""
        head = bare(self.folded[core.start].replace("لل", "ال", 1))
        known = head in _BODIES | name_nouns() | HOUSES
        for i in self.people.places(head, "و" + head, "ف" + head, "ل" + head) if known else ():
            if i < core.start:
                j = i + 1
                limit = min(i + 3, core.start)
                while (
                    j < limit
                    and self.tokens[j].kind == "word"
                    and not self.folded[j].startswith("ال")
                    and self.folded[j] not in _BREAKS
                    and not (head in _DOCUMENTS and self.folded[j].endswith(("ته", "تها")))  # «بيان نشرته الأمانة»
                ):
                    j += 1  # «رابطة مشجعي نادي السدّة»
                while (
                    j < core.start
                    and self.tokens[j].kind == "word"
                    and self.folded[j].startswith(("ال", "وال", "لل"))
                    and self.folded[j] not in _BREAKS | {"الليله"}
                    and self.tokens[j].start - self.tokens[j - 1].end <= 2
                ):
                    j += 1
                if bare(self.folded[j - 1]) in ("ملك", "امير", "امام", "شيخ") and self.folded[j] in given_names():
                    j += 1  # «مؤسسة جسر الملك فهد»
                    return self._without_prefix(i, j, head)
                while j > i + 1 and j < core.start and self.marked[j] >= 0 and self.marked[j] == self.marked[j - 1]:
                    j += 1  # «صحيفة "الديلي ميل"»: all that stands in the marks
                if j > i + 1 and (self.folded[j - 1].startswith("ال") or self.marked[j - 1] >= 0):
                    return self._without_prefix(i, j, head)
        return ""

    def _without_prefix(self, i: int, j: int, head: str) -> str:
        if self.folded[i] == head:
            return self._plain(range(i, j))
        return self._surface(i, j) if self.folded[i][0] != "ل" else self._plain(range(i, j))[1:]

    def _without_preposition(self, found: tuple[str, str]) -> tuple[str, str]:
        """«سامر قباني» for «لقباني»."""
        if not found[0][:1] == "ل" == found[1][:1] or found[0].startswith("لل"):
            return found
        name = found[0][1:]
        person = self.people.short((fold_word(name),), len(self.text)) if " " not in name else None
        return person.name if person is not None else name, found[1][1:]

    def _thing_before(self, i: int) -> tuple[str, str]:
        """«المادة (32) التي نصت على أن», «الوزارة التي أعلنت أن»: the definite noun before a relative pronoun."""
        if self.folded[i] in ("الذي", "والذي") and self.folded[i - 1].endswith("ه"):
            for j in range(i - 2, max(-1, i - 6), -1):
                if is_title(self.folded[j]) and not self.folded[j].endswith("ه"):
                    return self._plain(range(j, i)), self._plain(range(j, i))  # «متحدث باسم الشرطة الذي قال»
        j = i - 1
        while j > 0 and i - j < 5 and (self.tokens[j].kind != "word" and self.tokens[j].text not in "،.:؛"):
            j -= 1
        last = j + 1
        while j > 0 and last - j < 4 and is_definite(self.folded[j]) and is_definite(self.folded[j - 1]):
            j -= 1
        if self.tokens[j].kind != "word" or bare(self.folded[j]) not in _BODIES | _DOCUMENTS:
            return "", ""
        return self._plain(range(j, last)), self._plain(range(j, last))

    def _is_clause(self, start: int, i: int) -> bool:
        """«صحافية بريطانية تعمل في …»: a verb that describes an indefinite speaker."""
        word = self.folded[i]
        if not is_definite(self.folded[start]) and word.endswith("وا") and len(word) > 3 and i not in self.people.at:
            return True  # «مسلحين وصلوا»
        return (
            not is_definite(self.folded[start])
            and word[0] in "يت"
            and len(word) == 4
            and bool({word, "ي" + word[1:]} & common_words())
            and word[-1] not in "هي"
            and i not in self.people.at
            and i not in self.people.within
        )

    def _is_manner(self, i: int) -> bool:
        """«ضاحكًا», «بمرارة»: how it was said."""
        word = self.folded[i]
        if "\u064b" in self.tokens[i].text or word in _MANNERS or self._is_circumstance(i):
            return True
        return (
            i not in self.people.at
            and not (word.startswith("بال") and i + 1 in self.people.at)  # «عضو الحكومة بالأنبار سامر الحداد»
            and not (i and (is_title(self.folded[i - 1]) or self.folded[i - 1] in ("القائم", "القائمه")))
            and not (i and word.startswith("بال") and self.folded[i - 1] in _PERSONS)  # «مصدر بالوزارة»
            and word[1:] not in OFFICES
            and word[0] == "ب"
            and len(word) > 3
            and word not in given_names()
            and not is_title(word)
            and word not in name_nouns()
            and word not in _SURNAMES_IN_B
            and not {word, word[1:]} & _PLACES
            and self.people.occurrences(word) == 1  # names come again
            and self._is_known_after_b(i)  # but «بيتاني»
            and self.people.by_surname(word, self.tokens[i].start) is None
            and not word.startswith(("باحث", "برلمان", "بحار", "بطل", "بيان", "بلديه", "بعثه", "بروف", "بنك"))
        )

    def _is_known_after_b(self, i: int) -> bool:
        """«بمرارة», «بفخر الأب»: a known noun after the preposition, or one with a complement."""
        rest = self.folded[i][1:]
        known = {rest, "ال" + rest, rest.removesuffix("ه")} & ordinary_words()
        return bool(known) or (i + 1 < len(self.folded) and is_definite(self.folded[i + 1]))

    def _is_circumstance(self, i: int) -> bool:
        """«وقال معقبا», «طالبا التأمين»: a participle in the accusative, spelt without its tanwin."""
        word = self.folded[i]
        shape = len(word) > 4 and word[-1] == "ا" and (word[0] == "م" or (len(word) == 5 and word[1] == "ا"))
        known = i in self.people.at or i in self.people.within or word in given_names() or is_title(word)
        return shape and not known and self.people.occurrences(word) == 1

    def _apposition(self, i: int, stop: int, titled: bool) -> Person | None:
        """«وزير الصحة، سامر الحداد،»: the name in the next phrase, after titles and nationality."""
        while i < stop and self.tokens[i].text not in "،,":
            i += 1
        for _ in range(2 if titled else 0):  # «أستاذ النقد، عضو المجلس، الدكتور فلان»: titles go on
            k = i + 1
            while k < min(stop, i + 12) and self.tokens[k].kind == "word" and k not in self.people.at:
                if k == i + 1 and not (is_title(self.folded[k]) or self.folded[k] in ("واحد", "واحدي")):
                    break  # «، وأحد قادة القوات، فلان»
                k += 1
            if k in self.people.at and k > i + 1:
                return self.people.at[k][0]
            if not (k < stop and k > i + 1 and self.tokens[k].text in "،,"):
                break
            i = k
        j = i + 2 if self.folded[i + 1 : i + 2] in (["هو"], ["هي"]) else i + 1  # «، هو الدكتور فلان،»
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
            and not any(self.folded[m].endswith(("ها", "هم")) for m in range(j, k))  # «، حمل عنوانها التشفي،»
            and (
                titled
                or j > i + 1
                or self.folded[k - 1].startswith("ال")
                or any(self.folded[m] in given_names() for m in range(j, k))
            )
            and (j in self.people.at or self.people.may_begin(j))
            and (not self._is_manner(j) or (titled and self._is_bare_pair(j, k)))
            and self._cue_at(j, stop) is None
            and not any(self.folded[m].startswith("لل") for m in range(j, k))  # «الليطاني للسباحة»
        ):
            return self.people.register(j, k)
        return None

    def _is_bare_pair(self, j: int, k: int) -> bool:
        """«، بنسون كيبوي،» after a title: two words without the article; but «، بلهجة حادة،»."""
        return k == j + 2 and not any(is_definite(word) or word.endswith("ه") for word in self.folded[j:k])

    def _fresh_name(self, core: range, titled: bool) -> Person | None:
        """A name that only its place shows: «قال نازع الألغام كرّار الشمخاني», «تشكو طفول المعشنية»."""
        ending = self.people.titled_name(core.start) if titled else None
        if ending is not None:
            return self.people.register(*ending)
        words = [self.folded[i] for i in core]
        given = len(words) > 2 and is_definite(words[0]) and words[2] in given_names() and words[1] not in _PLACES
        if titled and given and self.people.may_begin(core.start + 1) and not is_title(words[1]):
            return self.people.register(core.start + 1, core.start + 3)  # «المذيعة مهيرة عبدالعزيز الخبر»
        acts = bare(self.folded[core.start]) in _BODIES and is_definite(self.folded[core.start])
        for j in () if acts else core[1:]:  # «أعلن الجيش مقتل الجندي»: what a body said is no name
            if (
                self.folded[j].startswith(("وال", "لل"))
                or (self.folded[j][0] == "ل" and len(self.folded[j]) > 3)
                or (
                    is_title(self.folded[j]) and not is_definite(self.folded[j]) and self.folded[j] not in given_names()
                )
            ):
                break  # «إدارة الطوارئ والأزمات»
            if not self.folded[j].startswith("ال") and self.folded[j - 1].startswith("ال") and 2 <= core.stop - j <= 4:
                named = self.people.name_here(j, core.stop)
                titles_at = next((k for k in range(j, core.stop) if is_title(self.folded[k])), core.stop)
                if named is None and titles_at < core.stop:
                    return self._definite_name(core, j, titles_at)
                if named or self.people.may_begin(j):
                    mark = self.marked[j]  # «المحامي "سامر قباني" بإيداع طلب»
                    stop = next((k for k in range(j + 1, core.stop) if self.marked[k] != mark), core.stop)
                    return self.people.register(j, named or stop)
        last = core.stop - 1
        if titled and len(words) == 2 and is_definite(words[0]) and self._is_given_alone(last):
            return self.people.register(last, core.stop)  # «قالت الوزيرة ليلى»
        if (
            titled
            and len(words) > 1
            and not is_definite(words[-1])
            and words[-1] not in given_names()
            and len(words[-1]) > 3
            and not self.people.within & {last}
        ):
            shown = is_title(words[-2]) or (is_definite(words[-2]) and words[-2].endswith("ي"))
            if shown and is_definite(words[-2]) and self.people.is_foreign(last, last + 1):
                return self.people.register(last, last + 1)  # «تحدث اللاعب خوانفاران», «مدرب الفريق اليوناني دونيس»
        if len(words) > 2 and words[0] in given_names() and is_definite(words[2]) and is_title(words[2]):
            return self.people.register(core.start, core.start + 2)  # «علاء شمالي المسؤول في …»
        two = (
            len(words) == 2
            and not words[0].startswith("ال")
            and bare(without_conjunction(words[0])) not in name_nouns() | _BODIES
        )
        if two and not titled and words[1].startswith("ال") and words[1].endswith(("ي", "يه")):
            return self.people.register(core.start, core.stop)
        return None

    def _is_given_alone(self, i: int) -> bool:
        """A given name that is nothing else, or «علي» with its two dots, at the end of a phrase."""
        word = self.folded[i]
        if word == "علي":
            return self.people.spelt[i].endswith("ي")
        return word in given_names() and word not in ordinary_words() and not is_title(word)

    def _definite_name(self, core: range, j: int, end: int) -> Person | None:
        """«الدكتور الينسون جيبسون أستاذ الاقتصاد»: a foreign name that begins like the article."""
        first = j - 1
        foreign = first > core.start and self.folded[first] not in ordinary_words()
        if foreign and end == j + 1 and bare(self.folded[first - 1]) in _FREE_TITLES and self.people.may_begin(j):
            return self.people.register(first, end)
        return None

    def _only_bearer(self, title: str) -> bool:
        """«مهاجم المنتخب»: a title that one person has, and without a complement that would tell him from others."""
        bearers = [p for p in self.people.all if title in p.titles]
        return len(bearers) == 1 and bearers[0].titles == {title}

    def _refers_back(self, words: tuple[str, ...]) -> bool:
        """A definite title («الوزير الروسي»), or one bound to a noun («وزير الدفاع») that somebody carries."""
        return (
            words[0].startswith("ال")
            or words[0].startswith("لل")
            or any(is_title(w) and set(map(bare, words)) <= p.titles for p in self.people.all for w in words[:1])
            or words[0] != bare(words[0])
            or any(len(p.titles) > 1 and words[0] in p.titles <= set(map(bare, words)) for p in self.people.all)
            or (any(map(is_definite, words[1:])) and self._only_bearer(words[0]))
            or (len(words) > 1 and words[0] in _HONOURS and is_title(words[1]))
        )

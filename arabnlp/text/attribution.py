"""Who said it: the speaker of a quotation, by name, short name, apposition, title or description."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from arabnlp.text.cues import Cue, ReadText
from arabnlp.text.persons import Person
from arabnlp.text.quotemarks import QuotedSpan
from arabnlp.text.sentences import Sentence
from arabnlp.text.speech import SpeechForm, bare, given_names, is_title, name_nouns, without_conjunction, word_class
from arabnlp.text.tokenize import fold_word

_MEMORY = 60  # sentences and quotations that a short name or a title may look back on
_CONNECTORS = word_class("connectors")
_ADJUNCTS = word_class("adjuncts")
_PREPOSITIONS = word_class("prepositions")
_TRANSITIVE = word_class("transitive")
_NO_SUBJECT = word_class("no_subject")
_DOCUMENTS = word_class("documents")
_OWN_WORDS = word_class("own_words")
_BODIES = word_class("bodies")
_WITH_PRONOUN = word_class("with_pronoun")
_PRONOUN_PHRASES = word_class("pronoun_phrases")
_TIMES = word_class("times")
_SURNAMES_IN_B = word_class("surnames_in_b")


@dataclass(frozen=True, slots=True)
class Quote:
    """One direct quotation.

    Attributes
    ----------
    speaker : str
        Full name as it stands in the article, or the phrase that describes the speaker; empty if nobody is named.
    verb : str
        The attributing verb or expression as written, without a leading conjunction; empty if there is none.
    text : str
        The words between the marks, ``article[start:end]``.
    start, end : int
        Offsets in the article, in code points.
    mention : str
        How the sentence itself names the speaker («الوزير الروسي»); empty if it does not.
    """

    speaker: str
    verb: str
    text: str
    start: int
    end: int
    mention: str = ""


class SpeakerFinder(ReadText):
    """A read text that can tell who a cue's speaker is; ``done`` holds the quotations so far, ``spoke`` who spoke in
    the sentence that begins at an offset."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.spoke: dict[int, str] = {}

    def _attribute(
        self,
        span: QuotedSpan,
        sentence: Sentence,
        before: Sentence | None,
        left: range,
        cue: Cue | None,
        after_cue: Cue | None,
        previous: tuple[QuotedSpan, Quote] | None,
        prefer_after: bool,
    ) -> Quote:
        speaker, mention, verb = "", "", ""
        if (
            previous is not None
            and after_cue is None
            and not (cue and cue.at >= self._range(previous[0].close, span.open).start)
        ):
            speaker, verb = previous[1].speaker, previous[1].verb
        elif after_cue is not None and (prefer_after and not (cue and self._close(cue, left))):
            speaker, mention = self._subject(after_cue, self._range(sentence.start, sentence.end).stop, left)
            verb = after_cue.text
        elif cue is not None:
            speaker, mention = self._subject(cue, left.stop, left)
            verb = cue.text
        elif left:
            speaker, mention = self._phrase(left)
        elif before is not None:
            region = self._range(before.start, before.end)
            found = self._last_cue(region)
            if found is not None:
                speaker, mention = self._subject(found, region.stop, region)
                verb = found.text
            else:
                speaker, mention = self._phrase(region)
        speaker = speaker or self._salient(span.open, None)
        self.last_speaker = speaker or self.last_speaker
        self.spoke[sentence.start] = self.last_speaker
        text = self.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        text = text.strip()
        return Quote(speaker, verb, text, start, start + len(text), mention)

    def _listen(self, sentence: Sentence) -> None:
        """Who speaks in a sentence of reported speech, «وقال الحداد إن …»: whoever goes on after it is the same."""
        region = self._range(sentence.start, sentence.end)
        cue = next(
            (c for i in region if (c := self._cue_at(i, region.stop)) and c.form is not None and not c.form.participle),
            None,
        )
        if cue is None or not any(
            self.folded[i] in _CONNECTORS for i in range(cue.after, min(region.stop, cue.after + 14))
        ):
            return
        speaker = self._subject(cue, region.stop, region)[0]
        if speaker:
            self.last_speaker = self.spoke[sentence.start] = speaker

    def _close(self, cue: Cue, left: range) -> bool:
        gap = range(cue.after, left.stop)
        return bool(left) and (
            self.folded[left.stop - 1] in _CONNECTORS or self.tokens[left.stop - 1].text == ":" or not gap
        )

    def _subject(self, cue: Cue, stop: int, region: range) -> tuple[str, str]:
        """Speaker and mention for a cue: the words after it, else those before it, else whom the text is about."""
        feminine = None if cue.form is None or not cue.form.gender else cue.form.gender == "f"
        if fold_word(cue.text.rsplit(maxsplit=1)[-1]) not in _PRONOUN_PHRASES | _NO_SUBJECT:
            found = self._resolve(self._window(cue.after, stop), cue.form, feminine, stop)
            if found[0]:
                return found
        earlier = range(region.start, min(cue.at, region.stop))
        finite = next(
            (c for i in earlier if (c := self._cue_at(i, earlier.stop)) and c.form and not c.form.participle), None
        )
        if finite is not None:
            found = self._resolve(self._window(finite.after, cue.at), finite.form, feminine, cue.at)
            if found[0]:
                return found
        named = [
            (i, *self.people.at[i])
            for i in earlier
            if i in self.people.at and self._agrees(self.people.at[i][0], feminine)
        ]
        if named:
            i, person, end = named[0] if cue.form is None or cue.form.participle else named[-1]
            return person.name, self._plain(range(i, end))
        found = self._head_noun(earlier, cue.form, feminine)
        return found if found[0] else (self._salient(self.tokens[cue.at].start, feminine), "")

    @staticmethod
    def _agrees(person: Person, feminine: bool | None) -> bool:
        return feminine is None or person.feminine is None or person.feminine == feminine

    def _salient(self, place: int, feminine: bool | None) -> str:
        """Whom the text speaks of: the subject of the nearest sentence before that names or quotes a person."""
        last = bisect_left(self.sentence_starts, place)
        for sentence in reversed(self.sentences[max(0, last - _MEMORY) : last]):
            spoken = self.spoke.get(sentence.start, "")
            if spoken:
                person = self.people.named(spoken)
                if person is None or self._agrees(person, feminine):
                    return spoken
            for i in self._range(sentence.start, min(sentence.end, place)):
                if i in self.people.at and self._agrees(self.people.at[i][0], feminine):
                    return self.people.at[i][0].name
        return self.last_speaker

    def _head_noun(self, earlier: range, form: SpeechForm | None, feminine: bool | None) -> tuple[str, str]:
        """A title before the verb: «الوزيرة … تقول», «أما المدير فيرى»."""
        for i in earlier:
            if self.tokens[i].kind == "word" and is_title(without_conjunction(self.folded[i])):
                return self._resolve(self._window(i, earlier.stop), form, feminine, earlier.stop)
        return "", ""

    def _window(self, start: int, stop: int) -> range:
        """Words after a cue up to a connector, a punctuation mark or another cue."""
        i = start
        while i < stop and i - start < 14:
            token = self.tokens[i]
            if token.kind == "punctuation" and not (i == start and token.text in "ـ"):
                break
            if i > start and self.text[self.tokens[i - 1].end : token.start].strip():
                break  # something in marks stands between
            if self.folded[i] in _CONNECTORS or (
                i > start and self._cue_at(i, stop) is not None and self.folded[i] not in ("متحدث",)
            ):
                break
            i += 1
        return range(start, i)

    def _resolve(self, window: range, form: SpeechForm | None, feminine: bool | None, stop: int) -> tuple[str, str]:
        """The speaker in the words after a cue, by name, short name, apposition, title or description."""
        start, end = window.start, window.stop
        while start < end and (
            self.folded[start] in ("لي", "لنا", "له", "لها", "ايضا", "كذلك") or self._to_somebody(start)
        ):
            start += 1
            if self._to_somebody(start - 1) and start < end and start - 1 == window.start:
                # «قال لصحيفة المرفأ فلان»: past the addressee there may be a name or a title
                start = next((i for i in range(start, end) if i in self.people.at or is_title(self.folded[i])), end)
        cut = next((i for i in range(start, end) if self.folded[i] in _ADJUNCTS or self._is_manner(i)), end)
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
        for i in window:
            if collective and self.folded[i] in _PREPOSITIONS:
                break  # «قال النادي في حساب سالم»
            if i in self.people.at:
                person, after = self.people.at[i]
                if feminine is not None and after == i + 1 and not self._agrees(person, feminine):
                    person = self.people.namesake(self.folded[i], feminine, self.tokens[i].start) or person
                if feminine is not None and person.feminine is None:
                    person.feminine = feminine
                return person.name, self._plain(range(start, max(after, start + 1)))
        if not window or self.folded[start] in _PREPOSITIONS | _WITH_PRONOUN:
            return "", ""
        head = next((i for i in window if self.folded[i] in _PREPOSITIONS or (i > start and self._to_somebody(i))), cut)
        if (
            head == start + 1
            and not self.folded[start].startswith("ال")
            and self.folded[head : head + 1] in (["في"], ["من"], ["عن"])
        ):
            head = cut  # «مسؤول في إدارة الإمداد»
        core = range(start, head)
        words = tuple(self.folded[i] for i in core)
        titled = is_title(words[0])
        apposed = self._apposition(cut, stop) if words[0] not in _BODIES else None
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
            core, words = core[after:], words[after:]  # «جاء في بيان الرابطة», «في بيان من الوزارة»
        if len(words) == 1 and words[0] in _OWN_WORDS:
            return self._salient(self.tokens[start].start, None), self._plain(core)
        body = self._body(core)
        if body:
            return body, self._plain(core)
        if titled and self._refers_back(words):
            person = self.people.titled(list(words), self._recent(self.tokens[start].start), feminine)
            if person is not None:
                return person.name, self._plain(core)
        if form is not None and form.lemma in _TRANSITIVE and not titled:
            return "", ""
        if words[0][1:3] == "ال" and words[0][0] in "بلك":
            return "", ""
        if words[0] in _TIMES or not words[0].isalpha():
            return "", ""  # «مساء الاثنين», «بالأمس»: when or how it was said, not by whom
        return self._plain(core), self._plain(core)

    def _body(self, core: range) -> str:
        """«الرابطة» after «رابطة الأداء الصوتي»: the body's name as it was first given."""
        if len(core) != 1 or not self.folded[core.start].startswith("ال"):
            return ""
        head = bare(self.folded[core.start])
        for i in range(core.start):
            if without_conjunction(self.folded[i]) == head and head in _BODIES | name_nouns():
                j = i + 1
                limit = min(i + 3, core.start)
                while j < limit and self.tokens[j].kind == "word" and not self.folded[j].startswith("ال"):
                    j += 1  # «رابطة مشجعي نادي السدّة»
                while (
                    j < core.start
                    and self.tokens[j].kind == "word"
                    and self.folded[j].startswith("ال")
                    and self.tokens[j].start - self.tokens[j - 1].end <= 2
                ):
                    j += 1
                if j > i + 1 and self.folded[j - 1].startswith("ال"):
                    return self._surface(i, j)
        return ""

    def _is_manner(self, i: int) -> bool:
        """«ضاحكًا», «بمرارة»: how it was said."""
        word = self.folded[i]
        if "\u064b" in self.tokens[i].text:
            return True
        return (
            i not in self.people.at
            and word[0] == "ب"
            and len(word) > 3
            and word not in given_names()
            and not is_title(word)
            and word not in _SURNAMES_IN_B
            and self.people.occurrences(word) == 1  # names come again
            and self.people.by_surname(word, self.tokens[i].start) is None
            and not word.startswith(("باحث", "برلمان", "بحار", "بطل", "بيان", "بلديه", "بعثه", "بروف", "بنك"))
        )

    def _recent(self, place: int) -> list[Person]:
        """People by latest mention or quotation before a place."""
        seen: dict[str, tuple[int, Person]] = {}
        for where, person in self.people.mentions_before(place, _MEMORY):
            seen[person.name] = (where, person)
        for quote in self.done[-_MEMORY:]:
            said = self.people.named(quote.speaker)
            if said is not None:
                seen[said.name] = (max(quote.start, seen.get(said.name, (0, said))[0]), said)
        return [person for _, person in sorted(seen.values(), key=lambda pair: -pair[0])]

    def _apposition(self, i: int, stop: int) -> Person | None:
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
        closed = k < len(self.tokens) and self.tokens[k].text in "،,:"
        if (
            closed
            and 2 <= k - j <= 4
            and (j > i + 1 or self.folded[k - 1].startswith("ال"))
            and not self._is_manner(j)
            and self._cue_at(j, stop) is None
        ):
            return self.people.register(j, k)
        return None

    def _fresh_name(self, core: range, titled: bool) -> Person | None:
        """A name that only its place shows: «قال نازع الألغام كرّار الشمخاني», «تشكو طفول المعشنية»."""
        for j in core[1:]:
            if self.folded[j].startswith(("وال", "لل")) or (
                is_title(self.folded[j]) and self.folded[j] not in given_names()
            ):
                break  # «إدارة الطوارئ والأزمات»
            if not self.folded[j].startswith("ال") and self.folded[j - 1].startswith("ال") and 2 <= core.stop - j <= 4:
                named = self.people.name_here(j, core.stop)
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
        )

    def _phrase(self, region: range) -> tuple[str, str]:
        named = [(i, *self.people.at[i]) for i in region if i in self.people.at]
        if named:
            i, person, end = named[-1]
            return person.name, self._plain(range(i, end))
        return self._head_noun(region, None, None)

"""Who said it: the speaker of a quotation, by name, short name, apposition, title or description."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice

from arabnlp.text.cues import Cue
from arabnlp.text.mentions import ISSUED
from arabnlp.text.phrases import HOUSES, NOBODY
from arabnlp.text.quotemarks import QuotedSpan
from arabnlp.text.sentences import Sentence
from arabnlp.text.speech import (
    SpeechForm,
    bare,
    is_definite,
    is_title,
    ordinary_words,
    speech_forms,
    titles,
    without_conjunction,
    word_class,
)
from arabnlp.text.tokenize import fold_word
from arabnlp.text.verbs import RELATIVES, VerbReader

_CONNECTORS = word_class("connectors")
_ONE_OF = frozenset(("احد", "احدي"))
_KIN = frozenset("والد والده شقيق شقيقه زوجه ارمله نجل".split())  # «والد الشهيد سامر قال»
_SOURCES = frozenset(("مصدر", "مصادر", "احد", "احدي"))
_OPENERS = frozenset("لكن كما وكان وكانت كان كانت".split())
_GOVERNING = frozenset("علي في مع عن الي بين لدي ضد".split())
_FIRST_PERSON = frozenset("قلت قلنا اجبت سالت اجبته سالته".split())
_BODIES = word_class("bodies")
_DOCUMENTS = word_class("documents")
_SENTENCE = 300  # words before a verb in which its subject may stand
_TOPICS = word_class("topics")
_NEW_CLAUSES = frozenset(("فيما", "بينما", "اما"))
_ACCORDING = word_class("according") - {"علي"}
_NO_SUBJECT = word_class("no_subject")
_PRONOUN_PHRASES = word_class("pronoun_phrases") | {"فيه", "فيها"}


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation or reported clause.

    Attributes
    ----------
    speaker : str
        Full name as it stands in the article, or the phrase that describes the speaker; empty if nobody is named.
    verb : str
        The attributing verb or expression as written, without a leading conjunction; empty if there is none.
    text : str
        The words between the marks or the reported clause, ``article[start:end]``.
    start, end : int
        Offsets in the article, in code points.
    mention : str
        How the sentence itself names the speaker («الوزير الروسي»); empty if it does not.
    kind : str
        ``"direct"`` in quotation marks, ``"indirect"`` for a reported clause («قال إن …»), ``"unmarked"`` for direct
        speech after a colon or dash without marks.
    """

    speaker: str
    verb: str
    text: str
    start: int
    end: int
    mention: str = ""
    kind: str = "direct"


class SpeakerFinder(VerbReader):
    """A read text that can tell who a cue's speaker is."""

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
        prophet = self._prophet(left)
        if prophet:
            speaker = mention = prophet
            verb = cue.text if cue is not None else ""
        elif (
            previous is not None
            and after_cue is None
            and not (cue and cue.at >= self._range(previous[0].close, span.open).start)
        ):
            speaker, verb = previous[1].speaker, previous[1].verb
        elif after_cue is not None and (
            prefer_after
            and not (
                cue
                and (
                    self._close(cue, left) or self._is_voucher(after_cue, cue, left) or self._goes_with(after_cue, cue)
                )
            )
        ):
            speaker, mention = self._subject(after_cue, self._range(sentence.start, sentence.end).stop, left)
            verb = after_cue.text
        elif cue is not None:
            speaker = self._goes_on(cue, sentence, left)
            if not speaker:
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
        speaker = "" if speaker == NOBODY else speaker or self._salient(span.open, None)
        if not prophet and not (cue is not None and self._is_nested(cue, left)):
            self.last_speaker = speaker or self.last_speaker
        self.spoke[sentence.start] = self.last_speaker
        text = self.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        text = text.strip()
        return Quote(speaker, verb, text, start, start + len(text), mention)

    def _goes_on(self, cue: Cue, sentence: Sentence, left: range) -> str:
        """«"…"، مشيرة إلى أن "…"», «"…"، وأضاف "…"»: what follows a quotation in its sentence goes with its speaker."""
        if cue.form is None or not self.done or self.done[-1].start < sentence.start:
            return ""
        gap = self._range(self.done[-1].end, self.tokens[cue.at].start)
        alone = all(self.folded[i] in _CONNECTORS or self.tokens[i].kind != "word" for i in range(cue.after, left.stop))
        if not cue.form.participle and not (len(gap) < 2 and alone and self._is_coordinated(cue)):
            return ""
        if any(self.folded[i] in _NEW_CLAUSES for i in gap):
            return ""
        if len(gap) > _SENTENCE or any(
            (c := self._cue_at(i, cue.at)) and c.form and not c.form.participle for i in gap
        ):
            return ""
        speaker: str = self.done[-1].speaker
        person = self.people.named(speaker)
        agrees = person is None or not cue.form.gender or self._agrees(person, cue.form.gender == "f")
        plural = self.folded[cue.at].endswith(("وا", "ون", "ين")) and person is not None
        return speaker if agrees and not plural else ""

    def _listen(self, sentence: Sentence) -> None:
        """Who speaks in a sentence of reported speech, «وقال الحداد إن …»: whoever goes on after it is the same."""
        region = self._range(sentence.start, sentence.end)
        turns = (i for i in reversed(region[1:]) if self.folded[i - 1] in _NEW_CLAUSES)
        cue = next(  # «أكد السامر …، فيما أوضح الحداد أن …»
            (
                c
                for i in chain(turns, region)
                if (c := self._cue_at(i, region.stop)) and c.form is not None and not c.form.participle
            ),
            None,
        )
        if cue is None:
            return
        reported = any(self.folded[i] in _CONNECTORS for i in range(cue.after, min(region.stop, cue.after + 14)))
        speaker = self._subject(cue, region.stop, region)[0]
        if speaker and speaker != NOBODY and (reported or self.people.named(speaker) is not None):
            self.last_speaker = self.spoke[sentence.start] = speaker

    def _is_voucher(self, after_cue: Cue, cue: Cue, left: range) -> bool:
        """«وقالت الحداد "…" وفقا لوكالة المرفأ»: the agency only vouches for who speaks before the words."""
        gap = range(cue.after, left.stop)
        named = any(i in self.people.at or is_title(self.folded[i]) for i in gap) or len(gap) == 1
        return after_cue.form is None and cue.form is not None and bool(gap) and len(gap) < 7 and named

    @staticmethod
    def _goes_with(after_cue: Cue, cue: Cue) -> bool:
        """«وقال المتحدث "…"، مضيفا»: the participle has the verb's subject."""
        participle = after_cue.form is not None and after_cue.form.participle
        return participle and cue.form is not None and not cue.form.participle

    def _close(self, cue: Cue, left: range) -> bool:
        gap = range(cue.after, left.stop)
        return bool(left) and (
            self.folded[left.stop - 1] in _CONNECTORS or self.tokens[left.stop - 1].text == ":" or not gap
        )

    def _subject(self, cue: Cue, stop: int, region: range) -> tuple[str, str]:
        """Speaker and mention for a cue: the words after it, else those before it, else whom the text is about."""
        feminine = None if cue.form is None or not cue.form.gender else cue.form.gender == "f"
        if without_conjunction(fold_word(cue.text)) in _FIRST_PERSON:
            return self.last_speaker or NOBODY, ""  # «فقلت»: whoever tells the story
        if cue.form is not None and self.folded[cue.at - 1] in ("وهو", "وهي") and cue.at > 0:
            return self._salient(self.tokens[cue.at].start, feminine), ""  # «وهو يعتبر القرار»
        relative = self._antecedent(cue, feminine)
        if relative[0] and not any(i in self.people.at for i in self._window(cue.after, stop)):
            return relative
        relayed = self._relayed_from(cue, stop)
        if relayed[0]:
            return relayed
        about = self._quoted_about(cue, region)
        if about:
            return about, ""
        if cue.form is not None or fold_word(cue.text.rsplit(maxsplit=1)[-1]) not in _PRONOUN_PHRASES | _NO_SUBJECT:
            found = self._resolve(self._window(self._past_verb(cue, stop), stop), cue.form, feminine, stop)
            if cue.form is None and fold_word(cue.text) in ("وفقا", "طبقا") and found[0][:1] == "ل" == found[1][:1]:
                found = self._without_preposition(found)  # «وفقا لتقديرات الوزارة»
            if found[0]:
                return found
        else:
            found = self._quoted_from(cue, region)
            if found[0]:
                return found
        earlier = range(max(region.start, cue.at - _SENTENCE), min(cue.at, region.stop))
        if region and self.folded[region.start] == "اما" and fold_word(self.tokens[cue.at].text)[0] == "ف":
            found = self._resolve(range(region.start + 1, cue.at), None, feminine, cue.at)
            if found[0]:
                return found  # «أما شرطة المدينة فأكدت أن»
        topic = bool(region) and self.folded[region.start] in _TOPICS
        if topic:  # «وعن أعمال الفنان فلان كتبت الناقدة تقول»: no speaker in the topic, but with the verbs
            earlier = range(self._topic_end(earlier), earlier.stop)
        source = self._source(earlier, cue)
        if source:
            return source, source
        # «… مضيفا» goes with the sentence's first verb, «… وأضاف» with the one before it
        coordinated = cue.form is not None and not cue.form.participle and self._is_coordinated(cue)
        cues = (
            c
            for i in (reversed(earlier) if coordinated or cue.form is None else earlier)
            if (c := self._cue_at(i, earlier.stop))
            and c.form
            and not c.form.participle
            and not (i and self._is_subordinate(i))
        )
        plural = cue.form is not None and cue.form.participle and self.folded[cue.at].endswith(("ين", "ات"))
        for finite in self._heads(cues, coordinated or cue.form is None) or (
            self._any_verbs(earlier) if plural else ()
        ):
            if feminine is not None and finite.form is not None and finite.form.gender == ("m" if feminine else "f"):
                continue  # «فأكدت النتيجة، ثم أقر»
            found = self._resolve(self._window(finite.after, cue.at), finite.form, feminine, cue.at)
            if not found[0] and not self._is_coordinated(finite):
                found = self._before_verb(finite, region, feminine)
            if found[0]:
                return found
        if cue.form is not None:  # «استقبله المشرف فلان الذي أكد أن …، وقال», «على حد تعبير فلان، الذي كتب …، قائلا»
            for i in reversed(earlier):
                inner = self._cue_at(i, earlier.stop) if self.folded[i - 1] in RELATIVES else None
                found = self._antecedent(inner, feminine) if inner is not None else ("", "")
                if found[0]:
                    return found
        if topic:
            return self._salient(self.tokens[region.start].start, feminine), ""
        for finite in self._any_verbs(earlier)[:3] if coordinated else ():
            found = self._resolve(self._window(finite.after, cue.at), finite.form, feminine, cue.at)
            if found[0] and (finite.form is None or finite.form.gender != ("m" if feminine else "f")):
                return found  # «وتحدثت الصحيفة عن فوزه ودعت إلى …»
        if cue.form is not None:  # «ووفقا للحداد فإنه لا مجال، وقال»
            for i in reversed(earlier):
                phrase = self._cue_at(i, earlier.stop)
                if phrase is not None and phrase.form is None and fold_word(phrase.text.split()[0]) in _ACCORDING:
                    found = self._resolve(self._window(phrase.after, earlier.stop), None, feminine, earlier.stop)
                    if found[0]:
                        return self._without_preposition(found)
        if cue.form is not None and self.folded[cue.at].endswith("وا"):
            return self._several(self.tokens[cue.at].start), ""
        if coordinated:
            found = self._opening_subject(region, cue, feminine)
            if found[0]:
                return found
        named = [
            (i, *self.people.at[i])
            for i in earlier
            if i in self.people.at and self._agrees(self.people.at[i][0], feminine)
        ]
        if named:
            free = [at for at in named if not self._is_governed(at[0])] or named
            i, person, end = free[0] if cue.form is None or cue.form.participle else free[-1]
            return person.name, self._plain(range(i, end))
        found = self._head_noun(earlier, cue.form, feminine)
        return found if found[0] else (self._salient(self.tokens[cue.at].start, feminine), "")

    def _opening_subject(self, region: range, cue: Cue, feminine: bool | None) -> tuple[str, str]:
        """«وتطرق الحداد إلى تسجيل سامر قباني، وقال»: the subject of the verb that opens the sentence."""
        verb = next((i for i in region[:4] if self.folded[i] not in _OPENERS and self.tokens[i].kind == "word"), cue.at)
        start = verb + 1
        nominal = is_definite(self.folded[verb]) or is_title(self.folded[verb]) or verb in self.people.at
        if nominal or start >= cue.at or self.tokens[start].kind != "word":
            return "", ""
        head = self.folded[start]
        if start in self.people.at:
            person, end = self.people.at[start]
            return (person.name, self._plain(range(start, end))) if self._agrees(person, feminine) else ("", "")
        if is_title(head) or bare(head) in _BODIES | HOUSES:
            return self._resolve(self._window(start, cue.at), speech_forms()["قال"], feminine, cue.at)
        told = self._cue_at(verb, cue.at, adjoining=True)
        if told is not None and told.form is not None and head in _CONNECTORS | _GOVERNING:
            return self._salient(self.tokens[region.start].start, feminine), ""  # «وأشار إلى سعي المدرب فلان، وقال»
        return "", ""

    def _heads(self, cues: Iterable[Cue], coordinated: bool) -> list[Cue]:
        """Verbs whose subject a later verb may share: «، وزاد الشيخ قائلا» goes before the sentence's first verb."""
        if coordinated:
            return list(islice(cues, 4))
        found = list(cues)
        own = [c for c in found[1:] if self._is_coordinated(c) and self.tokens[c.at - 1].kind == "punctuation"]
        return [*reversed(own[-3:]), *found[:1]]

    def _any_verbs(self, earlier: range) -> list[Cue]:
        """«وطالب نواب الحكومة بمحاكمته، قائلين»: verbs of speech that report nothing themselves, the last first."""
        found = (c for i in reversed(earlier) if (c := self._cue_at(i, earlier.stop, adjoining=True)) is not None)
        return [c for c in found if c.form is not None and not c.form.participle]

    def _is_nested(self, cue: Cue, left: range) -> bool:
        """«وذكر أن المملكة أوضحت أن "…"»: who is quoted within another's words does not go on speaking."""
        for i in range(cue.at - 1, max(left.start, cue.at - 4), -1):
            if self.tokens[i].kind == "punctuation":
                return False
            if self.folded[i] in _CONNECTORS and i < cue.at - 1:
                return True
        return False

    def _is_coordinated(self, cue: Cue) -> bool:
        return self.folded[cue.at] != without_conjunction(self.folded[cue.at])

    def _source(self, earlier: range, cue: Cue) -> str:
        """«لكن مصادر قريبة من طهران أوضحت أن …»: who has no name and stands before the verb."""
        if cue.form is None or cue.form.participle or self._is_coordinated(cue):
            return ""
        for i in reversed(range(max(earlier.start, cue.at - 9), min(earlier.stop, cue.at - 1))):
            if self.tokens[i + 1].kind == "punctuation":
                return ""
            if self.folded[i] in _SOURCES and (i == earlier.start or self.folded[i - 1] not in _GOVERNING):
                return self._plain(range(i, cue.at))
        first = next((i for i in earlier[:3] if self.folded[i] not in _OPENERS), earlier.stop)
        words = range(first, min(cue.at, earlier.stop))
        if 1 < len(words) < 5 and is_title(self.folded[first]) and not is_definite(self.folded[first]):
            rest = [self.folded[i] for i in words[1:]]
            if all(word.endswith(("ي", "يه")) and not is_definite(word) for word in rest):
                return self._plain(words)  # «وكان دبلوماسي أميركي صرح»
        body = 0 < len(words) < 5 and bare(self.folded[first]) in _BODIES | HOUSES and is_definite(self.folded[first])
        if body and all(is_definite(self.folded[i]) and self.tokens[i].kind == "word" for i in words):
            return self._plain(words)  # «لكن البنك المركزي اعتبر أن»
        return ""

    def _head_noun(self, earlier: range, form: SpeechForm | None, feminine: bool | None) -> tuple[str, str]:
        """A title before the verb: «الوزيرة … تقول», «أما المدير فيرى»."""
        for i in earlier[:40]:
            if self.folded[i] in ("كبير", "كبيره") and i > earlier.start:
                continue  # «بشكل كبير»
            described = i > earlier.start and is_definite(self.folded[i - 1]) and not is_title(self.folded[i - 1])
            if described and is_definite(self.folded[i]) and self.tokens[i - 1].kind == "word":
                continue  # «بالتطور الكبير», «الأداء الفني»
            joined = self.folded[i] != without_conjunction(self.folded[i]) and i > earlier.start
            if joined and self.tokens[i - 1].kind == "word":
                continue  # «بالداعم وصاحبة الموقف»
            if self.folded[i].endswith("ا") and without_conjunction(self.folded[i]) not in titles():
                continue  # «بيانا إعلاميا»
            if self.tokens[i].text == "آب" or "\u064d" in self.tokens[i].text:
                continue  # the month, «أنه جارٍ»
            if i > earlier.start and self.folded[i - 1] in _GOVERNING:
                continue  # «دراسة أجريت على لاعبي السلة»
            if i > earlier.start and self.folded[i - 1][0] in "لب" and self.folded[i - 1][1:] in ordinary_words():
                continue  # «لاحتراف اللاعب»
            if self.tokens[i].kind == "word" and is_title(without_conjunction(self.folded[i])):
                first = i - 1 if i > earlier.start and self.folded[i - 1] in _ONE_OF | _KIN else i
                return self._resolve(self._window(first, earlier.stop), form, feminine, earlier.stop)
        return "", ""

    def _phrase(self, region: range) -> tuple[str, str]:
        for i in reversed(region[-16:]):
            if self.folded[i] in _DOCUMENTS and i + 1 < region.stop and self.folded[i + 1] in ISSUED:
                found = self._resolve(self._window(i, region.stop), None, None, region.stop)
                if found[0]:
                    return found  # «في بيان أصدرته الوزارة، وفيما يلي نصه»
        named = [(i, *self.people.at[i]) for i in region if i in self.people.at]
        if named:
            i, person, end = named[-1]
            return person.name, self._plain(range(i, end))
        return self._head_noun(region, None, None)

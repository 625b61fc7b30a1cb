"""Who spoke so far, and whom the text is about: what a verb without a subject and a title without a name go by."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from arabnlp.text.cues import ReadText
from arabnlp.text.persons import Person
from arabnlp.text.sentences import Sentence
from arabnlp.text.speech import bare, is_definite, is_title, word_class
from arabnlp.text.tokenize import fold_word

_BODIES = word_class("bodies")
_PLACES = word_class("places")
_RELATIVES = frozenset(("التي", "الذي", "الذين", "اللذان", "اللتان", "القول", "اليوم", "امس"))
_PRESS = frozenset("صحيفه مجله جريده قناه شبكه وكاله اذاعه".split())
_GOVERNORS = frozenset("مع برئاسه برياسه بقياده بحضور بمشاركه ضد لدي خلفا برفقه".split())
MEMORY = 60  # sentences and quotations that a short name or a title may look back on


class Discourse(ReadText):
    """A read text that remembers its speakers.

    ``done`` holds the quotations so far, ``spoke`` who spoke in the sentence that begins at an offset.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.done: list[Any] = []
        self.spoke: dict[int, str] = {}
        self.last_speaker = ""

    @staticmethod
    def _agrees(person: Person, feminine: bool | None) -> bool:
        return feminine is None or person.feminine is None or person.feminine == feminine

    @staticmethod
    def _fits(phrase: str, feminine: bool | None) -> bool:
        """Whether a phrase may be the subject of a verb: «واشنطن» and «الوزارة» not of «قال»."""
        head = fold_word(phrase.split(maxsplit=1)[0])
        body = is_definite(head) or bare(head) in _BODIES
        return feminine is not False or not (head in _PLACES or (body and head.endswith("ه")))

    def _salient(self, place: int, feminine: bool | None) -> str:
        """Whom the text speaks of: the subject of the nearest sentence before that names or quotes a person."""
        last, governed = bisect_left(self.sentence_starts, place), ""
        for sentence in reversed(self.sentences[max(0, last - MEMORY) : last]):
            spoken = self.spoke.get(sentence.start, "")
            if spoken:
                person = self.people.named(spoken)
                if self._agrees(person, feminine) if person is not None else self._fits(spoken, feminine):
                    return spoken
            paper = self._paper(sentence) if feminine and sentence.start < place else ""
            if paper:
                return paper
            for i in self._range(sentence.start, min(sentence.end, place)):
                if i in self.people.at and self._agrees(self.people.at[i][0], feminine):
                    if not self._is_governed(i):
                        return self.people.at[i][0].name
                    governed = governed or self.people.at[i][0].name
            body = self._acting_body(sentence) if feminine and sentence.start < place else ""
            if body:
                return body
        return self.last_speaker or governed

    def _several(self, place: int) -> str:
        """Who spoke before a place and has no name, as «ذوو الشهداء»: what «قالوا» goes by."""
        last, stop = bisect_left(self.sentence_starts, place), bisect_left(self.starts, place)
        for sentence in reversed(self.sentences[max(0, last - 3) : last]):
            for i in self._range(sentence.start, min(sentence.end, place)):
                found = self._plural_subject(i, stop)
                if found:
                    return found
        return "" if self.people.named(self.last_speaker) else self.last_speaker

    def _plural_subject(self, i: int, stop: int) -> str:
        cue = self._cue_at(i, stop, adjoining=True)
        if cue is None or cue.form is None or cue.form.participle or cue.after >= len(self.folded):
            return ""
        word = self.folded[cue.after]
        j = cue.after + 1
        if word in ("ذوو", "اهالي", "اسر") or bare(word).endswith("ون"):
            while j < len(self.folded) and is_definite(self.folded[j]) and self.tokens[j].kind == "word":
                j += 1
            return self._plain(range(cue.after, j))
        return ""

    def _is_governed(self, i: int) -> bool:
        """«صداقته مع فلان وفلان», «لجنة برئاسة الدكتور فلان»: a name, or the title before it, behind a preposition."""
        for j in range(i - 1, max(-1, i - 7), -1):
            if self.tokens[j].text in "،," and j == i - 1:
                continue  # «مع رئيس المكتب، فلان»
            if self.tokens[j].kind != "word":
                return False
            if self.folded[j] in _GOVERNORS:
                return True
            word = self.folded[j]
            if word[0] == "ل" and is_title(word[1:]) and not is_title(word):
                return True  # «لرئيس الوزراء فلان»
            part = is_title(word) or is_definite(word) or j in self.people.within or self.marked[j] >= 0
            if not (part or (word[0] == "ل" and j < i - 1)):
                return False
        return False

    def _recent(self, place: int) -> list[Person]:
        """People by latest mention or quotation before a place."""
        seen: dict[str, tuple[int, Person]] = {}
        for where, person in self.people.mentions_before(place, MEMORY):
            seen[person.name] = (where, person)
        for quote in self.done[-MEMORY:]:
            said = self.people.named(quote.speaker)
            if said is not None:
                seen[said.name] = (max(quote.start, seen.get(said.name, (0, said))[0]), said)
        return [person for _, person in sorted(seen.values(), key=lambda pair: -pair[0])]

    def _paper(self, sentence: Sentence) -> str:
        """«نيويورك تايمز» in «نشرت صحيفة "نيويورك تايمز" افتتاحية»: the paper that a sentence's verb belongs to."""
        region = self._range(sentence.start, sentence.end)
        for i in region[1:8]:
            if self.folded[i] not in _PRESS or not self.folded[i - 1].endswith("ت"):
                continue
            j = i + 1
            while j < region.stop and self.marked[j] >= 0 and self.marked[j] == self.marked[i + 1]:
                j += 1
            if j > i + 1:
                return self._plain(range(i, j))
        return ""

    def _acting_body(self, sentence: Sentence) -> str:
        """«الحكومة الفلسطينية» in «قدمت الحكومة الفلسطينية طلبا»: the body that a sentence is about, a feminine one."""
        region = self._range(sentence.start, sentence.end)
        for i in region[:3]:
            if bare(self.folded[i]) in _BODIES and self.folded[i].endswith("ه") and self.tokens[i].kind == "word":
                j = i + 1
                while (
                    j < region.stop
                    and j - i < 4
                    and is_definite(self.folded[j])
                    and self.folded[j] not in _RELATIVES
                    and self.marked[j] == self.marked[i]
                    and (j == i + 1 or self.folded[j].endswith(("ه", "ي")))
                    and self.tokens[j].kind == "word"
                ):
                    j += 1
                if is_definite(self.folded[i]) or j > i + 1:
                    return (
                        self._plain(range(i, j)) if bare(self.folded[i]) != self.folded[i][1:] else self._surface(i, j)
                    )
        return ""

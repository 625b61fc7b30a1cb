"""Who spoke so far, and whom the text is about: what a verb without a subject and a title without a name go by."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from arabnlp.text.cues import ReadText
from arabnlp.text.persons import Person

_MEMORY = 60  # sentences and quotations that a short name or a title may look back on


class Discourse(ReadText):
    """A read text that remembers its speakers: ``done`` holds the quotations so far, ``spoke`` who spoke in the sentence
    that begins at an offset."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.done: list[Any] = []
        self.spoke: dict[int, str] = {}
        self.last_speaker = ""

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

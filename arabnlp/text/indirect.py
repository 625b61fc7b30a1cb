"""Speech without marks: reported clauses («قال إن …»), «بحسب المصدر», direct speech after a colon or dash.

A reported clause runs from the connector after a verb of speech to the end of the sentence, or to where the next verb
of speech takes over («، مضيفا أن …»). A connector that carries a pronoun («إنه») belongs to the clause. What stands in
marks right after the connector is a direct quotation and left to :mod:`arabnlp.text.quotes`; a clause within a reported
clause is not reported again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from arabnlp.text.attribution import Quote, SpeakerFinder
from arabnlp.text.cues import Cue
from arabnlp.text.phrases import NOBODY
from arabnlp.text.sentences import Sentence
from arabnlp.text.speech import bare, is_title, name_nouns, speech_forms, without_conjunction, word_class

_THAT = word_class("that")
_PLAIN_THAT = frozenset(("ان", "بان", "فان"))
_TURNS = word_class("turns")
_ACCORDING = word_class("according")
_SOURCES = word_class("sources")
_BODIES = word_class("bodies")
_PERSONS = word_class("persons")
_DEMANDS = word_class("demands")
_BEFORE_THAT = word_class("before_that")
_UPON = word_class("upon")
_DAMMA = "\u064f"
_REACH = 18  # words between a verb of speech and its connector
_DASHES = "-–—"
_FEWEST = 2  # words of a reported clause


class IndirectReader(SpeakerFinder):
    """A read text that also finds speech without marks."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._open_places = [span.open for span in self.spans]

    def _unmarked(self, sentence: Sentence, before: Sentence | None) -> Iterator[Quote]:
        """The reported clauses of a sentence, and direct speech that it opens with a colon or dash."""
        region = self._range(sentence.start, sentence.end)
        if not region:
            return
        dialogue = self._dialogue(sentence, before)
        if dialogue is not None:
            yield dialogue
            return
        done = region.start
        cue: Cue | None = None
        for i in region:
            if i < done:
                continue
            found = self._cue_at(i, region.stop)
            if found is not None and found.at == i:
                if found.form is None and without_conjunction(self.folded[i]) in _ACCORDING:
                    quote, done = self._according(found, done, region)
                    if quote is not None:
                        yield quote
                    continue
                cue = found
            if cue is None or i < cue.after or i - cue.after > _REACH:
                continue
            if self.folded[i] in _THAT:
                if not self._may_report(cue, i):
                    continue
                first = i + 1 if self.folded[i] in _PLAIN_THAT else i
                quote, done = self._clause(cue, first, i, region, "indirect")
            elif self.tokens[i].text == ":" and cue.form is not None and i + 1 < region.stop:
                if self.folded[i + 1] in _THAT:
                    continue
                quote, done = self._clause(cue, i + 1, i, region, "unmarked")
            else:
                if self.tokens[i].text in ".؛!؟?":
                    cue = None
                continue
            cue = None
            if quote is not None:
                yield quote

    def _may_report(self, cue: Cue, i: int) -> bool:
        """Whether a connector opens a report, not a wish («دعا إلى أن»), a time («بعد أن») or a condition."""
        if cue.form is None:
            return True
        raw, before = self.tokens[cue.at].text, self.folded[i - 1]
        if cue.form.lemma in _DEMANDS or before in _BEFORE_THAT or _DAMMA in raw[1:3]:
            return False
        return before != "علي" or cue.form.lemma in _UPON

    def _clause(self, cue: Cue, first: int, stop: int, region: range, kind: str) -> tuple[Quote | None, int]:
        """The clause that begins at a token, and the token after it; None where marks open there."""
        if first >= region.stop or self._opens_marks(stop, first):
            return None, stop + 1
        last = region.stop if kind == "unmarked" else self._clause_end(first, region)
        if kind == "indirect" and self._ends_in_marks(last, region):
            return None, last
        speaker, mention = self._subject(cue, stop, region)
        if speaker == NOBODY:
            speaker = ""
        return self._quote(first, last, speaker, cue.text, mention, kind), last

    def _quote(self, first: int, last: int, speaker: str, verb: str, mention: str, kind: str) -> Quote | None:
        while (
            last > first and self.tokens[last - 1].kind == "punctuation" and self.tokens[last - 1].text not in ")!؟?%"
        ):
            last -= 1
        words = sum(self.tokens[i].kind == "word" for i in range(first, last))
        if words < _FEWEST:
            return None
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        mark = self.marked[last - 1]
        if mark >= 0:
            end = max(end, self.spans[mark].close)
        if self.text[start] == "﴿" and self.text[end : end + 1] == "﴾":
            start += 1  # a verse: the words between the brackets
        return Quote(speaker, verb, self.text[start:end], start, end, mention, kind)

    def _ends_in_marks(self, last: int, region: range) -> bool:
        """«اعتبر أن زيادة الإنفاق "ترف لا تملكه البلاد"»: what is reported is the words in marks."""
        while last - 1 > region.start and self.tokens[last - 1].kind == "punctuation":
            last -= 1
        end, mark = self.tokens[last - 1].end, self.marked[last - 1]
        if mark >= 0:
            return self.text.count(" ", self.spans[mark].start, self.spans[mark].end) >= 2
        k = bisect_left(self._open_places, end)
        return k < len(self._open_places) and self.text[end : self._open_places[k]] == " "

    def _opens_marks(self, stop: int, first: int) -> bool:
        """Whether a quotation in marks opens between a connector and the next token outside it."""
        opens = self._open_places
        i = bisect_left(opens, self.tokens[stop].end)
        limit = self.tokens[first].start if first < len(self.tokens) else len(self.text)
        return (
            i < len(opens) and (opens[i] <= limit) and not self.text[self.tokens[stop].end : opens[i]].strip(" :«\"“'ـ")
        )

    def _clause_end(self, first: int, region: range) -> int:
        """Index after the last token of a reported clause."""
        for i in range(first + 1, region.stop):
            if self.tokens[i].text == ":" and self._opens_marks(i, min(i + 1, len(self.tokens) - 1)):
                return i
            if self.tokens[i].kind != "word":
                continue
            word, before = self.folded[i], i
            while before > first and (self.folded[before - 1] in _TURNS or self.folded[before - 1] == "من"):
                before -= 1
            comma = self.tokens[before - 1].text in "،,؛"
            if comma and word in ("غير", "الا", "بيد") and self.folded[i + 1 : i + 2] == ["ان"]:
                return before
            if comma and without_conjunction(word) in _ACCORDING and self._cue_at(i, region.stop) is not None:
                return before
            form = speech_forms().get(word) or speech_forms().get(without_conjunction(word))
            if form is None or i in self.people.at:
                continue
            if form.participle:
                if comma:
                    return before
            elif ((before < i and comma) or word not in speech_forms()) and (comma or self._reports(i, region)):
                return before
        return region.stop

    def _reports(self, i: int, region: range) -> bool:
        """Whether what a verb of speech says follows it."""
        limit = min(i + 14, region.stop)
        if any(self.folded[j] in _THAT or self.tokens[j].text == ":" for j in range(i + 1, limit)):
            return True
        opens = self._open_places
        k = bisect_left(opens, self.tokens[i].end)
        return k < len(opens) and limit > i + 1 and opens[k] < self.tokens[limit - 1].end

    def _according(self, cue: Cue, done: int, region: range) -> tuple[Quote | None, int]:
        """«… ، بحسب المصدر» and «وبحسب المصدر، …»: the clause before or after the expression."""
        window = self._window(cue.after, region.stop)
        speaker, mention = self._subject(cue, region.stop, region)
        if not speaker or speaker == NOBODY or not self._speaks(window, speaker):
            return None, done
        if cue.at - region.start <= 1:
            first = window.stop
            while first < region.stop and (self.tokens[first].text in "،,:" or self.folded[first] in _THAT):
                first += 1
            if first >= region.stop or first == window.stop or self._opens_marks(first - 1, first):
                return None, done
            last = self._clause_end(first, region)
            return self._quote(first, last, speaker, cue.text, mention, "indirect"), last
        last = cue.at
        while last > done and self.tokens[last - 1].text in "،,":
            last -= 1
        between = self.text[self.tokens[last - 1].end : self.tokens[cue.at].start] if last > done else "«"
        if last == cue.at or any(mark in between for mark in "»”\"'“«"):
            return None, done
        return self._quote(done, last, speaker, cue.text, mention, "indirect"), max(done, window.stop)

    def _speaks(self, window: range, speaker: str) -> bool:
        if self.people.named(speaker) is not None:
            return True
        return any(
            bare(self.folded[i]) in _SOURCES | _BODIES | _PERSONS
            or is_title(self.folded[i])
            or self.folded[i] in name_nouns()
            for i in window[:2]
        )

    def _dialogue(self, sentence: Sentence, before: Sentence | None) -> Quote | None:
        """«قال الوزير:» and on the next line «- سنبدأ غدا»; «سامر الحداد: لن نتراجع» as a line of its own."""
        text = str(sentence)
        region = self._range(sentence.start, sentence.end)
        if text[0] in _DASHES and before is not None and before.rstrip().endswith(":"):
            asked = self._range(before.start, before.end)
            cue = self._last_cue(asked)
            first = next((i for i in region if self.tokens[i].kind == "word"), None)
            if cue is None or first is None or cue.form is None:
                return None
            speaker, mention = self._subject(cue, asked.stop, asked)
            return self._quote(first, region.stop, "" if speaker == NOBODY else speaker, cue.text, mention, "unmarked")
        colon = next((i for i in region[:6] if self.tokens[i].text == ":"), None)
        if colon is None or colon == region.start or not self._starts_line(sentence) or region.stop - colon < 4:
            return None
        person = self.people.at.get(region.start)
        if person is None or person[1] != colon or self._opens_marks(colon, colon + 1):
            return None
        return self._quote(
            colon + 1, region.stop, person[0].name, "", self._plain(range(region.start, colon)), "unmarked"
        )

    def _starts_line(self, sentence: Sentence) -> bool:
        return not self.text[self.text.rfind("\n", 0, sentence.start) + 1 : sentence.start].strip()

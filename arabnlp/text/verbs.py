"""Whom a verb of speech stands for: by the relative pronoun before it, by «نقل … عن», by the name right before it."""

from __future__ import annotations

from arabnlp.text.cues import Cue
from arabnlp.text.mentions import MentionReader
from arabnlp.text.speech import speech_forms, without_conjunction, word_class
from arabnlp.text.tokenize import fold_word

_CONNECTORS = word_class("connectors")
_RELATIVE = frozenset(("ما", "مما", "عما", "حسبما", "الذي", "التي", "الذين"))
RELATIVES = frozenset("الذي التي والذي والتي".split())
_AUXILIARIES = frozenset("قد كان كانت سبق ان".split())
_RELAYS = ("نقل", "نقلت", "نقلا", "ينقل", "تنقل", "نقلوا", "نقله", "نقلته")
_ASCRIBES = ("نسب", "نسبت", "نسبه", "نسبته")  # «نسبت … إلى فلان قوله»
_WITH_PRONOUN = word_class("with_pronoun")
_SINGLE_CONNECTORS = [["ان"], ["انه"], ["انها"], ["بان"], ["علي"], [":"]]


class VerbReader(MentionReader):
    """A read text that can tell whose verb stands where no subject follows it."""

    def _is_subordinate(self, i: int) -> bool:
        """«حول ما ذكره المتحدث», «قبل أن يقول», but «بحسب ما أكد الحداد»."""
        before = self.folded[i - 1]
        vouched = before == "ما" and i > 1 and self.folded[i - 2] in ("بحسب", "حسب", "وفق", "وهو")
        return before in _RELATIVE | {"ان"} and not vouched

    def _past_verb(self, cue: Cue, stop: int) -> int:
        """«بحسب ما ذكرته الوكالة», «وفق ما صرح به مسؤول»: where the subject stands."""
        i, forms = cue.after, speech_forms()
        if cue.form is None and i + 1 < stop and self.folded[i] == "لما":
            i += 1  # «وفقا لما ذكرته الوكالة»
        elif cue.form is not None or i >= stop or fold_word(cue.text.split()[-1]) not in ("ما", "حسبما"):
            return i
        word = self.folded[i]
        if not any(form in forms for form in (word, word.removesuffix("ه"), word.removesuffix("ها"))):
            return i
        i += 1
        return i + 1 if i < stop and self.folded[i] in _WITH_PRONOUN else i

    def _quoted_from(self, cue: Cue, region: range) -> tuple[str, str]:
        """«ونقلت الوكالة عن وزارة الداخلية قولها»: whose words «قولها» are."""
        for i in range(cue.at - 2, max(region.start, cue.at - 20), -1):
            verbs = {"عن": _RELAYS, "الي": _ASCRIBES}.get(self.folded[i], ())
            if verbs and any(self.folded[j].endswith(verbs) for j in range(max(0, i - 8), i)):
                return self._resolve(self._window(i + 1, cue.at), None, None, cue.at)
            if self.tokens[i].text in ".:؛" or self._cue_at(i, cue.at) is not None:
                break
        return "", ""

    def _relayed_from(self, cue: Cue, stop: int) -> tuple[str, str]:
        """«ونقلت الوكالة عن الوزير القول: إن …»: whose words a verb of relaying reports."""
        if cue.form is None or not self.folded[cue.at].endswith(_RELAYS):
            return "", ""
        if self.folded[cue.after : cue.after + 1] in (["عنه"], ["عنها"]):  # «كما نقلت عنها وكالة المرفأ»
            return self._salient(self.tokens[cue.at].start, self.folded[cue.after] == "عنها"), ""
        for i in range(cue.after, min(stop, cue.after + 10)):
            if self.marked[i] >= 0:
                continue  # «موقع "سي إن إن" عن القباني»
            if self.folded[i] in _CONNECTORS or (self.tokens[i].kind == "punctuation" and self.tokens[i].text in ".:؛"):
                break
            if self.folded[i] == "عن":
                end = next((j for j in range(i + 1, stop) if self.folded[j] == "القول"), stop)
                return self._resolve(self._window(i + 1, end), None, None, end)
        return "", ""

    def _quoted_about(self, cue: Cue, region: range) -> str:
        """«ونقلت صحيفة المرفأ عنه قوله»: who was spoken of before."""
        word = self.folded[cue.at - 1] if region and cue.at - 1 > region.start else ""
        if word not in ("عنه", "عنها") or cue.form is not None:
            return ""
        relays = (j for j in range(max(region.start, cue.at - 9), cue.at) if self.folded[j].endswith(_RELAYS))
        relay = next(relays, None)
        return self._salient(self.tokens[relay].start, word == "عنها") if relay is not None else ""

    def _topic_end(self, earlier: range) -> int:
        """Where the first verb of speech stands in a sentence that opens with what it is about."""
        first = 1 if without_conjunction(self.folded[earlier.start]) in ("فيما", "يما") else 2
        verbs = (i for i in earlier[first:] if (c := self._cue_at(i, earlier.stop)) and c.form is not None)
        return next(verbs, earlier.stop)  # not «وعن أبرز الحلول»

    def _before_verb(self, cue: Cue, region: range, feminine: bool | None) -> tuple[str, str]:
        """«فإن الشاعر فلان يؤكد»: the name right before a verb, perhaps with an apposition between commas."""
        for i in range(cue.at - 1, max(region.start - 1, cue.at - 12), -1):
            if i in self.people.at:
                person, end = self.people.at[i]
                closed = end == cue.at or self.tokens[cue.at - 1].text in "،,)"
                if self._is_governed(i):
                    continue
                if closed and self._agrees(person, feminine):
                    return person.name, self._plain(range(i, end))
                return "", ""
            if self.tokens[i].text in ".:؛" or self._cue_at(i, cue.at) is not None:
                return "", ""
        return "", ""

    def _antecedent(self, cue: Cue, feminine: bool | None) -> tuple[str, str]:
        """«المشرف فلان الذي أكد أن …»: whom the relative pronoun before a verb stands for."""
        i = cue.at - 1
        while i > 0 and self.folded[i] in _AUXILIARIES and cue.at - i < 4:
            i -= 1
        if self.folded[cue.at].endswith(("ه", "ها")) and cue.form is not None and not cue.form.gender:
            return "", ""  # «الحالة التي وصفها»: who describes it stands elsewhere
        if i < 1 or cue.form is None or cue.form.participle or self.folded[i] not in RELATIVES:
            return "", ""
        mark = self.marked[i - 1]
        for j in range(i - 1, max(-1, i - 12), -1):
            if self.tokens[j].text in ".:؛" or self.folded[j] in _CONNECTORS:
                break
            if j in self.people.at and self._agrees(self.people.at[j][0], feminine):
                person, end = self.people.at[j]
                return person.name, self._plain(range(j, min(end, i)))
            begins = mark >= 0 and self.marked[j] == mark and self.marked[j - 1] != mark and i - j in (2, 3)
            if begins and self.people.may_begin(j):  # «المناضل "مالك الساري" الذي قال»
                return self.people.register(j, i).name, self._plain(range(j, i))
        return self._thing_before(i) if self.folded[cue.after : cue.after + 1] in _SINGLE_CONNECTORS else ("", "")

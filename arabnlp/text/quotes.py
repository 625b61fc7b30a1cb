"""Attributed direct speech: what was said, who said it, by which verb, and where.

Rule-based, in three steps: pairs of quotation marks, a score that tells speech from names and terms in marks
(:data:`WEIGHTS`), and the search for the speaker (after the verb, before it, or from the sentence before).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from arabnlp.text.boilerplate import boilerplate_spans
from arabnlp.text.persons import People, Person, bare, is_title
from arabnlp.text.quotemarks import QuotedSpan, quoted_spans
from arabnlp.text.sentences import Sentence, split_sentences
from arabnlp.text.speech import SpeechForm, given_names, name_nouns, phrases, speech_forms, without_conjunction
from arabnlp.text.tokenize import fold_word, tokenize

# Evidence that words in marks are speech; from THRESHOLD on they are. Set on half of the seed corpus (see the data card).
WEIGHTS = {
    "introduced": 4,  # verb … أن/إن/: right before the mark
    "reported": 2,  # verb … أن … a few words before the mark: a partial quotation
    "verb": 1,  # a speech verb earlier in the sentence
    "attributed_after": 4,  # «…»، قال فلان
    "continued": 3,  # after another quotation, joined to it
    "colon": 3,  # a colon right before the mark
    "alone": 2,  # the sentence is nothing but the quotation
    "long": 2,  # eight words and more
    "middling": 1,  # four to seven
    "short": -2,  # one or two
    "clause": 1,  # opens like a clause, not like a name
    "closed": 1,  # ends with sentence punctuation
    "name_noun": -6,  # منظمة «…», بعنوان «…»
}
THRESHOLD = 3
_MEMORY = 60  # sentences and quotations that a short name or a title may look back on
_CONNECTORS = frozenset(
    "ان انه انها انهم انهما انني اننا اني بان بانه بانها بانهم بانهن بانني وان وانه وانها فان فانه فانها انهن كان لان".split()
)
_ADJUNCTS = frozenset(
    "خلال عقب بعد قبل امام مع عبر علي تعليقا ردا اثناء عند حول منذ حتي الي الذي التي الذين وهو وهي وقد بينما فيما حين حيث امس اليوم غدا لكن ايضا كذلك ثم هنا لدي وسط ضمن ان بشان ازاء حيال".split()
)
_PREPOSITIONS = frozenset("في من عن باسم ب ل".split())
_CLAUSE_STARTS = frozenset(
    "نحن انا انت هو هي هم هذا هذه هناك هنا لا لن لم ليس ليست ما لو اذا ان اننا انني انه انها سوف قد لقد كل كنا كنت كان كانت من علي في لدينا لدي حين عندما ربما يجب ينبغي نعم اما بعد منذ مع كيف لماذا هل لست لسنا".split()
)
# Transitive verbs: a definite word after them is more likely their object («لخّصت الفرق») than the speaker.
_TRANSITIVE = frozenset(
    "لخص شرح وصف فسر انتقد كشف ختم اختتم استهل واصل وجه أبدى روى زاد سرد طرح ناقش برر عاتب نقل أورد تذكر".split()
)
# After these nobody is named: the speaker stands before.
_NO_SUBJECT = frozenset("بالقول بقوله بقولها بقولهم بعباره قوله قولها".split())
# After these stands a noun, or a verb that says what was not said.
_BEFORE_NOUNS = frozenset("لم لن في من الي عن علي بعد قبل دون بلا غير كل اي بين مع عند".split())
_DOCUMENTS = frozenset("بيان تقرير نص رساله مذكره".split())
_OWN_WORDS = frozenset(
    "تقريره تقريرها كلامه كلامها بيانه بيانها شهادته شهادتها روايته روايتها معلوماته معلوماتها حساباته تقديره تقديرها".split()
)
_BODIES = frozenset(
    "وزاره رابطه نقابه اتحاد بلديه حكومه لجنه بيان تقرير مصدر مصادر جهه سلطه شرطه جيش قياده وفد مجلس نص رساله سفاره رئاسه اداره اهالي سكان وثيقه".split()
)
_WITH_PRONOUN = frozenset(
    "عليه عليها عليهم فيه فيها له لها لهم لي لنا به بها منه منها عنه عنها اليه اليها معه معها وهو وهي وقد".split()
)
_PRONOUN_PHRASES = frozenset(
    ("قوله", "قولها", "قولهم", "تعبيره", "تعبيرها", "تعبيرهم", "وصفه", "وصفها", "رايه", "رايها")
)


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


class _Cue(NamedTuple):
    index: int  # of its first token in the region
    after: int  # index after its last token
    form: SpeechForm | None  # None for a phrase
    text: str


def extract_quotes(text: str) -> list[Quote]:
    """Direct quotations of an article with their speakers.

    Names, titles and terms in quotation marks are left out, as are quotations in credit lines.

    Parameters
    ----------
    text : str
        The article as written: marks, diacritics and line breaks help.

    Returns
    -------
    list of Quote
        In the order of the text.

    Examples
    --------
    >>> [quote] = extract_quotes('وقالت الوزيرة ليلى الحداد إن "الخطة ستبدأ غدا في جميع المدن".')
    >>> quote.speaker, quote.verb, quote.text
    ('ليلى الحداد', 'قالت', 'الخطة ستبدأ غدا في جميع المدن')

    Notes
    -----
    The task and its measures follow S. Pareti, "PARC 3.0: A Corpus of Attribution Relations", LREC 2016.
    """
    if not isinstance(text, str):
        raise TypeError(f"extract_quotes takes one string, not {type(text).__name__}.")
    return list(_Reader(text).quotes())


def _inside(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of some sorted spans that do not overlap."""
    i = bisect_right(spans, (place, len(spans) and spans[-1][1] + 1)) - 1
    return i >= 0 and spans[i][0] <= place < spans[i][1]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        skip = [(start, end) for start, end, _ in boilerplate_spans(text)]
        self.spans = [s for s in quoted_spans(text) if not _inside(skip, s.open) and text[s.start : s.end].strip()]
        hidden = sorted(skip + [(s.open, s.close) for s in self.spans])
        outside = [t for t in tokenize(text) if not _inside(hidden, t.start)]
        self.tokens = outside
        self.starts = [t.start for t in outside]
        self.folded = [fold_word(t.text) for t in outside]
        self.people = People(outside)
        self.done: list[Quote] = []
        self.sentences = split_sentences(text)
        self.sentence_starts = [s.start for s in self.sentences]
        self.last_speaker = ""

    def quotes(self) -> Iterator[Quote]:
        sentences = self.sentences
        previous: tuple[QuotedSpan, Quote] | None = None
        opens = [s.open for s in self.spans]
        for number, sentence in enumerate(sentences):
            own = self.spans[bisect_left(opens, sentence.start) : bisect_left(opens, sentence.end)]
            for position, span in enumerate(own):
                following = own[position + 1].open if position + 1 < len(own) else None
                before = sentences[number - 1] if number else None
                quote = self._judge(span, sentence, before, own[:position], following, previous)
                if quote is not None:
                    previous = (span, quote)
                    self.done.append(quote)
                    yield quote

    # -- is it speech -------------------------------------------------------------------------------------------

    def _range(self, start: int, end: int) -> range:
        """Indices of the outside tokens in text[start:end]."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def _judge(
        self,
        span: QuotedSpan,
        sentence: Sentence,
        before: Sentence | None,
        earlier: list[QuotedSpan],
        following: int | None,
        previous: tuple[QuotedSpan, Quote] | None,
    ) -> Quote | None:
        left = self._range(sentence.start, span.open)
        right = self._range(span.close, min(following or sentence.end, sentence.end))
        inner = [fold_word(t.text) for t in tokenize(self.text[span.start : span.end]) if t.kind != "punctuation"]
        cue = self._last_cue(left)
        after_cue = self._right_cue(right, following is not None)
        gap = range(cue.after, left.stop) if cue else left
        last = self.tokens[left.stop - 1] if left else None
        last_folded = self.folded[left.stop - 1] if left else ""
        joined = previous is not None and self._joined(previous[0], span)
        connector = any(self.folded[i] in _CONNECTORS for i in gap)
        evidence = []
        if last is not None and last.text == ":":
            evidence.append("colon")
        if cue and (last_folded in _CONNECTORS or (last is not None and last.text == ":") or self._bare_gap(gap)):
            evidence.append("introduced")
        elif cue and connector:
            evidence.append("reported")
        elif cue:
            evidence.append("verb")
        if after_cue:
            evidence.append("attributed_after")
        if joined and not (cue and cue.index > self._range(previous[0].close, span.open).start):  # type: ignore[index]
            evidence.append("continued")
        alone = not left and before is not None
        if alone and len(inner) >= 5:
            evidence.append("alone")
            if before is not None and (
                before.rstrip().endswith(":") or self._last_cue(self._range(before.start, before.end))
            ):
                evidence.append("verb")
        evidence.append(
            "long" if len(inner) >= 8 else "middling" if len(inner) >= 4 else "short" if len(inner) <= 2 else ""
        )
        if inner and (
            inner[0] in _CLAUSE_STARTS
            or without_conjunction(inner[0]) in _CLAUSE_STARTS
            or (len(inner) > 2 and inner[0][0] in "يتنس" and len(inner[0]) > 3)
        ):
            evidence.append("clause")
        if self.text[span.start : span.end].rstrip()[-1:] in ".!؟?،" and len(inner) > 2:
            evidence.append("closed")
        if last is not None and self._names(left):
            evidence.append("name_noun")
        if (
            not cue
            and not after_cue
            and "colon" not in evidence
            and "continued" not in evidence
            and "alone" not in evidence
        ):
            return None
        if sum(WEIGHTS.get(name, 0) for name in evidence) < THRESHOLD:
            return None
        return self._attribute(
            span, sentence, before, left, cue, after_cue, previous if joined else None, "attributed_after" in evidence
        )

    def _names(self, left: range) -> bool:
        """Whether the words before the mark show that a name follows: «منظمة», «مبادرة دولية», «بعنوان:»."""
        stop = left.stop - 1 if self.tokens[left.stop - 1].text == ":" else left.stop
        nouns = name_nouns()
        for i in range(stop - 1, max(left.start - 1, stop - 3), -1):
            word = self.folded[i]
            if self.tokens[i].kind != "word" or word in _CONNECTORS:
                return False
            candidates = {word, without_conjunction(word), bare(word), word[1:] if word[:1] in "بلفوك" else word}
            if candidates & nouns:
                # «في الموقع: "…"» is a place, «بعنوان: "…"» a title
                return stop == left.stop or bool(
                    candidates & {"بعنوان", "عنوان", "عنوانه", "عنوانها", "شعار", "بشعار", "اسم", "باسم"}
                )
        return False

    def _bare_gap(self, gap: range) -> bool:
        """Whether between cue and mark stand only the speaker's words: «قالت الحداد "…"»."""
        words = [self.folded[i] for i in gap if self.tokens[i].kind == "word"]
        return len(words) <= 6 and not any(w in _ADJUNCTS or w in _PREPOSITIONS for w in words[:-1])

    def _joined(self, previous: QuotedSpan, span: QuotedSpan) -> bool:
        between = self.text[previous.close : span.open]
        return "\n" not in between and len(between.split()) <= 3 and all(not c.isalpha() or c in "وثم" for c in between)

    def _last_cue(self, region: range) -> _Cue | None:
        for i in reversed(region):
            cue = self._cue_at(i, region.stop)
            if cue is not None:
                return cue
        return None

    def _cue_at(self, i: int, stop: int, adjoining: bool = False) -> _Cue | None:
        if self.tokens[i].kind != "word":
            return None
        word = self.folded[i]
        plain = without_conjunction(word)
        if plain in _NO_SUBJECT:
            return _Cue(i, i + 1, None, self._surface(i, i + 1))
        if i + 1 < stop and plain in ("بحسب", "حسب", "وفق", "حد") and self.folded[i + 1] in _PRONOUN_PHRASES:
            return _Cue(i, i + 2, None, self._surface(i, i + 2))
        if i + 1 < len(self.folded) and plain in ("كتب", "كتبت") and self.folded[i + 1] in _WITH_PRONOUN:
            return None  # «كُتب عليه»: an inscription
        for words in phrases():
            first = plain if plain == words[0] else word
            if first == words[0] and i + len(words) <= stop:
                rest = self.folded[i + 1 : i + len(words)]
                if tuple(rest) == words[1:] or (words[-1] == "ل" and self._ends_in_l(words, i, stop)):
                    size = len(words) - (1 if words[-1] == "ل" else 0)
                    if plain in ("من", "ب", "حسب") and size == 1 and plain != words[0]:
                        continue
                    return _Cue(i, i + size, None, self._surface(i, i + size))
        if word in _PRONOUN_PHRASES and i > 1 and self.folded[i - 1] == "حد" and self.folded[i - 2] == "علي":
            return _Cue(i - 2, i + 1, None, self._surface(i - 2, i + 1))
        forms = speech_forms()
        form = forms.get(word) or forms.get(plain)
        if form is None:
            return None
        if not form.always and not adjoining and not self._speech_follows(i + 1, stop):
            return None
        if (
            i > 0
            and self.folded[i - 1] in _BEFORE_NOUNS
            and not form.participle
            and self.tokens[i - 1].end + 2 >= self.tokens[i].start
        ):
            return None
        return _Cue(i, i + 1, form, self._surface(i, i + 1))

    def _ends_in_l(self, words: tuple[str, ...], i: int, stop: int) -> bool:
        j = i + len(words) - 1
        return j < stop and tuple(self.folded[i + 1 : j]) == words[1:-1] and self.folded[j].startswith("ل")

    def _speech_follows(self, i: int, stop: int) -> bool:
        return (
            any(self.folded[j] in _CONNECTORS or self.tokens[j].text == ":" for j in range(i, min(stop, i + 12)))
            or stop - i <= 6
        )

    def _right_cue(self, right: range, another_follows: bool) -> _Cue | None:
        words = [i for i in right if self.tokens[i].kind == "word" or self.tokens[i].text not in "،,-–—"]
        if not words:
            return None
        i = words[0]
        if self.folded[i] in ("كما", "هكذا", "حسبما") and len(words) > 1:
            i = words[1]
        cue = self._cue_at(i, right.stop, adjoining=True)
        if cue is None:
            return None
        if cue.form is not None and (
            self.folded[i] != without_conjunction(self.folded[i]) and self.folded[i] not in speech_forms()
        ):
            return None  # «…»، وأضاف: belongs to what follows
        if cue.form is not None and cue.form.participle and another_follows:
            return None
        if cue.form is not None and any(
            self.folded[j] in _CONNECTORS or self.tokens[j].text == ":"
            for j in range(cue.after, min(right.stop, cue.after + 3))
        ):
            return None  # «…»، قال إن …: opens reported speech of its own
        return cue

    def _surface(self, start: int, stop: int) -> str:
        text = self.text[self.tokens[start].start : self.tokens[stop - 1].end]
        folded = self.folded[start]
        stripped = without_conjunction(folded)
        if stripped != folded and folded not in speech_forms() and not any(p[0] == folded for p in phrases()):
            text = text[1:].lstrip("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
        return text

    # -- who said it --------------------------------------------------------------------------------------------

    def _attribute(
        self,
        span: QuotedSpan,
        sentence: Sentence,
        before: Sentence | None,
        left: range,
        cue: _Cue | None,
        after_cue: _Cue | None,
        previous: tuple[QuotedSpan, Quote] | None,
        prefer_after: bool,
    ) -> Quote:
        speaker, mention, verb = "", "", ""
        if (
            previous is not None
            and after_cue is None
            and not (cue and cue.index >= self._range(previous[0].close, span.open).start)
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
        return Quote(speaker, verb, self.text[span.start : span.end], span.start, span.end, mention)

    def _close(self, cue: _Cue, left: range) -> bool:
        gap = range(cue.after, left.stop)
        return bool(left) and (
            self.folded[left.stop - 1] in _CONNECTORS or self.tokens[left.stop - 1].text == ":" or not gap
        )

    def _subject(self, cue: _Cue, stop: int, region: range) -> tuple[str, str]:
        """Speaker and mention for a cue: the words after it, else those before it, else whom the text is about."""
        feminine = None if cue.form is None or not cue.form.gender else cue.form.gender == "f"
        if fold_word(cue.text.rsplit(maxsplit=1)[-1]) not in _PRONOUN_PHRASES | _NO_SUBJECT:
            found = self._resolve(self._window(cue.after, stop), cue.form, feminine, stop)
            if found[0]:
                return found
        earlier = range(region.start, min(cue.index, region.stop))
        finite = next(
            (c for i in earlier if (c := self._cue_at(i, earlier.stop)) and c.form and not c.form.participle), None
        )
        if finite is not None:
            found = self._resolve(self._window(finite.after, cue.index), finite.form, feminine, cue.index)
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
        return found if found[0] else (self._salient(self.tokens[cue.index].start, feminine), "")

    @staticmethod
    def _agrees(person: Person, feminine: bool | None) -> bool:
        return feminine is None or person.feminine is None or person.feminine == feminine

    def _salient(self, place: int, feminine: bool | None) -> str:
        """Whom the text speaks of at a place: the subject of the nearest sentence before that names a person or quotes one."""
        last = bisect_left(self.sentence_starts, place)
        for sentence in reversed(self.sentences[max(0, last - _MEMORY) : last]):
            quoted = [q for q in self.done[-_MEMORY:] if sentence.start <= q.start < min(sentence.end, place)]
            if quoted and quoted[-1].speaker:
                person = self.people.named(quoted[-1].speaker)
                if person is None or self._agrees(person, feminine):
                    return quoted[-1].speaker
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
        for i in window:
            if i in self.people.at:
                person, after = self.people.at[i]
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
            core, words = core[1:], words[1:]  # «جاء في بيان الرابطة»
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
        return self._plain(core), self._plain(core)

    def _body(self, core: range) -> str:
        """«الرابطة» after «رابطة الأداء الصوتي»: the body's name as it was first given."""
        if len(core) != 1 or not self.folded[core.start].startswith("ال"):
            return ""
        head = bare(self.folded[core.start])
        for i in range(core.start):
            if without_conjunction(self.folded[i]) == head and head in _BODIES | name_nouns():
                j = i + 1
                while (
                    j < core.start
                    and self.tokens[j].kind == "word"
                    and self.folded[j].startswith("ال")
                    and self.tokens[j].start - self.tokens[j - 1].end <= 2
                ):
                    j += 1
                if j > i + 1:
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
            if not self.folded[j].startswith("ال") and self.folded[j - 1].startswith("ال") and 2 <= core.stop - j <= 4:
                return self.people.register(j, core.stop)
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
        """A definite title («الوزير الروسي») or one bound to a definite noun («وزير الدفاع») of somebody who was named."""
        return (
            words[0].startswith("ال")
            or words[0].startswith("لل")
            or any(is_title(w) and set(map(bare, words)) <= p.titles for p in self.people.all for w in words[:1])
            or words[0] != bare(words[0])
        )

    def _to_somebody(self, i: int) -> bool:
        """«قال لصحيفة …», «قال لـ»: the addressee, not the speaker."""
        word = self.folded[i]
        return word == "ل" or (
            word.startswith("ل")
            and len(word) > 3
            and (
                bare("ال" + word[1:]) in name_nouns()
                or word[1:] in ("صحيفه", "وكاله", "قناه", "موقع", "مراسل", "الصحفيين")
            )
        )

    def _phrase(self, region: range) -> tuple[str, str]:
        named = [(i, *self.people.at[i]) for i in region if i in self.people.at]
        if named:
            i, person, end = named[-1]
            return person.name, self._plain(range(i, end))
        return self._head_noun(region, None, None)

    def _plain(self, tokens: range) -> str:
        if not tokens:
            return ""
        text = self.text[self.tokens[tokens.start].start : self.tokens[tokens.stop - 1].end]
        folded = self.folded[tokens.start]
        if folded.startswith("لل"):
            text = "ال" + text[2:]
        return text

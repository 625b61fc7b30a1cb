"""A text as the quotation rules read it: what stands outside the marks, its people, the cues that attribute speech."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from arabnlp.text.boilerplate import boilerplate_spans
from arabnlp.text.brokenmarks import broken_spans
from arabnlp.text.persons import People
from arabnlp.text.quotemarks import QuotedSpan, quoted_spans
from arabnlp.text.sentences import Sentence, split_sentences
from arabnlp.text.speech import (
    SpeechForm,
    bare,
    given_names,
    is_title,
    name_nouns,
    phrases,
    speech_forms,
    without_conjunction,
    word_class,
)
from arabnlp.text.tokenize import Token, fold_word, tokenize

_UNNAMED_VERBS = ("طلب", "فضل", "اشترط")
_RELATIVES = ("الذي", "التي", "الذين")
_CONNECTORS = word_class("connectors")
_NO_SUBJECT = word_class("no_subject")
_BEFORE_NOUNS = word_class("before_nouns")
_WITH_PRONOUN = word_class("with_pronoun")
_PRONOUN_PHRASES = word_class("pronoun_phrases")
_ACCOUNTS = word_class("accounts")
_QUOTE_MARKS = frozenset("«»“”„″‘’‹›\"＂'")
_PRESS = frozenset(
    "وسائل راديو اذاعه تلفزيون صحافيين صحفيين صحيفه وكاله قناه موقع مراسل الصحفيين رويترز فرانس عكاظ وكالات".split()
)
_OPINIONS = frozenset(("مقال", "مقاله", "استطلاع", "عمود"))
_INITIALS = frozenset("دمأا")
_OPENERS = frozenset("علي جاء جا ورد بحسب حسب وفق حد".split())
_IN_ORDER_TO = ("لي", "لت")  # «ليؤكد», «لتقول»
_NAME_WORDS = 4  # so few words in marks may be a name, and are read with the sentence: «وأضاف "خلفان" أن»


class Cue(NamedTuple):
    """A verb or expression that attributes speech, among the tokens outside quotation marks."""

    at: int  # of its first token in the region
    after: int  # index after its last token
    form: SpeechForm | None  # None for a phrase
    text: str


@lru_cache(maxsize=1 << 16)
def _may_be_cue(word: str) -> bool:
    """Whether a folded word may begin or end a cue: most words of a text do not."""
    plain, forms = without_conjunction(word), speech_forms()
    openers = {words[0] for words in phrases()} | _NO_SUBJECT | _PRONOUN_PHRASES | _OPENERS
    told = word[:2] in _IN_ORDER_TO and word[1:] in forms
    return told or word in forms or plain in forms or word in openers or plain in openers


def _inside(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of some sorted spans that do not overlap."""
    i = bisect_right(spans, (place, len(spans) and spans[-1][1] + 1)) - 1
    return i >= 0 and spans[i][0] <= place < spans[i][1]


def _with_abbreviations(tokens: Iterable[Token]) -> list[Token]:
    """Tokens in which a title's first letter keeps its stop: «د.», «م.»."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if token.text == "." and last is not None and last.text in _INITIALS and last.end == token.start:
            found[-1] = Token(last.text + ".", last.start, token.end, "word")
        else:
            found.append(token)
    return found


def _whole(sentences: list[Sentence], text: str) -> list[Sentence]:
    """Sentences, those put together again that end inside parentheses: «(بي.بي.سي)»."""
    found: list[Sentence] = []
    for sentence in sentences:
        if (
            found
            and "\n" not in text[found[-1].end : sentence.start]
            and found[-1].count("(", -40) > found[-1].count(")", -40)
        ):
            start = found.pop().start
            sentence = Sentence(text[start : sentence.end], start, sentence.end)
        found.append(sentence)
    return found


def _places(spans: list[QuotedSpan], starts: list[int]) -> list[int]:
    """For each token the number of the quoted span that it stands in, or -1."""
    opens = [span.open for span in spans]
    found = []
    for start in starts:
        i = bisect_right(opens, start) - 1
        found.append(i if i >= 0 and start < spans[i].close else -1)
    return found


class ReadText:
    """The tokens outside longer quotations and boilerplate, and the cues among them.

    A few words in marks are read as part of the sentence: they may be a name («وأضاف "خلفان" أن») or the paper that
    was spoken to («قال لـ«المدينة» فلان»).
    """

    def __init__(self, text: str) -> None:
        self.text = text
        skip = [(start, end) for start, end, _ in boilerplate_spans(text)]
        paired = quoted_spans(text)
        broken = broken_spans(text, paired)
        limits = [(span.open, span.close) for span in broken]
        whole = sorted([span for span in paired if not _inside(limits, span.open)] + broken)
        self.spans = [s for s in whole if not _inside(skip, s.open) and text[s.start : s.end].strip()]
        long = [s for s in self.spans if text.count(" ", s.start, s.end) >= _NAME_WORDS]
        hidden = sorted(skip + [(s.open, s.close) for s in long])
        outside = _with_abbreviations(
            t
            for t in tokenize(text)
            if not _inside(hidden, t.start) and fold_word(t.text) and t.text not in _QUOTE_MARKS
        )
        self.tokens = outside
        self.marked = _places(self.spans, [t.start for t in outside])
        self.starts = [t.start for t in outside]
        self.folded = [fold_word(t.text) for t in outside]
        self.people = People(outside, self.marked)
        self.sentences = _whole(split_sentences(text), text)
        self.sentence_starts = [s.start for s in self.sentences]

    def _range(self, start: int, end: int) -> range:
        """Indices of the outside tokens in text[start:end]."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def _last_cue(self, region: range) -> Cue | None:
        for i in reversed(region):
            cue = self._cue_at(i, region.stop)
            if cue is not None:
                return cue
        return None

    def _cue_at(self, i: int, stop: int, adjoining: bool = False) -> Cue | None:
        if self.tokens[i].kind != "word":
            return None
        word = self.folded[i]
        if not _may_be_cue(word) and not (i and self.folded[i - 1] == "كما"):
            return None
        plain = without_conjunction(word)
        if i in self.people.within or (
            i in self.people.at and word in given_names() and i and self.folded[i - 1] in speech_forms()
        ):
            return None  # «علي بن أبي طالب», «قال روي هودجسون»
        if (
            word == "علي"
            and self.folded[i + 1 : i + 2] == ["حد"]
            and set(self.folded[i + 2 : i + 3]) & _PRONOUN_PHRASES
        ):
            return Cue(i, i + 3, None, self._surface(i, i + 3))
        if i and self.folded[i - 1] == "يا":
            return None  # «يا ترى»
        if plain in _NO_SUBJECT:
            return Cue(i, i + 1, None, self._surface(i, i + 1))
        if i + 1 < stop and plain in ("جاء", "جا", "ورد") and self.folded[i + 1] in ("فيه", "فيها"):
            return Cue(i, i + 2, None, self._surface(i, i + 2))  # «رسالة جاء فيها»
        if i + 1 < stop and plain in ("بحسب", "حسب", "وفق", "حد") and self.folded[i + 1] in _PRONOUN_PHRASES:
            return Cue(i, i + 2, None, self._surface(i, i + 2))
        before = speech_forms().get(without_conjunction(self.folded[i - 1])) if i else None
        named = word != "متحدثه" or self.folded[i + 1 : i + 2] == ["باسم"]
        if before is not None and before.always and is_title(word) and named:
            return None  # «قالت متحدثة باسم الشركة»: a noun
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
                    return Cue(i, i + size, None, self._surface(i, i + size))
        if word in _PRONOUN_PHRASES and i > 1 and self.folded[i - 1] == "حد" and self.folded[i - 2] == "علي":
            return Cue(i - 2, i + 1, None, self._surface(i - 2, i + 1))
        forms = speech_forms()
        form = forms.get(word) or forms.get(plain)
        if form is None and i and self.folded[i - 1] == "كما" and word.endswith("ها"):
            form = forms.get(word[:-2])  # «كما يرويها أخوه»
        if form is None and word[:2] in _IN_ORDER_TO:
            form = forms.get(word[1:])  # «عاد ليؤكد أن»
        if plain in ("يري", "تري", "نادي") and self.tokens[i].text.endswith("ي"):
            return None  # «ايتاري فيري»: no «يرى»; «نادي»: no «نادى»
        if plain == "راي" and i and self.folded[i - 1] in _OPINIONS:
            return None  # «في مقال رأي مشترك»
        if form is None or (plain == "عبر" and not self._expresses(i)):
            return None  # «عبر حسابه»: by way of
        if form.lemma in _UNNAMED_VERBS and self.folded[i + 1 : i + 2] == ["عدم"] and self.folded[i - 1] in _RELATIVES:
            return None  # «المسؤول الذي طلب عدم ذكر اسمه»
        if plain == "بين" and not self._declares(i, stop):
            return None  # «بين الطرفين»: between
        if not form.always and not adjoining and not self._speech_follows(i + 1, stop):
            return None
        if (
            i > 0
            and self.folded[i - 1] in _BEFORE_NOUNS
            and not form.participle
            and self.tokens[i - 1].end + 2 >= self.tokens[i].start
        ):
            return None
        return Cue(i, i + 1, form, self._surface(i, i + 1))

    def _expresses(self, i: int) -> bool:
        """«عبر عن», «عبر سلام عن تفهمه», but «عبر حسابه»."""
        named = i + 1 in self.people.at or (i + 1 < len(self.folded) and is_title(self.folded[i + 1]))
        return "عن" in self.folded[i + 1 : i + (6 if named else 2)]

    def _ends_in_l(self, words: tuple[str, ...], i: int, stop: int) -> bool:
        j = i + len(words) - 1
        return j < stop and tuple(self.folded[i + 1 : j]) == words[1:-1] and self.folded[j].startswith("ل")

    def _speech_follows(self, i: int, stop: int) -> bool:
        return (
            any(self.folded[j] in _CONNECTORS or self.tokens[j].text == ":" for j in range(i, min(stop, i + 12)))
            or stop - i <= 6
            or (stop - i <= 20 and self.tokens[stop - 1].text == ":")
            or any(self.folded[j] in _ACCOUNTS for j in range(i, min(stop, i + 16)))
        )

    def _declares(self, i: int, stop: int) -> bool:
        """«وبيّن أن», «وبين الدكتور فلان أن»: the verb that is spelt like «between»."""
        if self.tokens[i].text.count("\u0651") or (self.folded[i + 1 : i + 2] and self.folded[i + 1] in _CONNECTORS):
            return True
        first = i + 1 in self.people.at or (i + 1 < stop and is_title(self.folded[i + 1]))
        near = range(i + 1, min(stop, i + 12))
        return (
            first
            and any(self.folded[j] in _CONNECTORS for j in near)
            and not any(self.folded[j].startswith("و") and j in self.people.at for j in near)
        )

    def _right_cue(self, right: range, another_follows: bool) -> Cue | None:
        words = [i for i in right if self.tokens[i].kind == "word" or self.tokens[i].text not in "،,-–—"]
        if not words:
            return None
        i = words[0]
        if self.folded[i] in ("كما", "هكذا", "حسبما", "بهذا") and len(words) > 1:
            i = words[1]
        elif self.folded[i] in ("بهذه", "بتلك") and len(words) > 2:
            i = words[2]  # «بهذه الكلمات يختصر فلان …»
        elif [self.folded[j] for j in words[:2]] in (["علي", "ما"], ["هذا", "ما"], ["وهذا", "ما"]) and len(words) > 2:
            i = words[2]
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

    def _to_somebody(self, i: int) -> bool:
        """«قال لصحيفة …», «قال لـ»: the addressee, not the speaker."""
        word = self.folded[i]
        return word == "ل" or (
            word.startswith("ل") and len(word) > 3 and (bare("ال" + word[1:]) in name_nouns() or word[1:] in _PRESS)
        )

    def _plain(self, tokens: range) -> str:
        if not tokens:
            return ""
        start, end = self.tokens[tokens.start].start, self.tokens[tokens.stop - 1].end
        mark = self.marked[tokens.stop - 1]
        if mark >= 0 and self.marked[tokens.start] != mark and not self.text[end : self.spans[mark].end].strip():
            end = self.spans[mark].close  # «كتلة "العمل"»
        text = self.text[start:end]
        folded = self.folded[tokens.start]
        if folded.startswith("لل"):
            text = "ال" + text[2:]
        return text

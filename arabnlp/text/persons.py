"""People in an article: their full names, their titles, and whom a short name or a title means.

Full names are found by :class:`arabnlp.text.names.NameFinder`. Later mentions («الساكت», «الرئيسة»)
go to the latest person whom they fit.
"""

from __future__ import annotations

from bisect import bisect_left, insort

from arabnlp.text.nameshapes import is_verb_like
from arabnlp.text.offices import Offices, Person
from arabnlp.text.speech import (
    bare,
    given_names,
    is_definite,
    is_title,
    name_nouns,
    ordinary_words,
    speech_forms,
    without_conjunction,
    word_class,
)
from arabnlp.text.tokenize import Token

_JOINERS = word_class("joiners")
_ALSO_NOUNS = word_class("also_nouns")
_BODIES = word_class("bodies")
_PLACES = word_class("places")
_CALLINGS = frozenset("ملك امير اميره امام شيخ شهيد خادم".split())
_NAMED_FOR = frozenset(
    "جامعه جامع مسجد مطار مستشفي مدينه طريق شارع ملعب استاد كاس مركز مجمع معهد كليه مدرسه قاعده جائزه "
    "موسسه مؤسسه مكتبه قاعه صاله حديقه حي ميدان جسر ميناء كرسي دوري دوره سد محميه اكاديميه منتزه واحه "
    "نادي منتخب قريه بلده".split()
)
_NATIONS = word_class("nations")


class People(Offices):
    """The people of one article, in the order in which they are named.

    Parameters
    ----------
    tokens : sequence of Token
        Words and punctuation of the article outside quotations, in order.
    """

    def __init__(self, tokens: list[Token], marked: list[int] | None = None) -> None:
        super().__init__(tokens, marked)
        self.all: list[Person] = []
        self.at: dict[int, tuple[Person, int]] = {}  # token index -> person and index after the name
        self._by_words: dict[tuple[str, ...], Person] = {}
        self._by_end: dict[str, list[Person]] = {}
        self._by_name: dict[str, Person] = {}
        self._starts = [token.start for token in tokens]
        self._find_names()
        self._order = sorted(self.at)  # where people are mentioned
        self.within = {j for i, (_, end) in self.at.items() for j in range(i + 1, end)}  # inside a name

    def _find_names(self) -> None:
        i = 0
        while i < len(self.tokens):
            end = self._name_by_lexicon(i) or self._name_by_structure(i) or self._name_by_apposition(i)
            if end:
                start, end = self.begun(i), self.prolonged(i, end)
                if self._names_a_place(start):
                    i = self._named_to = self._place_end(start, end)
                    continue
                person = self._enter(start, end)
                self.at[start] = (person, end)
                i = self._named_to = end
            else:
                i += 1
        self._find_subjects()
        self._find_mentions()

    def _names_a_place(self, start: int) -> bool:
        """«جامعة الإمام محمد بن سعود», «جامع الأمير تركي بن عبدالله»: no person of the story."""
        j = start - 1
        while j > 0 and self._adjacent(j + 1) and bare(self.folded[j]) in _CALLINGS and start - j < 4:
            j -= 1
        if j < 0 or not self._adjacent(j + 1):
            return False
        word = self.folded[j]
        return without_conjunction(word) in _NAMED_FOR or (word[0] in "بل" and word[1:] in _NAMED_FOR)

    def _place_end(self, start: int, end: int) -> int:
        """«جامعة الملك سعود عبد الله الصقعبي»: where the king's name ends and somebody else's begins."""
        j = start + 1
        while j + 1 < end and self.folded[j] in _JOINERS and self.folded[j] != "عبد":
            j += 2
        return j if j < end and (self.folded[j] in given_names() or self.folded[j] == "عبد") else end

    def _find_subjects(self) -> None:
        """Names that no lexicon has, where a verb of speech has its subject."""
        taken = {j for i, (_, end) in self.at.items() for j in range(i, end)}
        forms = speech_forms()
        for i, token in enumerate(self.tokens):
            if token.kind != "word" or i in taken or i + 1 in taken:
                continue
            form = forms.get(self.folded[i]) or forms.get(without_conjunction(self.folded[i]))
            if form is None or form.participle or (form.lemma == "نادى" and token.text.endswith("ي")):
                continue  # «نادي المرفأ» is no «نادى»
            found = self.subject_name(i)
            if found is None or taken & set(range(*found)):
                continue
            if self.folded[found[0]] in self._by_end:
                continue  # «أبلغ بوتين الحضور»: somebody known, and what comes after
            found = found[0], self._hyphenated(found[1])
            self.at[found[0]] = (self._enter(*found), found[1])
            taken.update(range(*found))

    def _find_mentions(self) -> None:
        """Short mentions: the last word of a name that was given in full before («الحداد», «شويغو»)."""
        by_last: dict[str, list[Person]] = {}
        for person in self.all:
            if person.words[-2:-1] not in (("بن",), ("بنت",)) or person.words[-1] not in given_names():
                by_last.setdefault(person.words[-1], []).append(person)  # «محمد بن سلمان» is not called «سلمان»
        inside = 0
        latest: dict[str, int] = {}
        for i, token in enumerate(self.tokens):
            if i in self.at:
                inside = self.at[i][1]
                latest[self.at[i][0].name] = i
            if i < inside or token.kind != "word" or len(self.folded[i]) <= 2:
                continue
            named = [p for p in by_last.get(self.folded[i], ()) if p.first < token.start]
            named.sort(key=lambda p: latest.get(p.name, -1))  # «كارتر»: the one who was spoken of last
            if named and self._is_namesake(i, named[-1]):
                self.at[i - 1] = (self._enter(i - 1, i + 1), i + 1)
            elif named:
                latest[named[-1].name] = i
                self.at[i] = (named[-1], i + 1)
                self._describe(named[-1], i)

    def _is_namesake(self, i: int, person: Person) -> bool:
        """«جيب بوش» after «جورج بوش»: another given name stands before the surname."""
        before = self.folded[i - 1] if self._adjacent(i) else ""
        told = i > 1 and self._adjacent(i - 1) and without_conjunction(self.folded[i - 2]) in speech_forms()
        if told and before not in person.words and i - 1 not in self.at and self._is_rare(i - 1) and len(before) > 2:
            return not is_verb_like(before) and not is_definite(before)  # «قال جيب بوش»
        if before not in given_names() or before in _ALSO_NOUNS or before in person.words or i - 1 in self.at:
            return False
        if not self._is_name_word(i - 1):
            return False  # «أن حزران»
        return not is_title(before) and before not in speech_forms()

    def named(self, name: str) -> Person | None:
        """The person of this full name, as written."""
        return self._by_name.get(name)

    def namesake(self, surname: str, feminine: bool, before: int) -> Person | None:
        """The latest person of a gender with this folded surname, named in full before a place."""
        fits = [p for p in self.all if p.words[-1] == surname and p.feminine == feminine and p.first < before]
        return max(fits, key=lambda p: p.seen, default=None)

    def occurrences(self, folded: str) -> int:
        """How often a folded word stands outside quotations."""
        return len(self._places.get(folded, ()))

    def places(self, *folded: str) -> list[int]:
        """Where some folded words first stand outside quotations, as indices of tokens, in order; a hundred at most."""
        return sorted(i for word in folded for i in self._places.get(word, ())[:100])

    def mentions_before(self, place: int, most: int) -> list[tuple[int, Person]]:
        """The latest mentions before a place, in order of the text, as (offset, person)."""
        last = bisect_left(self._order, bisect_left(self._starts, place))
        return [(self._starts[i], self.at[i][0]) for i in self._order[max(0, last - most) : last]]

    def register(self, start: int, end: int) -> Person:
        """Take the words of a phrase as a person's full name: the subject of a speech verb showed it."""
        if self.spelt[end - 1] == "آل" and self._adjacent(end):
            end += 1  # «عبدالعزيز بن عبدالله آل الشيخ»
        new = self._by_words.get(tuple(self.folded[start:end])) is None
        person = self._enter(start, end)
        if start not in self.at:
            insort(self._order, start)
        self.at[start] = (person, end)
        last = self.folded[end - 1]
        if new and len(last) > 3 and last not in ordinary_words() and end - start > 1:
            for i in self._places.get(last, ())[:100]:  # later mentions, as those of names found at first
                if i > end and i not in self.at and i not in self.within and not self._is_namesake(i, person):
                    insort(self._order, i)
                    self.at[i] = (person, i + 1)
        return person

    def _enter(self, start: int, end: int) -> Person:
        if end - start > 1 and self._is_nation(start) and not is_definite(self.folded[start + 1]):
            start += 1  # «السويسري غروس»
        while end - start > 1 and self.tokens[end - 1].kind == "punctuation":
            end -= 1
        words = tuple(self.folded[start:end])
        text_start = self.tokens[start].start
        names = [token.text for token in self.tokens[start:end]]
        for k in range(end - start - 1, 0, -1):
            if self.tokens[start + k].kind == "punctuation":  # «جروس-هودج», «إيه. تومسون»
                gap = " " * (self.tokens[start + k + 1].start - self.tokens[start + k].end)
                names[k - 1 : k + 2] = [names[k - 1] + names[k] + gap + names[k + 1]]
        words = tuple(word for word in words if word.isalpha()) or words
        if words[0][:1] == "و" and words[0] not in given_names() and words[0][1:] in given_names():
            words = (words[0][1:], *words[1:])
            names[0] = names[0].lstrip("و\u064e")
        person = self._by_words.get(words)
        if person is None and words[0] == "ابن":  # «ابن حميد» is «خالد بن حميد»
            sons = (p for p in self._by_end.get(words[-1], ()) if p.words[-len(words) :] == ("بن", *words[1:]))
            person = next(sons, None)
        if person is None:
            longer = next(
                (
                    p
                    for p in self._by_end.get(words[-1], ())
                    if len(p.words) > len(words)
                    and p.words[-len(words) :] == words
                    and p.words[-len(words) - 1] not in ("بن", "بنت")  # «عبد العزيز» is not «خالد بن عبد العزيز»
                ),
                None,
            )
            person = longer or Person(" ".join(names), words, feminine=given_names().get(words[0]), first=text_start)
            if longer is None:
                self.all.append(person)
                self._by_words[words] = person
                self._by_end.setdefault(words[-1], []).append(person)
                self._by_name.setdefault(person.name, person)
        self._describe(person, start)
        self._describe_after(person, end)
        person.seen = text_start
        return person

    def _is_nation(self, i: int) -> bool:
        """«السويسري», «البرازيلي»: an adjective of a country or town."""
        return is_definite(self.folded[i]) and bare(self.folded[i]) in _NATIONS

    def by_surname(self, folded: str, before: int) -> Person | None:
        """A person whom the lexicon did not show: the surname's first mention after an indefinite word."""
        if bare(folded) in name_nouns() or bare(folded) in _BODIES:
            return None  # «الشركة» is nobody's surname
        if (folded.startswith("ال") and folded.endswith("ه")) or folded in _PLACES:
            return None  # «المحكمة», «باريس»
        for i in self._places.get(folded, ())[:100]:
            if self.tokens[i].start >= before:
                return None
            if self._adjacent(i):
                first = i - 1
                if self.folded[first] in _JOINERS and self._adjacent(first):
                    first -= 1
                word = self.folded[first]
                if (
                    (self._is_name_word(first) or self._is_after_title(first))
                    and not is_definite(word)
                    and word not in _PLACES
                    and len(word) > 2
                    and word not in name_nouns()
                    and not self._is_adverb(first)
                    and not is_verb_like(word)
                    and (
                        self._is_after_title(first)
                        or (
                            not (word[0] in "ويت" and len(word) > 3 and word not in given_names())
                            and self.may_begin(first)
                        )
                    )
                ):
                    return self.register(first, i + 1)
        return None

    def short(self, words: tuple[str, ...], before: int) -> Person | None:
        """The latest person whose name ends (or begins) with these folded words."""

        def strip(word: str) -> str:
            return word[2:] if word.startswith("ال") else word

        fits = [
            p
            for p in self.all
            if [strip(w) for w in p.words[-len(words) :]] == [strip(w) for w in words]
            or (len(words) == 1 and p.words[0] == words[0])
        ]
        return max(fits, key=lambda p: (p.first <= before, p.first), default=None)

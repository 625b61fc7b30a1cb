"""People in an article: their full names, their titles, and whom a short name or a title means.

Full names are found by given names (a lexicon) and by structure: a title with its definite complement is followed by
an indefinite word that starts the name («رئيسة لجنة المصطلح رُبى الساكت»). Later mentions («الساكت», «الرئيسة»)
go to the latest person whom they fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from arabnlp.text.speech import (
    bare,
    given_names,
    is_definite,
    is_title,
    name_nouns,
    speech_forms,
    titles,
    without_conjunction,
    word_class,
)
from arabnlp.text.tokenize import Token, fold_word

_JOINERS = word_class("joiners")
_ENDS = word_class("ends")
# Given names that are nouns as often: what follows must look like a name.
_ALSO_NOUNS = word_class("also_nouns")
# After these a name may follow at once, without a complement.
_FREE_TITLES = word_class("free_titles")
_SURNAMES = word_class("surnames")
_NATIONALITY_ENDS = ("يه", "ي")


@dataclass
class Person:
    """A person named in the article.

    Attributes
    ----------
    name : str
        Full name as it stands in the text, without title.
    words : tuple of str
        The same, folded.
    titles : set of str
        Folded words of the titles given so far, without the article.
    seen : int
        Offset of the latest mention.
    first : int
        Offset of the first mention.
    feminine : bool or None
        Gender as far as given name, titles and verbs tell.
    """

    name: str
    words: tuple[str, ...]
    titles: set[str] = field(default_factory=set)
    seen: int = -1
    first: int = 0
    feminine: bool | None = None


class People:
    """The people of one article, in the order in which they are named.

    Parameters
    ----------
    tokens : sequence of Token
        Words and punctuation of the article outside quotations, in order.
    """

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.folded = [fold_word(token.text) for token in tokens]
        self._places: dict[str, list[int]] = {}
        for i, word in enumerate(self.folded):
            self._places.setdefault(word, []).append(i)
        self.all: list[Person] = []
        self.at: dict[int, tuple[Person, int]] = {}  # token index -> person and index after the name
        self._by_words: dict[tuple[str, ...], Person] = {}
        self._by_end: dict[str, list[Person]] = {}
        self._by_name: dict[str, Person] = {}
        self._named_to = 0  # where the last name ended: its title is used up
        self._find_names()

    def _find_names(self) -> None:
        i = 0
        while i < len(self.tokens):
            end = self._name_by_lexicon(i) or self._name_by_structure(i)
            if end:
                start = i
                person = self._enter(start, end)
                self.at[start] = (person, end)
                i = self._named_to = end
            else:
                i += 1
        self._find_mentions()

    def _adjacent(self, i: int) -> bool:
        """Whether token i follows its predecessor with only space between."""
        return (
            0 < i < len(self.tokens)
            and self.tokens[i].kind == "word"
            and self.tokens[i].start - self.tokens[i - 1].end <= 2
            and self.tokens[i - 1].kind == "word"
        )

    def _is_name_word(self, i: int) -> bool:
        word = self.folded[i]
        return (
            word not in _ENDS
            and word not in speech_forms()
            and (not is_title(word) or self._is_surname(i))
            and (len(word) > 1)
            and without_conjunction(word) not in speech_forms()
        )

    def _is_surname(self, i: int) -> bool:
        """A craft or title that is a surname where it stands: «ليلى الحداد»."""
        word, before = self.folded[i], self.folded[i - 1]
        return (
            self._adjacent(i)
            and word.startswith("ال")
            and word[2:] in _SURNAMES
            and (before in given_names() or before[1:] in given_names())
            and before not in _ALSO_NOUNS
        )

    def _name_by_lexicon(self, i: int) -> int | None:
        if self.tokens[i].kind != "word":
            return None
        word = self.folded[i]
        if word not in given_names() and word[:1] == "و" and word[1:] in given_names():
            word = word[1:]
        if (word not in given_names() and word not in ("ام", "ابو")) or (self.folded[i] in _ENDS - {"ام"}):
            return None
        j, size = i + 1, 1
        if self._adjacent(j) and (word == "عبد" or self.folded[j] == "الدين"):
            j += 1  # «عبد الإله», «عز الدين» are one given name
        elif word in ("ام", "ابو"):  # «أم سليمان»
            return j + 1 if self._adjacent(j) and self.folded[j] in given_names() else None
        elif word in _ALSO_NOUNS and not self._looks_like_name(i):
            return None
        while self._adjacent(j) and size < 5 and not self._is_adverb(j):
            nxt = self.folded[j]
            if nxt in _JOINERS:
                j, size = j + 1, size + 1
                continue
            after_joiner = self.folded[j - 1] in _JOINERS
            if not after_joiner and not self._is_name_word(j):
                break
            if nxt[0] == "و" and (nxt[1:] in given_names() or nxt[1:3] == "ال"):
                break
            if j - i >= 2 and not after_joiner and nxt not in given_names() and nxt[0] in "بلكفو":
                break
            j, size = j + 1, size + 1
            if nxt not in given_names() or nxt.startswith("ال"):
                break
        # A third word belongs to the name where the phrase ends with it: «عمر عبدي غيدي.»
        if (
            j - i >= 2
            and not is_definite(self.folded[j - 1])
            and self._adjacent(j)
            and not is_definite(self.folded[j])  # «استقبل سامر قباني الوفد.»
            and self._is_name_word(j)
            and not self._is_adverb(j)
            and self._phrase_ends(j + 1, hard=True)
            and not self.folded[j].startswith(("و", "ل", "ب", "ف"))
        ):
            j += 1
        while j > i and self.folded[j - 1] in _JOINERS and self.folded[j - 1] not in ("با", "عبد"):
            j -= 1
        return j if j - i >= 2 else None

    def _looks_like_name(self, i: int) -> bool:
        """For a given name that is also a noun: what stands around it decides."""
        before = self.folded[i - 1] if self._adjacent(i) else ""
        if self._is_on_behalf(i):
            return False
        j = i + 1
        if not self._adjacent(j):
            return False
        follows = is_definite(self.folded[j]) or self.folded[j] in given_names() or self.folded[j] in _JOINERS
        introduced = (
            is_definite(before) or before in _FREE_TITLES or before in speech_forms() or self._is_bound_title(before)
        )
        return follows or introduced or (j + 1 < len(self.tokens) and self.tokens[j + 1].text in "،,")

    def _is_on_behalf(self, i: int) -> bool:
        """«المتحدث باسم الوزارة»: no man called Basem."""
        return self.folded[i] == "باسم" and i > 0 and bare(self.folded[i - 1]) in ("متحدث", "متحدثه", "ناطق", "ناطقه")

    @staticmethod
    def _is_bound_title(folded: str) -> bool:
        """A title with a possessive: «مديرته»."""
        return any(
            folded.endswith(end) and (folded[: -len(end)] in titles() or folded[: -len(end)] + "ه" in titles())
            for end in ("ته", "تها", "تهم", "تنا", "ها", "هم", "نا", "ه", "ي")
        )

    def _is_adverb(self, i: int) -> bool:
        """Tanwin shows an adverb or an object («مبتسمًا»): never part of a name."""
        return "\u064b" in self.tokens[i].text or self.tokens[i].text.endswith(("ا\u064b", "\u064bا"))

    def _phrase_ends(self, j: int, hard: bool = False) -> bool:
        """Whether token j begins something new: punctuation, a mark, a connector, a verb of speech."""
        if j >= len(self.tokens) or self.tokens[j].kind != "word" or self.tokens[j].start - self.tokens[j - 1].end > 2:
            return True
        word = self.folded[j]
        if hard:
            return word in ("ان", "انه", "انها", "بان") or word in speech_forms()
        return (
            word in _ENDS or word in speech_forms() or without_conjunction(word) in speech_forms() or self._is_adverb(j)
        )

    def _name_by_structure(self, i: int) -> int | None:
        """A name whose first word, indefinite, follows a title with a definite complement."""
        if (
            self.tokens[i].kind != "word"
            or not self._is_name_word(i)
            or is_definite(self.folded[i])
            or not self._adjacent(i)
        ):
            return None
        if not (
            is_definite(self.folded[i - 1])
            or self.folded[i - 1] in _FREE_TITLES
            or self._is_bound_title(self.folded[i - 1])
        ):
            return None
        word = self.folded[i]
        if (
            self._is_adverb(i)
            or self._is_on_behalf(i)
            or len(word) < 3
            or word[0] == "ل"
            or (word[0] in "وفبك" and is_definite(word[1:]))
        ):
            return None
        title = next(
            (
                j
                for j in range(i - 1, max(self._named_to - 1, i - 9), -1)
                if is_title(self.folded[j]) or self._is_bound_title(self.folded[j])
            ),
            None,
        )
        if title is None or any(
            self.tokens[j].kind != "word" or self.folded[j] in speech_forms() for j in range(title, i)
        ):
            return None
        j = i + 1
        while (
            self._adjacent(j)
            and (self._is_name_word(j) or self.folded[j] in _JOINERS)
            and not self._is_adverb(j)
            and j - i < 4
        ):
            j += 1
            if is_definite(self.folded[j - 1]) and self.folded[j - 2] not in _JOINERS:
                break
        possessive = self.folded[j - 1].endswith(("ته", "ها", "هم"))
        return j if j - i >= 2 and self._phrase_ends(j) and not possessive else None

    def _find_mentions(self) -> None:
        """Short mentions: the last word of a name that was given in full before («الحداد», «شويغو»)."""
        by_last: dict[str, list[Person]] = {}
        for person in self.all:
            by_last.setdefault(person.words[-1], []).append(person)
        inside = 0
        for i, token in enumerate(self.tokens):
            if i in self.at:
                inside = self.at[i][1]
            if i < inside or token.kind != "word" or len(self.folded[i]) <= 2:
                continue
            named = [p for p in by_last.get(self.folded[i], ()) if p.first < token.start]
            if named:
                self.at[i] = (named[-1], i + 1)
                self._describe(named[-1], i)

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

    def mentions_before(self, place: int, most: int) -> list[tuple[int, Person]]:
        """The latest mentions before a place, in order of the text, as (offset, person)."""
        found = [(self.tokens[i].start, self.at[i][0]) for i in sorted(self.at) if self.tokens[i].start < place]
        return found[-most:]

    def register(self, start: int, end: int) -> Person:
        """Take the words of a phrase as a person's full name: the subject of a speech verb showed it."""
        person = self._enter(start, end)
        self.at[start] = (person, end)
        return person

    def _enter(self, start: int, end: int) -> Person:
        words = tuple(self.folded[start:end])
        text_start = self.tokens[start].start
        names = [token.text for token in self.tokens[start:end]]
        if words[0][:1] == "و" and words[0] not in given_names() and words[0][1:] in given_names():
            words = (words[0][1:], *words[1:])
            names[0] = names[0].lstrip("و\u064e")
        person = self._by_words.get(words)
        if person is None:
            longer = next(
                (
                    p
                    for p in self._by_end.get(words[-1], ())
                    if len(p.words) > len(words) and p.words[-len(words) :] == words
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
        person.seen = text_start
        return person

    def _describe(self, person: Person, start: int) -> None:
        """Take the title before a name: the words back to the title that heads them."""
        words: list[str] = []
        for j in range(start - 1, max(-1, start - 9), -1):
            if self.tokens[j].kind != "word":
                break
            word = bare(self.folded[j])
            words += {word, without_conjunction(word)} & titles() or [word]
            if is_title(self.folded[j]) and not (
                j > 0 and is_title(self.folded[j - 1]) and self.tokens[j - 1].kind == "word"
            ):
                person.titles.update(words)
                if person.feminine is None:
                    person.feminine = word.endswith("ه")
                break

    def by_surname(self, folded: str, before: int) -> Person | None:
        """A person whom the lexicon did not show: the surname's first mention after an indefinite word."""
        for i in self._places.get(folded, ()):
            if self.tokens[i].start >= before:
                return None
            if self._adjacent(i):
                first = i - 1
                if self.folded[first] in _JOINERS and self._adjacent(first):
                    first -= 1
                word = self.folded[first]
                if (
                    self._is_name_word(first)
                    and not is_definite(word)
                    and len(word) > 2
                    and word not in name_nouns()
                    and not self._is_adverb(first)
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
        return max(fits, key=lambda p: (p.seen <= before, p.seen), default=None)

    def titled(self, words: list[str], recent: list[Person], feminine: bool | None) -> Person | None:
        """Whom a title without a name means: the person who carries it, the latest speaker first.

        Parameters
        ----------
        words : list of str
            Folded words of the phrase, the title first.
        recent : list of Person
            Speakers so far, the latest first.
        feminine : bool or None
            Gender that the phrase or its verb shows.
        """
        wanted = {bare(word) for word in words}
        head = bare(words[0])
        feminine = head.endswith("ه") if feminine is None else feminine
        nationality = {w for w in wanted - {head} if w.endswith(_NATIONALITY_ENDS)}
        order = recent + [p for p in self.all if p not in recent]
        fits = [p for p in order if head in p.titles and (p.feminine is None or p.feminine == feminine)]
        close = [p for p in fits if wanted <= p.titles]
        if close:
            return close[0]
        # «الوزير الروسي»: not somebody who was given another nationality.
        free = [p for p in fits if not nationality or not {w for w in p.titles - wanted if w.endswith("ي")}]
        if free:
            return free[0]
        return next((p for p in recent if p.feminine is None or p.feminine == feminine), None) or (
            order[0] if len(order) == 1 else None
        )

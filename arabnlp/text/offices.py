"""The titles of people: which ones stand around a name, and whom a title without a name means."""

from __future__ import annotations

from dataclasses import dataclass, field

from arabnlp.text.phrasenames import PhraseNames
from arabnlp.text.speech import (
    bare,
    given_names,
    is_definite,
    is_title,
    speech_forms,
    titles,
    without_conjunction,
    word_class,
)

_HONOURS = word_class("honours")
_CONNECTORS = word_class("connectors")
_STOPS = word_class("adjuncts") | word_class("connectors") | word_class("prepositions")
_PEERS = frozenset("نظيره نظيرها نظيرته نظيرتها نظيرهما نظيرهم".split())
_SAME_OFFICE = {"عاهل": "ملك"}
_LINKS = frozenset(("في", "باسم"))  # inside a title: «المستشار في الجيش الليبي»
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


class Offices(PhraseNames):
    """The names of an article, with the titles that stand around them."""

    all: list[Person]

    def _describe_after(self, person: Person, end: int) -> None:
        """Take the title after a name, «جوزيه مورينيو مدرب تشيلسي», «، أمين المنطقة،»."""
        if end < len(self.tokens) and self.tokens[end].text in "،,":
            end += 1
        if not (end < len(self.tokens) and is_title(self.folded[end])):
            return
        if self.folded[end][0] == "و" and is_title(self.folded[end][1:]):
            return  # «، وسمو ولي العهد»: the next person
        for j in range(end, min(end + 8, len(self.tokens))):
            if self.tokens[j].kind != "word" or (j > end and self.folded[j] in _STOPS - _LINKS):
                break
            if j > end and (self.folded[j] in given_names() or (self.folded[j][0] == "و" and is_title(self.folded[j]))):
                break  # the next person
            if self.folded[j] not in _LINKS:
                person.titles.add(bare(self.folded[j]))

    def _describe(self, person: Person, start: int) -> None:
        """Take the title before a name: the words back to the title that heads them."""
        if start > 1 and self.tokens[start - 1].text in "،,":
            start -= 1  # «نظيره المصري، سامر القباني»
        near = self.folded[start - 1] if start and self.tokens[start - 1].kind == "word" else ""
        if near.endswith(_NATIONALITY_ENDS) and is_definite(near):
            person.titles.add(bare(near))
        words: list[str] = []
        headed = False  # «المدير التنفيذي للشركة الدكتور فلان»: a title before the honour
        for j in range(start - 1, max(-1, start - 9), -1):
            if self.tokens[j].kind != "word":
                break
            if bare(self.folded[j]) in _PEERS and j:
                person.titles.update(self._titles_before(j), words)
                break
            if self.folded[j] in _CONNECTORS:
                break  # «وقال المسؤول إن سامر قباني سيعود»
            word = bare(self.folded[j])
            over = self.folded[j] in _STOPS - _LINKS or self.folded[j] in speech_forms() or word in given_names()
            if headed and over:
                break
            words += {word, without_conjunction(word)} & titles() or [word]
            if is_title(self.folded[j]) and not self._is_headed(j):
                person.titles.update(words)
                if person.feminine is None and not headed:
                    person.feminine = word.endswith("ه")
                headed = word in _HONOURS
                if not headed:
                    break

    def _is_headed(self, j: int) -> bool:
        """«رئيس المهندسين», «المدرب الايطالي المخضرم»: whether another title governs the one at token j."""
        if j == 0 or self.tokens[j - 1].kind != "word":
            return False
        if is_title(self.folded[j - 1]):
            return True
        definite = all(is_definite(self.folded[k]) for k in range(max(0, j - 2), j + 1))
        return definite and j > 1 and is_title(self.folded[j - 2]) and self.tokens[j - 2].kind == "word"

    def _titles_before(self, j: int) -> set[str]:
        """The last title before a token, with its complement: «نظيره المصري» has the same."""
        for i in range(j - 1, max(-1, j - 40), -1):
            after = self.folded[i + 1]
            if is_title(self.folded[i]) and (is_definite(self.folded[i]) or is_definite(after)):
                bound = is_definite(after) and not is_definite(self.folded[i])
                return {bare(self.folded[i]), bare(after)} if bound else {bare(self.folded[i])}
        return set()

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
        while len(words) > 1 and bare(words[0]) in _HONOURS and any(is_title(word) for word in words[1:]):
            words = words[1:]
        wanted = {bare(word) for word in words}
        if bare(words[0]) == "رئيس" and "دبلوماسيه" in wanted:  # «رئيس الدبلوماسية الإيرانية»
            wanted = {"وزير", "خارجيه", *(w[:-1] for w in wanted if w.endswith("يه") and w != "دبلوماسيه")}
            words = ["وزير", *words[1:]]
        head = _SAME_OFFICE.get(bare(words[0]), bare(words[0]))
        wanted = {_SAME_OFFICE.get(word, word) for word in wanted}
        own = head.endswith("ه")
        feminine = own if feminine is None else feminine
        nationality = {w for w in wanted - {head} if w.endswith(_NATIONALITY_ENDS)}
        order = recent + [p for p in self.all if p not in recent]
        fits = [p for p in order if head in p.titles and (p.feminine is None or p.feminine == feminine)]
        close = [p for p in fits if wanted <= p.titles] or (
            [p for p in fits if len(wanted & p.titles) > 1] if len(fits) == 1 or len(wanted) > 2 else []
        )
        if close:
            return close[0]
        # «الوزير الروسي»: not somebody who was given another nationality.
        free = [p for p in fits if not nationality or not {w for w in p.titles - wanted if w.endswith("ي")}]
        if free:
            return free[0]
        if len(words) > 1 and not fits:
            return None  # «النقيب السابق للصيادلة» is nobody named so far
        return next((p for p in recent if p.feminine is None or p.feminine == feminine), None) or (
            order[0] if len(order) == 1 and order[0].feminine in (None, own) else None
        )

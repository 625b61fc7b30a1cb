"""Names that only the phrase shows in which they stand: after a verb of speech, at the end of a title's phrase.

«وصرح رئيس بلدية المرفأ كازو ماتسو بعد …»: no lexicon has the name, but the words before it are a title with its
complement, and the words of the name are no common ones.
"""

from __future__ import annotations

from arabnlp.text.names import NameFinder
from arabnlp.text.nameshapes import is_verb_like
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

_ENDS = word_class("connectors") | word_class("adjuncts") | word_class("before_nouns") | word_class("times")
_PREPOSITIONS = word_class("prepositions") | {"مع", "خلال", "بين", "عبر", "ضد", "نحو", "منذ"}
_JOINERS = word_class("joiners")
_BODIES = word_class("bodies")
_FREE_TITLES = word_class("free_titles")
_LETTERS = word_class("letters")
_LONGEST_PHRASE = 16
_LONGEST_NAME = 4


class PhraseNames(NameFinder):
    """A finder of names that also looks where a speaker's phrase ends."""

    def subject_name(self, verb: int) -> tuple[int, int] | None:
        """Where the name stands in the phrase right after a verb of speech."""
        start = verb + 1
        if not self._adjacent(start):
            return None
        head = self.folded[start]
        if is_title(head) or bare(head) in _BODIES or (is_definite(head) and self._adjacent(start + 1)):
            return self.titled_name(start)
        end = self.name_here(start, min(len(self.tokens), start + 5))
        if end is None or not all(self._is_rare(i) for i in range(start, end)):
            return None
        last = self.folded[end - 1]
        if is_definite(last) and not last.endswith("ي") and self.folded[end - 2] not in given_names():
            return None  # «أبلغ بوتين الحضور»
        alone = len(self._places[head]) >= 3 and head not in given_names()
        if alone and end - start == 2 and len(self._places[last]) == 1:
            return None  # «أخبر باشو زائريه»: the first word is the whole name
        after = self.folded[end] if self._adjacent(end) else ""
        closed = not after or after in _ENDS | _PREPOSITIONS or is_title(after)
        return (start, end) if closed and not is_verb_like(self.folded[start]) else None

    def _is_after_title(self, i: int) -> bool:
        """«رئيس الحكومة تمام سلام»: a common word between a title with its definite complement and a surname."""
        before = (
            [self.folded[j] for j in range(max(0, i - 3), i)] if self._adjacent(i) and self._adjacent(i - 1) else []
        )
        word = self.folded[i]
        if word in _PREPOSITIONS or is_title(word):
            return False  # «المتحدث باسم المقاومة»
        return bool(before) and is_definite(before[-1]) and any(map(is_title, before))

    def is_foreign(self, start: int, end: int) -> bool:
        """«دان لاموث»: words of which at most the first is a common one, none a title or the noun of a body."""
        first, rest = self.folded[start], range(start + 1, end)
        return (
            not (is_definite(first) or is_title(first) or first in _BODIES | _PREPOSITIONS | _ENDS)
            and first not in name_nouns()
            and (end - start > 1 or self._is_rare(start))
            and all(len(self.folded[i]) > 2 and self._is_rare(i) and self._adjacent(i) for i in rest)
            and not is_definite(self.folded[end - 1])
            and not is_verb_like(first)
            and not first.endswith(("ه", "ت", "ون", "ين", "ي"))
        )

    def is_lone_name(self, i: int) -> bool:
        """«قال سوهادي المتحدث باسم المحكمة», «قال لافي شقيق مشعل»: one word before a title, of no word list."""
        word = self.folded[i]
        shape = len(word) > 3 and not word.endswith(("ه", "ت", "ون", "ين", "ات")) and not is_verb_like(word)
        return shape and not is_definite(word) and self._is_rare(i) and not self._is_no_name(i)

    def is_apposed(self, start: int, end: int) -> bool:
        """«تولبرت نينسواه مدير وحدة …»: rare words right after a verb of speech, before a title."""
        words = self.folded[start:end]
        if words[0].endswith(("ها", "هم")):
            return False  # «كشف تسريبها قيام المحامي …»
        return 1 < end - start < 4 and all(
            len(word) > 2
            and self._adjacent(i)
            and not (is_title(word) or bare(word) in _BODIES | name_nouns() | _ENDS | _PREPOSITIONS)
            and (
                (i > start and words[0] in given_names())
                or not any(
                    plain in ordinary_words() and plain not in given_names()
                    for plain in (word, without_conjunction(word))
                )
                or (i > start and self._is_rare(start) and len(word) < 5)  # «أمبر رود وزيرة الطاقة»
            )
            and (words[0] in given_names() or ("ال" + word) not in self._places)
            for i, word in enumerate(words, start)
        )

    def prolonged(self, start: int, end: int) -> int:
        """The end of a name that goes on with a word by which the article calls the person later.

        «السفير محمد بدر الدين زايد … وقال زايد», «مولود تشاووش أوغلو … وقال تشاووش أوغلو».
        """
        end = self._hyphenated(end)
        if not self._adjacent(end) or not self._is_rare(end) or len(self.folded[end]) < 3:
            return end
        if self.folded[end - 1] in _LETTERS and self.folded[end] not in _ENDS and not is_definite(self.folded[end]):
            return end + 1  # «بي كي باتنايك»
        word, last = self.folded[end], self.folded[end - 1]
        if word in _ENDS | _JOINERS or word in speech_forms() or self._is_adverb(end):
            return end
        if is_definite(last) and last != "الدين" and self.folded[end - 2] != "عبد":
            return end
        for i in self._places[word][:50]:
            if i == end or not self._adjacent(i):
                continue
            before = self.folded[i - 1]
            told = without_conjunction(before) in speech_forms()
            again = before == last and not (i > 1 and self.folded[i - 2] == self.folded[end - 2])
            if told or again:
                return end + 1
        return end

    def begun(self, start: int) -> int:
        """The start of a name before whose first known word stands one of no list: «الرئيس السوداني حسبو محمد»."""
        i = start - 1
        if not (self._adjacent(start) and self._adjacent(i)) or i < max(self._named_to, 1):
            return start
        if self.folded[i] in _LETTERS and is_definite(self.folded[i - 1]) and len(self.folded[i]) == 2:
            return i  # «المدير العام كي وون بارك»
        if len(self.folded[i]) < 3:
            return start
        word, before = self.folded[i], self.folded[i - 1]
        shown = (
            (is_definite(before) and before.endswith(("ي", "يه")) and is_title(self.folded[i - 2]))
            or bare(before) in _FREE_TITLES
            or without_conjunction(before) in speech_forms()
        )
        if word in _LETTERS and before in _LETTERS:
            return start  # «شركة إي إم سي ديفيد جولدن»
        fits = self._may_be_named(i, True) and self._is_rare(i) and not is_verb_like(word) and word not in _ENDS
        return i if shown and fits and word[0] not in "وبلفك" else start

    def _hyphenated(self, end: int) -> int:
        """«سايمون جروس-هودج», «إيه. تومسون»: the end of a name that goes on after a hyphen or an initial's stop."""
        if end + 1 >= len(self.tokens) or end < 1:
            return end
        mark, last, after = self.tokens[end], self.tokens[end - 1], self.tokens[end + 1]
        if mark.start != last.end or after.kind != "word" or self._marked[end - 1] != self._marked[end + 1]:
            return end
        hyphen = mark.text in "-‐–" and after.start - mark.end < 2 and not is_definite(self.folded[end + 1])
        return (
            end + 2
            if (hyphen or self._has_initial(end - 1)) and self._is_rare(end + 1) and self._is_name_word(end + 1)
            else end
        )

    def titled_name(self, start: int) -> tuple[int, int] | None:
        """Where the name stands in the phrase that a title opens: its last words, after the title's complement."""
        first = start + 1
        while self._adjacent(first) and first - start < _LONGEST_PHRASE:
            word = self.folded[first]
            if word in _ENDS or (without_conjunction(word) in speech_forms() and not is_title(word)):
                return None
            end = first
            while end - first <= _LONGEST_NAME and self._adjacent(end) and self._is_name_like(end, end == first):
                end += 1
                if is_definite(self.folded[end - 1]) and self.folded[end - 2] not in _JOINERS:
                    break
            if end - first > 1:
                return self._cut(start, first, end)
            first += 1
        return None

    def _cut(self, start: int, first: int, end: int) -> tuple[int, int] | None:
        """The name among words that may be one, without the complement of the noun before them."""
        given = next((i for i in range(first, end - 1) if self.folded[i] in given_names()), None)
        before = self.folded[first - 1]
        if given is not None:
            first = given
        elif not (is_definite(before) or bare(before) in _FREE_TITLES or self._is_complement(start, first - 1)):
            first += 1  # «بلدية المرفأ كازو ماتسو»: the first is the noun's complement
        last = self.folded[end - 1]
        if is_definite(last) and not last.endswith("ي") and self.folded[end - 2] not in given_names():
            end -= 1  # «الناجي كازو تسوبوي البالغ …»
        if not (start < first and 2 <= end - first <= _LONGEST_NAME) or is_verb_like(self.folded[first]):
            return None
        surname = first + 1 if self.folded[first] in given_names() and self.folded[first + 1].endswith("ي") else first
        return (first, end) if all(i == surname > first or self._is_rare(i) for i in range(first, end)) else None

    def _is_complement(self, start: int, i: int) -> bool:
        """«هيروشيما» in «رئيس بلدية هيروشيما»: it completes the noun before it and needs no complement itself."""
        word, before = self.folded[i], bare(self.folded[i - 1])
        return i > start and before in _BODIES and not (word in _BODIES or is_title(word))

    def _is_name_like(self, i: int, first: bool) -> bool:
        word = self.folded[i]
        if word in _ENDS or self._is_on_behalf(i):
            return False  # «أكد سامر أن»: folded like «آن»
        if word in given_names() and (first or self.folded[i - 1] in given_names()):
            return True
        nisba = not first and self.folded[i - 1] in given_names() and word.endswith("ي") and len(word) > 3
        return (word in _JOINERS and not first) or self._may_be_named(i, first) or (nisba and not is_title(word))

    def _is_rare(self, i: int) -> bool:
        """Whether a word may be a name as far as the word lists tell."""
        word = self.folded[i]
        if word in given_names() or word in _JOINERS or word in _LETTERS:
            return True
        plain = without_conjunction(word)
        return not (
            {word, plain} & ordinary_words()
            or {"ال" + word, "ال" + plain} & ordinary_words()
            or bare(word) in name_nouns() | _BODIES
            or is_title(word)
            or (word[0] in "بلكفو" and self._is_prefixed(i, 1))
        )

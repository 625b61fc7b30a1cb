"""Where a name ends: what may follow it, and which words after a given name are none of it."""

from __future__ import annotations

from arabnlp.text.nameshapes import ADDRESSED, CLOSERS, NameShapes
from arabnlp.text.speech import (
    bare,
    common_words,
    given_names,
    is_definite,
    is_title,
    name_nouns,
    speech_forms,
    without_conjunction,
    word_class,
)

_JOINERS = word_class("joiners")
_ENDS = word_class("ends")
_FREE_TITLES = word_class("free_titles")
_BODIES = word_class("bodies")
FUNCTION = frozenset().union(
    *map(word_class, ("prepositions", "adjuncts", "connectors", "before_nouns", "with_pronoun", "times", "own_words"))
)
_TIMES = word_class("times") - {"بين"}
_ADJUNCTS = word_class("adjuncts") - word_class("joiners") - {"علي"}
_OWN = word_class("no_subject")
_VERBS = frozenset("تم يتم سيتم تمت جري سوف غفر يرحمه رحمه حفظه".split())
_SYLLABLES = word_class("syllables")
_LETTERS = word_class("letters")
_OF_GOD = frozenset("عبد فضل نصر عطا سعد حبيب خير جار ضيف هبه نعمه رزق فتح ايه امه خلف عون حزب رحمه نور".split())


class NameEdges(NameShapes):
    """The tokens of an article, and where a name among them may begin and end."""

    def _is_entitled(self, start: int, j: int) -> bool:
        """Whether a verb of speech stands before a name and a comma and a title after it."""
        told = self._adjacent(start) and without_conjunction(self.folded[start - 1]) in speech_forms()
        comma = j + 1 < len(self.tokens) and self.tokens[j].text in "،,"
        return told and comma and is_definite(self.folded[j + 1]) and is_title(self.folded[j + 1])

    def _is_possessed(self, j: int) -> bool:
        """«سامر قباني تفاؤله بالمعسكر»: a noun with a pronoun, whose complement follows."""
        if not self.spelt[j].endswith("ه") or self.folded[j] in given_names() or not self._adjacent(j + 1):
            return False
        after = self.folded[j + 1]
        family = (len(self.folded[j]) < 5 and self.folded[j][-2:] != "اه") or self.folded[j].startswith("با")
        return not family and (after in ("من", "في", "عن", "علي", "ب", "التام") or after.startswith(("بال", "لل")))

    def _is_household(self, i: int) -> bool:
        """«رفع آل محمود»: a family, not its son; but «زيد شويل آل سليمان»."""
        if not self._adjacent(i) or not self.spelt[i - 1].startswith("آل") or self.folded[i - 1] != "ال":
            return False
        return not (self._adjacent(i - 1) and self._is_name_word(i - 2))

    def _has_initial(self, j: int) -> bool:
        """Whether a letter with a stop and then a word stand at token j."""
        if j + 2 >= len(self.tokens) or self.folded[j] not in _LETTERS or self.tokens[j + 1].text != ".":
            return False
        letter, stop, after = self.tokens[j : j + 3]
        return stop.start == letter.end and after.start - stop.end < 2

    def _is_no_surname(self, i: int, j: int) -> bool:
        """«كيري غداة لقاء», «فلان باسم الشباب», «هيلاري حاولت», «عباد الله»: what follows a name that begins at i."""
        word, before = self.folded[j], self.folded[j - 1]
        raw = self.spelt[j]
        if word in _ADJUNCTS | _VERBS or (word == "الله" and before not in _OF_GOD):
            return True
        if raw.startswith("أ") and raw.endswith("ت") and len(raw) > 3 and word not in given_names():
            return True  # «عمر ألقت»
        if word == "باسم" and j - i >= 2:
            return not self._phrase_ends(j + 1)
        verb = word.endswith("ت") and len(word) > 3 and not word.endswith(("ات", "يت", "وت", "رت"))
        return j == i + 1 and verb and given_names().get(self.folded[i], False) and word not in given_names()

    def _carries(self, j: int) -> bool:
        """Whether a word carries a conjunction or preposition: «لوكالة», but «جان نويل بريم»."""
        word = self.folded[j]
        if word[0] in "ولف":
            return word not in _SYLLABLES or self.spelt[j][1:2] in "أإآ"
        if self._is_bal_family(j):
            return False
        rest = word[1:]
        known = rest in common_words() or "ال" + rest in common_words() or rest in given_names() or rest in self._places
        return word[0] == "ب" and (known or word.endswith("ه") or len(word) < 4)

    def _phrase_ends(self, j: int, hard: bool = False) -> bool:
        """Whether token j begins something new: punctuation, a mark, a connector, a verb of speech."""
        if j >= len(self.tokens) or self.tokens[j].kind != "word" or self.tokens[j].start - self.tokens[j - 1].end > 2:
            return True
        word = self.folded[j]
        if hard:
            return word in CLOSERS or word in speech_forms() or word in _OWN
        return (
            word in _ENDS
            or word in _TIMES
            or word.startswith("لل")
            or (word[0] in "بلو" and word[1:] in ADDRESSED)
            or (is_title(word) and not is_definite(word))
            or word in speech_forms()
            or without_conjunction(word) in speech_forms()
            or self._is_adverb(j)
        )

    def _is_addressed(self, j: int) -> bool:
        """«قال خوان أنخيل نابوت لوكالة …»: to whom, or what the person is."""
        word = self.folded[j]
        return is_title(word) or (word[0] == "ل" and bare("ال" + word[1:]) in name_nouns() | _BODIES)

    def _is_short_verb(self, i: int) -> bool:
        """«يقرأ», «تكتب»: a word of four letters that may be a verb, and is no given name."""
        word = self.folded[i] if self._adjacent(i) else ""
        return len(word) == 4 and word[0] in "يت" and word not in given_names()

    def _is_short_name(self, i: int) -> bool:
        """«الدكتور جا مامادو», «الرئيس الصيني شي جينبينغ»: two letters that begin a name after a calling."""
        before, word = self.folded[i - 1], self.folded[i]
        nation = is_definite(before) and before.endswith("ي") and is_title(self.folded[i - 2])
        return (bare(before) in _FREE_TITLES or nation) and word not in FUNCTION and word not in common_words()

    def _is_given(self, i: int) -> bool:
        return self._adjacent(i) and self.folded[i] in given_names()

    def _is_bound(self, j: int) -> bool:
        """Whether a definite word is a title's complement, not a surname."""
        word, after = self.folded[j], self.folded[j + 1] if self._adjacent(j + 1) else ""
        if not is_definite(word):  # «أمين سر اللجنة»
            known = word in given_names() or word in _JOINERS or is_title(after) or after in FUNCTION
            return not known and is_definite(after) and not after.endswith("ي")
        return self._is_given(j + 1) or (after.startswith("وال") and not word.endswith("ي"))

    def _is_ranked(self, i: int) -> bool:
        """«الملازم أول سكينة برادة»: a rank of two words before token i."""
        return i > 1 and self.folded[i - 1] == "اول" and is_title(self.folded[i - 2]) and self._adjacent(i - 1)

    def _opens(self, i: int) -> bool:
        """Whether a sentence begins at token i: «بايال فاسوديفا، العضو المنتدب …»."""
        return i == 0 or self.tokens[i - 1].text in ".:" or self.tokens[i].start - self.tokens[i - 1].end > 1

"""Where names of people stand in a text: by given names (a lexicon), by structure, and by place.

A title with its definite complement is followed by an indefinite word that starts the name («رئيسة لجنة المصطلح رُبى
الساكت»); a verb of speech may be followed by a name that no lexicon has («قال آلن هوفمان ممثل الشركة»).
"""

from __future__ import annotations

from arabnlp.text.nameedges import FUNCTION, NameEdges
from arabnlp.text.nameshapes import ADDRESSED, is_verb_like
from arabnlp.text.speech import (
    bare,
    common_words,
    given_names,
    is_definite,
    is_title,
    name_nouns,
    ordinary_words,
    speech_forms,
    titles,
    without_conjunction,
    word_class,
)

_JOINERS = word_class("joiners")
_ENDS = word_class("ends")
# Given names that are nouns as often: what follows must look like a name.
_ALSO_NOUNS = word_class("also_nouns")
# After these a name may follow at once, without a complement.
_FREE_TITLES = word_class("free_titles")
_HARD_ENDS = _ENDS - {"ام", "علي"}
_WHOLE_NAMES = word_class("whole_names")
_WHOLE_BEGIN = frozenset(name.partition("-")[0] for name in _WHOLE_NAMES)
_BODIES = word_class("bodies")
_SURNAMES_IN_B = word_class("surnames_in_b")
_ABBREVIATED = frozenset(("د.", "م.", "ا.", "د", "م", "ابو", "ام"))
_LONGEST_NAME = 12
_LETTERS = word_class("letters")
_SAINTS = frozenset(("جان", "خوسيه", "خوان", "ماري"))  # with what follows one given name


class NameFinder(NameEdges):
    """The spans of names among the tokens of an article."""

    def _name_by_lexicon(self, i: int) -> int | None:
        if self.tokens[i].kind != "word":
            return None
        word = self.folded[i]
        if word in _WHOLE_BEGIN and "-".join(self.folded[i : i + 3]) in _WHOLE_NAMES:
            return i + 3
        if word not in given_names() and word[:1] == "و" and word[1:] in given_names():
            word = word[1:]
        known = word in given_names() or word in ("ام", "ابو") or self._is_son(i)
        if not known or self.folded[i] in _HARD_ENDS:
            return None
        before = self.folded[i - 1] if self._adjacent(i) else ""
        if word in speech_forms() and not (
            before and (is_title(before) or without_conjunction(before) in speech_forms())
        ):
            return None  # «طالب أبو مرزوق بوقف …», but «قال روي هودجسون»
        if self._is_credit(i):
            return None
        if self._is_place(i) or self._is_household(i):
            return None  # «آل محمود»: a family, not its son
        if self._lacks_madda(i, word):
            return None
        if (word == "الان" and self.spelt[i][1:3] == "لآ") or (word == "ادي" and self.spelt[i][-1] == "ى"):
            return None  # «الآن يقود», «أدى القصف»: folded like «آلان», «إدي»
        if word == "علي" and not self._is_ali(i):
            return None  # «على الفور»: folded like «علي»
        j, size = i + 1, 1
        if self._adjacent(j) and (word == "عبد" or self.folded[j] == "الدين"):
            j += 1  # «عبد الإله», «عز الدين» are one given name
            if self.folded[j - 1 : j] != ["الدين"] and self.folded[j : j + 1] == ["العبد"] and self._adjacent(j + 1):
                return j + 2  # «عبد الناصر العبد اللطيف»
        elif word in ("ام", "ابو"):  # «أم سليمان»
            return j + 1 if self._adjacent(j) and self.folded[j] in given_names() else None
        elif word in _ALSO_NOUNS and not self._looks_like_name(i):
            return None
        elif word == "بيان" and self._adjacent(j) and bare(self.folded[j]) in _BODIES:
            return None  # «بيان الرابطة»
        elif is_definite(word) and word.endswith("ي") and is_definite(before) and not is_title(before):
            return None  # «السلك الدبلوماسي العربي أحمد»: an adjective
        elif is_definite(word) and self._is_short_verb(j):
            return None  # «القارئ العربي يقرأ»
        elif is_title(word) and self._adjacent(j) and (self._is_bound(j) or self.spelt[j].endswith("ة")):
            return None  # «أمين المستودع نزيه ديب», «عميد القبول والتسجيل»
        if self._has_initial(j):
            return j + 3 if self._is_name_word(j + 2) else None  # «ديفيد إيه. تومسون»
        double = word in _SAINTS and self._adjacent(j) and self.folded[j] in given_names() and self._adjacent(j + 1)
        if double and self._may_be_named(j + 1, False) and not is_definite(self.folded[j + 1]):
            return j + 2  # «جان فرانسوا فورتان»
        while self._adjacent(j) and size < 5 and not self._is_adverb(j):
            nxt = self.folded[j]
            if nxt in _JOINERS and j - i < _LONGEST_NAME and not self.spelt[j].startswith("فإ"):
                j += 1  # «محمد بن نايف بن عبدالعزيز آل سعود»
                continue
            after_joiner = (
                self.folded[j - 1] in _JOINERS
                and len(nxt) > 1
                and (
                    nxt not in _ENDS or (nxt == "علي" and self.folded[j - 1] == "بن")  # «وليد بن على الجلال»
                )
            )
            if not after_joiner and not self._is_name_word(j) and not self._is_middle(j):
                break
            noun = len(nxt) > 4 and nxt not in given_names() and bool({nxt[1:], "ال" + nxt[1:]} & ordinary_words())
            if nxt[0] == "و" and (nxt[1:] in given_names() or nxt[1:3] == "ال" or noun):
                break  # «رؤى وتوجيهات»
            if not after_joiner and (self._is_no_surname(i, j) or self._is_possessed(j)):
                break
            object_like = self._is_prefixed(j, size) or (size >= 2 and self.spelt[j].endswith("ة"))
            if not after_joiner and nxt not in given_names() and object_like:
                break  # «سامر قباني لوفد», «خالد بن أحمد تغريدة»
            j, size = j + 1, size + 1
            if nxt.startswith("ال") and self.folded[j - 2] != "عبد":
                break
            if nxt not in given_names() and not self._is_middle(j - 1) and nxt[:2] != "ال":
                # «بدر بن علي طامي العتيبي»: a family name may follow where fathers are named
                fathers = "بن" in self.folded[i:j]
                if self._adjacent(j) and self._is_family(j) and (fathers or self._phrase_ends(j + 1, hard=True)):
                    j += 1
                elif self._adjacent(j) and is_definite(self.folded[j]) and self._is_entitled(i, j + 1):
                    j += 1  # «قال أحمد قذاف الدم، المبعوث السابق»
                break
        if j - i >= 2 and self._is_family(j - 1) and self._adjacent(j) and self._is_family(j):
            j += 1 if self._phrase_ends(j + 1, hard=True) else 0  # «سعود المسيلي الحارثي،»
        # A third word belongs to the name where the phrase ends with it: «عمر عبدي غيدي.»
        if (
            j - i >= 2
            and not is_definite(self.folded[j - 1])
            and self._adjacent(j)
            and not is_definite(self.folded[j])  # «استقبل سامر قباني الوفد.»
            and self._is_name_word(j)
            and not self._is_adverb(j)
            and (
                self._phrase_ends(j + 1, hard=True)
                or self._is_addressed(j + 1)
                or (self.folded[j + 1] in common_words() and not is_verb_like(self.folded[j]))
            )
            and (not self._carries(j) or self.folded[j] in _SURNAMES_IN_B)
            and not (self.folded[j] == "مساعد" and self._adjacent(j + 1) and is_title(self.folded[j + 1]))
        ):
            j += 1
        while j > i and self.folded[j - 1] in _JOINERS and self.folded[j - 1] not in ("با", "عبد", "ابي"):
            j -= 1
        return j if j - i >= 2 else None

    def _looks_like_name(self, i: int) -> bool:
        """For a given name that is also a noun: what stands around it decides."""
        before = self.folded[i - 1] if self._adjacent(i) else ""
        if self._is_on_behalf(i) or before == "شهر":
            return False
        j = i + 1
        if not self._adjacent(j):
            return False
        follows = (
            (is_definite(self.folded[j]) and self.folded[j] not in ordinary_words())
            or self.folded[j] in given_names()
            or self.folded[j] in _JOINERS
        )
        introduced = (
            is_definite(before) or before in _FREE_TITLES or before in speech_forms() or self._is_bound_title(before)
        )
        if before == "في" and is_definite(self.folded[j]) and not self.folded[j].endswith("ي"):
            return False  # «في تحسين الاستدامة»
        if self.folded[i] == "باسم" and not introduced:
            return self.folded[j] in given_names()  # «بيان أرسل باسم المرفأ»
        return follows or introduced or (j + 1 < len(self.tokens) and self.tokens[j + 1].text in "،,")

    def _name_by_structure(self, i: int) -> int | None:
        """A name whose first word, indefinite, follows a title with a definite complement."""
        if (
            not self._adjacent(i)
            or is_definite(self.folded[i])
            or not (
                is_definite(self.folded[i - 1])
                or self.folded[i - 1] in _FREE_TITLES
                or self._is_bound_title(self.folded[i - 1])
                or self.folded[i - 2 : i - 1] == ["باسم"]
                or self._is_ranked(i)
            )
            or not self._is_name_word(i)
        ):
            return None
        word = self.folded[i]
        if word in _LETTERS and len(self.folded[i - 1]) < 3:
            return None  # «شركة إي إم سي ديفيد جولدن»
        if (
            self._is_adverb(i)
            or self._is_on_behalf(i)
            or (len(word) < 3 and not self._is_short_name(i))
            or (word[0] == "ل" and (self._is_prefixed(i, 1) or not is_title(self.folded[i - 1])))
            or word in ADDRESSED
            or (word[0] in "وفبك" and is_definite(word[1:]))
            or (word[0] in "وف" and self._is_short_verb(i + 1) and word not in given_names())  # «فصار ينشر»
            or is_verb_like(word)
            or (self._is_short_verb(i) and self._adjacent(i + 1) and is_definite(self.folded[i + 1]))
            or (
                word[0] in "وب"
                and word not in given_names()
                and bare(self.folded[i - 1]) not in _FREE_TITLES
                and (word[0] == "ب" or (self._adjacent(i + 1) and is_definite(self.folded[i + 1])))
            )
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
        bound = not is_definite(self.folded[title]) and title == i - 1 and bare(self.folded[title]) not in _ABBREVIATED
        if bound and self._is_given(i + 1) and self._adjacent(i + 2) and self._is_name_word(i + 2):
            return None  # «نجمة هوليوود سلمى حايك»
        j = i + 1
        while (
            self._adjacent(j)
            and (self._is_name_word(j) or self.folded[j] in _JOINERS or self.folded[j - 1] in _JOINERS)
            and not self._is_adverb(j)
            and j - i < 4
        ):
            j += 1
            if is_definite(self.folded[j - 1]) and self.folded[j - 2] not in _JOINERS:
                break
            if self.folded[j - 2] in ("ولد", "منت") and self.folded[j - 1] not in _JOINERS:
                break  # «سيدي ولد امبارك عمله»
        possessive = self.folded[j - 1].endswith(("ته", "ها", "هم"))
        ends = self._phrase_ends(j) or self.folded[j - 2] in ("ولد", "منت")
        return j if j - i >= 2 and ends and not possessive else None

    def _name_by_apposition(self, i: int) -> int | None:
        """«سمانثا باور، سفيرة بلادها»: two words that a title follows after a comma."""
        j = i + 2
        if (
            j + 1 >= len(self.tokens)
            or self.tokens[j].text not in "،,"
            or not self._adjacent(i + 1)
            or not is_title(self.folded[j + 1])
            or (is_definite(self.folded[j + 1]) and not self._opens(i))
            or bare(self.folded[j + 1]) in _FREE_TITLES
        ):
            return None
        joined = self.folded[i - 1] in _JOINERS and not self.spelt[i - 1].startswith("فإ")
        if self._adjacent(i) and (joined or is_definite(self.folded[i - 1])):
            return None
        fits = self._may_be_named(i, True) and not is_verb_like(self.folded[i]) and self._may_be_named(i + 1, False)
        word = self.folded[i]
        rest = {word[1:], "ال" + word[1:]}
        carries = word[0] in "وبلفك" and (
            word[0] == "و" != word[1:2] or bool(rest & ordinary_words() or rest & self._places.keys())
        )
        return j if fits and not self._is_no_name(i) and not carries else None

    def name_here(self, i: int, stop: int) -> int | None:
        """End of a name that begins at token i and that only its place shows: «قال آلن هوفمان ممثل الشركة».

        Two to four words that are no titles, nouns of bodies or function words, the last of them perhaps definite, and
        after them a title, a preposition, punctuation, a connector or nothing.
        """
        j = i
        while j < stop and j - i < 5 and (j == i or self._adjacent(j)):
            if j > i and self.folded[j - 1] in ("لو", "دي", "فان", "فون", "بن") and not is_definite(self.folded[j]):
                j += 1
                continue
            joiner = self.folded[j] in _JOINERS | _LETTERS and self._adjacent(j + 1) and not is_definite(self.folded[j])
            if not (joiner and j - i < 3) and not self._may_be_named(j, j == i):
                break
            j += 1
            if is_definite(self.folded[j - 1]) and self.folded[j - 2] not in _JOINERS:
                break
        closed = j >= stop or self.tokens[j].kind != "word" or not self._may_be_named(j, True)
        spelt = all(word in _LETTERS for word in self.folded[i:j])  # «إيه بي سي»
        return j if j - i >= 2 and closed and not spelt else None

    @staticmethod
    def _is_plural(word: str) -> bool:
        """«مسؤولون», but «إريكسون»: a foreign name whose stem is no common word."""
        known = {"ال" + word, word[:-2], "ال" + word[:-2], word[:-2] + "ه", "ال" + word[:-2] + "ه"} & common_words()
        return word.endswith(("ات", "ون", "ين")) and bool(known or is_title(word[:-2]))

    def _ends_in_heh(self, i: int) -> bool:
        """«بريجيته»: no teh marbuta, and no pronoun on a known word."""
        word = self.folded[i]
        stems = {word[:-1], word[:-2], word[:-2] + "ه", "ال" + word[:-1], "ال" + word[:-2], "ال" + word[:-2] + "ه"}
        return self.spelt[i].endswith("ه") and len(word) > 4 and not (stems & ordinary_words() or stems & titles())

    def may_begin(self, i: int) -> bool:
        """Whether a name may begin at token i."""
        return self._may_be_named(i, True)

    def _may_be_named(self, i: int, first: bool) -> bool:
        word = self.folded[i]
        return (
            self.tokens[i].kind == "word"
            and (len(word) > 2 or (not first and i + 1 < len(self.tokens) and self.tokens[i + 1].text in "،,"))
            and not (first and (is_definite(word) or (len(word) > 4 and self._is_bound_title(word))))
            and not (first and word.endswith("ه") and word not in given_names() and not self._ends_in_heh(i))  # لجنة
            and self._is_name_word(i)
            and not (first and word.startswith("است"))
            and not self._is_adverb(i)
            and word not in FUNCTION
            and bare(word) not in name_nouns() | _BODIES
            and not self._is_plural(word)
            and not (len(word) > 3 and word[0] == "ل" and "ال" + word[1:] in self._places)
            and ("ال" + word) not in self._places
        )

"""Which words may stand in a name: by their shape, by the word lists, and by what stands beside them."""

from __future__ import annotations

import re
from functools import lru_cache

from arabnlp.text.charset import MARK_RANGES
from arabnlp.text.speech import (
    bare,
    common_nouns,
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
from arabnlp.text.tokenize import Token, fold_word

_JOINERS = word_class("joiners")
_ENDS = word_class("ends")
# Given names that are nouns as often: what follows must look like a name.
_ALSO_NOUNS = word_class("also_nouns")
# After these a name may follow at once, without a complement.
_FREE_TITLES = word_class("free_titles")
_CLERGY = frozenset(("مطران", "بطريرك", "قس", "اب"))
_SURNAMES = word_class("surnames")
_CRAFT_SURNAMES = word_class("craft_surnames")
_BODIES = word_class("bodies")
_PLACES = word_class("places")
_TIMES = word_class("times")
_FUTURE = re.compile("و?س[ينت][^اويء]{3,4}")  # «سيخلف», but «سيمون»
_MARKS = re.compile(f"[{MARK_RANGES}\u0640]+")
_PAST = re.compile("ت[^اويء]{3}ت|ا[^اوي]ت[^اوي]{2}ت|ان[^اوي]{3}ت")  # «تمتعت», «اقتربت»
_AUGMENTED = re.compile("يت[^اويء]{3}|يست[^اويء]{2,3}")  # «يترجم»
CLOSERS = word_class("connectors") | {"في", "امام", "خلال", "عبر"}
_TWO_WORD_PLACES = word_class("places_of_two_words")
_CHILD_OF = frozenset(("ولد", "منت"))
# «لشبكة», «لصحيفة»: who is spoken to
ADDRESSED = name_nouns() | _BODIES
_SYLLABLES = word_class("syllables")
_MANNERS = word_class("manners")
_WITH_PRONOUN = word_class("with_pronoun")
_PLACE_NOUNS = frozenset("جمرك منفذ ميناء محافظه مدينه بلده قريه حي شرطه بلديه".split())
_KNOWN_AS = frozenset(
    "البالغ البالغه المعروف المعروفه المدعو الملقب المنتقل المنضم القادم العائد المقيم المولود".split()
)  # «فلان البالغ من العمر»


def is_verb_like(folded: str) -> bool:
    """Whether an indefinite word is shaped like a verb: «عينت», «يحاول», «واستبدل»."""
    if folded in given_names():
        return False
    return (
        (folded[0] in "يت" and len(folded) >= 5)
        or folded.startswith(("است", "واست", "وان", "وات", "واج", "واح"))
        or (len(folded) >= 4 and folded.endswith("ت") and not folded.endswith("ات"))
        or folded.startswith("وا")
        or bool(_FUTURE.fullmatch(folded))
    )


class NameShapes:
    """The tokens of an article, and which of them may stand in a name.

    Parameters
    ----------
    tokens : sequence of Token
        Words and punctuation of the article outside quotations, in order.
    marked : list of int, optional
        For each token the number of the quotation marks that it stands in, or -1: no name goes over a mark.
    """

    def __init__(self, tokens: list[Token], marked: list[int] | None = None) -> None:
        self.tokens = tokens
        self._marked = marked or [-1] * len(tokens)
        self.folded = [fold_word(token.text) for token in tokens]
        self.spelt = [text if text.isalpha() else _MARKS.sub("", text) or text for text in (t.text for t in tokens)]
        self._places: dict[str, list[int]] = {}
        for i, word in enumerate(self.folded):
            self._places.setdefault(word, []).append(i)
        self._named_to = 0  # where the last name ended: its title is used up
        self._joined = [False] * (len(tokens) + 1)  # follows its predecessor with only space between
        for i in range(1, len(tokens)):
            before, token = tokens[i - 1], tokens[i]
            self._joined[i] = (
                token.kind == "word" == before.kind
                and token.start - before.end <= 2
                and self._marked[i] == self._marked[i - 1]
            )

    def _adjacent(self, i: int) -> bool:
        """Whether token i follows its predecessor with only space between."""
        return 0 < i < len(self._joined) and self._joined[i]

    def _is_name_word(self, i: int) -> bool:
        word = self.folded[i]
        if self._lacks_madda(i, word) or word == "يا":
            return False
        if word in _SYLLABLES and self.spelt[i][1:2] not in "أإآ" and self._adjacent(i):
            return self.folded[i - 1] not in ordinary_words()  # «ليو تيونج لاي»
        if word in common_words() and word not in given_names() and not self._is_surnamed(i) and not self._is_nisba(i):
            return False
        if self._is_place(i):
            return False
        if word in common_nouns() and word not in given_names() and not self._is_after_name(i):
            return False
        return (
            (word not in _ENDS or (word == "علي" and self.spelt[i].endswith("ي")))
            and (word not in speech_forms() or word in given_names())
            and (not is_title(word) or self._is_surname(i) or self._is_second_name(i))
            and (len(word) > 1)
            and (without_conjunction(word) not in speech_forms() or self._is_feri(i))
            and not self._is_no_name(i)
        )

    def _lacks_madda(self, i: int, word: str) -> bool:
        """«أنا أتبع», «أن المليحان»: folded like «آنا», «آن»."""
        return word in ("انا", "ان") and self.spelt[i][0] != "آ"

    def _is_feri(self, i: int) -> bool:
        """«ايتاري فيري»: two dots, and so no «فيرى»."""
        return self.folded[i] in ("فيري", "ويري") and self.spelt[i].endswith("ي")

    def _is_son(self, i: int) -> bool:
        """«سيّاف بن عامر»: before بن stands a given name, whatever it is."""
        return (
            self._adjacent(i + 1)
            and self._adjacent(i + 2)
            and self.folded[i + 1] == "بن"
            and len(self.folded[i]) > 2
            and not is_definite(self.folded[i])
            and not is_verb_like(self.folded[i])
            and self.folded[i][0] not in "وفلب"
            and self._is_name_word(i)
        )

    def _is_place(self, i: int) -> bool:
        """«محافظ خميس مشيط»: a word of a place's name that looks like a person's."""
        after = self.folded[i + 1] if self._adjacent(i + 1) else ""
        before = self.folded[i - 1] if self._adjacent(i) else ""
        if before in _PLACE_NOUNS and after in given_names():
            return True  # «جمرك سلوى علي العطوي»
        return f"{self.folded[i]}-{after}" in _TWO_WORD_PLACES or f"{before}-{self.folded[i]}" in _TWO_WORD_PLACES

    def _is_after_name(self, i: int) -> bool:
        """«المواطن سليمان الصعب»: a noun that is a surname, between a given name and the phrase's end."""
        first = i - 2 if i > 1 and (self.folded[i - 2] == "عبد" or self.folded[i - 1] == "الدين") else i - 1
        if not self._adjacent(i) or self.folded[first] not in given_names() or self.folded[first] in _ALSO_NOUNS:
            return False
        if self._adjacent(first) and is_definite(self.folded[first - 1]) and is_title(self.folded[first - 1]):
            return True
        following = self.folded[i + 1] if self._adjacent(i + 1) else "ان"
        told = following[0] == "ل" and bare("ال" + following[1:]) in ADDRESSED  # «جاسم العسل لوكالة المرفأ»
        return told or following in CLOSERS or following in speech_forms() or is_title(following)

    def _is_surnamed(self, i: int) -> bool:
        """«المطران متى الخوري»: a common word between a title and a surname."""
        return (
            self._adjacent(i)
            and is_definite(self.folded[i - 1])
            and bare(self.folded[i - 1]) in _FREE_TITLES | _CLERGY
            and self._adjacent(i + 1)
            and is_definite(self.folded[i + 1])
            and self.folded[i + 1] not in common_words()
        )

    def _is_nisba(self, i: int) -> bool:
        """«الممرضة ابتسام الخلفي»: an adjective that is a surname after a definite title and a given name."""
        before = self.folded[i - 1]
        return (
            self._is_nisba_shape(self.folded[i])
            and self._adjacent(i)
            and self._adjacent(i - 1)
            and before in given_names()
            and before not in _ALSO_NOUNS
            and is_title(self.folded[i - 2])
            and is_definite(self.folded[i - 2])
        )

    @staticmethod
    def _is_nisba_shape(word: str) -> bool:
        return word.startswith("ال") and word.endswith("ي") and (len(word) > 5 or word == "العلي")

    def _is_surname(self, i: int) -> bool:
        """A craft or title that is a surname where it stands: «ليلى الحداد», but «سامر حداد المفتي العام»."""
        word, before = self.folded[i], self.folded[i - 1]
        if self._adjacent(i + 1) and self.folded[i + 1] == "العام":
            return False
        if self._adjacent(i) and word in _CRAFT_SURNAMES and before in given_names() and before not in _ALSO_NOUNS:
            return True
        return (
            self._adjacent(i)
            and word.startswith("ال")
            and word[2:] in _SURNAMES
            and (before in given_names() or before[1:] in given_names())
            and (before not in _ALSO_NOUNS or self._is_shown(i - 1))
        )

    def _is_shown(self, i: int) -> bool:
        """«أكد سامي الخطيب», «رئيس الوفد سامي الخطيب»: what stands before shows that a name begins."""
        before = self.folded[i - 1] if self._adjacent(i) else ""
        return without_conjunction(before) in speech_forms() or is_definite(before)

    def _is_bal_family(self, i: int) -> bool:
        """«فيصل بالسديري», «بدر باسلمه»: a family name of the south, not «بالقاهرة»."""
        word = self.folded[i]
        if word.startswith("با") and len(word) > 5 and self._adjacent(i) and self.folded[i - 1] in given_names():
            rest = {word[1:], "ال" + word[1:]}
            if not word.startswith("بال") and not (rest & ordinary_words() or rest & self._places.keys()):
                return True  # «بدر محمد باسلمه»
        return (
            word.startswith("بال")
            and word.endswith("ي")
            and len(word) > 5
            and self._adjacent(i)
            and self.folded[i - 1] in given_names()
            and not ({word[1:], word[3:]} & self._places.keys())
        )

    def _is_second_name(self, i: int) -> bool:
        """«محمد رحيم أمين», «سيدي ولد الطلبة»: a title that is a name, by a given name and before no complement."""
        if self._adjacent(i + 1) and self.folded[i + 1] in _CHILD_OF and not is_definite(self.folded[i]):
            return True
        return (
            self.folded[i] in given_names()
            and self._adjacent(i)
            and (self.folded[i - 1] in given_names() or (i > 1 and self.folded[i - 2] in given_names()))
            and not (self._adjacent(i + 1) and self._is_bound_office(i))
        )

    def _is_bound_to(self, i: int) -> bool:
        """«لصفوف الأهلي»: a word with a preposition, before its complement."""
        word = self.folded[i]
        return word[0] == "ل" and len(word) > 4 and self._adjacent(i + 1) and is_definite(self.folded[i + 1])

    def _is_bound_office(self, i: int) -> bool:
        """«أمين العاصمة», «مساعد وزير»: a title with what it is bound to."""
        after = self.folded[i + 1]
        return is_definite(after) or (self.folded[i] == "مساعد" and is_title(after))

    def _is_no_name(self, i: int) -> bool:
        """Shapes that no name has: «وأهدر», «للجد», «برأسه», «ضاحكا», «محاولا», «لشبكة»."""
        word, raw = self.folded[i], self.spelt[i]
        if word in given_names() or self._is_bal_family(i):
            return False
        noun = {word[:-2] + "ه", "ال" + word[:-2] + "ه"}
        participle = (  # «ضاحكا», «محاولا»; «شارما», «ميرسكيلا» have the shape alone
            len(word) == 5 and word[1] == "ا" and word[4] == "ا" and word[3] not in "يون"
        ) or (len(word) > 5 and word[0] == "م" and word[-1] == "ا" and word[-2] not in "ينكرتس")
        return (
            raw.startswith(("وأ", "وإ", "لل", "فأ", "بأ", "بإ", "لإ", "بال", "وال"))
            or (len(word) == 5 and raw[0] == "ا" and word[2] == "ت" and word[1] != "ل")  # «امتدح»
            or (word[0] in "بلكو" and word[1:] in ADDRESSED)
            or (
                word[0] in "بلك"
                and len(word) > 4
                and word.endswith(("ه", "ها", "هم"))
                and not raw.endswith(("ة", "يه"))
            )
            or (len(word) > 4 and raw.endswith("ه") and (word[-2] not in "يدل" or word[:-1] in ordinary_words()))
            or bool(_AUGMENTED.fullmatch(word))
            or (len(word) == 4 and raw.endswith("ته") and bool(noun & ordinary_words()))  # «خطته», not «روته»
            or (len(word) > 4 and word.endswith(("ها", "هم")))
            or word in _KNOWN_AS
            or (raw.startswith("فال") and word[1:] in ordinary_words())
            or (self._is_bound_to(i) and word[1:] in ordinary_words() and word not in ordinary_words())
            or word in _WITH_PRONOUN
            or (len(word) > 2 and raw.endswith("أ"))  # «أخطأ»
            or bool(_PAST.fullmatch(word))
            or (participle and bool({word[:-1], "ال" + word[:-1]} & ordinary_words() or word in _MANNERS))
            or (len(word) == 6 and word[0] == "ا" and word[2] == "ت" and word[4] == "ا")  # «اختفاء»
            or word in _TIMES
        )

    def _is_credit(self, i: int) -> bool:
        """«تصوير: عدنان مهدلي»: who took the picture has no part in the story."""
        before = [self.folded[j] for j in range(max(0, i - 2), i)]
        return bool(set(before) & {"تصوير", "عدسه", "بعدسه"}) and (
            len(before) < 2 or before[-1] in (":", "-", "تصوير", "عدسه")
        )

    def _is_prefixed(self, i: int, size: int) -> bool:
        """Whether a word that may be a surname is rather one with a preposition or conjunction: «سامر قباني لوفد»."""
        word = self.folded[i]
        if word[0] not in "بلكفو" or len(word) < 4 or self._is_bal_family(i):
            return False
        rest = word[1:]
        known = rest in self._places or "ال" + rest in self._places or is_definite(rest)
        if word[0] in "بل" and rest in given_names():
            return True  # «بحمد الله»
        bound = self._adjacent(i + 1) and is_definite(self.folded[i + 1])
        if bound and word[0] in "بل" and len(word) > 4 and rest[0] != "و" and {rest, "ال" + rest} & ordinary_words():
            return True  # «انتقال معاذ لصفوف الأهلي»
        if known or rest in _PLACES or rest in titles() or rest in name_nouns() | _BODIES:
            return True
        if size >= 2 and word[0] in "بل" and self.spelt[i].endswith("ة"):
            return True
        return size >= 2 and word[0] in "لوف" and len(self._places[word]) == 1

    def _is_middle(self, i: int) -> bool:
        """«حسن شيخ محمود»: a title that stands between given names; «علي أكبر هاشمي»."""
        if self.folded[i] == "اكبر" and self.folded[i - 1] == "علي" and self._adjacent(i + 1):
            return not is_definite(self.folded[i + 1])
        return (
            self.folded[i] in _FREE_TITLES
            and self._adjacent(i + 1)
            and (self.folded[i + 1] in given_names())
            and self.folded[i - 1] in given_names()
        )

    def _is_family(self, i: int) -> bool:
        """«العتيبي»: a definite word shaped like a family name."""
        word = self.folded[i]
        return self._is_nisba_shape(word) and self._is_name_word(i)

    def _is_ali(self, i: int) -> bool:
        """Whether «علي» is the name: spelt with two dots and among names or after a title."""
        before = self.folded[i - 1] if self._adjacent(i) else ""
        follows = self.folded[i + 1] if self._adjacent(i + 1) else ""
        if before in given_names():
            family = self._is_nisba_shape(follows) and follows not in ordinary_words()
            titled = family and i > 1 and self._adjacent(i - 1) and is_title(self.folded[i - 2])
            return self.spelt[i].endswith("ي") or follows in _JOINERS or follows in given_names() or titled
        named = follows in _JOINERS | {"اكبر"} or follows in given_names() or is_title(before) or self._spelt_apart(i)
        family = self._is_nisba_shape(follows) and follows not in ordinary_words()
        return self.spelt[i].endswith("ي") and (named or family)

    def _spelt_apart(self, i: int) -> bool:
        """«بجدة علي عشقي»: two dots where the text spells «على» without, and no common word after it."""
        apart = any(self.spelt[j] == "على" for j in self._places.get("علي", ())[:50])
        titled = i > 1 and self._adjacent(i) and self._adjacent(i - 1) and is_title(self.folded[i - 2])
        if not (self._adjacent(i + 1) and (apart or titled)):
            return False
        word = self.folded[i + 1]
        plain = {word, "ال" + word, word[1:], "ال" + word[1:]} if word[0] in "وبلفك" else {word, "ال" + word}
        return not (is_definite(word) or len(word) < 3 or plain & ordinary_words() or plain & speech_forms().keys())

    def _is_on_behalf(self, i: int) -> bool:
        """«المتحدث باسم الوزارة»: no man called Basem."""
        return self.folded[i] == "باسم" and any(
            bare(self.folded[j]) in ("متحدث", "متحدثه", "ناطق", "ناطقه") for j in range(max(0, i - 2), i)
        )

    @staticmethod
    @lru_cache(maxsize=1 << 16)
    def _is_bound_title(folded: str) -> bool:
        """A title with a possessive: «مديرته»."""
        return any(
            folded.endswith(end) and (folded[: -len(end)] in titles() or folded[: -len(end)] + "ه" in titles())
            for end in ("ته", "تها", "تهم", "تنا", "ها", "هم", "نا", "ه", "ي")
        )

    def _is_adverb(self, i: int) -> bool:
        """Tanwin shows an adverb or an object («مبتسمًا»): never part of a name."""
        return "\u064b" in self.tokens[i].text or self.tokens[i].text.endswith(("ا\u064b", "\u064bا"))

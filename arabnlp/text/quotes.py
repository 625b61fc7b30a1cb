"""Attributed direct speech: what was said, who said it, by which verb, and where.

Rule-based, in three steps: pairs of quotation marks, a score that tells speech from names and terms in marks
(``lexicon/quote_rules.tsv``), and the search for the speaker (after the verb, before it, or from the sentence before).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from arabnlp.text.attribution import Quote
from arabnlp.text.cues import Cue
from arabnlp.text.indirect import IndirectReader
from arabnlp.text.persons import People
from arabnlp.text.quotemarks import QuotedSpan
from arabnlp.text.sentences import Sentence
from arabnlp.text.speech import bare, is_definite, is_title, name_nouns, quote_rules, without_conjunction, word_class
from arabnlp.text.tokenize import fold_word, tokenize
from arabnlp.text.verbs import RELATIVES

_NAME_WORDS = 4
_SENTENCE = 300  # words before a mark that may attribute what it opens
_CONNECTORS = word_class("connectors")
_ADJUNCTS = word_class("adjuncts")
_PREPOSITIONS = word_class("prepositions")
_NO_SUBJECT = word_class("no_subject")
_GOVERNING = word_class("governing")
_ACCORDING = word_class("according") - {"علي"}
_LISTING = word_class("listing")
_WORKS = word_class("works")
_THINGS = word_class("things")
_CLAUSE_STARTS = word_class("clause_starts")
_BODIES = word_class("bodies")
_SOURCES = word_class("sources")


def extract_quotes(text: str, indirect: bool = False) -> list[Quote]:
    """Direct quotations of an article with their speakers; on request also reported speech.

    Names, titles and terms in quotation marks are left out, as are quotations in credit lines.

    Parameters
    ----------
    text : str
        The article as written: marks, diacritics and line breaks help.
    indirect : bool
        Also return speech without quotation marks: reported clauses («قال إن …», «بحسب المصدر»), of ``kind``
        ``"indirect"``, and direct speech after a colon or dash, ``"unmarked"``. The direct quotations stay the same.

    Returns
    -------
    list of Quote
        In the order of the text. Kinds may overlap: a reported clause may hold a quotation.

    Examples
    --------
    >>> [quote] = extract_quotes('وقالت الوزيرة ليلى الحداد إن "الخطة ستبدأ غدا في جميع المدن".')
    >>> quote.speaker, quote.verb, quote.text
    ('ليلى الحداد', 'قالت', 'الخطة ستبدأ غدا في جميع المدن')
    >>> [quote] = extract_quotes("وأكد الوزير سامر قباني أن العمل بدأ أمس.", indirect=True)
    >>> quote.kind, quote.speaker, quote.text
    ('indirect', 'سامر قباني', 'العمل بدأ أمس')

    Notes
    -----
    The task and its measures follow S. Pareti, "PARC 3.0: A Corpus of Attribution Relations", LREC 2016.
    """
    if not isinstance(text, str):
        raise TypeError(f"extract_quotes takes one string, not {type(text).__name__}.")
    quotes = list(_Reader(text).quotes())
    if indirect:
        # A second reading: who is found on the way must not change what the first one finds.
        quotes += [quote for quote in _Reader(text).quotes(unmarked=True) if quote.kind != "direct"]
        quotes.sort(key=lambda quote: (quote.start, -quote.end))
    return quotes


class _Reader(IndirectReader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._marked = Counter(" ".join(self._inner(span)) for span in self.spans)

    def _inner(self, span: QuotedSpan) -> list[str]:
        tokens = (t for t in tokenize(self.text[span.start : span.end]) if t.kind != "punctuation")
        return [folded for t in tokens if (folded := fold_word(t.text))]

    def quotes(self, unmarked: bool = False) -> Iterator[Quote]:
        sentences = self.sentences
        previous: tuple[QuotedSpan, Quote] | None = None
        opens = [s.open for s in self.spans]
        for number, sentence in enumerate(sentences):
            own = self.spans[bisect_left(opens, sentence.start) : bisect_left(opens, sentence.end)]
            if unmarked:
                yield from self._unmarked(sentence, sentences[number - 1] if number else None)
            if all(self.text.count(" ", span.start, span.end) < _NAME_WORDS for span in own):
                self._listen(sentence)  # the words in marks may be a paper's name: «وأكد لـ"المرفأ" مصدر أن …»
            for position, span in enumerate(own):
                following = own[position + 1].open if position + 1 < len(own) else None
                before = sentences[number - 1] if number else None
                quote = self._judge(span, sentence, before, own[:position], following, previous)
                if quote is not None:
                    previous = (span, quote)
                    self.done.append(quote)
                    yield quote

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
        left = range(max(left.start, left.stop - _SENTENCE), left.stop)
        right = self._range(span.close, min(following or sentence.end, sentence.end))
        inner = self._inner(span)
        cue = self._reporting(self._last_cue(left), left)
        after_cue = self._right_cue(right, following is not None)
        gap = range(cue.after, left.stop) if cue else left
        last = self.tokens[left.stop - 1] if left else None
        last_folded = self.folded[left.stop - 1] if left else ""
        joined = previous is not None and self._joined(previous[0], span)
        connector = any(self.folded[i] in _CONNECTORS for i in gap)
        evidence: list[str] = []
        weights = quote_rules()
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
        if joined and not (cue and cue.at > self._range(previous[0].close, span.open).start):  # type: ignore[index]
            evidence.append("continued")
        alone = not left and before is not None
        if alone and len(inner) >= 5:
            evidence.append("alone")
            if before is not None and (
                before.rstrip().endswith(":") or self._last_cue(self._range(before.start, before.end))
            ):
                evidence.append("verb")
        evidence.append(
            "long" if len(inner) >= 8 else "middling" if len(inner) >= 4 else "short" if len(inner) <= 2 else "few"
        )
        if inner and (
            inner[0] in _CLAUSE_STARTS
            or without_conjunction(inner[0]) in _CLAUSE_STARTS
            or (len(inner) > 2 and inner[0][0] in "يتنس" and len(inner[0]) > 3)
        ):
            evidence.append("clause")
        if self.text[span.start : span.end].rstrip()[-1:] in ".!؟?،" and len(inner) > 2:
            evidence.append("closed")
        if cue and not gap and cue.form is None and last_folded in _NO_SUBJECT:
            evidence.append("pointed")
        if last_folded in _GOVERNING and len(inner) <= _NAME_WORDS:
            evidence.append("governed")
        if self._is_people(span):
            evidence.append("people")
        if self._lists(left) and not (cue and cue.form and cue.form.always):
            evidence.append("listed")
        told = (
            {"introduced", "clause"} <= set(evidence) and is_definite(last_folded) and len(inner) >= _NAME_WORDS
        )  # «قال مندوب بالمنظمة "لا نوافق على ذلك"»
        if last is not None and not told and self._names(left, len(inner)):
            evidence.append("name_noun")
        if self._is_subject(span, cue, gap, inner, right):
            evidence.append("subject")
        if len(inner) < _NAME_WORDS and self._marked[" ".join(inner)] > 1:
            evidence.append("recurs")
        if (
            not cue
            and not after_cue
            and "colon" not in evidence
            and "continued" not in evidence
            and "alone" not in evidence
        ):
            return None
        if sum(weights[name] for name in evidence) < weights["threshold"]:
            return None
        return self._attribute(
            span, sentence, before, left, cue, after_cue, previous if joined else None, "attributed_after" in evidence
        )

    def _is_subject(self, span: QuotedSpan, cue: Cue | None, gap: range, inner: list[str], right: range) -> bool:
        """«وذكرت "وكالة الأنباء" أن …»: the words in marks are the verb's subject."""
        if cue is None or gap or len(inner) > _NAME_WORDS + 1:
            return False
        if cue.form is None:  # «وبحسب "رويترز"»
            return len(inner) <= _NAME_WORDS and without_conjunction(self.folded[cue.at]) in _ACCORDING
        words = [self.folded[i] for i in right[:2] if self.tokens[i].kind == "word"]
        return bool(words) and words[0] in _CONNECTORS

    def _reporting(self, cue: Cue | None, left: range) -> Cue | None:
        """The verb that reports: «قال … إن المغني أعلن إفلاسه لكي "…"» is said by the first, not the second."""
        if cue is not None and cue.form is None and cue.at and self.folded[cue.at - 1] == "كما":
            return self._last_cue(range(left.start, cue.at - 1)) or cue  # «قال فلان كما ورد في فقرات من خطابه إن»
        if cue is not None and (cue.form is None or self.folded[cue.at - 1] == "ما"):
            vouched = self._vouched(cue, left)
            if vouched is not None or cue.form is None:
                return vouched or self._past_grounds(cue, left)
        if cue is None or cue.form is None or cue.form.participle:
            return cue
        gap = range(cue.after, left.stop)
        if (
            gap
            and self.folded[cue.at - 1] in ("وهو", "وهي")
            and not any(self.folded[i] in _CONNECTORS or self.tokens[i].text == ":" for i in gap)
        ):  # «قوله للصحافيين وهو يعلن رسالة …»
            return self._last_cue(range(left.start, cue.at - 1)) or cue
        main = self._relative_to(cue, left) or self._tells(cue, left) or self._told_of(cue, left)
        if main is not None:
            return main
        if (
            not gap
            or any(self.folded[i] in _CONNECTORS or self.tokens[i].text == ":" for i in gap)
            or self._bare_gap(gap)
        ):
            return cue
        i = cue.at - 1
        while i >= left.start and cue.at - i < 8 and self.tokens[i].kind == "word":
            if self.folded[i] in _CONNECTORS:
                earlier = self._last_cue(range(left.start, i))
                return earlier if earlier is not None and i - earlier.after < 24 else cue
            i -= 1
        return cue

    def _vouched(self, cue: Cue, left: range) -> Cue | None:
        """«وقال المتحدث بحسب الوكالة "…"»: the verb before a source that only vouches for it."""
        at = cue.at
        if cue.form is not None and at - 2 > left.start and self.folded[at - 1] == "ما":
            at -= 2  # «حسب ما أوردته الوكالة»
        if self.folded[at] not in _ACCORDING:
            return None
        main = self._last_cue(range(max(left.start, at - 12), at))
        if main is None or (main.form is not None and main.form.participle):
            return None
        if main.after == at:  # «وقال وفقا للوكالة»
            return main if main.form is not None and main.form.always else None
        gap = range(main.after, at - 1 if self.tokens[at - 1].text in "-–،" else at)
        broken = any(self.folded[i] in _CONNECTORS or self.tokens[i].kind == "punctuation" for i in gap)
        named = any(i in self.people.at for i in gap) or main.form is None
        return main if named and not broken else None

    def _past_grounds(self, cue: Cue, left: range) -> Cue:
        """«لم يتخذ القرار استنادا إلى تهديدات»: the verb before, where no source is named."""
        if self.folded[cue.at] != "استنادا" or cue.after >= left.stop or cue.after in self.people.at:
            return cue
        head = bare(self.folded[cue.after])
        known = head in _BODIES | _SOURCES | name_nouns() or is_title(self.folded[cue.after])
        return cue if known else self._last_cue(range(left.start, cue.at)) or cue

    def _tells(self, cue: Cue, left: range) -> Cue | None:
        """«أوضحت مصادر أن هذه الخطة تقترح "…"»: the verb before, where this one's subject is a thing."""
        for i in range(cue.at - 1, max(left.start, cue.at - 8), -1):
            if self.tokens[i].kind == "punctuation" or i in self.people.at:
                return None
            if self.folded[i] in _CONNECTORS:
                head = i + 2 if self.folded[i + 1] in ("هذا", "هذه", "تلك") else i + 1
                thing = head < cue.at and bare(self.folded[head]) in _THINGS
                return self._last_cue(range(max(left.start, i - 60), i)) if thing else None
        return None

    def _told_of(self, cue: Cue, left: range) -> Cue | None:
        """«وذكرت الشرطة أنه اتهم "…"»: the verb before, where this one's subject is a pronoun on «أن»."""
        i = cue.at - 1
        if cue.after < left.stop or i <= left.start or self.folded[i] not in ("انه", "انها", "بانه", "بانها"):
            return None
        main = self._last_cue(range(max(left.start, i - 6), i))
        gap = range(main.after, i) if main is not None else range(0)
        plain = bool(gap) and all(self.tokens[j].kind == "word" for j in gap)
        return main if main is not None and main.form is not None and not main.form.participle and plain else None

    def _relative_to(self, cue: Cue, left: range) -> Cue | None:
        """«وقال دبلوماسي يتابع الوضع إن "…"»: the verb before, where this one only says who its subject is."""
        if self.folded[cue.at] != without_conjunction(self.folded[cue.at]):
            return None
        if self.folded[cue.at - 1] in RELATIVES and cue.after < left.stop:  # «قال المصدر الذي يتابع الصادرات "…"»
            first = cue.after + (self.folded[cue.after] == "علي")  # «المادة التي نصت على أن»
            reports = first < left.stop and (self.folded[first] in _CONNECTORS or self.tokens[first].text == ":")
            main = None if reports else self._last_cue(range(max(left.start, cue.at - 10), cue.at))
            joined = main is not None and not any(self.folded[i] in _CONNECTORS for i in range(main.after, cue.at))
            return main if joined else None
        for i in range(cue.at - 2, max(left.start - 1, cue.at - 8), -1):
            if self.tokens[i + 1].kind == "punctuation" or self.folded[i + 1] in _CONNECTORS:
                return None
            main = self._cue_at(i, cue.at)
            if main is not None and main.form is not None and main.form.always and not main.form.participle:
                return None if is_definite(self.folded[main.after]) else main
        return None

    def _is_people(self, span: QuotedSpan) -> bool:
        """Whether the words in marks are people's names and nothing else."""
        if len(self.text[span.start : span.end].split()) in range(_NAME_WORDS + 1, 3 * _NAME_WORDS):
            words = list(tokenize(self.text[span.start : span.end]))
            held = {j for i, (_, end) in People(words).at.items() for j in range(i, end)}
            return bool(held) and all(
                i in held or word.kind == "punctuation" or is_title(fold_word(word.text))
                for i, word in enumerate(words)
            )
        inside = self._range(span.start, span.end)
        i, found = inside.start, False
        while i < inside.stop:
            if i in self.people.at:
                i, found = self.people.at[i][1], True
            elif self.tokens[i].kind == "punctuation" or is_title(self.folded[i]):
                i += 1
            else:
                return False
        return found

    def _lists(self, left: range) -> bool:
        """«محاور عدة منها "…"», «أنواع، وهي: "…"»."""
        words = [self.folded[i] for i in left[-2:] if self.tokens[i].text != ":"]
        return bool(words) and words[-1] in _LISTING

    def _names(self, left: range, size: int) -> bool:
        """Whether the words before the mark show that a name follows: «منظمة», «مبادرة دولية», «بعنوان:»."""
        stop = left.stop - 1 if self.tokens[left.stop - 1].text == ":" else left.stop
        nouns = name_nouns()
        if size > 2 * _NAME_WORDS and stop == left.stop:
            return bool({self.folded[stop - 1], bare(self.folded[stop - 1])} & _WORKS)
        for i in range(stop - 1, max(left.start - 1, stop - 8), -1):
            if self.tokens[i].kind != "word" or self.folded[i] in _CONNECTORS:
                break
            if self.folded[i] in _WORKS and stop == left.stop:
                return True  # «كتاب عالم الفيزياء كارل ساجان "…"»
        for i in range(stop - 1, max(left.start - 1, stop - 3), -1):
            word = self.folded[i]
            if self.tokens[i].kind != "word" or word in _CONNECTORS:
                return False
            candidates = {word, without_conjunction(word), bare(word), word[1:] if word[:1] in "بلفوك" else word}
            if candidates & nouns:
                # «في الموقع: "…"» is a place, «بعنوان: "…"» a title
                if i < stop - 1 and size > 2 * _NAME_WORDS:
                    return False  # «قال ممثل شركة المرفأ "…"»: the name is already there
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

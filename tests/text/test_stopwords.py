"""Stop words are spelled like the tokens that they are matched against, and hold no word that models need."""

import re
import unicodedata

import pytest
from arabic_texts import modest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import FunctionTransformer

from arabnlp.errors import InputError
from arabnlp.text.folds import FOLDS, SCHEMES
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.recipes import RECIPES
from arabnlp.text.speech import speech_forms
from arabnlp.text.stem import light10, stem_types
from arabnlp.text.stopwords import NEGATIONS, about_stop_words, fold_stop_words, stop_words, stop_words_for
from arabnlp.text.tokenize import fold_word, words

two_letters = re.compile(r"(?u)\b\w\w+\b").findall  # scikit-learn's tokenizer
CHOICES = [(fold.name, choice) for fold in FOLDS for choice in ("keep", *fold.choices)]
overrides = st.lists(st.sampled_from(CHOICES), max_size=6).map(dict)
normalizers = st.one_of(
    st.sampled_from([*SCHEMES, *RECIPES]).map(ArabicNormalizer),
    st.builds(lambda scheme, rows: ArabicNormalizer(scheme, **rows), st.sampled_from(list(SCHEMES)), overrides),
)
passages = st.lists(
    st.tuples(st.sampled_from(sorted(stop_words() | NEGATIONS)), st.sampled_from([" ", "، ", ". ", "» ", "\n", ": «"])),
    min_size=1,
    max_size=60,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))
ALL = [section.name for section in about_stop_words()]


@pytest.mark.parametrize("word", "في من إلى على عن التي الذي هذا هذه وفي ومن فإن أن إن كان هو هي قد بعد يكن".split())
def test_function_words_are_listed(word):
    assert word in stop_words()


@pytest.mark.parametrize("word", "بهذا لهذه كذلك بذلك ولذلك للذين للتي للاتي بما لكل ببعض بنفسه فبهذا ولأي".split())
def test_prepositions_of_one_letter_are_joined(word):
    assert word in stop_words()


@pytest.mark.parametrize("word", "إليهم عليكم لديهن بينهما وبعدها لأنهم لكننا بعضهم كلها وغيرها إياه".split())
def test_pronouns_are_joined(word):
    assert word in stop_words()


@pytest.mark.parametrize("word", "الى فى التى الذى اذا انه لانه واما هى اى".split())
def test_hasty_spellings_are_listed(word):
    assert word in stop_words_for("none")


@pytest.mark.parametrize("word", "الوزير قال قالت أكد الحكومة مباراة نجاح رفض دفاع ولاية منى رمضان نفسي أثنى".split())
@pytest.mark.parametrize("scheme", ["none", "news", "search"])
def test_content_words_and_speech_verbs_are_not(word, scheme):
    normalizer = ArabicNormalizer(scheme)
    assert not {normalizer.normalize(word), normalizer.normalize("و" + word)} & stop_words_for(normalizer)


def test_no_negation_and_no_verb_of_speech():
    assert not NEGATIONS & stop_words()
    assert {"لا", "ولا", "فلم", "بلا", "وليست", "غير"} <= NEGATIONS
    always = {word for word, form in speech_forms().items() if form.always and form.lemma in ("قال", "أكد", "أضاف")}
    assert not always & {fold_word(word) for word in stop_words()}


def test_sections_tell_their_source_and_reason():
    table = about_stop_words()
    assert {"prepositions", "conjunctions", "pronouns", "calendar", "negations"} <= set(ALL) and len(set(ALL)) == len(
        ALL
    )
    for section in table:
        assert section.source and section.why and section.forms >= 3 * (section.listed - 5) > 0
        assert len(stop_words([section.name])) == section.forms
    assert stop_words() == stop_words([name for name in ALL if name != "negations"])


def test_a_section_can_be_left_out():
    without = stop_words_for("news", sections=[name for name in ALL if name not in ("calendar", "negations")])
    assert {"الخميس", "يوليو"} <= stop_words_for("news") and not {"الخميس", "يوليو"} & without
    assert "في" in without


def test_an_unknown_section_names_the_known_ones():
    with pytest.raises(InputError, match=r"'verbs' does not exist: choose from prepositions, "):
        stop_words(["verbs"])
    with pytest.raises(InputError, match=r"'verbs' does not exist"):
        stop_words_for("news", sections=["verbs"])


@pytest.mark.parametrize("scheme", [*SCHEMES, *RECIPES])
def test_the_list_is_spelled_as_each_scheme_spells(scheme):
    normalizer = ArabicNormalizer(scheme)
    folded = stop_words_for(normalizer)
    assert folded == stop_words_for(scheme) == stop_words_for(normalizer.normalize)
    assert {normalizer.normalize(word).strip() for word in stop_words()} == folded


@modest
@given(normalizers, passages)
def test_every_stop_word_of_a_text_is_caught_whatever_folds_it(normalizer, passage):
    text = normalizer.normalize(passage)
    stops = stop_words_for(normalizer, sections=ALL)
    assert [token for token in words(text) if token not in stops] == []
    assert [token for token in two_letters(text) if token not in stops] == []


@modest
@given(normalizers, passages, st.sampled_from(["light10", "snowball", "isri", light10]))
def test_every_stop_word_is_caught_after_a_stemmer(normalizer, passage, stemmer):
    stops = stop_words_for(normalizer, stemmer, sections=ALL)
    assert set(stem_types(words(normalizer.normalize(passage)), stemmer)) <= stops


@modest
@given(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), passages)
def test_every_stop_word_is_caught_after_a_function(form, passage):
    def fold(text):
        return unicodedata.normalize(form, text).casefold()

    # Decomposed, a hamza is a mark, at which this tokenizer cuts: what is left of the word is caught all the same.
    stops = stop_words_for(fold, sections=ALL, tokenizer=two_letters)
    assert [token for token in two_letters(fold(passage)) if token not in stops] == []
    assert set(words(fold(passage))) <= stop_words_for(fold, sections=ALL)


@modest
@given(normalizers, st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=8), max_size=8))
def test_anybodys_words_are_folded_as_texts_are(normalizer, entries):
    single = [entry for entry in entries if len(entry.split()) == 1]
    folded = fold_stop_words(single, normalizer)
    assert folded == {token for entry in single for token in normalizer.normalize(entry).split()}


def test_a_transformer_folds_too():
    bare = FunctionTransformer(lambda texts: [text.replace("إ", "ا") for text in texts])
    assert "الى" in stop_words_for(bare) and "إلى" not in stop_words_for(bare)


def test_overrides_count():
    assert "مئه" in stop_words_for(ArabicNormalizer("news", teh_marbuta="heh"))
    assert "مئه" not in stop_words_for(ArabicNormalizer("news"))


def test_a_subclass_folds_its_own_way():
    class Bare(ArabicNormalizer):
        def transform(self, X):
            return [text.replace("ى", "ا") for text in X]

    assert "إلا" in stop_words_for(Bare("none")) and "إلى" not in stop_words_for(Bare("none"))


def test_without_normalizer_as_written():
    assert stop_words_for(None) == stop_words() and "إلى" in stop_words_for(None)
    assert "الي" not in stop_words_for(None)


def test_what_no_token_can_equal_is_refused():
    with pytest.raises(InputError, match="'على حد' is several words"):
        fold_stop_words(["على حد"], "news")
    with pytest.raises(InputError, match="put it in a list"):
        fold_stop_words("في", "news")
    with pytest.raises(TypeError, match="stop word 3 is int"):
        fold_stop_words(["في", 3], "news")
    with pytest.raises(InputError, match="neither a scheme, nor an ArabicNormalizer"):
        stop_words_for(3)
    with pytest.raises(InputError, match="scheme 'klassik' does not exist"):
        stop_words_for("klassik")


def test_a_word_of_which_nothing_stays_is_no_stop_word():
    assert fold_stop_words(["ـــ", "في"], "search") == {"في"}


def test_a_very_long_entry_is_folded_as_any():
    assert fold_stop_words(["ا" * 10**6, "إ" * 10**6], "search") == {"ا" * 10**6}


def test_entries_are_single_words():
    assert all(word and len(word.split()) == 1 for word in stop_words() | NEGATIONS)
    assert all(words(word) == [word] for word in stop_words() | NEGATIONS)

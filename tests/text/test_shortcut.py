"""Texts that no pattern can touch take the table alone, and come out as through every step."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabnlp.text import normalize
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.shortcut import PATTERNS, SPACES, groups_in

SCHEMES = ["news", "pyarabic", "camel", "lucene", "search", "light", "social", "arabert"]
# Pieces that patterns look for, whole and broken by what a table drops or changes; marks in and out of order.
PIECES = [
    *"كتاب الوزير \u064e \u0651 \u0651\u0651 \u064e\u0651 \u064b\u0670 ى\u0670 \u0670ى آ أ ء \u0654 \u0653 ﷺ ﻻ".split(),
    *"HTTP://A.B WWW.A.SA a.Com youtu.be/x (b) <script> </script> <!DOCTYPE <![CDATA[ ]]>".split(),
    *"& &amp; &lt;b&gt; <b> <!-- @ spa@ x@y.sa # ＃ #وسم_ما :// www. http://a.b w\u200bww. :\u200b//".split(),
    *"\x00 \ud800 \U0001f600 \U00010400 é e\u0301 각 ᄀ ᅡ ｱ ﬁ ² \U0001d400 \u8c48 \ufa6c Σ".split(),
    *"و\u0654 و\u064e\u0654 ا\u0653 ە\u0654 \u200d 👩\u200d🚀 ☀ ‼\ufe0f".split(),
    *"\xa0,\u2009,\t,\u3000, ,  ".split(","),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)


def through_every_step(scheme: str, drawn: list[str]) -> list[str]:
    return [ArabicNormalizer(scheme).normalize(text) for text in drawn]


@pytest.mark.parametrize("scheme", SCHEMES)
@settings(deadline=None, max_examples=150)
@given(drawn=st.lists(texts, max_size=5))
def test_equals_every_step(scheme: str, drawn: list[str]) -> None:
    with patch.object(normalize, "_WORTH_LOOKING", 0):
        assert ArabicNormalizer(scheme).transform(drawn) == through_every_step(scheme, drawn)


@settings(deadline=None, max_examples=100)
@given(drawn=st.lists(texts, max_size=5))
def test_a_form_with_patterns(drawn: list[str]) -> None:
    for form in ("NFC", "NFKC"):
        scheme = ArabicNormalizer("news", unicode=form)
        with patch.object(normalize, "_WORTH_LOOKING", 0):
            assert scheme.transform(drawn) == [scheme.normalize(text) for text in drawn]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("قال الوزير: نعم", 0),
        ("قال  الوزير", SPACES),
        ("قال\xa0 الوزير", SPACES),
        ("راسلونا على spa@spa.gov.sa", PATTERNS),
        ("w\u200bww.spa.gov.sa", PATTERNS),
        ("www spa", 0),
        ("WWW.SPA.GOV.SA", PATTERNS),
        ("Sabq.Org", PATTERNS),
    ],
)
def test_what_is_found(text: str, groups: int) -> None:
    shortcut = ArabicNormalizer("news").shortcut
    assert groups_in([text], shortcut).tolist() == [groups]


def test_schemes_without_one() -> None:
    assert ArabicNormalizer("social").shortcut is None  # elongation can be anywhere
    assert ArabicNormalizer("news").shortcut is not None and ArabicNormalizer("camel").shortcut is not None

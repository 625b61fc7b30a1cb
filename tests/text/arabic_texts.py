"""Texts for property tests: any Unicode, and news-like text that reaches the rules."""

from hypothesis import settings
from hypothesis import strategies as st

FRAGMENTS = [
    *" \n\t\r،.:؛!؟?…«»\"'“”‘’„‹›()-–/#@%ـ\u0651\u064b\u200f\u2028\x85\x00",
    *"\ud800\udfff",
    "\r\n",
    "''",
    "«",
    "»",
    '"',
    "وقال ",
    "قالت الوزيرة ليلى الحداد ",
    "عبد",
    "ﷺ",
    "½",
    "بن ",
    "آل ",
    "سيرغي شويغو ",
    "الوزير ",
    "إن ",
    "أن ",
    "قائلا: ",
    "بحسب ",
    "على حد قوله",
    "المصدر: ",
    "اقرأ أيضا: ",
    "تابعونا على ",
    "د. ",
    "3.5 ",
    "٣ آذار/مارس 2020",
    "2021-11-09",
    "31 نيسان 2021",
    "ارتفعت أسعار القمح في الأسواق العالمية هذا الأسبوع ",
    "عنوان فرعي قصير\n",
    "#وسم_عربي ",
    "https://example.com/a?b=1 ",
    "a@b.co ",
    "👩🏽‍🚀",
    "\U00010308",
]
anything = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
newslike = st.lists(st.one_of(st.sampled_from(FRAGMENTS), anything.map(lambda s: s[:6])), max_size=40).map("".join)
texts = st.one_of(anything, newslike)
modest = settings(max_examples=120, deadline=None)

"""Each kind of token by its pattern, and what only looks like one."""

import pytest

from arabnlp.text.tokens import scan


def kinds(text):
    return [(t.text, t.kind) for t in scan(text)]


@pytest.mark.parametrize(
    ("kind", "tokens"),
    [
        ("word", "الدّفاع ﻻ ﺣﻤﺪ می\u200cرود NATO l'Orient O’Neil COVID19 café cafe\u0301 Москва ℵ ⅷ"),
        ("number", "3.5 3,500 1,200.50 ١٬٢٠٠٫٥ 3.5% ٪ ٥٠٪ 6ر2 4-4-2 966-11-4567890 192.168.1.1".replace(" ٪ ", " ")),
        ("range", "2022-2024 ٢٠٢٢–٢٠٢٤ 5-10% 1.5-2.5 2018/2019"),
        ("date", "9/11/2021 2021-11-09 2021/11/9 9.11.2021 ٩/١١/٢٠٢١ 14/10/36 22ـ10ـ1436 1-12-1436 9\\11\\2021"),
        ("time", "10:30 7:05 23:59:59 ٥:٢٠ 00:00"),
        ("hashtag", "#الأمن_الغذائي ＃اقتصاد #قِمّة #2030 #مي\u200cرود"),
        ("mention", "@wakala_news @وكالة"),
        ("email", "info@example.com a.b+c@mail.example.com.sa"),
        ("url", "https://example.com/خبر?id=3 www.example.com http://e.org/a_(b) example.com news.example.com.sa/a"),
        ("emoji", "👩🏽‍🚀 🇸🇦 #️⃣ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ ❤️‍🔥 👍🏿 ☀ ⚽ ©️ ℹ️ 👨‍👩‍👧‍👦"),
        ("punctuation", "... ، ؛ ؟ « » — …… ـ ـــ ✓ $ \x00 \ud800"),
        ("mark", "\u200f\u202b \u0651 \ufeff \u0301"),
    ],
)
def test_one_token(kind, tokens):
    for text in tokens.split(" "):
        assert kinds(text) == [(text, kind)]
        assert kinds(f"قال {text} نعم")[1] == (text, kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("و36", [("و", "word"), ("36", "number")]),
        ("1436هـ", [("1436", "number"), ("هـ", "word")]),
        ("الـAI", [("الـ", "word"), ("AI", "word")]),
        ("-5", [("-", "punctuation"), ("5", "number")]),
        ("25:30", [("25", "number"), (":", "punctuation"), ("30", "number")]),
        ("3-2", [("3-2", "range")]),
        ("1/2", [("1", "number"), ("/", "punctuation"), ("2", "number")]),
        (
            "9/11/20211",
            [("9", "number"), ("/", "punctuation"), ("11", "number"), ("/", "punctuation"), ("20211", "number")],
        ),
        ("a'ا", [("a", "word"), ("'", "punctuation"), ("ا", "word")]),
        ("كلمة_أخرى", [("كلمة", "word"), ("_", "punctuation"), ("أخرى", "word")]),
        ("#", [("#", "punctuation")]),
        ("@", [("@", "punctuation")]),
        ("a@", [("a", "word"), ("@", "punctuation")]),
        ("نعم\u200f", [("نعم\u200f", "word")]),
        ("\u202bنعم", [("\u202b", "mark"), ("نعم", "word")]),
        ("1.افتتاح", [("1", "number"), (".", "punctuation"), ("افتتاح", "word")]),
        ("node.js", [("node", "word"), (".", "punctuation"), ("js", "word")]),
        ("🇸🇦🇪🇬", [("🇸🇦", "emoji"), ("🇪🇬", "emoji")]),
        ("👍👎", [("👍", "emoji"), ("👎", "emoji")]),
    ],
)
def test_where_tokens_part(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize("after", [".", "،", ")", "»", ").", "؟", "...", "”", ":"])
def test_a_link_leaves_the_punctuation_after_it(after):
    for link in ("https://example.com/a", "www.example.com", "example.com"):
        assert kinds(link + after)[0] == (link, "url")
    assert kinds("a@example.com" + after)[0] == ("a@example.com", "email")
    assert kinds("a@example.comللتواصل")[1] == ("للتواصل", "word")


@pytest.mark.parametrize(
    "part",
    [
        "www.",
        "http://a",
        "http://(",
        "www.a(",
        "a@",
        "a@a.",
        "a.",
        "1-",
        "1.",
        "1/",
        "1:",
        "10:30",
        "#",
        "👩🏽\u200d",
        "a'",
    ],
)
def test_long_runs_of_beginnings_are_covered(part):
    text = part * (20_000 // len(part))
    assert "".join(token.text for token in scan(text)) == text

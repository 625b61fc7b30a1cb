"""The seed corpus keeps its promises: shape, sizes, annotations that fit the texts."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter

import jsonschema
import pytest

from arabnlp import find_duplicates
from tests.conftest import SEED_ID, SEEDS


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (SEEDS / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles() -> dict[str, dict]:
    return {row["id"]: row for row in rows("articles.jsonl")}


@pytest.fixture(scope="module")
def texts(articles) -> dict[str, str]:
    seed = (SEEDS / f"{SEED_ID}.txt").read_text(encoding="utf-8")
    return {SEED_ID: seed} | {key: row["text"] for key, row in articles.items()}


def test_the_seed_article_is_byte_for_byte_the_original() -> None:
    digest = hashlib.sha256((SEEDS / f"{SEED_ID}.txt").read_bytes()).hexdigest()
    assert digest == "19591e9850d888b9ba0b18d75098f801225db074d2412248bd3788fb3e65ee65"


def test_articles_follow_the_schema(articles) -> None:
    schema = json.loads((SEEDS / "articles.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert [(key, error.message) for key, row in articles.items() for error in validator.iter_errors(row)] == []


def test_size_and_balance(articles) -> None:
    topics = Counter(row["topic"] for row in articles.values())
    assert len(articles) >= 160 and len(topics) == 8 and min(topics.values()) >= 20
    assert min(Counter(row["style"] for row in articles.values()).values()) >= 40
    assert len({row["date"][:7] for row in articles.values()}) == 12
    lengths = {key: len(row["text"].split()) for key, row in articles.items()}
    assert {key: n for key, n in lengths.items() if not 90 <= n <= 250} == {}


def test_articles_are_not_copies_of_each_other(articles) -> None:
    assert find_duplicates([row["text"] for row in articles.values()], threshold=0.3) == []
    assert len({row["title"] for row in articles.values()}) == len(articles)


def test_a_third_is_messy(articles) -> None:
    mess = re.compile(
        "\u0640|[\ufb50-\ufdff\ufe70-\ufefc]|#\\w|اقرأ أيضا|اقرأ أيضًا|شارك|http|[٠-٩]"
        "|كانون|تشرين|حزيران|تموز|[^\\W\\d_][،.][^\\W\\d_]"
    )
    assert sum(bool(mess.search(row["text"])) for row in articles.values()) >= len(articles) / 3


def test_stance_annotations(articles) -> None:
    pairs = rows("stance.jsonl")
    assert {row["id"] for row in pairs} <= set(articles) | {SEED_ID}
    ours = [row for row in pairs if row["id"] != SEED_ID]
    assert len(ours) >= 240 and len({row["target"] for row in ours}) == 8
    assert set(Counter(row["stance"] for row in ours)) == {"favor", "against", "neutral"}
    assert min(Counter(row["stance"] for row in ours).values()) >= 50
    assert len({(row["id"], row["target"]) for row in pairs}) == len(pairs)
    assert all(row["stance"] == "neutral" for row in pairs if not row["discussed"])


def test_quotations_stand_where_they_are_said_to(texts) -> None:
    gold = rows("quotes.jsonl")
    assert [row["id"] for row in gold] == list(texts)
    assert sum(bool(row["quotes"]) for row in gold) >= 60
    for row in gold:
        text, last = texts[row["id"]], 0
        for quote in row["quotes"]:
            assert text[quote["start"] : quote["end"]] == quote["text"] and quote["start"] >= last
            assert quote["speaker"] and quote["verb"] is not None
            last = quote["end"]


def test_boilerplate_lines_are_lines_of_the_article(texts) -> None:
    for row in rows("boilerplate.jsonl"):
        lines = [line.strip() for line in texts[row["id"]].splitlines()]
        assert all(line.strip() in lines for line in row["lines"]), row["id"]

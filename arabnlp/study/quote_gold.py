"""The gold quotations of the seed corpus."""

from __future__ import annotations

import json

from arabnlp.articles.article import Article
from arabnlp.articles.datasets import load_dataset, seed_folder
from arabnlp.errors import InputError
from arabnlp.text.quotes import Quote


def quote_gold() -> list[tuple[Article, list[Quote]]]:
    """Each annotated article with its quotations, the seed article first.

    Raises
    ------
    InputError
        If an annotation's offsets do not give its text.
    """
    folder = seed_folder()
    articles = {article.id: article for article in load_dataset("seeds")}
    for path in sorted(folder.glob("*.txt")):
        articles[path.stem] = Article(path.stem, path.read_text(encoding="utf-8"))
    gold = []
    for number, line in enumerate((folder / "quotes.jsonl").read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        article = articles[row["id"]]
        quotes = [Quote(q["speaker"], q["verb"], q["text"], q["start"], q["end"]) for q in row["quotes"]]
        for quote in quotes:
            if article.text[quote.start : quote.end] != quote.text:
                raise InputError(
                    f"quotes.jsonl, line {number}: {quote.start}-{quote.end} of {article.id} is not {quote.text!r}."
                )
        gold.append((article, quotes))
    return gold

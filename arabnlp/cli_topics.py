"""The verb ``topics``: the topics of a collection, or how numbers of topics compare."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from arabnlp.cli_input import (
    BadOption,
    Column,
    Limit,
    PathArgument,
    articles_of,
    one_of,
    option,
    print_lines,
    writable,
)


def topics(
    path: PathArgument,
    n_topics: Annotated[int, typer.Option("--topics", help="Number of topics.", min=1)] = 10,
    n_words: Annotated[int, typer.Option("--words", help="Words shown of each.", min=1)] = 10,
    method: Annotated[str, typer.Option(help="lda, nmf or lsi.")] = "lda",
    engine: Annotated[str, typer.Option(help="Of LDA: native, gensim, sklearn or tomotopy.")] = "native",
    stemmer: Annotated[str | None, typer.Option(help="Count words of one stem as one, such as light10.")] = None,
    rank: Annotated[str, typer.Option(help="Of words: probability, relevance, frex or lift.")] = "probability",
    choose: Annotated[list[int] | None, typer.Option(help="Compare numbers of topics; repeat for each.", min=1)] = None,
    map_file: Annotated[Path | None, typer.Option("--map", help="Interactive map of the topics (.html).")] = None,
    seed: Annotated[int, typer.Option(help="Random seed.", min=0)] = 0,
    limit: Limit = None,
    text_column: Column = None,
) -> None:
    """Topics of a collection, one a line, or with `--choose` how numbers of topics compare.

    Example: `arabnlp topics seeds --topics 8 --stemmer light10 --map map.html`
    """
    from arabnlp import TopicModel
    from arabnlp.features.lda import ENGINES
    from arabnlp.models.topic_model import METHODS
    from arabnlp.models.topic_words import RANKS
    from arabnlp.study.topic_map import write_topic_map
    from arabnlp.text.stem import get_stemmer

    one_of("--method", method, METHODS)
    one_of("--engine", engine, ENGINES)
    one_of("--rank", rank, RANKS)
    with option("--stemmer"):
        get_stemmer(stemmer)
    if choose and map_file is not None:
        raise BadOption("--map goes with one number of topics: leave --choose out, or ask for the map in a second run.")
    writable("--map", map_file)
    articles, _ = articles_of(path, limit, text_column)
    texts = [article.text for article in articles]
    model = TopicModel(n_topics, method=method, engine=engine, stemmer=stemmer, random_state=seed)
    if choose:
        choice = model.choose_k(choose, texts)
        print_lines(choice.rows())
        typer.echo(f"recommended: {choice.recommended}. {choice.reason}", err=True)
        return
    model.fit(texts)
    sizes, labels = model.sizes(), model.label()
    print_lines(
        {"topic": k, "label": labels[k], "articles": sizes[k], "words": words}
        for k, words in enumerate(model.topics(n_words, rank))
    )
    if map_file is not None:
        write_topic_map(model, map_file, [article.title or article.text[:80] for article in articles])
        typer.echo(f"map: {map_file}", err=True)

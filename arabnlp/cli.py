"""The command ``arabnlp``: verbs over files or standard input. A thin layer: everything is in the library."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated, Any

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
    progress,
    writable,
)
from arabnlp.cli_text import normalize
from arabnlp.cli_topics import topics
from arabnlp.errors import ArabNLPError, ColumnError, InputError

app = typer.Typer(
    help="Arabic news text: normalize, vectorize, topics, stance, quotations, reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def report(
    path: PathArgument,
    target: Annotated[list[str] | None, typer.Option(help="Stance towards this; may be repeated.")] = None,
    out: Annotated[Path, typer.Option(help="The HTML page.")] = Path("report.html"),
    json_file: Annotated[Path | None, typer.Option("--json", help="The same content as JSON.")] = None,
    limit: Limit = None,
    text_column: Column = None,
) -> None:
    """Say what each article is about, which side it takes, who said what, and why.

    Example: `arabnlp report seeds --target "الذكاء الاصطناعي" --out report.html --json report.json`
    """
    from arabnlp.study.page import render_page
    from arabnlp.study.report import build_report, report_json, write_whole
    from arabnlp.study.seed_models import seed_models

    writable("--out", out)
    writable("--json", json_file)
    _check_targets(target or [])
    articles, skipped = articles_of(path, limit, text_column)
    models = seed_models(lambda message: typer.echo(message, err=True))
    content = build_report(articles, target or [], path=path, skipped=skipped, models=models, progress=progress)
    write_whole(out, render_page(content, {article.id: article.text for article in articles}))
    if json_file is not None:
        write_whole(json_file, report_json(content))
    counts = content["counts"]
    typer.echo(f"{counts['articles']} articles, {counts['quotes']} quotations of {counts['speakers']} speakers: {out}")


def _check_targets(targets: list[str]) -> None:
    if not all(name.strip() for name in targets):
        raise BadOption("--target: it is empty: name what the stance is towards, such as --target 'الخصخصة'.")


app.command()(normalize)


@app.command()
def vectorize(
    path: PathArgument,
    out: Annotated[Path, typer.Option(help="Matrix (.npz); the terms go beside it as .terms.txt.")],
    ngrams: Annotated[int, typer.Option(help="Longest n-gram.", min=1)] = 1,
    analyzer: Annotated[str, typer.Option(help="word, char or char_wb.")] = "word",
    scheme: Annotated[str, typer.Option(help="Normalization scheme.")] = "news",
    stemmer: Annotated[str | None, typer.Option(help="A stemmer or lemmatizer, such as light10.")] = None,
    stop_words: Annotated[bool, typer.Option(help="Leave Arabic stop words out.")] = False,
    min_df: Annotated[int, typer.Option(help="Articles in which a term must occur.", min=1)] = 1,
    limit: Limit = None,
    text_column: Column = None,
) -> None:
    """TF-IDF matrix of articles.

    Example: `arabnlp vectorize seeds --out seeds.npz --stop-words`
    """
    from scipy.sparse import save_npz

    from arabnlp import ArabicNormalizer, ArabicTfidfVectorizer
    from arabnlp.study.report import write_whole
    from arabnlp.text.stem import get_stemmer

    writable("--out", out)
    one_of("--analyzer", analyzer, ("word", "char", "char_wb"))
    with option("--scheme"):
        ArabicNormalizer(scheme)
    with option("--stemmer"):
        get_stemmer(stemmer)
    articles, _ = articles_of(path, limit, text_column)
    vectorizer = ArabicTfidfVectorizer(
        normalizer=scheme,
        stemmer=stemmer,
        stop_words="arabic" if stop_words else None,
        analyzer=analyzer,
        ngram_range=(1, ngrams),
        min_df=min_df,
    )
    matrix = vectorizer.fit_transform([article.text for article in articles])
    out = out if out.suffix == ".npz" else out.with_name(out.name + ".npz")
    save_npz(out, matrix)
    write_whole(out.with_suffix(".terms.txt"), "\n".join(vectorizer.get_feature_names_out()) + "\n")
    typer.echo(f"{matrix.shape[0]} articles, {matrix.shape[1]} terms: {out}")


app.command()(topics)


@app.command()
def train(
    path: PathArgument,
    out: Annotated[Path, typer.Option(help="The model (.skops).")],
    limit: Limit = None,
    text_column: Column = None,
) -> None:
    """Train a topic classifier on articles that have a topic.

    Example: `arabnlp train seeds/articles.jsonl --out topics.skops`
    """
    from arabnlp import TopicClassifier, save

    writable("--out", out)
    articles, _ = articles_of(path, limit, text_column)
    labelled = [article for article in articles if article.topic]
    if not labelled:
        raise InputError(f"none of the {len(articles)} articles of {path} has a topic: add a column topic or label.")
    model = TopicClassifier().fit([a.text for a in labelled], [str(a.topic) for a in labelled])
    save(model, out)
    typer.echo(f"{len(labelled)} articles, {len(model.classes_)} topics: {out}")


@app.command()
def classify(
    path: PathArgument,
    model: Annotated[Path | None, typer.Option(help="A model saved by train; the seed corpus' if not given.")] = None,
    limit: Limit = None,
    text_column: Column = None,
) -> None:
    """Topic of each article, with probability and terms, as JSON lines.

    Example: `arabnlp classify seeds/000_98006e8bcea76a25.txt`
    """
    from arabnlp import TopicClassifier, load
    from arabnlp.study.seed_models import article_text, seed_models

    classifier = load(model) if model else seed_models(lambda message: typer.echo(message, err=True)).topic
    if not isinstance(classifier, TopicClassifier):
        raise InputError(
            f"{model} holds a {type(classifier).__name__}, not a TopicClassifier: train one with arabnlp train."
        )
    articles, _ = articles_of(path, limit, text_column)
    for article in articles:
        text = article_text(article)
        row = classifier.predict_proba([text])[0]
        best = int(row.argmax())
        terms = [term.term for term in classifier.explain(text, classifier.classes_[best])]
        print_lines(
            [
                {
                    "id": article.id,
                    "topic": str(classifier.classes_[best]),
                    "probability": round(float(row[best]), 4),
                    "terms": terms,
                }
            ]
        )


@app.command()
def stance(
    path: PathArgument,
    target: Annotated[list[str], typer.Option(help="Stance towards this; may be repeated.")],
    limit: Limit = None,
    text_column: Column = None,
) -> None:
    """Stance of each article towards each target, with evidence, as JSON lines.

    Example: `arabnlp stance seeds/000_98006e8bcea76a25.txt --target "برنامج الشراكة الاستراتيجية"`
    """
    from arabnlp.study.seed_models import article_text, seed_models

    _check_targets(target)
    classifier = seed_models(lambda message: typer.echo(message, err=True)).stance
    articles, _ = articles_of(path, limit, text_column)
    for article in articles:
        for name in target:
            pair = (name, article_text(article))
            row = classifier.predict_proba([pair])[0]
            best = int(row.argmax())
            evidence = [e.text for e in classifier.explain(pair)]
            print_lines(
                [
                    {
                        "id": article.id,
                        "target": name,
                        "stance": str(classifier.classes_[best]),
                        "probability": round(float(row[best]), 4),
                        "evidence": evidence,
                    }
                ]
            )


@app.command()
def quotes(
    path: PathArgument = "-",
    indirect: Annotated[bool, typer.Option(help="Reported speech too, and speech without marks.")] = False,
    limit: Limit = None,
    text_column: Column = None,
) -> None:
    """Attributed quotations of each article, as JSON lines.

    Example: `arabnlp quotes seeds/000_98006e8bcea76a25.txt --indirect`
    """
    from dataclasses import asdict

    from arabnlp import extract_quotes

    articles, _ = articles_of(path, limit, text_column)
    for article in articles:
        found = extract_quotes(article.text, indirect=indirect)
        print_lines({"id": article.id, **asdict(quote)} for quote in found)


@app.command()
def duplicates(
    path: PathArgument,
    threshold: Annotated[float, typer.Option(help="Jaccard similarity of word 5-grams.", min=0.0, max=1.0)] = 0.8,
    limit: Limit = None,
    text_column: Column = None,
) -> None:
    """Groups of exact and near duplicates, as JSON lines of ids.

    Example: `arabnlp duplicates seeds --threshold 0.7`
    """
    from arabnlp import find_duplicates

    articles, _ = articles_of(path, limit, text_column)
    print_lines(
        [articles[i].id for i in group] for group in find_duplicates([a.text for a in articles], threshold=threshold)
    )


@app.command()
def datasets(
    name: Annotated[str | None, typer.Argument(help="Print this dataset's articles as JSON lines.")] = None,
    split: Annotated[str | None, typer.Option(help="A published split, such as train.")] = None,
) -> None:
    """The datasets that load_dataset knows; or one of them as JSON lines.

    Example: `arabnlp datasets ans --split dev`
    """
    from dataclasses import asdict

    from arabnlp import load_dataset
    from arabnlp.articles.datasets import DATASETS

    if name is not None:
        one_of("NAME", name, DATASETS)
        print_lines(asdict(article) for article in load_dataset(name, split=split))
        return
    for key in DATASETS:
        typer.echo(f"{key}\t{_about(DATASETS[key])}")


def _about(entry: Any) -> str:
    return str(getattr(entry, "about", None) or getattr(entry, "description", None) or entry)


@app.command()
def experiment(
    path: Annotated[Path, typer.Argument(help="A TOML file.")],
    out: Annotated[
        Path | None, typer.Option(help="Where to record the result; results/ beside the file if not given.")
    ] = None,
) -> None:
    """Run an experiment and record its result.

    Example: `arabnlp experiment experiments/seed_topics.toml`
    """
    from arabnlp import run_experiment

    result = run_experiment(path, out)
    low, high = result["interval"]
    line = f"{result['name']}: {result['score']:.3f} [{low:.3f}, {high:.3f}]"
    if "speaker_accuracy" in result:
        line += f", speaker accuracy {result['speaker_accuracy']:.3f}"
    if "baseline" in result:
        line += f", majority baseline {result['baseline']['score']:.3f}"
    typer.echo(line)


@app.command()
def bench(path: PathArgument, limit: Limit = None, text_column: Column = None) -> None:
    """Throughput on your own texts beside PyArabic and scikit-learn.

    Example: `arabnlp bench seeds`
    """
    from pyarabic import araby
    from sklearn.feature_extraction.text import TfidfVectorizer

    from arabnlp import ArabicNormalizer, ArabicTfidfVectorizer

    articles, _ = articles_of(path, limit, text_column)
    texts = [article.text for article in articles]
    size = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6

    def peer(text: str) -> str:
        return araby.normalize_teh(
            araby.normalize_alef(araby.normalize_ligature(araby.strip_tatweel(araby.strip_tashkeel(text))))
        )

    runs = {
        "normalize, arabnlp (pyarabic scheme)": lambda: ArabicNormalizer("pyarabic").transform(texts),
        "normalize, PyArabic": lambda: [peer(text) for text in texts],
        "TF-IDF, arabnlp (pyarabic scheme)": lambda: ArabicTfidfVectorizer(normalizer="pyarabic").fit_transform(texts),
        "TF-IDF, scikit-learn with PyArabic": lambda: TfidfVectorizer(preprocessor=peer).fit_transform(texts),
    }
    for name, run in runs.items():
        start = time.perf_counter()
        run()
        seconds = time.perf_counter() - start
        typer.echo(f"{name}: {seconds:.3f} s, {size / max(seconds, 1e-9):.1f} MB/s")


def main() -> None:
    """Entry point: an error of arabnlp is one line and exit status 1; bad use is 2; Ctrl-C is 130."""
    try:
        app()
    except (BadOption, ColumnError) as error:
        typer.echo(f"arabnlp: {error}", err=True)
        raise SystemExit(2) from None
    except ArabNLPError as error:
        typer.echo(f"arabnlp: {error}", err=True)
        raise SystemExit(1) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        typer.echo("arabnlp: interrupted; nothing was half-written", err=True)
        raise SystemExit(130) from None

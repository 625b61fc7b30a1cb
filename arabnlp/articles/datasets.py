"""Public Arabic corpora, each read in the layout in which its authors publish it.

Nothing is downloaded: put each corpus in a folder of its name inside the folder that the environment variable
``ARABNLP_DATA`` names. :data:`DATASETS` says where each is published, under which licence, and what to cite.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from arabnlp.articles.archives import split_suffix
from arabnlp.articles.article import Article
from arabnlp.articles.formats import EMPTY_TEXT
from arabnlp.articles.readers import read_articles
from arabnlp.errors import InputError, MissingFileError


@dataclass(frozen=True)
class DatasetCard:
    """What there is to know of a corpus before loading it.

    Attributes
    ----------
    description, licence, citation, address : str
    files : dict of str to str
        From a published split to its file; empty for a corpus without splits.
    folders : tuple of str
        Where in the authors' repository the files lie, if not at its top.
    columns : dict of str to str
        Column arguments of :func:`~arabnlp.articles.readers.read_articles`.
    """

    description: str
    licence: str
    citation: str
    address: str
    files: dict[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)


DATASETS: dict[str, DatasetCard] = {
    "seeds": DatasetCard(
        "The project's own seed corpus, written for it; comes with arabnlp",
        "see the data card beside it",
        "arabnlp, seeds/",
        "the folder seeds of the repository",
    ),
    "ans": DatasetCard(
        "Arabic News Stance: pairs of news titles; a claim agrees or disagrees with a title, or neither (stance)",
        "Apache-2.0",
        "Khouja, Stance Prediction and Claim Verification: An Arabic Perspective, FEVER 2020",
        "https://github.com/latynt/ans",
        {"train": "train.csv", "dev": "dev.csv", "test": "test.csv"},
        ("data/stance",),
        {"text_column": "s2"},
    ),
    "mawqif": DatasetCard(
        "Mawqif: tweets on three targets, in favour, against or none; also sentiment and sarcasm (stance)",
        "none stated in the repository",
        "Alturayeif et al., Mawqif: A Multi-label Arabic Dataset for Target-specific Stance Detection, WANLP 2022",
        "https://github.com/NoraAlt/Mawqif-Arabic-Stance",
        {"train": "Mawqif_AllTargets_Train.csv", "test": "Mawqif_AllTargets_Test.csv"},
        ("Data",),
    ),
    "asnd": DatasetCard(
        "Arabic Social Media News Dataset: posts of a news channel in 12 topics, heavily imbalanced (topic)",
        "CC BY 4.0",
        "Chowdhury et al., Improving Arabic Text Categorization Using Transformer Training Diversification, WANLP 2020",
        "https://github.com/shammur/Arabic_news_text_classification_datasets",
        {"train": "sm_news_ar_trn.csv", "dev": "sm_news_ar_dev.csv", "test": "sm_news_ar_tst.csv"},
        ("Arabic_Social_Media_News_Dataset_ASND",),
    ),
    "ant": DatasetCard(
        "ANT corpus 1.1: articles of a Tunisian radio, 2015 to 2017, in 9 topics (topic, dates)",
        "Apache-2.0",
        "Chouigui et al., ANT Corpus: An Arabic News Text Collection for Textual Classification, AICCSA 2017",
        "https://github.com/antcorpus/antcorpus.data",
    ),
    "antv2": DatasetCard(
        "ANT corpus 2.1: articles of four broadcasters of 2018 in 6 topics (topic, source, dates)",
        "none stated in the repository",
        "Chouigui et al., An Arabic Multi-source News Corpus, Arabian Journal for Science and Engineering, 2021",
        "https://github.com/antcorpus/antcorpus.multisource.data",
    ),
    "sanad": DatasetCard(
        "SANAD: articles of Emirati newspapers in 7 topics, balanced (topic, scale)",
        "as on its Mendeley Data page",
        "Einea, Elnagar and Al Debsi, SANAD: Single-label Arabic News Articles Dataset, Data in Brief 25, 2019",
        "https://data.mendeley.com/datasets/57zpx667y9",
    ),
    "saudinewsnet": DatasetCard(
        "Saudi Newspapers Corpus: articles of 14 newspapers, July and August 2015 (topic modelling, near duplicates)",
        "CC BY-NC-SA 4.0",
        "Alhagri, Saudi Newspapers Arabic Corpus (SaudiNewsNet), 2015",
        "https://github.com/inparallel/SaudiNewsNet",
    ),
    "arwiki": DatasetCard(
        "Arabic Wikipedia articles of January 2017 (topic modelling, scale)",
        "CC BY-SA 4.0",
        "Saad and Alijla, WikiDocsAligner: An Off-the-shelf Wikipedia Documents Alignment Tool, PICICT 2017",
        "https://github.com/motazsaad/comparableWikiCoprus",
    ),
}
_ARCHIVES = ("zip", "tar")
_KNOWN = (EMPTY_TEXT, "a hidden", "read, but")  # beginnings of reasons


class Dataset(list[Article]):
    """The articles of a corpus or of a split of it, a list with views of its columns.

    Attributes
    ----------
    name : str
    split : str or None
    """

    def __init__(self, articles: Iterable[Article] = (), name: str = "", split: str | None = None) -> None:
        super().__init__(articles)
        self.name, self.split = name, split

    @property
    def texts(self) -> list[str]:
        """The text of each article."""
        return [article.text for article in self]

    @property
    def topics(self) -> list[str | None]:
        """The topic of each article, None where the corpus gives none."""
        return [article.topic for article in self]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """``(target, text)`` of each article, as :class:`~arabnlp.models.stance.StanceClassifier` takes them."""
        if any("target" not in article.extra for article in self):
            raise InputError(f"dataset {self.name!r} has no targets: pairs are for the stance corpora ans and mawqif.")
        return [(article.extra["target"], article.text) for article in self]

    @property
    def stances(self) -> list[str | None]:
        """The stance of each article, in lower case, None where the corpus gives none."""
        return [article.extra.get("stance") for article in self]


def dataset_names() -> list[str]:
    """Names that :func:`load_dataset` knows; :data:`DATASETS` has a card for each.

    Examples
    --------
    >>> "sanad" in dataset_names()
    True
    """
    return list(DATASETS)


def seed_folder() -> Path:
    """Where the seed corpus lies: ``seeds/`` beside the package in the repository, else ``arabnlp/_seeds``."""
    package = Path(__file__).resolve().parent.parent
    repository = package.parent
    in_repository = (repository / "seeds").is_dir() and (repository / "pyproject.toml").is_file()
    return repository / "seeds" if in_repository else package / "_seeds"


def load_dataset(name: str, split: str | None = None, *, root: str | os.PathLike[str] | None = None) -> Dataset:
    """Load a public corpus from its published files.

    Parameters
    ----------
    name : str
        One of :func:`dataset_names`.
    split : str, optional
        A published split, such as ``"train"``; None takes all that are present. ``extra["split"]`` says which.
    root : path, optional
        The folder that holds a folder of the corpus's name, or that folder itself; the default is the environment
        variable ``ARABNLP_DATA``. Archives are read as they are, or unpacked if there are none.

    Returns
    -------
    Dataset
        In ``ans``, ``text`` is the second title and ``extra["target"]`` the first. In stance corpora
        ``extra["stance"]`` is in lower case. In ``sanad`` and ``antv2``, ``source`` is the outlet's folder. Articles
        without text are left out.

    Raises
    ------
    InputError
        If the name is unknown, the corpus has no such split, or a file is damaged.
    MissingFileError
        If the files are not there; the message names what was looked for and where it is published.

    Examples
    --------
    >>> load_dataset("ans", split="train").pairs[0]  # doctest: +SKIP
    ('هجوم صاروخي يستهدف مطار في طرابلس ويجبر ليبيا على تغيير مسار الرحلات الجوية', 'هدوء الاشتباكات فى طرابلس')
    """
    if name not in DATASETS:
        raise InputError(f"dataset {name!r} is unknown: choose from {', '.join(DATASETS)}.")
    card = DATASETS[name]
    if split is not None and split not in card.files:
        offer = f"choose from {', '.join(card.files)}" if card.files else "leave split out and make your own folds"
        raise InputError(f"dataset {name!r} has no published split {split!r}: {offer}.")
    folder = _folder(name, split, root)
    if name == "seeds":
        articles = _checked(folder / "articles.jsonl", name)
    elif card.files:
        articles = _splits(folder, name, card, [split] if split else list(card.files), must=split is not None)
    else:
        articles = _whole(folder, name)
    return Dataset(map(_FINISH.get(name, _as_is), articles), name, split)


def _folder(name: str, split: str | None, root: str | os.PathLike[str] | None) -> Path:
    if name == "seeds" and root is None:
        return seed_folder()
    base = root if root is not None else os.environ.get("ARABNLP_DATA")
    if not base:
        file = "/" + DATASETS[name].files[split] if split else ""
        raise MissingFileError(
            f"dataset {name!r} is looked for in $ARABNLP_DATA/{name}{file}, but the environment variable ARABNLP_DATA "
            f"is not set: set it to the folder of your corpora; {name} is published at {DATASETS[name].address}."
        )
    inside = Path(base) / name
    return Path(base) if root is not None and not inside.is_dir() and Path(base).name == name else inside


def _missing(path: Path, name: str) -> MissingFileError:
    if name == "seeds":
        return MissingFileError(f"{path} does not exist: take it from the folder seeds of arabnlp's repository.")
    return MissingFileError(
        f"{path} does not exist: get {name} from {DATASETS[name].address}, put it there as published, and set "
        f"ARABNLP_DATA to the folder above {name}."
    )


def _splits(folder: Path, name: str, card: DatasetCard, splits: list[str], must: bool) -> Iterator[Article]:
    places = [folder, *(folder / inner for inner in card.folders)]
    found = {
        split: place / card.files[split]
        for split in splits
        for place in places
        if (place / card.files[split]).is_file()
    }
    if not found:
        raise _missing(folder / card.files[splits[0]], name)
    used: set[str] = set()
    for split, path in found.items():
        for article in _checked(path, name, **card.columns):
            if article.id in used:
                article.id = f"{split}-{article.id}"
            used.add(article.id)
            article.extra["split"] = split
            yield article


def _whole(folder: Path, name: str) -> Iterator[Article]:
    """The articles of a corpus without splits: of its archives, or if there are none of its files."""
    if not folder.is_dir():
        raise _missing(folder, name)
    archives = sorted(path for path in folder.iterdir() if split_suffix(path.name)[1] in _ARCHIVES and path.is_file())
    if not archives and not any(folder.iterdir()):
        raise _missing(folder / "(any file)", name)
    for path in archives or [folder]:
        yield from _checked(path, name)


def _checked(path: Path, name: str, **columns: str) -> Iterator[Article]:
    """The articles of one path. That public corpora hold rows without text is known; a file left out is not."""
    if not path.exists():
        raise _missing(path, name)

    def tell(where: str, why: str) -> None:
        if not why.startswith(_KNOWN):
            warnings.warn(f"loading {name}, {where} was left out: {why}.", stacklevel=2)

    return read_articles(path, on_skip=tell, **columns)  # type: ignore[arg-type]


def _as_is(article: Article) -> Article:
    return article


def _finish_ans(article: Article) -> Article:
    article.extra["target"] = article.extra.pop("s1")
    return _finish_stance(article)


def _finish_stance(article: Article) -> Article:
    stance = str(article.extra.get("stance") or "").strip().lower()
    article.extra["stance"] = stance or None
    return article


def _finish_topic(article: Article) -> Article:
    """The topic from the folder of the article's file, where the article itself does not say."""
    folders = article.extra.get("file", "").split("/")[:-1]
    article.topic = article.topic or (folders[-1] if folders else None)
    return article


def _finish_source(article: Article) -> Article:
    """Topic and outlet from the folders of ``OUTLET/CLASS/FILE``."""
    folders = article.extra.get("file", "").split("/")[:-1]
    article.source = folders[-2] if len(folders) > 1 else article.source
    return _finish_topic(article)


_FINISH = {
    "ans": _finish_ans,
    "mawqif": _finish_stance,
    "ant": _finish_topic,
    "antv2": _finish_source,
    "sanad": _finish_source,
}

"""Public corpora in their published layouts: small imitations everywhere, the real ones where they are."""

from __future__ import annotations

import io
import json
import tarfile
import warnings
import zipfile
from collections import Counter

import pytest

from arabnlp import load_dataset
from arabnlp.articles.datasets import DATASETS, Dataset, dataset_names, seed_folder
from arabnlp.errors import InputError, MissingFileError

TEXT = "أعلنت وزارة الصحة اليوم عن افتتاح ثلاثة مستشفيات جديدة في العاصمة."
TREC = (
    "<DOC>\n<DOCNO>{id}</DOCNO>\n<SRC>{src}</SRC>\n<CAT>{cat}</CAT>\n<TIME>{time}</TIME>\n"
    "<TEXT>\n{text}\n</TEXT>\n</DOC>\n"
)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def pack(path, files):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))


def make_ans(root):
    write(root / "ans/train.csv", "s1,s2,stance\nهدف,نص,agree\nهدف ثان,نص ثان,disagree\n")
    write(root / "ans/dev.csv", "s1,s2,stance\nهدف,نص,other\n")


def test_ans(tmp_path):
    make_ans(tmp_path)
    train = load_dataset("ans", split="train", root=tmp_path)
    assert isinstance(train, Dataset) and (train.name, train.split) == ("ans", "train")
    assert train.pairs == [("هدف", "نص"), ("هدف ثان", "نص ثان")]
    assert train.stances == ["agree", "disagree"]
    assert train.texts == ["نص", "نص ثان"]
    assert train[0].extra == {"target": "هدف", "stance": "agree", "split": "train"}


def test_all_splits_that_are_present(tmp_path):
    make_ans(tmp_path)
    both = load_dataset("ans", root=tmp_path)
    assert [article.extra["split"] for article in both] == ["train", "train", "dev"]
    assert len({article.id for article in both}) == 3 and both.split is None


def test_the_layout_of_the_authors_repository(tmp_path):
    write(tmp_path / "ans/data/stance/dev.csv", "s1,s2,stance\nهدف,نص,agree\n")
    assert load_dataset("ans", split="dev", root=tmp_path).pairs == [("هدف", "نص")]


def test_mawqif(tmp_path):
    header = "\ufeffID,text,target,stance,sarcasm,datetime,Date\n"
    rows = "1, نص أول,Covid Vaccine,Favor,No,2021-01-16 03:19:19+00:00,16/01/2021\n3,نص,Covid Vaccine,None,Yes,,\n"
    write(tmp_path / "mawqif/Mawqif_AllTargets_Train.csv", header + rows)
    train = load_dataset("mawqif", root=tmp_path)
    assert train.stances == ["favor", "none"]
    assert train.pairs == [("Covid Vaccine", " نص أول"), ("Covid Vaccine", "نص")]
    assert (train[0].id, train[0].date, train[0].extra["sarcasm"]) == ("1", "2021-01-16", "No")


def test_asnd_gives_topics_and_distinct_identifiers(tmp_path):
    write(tmp_path / "asnd/sm_news_ar_trn.csv", 'Class,Content,ID,Platform\nsports,"نص\nمن سطرين",12,twitter\n')
    write(tmp_path / "asnd/sm_news_ar_dev.csv", "ID,Content,Class,Platform\n12,نص,health,twitter\n")
    posts = load_dataset("asnd", root=tmp_path)
    assert posts.topics == ["sports", "health"] and posts.texts == ["نص\nمن سطرين", "نص"]
    assert [article.id for article in posts] == ["12", "dev-12"]
    assert posts[0].extra == {"Platform": "twitter", "split": "train"}


def test_ant_takes_the_folder_where_no_topic_is_given(tmp_path):
    one = TREC.format(id="JA-1", src="Jawhara FM", cat="sport", time="20/01/2017", text=TEXT)
    two = TREC.format(id="JA-2", src="Jawhara FM", cat="", time="2017-01-20T21:43:00+01:00", text=TEXT)
    none = TREC.format(id="JA-3", src="Jawhara FM", cat="sport", time="", text="")
    top = "antcorpus.data-master/"
    pack(
        tmp_path / "ant/antcorpus.data-master.tar.gz",
        {
            top + "sport/1.txt": one,
            top + "politic/2.txt": two,
            top + "sport/3.txt": none,
            top + "README.md": "#",
            top + "LICENSE": "x",
        },
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        articles = load_dataset("ant", root=tmp_path)
    assert articles.topics == ["sport", "politic"]
    assert [article.date for article in articles] == ["2017-01-20"] * 2


def test_antv2_takes_the_outlet_from_the_folder(tmp_path):
    article = TREC.format(id="AL-1", src="alarabia", cat="culture", time="Fri, 16 Feb 2018 22:08:10 +0400", text=TEXT)
    write(tmp_path / "antv2/master/Alarabia/culture/AL-1.txt", article)
    (loaded,) = load_dataset("antv2", root=tmp_path)
    assert (loaded.id, loaded.source, loaded.topic, loaded.date) == ("AL-1", "Alarabia", "culture", "2018-02-16")


@pytest.mark.parametrize("packed", [True, False])
def test_sanad_packed_or_not(tmp_path, packed):
    files = {"Khaleej/Sports/0001.txt": TEXT, "Khaleej/Tech/0001.txt": TEXT + " ثم سكت."}
    if packed:
        pack(tmp_path / "sanad/Khaleej.tar.gz", files)
    else:
        for name, content in files.items():
            write(tmp_path / "sanad" / name, content)
    articles = load_dataset("sanad", root=tmp_path)
    assert [(a.id, a.topic, a.source) for a in articles] == [
        ("Khaleej/Sports/0001", "Sports", "Khaleej"),
        ("Khaleej/Tech/0001", "Tech", "Khaleej"),
    ]
    assert [article.id for article in load_dataset("sanad", root=tmp_path / "sanad")] == [a.id for a in articles]


def test_an_archive_beside_its_unpacked_files_counts_once(tmp_path):
    pack(tmp_path / "sanad/Khaleej.tar.gz", {"Khaleej/Tech/0001.txt": TEXT})
    write(tmp_path / "sanad/Khaleej/Tech/0001.txt", TEXT)
    assert len(load_dataset("sanad", root=tmp_path)) == 1


def test_saudinewsnet(tmp_path):
    record = {
        "source": "aawsat",
        "url": "u",
        "date_extracted": "2015-07-21 02:51:32",
        "title": "ع",
        "author": "س",
        "content": TEXT,
    }
    (tmp_path / "saudinewsnet").mkdir()
    for day in ("2015-07-22", "2015-07-21"):
        with zipfile.ZipFile(tmp_path / f"saudinewsnet/{day}.zip", "w") as archive:
            archive.writestr(f"{day}.json", json.dumps([record, {**record, "content": ""}]))
    articles = load_dataset("saudinewsnet", root=tmp_path)
    assert [article.id for article in articles] == ["2015-07-21-000001", "2015-07-22-000001"]
    assert articles.topics == [None, None] and articles[0].source == "aawsat"


def test_a_damaged_archive_is_an_error(tmp_path):
    pack(tmp_path / "arwiki/a.tar.gz", {"a.txt": TEXT})
    data = (tmp_path / "arwiki/a.tar.gz").read_bytes()
    (tmp_path / "arwiki/a.tar.gz").write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError, match=r"a\.tar\.gz is damaged"):
        load_dataset("arwiki", root=tmp_path)


def test_an_unreadable_file_is_warned_of(tmp_path):
    write(tmp_path / "sanad/Khaleej/Tech/0001.txt", TEXT)
    write(tmp_path / "sanad/Khaleej/Tech/0002.txt", "")
    with pytest.warns(UserWarning, match=r"0002\.txt was left out: is empty"):
        assert len(load_dataset("sanad", root=tmp_path)) == 1


def test_the_environment_variable_names_the_root(tmp_path, monkeypatch):
    make_ans(tmp_path)
    monkeypatch.setenv("ARABNLP_DATA", str(tmp_path))
    assert len(load_dataset("ans", "dev")) == 1


def test_without_the_environment_variable(monkeypatch):
    monkeypatch.delenv("ARABNLP_DATA", raising=False)
    with pytest.raises(MissingFileError, match=r"\$ARABNLP_DATA/ans/test\.csv.*is not set.*github\.com/latynt/ans"):
        load_dataset("ans", "test")


def test_missing_split_file_is_named(tmp_path):
    make_ans(tmp_path)
    with pytest.raises(MissingFileError, match=r"ans/test\.csv does not exist: get ans from https://.*ARABNLP_DATA"):
        load_dataset("ans", split="test", root=tmp_path)


@pytest.mark.parametrize("name", [name for name in DATASETS if name != "seeds"])
def test_missing_folder_is_named(tmp_path, name):
    with pytest.raises(FileNotFoundError, match=rf"{name}.* does not exist: get {name} from {DATASETS[name].address}"):
        load_dataset(name, root=tmp_path)


def test_an_empty_folder(tmp_path):
    (tmp_path / "sanad").mkdir()
    with pytest.raises(MissingFileError, match="sanad"):
        load_dataset("sanad", root=tmp_path)


def test_unknown_names_and_splits(tmp_path):
    with pytest.raises(InputError, match="'nope' is unknown: choose from seeds, ans, mawqif"):
        load_dataset("nope", root=tmp_path)
    with pytest.raises(InputError, match="no published split 'train': leave split out"):
        load_dataset("sanad", "train", root=tmp_path)
    with pytest.raises(InputError, match="no published split 'validation': choose from train, dev, test"):
        load_dataset("ans", "validation", root=tmp_path)


def test_pairs_need_targets(tmp_path):
    write(tmp_path / "asnd/sm_news_ar_dev.csv", "ID,Content,Class,Platform\n12,نص,health,twitter\n")
    posts = load_dataset("asnd", root=tmp_path)
    with pytest.raises(InputError, match="'asnd' has no targets"):
        _ = posts.pairs
    assert posts.stances == [None]


def test_seeds(tmp_path):
    row = {
        "id": "s1",
        "title": "ع",
        "text": TEXT,
        "topic": "صحة",
        "date": "2025-03-12",
        "source": "الأفق",
        "style": "report",
    }
    write(tmp_path / "seeds/articles.jsonl", json.dumps(row) + "\n")
    (article,) = load_dataset("seeds", root=tmp_path)
    assert (article.id, article.topic, article.date, article.extra) == ("s1", "صحة", "2025-03-12", {"style": "report"})


def test_missing_seeds(tmp_path):
    with pytest.raises(MissingFileError, match=r"articles\.jsonl does not exist"):
        load_dataset("seeds", root=tmp_path)


def test_the_seed_folder_is_there():
    assert seed_folder().is_dir() and seed_folder().name in ("seeds", "_seeds")


def test_every_dataset_has_a_card():
    assert dataset_names() == list(DATASETS)
    assert set(dataset_names()) == {"seeds", "ans", "mawqif", "asnd", "ant", "antv2", "sanad", "saudinewsnet", "arwiki"}
    for card in DATASETS.values():
        assert all((card.description, card.licence, card.citation, card.address)) and "\n" not in card.description


# --- the real corpora: counts from their data cards ---


@pytest.mark.parametrize(
    ("name", "split", "count", "label", "labels"),
    [
        ("ans", "train", 2652, "stances", {"disagree": 1686, "agree": 903, "other": 63}),
        ("ans", "dev", 755, "stances", {"disagree": 471, "agree": 268, "other": 16}),
        ("mawqif", "train", 3502, "stances", {"favor": 2148, "against": 1021, "none": 333}),
        ("asnd", "dev", 567, "topics", None),
        ("asnd", "train", 6676, "topics", None),
    ],
)
def test_real_splits(corpora, name, split, count, label, labels):
    articles = load_dataset(name, split, root=corpora)
    assert len(articles) == count == len({article.id for article in articles})
    assert all(article.text.strip() for article in articles)
    found = Counter(getattr(articles, label))
    assert found == labels if labels else len(found) == 12


@pytest.mark.parametrize(
    ("name", "least", "topics", "sources", "dated"),
    [("ant", 8600, 9, 1, True), ("saudinewsnet", 30600, 0, 14, True), ("sanad", 40959, 7, 1, False)],
)
def test_real_corpora(corpora, name, least, topics, sources, dated):
    articles = load_dataset(name, root=corpora)
    assert least <= len(articles) == len({article.id for article in articles})
    assert len({topic for topic in articles.topics if topic}) == topics
    assert len({article.source for article in articles if article.source}) == sources
    assert all((article.date is not None) == dated for article in articles)

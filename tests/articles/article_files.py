"""Articles and files of every kind for the tests of readers."""

from __future__ import annotations

import csv
import io
import json
import tarfile
import warnings
import zipfile

from arabnlp import read_articles

TEXT = "أعلنت وزارة الصحة اليوم عن افتتاح ثلاثة مستشفيات جديدة في العاصمة.\nوقال الوزير: «هذا أول الغيث»."
OTHER = "فاز المنتخب الوطني على ضيفه بهدفين دون رد في تصفيات كأس العالم."
ROWS = [
    {"id": "a1", "title": "صحة", "text": TEXT, "date": "2021-11-09", "topic": "health", "Platform": "web"},
    {"id": "a2", "title": "رياضة", "text": OTHER, "date": "10/11/2021", "topic": "sport", "Platform": "radio"},
]
TREC = """<DOC>
<DOCNO>JA-culture-1-20170120</DOCNO>
<URL>http://example.org/a?x=1&y=2</URL>
<SRC>Jawhara FM</SRC>
<CAT>culture</CAT>
<TITLE>افتتاح المعرض</TITLE>
<TIME>2017-01-20T21:43:00+01:00</TIME>
<AUTHOR>س. ص.</AUTHOR>
<ABSTRACT>
ملخص الخبر
</ABSTRACT>
<TEXT>
{text}
</TEXT>
</DOC>
"""
WIKI = '<doc id="{id}" title="{title}" url="https://ar.wikipedia.org/wiki?curid={id}">\n{title}\n\n{text}\n\n</doc>\n'


def read(path, **options):
    """All articles, with skips as errors: what is left out must be expected."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return list(read_articles(path, **options))


def read_and_skips(path, **options):
    skips = []
    articles = list(read_articles(path, on_skip=lambda name, reason: skips.append((name, reason)), **options))
    return articles, skips


def write(path, content, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def table(rows, delimiter=","):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def tar_of(files, mode="w:gz"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_of(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def check_rows(articles):
    assert [article.id for article in articles] == ["a1", "a2"]
    assert [article.text for article in articles] == [TEXT, OTHER]
    assert [article.title for article in articles] == ["صحة", "رياضة"]
    assert [article.date for article in articles] == ["2021-11-09", "2021-11-10"]
    assert [article.topic for article in articles] == ["health", "sport"]
    assert [article.extra["Platform"] for article in articles] == ["web", "radio"]

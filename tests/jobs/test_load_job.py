from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from building import table

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.jobs.load import checksum, corpus_name
from tmtool.memory import Memory
from tmtool.store import statistics


@pytest.mark.parametrize(
    ("name", "corpus"),
    [
        ("treaties.ru-en.tmx", "treaties"),
        ("notes.tsv", "notes"),
        ("/a/b/final clauses.tmx", "final clauses"),
        ("README", "README"),
        (".hidden.tmx", ".hidden.tmx"),
        ("договоры.tmx", "договоры"),
    ],
)
def test_a_corpus_is_named_after_its_file(name: str, corpus: str):
    assert corpus_name(Path(name)) == corpus


def test_the_checksum_is_sha_256(tmp_path: Path):
    path = tmp_path / "a"
    path.write_bytes(b"abc" * 100_000)
    assert checksum(path) == hashlib.sha256(b"abc" * 100_000).hexdigest()


def test_the_format_and_how_to_read_can_be_told(memory: Memory, tmp_path: Path):
    path = tmp_path / "a.data"
    path.write_text("Да\tважно\tYes\n", encoding="cp1251")
    reading = ReadOptions(columns=("ru", "note", "en"), encoding="cp1251")
    report = memory.load(path, corpus="own", format="tsv", reading=reading)
    assert (report.added, report.format, report.corpus) == (1, "tsv", "own")
    assert memory.unit(1).note == "важно"


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.doc", {}),
        ("a.tsv", {"format": "doc"}),
        ("missing.tsv", {}),
        (".", {"format": "tsv"}),
        ("a.tsv", {"corpus": " "}),
        ("a.tsv", {"corpus": "\udcff"}),
    ],
)
def test_what_cannot_be_loaded_is_refused(memory: Memory, tmp_path: Path, name: str, options):
    table(tmp_path / "a.tsv", [["1", "Да", "Yes"]])
    with pytest.raises(InputError) as refused:
        memory.load(tmp_path / name, **options)
    assert refused.value.hint
    assert memory.corpora() == []
    assert memory._connection.execute("SELECT count(*) FROM import").fetchone() == (0,)


def test_an_import_says_when_it_counts_the_words_anew(memory: Memory, tmp_path: Path, monkeypatch):
    """The first count changes no rate that anybody has seen; one more line is not enough."""
    monkeypatch.setattr(statistics, "MANY", 4)
    reports = []
    for name, lines in (("a", range(4)), ("b", range(4, 5)), ("c", range(5, 20))):
        path = tmp_path / f"{name}.tsv"
        path.write_text("".join(f"Статья {n}\tArticle {n}\n" for n in lines), encoding="utf-8")
        reports.append(memory.load(path))
    assert [len(report.warnings) for report in reports] == [0, 0, 1]
    assert "match rates may have changed" in reports[2].warnings[0]

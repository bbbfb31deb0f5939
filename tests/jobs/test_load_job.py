from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from building import table

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.jobs.load import checksum, corpus_name
from tmtool.memory import Memory


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

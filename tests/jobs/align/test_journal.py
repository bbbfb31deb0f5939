from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.jobs.align.journal import Folder, InMemory, digest_of, stem_of
from tmtool.memory import Memory
from tmtool.models import AlignmentOptions, DocumentPair, PairReport

REPORT = PairReport(
    document="a",
    source_document="a.ru.txt",
    target_document="a.en.txt",
    beads=3,
    confidence=0.9,
    verdict="parallel",
)


@pytest.fixture
def documents(tmp_path: Path) -> DocumentPair:
    (tmp_path / "a.ru.txt").write_text("Да.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("Yes.\n", encoding="utf-8")
    return DocumentPair(tmp_path / "a.ru.txt", tmp_path / "a.en.txt", "a", "treaties")


def test_a_digest_is_of_all_that_decides_what_becomes_of_a_pair(documents: DocumentPair):
    options = AlignmentOptions()
    first = digest_of(documents, options)
    assert first == digest_of(documents, options)
    srx = documents.source.with_name("rules.srx")
    srx.write_text("<srx/>", encoding="utf-8")
    others = [
        digest_of(replace(documents, document="b"), options),
        digest_of(replace(documents, corpus=None), options),
        *(
            digest_of(documents, replace(options, **changed))
            for changed in (
                {"source_language": "ru"},
                {"segments": "lines"},
                {"min_confidence": 0.5},
                {"force": True},
                {"srx": srx},
            )
        ),
    ]
    srx.write_text("<srx />", encoding="utf-8")
    others.append(digest_of(documents, replace(options, srx=srx)))
    documents.target.write_text("No.\n", encoding="utf-8")
    others.append(digest_of(documents, options))
    assert len({first, *others}) == 1 + len(others)


def test_a_digest_has_nothing_to_do_with_where_documents_lie(documents: DocumentPair):
    moved = documents.source.parent / "elsewhere"
    moved.mkdir()
    copies = [path.rename(moved / path.name) for path in (documents.source, documents.target)]
    elsewhere = replace(documents, source=copies[0], target=copies[1])
    for path, copy in zip((documents.source, documents.target), copies, strict=True):
        path.write_bytes(copy.read_bytes())
    assert digest_of(elsewhere, AlignmentOptions()) == digest_of(documents, AlignmentOptions())


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_documents_never_share_a_file(one: str, other: str):
    assert (stem_of(one) == stem_of(other)) == (one == other)
    for stem in (stem_of(one), stem_of(other)):
        assert stem.strip(". ")
        assert not set(stem) & set("/\\")


def test_names_that_are_no_names_of_files():
    assert stem_of("treaty.ru.txt") == "treaty.ru.txt"
    assert stem_of("../a") != stem_of(".._a")
    assert len(stem_of("д" * 500)) < 120


def test_a_folder_knows_what_is_done(documents: DocumentPair, tmp_path: Path):
    folder = Folder(tmp_path, ("tsv", "html"))
    assert folder.find(documents, "00") is None
    folder.file("a", "tsv").touch()
    folder.keep(documents, "00", REPORT)
    assert folder.find(documents, "00") is None, "one of its files is not there"
    folder.file("a", "html").touch()
    assert folder.find(documents, "00") == replace(REPORT, kept=True)
    assert folder.find(documents, "01") is None
    folder.file("a", "tsv").write_text("changed", encoding="utf-8")
    assert folder.find(documents, "00") is None
    wrong = replace(REPORT, problems=("unrelated",))
    folder.file("a", "tsv").unlink()
    folder.keep(documents, "00", wrong)
    assert folder.find(documents, "00") == replace(wrong, kept=True)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"digest": "00"}', '{"digest": "00", "report": {"odd": 1}}', "\udcff"]
)
def test_a_file_that_another_wrote_is_no_report(documents: DocumentPair, tmp_path: Path, text: str):
    folder = Folder(tmp_path, ())
    folder.file("a", "json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert folder.find(documents, "00") is None


def test_a_memory_knows_what_is_done(memory: Memory):
    done = InMemory(memory._connection)
    assert done.find("00ff") is None
    done.keep("00ff", REPORT)
    assert done.find("00ff") == replace(REPORT, kept=True)
    assert done.find("00fe") is None

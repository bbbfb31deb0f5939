"""`tmtool score` keeps what it counts in the memory, and is none the worse where it cannot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import CommandLine

from tmtool.scoring.counters import Counters

COMMAND = ("score", "draft.txt", "-r", "reference.txt", "--segments", "--no-keep", "-f", "json")


@pytest.fixture
def texts(place: Path) -> Path:
    (place / "draft.txt").write_text("Article 1\nThe Treaty entered into force.\nи\u0306\n")
    (place / "reference.txt").write_text("Article 1\nThe Treaty enters into force.\nй\n")
    return place


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many segments were counted, call by call."""
    found: list[int] = []
    rows = Counters.rows

    def counting(self, drafts, references):
        found.append(len(references[0]))
        return rows(self, drafts, references)

    monkeypatch.setattr(Counters, "rows", counting)
    return found


def kept(place: Path) -> int:
    with closing(sqlite3.connect(place / "memory.db")) as connection:
        (number,) = connection.execute("SELECT count(*) FROM segment_counts").fetchone()
    return int(number)


def test_a_revised_draft_is_scored_at_once(ok: CommandLine, texts: Path, counted: list[int]):
    alone = ok(*COMMAND)
    ok("init")
    assert alone.out == ok(*COMMAND).out == ok(*COMMAND).out
    assert counted == [3, 1, 3, 1]  # without a memory, then with one; the third line in NFC too
    assert kept(texts) == 4
    (texts / "draft.txt").write_text("Article 1\nThe Treaty enters into force.\nи\u0306\n")
    revised = ok(*COMMAND)
    assert counted[4:] == [1]
    assert revised.out == ok(*COMMAND, "--no-cache").out != alone.out
    assert counted[5:] == [3, 1]


def test_nothing_is_kept_without_the_cache(ok: CommandLine, texts: Path):
    ok("init")
    ok(*COMMAND, "--no-cache")
    assert kept(texts) == 0


def test_scoring_makes_no_memory(ok: CommandLine, texts: Path):
    assert ok(*COMMAND).err == ""
    assert not (texts / "memory.db").exists()


def test_terms_and_other_metrics_share_the_memory(ok: CommandLine, texts: Path):
    (texts / "source.txt").write_text("Статья 1\nДоговор вступил в силу.\nй\n")
    ok("init", "--samples")
    command = (*COMMAND, "--source-text", "source.txt", "-m", "terms", "-m", "chrf")
    assert ok(*command).out == ok(*command).out
    assert kept(texts) == 4


def test_a_memory_that_cannot_be_opened_is_told_of_and_no_more(ok: CommandLine, texts: Path):
    alone = ok(*COMMAND).out
    (texts / "memory.db").write_text("no memory at all, and long enough to be looked at" * 20)
    done = ok(*COMMAND)
    assert done.out == alone
    assert done.err == "Nothing is kept: memory.db: is not an SQLite file.\n"


def test_a_memory_that_cannot_be_written_is_no_hindrance(
    ok: CommandLine, texts: Path, counted: list[int], monkeypatch: pytest.MonkeyPatch
):
    ok("init")
    alone = ok(*COMMAND, "--no-cache").out
    monkeypatch.setattr("tmtool.store.segment_counts._PATIENCE_MS", 1)
    with closing(sqlite3.connect(texts / "memory.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = ok(*COMMAND)
    assert (done.out, done.err) == (alone, "")
    assert kept(texts) == 0

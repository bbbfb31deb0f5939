"""Merges whose process is killed at any moment: all of the other memory is there, or nothing."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from building import concept, done, hear, pair, process

import tmtool
from tmtool.store.imports import Import

UNITS, CHANGED, KILLS = 2_000, 400, 12

MERGE = """
import os, signal, sys
import tmtool, tmtool.jobs.merge
from tmtool.store import adoption, incoming, unit_merge

def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

where = sys.argv[3]
if where == "between two corpora":
    incoming.Incoming.complete = kill
elif where == "before the end is committed":
    adoption.runs = kill
elif where == "after the end is committed":
    unit_merge.UnitMerge.release = kill
with tmtool.open(sys.argv[1]) as memory:
    print("ready", flush=True)
    memory.merge(sys.argv[2], prefer="theirs")
print("done", flush=True)
"""


def fill(path: Path, word: str, *, changed: int, added: int) -> None:
    """A memory with units that another has too, and in two corpora some that it has not."""
    with tmtool.open(path) as memory:
        for corpus, prefix, count in (
            ("both", "t", changed),
            (word, "n", added),
            (f"{word} 2", "m", added),
        ):
            work = Import(memory._connection, path, corpus)
            work.begin("file", "tsv")
            rows = [pair(f"Статья {n}", f"{word} {n}", tuid=f"{prefix}{n}") for n in range(count)]
            for start in range(0, count, 2_000):
                work.add(rows[start : start + 2_000])
            work.finish(None)
        memory.glossary.add(concept(1, f"en {word}", "ru слово"), glossary=word)


def state(path: Path) -> dict[str, int]:
    """How many units of each corpus say what, how many concepts there are, and changes."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        words = connection.execute(
            "SELECT c.name || ': ' || substr(v.text, 1, 4), count(*) FROM live_unit u"
            " JOIN corpus c ON c.id = u.corpus_id JOIN variant v ON v.unit_id = u.id"
            " JOIN language l ON l.id = v.language_id WHERE l.tag = 'en' GROUP BY 1"
        )
        found = dict(words.fetchall())
        for name in ("live_corpus", "concept", "change"):
            (found[name],) = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    return found


def left(path: Path) -> list[object]:
    """What unfinished merges left in the memory and beside it."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT id FROM import WHERE finished_at IS NULL UNION ALL SELECT id FROM unit"
            " WHERE id NOT IN (SELECT id FROM live_unit) UNION ALL SELECT id FROM corpus"
            " WHERE name NOT IN (SELECT name FROM live_corpus)"
        ).fetchall()
    return [*rows, *path.parent.glob("*-import-*")]


@pytest.fixture
def memories(tmp_path: Path) -> tuple[bytes, Path]:
    """The content of a memory, and the file of another one."""
    ours, theirs = tmp_path / "base.db", tmp_path / "theirs.db"
    fill(ours, "ours", changed=CHANGED, added=0)
    fill(theirs, "theirs", changed=CHANGED, added=UNITS)
    return ours.read_bytes(), theirs


pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="processes are killed on POSIX only"
)

BEFORE = {"both: ours": CHANGED, "live_corpus": 3, "concept": 1, "change": 1}
AFTER = {
    "both: thei": CHANGED,
    "theirs: thei": UNITS,
    "theirs 2: thei": UNITS,
    "live_corpus": 5,
    "concept": 2,
    "change": CHANGED + 1,
}


def test_a_merge_that_is_killed(memories: tuple[bytes, Path], tmp_path: Path):
    base, theirs = memories
    path = tmp_path / "memory.db"
    path.write_bytes(base)
    assert state(path) == BEFORE
    with process(MERGE, path, theirs, "") as running:
        assert hear(running) == "ready"
        start = time.monotonic()
        done(running)
        longest = time.monotonic() - start
    assert state(path) == AFTER
    # Where the machine was busy just then, later merges are faster.
    chance = random.Random("merges")
    ends: Counter[str] = Counter()
    path.write_bytes(base)
    for _ in range(KILLS):
        with process(MERGE, path, theirs, "") as running:
            assert hear(running) == "ready"
            try:
                running.wait(timeout=chance.uniform(0, longest))
            except subprocess.TimeoutExpired:
                running.kill()
            running.wait(timeout=60)
        found = state(path)
        assert found in (BEFORE, AFTER)
        ends["after" if found == AFTER else "before"] += 1
        if found == AFTER:
            longest /= 1.5
            path.write_bytes(base)
    assert ends["before"]
    with tmtool.open(path) as memory:
        memory.merge(theirs, prefer="theirs")
        assert memory.check_index() == []
    assert state(path) == AFTER
    assert left(path) == []


@pytest.mark.parametrize(
    ("where", "is_there"),
    [
        ("between two corpora", False),
        ("before the end is committed", False),
        ("after the end is committed", True),
    ],
)
def test_a_merge_that_is_killed_at_a_critical_moment(memories, tmp_path, where, is_there):
    base, theirs = memories
    path = tmp_path / "memory.db"
    path.write_bytes(base)
    with process(MERGE, path, theirs, where) as running:
        running.wait(timeout=120)
        assert running.returncode == -signal.SIGKILL, running.stderr.read()
    assert state(path) == (AFTER if is_there else BEFORE)
    assert left(path)
    with tmtool.open(path) as memory:
        memory.remove_corpus("ours")
    assert left(path) == []

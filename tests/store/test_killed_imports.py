"""Imports whose process is killed at any moment: all of the file is there, or nothing."""

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
from building import done, hear, pair, process, table

import tmtool
from tmtool.models import IndexFault
from tmtool.store import upkeep

UNITS = 5_000
CHANGED = 1_500
BATCH = 500
"""Units in one transaction of the imports that are killed: many of them in little time."""

KILLS = 25

IMPORT = """
import sys
import tmtool, tmtool.jobs.load
tmtool.jobs.load.BATCH = int(sys.argv[3])
with tmtool.open(sys.argv[1]) as memory:
    print("ready", flush=True)
    memory.load(sys.argv[2], corpus="large")
print("done", flush=True)
"""


def state(path: Path) -> tuple[Counter[str], set[str]]:
    """How many units of the corpus say what, and the names of the corpora."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        words = connection.execute(
            "SELECT substr(v.text, -6), count(*) FROM live_unit u"
            " JOIN corpus c ON c.id = u.corpus_id JOIN variant v ON v.unit_id = u.id"
            " JOIN language l ON l.id = v.language_id"
            " WHERE c.name = 'large' AND l.tag = 'en' GROUP BY 1"
        )
        changes = connection.execute("SELECT count(*) FROM change").fetchone()[0]
        names = connection.execute("SELECT name FROM live_corpus")
        return Counter({**dict(words.fetchall()), "changes": changes}), {name for (name,) in names}


def left(path: Path) -> list[object]:
    """What unfinished imports left in the memory and beside it."""
    with closing(sqlite3.connect(path)) as connection:
        unfinished = connection.execute("SELECT id FROM import WHERE finished_at IS NULL")
        hidden = connection.execute(
            "SELECT count(*) FROM unit WHERE id NOT IN (SELECT id FROM live_unit) HAVING count(*)"
        )
        lost = connection.execute("SELECT name FROM corpus EXCEPT SELECT name FROM live_corpus")
        rows = [*unfinished.fetchall(), *hidden.fetchall(), *lost.fetchall()]
    return rows + list(path.parent.glob("*-import-*"))


def faults(path: Path) -> list[IndexFault]:
    """Where the index differs from the units."""
    with closing(sqlite3.connect(path)) as connection:
        return list(upkeep.check(connection))


def killed_after(seconds: float, memory: Path, file: Path) -> bool:
    """Import in a process that is killed after some time; tell whether it had ended before."""
    with process(IMPORT, memory, file, BATCH) as running:
        assert hear(running) == "ready"
        try:
            running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            running.kill()
        running.wait(timeout=60)
        assert running.returncode in (0, -signal.SIGKILL), running.stderr.read()
        return running.returncode == 0


def duration(memory: Path, file: Path) -> float:
    with process(IMPORT, memory, file, BATCH) as running:
        assert hear(running) == "ready"
        start = time.monotonic()
        done(running)
        return time.monotonic() - start


def rows(units: int, word: str) -> list[list[str]]:
    return [[f"t{n}", f"Статья {n} договора", f"Article {n} of the {word}"] for n in range(units)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed on POSIX only")
@pytest.mark.parametrize("kind", ["add", "update"])
def test_an_import_that_is_killed(tmp_path: Path, kind: str):
    path, base = tmp_path / "memory.db", tmp_path / "base.db"
    tiny = table(tmp_path / "tiny.tsv", [["1", "Да", "Yes"]])
    units = UNITS if kind == "add" else CHANGED
    before = Counter({"treaty": CHANGED} if kind == "update" else {}, changes=0)
    after = Counter({"accord": units}, changes=CHANGED if kind == "update" else 0)
    with tmtool.open(base) as memory:
        memory.load(tiny)
        if kind == "update":
            memory.load(table(tmp_path / "old.tsv", rows(CHANGED, "treaty")), corpus="large")
    file = table(tmp_path / "large.tsv", rows(units, "accord"))
    path.write_bytes(base.read_bytes())
    longest = duration(path, file)
    assert state(path)[0] == after
    path.write_bytes(base.read_bytes())

    chance = random.Random(f"killed {kind}")
    ends: Counter[str] = Counter()
    for number in range(KILLS):
        killed_after(chance.uniform(0, longest), path, file)
        found, names = state(path)
        assert found in (before, after)
        if number % 5 == 0:
            assert faults(path) == []
        assert names - {"tiny"} == ({"large"} if any(found.values()) else set())
        ends["after" if found == after else "before"] += 1
        if number % 2:
            # Otherwise the next import that is killed clears up first.
            with tmtool.open(path) as memory:
                memory.load(tiny)
            assert left(path) == []
        if found == after:
            path.write_bytes(base.read_bytes())
    assert ends["before"] > KILLS // 3

    with tmtool.open(path) as memory:
        report = memory.load(file, corpus="large")
    assert (report.added, report.updated) == ((units, 0) if kind == "add" else (0, units))
    assert state(path)[0] == after
    assert left(path) == []
    assert faults(path) == []


KILLED_AT = """
import os, signal, sys
import tmtool
from tmtool.store import imports, incoming, leftovers

def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

where = sys.argv[3]
if where == "after the last batch":
    imports.Import.finish = kill
elif where == "before the end is committed":
    incoming.corpora.keep = kill
elif where == "after the end is committed":
    incoming.Incoming.release = kill
elif where == "while it clears up":
    release = incoming.ImportLock.release
    incoming.ImportLock.release = kill
with tmtool.open(sys.argv[1]) as memory:
    memory.load(sys.argv[2], corpus="large")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed on POSIX only")
@pytest.mark.parametrize(
    ("where", "is_there"),
    [
        ("after the last batch", False),
        ("before the end is committed", False),
        ("after the end is committed", True),
        ("while it clears up", True),
    ],
)
def test_an_import_that_is_killed_at_a_critical_moment(tmp_path: Path, where: str, is_there: bool):
    path = tmp_path / "memory.db"
    file = table(tmp_path / "large.tsv", rows(10, "accord"))
    tmtool.open(path).close()
    with process(KILLED_AT, path, file, where) as running:
        running.wait(timeout=60)
        assert running.returncode == -signal.SIGKILL
    assert state(path)[0]["accord"] == (10 if is_there else 0)
    assert faults(path) == []
    with tmtool.open(path) as memory:
        report = memory.load(file, corpus="large")
    assert (report.added, report.duplicate) == ((0, 10) if is_there else (10, 0))
    assert [found for found in left(path) if not is_there] == []
    assert state(path)[0]["accord"] == 10
    assert faults(path) == []


@pytest.mark.parametrize("write", ["add", "edit", "remove", "undo", "set", "load"])
def test_any_writer_removes_what_a_killed_import_left(tmp_path: Path, write: str):
    path = tmp_path / "memory.db"
    file = table(tmp_path / "large.tsv", rows(10, "accord"))
    with tmtool.open(path) as memory:
        memory.add_unit(pair("Да", "Yes"), corpus="own")
    with process(KILLED_AT, path, file, "after the last batch") as running:
        running.wait(timeout=60)
    assert left(path) != []
    with tmtool.open(path) as memory:
        if write == "add":
            memory.add_unit(pair("Нет", "No"), corpus="large")
        elif write == "edit":
            memory.edit_unit(1, {"en": "Aye"})
        elif write == "remove":
            memory.remove_unit(1)
        elif write == "undo":
            memory.undo()
        elif write == "set":
            memory.set_corpus("own", penalty=1)
        else:
            memory.load(file)
    assert left(path) == []
    assert faults(path) == []


def test_lock_files_of_imports_that_have_ended_are_removed(tmp_path: Path):
    """A process may be killed when its import is done and its lock file not yet gone."""
    path = tmp_path / "memory.db"
    tiny = table(tmp_path / "tiny.tsv", [["1", "Да", "Yes"]])
    other = table(tmp_path / "other.tsv", [["1", "Нет", "No"]])
    with tmtool.open(path) as memory:
        memory.load(tiny)
    ended, to_come = (path.with_name(f"memory.db-import-{number}") for number in (1, 99))
    for lock in (ended, to_come):
        lock.touch()
    with tmtool.open(path) as memory:
        memory.load(other)
    assert not ended.exists()
    assert to_come.exists()

"""Runs over a list whose process is killed at any moment: the next one goes on where it was."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest
from aligning import one_by_one, sentences, write_pair
from building import ROOT, done, hear, process, say

import tmtool
from tmtool.formats.beads import read_beads
from tmtool.jobs.align import pair
from tmtool.models import AligningReport, DocumentPair
from tmtool.store import upkeep

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="processes are killed on POSIX only"
)

PAIRS = 12
KILLS = 5

RUN = """
import sys
sys.path.insert(0, sys.argv[3])
import tmtool
from tmtool.jobs.align.listed import read_list
from tmtool.models import DocumentPair
print("ready", flush=True)
with tmtool.open(sys.argv[1]) as memory:
    pairs = read_list(__import__("pathlib").Path(sys.argv[2]))
    report = memory.align_many(pairs, folder=sys.argv[4], corpus="many", workers=int(sys.argv[5]))
print(sum(not one.kept for one in report.pairs), flush=True)
"""

KILLED_AT = (
    """
import os, signal, sys
sys.path.insert(0, sys.argv[3])
from aligning import one_by_one
from tmtool.jobs.align import journal, many, outputs, pair, shared_words, taking, worker
from tmtool.store import document_import, incoming

def kill_at(owner, name, count):
    whole = getattr(owner, name)
    left = [count]
    def counted(*given, **options):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*given, **options)
    setattr(owner, name, counted)

pair.align = one_by_one
where = {
    "while words are learnt": (shared_words, "learn_together", 1),
    "after words are learnt": (shared_words.KeptWords, "keep", 1),
    "before a pair is aligned": (worker, "aligned", 3),
    "amid the files of a pair": (worker, "write_output", 6),
    "before its units come": (many, "take", 3),
    "amid its units": (document_import.DocumentImport, "finish", 3),
    "before they are visible": (document_import.aligned_pairs, "write", 3),
    "after they are visible": (incoming.Incoming, "release", 3),
    "before it is written down": (journal.Folder, "keep", 3),
    "after the last": (many, "AligningReport", 1),
}[sys.argv[6]]
kill_at(*where)
"""
    + RUN
)


def listed(folder: Path, count: int) -> tuple[Path, list[DocumentPair]]:
    """A list of so many pairs of documents, and the pairs."""
    pairs = [
        DocumentPair(*write_pair(folder, f"d{n}", sentences(6 + n % 5, seed=n)), f"d{n}")
        for n in range(count)
    ]
    path = folder / "list.tsv"
    rows = (f"{one.source.name}\t{one.target.name}\t{one.document}\n" for one in pairs)
    path.write_text("".join(rows), encoding="utf-8")
    return path, pairs


def units(memory: Path) -> Counter[tuple]:
    """The visible units with their places; and that the memory is sound, nothing left of it."""
    with closing(sqlite3.connect(memory)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return Counter(
            connection.execute(
                "SELECT u.document, u.position, v.text FROM live_unit u JOIN variant v"
                " ON v.unit_id = u.id"
            ).fetchall()
        )


def finished(folder: Path) -> set[str]:
    """The documents that are written down as done."""
    return {json.loads(path.read_text())["report"]["document"] for path in folder.glob("*.json")}


def whole(report: AligningReport) -> list[tuple]:
    return [(one.document, one.beads, one.accepted, one.confidence) for one in report.pairs]


@pytest.mark.parametrize(
    "where",
    [
        "while words are learnt",
        "after words are learnt",
        "before a pair is aligned",
        "amid the files of a pair",
        "before its units come",
        "amid its units",
        "before they are visible",
        "after they are visible",
        "before it is written down",
        "after the last",
    ],
)
def test_a_run_that_is_killed_at_a_critical_moment(tmp_path: Path, where: str, monkeypatch):
    path, pairs = listed(tmp_path / "documents", 5)
    memory, folder = tmp_path / "memory.db", tmp_path / "out"
    tmtool.open(memory).close()
    with process(KILLED_AT, memory, path, ROOT / "tests", folder, 1, where) as running:
        running.wait(timeout=60)
        assert running.returncode == -signal.SIGKILL, running.stderr.read()
    before = finished(folder)

    aligned = []

    def noted(*given):
        aligned.append(given)
        return one_by_one(*given)

    monkeypatch.setattr(pair, "align", noted)
    with tmtool.open(memory) as opened:
        again = opened.align_many(pairs, folder=folder, corpus="many", workers=1)
        assert opened.history() == [], "nothing was changed, nothing removed"
        assert list(upkeep.check(opened._connection)) == []
    assert {one.document for one in again.pairs if one.kept} == before
    assert len(aligned) == len(pairs) - len(before)
    assert sorted(path.name for path in folder.glob("d*")) == sorted(
        f"d{n}.{suffix}" for n in range(5) for suffix in ("html", "json", "tsv")
    )
    with tmtool.open(tmp_path / "other.db") as other:
        once = other.align_many(pairs, folder=tmp_path / "once", corpus="many", workers=1)
    assert whole(again) == whole(once)
    assert units(memory) == units(tmp_path / "other.db")
    assert list(memory.parent.glob("*-import-*")) == []


def test_a_run_that_is_killed_at_any_moment(tmp_path: Path):
    path, pairs = listed(tmp_path / "documents", PAIRS)
    memory, folder = tmp_path / "memory.db", tmp_path / "out"
    with tmtool.open(tmp_path / "other.db") as other:
        once = other.align_many(pairs, folder=tmp_path / "once", corpus="many", workers=2)
    tmtool.open(memory).close()
    chance = random.Random("killed pairs")
    reached = [0]
    for _ in range(KILLS):
        arguments = (memory, path, ROOT / "tests", folder, 2)
        with process(RUN, *arguments) as running:
            assert hear(running) == "ready"
            wanted = reached[-1] + chance.randint(0, 3)
            while running.poll() is None and len(list(folder.glob("*.json"))) < wanted:
                with suppress(subprocess.TimeoutExpired):
                    running.wait(timeout=0.01)
            running.kill()
            running.wait(timeout=60)
        reached.append(len(finished(folder)))
        assert reached[-1] >= reached[-2]
        found = units(memory)
        assert set(found.values()) <= {1}
        assert finished(folder) <= {document for document, *_ in found}
        if reached[-1] == PAIRS:
            break
    assert len(set(reached)) > 2, "it was killed at several places"
    with process(RUN, memory, path, ROOT / "tests", folder, 2) as running:
        assert hear(running) == "ready"
        assert int(done(running)) == PAIRS - reached[-1]
    with tmtool.open(memory) as opened:
        again = opened.align_many(pairs, folder=folder, corpus="many", workers=2)
        assert opened.history() == []
    assert all(one.kept for one in again.pairs)
    assert whole(again) == whole(once)
    assert units(memory) == units(tmp_path / "other.db")
    for number in range(PAIRS):
        name = f"d{number}.tsv"
        assert read_beads(folder / name) == read_beads(tmp_path / "once" / name)


def test_two_runs_at_once_bring_each_unit_once(tmp_path: Path):
    path, pairs = listed(tmp_path / "documents", 8)
    memory, folder = tmp_path / "memory.db", tmp_path / "out"
    tmtool.open(memory).close()
    code = RUN.replace('print("ready", flush=True)', 'print("ready", flush=True); input()')
    arguments = (memory, path, ROOT / "tests", folder, 1)
    with process(code, *arguments) as one, process(code, *arguments) as other:
        for running in (one, other):
            assert hear(running) == "ready"
        for running in (one, other):
            say(running)
        for running in (one, other):
            done(running)
    with tmtool.open(memory) as opened:
        report = opened.align_many(pairs, folder=folder, corpus="many", workers=1)
        assert list(upkeep.check(opened._connection)) == []
    assert all(one.kept for one in report.pairs)
    assert set(units(memory).values()) == {1}
    assert len(units(memory)) == 2 * sum(one.accepted for one in report.pairs)

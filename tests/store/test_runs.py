"""Runs of scoring in the memory's file."""

from __future__ import annotations

import json
import math
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from building import done, hear, process, say
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

import tmtool
from tmtool.errors import NotFoundError
from tmtool.models import GateResult, Run, Score
from tmtool.store import migrations, runs
from tmtool.store.connection import transaction

SCORES = (
    Score("d.txt", "chrf", "raw", 55.123456789012345, "nrefs:1|version:2.6.0", 50.5, 60.25),
    Score("d.txt", "chrf", "nfc", 56.0, "nrefs:1|version:2.6.0"),
    Score("d.txt", "terms", "raw", math.nan, "n:0"),
)
GATE = (
    GateResult("score", "d.txt", True, "chrf is 55.12, at least 55", "chrf", 55.0, 55.1),
    GateResult("regression", "d.txt", False, "worse", "ter", 40.0, 50.0, 0.001, 0.002, 3),
    GateResult("score", "d.txt", False, "terms has no figure", "terms", 90.0, None),
)
RUN = Run(
    id=None,
    at="2026-11-26T10:00:00Z",
    by="ivanova",
    name="treaty",
    draft="d.txt",
    references=("эталон.txt", "b.txt"),
    source_language="ru",
    target_language="en",
    segments=2,
    excluded=1,
    scores=SCORES,
    checks={"number": 2, "term-missing": 1},
    gate=GATE,
    test_set="00ff" * 8,
    version="0.1.0",
)
ROWS = {
    "chrf": np.array([[1.0, 2.5, math.pi], [math.nan] * 3, [1e300, -0.0, 1 / 3]]),
    "ter": np.array([[1.0], [2.0], [3.0]]),
}


def put(connection: sqlite3.Connection, run: Run = RUN, rows=ROWS) -> int:
    with transaction(connection):
        return runs.put(connection, run, rows)


def same(one: Run, two: Run) -> bool:
    """Whether two runs are equal; NaN is equal to itself."""
    return repr(one) == repr(two)


def test_a_run_is_read_as_it_was_put(connection):
    number = put(connection)
    read = runs.read_one(connection, number)
    assert same(read, replace(RUN, id=number, counted=("chrf", "ter")))
    assert read.passed is False
    assert runs.select(connection) == [read] or same(runs.select(connection)[0], read)


def test_what_is_unknown_stays_so(connection):
    bare = replace(
        RUN,
        by=None,
        references=(),
        source_language=None,
        target_language=None,
        scores=(),
        checks=None,
        gate=(),
        test_set=None,
        version=None,
    )
    number = put(connection, bare, {})
    assert runs.read_one(connection, number) == replace(bare, id=number)
    assert runs.read_one(connection, number).passed is None
    assert runs.counts(connection, number) == {}


def test_no_check_found_anything_is_not_no_check(connection):
    assert runs.read_one(connection, put(connection, replace(RUN, checks={}))).checks == {}


def test_scores_are_json_that_any_program_reads(connection):
    put(connection)
    (stored,) = connection.execute("SELECT scores FROM run").fetchone()

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    read = json.loads(stored, parse_constant=refuse)
    assert [score["score"] for score in read["scores"]] == [55.123456789012345, 56.0, None]
    assert connection.execute("SELECT json_valid(scores), json_valid(checks) FROM run").fetchone()


def test_counts_survive_to_the_last_bit(connection):
    found = runs.counts(connection, put(connection))
    assert list(found) == ["chrf", "ter"]
    for metric, rows in ROWS.items():
        assert found[metric].tobytes() == rows.tobytes()
        assert found[metric].shape == rows.shape
        assert found[metric].dtype == np.float64
        found[metric][0, 0] = 5  # it may be changed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st_numpy.arrays(
        np.float64, st_numpy.array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.floats()
    )
)
def test_any_counts_survive(connection, rows):
    number = put(connection, RUN, {"any": rows})
    assert runs.counts(connection, number)["any"].tobytes() == rows.tobytes()


def test_runs_of_one_trend_oldest_first_and_the_newest_of_them(connection):
    for day in range(1, 7):
        name = "a" if day % 2 else "b"
        put(connection, replace(RUN, name=name, at=f"2026-11-0{day}T12:00:00Z"))

    def ids(*arguments, **options) -> list[int | None]:
        return [run.id for run in runs.select(connection, *arguments, **options)]

    assert ids() == [1, 2, 3, 4, 5, 6]
    assert ids("a") == [1, 3, 5]
    assert ids("a", limit=2) == [3, 5]
    assert ids(limit=1) == [6]
    assert ids(limit=0) == []
    assert ids(since="2026-11-04") == [4, 5, 6]
    assert ids("b", since="2026-11-04T12:00:01Z") == [6]
    assert ids("b", until=4) == [2, 4]
    assert ids("c") == []
    assert runs.names(connection) == ["a", "b"]


def test_a_removed_run_takes_its_counts_along(connection):
    first, second = put(connection), put(connection)
    with transaction(connection):
        assert runs.remove(connection, [first, first]) == 1
    assert [run.id for run in runs.select(connection)] == [second]
    assert runs.counts(connection, first) == {}
    assert set(runs.counts(connection, second)) == set(ROWS)
    assert put(connection) == 3  # a number is never used twice


@pytest.mark.parametrize("number", [0, -1, 99, 1 << 70])
def test_a_run_that_is_not_there(connection, number):
    kept = put(connection)
    with pytest.raises(NotFoundError, match=f"there is no run {number}"):
        runs.read_one(connection, number)
    with pytest.raises(NotFoundError), transaction(connection):
        runs.remove(connection, [kept, number])
    assert len(runs.select(connection)) == 1


def test_nothing_is_half_written(connection):
    class Broken(dict):
        def items(self):
            yield "chrf", ROWS["chrf"]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction(connection):
        runs.put(connection, RUN, Broken())
    assert runs.select(connection) == []
    assert connection.execute("SELECT count(*) FROM run_counts").fetchone() == (0,)


def test_what_a_later_version_adds_is_left_out(connection):
    number = put(connection)
    connection.execute(
        "UPDATE run SET scores = json_set(scores, '$.scores[0].more', 1, '$.gate[0].more', 2)"
    )
    assert same(runs.read_one(connection, number), replace(RUN, id=number, counted=("chrf", "ter")))


PUT = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_runs import RUN, ROWS, put
from tmtool.store.connection import open_file

connection = open_file(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(20):
    put(connection, replace(RUN, name=sys.argv[3]))
"""


def test_two_processes_keep_runs_at_once(tmp_path: Path):
    path = tmp_path / "memory.db"
    tmtool.open(path).close()
    here = Path(__file__).parent
    tests = {"PYTHONPATH": f"{here.parent}"}
    code = f"import sys; sys.path.insert(0, {tests['PYTHONPATH']!r})\n{PUT}"
    with process(code, path, here, "a") as one, process(code, path, here, "b") as two:
        for running in (one, two):
            assert hear(running) == "ready"
        for running in (one, two):
            say(running)
        for running in (one, two):
            done(running)
    with tmtool.open(path) as memory:
        assert len(memory.runs("a")) == len(memory.runs("b")) == 20
        assert len({run.id for run in memory.runs()}) == 40
        assert all(set(run.counted) == set(ROWS) for run in memory.runs())


def test_a_memory_of_version_4_with_a_run(tmp_path: Path, monkeypatch):
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        with monkeypatch.context() as patch:
            patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:4])
            patch.setattr(migrations, "SCHEMA_VERSION", 4)
            migrations.migrate(connection)
        score = {"metric": "chrf", "input": "raw", "score": 50.0, "signature": "version:2.6.0"}
        connection.execute(
            "INSERT INTO run (at, draft, reference, segments, scores)"
            " VALUES ('2026-10-01T00:00:00Z', 'd.txt', '[\"r.txt\"]', 3, ?)",
            (json.dumps([score]),),
        )
    with tmtool.open(path) as memory:
        (old,) = memory.runs()
        assert (old.id, old.name, old.references, old.segments) == (1, "d.txt", ("r.txt",), 3)
        assert old.scores == (Score("d.txt", "chrf", "raw", 50.0, "version:2.6.0"),)
        assert (old.counted, old.test_set, old.passed, old.checks) == ((), None, None, None)
        assert memory.runs("d.txt") == [old]
        put(memory._connection, replace(RUN, name="d.txt"))
        before, after = memory.trend("d.txt")
        assert (before.before, after.before, after.is_break) == (None, None, True)
        assert [run.id for run in memory.remove_runs([1])] == [1]

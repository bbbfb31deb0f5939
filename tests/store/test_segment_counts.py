from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tmtool.store import segment_counts
from tmtool.store.connection import BUSY_TIMEOUT_MS, open_file, transaction
from tmtool.store.segment_counts import SegmentCounts

ROWS = [(bytes([number] * 16), bytes([number] * 24)) for number in range(10)]
DIGESTS = [digest for digest, _ in ROWS]


@pytest.fixture
def other(connection: sqlite3.Connection, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the same memory, as another process has."""
    with closing(open_file(tmp_path / "memory.db")) as opened:
        yield opened


def days(connection: sqlite3.Connection) -> dict[int, int]:
    """The day on which each of the rows was used last."""
    rows = connection.execute("SELECT digest, used FROM segment_counts ORDER BY digest")
    return {digest[0]: used for digest, used in rows}


def test_what_was_written_is_read(connection: sqlite3.Connection, other: sqlite3.Connection):
    kept = SegmentCounts(connection)
    assert kept.read(DIGESTS) == {}
    kept.write(ROWS[:5])
    kept.write([])
    assert kept.read(DIGESTS) == dict(ROWS[:5])
    assert SegmentCounts(other).read(DIGESTS[3:7]) == dict(ROWS[3:5])
    assert not connection.in_transaction


@pytest.mark.parametrize("batch", [1, 3, 10, 1000])
def test_rows_go_in_batches(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, batch: int
):
    monkeypatch.setattr(segment_counts, "_BATCH", batch)
    kept = SegmentCounts(connection)
    kept.write(ROWS[::-1])
    assert kept.read(DIGESTS) == dict(ROWS)


def test_a_row_is_written_again_where_it_is_there(connection: sqlite3.Connection):
    kept = SegmentCounts(connection)
    kept.write(ROWS[:2])
    kept.write([(DIGESTS[0], b"new")])
    assert kept.read(DIGESTS) == {DIGESTS[0]: b"new", DIGESTS[1]: ROWS[1][1]}


def test_the_day_of_the_last_use_is_kept(connection: sqlite3.Connection):
    SegmentCounts(connection, today=100).write(ROWS[:4])
    SegmentCounts(connection, today=101).read(DIGESTS[1:3])
    assert days(connection) == {0: 100, 1: 101, 2: 101, 3: 100}


def test_today_is_counted_from_1970(connection: sqlite3.Connection):
    SegmentCounts(connection).write(ROWS[:1])
    assert 20_000 < days(connection)[0] < 60_000


def test_those_used_least_recently_are_dropped(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(segment_counts, "MOST", 5)
    SegmentCounts(connection, today=100).write(ROWS[:4])
    later = SegmentCounts(connection, today=101)
    later.read(DIGESTS[:2])
    later.write(ROWS[4:6])
    assert set(days(connection)) in ({0, 1, 4, 5, 2}, {0, 1, 4, 5, 3})
    later.write(ROWS[6:9])
    assert set(days(connection)) <= {0, 1, 4, 5, 6, 7, 8}
    assert len(days(connection)) == 5
    assert set(days(connection).values()) == {101}


def test_a_text_longer_than_there_is_room_for_keeps_its_beginning(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(segment_counts, "MOST", 5)
    SegmentCounts(connection, today=100).write(ROWS[8:])
    later = SegmentCounts(connection, today=101)
    later.write(ROWS[:3])
    later.write(ROWS[3:])
    assert days(connection) == dict.fromkeys(range(5), 101)


def read_only(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = ON")


def full(connection: sqlite3.Connection) -> None:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def closed(connection: sqlite3.Connection) -> None:
    connection.close()


def without_table(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE segment_counts")


@pytest.mark.parametrize("fault", [read_only, full, closed, without_table])
def test_what_cannot_be_written_is_not_kept(
    connection: sqlite3.Connection, fault: Callable[[sqlite3.Connection], None]
):
    kept = SegmentCounts(connection, today=100)
    kept.write(ROWS[:1])
    fault(connection)
    later = SegmentCounts(connection, today=101)
    known = later.read(DIGESTS)
    assert known in ({}, dict(ROWS[:1]))
    later.write([(bytes([number] * 16), bytes(10_000)) for number in range(100, 120)])
    assert later.read(DIGESTS) == known


def test_after_a_failure_nothing_more_is_tried(connection: sqlite3.Connection):
    kept = SegmentCounts(connection)
    read_only(connection)
    kept.write(ROWS[:1])
    connection.execute("PRAGMA query_only = OFF")
    kept.write(ROWS[1:])
    assert kept.read(DIGESTS) == {}


def test_another_process_that_writes_is_not_waited_for(
    connection: sqlite3.Connection, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(segment_counts, "_PATIENCE_MS", 1)
    SegmentCounts(connection, today=100).write(ROWS[:1])
    with transaction(other):
        later = SegmentCounts(connection, today=101)
        assert later.read(DIGESTS) == dict(ROWS[:1])
        later.write(ROWS)
    assert days(connection) == {0: 100}
    assert connection.execute("PRAGMA busy_timeout").fetchone() == (BUSY_TIMEOUT_MS,)


def test_a_transaction_of_the_caller_is_left_alone(connection: sqlite3.Connection):
    with transaction(connection):
        SegmentCounts(connection).write(ROWS)
        assert connection.in_transaction
    assert days(connection) == {}

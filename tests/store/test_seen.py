"""Digests remembered in memory and in a temporary table."""

from __future__ import annotations

import sqlite3

import pytest

from tmtool.store import seen
from tmtool.store.seen import Seen


@pytest.mark.parametrize("in_memory", [1, 3, 100])
def test_what_was_added_is_found_wherever_it_is_kept(monkeypatch, in_memory: int):
    monkeypatch.setattr(seen, "IN_MEMORY", in_memory)
    kept = Seen(sqlite3.connect(":memory:"))
    digests = [bytes([number]) * 12 for number in range(10)]
    for start in range(0, 10, 2):
        assert kept.among(digests) == set(digests[:start])
        kept.add(digests[start : start + 2])
    assert kept.among([*digests, b"x" * 12]) == set(digests)


def test_another_import_begins_with_nothing(monkeypatch):
    monkeypatch.setattr(seen, "IN_MEMORY", 1)
    connection = sqlite3.connect(":memory:")
    Seen(connection).add([b"a"])
    other = Seen(connection)
    other.add([b"b"])
    assert other.among([b"a", b"b"]) == {b"b"}

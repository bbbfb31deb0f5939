from __future__ import annotations

from pathlib import Path

import pytest
from building import done, hear, process, say

from tmtool.errors import MemoryFileError
from tmtool.store.liveness import ImportLock

HOLD = """
import sys
from pathlib import Path
from tmtool.store.liveness import ImportLock

lock = ImportLock(Path(sys.argv[1]), 7)
lock.acquire()
print("held", flush=True)
if sys.stdin.readline() == "release\\n":
    lock.release()
"""


def test_a_lock_is_held_until_it_is_released(tmp_path: Path):
    memory = tmp_path / "memory.db"
    lock = ImportLock(memory, 7)
    assert not lock.is_held()
    lock.acquire()
    assert ImportLock(memory, 7).is_held()
    assert not ImportLock(memory, 8).is_held()
    assert not ImportLock(tmp_path / "other.db", 7).is_held()
    lock.release()
    assert not ImportLock(memory, 7).is_held()
    assert list(tmp_path.iterdir()) == []
    lock.release()


@pytest.mark.parametrize("end", ["release", "leave", "kill"])
def test_another_process_holds_its_lock_while_it_lives(tmp_path: Path, end: str):
    memory = tmp_path / "memory.db"
    with process(HOLD, memory) as other:
        assert hear(other) == "held"
        assert ImportLock(memory, 7).is_held()
        assert ImportLock(memory, 7).is_held()
        if end == "kill":
            other.kill()
            other.wait(timeout=60)
        else:
            say(other, end)
            done(other)
    assert not ImportLock(memory, 7).is_held()


def test_what_a_killed_process_left_can_be_taken(tmp_path: Path):
    lock = ImportLock(tmp_path / "memory.db", 7)
    lock.path.touch()
    lock.acquire()
    assert ImportLock(tmp_path / "memory.db", 7).is_held()
    lock.release()
    assert not lock.path.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    lock = ImportLock(tmp_path / "none" / "memory.db", 7)
    with pytest.raises(MemoryFileError, match="cannot be written") as refused:
        lock.acquire()
    assert refused.value.where == str(lock.path)
    lock.release()

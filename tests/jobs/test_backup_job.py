from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from building import hear, pair, process, texts

import tmtool
from tmtool.errors import MemoryFileError, VersionError
from tmtool.jobs.backup import restore
from tmtool.memory import Memory
from tmtool.store import connection as store
from tmtool.store.schema import SCHEMA_VERSION


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def corpora(path: Path) -> list[str]:
    with tmtool.open(path, create=False) as memory:
        return [corpus.name for corpus in memory.corpora()]


@pytest.fixture
def copy(treaties_file: Path, tmp_path: Path) -> Path:
    """A backup of the sample memory."""
    path = tmp_path / "copies" / "copy.db"
    path.parent.mkdir()
    with tmtool.open(treaties_file) as memory:
        memory.backup(path)
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A memory with the corpus `old`."""
    path = tmp_path / "memory.db"
    with tmtool.open(path) as memory:
        memory.add_unit(pair("Да", "Yes"), corpus="old")
    return path


def test_a_backup_is_one_file_that_holds_everything(copy: Path, treaties_file: Path):
    assert list(copy.parent.iterdir()) == [copy]
    assert content(copy) == content(treaties_file)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


WRITER = """
import sys
import tmtool
from tmtool.models import TranslationUnit, Variant

with tmtool.open(sys.argv[1]) as memory:
    for number in range(1, 10_000):
        texts = Variant("ru", f"Да {number}"), Variant("en", f"Yes {number}")
        memory.add_unit(TranslationUnit(texts), corpus="live")
        if number % 20 == 0:
            print(number, flush=True)
"""


def test_a_backup_of_a_memory_that_is_written_to_is_of_one_moment(tmp_path: Path):
    path = tmp_path / "memory.db"
    with tmtool.open(path) as memory, process(WRITER, path) as writer:
        for number in range(5):
            written = int(hear(writer))
            copy = tmp_path / f"copy{number}.db"
            memory.backup(copy)
            with tmtool.open(copy) as frozen:
                found = [texts(unit)["ru"] for unit in frozen.units()]
                assert len(frozen.history()) == min(len(found), 100)
            assert len(found) >= written
            assert found == [f"Да {n}" for n in range(1, len(found) + 1)]


def test_a_backup_never_replaces_a_file(memory: Memory, tmp_path: Path):
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(MemoryFileError, match="exists already") as refused:
        memory.backup(target)
    assert refused.value.where == str(target)
    assert target.read_text() == "mine"


def test_what_a_killed_backup_left_is_not_in_the_way(memory: Memory, tmp_path: Path):
    (tmp_path / "copy.db.partial").write_text("left behind")
    memory.backup(tmp_path / "copy.db")
    assert content(tmp_path / "copy.db") == content(memory.path)
    assert not (tmp_path / "copy.db.partial").exists()


def test_a_backup_into_a_missing_folder_is_refused(memory: Memory, tmp_path: Path):
    with pytest.raises(MemoryFileError) as refused:
        memory.backup(tmp_path / "none" / "copy.db")
    assert refused.value.where == str(tmp_path / "none" / "copy.db")


def test_restoring_where_nothing_is(copy: Path, tmp_path: Path):
    path = tmp_path / "new.db"
    assert restore(copy, path) is None
    assert content(path) == content(copy)
    assert {file.name for file in tmp_path.iterdir()} == {"new.db", "copies"}


def test_restoring_keeps_what_was_there(copy: Path, old: Path):
    kept = restore(copy, old)
    assert kept is not None
    assert corpora(old) == ["treaties"]
    assert corpora(kept) == ["old"]


def test_restoring_twice_keeps_both(copy: Path, old: Path):
    first = restore(copy, old)
    second = restore(copy, old)
    assert first is not None
    assert second is not None
    assert (corpora(first), corpora(second)) == (["old"], ["treaties"])


def test_a_restored_memory_has_its_log_on(copy: Path, tmp_path: Path):
    path = tmp_path / "new.db"
    restore(copy, path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_memory_that_is_open_sees_what_is_restored(copy: Path, old: Path):
    with tmtool.open(old) as memory:
        restore(copy, old)
        assert [corpus.name for corpus in memory.corpora()] == ["treaties"]


@pytest.mark.parametrize(
    "damage", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 9000]
)
def test_a_damaged_memory_is_replaced_and_its_files_are_kept(copy: Path, old: Path, damage: bytes):
    old.write_bytes(damage)
    log = old.with_name("memory.db-wal")
    log.write_bytes(b"what had been committed")
    kept = restore(copy, old)
    assert kept is not None
    assert corpora(old) == ["treaties"]
    assert kept.read_bytes() == damage
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"what had been committed"


def test_a_memory_damaged_inside_is_replaced(copy: Path, tmp_path: Path):
    path = Path(shutil.copy(copy, tmp_path / "memory.db"))
    damaged = bytearray(path.read_bytes())
    damaged[8192 : len(damaged) // 2] = b"\xff" * (len(damaged) // 2 - 8192)
    path.write_bytes(damaged)
    restore(copy, path)
    assert content(path) == content(copy)


def damaged(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size // 2))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


@pytest.mark.parametrize(
    ("spoil", "error", "what"),
    [
        (damaged, MemoryFileError, "damaged"),
        (emptied, MemoryFileError, "empty"),
        (foreign, MemoryFileError, "not a tmtool memory"),
        (newer, VersionError, "newer"),
        (Path.unlink, MemoryFileError, "no memory here"),
    ],
)
def test_a_copy_that_is_no_good_is_refused_and_nothing_changed(
    copy: Path, old: Path, spoil, error: type[MemoryFileError], what: str
):
    spoil(copy)
    with pytest.raises(error, match=what) as refused:
        restore(copy, old)
    assert refused.value.where == str(copy)
    assert corpora(old) == ["old"]
    assert {file.name for file in old.parent.iterdir()} == {"memory.db", "copies"}


def test_a_memory_is_not_restored_from_itself(old: Path):
    link = old.with_name("link.db")
    link.symlink_to(old)
    for copy in (old, link):
        with pytest.raises(MemoryFileError, match="is the memory itself"):
            restore(copy, old)
    assert corpora(old) == ["old"]


def test_a_copy_is_not_changed_by_being_restored(copy: Path, tmp_path: Path):
    before = copy.read_bytes()
    restore(copy, tmp_path / "new.db")
    assert copy.read_bytes() == before
    assert list(copy.parent.iterdir()) == [copy]


def test_a_folder_is_not_replaced(copy: Path, tmp_path: Path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "mine").touch()
    with pytest.raises(MemoryFileError, match="is a folder"):
        restore(copy, folder)
    assert (folder / "mine").exists()


def test_a_memory_that_is_in_use_is_not_moved_away(
    copy: Path, old: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "BUSY_TIMEOUT_MS", 1)
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(MemoryFileError, match="another process"):
            restore(copy, old)
    assert corpora(old) == ["old"]

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from building import hear, pair, process, say, texts

import tmtool
from tmtool.errors import MemoryFileError, VersionError
from tmtool.memory import Memory
from tmtool.store import connection as store
from tmtool.store import migrations
from tmtool.store.connection import open_file, snapshot, transaction
from tmtool.store.schema import APPLICATION_ID, SCHEMA_VERSION

NOBODY = 65534


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def foreign(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


@pytest.fixture
def version_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tmtool that knows one migration more."""

    def add_column(db) -> None:
        db.execute("ALTER TABLE corpus ADD COLUMN colour TEXT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_column))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr(store, "SCHEMA_VERSION", SCHEMA_VERSION + 1)


# What is refused -------------------------------------------------------------------------


@pytest.mark.parametrize("create", [False, True])
def test_a_folder_is_refused(tmp_path: Path, create: bool):
    with pytest.raises(MemoryFileError, match="is a folder, not a memory"):
        open_file(tmp_path, create=create)


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path):
    path = tmp_path / "memory.db"
    with pytest.raises(MemoryFileError) as refused:
        open_file(path)
    assert refused.value.where == str(path)
    assert "tmtool init" in str(refused.value.hint)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("create", [False, True])
def test_a_missing_folder_is_refused_and_not_made(tmp_path: Path, create: bool):
    path = tmp_path / "none" / "memory.db"
    with pytest.raises(MemoryFileError) as refused:
        open_file(path, create=create)
    assert refused.value.where == str(path)
    assert not path.parent.exists()


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("name", ["x" * 300, "a/" * 3000 + "b"])
def test_a_name_that_the_system_refuses_is_refused(tmp_path: Path, name: str, create: bool):
    with pytest.raises(MemoryFileError) as refused:
        open_file(tmp_path / name, create=create)
    assert "name too long" in refused.value.what


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    "content", [b"ru\ten\n" * 1000, b"xy", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_what_is_no_sqlite_file_is_refused_and_stays(tmp_path: Path, content: bytes, create: bool):
    path = tmp_path / "pairs.tsv"
    path.write_bytes(content)
    with pytest.raises(MemoryFileError) as refused:
        open_file(path, create=create)
    assert refused.value.where == str(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_is_no_memory_but_one_can_be_made_of_it(tmp_path: Path):
    path = tmp_path / "memory.db"
    path.touch()
    with pytest.raises(MemoryFileError, match="empty") as refused:
        open_file(path)
    assert "tmtool init" in str(refused.value.hint)
    assert path.read_bytes() == b""
    open_file(path, create=True).close()
    open_file(path).close()


def test_a_memory_whose_making_was_broken_off_can_be_made(tmp_path: Path):
    path = foreign(tmp_path / "memory.db", "PRAGMA journal_mode = WAL")
    with pytest.raises(MemoryFileError, match="empty"):
        open_file(path)
    with tmtool.open(path) as memory:
        assert memory.corpora() == []


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE recipes (id INTEGER)",),
        ("CREATE TABLE language (id INTEGER, tag TEXT)", f"PRAGMA user_version = {SCHEMA_VERSION}"),
        ("PRAGMA application_id = 1196444487",),
    ],
)
def test_another_programs_file_is_refused_and_stays(tmp_path: Path, statements, create: bool):
    path = foreign(tmp_path / "recipes.db", *statements)
    before = path.read_bytes()
    with pytest.raises(MemoryFileError, match="not a tmtool memory"):
        open_file(path, create=create)
    assert path.read_bytes() == before


def test_a_newer_memory_is_refused_and_stays(tmp_path: Path):
    path = tmp_path / "memory.db"
    tmtool.open(path).close()
    foreign(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(VersionError) as refused:
        open_file(path)
    assert str(SCHEMA_VERSION + 1) in refused.value.what
    assert "pip install" in str(refused.value.hint)
    assert pragma(path, "user_version") == SCHEMA_VERSION + 1


def test_a_damaged_memory_is_told(treaties_file: Path, tmp_path: Path):
    path = tmp_path / "damaged.db"
    content = bytearray(treaties_file.read_bytes())
    content[4096 : len(content) // 2] = b"\xff" * (len(content) // 2 - 4096)
    path.write_bytes(content)
    with pytest.raises(MemoryFileError) as refused, tmtool.open(path, create=False) as memory:
        list(memory.units())
    assert refused.value.where == str(path)
    assert "damaged" in refused.value.what
    assert "restore" in str(refused.value.hint)


@contextmanager
def nobody() -> Iterator[None]:
    """Be a user without privileges: root may write everywhere."""
    if os.name != "posix":
        pytest.skip("only POSIX systems have folders that are read-only for some")
    who = os.geteuid()
    if who == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(who)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A memory with the unit Да, Yes in a folder that `nobody` may not write."""
    folder = Path(tempfile.mkdtemp())
    try:
        with tmtool.open(folder / "memory.db") as memory:
            memory.add_unit(pair("Да", "Yes"), corpus="own")
        folder.chmod(0o555)
        yield folder / "memory.db"
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_in_a_read_only_folder_no_memory_is_made(read_only: Path):
    path = read_only.with_name("new.db")
    with pytest.raises(MemoryFileError, match="cannot be opened or created") as refused, nobody():
        open_file(path, create=True)
    assert refused.value.where == str(path)


def test_a_memory_in_a_read_only_folder_is_read_and_not_written(read_only: Path):
    with nobody(), tmtool.open(read_only, create=False) as memory:
        (unit,) = memory.units()
    assert texts(unit) == {"ru": "Да", "en": "Yes"}
    with (
        pytest.raises(MemoryFileError, match="cannot be written"),
        nobody(),
        tmtool.open(read_only) as memory,
    ):
        memory.add_unit(pair("Нет", "No"), corpus="own")
    assert list(read_only.parent.iterdir()) == [read_only]


def test_what_others_have_in_the_log_is_not_missing_without_a_word(read_only: Path, tmp_path: Path):
    log = read_only.with_name("memory.db-wal")
    with tmtool.open(read_only) as memory:
        memory.add_unit(pair("Нет", "No"), corpus="own")
        shutil.copy(log, tmp_path / "log")
        shutil.copy(read_only, tmp_path / "memory.db")
    shutil.copyfile(tmp_path / "memory.db", read_only)
    shutil.copyfile(tmp_path / "log", log)
    with pytest.raises(MemoryFileError, match="cannot be opened"), nobody():
        open_file(read_only)


def test_a_memory_that_is_locked_for_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "memory.db"
    tmtool.open(path).close()
    monkeypatch.setattr(store, "BUSY_TIMEOUT_MS", 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(MemoryFileError, match="another process"):
            open_file(path)


# What is opened --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["memory.db", "with space", "100%25.db", "a?mode=ro", "a#b.db", "память.db", ":memory:"]
)
def test_any_name_will_do(tmp_path: Path, name: str):
    path = tmp_path / name
    with tmtool.open(path) as memory:
        memory.add_unit(pair("Да", "Yes"), corpus="own")
        assert path.is_file()
    with tmtool.open(path, create=False) as memory:
        assert len(list(memory.units())) == 1
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_utf_8_will_do(tmp_path: Path):
    path = tmp_path / os.fsdecode(b"\xff.db")
    try:
        path.touch()
    except OSError as error:
        pytest.skip(f"the file system wants UTF-8: {error}")
    with tmtool.open(path) as memory:
        memory.add_unit(pair("Да", "Yes"), corpus="own")
    assert path.stat().st_size > 0


def test_a_relative_name_is_taken_from_where_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    with tmtool.open("memory.db") as memory:
        monkeypatch.chdir("/")
        memory.add_unit(pair("Да", "Yes"), corpus="own")
        assert memory.statistics().size > 0
    assert (tmp_path / "memory.db").is_file()


def test_how_a_memory_is_opened(connection: sqlite3.Connection):
    settings = {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": store.BUSY_TIMEOUT_MS,
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
        "encoding": "UTF-8",
    }
    for name, value in settings.items():
        assert connection.execute(f"PRAGMA {name}").fetchone() == (value,), name


def test_closing_leaves_one_file_and_closing_twice_is_no_error(tmp_path: Path):
    memory = tmtool.open(tmp_path / "memory.db")
    memory.add_unit(pair("Да", "Yes"), corpus="own")
    memory.close()
    memory.close()
    assert [path.name for path in tmp_path.iterdir()] == ["memory.db"]


CREATE = """
import sys
import tmtool, sqlite_utils
print("ready", flush=True)
for path in sys.stdin:
    with tmtool.open(path.strip()) as memory:
        print(len(memory.corpora()), flush=True)
"""


def test_processes_that_make_a_memory_at_once_all_succeed(tmp_path: Path):
    with process(CREATE) as one, process(CREATE) as two, process(CREATE) as three:
        together = (one, two, three)
        assert [hear(running) for running in together] == ["ready"] * 3
        for number in range(40):
            for running in together:
                say(running, str(tmp_path / f"{number}.db"))
            assert [hear(running) for running in together] == ["0"] * 3


# Upgrades --------------------------------------------------------------------------------


@pytest.mark.usefixtures("version_two")
def test_an_upgrade_makes_a_copy_first(treaties_file: Path, tmp_path: Path):
    path = shutil.copy(treaties_file, tmp_path / "memory.db")
    with tmtool.open(path, create=False) as memory:
        upgraded = list(memory.units())
        memory.set_corpus("treaties", penalty=1)
    copy = tmp_path / f"memory.db.v{SCHEMA_VERSION}-backup"
    assert pragma(path, "user_version") == SCHEMA_VERSION + 1
    assert pragma(copy, "user_version") == SCHEMA_VERSION
    assert pragma(copy, "integrity_check") == "ok"
    assert {file.name for file in tmp_path.iterdir()} == {path.name, copy.name}
    with tmtool.open(copy) as memory:
        assert list(memory.units()) == upgraded


def test_a_current_memory_is_not_copied(treaties_file: Path, tmp_path: Path):
    path = shutil.copy(treaties_file, tmp_path / "memory.db")
    tmtool.open(path).close()
    assert list(tmp_path.iterdir()) == [path]


def test_an_upgrade_that_fails_changes_nothing(
    treaties_file: Path, tmp_path: Path, version_two: None, monkeypatch: pytest.MonkeyPatch
):
    def fails(db) -> None:
        db.execute("DROP TABLE run")
        db.execute("SELECT * FROM nowhere")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, fails))
    path = shutil.copy(treaties_file, tmp_path / "memory.db")
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    with pytest.raises(MemoryFileError):
        tmtool.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == before


UPGRADE = """
import sys
from tmtool.store import connection, migrations
import sqlite_utils, tmtool

def add_column(db):
    db.execute("ALTER TABLE corpus ADD COLUMN colour TEXT")

migrations.MIGRATIONS += (add_column,)
connection.SCHEMA_VERSION = migrations.SCHEMA_VERSION = migrations.SCHEMA_VERSION + 1
print("ready", flush=True)
for path in sys.stdin:
    with tmtool.open(path.strip()) as memory:
        print(len(memory.corpora()), flush=True)
"""


def test_processes_that_upgrade_at_once_do_it_once(treaties_file: Path, tmp_path: Path):
    with process(UPGRADE) as one, process(UPGRADE) as two, process(UPGRADE) as three:
        together = (one, two, three)
        assert [hear(running) for running in together] == ["ready"] * 3
        for number in range(10):
            path = shutil.copy(treaties_file, tmp_path / f"{number}.db")
            for running in together:
                say(running, str(path))
            assert [hear(running) for running in together] == ["1"] * 3
            copy = tmp_path / f"{number}.db.v{SCHEMA_VERSION}-backup"
            assert pragma(copy, "user_version") == SCHEMA_VERSION


@pytest.mark.usefixtures("version_two")
def test_a_copy_that_another_process_made_is_not_overwritten_by_the_new_version(
    treaties_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Another process upgrades between our reading the version and our upgrading."""
    path = Path(shutil.copy(treaties_file, tmp_path / "memory.db"))
    upgrade = store._upgrade

    def other_first(connection: sqlite3.Connection, path: Path) -> None:
        monkeypatch.setattr(store, "_upgrade", upgrade)
        open_file(path).close()
        upgrade(connection, path)

    monkeypatch.setattr(store, "_upgrade", other_first)
    open_file(path).close()
    assert pragma(path, "user_version") == SCHEMA_VERSION + 1
    assert (
        pragma(tmp_path / f"memory.db.v{SCHEMA_VERSION}-backup", "user_version") == SCHEMA_VERSION
    )


# Transactions ----------------------------------------------------------------------------


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, GeneratorExit])
def test_a_transaction_keeps_all_or_nothing(connection: sqlite3.Connection, error):
    with transaction(connection):
        connection.execute("INSERT INTO corpus (name) VALUES ('kept')")

    def fail() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO corpus (name) VALUES ('lost')")
            raise error

    with pytest.raises(error):
        fail()
    assert connection.execute("SELECT name FROM corpus").fetchall() == [("kept",)]
    assert not connection.in_transaction


def test_a_snapshot_shows_one_state(connection: sqlite3.Connection, memory: Memory):
    memory.add_unit(pair("Да", "Yes"), corpus="a")
    with snapshot(connection):
        before = connection.execute("SELECT name FROM corpus").fetchall()
        memory.set_corpus("a", name="b")
        assert connection.execute("SELECT name FROM corpus").fetchall() == before
        with snapshot(connection):
            assert connection.execute("SELECT name FROM corpus").fetchall() == before
        assert connection.in_transaction
    assert connection.execute("SELECT name FROM corpus").fetchall() == [("b",)]
    assert not connection.in_transaction


def test_an_error_of_sqlite_is_told_in_a_users_words(memory: Memory):
    with pytest.raises(MemoryFileError, match="SQLite says: no such table") as told, memory:
        memory._connection.execute("SELECT * FROM nowhere")
    assert told.value.where == str(memory.path)
    assert isinstance(told.value.__cause__, sqlite3.Error)


@pytest.mark.parametrize(
    ("message", "what"),
    [
        ("file is not a database", "not an SQLite file"),
        ("unable to open database file", "cannot be opened"),
        ("attempt to write a readonly database", "cannot be written"),
        ("database is locked", "another process"),
        ("database or disk is full", "the disk is full"),
        ("disk I/O error", "the disk failed"),
        ("database disk image is malformed", "is damaged"),
        ("out of memory", "SQLite says: out of memory"),
    ],
)
def test_what_sqlites_errors_mean(message: str, what: str):
    error = store.explained(sqlite3.OperationalError(message), Path("a.db"))
    assert what in error.what
    assert error.where == "a.db"
    assert error.hint

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import tmtool
from tmtool.jobs.samples import load_samples
from tmtool.memory import Memory
from tmtool.store.connection import open_file

# Helpers that compare tell what differs, as tests do.
pytest.register_assert_rewrite("gallery")

# Machines are noisy: no test has a time limit; and each run is like the last.
settings.register_profile(
    "tmtool", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tmtool")

# What is found must not depend on the dictionaries of a machine; tests of spelling name their own.
os.environ["TMTOOL_HUNSPELL"] = ""

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the repository; the test is skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared data: {SHARED} does not exist")
    return SHARED


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """A new memory."""
    with tmtool.open(tmp_path / "memory.db") as opened:
        yield opened


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of its own to the file of the fixture `memory`, made where it is missing."""
    opened = open_file(tmp_path / "memory.db", create=True)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def empty_memory(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The content of a new memory's file: writing it is faster than making one."""
    path = tmp_path_factory.mktemp("empty") / "memory.db"
    tmtool.open(path).close()
    return path.read_bytes()


@pytest.fixture
def new_memory(empty_memory: bytes, tmp_path: Path) -> Iterator[Callable[[], Memory]]:
    """A function that gives a new memory each time; the one before it is closed."""
    opened: list[Memory] = []

    def new() -> Memory:
        for memory in opened:
            memory.close()
        path = tmp_path / "new.db"
        path.write_bytes(empty_memory)
        opened[:] = [tmtool.open(path)]
        return opened[0]

    yield new
    for memory in opened:
        memory.close()


@pytest.fixture(scope="session")
def treaties_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a memory with the sample corpus and glossary; not to be changed."""
    path = tmp_path_factory.mktemp("treaties") / "treaties.db"
    with tmtool.open(path) as memory:
        assert all(load_samples(memory))
    return path


@pytest.fixture
def treaties(treaties_file: Path) -> Iterator[Memory]:
    """A memory with the sample corpus and glossary that refuses to be changed."""
    with tmtool.open(treaties_file) as memory:
        memory._connection.execute("PRAGMA query_only = ON")
        yield memory

"""Packed and repaired TMX is imported whole or not at all."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.memory import Memory

HEAD = '<tmx version="1.4"><header/><body>\n'
END = "</body></tmx>"
UNIT = '<tu><tuv lang="en"><seg>a {0}</seg></tuv><tuv lang="ru"><seg>б {0} &</seg></tuv></tu>\n'


def units(count: int) -> str:
    return "".join(UNIT.format(number) for number in range(count))


def good(count: int) -> str:
    return units(count).replace("&", "&amp;")


def as_gzip(path: Path, count: int) -> None:
    content = gzip.compress(f"{HEAD}{good(count + 5000)}{END}".encode(), 0)
    path.write_bytes(content[: len(HEAD) + len(good(count).encode())])


def as_zip(path: Path, count: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.tmx", f"{HEAD}{good(count)}{END}")
        archive.writestr("b.tmx", f"{HEAD}{good(3)}<tu>{END}")


def to_repair(path: Path, count: int) -> None:
    path.write_text(f"{HEAD}{units(count)}<tu>{END}", encoding="utf-8")


@pytest.mark.parametrize("count", [1, 2100])
@pytest.mark.parametrize(
    ("name", "write"), [("a.tmx.gz", as_gzip), ("a.zip", as_zip), ("a.tmx", to_repair)]
)
def test_a_file_that_breaks_at_some_unit_leaves_the_memory_as_it_was(
    memory: Memory, tmp_path: Path, name: str, write: Callable[[Path, int], None], count: int
):
    memory.add_unit(next(iter(loaded(tmp_path, memory).units())), corpus="kept")
    before = list(memory.units())
    path = tmp_path / name
    write(path, count)
    with pytest.raises(InputError):
        memory.load(path, corpus="new", reading=ReadOptions(recover=True))
    assert list(memory.units()) == before
    assert "new" not in [corpus.name for corpus in memory.corpora() if corpus.units]


@pytest.mark.parametrize("stop", [1, 2])
def test_an_interrupted_import_leaves_the_memory_as_it_was(
    memory: Memory, tmp_path: Path, stop: int
):
    path = tmp_path / "a.tmx.gz"
    path.write_bytes(gzip.compress(f"{HEAD}{units(4100)}{END}".encode()))
    calls = []

    def progress(read: int) -> None:
        calls.append(read)
        if len(calls) == stop:
            raise KeyboardInterrupt

    reading = ReadOptions(recover=True)
    with pytest.raises(KeyboardInterrupt):
        memory.load(path, reading=reading, progress=progress)
    assert list(memory.units()) == []
    report = memory.load(path, reading=reading)
    assert report.added == 4100
    assert report.warnings == (
        "ampersands that stand for themselves, written as &amp;: 4,100"
        " (line 2: &</seg></tuv></tu> <; line 3: &</seg></tuv></tu> <; line 4: &</seg></tuv></tu> <"
        " and so on)",
    )


def loaded(folder: Path, memory: Memory) -> Memory:
    path = folder / "first.tmx"
    path.write_text(f"{HEAD}{good(2)}{END}", encoding="utf-8")
    memory.load(path)
    return memory

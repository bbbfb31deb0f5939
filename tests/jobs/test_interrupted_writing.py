"""Files whose writing is broken off anywhere: the old file stays, and nothing lies beside it."""

from __future__ import annotations

import errno
import random
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from building import catalogue, concept, entry, pair, process
from interrupting import Steps, leftovers_collected, moments

from tmtool.errors import InputError
from tmtool.formats import FORMATS, Format, ReadOptions, WriteOptions
from tmtool.jobs.fix_files import repairs_of_records, rewrite
from tmtool.memory import Memory

OLD = "what was there before"
UNITS = [
    pair(f"Статья {n}", f"Article {n}", tuid=f"t{n}", document="a", position=n, note="x" * 300)
    for n in range(8)
]
CONCEPTS = [
    replace(concept(n, f"en treaty {n}", f"ru договор {n}"), identifier=f"c{n}", note="x" * 300)
    for n in range(8)
]
ERRORS = [KeyboardInterrupt(), MemoryError(), OSError(errno.ENOSPC, "No space left on device")]
WRITTEN = [
    (one, kind) for one in FORMATS for kind in ("units", "concepts") if "w" in getattr(one, kind)
]


pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    with leftovers_collected():
        yield


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files: nothing may stay there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def output(tmp_path: Path, temporary: Path) -> Path:
    """A file that is there, alone in its folder."""
    path = tmp_path / "out" / "a.file"
    path.parent.mkdir()
    path.write_text(OLD, encoding="utf-8")
    return path


def is_untouched(output: Path) -> bool:
    """Tell whether an output is what it was, with nothing beside it or left in other places."""
    assert list(output.parent.parent.joinpath("temporary").iterdir()) == []
    assert list(output.parent.iterdir()) == [output]
    return output.read_text(encoding="utf-8") == OLD


def write(form: Format, kind: str, path: Path, records: Iterable[Any]) -> None:
    """Write units or concepts; anything that goes through the records more than once may."""
    options = WriteOptions("en", "ru")
    if kind == "units":
        form.write_units(path, records, options)
    else:
        form.write_concepts(path, records, options)


def broken(records: list[Any], after: int, error: BaseException) -> Iterator[Any]:
    yield from records[:after]
    raise error


@pytest.mark.parametrize(("form", "kind"), WRITTEN, ids=lambda one: getattr(one, "name", one))
def test_records_that_break_off_anywhere(output: Path, form: Format, kind: str):
    records: list[Any] = UNITS if kind == "units" else CONCEPTS
    for after in range(len(records) + 1):
        for error in ERRORS:
            with pytest.raises((type(error), InputError)):
                write(form, kind, output, broken(records, after, error))
            assert is_untouched(output)
    write(form, kind, output, records)
    assert list(output.parent.iterdir()) == [output]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is full: the write fails."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def sizes(whole: int) -> list[int]:
    """Sizes at which a disk is full: the least and the greatest ones, and some between."""
    return sorted({0, 1, whole - 1, *range(0, whole, max(whole // 12, 1))})


@pytest.mark.parametrize(("form", "kind"), WRITTEN, ids=lambda one: getattr(one, "name", one))
def test_a_disk_that_is_full_after_any_byte(output: Path, form: Format, kind: str):
    records: list[Any] = UNITS if kind == "units" else CONCEPTS
    write(form, kind, output, records)
    size = output.stat().st_size
    output.write_text(OLD, encoding="utf-8")
    for limit in sizes(size):
        with files_of_at_most(limit), pytest.raises(InputError, match="cannot be written"):
            write(form, kind, output, records)
        assert is_untouched(output)


# Jobs ------------------------------------------------------------------------------------


def exported(memory: Memory, folder: Path) -> Callable[[Path], object]:
    return lambda output: memory.export(output, "en", "ru", format="tmx")


def exported_glossary(memory: Memory, folder: Path) -> Callable[[Path], object]:
    return lambda output: memory.glossary.export(output, format="tbx")


def filled_xliff(memory: Memory, folder: Path) -> Callable[[Path], object]:
    path = folder / "in.xlf"
    units = "".join(
        f'<trans-unit id="{n}"><source>Article {n + 3}</source></trans-unit>' for n in range(6)
    )
    path.write_text(
        '<xliff version="1.2"><file original="a" source-language="en" target-language="ru"'
        f' datatype="x"><body>{units}</body></file></xliff>',
        encoding="utf-8",
    )
    return lambda output: memory.pretranslate(path, output, format="xliff")


def filled_catalogue(memory: Memory, folder: Path) -> Callable[[Path], object]:
    path = catalogue(folder / "in.po", *(entry(f"Article {n + 3}", "") for n in range(6)))
    return lambda output: memory.pretranslate(path, output, "en", format="po")


def repaired(memory: Memory, folder: Path) -> Callable[[Path], object]:
    path, form = folder / "in.tmx", next(one for one in FORMATS if one.name == "tmx")
    form.write_units(
        path, [pair("Да, нет", f"Yes , no {n}") for n in range(6)], WriteOptions("ru", "en")
    )

    def run(output: Path) -> None:
        records = form.read_units(path, ReadOptions())
        found = repairs_of_records(records, ("ru", "en"), memory.fixer("ru", "en"))
        edits = [one for one in found if one]
        assert len(edits) == 6
        rewrite(path, output, edits, "tmx", ReadOptions(), lines=False)

    return run


JOBS = (exported, exported_glossary, filled_xliff, filled_catalogue, repaired)


@pytest.fixture
def stocked(memory: Memory) -> Memory:
    for unit in UNITS:
        memory.add_unit(unit, corpus="a")
    for one in CONCEPTS:
        memory.glossary.add(one, glossary="a")
    return memory


# Between the end of a block and the closing of its file nobody can catch an interrupt.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.__name__)
def test_a_job_that_is_interrupted_at_any_step(
    stocked: Memory, tmp_path: Path, output: Path, job: Callable[..., Callable[[Path], object]]
):
    run = job(stocked, tmp_path)
    run(output)
    new = output.read_bytes()
    interrupted = 0
    for step in moments(lambda: run(output), some=30, seed=job.__name__):
        output.write_text(OLD, encoding="utf-8")
        error = random.Random(step).choice([KeyboardInterrupt(), MemoryError()])
        with suppress(KeyboardInterrupt, MemoryError), Steps(step, error).watched():
            run(output)
        if output.read_bytes() != new:
            assert is_untouched(output), step
            interrupted += 1
        assert list(output.parent.iterdir()) == [output]
    assert interrupted > 15


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.__name__)
def test_a_job_for_which_the_disk_is_full(
    stocked: Memory, tmp_path: Path, output: Path, job: Callable[..., Callable[[Path], object]]
):
    run = job(stocked, tmp_path)
    run(output)
    size = output.stat().st_size
    output.write_text(OLD, encoding="utf-8")
    for limit in sizes(size):
        with files_of_at_most(limit), pytest.raises(InputError, match="cannot be written"):
            run(output)
        assert is_untouched(output)


# Killed ----------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
from tmtool.formats import WriteOptions, find
from tmtool.models import TranslationUnit, Variant

def units():
    for n in range(5):
        yield TranslationUnit((Variant("en", f"Article {n}"), Variant("ru", f"Статья {n}")))
    os.kill(os.getpid(), signal.SIGKILL)

find(Path("a"), sys.argv[2]).write_units(Path(sys.argv[1]), units(), WriteOptions("en", "ru"))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed on POSIX only")
@pytest.mark.parametrize("name", ["tmx", "xliff", "csv"])
def test_a_process_that_is_killed_leaves_the_old_file(tmp_path: Path, name: str):
    output = tmp_path / "a.file"
    output.write_text(OLD, encoding="utf-8")
    with process(KILLED, output, name) as running:
        assert running.wait(timeout=60) == -signal.SIGKILL
    assert output.read_text(encoding="utf-8") == OLD
    # What docs/files.md says may be removed.
    others = [path.name for path in tmp_path.iterdir() if path != output]
    assert all(other.startswith(".a.file.") and other.endswith(".part") for other in others)

"""Standard input and output: `-` as the name of a file, encodings, readers that have gone."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from tmtool.errors import InputError, TmtoolError

if TYPE_CHECKING:
    from tmtool.models import FileReport

STANDARD = "-"
"""The name that means standard input or output, as in other programs."""

FILE = click.Path(readable=False)
"""A file's name: shells complete it; whether it can be used is said by whoever opens it."""


@contextmanager
def given(name: str) -> Iterator[Path]:
    """Give the path of a file to read; what can be read only once is kept in a temporary file.

    That is standard input and whatever a pipe gives. Errors tell the name the user gave.
    """
    path = Path(name)
    if name != STANDARD and not path.is_fifo():
        yield path
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="tmtool-") as folder:
        kept = Path(folder) / ("stdin" if name == STANDARD else path.name)
        with kept.open("wb") as file:
            if name == STANDARD:
                shutil.copyfileobj(sys.stdin.buffer, file)
            else:
                with path.open("rb") as pipe:
                    shutil.copyfileobj(pipe, file)
        with _called(kept, spoken(name)):
            yield kept


@contextmanager
def wanted(name: str) -> Iterator[Path]:
    """Give the path of a file to write; what was written for `-` goes to standard output."""
    if name != STANDARD:
        yield Path(name)
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="tmtool-") as folder:
        path = Path(folder) / "stdout"
        with _called(path, "standard output"):
            yield path
        # Text is echoed as it is: the file's own line ends, UTF-8 as everywhere.
        click.echo(path.read_bytes(), nl=False)


def refuse_outputs(outputs: Iterable[str | None], inputs: Iterable[str | None] = ()) -> None:
    """Raise InputError for files that cannot be written, or are read by the same command.

    That is said before any work is done.
    """
    read = [Path(name) for name in inputs if name and name != STANDARD]
    for name in outputs:
        if name is None or name == STANDARD:
            continue
        path = Path(name)
        if path.is_dir():
            raise InputError(
                "is a folder, not a file", where=name, hint="Give the name of a file in it."
            )
        if not path.parent.is_dir():
            raise InputError(
                f"there is no folder {path.parent}", where=name, hint="Make it, or name another."
            )
        if path.is_file() and any(one.exists() and one.samefile(path) for one in read):
            raise InputError(
                "the same file is read: it would be lost",
                where=name,
                hint="Give another name for what is written.",
            )


def as_given(report: FileReport, path: Path, name: str) -> FileReport:
    """Return the report with the name the user gave instead of a temporary file's."""
    skipped = tuple(
        replace(record, where=record.where.replace(str(path), spoken(name)))
        for record in report.skipped
    )
    return replace(report, file=name, skipped=skipped)


def spoken(name: str) -> str:
    """Return what a file is called in messages."""
    return "standard input" if name == STANDARD else name


@contextmanager
def _called(path: Path, name: str) -> Iterator[None]:
    try:
        yield
    except TmtoolError as error:
        where = error.where.replace(str(path), name) if error.where else None
        what = error.what.replace(str(path), name)
        raise type(error)(what, where=where, hint=error.hint) from error


def prepare_output() -> None:
    """Have files and pipes get UTF-8, and no character stop the program.

    PYTHONIOENCODING is obeyed. A process that has no output at all gets one that is thrown away.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nowhere)
        elif isinstance(stream, io.TextIOWrapper):
            own = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(
                encoding=stream.encoding if own else "utf-8", errors="backslashreplace"
            )


def abandon_output() -> None:
    """Throw away what could not be written: Python would complain about it again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def leave(code: int) -> NoReturn:
    """Exit without a word where nobody reads the output any more."""
    abandon_output()
    sys.exit(code)

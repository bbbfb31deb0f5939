"""Printing answers: JSON, JSON lines, CSV, TSV, or a table for people."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tmtool.errors import TmtoolError

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, object]

FOUND = 1
"""Exit code where something is found that is wrong, or a gate is not passed."""

REFUSED = 3
"""Exit code for input that is refused; click's own 2 is misuse."""

PLAIN_WIDTH = 140
"""Columns of a table that does not go to a terminal."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has found, in the shapes it can be printed in.

    `payload` is the JSON, whole; `rows` are its flat lines for CSV and TSV, with `columns` as
    their header; `table` draws it for people; `lines` are the objects of JSON lines, the rows
    unless given.
    """

    payload: object
    rows: Sequence[Row]
    table: Callable[[Console], None]
    columns: Sequence[str]
    lines: Sequence[object] | None = None


def show(output: str, answer: Answer) -> None:
    """Print one answer in the chosen form."""
    if output == "json":
        click.echo(dumps(answer.payload))
    elif output == "jsonl":
        for line in answer.rows if answer.lines is None else answer.lines:
            click.echo(dumps(line))
    elif output == "table":
        _draw([answer])
    else:
        _delimited(output, answer.columns, answer.rows)


def show_each(output: str, columns: Sequence[str], answers: Iterable[Answer]) -> None:
    """Print answers as they come: a JSON list, a line each, one table of rows, or one by one."""
    if output == "json":
        _json_list(answers)
    elif output == "jsonl":
        for answer in answers:
            click.echo(dumps(answer.payload))
    elif output == "table":
        _draw(answers)
    else:
        _delimited(output, columns, (row for answer in answers for row in answer.rows))


def _json_list(answers: Iterable[Answer]) -> None:
    opening = "["
    for answer in answers:
        click.echo(opening + dumps(answer.payload), nl=False)
        opening = ",\n"
    click.echo("]" if opening != "[" else "[]")


def dumps(value: object) -> str:
    """Return JSON as tmtool prints it: readable Cyrillic, one line."""
    return json.dumps(value, ensure_ascii=False)


def _delimited(output: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Print a header and rows as `tmtool import` reads them."""
    import csv

    from tmtool.formats.tables.rows import tsv_writer

    write = (
        tsv_writer(sys.stdout)
        if output == "tsv"
        else csv.writer(sys.stdout, lineterminator="\n").writerow
    )
    write(columns)
    for row in rows:
        write([_cell(row[column]) for column in columns])


def _cell(value: object) -> str:
    """Return a value as text: nothing for `None`, lists and objects as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else dumps(value)


def _draw(answers: Iterable[Answer]) -> None:
    """Draw tables with a line between."""
    terminal = console()
    for number, answer in enumerate(answers):
        if number:
            click.echo()
        draw(terminal, answer.table)


def draw(terminal: Console, table: Callable[[Console], None]) -> None:
    """Draw one table; where it does not go to a terminal, no line has white space at its end."""
    if terminal.is_terminal:
        table(terminal)
        return
    with terminal.capture() as drawn:
        table(terminal)
    if drawn.get():
        for line in drawn.get().removesuffix("\n").split("\n"):
            click.echo(line.rstrip())


def console() -> Console:
    """Return a terminal to draw on; NO_COLOR and redirection are obeyed."""
    from rich.console import Console

    return Console(
        width=None if sys.stdout.isatty() else PLAIN_WIDTH,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        highlight=False,
        soft_wrap=False,
    )


@contextmanager
def progress(text: str) -> Iterator[Callable[[int | str], None] | None]:
    """Show a count on a terminal, in place of {} in the text; say nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status(text.format(0)) as status:
        yield lambda count: status.update(text.format(count))


def note(message: str) -> None:
    """Say something to the user that is no part of the data."""
    click.echo(message, err=True)


def refuse(errors: Sequence[TmtoolError]) -> None:
    """Tell what was refused and exit with the code for that; without errors do nothing."""
    for error in errors:
        note(f"Error: {error}")
    if errors:
        sys.exit(REFUSED)

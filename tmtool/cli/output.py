"""Printing answers: JSON, JSON lines, CSV, TSV, or a table for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tmtool.errors import TmtoolError

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, object]

REFUSED = 3
"""Exit code for input that is refused; click's own 2 is misuse, 1 is for findings."""

PLAIN_WIDTH = 140
"""Columns of a table that does not go to a terminal."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has found, in the shapes it can be printed in.

    `payload` is the JSON, whole; `rows` are its flat lines for CSV and TSV; `table` draws it
    for people; `lines` are the objects of JSON lines, the rows unless given.
    """

    payload: object
    rows: Sequence[Row]
    table: Callable[[Console], None]
    lines: Sequence[object] | None = None


def show(output: str, answer: Answer) -> None:
    """Print one answer in the chosen form."""
    if output == "json":
        click.echo(dumps(answer.payload))
    elif output == "jsonl":
        for line in answer.rows if answer.lines is None else answer.lines:
            click.echo(dumps(line))
    elif output == "table":
        answer.table(console())
    else:
        _delimited(output, answer.rows)


def show_each(output: str, answers: Iterable[Answer]) -> None:
    """Print answers as they come: a JSON list, a line each, one table of rows, or one by one."""
    if output == "json":
        _json_list(answers)
    elif output == "jsonl":
        for answer in answers:
            click.echo(dumps(answer.payload))
    elif output == "table":
        terminal = console()
        for answer in answers:
            answer.table(terminal)
    else:
        _delimited(output, (row for answer in answers for row in answer.rows))


def _json_list(answers: Iterable[Answer]) -> None:
    opening = "["
    for answer in answers:
        click.echo(opening + dumps(answer.payload), nl=False)
        opening = ",\n"
    click.echo("]" if opening != "[" else "[]")


def dumps(value: object) -> str:
    """Return JSON as tmtool prints it: readable Cyrillic, one line."""
    return json.dumps(value, ensure_ascii=False)


def _delimited(output: str, rows: Iterable[Row]) -> None:
    import csv

    delimiter = "," if output == "csv" else "\t"
    writer = csv.writer(sys.stdout, delimiter=delimiter, lineterminator="\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow(["" if value is None else _cell(value) for value in row.values()])


def _cell(value: object) -> object:
    return value if isinstance(value, str | int | float) else dumps(value)


def console() -> Console:
    """Return a terminal to draw on; NO_COLOR and redirection are obeyed."""
    from rich.console import Console

    plain = not sys.stdout.isatty()
    return Console(width=PLAIN_WIDTH if plain else None, highlight=False, soft_wrap=False)


def note(message: str) -> None:
    """Say something to the user that is no part of the data."""
    click.echo(message, err=True)


def refuse(errors: Sequence[TmtoolError]) -> None:
    """Tell what was refused and exit with the code for that; without errors do nothing."""
    for error in errors:
        note(f"Error: {error}")
    if errors:
        sys.exit(REFUSED)

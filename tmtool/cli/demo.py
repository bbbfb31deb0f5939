"""`tmtool demo`: the three jobs on the sample data."""

from __future__ import annotations

import contextlib
import os
import shlex
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from tmtool.cli.output import FOUND, console

DB = ("--db", "treaties.db")
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "A memory and a glossary from the sample data",
        (*DB, "init", "--samples"),
    ),
    (
        "Translator: how did we translate a sentence like this one?",
        (
            *DB,
            "lookup",
            "2. Консультации начинаются не позднее чем через 36 часов после получения"
            " вербальной ноты.",
            "--limit",
            "2",
            "--explain",
        ),
    ),
    (
        "Translator: which terms are in it, in whatever case, and what do we call them?",
        (
            *DB,
            "suggest",
            "Стороны обменялись ратификационными грамотами Договора о коллективной безопасности.",
        ),
    ),
    (
        "Editor: which of two drafts is closer to the reference?",
        (
            "score",
            "{examples}/draft-good.en.txt",
            "{examples}/draft-weak.en.txt",
            "--reference",
            "{examples}/reference.en.txt",
        ),
    ),
    (
        "Editor: where does the weak draft break the terminology?",
        (
            *DB,
            "check",
            "{examples}/source.ru.txt",
            "{examples}/draft-weak.en.txt",
            "--limit",
            "4",
        ),
    ),
    (
        "Localiser: a PO file filled from the memory",
        (*DB, "pretranslate", "{examples}/portal.pot", "-o", "portal.ru.po", "-t", "ru"),
    ),
)
"""What is shown, and the arguments of the command that does it."""

WRITTEN = "portal.ru.po"


@click.command()
def demo() -> None:
    """Load the sample corpus and glossary into a temporary memory and do the three jobs.

    Each step is shown with the command that repeats it.

    \b
    Example:  tmtool demo
    """
    from tmtool.jobs.samples import EXAMPLES, sample

    examples = sample(EXAMPLES)
    shown = _shortest(examples)
    with tempfile.TemporaryDirectory(prefix="tmtool-demo-") as folder, contextlib.chdir(folder):
        for title, command in STEPS:
            _announce(title, [part.format(examples=shown) for part in command])
            _run([part.format(examples=examples) for part in command])
        click.echo(f"\n{WRITTEN}, after its header:\n")
        click.echo(Path(WRITTEN).read_text(encoding="utf-8").partition("\n\n")[2])
    click.echo("The temporary memory is gone. The first command makes one to keep.")


def _shortest(path: Path) -> str:
    """Return a path as the user would type it from here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def _announce(title: str, command: Sequence[str]) -> None:
    from rich.text import Text

    terminal = console()
    terminal.print(Text(f"\n{title}", style="bold"))
    click.echo(f"$ {shlex.join(['tmtool', *command])}\n")


def _run(arguments: Sequence[str]) -> None:
    from tmtool.cli import root

    try:
        root.main(list(arguments), prog_name="tmtool", standalone_mode=False)
    except SystemExit as done:
        if done.code != FOUND:
            raise

"""`tmtool omegat`: exchange units and terms with a project of OmegaT."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, format_option, languages_of_memory, name_given, pass_session
from tmtool.cli.output import Answer, note, show
from tmtool.cli.streams import FILE
from tmtool.languages import normalise
from tmtool.models import OmegatReport
from tmtool.reports import shapes
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console

    from tmtool.memory import Memory

SEARCH = ("concordance", "--browse", "--", "{target}")
"""The command that OmegaT runs for the text that is marked in its editor."""


@click.command()
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("-s", "--source", metavar="LANG", help="Source language of a new project.")
@click.option("-t", "--target", metavar="LANG", help="Target language of a new project.")
@click.option(
    "--corpus",
    type=name_given,
    metavar="NAME",
    help="Where the project's translations go; default: the folder's name.",
)
@click.option("--read/--no-read", default=True, show_default=True, help="Take its translations.")
@click.option("--finder/--no-finder", default=True, show_default=True, help="Offer the search.")
@click.option(
    "--segmentation",
    is_flag=True,
    help="Have it cut sentences as tmtool does; that replaces the project's own rules.",
)
@format_option
@pass_session
def omegat(
    session: Session,
    *,
    folder: str,
    source: str | None,
    target: str | None,
    corpus: str | None,
    read: bool,
    finder: bool,
    segmentation: bool,
    output: str,
) -> None:
    """Read a project of OmegaT in DIR, and write the memory and the glossary into it.

    The project's own translations (omegat/project_save.tmx), the alternative ones too, go into
    a corpus; those that were changed since the last time are updated. The memory goes to
    tm/tmtool.tmx, machine translation to tm/mt/tmtool.tmx, terms to glossary/tmtool.utf8, in the
    project's languages. An external search (omegat/finder.xml, from OmegaT 4.2) shows the
    concordance of the text that is marked in OmegaT. All other files stay as they are. A
    folder that is new or empty becomes a project.

    \b
    Example:  tmtool omegat ~/projects/treaty
    Example:  tmtool omegat new-project -s en -t ru
    """
    path = Path(folder)
    with session.open() as memory:
        pair = source and normalise(source), target and normalise(target)
        if None in pair and not (path.exists() and any(path.glob("omegat.project"))):
            pair = languages_of_memory(memory, *pair)
        report = memory.omegat(
            path,
            *pair,
            corpus=corpus,
            read=read,
            search=_search(memory) if finder else None,
            segmentation=segmentation,
        )
    for warning in report.read.warnings if report.read else ():
        note(f"Warning: {report.read.file if report.read else ''}: {warning}")
    note(_summary(report))
    show(output, _answer(report))


def _search(memory: Memory) -> tuple[str, ...]:
    """Return the command of the search: this program, by its whole path, and this memory."""
    return (sys.executable, "-m", "tmtool", "--db", str(memory.path.resolve()), *SEARCH)


def _summary(report: OmegatReport) -> str:
    read = ""
    if report.read is not None:
        taken = report.read.added, report.read.updated, report.read.corpus
        read = "read {:,} new and {:,} changed translations into {}; ".format(*taken)
    machine = f", {report.machine:,} of machines," if report.machine else ""
    return (
        f"{report.folder}: {'made a project; ' if report.created else ''}{read}"
        f"wrote {counted(report.units, 'unit')}{machine} and {counted(report.concepts, 'concept')}"
        f" ({report.source_language}-{report.target_language})"
    )


def _answer(report: OmegatReport) -> Answer:
    def table(console: Console) -> None:
        from tmtool.reports import records

        records.imports(console, [report.read] if report.read else [])

    payload = shapes.omegat(report)
    row = {**payload, "read": report.read and report.read.added + report.read.updated}
    return Answer(payload, [row], table, tuple(row), lines=[payload])

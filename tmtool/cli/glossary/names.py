"""Glossaries named on the command line, and files written from them."""

from __future__ import annotations

from tmtool.cli.output import note
from tmtool.errors import NotFoundError
from tmtool.memory import Memory
from tmtool.models import WriteReport
from tmtool.reports.words import counted


def check_glossary(memory: Memory, name: str | None) -> None:
    """Raise NotFoundError where the memory has no glossary of this name."""
    names = [glossary.name for glossary in memory.statistics().glossaries]
    if name is not None and name not in names:
        has = ", ".join(names) or "none"
        raise NotFoundError(f"there is no glossary {name!r}", hint=f"The memory has: {has}.")


def tell_written(report: WriteReport, file: str) -> None:
    """Say how many concepts a file has, and what it has no place for."""
    note(f"{counted(report.written, 'concept')} written to {file}")
    for loss in report.losses:
        note(loss)

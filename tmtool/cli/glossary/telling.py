"""What is said of files that concepts were written to."""

from __future__ import annotations

from tmtool.cli.output import note
from tmtool.models import WriteReport
from tmtool.reports.words import counted


def tell_written(report: WriteReport, file: str) -> None:
    """Say how many concepts a file has, and what it has no place for."""
    note(f"{counted(report.written, 'concept')} written to {file}")
    for loss in report.losses:
        note(loss)

"""Options of `tmtool check` for reports: JUnit, SARIF and a page of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import click

from tmtool.cli.option_groups import grouped
from tmtool.cli.report_files import refuse_same_place, write_report
from tmtool.cli.streams import FILE, STANDARD
from tmtool.models import CheckedSegment, CheckRun


@dataclass(frozen=True, slots=True)
class Reports:
    """The files to write."""

    junit: str | None
    sarif: str | None
    html: str | None

    @property
    def files(self) -> list[str]:
        """The names of the files that are asked for."""
        return [name for name in (self.junit, self.sarif, self.html) if name is not None]

    @property
    def to_output(self) -> bool:
        """Whether a report goes to standard output, in place of the findings."""
        return STANDARD in self.files


report_options = grouped(
    "reports",
    Reports,
    (
        click.option(
            "--junit", type=FILE, metavar="FILE", help="Write JUnit XML too: a test a check."
        ),
        click.option("--sarif", type=FILE, metavar="FILE", help="Write SARIF 2.1.0 too."),
        click.option("--html", type=FILE, metavar="PAGE", help="Write a page of HTML too."),
    ),
)


def refuse_misuse(asked: Reports) -> None:
    """Raise a usage error where two reports would go to the same place."""
    refuse_same_place(asked.files)


def write(
    asked: Reports,
    run: CheckRun,
    checked: Iterable[CheckedSegment],
    *,
    show_accepted: bool,
    notes: Mapping[str, str],
) -> None:
    """Write the reports; each takes the place of an older one when it is whole.

    `checked` is gone through once for each.
    """
    from tmtool.reports.junit import junit
    from tmtool.reports.sarif import sarif

    if asked.junit is not None:
        write_report(asked.junit, junit([(run, checked)]))
    if asked.sarif is not None:
        write_report(asked.sarif, sarif([(run, checked)], notes=notes))
    if asked.html is not None:
        write_report(asked.html, _page(run, checked, show_accepted=show_accepted))


def _page(
    run: CheckRun, checked: Iterable[CheckedSegment], *, show_accepted: bool
) -> Iterator[str]:
    from datetime import date

    from tmtool.reports.html.checks import checks

    yield checks(run, checked, date.today().isoformat(), show_accepted=show_accepted)

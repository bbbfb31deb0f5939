"""The options of `tmtool score` for reports: a page of HTML, JUnit and SARIF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from tmtool.cli.option_groups import grouped, refuse_without
from tmtool.cli.report_files import refuse_same_place, write_report
from tmtool.cli.streams import FILE, spoken
from tmtool.models import ScoreOptions, ScoreReport


@dataclass(frozen=True, slots=True)
class ReportsAsked:
    """The files to write, `None` where not asked for, and how many segments a page has."""

    html: str | None = None
    html_segments: int | None = None
    junit: str | None = None
    sarif: str | None = None

    @property
    def has_page(self) -> bool:
        """Whether there is to be a page."""
        return self.html is not None

    @property
    def files(self) -> list[str]:
        """The names of the files that are asked for."""
        return [name for name in (self.html, self.junit, self.sarif) if name is not None]


report_options = grouped(
    "reports",
    ReportsAsked,
    (
        click.option(
            "--html",
            type=FILE,
            metavar="PAGE",
            help="Write a page of HTML too, with intervals, comparisons, buckets and, where there"
            " is a source, checks.",
        ),
        click.option(
            "--html-segments",
            type=click.IntRange(0),
            metavar="N",
            help="Most segments on that page, the worst ones.  [default: 2000]",
        ),
        click.option(
            "--junit",
            type=FILE,
            metavar="FILE",
            help="Write JUnit XML too: a test for each check and each condition of the gate.",
        ),
        click.option(
            "--sarif",
            type=FILE,
            metavar="FILE",
            help="Write what --checks find as SARIF 2.1.0 too.",
        ),
    ),
)


def refuse_misuse(asked: ReportsAsked, *, checks: bool, gate: bool) -> None:
    """Raise a usage error for reports that would have nothing to tell, or one place."""
    a_gate = "a gate such as --fail-under chrf=55"
    refuse_without(
        (
            ("--html-segments", asked.html_segments is not None, "--html", asked.has_page),
            ("--junit", asked.junit is not None, f"--checks or {a_gate}", checks or gate),
            ("--sarif", asked.sarif is not None, "--checks", checks),
        )
    )
    refuse_same_place(asked.files)


def write(
    asked: ReportsAsked,
    report: ScoreReport,
    references: Sequence[str],
    source: str | None,
    options: ScoreOptions,
) -> None:
    """Write the reports; each takes the place of an older one when it is whole."""
    if asked.html is not None:
        write_report(asked.html, [_page(asked, report, references, source, options)])
    if asked.junit is None and asked.sarif is None:
        return
    from tmtool.reports.check_runs import check_runs
    from tmtool.reports.junit import junit
    from tmtool.reports.sarif import sarif

    runs = check_runs(report, options.source_language or "", options.target_language or "")
    if asked.junit is not None:
        write_report(asked.junit, junit(runs, gate=report.gate))
    if asked.sarif is not None:
        write_report(asked.sarif, sarif(runs))


def _page(
    asked: ReportsAsked,
    report: ScoreReport,
    references: Sequence[str],
    source: str | None,
    options: ScoreOptions,
) -> str:
    from datetime import date

    from tmtool.reports.html.score import MOST_SEGMENTS, Origin
    from tmtool.reports.html.score import score as as_html

    origin = Origin(
        date.today().isoformat(),
        tuple(spoken(name) for name in references),
        source and spoken(source),
        options.source_language,
        options.target_language,
    )
    most = MOST_SEGMENTS if asked.html_segments is None else asked.html_segments
    return as_html(report, origin, segments=most)

"""The options of `tmtool score` for a page of HTML, and its writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import cast

import click

from tmtool.cli.output import note
from tmtool.cli.streams import FILE, STANDARD, spoken, wanted
from tmtool.models import ScoreOptions, ScoreReport


@dataclass(frozen=True, slots=True)
class PageAsked:
    """What the options say: the page's file, `None` without one, and how many segments it has."""

    file: str | None = None
    segments: int | None = None

    @property
    def wanted(self) -> bool:
        """Whether there is to be a page."""
        return self.file is not None


def page_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options, and give the command what they say as `page`."""

    @click.option("--html", "file", type=FILE, metavar="FILE", help="Write a page of HTML too.")
    @click.option(
        "--html-segments",
        type=click.IntRange(0),
        metavar="N",
        help="Most segments on that page, the worst ones.  [default: 2000]",
    )
    @wraps(command)
    def with_page(
        *arguments: object, file: str | None, html_segments: int | None, **given: object
    ) -> object:
        if html_segments is not None and file is None:
            raise click.UsageError("--html-segments needs --html.")
        return command(*arguments, page=PageAsked(file, html_segments), **given)

    return cast("Callable[..., object]", with_page)


def write_page(
    page: PageAsked,
    report: ScoreReport,
    references: Sequence[str],
    source: str | None,
    options: ScoreOptions,
) -> None:
    """Write the page, which takes the place of an older one when it is whole."""
    from datetime import date

    from tmtool.formats.files import replacing
    from tmtool.reports.html.score import MOST_SEGMENTS, Origin
    from tmtool.reports.html.score import score as as_html

    assert page.file is not None
    origin = Origin(
        date.today().isoformat(),
        tuple(spoken(name) for name in references),
        source and spoken(source),
        options.source_language,
        options.target_language,
    )
    most = MOST_SEGMENTS if page.segments is None else page.segments
    with wanted(page.file) as path, replacing(Path(path)) as file:
        file.write(as_html(report, origin, segments=most))
    if page.file != STANDARD:
        note(f"Written to {page.file}")

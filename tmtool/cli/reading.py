"""The options of `tmtool score` for how its files are read and aligned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import click

from tmtool.cli.option_groups import grouped
from tmtool.cli.options import column_names
from tmtool.models import AlignedBy


@dataclass(frozen=True, slots=True)
class Reading:
    """What the options say, as the fields of ScoreOptions with these names."""

    encoding: str | None
    format_name: str | None
    columns: tuple[str, ...] | None
    align_by: AlignedBy | None
    force: bool


reading_options = grouped(
    "reading",
    Reading,
    (
        click.option("--encoding", metavar="NAME", help="Encoding of files that are not UTF-8."),
        click.option(
            "--as",
            "format_name",
            metavar="FORMAT",
            help="Format of all files, whatever their suffixes, such as lines, tsv, po or xliff.",
        ),
        click.option(
            "--columns",
            metavar="A,B,...",
            callback=lambda context, option, given: column_names(given),
            help="Columns of a table, such as id,source,target or -.",
        ),
        click.option(
            "--align",
            "align_by",
            type=click.Choice(get_args(AlignedBy)),
            help="What segments are aligned by.  [default: id where all files have ids]",
        ),
        click.option(
            "--force",
            is_flag=True,
            help="Score texts that seem not to belong together; their numbers of segments must"
            " agree.",
        ),
    ),
)

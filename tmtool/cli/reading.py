"""The options of `tmtool score` for how its files are read and aligned."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import get_args

import click

from tmtool.cli.options import column_names
from tmtool.models import AlignedBy

_OPTIONS = (
    click.option("--encoding", metavar="NAME", help="Encoding of files that are not UTF-8."),
    click.option(
        "--as",
        "format_name",
        metavar="FORMAT",
        help="Format of all files, whatever their suffixes: lines, tsv, csv, po, tmx.",
    ),
    click.option(
        "--columns", metavar="A,B,...", help="Columns of a table, such as id,source,target or -."
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
        help="Score texts that seem not to belong together; their numbers of segments must agree.",
    ),
)
_NAMES = ("encoding", "format_name", "columns", "align_by", "force")


def reading_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options, and give the command what they say as `reading`: fields of ScoreOptions."""

    @wraps(command)
    def with_reading(*arguments: object, **given: object) -> object:
        values = {name: given.pop(name) for name in _NAMES}
        columns = values["columns"]
        values["columns"] = column_names(columns if isinstance(columns, str) else None)
        return command(*arguments, reading=values, **given)

    decorated: Callable[..., object] = with_reading
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated

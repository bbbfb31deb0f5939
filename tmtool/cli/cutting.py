"""Options that say how texts are cut into segments, shared by commands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli.option_groups import grouped
from tmtool.cli.output import note
from tmtool.cli.streams import FILE

if TYPE_CHECKING:
    from tmtool.formats.options import SegmentUnit

SHOWN = 3
"""Rules that cannot be used of which each is told."""


@dataclass(frozen=True, slots=True)
class CuttingAsked:
    """What the text of a document is cut into, and whose rules are used."""

    segments: SegmentUnit
    srx: str | None

    @property
    def path(self) -> Path | None:
        """The file of rules."""
        return None if self.srx is None else Path(self.srx)


srx_option = click.option(
    "--srx", type=FILE, metavar="FILE", help="Cut sentences by the rules of this SRX file."
)

cutting_options = grouped(
    "cutting",
    CuttingAsked,
    [
        click.option(
            "--segments",
            type=click.Choice(["sentences", "paragraphs"]),
            default="sentences",
            show_default=True,
            help="What the text of a document is cut into.",
        ),
        srx_option,
    ],
)


def say_what_rules_lack(srx: Path | None, languages: Iterable[str | None]) -> None:
    """Note the rules of an SRX file that cannot be used, for the languages of texts."""
    if srx is None:
        return
    from tmtool.formats.srx import read_srx, rules_of

    read = read_srx(srx)
    tags = dict.fromkeys(tag for tag in languages if tag)
    lacking = list(dict.fromkeys(one for tag in tags for one in rules_of(read, tag)[1]))
    for one in lacking[:SHOWN]:
        note(f"Left out: {one.where}: {one.reason}")
    if len(lacking) > SHOWN:
        note(f"Left out: {len(lacking) - SHOWN:,} more rules of {srx}")

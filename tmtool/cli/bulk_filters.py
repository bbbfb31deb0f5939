"""The options that choose units of a memory."""

from __future__ import annotations

from dataclasses import dataclass

import click

from tmtool.cli.option_groups import grouped
from tmtool.cli.options import check_corpus, moment
from tmtool.memory import Memory
from tmtool.models import STATUSES
from tmtool.store.unit_filter import Filter


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """What the options say."""

    corpus: str | None
    status: str | None
    author: str | None
    since: str | None
    before: str | None

    @property
    def is_empty(self) -> bool:
        """Whether no option is given."""
        return self == UnitFilter(None, None, None, None, None)

    def chosen(self, memory: Memory) -> Filter:
        """Return the filter; raises NotFoundError for an unknown corpus, InputError for no date."""
        check_corpus(memory, self.corpus)
        since, before = moment(self.since), moment(self.before)
        return Filter(
            self.corpus, since=since, before=before, status=self.status, author=self.author
        )


filter_options = grouped(
    "which",
    UnitFilter,
    (
        click.option("--corpus", metavar="NAME", help="Only units of this corpus."),
        click.option("--status", type=click.Choice(STATUSES), help="Only units with this status."),
        click.option("--author", metavar="NAME", help="Only those this person made or changed."),
        click.option("--since", metavar="DATE", help="Only units changed since then."),
        click.option("--before", metavar="DATE", help="Only units changed last before then."),
    ),
)

"""`tmtool corpus`: the memory's corpora."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, format_option, pass_session
from tmtool.cli.output import Answer, note, show
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console


@click.group()
def corpus() -> None:
    """List, describe and remove the corpora that units belong to."""


@corpus.command("list")
@format_option
@pass_session
def list_(session: Session, output: str) -> None:
    """List the corpora with their licences, penalties and sizes.

    \b
    Example:  tmtool corpus list
    """
    with session.open() as memory:
        found = memory.corpora()

    def table(console: Console) -> None:
        from tmtool.reports.tables import grid

        columns = ("name", "units", "licence", "domain", "penalty", "priority", "origin")
        console.print(grid(columns, [[getattr(c, name) for name in columns] for c in found]))

    rows = [shapes.corpus(c) for c in found]
    show(output, Answer({"corpora": rows}, rows, table))


@corpus.command("set")
@click.argument("name")
@click.option("--origin", metavar="TEXT", help="Who made it, or where it comes from.")
@click.option("--licence", metavar="TEXT", help="Its licence.")
@click.option("--domain", metavar="TEXT", help="Its subject field.")
@click.option("--penalty", type=click.IntRange(0, 100), help="Points taken off its match rates.")
@click.option("--priority", type=int, help="Of equal matches the higher priority comes first.")
@click.option("--rename", "new_name", metavar="NAME", help="Another name.")
@pass_session
def set_(
    session: Session,
    *,
    name: str,
    origin: str | None,
    licence: str | None,
    domain: str | None,
    penalty: int | None,
    priority: int | None,
    new_name: str | None,
) -> None:
    """Set what is known of a corpus, its penalty or its priority.

    \b
    Example:  tmtool corpus set msdocs --penalty 10 --licence "CC BY 4.0"
    """
    values = {
        "origin": origin,
        "licence": licence,
        "domain": domain,
        "penalty": penalty,
        "priority": priority,
        "name": new_name,
    }
    given = {key: value for key, value in values.items() if value is not None}
    if not given:
        raise click.UsageError("Nothing to set: give at least one option.")
    with session.open() as memory:
        memory.set_corpus(name, **given)
    note(f"{new_name or name}: {', '.join(given)} set")


@corpus.command("remove")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def remove(session: Session, name: str, yes: bool) -> None:
    """Remove a corpus with all its units; this cannot be undone.

    \b
    Example:  tmtool corpus remove drafts --yes
    """
    with session.open() as memory:
        if not yes:
            click.confirm(f"Remove {name} with all its units?", abort=True, err=True)
        removed = memory.remove_corpus(name)
    note(f"{removed} units removed with {name}")

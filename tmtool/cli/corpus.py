"""`tmtool corpus`: the memory's corpora."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tmtool.cli.options import LARGEST, Session, format_option, name_given, pass_session
from tmtool.cli.output import Answer, note, show
from tmtool.errors import InputError
from tmtool.memory import Memory
from tmtool.models import Corpus
from tmtool.reports import shapes
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console

PRIORITY = click.IntRange(-LARGEST, LARGEST)


@click.group()
def corpus() -> None:
    """List, describe and remove the corpora that units belong to.

    \b
    Example:  tmtool corpus list
    """


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
        from tmtool.reports import records

        records.corpora(console, found)

    rows = [shapes.corpus(c) for c in found]
    show(output, Answer({"corpora": rows}, rows, table, shapes.columns(Corpus)))


@corpus.command("set")
@click.argument("name")
@click.option("--origin", metavar="TEXT", help="Who made it, or where it comes from.")
@click.option("--licence", metavar="TEXT", help="Its licence.")
@click.option("--domain", metavar="TEXT", help="Its subject field.")
@click.option("--penalty", type=click.IntRange(0, 100), help="Points taken off its match rates.")
@click.option("--priority", type=PRIORITY, help="Of equal matches the higher comes first.")
@click.option("--rename", "new_name", type=name_given, metavar="NAME", help="Another name.")
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
    """Set what is known of a corpus, its penalty or its priority; an empty text removes it.

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
    given = {
        key: None if value == "" else value for key, value in values.items() if value is not None
    }
    if not given:
        raise click.UsageError("Nothing to set: give at least one option.")
    with session.open() as memory:
        if new_name is not None and new_name != name:
            _check_new_name(memory, new_name)
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
        if not yes and not _confirmed(memory, name):
            note("Nothing was removed.")
            return
        removed = memory.remove_corpus(name)
    note(f"{name} removed with {counted(removed, 'unit')}")


def _confirmed(memory: Memory, name: str) -> bool:
    """Ask before a corpus that exists is removed; a script that cannot answer needs --yes."""
    units = next((corpus.units for corpus in memory.corpora() if corpus.name == name), None)
    if units is None:
        return True  # the removal says which corpora there are
    question = f"Remove {name} with its {counted(units, 'unit')}? This cannot be undone."
    try:
        return click.confirm(question, err=True)
    except click.Abort as error:
        if isinstance(error.__context__, EOFError):
            raise click.UsageError("Nobody answered: give --yes to remove it.") from error
        raise


def _check_new_name(memory: Memory, name: str) -> None:
    if any(corpus.name == name for corpus in memory.corpora()):
        raise InputError(f"there is a corpus {name!r} already", hint="Choose another name.")

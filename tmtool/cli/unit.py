"""`tmtool unit`: single units, their history and undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from tmtool.cli.bulk import check_all, remove, replace
from tmtool.cli.options import (
    NUMBER,
    Session,
    by_option,
    format_option,
    language_options,
    languages_of,
    name_given,
    pass_session,
)
from tmtool.cli.output import Answer, note, show
from tmtool.errors import InputError
from tmtool.languages import normalise, preferred, primary
from tmtool.models import STATUSES, Change, Status, TranslationUnit, Variant
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console


@click.group()
def unit() -> None:
    """Add, show, edit, approve and remove single units; every change can be undone.

    \b
    Example:  tmtool unit show 17
    """


@unit.command("add")
@click.argument("source_text", metavar="SOURCE")
@click.argument("target_text", metavar="TARGET")
@language_options
@click.option(
    "--corpus",
    type=name_given,
    default="own",
    show_default=True,
    metavar="NAME",
    help="Its corpus.",
)
@click.option(
    "--status",
    type=click.Choice(STATUSES),
    default="approved",
    show_default=True,
    help="Its status.",
)
@click.option("--context", metavar="ID", help="Its context id.")
@click.option("--note", "remark", metavar="TEXT", help="A note.")
@by_option
@format_option
@pass_session
def add(
    session: Session,
    *,
    source_text: str,
    target_text: str,
    source: str | None,
    target: str | None,
    corpus: str,
    status: Status,
    context: str | None,
    remark: str | None,
    by: str | None,
    output: str,
) -> None:
    """Add a unit; where the corpus has the same one, nothing is added.

    \b
    Example:  tmtool unit add "Статья 7" "Article 7" --corpus own
    """
    pair = languages_of(source_text, target_text, source, target)
    variants = (Variant(pair[0], source_text), Variant(pair[1], target_text))
    wanted = TranslationUnit(variants, status=status, context=context, note=remark)
    with session.open(create=True) as memory:
        added, is_new = memory.add_unit(wanted, corpus=corpus, by=by)
    note(f"Unit {added.id} {'added' if is_new else 'is there already'}")
    _show(output, added)


@unit.command("show")
@click.argument("number", type=NUMBER)
@format_option
@pass_session
def show_(session: Session, number: int, output: str) -> None:
    """Show a unit with all that is known of it.

    \b
    Example:  tmtool unit show 17
    """
    with session.open() as memory:
        _show(output, memory.unit(number))


@unit.command("edit")
@click.argument("number", type=NUMBER)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="LANG=TEXT",
    help="The new text in a language; may be given several times.",
)
@click.option("--status", type=click.Choice(STATUSES), help="The new status.")
@click.option("--note", "remark", metavar="TEXT", help="The new note; an empty one removes it.")
@by_option
@format_option
@pass_session
def edit(
    session: Session,
    *,
    number: int,
    texts: tuple[str, ...],
    status: Status | None,
    remark: str | None,
    by: str | None,
    output: str,
) -> None:
    """Change a unit's texts, status or note.

    \b
    Example:  tmtool unit edit 17 --text "en=Article 8"
    """
    if not texts and status is None and remark is None:
        raise click.UsageError("Nothing to change: give --text, --status or --note.")
    with session.open() as memory:
        wanted = _in_its_languages(memory.unit(number), _by_language(texts))
        changed = memory.edit_unit(number, wanted, status=status, note=remark, by=by)
    _show(output, changed)


@unit.command("approve")
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@by_option
@pass_session
def approve(session: Session, numbers: tuple[int, ...], by: str | None) -> None:
    """Mark units as approved.

    \b
    Example:  tmtool unit approve 17 18
    """
    with session.open() as memory:
        check_all(memory, numbers)
        for number in dict.fromkeys(numbers):
            memory.edit_unit(number, {}, status="approved", by=by)
            note(f"Unit {number} approved")


@unit.command("history")
@click.argument("number", type=NUMBER, required=False)
@format_option
@pass_session
def history(session: Session, number: int | None, output: str) -> None:
    """Show who changed a unit, when and how; without NUMBER, the last hundred changes.

    \b
    Example:  tmtool unit history 17
    """
    with session.open() as memory:
        found = memory.history(number)

    def table(console: Console) -> None:
        from tmtool.reports import records

        records.history(console, found)

    rows = [shapes.change(change) for change in found]
    show(output, Answer({"changes": rows}, rows, table, shapes.columns(Change)))


@unit.command("undo")
@click.argument("change", type=NUMBER, required=False)
@click.option("--alone", is_flag=True, help="Not the others that were changed in one go with it.")
@by_option
@pass_session
def undo(session: Session, change: int | None, alone: bool, by: str | None) -> None:
    """Take back a change: the last one, or the one with this number in the history.

    What `unit replace` or `unit remove` has changed in one go is taken back in one go.

    \b
    Example:  tmtool unit undo
    """
    with session.open() as memory:
        undone = memory.undo(change, by=by, alone=alone)
    if undone.units > 1:
        note(f"{undone.units:,} changes from {undone.id} on undone: {undone.operation}")
    else:
        note(f"Change {undone.id} undone: {undone.operation} of unit {undone.unit}")


unit.add_command(replace)
unit.add_command(remove)


def _by_language(given: Sequence[str]) -> dict[str, str]:
    texts = {}
    for item in given:
        tag, equals, text = item.partition("=")
        if not equals:
            raise InputError(f"{item!r} names no language", hint='Write --text "en=New text".')
        texts[normalise(tag)] = text
    return texts


def _in_its_languages(unit: TranslationUnit, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts by the unit's own tags: `en` means its en-GB where it has no other."""
    tags = [variant.language for variant in unit.variants]
    return {
        found[0] if tag == primary(tag) and len(found := preferred(tag, tags)) == 1 else tag: text
        for tag, text in texts.items()
    }


def _show(output: str, found: TranslationUnit) -> None:
    payload = shapes.unit(found)

    def table(console: Console) -> None:
        from tmtool.reports import records

        records.unit(console, found)

    show(output, Answer(payload, [payload], table, shapes.columns(TranslationUnit)))

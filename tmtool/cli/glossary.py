"""`tmtool glossary`: concepts and terms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool import formats
from tmtool.cli import terms
from tmtool.cli.import_ import column_names, import_all
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
from tmtool.cli.streams import FILE, wanted
from tmtool.errors import NotFoundError
from tmtool.formats import ReadOptions
from tmtool.memory import Memory
from tmtool.models import TERM_STATUSES, Concept, FileReport, Term, TermStatus
from tmtool.reports import shapes
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console


@click.group()
def glossary() -> None:
    """Import, export, list, add, edit and remove concepts and their terms.

    \b
    Example:  tmtool glossary list --status forbidden
    """


@glossary.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--glossary",
    "name",
    type=name_given,
    metavar="NAME",
    help="Where they go; default: the file's name.",
)
@click.option("-s", "--source", metavar="LANG", help="Source language, where the file has none.")
@click.option("-t", "--target", metavar="LANG", help="Target language, where the file has none.")
@click.option("--columns", metavar="A,B,...", help="Columns of a table, such as ru,en,note or -.")
@click.option("--encoding", metavar="NAME", help="Text encoding of a table that is not UTF-8.")
@click.option("--as", "form", metavar="FORMAT", help="tbx, tsv or csv, whatever the suffix.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@format_option
@pass_session
def import_(
    session: Session,
    *,
    files: tuple[str, ...],
    name: str | None,
    source: str | None,
    target: str | None,
    columns: str | None,
    encoding: str | None,
    form: str | None,
    dry_run: bool,
    output: str,
) -> None:
    """Import TBX, TSV or CSV glossaries, each of them whole or not at all.

    \b
    Example:  tmtool glossary import treaties.tbx
    Example:  tmtool glossary import list.csv -s ru -t en --glossary office
    """
    reading = ReadOptions(source, target, column_names(columns), encoding=encoding)

    def load(memory: Memory, path: Path) -> FileReport:
        return memory.glossary.load(
            path, glossary=name, format=form, reading=reading, dry_run=dry_run
        )

    def begins(path: Path) -> None:
        next(formats.find(path, form, content="concepts").read_concepts(path, reading), None)

    import_all(session, files, load, begins, dry_run=dry_run, output=output, into="glossary")


@glossary.command("export")
@click.argument("file", type=FILE)
@click.option("--glossary", "name", metavar="NAME", help="Only this glossary.")
@click.option("--as", "form", metavar="FORMAT", help="tbx, tsv or csv, whatever the suffix.")
@pass_session
def export(session: Session, file: str, name: str | None, form: str | None) -> None:
    """Write concepts to a TBX, TSV or CSV file.

    \b
    Example:  tmtool glossary export treaties.tbx
    """
    with session.open() as memory, wanted(file) as path:
        _check_glossary(memory, name)
        count = memory.glossary.export(path, glossary=name, format=form)
    note(f"{counted(count, 'concept')} written to {file}")


@glossary.command("list")
@click.option("--glossary", "name", metavar="NAME", help="Only this glossary.")
@click.option("--domain", metavar="TEXT", help="Only this domain.")
@click.option("--status", type=click.Choice(TERM_STATUSES), help="Only with a term of this status.")
@click.option("--contains", metavar="TEXT", help="Only with a term that contains this text.")
@format_option
@pass_session
def list_(
    session: Session,
    *,
    name: str | None,
    domain: str | None,
    status: str | None,
    contains: str | None,
    output: str,
) -> None:
    """List concepts with their terms.

    \b
    Example:  tmtool glossary list --status forbidden
    """
    with session.open() as memory:
        _check_glossary(memory, name)
        found = [
            concept
            for concept in memory.glossary.concepts(name)
            if (domain is None or concept.domain == domain)
            and any(_fits(term, status, contains) for term in concept.terms)
        ]
    rows = [shapes.concept(concept) for concept in found]
    flat = shapes.term_rows(found)

    def table(console: Console) -> None:
        from tmtool.reports import records

        records.concepts(console, found)

    show(output, Answer({"concepts": rows}, flat, table, shapes.TERM, lines=rows))


@glossary.command("add")
@click.argument("source_term", metavar="TERM")
@click.argument("target_term", metavar="TRANSLATION")
@language_options
@click.option(
    "--glossary",
    "name",
    type=name_given,
    default="own",
    show_default=True,
    metavar="NAME",
    help="The glossary it goes into.",
)
@click.option(
    "--status",
    type=click.Choice(TERM_STATUSES),
    default="preferred",
    show_default=True,
    help="Status of the translation.",
)
@click.option("--domain", metavar="TEXT", help="Subject field.")
@click.option("--definition", metavar="TEXT", help="What it means.")
@click.option("--term-source", metavar="TEXT", help="Treaty and article, or standard.")
@click.option("--note", "remark", metavar="TEXT", help="A note on the translation.")
@by_option
@pass_session
def add(
    session: Session,
    *,
    source_term: str,
    target_term: str,
    source: str | None,
    target: str | None,
    name: str,
    status: TermStatus,
    domain: str | None,
    definition: str | None,
    term_source: str | None,
    remark: str | None,
    by: str | None,
) -> None:
    """Add a concept with a term and its translation.

    \b
    Example:  tmtool glossary add "оговорка" "reservation" --domain "treaty law"
    """
    pair = languages_of(source_term, target_term, source, target)
    pair_of_terms = (
        Term(pair[0], source_term, status="preferred"),
        Term(pair[1], target_term, status=status, note=remark),
    )
    concept = Concept(pair_of_terms, domain=domain, definition=definition, source=term_source)
    with session.open(create=True) as memory:
        added = memory.glossary.add(concept, glossary=name, by=by)
    note(f"Concept {added.id} added to {name}")


@glossary.command("edit")
@click.argument("number", type=NUMBER)
@click.option("--add", "added", multiple=True, metavar="LANG=TERM", help="Another term.")
@click.option("--drop", "dropped", multiple=True, metavar="TERM", help="A term to take out.")
@click.option("--term", metavar="TERM", help="The term that --status and --note are about.")
@click.option("--status", type=click.Choice(TERM_STATUSES), help="Its new status.")
@click.option("--note", "remark", metavar="TEXT", help="Its new note; an empty one removes it.")
@click.option("--domain", metavar="TEXT", help="The concept's subject field.")
@click.option("--definition", metavar="TEXT", help="The concept's definition.")
@by_option
@pass_session
def edit(
    session: Session,
    *,
    number: int,
    added: tuple[str, ...],
    dropped: tuple[str, ...],
    term: str | None,
    status: TermStatus | None,
    remark: str | None,
    domain: str | None,
    definition: str | None,
    by: str | None,
) -> None:
    """Change a concept or one of its terms.

    \b
    Example:  tmtool glossary edit 12 --term depository --status forbidden --note "A warehouse."
    """
    if (status or remark is not None) and term is None:
        raise click.UsageError("--status and --note need --term.")
    if not (added or dropped or status) and remark is domain is definition is None:
        raise click.UsageError("Nothing to change: give at least one option.")
    with session.open() as memory:
        before = memory.glossary.concept(number)
        kept = terms.without(before, dropped)
        if term is not None:
            kept = terms.with_changed(kept, term, status, remark)
        after = replace(
            before,
            terms=(*kept, *map(terms.new, added)),
            domain=before.domain if domain is None else domain or None,
            definition=before.definition if definition is None else definition or None,
        )
        changed = memory.glossary.edit(after, by=by)
    note(f"Concept {number}: {', '.join(t.text for t in changed.terms)}")


@glossary.command("remove")
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@by_option
@pass_session
def remove(session: Session, numbers: tuple[int, ...], by: str | None) -> None:
    """Remove concepts with all their terms; this cannot be undone.

    \b
    Example:  tmtool glossary remove 12
    """
    with session.open() as memory:
        for number in numbers:
            memory.glossary.concept(number)  # nothing is removed where one is missing
        for number in dict.fromkeys(numbers):
            removed = memory.glossary.remove(number, by=by)
            note(f"Concept {number} removed: {', '.join(t.text for t in removed.terms)}")


def _check_glossary(memory: Memory, name: str | None) -> None:
    names = [glossary.name for glossary in memory.statistics().glossaries]
    if name is not None and name not in names:
        has = ", ".join(names) or "none"
        raise NotFoundError(f"there is no glossary {name!r}", hint=f"The memory has: {has}.")


def _fits(term: Term, status: str | None, contains: str | None) -> bool:
    return (status is None or term.status == status) and (
        contains is None or contains.casefold() in term.text.casefold()
    )

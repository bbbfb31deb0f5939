"""`tmtool glossary`: concepts and terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import (
    Session,
    format_option,
    language_options,
    language_pair,
    pass_session,
    user,
)
from tmtool.cli.output import Answer, note, refuse, show
from tmtool.errors import InputError, NotFoundError, TmtoolError
from tmtool.formats import ReadOptions
from tmtool.languages import normalise
from tmtool.models import TERM_STATUSES, Concept, Term, TermStatus
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

by_option = click.option("--by", metavar="NAME", default=user, help="Who does it; by default you.")


@click.group()
def glossary() -> None:
    """Import, export, list, add, edit and remove concepts and their terms."""


@glossary.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--glossary", "name", metavar="NAME", help="Where they go; by default the file's.")
@language_options
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
    form: str | None,
    dry_run: bool,
    output: str,
) -> None:
    """Import TBX, TSV or CSV glossaries, each of them whole or not at all.

    \b
    Example:  tmtool glossary import terms.tbx
    Example:  tmtool glossary import list.csv -s ru -t en --glossary office
    """
    reports, refused = [], []
    with session.open(create=not dry_run) as memory:
        for file in files:
            try:
                reports.append(
                    memory.glossary.load(
                        file,
                        glossary=name,
                        format=form,
                        reading=ReadOptions(source, target),
                        dry_run=dry_run,
                    )
                )
            except TmtoolError as error:
                refused.append(error)
    from tmtool.cli.import_ import answer_of

    show(output, answer_of(reports))
    refuse(refused)


@glossary.command("export")
@click.argument("file")
@click.option("--glossary", "name", metavar="NAME", help="Only this glossary.")
@click.option("--as", "form", metavar="FORMAT", help="tbx, tsv or csv, whatever the suffix.")
@pass_session
def export(session: Session, file: str, name: str | None, form: str | None) -> None:
    """Write concepts to a TBX, TSV or CSV file.

    \b
    Example:  tmtool glossary export treaties.tbx
    """
    with session.open() as memory:
        count = memory.glossary.export(file, glossary=name, format=form)
    note(f"{count} concepts written to {file}")


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
        found = [
            concept
            for concept in memory.glossary.concepts(name)
            if (domain is None or concept.domain == domain)
            and any(_fits(term, status, contains) for term in concept.terms)
        ]
    rows = [shapes.concept(concept) for concept in found]
    flat = [
        {"concept": concept.id, "domain": concept.domain}
        | {name: getattr(term, name) for name in ("language", "text", "status", "type", "note")}
        for concept in found
        for term in concept.terms
    ]
    show(
        output,
        Answer({"concepts": rows}, flat, lambda console: _draw(console, found), lines=rows),
    )


@glossary.command("add")
@click.argument("source_term", metavar="TERM")
@click.argument("target_term", metavar="TRANSLATION")
@language_options
@click.option("--glossary", "name", default="own", show_default=True, metavar="NAME")
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
    pair = language_pair(source_term, source, target)
    terms = (
        Term(pair[0], source_term, status="preferred"),
        Term(pair[1], target_term, status=status, note=remark),
    )
    wanted = Concept(terms, domain=domain, definition=definition, source=term_source)
    with session.open(create=True) as memory:
        added = memory.glossary.add(wanted, glossary=name, by=by)
    note(f"Concept {added.id} added to {name}")


@glossary.command("edit")
@click.argument("number", type=int)
@click.option("--add", "added", multiple=True, metavar="LANG=TERM", help="Another term.")
@click.option("--drop", "dropped", multiple=True, metavar="TERM", help="A term to take out.")
@click.option("--term", metavar="TERM", help="The term that --status and --note are about.")
@click.option("--status", type=click.Choice(TERM_STATUSES), help="Its new status.")
@click.option("--note", "remark", metavar="TEXT", help="Its new note.")
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
    if (status or remark) and term is None:
        raise click.UsageError("--status and --note need --term.")
    with session.open() as memory:
        before = memory.glossary.concept(number)
        terms = _without(before, dropped)
        if term is not None:
            terms = _with_changed(terms, term, status, remark)
        after = replace(
            before,
            terms=(*terms, *map(_new_term, added)),
            domain=before.domain if domain is None else domain,
            definition=before.definition if definition is None else definition,
        )
        changed = memory.glossary.edit(after, by=by)
    note(f"Concept {number}: {', '.join(t.text for t in changed.terms)}")


@glossary.command("remove")
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@by_option
@pass_session
def remove(session: Session, numbers: tuple[int, ...], by: str | None) -> None:
    """Remove concepts with all their terms.

    \b
    Example:  tmtool glossary remove 12
    """
    with session.open() as memory:
        for number in numbers:
            removed = memory.glossary.remove(number, by=by)
            note(f"Concept {number} removed: {', '.join(t.text for t in removed.terms)}")


def _fits(term: Term, status: str | None, contains: str | None) -> bool:
    return (status is None or term.status == status) and (
        contains is None or contains.casefold() in term.text.casefold()
    )


def _new_term(given: str) -> Term:
    tag, equals, text = given.partition("=")
    if not equals:
        raise InputError(f"{given!r} names no language", hint='Write --add "en=reservation".')
    return Term(normalise(tag), text)


def _without(concept: Concept, dropped: Sequence[str]) -> tuple[Term, ...]:
    missing = set(dropped) - {term.text for term in concept.terms}
    if missing:
        raise _no_such_term(concept.terms, min(missing))
    return tuple(term for term in concept.terms if term.text not in dropped)


def _with_changed(
    terms: Sequence[Term], text: str, status: TermStatus | None, remark: str | None
) -> tuple[Term, ...]:
    if all(term.text != text for term in terms):
        raise _no_such_term(terms, text)
    return tuple(
        replace(
            term,
            status=status or term.status,
            note=term.note if remark is None else remark,
        )
        if term.text == text
        else term
        for term in terms
    )


def _no_such_term(terms: Sequence[Term], text: str) -> NotFoundError:
    has = ", ".join(term.text for term in terms)
    return NotFoundError(f"the concept has no term {text!r}", hint=f"It has: {has}.")


def _draw(console: Console, found: Sequence[Concept]) -> None:
    from tmtool.reports.tables import grid

    rows: list[tuple[object, ...]] = []
    for concept in found:
        first: tuple[object, object] = (concept.id, concept.domain)
        for term in concept.terms:
            rows.append((*first, term.language, term.text, term.status, term.type, term.note))
            first = ("", "")
    columns = ("concept", "domain", "", "term", "status", "type", "note")
    console.print(grid(columns, rows))
    console.print(f"{len(found)} concepts")

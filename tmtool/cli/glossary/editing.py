"""`tmtool glossary add`, `edit` and `remove`: single concepts."""

from __future__ import annotations

from dataclasses import replace

import click

from tmtool.cli.glossary import terms
from tmtool.cli.options import (
    NUMBER,
    Session,
    by_option,
    language_options,
    languages_of,
    name_given,
    pass_session,
)
from tmtool.cli.output import note
from tmtool.models import TERM_STATUSES, Concept, Term, TermStatus


@click.command("add")
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


@click.command("edit")
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


@click.command("remove")
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

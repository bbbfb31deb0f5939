"""`tmtool glossary add`, `edit` and `remove`: single concepts."""

from __future__ import annotations

from collections.abc import Sequence
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
from tmtool.errors import InputError
from tmtool.models import TERM_STATUSES, Concept, Term, TermReading, TermStatus


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
    """Add a concept with a term and its translation; say so where another concept has both.

    \b
    Example:  tmtool glossary add "оговорка" "reservation" --domain "treaty law"
    """
    if not (source_term.strip() and target_term.strip()):
        raise InputError("a term is empty", hint="Give the term and its translation.")
    pair = languages_of(source_term, target_term, source, target)
    pair_of_terms = (
        Term(pair[0], source_term, status="preferred"),
        Term(pair[1], target_term, status=status, note=remark),
    )
    concept = Concept(pair_of_terms, domain=domain, definition=definition, source=term_source)
    with session.open(create=True) as memory:
        added = memory.glossary.add(concept, glossary=name, by=by)
        readings = memory.glossary.readings(added)
        repeated = memory.glossary.repeated(added)
    note(f"Concept {added.id} added to {name}")
    for other in repeated:
        note(f"Concept {other.id} of {other.glossary} has these terms already.")
    _tell_doubts(readings, added.id)


@click.command("edit")
@click.argument("concept", type=NUMBER, metavar="NUMBER")
@click.option("--add", "added", multiple=True, metavar="LANG=TERM", help="Another term.")
@click.option("--drop", "dropped", multiple=True, metavar="TERM", help="A term to take out.")
@click.option(
    "--term",
    metavar="TERM",
    help="The term that the options after this are about; --add may add it.",
)
@terms.term_options
@click.option("--domain", metavar="TEXT", help="The concept's subject field.")
@click.option("--definition", metavar="TEXT", help="The concept's definition.")
@by_option
@pass_session
def edit(
    session: Session,
    *,
    concept: int,
    added: tuple[str, ...],
    dropped: tuple[str, ...],
    term: str | None,
    changes: dict[str, object],
    domain: str | None,
    definition: str | None,
    by: str | None,
) -> None:
    """Change a concept or one of its terms; an empty text removes what was there.

    \b
    Example:  tmtool glossary edit 12 --term depository --status forbidden --note "A warehouse."
    Example:  tmtool glossary edit 12 --add "ru=ЧПП" --term ЧПП --type acronym
    Example:  tmtool glossary edit 12 --term "должным образом заверенная копия" --hint head=4
    """
    if changes and term is None:
        raise click.UsageError("Options on a term need --term.")
    if not (added or dropped or changes) and domain is definition is None:
        raise click.UsageError("Nothing to change: give at least one option.")
    with session.open() as memory:
        before = memory.glossary.concept(concept)
        kept = (*terms.without(before, dropped), *map(terms.new, added))
        if term is not None:
            kept = terms.with_changed(kept, term, changes)
        after = replace(
            before,
            terms=kept,
            domain=before.domain if domain is None else domain or None,
            definition=before.definition if definition is None else definition or None,
        )
        changed = memory.glossary.edit(after, by=by)
        readings = memory.glossary.readings(changed)
    note(f"Concept {concept}: {', '.join(t.text for t in changed.terms)}")
    _tell_doubts(readings, concept)
    terms.tell_unchecked(changed, before)


@click.command("remove")
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@by_option
@pass_session
def remove(session: Session, numbers: tuple[int, ...], by: str | None) -> None:
    """Remove concepts with all their terms; `tmtool glossary undo` brings them back.

    \b
    Example:  tmtool glossary remove 12
    """
    with session.open() as memory:
        for number in numbers:
            memory.glossary.concept(number)  # nothing is removed where one is missing
        for number in dict.fromkeys(numbers):
            removed = memory.glossary.remove(number, by=by)
            note(f"Concept {number} removed: {', '.join(t.text for t in removed.terms)}")


def _tell_doubts(readings: Sequence[TermReading], number: int | None) -> None:
    """Say which terms may have been read wrongly, so that a person can correct it."""
    for reading in readings:
        for doubt in reading.doubts:
            note(f"{reading.text}: {doubt}; see `tmtool glossary show {number} --paradigm`")

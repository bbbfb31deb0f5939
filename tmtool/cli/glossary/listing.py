"""`tmtool glossary list`: concepts with their terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, check_glossary, format_option, pass_session
from tmtool.cli.output import Answer, show
from tmtool.models import TERM_STATUSES, Term
from tmtool.reports import concept_shapes

if TYPE_CHECKING:
    from rich.console import Console


@click.command("list")
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
        check_glossary(memory, name)
        found = [
            concept
            for concept in memory.glossary.concepts(name)
            if (domain is None or concept.domain == domain)
            and any(_fits(term, status, contains) for term in concept.terms)
        ]
    rows = [concept_shapes.concept(concept) for concept in found]
    flat = concept_shapes.term_rows(found)

    def table(console: Console) -> None:
        from tmtool.reports import concepts

        concepts.concepts(console, found)

    show(output, Answer({"concepts": rows}, flat, table, concept_shapes.TERM, lines=rows))


def _fits(term: Term, status: str | None, contains: str | None) -> bool:
    return (status is None or term.status == status) and (
        contains is None or contains.casefold() in term.text.casefold()
    )

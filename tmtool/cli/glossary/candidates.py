"""`tmtool glossary candidates`: the review queue of mined terms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

import click

from tmtool.cli.glossary.reviewing import mined_languages, review
from tmtool.cli.glossary.telling import tell_accepted, tell_written
from tmtool.cli.options import (
    LIMIT,
    NUMBER,
    Session,
    by_option,
    format_option,
    pass_session,
)
from tmtool.cli.output import Answer, note, show
from tmtool.cli.streams import FILE, wanted
from tmtool.memory import Memory
from tmtool.models import CANDIDATE_STATES, CandidateState, QueuedTerm
from tmtool.reports import concept_shapes

if TYPE_CHECKING:
    from rich.console import Console


def queue_answer(found: Sequence[QueuedTerm]) -> Answer:
    """Return terms of the queue in the shapes they can be printed in."""
    rows = [concept_shapes.queued(term) for term in found]

    def table(console: Console) -> None:
        from tmtool.reports import candidates

        candidates.queue(console, found)

    flat = concept_shapes.queued_rows(found)
    return Answer({"candidates": rows}, flat, table, concept_shapes.QUEUED, lines=rows)


@click.group()
def candidates() -> None:
    """List, review, accept, reject, rename and export mined terms.

    \b
    Example:  tmtool glossary candidates list --state new
    """


@candidates.command("list")
@click.option("--state", type=click.Choice(CANDIDATE_STATES), help="Only in this state.")
@mined_languages
@click.option("--contains", metavar="TEXT", help="Only terms that contain this text.")
@click.option("--limit", type=LIMIT, default=50, show_default=True, help="Most shown.")
@format_option
@pass_session
def list_(
    session: Session,
    *,
    state: CandidateState | None,
    source: str | None,
    target: str | None,
    contains: str | None,
    limit: int,
    output: str,
) -> None:
    """List mined terms, those with the highest C-value first.

    \b
    Example:  tmtool glossary candidates list --state accepted
    """
    with session.open() as memory:
        every = memory.glossary.queue.terms(state, source=source, target=target)
        fitting = (t for t in every if contains is None or contains.casefold() in t.text.casefold())
        found = list(islice(fitting, limit))
    show(output, queue_answer(found))


@candidates.command()
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@click.option("--translation", metavar="TEXT", help="Another translation than the first.")
@click.option("--glossary", default="mined", show_default=True, help="Where the concepts go.")
@by_option
@pass_session
def accept(
    session: Session,
    numbers: tuple[int, ...],
    translation: str | None,
    glossary: str,
    by: str | None,
) -> None:
    """Make candidates concepts whose terms have the status proposed, all of them or none.

    \b
    Example:  tmtool glossary candidates accept 3 4 7
    Example:  tmtool glossary candidates accept 5 --translation "storage account"
    """
    if translation is not None and len(numbers) > 1:
        raise click.UsageError("--translation goes with one number.")
    with session.open() as memory:
        queue, each = memory.glossary.queue, dict.fromkeys(numbers)
        if translation is None:
            made = queue.accept_all(each, glossary=glossary, by=by)
        else:
            made = [queue.accept(numbers[0], glossary=glossary, translation=translation, by=by)]
        for number, concept in zip(each, made, strict=True):
            tell_accepted(number, concept)


@candidates.command()
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@by_option
@pass_session
def reject(session: Session, numbers: tuple[int, ...], by: str | None) -> None:
    """Decide that candidates are no terms; they are not offered again.

    A concept that was made of a candidate stays, and is named.

    \b
    Example:  tmtool glossary candidates reject 2 9
    """
    with session.open() as memory:
        for number in _known(memory, numbers):
            rejected = memory.glossary.queue.reject(number, by=by)
            note(f"Rejected: {rejected.text}")
            _tell_what_stays(rejected)


@candidates.command()
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@pass_session
def reopen(session: Session, numbers: tuple[int, ...]) -> None:
    """Take decisions back; a concept that was made of a candidate stays.

    Where the candidate is accepted again, that concept is changed and no second one is made.

    \b
    Example:  tmtool glossary candidates reopen 9
    """
    with session.open() as memory:
        for number in _known(memory, numbers):
            reopened = memory.glossary.queue.reopen(number)
            note(f"To be decided: {reopened.text}")
            _tell_what_stays(reopened)


@candidates.command()
@click.argument("number", type=NUMBER)
@click.argument("text")
@pass_session
def rename(session: Session, number: int, text: str) -> None:
    """Correct the citation form of a candidate that was not accepted.

    \b
    Example:  tmtool glossary candidates rename 3 "группа ресурсов"
    """
    with session.open() as memory:
        note(f"Candidate {number}: {memory.glossary.queue.rename(number, text).text}")


@candidates.command()
@click.argument("file", type=FILE)
@click.option("--state", type=click.Choice(CANDIDATE_STATES), help="Only in this state.")
@mined_languages
@click.option("--as", "form", metavar="FORMAT", help="The format, whatever the suffix.")
@pass_session
def export(
    session: Session,
    *,
    file: str,
    state: CandidateState | None,
    source: str | None,
    target: str | None,
    form: str | None,
) -> None:
    """Write candidates to a file as concepts whose terms have the status proposed.

    Without --state all but the rejected are written.

    \b
    Example:  tmtool glossary candidates export proposed.tbx --state accepted
    """
    with session.open() as memory, wanted(file) as path:
        report = memory.glossary.queue.export(
            path, state=state, source=source, target=target, format=form
        )
    tell_written(report, file)


def _known(memory: Memory, numbers: Sequence[int]) -> list[int]:
    """Return each number once; raises NotFoundError before anything is done to the others."""
    for number in numbers:
        memory.glossary.queue.term(number)
    return list(dict.fromkeys(numbers))


def _tell_what_stays(term: QueuedTerm) -> None:
    if term.concept is not None:
        number = term.concept
        note(f"Concept {number} made of it stays; `tmtool glossary remove {number}` removes it.")


candidates.add_command(review)

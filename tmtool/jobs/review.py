"""Mined terms on their way into a glossary: mined, looked at, accepted or rejected."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NoReturn

from tmtool.errors import InputError
from tmtool.jobs import edit_concept
from tmtool.jobs.aligners import AlignerName
from tmtool.jobs.mine import LIMIT, Progress, mine
from tmtool.languages import primary
from tmtool.models import (
    CandidateState,
    Concept,
    MinedTranslation,
    MiningReport,
    QueuedTerm,
    Term,
)
from tmtool.store import candidates, concepts, units
from tmtool.store.connection import transaction
from tmtool.terminology.mining.candidates import MINIMUM


def mine_into_queue(
    connection: sqlite3.Connection,
    source: str,
    target: str,
    *,
    corpus: str | None = None,
    min_count: int = MINIMUM,
    limit: int = LIMIT,
    least_words: int = 1,
    include_known: bool = False,
    aligner: AlignerName = "auto",
    workers: int = 2,
    progress: Progress | None = None,
) -> MiningReport:
    """Mine the memory and put what is found into the review queue.

    Terms that a glossary has are left out, unless `include_known` is set.
    """
    known = [] if include_known else _known_terms(connection, source)
    found = mine(
        connection,
        source,
        target,
        corpus=corpus,
        min_count=min_count,
        limit=limit,
        least_words=least_words,
        known=known,
        aligner_name=aligner,
        workers=workers,
        progress=progress,
    )
    with transaction(connection):
        return candidates.put(connection, found)


def accept(
    connection: sqlite3.Connection,
    number: int,
    glossary: str,
    *,
    translation: str | None = None,
    by: str | None,
) -> Concept:
    """Make a candidate a concept with proposed terms, and return it.

    The translation is the first one mined, unless another is given. A glossary that has the
    concept already gets no second one; one that the candidate became before is changed to what
    is accepted now, whatever the glossary. Raises NotFoundError, and InputError where there is no
    translation and where the candidate was accepted before.
    """
    with transaction(connection):
        return _accepted(connection, number, glossary, translation, by=by)


def accept_all(
    connection: sqlite3.Connection, numbers: Iterable[int], glossary: str, *, by: str | None
) -> list[Concept]:
    """Accept several candidates, each once, or none of them; see `accept`."""
    with transaction(connection):
        each = dict.fromkeys(numbers)
        return [_accepted(connection, number, glossary, None, by=by) for number in each]


def _accepted(
    connection: sqlite3.Connection,
    number: int,
    glossary: str,
    translation: str | None,
    *,
    by: str | None,
) -> Concept:
    """Make a candidate a concept; needs a write transaction."""
    found = _undecided(connection, number)
    chosen = translation or next((t.text for t in found.translations), None)
    if chosen is None:
        raise InputError(
            f"candidate {number} has no translation", hint="Give one with --translation."
        )
    concept = proposal(connection, found, chosen)
    if found.concept is not None:
        added = _renewed(connection, found.concept, concept, by=by)
    else:
        known = _known(connection, glossary, concept)
        added = known or edit_concept.add_within(connection, concept, glossary, by=by)
    candidates.decide(connection, number, "accepted", by=by, translation=chosen, concept=added.id)
    return added


def _renewed(
    connection: sqlite3.Connection, number: int, wanted: Concept, *, by: str | None
) -> Concept:
    """Give the concept that a candidate became before the terms accepted now, and return it.

    One that nobody has worked on, with two proposed terms, gets them in place of its own; any
    other gets those that it lacks. Needs a write transaction.
    """
    before = concepts.read_one(connection, number)
    texts = {(term.language, term.text) for term in wanted.terms}
    is_untouched = [term.status for term in before.terms] == ["proposed", "proposed"]
    kept = [
        term
        for term in before.terms
        if not is_untouched or (primary(term.language), term.text) in texts
    ]
    has = {(primary(term.language), term.text) for term in kept}
    terms = (*kept, *(term for term in wanted.terms if (term.language, term.text) not in has))
    if terms == before.terms:
        return before
    return edit_concept.edit_within(connection, replace(before, terms=terms), by=by)


def _undecided(connection: sqlite3.Connection, number: int) -> QueuedTerm:
    """Return a candidate that is no concept yet; raises NotFoundError, InputError."""
    found = candidates.read_one(connection, number)
    if found.state == "accepted":
        _refuse_accepted(found)
    return found


def reject(connection: sqlite3.Connection, number: int, *, by: str | None) -> QueuedTerm:
    """Write down that a candidate is no term, and return it; raises NotFoundError."""
    return _decided(connection, number, "rejected", by=by)


def reopen(connection: sqlite3.Connection, number: int) -> QueuedTerm:
    """Take a decision back and return the candidate; its concept, if any, stays."""
    return _decided(connection, number, "new", by=None)


def rename(connection: sqlite3.Connection, number: int, text: str) -> QueuedTerm:
    """Give a candidate another citation form and return it; raises NotFoundError, InputError.

    One that was accepted is refused: its concept would keep the old form.
    """
    if not text.strip():
        raise InputError("the term is empty", hint="Give its text.")
    with transaction(connection):
        _undecided(connection, number)
        candidates.rename(connection, number, text)
    return candidates.read_one(connection, number)


def proposals(
    connection: sqlite3.Connection,
    state: CandidateState | None,
    *,
    source: str | None = None,
    target: str | None = None,
) -> Iterator[Concept]:
    """Yield the candidates of a state, or all but the rejected, as concepts of proposed terms."""
    for found in candidates.stream(connection, state, source=source, target=target):
        chosen = found.translation or next((t.text for t in found.translations), None)
        if chosen is not None and (state is not None or found.state != "rejected"):
            yield proposal(connection, found, chosen)


def proposal(connection: sqlite3.Connection, found: QueuedTerm, translation: str) -> Concept:
    """Return a candidate as a concept of two proposed terms, with its evidence and an example."""
    mined = next((t for t in found.translations if t.text == translation), None)
    source, target = _example(connection, found, mined)
    note = _evidence(found, mined)
    return Concept(
        (
            Term(found.language, found.text, status="proposed", context=source),
            Term(found.target, translation, status="proposed", note=note, context=target),
        )
    )


def _evidence(found: QueuedTerm, mined: MinedTranslation | None) -> str:
    if mined is None:
        return f"Mined: {found.frequency} occurrences; the translation is a person's."
    return (
        f"Mined: {found.frequency} occurrences, {mined.count} of those looked at so translated,"
        f" Dice {mined.dice:.2f}."
    )


def _example(
    connection: sqlite3.Connection, found: QueuedTerm, mined: MinedTranslation | None
) -> tuple[str | None, str | None]:
    examples = mined.examples if mined else ()
    for unit in units.read(connection, list(examples)):
        texts = {primary(variant.language): variant.text for variant in unit.variants}
        return texts.get(found.language), texts.get(found.target)
    return None, None


def _refuse_accepted(found: QueuedTerm) -> NoReturn:
    if found.concept is None:
        raise InputError(
            f"candidate {found.id} was accepted, and its concept has been removed",
            hint=f"Take the decision back with `tmtool glossary candidates reopen {found.id}`.",
        )
    raise InputError(
        f"candidate {found.id} was accepted as concept {found.concept}",
        hint=f"Change the concept with `tmtool glossary edit {found.concept}`.",
    )


def _decided(
    connection: sqlite3.Connection, number: int, state: CandidateState, *, by: str | None
) -> QueuedTerm:
    with transaction(connection):
        candidates.read_one(connection, number)
        candidates.decide(connection, number, state, by=by)
    return candidates.read_one(connection, number)


def _known(connection: sqlite3.Connection, glossary: str, concept: Concept) -> Concept | None:
    number = concepts.find_glossary(connection, glossary)
    return None if number is None else concepts.same(connection, number, concept)


def _known_terms(connection: sqlite3.Connection, language: str) -> list[str]:
    return [
        term.text for concept in concepts.stream(connection) for term in concept.terms_in(language)
    ]

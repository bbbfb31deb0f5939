"""Adding, changing and removing single concepts, each written to the log of changes."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from tmtool.errors import InputError
from tmtool.jobs.checks import check_name, check_status, check_texts
from tmtool.jobs.load_concepts import keys_of
from tmtool.languages import normalise, primary
from tmtool.models import TERM_STATUSES, Change, Concept
from tmtool.store import concept_changes, concept_rows, concepts, undo_log
from tmtool.store import term_keys as term_key_rows
from tmtool.store.clock import now
from tmtool.store.connection import transaction
from tmtool.terminology.keys import term_keys
from tmtool.text.normalise import fold
from tmtool.text.tokens import tokens


def add(
    connection: sqlite3.Connection, concept: Concept, glossary: str, *, by: str | None
) -> Concept:
    """Add a concept and return it; raises InputError where the glossary has it already."""
    with transaction(connection):
        return add_within(connection, concept, glossary, by=by)


def add_within(
    connection: sqlite3.Connection, concept: Concept, glossary: str, *, by: str | None
) -> Concept:
    """Add a concept as `add` does, in a write transaction that is open already."""
    check_name("glossary", glossary)
    checked = _checked(replace(concept, id=None))
    terms = tuple(replace(t, created_at=now(), created_by=by) for t in checked.terms)
    stamped = replace(checked, terms=terms)
    number = concepts.ensure_glossary(connection, glossary)
    _refuse_known(concepts.same(connection, number, checked))
    added_as = concepts.insert(connection, number, stamped, keys_of(stamped))
    added = concepts.read_one(connection, added_as)
    concept_changes.record(connection, "add", before=None, after=added, by=by)
    return added


def repeated(connection: sqlite3.Connection, concept: Concept) -> list[Concept]:
    """Return the other concepts, of any glossary, that have all terms of a concept."""
    owners = [
        {number for _, number, _ in term_key_rows.find(connection, term.language, term_keys(term))}
        for term in concept.terms
    ]
    wanted = _named(concept)
    numbers = set.intersection(*owners) - {concept.id} if owners else set()
    return [one for one in concepts.read(connection, sorted(numbers)) if wanted <= _named(one)]


def _named(concept: Concept) -> set[tuple[str, str]]:
    return {(primary(term.language), fold(term.text)) for term in concept.terms}


def edit(connection: sqlite3.Connection, concept: Concept, *, by: str | None) -> Concept:
    """Write a changed concept over the one with its id; raises NotFoundError, InputError."""
    with transaction(connection):
        return edit_within(connection, concept, by=by)


def edit_within(connection: sqlite3.Connection, concept: Concept, *, by: str | None) -> Concept:
    """Do what `edit` does within a write transaction."""
    checked = _checked(concept)
    before = concepts.read_one(connection, concept.id or 0)
    terms = tuple(
        term if term in before.terms else replace(term, changed_at=now(), changed_by=by)
        for term in checked.terms
    )
    after = replace(checked, terms=terms)
    if concept.identifier is not None and concept.identifier != before.identifier:
        number = concepts.ensure_glossary(connection, before.glossary or "")
        _refuse_known(concepts.same(connection, number, after))
    concepts.update(connection, after, keys_of(after))
    after = concepts.read_one(connection, concept.id or 0)
    concept_changes.record(connection, "edit", before=before, after=after, by=by)
    return after


def remove(connection: sqlite3.Connection, number: int, *, by: str | None) -> Concept:
    """Remove a concept and return it; raises NotFoundError."""
    with transaction(connection):
        before = concepts.read_one(connection, number)
        concepts.remove(connection, number)
        concept_changes.record(connection, "remove", before=before, after=None, by=by)
    return before


def undo(connection: sqlite3.Connection, number: int | None, *, by: str | None) -> Change:
    """Take back a change of a concept, the last one without a number, and return it.

    Raises NotFoundError where there is none or the concept was changed again since, and
    InputError where its glossary has another concept with the same id or terms by now.
    """
    with transaction(connection):
        change = undo_log.to_undo(connection, "concept", number)
        now_is = concept_rows.from_dict(change.after) if change.after else None
        was = concept_rows.from_dict(change.before) if change.before else None
        if was is None:
            concepts.read_one(connection, change.concept or 0)
            concepts.remove(connection, change.concept or 0)
        elif now_is is None:
            glossary = concepts.ensure_glossary(connection, was.glossary or "own")
            _refuse_known(concepts.same(connection, glossary, was))
            concepts.insert(connection, glossary, was, keys_of(was))
        else:
            concepts.read_one(connection, change.concept or 0)
            concepts.update(connection, was, keys_of(was))
        concept_changes.record(connection, "undo", before=now_is, after=was, by=by)
        undo_log.mark_undone(connection, change.id)
    return change


def _refuse_known(known: Concept | None) -> None:
    if known is not None:
        name = f" {known.identifier!r}" if known.identifier is not None else ""
        raise InputError(
            f"the glossary {known.glossary} has this as concept {known.id}{name}",
            hint=f"Change it with `tmtool glossary edit {known.id}`.",
        )


def _checked(concept: Concept) -> Concept:
    """Return the concept with its tags in their usual spelling; raises InputError."""
    if not concept.terms:
        raise InputError("a concept needs at least one term", hint='Give --add "ru=термин".')
    for term in concept.terms:
        if not term.text.strip():
            raise InputError(f"a term in {term.language} is empty", hint="Give its text.")
        check_status(term.status, TERM_STATUSES)
        check_texts((term.text, term.part_of_speech, term.note, term.source, term.context))
        check_texts((term.geography, term.type, *term.forms))
        words = len(tokens(term.text))
        if term.hints.head is not None and not 1 <= term.hints.head <= words:
            raise InputError(
                f"word {term.hints.head} of {term.text!r} cannot be its head",
                hint=f"Give a number from 1 to {words}.",
            )
    check_texts((concept.identifier, concept.domain, concept.definition))
    check_texts((concept.note, concept.source))
    terms = tuple(replace(term, language=normalise(term.language)) for term in concept.terms)
    return replace(concept, terms=terms)

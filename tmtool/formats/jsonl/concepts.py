"""Concepts as JSON lines, which are read back unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tmtool.formats import ConceptRecord, ReadOptions, WriteOptions
from tmtool.formats.concepts import Losses, terms_to_write
from tmtool.formats.jsonl import fields
from tmtool.formats.jsonl.lines import Object, read_objects, writing
from tmtool.models import (
    ANIMACIES,
    CASE_RULES,
    GENDERS,
    NUMBERS,
    TERM_STATUSES,
    TERM_TYPES,
    Concept,
    Hints,
    Term,
    WriteReport,
)

_PAIRS = fields.list_of(fields.pair)


def read_concepts(path: Path, options: ReadOptions) -> Iterator[ConceptRecord]:
    """Yield the concepts of a file in its order; their `id` is that of another memory, not taken.

    Skipped: what is no concept, has no term, or has an unknown field. Raises InputError for a
    file that is none of tmtool's, or is cut off.
    """
    return read_objects(path, options.encoding, "concepts", _concept)


def write_concepts(path: Path, concepts: Iterable[Concept], options: WriteOptions) -> WriteReport:
    """Write concepts with all that is known of them, and return how many.

    See `concepts.terms_to_write` for what the languages of the options mean.
    """
    count = 0
    with writing(path, "concepts") as write:
        for concept in concepts:
            terms = terms_to_write(concept, options)
            if terms:
                shown = [_object(term, _TERM) for term in terms]
                write({"terms": shown, **_object(concept, _CONCEPT)})
                count += 1
    return Losses().report(count)


def _head(value: object) -> int:
    number = fields.count(value)
    if number == 0:
        raise TypeError("a number from 1")
    return number


_HINTS: dict[str, fields.Reader] = {
    "head": _head,
    "gender": fields.one_of(GENDERS),
    "animacy": fields.one_of(ANIMACIES),
    "invariable": fields.truth,
}


def _hints(value: object) -> Hints:
    return Hints(**fields.read_fields(value, _HINTS, "hints"))


_TERM: dict[str, fields.Reader] = {
    "language": fields.language,
    "text": fields.text,
    "status": fields.one_of(TERM_STATUSES),
    "type": fields.one_of(TERM_TYPES),
    "part_of_speech": fields.text,
    "note": fields.text,
    "source": fields.text,
    "context": fields.text,
    "geography": fields.text,
    "do_not_translate": fields.truth,
    "case_rule": fields.one_of(CASE_RULES),
    "number": fields.one_of(NUMBERS),
    "hints": _hints,
    "forms": fields.list_of(fields.text),
    "properties": _PAIRS,
    "created_at": fields.time,
    "created_by": fields.text,
    "changed_at": fields.time,
    "changed_by": fields.text,
    "id": fields.ignored,
}


def _term(value: object) -> Term:
    found = fields.read_fields(value, _TERM, "a term")
    found.pop("id", None)
    if "language" not in found or not found.get("text", "").strip():
        raise ValueError("a term needs a language and a text")
    return Term(**found)


_CONCEPT: dict[str, fields.Reader] = {
    "identifier": fields.text,
    "domain": fields.text,
    "definition": fields.text,
    "note": fields.text,
    "source": fields.text,
    "definitions": _PAIRS,
    "properties": _PAIRS,
    "id": fields.ignored,
    "glossary": fields.text,
}
_READERS: dict[str, fields.Reader] = {"terms": fields.list_of(_term), **_CONCEPT}


def _concept(value: Object) -> Concept:
    found = fields.read_fields(value, _READERS, "the concept")
    found.pop("id", None)
    if not found.get("terms"):
        raise ValueError("it has no term")
    return Concept(**found)


def _object(stored: Concept | Term | Hints, names: Iterable[str]) -> Object:
    """Return the fields of a concept or a term, without those that are unknown or empty."""
    value: Object = {}
    for name in names:
        one = getattr(stored, name)
        if isinstance(one, Hints):
            one = _object(one, _HINTS)
        if one is not None and one is not False and one not in ((), {}):
            value[name] = one
    return value

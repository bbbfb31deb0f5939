"""Concepts and terms as the rows of their tables hold them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from tmtool.models import Concept, Hints, Properties, Term
from tmtool.models.terms import NO_HINTS

CONCEPT_FIELDS = (
    "identifier",
    "domain",
    "definition",
    "note",
    "source",
    "definitions",
    "properties",
)
TERM_FIELDS = (
    "text",
    "status",
    "type",
    "part_of_speech",
    "note",
    "source",
    "context",
    "geography",
    "do_not_translate",
    "case_rule",
    "number",
    "hints",
    "properties",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
)
SELECT = f"""
SELECT c.id, g.name, {", ".join(f"c.{name}" for name in CONCEPT_FIELDS)},
       t.id, l.tag, {", ".join(f"t.{name}" for name in TERM_FIELDS)},
       (SELECT json_group_array(f.form) FROM term_form f WHERE f.term_id = t.id)
FROM concept c
JOIN glossary g ON g.id = c.glossary_id
JOIN term t ON t.concept_id = c.id
JOIN language l ON l.id = t.language_id
"""

_Row = Sequence[Any]


def concept_values(concept: Concept) -> list[object]:
    """Return the values of the CONCEPT_FIELDS."""
    return [_packed(getattr(concept, name)) for name in CONCEPT_FIELDS]


def term_values(term: Term) -> list[object]:
    """Return the values of the TERM_FIELDS."""
    return [_packed(getattr(term, name)) for name in TERM_FIELDS]


def concepts(rows: Iterable[_Row]) -> Iterator[Concept]:
    """Yield the concepts of rows that SELECT gave, those of one concept together."""
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield _concept(list(group))


def from_dict(stored: Mapping[str, Any]) -> Concept:
    """Return a concept that was written down as JSON, by this version or an older one."""
    terms = tuple(
        Term(
            **{
                **term,
                "hints": Hints(**term.get("hints") or {}),
                "forms": tuple(term.get("forms", ())),
                "properties": _pairs(term.get("properties")),
            }
        )
        for term in stored["terms"]
    )
    pairs = {name: _pairs(stored.get(name)) for name in ("definitions", "properties")}
    return Concept(**{**stored, **pairs, "terms": terms})


def _packed(value: object) -> object:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value else None
    if isinstance(value, Hints):
        if value == NO_HINTS:
            return None
        said = {name: hint for name, hint in asdict(value).items() if hint}
        return json.dumps(said) if said else None
    return value


def _concept(rows: list[_Row]) -> Concept:
    number, glossary, *fields = rows[0][: 2 + len(CONCEPT_FIELDS)]
    values = dict(zip(CONCEPT_FIELDS, fields, strict=True))
    for name in ("definitions", "properties"):
        values[name] = _unpacked(values[name])
    terms = tuple(_term(row[2 + len(CONCEPT_FIELDS) :]) for row in rows)
    return Concept(terms, id=number, glossary=glossary, **values)


def _term(row: _Row) -> Term:
    number, language, *fields, forms = row
    values = dict(zip(TERM_FIELDS, fields, strict=True))
    values["do_not_translate"] = bool(values["do_not_translate"])
    values["properties"] = _unpacked(values["properties"])
    hints = values["hints"]
    values["hints"] = Hints(**json.loads(hints or "{}"))
    return Term(language=language, id=number, forms=tuple(json.loads(forms)), **values)


def _unpacked(stored: str | None) -> Properties:
    return _pairs(json.loads(stored)) if stored else ()


def _pairs(stored: Iterable[Sequence[str]] | None) -> Properties:
    return tuple((name, value) for name, value in stored or ())

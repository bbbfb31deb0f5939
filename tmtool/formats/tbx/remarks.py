"""What is lost, or read otherwise than written, of an entry that is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from tmtool.formats import Remark
from tmtool.formats.tbx.categories import text_of
from tmtool.formats.tbx.vocabulary import field_of, picked
from tmtool.models import Concept

EMPTY = "terms without text, which were left out"
UNKNOWN_STATUS = "terms with an unknown status, which were taken as admitted"


def remarks(where: str, concept: Concept, languages: Iterable[Element]) -> Iterator[Remark]:
    """Yield the empty terms of an entry's languages, and the terms whose status is unknown."""
    named = f"entry {concept.identifier}" if concept.identifier else concept.terms[0].text
    for element in languages:
        for term in element.iter("term"):
            if not text_of(term):
                yield Remark(where, EMPTY, named)
    for one in (term for term in concept.terms if term.status == "admitted"):
        for name, value in one.properties:
            _, _, kind = name.partition(":")
            if kind and field_of(kind, "term") == "status" and picked("status", value) is None:
                yield Remark(where, UNKNOWN_STATUS, f"{one.text}: {value}")

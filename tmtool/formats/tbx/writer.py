"""Concepts written as TBX 2 that OmegaT, Lokalize and Weblate accept, with nothing left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tmtool.formats import WriteOptions
from tmtool.formats.concepts import Losses, terms_to_write
from tmtool.formats.files import replacing
from tmtool.formats.tbx.categories import OWN_PROPERTY, split_target
from tmtool.formats.tbx.vocabulary import field_of, picked
from tmtool.formats.tbx.xml_text import (
    XML_ID,
    check_characters,
    element,
    empty_element,
    refuse_empty,
)
from tmtool.models import Concept, Term, TermStatus, WriteReport

_HEADER = """\
<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX" xml:lang="en">
<martifHeader>
<fileDesc><sourceDesc><p>Exported by tmtool</p></sourceDesc></fileDesc>
<encodingDesc><p type="XCSURI">http://www.lisa.org/fileadmin/standards/tbx/TBXXCSV02.xcs</p>\
</encodingDesc>
</martifHeader>
<text><body>
"""
_FOOTER = "</body></text>\n</martif>\n"
STATUSES: dict[TermStatus, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "proposed": "admittedTerm-admn-sts",
    "superseded": "supersededTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
"""The values of `administrativeStatus`; TBX has none for proposed and forbidden terms."""

_WITHOUT_VALUE = ("proposed", "forbidden")
_PROPERTIES = ("admin", "descrip", "ref", "xref")
"""The elements that can stand at every level."""


def write_concepts(path: Path, concepts: Iterable[Concept], options: WriteOptions) -> WriteReport:
    """Write concepts to a TBX 2 file and return how many.

    See `concepts.terms_to_write` for what the languages of the options mean. What TBX has no
    data category or no value for is written in ones whose names begin with `x-tmtool-`, which
    bring it back. Raises InputError for a character that XML does not allow, and for a file
    without any concept, which TBX does not allow either.
    """
    identifiers: set[str] = set()
    count = 0
    with replacing(path) as file:
        file.write(_HEADER)
        for concept in concepts:
            terms = terms_to_write(concept, options)
            if terms:
                entry = "".join(_entry(concept, terms, identifiers))
                check_characters(entry, concept, path)
                file.write(entry)
                count += 1
        if not count:
            raise refuse_empty(path)
        file.write(_FOOTER)
    return Losses().report(count)


def _entry(concept: Concept, terms: tuple[Term, ...], identifiers: set[str]) -> Iterator[str]:
    name = concept.identifier
    if name is not None and XML_ID.fullmatch(name) and name not in identifiers:
        identifiers.add(name)
        yield f'<termEntry id="{name}">\n'
    else:
        yield "<termEntry>\n"
        yield element("admin", name, type="x-tmtool-identifier")
    languages = {term.language for term in terms}
    yield element("descrip", concept.domain, type="subjectField")
    yield element("descrip", concept.definition, type="definition")
    for tag, text in concept.definitions:
        if tag not in languages:
            yield element("descrip", text, type="definition", xml_lang=tag)
    yield element("admin", concept.source, type="source")
    for name, value in concept.properties:
        if section_of(name) not in languages:
            yield _property(name, value, "concept")
    yield element("note", concept.note)
    for language, group in groupby(terms, key=lambda term: term.language):
        yield f'<langSet xml:lang="{language}">\n'
        if language in languages:
            languages.remove(language)
            yield from _of_language(concept, language)
        for term in group:
            yield from _tig(term)
        yield "</langSet>\n"
    yield "</termEntry>\n"


def section_of(name: str) -> str | None:
    """Return the language whose section a property stands in: `ru/admin:entrySource` is `ru`."""
    language, slash, _ = name.partition("/")
    return language if slash else None


def _of_language(concept: Concept, language: str) -> Iterator[str]:
    for tag, text in concept.definitions:
        if tag == language:
            yield element("descrip", text, type="definition")
    for name, value in concept.properties:
        if section_of(name) == language:
            yield _property(name.partition("/")[2], value, "language")


def _tig(term: Term) -> Iterator[str]:
    yield "<tig>" + element("term", term.text)
    for kind, text in _term_notes(term):
        yield element("termNote", text, type=kind)
    properties = [_property(name, value, "term") for name, value in term.properties]
    yield from (text for text in properties if text.startswith("<termNote"))
    yield element("descrip", term.context, type="context")
    if term.do_not_translate:
        yield element("descrip", "No", type="Translation needed")
    yield element("admin", term.source, type="source")
    yield from (text for text in properties if not text.startswith("<termNote"))
    yield _transaction("origination", term.created_at, term.created_by)
    yield _transaction("modification", term.changed_at, term.changed_by)
    yield element("note", term.note)
    yield "</tig>\n"


def _term_notes(term: Term) -> Iterator[tuple[str, str | None]]:
    yield "administrativeStatus", STATUSES[term.status]
    if term.status in _WITHOUT_VALUE:
        yield "x-tmtool-status", term.status
    yield "termType", term.type
    yield "partOfSpeech", term.part_of_speech
    yield "geographicalUsage", term.geography
    yield "grammaticalNumber", term.number
    if term.number == "singular":
        yield "x-tmtool-number", term.number
    yield "grammaticalGender", term.hints.gender
    yield "animacy", term.hints.animacy
    yield "x-tmtool-case-rule", term.case_rule
    yield "x-tmtool-head", str(term.hints.head) if term.hints.head else None
    yield "x-tmtool-invariable", "yes" if term.hints.invariable else None
    for form in term.forms:
        yield "x-tmtool-form", form


def _property(name: str, value: str, level: str) -> str:
    """Return a property as the data category it was read from, or as one of tmtool's own."""
    meta, _, kind = name.partition(":")
    if meta == "xref" and value and name != "xref:":
        text, target = split_target(value)
        if text:
            return element("xref", text, type=kind or None, target=target)
        return empty_element("xref", type=kind or None, target=target)
    metas = (*_PROPERTIES, "termNote") if level == "term" else _PROPERTIES
    if meta in metas and kind and not _fills(meta, kind, value, level):
        return element(meta, value, type=kind)
    return element("admin", value, type=f"{OWN_PROPERTY}{name}")


def _fills(meta: str, kind: str, value: str, level: str) -> bool:
    """Tell whether a data category would be read into a field instead of a property.

    The status is always written, and only the first one is taken as such.
    """
    field = field_of(kind, level) if meta != "ref" else None
    own = kind.startswith((OWN_PROPERTY, "x-tmtool-"))
    return own or (field not in (None, "status") and picked(field or "", value) is not None)


def _transaction(event: str, time: str | None, person: str | None) -> str:
    if time is None and person is None:
        return ""
    transaction = element("transac", event, type="terminologyManagementTransactions")
    by = element("transacNote", person, type="responsibility")
    return f"<transacGrp>{transaction}{by}{element('date', time)}</transacGrp>\n"

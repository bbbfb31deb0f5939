"""Concepts written as TBX 2 that OmegaT, Lokalize and Weblate accept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import WriteOptions
from tmtool.formats.concepts import terms_to_write
from tmtool.formats.files import replacing
from tmtool.formats.tmx.inline import escape_attribute, escape_text
from tmtool.models import Concept, Term, TermStatus

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
_STATUSES: dict[TermStatus, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "proposed": "admittedTerm-admn-sts",
    "superseded": "supersededTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_WITHOUT_VALUE = ("proposed", "forbidden")
_XML_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_concepts(path: Path, concepts: Iterable[Concept], options: WriteOptions) -> int:
    """Write concepts to a TBX 2 file and return how many.

    See `concepts.terms_to_write` for what the languages of the options mean. Forbidden terms
    are written as deprecated and proposed ones as admitted, with a `termNote` that brings the
    status back. Raises InputError for a character that XML does not allow, and for a file
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
                _check(entry, concept, path)
                file.write(entry)
                count += 1
        if not count:
            raise InputError(
                "there is no concept to write, and a TBX file needs one",
                where=str(path),
                hint="Check the glossary and the languages asked for.",
            )
        file.write(_FOOTER)
    return count


def _entry(concept: Concept, terms: tuple[Term, ...], identifiers: set[str]) -> Iterator[str]:
    name = concept.identifier
    is_xml_id = name is not None and _XML_ID.fullmatch(name) and name not in identifiers
    if name is not None and is_xml_id:
        identifiers.add(name)
        yield f'<termEntry id="{name}">\n'
    else:
        yield "<termEntry>\n"
        yield _typed("admin", "x-tmtool-identifier", name)
    yield _typed("descrip", "subjectField", concept.domain)
    yield _typed("descrip", "definition", concept.definition)
    yield _typed("admin", "source", concept.source)
    yield _note(concept.note)
    for language, group in groupby(terms, key=lambda term: term.language):
        yield f'<langSet xml:lang="{escape_attribute(language)}">\n'
        for term in group:
            yield from _tig(term)
        yield "</langSet>\n"
    yield "</termEntry>\n"


def _tig(term: Term) -> Iterator[str]:
    yield f"<tig><term>{escape_text(term.text)}</term>\n"
    yield _typed("termNote", "administrativeStatus", _STATUSES[term.status])
    if term.status in _WITHOUT_VALUE:
        yield _typed("termNote", "x-tmtool-status", term.status)
    yield _typed("termNote", "termType", term.type)
    yield _typed("termNote", "partOfSpeech", term.part_of_speech)
    yield _typed("termNote", "geographicalUsage", term.geography)
    yield _typed("descrip", "context", term.context)
    if term.do_not_translate:
        yield _typed("descrip", "Translation needed", "No")
    yield _typed("admin", "source", term.source)
    yield _transaction("origination", term.created_at, term.created_by)
    yield _transaction("modification", term.changed_at, term.changed_by)
    yield _note(term.note)
    yield "</tig>\n"


def _typed(tag: str, kind: str, text: str | None) -> str:
    return f'<{tag} type="{kind}">{escape_text(text)}</{tag}>\n' if text else ""


def _note(text: str | None) -> str:
    return f"<note>{escape_text(text)}</note>\n" if text else ""


def _transaction(event: str, time: str | None, person: str | None) -> str:
    if time is None and person is None:
        return ""
    by = _typed("transacNote", "responsibility", person)
    date = f"<date>{escape_text(time)}</date>\n" if time else ""
    transaction = _typed("transac", "terminologyManagementTransactions", event)
    return f"<transacGrp>{transaction}{by}{date}</transacGrp>\n"


def _check(entry: str, concept: Concept, path: Path) -> None:
    found = _FORBIDDEN.search(entry)
    if found is not None:
        name = concept.identifier or concept.terms[0].text
        raise InputError(
            f"concept {name!a} has the character U+{ord(found.group()):04X},"
            " which XML does not allow",
            where=str(path),
            hint="Remove the character from the concept, or write another format.",
        )

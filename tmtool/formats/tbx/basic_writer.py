"""Concepts written as TBX 3 (ISO 30042:2019), dialect TBX-Basic, in either of its styles.

TBX-Basic admits no other data categories than those of `basic_rules`: what a concept has besides
is left out, or written as what comes nearest, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tmtool.formats import WriteOptions
from tmtool.formats.concepts import Losses, terms_to_write
from tmtool.formats.files import replacing
from tmtool.formats.tbx.basic_rules import (
    MODULES,
    NAMESPACE,
    OF_PROPERTIES,
    RULES,
    Style,
    admits,
)
from tmtool.formats.tbx.categories import split_target
from tmtool.formats.tbx.writer import STATUSES, section_of
from tmtool.formats.tbx.xml_text import XML_ID, check_characters, element, refuse_empty
from tmtool.models import Concept, Term, WriteReport

_PERSON = "tmtool-person-"
"""The ids of people in the back matter begin so."""

_URI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_HEADER = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="{namespace}"{modules}>
<tbxHeader>
<fileDesc><sourceDesc><p>Exported by tmtool</p></sourceDesc></fileDesc>
</tbxHeader>
<text><body>
"""
_FOOTER = "</text>\n</tbx>\n"
_PARTS_OF_SPEECH = {"properNoun": "noun"}
_NO_VALUE = "(TBX-Basic has no such value)"


def write_concepts(
    path: Path, concepts: Iterable[Concept], options: WriteOptions, style: Style
) -> WriteReport:
    """Write concepts to a TBX-Basic file and return how many, and what it could not hold.

    See `concepts.terms_to_write` for what the languages of the options mean. Raises InputError
    for a character that XML does not allow, and for a file without any concept.
    """
    writer = _Writer(style)
    count = 0
    with replacing(path) as file:
        file.write(_header(style))
        for concept in concepts:
            terms = terms_to_write(concept, options)
            if terms:
                entry = "".join(writer.entry(concept, terms))
                check_characters(entry, concept, path)
                file.write(entry)
                count += 1
        if not count:
            raise refuse_empty(path)
        file.write("</body>\n" + "".join(writer.back_matter()) + _FOOTER)
    return writer.losses.report(count)


def _header(style: Style) -> str:
    modules = (f' xmlns:{name}="{uri}"' for name, uri in MODULES.items() if style == "dct")
    return _HEADER.format(style=style, namespace=NAMESPACE, modules="".join(modules))


class _Writer:
    """The entries of one file; remembers ids, people, and what could not be written."""

    def __init__(self, style: Style) -> None:
        self.losses = Losses()
        self._style = style
        self._identifiers: set[str] = set()
        self._people: dict[str, str] = {}

    def entry(self, concept: Concept, terms: tuple[Term, ...]) -> Iterator[str]:
        """Yield the lines of a concept."""
        yield f"<conceptEntry{self._id(concept)}>\n"
        yield self._category("subjectField", concept.domain)
        yield self._category("definition", concept.definition)
        yield self._category("source", concept.source)
        languages = dict.fromkeys(term.language for term in terms)
        for tag in dict.fromkeys(tag for tag, _ in concept.definitions if tag not in languages):
            self.losses.count("concept", f"definition in {tag}, without a term in it, left out")
        for name, value in concept.properties:
            if section_of(name) not in languages:
                yield self._property(name, value, "concept")
        yield element("note", concept.note)
        for language, group in groupby(terms, key=lambda term: term.language):
            yield f'<langSec xml:lang="{language}">\n'
            if language in languages:
                del languages[language]
                yield from self._of_language(concept, language)
            for term in group:
                yield from self._term(term)
            yield "</langSec>\n"
        yield "</conceptEntry>\n"

    def back_matter(self) -> Iterator[str]:
        """Yield the lines about the people whom the entries name."""
        if self._people:
            yield '<back><refObjectSec type="respPerson">\n'
            for name, number in self._people.items():
                yield f'<refObject id="{number}">{element("item", name, type="fn")}</refObject>\n'
            yield "</refObjectSec></back>\n"

    def _id(self, concept: Concept) -> str:
        name = concept.identifier
        if name is None:
            return ""
        if XML_ID.fullmatch(name) and not name.startswith(_PERSON):
            if name not in self._identifiers:
                self._identifiers.add(name)
                return f' id="{name}"'
            self.losses.count("concept", "identifier that another concept has left out")
        else:
            self.losses.count("concept", "identifier that is no XML name left out")
        return ""

    def _of_language(self, concept: Concept, language: str) -> Iterator[str]:
        for tag, text in concept.definitions:
            if tag == language:
                yield self._category("definition", text)
        for name, value in concept.properties:
            if section_of(name) == language:
                yield self._property(name.partition("/")[2], value, "language")

    def _term(self, term: Term) -> Iterator[str]:
        self._tell(term)
        yield "<termSec>" + element("term", term.text)
        yield self._category("administrativeStatus", STATUSES[term.status])
        yield self._category("termType", term.type)
        yield self._category("partOfSpeech", self._part_of_speech(term))
        yield self._category("geographicalUsage", term.geography)
        yield self._category("grammaticalGender", term.hints.gender)
        # What is said in termNotes must stand first.
        ordered = sorted(term.properties, key=lambda said: not said[0].startswith("termNote:"))
        notes = sum(name.startswith("termNote:") for name, _ in ordered)
        yield from (self._property(name, value, "term") for name, value in ordered[:notes])
        yield self._category("context", term.context)
        yield self._category("source", term.source)
        yield from (self._property(name, value, "term") for name, value in ordered[notes:])
        yield self._transaction("origination", term.created_at, term.created_by)
        yield self._transaction("modification", term.changed_at, term.changed_by)
        yield element("note", term.note)
        if term.do_not_translate:
            yield element("note", "Do not translate.")
        yield "</termSec>\n"

    def _tell(self, term: Term) -> None:
        nearest = STATUSES[term.status].removesuffix("Term-admn-sts")
        if term.status != nearest:
            self.losses.count("term", f"status {term.status} written as {nearest} {_NO_VALUE}")
        if term.do_not_translate:
            self.losses.count("term", "do_not_translate written as a note")
        if any(time and not time.endswith("T00:00:00Z") for time in _times(term)):
            self.losses.count("term", "times written as dates (TBX 3 has no time of day)")
        hints = term.hints
        for name, value in (
            ("case_rule", term.case_rule),
            ("number", term.number),
            ("head", hints.head),
            ("animacy", hints.animacy),
            ("invariable", hints.invariable),
            ("forms", term.forms),
        ):
            if value:
                self.losses.leave_out("term", name)

    def _part_of_speech(self, term: Term) -> str | None:
        given = term.part_of_speech
        if given is None or admits("partOfSpeech", given, "term"):
            return given
        nearest = _PARTS_OF_SPEECH.get(given, "other")
        self.losses.count("term", f"part of speech written as {nearest} {_NO_VALUE}")
        return nearest

    def _property(self, name: str, value: str, level: str) -> str:
        meta, _, kind = name.partition(":")
        if kind in OF_PROPERTIES and RULES[kind].meta == meta and admits(kind, value, level):
            if meta != "xref":
                return self._category(kind, value)
            text, target = split_target(value)
            if _URI.fullmatch(target):
                return self._category(kind, text or target, target=target)
        self.losses.leave_out("term" if level == "term" else "concept", name)
        return ""

    def _category(self, kind: str, text: str | None, **attributes: str) -> str:
        rule = RULES[kind]
        if self._style == "dct":
            return element(f"{rule.module}:{kind}", text, **attributes)
        return element(rule.meta, text, type=kind, **attributes)

    def _transaction(self, event: str, time: str | None, person: str | None) -> str:
        if time is None and person is None:
            return ""
        by = ""
        if person:
            number = self._people.setdefault(person, f"{_PERSON}{len(self._people) + 1}")
            by = self._category("responsibility", person, target=number)
        date = element("date", time[:10] if time else None)
        return f"<transacGrp>{self._category('transactionType', event)}{date}{by}</transacGrp>\n"


def _times(term: Term) -> tuple[str | None, str | None]:
    return term.created_at, term.changed_at

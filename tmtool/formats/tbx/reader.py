"""Concepts read from TBX 2, TBX 3 and MultiTerm's XML, files of any size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import Element

from tmtool.errors import LanguageError
from tmtool.formats import LEFT_OUT, ConceptRecord, ReadOptions, Remark
from tmtool.formats.tbx.categories import (
    ENTRIES,
    EVENTS,
    LANGUAGES,
    TERMS,
    TRANSACTIONS,
    Level,
    language_of,
    text_of,
    transaction_of,
)
from tmtool.formats.tbx.remarks import remarks
from tmtool.formats.values import parse_time
from tmtool.formats.xml_stream import elements
from tmtool.languages import normalise
from tmtool.models import (
    Animacy,
    CaseRule,
    Concept,
    Gender,
    Hints,
    Number,
    Properties,
    Skipped,
    Term,
    TermStatus,
    TermType,
)


@dataclass(frozen=True, slots=True)
class _Section:
    """What an entry has in one language."""

    language: str
    element: Element
    level: Level


def read_concepts(path: Path, options: ReadOptions) -> Iterator[ConceptRecord]:
    """Yield the concepts of a TBX file in its order, and what had to be skipped.

    Taken is whatever of TBX 2 (`martif`), TBX 3 (`tbx`, styles dca and dct) and MultiTerm's XML
    (`mtf`) stands in the file, with or without namespaces. What a file says of a language or, of
    times and people, of the concept holds for its terms. Data categories without a field are
    kept as properties. Raises InputError for what is no TBX.
    """
    entries = elements(path, ENTRIES, root=("martif", "tbx", "mtf"), encoding=options.encoding)
    for entry, line in entries:
        where = f"{path}:{line}"
        sections: list[_Section] = []
        unknown: list[str] = []
        for element in entry:
            if element.tag in LANGUAGES:
                try:
                    tag = normalise(_tag(element))
                except LanguageError as error:
                    unknown.append(error.what)
                else:
                    sections.append(_Section(tag, element, Level(element, "language")))
        concept = _concept(entry, sections)
        if concept is None:
            yield Skipped(where, "; ".join(["the concept has no terms", *unknown]))
            continue
        yield from (Remark(where, LEFT_OUT, what) for what in unknown)
        yield from remarks(where, concept, [section.element for section in sections])
        yield concept


def _tag(element: Element) -> str:
    named = element.find("language")
    if named is None:
        return language_of(element) or ""
    return language_of(named) or named.get("type") or ""


def _joined(separator: str, texts: Sequence[str]) -> str | None:
    return separator.join(dict.fromkeys(texts)) or None


def _concept(entry: Element, sections: Sequence[_Section]) -> Concept | None:
    own = Level(entry, "concept")
    translate = own.take("translate")
    terms = tuple(_terms(sections, entry, translate=translate != "no"))
    if not terms:
        return None
    levels = (own, *(section.level for section in sections))
    defined = own.take_categories("definition")
    definitions = [(_known(c.language), c.text) for c in defined if c.language]
    for section in sections:
        texts = section.level.take_all("definition")
        definitions += [(section.language, text) for text in texts]
    return Concept(
        terms,
        identifier=own.take("identifier") or entry.get("id") or _number(entry),
        domain=_joined("; ", [text for level in levels for text in level.take_all("domain")]),
        definition=_joined("\n", [found.text for found in defined if not found.language]),
        note=_joined("\n", [text for level in levels for text in level.take_all("note")]),
        source=_joined("; ", [text for level in levels for text in level.take_all("source")]),
        definitions=tuple(definitions),
        properties=_properties(own, sections),
    )


def _known(tag: str) -> str:
    try:
        return normalise(tag)
    except LanguageError:
        return tag


def _number(entry: Element) -> str | None:
    """Return the number that MultiTerm gives a concept."""
    number = entry.find("concept")
    return None if number is None else text_of(number) or None


def _properties(own: Level, sections: Sequence[_Section]) -> Properties:
    found = list(own.rest())
    for section in sections:
        found += section.level.rest(f"{section.language}/")
    return tuple(found)


def _terms(sections: Sequence[_Section], entry: Element, *, translate: bool) -> Iterator[Term]:
    for section in sections:
        for element in section.element:
            # MultiTerm has no element between a language and the group of a term.
            if element.tag in TERMS or element.tag == "termGrp":
                found = next(element.iter("term"), None)
                text = "" if found is None else " ".join(text_of(found).split())
                if text:
                    levels = (element, section.element, entry)
                    yield _term(section.language, text, levels, translate=translate)


def _term(language: str, text: str, levels: Sequence[Element], *, translate: bool) -> Term:
    said = Level(levels[0], "term")
    number = _number_of(said)
    history = _history(levels)
    return Term(
        language,
        text,
        status=_status(said),
        type=cast("TermType | None", said.take("type")),
        part_of_speech=said.take("part_of_speech"),
        note=_joined("\n", said.take_all("note")),
        source=_joined("; ", said.take_all("source")),
        context=_joined("\n", said.take_all("context")),
        geography=said.take("geography"),
        do_not_translate=(said.take("translate") or ("yes" if translate else "no")) == "no",
        case_rule=cast("CaseRule | None", said.take("case_rule")),
        number=number,
        hints=_hints(said),
        forms=tuple(said.take_all("form")),
        created_at=history.get("created_at"),
        created_by=history.get("created_by"),
        changed_at=history.get("changed_at"),
        changed_by=history.get("changed_by"),
        properties=said.rest(),
    )


def _status(said: Level) -> TermStatus:
    """Return a term's status; TBX has no value for forbidden and proposed terms."""
    own = said.take("own_status")
    status = said.take("status")
    return cast("TermStatus", own or status or "admitted")


def _number_of(said: Level) -> Number | None:
    own = said.take("own_number")
    if own is None:
        return cast("Number | None", said.take("number"))
    said.drop("number", own)
    return cast("Number", own)


def _hints(said: Level) -> Hints:
    head = said.take("head")
    gender = said.take("gender")
    animacy = said.take("animacy")
    invariable = said.take("invariable") == "yes"
    return Hints(
        int(head) if head else None,
        cast("Gender | None", gender),
        cast("Animacy | None", animacy),
        invariable,
    )


def _history(levels: Sequence[Element]) -> dict[str, str]:
    """Return when and by whom a term was created and changed, as the nearest level says."""
    history: dict[str, str] = {}
    for level in levels:
        for group in level:
            if group.tag == TRANSACTIONS:
                for name, value in _transaction(group):
                    history.setdefault(name, value)
    return history


def _transaction(group: Element) -> Iterator[tuple[str, str]]:
    kind, person = transaction_of(group)
    event = EVENTS.get(kind)
    if event is None:
        return
    for child in group:
        if child.tag == "date":
            time = parse_time(text_of(child))
            if time is not None:
                yield f"{event}_at", time
        elif child.tag in ("transacNote", "responsibility"):
            person = person or text_of(child)
    if person:
        yield f"{event}_by", person

"""Concepts read from TBX 2 and TBX 3 files of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

from tmtool.errors import LanguageError
from tmtool.formats import ReadOptions
from tmtool.formats.values import parse_time
from tmtool.formats.xml_stream import elements
from tmtool.languages import normalise
from tmtool.models import TERM_TYPES, Concept, Skipped, Term, TermStatus, TermType

_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "termGrp")
_STATUSES: dict[str, TermStatus] = {
    "admitted": "admitted",
    "forbidden": "forbidden",
    **dict.fromkeys(("preferred", "standardized", "legal", "regulated"), "preferred"),
    **dict.fromkeys(("proposed", "new"), "proposed"),
    **dict.fromkeys(("superseded", "obsolete"), "superseded"),
    **dict.fromkeys(("deprecated", "notrecommended"), "deprecated"),
}
_TYPES: dict[str, TermType] = {
    **{name: name for name in TERM_TYPES},
    "initialism": "acronym",
    **dict.fromkeys(("clippedTerm", "contraction"), "abbreviation"),
    **dict.fromkeys(("phraseologicalUnit", "setPhrase", "collocation"), "phrase"),
}
_EVENTS = {
    **dict.fromkeys(("origination", "origin", "creation", "input", "importation"), "created"),
    **dict.fromkeys(("modification", "change", "update"), "changed"),
}
_WANTED = ("Translation needed", "translationNeeded")


def read_concepts(path: Path, options: ReadOptions) -> Iterator[Concept | Skipped]:
    """Yield the concepts of a TBX file in its order, and what had to be skipped.

    What a file says of a language or, of times and people, of the concept holds for its terms.
    Raises InputError for what is no TBX.
    """
    entries = elements(path, _ENTRIES, root=("martif", "tbx"), encoding=options.encoding)
    for entry, line in entries:
        where = f"{path}:{line}"
        terms: list[Term] = []
        for section in entry:
            if section.tag in _LANGUAGES:
                try:
                    terms += _terms(section, entry)
                except LanguageError as error:
                    yield Skipped(where, error.what)
        yield _concept(entry, tuple(terms)) if terms else Skipped(where, "the concept has no terms")


def _values(element: Element, *kinds: str) -> list[str]:
    """Return the texts of the data categories that stand directly in an element."""
    return list(filter(None, (_text(found) for found in _categories(element, kinds))))


def _categories(element: Element, kinds: Iterable[str]) -> Iterator[Element]:
    """Yield an element's data categories, by type (TBX 2, dca) or by tag (dct)."""
    for child in element:
        if child.tag in _GROUPS:
            yield from _categories(child, kinds)
        elif child.get("type", child.tag) in kinds:
            yield child


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _first(element: Element, *kinds: str) -> str | None:
    return next(iter(_values(element, *kinds)), None)


def _joined(separator: str, *texts: str) -> str | None:
    return separator.join(dict.fromkeys(texts)) or None


def _concept(entry: Element, terms: tuple[Term, ...]) -> Concept:
    sections = [entry, *(child for child in entry if child.tag in _LANGUAGES)]

    def everywhere(kind: str) -> list[str]:
        return [text for section in sections for text in _values(section, kind)]

    return Concept(
        terms,
        identifier=_first(entry, "x-tmtool-identifier") or entry.get("id"),
        domain=_joined("; ", *everywhere("subjectField")),
        definition=_joined("\n", *everywhere("definition")),
        note=_joined("\n", *everywhere("note")),
        source=_joined("; ", *everywhere("source")),
    )


def _terms(section: Element, entry: Element) -> Iterator[Term]:
    tag = section.get("xml:lang") or section.get("lang") or ""
    language = normalise(tag)
    for child in section:
        if child.tag in _TERMS:
            text = " ".join((_first(child, "term") or "").split())
            if text:
                yield _with_history(_term(child, language, text, entry), child, entry)


def _term(element: Element, language: str, text: str, entry: Element) -> Term:
    wanted = _first(element, *_WANTED) or _first(entry, *_WANTED) or ""
    return Term(
        language,
        text,
        status=_status(element),
        type=_TYPES.get(_first(element, "termType") or ""),
        part_of_speech=_first(element, "partOfSpeech"),
        note=_joined("\n", *_values(element, "note")),
        source=_joined("; ", *_values(element, "source")),
        context=_joined("\n", *_values(element, "context")),
        geography=_first(element, "geographicalUsage"),
        do_not_translate=wanted.casefold() in ("no", "false"),
    )


def _status(element: Element) -> TermStatus:
    """Return a term's status; TBX has no value for forbidden and proposed terms."""
    kinds = ("x-tmtool-status", "administrativeStatus", "normativeAuthorization", "Status")
    for kind in kinds:
        for value in _values(element, kind):
            name = value.removesuffix("-admn-sts").removesuffix("Term").casefold()
            if name in _STATUSES:
                return _STATUSES[name]
    return "admitted"


def _with_history(term: Term, element: Element, entry: Element) -> Term:
    history: dict[str, str] = {}
    for level in (element, entry):
        for group in level:
            if group.tag == "transacGrp":
                for name, value in _transaction(group):
                    history.setdefault(name, value)
    if not history:
        return term
    return replace(
        term,
        created_at=history.get("created_at"),
        created_by=history.get("created_by"),
        changed_at=history.get("changed_at"),
        changed_by=history.get("changed_by"),
    )


def _transaction(group: Element) -> Iterator[tuple[str, str]]:
    transactions = [_text(child) for child in group if child.tag in ("transac", "transactionType")]
    event = next((_EVENTS[name] for name in transactions if name in _EVENTS), None)
    if event is None:
        return
    date = next((_text(child) for child in group if child.tag == "date"), "")
    time = parse_time(date)
    if time is not None:
        yield f"{event}_at", time
    person = _first(group, "responsibility")
    if person is not None:
        yield f"{event}_by", person

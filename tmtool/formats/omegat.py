"""Glossaries of OmegaT: lines with a source term, a target term and a comment.

The three stand between tabs, in UTF-8, and nothing is quoted; a line that begins with `#` is a
comment. OmegaT shows all lines with one source term together, in the order of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from pathlib import Path
from typing import NamedTuple, cast

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions
from tmtool.formats.concepts import Losses, terms_to_write
from tmtool.formats.files import open_text, replacing
from tmtool.formats.glossary_tables.reader import column_language
from tmtool.formats.values import column_count
from tmtool.languages import primary
from tmtool.models import TERM_STATUSES, Concept, Hints, Skipped, Term, TermStatus, WriteReport

_SAMPLE = 100
_DEFINITION = re.compile(r"(?:^|; )definition: (.*)$", re.DOTALL)
_NOTHING = (None, False, (), Hints())
_CONCEPT_FIELDS = ("identifier", "domain", "note", "source", "definitions", "properties")
_TERM_FIELDS = tuple(
    """type part_of_speech source context geography do_not_translate case_rule number hints forms
    properties created_at created_by changed_at changed_by""".split()
)


class _Line(NamedTuple):
    number: int
    source: str
    target: str
    comment: str


def read_concepts(path: Path, options: ReadOptions) -> Iterator[Concept | Skipped]:
    """Yield the concepts of a glossary in its order, and the lines that had to be skipped.

    Lines with one source term that stand together are one concept. The languages are those of
    the options, else told by the script for Russian and English. Raises InputError where the
    file is no such text.
    """
    with open_text(path, options.encoding) as file:
        lines = _lines(path, file)
        sample = list(islice(lines, _SAMPLE))
        good = [line for line in sample if isinstance(line, _Line)]
        texts = [(line.source, line.target) for line in good]
        if not texts:
            yield from (line for line in sample if isinstance(line, Skipped))
            return
        source = options.source_language or column_language(texts, 0, path)
        target = options.target_language or column_language(texts, 1, path)
        records = chain(sample, lines)
        for _, group in groupby(records, key=lambda line: getattr(line, "source", line)):
            found = list(group)
            if isinstance(found[0], Skipped):
                yield found[0]
            else:
                yield _concept(cast("list[_Line]", found), source, target)


def _lines(path: Path, file: Iterable[str]) -> Iterator[_Line | Skipped]:
    for number, line in enumerate(file, 1):
        text = line.strip("\r\n")
        if not text.strip() or text.startswith("#"):
            continue
        cells = [cell.strip() for cell in text.split("\t")]
        if len(cells) < 2:
            reason = f"it has {column_count(len(cells))} instead of 2 or 3"
            yield Skipped(f"{path}:{number}", reason)
        elif not cells[0] or not cells[1]:
            yield Skipped(f"{path}:{number}", "it has no terms in two languages")
        else:
            yield _Line(number, cells[0], cells[1], cells[2] if len(cells) > 2 else "")


def _concept(lines: list[_Line], source: str, target: str) -> Concept:
    definition: str | None = None
    terms = [Term(source, lines[0].source)]
    for line in lines:
        found = _DEFINITION.search(line.comment)
        if found is not None:
            definition = definition or found[1]
        comment = line.comment[: found.start()] if found else line.comment
        status, _, note = comment.partition("; ")
        if status not in TERM_STATUSES:
            status, note = "admitted", comment
        terms.append(Term(target, line.target, cast("TermStatus", status), note=note or None))
    return Concept(tuple(terms), definition=definition)


def write_concepts(path: Path, concepts: Iterable[Concept], options: WriteOptions) -> WriteReport:
    """Write concepts to a glossary and return how many, and what it could not hold.

    Each source term has a line for each target term, those to use first. Status, note and
    definition become the comment. Without languages in the options, those of the first concept
    that has two are taken, in its order.
    """
    losses = Losses()
    count = 0
    with replacing(path) as file:
        file.write("# Glossary for OmegaT, exported by tmtool\n")
        source, target, all_concepts = _languages(concepts, options, path)
        wanted = WriteOptions(source, target)
        for concept in all_concepts:
            terms = terms_to_write(concept, wanted)
            if terms:
                file.writelines(_written(concept, terms, source, losses))
                count += 1
            else:
                losses.count("concept", f"without terms in {source} and {target}, left out")
    return losses.report(count)


def _languages(
    concepts: Iterable[Concept], options: WriteOptions, path: Path
) -> tuple[str, str, Iterable[Concept]]:
    source, target = options.source_language, options.target_language
    read: list[Concept] = []
    rest = iter(concepts)
    while source is None or target is None:
        concept = next(rest, None)
        if concept is None:
            raise InputError(
                "no concept has terms in two languages",
                where=str(path),
                hint="Check the glossary, and give the languages with -s and -t.",
            )
        read.append(concept)
        tags = dict.fromkeys(primary(term.language) for term in concept.terms)
        given = {primary(tag) for tag in (source, target) if tag}
        if len(tags) > 1 and given <= set(tags):
            others = [tag for tag in tags if tag not in given]
            source = source or others.pop(0)
            target = target or others.pop(0)
    return source, target, chain(read, rest)


def _written(
    concept: Concept, terms: tuple[Term, ...], source: str, losses: Losses
) -> Iterator[str]:
    sources = [term for term in terms if primary(term.language) == primary(source)]
    targets = [term for term in terms if primary(term.language) != primary(source)]
    targets.sort(key=lambda term: TERM_STATUSES.index(term.status))
    _tell(concept, terms, sources, losses)
    for one in sources:
        definition = concept.definition
        for other in targets:
            comment = _comment(other, definition)
            definition = None
            cells = [_cell(one.text), _cell(other.text), *([comment] if comment else [])]
            if cells[0].startswith("#"):
                losses.count("term", "that begins with #, left out (OmegaT takes it for a comment)")
            else:
                yield "\t".join(cells) + "\n"


def _comment(term: Term, definition: str | None) -> str:
    parts = (
        # A note that begins as a status does would be taken for one.
        term.status if term.status != "admitted" or _begins_with_status(term.note) else None,
        term.note,
        f"definition: {definition}" if definition else None,
    )
    return _cell("; ".join(filter(None, parts)))


def _begins_with_status(note: str | None) -> bool:
    return (note or "").partition("; ")[0] in TERM_STATUSES


def _cell(text: str) -> str:
    return " ".join(text.split())


def _tell(concept: Concept, terms: tuple[Term, ...], sources: list[Term], losses: Losses) -> None:
    for name in filter(lambda name: getattr(concept, name), _CONCEPT_FIELDS):
        losses.leave_out("concept", name)
    if len(sources) > 1:
        losses.count("concept", "its terms in the source language become a concept each")
    for _ in range(len(concept.terms) - len(terms)):
        losses.count("term", "in another language, left out")
    for term in terms:
        for name in filter(lambda name: getattr(term, name) not in _NOTHING, _TERM_FIELDS):
            losses.leave_out("term", name)
    for term in sources:
        for name in ("status", "note"):
            if getattr(term, name) not in ("admitted", None):
                losses.leave_out("term", f"{name} in the source language")

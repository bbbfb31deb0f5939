"""Filling a bilingual file from the memory."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tmtool import formats
from tmtool.errors import InputError
from tmtool.formats.documents import DOCUMENT_FORMATS
from tmtool.formats.files import check_readable
from tmtool.formats.filling import FillableFile
from tmtool.jobs.batch import in_parallel
from tmtool.jobs.documents import is_document, made_of_document
from tmtool.jobs.lookup import Lookup, Request
from tmtool.jobs.neighbours import with_neighbours
from tmtool.jobs.plurals import PluralForms
from tmtool.jobs.remarks import Remarks
from tmtool.jobs.term_notes import TermNotes
from tmtool.matching.bands import BANDS, band
from tmtool.models import BandVolume, Blank, Fill, FillKind, FillReport, Match, Volume
from tmtool.store import languages
from tmtool.text.plural_rules import plural_count
from tmtool.text.volume import volume

_PACKED = (".gz", ".zip")
"""Suffixes of packed files."""


@dataclass(frozen=True, slots=True)
class FillOptions:
    """How a file is read, and what may be filled in.

    `min_rate` (0-100) is the lowest match rate; translations of persons stay unless
    `overwrite`; so many further processes as `workers` share the work. `template` is a newer
    template by which a catalogue is brought up to date first. With `terms`, what a person must
    look at gets the terms of the glossary, or of all glossaries, as a note. `output_format` is
    that of the file made of a document, by default that of its suffix.
    """

    format: str | None = None
    reading: formats.ReadOptions = field(default_factory=formats.ReadOptions)
    min_rate: int = 70
    overwrite: bool = False
    workers: int = 1
    template: Path | None = None
    terms: bool = False
    glossary: str | None = None
    output_format: str | None = None


def pretranslate(
    connection: sqlite3.Connection, memory: Path, file: Path, output: Path, options: FillOptions
) -> FillReport:
    """Fill a file; the languages are those of the options, else of the file.

    Of a document in one language a bilingual file is made. Raises InputError where the file
    cannot be read or written, or a language is not known, NotFoundError for a glossary that is
    not there.
    """
    _refuse_packed(output)
    remarks = Remarks()
    options = replace(options, reading=replace(options.reading, told=_once(remarks)))
    with ExitStack() as stack:
        fillable = _opened(stack, connection, file, output, options)
        filler = _Filler(connection, memory, options)
        terms = TermNotes(connection, options.glossary) if options.terms else None
        report = fillable.write(output, filler.fills(fillable.blanks()), terms=terms)
    warnings = (*report.warnings, *remarks.warnings())
    return replace(report, bands=filler.bands(), warnings=warnings)


def _once(remarks: Remarks) -> Callable[[formats.Remark], None]:
    """Return what takes a remark for the first time that a file is read, not again."""
    known: set[str] = set()

    def take(remark: formats.Remark) -> None:
        if remark.where not in known:
            known.add(remark.where)
            remarks.take(remark)

    return take


def _opened(
    stack: ExitStack,
    connection: sqlite3.Connection,
    file: Path,
    output: Path,
    options: FillOptions,
) -> FillableFile:
    """Return the file to fill: the one that is given, or one made of a document."""
    reading = options.reading
    if is_document(file, options.format):
        stored = languages.of_units(connection)
        folder = stack.enter_context(TemporaryDirectory(prefix="tmtool-"))
        made = made_of_document(file, output, Path(folder), stored, options)
        return made.format.open_to_fill(made.path, made.reading)
    if options.output_format is not None:
        raise InputError(
            "a bilingual file stays in its format",
            where=str(file),
            hint="Leave out --to, which is for documents in one language.",
        )
    known = formats.find(file, options.format, to_read=True)
    _refuse_other_format(file, output, known)
    return known.open_to_fill(file, reading, overwrite=options.overwrite, template=options.template)


def _refuse_packed(output: Path) -> None:
    """Raise InputError where the name of the output would promise a packed file."""
    if output.name.lower().endswith(_PACKED):
        raise InputError(
            "what is filled is not packed",
            where=str(output),
            hint=f"Name it {output.stem}, and pack it afterwards.",
        )


def _refuse_other_format(file: Path, output: Path, known: formats.Format) -> None:
    """Raise InputError where the name of the output would promise what the file is not."""
    name = output.name.lower()
    if output.suffix.lower() == file.suffix.lower() or name.endswith(known.suffixes):
        return
    # The dialects of XLIFF have modules of one package.
    others = [one for one in formats.FORMATS if not known.module.startswith(one.module)]
    suffixes = [suffix for one in others for suffix in one.suffixes]
    suffixes += [suffix for one in DOCUMENT_FORMATS for suffix in one.suffixes]
    if name.endswith(tuple(suffixes)):
        check_readable(file)
        raise InputError(
            f"a file in the format {known.name} stays in it, whatever the name of OUT",
            where=str(output),
            hint="Give OUT the suffix of FILE. `tmtool import` and `tmtool export` turn what is"
            " translated into other formats.",
        )


class _Filler:
    """Finds translations of texts, in their order."""

    def __init__(self, connection: sqlite3.Connection, memory: Path, options: FillOptions) -> None:
        self._lookup = Lookup(connection)
        self._plurals = PluralForms(connection)
        self._memory = memory
        self._options = options
        self._waiting: deque[Blank] = deque()
        self._volumes = dict.fromkeys(BANDS, Volume())

    def bands(self) -> tuple[BandVolume, ...]:
        """Return how much text was looked up, by the band of its best match."""
        return tuple(BandVolume(name, self._volumes[name]) for name in BANDS)

    def _count(self, text: str, found: Sequence[Match]) -> None:
        self._volumes[band(next(iter(found), None))] += volume(text)

    def fills(self, blanks: Iterable[Blank]) -> Iterator[Fill | None]:
        """Yield what the memory has for each text that is wanted, `None` where it has nothing."""
        requests = self._requests(blanks)
        workers = self._options.workers
        answers = (
            in_parallel(self._memory, requests, workers)
            if workers > 1
            else map(self._lookup.matches, requests)
        )
        for found in answers:
            blank = self._waiting.popleft()
            self._count(blank.text, found)
            if blank.plural is None:
                yield _fill(next(iter(found), None))
            else:
                many = next(answers)
                self._count(blank.plural, many)
                yield self._plural(blank, found, many)

    def _requests(self, blanks: Iterable[Blank]) -> Iterator[Request]:
        """Yield a request for each text that is wanted, two for one with a plural."""
        for before, blank, after in with_neighbours(blanks):
            if not blank.wanted:
                continue
            self._waiting.append(blank)
            for text in (blank.text, blank.plural):
                if text is not None:
                    yield Request(
                        text,
                        blank.source_language,
                        blank.target_language,
                        self._options.min_rate,
                        limit=1,
                        before=before,
                        after=after,
                        context=blank.context,
                    )

    def _plural(self, blank: Blank, one: list[Match], many: list[Match]) -> Fill | None:
        """Return all plural forms of a message the memory has whole, or a fuzzy stand-in."""
        forms = self._plurals.stored(blank)
        if forms:
            return forms
        if not (one and many):
            return None
        others = (many[0].target,) * (plural_count(blank.target_language) - 1)
        return Fill(
            (one[0].target, *others),
            "fuzzy",
            source=one[0].source,
            rate=min(one[0].rate, many[0].rate),
            corpus=one[0].corpus,
        )


def _fill(best: Match | None) -> Fill | None:
    if best is None:
        return None
    kind: FillKind
    text, source, note = best.target, None, None
    if best.rate == 100:
        kind = "context" if best.kind == "context" else "exact"
    else:
        kind = "fuzzy" if best.repaired is None else "repaired"
        text, source = best.repaired or best.target, best.source
        note = f"{best.rate}% match, {best.corpus} unit {best.unit}"
    return Fill(
        (text,),
        kind,
        source=source,
        note=note,
        rate=best.rate,
        corpus=best.corpus,
        source_markup=best.source_markup,
        target_markup=best.target_markup,
    )

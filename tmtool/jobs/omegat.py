"""Exchanging units and terms with a project folder of OmegaT."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from tmtool import formats
from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions
from tmtool.formats.omegat_finder import write_entry
from tmtool.formats.omegat_project import (
    PROJECT_FILE,
    OmegatProject,
    make_project,
    read_project,
)
from tmtool.formats.omegat_segmentation import write_segmentation
from tmtool.formats.selection import variants_to_write
from tmtool.jobs.load import LoadOptions, load
from tmtool.languages import preferred, primary
from tmtool.models import FileReport, OmegatReport, TranslationUnit
from tmtool.store import concepts, units
from tmtool.store.unit_filter import Filter

_MEMORY = "tmtool.tmx"
_GLOSSARY = "tmtool.utf8"
_MACHINE = "mt"
"""The folder of memories that OmegaT marks as machine translation."""

_PLACE = ("file", "id", "prev", "next", "path")
"""The properties by which OmegaT tells where an alternative translation belongs."""


@dataclass(frozen=True, slots=True)
class OmegatOptions:
    """What is exchanged; the corpus of the project's translations is its folder's name.

    The languages are those of a new project. `search` is the command that an external search
    runs, `None` for no entry; without `read`, the project's translations are not taken. With
    `segmentation`, our rules take the place of those that the project has.
    """

    source: str | None = None
    target: str | None = None
    corpus: str | None = None
    search: Sequence[str] | None = None
    read: bool = True
    segmentation: bool = False


def exchange(
    connection: sqlite3.Connection, memory: Path, folder: Path, options: OmegatOptions
) -> OmegatReport:
    """Read a project's translations, and write the memory, the glossary and the search into it.

    A folder that is missing or empty becomes a new project. The project's own units are not
    written back to it. Raises InputError.
    """
    created = not (folder / PROJECT_FILE).is_file()
    project = _made(folder, options) if created else read_project(folder)
    corpus = options.corpus or folder.resolve().name
    read = _read(connection, memory, project, corpus) if options.read else None
    pair = project.source_language, project.target_language
    machine = _write_units(
        connection, project, project.memories / _MACHINE / _MEMORY, _is_machine, corpus
    )
    others = _write_units(connection, project, project.memories / _MEMORY, _is_of_people, corpus)
    count = _write_terms(connection, project)
    if options.segmentation:
        _make_folder(project.saved.parent)
        write_segmentation(project.saved.parent)
    finder = bool(options.search) and _write_search(project, options.search or ())
    return OmegatReport(
        str(folder),
        *pair,
        created=created,
        read=read,
        units=others + machine,
        machine=machine,
        concepts=count,
        finder=finder,
    )


def _made(folder: Path, options: OmegatOptions) -> OmegatProject:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            f"this is no project of OmegaT: there is no {PROJECT_FILE}",
            where=str(folder),
            hint="Name the folder of a project, or one that is empty or new.",
        )
    if options.source is None or options.target is None:
        raise InputError(
            "the languages of the new project are not known",
            where=str(folder),
            hint="Name them: -s ru -t en.",
        )
    return make_project(folder, options.source, options.target)


def _read(
    connection: sqlite3.Connection, memory: Path, project: OmegatProject, corpus: str
) -> FileReport | None:
    if not project.saved.is_file():
        return None

    def named(unit: TranslationUnit) -> TranslationUnit:
        return replace(unit, tuid=_identity(unit, project.source_language))

    reading = ReadOptions(project.source_language, project.target_language)
    options = LoadOptions(corpus, "tmx", reading, prepare=named)
    return load(connection, memory, project.saved, options)


def _identity(unit: TranslationUnit, source: str) -> str:
    """Return an id that a translation keeps when it is changed: of its source and its place."""
    tags = preferred(source, [variant.language for variant in unit.variants])
    found = unit.variant(tags[0]) if tags else None
    parts = [found.text if found else "", *(unit.properties.get(name, "\0") for name in _PLACE)]
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=12)
    return f"omegat-{digest.hexdigest()}"


def _is_machine(unit: TranslationUnit) -> bool:
    return unit.status == "machine"


def _is_of_people(unit: TranslationUnit) -> bool:
    return unit.status != "machine"


def _write_units(
    connection: sqlite3.Connection,
    project: OmegatProject,
    path: Path,
    wanted: Callable[[TranslationUnit], bool],
    corpus: str,
) -> int:
    """Write a memory of the project; without units, only an older one becomes empty."""
    options = WriteOptions(project.source_language, project.target_language)

    def chosen() -> Iterator[TranslationUnit]:
        with closing(units.stream(connection, Filter())) as stored:
            for unit in stored:
                if unit.corpus != corpus and wanted(unit):
                    variants = variants_to_write(unit, options)
                    if variants:
                        tags = (project.source_language, project.target_language)
                        named = zip(variants, tags, strict=True)
                        yield replace(
                            unit, variants=tuple(replace(v, language=tag) for v, tag in named)
                        )

    if not path.exists() and next(chosen(), None) is None:
        return 0
    _make_folder(path.parent)
    return formats.find(path, "tmx").write_units(path, chosen(), options)


def _write_terms(connection: sqlite3.Connection, project: OmegatProject) -> int:
    path = project.glossaries / _GLOSSARY
    pair = {primary(project.source_language), primary(project.target_language)}
    found = [
        concept
        for concept in concepts.stream(connection, None)
        if pair <= {primary(term.language) for term in concept.terms}
    ]
    if not found and not path.exists():
        return 0
    _make_folder(path.parent)
    options = WriteOptions(project.source_language, project.target_language)
    writer = formats.find(path, "omegat", content="concepts")
    return writer.write_concepts(path, found, options).written


def _write_search(project: OmegatProject, command: Sequence[str]) -> bool:
    _make_folder(project.finder.parent)
    return write_entry(project.finder, command)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"the folder cannot be made: {error.strerror}",
            where=str(folder),
            hint="Check the permissions of the project.",
        ) from error

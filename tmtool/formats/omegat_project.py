"""Project folders of OmegaT: their languages, and where their memories and glossaries stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import XMLParserType

from tmtool.errors import InputError, LanguageError
from tmtool.formats.files import replacing
from tmtool.formats.inline import escape_text
from tmtool.formats.xml_stream import check_root, guarded_parser, pieces
from tmtool.languages import normalise

__all__ = ["PROJECT_FILE", "OmegatProject", "make_project", "read_project"]

PROJECT_FILE = "omegat.project"

_DEFAULT = "__DEFAULT__"
_FOLDERS = {"tm_dir": "tm", "glossary_dir": "glossary"}
_OTHERS = ("source", "target", "dictionary", "omegat")
_WANTED = frozenset((*_FOLDERS, "source_lang", "target_lang"))
_LARGEST = 1 << 20
"""Bytes of the largest project file; OmegaT's have two thousand."""


@dataclass(frozen=True, slots=True)
class OmegatProject:
    """A project: its languages as BCP 47 tags, and its folders."""

    folder: Path
    source_language: str
    target_language: str
    memories: Path
    glossaries: Path

    @property
    def saved(self) -> Path:
        """The translations of the project itself."""
        return self.folder / "omegat" / "project_save.tmx"

    @property
    def finder(self) -> Path:
        """The external searches of the project."""
        return self.folder / "omegat" / "finder.xml"


def read_project(folder: Path) -> OmegatProject:
    """Read a project's file; raises InputError where it cannot be read.

    Folders may stand elsewhere, as OmegaT has it, but not outside of the project: nothing is
    written where a file that came from somebody else says so.
    """
    path = folder / PROJECT_FILE
    if path.is_file() and path.stat().st_size > _LARGEST:
        raise InputError(
            "this is no project of OmegaT: it is too large",
            where=str(path),
            hint="Name the folder of a project.",
        )
    parser = guarded_parser(path)
    values = _Values(parser, path)
    for _ in pieces(path, parser, values.done):
        pass
    found = values.found
    return OmegatProject(
        folder,
        _language(found, "source_lang", path),
        _language(found, "target_lang", path),
        _inside(folder, found.get("tm_dir", _DEFAULT), "tm_dir", path),
        _inside(folder, found.get("glossary_dir", _DEFAULT), "glossary_dir", path),
    )


class _Values:
    """The expat handlers that keep the texts of the elements wanted."""

    def __init__(self, parser: XMLParserType, path: Path) -> None:
        self.done: list[str] = []
        self.found: dict[str, str] = {}
        self._parser = parser
        self._path = path
        self._text: list[str] = []
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append

    def _root(self, name: str, _attributes: dict[str, str]) -> None:
        check_root(name, ("omegat",), f"{self._path}:{self._parser.CurrentLineNumber}")
        self._parser.StartElementHandler = self._start

    def _start(self, _name: str, _attributes: dict[str, str]) -> None:
        self._text.clear()

    def _end(self, name: str) -> None:
        if name in _WANTED:
            self.found.setdefault(name, "".join(self._text).strip())


def _language(found: dict[str, str], name: str, path: Path) -> str:
    try:
        return normalise(found.get(name, ""))
    except LanguageError as error:
        raise InputError(
            f"<{name}> of the project: {error.what}",
            where=str(path),
            hint="Correct the languages in OmegaT: Project, Properties.",
        ) from error


def _inside(folder: Path, named: str, element: str, path: Path) -> Path:
    if named in ("", _DEFAULT):
        named = _FOLDERS[element]
    try:
        place = (folder / named).resolve()
    except (OSError, ValueError, RuntimeError):
        place = Path()
    if not place.is_relative_to(folder.resolve()):
        raise InputError(
            f"<{element}> is {named!r}, outside of the project: nothing is written there",
            where=str(path),
            hint="Give the project folders of its own in OmegaT: Project, Properties.",
        )
    return place


def make_project(folder: Path, source: str, target: str) -> OmegatProject:
    """Make a new project with empty folders; raises InputError where that fails."""
    try:
        for name in (*_OTHERS, *_FOLDERS.values()):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"the project cannot be made: {error.strerror}",
            where=str(folder),
            hint="Check the name and the permissions.",
        ) from error
    folders = ("source", "target", "tm", "glossary", "dictionary")
    lines = [f"        <{name}_dir>{_DEFAULT}</{name}_dir>\n" for name in folders]
    lines += [
        f"        <{side}_lang>{escape_text(tag.upper())}</{side}_lang>\n"
        for side, tag in (("source", source), ("target", target))
    ]
    lines.append("        <sentence_seg>true</sentence_seg>\n")
    with replacing(folder / PROJECT_FILE) as file:
        file.write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<omegat>\n')
        file.write('    <project version="1.0">\n')
        file.writelines(lines)
        file.write("    </project>\n</omegat>\n")
    return read_project(folder)

"""Galleries: small files of one format, with what is read from them in an `expected.json`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tmtool.errors import InputError
from tmtool.formats import ConceptRecord, ReadOptions, Remark, find
from tmtool.models import Concept, Skipped, Term, TranslationUnit

GALLERIES = Path(__file__).parents[1] / "data" / "formats"


@dataclasses.dataclass(frozen=True, slots=True)
class Gallery:
    """The files of a folder; `unsaid` are fields of units that its expectations leave out."""

    folder: Path
    expected: dict[str, Any]
    unsaid: frozenset[str] = frozenset()
    concepts: bool = False

    @property
    def names(self) -> set[str]:
        """The names of the files that are there."""
        return {path.name for path in self.folder.iterdir()} - {"expected.json"}

    @property
    def good(self) -> list[str]:
        """The names of the files that are not refused."""
        return sorted(name for name, found in self.expected.items() if isinstance(found, list))

    def check(self, name: str) -> None:
        """Read a file: it must give what is expected of it, a refusal with a hint."""
        expected = self.expected[name]
        if isinstance(expected, dict):
            expected = {**expected, "hint": True}
        assert self.read(self.folder / name) == expected

    def read(self, path: Path, **options: Any) -> Any:
        """What is read from a file: its records and remarks, or where and why it is refused."""
        remarks: list[Remark] = []
        reading = ReadOptions(told=remarks.append, **options)
        try:
            found = [self._described(one, path) for one in self._records(path, reading)]
        except InputError as error:
            told = f"{_within(error.where or '', path)}: {error.what}"
            return {"refused": told, "hint": bool(error.hint)}
        lines = (one.where.rpartition(":")[2] for one in remarks)
        said = zip(lines, remarks, strict=True)
        return found + [f"line {line}: {one.kind}: {one.what}" for line, one in said]

    def _records(self, path: Path, reading: ReadOptions) -> Iterator[ConceptRecord]:
        if self.concepts:
            return find(path, content="concepts").read_concepts(path, reading)
        return find(path).read_units(path, reading)

    def _described(self, record: TranslationUnit | ConceptRecord, path: Path) -> Any:
        """A record as it stands in the expectations: what is not the default."""
        if isinstance(record, Remark):
            return f"{_within(record.where, path)}: {record.kind}: {record.what}"
        if isinstance(record, Skipped):
            return f"{_within(record.where, path)}: {record.reason}"
        if isinstance(record, Concept):
            return _of_concept(record)
        known: dict[str, Any] = {}
        for one in record.variants:
            known[one.language] = one.text
            if one.markup is not None:
                known[f"{one.language}:markup"] = one.markup
        for field in dataclasses.fields(record):
            value = getattr(record, field.name)
            is_said = field.name not in ("variants", *self.unsaid)
            if is_said and value not in (None, {}, 0, "approved"):
                known[field.name] = value
        return known


def _of_concept(concept: Concept) -> dict[str, Any]:
    """A concept as it stands in the expectations, with its terms by language and text."""
    known = {name: value for name, value in _said(concept).items() if name != "terms"}
    for term in concept.terms:
        said = _said(term)
        known[f"{said.pop('language')} {said.pop('text')}"] = said
    return json.loads(json.dumps(known))  # type: ignore[no-any-return]


def _said(record: Concept | Term) -> dict[str, Any]:
    """The fields of a concept or a term that say something."""
    fields = dataclasses.asdict(record)
    hints = {name: value for name, value in fields.pop("hints", {}).items() if value}
    fields |= {"hints": hints}
    return {name: value for name, value in fields.items() if value and value != "admitted"}


def _within(where: str, path: Path) -> str:
    """A place as the user is told it, without the folder."""
    return where.removeprefix(f"{path.parent}/")


def gallery(name: str, *, unsaid: tuple[str, ...] = (), concepts: bool = False) -> Gallery:
    """The gallery of a format, or of all formats of concepts."""
    folder = GALLERIES / name
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return Gallery(folder, expected, frozenset(unsaid), concepts)

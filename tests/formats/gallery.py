"""Galleries: small files of one format, with what is read from them in an `expected.json`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, Remark, find
from tmtool.models import Skipped, TranslationUnit

GALLERIES = Path(__file__).parents[1] / "data" / "formats"


@dataclasses.dataclass(frozen=True, slots=True)
class Gallery:
    """The files of a folder; `unsaid` are fields of units that its expectations leave out."""

    folder: Path
    expected: dict[str, Any]
    unsaid: frozenset[str] = frozenset()

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
            found = [self._described(one, path) for one in find(path).read_units(path, reading)]
        except InputError as error:
            told = f"{_within(error.where or '', path)}: {error.what}"
            return {"refused": told, "hint": bool(error.hint)}
        lines = (one.where.rpartition(":")[2] for one in remarks)
        said = zip(lines, remarks, strict=True)
        return found + [f"line {line}: {one.kind}: {one.what}" for line, one in said]

    def _described(self, record: TranslationUnit | Skipped, path: Path) -> Any:
        """A record as it stands in the expectations: what is not the default."""
        if isinstance(record, Skipped):
            return f"{_within(record.where, path)}: {record.reason}"
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


def _within(where: str, path: Path) -> str:
    """A place as the user is told it, without the folder."""
    return where.removeprefix(f"{path.parent}/")


def gallery(name: str, *, unsaid: tuple[str, ...] = ()) -> Gallery:
    """The gallery of a format."""
    folder = GALLERIES / name
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return Gallery(folder, expected, frozenset(unsaid))

"""Small files, good and bad, of all formats of tables and of some others, with what they give."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, find
from tmtool.models import Skipped, TranslationUnit

GALLERY = Path(__file__).parents[1] / "data" / "formats" / "tables"
EXPECTED: dict[str, Any] = json.loads((GALLERY / "expected.json").read_text(encoding="utf-8"))
DEFAULTS = {field.name: field.default for field in fields(TranslationUnit)}


def shown(record: TranslationUnit | Skipped, path: Path) -> dict[str, Any]:
    """A record as the table of expectations has it: what a unit says beside the defaults."""
    if isinstance(record, Skipped):
        return {"skipped": f"{record.where.removeprefix(str(path))} {record.reason}"}
    known = {
        name: value
        for name, value in asdict(record).items()
        if name != "variants" and value and value != DEFAULTS[name]
    }
    if record.position == 0:
        known["position"] = 0
    texts = {
        v.language: v.text if v.markup is None else [v.text, v.markup] for v in record.variants
    }
    return {"texts": texts, **known}


def read(path: Path, **options: Any) -> Any:
    """The records of a file, or what is said of it."""
    try:
        found = find(path, to_read=True).read_units(path, ReadOptions(**options))
        return [shown(record, path) for record in found]
    except InputError as error:
        where = (error.where or "").removeprefix(str(path))
        return {"refused": f"{where} {error.what}", "hint": bool(error.hint)}


def test_every_file_is_expected():
    assert {path.name for path in GALLERY.iterdir()} - {"expected.json"} == EXPECTED.keys()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_file(name: str):
    expected = EXPECTED[name]
    if isinstance(expected, dict):
        expected = {**expected, "hint": True}
    assert read(GALLERY / name) == expected


def test_a_sheet_may_be_named():
    path = GALLERY / "hidden_sheet.xlsx"
    assert read(path, sheet="old") == [{"texts": {"en": "old", "ru": "старый"}}]
    assert read(path, sheet="Older") == {
        "refused": " there is no sheet 'Older'",
        "hint": True,
    }


def test_an_encoding_may_be_given():
    path = GALLERY / "cp1251.csv"
    assert read(path, encoding="cp1251") == [{"texts": {"en": "peace", "ru": "мир"}}]


def test_languages_may_be_given():
    path = GALLERY / "no_language.ttx"
    (unit,) = read(path, target_language="ru")
    assert unit["texts"] == {"en-US": "a", "ru": "б"}

"""Small TMX files of all kinds, with what is read from them: `expected.json` beside the files.

A file that is refused has its message; one that is broken has that and what repair makes of it.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, Remark, find
from tmtool.models import Skipped, TranslationUnit

GALLERY = Path(__file__).parents[1] / "data" / "formats" / "tmx"
FILES = sorted(path.name for path in GALLERY.iterdir() if path.name != "expected.json")
STORED = GALLERY / "expected.json"
EXPECTED: dict[str, Any] = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}


def described(record: TranslationUnit | Skipped) -> Any:
    """A record as it stands in `expected.json`: what is not the default."""
    if isinstance(record, Skipped):
        return f"{record.where.removeprefix(f'{GALLERY}/')}: {record.reason}"
    known: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name == "variants":
            for one in value:
                known[one.language] = one.text
                if one.markup is not None:
                    known[f"{one.language}:markup"] = one.markup
        elif value not in (None, {}, 0, "approved"):
            known[field.name] = value
    return known


def read(name: str, *, recover: bool) -> Any:
    """The records of a file and the remarks on it, or why it is refused and where."""
    remarks: list[Remark] = []
    options = ReadOptions(recover=recover, told=remarks.append)
    try:
        found = [
            described(record) for record in find(GALLERY / name).read_units(GALLERY / name, options)
        ]
    except InputError as error:
        return f"{(error.where or '').removeprefix(f'{GALLERY}/')}: {error.what}"
    told = [f"line {one.where.rpartition(':')[2]}: {one.kind}: {one.what}" for one in remarks]
    return found + told


def test_every_file_is_expected():
    assert sorted(EXPECTED) == FILES
    assert len(FILES) > 40


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_from_a_file(name: str):
    expected = EXPECTED[name]
    found = read(name, recover=False)
    if isinstance(expected, dict):
        assert found == expected["refused"]
        assert read(name, recover=True) == expected["recovered"]
    else:
        assert found == expected
        # What is well-formed is read alike with repair.
        if isinstance(expected, list):
            assert read(name, recover=True) == expected

"""Small files of all kinds, with what is read from them: `expected.json` beside the files."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, find
from tmtool.models import Fill, Skipped, TranslationUnit

GALLERY = Path(__file__).parents[1] / "data" / "formats" / "xliff"
EXPECTED: dict[str, Any] = json.loads((GALLERY / "expected.json").read_text(encoding="utf-8"))
GOOD = sorted(name for name, found in EXPECTED.items() if isinstance(found, list))


def described(record: TranslationUnit | Skipped) -> Any:
    """A record as it stands in `expected.json`: what is not the default."""
    if isinstance(record, Skipped):
        return f"{record.where.rpartition(':')[2]}: {record.reason}"
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


def read(path: Path) -> Any:
    """What is read from a file: its records, or the line and the message of the refusal."""
    try:
        return [described(record) for record in find(path).read_units(path, ReadOptions())]
    except InputError as error:
        where = (error.where or "").removeprefix(str(path))
        return {"refused": f"{path.name}{where}: {error.what}", "hint": bool(error.hint)}


def test_every_file_is_expected():
    names = {path.name for path in GALLERY.iterdir()} - {"expected.json"}
    assert names == EXPECTED.keys()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_file(name: str):
    expected = EXPECTED[name]
    if isinstance(expected, dict):
        expected = {**expected, "hint": True}
    assert read(GALLERY / name) == expected


def filled(name: str, output: Path, fill: Fill | None, **options) -> bytes:
    path = GALLERY / name
    file = find(path).open_to_fill(path, ReadOptions(), **options)
    file.write(output, (fill for blank in file.blanks() if blank.wanted))
    return output.read_bytes()


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("overwrite", [False, True])
def test_where_nothing_is_known_no_byte_changes(name: str, overwrite: bool, tmp_path: Path):
    assert filled(name, tmp_path / "out", None, overwrite=overwrite) == (
        (GALLERY / name).read_bytes()
    )


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff{}"), min_size=1
).filter(lambda text: bool(text.strip()))


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=20)
@given(text=texts, kind=st.sampled_from(["exact", "context", "repaired", "fuzzy"]))
def test_what_is_filled_in_is_read_and_nothing_else_changes(
    name: str, text: str, kind: Any, tmp_path_factory: pytest.TempPathFactory
):
    output = tmp_path_factory.getbasetemp() / name
    fill = Fill((text,), kind, source="<old> source", rate=86, corpus="own")
    path = GALLERY / name
    file = find(path).open_to_fill(path, ReadOptions())
    blanks = list(file.blanks())
    before = iter(find(path).read_units(path, ReadOptions()))
    report = file.write(output, (fill for blank in blanks if blank.wanted))
    assert report.total == len(blanks)
    after = find(path).read_units(output, ReadOptions())
    count = 0
    for old, new in zip(before, after, strict=True):
        if isinstance(old, Skipped) and isinstance(new, TranslationUnit):
            assert new.variants[1].text == text
            count += 1
        elif isinstance(new, TranslationUnit):
            assert isinstance(old, TranslationUnit)
            assert new.tuid == old.tuid
            assert new.variants[0] == old.variants[0]
            assert new.variants[1] == old.variants[1] or new.variants[1].text == text
    assert count <= report.exact + report.context + report.repaired + report.fuzzy
    again = find(path).open_to_fill(output, ReadOptions())
    third = output.with_name("again")
    again.write(third, (None for blank in again.blanks() if blank.wanted))
    assert third.read_bytes() == output.read_bytes()

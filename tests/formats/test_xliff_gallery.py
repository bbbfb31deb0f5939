"""Small files of all kinds, with what is read from them: `expected.json` beside the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gallery import gallery
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.formats import ReadOptions, find
from tmtool.models import Fill, Skipped, TranslationUnit

XLIFF = gallery("xliff")


def test_every_file_is_expected():
    assert XLIFF.names == XLIFF.expected.keys()


@pytest.mark.parametrize("name", sorted(XLIFF.expected))
def test_file(name: str):
    XLIFF.check(name)


def filled(name: str, output: Path, fill: Fill | None, **options) -> bytes:
    path = XLIFF.folder / name
    file = find(path).open_to_fill(path, ReadOptions(), **options)
    file.write(output, (fill for blank in file.blanks() if blank.wanted))
    return output.read_bytes()


@pytest.mark.parametrize("name", XLIFF.good)
@pytest.mark.parametrize("overwrite", [False, True])
def test_where_nothing_is_known_no_byte_changes(name: str, overwrite: bool, tmp_path: Path):
    assert filled(name, tmp_path / "out", None, overwrite=overwrite) == (
        (XLIFF.folder / name).read_bytes()
    )


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff{}"), min_size=1
).filter(lambda text: bool(text.strip()))


@pytest.mark.parametrize("name", XLIFF.good)
@settings(max_examples=20)
@given(text=texts, kind=st.sampled_from(["exact", "context", "repaired", "fuzzy"]))
def test_what_is_filled_in_is_read_and_nothing_else_changes(
    name: str, text: str, kind: Any, tmp_path_factory: pytest.TempPathFactory
):
    output = tmp_path_factory.getbasetemp() / name
    fill = Fill((text,), kind, source="<old> source", rate=86, corpus="own")
    path = XLIFF.folder / name
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

"""Small catalogues of all kinds, with what is read from them: `expected.json` beside the files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from gallery import gallery
from hypothesis import given
from hypothesis import strategies as st

from tmtool.formats import ReadOptions, find
from tmtool.models import Fill

PO = gallery("po", unsaid=("document",))
NOT_FILLED = ("duplicates.po", "domains.po", "no-header.po", "template.pot")
"""Readable files that are not filled without a language, or not at all."""
GOOD = [name for name in PO.good if name not in NOT_FILLED]


def test_every_file_is_expected():
    assert PO.names == PO.expected.keys()
    assert len(PO.names) >= 40


@pytest.mark.parametrize("name", sorted(PO.expected))
def test_file(name: str):
    PO.check(name)


def filled(name: str, output: Path, text: str | None, **options) -> None:
    path = PO.folder / name
    file = find(path).open_to_fill(path, ReadOptions(), **options)
    fill = None if text is None else Fill((text,) * 5, "exact")
    file.write(output, (fill for blank in file.blanks() if blank.wanted))


@pytest.mark.parametrize("name", GOOD)
def test_what_is_written_compiles_and_is_written_again_the_same(name: str, tmp_path: Path):
    output, again = tmp_path / "out.po", tmp_path / "again.po"
    filled(name, output, None)
    filled(str(output), again, None)
    assert again.read_bytes() == output.read_bytes()
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt (GNU gettext) is not installed")
    command = ["msgfmt", "-c", "-o", "/dev/null", output]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_whatever_is_filled_in_compiles(tmp_path_factory: pytest.TempPathFactory, text: str):
    folder = tmp_path_factory.mktemp("po")
    for name in ("comments.po", "plural.po", "plural-irish-5.po", "plural-brazilian.po"):
        filled(name, folder / name, text, overwrite=True)
        if shutil.which("msgfmt"):
            command = ["msgfmt", "-c", "-o", "/dev/null", folder / name]
            done = subprocess.run(command, capture_output=True, check=False)
            assert done.returncode == 0, done.stderr.decode()


@given(st.sampled_from(sorted(PO.expected)), st.data())
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
):
    content = bytearray((PO.folder / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        damage = data.draw(st.binary(max_size=3) | st.sampled_from([b'"', b"\\", b"\n", b"#~ "]))
        content[place : place + data.draw(st.integers(0, 6))] = damage
    path = tmp_path_factory.mktemp("po") / name
    path.write_bytes(content)
    found = PO.read(path)
    assert isinstance(found, list) or found["hint"]

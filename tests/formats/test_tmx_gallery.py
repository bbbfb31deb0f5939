"""Small TMX files of all kinds, with what is read from them: `expected.json` beside the files.

A file that is refused has its message; one that is broken has that and what repair makes of it.
"""

from __future__ import annotations

import pytest
from gallery import gallery

TMX = gallery("tmx")


def test_every_file_is_expected():
    assert TMX.expected.keys() == TMX.names
    assert len(TMX.names) > 40


@pytest.mark.parametrize("name", sorted(TMX.expected))
def test_what_is_read_from_a_file(name: str):
    expected, path = TMX.expected[name], TMX.folder / name
    found = TMX.read(path)
    if isinstance(expected, list):
        assert found == expected
        # What is well-formed is read alike with repair.
        assert TMX.read(path, recover=True) == expected
    elif isinstance(expected, dict):
        assert found == {"refused": expected["refused"], "hint": True}
        assert TMX.read(path, recover=True) == expected["recovered"]
    else:
        assert found == {"refused": expected, "hint": True}

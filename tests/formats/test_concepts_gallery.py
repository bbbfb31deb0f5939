"""Small files of concepts in all formats, with what is read from them."""

from __future__ import annotations

import pytest
from gallery import gallery

from tmtool.formats import FORMATS

CONCEPTS = gallery("concepts", concepts=True)


def test_every_file_is_expected():
    assert CONCEPTS.names == CONCEPTS.expected.keys()


def test_formats_told_by_their_suffix_are_there():
    suffixes = [one.suffixes for one in FORMATS if "r" in one.concepts and one.suffixes]
    missing = [one for one in suffixes if not any(name.endswith(one) for name in CONCEPTS.names)]
    # Workbooks are in the gallery of tables.
    assert missing == [(".xlsx", ".xlsm", ".xltx")]


@pytest.mark.parametrize("name", sorted(CONCEPTS.expected))
def test_file(name: str):
    CONCEPTS.check(name)


def test_an_encoding_may_be_given():
    path = CONCEPTS.folder / "refused-cp1251.csv"
    assert CONCEPTS.read(path, encoding="cp1251") == [{"en treaty": {}, "ru договор": {}}]

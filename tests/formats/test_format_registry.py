from __future__ import annotations

from pathlib import Path

import pytest

from tmtool.errors import InputError, LanguageError
from tmtool.formats import FORMATS, ReadOptions, WriteOptions, find
from tmtool.models import TranslationUnit, Variant

UNIT = TranslationUnit((Variant("en", "peace"), Variant("ru", "мир")))


@pytest.mark.parametrize(
    ("path", "name", "content", "expected"),
    [
        ("a.tmx", None, "units", "tmx"),
        ("A.TMX", None, "units", "tmx"),
        ("a.tsv", None, "units", "tsv"),
        ("a.tab", None, "units", "tsv"),
        ("a.txt", None, "units", "tsv"),
        ("a.csv", None, "units", "csv"),
        ("a.csv", None, "concepts", "csv"),
        ("a.pot", None, "units", "po"),
        ("a.tbx", None, "concepts", "tbx"),
        ("a.xyz", "tmx", "units", "tmx"),
        ("a.csv", "tsv", "units", "tsv"),
    ],
)
def test_find(path: str, name: str | None, content, expected: str):
    assert find(Path(path), name, content=content).name == expected


@pytest.mark.parametrize(
    ("path", "name", "content", "message"),
    [
        ("a.xyz", None, "units", "the suffix .xyz is not known"),
        ("a", None, "units", "the name has no suffix"),
        ("a.tmx", "xls", "units", "unknown format 'xls'"),
        ("a.tbx", None, "units", "tbx files hold no units"),
        ("a.tmx", None, "concepts", "tmx files hold no concepts"),
    ],
)
def test_find_refuses_and_lists_what_is_known(path: str, name: str | None, content, message: str):
    with pytest.raises(InputError, match=message) as caught:
        find(Path(path), name, content=content)
    assert "(.tsv, .tab, .txt)" in str(caught.value.hint)


def test_what_a_format_lacks_is_refused(tmp_path: Path):
    tmx = find(Path("a.tmx"))
    with pytest.raises(InputError, match="concepts cannot be read from tmx files"):
        tmx.read_concepts(tmp_path / "a.tmx", ReadOptions())
    with pytest.raises(InputError, match="concepts cannot be written to tmx files"):
        tmx.write_concepts(tmp_path / "a.tmx", [], WriteOptions())


def test_names_and_suffixes_are_unique():
    suffixes = [suffix for known in FORMATS for suffix in known.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert len({known.name for known in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("suffix", [".tmx", ".tsv", ".csv"])
def test_units_are_written_and_read(tmp_path: Path, suffix: str):
    path = tmp_path / f"a{suffix}"
    assert find(path).write_units(path, [UNIT], WriteOptions()) == 1
    assert list(find(path).read_units(path, ReadOptions())) == [UNIT]


def test_languages_of_options_are_normalised():
    options = ReadOptions(source_language="EN_us", target_language="RU")
    assert (options.source_language, options.target_language) == ("en-US", "ru")


@pytest.mark.parametrize("options", [ReadOptions, WriteOptions])
def test_unknown_languages_of_options_are_refused(options):
    with pytest.raises(LanguageError, match="unknown language 'xx'"):
        options(source_language="xx")

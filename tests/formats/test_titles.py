from __future__ import annotations

from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, Remark, find
from tmtool.formats.texts import read_texts
from tmtool.models import TranslationUnit


def read(path: Path, **options) -> tuple[list[tuple[str, ...]], list[Remark]]:
    told: list[Remark] = []
    found = find(path).read_units(path, ReadOptions(told=told.append, **options))
    units = [one for one in found if isinstance(one, TranslationUnit)]
    return [tuple(variant.text for variant in one.variants) for one in units], told


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("a.csv", "Title\nru,en\nмир,peace\n", [1]),
        ("a.csv", "Title, of 2024\n\nru,en,note\nмир,peace,n\n", [1]),
        ("a.csv", "Title,,\n,by me,\nru,en,note\nмир,peace,n\n", [1, 2]),
        ("a.csv", "Title\nru;en\nмир;peace\n", [1]),
        ("a.tsv", "Title\n\n\nBy us\nru\ten\nмир\tpeace\n", [1, 4]),
        ("a.tsv", "x\n" * 9 + "source\ttarget\nмир\tpeace\n", list(range(1, 10))),
        ("a.tsv", "\n\nru\ten\nмир\tpeace\n", []),
    ],
)
def test_titles_above_a_header_are_left_out_and_told(tmp_path, name, content, lines):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    found, told = read(path)
    assert found == [("мир", "peace")]
    assert [one.where for one in told] == [f"{path}:{line}" for line in lines]
    texts = read_texts(path, ReadOptions("ru", "en"), format_name=path.suffix[1:])
    assert [one.text for one in texts] == ["peace"]


@pytest.mark.parametrize(
    ("content", "options"),
    [
        ("x\n" * 10 + "ru\ten\nмир\tpeace\n", {}),
        ("Title\nru\ten\nмир\tpeace\n", {"header": True}),
        ("Title\nnothing\nмир\tpeace\n", {}),
    ],
)
def test_what_is_no_title_is_refused_as_before(tmp_path, content, options):
    path = tmp_path / "a.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        read(path, **options)


def test_rows_of_a_table_above_names_of_languages_stay(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("язык\tlanguage\nrussian\tenglish\nмир\tpeace\n", encoding="utf-8")
    found, told = read(path)
    assert found == [("язык", "language"), ("russian", "english"), ("мир", "peace")]
    assert told == []

from __future__ import annotations

from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.jobs.align.listed import named, read_list, read_pattern, without_partner
from tmtool.models import DocumentPair


def listed(folder: Path, text: str) -> list[DocumentPair]:
    path = folder / "list.tsv"
    path.write_text(text, encoding="utf-8")
    return read_list(path)


@pytest.mark.parametrize(
    "text",
    [
        "a.ru.txt\ta.en.txt\nb/b.ru.txt\tb/b.en.txt\tB\tnews\n",
        "# the archive\n\na.ru.txt\ta.en.txt\r\n  \nb/b.ru.txt\tb/b.en.txt\tB\tnews\r\n",
        "\ufeffSource\tTarget\tDocument\tCorpus\na.ru.txt\ta.en.txt\nb/b.ru.txt\tb/b.en.txt\tB\tnews\n",
        "corpus\ttarget\tsource\tdocument\n\ta.en.txt\ta.ru.txt\nnews\tb/b.en.txt\tb/b.ru.txt\tB\n",
    ],
)
def test_a_list_is_read(tmp_path: Path, text: str):
    assert listed(tmp_path, text) == [
        DocumentPair(tmp_path / "a.ru.txt", tmp_path / "a.en.txt"),
        DocumentPair(tmp_path / "b/b.ru.txt", tmp_path / "b/b.en.txt", "B", "news"),
    ]


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("# nothing\n", "list.tsv", "no pair"),
        ("a.ru.txt\n", "list.tsv:1", "two documents"),
        ("a\tb\n\n\tc\n", "list.tsv:3", "two documents"),
        ("a\tb\tc\td\te\n", "list.tsv:1", "5 columns"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(tmp_path: Path, text, where, said):
    with pytest.raises(InputError, match=said) as refused:
        listed(tmp_path, text)
    assert str(refused.value.where).endswith(where)


def test_documents_are_called_after_their_files():
    pairs = [
        DocumentPair(Path("x/a.txt"), Path("y/a.txt")),
        DocumentPair(Path("z/a.txt"), Path("y/b.txt")),
        DocumentPair(Path("x/c.txt"), Path("y/c.txt")),
        DocumentPair(Path("x/d.txt"), Path("y/d.txt"), "e"),
    ]
    assert [one.document for one in named(pairs)] == ["x/a.txt", "z/a.txt", "c.txt", "e"]
    with pytest.raises(InputError, match="two pairs of documents are called 'e'"):
        named([*pairs, DocumentPair(Path("f"), Path("g"), "e")])


def test_pairs_are_found_by_the_names_of_files(tmp_path: Path):
    for name in (
        "b.ru.txt",
        "b.en.txt",
        "a.RU.txt",
        "c.ru.txt",
        "x/d.ru.txt",
        "x/d.en.txt",
        "x.en",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert read_pattern(tmp_path, "{name}.{lang}.txt", "ru", "en") == [
        DocumentPair(tmp_path / "b.ru.txt", tmp_path / "b.en.txt", "b"),
        DocumentPair(tmp_path / "x/d.ru.txt", tmp_path / "x/d.en.txt", "x/d"),
    ]

    assert without_partner(tmp_path, "{name}.{lang}.txt", "ru", "en") == [tmp_path / "c.ru.txt"]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("*.txt", "how names are made"),
        ("{name}.txt", "how names are made"),
        ("{lang}/{name}/{name}", "how names are made"),
        ("{lang}/{name}.txt", "no two files"),
    ],
)
def test_a_pattern_that_finds_nothing_is_refused(tmp_path: Path, pattern: str, said: str):
    (tmp_path / "a.ru.txt").touch()
    with pytest.raises(InputError, match=said):
        read_pattern(tmp_path, pattern, "ru", "en")
    with pytest.raises(InputError, match="no such folder"):
        read_pattern(tmp_path / "none", "{lang}/{name}", "ru", "en")

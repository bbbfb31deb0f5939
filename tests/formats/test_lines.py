from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats.lines import read_segments


def written(folder: Path, content: bytes) -> Path:
    path = folder / "draft.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "segments"),
    [
        ("Да.\nНет.\n", ["Да.", "Нет."]),
        ("Да.\nНет.", ["Да.", "Нет."]),
        ("Да.\r\nНет.\r\n", ["Да.", "Нет."]),
        ("\n", [""]),
        ("\n\n", ["", ""]),
        ("a\n\n", ["a", ""]),
        ("\na", ["", "a"]),
        ("a\n\r\nb\r", ["a", "", "b"]),
        ("a\r\r\n", ["a\r"]),
        ("one\rtwo\nthree\n", ["one\rtwo", "three"]),
        (
            "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\x1dh\x1ei\n",
            ["a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\x1dh\x1ei"],
        ),
        ("  two spaces \t\u00a0\n", ["  two spaces \t\u00a0"]),
        ("и\u0306\n", ["и\u0306"]),
        ("\ufeffСтатья 5\n", ["Статья 5"]),
        ("a\n\ufeffb\n", ["a", "\ufeffb"]),
        ("\ufeff", []),
    ],
)
def test_lines_are_segments(tmp_path: Path, content: str, segments: list[str]):
    assert read_segments(written(tmp_path, content.encode())) == segments


@given(
    segments=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r\ufeff"))
    )
)
def test_written_segments_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, segments: list[str]
):
    content = "".join(f"{segment}\n" for segment in ["first", *segments])
    path = written(tmp_path_factory.mktemp("lines"), content.encode())
    assert read_segments(path) == ["first", *segments]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Статья 5\nСтатья 6\n".encode("cp1251"), "cp1251"),
        (codecs.BOM_UTF16_LE + "Статья 5\nСтатья 6\n".encode("utf-16-le"), None),
    ],
)
def test_other_encodings(tmp_path: Path, content: bytes, encoding: str | None):
    path = written(tmp_path, content)
    assert read_segments(path, encoding=encoding) == ["Статья 5", "Статья 6"]


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (b"", "", "empty"),
        ("Да.\nНет.\n".encode() + "Статья\n".encode("cp1251"), ":3", "utf-8"),
        (b"a\nb\0c\n", ":2", "NUL"),
    ],
)
def test_refusals_name_the_line(tmp_path: Path, content: bytes, where: str, what: str):
    path = written(tmp_path, content)
    with pytest.raises(InputError, match=what) as refusal:
        read_segments(path)
    assert refusal.value.where == f"{path}{where}"


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="no such file"):
        read_segments(tmp_path / "missing.txt")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\x14\x00", "is a zip archive, such as a Word document, not text"),
        (b"%PDF-1.7\n", "is a PDF file, not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Word or Excel file, not text"),
    ],
)
def test_documents_are_not_taken_for_text_in_a_strange_encoding(tmp_path: Path, content, what):
    with pytest.raises(InputError, match=what) as refusal:
        read_segments(written(tmp_path, content))
    assert "--encoding" not in (refusal.value.hint or "")

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats.files import check_readable, open_text, replacing

TEXT = "ratify\tратифицировать\r\n«Ёлка»\n"


@pytest.mark.parametrize(
    ("encoding", "given"),
    [
        ("utf-8", None),
        ("utf-8", "utf-8"),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-16-le", "utf-16-le"),
        ("utf-16", "cp1251"),
        ("cp1251", "cp1251"),
        ("koi8-r", "KOI8-R"),
    ],
)
def test_text_is_decoded_with_its_line_ends(tmp_path: Path, encoding: str, given: str | None):
    text = TEXT.replace("«Ёлка»", "Ёлка")
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    with open_text(path, given) as file:
        assert file.read() == text


def test_characters_across_chunks_are_whole(tmp_path: Path):
    text = "я" * 200_001 + "a" + "𝕏" * 100_001
    for encoding in ("utf-8", "utf-16"):
        path = tmp_path / encoding
        path.write_bytes(("b" + text).encode(encoding))
        with open_text(path) as file:
            assert file.read() == "b" + text


def test_missing_file(tmp_path: Path):
    with pytest.raises(InputError, match="no such file") as caught:
        check_readable(tmp_path / "none.tmx")
    assert caught.value.where == str(tmp_path / "none.tmx")
    assert caught.value.hint


def test_folder(tmp_path: Path):
    with pytest.raises(InputError, match="is a folder"):
        check_readable(tmp_path)


def test_empty_file(tmp_path: Path):
    path = tmp_path / "empty.tmx"
    path.touch()
    with pytest.raises(InputError, match="the file is empty"):
        check_readable(path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "locked.tmx"
    path.write_text("x")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match="no permission"):
        check_readable(path)


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b"])
def test_impossible_name(tmp_path: Path, name: str):
    with pytest.raises(InputError, match="cannot be read"):
        check_readable(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "given", "message", "line"),
    [
        (b"one\ntwo\n\xcf\xf0\n", None, "not in the encoding utf-8", 3),
        (b"\xef\xbb\xbfone\n\xff", None, "not in the encoding utf-8", 2),
        (b"one\n\xd0", None, "not in the encoding utf-8", 2),
        ("one\nдва".encode("utf-16") + b"\x00", None, "not in the encoding utf-16", 2),
        (b"one\n\x98", "cp1251", "not in the encoding cp1251", 2),
        (b"one\ntwo\x00\n", None, "not a text file: it has NUL", 2),
        ("one\nдва".encode("utf-16-le"), None, "not a text file: it has NUL", 1),
    ],
)
def test_wrong_encoding_and_binary_content(
    tmp_path: Path, content: bytes, given: str | None, message: str, line: int
):
    path = tmp_path / "a.tsv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught, open_text(path, given) as file:
        list(file)
    assert caught.value.where == f"{path}:{line}"
    assert "--encoding" in str(caught.value.hint)


def test_line_of_a_wrong_byte_far_into_the_file(tmp_path: Path):
    path = tmp_path / "a.tsv"
    path.write_bytes(b"0123456789\n" * 100_000 + b"\xff\n")
    with pytest.raises(InputError) as caught, open_text(path) as file:
        list(file)
    assert caught.value.where == f"{path}:100001"


@pytest.mark.parametrize("encoding", ["nonsense", "rot13", "a\0b"])
def test_unknown_encoding(tmp_path: Path, encoding: str):
    path = tmp_path / "a.txt"
    path.write_text("x")
    with pytest.raises(InputError, match="unknown encoding"):
        open_text(path, encoding)


def test_replacing_writes_the_whole_file(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    with replacing(path) as file:
        file.write(TEXT)
        assert path.read_text() == "old"
    assert path.read_bytes().decode() == TEXT
    assert path.stat().st_mode & 0o777 == 0o640
    assert [child.name for child in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, GeneratorExit])
def test_replacing_leaves_nothing_behind(tmp_path: Path, error: type[BaseException]):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def write() -> None:
        with replacing(path) as file:
            file.write("new")
            raise error

    with pytest.raises(error):
        write()
    assert path.read_text() == "old"
    assert [child.name for child in tmp_path.iterdir()] == ["a.txt"]


def test_replacing_follows_a_link(tmp_path: Path):
    (tmp_path / "real.txt").write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to("real.txt")
    with replacing(link) as file:
        file.write("new")
    assert link.is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_devices_are_written_directly():
    with replacing(Path(os.devnull)) as file:
        file.write("x")
    assert Path(os.devnull).is_char_device()


def test_replacing_in_a_missing_folder(tmp_path: Path):
    path = tmp_path / "none" / "a.txt"
    with pytest.raises(InputError, match="cannot be written: No such file") as caught:
        replacing(path).__enter__()
    assert caught.value.where == str(path)


def test_replacing_a_folder(tmp_path: Path):
    with pytest.raises(InputError, match="is a folder"):
        replacing(tmp_path).__enter__()


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"), replacing(tmp_path / "a.txt") as file:
        file.write("new")
    assert list(tmp_path.iterdir()) == []


def test_half_a_character_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="half a character"), replacing(tmp_path / "a") as file:
        file.write("x\ud800")
    assert list(tmp_path.iterdir()) == []

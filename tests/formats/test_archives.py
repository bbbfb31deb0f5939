"""Archives are read without being unpacked; dangerous and damaged ones are refused."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, find
from tmtool.formats.archives import LARGE, leads_out

UNIT = '<tu><tuv lang="en"><seg>a</seg></tuv><tuv lang="ru"><seg>б</seg></tuv></tu>\n'
HEAD = '<tmx version="1.4"><header/><body>'
TMX = f"{HEAD}{UNIT}</body></tmx>"


def read(path: Path) -> list:
    return list(find(path).read_units(path, ReadOptions()))


def bomb() -> bytes:
    """A TMX file of 80 MB that is packed to less than a hundredth of that."""
    return HEAD.encode() + b" " * (LARGE + (16 << 20)) + b"</body></tmx>"


def test_a_gzip_bomb_is_refused(tmp_path: Path):
    path = tmp_path / "a.tmx.gz"
    path.write_bytes(gzip.compress(bomb()))
    with pytest.raises(InputError, match="more than 150 times as large as the file: refused"):
        read(path)


def test_a_zip_bomb_is_refused_however_it_is_cut(tmp_path: Path):
    one, several = tmp_path / "a.tmx.zip", tmp_path / "b.zip"
    with zipfile.ZipFile(one, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.tmx", bomb())
    part = HEAD.encode() + b" " * (LARGE // 4) + b"</body></tmx>"
    with zipfile.ZipFile(several, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"{number}.tmx", part)
    for path in (one, several):
        with pytest.raises(InputError, match="refused for safety") as refused:
            read(path)
        assert str(path) in (refused.value.where or "")
        assert refused.value.hint


def test_what_is_packed_well_but_is_large_is_read(tmp_path: Path):
    path = tmp_path / "a.tmx.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(f"{HEAD}{UNIT * 50_000}</body></tmx>")
    assert len(read(path)) == 50_000


@pytest.mark.parametrize(
    ("name", "out"),
    [
        ("a.tmx", False),
        ("a/b.tmx", False),
        ("a..b/c.tmx", False),
        ("../a.tmx", True),
        ("a/../../b.tmx", True),
        ("a\\..\\b.tmx", True),
        ("/a.tmx", True),
        ("\\a.tmx", True),
        ("C:\\a.tmx", True),
        ("C:a.tmx", True),
        ("", True),
    ],
)
def test_paths_that_lead_out(name: str, out: bool):
    assert leads_out(name) == out


def test_a_password_is_told(tmp_path: Path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.tmx", TMX)
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(InputError, match="has a password"):
        read(path)


@pytest.mark.parametrize("damage", ["cut", "checksum", "directory"])
def test_damage_is_told(tmp_path: Path, damage: str):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.tmx", TMX)
    content = bytearray(path.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    else:
        place = content.index(b"PK\x01\x02") + (16 if damage == "checksum" else 0)
        content[place] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(InputError, match="the archive is damaged"):
        read(path)


def test_the_content_decides_not_the_suffix(tmp_path: Path):
    packed, plain = tmp_path / "a.tmx", tmp_path / "b.tmx.gz"
    packed.write_bytes(gzip.compress(TMX.encode()))
    plain.write_text(TMX, encoding="utf-8")
    assert read(packed) == read(plain)
    assert len(read(packed)) == 1


def test_a_packed_file_is_not_repaired_in_its_place(tmp_path: Path):
    path = tmp_path / "a.tmx.gz"
    path.write_bytes(gzip.compress(TMX.encode()))
    with pytest.raises(InputError, match="a packed file cannot be repaired"):
        find(path).rewrite_targets(path, path, [], ReadOptions())
    assert read(path)

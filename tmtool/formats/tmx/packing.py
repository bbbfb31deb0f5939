"""TMX files written packed or not, whole or not at all."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

from tmtool.formats.files import replacing, replacing_bytes, told_halves

_LEVEL = 6


@contextmanager
def packed_file(path: Path) -> Iterator[TextIO]:
    """Give a text file that takes the place of `path` when the block ends well.

    It is packed by gzip where the name ends in `.gz`, and is the one file of a ZIP archive where
    it ends in `.zip`. See `files.replacing`.
    """
    name = path.name.lower()
    if not name.endswith((".gz", ".zip")):
        with replacing(path) as file:
            yield file
        return
    with told_halves(path), replacing_bytes(path) as packed:
        opened = _gzip(packed) if name.endswith(".gz") else _zip(packed, path)
        with opened as content, io.TextIOWrapper(content, "utf-8", newline="") as text:
            yield text


@contextmanager
def _gzip(packed: BinaryIO) -> Iterator[BinaryIO]:
    # Without a name and a time in it, the same units give the same file.
    with gzip.GzipFile("", "wb", _LEVEL, packed, mtime=0) as content:
        yield content  # type: ignore[misc]


@contextmanager
def _zip(packed: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    stem = path.name[: -len(".zip")]
    inner = stem if stem.lower().endswith(".tmx") else f"{stem}.tmx"
    with (
        ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive,
        archive.open(inner, "w", force_zip64=True) as content,
    ):
        yield content  # type: ignore[misc]

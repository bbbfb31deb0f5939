"""Files that are compressed: what is in them, read without being unpacked to the disk."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from tmtool.errors import InputError
from tmtool.formats.files import Readable, open_binary

__all__ = ["DAMAGED", "LARGE", "RATIO", "is_packed", "leads_out", "unpacked"]

LARGE = 1 << 26
"""Bytes (64 MB) up to which content may be packed as densely as it likes."""

RATIO = 150
"""How much smaller than its content a larger file may be; texts get 3 to 20 times smaller."""

DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What the standard library raises for archives that are not whole."""

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def is_packed(path: Path) -> bool:
    """Tell whether a file is compressed by gzip or is a ZIP archive, by how it begins."""
    with open_binary(path) as file:
        return _kind(file) != ""


def unpacked(path: Path, suffix: str) -> Iterator[tuple[str, io.BufferedReader]]:
    """Yield the file itself, what gzip packed, or each file with the suffix in a ZIP archive.

    Each comes with its name for messages and is read before the next one is taken. Raises
    InputError, also while it is read, for what is damaged, has a password, has paths that lead
    out of the archive, or is packed so densely that it can only be meant to do harm.
    """
    with open_binary(path) as file:
        kind = _kind(file)
        if kind == "gzip":
            with closing(gzip.GzipFile(fileobj=file, mode="rb")) as content:
                packed = path.stat().st_size
                yield str(path), io.BufferedReader(_Measured(content, str(path), packed))
        elif kind == "zip":
            yield from _members(path, file, suffix)
        else:
            yield str(path), file


def _kind(file: io.BufferedReader) -> str:
    start = file.peek(4)[:4]
    if start.startswith(_GZIP):
        return "gzip"
    return "zip" if start.startswith(_ZIP) else ""


def _members(path: Path, file: BinaryIO, suffix: str) -> Iterator[tuple[str, io.BufferedReader]]:
    with _opened(path, file) as archive:
        chosen = [info for info in archive.infolist() if _is_wanted(info, path, suffix)]
        if not chosen:
            raise InputError(
                f"the archive holds no {suffix} file",
                where=str(path),
                hint="Unpack it, and import the files in it one by one.",
            )
        unpacked_before = 0
        for info in chosen:
            name = f"{path}/{info.filename}"
            with _damage_told(name):
                content = archive.open(info)
            with content:
                measured = _Measured(content, name, path.stat().st_size, unpacked_before)
                yield name, io.BufferedReader(measured)
                # Entries may share their bytes: it is the whole archive that is measured.
                unpacked_before = measured.size


def _opened(path: Path, file: BinaryIO) -> ZipFile:
    with _damage_told(str(path)):
        return ZipFile(file)


def _is_wanted(info: ZipInfo, path: Path, suffix: str) -> bool:
    if leads_out(info.filename):
        raise InputError(
            f"the archive has the path {info.filename!r}, which leads out of it: refused for"
            " safety",
            where=str(path),
            hint="If you trust it, unpack it and import the files in it one by one.",
        )
    name = info.filename.rpartition("/")[2]
    # macOS adds a hidden twin to every file that it packs.
    if name.startswith(".") or not name.lower().endswith(suffix):
        return False
    if info.flag_bits & 1:
        raise InputError(
            f"{info.filename} in the archive has a password",
            where=str(path),
            hint="Unpack it, and import the files in it one by one.",
        )
    return True


def leads_out(name: str) -> bool:
    """Tell whether the path of a file in an archive is absolute, or goes up out of it."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or ":" in parts[0]


class _Measured(io.RawIOBase):
    """What an archive gives, refused where it becomes far larger than the archive."""

    def __init__(self, content: Readable, name: str, packed: int, before: int = 0) -> None:
        self._content = content
        self._name = name
        self._most = max(LARGE, packed * RATIO)
        self.size = before

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        with _damage_told(self._name):
            chunk = self._content.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self.size += len(chunk)
        if self.size > self._most:
            raise InputError(
                f"what is packed is more than {RATIO} times as large as the file: refused for"
                " safety",
                where=self._name,
                hint="If you trust it, unpack it and import what is in it.",
            )
        return len(chunk)


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    try:
        yield
    except EOFError as error:
        raise InputError(
            "the file ends too early: it is cut off",
            where=name,
            hint="Get the whole file again.",
        ) from error
    except DAMAGED as error:
        raise InputError(
            f"the archive is damaged: {error}",
            where=name,
            hint="Get it again, or unpack it with a program that repairs archives.",
        ) from error

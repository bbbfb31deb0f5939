"""Files: opened for reading with clear refusals, replaced whole or not at all when written."""

from __future__ import annotations

import codecs
import io
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, Literal, NoReturn, Protocol, TextIO

from tmtool.errors import InputError

_CHUNK = 1 << 16
_NOT_TEXT = {
    b"PK\x03\x04": "a zip archive, such as a Word document",
    b"%PDF": "a PDF file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
}
"""How files begin that are often taken for text."""

_SQLITE = b"SQLite format 3\0"
"""How an SQLite file begins."""

_ENCODING_HINT = "Give the encoding of the file with --encoding, such as cp1251 or utf-16-le."


class Readable(Protocol):
    """What gives bytes, and none at its end."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, about as many as asked for."""


def check_readable(path: Path) -> None:
    """Raise InputError unless the path is a file that has content and may be read.

    Pipes and devices are taken as they are.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise InputError(
            "no such file", where=str(path), hint="Check the name and the folder."
        ) from None
    except (OSError, ValueError) as error:
        _refuse(path, error)
    if stat.S_ISDIR(status.st_mode):
        raise InputError(
            "is a folder, not a file", where=str(path), hint="Name the files in it one by one."
        )
    if not os.access(path, os.R_OK):
        raise InputError(
            "no permission to read this file",
            where=str(path),
            hint="Change its permissions or read a copy of it.",
        )
    if stat.S_ISREG(status.st_mode) and status.st_size == 0:
        raise InputError(
            "the file is empty",
            where=str(path),
            hint="Check that it was saved in full.",
        )


def _refuse(path: Path, error: OSError | ValueError) -> NoReturn:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    raise InputError(
        f"the file cannot be read: {reason}", where=str(path), hint="Check the name and the disk."
    ) from error


def open_binary(path: Path) -> io.BufferedReader:
    """Open a file that `check_readable` accepts; any failure is an InputError."""
    check_readable(path)
    try:
        return path.open("rb")
    except OSError as error:
        _refuse(path, error)


def open_text(path: Path, encoding: str | None = None) -> TextIO:
    """Open a text file with its line ends as they are.

    A byte order mark decides (UTF-8 or UTF-16) and is dropped; without one the encoding given
    or UTF-8 is used. Bytes that do not fit and NUL characters raise InputError with their line,
    at the latest when they are read.
    """
    _check_encoding(encoding)
    file = open_binary(path)
    try:
        head = file.peek(4)[:4]
        _refuse_what_is_no_text(path, head)
        start = head[:3]
        if start == codecs.BOM_UTF8:
            file.read(3)
            encoding = "utf-8"
        elif start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            encoding = "utf-16"
        checked = _CheckedText(file, path, encoding or "utf-8")
        return io.TextIOWrapper(checked, encoding="utf-8", newline="")
    except BaseException:
        file.close()
        raise


def _check_encoding(encoding: str | None) -> None:
    try:
        "".encode(encoding or "utf-8")
    except (LookupError, ValueError) as error:
        raise InputError(
            f"unknown encoding {encoding!r}", hint="Give a name such as utf-8, utf-16-le or cp1251."
        ) from error


def _refuse_what_is_no_text(path: Path, head: bytes) -> None:
    if head in _NOT_TEXT:
        raise InputError(
            f"is {_NOT_TEXT[head]}, not text",
            where=str(path),
            hint="Save it as plain text in UTF-8, or give it the suffix that says what it is:"
            " `tmtool align`, `pretranslate`, `analyze` and `score` read documents.",
        )


class _CheckedText(io.BufferedIOBase):
    """A binary stream in any encoding, read as UTF-8 that is known to be good text."""

    def __init__(self, file: io.BufferedReader, path: Path, encoding: str) -> None:
        self._file = file
        self._path = path
        self._encoding = codecs.lookup(encoding).name
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._lines = 0

    @property
    def name(self) -> str:
        return str(self._path)

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()
        super().close()

    def read(self, size: int | None = -1, /) -> bytes:
        return self.read1() if size != -1 else b"".join(iter(self.read1, b""))

    def read1(self, _size: int = -1, /) -> bytes:
        while True:
            chunk = self._file.read(_CHUNK)
            text = self._decode(chunk)
            if "\0" in text:
                good = text.partition("\0")[0]
                self._refuse("this is not a text file: it has NUL characters", good)
            self._lines += text.count("\n")
            if self._encoding == "utf-8" or not chunk:
                return chunk
            if text:
                return text.encode("utf-8", "surrogatepass")

    def _decode(self, chunk: bytes) -> str:
        try:
            return self._decoder.decode(chunk, not chunk)
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(self._encoding, "replace")
            self._refuse(f"the text is not in the encoding {self._encoding}", good)

    def _refuse(self, what: str, good: str) -> NoReturn:
        line = 1 + self._lines + good.count("\n")
        raise InputError(what, where=f"{self._path}:{line}", hint=_ENCODING_HINT)


@contextmanager
def replacing(path: Path, *, encoding: str = "utf-8", newline: str = "") -> Iterator[TextIO]:
    """Give a text file that takes the place of `path` when the block ends well.

    It is in UTF-8 unless told otherwise; a `newline` is written for each line feed. Until then
    it stands in the same folder under another name; after any exception it is gone and `path`
    is as it was. A link keeps pointing to the file that is replaced. Pipes and devices are
    written directly. Errors of the file system raise InputError.
    """
    with told_halves(path), _replacing(path, "", encoding=encoding, newline=newline) as file:
        yield file


@contextmanager
def told_halves(path: Path) -> Iterator[None]:
    """Turn the error of a text that UTF-8 cannot hold into an InputError."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputError(
            f"a text holds half a character ({error.object[error.start]!a})",
            where=str(path),
            hint="Correct the unit; half a surrogate pair cannot be written as UTF-8.",
        ) from error


@contextmanager
def replacing_bytes(path: Path) -> Iterator[BinaryIO]:
    """Give a file of bytes that takes the place of `path` when the block ends well.

    See `replacing`; the `name` of the file is where it stands until then.
    """
    with _replacing(path, "b") as file:
        yield file


@contextmanager
def _replacing(path: Path, kind: Literal["", "b"], **options: str) -> Iterator[Any]:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open(f"w{kind}", **options) as file:  # type: ignore[call-overload]
                yield file
        else:
            yield from _in_its_place(path.resolve(), f"x{kind}", options)
    except IsADirectoryError as error:
        raise InputError(
            "is a folder, not a file", where=str(path), hint="Give the name of a file in it."
        ) from error
    except OSError as error:
        raise InputError(
            f"the file cannot be written: {error.strerror or error}",
            where=str(path),
            hint="Check the folder, its permissions and the free space.",
        ) from error


def _is_sqlite(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE
    return False


def _in_its_place(target: Path, mode: str, options: Mapping[str, str]) -> Iterator[IO[Any]]:
    if target.is_dir():
        raise IsADirectoryError(target)
    if _is_sqlite(target):
        raise InputError(
            "is an SQLite file, such as a memory, and is not written over",
            where=str(target),
            hint="Give another name, or remove the file.",
        )
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with part.open(mode, **options) as file:  # type: ignore[call-overload]
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise

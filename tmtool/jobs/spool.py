"""A temporary file that keeps in order what does not fit into memory."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from types import TracebackType
from typing import Generic, Self, TypeVar

from tmtool.errors import InputError

Item = TypeVar("Item")


class Spool(Generic[Item]):
    """Values written one after the other, then read back; gone when the block ends."""

    def __init__(self) -> None:
        with _explaining():
            self._file = TemporaryFile(prefix="tmtool-")  # noqa: SIM115 - closed by __exit__
        self._pickler = pickle.Pickler(self._file, pickle.HIGHEST_PROTOCOL)
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, item: Item) -> None:
        """Write a value at the end."""
        with _explaining():
            self._pickler.dump(item)
        self._pickler.clear_memo()
        self._count += 1

    def __iter__(self) -> Iterator[Item]:
        with _explaining():
            self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"no temporary file can be written: {error.strerror or error}",
            hint="Make space, or name another folder with the environment variable TMPDIR.",
        ) from error

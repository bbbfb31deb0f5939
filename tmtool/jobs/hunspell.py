"""Dictionaries of hunspell, asked through the program as a process of its own.

The program speaks the protocol of ispell: a line with a word is answered with `*`, `+` or `-`
where it is known, `& word n offset: near, near` or `# word offset` where not, and a blank line.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import weakref
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from tmtool.errors import InputError
from tmtool.languages import normalise, primary

__all__ = ["Hunspell", "dictionaries", "installed", "missing", "program"]

VARIABLE = "TMTOOL_HUNSPELL"
"""The environment variable that names the program; empty, there is none."""

_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
)
_NEAR_ALONE = {b"MAXNGRAMSUGS": b"0", b"MAXCPDSUGS": b"0", b"NOSPLITSUGS": b""}
"""Settings without which hunspell takes a tenth of a second to guess at each unknown word."""
_AT_ONCE = 50
_REMEMBERED = 1 << 17


def program() -> str | None:
    """Return the program, `None` where it is not installed."""
    named = os.environ.get(VARIABLE)
    return shutil.which("hunspell" if named is None else named)


def installed() -> dict[str, Path]:
    """Return the dictionaries by their names, such as ru_RU, as paths without a suffix.

    They are sought in the folders of DICPATH, then where systems keep them.
    """
    given = [one for one in os.environ.get("DICPATH", "").split(os.pathsep) if one]
    found: dict[str, Path] = {}
    for folder in map(Path, (*given, *_FOLDERS)):
        if folder.is_dir():
            for words in sorted(folder.glob("*.dic")):
                if words.with_suffix(".aff").is_file():
                    found.setdefault(words.stem, words.with_suffix(""))
    return found


def dictionaries(language: str) -> list[Path]:
    """Return the dictionaries of a language: that of its region, or those of all regions."""
    tags: dict[str, list[Path]] = {}
    for name, path in installed().items():
        parts = name.replace("_", "-").split("-")
        if parts[0].isalpha() and len(parts[0]) in (2, 3):
            tags.setdefault("-".join(parts[:2]).lower(), []).append(path)
    tag = normalise(language).lower()
    if "-" in tag and tag in tags:
        return tags[tag]
    own = primary(tag)
    return [path for one, paths in sorted(tags.items()) if primary(one) == own for path in paths]


def missing(language: str) -> str | None:
    """Return why there is no speller for a language; `None` where there is one."""
    if program() is None:
        return "hunspell is not installed"
    if not dictionaries(language):
        return f"no dictionary for {primary(language)}"
    return None


class Hunspell:
    """A process that knows the words of a language; it ends with this object.

    Words once asked for are remembered. Raises InputError where there is no program or
    dictionary, and where the program fails.
    """

    def __init__(self, language: str) -> None:
        command, paths = program(), dictionaries(language)
        if command is None or not paths:
            raise InputError(
                f"spelling: {missing(language)}",
                hint="Install hunspell with a dictionary, or set DICPATH to its folder.",
            )
        self._known: dict[str, tuple[str, ...] | None] = {}
        folder = TemporaryDirectory(prefix="tmtool-")
        try:
            self._process = _started(command, paths, Path(folder.name))
        except BaseException:
            folder.cleanup()
            raise
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._asks, self._answers = self._process.stdin, self._process.stdout
        self.close = weakref.finalize(self, _end, self._process, folder)
        if not self._answers.readline().startswith("@"):
            self.close()
            raise _failed()

    def __call__(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return those of some words that no dictionary has, each with near ones, best first."""
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        if len(self._known) + len(new) > _REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(words))
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            self._known |= zip(some, self._ask(some), strict=True)
        found = ((word, self._known[word]) for word in words)
        return {word: near for word, near in found if near is not None}

    def _ask(self, words: Sequence[str]) -> Iterator[tuple[str, ...] | None]:
        try:
            # A caret keeps the program from reading a word as a command.
            self._asks.write("".join(f"^{word}\n" for word in words))
            self._asks.flush()
            for word in words:
                yield self._answer(word)
        except (OSError, ValueError) as error:
            raise _failed() from error

    def _answer(self, word: str) -> tuple[str, ...] | None:
        """Return words near to one that is unknown; `None` for one that is known.

        A word with a hyphen is answered in parts: what is near to a part stands in its place.
        """
        near: tuple[str, ...] | None = None
        while True:
            line = self._answers.readline()
            if not line:
                raise _failed()
            line = line.rstrip("\r\n")
            if not line:
                return near
            if line[0] in "&?#":
                head, _, listed = line.partition(": ")
                part = head.split(" ")[1]
                offered = listed.split(", ") if listed else []
                several = near is not None
                near = () if several else tuple(word.replace(part, one, 1) for one in offered)


def _started(command: str, paths: Sequence[Path], folder: Path) -> subprocess.Popen[str]:
    """Start the program with copies of the dictionaries that make it offer near words alone."""
    for path in paths:
        lines = path.with_suffix(".aff").read_bytes().splitlines()
        kept = [line for line in lines if line.split(b" ")[0].strip() not in _NEAR_ALONE]
        kept += [b" ".join(filter(None, item)) for item in _NEAR_ALONE.items()]
        (folder / f"{path.name}.aff").write_bytes(b"\n".join([*kept, b""]))
        shutil.copyfile(path.with_suffix(".dic"), folder / f"{path.name}.dic")
    names = ",".join(str(folder / path.name) for path in paths)
    try:
        return subprocess.Popen(
            [command, "-a", "-i", "UTF-8", "-d", names],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise _failed() from error


def _failed() -> InputError:
    return InputError(
        "hunspell has failed",
        hint='Try it by hand, or write spelling = "off" below [checks] in tmtool.toml.',
    )


def _end(process: subprocess.Popen[str], folder: TemporaryDirectory[str]) -> None:
    streams: tuple[IO[str] | None, ...] = (process.stdin, process.stdout)
    for stream in streams:
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.kill()
    process.wait()
    folder.cleanup()

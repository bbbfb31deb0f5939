"""Lists of pairs of documents: a table, or a folder whose files are named by a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.files import open_text
from tmtool.models import DocumentPair

__all__ = ["COLUMNS", "named", "read_list", "read_pattern", "without_partner"]

COLUMNS = ("source", "target", "document", "corpus")
"""The columns of a list; a first row with these names may put them in another order."""

_HINT = "Write the source and the target, and a tab between them; a name and a corpus may follow."


def read_list(path: Path, encoding: str | None = None) -> list[DocumentPair]:
    """Return the pairs that a list names, in its order.

    Paths are relative to the list. Blank lines, and those that begin with #, are passed over.
    Raises InputError, with the line, for what is no pair and for a document named twice.
    """
    pairs: list[DocumentPair] = []
    columns: Sequence[str] | None = None
    with open_text(path, encoding) as file:
        for number, line in enumerate(file, 1):
            cells = [cell.strip() for cell in line.rstrip("\r\n").split("\t")]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if columns is None:
                columns = _header(cells)
                if columns is not COLUMNS:
                    continue
            pairs.append(_pair(cells, columns, path, number))
    if not pairs:
        raise InputError("the list names no pair of documents", where=str(path), hint=_HINT)
    return pairs


def _header(cells: Sequence[str]) -> Sequence[str]:
    """Return the columns that a first row names, the usual ones where it is no header."""
    names = [cell.lower() for cell in cells]
    return names if {"source", "target"} <= set(names) <= {*COLUMNS, ""} else COLUMNS


def _pair(cells: Sequence[str], columns: Sequence[str], path: Path, line: int) -> DocumentPair:
    where = f"{path}:{line}"
    if len(cells) > len(columns):
        raise InputError(f"the line has {len(cells)} columns", where=where, hint=_HINT)
    row = {name: cell for name, cell in zip(columns, cells, strict=False) if cell}
    if not {"source", "target"} <= row.keys():
        raise InputError("the line does not name two documents", where=where, hint=_HINT)
    folder = path.parent
    return DocumentPair(
        folder / row["source"], folder / row["target"], row.get("document"), row.get("corpus")
    )


def read_pattern(folder: Path, pattern: str, source: str, target: str) -> list[DocumentPair]:
    """Return the pairs of documents in a folder whose names differ in the language alone.

    In a pattern such as `{lang}/{name}.docx`, `{name}` is any name, and `{lang}` a language tag as
    the files have it. Documents without a partner are left out. Raises InputError for a pattern
    without these, a folder that is not there, and where there is no pair.
    """
    if pattern.count("{name}") != 1 or "{lang}" not in pattern:
        raise InputError(
            f"the pattern {pattern!r} does not say how names are made",
            hint="Write {name} once, and {lang} where the language stands: {name}.{lang}.docx.",
        )
    if not folder.is_dir():
        raise InputError("there is no such folder", where=str(folder), hint="Check its name.")
    sources, targets = (_matching(folder, pattern, tag) for tag in (source, target))
    names = sorted(sources.keys() & targets.keys())
    if not names:
        raise InputError(
            f"no two files are named like {pattern} with {source} and {target}",
            where=str(folder),
            hint="Check the pattern and the languages: they stand for {lang} as they are given.",
        )
    return [DocumentPair(sources[name], targets[name], name) for name in names]


def without_partner(folder: Path, pattern: str, source: str, target: str) -> list[Path]:
    """Return the documents that `read_pattern` leaves out, since the other language has none."""
    sources, targets = (_matching(folder, pattern, tag) for tag in (source, target))
    alone = sources.keys() ^ targets.keys()
    return sorted(
        path for found in (sources, targets) for name, path in found.items() if name in alone
    )


def _matching(folder: Path, pattern: str, language: str) -> dict[str, Path]:
    filled = pattern.replace("{lang}", language)
    before, after = (re.escape(part) for part in filled.split("{name}"))
    fits = re.compile(f"{before}(.+){after}")
    found = {}
    for path in sorted(folder.rglob("*")):
        match = fits.fullmatch(path.relative_to(folder).as_posix())
        if match and path.is_file():
            found[match[1]] = path
    return found


def named(pairs: Sequence[DocumentPair]) -> list[DocumentPair]:
    """Return the pairs with the names of their documents: as given, or else of the source's file.

    Of files with the same name the whole path is the name. Raises InputError where a name is
    given twice.
    """
    short = Counter(pair.document or pair.source.name for pair in pairs)
    found = [
        replace(
            pair,
            document=pair.document
            or (pair.source.name if short[pair.source.name] == 1 else pair.source.as_posix()),
        )
        for pair in pairs
    ]
    counted = Counter((pair.corpus or "", pair.document) for pair in found)
    (_, name), number = max(counted.items(), key=lambda item: item[1], default=(("", ""), 0))
    if number > 1:
        raise InputError(
            f"two pairs of documents are called {name!r}",
            hint="Name them in the third column of the list, each otherwise.",
        )
    return found

"""The translations, or the sources, of a gettext catalogue as segments with ids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tmtool.formats import ReadOptions
from tmtool.formats.po.adapter import is_header, read_entries
from tmtool.formats.po.entry import Entry
from tmtool.models.texts import TextRecord, TextSide


def read_texts(path: Path, options: ReadOptions, side: TextSide) -> Iterator[TextRecord]:
    """Yield the text of each entry and of each plural form; obsolete entries are left out.

    The id is the msgid, after `msgctxt | ` where there is a context, with the index of a plural
    form (`%d files [2]`). Fuzzy translations are taken as they are, missing ones are empty. The
    document is the file of the first reference (`#:`).
    """
    for entry in read_entries(path, options.encoding):
        if is_header(entry) or entry.obsolete:
            continue
        name = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt} | {entry.msgid}"
        document = entry.occurrences[0][0] if entry.occurrences else None
        for key, source, text in _texts(entry, name):
            given = (source, None) if side == "source" else (text, source)
            yield TextRecord(f"{path}:{entry.linenum}", given[0], key, given[1], document)


def _texts(entry: Entry, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, source and translation of an entry or of each of its plural forms."""
    if not entry.msgid_plural:
        yield name, entry.msgid, entry.msgstr
        return
    for index, text in sorted(entry.msgstr_plural.items()):
        yield f"{name} [{index}]", entry.msgid_plural if index else entry.msgid, text

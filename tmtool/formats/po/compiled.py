"""Compiled catalogues (MO files), as programs read them.

The GNU gettext manual, section "The Format of GNU MO Files", describes them: two tables of
lengths and places, for the messages in the order of their bytes and for their translations.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions
from tmtool.formats.files import open_binary, replacing_bytes
from tmtool.formats.po import builder_of, units_of
from tmtool.formats.po.adapter import charset_of, new_entry, translations
from tmtool.formats.po.entry import Entry
from tmtool.models import Skipped, TranslationUnit

__all__ = ["read_units", "write_units"]

_MAGIC = 0x950412DE
_HEAD = 28
_BETWEEN = "\x04"
"""What stands between context and message."""


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield a unit for each message and plural form, as of a PO file.

    Their order is that of the bytes of the messages; there are neither comments nor drafts.
    Raises InputError where the file is no MO file or is cut off.
    """
    return (unit for _, unit in units_of(_entries(path, options.encoding), path, options))


def write_units(
    path: Path,
    units: Iterable[TranslationUnit],
    options: WriteOptions,
    *,
    comments: Callable[[str], Sequence[str]] | None = None,
) -> int:
    """Write what `msgfmt` makes of the catalogue of these units; return how many it holds.

    Messages that are fuzzy or obsolete there are left out.
    """
    catalogue = builder_of(units, options).catalogue(path.stem)
    used = [one for one in catalogue.entries if not one.obsolete and "fuzzy" not in one.flags]
    pairs = sorted((_key(entry), "\0".join(translations(entry)).encode()) for entry in used)
    with replacing_bytes(path) as file:
        file.write(_compiled([(b"", catalogue.header.msgstr.encode()), *pairs]))
    return sum(len(translations(entry)) for entry in used)


def _key(entry: Entry) -> bytes:
    context = "" if entry.msgctxt is None else entry.msgctxt + _BETWEEN
    plural = "\0" + entry.msgid_plural if entry.msgid_plural else ""
    return (context + entry.msgid + plural).encode()


def _compiled(pairs: list[tuple[bytes, bytes]]) -> bytes:
    count = len(pairs)
    tables, strings = bytearray(), bytearray()
    start = _HEAD + 16 * count
    for side in (0, 1):
        for pair in pairs:
            tables += struct.pack("<2I", len(pair[side]), start + len(strings))
            strings += pair[side] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, count, _HEAD, _HEAD + 8 * count, 0, start)
    return bytes(head + tables + strings)


def _entries(path: Path, encoding: str | None) -> Iterator[Entry]:
    with open_binary(path) as file:
        data = file.read()
    order = _byte_order(data, path)
    try:
        version, count, keys, texts = struct.unpack_from(f"{order}4I", data, 4)
        if version >> 16 > 1:
            raise _refusal(path, f"version {version >> 16} of MO files is not known")
        for number in range(count):
            key = _string(data, order, keys + 8 * number)
            text = _string(data, order, texts + 8 * number)
            if not key and encoding is None:
                encoding = charset_of(text, path)
            yield _entry(key.decode(encoding or "utf-8"), text.decode(encoding or "utf-8"), number)
    except struct.error:
        raise _refusal(path, "the file is cut off") from None
    except UnicodeDecodeError:
        raise _refusal(path, f"a text is not in {encoding or 'utf-8'}") from None


def _byte_order(data: bytes, path: Path) -> str:
    for order in "<>":
        if data[:4] == struct.pack(f"{order}I", _MAGIC):
            return order
    raise _refusal(path, "this is no MO file")


def _string(data: bytes, order: str, place: int) -> bytes:
    length, start = struct.unpack_from(f"{order}2I", data, place)
    if start + length > len(data):
        raise struct.error
    return data[start : start + length]


def _entry(key: str, text: str, number: int) -> Entry:
    context, between, message = key.rpartition(_BETWEEN)
    msgid, _, plural = message.partition("\0")
    entry = new_entry(msgid, msgctxt=context if between else None)
    entry.linenum = number + 1
    if plural:
        entry.msgid_plural = plural
        entry.msgstr_plural = dict(enumerate(text.split("\0")))
    else:
        entry.msgstr = text
    return entry


def _refusal(path: Path, what: str) -> InputError:
    return InputError(what, where=str(path), hint="Compile it again with msgfmt, or take the PO.")

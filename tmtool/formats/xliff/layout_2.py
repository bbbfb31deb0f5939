"""XLIFF 2.1 as tmtool writes it."""

from __future__ import annotations

import re

from tmtool.formats.inline import escape_attribute, escape_text
from tmtool.formats.xliff.dialects import OURS
from tmtool.formats.xliff.inline import XLIFF_2
from tmtool.formats.xliff.layout import content, named_values
from tmtool.formats.xliff.reader import DATA
from tmtool.models import Status, TranslationUnit, Variant

_STATES: dict[Status, str] = {
    "approved": 'state="final"',
    "draft": 'state="initial"',
    "machine": 'state="initial" subState="tmtool:machine"',
}
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


class Layout2:
    """XLIFF 2.1: a `unit` of one `segment` for each unit; the rest stands in its metadata."""

    one_pair = True
    file_end = "</file>\n"
    tail = "</xliff>\n"

    def __init__(self) -> None:
        self._files = 0

    def head(self, source: str, target: str) -> str:
        """Return the start of the file."""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"'
            ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"'
            f' xmlns:tmtool="{OURS}" srcLang="{source}" trgLang="{target}">\n'
        )

    def file_start(self, document: str | None, _source: str, _target: str) -> str:
        """Return the start of a `file`; their ids are counted."""
        self._files += 1
        original = f' original="{escape_attribute(document)}"' if document else ""
        return f'<file id="f{self._files}"{original} xml:space="preserve">\n'

    def unit(self, number: int, unit: TranslationUnit, source: Variant, target: Variant) -> str:
        """Return a `unit`."""
        name = "" if unit.context is None else f' name="{escape_attribute(unit.context)}"'
        data = {
            key.removeprefix(DATA): text
            for key, text in unit.properties.items()
            if key.startswith(DATA) and _NAME.fullmatch(key.removeprefix(DATA))
        }
        return (
            f'<unit id="u{number}"{name}>\n{_metadata(unit, data)}{_notes(unit)}{_data(data)}'
            f'<segment id="s1" {_STATES[unit.status]}>\n'
            f"<source>{content(source, XLIFF_2, data)}</source>\n"
            f"<target>{content(target, XLIFF_2, data)}</target>\n</segment>\n</unit>\n"
        )


def _metadata(unit: TranslationUnit, data: dict[str, str]) -> str:
    said = "".join(
        f'<mda:meta type="{name}">{escape_text(value)}</mda:meta>\n'
        for name, value in named_values(unit, [f"{DATA}{name}" for name in data])
    )
    if not said:
        return ""
    group = f'<mda:metaGroup category="tmtool">\n{said}</mda:metaGroup>\n'
    return f"<mda:metadata>\n{group}</mda:metadata>\n"


def _notes(unit: TranslationUnit) -> str:
    if unit.note is None:
        return ""
    return f"<notes><note>{escape_text(unit.note)}</note></notes>\n"


def _data(data: dict[str, str]) -> str:
    if not data:
        return ""
    listed = "".join(f'<data id="{name}">{escape_text(text)}</data>' for name, text in data.items())
    return f"<originalData>{listed}</originalData>\n"

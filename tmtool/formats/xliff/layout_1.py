"""XLIFF 1.2 as tmtool writes it."""

from __future__ import annotations

from tmtool.formats.inline import escape_attribute, escape_text
from tmtool.formats.xliff.dialects import OURS
from tmtool.formats.xliff.inline import XLIFF_1
from tmtool.formats.xliff.layout import content, named_values
from tmtool.models import Status, TranslationUnit, Variant
from tmtool.version import VERSION

_APPROVED: dict[Status, str] = {"approved": "yes", "draft": "no", "machine": "no"}
_STATES: dict[Status, str] = {
    "approved": 'state="final"',
    "draft": 'state="needs-review-translation"',
    "machine": 'state="needs-review-translation" state-qualifier="leveraged-mt"',
}


class Layout1:
    """XLIFF 1.2: a `trans-unit` for each unit; what has no place in it is a `context`."""

    one_pair = False
    file_end = "</body>\n</file>\n"
    tail = "</xliff>\n"

    def head(self, _source: str, _target: str) -> str:
        """Return the start of the file."""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
            f' xmlns:tmtool="{OURS}">\n'
        )

    def file_start(self, document: str | None, source: str, target: str) -> str:
        """Return the start of a `file`."""
        return (
            f'<file original="{escape_attribute(document or "")}" source-language="{source}"'
            f' target-language="{target}" datatype="plaintext" xml:space="preserve">\n'
            f'<header><tool tool-id="tmtool" tool-name="tmtool" tool-version="{VERSION}"/>'
            "</header>\n<body>\n"
        )

    def unit(self, number: int, unit: TranslationUnit, source: Variant, target: Variant) -> str:
        """Return a `trans-unit`."""
        context = "" if unit.context is None else f' resname="{escape_attribute(unit.context)}"'
        note = "" if unit.note is None else f"<note>{escape_text(unit.note)}</note>\n"
        contexts = "".join(
            f'<context context-type="{name}">{escape_text(value)}</context>\n'
            for name, value in named_values(unit)
        )
        if contexts:
            contexts = f'<context-group purpose="information">\n{contexts}</context-group>\n'
        return (
            f'<trans-unit id="{number}"{context} approved="{_APPROVED[unit.status]}">\n'
            f"<source>{content(source, XLIFF_1)}</source>\n"
            f"<target {_STATES[unit.status]}>{content(target, XLIFF_1)}</target>\n"
            f"{contexts}{note}</trans-unit>\n"
        )

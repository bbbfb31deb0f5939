"""Pieces of XML that all writers of TBX share."""

from __future__ import annotations

import re
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.inline import escape_attribute, escape_text
from tmtool.formats.xml_characters import FORBIDDEN
from tmtool.models import Concept

XML_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def element(name: str, text: str | None, **attributes: str | None) -> str:
    """Return an element on a line of its own, or nothing where there is no text.

    An attribute `xml_lang` is written as `xml:lang`, one that is `None` is left out.
    """
    if not text:
        return ""
    return f"<{_start(name, attributes)}>{escape_text(text)}</{name}>\n"


def empty_element(name: str, **attributes: str | None) -> str:
    """Return an element without content on a line of its own."""
    return f"<{_start(name, attributes)}/>\n"


def _start(name: str, attributes: dict[str, str | None]) -> str:
    said = (
        f' {key.replace("xml_", "xml:")}="{escape_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return name + "".join(said)


def check_characters(entry: str, concept: Concept, path: Path) -> None:
    """Raise InputError for a character that XML does not allow."""
    found = FORBIDDEN.search(entry)
    if found is not None:
        name = concept.identifier or concept.terms[0].text
        raise InputError(
            f"concept {name!a} has the character U+{ord(found.group()):04X},"
            " which XML does not allow",
            where=str(path),
            hint="Remove the character from the concept, or write another format.",
        )


def refuse_empty(path: Path) -> InputError:
    """Return the error for a file that would have no concept."""
    return InputError(
        "there is no concept to write, and a TBX file needs one",
        where=str(path),
        hint="Check the glossary and the languages asked for.",
    )

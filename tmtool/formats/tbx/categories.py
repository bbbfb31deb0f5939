"""The data categories of one level of a TBX entry, taken one by one; what is left is kept.

Groups (`descripGrp` and the like) are opened: what stands in them belongs to their level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tmtool.formats.tbx.vocabulary import field_of, picked
from tmtool.models import Properties

ENTRIES = ("termEntry", "conceptEntry", "conceptGrp")
LANGUAGES = ("langSet", "langSec", "languageGrp")
TERMS = ("tig", "ntig", "termSec")
TRANSACTIONS = "transacGrp"
_TRANSACTION = ("transac", "transactionType")
_OF_EVENTS = (None, "terminologyManagementTransactions", "transactionType")
OWN_PROPERTY = "x-tmtool-property-"
"""The type of an `admin` that has a property which TBX has no place for begins so."""

_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "termGrp", "xrefGrp")
_STRUCTURE = frozenset((*LANGUAGES, *TERMS, "term", "concept", "language", "system"))
_META = frozenset(
    """admin adminNote descrip descripNote termNote note ref transac transacNote xref date
    termCompList""".split()
)
_BY_TAG = {
    **dict.fromkeys(("customerSubset", "projectSubset"), "admin"),
    "crossReference": "ref",
    **dict.fromkeys(("externalCrossReference", "xGraphic"), "xref"),
    **dict.fromkeys(("context", "definition", "subjectField"), "descrip"),
}
"""What kind of data category an element of style dct is; at terms others are a `termNote`."""

_TARGET = re.compile(r"(\S|\S.*\S) <([^<>\s]+)>", re.DOTALL)

EVENTS = {
    **dict.fromkeys(("origination", "origin", "creation", "input", "importation"), "created"),
    **dict.fromkeys(("modification", "change", "update"), "changed"),
}
"""What the transactions that tmtool keeps are called."""


@dataclass(frozen=True, slots=True)
class Category:
    """A data category: its name as a property, the field it fills, its text and language."""

    name: str
    field: str | None
    text: str
    language: str | None = None


class Level:
    """The data categories of an element, without those of the elements below it."""

    def __init__(self, element: Element, level: str) -> None:
        self._left = [category for category in _categories(element, level) if category.text]

    def take(self, field: str) -> str | None:
        """Return what the first data category with a known value says of a field."""
        for index, category in enumerate(self._left):
            if category.field == field:
                value = picked(field, category.text)
                if value is not None:
                    del self._left[index]
                    return value
        return None

    def drop(self, field: str, value: str) -> None:
        """Forget the first data category of a field that has this value."""
        for index, category in enumerate(self._left):
            if category.field == field and category.text == value:
                del self._left[index]
                return

    def take_all(self, field: str) -> list[str]:
        """Return the text of every data category of a field."""
        return [category.text for category in self.take_categories(field)]

    def take_categories(self, field: str) -> list[Category]:
        """Return every data category of a field."""
        if not self._left:
            return []
        found = [category for category in self._left if category.field == field]
        if found:
            self._left = [category for category in self._left if category.field != field]
        return found

    def rest(self, prefix: str = "") -> Properties:
        """Return what no field has taken, in the order of the file."""
        return tuple((prefix + category.name, category.text) for category in self._left)


def text_of(element: Element) -> str:
    """Return an element's text without the white space around it."""
    return "".join(element.itertext()).strip()


def language_of(element: Element) -> str | None:
    """Return the language tag of an element, as it is written there."""
    for name in ("xml:lang", "lang", "Lang"):
        if (tag := element.get(name)) is not None:
            return tag
    return None


def joined_target(text: str, target: str | None) -> str:
    """Return the text of a reference with what it points to: `the treaty <https://…>`."""
    return f"{text} <{target}>" if text and target and text != target else text or target or ""


def split_target(value: str) -> tuple[str, str]:
    """Return the text of a reference and what it points to; see `joined_target`."""
    found = _TARGET.fullmatch(value)
    return (found[1], found[2]) if found else ("", value)


def _categories(element: Element, level: str) -> Iterator[Category]:
    for child in element:
        tag = child.tag
        if tag == "termGrp" and level == "language":
            continue  # MultiTerm's, which is a term
        if tag in _GROUPS:
            yield from _categories(child, level)
        elif tag == TRANSACTIONS:
            yield from _other_transactions(child)
        elif tag == "termCompList":
            parts = [text_of(part) for part in child.iter("termComp")]
            yield Category(_name(tag, child.get("type")), None, " | ".join(parts))
        elif tag not in _STRUCTURE:
            yield _category(child, level)


def _category(child: Element, level: str) -> Category:
    tag = child.tag
    kind = child.get("type") if tag in _META else tag
    meta = tag if tag in _META else _BY_TAG.get(tag, "termNote" if level == "term" else "admin")
    text = text_of(child)
    if meta in ("ref", "xref"):
        return Category(_name(meta, kind), None, joined_target(text, child.get("target")))
    if meta == "admin" and kind and kind.startswith(OWN_PROPERTY):
        return Category(kind.removeprefix(OWN_PROPERTY), None, text)
    field = "note" if tag == "note" else field_of(kind or tag, level)
    return Category(_name(meta, kind), field, text, language_of(child))


def _name(meta: str, kind: str | None) -> str:
    return f"{meta}:{kind}" if kind else meta


def transaction_of(group: Element) -> tuple[str, str]:
    """Return what a group of a transaction is about and, if it says so there, by whom.

    TBX has the event as the text of `transac`, MultiTerm as its type, with the name as text.
    """
    for child in group:
        if child.tag in _TRANSACTION:
            kind = child.get("type")
            if kind in _OF_EVENTS:
                return text_of(child), ""
            return kind, text_of(child)
    return "", ""


def _other_transactions(group: Element) -> Iterator[Category]:
    event, person = transaction_of(group)
    if event not in EVENTS:
        said = [person, *(text_of(child) for child in group if child.tag not in _TRANSACTION)]
        yield Category(_name("transac", event), None, ", ".join(filter(None, said)))

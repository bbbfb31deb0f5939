"""What the attributes and properties of a TMX unit say of it, by whatever program they are."""

from __future__ import annotations

from collections.abc import Mapping

from tmtool.formats.values import parse_count, parse_time
from tmtool.models import STATUSES, Status

CREATION_TOOL = "tmtool"
PROPERTY_OF_FIELD = {
    "document": "x-document",
    "position": "x-position",
    "context": "x-context",
    "status": "x-status",
}
"""The `prop` types that hold what TMX has no attribute for."""

CORPUS = "x-tmtool-corpus"
MARKUP = "x-tmtool-markup"
"""In a `tuv`: the segment with inline elements that TMX does not have."""

RESERVED = "x-tmtool-property-"
"""Before the name of a property that would be taken for one of tmtool's own."""

_OWN = frozenset((*PROPERTY_OF_FIELD.values(), CORPUS, MARKUP))

_DOCUMENTS = ("file", "x-file")  # OmegaT, Lokalize; memoQ has x-document as tmtool has
_CONTEXTS = ("id", "x-IdContext")  # OmegaT, Trados; Lokalize has x-context as tmtool has
_STATUS_OF: dict[str, dict[str, Status]] = {
    "x-ConfirmationLevel": dict.fromkeys(
        ("Draft", "RejectedTranslation", "RejectedSignOff"), "draft"
    ),
    "x-Origin": dict.fromkeys(
        (
            "MachineTranslation",
            "AdaptiveMachineTranslation",
            "NeuralMachineTranslation",
            "AutomaticTranslation",
            "Nmt",
        ),
        "machine",
    ),
    "x-approved": {"no": "draft"},
}
"""What Trados and Lokalize say of a translation; the first that fits counts."""


_STATUSES: Mapping[str, Status] = {status: status for status in STATUSES}

Fields = tuple[str | None, int | None, str | None, Status, str | None]
"""What properties say of a unit: document, position, context, status and corpus."""


def stored_name(name: str) -> str:
    """Return the `prop` type under which a property of a unit is written."""
    return RESERVED + name if name in _OWN or name.startswith(RESERVED) else name


def take_time(attributes: Mapping[str, str], name: str, properties: dict[str, str]) -> str | None:
    """Return the time that an attribute gives; what is no time becomes a property."""
    text = attributes[name]
    time = parse_time(text)
    if time is None:
        properties[name] = text
    return time


def take_count(attributes: Mapping[str, str], properties: dict[str, str]) -> int:
    """Return how often a unit was used; what is no number becomes a property."""
    text = attributes["usagecount"]
    count = parse_count(text)
    if count is None:
        properties["usagecount"] = text
    return count or 0


def take_properties(properties: dict[str, str], *, ours: bool) -> Fields:
    """Return what properties say; tmtool's own ones are taken out, if the value is right.

    `ours` says whether tmtool wrote the file: if so, no other program's properties count.
    """
    pop = properties.pop
    document, context = pop("x-document", None), pop("x-context", None)
    position = parse_count(properties["x-position"]) if "x-position" in properties else None
    if position is not None:
        del properties["x-position"]
    status: Status | None = None
    if "x-status" in properties and properties["x-status"] in _STATUSES:
        status = _STATUSES[pop("x-status")]
    corpus = None
    if properties and ours:
        corpus = _take_own(properties)
    elif properties:
        document = _first(properties, _DOCUMENTS) if document is None else document
        context = _first(properties, _CONTEXTS) if context is None else context
        status = status or _status(properties)
    return document, position, context, status or "approved", corpus


def _take_own(properties: dict[str, str]) -> str | None:
    """Return the corpus, and give properties their names again that looked like tmtool's own."""
    corpus = properties.pop(CORPUS, None)
    for name in [name for name in properties if name.startswith(RESERVED)]:
        properties[name.removeprefix(RESERVED)] = properties.pop(name)
    return corpus


def _status(properties: Mapping[str, str]) -> Status | None:
    for name, meanings in _STATUS_OF.items():
        if name in properties and properties[name] in meanings:
            return meanings[properties[name]]
    return None


def _first(properties: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    for name in names:
        if name in properties:
            return properties[name]
    return None

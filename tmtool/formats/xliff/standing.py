"""What a file says of a translation: its status, and whether a person made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tmtool.formats.xliff.elements import UnitElement
from tmtool.formats.xliff.segments import Segment
from tmtool.models.units import Status

_NONE: Mapping[str, str] = {}
_YES = frozenset(("yes", "true", "1", "locked"))
_MACHINES = frozenset(("mt", "nmt", "amt", "machine", "leveraged-mt", "mt-suggestion"))
_FROM_MEMORY = frozenset(
    """exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-repository
    leveraged-tm tm-suggestion""".split()
)
_UNTRANSLATED = frozenset(("new", "needs-translation"))


@dataclass(slots=True)
class Standing:
    """The status of a translation, and what may be done with it.

    `by_program`: no person has confirmed what a program filled in. `locked`: it must stay.
    """

    status: Status
    by_program: bool = False
    locked: bool = False


def standing(unit: UnitElement, segment: Segment) -> Standing:
    """Return what the file says of a segment's translation; where it says nothing, approved."""
    home = _NONE if segment.home is None else segment.home.attrib
    dialect = unit.file.dialect
    if dialect.version == 2:
        return _version_2(home)
    if dialect.name == "sdlxliff":
        return _sdlxliff(home)
    if dialect.name == "mqxliff":
        return _mqxliff(unit.element.attrib, dialect.extension)
    if dialect.name == "mxliff":
        return _mxliff(unit.element.attrib, dialect.extension)
    return _version_1(unit.element.get("approved"), home)


def _version_1(approved: str | None, target: Mapping[str, str]) -> Standing:
    state, qualifier = target.get("state", ""), target.get("state-qualifier", "")
    if approved == "yes" or state in ("final", "signed-off"):
        return Standing("approved")
    program = qualifier in _MACHINES or qualifier in _FROM_MEMORY or state in _UNTRANSLATED
    if qualifier in _MACHINES:
        return Standing("machine", program)
    draft = (
        approved == "no"
        or state == "new"
        or state.startswith("needs-")
        or qualifier == "fuzzy-match"
    )
    return Standing("draft" if draft else "approved", program)


def _version_2(segment: Mapping[str, str]) -> Standing:
    state = segment.get("state", "")
    authority, _, detail = segment.get("subState", "").partition(":")
    if state in ("reviewed", "final"):
        return Standing("approved")
    if detail in _MACHINES:
        return Standing("machine", True)
    filled = authority == "tmtool" and detail.partition("-")[0] in (
        "exact",
        "context",
        "fuzzy",
        "repaired",
    )
    return Standing("draft" if state == "initial" else "approved", filled)


def _sdlxliff(seg: Mapping[str, str]) -> Standing:
    confirmation, origin = seg.get("conf", ""), seg.get("origin", "")
    locked = seg.get("locked", "").lower() in _YES
    if confirmation in ("Translated", "ApprovedTranslation", "ApprovedSignOff"):
        # A match that a person has confirmed as it is cannot be told from one filled in.
        return Standing("approved", False, locked)
    machine = origin in _MACHINES and not confirmation.startswith("Rejected")
    by_program = machine or (origin in ("tm", "source") and confirmation in ("", "Draft"))
    return Standing("machine" if machine else "draft", by_program, locked)


def _mqxliff(unit: Mapping[str, str], prefix: str) -> Standing:
    state = unit.get(f"{prefix}status", "").lower()
    locked = unit.get(f"{prefix}locked", "").lower() in _YES
    if "confirmed" in state or state == "proofread":
        return Standing("approved", False, locked)
    if state == "machinetranslated":
        return Standing("machine", True, locked)
    by_program = state in ("pretranslated", "assembledfromfragments", "notstarted")
    return Standing("draft" if state else "approved", by_program, locked)


def _mxliff(unit: Mapping[str, str], prefix: str) -> Standing:
    confirmed = unit.get(f"{prefix}confirmed", "0") not in ("", "0", "false")
    origin = unit.get(f"{prefix}trans-origin", "").lower()
    locked = unit.get(f"{prefix}locked", "").lower() in _YES
    if confirmed:
        return Standing("approved", False, locked)
    by_program = origin in ("tm", "mt", "nt", "internal-fuzzy")
    by_program = by_program and unit.get(f"{prefix}level-edited", "false") != "true"
    return Standing("machine" if origin == "mt" else "draft", by_program, locked)

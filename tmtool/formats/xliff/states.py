"""How a file says where its translations came from: states, match rates, matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from tmtool.formats.carrying import without_placeholders
from tmtool.formats.inline import escape_attribute, escape_text
from tmtool.formats.unit_text import UnitText
from tmtool.formats.xliff.dialects import Dialect
from tmtool.formats.xliff.elements import UnitElement
from tmtool.formats.xliff.segments import Segment
from tmtool.models import Fill, FillKind

Done = Literal["in part", "to be looked at", "surely"]
"""How far all segments of a unit are translated."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A segment that was filled: with what, of which kind it is, and the XML that was put in."""

    segment: Segment
    fill: Fill
    kind: FillKind
    xml: str

    @property
    def is_sure(self) -> bool:
        """Whether nobody must look at it."""
        return self.kind in ("exact", "context")

    @property
    def rate(self) -> int:
        """The match rate; a context match has 101, as in other tools."""
        return 101 if self.kind == "context" else self.fill.rate


def tell(text: UnitText, unit: UnitElement, filled: Sequence[Filled]) -> None:
    """Say in a unit's text where its translations came from, in the way of its dialect.

    What a `target` of plain XLIFF 1.2 says is in `target_state`.
    """
    dialect = unit.file.dialect
    if dialect.version == 2:
        for one in filled:
            _tell_version_2(text, one)
    elif dialect.name == "sdlxliff":
        for one in filled:
            _tell_trados(text, one)
    elif dialect.name in ("mqxliff", "mxliff"):
        text.set(unit.element, _unit_attributes(unit, filled, dialect))


def target_state(done: Done) -> dict[str, str | None]:
    """Return the attributes of a `target` of XLIFF 1.2: its state and how it came to be."""
    if done == "in part":
        return {"state": "needs-translation", "state-qualifier": None}
    if done == "surely":
        return {"state": "translated", "state-qualifier": "exact-match"}
    return {"state": "needs-review-translation", "state-qualifier": "fuzzy-match"}


def matches(filled: Sequence[Filled], core: str) -> list[str]:
    """Return an `alt-trans` for each match that somebody must look at, with its source."""
    found = []
    for one in filled:
        if one.is_sure or one.fill.source is None:
            continue
        mid = "" if one.segment.id is None else f' mid="{escape_attribute(one.segment.id)}"'
        origin = escape_attribute(one.fill.corpus or "")
        source = one.fill.source
        if one.fill.source_markup is not None:
            source = without_placeholders(source)
        found.append(
            f'<{core}alt-trans{mid} match-quality="{one.fill.rate}%" origin="{origin}">'
            f"<{core}source>{escape_text(source)}</{core}source>"
            f"<{core}target>{one.xml}</{core}target></{core}alt-trans>"
        )
    return found


def _tell_version_2(text: UnitText, one: Filled) -> None:
    home = one.segment.home
    assert home is not None
    if one.is_sure:
        text.set(home, {"state": "translated", "subState": f"tmtool:{one.kind}"})
    else:
        detail = f"tmtool:{one.kind}-{one.fill.rate}"
        text.set(home, {"state": "initial", "subState": detail})


def _tell_trados(text: UnitText, one: Filled) -> None:
    home: Element | None = one.segment.home
    if home is None or not home.tag.endswith(":seg"):
        return
    matched = {"context": "SourceAndTarget", "exact": "Source"}.get(one.kind)
    text.set(
        home,
        {
            "conf": "Translated" if one.is_sure else "Draft",
            "origin": "tm",
            "origin-system": one.fill.corpus,
            "percent": str(min(100, one.fill.rate)),
            "text-match": matched,
        },
    )


def _unit_attributes(
    unit: UnitElement, filled: Sequence[Filled], dialect: Dialect
) -> dict[str, str | None]:
    rate, prefix = min(one.rate for one in filled), dialect.extension
    if dialect.name == "mqxliff":
        return {f"{prefix}status": "Pretranslated", f"{prefix}percent": str(rate)}
    said: dict[str, str | None] = {f"{prefix}score": str(rate / 100)}
    said[f"{prefix}trans-origin"] = "tm"
    if f"{prefix}gross-score" in unit.element.attrib:
        said[f"{prefix}gross-score"] = str(rate / 100)
    return said

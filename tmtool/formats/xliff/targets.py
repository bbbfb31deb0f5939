"""Where translations go in a unit: into its `target`, whole or segment by segment."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from tmtool.formats.inline import escape_attribute
from tmtool.formats.xliff.elements import UnitElement
from tmtool.formats.xliff.segments import marks_in
from tmtool.formats.xliff.states import Filled, matches, target_state, tell
from tmtool.formats.xliff.unit_text import UnitText


def changed_unit(raw: str, unit: UnitElement, filled: Sequence[Filled], *, whole: bool) -> str:
    """Return the text of a unit with translations, and with what is to be told of them.

    `whole` tells whether all segments of the unit have a translation now.
    """
    text = UnitText(raw, unit.element)
    core = unit.file.dialect.core
    if unit.file.dialect.version == 2:
        for one in filled:
            _fill_version_2(text, one, core)
    else:
        state: dict[str, str | None] = {}
        if unit.file.dialect.name == "xliff":
            state = target_state(filled, whole=whole)
        if filled[0].segment.cut:
            _fill_segments(text, unit, filled, state)
        else:
            _put(text, unit, filled[0].xml, state)
        if unit.file.dialect.name == "xliff":
            _add_matches(text, unit, filled)
    tell(text, unit, filled)
    return text.changed()


def _fill_version_2(text: UnitText, one: Filled, core: str) -> None:
    source, target = one.segment.source, one.segment.target
    if target is not None:
        text.fill(target, one.xml)
    else:
        xml = f"{text.indent(source)}<{core}target>{one.xml}</{core}target>"
        text.insert(source, xml)


def _put(text: UnitText, unit: UnitElement, inner: str, state: dict[str, str | None]) -> None:
    """Fill the unit's `target`; where there is none, make one behind the source."""
    core = unit.file.dialect.core
    target = unit.element.find(f"{core}target")
    if target is not None:
        text.fill(target, inner)
        text.set(target, state)
        return
    source = _last_source(unit)
    said = "".join(
        f' {name}="{escape_attribute(value)}"' for name, value in state.items() if value is not None
    )
    text.insert(source, f"{text.indent(source)}<{core}target{said}>{inner}</{core}target>")


def _last_source(unit: UnitElement) -> Element:
    core = unit.file.dialect.core
    found = unit.element.find(f"{core}seg-source")
    if found is None:
        found = unit.element.find(f"{core}source")
    assert found is not None
    return found


def _fill_segments(
    text: UnitText, unit: UnitElement, filled: Sequence[Filled], state: dict[str, str | None]
) -> None:
    """Fill the marked segments of a `target`; where it lacks one, lay it out as the source is."""
    core = unit.file.dialect.core
    target = unit.element.find(f"{core}target")
    there = {} if target is None else marks_in(target, core)
    new = {one.segment.id or "": one.xml for one in filled}
    if target is not None and new.keys() <= there.keys():
        for mid, xml in new.items():
            text.fill(there[mid], xml)
        text.set(target, state)
        return
    marks = marks_in(_last_source(unit), core)
    inner = {
        mark: new.get(mid, text.inner(there[mid]) if mid in there else "")
        for mid, mark in marks.items()
    }
    _put(text, unit, text.with_inner(_last_source(unit), inner), state)


def _add_matches(text: UnitText, unit: UnitElement, filled: Sequence[Filled]) -> None:
    core = unit.file.dialect.core
    target = unit.element.find(f"{core}target")
    behind = _last_source(unit) if target is None else target
    xml = matches(filled, core, text.indent(_last_source(unit)))
    if xml:
        text.insert(behind, xml)

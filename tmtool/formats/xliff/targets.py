"""Where translations go in a unit: into its `target`, whole or segment by segment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from xml.etree.ElementTree import Element

from tmtool.formats.inline import escape_attribute, escape_text
from tmtool.formats.unit_text import UnitText
from tmtool.formats.xliff.elements import UnitElement
from tmtool.formats.xliff.segments import marks_in
from tmtool.formats.xliff.states import Done, Filled, matches, target_state, tell


def changed_unit(
    raw: str,
    unit: UnitElement,
    filled: Sequence[Filled],
    *,
    done: Done,
    notes: Sequence[str] = (),
) -> str:
    """Return the text of a unit with translations and notes, and with what is to be told of them.

    `done` tells how far the unit is translated now.
    """
    text = UnitText(raw, unit.element)
    if filled:
        _fill(text, unit, filled, done)
        tell(text, unit, filled)
    if notes:
        _add_notes(text, unit, notes)
    return text.changed()


def _fill(text: UnitText, unit: UnitElement, filled: Sequence[Filled], done: Done) -> None:
    core = unit.file.dialect.core
    if unit.file.dialect.version == 2:
        for one in filled:
            _fill_version_2(text, one, core)
    else:
        state: dict[str, str | None] = {}
        if unit.file.dialect.name == "xliff":
            state = target_state(done)
        if filled[0].segment.cut:
            _fill_segments(text, unit, filled, state)
        else:
            _put(text, unit, filled[0].xml, state)
        if unit.file.dialect.name == "xliff":
            _add_matches(text, unit, filled)


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
    there = text.inner(unit.element)
    new = [xml for xml in matches(filled, core) if xml not in there]
    if new:
        indent = text.indent(_last_source(unit))
        text.insert(_last_text(unit), "".join(indent + xml for xml in new))


def _last_text(unit: UnitElement) -> Element:
    target = unit.element.find(f"{unit.file.dialect.core}target")
    return _last_source(unit) if target is None else target


def _add_notes(text: UnitText, unit: UnitElement, lines: Sequence[str]) -> None:
    """Add a note for each line: XLIFF 2 has them before the texts, XLIFF 1 behind them."""
    core = unit.file.dialect.core
    notes = [f"<{core}note>{escape_text(line)}</{core}note>" for line in lines]
    if unit.file.dialect.version == 1:
        behind = _last_text(unit)
        indent = text.indent(_last_source(unit))
        text.insert(behind, "".join(indent + note for note in notes))
        return
    listed = unit.element.find(f"{core}notes")
    if listed is not None:
        text.begin(listed, "".join(notes))
        return
    xml = f"<{core}notes>{''.join(notes)}</{core}notes>"
    before = list(takewhile(lambda one: one.tag not in _behind_notes(core), unit.element))
    if before:
        text.insert(before[-1], text.indent(before[-1]) + xml)
    else:
        text.begin(unit.element, text.indent(unit.element[0]) + xml)


def _behind_notes(core: str) -> frozenset[str]:
    """Return the elements of a unit of XLIFF 2 that its notes stand before."""
    return frozenset(f"{core}{name}" for name in ("originalData", "segment", "ignorable"))

"""The segments of a unit: whole, cut by `mrk`, or the `segment` elements of XLIFF 2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tmtool.formats.xliff.elements import UnitElement


@dataclass(slots=True, eq=False)
class Segment:
    """A pair of texts of a unit; `id` is its `mid` or its own id; its number where it needs one.

    `home` has the attributes that tell of its state: `target` in XLIFF 1, `segment` in XLIFF 2,
    `sdl:seg` in sdlxliff; `cut` tells whether the unit's text is cut by `mrk`.
    """

    id: str | None
    source: Element
    target: Element | None
    home: Element | None
    cut: bool = False


def segments(unit: UnitElement) -> list[Segment]:
    """Return the segments of a unit in their order; none where it has no source."""
    core, element = unit.file.dialect.core, unit.element
    if unit.file.dialect.version == 2:
        return _of_version_2(element, core)
    source, target = element.find(f"{core}source"), element.find(f"{core}target")
    if source is None:
        return []
    is_plain = target is not None and len(element) == 2 and not len(source)
    if is_plain and unit.file.dialect.name != "sdlxliff":
        return [Segment(None, source, target, target)]
    seg_source = element.find(f"{core}seg-source")
    marks = marks_in(source if seg_source is None else seg_source, core)
    definitions = _definitions(unit) if unit.file.dialect.name == "sdlxliff" else {}
    if marks:
        translated = {} if target is None else marks_in(target, core)
        if target is None or translated or is_blank(target):
            return [
                Segment(mid, mark, translated.get(mid), definitions.get(mid, target), True)
                for mid, mark in marks.items()
            ]
    home = next(iter(definitions.values()), target) if len(definitions) == 1 else target
    return [Segment(None, source, target, home)]


def _of_version_2(element: Element, core: str) -> list[Segment]:
    parts = element.findall(f"{core}segment")
    found = []
    for number, part in enumerate(parts, 1):
        source = part.find(f"{core}source")
        if source is not None:
            name = part.get("id") or (f"#{number}" if len(parts) > 1 else None)
            found.append(Segment(name, source, part.find(f"{core}target"), part))
    return found


def marks_in(element: Element, core: str) -> dict[str, Element]:
    """Return the elements that mark segments, by `mid`; the first of each, none within another."""
    found: dict[str, Element] = {}
    inside: set[Element] = set()
    for mark in element.iter(core + "mrk"):
        if mark.get("mtype") == "seg" and "mid" in mark.attrib and mark not in inside:
            found.setdefault(mark.attrib["mid"], mark)
            if len(mark):
                inside.update(mark.iter(core + "mrk"))
    return found


def _definitions(unit: UnitElement) -> Mapping[str, Element]:
    """Return what Trados says of each segment of a unit, by its id."""
    extension = unit.file.dialect.extension
    listed = unit.element.find(f"{extension}seg-defs")
    if listed is None:
        return {}
    return {one.get("id", ""): one for one in listed if one.tag == f"{extension}seg"}


def is_blank(element: Element | None) -> bool:
    """Tell whether an element has no text and no inline element other than segment marks."""
    if element is None:
        return True
    if not len(element):
        return not (element.text or "").strip()
    return not "".join(element.itertext()).strip() and all(
        one is element or one.get("mtype") == "seg" for one in element.iter()
    )

"""TXML: bilingual files of Wordfast Pro, up to version 3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from tmtool.formats import ReadOptions
from tmtool.formats.carrying import CarriedFill
from tmtool.formats.filling import Place, new_lines
from tmtool.formats.inline import Vocabulary, escape_text, text_and_markup
from tmtool.formats.selection import side_language
from tmtool.formats.unit_text import UnitText
from tmtool.formats.values import parse_time
from tmtool.formats.xml_filling import FillableXml, Spot
from tmtool.formats.xml_stream import check_root, elements, root_of
from tmtool.models import Blank, Skipped, Status, TranslationUnit, Variant

_WORDS = Vocabulary(frozenset(("ut",)), lambda *_: False)


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a file in its order.

    Machine translations are told as such, and what a person has not looked at since a fuzzy
    match was put in is a draft. Skipped: segments without a translation. Raises InputError.
    """
    name, attributes = root_of(path, encoding=options.encoding)
    check_root(name, ("txml",), str(path))
    pair = _pair(attributes, options, str(path))
    found = elements(path, ("segment",), root=("txml",), encoding=options.encoding)
    for position, (element, line) in enumerate(found):
        yield _unit(element, pair, position, f"{path}:{line}")


def _pair(root: Mapping[str, str], options: ReadOptions, where: str) -> tuple[str, str]:
    source = side_language("source", options.source_language, root.get("locale"), where)
    target = side_language("target", options.target_language, root.get("targetlocale"), where)
    return source, target


def _unit(
    element: Element, pair: tuple[str, str], position: int, where: str
) -> TranslationUnit | Skipped:
    source, target = (_variant(tag, element, side) for tag, side in _sides(pair))
    if source is None:
        return Skipped(where, "it has no source")
    if target is None:
        return Skipped(where, "not translated", TranslationUnit((source,), position=position))
    said = element.find("target")
    assert said is not None
    return TranslationUnit(
        (source, target),
        position=position,
        status=_status(element, said),
        created_at=parse_time(said.get("creationdate", "")),
        created_by=said.get("creationid") or None,
        changed_at=parse_time(said.get("changedate", "")),
        changed_by=said.get("changeid") or None,
        note=_note(element),
    )


def _sides(pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    return zip(pair, ("source", "target"), strict=True)


def _variant(language: str, segment: Element, side: str) -> Variant | None:
    element = segment.find(side)
    if element is None:
        return None
    if not "".join(_plain(element)).strip():
        return None
    return Variant(language, *text_and_markup(element, _WORDS))


def _plain(element: Element) -> Iterator[str]:
    """Yield the text of a segment outside of its codes."""
    yield element.text or ""
    for child in element:
        if child.tag not in _WORDS.codes:
            yield from _plain(child)
        yield child.tail or ""


def _status(segment: Element, target: Element) -> Status:
    if "true" in (segment.get("gtmt"), target.get("gtmt")):
        return "machine"
    score = target.get("score", "")
    is_fuzzy = score.isdecimal() and 0 < int(score[:9]) < 100
    return "draft" if is_fuzzy and segment.get("modified") != "true" else "approved"


def _note(segment: Element) -> str | None:
    comments = segment.find("comments")
    texts = [] if comments is None else [" ".join(one.itertext()) for one in comments]
    return "\n".join(text.strip() for text in texts if text.strip()) or None


def open_to_fill(path: Path, options: ReadOptions, *, overwrite: bool = False) -> FillableXml:
    """Return a file to fill.

    A translation that is there stays unless `overwrite`; a machine's, and a fuzzy one that nobody
    has looked at, give way to exact and context matches.
    """
    return FillableXml(path, options.encoding, partial(_Form, path, options, overwrite))


class _Form:
    """The segments of a file; notes are comments."""

    names = ("txml", "segment")
    root = "txml"
    words = _WORDS
    notes = True

    def __init__(self, path: Path, options: ReadOptions, overwrite: bool) -> None:
        self._document = str(path)
        self._options = options
        self._overwrite = overwrite
        self._pair = ("", "")

    def spot(self, element: Element, where: str) -> Spot | None:
        """Return the source text of a segment and its place for a translation."""
        if element.tag == "txml":
            self._pair = _pair(element.attrib, self._options, where)
            return None
        source, target = (_variant(tag, element, side) for tag, side in _sides(self._pair))
        home = element.find("source")
        if source is None or home is None:
            return None
        said = element.find("target")
        place: Place = "kept"
        if self._overwrite or target is None or said is None:
            place = "open"
        elif _status(element, said) != "approved":
            place = "weak"
        blank = Blank(source.text, *self._pair, document=self._document, wanted=place != "kept")
        return Spot(blank, place, home, said, target is None)

    def put(self, text: UnitText, element: Element, spot: Spot, filled: CarriedFill) -> None:
        """Put a translation in, with its match rate as the score."""
        rate = filled.fill.rate if filled.kind == filled.fill.kind else min(99, filled.fill.rate)
        said = {"score": str(rate), "gtmt": None}
        if spot.target is not None:
            text.fill(spot.target, filled.xml)
            text.set(spot.target, said)
        else:
            xml = f'<target score="{rate}">{filled.xml}</target>'
            text.insert(spot.source, text.indent(spot.source) + xml)
        text.set(element, {"gtmt": None, "modified": None})

    def note(self, text: UnitText, element: Element, spot: Spot, lines: Sequence[str]) -> bool:
        """Add a comment for each line that none has."""
        new = new_lines(_note(element), lines)
        xml = "".join(f"<comment>{escape_text(line)}</comment>" for line in new)
        listed = element.find("comments")
        if xml and listed is not None:
            text.begin(listed, xml)
        elif xml:
            behind = spot.source if spot.target is None else spot.target
            text.insert(behind, f"{text.indent(spot.source)}<comments>{xml}</comments>")
        return bool(new)

"""TMX files filled with translations, every other byte as it was."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import Element

from tmtool.errors import InputError, LanguageError
from tmtool.formats import ReadOptions
from tmtool.formats.archives import is_packed
from tmtool.formats.carrying import CarriedFill
from tmtool.formats.filling import MATCH_KIND, Place, is_sure, marks_of, new_lines
from tmtool.formats.inline import escape_attribute, escape_text, inline_of
from tmtool.formats.selection import pair_of_file
from tmtool.formats.tmx.fields import CREATION_TOOL, PROPERTY_OF_FIELD, take_properties
from tmtool.formats.tmx.header import source_language
from tmtool.formats.tmx.inline import TMX
from tmtool.formats.tmx.reader import read_every_unit
from tmtool.formats.unit_text import UnitText
from tmtool.formats.xml_filling import FillableXml, Spot, fillable_encoding
from tmtool.languages import normalise, preferred
from tmtool.models import Blank, Skipped

__all__ = ["open_to_fill"]

_SAMPLE = 1_000
"""Units by which the languages of a file are told that does not name them."""

_STATUS = PROPERTY_OF_FIELD["status"]


def open_to_fill(path: Path, options: ReadOptions, *, overwrite: bool = False) -> FillableXml:
    """Return a TMX file to fill; languages not given are those of its header and its units.

    A translation that is there stays unless `overwrite`; one of a machine, or one that was filled
    in and is still a draft, gives way to exact and context matches. Raises InputError for a packed
    file, and where the languages are not known.
    """
    if is_packed(path):
        raise InputError(
            "a packed file cannot be filled",
            where=str(path),
            hint="Unpack it, and fill the TMX in it.",
        )
    fillable_encoding(path, options.encoding)
    form = partial(_Form, _pair(path, options), overwrite)
    return FillableXml(path, options.encoding, form)


def _pair(path: Path, options: ReadOptions) -> tuple[str, str]:
    sample = islice(read_every_unit(path, options), _SAMPLE)
    tags = (v.language for one in sample if not isinstance(one, Skipped) for v in one.variants)
    return pair_of_file(tags, options, str(path), declared=source_language(path, options))


class _Form:
    """The units of a file, one for each `tu`."""

    names = ("header", "tu")
    root = "tmx"
    words = TMX
    notes = True

    def __init__(self, pair: tuple[str, str], overwrite: bool) -> None:
        self._pair = pair
        self._overwrite = overwrite
        self._target_spelled = pair[1]
        self._ours = False
        self._tags: dict[str, str] = {}

    def spot(self, element: Element, _where: str) -> Spot | None:
        """Return the source text of a `tu` and its place for a translation."""
        if element.tag == "header":
            self._ours = element.get("creationtool") == CREATION_TOOL
            return None
        texts = self._texts(element)
        source = _first(self._pair[0], texts)
        if source is None or not _text(source).strip():
            return None
        rest = {tag: seg for tag, seg in texts.items() if seg is not source}
        target = _first(self._pair[1], rest)
        is_empty = target is None or not _text(target).strip()
        document, place, context = self._said(element, is_empty=is_empty)
        blank = Blank(
            _text(source),
            *self._pair,
            context=context,
            document=document,
            wanted=place in ("open", "weak"),
        )
        return Spot(blank, place, source, target, is_empty)

    def _texts(self, element: Element) -> dict[str, Element]:
        """Return the segments of a `tu` by their languages, the first of each that has text."""
        found: dict[str, Element] = {}
        for variant in element.iter("tuv"):
            segment, tag = variant.find("seg"), self._tag(variant)
            if segment is None or not tag:
                continue
            if tag not in found or not _text(found[tag]).strip():
                found[tag] = segment
        return found

    def _tag(self, variant: Element) -> str:
        spelled = variant.get("xml:lang") or variant.get("lang") or ""
        if spelled not in self._tags:
            try:
                tag = normalise(spelled)
            except LanguageError:
                tag = ""
            self._tags[spelled] = tag
            is_source = bool(preferred(self._pair[0], [tag]))
            if tag == self._pair[1] or (preferred(self._pair[1], [tag]) and not is_source):
                self._target_spelled = spelled
        return self._tags[spelled]

    def _said(self, element: Element, *, is_empty: bool) -> tuple[str | None, Place, str | None]:
        """Return the document of a `tu`, its place, and its context."""
        properties = {one.get("type", ""): "".join(one.itertext()) for one in element.iter("prop")}
        was_filled = MATCH_KIND in properties
        document, _, context, status, _ = take_properties(properties, ours=self._ours)
        place: Place = "kept"
        if self._overwrite or is_empty:
            place = "open"
        elif status == "machine" or (status == "draft" and was_filled):
            place = "weak"
        return document, place, context

    def put(self, text: UnitText, element: Element, spot: Spot, filled: CarriedFill) -> None:
        """Put a translation in, with its status and its match as properties."""
        if spot.target is not None:
            text.fill(spot.target, filled.xml)
        else:
            self._add_variant(text, element, filled.xml)
        marks = {_STATUS: "" if is_sure(filled.kind) else "draft"}
        marks |= marks_of(filled.fill, filled.kind)
        known = {one.get("type", ""): one for one in element.iter("prop")}
        for name, value in marks.items():
            if name in known and value:
                text.fill(known[name], escape_text(value))
            elif name in known:
                text.remove(known[name])
            elif value:
                xml = f'<prop type="{name}">{escape_text(value)}</prop>'
                text.begin(element, text.indent(element[0]) + xml)

    def _add_variant(self, text: UnitText, element: Element, xml: str) -> None:
        last = element.findall("tuv")[-1]
        attribute = "xml:lang" if "xml:lang" in last.attrib else "lang"
        tag = escape_attribute(self._target_spelled)
        opened = f'<tuv {attribute}="{tag}">'
        text.insert(last, f"{text.indent(last)}{opened}<seg>{xml}</seg></tuv>")

    def note(self, text: UnitText, element: Element, _spot: Spot, lines: Sequence[str]) -> bool:
        """Add a `note` for each line that no note has."""
        known = "\n".join("".join(one.itertext()) for one in element.iter("note"))
        new = new_lines(known, lines)
        for line in new:
            text.begin(element, f"{text.indent(element[0])}<note>{escape_text(line)}</note>")
        return bool(new)


def _first(tag: str, texts: dict[str, Element]) -> Element | None:
    found = preferred(tag, texts)
    return texts[found[0]] if found else None


def _text(segment: Element) -> str:
    return inline_of(segment, TMX).text if len(segment) else segment.text or ""

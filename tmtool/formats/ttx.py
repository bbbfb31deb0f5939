"""TTX: bilingual files of Trados TagEditor, which Trados 2007 and before made of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from tmtool.formats import ReadOptions
from tmtool.formats.carrying import CarriedFill
from tmtool.formats.filling import Place
from tmtool.formats.inline import Vocabulary, escape_attribute, text_and_markup
from tmtool.formats.selection import side_language
from tmtool.formats.unit_text import UnitText
from tmtool.formats.xml_filling import FillableXml, Spot
from tmtool.formats.xml_stream import elements
from tmtool.models import Blank, Skipped, Status, TranslationUnit, Variant

_WORDS = Vocabulary(frozenset(("ut",)), lambda *_: False)
_PLACEHOLDERS = re.compile(r"\{\d+\}")
_MACHINE = ("mt", "at")
"""Origins of machine translations."""


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a file in its order; text between them is not translated and not read.

    The document is the one that the file was made of; the match rate that TagEditor found is the
    property `MatchPercent`. Skipped: units without a translation, and those whose translation is
    the source as it is. Raises InputError.
    """
    settings: dict[str, str] = {}
    position = 0
    tags = ("UserSettings", "Tu")
    found = elements(path, tags, root=("TRADOStag",), encoding=options.encoding)
    for element, line in found:
        if element.tag == "UserSettings":
            settings = dict(element.attrib)
            continue
        where = f"{path}:{line}"
        document = settings.get("SourceDocumentPath") or None
        yield _unit(element, _pair(settings, options, where), document, position, where)
        position += 1


def _pair(settings: dict[str, str], options: ReadOptions, where: str) -> tuple[str, str]:
    source = side_language("source", options.source_language, settings.get("SourceLanguage"), where)
    target = side_language("target", options.target_language, settings.get("TargetLanguage"), where)
    return source, target


def _unit(
    element: Element, pair: tuple[str, str], document: str | None, position: int, where: str
) -> TranslationUnit | Skipped:
    texts = [child for child in element if child.tag == "Tuv"]
    variants = tuple(_variant(tag, one) for tag, one in zip(pair, texts, strict=False))
    if not variants or not _has_text(variants[0].text):
        return Skipped(where, "it has no source")
    if _is_untranslated(element, variants):
        alone = TranslationUnit(variants[:1], document=document, position=position)
        return Skipped(where, "not translated", alone)
    said = {name: element.attrib[name] for name in ("MatchPercent", "Origin") if element.get(name)}
    status: Status = "machine" if _by_machine(element) else "approved"
    return TranslationUnit(
        variants, document=document, position=position, status=status, properties=said
    )


def _is_untranslated(element: Element, variants: Sequence[Variant]) -> bool:
    if len(variants) < 2 or not _has_text(variants[1].text):
        return True
    # TagEditor puts the source where nothing was found, for the translator to overwrite.
    is_new = element.get("MatchPercent", "0") in ("", "0")
    return is_new and variants[0].text == variants[1].text


def _by_machine(element: Element) -> bool:
    return element.get("Origin", "").lower() in _MACHINE


def _variant(language: str, element: Element) -> Variant:
    return Variant(language, *text_and_markup(element, _WORDS))


def _has_text(text: str) -> bool:
    return bool(_PLACEHOLDERS.sub("", text).strip())


def open_to_fill(path: Path, options: ReadOptions, *, overwrite: bool = False) -> FillableXml:
    """Return a file to fill: what TagEditor has cut into units; text between them stays.

    A translation that is there stays unless `overwrite`, but the source as it is, which stands
    where nothing was found; a machine's gives way to exact and context matches.
    """
    return FillableXml(path, options.encoding, partial(_Form, options, overwrite))


class _Form:
    """The units of a file."""

    names = ("UserSettings", "Tu")
    root = "TRADOStag"
    words = _WORDS
    notes = False

    def __init__(self, options: ReadOptions, overwrite: bool) -> None:
        self._options = options
        self._overwrite = overwrite
        self._settings: dict[str, str] = {}

    def spot(self, element: Element, where: str) -> Spot | None:
        """Return the source text of a unit and its place for a translation."""
        if element.tag == "UserSettings":
            self._settings = dict(element.attrib)
            return None
        pair = _pair(self._settings, self._options, where)
        texts = [child for child in element if child.tag == "Tuv"]
        variants = [_variant(tag, one) for tag, one in zip(pair, texts, strict=False)]
        if not variants or not _has_text(variants[0].text):
            return None
        place: Place = "weak" if _by_machine(element) else "kept"
        is_empty = _is_untranslated(element, variants)
        if self._overwrite or is_empty:
            place = "open"
        blank = Blank(
            variants[0].text,
            *pair,
            document=self._settings.get("SourceDocumentPath") or None,
            wanted=place != "kept",
        )
        return Spot(blank, place, texts[0], texts[1] if len(texts) > 1 else None, is_empty)

    def put(self, text: UnitText, element: Element, spot: Spot, filled: CarriedFill) -> None:
        """Put a translation in, with its match rate."""
        if spot.target is not None:
            text.fill(spot.target, filled.xml)
        else:
            spelled = self._settings.get("TargetLanguage") or spot.blank.target_language
            tag = escape_attribute(spelled.upper())
            text.insert(spot.source, f'<Tuv Lang="{tag}">{filled.xml}</Tuv>')
        origin = "xtranslate" if filled.kind == "context" else None
        rate = filled.fill.rate if filled.kind == filled.fill.kind else min(99, filled.fill.rate)
        text.set(element, {"MatchPercent": str(rate), "Origin": origin})

    def note(self, _text: UnitText, _element: Element, _spot: Spot, _lines: Sequence[str]) -> bool:
        """Note nothing: the format has no place for it."""
        return False

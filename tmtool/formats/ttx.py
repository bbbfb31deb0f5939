"""TTX: bilingual files of Trados TagEditor, which Trados 2007 and before made of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element

from tmtool.formats import ReadOptions
from tmtool.formats.inline import Vocabulary, text_and_markup
from tmtool.formats.selection import side_language
from tmtool.formats.xml_stream import elements
from tmtool.models import Skipped, Status, TranslationUnit, Variant

_WORDS = Vocabulary(frozenset(("ut",)), lambda *_: False)
_PLACEHOLDERS = re.compile(r"\{\d+\}")
_MACHINE = ("mt", "at")
"""Origins of machine translations."""

Side = Literal["source", "target"]


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
        source = side_language(
            "source", options.source_language, settings.get("SourceLanguage"), where
        )
        target = side_language(
            "target", options.target_language, settings.get("TargetLanguage"), where
        )
        document = settings.get("SourceDocumentPath") or None
        yield _unit(element, (source, target), document, position, where)
        position += 1


def _unit(
    element: Element, pair: tuple[str, str], document: str | None, position: int, where: str
) -> TranslationUnit | Skipped:
    texts = [child for child in element if child.tag == "Tuv"]
    variants = tuple(_variant(tag, one) for tag, one in zip(pair, texts, strict=False))
    if not variants or not _has_text(variants[0].text):
        return Skipped(where, "it has no source")
    said = {name: element.attrib[name] for name in ("MatchPercent", "Origin") if element.get(name)}
    origin = element.get("Origin", "").lower()
    status: Status = "machine" if origin in _MACHINE else "approved"
    unit = TranslationUnit(
        variants, document=document, position=position, status=status, properties=said
    )
    is_new = said.get("MatchPercent", "0") == "0"
    if (
        len(variants) < 2
        or not _has_text(variants[1].text)
        # TagEditor puts the source where nothing was found, for the translator to overwrite.
        or (is_new and variants[0].text == variants[1].text)
    ):
        alone = TranslationUnit(variants[:1], document=document, position=position)
        return Skipped(where, "not translated", alone)
    return unit


def _variant(language: str, element: Element) -> Variant:
    return Variant(language, *text_and_markup(element, _WORDS))


def _has_text(text: str) -> bool:
    return bool(_PLACEHOLDERS.sub("", text).strip())

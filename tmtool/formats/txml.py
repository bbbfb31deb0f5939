"""TXML: bilingual files of Wordfast Pro, up to version 3."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from tmtool.formats import ReadOptions
from tmtool.formats.inline import Vocabulary, text_and_markup
from tmtool.formats.selection import side_language
from tmtool.formats.values import parse_time
from tmtool.formats.xml_stream import check_root, elements, root_of
from tmtool.models import Skipped, Status, TranslationUnit, Variant

_WORDS = Vocabulary(frozenset(("ut",)), lambda *_: False)


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a file in its order.

    Machine translations are told as such, and what a person has not looked at since a fuzzy
    match was put in is a draft. Skipped: segments without a translation. Raises InputError.
    """
    name, attributes = root_of(path, encoding=options.encoding)
    check_root(name, ("txml",), str(path))
    source = side_language("source", options.source_language, attributes.get("locale"), str(path))
    target = side_language(
        "target", options.target_language, attributes.get("targetlocale"), str(path)
    )
    found = elements(path, ("segment",), root=("txml",), encoding=options.encoding)
    for position, (element, line) in enumerate(found):
        yield _unit(element, (source, target), position, f"{path}:{line}")


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

"""JSON lines filled with translations: a line that gets one is written anew, others stay."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from tmtool.errors import LanguageError
from tmtool.formats import ReadOptions
from tmtool.formats.carrying import ReadyText, fill_with_markup
from tmtool.formats.files import replacing_bytes
from tmtool.formats.filling import (
    MATCH_KIND,
    Place,
    Tally,
    Terms,
    is_sure,
    marks_of,
    new_lines,
    settled,
    wanted_terms,
)
from tmtool.formats.jsonl.lines import Object, read_lines
from tmtool.formats.rewriting import LineEdit, rewrite_lines
from tmtool.formats.selection import pair_of_file
from tmtool.languages import normalise, preferred
from tmtool.models import Blank, Fill, FillReport

__all__ = ["FillableJsonLines", "open_to_fill"]

_SAMPLE = 1_000
"""Units by which the languages of a file are told."""


def open_to_fill(path: Path, options: ReadOptions, *, overwrite: bool = False) -> FillableJsonLines:
    """Return a file to fill; languages not given are those that its units have."""
    return FillableJsonLines(path, options, overwrite=overwrite)


class FillableJsonLines:
    """A file of units that is filled from what is known; it is read anew by each method.

    A translation that is there stays unless `overwrite`; one of a machine, or one that was filled
    in and is still a draft, gives way to exact and context matches. Lines that are no units stay.
    """

    def __init__(self, path: Path, options: ReadOptions, *, overwrite: bool) -> None:
        self._path = path
        self._options = options
        self._overwrite = overwrite
        sample = (_texts(value) for _, value, _ in islice(self._units(), _SAMPLE))
        self._pair = pair_of_file(sample, options, str(path))

    def _units(self) -> Iterator[tuple[int, Object, str]]:
        for number, value, end in read_lines(self._path, self._options.encoding, "units"):
            if isinstance(value.get("variants"), list):
                yield number, value, end

    def blanks(self) -> Iterator[Blank]:
        """Yield the source texts in the order of the lines."""
        for _, value, _ in self._units():
            source, _ = self._sides(value)
            if source is not None:
                yield Blank(
                    source["text"],
                    *self._pair,
                    context=_said(value, "context"),
                    document=_said(value, "document"),
                    wanted=self._place(value) != "kept",
                )

    def write(
        self, output: Path, fills: Iterator[Fill | None], *, terms: Terms | None = None
    ) -> FillReport:
        """Write the file with what is filled in."""
        tally = Tally()
        encoding = self._options.encoding
        edits = self._edits(fills, terms, tally)
        with replacing_bytes(output) as file:
            rewrite_lines(self._path, file, edits, encoding=encoding, newline="")
            # What stands behind the last change is counted too.
            for _ in edits:
                pass
        return tally.report()

    def _edits(
        self, fills: Iterator[Fill | None], terms: Terms | None, tally: Tally
    ) -> Iterator[LineEdit]:
        for number, value, end in self._units():
            source, target = self._sides(value)
            if source is None:
                continue
            place = self._place(value)

            def prepare(
                fill: Fill, markup: str | None = _said(source, "markup")
            ) -> ReadyText | None:
                return fill_with_markup(fill, markup)

            ready = settled(place, fills, tally, prepare, is_empty=target is None)
            lines = new_lines(
                _said(value, "note"), wanted_terms(terms, place, source["text"], self._pair, ready)
            )
            tally.note(len(lines))
            if ready is None and not lines:
                continue
            if ready is not None:
                self._put(value, ready)
            _note(value, lines)
            yield LineEdit(number, number + 1, json.dumps(value, ensure_ascii=False) + end)

    def _sides(self, value: Object) -> tuple[Object | None, Object | None]:
        """Return the variants of both languages that have text."""
        texts = _texts(value)
        source = next(iter(preferred(self._pair[0], texts)), None)
        rest = [tag for tag in texts if tag != source]
        target = next(iter(preferred(self._pair[1], rest)), None)
        return texts.get(source or ""), texts.get(target or "")

    def _place(self, value: Object) -> Place:
        if self._overwrite or self._sides(value)[1] is None:
            return "open"
        status = value.get("status")
        properties = value.get("properties")
        was_filled = isinstance(properties, dict) and MATCH_KIND in properties
        return "weak" if status == "machine" or (status == "draft" and was_filled) else "kept"

    def _put(self, value: Object, ready: ReadyText) -> None:
        source, target = self._sides(value)
        if target is None:
            target = self._blank_variant(value, source)
        target["text"] = ready.text
        target.pop("markup", None)
        if ready.markup is not None:
            target["markup"] = ready.markup
        value["status"] = "approved" if is_sure(ready.kind) else "draft"
        marks = marks_of(ready.fill, ready.kind)
        known = value.get("properties")
        rest = {**known} if isinstance(known, dict) else {}
        rest = {name: one for name, one in rest.items() if name not in marks}
        value["properties"] = rest | {name: one for name, one in marks.items() if one}

    def _blank_variant(self, value: Object, source: Object | None) -> Object:
        """Return the variant of the target language without text, a new one if there is none."""
        for one in value["variants"]:
            is_other = isinstance(one, dict) and one is not source
            if is_other and preferred(self._pair[1], [_tag(one)]):
                found: Object = one
                return found
        new: Object = {"language": self._pair[1]}
        value["variants"].append(new)
        return new


def _texts(value: Object) -> dict[str, Object]:
    """Return the variants that have text by their tags."""
    found: dict[str, Object] = {}
    for one in value["variants"]:
        if isinstance(one, dict) and isinstance(one.get("text"), str) and one["text"].strip():
            tag = _tag(one)
            if tag:
                found.setdefault(tag, one)
    return found


def _tag(variant: Object) -> str:
    spelled = variant.get("language")
    try:
        return normalise(spelled) if isinstance(spelled, str) else ""
    except LanguageError:
        return ""


def _said(value: Object, name: str) -> str | None:
    said = value.get(name)
    return said if isinstance(said, str) and said else None


def _note(value: Object, lines: Sequence[str]) -> None:
    if lines:
        known = _said(value, "note")
        value["note"] = "\n".join([*([known] if known else []), *lines])

"""Translation units read from TMX 1.1 to 1.4b, of any size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from xml.parsers.expat import XMLParserType

from tmtool.errors import LanguageError
from tmtool.formats import ReadOptions
from tmtool.formats.inline import InlineText
from tmtool.formats.tmx.fields import (
    CREATION_TOOL,
    MARKUP,
    take_count,
    take_properties,
    take_time,
)
from tmtool.formats.tmx.inline import TMX
from tmtool.formats.tmx.source import records
from tmtool.formats.xml_stream import check_root
from tmtool.languages import normalise, preferred
from tmtool.models import Skipped, Status, TranslationUnit, Variant
from tmtool.models.making import make_unit, make_variant

_NAMES = ("tu", "tuv", "seg", "prop", "note", "header")

__all__ = ["UnitReader", "read_every_unit", "read_units"]


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a TMX file, all languages of each, in the order of the file.

    The file may be packed by gzip, or a ZIP archive of TMX files. Where a unit has a language
    twice, the second text (if it differs) gives another unit with the first texts of the other
    languages. A unit with text in fewer than two languages is skipped. What `tuv` says of dates,
    authors and use goes before what `tu` says, the last `tuv` first. The language that `srclang`
    names comes first.
    """
    return records(path, options, UnitReader)


def read_every_unit(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield one unit for each `tu` of a TMX file, with the first text in each language.

    It may have text in one language, or none.
    """
    return records(path, options, partial(UnitReader, every=True))


class UnitReader:
    """The expat handlers that build units; what stands in `_buffer` is the last text.

    They are called a dozen times for every unit: handlers are bound once, and calls are spared.
    """

    def __init__(self, parser: XMLParserType, name: str, *, every: bool = False) -> None:
        self._every = every
        self.done: list[TranslationUnit | Skipped] = []
        self._parser = parser
        self._name = name
        self._buffer: list[str] = []
        self._inline = InlineText(TMX)
        self._tags: dict[str | None, str] = {}
        self._problems: dict[str | None, str] = {}
        self._ours = False
        self._source: str | None = None
        self._language: str | None = None
        self._markup: str | None = None
        self._kind = ""
        # Names that are the same objects as those here are compared at a glance.
        parser.intern.update({name: name for name in _NAMES})
        self._outside, self._inside = self._start, self._start_inline
        self._begin({})
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._buffer.append

    def _root(self, name: str, _attributes: dict[str, str]) -> None:
        check_root(name, ("tmx",), f"{self._name}:{self._parser.CurrentLineNumber}")
        self._parser.StartElementHandler = self._outside

    def _begin(self, attributes: dict[str, str]) -> None:
        self._line = self._parser.CurrentLineNumber
        self._attributes = attributes
        self._texts: dict[str, Variant] = {}
        self._seconds: list[Variant] = []
        self._problem = ""
        self._properties: dict[str, str] = {}
        self._notes: list[str] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "seg":
            self._buffer.clear()
            self._parser.StartElementHandler = self._inside
        elif name == "tuv":
            self._language = attributes.get("xml:lang") or attributes.get("lang")
            if len(attributes) > 1:
                self._attributes |= attributes
        elif name == "tu":
            self._begin(attributes)
        elif name == "header":
            self._ours = attributes.get("creationtool") == CREATION_TOOL
            self._source = attributes.get("srclang")
        else:
            self._buffer.clear()
            self._kind = attributes.get("type", "")

    def _end(self, name: str) -> None:
        if name == "seg":
            self._parser.StartElementHandler = self._outside
            self._take("".join(self._buffer), self._markup)
        elif name == "tu":
            self._finish()
        elif name == "prop":
            kind, value = self._kind, "".join(self._buffer)
            if kind == MARKUP and self._ours:
                self._markup = value
            elif kind in self._properties:
                self._properties[kind] += f"\n{value}"
            else:
                self._properties[kind] = value
        elif name == "note":
            self._notes.append("".join(self._buffer))

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        self._inline = InlineText(TMX)
        self._inline.data("".join(self._buffer))
        self._inline.start(name, attributes)
        self._parser.StartElementHandler = self._inline.start
        self._parser.EndElementHandler = self._end_inline
        self._parser.CharacterDataHandler = self._inline.data

    def _end_inline(self, name: str) -> None:
        if self._inline.depth:
            self._inline.end(name)
            return
        self._take(self._inline.text, self._inline.markup)
        self._parser.StartElementHandler = self._outside
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._buffer.append

    def _take(self, text: str, markup: str | None) -> None:
        """Take what a `seg` has, in the language of its `tuv`."""
        self._markup = None
        if not text or text.isspace():
            return
        language = self._tags.get(self._language) or self._tag(self._language)
        if not language:
            self._problem = self._problems[self._language]
        elif language in self._texts:
            self._seconds.append(make_variant(language, text, markup))
        else:
            self._texts[language] = make_variant(language, text, markup)

    def _finish(self) -> None:
        texts = self._texts
        if len(texts) > 1 or self._every:
            self.done.append(self._unit(self._in_order(texts)))
            if self._seconds and not self._every:
                self._yield_others(texts)
        if self._problem:
            self._skip(f"a text in it is left out: {self._problem}")
        elif len(texts) < 2 and not self._every:
            unit = self._unit(texts) if texts else None
            reason = f"it has text in {len(texts)} of the two languages or more that it needs"
            self._skip(reason, unit)

    def _tag(self, spelled: str | None) -> str:
        """Return a tag in its usual spelling, or nothing where `_problems` says what is wrong."""
        if spelled not in self._tags:
            try:
                self._tags[spelled] = normalise(spelled or "")
            except LanguageError as error:
                self._tags[spelled] = ""
                self._problems[spelled] = error.what
        return self._tags[spelled]

    def _skip(self, reason: str, unit: TranslationUnit | None = None) -> None:
        self.done.append(Skipped(f"{self._name}:{self._line}", reason, unit))

    def _yield_others(self, texts: dict[str, Variant]) -> None:
        """Give a unit for each further text in a language that has one, if they differ."""
        for one in self._seconds:
            if one != texts[one.language]:
                self.done.append(self._unit(self._in_order({**texts, one.language: one})))

    def _in_order(self, texts: dict[str, Variant]) -> dict[str, Variant]:
        """Return the texts with the source language's first; `*all*` is none."""
        source = self._attributes.get("srclang") or self._source
        language = self._tags.get(source) or self._tag(source)
        if not language or language == next(iter(texts), None):
            return texts
        first = next(iter(preferred(language, texts)), None)
        return {first: texts[first], **texts} if first else texts

    def _unit(self, texts: Mapping[str, Variant]) -> TranslationUnit:
        properties = self._properties
        document = position = context = corpus = None
        status: Status = "approved"
        if properties:
            properties = properties.copy()
            document, position, context, status, corpus = take_properties(
                properties, ours=self._ours
            )
        attributes = self._attributes
        tuid = created_by = changed_by = created_at = changed_at = None
        usage_count = 0
        if attributes:
            get = attributes.get
            tuid, created_by, changed_by = get("tuid"), get("creationid"), get("changeid")
            if "creationdate" in attributes:
                created_at = take_time(attributes, "creationdate", properties)
            if "changedate" in attributes:
                changed_at = take_time(attributes, "changedate", properties)
            if "usagecount" in attributes:
                usage_count = take_count(attributes, properties)
        return make_unit(
            tuple(texts.values()),
            tuid=tuid,
            document=document,
            position=position,
            context=context,
            status=status,
            created_at=created_at,
            created_by=created_by,
            changed_at=changed_at,
            changed_by=changed_by,
            usage_count=usage_count,
            note="\n".join(self._notes) if self._notes else None,
            properties=properties,
            corpus=corpus,
        )

"""The segments of files to be translated, with languages where their files tell none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.sources import read_sources
from tmtool.jobs.neighbours import with_neighbours
from tmtool.languages import detect, primary
from tmtool.models import Skipped, SourceSegment

_SAMPLE = 100
"""Segments by whose script the language of a text is told."""

_OTHER = {"ru": "en", "en": "ru"}


class Watcher(Protocol):
    """What is told of a file while it is read."""

    def skip(self, record: Skipped) -> None:
        """Note a record that could not be read."""
        ...

    def begin(self, source: str | None, target: str | None) -> None:
        """Note the languages of the first segment."""
        ...


class Languages:
    """Tells the languages of texts by their script and by what a memory has."""

    def __init__(self, stored: Sequence[str]) -> None:
        self._stored = sorted({primary(tag) for tag in stored})

    def pair(
        self, source: str | None, target: str | None, texts: Sequence[str], where: Path
    ) -> tuple[str | None, str | None]:
        """Return both languages; those given stay.

        Without a memory to look anything up in, what is not known may stay unknown. Raises
        InputError where it must be known and is not.
        """
        if source is None:
            seen = detect("\n".join(texts))
            source = seen if not self._stored or seen in self._stored else self._only_other(target)
        if target is None and source is not None:
            other = _OTHER.get(primary(source))
            target = other if not self._stored or other in self._stored else None
            target = target or self._only_other(source)
        if self._stored and texts and (source is None or target is None):
            raise InputError(
                "the languages are not clear", where=str(where), hint="Name them: -s ru -t en."
            )
        return source, target

    def _only_other(self, tag: str | None) -> str | None:
        """Return the language of a memory of two that this is not."""
        rest = [one for one in self._stored if tag and one != primary(tag)]
        return rest[0] if len(rest) == 1 else None


class FileSegments:
    """A file to be translated; its format is known before it is read."""

    def __init__(self, path: Path, reading: ReadOptions, format_name: str | None) -> None:
        self.path = path
        self.format, self._records = read_sources(path, reading, format_name=format_name)

    def segments(
        self, languages: Languages, watcher: Watcher
    ) -> Iterator[tuple[str | None, SourceSegment, str | None]]:
        """Yield each segment with the texts before and after it in its document."""
        found = self._taken(watcher)
        first = list(islice(found, _SAMPLE))
        if not first:
            return
        texts = [segment.text for segment in first]
        told = first[0].source_language, first[0].target_language
        source, target = languages.pair(*told, texts, self.path)
        watcher.begin(source, target)
        yield from with_neighbours(
            replace(
                one,
                source_language=one.source_language or source,
                target_language=one.target_language or target,
            )
            if None in (one.source_language, one.target_language)
            else one
            for one in chain(first, found)
        )

    def _taken(self, watcher: Watcher) -> Iterator[SourceSegment]:
        for record in self._records:
            if isinstance(record, Skipped):
                watcher.skip(record)
            else:
                yield record

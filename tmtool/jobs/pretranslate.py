"""Filling a PO catalogue from the memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.po.adapter import read_catalogue
from tmtool.formats.po.fill import Fill, FillReport, Message
from tmtool.formats.po.fill import pretranslate as fill_catalogue
from tmtool.formats.po.header import header_fields, header_language
from tmtool.jobs.lookup import Lookup, Request
from tmtool.languages import plural_count, preferred
from tmtool.models import Match, TranslationUnit
from tmtool.store import units


def pretranslate(
    connection: sqlite3.Connection,
    catalogue: Path,
    output: Path,
    source: str,
    target: str | None,
    *,
    min_rate: int,
    overwrite: bool,
) -> FillReport:
    """Fill a catalogue; without a target, its header says the language.

    Raises InputError where the catalogue cannot be read, or no language is known.
    """
    target = target or _language_of(catalogue)
    filler = _Filler(connection, source, target, min_rate)
    return fill_catalogue(catalogue, output, target, filler.fill, overwrite=overwrite)


def _language_of(catalogue: Path) -> str:
    fields = header_fields(read_catalogue(catalogue).header.msgstr)
    language = header_language(fields.get("Language", ""), str(catalogue))
    if language is None:
        raise InputError(
            "its header names no language", where=str(catalogue), hint="Name it: -t ru."
        )
    return language


class _Filler:
    """Finds the translation of a catalogue's messages."""

    def __init__(
        self, connection: sqlite3.Connection, source: str, target: str, min_rate: int
    ) -> None:
        self._connection = connection
        self._lookup = Lookup(connection)
        self._source = source
        self._target = target
        self._min_rate = min_rate

    def fill(self, message: Message) -> Fill | None:
        """Return what the memory has for a message, `None` where it has nothing."""
        if message.msgid_plural is not None:
            return self._plural(message, message.msgid_plural)
        best = self._best(message.msgid, message.msgctxt)
        return None if best is None else _filled(best)

    def _request(self, text: str, context: str | None) -> Request:
        return Request(text, self._source, self._target, self._min_rate, limit=1, context=context)

    def _best(self, text: str, context: str | None) -> Match | None:
        """Return the best match; the scan is made only where no identical text is sure."""
        request = self._request(text, context)
        exact = self._lookup.exact(request)
        if exact and exact[0].rate == 100:
            return exact[0]
        if self._min_rate == 100:
            return None
        return next(iter(self._lookup.matches(request)), None)

    def _plural(self, message: Message, plural: str) -> Fill | None:
        """Return all plural forms of a message the memory has whole, or a fuzzy stand-in."""
        forms = self._stored_forms(message, plural)
        if forms:
            in_context = message.msgctxt is not None
            return Fill(forms, "context" if in_context else "exact")
        one, many = (self._best(text, message.msgctxt) for text in (message.msgid, plural))
        if one is None or many is None:
            return None
        others = (many.target,) * (plural_count(self._target) - 1)
        return Fill((one.target, *others), "fuzzy", previous_msgid=one.source)

    def _stored_forms(self, message: Message, plural: str) -> tuple[str, ...] | None:
        """Return the forms that were imported from one plural entry, the newest such entry's."""
        wanted = (message.msgid, plural, message.msgctxt)
        entries: dict[tuple[object, ...], dict[str, str]] = {}
        for unit in self._units((message.msgid, plural)):
            properties = unit.properties
            place = (properties.get("msgid"), properties.get("msgid_plural"), unit.context)
            by_tag = {variant.language: variant.text for variant in unit.variants}
            tags = preferred(self._target, by_tag)
            text = by_tag[tags[0]] if tags else None
            if place == wanted and text is not None and unit.status == "approved":
                entries.setdefault((unit.corpus, unit.document), {})[properties["plural"]] = text
        names = [str(number) for number in range(plural_count(self._target))]
        whole = [forms for forms in entries.values() if all(name in forms for name in names)]
        return tuple(whole[-1][name] for name in names) if whole else None

    def _units(self, texts: Iterable[str]) -> list[TranslationUnit]:
        found = {
            number for text in texts for number in self._lookup.identical(self._request(text, None))
        }
        return units.read(self._connection, sorted(found))


def _filled(match: Match) -> Fill:
    if match.rate == 100:
        return Fill((match.target,), "context" if match.kind == "context" else "exact")
    note = f"{match.rate}% match, {match.corpus} unit {match.unit}"
    return Fill((match.target,), "fuzzy", previous_msgid=match.source, note=note)

"""The plural forms that the memory has of a message of gettext."""

from __future__ import annotations

import sqlite3

from tmtool.jobs.lookup import Lookup, Request
from tmtool.languages import preferred
from tmtool.models import Blank, Fill, TranslationUnit
from tmtool.store import units
from tmtool.text.plural_rules import parse_rule, plural_rule


class PluralForms:
    """Finds the forms that were imported from one plural entry."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lookup = Lookup(connection)

    def stored(self, blank: Blank) -> Fill | None:
        """Return all forms of a message, the newest such entry's; None where there is none."""
        wanted = (blank.text, blank.plural, blank.context)
        entries: dict[tuple[object, ...], dict[str, str]] = {}
        for unit in self._units(blank):
            properties = unit.properties
            place = (properties.get("msgid"), properties.get("msgid_plural"), unit.context)
            by_tag = {variant.language: variant.text for variant in unit.variants}
            tags = preferred(blank.target_language, by_tag)
            text = by_tag[tags[0]] if tags else None
            if place == wanted and text is not None and unit.status == "approved":
                entry = unit.corpus, unit.document, properties.get("plural_forms")
                entries.setdefault(entry, {})[properties["plural"]] = text
        whole = [fill for entry in entries.items() if (fill := _whole(blank, *entry))]
        return whole[-1] if whole else None

    def _units(self, blank: Blank) -> list[TranslationUnit]:
        found: set[int] = set()
        for text in (blank.text, blank.plural or ""):
            request = Request(text, blank.source_language, blank.target_language)
            found.update(self._lookup.identical(request))
        return units.read(self._connection, sorted(found))


def _whole(blank: Blank, entry: tuple[object, ...], forms: dict[str, str]) -> Fill | None:
    """Return the forms of an entry if there are as many as its rule has."""
    *_, text = entry
    rule = parse_rule(str(text)) if text else None
    names = [str(form) for form in range((rule or plural_rule(blank.target_language)).count)]
    if not all(name in forms for name in names):
        return None
    return Fill(
        tuple(forms[name] for name in names),
        "exact" if blank.context is None else "context",
        plural_forms=rule.text if rule else None,
    )

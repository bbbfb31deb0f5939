"""How translation units become a catalogue with one translation for each text and context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tmtool.formats import WriteOptions
from tmtool.formats.po.adapter import (
    SEPARATORS,
    Catalogue,
    new_entry,
    translations,
    with_newlines_of,
)
from tmtool.formats.po.entry import Entry
from tmtool.formats.po.header import new_header
from tmtool.formats.selection import variants_to_write
from tmtool.models import TranslationUnit
from tmtool.text.plural_rules import PluralRule, parse_rule, plural_rule


@dataclass(frozen=True, slots=True)
class _Message:
    """What a unit says about one entry; `form` is the index of a plural form by a `rule`."""

    msgid: str
    text: str
    msgid_plural: str = ""
    form: int | None = None
    rule: str = ""


class CatalogueBuilder:
    """Collects units of one language pair; `written` counts those whose text is a `msgstr`."""

    def __init__(
        self,
        source_language: str,
        target_language: str,
        *,
        comments: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        self.written = 0
        self._languages = WriteOptions(source_language, target_language)
        self._comments = comments
        self._entries: dict[tuple[str | None, str], Entry] = {}
        self._rules: dict[int, str] = {}
        self._newest: tuple[str, str | None] | None = None

    def add(self, unit: TranslationUnit) -> None:
        """Take a unit; one without text in either language is left out."""
        variants = variants_to_write(unit, self._languages)
        if not variants or not variants[0].text:
            return
        message = _message(unit, variants[0].text, variants[1].text)
        if not message.msgid or not message.text:
            return
        context = None if unit.context is None else unit.context.translate(SEPARATORS)
        key = (context, message.msgid)
        entry = self._entries.get(key) or self._start(key)
        if entry.obsolete and unit.properties.get("obsolete") != "yes":
            _revive(entry)
            self._rules.pop(id(entry), None)
        if not self._put(entry, message):
            return
        self.written += 1
        _describe(entry, unit)
        changed = unit.changed_at or unit.created_at
        if changed and (self._newest is None or changed > self._newest[0]):
            self._newest = changed, unit.changed_by or unit.created_by

    def catalogue(self, project: str) -> Catalogue:
        """Return the catalogue of all units taken, under a full header."""
        assert self._languages.source_language
        assert self._languages.target_language
        changed_at, author = self._newest or (None, None)
        header = new_entry("")
        header.msgstr = new_header(
            project or "tmtool",
            self._languages.target_language,
            self._languages.source_language,
            changed_at=changed_at,
            author=author,
        )
        rule = plural_rule(self._languages.target_language)
        for entry in self._entries.values():
            given = parse_rule(self._rules.get(id(entry), "")) or rule
            _complete(entry, rule, given)
        return Catalogue(header, list(self._entries.values()))

    def _put(self, entry: Entry, message: _Message) -> bool:
        """Enter a translation where there is none yet, else note it as an alternative."""
        taken = translations(entry)
        if message.form is not None and not entry.msgstr:
            rule = self._rules.setdefault(id(entry), message.rule)
            if message.form not in entry.msgstr_plural and rule == message.rule:
                entry.msgid_plural = message.msgid_plural
                entry.msgstr_plural[message.form] = message.text
                return True
        elif not any(taken):
            entry.msgstr = message.text
            return True
        if message.text not in taken:
            _append(entry, "tcomment", _also(message.text))
        return False

    def _start(self, key: tuple[str | None, str]) -> Entry:
        context, msgid = key
        entry = self._entries[key] = new_entry(msgid, msgctxt=context)
        entry.obsolete = True
        if self._comments is not None:
            _append(entry, "comment", *self._comments(msgid))
        return entry


def _message(unit: TranslationUnit, source: str, target: str) -> _Message:
    """Return the unit's message; plural only if its source is the text it was read with."""
    msgid, plural = unit.properties.get("msgid"), unit.properties.get("msgid_plural")
    form, rule = unit.properties.get("plural", ""), unit.properties.get("plural_forms", "")
    if msgid and plural and form.isdecimal() and source == (plural if int(form) else msgid):
        target = with_newlines_of(msgid, target)
        return _Message(msgid, target, with_newlines_of(msgid, plural), int(form), rule)
    source = source.translate(SEPARATORS)
    return _Message(source, with_newlines_of(source, target))


def _also(text: str) -> str:
    return "also: " + " ".join(text.replace("\n", "\\n").splitlines())


def _revive(entry: Entry) -> None:
    """Make an obsolete or new entry a current one, its translations mere alternatives."""
    _append(entry, "tcomment", *(_also(text) for text in translations(entry) if text))
    entry.obsolete = False
    entry.msgstr, entry.msgid_plural, entry.msgstr_plural = "", "", {}
    entry.flags = []


def _describe(entry: Entry, unit: TranslationUnit) -> None:
    if unit.status != "approved" and "fuzzy" not in entry.flags:
        entry.flags.insert(0, "fuzzy")
    if unit.note:
        _append(entry, "comment", *unit.note.splitlines())
    for name in unit.properties.get("references", "").split():
        if (name, "") not in entry.occurrences:
            entry.occurrences.append((name, ""))


def _append(entry: Entry, name: str, *lines: str) -> None:
    known: str = getattr(entry, name)
    have = known.split("\n") if known else []
    for line in lines:
        if line not in have:
            have.append(line)
    setattr(entry, name, "\n".join(have))


def _complete(entry: Entry, rule: PluralRule, given: PluralRule) -> None:
    """Give a plural entry the forms of its language; one with gaps or guessed ones is fuzzy."""
    if not entry.msgid_plural:
        return
    texts, exact = tuple(entry.msgstr_plural.get(form, "") for form in range(given.count)), True
    if not given.is_like(rule):
        texts, exact = rule.of(texts, given)
    entry.msgstr_plural = dict(enumerate(texts))
    if not (exact and all(texts)) and "fuzzy" not in entry.flags:
        entry.flags.insert(0, "fuzzy")

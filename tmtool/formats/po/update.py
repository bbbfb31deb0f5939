"""A catalogue brought up to date with a newer template, as `msgmerge` does it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tmtool.formats.po.adapter import Catalogue, translations, with_newlines_of
from tmtool.formats.po.entry import Entry
from tmtool.formats.po.header import header_fields, with_fields

LOWEST = 60.0
"""The likeness (0-100) from which the translation of another message is offered, as in gettext."""
_FROM_TEMPLATE = ("Report-Msgid-Bugs-To", "POT-Creation-Date")


@dataclass(slots=True)
class Updated:
    """The entries, and by the `id` of each that was guessed how like its old message is (0-100)."""

    entries: list[Entry] = field(default_factory=list)
    likeness: dict[int, float] = field(default_factory=dict)
    obsolete: int = 0


def updated(old: Catalogue, template: Catalogue, forms: int) -> Updated:
    """Return the entries of a template with what a catalogue has for them; the rest is obsolete.

    A message that is new takes the translation of the most similar one, marked fuzzy, with the
    old message as previous msgid. Translations without use become obsolete entries; `obsolete`
    counts those that were not so before. The header of `old` gets the template's date.
    """
    fields = header_fields(template.header.msgstr)
    new = {name: fields[name] for name in _FROM_TEMPLATE if fields.get(name)}
    old.header.msgstr = with_fields(old.header.msgstr, new)
    known = {(entry.msgctxt, entry.msgid): entry for entry in old.entries}
    outcome, used = Updated(), set()
    similar = _Similar(old.entries)
    for entry in template.entries:
        if entry.obsolete:
            continue
        outcome.entries.append(entry)
        same = known.get((entry.msgctxt, entry.msgid))
        if same is not None:
            used.add(id(same))
            _take(entry, same, forms)
            continue
        other, likeness = similar.to(entry)
        if other is not None:
            used.add(id(other))
            _take(entry, other, forms, is_guess=True)
            outcome.likeness[id(entry)] = likeness
    for entry in old.entries:
        if id(entry) not in used and entry.msgid and any(translations(entry)):
            outcome.obsolete += not entry.obsolete
            _retire(entry)
            outcome.entries.append(entry)
    return outcome


class _Similar:
    """Finds the translated message that is most like another one."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = [one for one in entries if one.msgid and all(translations(one))]
        self._texts = [one.msgid for one in self._entries]

    def to(self, entry: Entry) -> tuple[Entry | None, float]:
        """Return the entry and how like its message is (0-100); of equals one in the context."""
        from rapidfuzz import fuzz, process

        best = process.extract(
            entry.msgid, self._texts, scorer=fuzz.ratio, score_cutoff=LOWEST, limit=5
        )
        if not best:
            return None, 0.0
        top = [self._entries[index] for _, score, index in best if score == best[0][1]]
        same = [one for one in top if one.msgctxt == entry.msgctxt]
        return (same or top)[0], best[0][1]


def _take(entry: Entry, old: Entry, forms: int, *, is_guess: bool = False) -> None:
    """Give an entry of a template the translation and the comments of an old entry."""
    entry.tcomment = old.tcomment or entry.tcomment
    texts = translations(old)
    changed = is_guess or (old.msgid_plural or "") != (entry.msgid_plural or "")
    if entry.msgid_plural:
        many = texts if old.msgid_plural else texts * forms
        entry.msgstr_plural = dict(enumerate(many))
    else:
        entry.msgstr = texts[0] if texts else ""
    entry.linenum = old.linenum
    if changed and any(texts):
        entry.flags.insert(0, "fuzzy")
        entry.previous_msgctxt, entry.previous_msgid = old.msgctxt, old.msgid
        entry.previous_msgid_plural = old.msgid_plural or None
        _fit_newlines(entry)
    elif "fuzzy" in old.flags:
        entry.flags.insert(0, "fuzzy")
        entry.previous_msgctxt, entry.previous_msgid = old.previous_msgctxt, old.previous_msgid
        entry.previous_msgid_plural = old.previous_msgid_plural


def _fit_newlines(entry: Entry) -> None:
    entry.msgstr = with_newlines_of(entry.msgid, entry.msgstr)
    for index, text in entry.msgstr_plural.items():
        entry.msgstr_plural[index] = with_newlines_of(entry.msgid, text)


def _retire(entry: Entry) -> None:
    """Make an entry obsolete: what comes from the program's source goes, as in `msgmerge`."""
    entry.obsolete = True
    entry.comment, entry.occurrences = "", []

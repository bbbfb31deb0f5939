"""How a PO file or template is filled with translations that are known already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.filling import Outcome, Tally
from tmtool.formats.po.adapter import (
    Catalogue,
    read_catalogue,
    save_catalogue,
    translations,
    with_newlines_of,
)
from tmtool.formats.po.entry import Entry
from tmtool.formats.po.header import (
    header_fields,
    header_language,
    technical_fields,
    with_fields,
)
from tmtool.languages import plural_count, primary
from tmtool.models import Blank, Fill, FillReport

_FORMS = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;")
_PERCENT = re.compile(r"%(?:\d+\$)?((?:\(\w+\))?[-+ #0']*[\d*]*(?:\.[\d*]+)?[hlLqjzt]*[a-zA-Z%])")
_PERCENT_KINDS = frozenset(("c", "objc", "python", "php", "perl", "qt", "kde"))
_BRACES = re.compile(r"{[^{}]*}")


def open_to_fill(path: Path, options: ReadOptions, *, overwrite: bool = False) -> FillableCatalogue:
    """Return a PO file or template to fill.

    The languages are those of the options, else of the header; the source is English if neither
    names it. Raises InputError where the file cannot be read or no target language is known.
    """
    catalogue = read_catalogue(path, options.encoding)
    fields = header_fields(catalogue.header.msgstr)
    source = options.source_language or header_language(
        fields.get("X-Source-Language", ""), str(path)
    )
    target = options.target_language or header_language(fields.get("Language", ""), str(path))
    if target is None:
        raise InputError("its header names no language", where=str(path), hint="Name it: -t ru.")
    return FillableCatalogue(catalogue, source or "en", target, overwrite=overwrite)


class FillableCatalogue:
    """A catalogue that is filled from what is known.

    Translations that are there stay unless `overwrite`; fuzzy ones give way to exact and context
    matches. Obsolete entries are neither changed nor counted. A plural entry with one text is
    left incomplete and fuzzy; so is a translation without the format directives of its message:
    `msgfmt -c` refuses it.
    """

    def __init__(self, catalogue: Catalogue, source: str, target: str, *, overwrite: bool) -> None:
        self._catalogue = catalogue
        self._languages = source, target
        self._overwrite = overwrite
        forms = _prepare_header(catalogue.header, target)
        for entry in self._entries():
            if entry.msgid_plural:
                known = entry.msgstr_plural
                entry.msgstr_plural = {index: known.get(index, "") for index in range(forms)}

    def blanks(self) -> Iterator[Blank]:
        """Yield the messages in the order of the file."""
        for entry in self._entries():
            yield Blank(
                entry.msgid,
                *self._languages,
                context=entry.msgctxt,
                plural=entry.msgid_plural or None,
                wanted=self._wanted(entry),
            )

    def write(self, output: Path, fills: Iterator[Fill | None]) -> FillReport:
        """Write the catalogue with what is filled in."""
        tally = Tally()
        for entry in self._entries():
            if not self._wanted(entry):
                tally.add("kept")
                continue
            fill = next(fills)
            tally.add(_filled(entry, fill, overwrite=self._overwrite), fill)
        save_catalogue(output, self._catalogue)
        return tally.report()

    def _entries(self) -> Iterator[Entry]:
        return (entry for entry in self._catalogue.entries if entry.msgid and not entry.obsolete)

    def _wanted(self, entry: Entry) -> bool:
        if self._overwrite or "fuzzy" in entry.flags:
            return True
        return not all(translations(entry))


def _prepare_header(header: Entry, language: str) -> int:
    """Complete the header for a language and return its number of plural forms.

    A plural rule that is there stays: catalogues differ in it (Russian has 3 forms or 4).
    """
    known = header_fields(header.msgstr)
    fields = technical_fields(language)
    spelled = known.get("Language", "")
    if primary(spelled.replace("_", "-")) == primary(language):
        del fields["Language"]
    forms = _FORMS.match(known.get("Plural-Forms", ""))
    if forms:
        del fields["Plural-Forms"]
    header.msgstr = with_fields(header.msgstr, fields)
    header.flags = [flag for flag in header.flags if flag != "fuzzy"]
    return int(forms[1]) if forms else plural_count(language)


def _filled(entry: Entry, fill: Fill | None, *, overwrite: bool) -> Outcome:
    """Fill one entry and return what became of it."""
    have: Outcome = "kept" if any(translations(entry)) else "empty"
    if fill is None or not any(fill.texts):
        return have
    if all(translations(entry)) and not fill.is_sure and not overwrite:
        return have
    _apply(entry, fill, overwrite=overwrite or "fuzzy" in entry.flags)
    return "fuzzy" if fill.is_sure and "fuzzy" in entry.flags else fill.kind


def _apply(entry: Entry, fill: Fill, *, overwrite: bool) -> None:
    texts = [with_newlines_of(entry.msgid, text) for text in fill.texts]
    if entry.msgid_plural:
        spare = texts[-1] if len(texts) > 1 else ""
        for index, old in entry.msgstr_plural.items():
            new = texts[index] if index < len(texts) else spare
            entry.msgstr_plural[index] = new if overwrite or not old else old
    else:
        entry.msgstr = texts[0]
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
    if not fill.is_sure or not all(translations(entry)) or not _formats_agree(entry):
        entry.flags.insert(0, "fuzzy")
    if not fill.is_sure:
        entry.previous_msgid = fill.source
        entry.previous_msgctxt = fill.source_context
    _note(entry, fill.note)


def _formats_agree(entry: Entry) -> bool:
    """Tell whether all texts have the directives that the flags of the entry demand.

    Of two plural forms the first may have those of the singular: it is used for one alone.
    """
    kinds = {flag.removesuffix("-format") for flag in entry.flags if flag.endswith("-format")}
    patterns = [_BRACES] * ("python-brace" in kinds) + [_PERCENT] * bool(kinds & _PERCENT_KINDS)
    texts = translations(entry)

    def directives(pattern: re.Pattern[str], text: str) -> list[str]:
        return sorted(found for found in pattern.findall(text) if found != "%")

    for pattern in patterns:
        wanted = directives(pattern, entry.msgid_plural or entry.msgid)
        allowed = (wanted, directives(pattern, entry.msgid) if len(texts) == 2 else wanted)
        if directives(pattern, texts[0]) not in allowed:
            return False
        if any(directives(pattern, text) != wanted for text in texts[1:]):
            return False
    return True


def _note(entry: Entry, note: str | None) -> None:
    lines = entry.tcomment.split("\n") if entry.tcomment else []
    lines += [line for line in (note or "").splitlines() if line not in lines]
    entry.tcomment = "\n".join(lines)

"""How a PO file or template is filled with translations that are known already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tmtool.formats.po.adapter import (
    read_catalogue,
    save_catalogue,
    translations,
    with_newlines_of,
)
from tmtool.formats.po.entry import Entry
from tmtool.formats.po.header import header_fields, technical_fields, with_fields
from tmtool.languages import plural_count, primary

_FORMS = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;")
_PERCENT = re.compile(r"%(?:\d+\$)?((?:\(\w+\))?[-+ #0']*[\d*]*(?:\.[\d*]+)?[hlLqjzt]*[a-zA-Z%])")
_PERCENT_KINDS = frozenset(("c", "objc", "python", "php", "perl", "qt", "kde"))
_BRACES = re.compile(r"{[^{}]*}")
FillKind = Literal["exact", "context", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate, as gettext describes it."""

    msgid: str
    msgid_plural: str | None = None
    msgctxt: str | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """A translation for a message: one text, or all plural forms.

    `previous_msgid` and `previous_msgctxt` are the source and context that a fuzzy translation
    was made for; `note` becomes a translator comment. Of plural forms that the catalogue has beyond
    those given, each gets the last; a plural message with one text is left incomplete and fuzzy.
    So is a translation without the format directives of its message: `msgfmt -c` refuses it.
    """

    texts: tuple[str, ...]
    kind: FillKind
    previous_msgid: str | None = None
    previous_msgctxt: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FillReport:
    """How many messages got which kind of translation, kept theirs or stayed empty.

    `fuzzy` counts all translations that a person must look at: those marked fuzzy in the file.
    """

    total: int
    exact: int = 0
    context: int = 0
    fuzzy: int = 0
    kept: int = 0
    empty: int = 0


def pretranslate(
    source: Path,
    output: Path,
    language: str,
    suggest: Callable[[Message], Fill | None],
    *,
    overwrite: bool = False,
    encoding: str | None = None,
) -> FillReport:
    """Fill a PO file or template from what `suggest` knows and write it to `output`.

    Translations that are there stay unless `overwrite`; fuzzy ones give way to exact and context
    matches. Obsolete entries are neither changed nor counted. `source` may be `output`.
    """
    catalogue = read_catalogue(source, encoding)
    forms = _prepare_header(catalogue.header, language)
    counts: Counter[str] = Counter()
    for entry in catalogue.entries:
        if entry.obsolete or not entry.msgid:
            continue
        counts["total"] += 1
        counts[_filled(entry, suggest, forms, overwrite=overwrite)] += 1
    save_catalogue(output, catalogue)
    return FillReport(**{"total": 0, **counts})


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


def _filled(
    entry: Entry, suggest: Callable[[Message], Fill | None], forms: int, *, overwrite: bool
) -> str:
    """Fill one entry and return what became of it: a kind of fill, `kept` or `empty`."""
    if entry.msgid_plural:
        known = entry.msgstr_plural
        entry.msgstr_plural = {index: known.get(index, "") for index in range(forms)}
    have = "kept" if any(translations(entry)) else "empty"
    complete = all(translations(entry))
    if complete and "fuzzy" not in entry.flags and not overwrite:
        return have
    fill = suggest(Message(entry.msgid, entry.msgid_plural or None, entry.msgctxt))
    if fill is None or not any(fill.texts):
        return have
    if complete and fill.kind == "fuzzy" and not overwrite:
        return have
    _apply(entry, fill, overwrite=overwrite or "fuzzy" in entry.flags)
    return "fuzzy" if "fuzzy" in entry.flags else fill.kind


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
    if fill.kind == "fuzzy" or not all(translations(entry)) or not _formats_agree(entry):
        entry.flags.insert(0, "fuzzy")
    if fill.kind == "fuzzy":
        entry.previous_msgid = fill.previous_msgid
        entry.previous_msgctxt = fill.previous_msgctxt
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

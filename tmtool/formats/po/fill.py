"""How a PO file or template is filled with translations that are known already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.filling import Outcome, Tally, Terms, new_lines
from tmtool.formats.po.adapter import (
    Catalogue,
    read_catalogue,
    save_catalogue,
    translations,
    with_newlines_of,
)
from tmtool.formats.po.directives import directives_agree
from tmtool.formats.po.entry import Entry
from tmtool.formats.po.header import header_fields, header_language, repaired
from tmtool.models import Blank, Fill, FillReport
from tmtool.text.plural_rules import PluralRule, parse_rule, plural_forms, plural_rule

_LINES_NAMED = 5


def open_to_fill(
    path: Path, options: ReadOptions, *, overwrite: bool = False, template: Path | None = None
) -> FillableCatalogue:
    """Return a PO file or template to fill, brought up to date with a newer template.

    The languages are those of the options, else of the header; the source is English if neither
    names it. Raises InputError where a file cannot be read, the catalogue has a message twice,
    or no target language is known.
    """
    catalogue = read_catalogue(path, options.encoding)
    fields = header_fields(catalogue.header.msgstr)
    source = options.source_language or header_language(
        fields.get("X-Source-Language", ""), str(path)
    )
    target = options.target_language or header_language(fields.get("Language", ""), str(path))
    if target is None:
        raise InputError("its header names no language", where=str(path), hint="Name it: -t ru.")
    _check_keys(catalogue.entries, path)
    return FillableCatalogue(
        catalogue, source or "en", target, overwrite=overwrite, template=template
    )


class FillableCatalogue:
    """A catalogue that is filled from what is known.

    Translations that are there stay unless `overwrite`; fuzzy ones give way to exact and context
    matches. Obsolete entries are neither changed nor counted. A plural entry with one text is
    left incomplete and fuzzy; so is a translation without the format directives of its message:
    `msgfmt -c` refuses it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        source: str,
        target: str,
        *,
        overwrite: bool,
        template: Path | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._languages = source, target
        self._overwrite = overwrite
        self._obsolete: int | None = None
        self._likeness: dict[int, float] = {}
        is_new = not any(any(translations(entry)) for entry in self._entries())
        header = catalogue.header
        header.msgstr, fields = repaired(header.msgstr, target)
        header.flags = [flag for flag in header.flags if flag != "fuzzy"]
        rule = parse_rule(header_fields(header.msgstr)["Plural-Forms"])
        assert rule is not None
        self._rule = rule
        self._warnings = list(_repair_told([] if is_new else [*fields]))
        if template is not None:
            self._update(template)
        self._warnings += _forms_put_right(self._entries(), rule.count)

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

    def write(
        self, output: Path, fills: Iterator[Fill | None], *, terms: Terms | None = None
    ) -> FillReport:
        """Write the catalogue with what is filled in, and terms as extracted comments."""
        tally = Tally()
        unfit = []
        for entry in self._entries():
            if not self._wanted(entry):
                tally.add("kept")
                if entry.linenum and not _compiles(entry, self._rule):
                    unfit.append(entry.linenum)
                continue
            fill = next(fills)
            tally.add(self._filled(entry, fill), fill)
            if terms and ("fuzzy" in entry.flags or not all(translations(entry))):
                tally.note(_add_terms(entry, terms, self._languages))
        save_catalogue(output, self._catalogue)
        warnings = [*self._warnings, *_unfit_told(unfit)]
        return tally.report(obsolete=self._obsolete, warnings=tuple(warnings))

    def _update(self, template: Path) -> None:
        from tmtool.formats.po.update import updated

        outcome = updated(self._catalogue, read_catalogue(template), self._rule.count)
        self._catalogue.entries = outcome.entries
        self._likeness = outcome.likeness
        self._obsolete = outcome.obsolete

    def _entries(self) -> Iterator[Entry]:
        return (entry for entry in self._catalogue.entries if entry.msgid and not entry.obsolete)

    def _wanted(self, entry: Entry) -> bool:
        if self._overwrite or "fuzzy" in entry.flags:
            return True
        return not all(translations(entry))

    def _filled(self, entry: Entry, fill: Fill | None) -> Outcome:
        """Fill one entry and return what became of it."""
        guessed = self._likeness.get(id(entry))
        have: Outcome = "kept" if any(translations(entry)) else "empty"
        if guessed is not None:
            have = "fuzzy"
        if fill is None or not any(fill.texts):
            return have
        known = all(translations(entry)) and not fill.is_sure and not self._overwrite
        if known and (guessed is None or likeness(entry.msgid, fill.source or "") <= guessed):
            return have
        texts, whole = _forms_for(fill, self._rule, self._languages[1])
        replace = self._overwrite or "fuzzy" in entry.flags
        _apply(entry, fill, texts, replace=replace)
        if not (fill.is_sure and whole and all(translations(entry)) and _fits(entry, self._rule)):
            entry.flags.insert(0, "fuzzy")
        return "fuzzy" if fill.is_sure and "fuzzy" in entry.flags else fill.kind


def likeness(one: str, other: str) -> float:
    """Return how like two messages are (0-100): the share of signs that they have in common.

    `msgmerge` measures the same: twice the longest common subsequence by both lengths.
    """
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def _check_keys(entries: list[Entry], path: Path) -> None:
    """Refuse two messages with one key, and drop obsolete ones that `msgfmt` refuses as well."""
    first: dict[tuple[str | None, str], Entry] = {}
    for entry in sorted(entries, key=lambda one: one.obsolete):
        known = first.setdefault((entry.msgctxt, entry.msgid), entry)
        if known is entry:
            continue
        if not entry.obsolete:
            raise InputError(
                f"the message of line {known.linenum} stands here again",
                where=f"{path}:{entry.linenum}",
                hint="Keep one of the two, as msguniq does; gettext refuses such a file.",
            )
        entries.remove(entry)


def _repair_told(names: list[str]) -> Iterator[str]:
    if names:
        yield f"the header lacked, or had wrong, {', '.join(names)}: set now"


def _forms_put_right(entries: Iterable[Entry], count: int) -> Iterator[str]:
    """Give each plural entry as many forms as the rule has; tell of translations that are lost."""
    lines = []
    for entry in entries:
        if entry.msgid_plural:
            known = entry.msgstr_plural
            if any(text for index, text in known.items() if index >= count):
                lines.append(entry.linenum)
            entry.msgstr_plural = {index: known.get(index, "") for index in range(count)}
    if lines:
        yield (
            f"the plural rule of the header has {count} forms, so that forms beyond these were"
            f" dropped: {_lines(lines)}"
        )


def _unfit_told(lines: list[int]) -> Iterator[str]:
    if lines:
        yield (
            "translations that were there differ from their messages in format directives or in"
            f" newlines at the ends, and msgfmt -c refuses them: {_lines(lines)}"
        )


def _lines(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_LINES_NAMED]))
    more = f" and {len(numbers) - _LINES_NAMED} more" if len(numbers) > _LINES_NAMED else ""
    return f"line {named}{more}"


def _forms_for(fill: Fill, rule: PluralRule, language: str) -> tuple[tuple[str, ...], bool]:
    """Return a fill's texts as the rule of the file has them, and whether none is a guess."""
    given = parse_rule(fill.plural_forms or plural_forms(language)) or plural_rule(language)
    if len(fill.texts) != given.count or given.is_like(rule):
        return fill.texts, True
    return rule.of(fill.texts, given)


def _apply(entry: Entry, fill: Fill, texts: tuple[str, ...], *, replace: bool) -> None:
    texts = tuple(with_newlines_of(entry.msgid, text) for text in texts)
    if entry.msgid_plural:
        for index, old in entry.msgstr_plural.items():
            new = texts[index] if index < len(texts) else ""
            entry.msgstr_plural[index] = new if replace or not old else old
    else:
        entry.msgstr = texts[0]
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
    if not fill.is_sure:
        entry.previous_msgid = fill.source
        entry.previous_msgctxt = fill.source_context
    lines = entry.tcomment.split("\n") if entry.tcomment else []
    lines += [line for line in (fill.note or "").splitlines() if line not in lines]
    entry.tcomment = "\n".join(lines)


def _add_terms(entry: Entry, terms: Terms, pair: tuple[str, str]) -> bool:
    """Add the terms of a message to its extracted comments; tell whether any was not there."""
    texts = [text for text in (entry.msgid, entry.msgid_plural) if text]
    found = [line for text in texts for line in terms(text, *pair)]
    lines = new_lines(entry.comment, list(dict.fromkeys(found)))
    if lines:
        entry.comment = "\n".join([*([entry.comment] if entry.comment else []), *lines])
    return bool(lines)


def _compiles(entry: Entry, rule: PluralRule) -> bool:
    """Tell whether `msgfmt -c` takes a translation as it is."""
    texts = translations(entry)
    if any(text != with_newlines_of(entry.msgid, text) for text in texts):
        return False
    return not any(flag.endswith("-format") for flag in entry.flags) or _fits(entry, rule)


def _fits(entry: Entry, rule: PluralRule) -> bool:
    """Tell whether all texts have the directives that `msgfmt -c` asks for.

    A form that is for one number or a few need not name it.
    """
    wanted = entry.msgid_plural or entry.msgid
    texts = translations(entry)
    return all(
        directives_agree(
            entry.flags,
            wanted,
            text,
            all_of_them=len(texts) == 1 or rule.is_for_many_numbers(form),
        )
        for form, text in enumerate(texts)
    )

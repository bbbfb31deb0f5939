"""What the columns of a glossary table are called, and which shape of table they make."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.errors import LanguageError
from tmtool.languages import normalise

TERM_COLUMNS = (
    "concept",
    "domain",
    "definition",
    "definitions",
    "source",
    "concept_note",
    "concept_properties",
    "language",
    "term",
    "status",
    "type",
    "part_of_speech",
    "note",
    "term_source",
    "context",
    "geography",
    "do_not_translate",
    "case_rule",
    "number",
    "gender",
    "animacy",
    "head",
    "invariable",
    "forms",
    "properties",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
)
"""The columns of a table with one row for each term."""

_PAIR_COLUMNS = {
    **dict.fromkeys(("source", "sourcestring", "source_term", "term", "термин"), "source"),
    **dict.fromkeys(("target", "targetstring", "target_term", "translation"), "target"),
    **dict.fromkeys(("перевод", "equivalent", "эквивалент"), "target"),
    **dict.fromkeys(("sourcelang", "source_language"), "source_language"),
    **dict.fromkeys(("targetlang", "target_language"), "target_language"),
    **dict.fromkeys(("description", "definition", "определение"), "definition"),
    **dict.fromkeys(("note", "notes", "comment", "comments"), "note"),
    **dict.fromkeys(("комментарий", "примечание", "примечания"), "note"),
    **dict.fromkeys(("pos", "part_of_speech", "часть_речи"), "part_of_speech"),
    **dict.fromkeys(("id", "stringid", "concept"), "concept"),
    **dict.fromkeys(("domain", "subject"), "domain"),
}
_TERM_ALIASES = {
    "lang": "language",
    "pos": "part_of_speech",
    "subject": "domain",
    "id": "concept",
    "comment": "note",
}
_LANGUAGE_NAMES = {"english": "en", "russian": "ru", "английский": "en", "русский": "ru"}


def term_columns(names: Sequence[str]) -> dict[str, int] | None:
    """Return the index of each column of a table with one row for each term, else None."""
    keys = [_TERM_ALIASES.get(_key(name), _key(name)) for name in names]
    if "term" not in keys or "language" not in keys:
        return None
    return {key: keys.index(key) for key in TERM_COLUMNS if key in keys}


def pair_columns(names: Sequence[str]) -> dict[str, int] | None:
    """Return the index of each column of a table with one row for each concept, else None.

    Columns with terms are `source` and `target`, or language tags; at least two must be there.
    Columns with other names are left out.
    """
    columns: dict[str, int] = {}
    terms = 0
    for index, name in enumerate(names):
        key = _PAIR_COLUMNS.get(_key(name)) or _language(_key(name))
        if key is None or key in columns:
            continue
        columns[key] = index
        terms += key in ("source", "target") or key not in _PAIR_COLUMNS.values()
    return columns if terms >= 2 else None


def languages_in(columns: dict[str, int]) -> dict[str, int]:
    """Return the columns of a table of pairs that are named by a language tag."""
    others = set(_PAIR_COLUMNS.values())
    return {key: index for key, index in columns.items() if key not in others}


def _key(name: str) -> str:
    return "_".join(name.casefold().split())


def _language(key: str) -> str | None:
    if key in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[key]
    if len(key) == 3:
        # Any three letters may be an ISO 639-3 code, and are more often a word.
        return None
    try:
        return normalise(key)
    except LanguageError:
        return None

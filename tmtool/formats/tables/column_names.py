"""Which column holds what, told from its name or from the script of its texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tmtool.errors import InputError, LanguageError
from tmtool.formats import ReadOptions
from tmtool.formats.tables.columns import FIELDS, MARKUP, PROPERTIES, Columns
from tmtool.languages import detect, normalise, primary

_SIDES = ("source", "target")
_IGNORED = ("-", "")
_LANGUAGE_NAMES = {"english": "en", "russian": "ru", "английский": "en", "русский": "ru"}
_LIKE_A_TAG = re.compile(r"[a-z]{2}([-_][a-z]{4})?([-_]([a-z]{2}|[0-9]{3}))?")
_HINT = "Name the columns in their order, such as --columns source,target,note (- leaves one out)."
_LANGUAGES_HINT = "Give the languages with -s and -t, or name the columns with --columns."


def is_header(row: Sequence[str], *, strictly: bool = False) -> bool:
    """Tell whether every cell is a known column name and at least two are languages.

    Unless `strictly`, other names may stand beside two languages, for rows of more than two
    cells mean nothing without names. A word of three letters is no language then.
    """
    keys = [_key(cell) for cell in row]
    texts = [key for key in keys if key in _SIDES or _language(key) is not None]
    known = {*FIELDS, PROPERTIES, *_SIDES, *_IGNORED}
    if all(key in known or _language(key.removesuffix(MARKUP)) for key in keys):
        return len(texts) > 1
    sure = [key for key in texts if key in _SIDES or len(primary(_language(key) or "")) == 2]
    return not strictly and len(row) > 2 and len(sure) > 1


def is_language(name: str) -> bool:
    """Tell whether a column of this name has texts in a language."""
    key = _key(name)
    return key not in {*FIELDS, PROPERTIES} and _language(key) is not None


def _has_no_letters(cells: Sequence[str]) -> bool:
    """Tell whether cells are numbers or signs, and no texts in any language."""
    return any(cells) and not any(map(str.isalpha, "".join(cells)))


def resolve(
    names: Sequence[str], options: ReadOptions, sample: Sequence[Sequence[str]], where: str
) -> Columns:
    """Return what columns with these names hold; names that are not known are properties.

    `source` and `target` are the languages of the options; what these leave out is told from
    the script of the sample rows. Where two other columns are languages, a three-letter name is
    a property, and `id` is the tuid rather than Indonesian. Raises InputError for a language that
    is not known, one given twice, and fewer than two.
    """
    keys = [_key(name) for name in names]
    if "id" in keys and _has_no_letters([row[keys.index("id")] for row in sample]):
        keys[keys.index("id")] = "tuid"
    tags = _languages(keys, options, where) | _sides(keys, options, sample, where)
    _check(keys, tags, where)
    if "id" in keys and "tuid" not in keys and keys.index("id") not in tags:
        keys[keys.index("id")] = "tuid"
    markup = {keys.index(key + MARKUP): key for key in keys if key + MARKUP in keys}
    rest = [
        index
        for index, key in enumerate(keys)
        if index not in tags and index not in markup and key not in {*_IGNORED, PROPERTIES}
    ]
    return Columns(
        width=len(keys),
        languages=tuple(
            (
                index,
                tags[index],
                keys.index(keys[index] + MARKUP) if keys[index] in markup.values() else None,
            )
            for index in sorted(tags)
        ),
        fields=tuple((i, keys[i], FIELDS[keys[i]]) for i in rest if keys[i] in FIELDS),
        properties=tuple((i, names[i].strip()) for i in rest if keys[i] not in FIELDS),
        properties_index=keys.index(PROPERTIES) if PROPERTIES in keys else None,
        source=tags[keys.index("source")] if "source" in keys else None,
    )


def _key(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")


def _language(key: str) -> str | None:
    try:
        return _LANGUAGE_NAMES.get(key) or normalise(key)
    except LanguageError:
        return None


def _languages(keys: Sequence[str], options: ReadOptions, where: str) -> dict[int, str]:
    """Return the tags of the columns that are named by one."""
    tags = {}
    for index, key in enumerate(keys):
        tag = None if key in {*FIELDS, *_SIDES, PROPERTIES} else _language(key)
        if tag is not None:
            tags[index] = tag
        elif _LIKE_A_TAG.fullmatch(key):
            raise InputError(f"unknown language {key!r}", where=where, hint=_HINT)
    asked = {options.source_language, options.target_language}
    sure = {
        index
        for index, tag in tags.items()
        if keys[index] + MARKUP in keys or tag in asked or len(primary(tag)) == 2
    }
    if len(sure) + sum(key in _SIDES for key in keys) < 2:
        return tags
    ids = keys.index("id") if "id" in keys else -1
    others = len(sure) + sum(key in _SIDES for key in keys) - (ids in sure)
    if others > 1 and "id:markup" not in keys and "id" not in asked:
        sure.discard(ids)
    return {index: tag for index, tag in tags.items() if index in sure}


def _sides(
    keys: Sequence[str], options: ReadOptions, sample: Sequence[Sequence[str]], where: str
) -> dict[int, str]:
    """Return the tags of the columns `source` and `target`."""
    given = {"source": options.source_language, "target": options.target_language}
    tags: dict[int, str] = {}
    for side in _SIDES:
        if side in keys:
            index = keys.index(side)
            tag = given[side] or _detected(sample, index)
            if tag is None or tag in tags.values():
                raise InputError(
                    "the languages of the columns cannot be told from their script",
                    where=where,
                    hint=_LANGUAGES_HINT,
                )
            tags[index] = tag
    return tags


def _detected(sample: Sequence[Sequence[str]], index: int) -> str | None:
    found = Counter(detect(row[index]) for row in sample if index < len(row))
    del found[None]
    return max(found, key=lambda tag: found[tag], default=None)


def _check(keys: Sequence[str], tags: Mapping[int, str], where: str) -> None:
    twice = [key for key, count in Counter(keys).items() if count > 1 and key not in _IGNORED]
    twice += [tag for tag, count in Counter(tags.values()).items() if count > 1]
    if twice:
        raise InputError(f"two columns are named {twice[0]!r}", where=where, hint=_HINT)
    if len(tags) < 2:
        raise InputError(
            f"{len(tags)} of the {len(keys)} columns hold a language; at least two must",
            where=where,
            hint=_HINT,
        )

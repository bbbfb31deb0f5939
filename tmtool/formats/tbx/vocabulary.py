"""What TBX files call the things that a concept and a term have fields for.

The names are those of ISO 30042 and of the programs that write TBX; letter case, spaces, hyphens
and underscores do not count: `Part of Speech` is `partOfSpeech`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from tmtool.models import (
    ANIMACIES,
    CASE_RULES,
    GENDERS,
    NUMBERS,
    TERM_STATUSES,
    TERM_TYPES,
    TermStatus,
    TermType,
)

_MARKS = re.compile(r"[\s_-]+")

_FIELDS = {
    "domain": "subjectField subject domain subjectArea",
    "definition": "definition meaning descrip",
    "source": "source",
    "note": "note comment remark",
    "context": "context example",
    "status": "administrativeStatus normativeAuthorization status termStatus usageStatus",
    "type": "termType",
    "part_of_speech": "partOfSpeech pos wordClass",
    "geography": "geographicalUsage region",
    "translate": "translationNeeded translationNote",
    "gender": "grammaticalGender gender",
    "number": "grammaticalNumber number",
    "animacy": "animacy",
    "identifier": "x-tmtool-identifier",
    "own_status": "x-tmtool-status",
    "own_number": "x-tmtool-number",
    "case_rule": "x-tmtool-case-rule",
    "head": "x-tmtool-head",
    "invariable": "x-tmtool-invariable",
    "form": "x-tmtool-form",
}
"""The fields and how their data categories are called."""

_TERM_FIELDS = frozenset(
    """source note context status type part_of_speech geography translate gender number animacy
    own_status own_number case_rule head invariable form""".split()
)
_CONCEPT_FIELDS = frozenset("domain definition source note translate identifier".split())
_LANGUAGE_FIELDS = frozenset("domain definition source note".split())
_LEVELS = {"concept": _CONCEPT_FIELDS, "language": _LANGUAGE_FIELDS, "term": _TERM_FIELDS}

STATUSES: dict[str, TermStatus] = {
    **{name: name for name in TERM_STATUSES},
    **dict.fromkeys(("standardized", "legal", "regulated", "approved"), "preferred"),
    **dict.fromkeys(("allowed", "accepted"), "admitted"),
    **dict.fromkeys(("new", "suggested"), "proposed"),
    "obsolete": "superseded",
    **dict.fromkeys(("notrecommended", "rejected", "donotuse"), "deprecated"),
    "prohibited": "forbidden",
}
"""Statuses by what `bare_status` makes of a file's word."""

TYPES: dict[str, TermType] = {
    **{name.casefold(): name for name in TERM_TYPES},
    "initialism": "acronym",
    **dict.fromkeys(("clippedterm", "contraction"), "abbreviation"),
    **dict.fromkeys(("phraseologicalunit", "setphrase", "collocation"), "phrase"),
}

YES, NO = ("yes", "true", "1"), ("no", "false", "0")

_PICKLISTS: dict[str, Mapping[str, str]] = {
    "own_status": {name: name for name in TERM_STATUSES},
    "type": TYPES,
    "gender": {name: name for name in GENDERS},
    # A file's `singular` describes how a term is written, and does not say that it has no plural.
    "number": {"plural": "plural"},
    "own_number": {name: name for name in NUMBERS},
    "animacy": {name: name for name in ANIMACIES},
    "case_rule": {name: name for name in CASE_RULES},
    "translate": {**dict.fromkeys(YES, "yes"), **dict.fromkeys(NO, "no")},
    "invariable": {**dict.fromkeys(YES, "yes"), **dict.fromkeys(NO, "no")},
}


def folded(name: str) -> str:
    """Return a name without letter case, spaces, hyphens and underscores."""
    return _MARKS.sub("", name).casefold()


_BY_NAME = {folded(name): field for field, names in _FIELDS.items() for name in names.split()}


@lru_cache(maxsize=1024)
def field_of(kind: str, level: str) -> str | None:
    """Return the field that a data category fills at a level, `None` if it is a property."""
    if kind == "descrip" and level == "term":
        return "note"
    field = _BY_NAME.get(folded(kind))
    return field if field in _LEVELS[level] else None


def bare_status(value: str) -> str:
    """Return a status without what TBX adds: `preferredTerm-admn-sts` is `preferred`."""
    return folded(value).removesuffix("admnsts").removesuffix("term")


def picked(field: str, value: str) -> str | None:
    """Return what a value of a data category means for its field, `None` where it is unknown."""
    if field == "status":
        return STATUSES.get(bare_status(value))
    if field == "head":
        return value if value.isascii() and value.isdigit() and int(value[:4]) else None
    known = _PICKLISTS.get(field)
    return value if known is None else known.get(folded(value))

"""What the dialect TBX-Basic of TBX 3 (ISO 30042:2019) admits.

The rules, as published by the dialect's editors (https://www.tbxinfo.net/tbx-dialects/):

- The root is `tbx` of type `TBX-Basic`, style `dca` or `dct`, with `xml:lang`; a `tbxHeader`
  with a `sourceDesc` comes before the text. There is one `conceptEntry` at least.
- A `conceptEntry` has a `langSec` at least, that a `termSec`, that one `term` which comes first.
  What is said of a level stands before the sections below it; in a `termSec` the kind `termNote`
  comes before the others.
- The data categories are those of RULES, each with its levels and, for some, its values. `note`
  stands at any level, `date` in a `transacGrp` and without a time of day.
- An `id` is an XML name and stands once in a file; what a `target` of a `responsibility` names is
  in the back matter.
- In style dca a data category is an element of its kind with its name as `type`; in style dct it
  is an element with its name, in the namespace of its module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MODULES = {
    "min": "http://www.tbxinfo.net/ns/min",
    "basic": "http://www.tbxinfo.net/ns/basic",
}
"""The namespaces of style dct."""

Style = Literal["dca", "dct"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A data category: its kind, its module, where it stands and the values it may have."""

    meta: str
    module: str
    levels: tuple[str, ...]
    values: tuple[str, ...] | None = None


_GENDERS = ("masculine", "feminine", "neuter", "other")
_LOCATIONS = tuple(
    """checkBox comboBox comboBoxElement dialogBox groupBox informativeMessage interactiveMessage
    menuItem progressBar pushButton radioButton slider spinBox tab tableText textBox toolTip
    user-definedType""".split()
)
_STATUSES = tuple(
    f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated", "superseded")
)
_TYPES = ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase")
_PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "other")
_ALL = ("concept", "language", "term")

RULES: dict[str, Rule] = {
    "subjectField": Rule("descrip", "min", ("concept",)),
    "customerSubset": Rule("admin", "min", ("concept", "term")),
    "administrativeStatus": Rule("termNote", "min", ("term",), _STATUSES),
    "partOfSpeech": Rule("termNote", "min", ("term",), _PARTS_OF_SPEECH),
    "definition": Rule("descrip", "basic", ("concept", "language")),
    "context": Rule("descrip", "basic", ("term",)),
    "source": Rule("admin", "basic", _ALL),
    "projectSubset": Rule("admin", "basic", ("concept", "term")),
    "termType": Rule("termNote", "basic", ("term",), _TYPES),
    "geographicalUsage": Rule("termNote", "basic", ("term",)),
    "grammaticalGender": Rule("termNote", "basic", ("term",), _GENDERS),
    "termLocation": Rule("termNote", "basic", ("term",), _LOCATIONS),
    "transactionType": Rule("transac", "basic", _ALL, ("origination", "modification")),
    "responsibility": Rule("transacNote", "basic", _ALL),
    "externalCrossReference": Rule("xref", "basic", _ALL),
    "xGraphic": Rule("xref", "basic", ("concept", "language")),
}
"""The data categories that tmtool writes; `crossReference` is admitted too."""

OF_PROPERTIES = (
    "customerSubset",
    "projectSubset",
    "termLocation",
    "externalCrossReference",
    "xGraphic",
)
"""The data categories that no field of a concept or a term is written as."""


def admits(kind: str, value: str, level: str) -> bool:
    """Tell whether TBX-Basic has a data category with this value at this level."""
    rule = RULES.get(kind)
    if rule is None or level not in rule.levels:
        return False
    return rule.values is None or value in rule.values

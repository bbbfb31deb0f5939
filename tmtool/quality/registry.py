"""Which checks there are, and which of them are made, with which severity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Literal, get_args

from tmtool.errors import InputError
from tmtool.languages import primary
from tmtool.models import SEVERITIES, DraftSegment, Issue, Severity
from tmtool.quality.amounts import AMOUNT_RULES, check_amounts
from tmtool.quality.attributes import ATTRIBUTE_RULES, check_attributes
from tmtool.quality.completeness import COMPLETENESS_RULES, check_completeness
from tmtool.quality.consistency import CONSISTENCY_RULES, ConsistencyCheck
from tmtool.quality.countries import COUNTRY_RULES, check_countries
from tmtool.quality.dashes import DASH_RULES, check_dashes
from tmtool.quality.letters import LETTER_RULES, check_letters
from tmtool.quality.numbers import NUMBER_RULES, check_numbers
from tmtool.quality.placeholders import PLACEHOLDER_RULES, check_placeholders
from tmtool.quality.punctuation import PUNCTUATION_RULES, check_punctuation
from tmtool.quality.quotes import QUOTE_RULES, check_quotes
from tmtool.quality.references import REFERENCE_RULES, check_references
from tmtool.quality.rules import Finding, Rule, TextCheck, Texts, as_issue
from tmtool.quality.spacing import SPACING_RULES, check_spacing
from tmtool.quality.spelling import SPELLING_RULES
from tmtool.quality.unedited import MEMORY_RULES

__all__ = [
    "MEMORY_RULES",
    "RULES",
    "TERM_RULES",
    "TEXT_RULES",
    "WITHOUT_TERMS",
    "Setting",
    "Settings",
    "TextChecks",
    "one_by_one",
    "refuse_unknown",
]

Setting = Literal["error", "warning", "info", "off"]

TERM_RULES = (
    Rule("term-missing", "error", "each term of the source needs an allowed translation"),
    Rule("term-forbidden", "error", "a term that is forbidden for what the source says"),
    Rule("term-deprecated", "warning", "a term that is deprecated for what the source says"),
    Rule("term-superseded", "warning", "an older name for what the source says"),
    Rule("do-not-translate", "error", "a term that must stay letter for letter"),
    Rule("acronym-unintroduced", "warning", "an acronym before its full form"),
)
"""The checks that need a glossary."""

_TEXT_CHECKS: tuple[tuple[tuple[Rule, ...], TextCheck], ...] = (
    (COMPLETENESS_RULES, check_completeness),
    (PLACEHOLDER_RULES, check_placeholders),
    (ATTRIBUTE_RULES, check_attributes),
    (REFERENCE_RULES, check_references),
    (NUMBER_RULES, check_numbers),
    (AMOUNT_RULES, check_amounts),
    (COUNTRY_RULES, check_countries),
    (PUNCTUATION_RULES, check_punctuation),
    (QUOTE_RULES, check_quotes),
    (DASH_RULES, check_dashes),
    (SPACING_RULES, check_spacing),
    (LETTER_RULES, check_letters),
)

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rules in (
        TERM_RULES,
        *(rules for rules, _ in _TEXT_CHECKS),
        CONSISTENCY_RULES,
        MEMORY_RULES,
        SPELLING_RULES,
    )
    for rule in rules
}
"""The rules of all checks by their ids."""

WITHOUT_TERMS: Mapping[str, Setting] = {rule.id: "off" for rule in TERM_RULES}
"""The settings by which no term is checked."""

TEXT_RULES = tuple(rule for rule in RULES.values() if rule not in TERM_RULES)
"""The checks that need no glossary."""


class Settings:
    """Which checks are made, and the severity of each.

    Raises InputError for a check or a severity that is not known. A severity takes the place of
    the rule's own; a finding that is less grave, since it is less sure, is never made graver.
    """

    def __init__(self, given: Mapping[str, Setting] | None = None) -> None:
        given = given or {}
        refuse_unknown(given)
        self._severities: dict[str, Severity] = {}
        for check, rule in RULES.items():
            setting = given.get(check, rule.severity)
            if setting != "off":
                self._severities[check] = setting

    def any_of(self, rules: Collection[Rule]) -> bool:
        """Tell whether one of these checks is made at all."""
        return any(rule.id in self._severities for rule in rules)

    def severity(self, check: str, found: Severity) -> Severity | None:
        """Return the severity of a finding, `None` where its check is off."""
        wanted = self._severities.get(check)
        if wanted is None or found == RULES[check].severity:
            return wanted
        return max(wanted, found, key=SEVERITIES.index)


def refuse_unknown(given: Mapping[str, object], where: str | None = None) -> None:
    """Raise InputError for a check or a setting that is not known; `where` is told with it."""
    for check, setting in given.items():
        if check not in RULES:
            near = get_close_matches(check, RULES, 1)
            hint = f"Do you mean {near[0]}? " if near else ""
            raise InputError(
                f"there is no check {check!r}",
                where=where,
                hint=f"{hint}`tmtool check --list-checks` has them all.",
            )
        if setting not in get_args(Setting):
            raise InputError(
                f"the check {check} cannot be {setting!r}",
                where=where,
                hint=f"Give it one of {', '.join(get_args(Setting))}.",
            )


def one_by_one(checks: Collection[str], given: Mapping[str, Setting]) -> dict[str, Setting]:
    """Return settings by which these checks alone are made, those that are off too."""
    refuse_unknown(dict.fromkeys(checks, "off"))
    kept = {**given, **{check: RULES[check].severity for check in checks}}
    for check in checks:
        if given.get(check, "off") != "off":
            kept[check] = given[check]
    return {check: kept[check] if check in checks else "off" for check in RULES}


class TextChecks:
    """The checks that need no glossary, on segments one after another."""

    def __init__(self, source: str, target: str, settings: Settings) -> None:
        self._pair = primary(source), primary(target)
        self._checks = [check for rules, check in _TEXT_CHECKS if settings.any_of(rules)]
        self._consistency = ConsistencyCheck() if settings.any_of(CONSISTENCY_RULES) else None

    def __call__(self, segment: DraftSegment) -> Iterator[Issue]:
        """Yield the issues of a segment, with the severities of the rules."""
        for found in self._findings(segment):
            yield as_issue(segment, found, RULES[found.check].severity)

    def _findings(self, segment: DraftSegment) -> Iterator[Finding]:
        texts = Texts(segment.source, segment.draft, *self._pair)
        references: list[Finding] = []
        for check in self._checks:
            for found in check(texts):
                if found.check == "reference":
                    references.append(found)
                if not _is_said(found, references):
                    yield found
        if self._consistency:
            yield from self._consistency.check(segment)


def _is_said(found: Finding, references: list[Finding]) -> bool:
    """Tell a number that stands within a reference which is reported as a whole."""
    if found.check != "number" or found.side != "draft" or found.start is None:
        return False
    spans = [(one.start, one.end) for one in references if one.start is not None and one.end]
    return any(start <= found.start < end for start, end in spans)

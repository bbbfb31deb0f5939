"""What may be wrong with a glossary, rule by rule."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tmtool.models import SEVERITIES, LintFinding
from tmtool.terminology.lint import completeness, forms, sameness
from tmtool.terminology.lint.lexicon import Lexicon, Rule

__all__ = ["RULES", "lint"]

RULES: tuple[Rule, ...] = (
    Rule("duplicate-concept", "error", sameness.duplicate_concept, "Two concepts are the same."),
    Rule(
        "contradictory-status",
        "error",
        sameness.contradictory_status,
        "A term is to be used and not to be used.",
    ),
    Rule(
        "several-preferred",
        "error",
        completeness.several_preferred,
        "A concept has more than one preferred term in a language.",
    ),
    Rule("duplicate-term", "warning", sameness.duplicate_term, "A term stands there twice."),
    Rule(
        "no-preferred-term",
        "warning",
        completeness.no_preferred_term,
        "A concept has no preferred term in a language.",
    ),
    Rule(
        "acronym-without-full-form",
        "warning",
        completeness.acronym_without_full_form,
        "Nothing says what an acronym stands for.",
    ),
    Rule(
        "initial-capital",
        "warning",
        forms.initial_capital,
        "A capital prevents a term from being found.",
    ),
    Rule(
        "unclear-reading",
        "warning",
        forms.unclear_reading,
        "A term's grammar cannot be told.",
    ),
    Rule(
        "guessed-forms",
        "info",
        forms.guessed_forms,
        "A term's forms are guessed, or belong to two words.",
    ),
    Rule("untranslated", "info", forms.untranslated, "A term is the same in both languages."),
    Rule("homograph", "info", forms.homograph, "A word is often another one."),
    Rule("noun-or-verb", "info", forms.noun_or_verb, "A word is a noun and a verb."),
    Rule(
        "duplicate-across-glossaries",
        "info",
        sameness.duplicate_across_glossaries,
        "Two glossaries have the same concept.",
    ),
    Rule(
        "nested-term",
        "info",
        sameness.nested_term,
        "A term stands in a longer one that is translated by other words.",
    ),
    Rule(
        "missing-language",
        "info",
        completeness.missing_language,
        "A concept has no term in a language of its glossary.",
    ),
    Rule(
        "no-evidence",
        "info",
        completeness.no_evidence,
        "The memory has no term of a concept.",
    ),
)
"""All rules, the gravest first."""


def lint(lexicon: Lexicon, rules: Collection[str] | None = None) -> list[LintFinding]:
    """Return what the rules with these ids, or all, say of a glossary; the gravest first."""
    found = [
        replace(finding, rule=rule.id, severity=rule.severity)
        for rule in RULES
        if rules is None or rule.id in rules
        for finding in dict.fromkeys(rule.check(lexicon))
    ]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))

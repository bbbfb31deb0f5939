"""Plural rules of gettext: which of its forms a message takes for a number.

A rule is the value of the header `Plural-Forms`, such as `nplurals=2; plural=(n != 1);`. The
table `plural_rules.tsv` has the rule of the GNU gettext manual (section "Plural forms") where
that lists the language, else the one of CLDR (Plural rules, cardinal) for whole numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from tmtool.languages import primary

_RULE = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=([^;]+);?\s*")
_GERMANIC = "nplurals=2; plural=(n != 1);"
SAMPLE = (*range(1001), 1_000_000)
"""The numbers with which gettext tries a rule, and the first that Breton has a form for."""
_OFTEN = 5


@dataclass(frozen=True, slots=True)
class PluralRule:
    """A rule as written, with the form (from 0) that it gives each number of `SAMPLE`."""

    text: str
    count: int
    forms: bytes

    def is_for_many_numbers(self, form: int) -> bool:
        """Tell whether a form stands for more than a few numbers, so that it must name them."""
        return self.forms.count(form) > _OFTEN

    def is_like(self, other: PluralRule) -> bool:
        """Tell whether another rule, maybe written otherwise, gives each number the same form."""
        return self.count == other.count and self.forms == other.forms

    def of(self, texts: tuple[str, ...], other: PluralRule) -> tuple[tuple[str, ...], bool]:
        """Return texts for the forms of this rule, given those for the forms of another.

        Each is the text for most of the numbers of its form; the second value tells whether all
        are those for all their numbers. A form that no number has gets the last text.
        """
        chosen, exact = [], True
        for form in range(self.count):
            pairs = zip(self.forms, other.forms, strict=True)
            used = [theirs for ours, theirs in pairs if ours == form]
            best = max(set(used), key=lambda one: (used.count(one), one)) if used else -1
            exact = exact and len(set(used)) <= 1
            chosen.append(texts[best])
        return tuple(chosen), exact


def plural_forms(tag: str) -> str:
    """Return the value of the header `Plural-Forms` for a language.

    A language that is not in the table gets the Germanic rule.
    """
    table = _table()
    return table.get(tag) or table.get(primary(tag)) or _GERMANIC


def plural_rule(tag: str) -> PluralRule:
    """Return the rule of a language."""
    rule = parse_rule(plural_forms(tag))
    assert rule is not None
    return rule


def plural_count(tag: str) -> int:
    """Return how many plural forms a language has in gettext."""
    return plural_rule(tag).count


@cache
def parse_rule(text: str) -> PluralRule | None:
    """Return the rule that a header names; None where gettext would refuse it.

    It refuses formulas that it cannot read, that divide by zero, or that give a number below
    0 or a form that is not there.
    """
    found = _RULE.fullmatch(text.strip())
    if found is None or not 0 < int(found[1]) < 10:
        return None
    try:
        formula = c2py(found[2])
        forms = [formula(number) for number in SAMPLE]
    except (ValueError, ZeroDivisionError, SyntaxError):
        return None
    count = int(found[1])
    if not all(0 <= form < count for form in forms):
        return None
    return PluralRule(text.strip(), count, bytes(forms))


@cache
def _table() -> dict[str, str]:
    text = Path(__file__).with_name("plural_rules.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {tag: f"nplurals={count}; plural={formula};" for tag, count, formula in rows}

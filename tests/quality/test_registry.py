"""Which checks are made, and with which severity."""

from __future__ import annotations

import re

import pytest
from building import ROOT

from tmtool.errors import InputError
from tmtool.models import SEVERITIES, DraftSegment
from tmtool.quality.acronyms import ACRONYM_CHECKS
from tmtool.quality.kept import KEPT_CHECKS
from tmtool.quality.registry import RULES, TERM_RULES, Settings, TextChecks, one_by_one
from tmtool.quality.terms import TERM_CHECKS


@pytest.mark.parametrize(
    ("given", "check", "found", "severity"),
    [
        ({}, "number", "error", "error"),
        ({}, "number", "info", "info"),
        ({}, "length", "warning", "warning"),
        ({"number": "warning"}, "number", "error", "warning"),
        ({"number": "warning"}, "number", "info", "info"),
        ({"number": "off"}, "number", "error", None),
        ({"number": "off"}, "length", "warning", "warning"),
        ({"same-source": "error"}, "same-source", "info", "error"),
        ({"end-punctuation": "error"}, "end-punctuation", "warning", "error"),
        ({"end-punctuation": "error"}, "end-punctuation", "info", "info"),
        ({"term-missing": "info"}, "term-missing", "warning", "info"),
    ],
)
def test_the_severity_of_a_finding(given, check, found, severity):
    assert Settings(given).severity(check, found) == severity


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"numbr": "off"}, r"there is no check 'numbr'\nDo you mean number\?"),
        ({"xyzzy": "off"}, r"there is no check 'xyzzy'\n`tmtool check --list-checks`"),
        ({"number": "fatal"}, "the check number cannot be 'fatal'\nGive it one of error,"),
        ({"number": False}, "the check number cannot be False"),
        ({"number": ["off"]}, r"the check number cannot be \['off'\]"),
    ],
)
def test_what_is_not_known_is_refused(given, said):
    with pytest.raises(InputError, match=said):
        Settings(given)


@pytest.mark.parametrize(
    ("checks", "given", "kept"),
    [
        (["number"], {}, {"number": "error"}),
        (["number", "length"], {"length": "error"}, {"number": "error", "length": "error"}),
        (["number"], {"number": "off"}, {"number": "error"}),
        (["number"], {"length": "error"}, {"number": "error"}),
    ],
)
def test_some_checks_alone(checks, given, kept):
    settings = one_by_one(checks, given)
    assert {check: value for check, value in settings.items() if value != "off"} == kept
    assert settings.keys() == RULES.keys()


def test_a_check_that_is_off_is_not_made():
    checks = TextChecks("ru", "en", Settings(one_by_one(["number"], {})))
    assert {found.check for found in checks(DraftSegment(1, "Пять: 5 ", "  Five: 6"))} == {"number"}


def test_every_module_and_regional_tags():
    checks = TextChecks("ru-RU", "en-GB", Settings())
    text = "Статья 5: «да» {1}"
    found = {
        one.check for one in checks(DraftSegment(1, text, "«article 6  6: and and s\u0441hool"))
    }
    wanted = {"number", "placeholder", "quotes", "quote-style", "double-space", "repeated-word"}
    assert wanted | {"capital-start", "mixed-script"} <= found


def test_every_check_has_a_rule_and_is_documented():
    modules = {**TERM_CHECKS, **KEPT_CHECKS, **ACRONYM_CHECKS}
    assert {rule.id: rule.severity for rule in TERM_RULES} == modules
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (\w+)", page, re.MULTILINE))
    assert rows == {rule.id: rule.severity for rule in RULES.values()}
    assert {rule.severity for rule in RULES.values()} <= set(SEVERITIES)

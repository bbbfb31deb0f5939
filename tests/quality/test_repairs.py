"""What is repaired without a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.jobs.fix import Fixer
from tmtool.models import DraftSegment, Issue
from tmtool.quality.registry import RULES
from tmtool.quality.repairs import SAFE, is_safe, repaired


def issue(draft: str, start: int, end: int, replacement: str | None, **fields) -> Issue:
    given = {"check": "double-space", "side": "draft", "severity": "warning", **fields}
    return Issue(
        1,
        message="",
        source="",
        draft=draft,
        start=start,
        end=end,
        replacement=replacement,
        **given,
    )


@pytest.mark.parametrize(
    ("found", "safe"),
    [
        (issue("a  b", 1, 3, " "), True),
        (issue("a  b", 1, 3, "\u00a0"), True),
        (issue('"a"', 0, 1, "«", check="quote-style"), True),
        (issue("a - b", 2, 3, "—", check="dash-style"), True),
        (issue("a  b", 1, 3, None), False),
        (issue("a  b", 1, 3, "  "), False),
        (issue("a  b", 1, 3, " ", side="source"), False),
        (issue("a  b", 1, 3, "x"), False),
        (issue("a5b", 1, 2, " "), False),
        (issue("a a", 0, 3, "a", check="repeated-word"), False),
        (issue("Nato", 0, 4, "НАТО", check="mixed-script"), False),
        (issue('<a href="  ">x', 9, 11, " "), False),
        (issue("{{a  b}}", 3, 5, " "), False),
        (issue("see `a  b` now", 6, 8, " "), False),
        (issue("www.a.org .", 9, 10, ""), True),
        (issue("a/b.org  x", 7, 9, " "), True),
    ],
)
def test_safe_issues(found, safe):
    assert is_safe(found) == safe


def test_an_issue_about_the_whole_text_is_not_safe():
    whole = Issue(1, "double-space", "warning", "", "", "a  b", "draft", replacement="a b")
    assert not is_safe(whole)


def test_the_first_of_issues_that_overlap_is_repaired():
    draft = "a  , b  c"
    found = [
        issue(draft, 6, 8, " "),
        issue(draft, 1, 3, " "),
        issue(draft, 1, 3, "", check="space-before-punctuation"),
        issue(draft, 2, 3, ""),
    ]
    after, done = repaired(draft, found)
    assert after == "a , b c"
    assert [(one.start, one.check) for one in done] == [(1, "double-space"), (6, "double-space")]


def test_safe_checks_are_checks_that_exist():
    assert set(SAFE) - set(RULES) <= {"dash-style", "space-in-brackets"}


TEXT = st.text(
    st.sampled_from("ab1А9№ \u00a0\u202f\t\n.,:!?«»\"“”'()—–-%{}<>`/гмлн"), min_size=1, max_size=30
)
LANGUAGES = st.sampled_from([("ru", "en"), ("en", "ru"), ("en", "de")])


def signs(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@given(TEXT, TEXT, LANGUAGES)
def test_repairs_come_to_rest_and_change_no_letter_or_digit(source, draft, pair):
    found = Fixer(*pair).repair(DraftSegment(1, source, draft))
    if found is None:
        return
    assert found.after != draft
    assert signs(found.after) == signs(draft)
    assert set(found.checks) <= set(SAFE)
    assert Fixer(*pair).repair(DraftSegment(1, source, found.after)) is None


@pytest.mark.parametrize(
    ("pair", "source", "draft", "after"),
    [
        (("ru", "en"), "Да, нет.", "Yes  , no .", "Yes, no."),
        (("en", "ru"), "On 5 May 2020 No. 5", " 5 мая 2020 г. № 5", "5 мая 2020\u00a0г. №\u00a05"),
        (("en", "ru"), "Yes\n", "Да", "Да\n"),
        (("ru", "en"), "Да  , нет", "Yes  , no", None),
        (("ru", "en"), "Код", "Code `a  b`", None),
        (("ru", "en"), "", "Yes  no", None),
        (("ru", "en"), "Да", "", None),
    ],
)
def test_drafts(pair, source, draft, after):
    found = Fixer(*pair).repair(DraftSegment(1, source, draft))
    assert (found.after if found else None) == after


def test_checks_that_are_off_repair_nothing():
    fixer = Fixer("ru", "en", severities={"double-space": "off", "outer-space": "info"})
    found = fixer.repair(DraftSegment(1, "Да нет", "Yes  no "))
    assert found is not None
    assert (found.after, found.checks) == ("Yes  no", ("outer-space",))


def test_a_draft_with_an_accepted_finding_stays():
    from tmtool.jobs.check import Checker

    segment = DraftSegment(1, "Да нет", "Yes  no ")
    issues = Checker(None, "ru", "en").check(segment).issues
    (accepted,) = (one for one in issues if one.check == "double-space")
    fixer = Fixer("ru", "en", accepted={accepted.digest})
    assert fixer.repair(segment) is None
    assert fixer.kept == 1
    other = Fixer("ru", "en", accepted={issue("x", 0, 1, None).digest})
    assert other.repair(segment) is not None

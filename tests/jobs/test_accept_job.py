"""Findings that are accepted, and what makes a finding the same."""

from __future__ import annotations

import pytest

from tmtool.errors import InputError, NotFoundError
from tmtool.jobs.accept import named
from tmtool.models import CheckedSegment, DraftSegment, Issue

DRAFTS = [
    DraftSegment("a", "5 дней", "6  days"),
    DraftSegment("b", "5 дней", "6  days"),
    DraftSegment("c", "7 дней", "8 days"),
]
PAIR = "ru", "en"


def issue(**changed) -> Issue:
    values = {
        "segment": 1,
        "check": "number",
        "severity": "error",
        "message": "wrong",
        "source": "a",
        "draft": "b",
        "side": "draft",
        "start": 0,
        "end": 1,
        "replacement": None,
    }
    return Issue(**{**values, **changed})


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({"segment": 7}, True),
        ({"severity": "info"}, True),
        ({"message": "other words"}, True),
        ({"replacement": "x"}, True),
        ({"accepted": True}, True),
        ({"check": "length"}, False),
        ({"source": "a "}, False),
        ({"draft": "bb"}, False),
        ({"side": "source"}, False),
        ({"start": 1, "end": 1}, False),
        ({"start": None, "end": None}, False),
        ({"source": "", "draft": "ab"}, False),
        ({"source": "a\0b", "draft": ""}, False),
    ],
)
def test_what_makes_a_finding_the_same(changed, same):
    assert (issue(**changed).digest == issue().digest) == same
    assert (issue(**changed).finding == issue().finding) == same


def test_ids_stay_from_version_to_version():
    """Findings that people have accepted would all come back."""
    assert issue().finding == "72f439b9c8"
    assert len(issue().digest) == 16
    assert issue(draft="\ud800").finding


def test_accepted_findings_stay_quiet(memory):
    report = memory.check(DRAFTS, *PAIR)
    assert report.summary == {"number": 3, "double-space": 2}
    number = report.issues[0]
    assert memory.accept([number], note="as agreed", by="ivanova") == 1
    again = memory.check(DRAFTS, *PAIR)
    # The same text elsewhere is the same finding.
    assert again.summary == {"number": 1, "double-space": 2}
    assert again.accepted == 2
    assert number not in again.issues
    shown = memory.check(DRAFTS, *PAIR, show_accepted=True)
    assert (shown.summary, shown.accepted) == (again.summary, 2)
    assert [one.segment for one in shown.issues if one.accepted] == ["a", "b"]
    changed = [DraftSegment("a", "5 дней", "6  days.")]
    assert memory.check(changed, *PAIR, severities={"end-punctuation": "off"}).accepted == 0
    each = list(memory.check_each(DRAFTS, *PAIR))
    assert [len(one.issues) for one in each] == [1, 1, 1]


def test_the_list_and_taking_back(memory):
    report = memory.check(DRAFTS, *PAIR)
    assert memory.accepted() == []
    assert memory.accept(report.issues, by="petrov") == 3
    assert memory.accept(report.issues[:1], note="why", by="other") == 0
    found = {one.finding: one for one in memory.accepted()}
    assert len(found) == 3
    one = found[report.issues[0].finding]
    assert (one.check, one.source, one.draft) == ("number", "5 дней", "6  days")
    assert (one.note, one.by, one.message) == ("why", "petrov", report.issues[0].message)
    assert one.at.endswith("Z")
    assert memory.reopen(one.finding.upper()) == one
    assert one.finding not in {other.finding for other in memory.accepted()}
    for wrong in (one.finding, "", "%", "0123456789ab"):
        with pytest.raises(NotFoundError, match="is accepted"):
            memory.reopen(wrong)
    assert len(memory.accepted()) == 2


def test_a_note_that_cannot_be_stored_accepts_nothing(memory):
    report = memory.check(DRAFTS, *PAIR)
    with pytest.raises(InputError):
        memory.accept(report.issues, note="\ud800")
    assert memory.accepted() == []


def test_issues_by_their_ids():
    found = issue(), issue(segment=2), issue(check="length")
    checked = [CheckedSegment(DraftSegment(1, "a", "b"), found)]
    assert named(checked, [found[0].finding]) == [found[0]]
    assert len(named(checked, {one.finding for one in found})) == 2
    with pytest.raises(NotFoundError, match="this run did not find 0123456789"):
        named(checked, [found[0].finding, "0123456789"])
    with pytest.raises(InputError, match="'12' is not the id of a finding"):
        named(checked, ["12"])

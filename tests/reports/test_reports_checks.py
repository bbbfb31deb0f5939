from __future__ import annotations

from test_reports_tables import drawn

from tmtool.models import CheckedSegment, DraftSegment, Issue, TermScore
from tmtool.models.scores import Score, ScoreReport
from tmtool.reports import checks, tables

SEGMENT = DraftSegment(3, "один два три", "one two three")


def issue(**fields) -> Issue:
    values = {
        "segment": 3,
        "check": "term-missing",
        "severity": "error",
        "message": "said",
        "source": SEGMENT.source,
        "draft": SEGMENT.draft,
        "side": "draft",
    }
    return Issue(**{**values, **fields})


def lines(*issues: Issue) -> list[str]:
    return drawn(checks.segment, CheckedSegment(SEGMENT, issues)).splitlines()


def test_the_words_at_fault_are_marked_on_both_sides():
    assert lines(issue(side="source", start=0, end=4), issue(start=4, end=7))[:3] == [
        "segment 3",
        "  **один** два три",
        "  one **two** three",
    ]


def test_words_of_several_issues_are_marked_once():
    found = (issue(start=0, end=7), issue(start=4, end=7), issue(start=4, end=13))
    assert lines(*found)[2] == "  **one two three**"


def test_an_issue_of_the_whole_text_marks_nothing():
    assert lines(issue()) == [
        "segment 3",
        "  один два три",
        "  one two three",
        f"  error  term-missing  {issue().finding}  said",
    ]


def test_a_replacement_is_shown_unless_the_message_has_it():
    assert (
        lines(issue(replacement="four"))[-1]
        == f"  error  term-missing  {issue().finding}  said → four"
    )
    assert lines(issue(replacement="four", message="use ‘four’"))[-1].endswith("use ‘four’")


def test_control_characters_do_not_reach_the_terminal():
    text = DraftSegment("\x1b[2J", "\x1b[2J", "\x1b[2J")
    found = CheckedSegment(text, (issue(message="\x1b[2J", replacement="\x1b[2J"),))
    assert "\x1b[2J" not in drawn(checks.segment, found)


def test_term_accuracy_has_a_table_of_its_own():
    parts = {"exact": 1, "inflected": 0, "acronym": 0, "preferred": 1, "admitted": 0}
    report = ScoreReport(
        segments=2,
        excluded=0,
        scores=(Score("a.txt", "terms", "raw", 50.0, "n:2"),),
        term_scores=(
            TermScore("a.txt", "draft", 50.0, 2, 1, **parts, avoided=3),
            TermScore("r.txt", "reference", None, 0, 0, **dict.fromkeys(parts, 0), avoided=0),
        ),
    )
    shown = drawn(tables.scores, report, width=80).splitlines()
    assert shown[0].split() == ["draft", "terms", "↑"]
    assert shown[4].split() == ["draft", "a.txt", "50.00", "2", "1", "3"]
    assert shown[5].split() == ["reference", "r.txt", "0", "0", "0"]
    assert shown[8].split() == ["draft", "a.txt", *"1 0 0 1 0".split()]
    assert shown[9].split() == ["reference", "r.txt", *"0 0 0 0 0".split()]

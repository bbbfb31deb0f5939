"""Which renderings are at issue, and in which order."""

from __future__ import annotations

import pytest

from tmtool.models import UsedRendering
from tmtool.terminology.auditing.findings import at_issue, countable, measured, order, usual


def used(text, count, status=None, kind=None):
    return UsedRendering(text, count, count, status, kind)


PREFERRED = used("deposit", 20, "preferred")


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ([], []),
        ([used("lodging", 3, "deprecated")], [("to-avoid", "lodging")]),
        ([used("lodging", 0, "deprecated")], []),
        (
            [used("lodging", 21, "deprecated")],
            [("to-avoid", "lodging"), ("outnumbers", "lodging")],
        ),
        ([used("placing", 5, "admitted")], [("variant", "placing")]),
        ([used("placing", 1, "admitted")], []),
        ([used("placing", 25, "admitted")], [("outnumbers", "placing")]),
        ([used("dep.", 25, "admitted", "abbreviation")], []),
        ([used("DEP", 2, "forbidden", "acronym")], [("to-avoid", "DEP")]),
        ([used("storage", 30)], [("unlisted", "storage")]),
        ([used("storage", 1)], []),
        # A term to avoid is told however rarely it is used.
        ([used("storing", 1, "forbidden")], [("to-avoid", "storing")]),
    ],
)
def test_kinds(others, found):
    assert [(kind, one.text) for kind, one in at_issue([PREFERRED, *others], 2)] == found


def test_without_a_preferred_term_the_most_frequent_is_usual():
    many, few = used("a", 9, "admitted"), used("b", 3, "admitted")
    assert usual([few, many, used("c", 50)]) is many
    assert at_issue([few, many]) == [("variant", few)]
    assert usual([used("c", 50)]) is None


def test_what_is_usual_is_no_term_to_avoid_unless_there_is_no_other():
    avoided = used("a", 9, "deprecated")
    assert usual([avoided, used("b", 0, "admitted")]).text == "b"
    assert usual([avoided]) is avoided


def test_short_forms_do_not_count():
    short = used("CIS", 40, "admitted", "acronym")
    assert countable([PREFERRED, short]) == [PREFERRED]
    assert measured([PREFERRED, short]).share == 1.0


def test_order():
    given = [
        ("unlisted", 9, 1),
        ("variant", 45, 5),
        ("variant", 20, 20),
        ("outnumbers", 3, 0),
        ("to-avoid", 2, 2),
        ("to-avoid", 7, 1),
    ]
    assert sorted(given, key=lambda one: order(*one)) == [
        ("to-avoid", 7, 1),
        ("to-avoid", 2, 2),
        ("outnumbers", 3, 0),
        ("variant", 20, 20),
        ("variant", 45, 5),
        ("unlisted", 9, 1),
    ]

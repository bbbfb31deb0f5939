from __future__ import annotations

from tmtool.formats.concepts import Losses
from tmtool.models import WriteReport


def test_nothing_lost_is_nothing_told():
    assert Losses().report(3) == WriteReport(3)


def test_what_is_lost_most_often_comes_first():
    losses = Losses()
    losses.count("concept", "merged")
    for _ in range(2):
        losses.count("term", "status forbidden written as deprecated")
        losses.leave_out("term", "forms")
    losses.leave_out("concept", "domain")
    assert losses.report(1).losses == (
        "2 terms: status forbidden written as deprecated",
        "1 concept: merged",
        "left out, for the format has no place for it: forms of 2 terms, domain of 1 concept",
    )


def test_many_properties_are_not_all_named():
    losses = Losses()
    for number in range(100):
        losses.leave_out("term", f"property {number}")
    (told,) = losses.report(1).losses
    assert told.count("property") == 30
    assert told.endswith(", and 70 more")

"""`tmtool check`: findings that are accepted."""

from __future__ import annotations

import csv
import io

import click
import pytest

TEXTS = ("check", "--text", "5 дней", "6  days")


@pytest.fixture
def ids(run, small) -> dict[str, str]:
    """The ids of the findings in TEXTS, by their checks."""
    done = run(*TEXTS, "-f", "jsonl")
    found = {line["check"]: line["finding"] for line in done.lines}
    assert list(found) == ["number", "double-space"]
    return found


def test_a_finding_stays_quiet(run, ok, ids):
    done = run(*TEXTS, "--accept", ids["number"], "--note", "as agreed", "-f", "jsonl")
    assert done.code == 1
    assert [line["check"] for line in done.lines] == ["double-space"]
    assert "1 finding accepted\n" in done.err
    assert "1 segment: 1 warning (double-space 1); 1 accepted and kept quiet" in done.err
    assert ok(*TEXTS, "--severity", "error").out == (
        "1 segment: nothing found; 1 accepted and kept quiet\n"
    )
    ok(*TEXTS, "--accept", ids["double-space"])
    assert ok(*TEXTS).out == "1 segment: nothing found; 2 accepted and kept quiet\n"
    again = ok(*TEXTS, "--accept", ids["double-space"], "--accept", ids["number"])
    assert "0 findings accepted, 2 were before" in again.err
    # The draft was changed, so what is found in it is new.
    assert run("check", "--text", "5 дней", "6 days").code == 1


def test_accepted_findings_are_shown_when_asked_for(ok, run, ids):
    ok(*TEXTS, "--accept", "all", "--yes")
    done = ok(*TEXTS, "--show-accepted", "-f", "json")
    assert [(one["check"], one["accepted"]) for one in done.json["issues"]] == [
        ("number", True),
        ("double-space", True),
    ]
    assert (done.json["summary"], done.json["accepted"]) == ({}, 2)
    table = ok(*TEXTS, "--show-accepted").out
    assert f"  accepted  number        {ids['number']}  " in table
    assert "nothing found; 2 accepted\n" in table
    limited = ok(*TEXTS, "--show-accepted", "--limit", "1")
    assert "1 more; --limit shows them." in limited.err
    changed = run("check", "--text", "5 дней", "7 days", "--show-accepted", "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(changed.out))
    assert (row["accepted"], len(row["finding"])) == ("false", 10)


def test_the_list(ok, ids):
    assert ok("check", "--list-accepted").out == "No finding is accepted.\n"
    assert ok("check", "--list-accepted", "-f", "json").json == {"accepted": []}
    ok(*TEXTS, "--accept", "all", "--yes", "--note", "why", "--by", "ivanova")
    listed = ok("check", "--list-accepted", "-f", "jsonl").lines
    assert {one["finding"] for one in listed} == set(ids.values())
    assert {(one["note"], one["by"], one["draft"]) for one in listed} == {
        ("why", "ivanova", "6  days")
    }
    rows = list(csv.DictReader(io.StringIO(ok("check", "--list-accepted", "-f", "csv").out)))
    assert [row["finding"] for row in rows] == [one["finding"] for one in listed]
    table = ok("check", "--list-accepted").out
    assert f"{ids['number']}  number, 20" in table
    assert "  note: why\n" in table


def test_taking_back(run, ok, refused, ids):
    ok(*TEXTS, "--accept", "all", "--yes")
    done = ok("check", "--reopen", ids["number"], "--list-accepted", "-f", "jsonl")
    assert f"{ids['number']} is open again: " in done.err
    assert [one["check"] for one in done.lines] == ["double-space"]
    assert [line["check"] for line in run(*TEXTS, "-f", "jsonl").lines] == ["number"]
    assert "is accepted" in refused("check", "--reopen", ids["number"])


def test_all_that_is_shown(run, ok, ids):
    done = run(*TEXTS, "--accept", "all", "--yes", "--limit", "1", "-f", "jsonl")
    assert done.code == 1
    assert [line["check"] for line in done.lines] == ["number"]
    assert run(*TEXTS, "--accept", "all", "--severity", "error", "--yes").code == 0
    assert len(ok("check", "--list-accepted", "-f", "jsonl").lines) == 1
    done = ok(*TEXTS, "--accept", "all", "--yes")
    assert "double-space" in done.out
    assert done.err == "1 finding accepted\n"
    assert ok(*TEXTS, "--accept", "all", "--yes").err == ""


def test_somebody_is_asked_before_all_are_accepted(run, ok, ids, monkeypatch):
    done = run(*TEXTS, "--accept", "all")
    assert done.code == 2
    assert "--accept all needs --yes where nobody can be asked" in done.err
    asked = []

    def confirm(text, **options):
        asked.append(text)
        return len(asked) > 1

    class Terminal(io.TextIOWrapper):
        def isatty(self):
            return True

    monkeypatch.setattr(click, "confirm", confirm)
    monkeypatch.setattr(io, "TextIOWrapper", Terminal)
    declined = run(*TEXTS, "--accept", "all")
    assert (declined.code, declined.err) == (1, "Nothing was accepted.\n")
    assert ok("check", "--list-accepted", "-f", "jsonl").lines == []
    ok(*TEXTS, "--accept", "all")
    assert asked == ["Accept 2 findings?"] * 2
    assert len(ok("check", "--list-accepted", "-f", "jsonl").lines) == 2


def test_an_id_that_this_run_did_not_find_accepts_nothing(refused, ok, ids):
    said = refused(*TEXTS, "--accept", ids["number"], "--accept", "0123456789")
    assert "this run did not find 0123456789" in said
    assert "'number' is not the id of a finding" in refused(*TEXTS, "--accept", "number")
    assert ok("check", "--list-accepted", "-f", "jsonl").lines == []


def test_it_needs_a_memory(refused, place, monkeypatch):
    monkeypatch.delenv("TMTOOL_DB")
    for command in (
        (*TEXTS, "--accept", "0123456789"),
        ("check", "--list-accepted"),
        ("check", "--reopen", "0123456789"),
    ):
        assert "there is no memory here" in refused(*command)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("check", "--list-accepted", "a.txt", "b.txt"), "check nothing"),
        (("check", "--reopen", "0123456789", "--accept", "all"), "check nothing"),
        ((*TEXTS, "--note", "x"), "--note goes with --accept"),
        ((*TEXTS, "--accept", "all", "--accept", "0123456789"), "accepts everything"),
        (("check", "--accept", "all"), "Give SOURCE and DRAFT"),
    ],
)
def test_misuse(run, small, command, said):
    done = run(*command)
    assert done.code == 2
    assert said in done.err


def test_a_file_with_other_segments(run, ok, small, place):
    """A finding is accepted in its text, wherever that stands, and counted there each time."""
    (place / "s.txt").write_text("5 дней\n7 дней\n5 дней\n", encoding="utf-8")
    (place / "d.txt").write_text("6 days\n8 days\n6 days\n", encoding="utf-8")
    first = run("check", "s.txt", "d.txt", "-f", "jsonl").lines[0]
    done = run("check", "s.txt", "d.txt", "--accept", first["finding"], "-f", "json")
    assert [one["segment"] for one in done.json["issues"]] == [2]
    assert done.json["accepted"] == 2
    assert done.json["segments"] == 3
    assert "1 finding accepted" in done.err

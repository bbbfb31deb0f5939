"""`tmtool check`: units that are not translated, and matches that were not edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import catalogue, entry

SOURCE = "Комитет принял повестку дня пятой сессии"
DRAFT = "The committee adopted the agenda"
GERMAN = "Der Ausschuss nahm die Tagesordnung an"


@pytest.fixture
def agenda(ok, place: Path, small: Path) -> Path:
    """The memory has the session's agenda, in Russian, English and German."""
    (place / "agenda.tsv").write_text(
        f"ru\ten\tde\nКомитет принял повестку дня сессии\t{DRAFT}\t{GERMAN}\n",
        encoding="utf-8",
    )
    ok("import", "agenda.tsv")
    return place


def test_an_unedited_match(run, agenda):
    done = run("check", "--text", SOURCE, DRAFT, "-f", "jsonl")
    (issue,) = done.lines
    assert done.code == 1
    assert (issue["check"], issue["severity"]) == ("unedited-match", "warning")
    assert issue["message"].startswith("the draft is the translation of unit 6, whose source is 8")


def test_it_is_looked_for_where_there_are_no_terms(run, agenda):
    done = run("check", "--text", SOURCE, GERMAN, "-s", "ru", "-t", "de", "-f", "jsonl")
    assert [line["check"] for line in done.lines] == ["unedited-match"]
    assert "Terms are not checked: the glossary has no term in de" in done.err


def test_it_can_be_made_alone_or_switched_off(run, ok, agenda):
    alone = run("check", "--text", SOURCE, f"{DRAFT}  now", "--check", "unedited-match")
    assert alone.out == "1 segment: nothing found\n"
    (agenda / "tmtool.toml").write_text('[checks]\nunedited-match = "off"\n', encoding="utf-8")
    assert ok("check", "--text", SOURCE, DRAFT).out == "1 segment: nothing found\n"
    listed = ok("check", "--list-checks").out.splitlines()
    assert [line.split()[1] for line in listed if line.startswith("unedited-match")] == ["off"]


def test_the_memorys_own_units_are_not_looked_up(ok, agenda):
    done = ok("check", "--memory", "--check", "unedited-match", "-s", "ru", "-t", "en")
    assert done.out == "6 segments: nothing found\n"


def test_a_catalogue_that_is_half_translated(run, small, place):
    obsolete = '#~ msgid "four"\n#~ msgstr ""\n'
    catalogue(place / "a.po", entry("one", "один"), entry("two", ""), obsolete)
    done = run("check", "a.po", "--severity", "error")
    assert done.code == 1
    assert done.out.splitlines() == [
        "segment 2",
        "  two",
        "",
        "  error  empty-draft  29962b49d0  the draft is empty",
        "",
        "2 segments: 1 error (empty-draft 1)",
    ]
    assert "1 unit without text in both en and ru left out" in done.err

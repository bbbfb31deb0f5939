"""`glossary audit` and `glossary lint` from end to end."""

from __future__ import annotations

import csv
import io

import pytest
from building import table

ROWS = [
    ("1", "Депозитарий уведомляет.", "The depositary shall notify."),
    ("2", "Депозитарий хранит.", "The depositary shall keep it."),
    ("3", "Депозитарием является он.", "He is the depository."),
    ("4", "Статья 1", "Article 1"),
    ("5", "Статья 1", "Section 1"),
]


@pytest.fixture
def office(ok, place):
    """A memory with a term, one to be avoided, and units that use both."""
    table(place / "units.tsv", ROWS)
    ok("import", "units.tsv")
    ok("glossary", "add", "депозитарий", "depositary", "--glossary", "office")
    ok("glossary", "edit", "1", "--add", "en=depository")
    ok("glossary", "edit", "1", "--term", "depository", "--status", "forbidden")
    return place


def test_table(ok, office):
    found = ok("glossary", "audit").out
    for part in (
        "ru–en: 5 units, 1 concept, micro consistency 66.7 %",
        "depositary 2, depository 1",
        "depository  for депозитарий: forbidden, 1 of 3, depositary 2",
        "1 segment, translated in several ways",
        "Section 1",
    ):
        assert part in found


def test_what_is_left_out_is_said(ok, office):
    table(office / "more.tsv", [("9", "Сторона", "Party"), ("8", "Сторона", "Side")])
    ok("import", "more.tsv")
    ok("glossary", "add", "сторона", "party", "--glossary", "office")
    ok("glossary", "edit", "2", "--add", "en=side")
    shown = ok("glossary", "audit", "--limit", "1").out
    assert "Concepts with several renderings, the first 1\n" in shown
    assert "Concepts with several renderings\n" in ok("glossary", "audit").out


def test_json_lines_and_tables_have_the_findings_and_segments(ok, office):
    whole = ok("glossary", "audit", "-f", "json").json
    assert (whole["issues"], whole["repeated"]) == (1, 1)
    lines = ok("glossary", "audit", "-f", "jsonl").lines
    assert [line["kind"] for line in lines] == ["to-avoid", "segment", "segment"]
    rows = list(csv.DictReader(io.StringIO(ok("glossary", "audit", "-f", "csv").out)))
    assert [row["rendering"] for row in rows] == ["depository", "Article 1", "Section 1"]
    assert rows[0]["corpora"] == '{"units": 1}'


def test_a_file_and_standard_input(ok, office):
    in_file = ok("glossary", "audit", "units.tsv", "-f", "json").json
    assert [one["rendering"] for one in in_file["findings"]] == ["depository"]
    (example,) = in_file["findings"][0]["examples"]
    assert (example["unit"], example["segment"], example["corpus"]) == (None, "3", "units.tsv")
    text = "".join(f"{ru}\t{en}\n" for _, ru, en in ROWS)
    options = ("--as", "tsv", "--columns", "ru,en", "-s", "ru", "-t", "en")
    piped = ok("glossary", "audit", "-", *options, "-f", "json", stdin=text).json
    assert piped["concepts"] == in_file["concepts"]


def test_the_page(ok, office):
    done = ok("glossary", "audit", "--html", "audit.html", "-f", "json")
    assert "Written to audit.html" in done.err
    page = (office / "audit.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "depository" in page


@pytest.mark.parametrize(("share", "code"), [("0.6", 0), ("0.67", 1), ("1", 1), ("0", 0)])
def test_gate(run, office, share, code):
    done = run("glossary", "audit", "--fail-under", share)
    assert done.code == code
    assert ("micro consistency is 0.667" in done.err) is bool(code)


def test_a_gate_without_terms_holds(run, ok, small):
    assert run("glossary", "audit", "--glossary", "own", "--fail-under", "1").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--corpus", "no"], 3, "there is no corpus 'no'"),
        (["--glossary", "no"], 3, "there is no glossary 'no'"),
        (["no.tmx"], 3, "no.tmx"),
        (["nofile"], 3, "nofile: no such file"),
        (["units.tsv", "--corpus", "units"], 2, "--corpus is for the memory"),
        (["--fail-under", "2"], 2, "2"),
        (["-s", "de"], 3, "Name them"),
        (["-s", "ru", "-t", "ru"], 3, "source and target are both ru"),
    ],
)
def test_misuse(run, office, arguments, code, says):
    done = run("glossary", "audit", *arguments)
    assert done.code == code
    assert says in done.err


def test_a_corpus_and_the_other_direction(ok, office):
    assert ok("glossary", "audit", "--corpus", "units", "-f", "json").json["units"] == 5
    found = ok("glossary", "audit", "-s", "en", "-t", "ru", "--min-count", "1", "-f", "json").json
    assert found["source_language"] == "en"
    assert found["findings"] == []


def test_a_memory_without_terms_says_so(ok, place):
    table(place / "units.tsv", ROWS)
    ok("import", "units.tsv")
    done = ok("glossary", "audit")
    assert "There are no terms" in done.err
    assert "1 segment" in done.out


LINT = "glossary", "lint"


def test_lint(run, ok, office):
    ok("glossary", "add", "СНГ", "CIS", "--glossary", "office")
    done = run("glossary", "lint")
    assert done.code == 1
    assert "acronym-without-full-form" in done.out
    only = run("glossary", "lint", "--rule", "no-evidence", "-f", "jsonl")
    assert only.code == 0
    assert {line["rule"] for line in only.lines} == {"no-evidence"}
    assert {line["severity"] for line in only.lines} == {"info"}
    assert "no-evidence" not in {line["rule"] for line in run(*LINT, "-f", "jsonl").lines}
    rows = list(csv.DictReader(io.StringIO(run("glossary", "lint", "-f", "csv").out)))
    assert rows[0]["rule"] == "acronym-without-full-form"
    assert rows[0]["terms"] == '["СНГ"]'


def test_a_lint_is_narrowed_and_says_what_it_has_not_shown(run, ok, office):
    ok("glossary", "add", "СНГ", "CIS", "--glossary", "office")
    every = run(*LINT, "--severity", "info", "-f", "json").json
    graver = run(*LINT, "-f", "json")
    assert graver.json["summary"] == every["summary"]
    infos = sum(1 for one in every["findings"] if one["severity"] == "info")
    assert len(graver.json["findings"]) == len(every["findings"]) - infos > 0
    assert f"{infos} less grave not shown; --severity info shows them." in graver.err
    one = run(*LINT, "--severity", "info", "--limit", "1")
    assert f"{len(every['findings']) - 1} more; --limit shows them." in one.err
    assert f"{infos} info (" in one.out
    done = ok(*LINT, "--severity", "error")
    assert "acronym-without-full-form" not in done.out.partition("(")[0]


def test_a_lint_that_has_nothing_to_say(ok, office):
    assert ok("glossary", "lint", "--rule", "several-preferred").out == "Nothing to say.\n"


def test_a_rule_that_is_not_there(run, office):
    done = run("glossary", "lint", "--rule", "nonsense")
    assert done.code == 3
    assert "duplicate-term" in done.err

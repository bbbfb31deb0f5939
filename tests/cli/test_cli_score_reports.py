"""`tmtool score --junit` and `--sarif`: what checks and gates find, for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

FILES = {
    "ru.txt": "Направлено 3 ноты.\nСтатья 5 вступает в силу.\n",
    "good.txt": "Three notes were sent.\nArticle 5 shall enter into force.\n",
    "bad.txt": "Four notes were sent.\nArticle 6 enters into force.\n",
    "ref.txt": "3 notes were sent.\nArticle 5 shall enter into force.\n",
}
SCORE = ("score", "good.txt", "bad.txt", "-r", "ref.txt")
CHECKS = ("--source-text", "ru.txt", "--checks")


@pytest.fixture
def office(place: Path, small: Path) -> Path:
    for name, text in FILES.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def test_junit_has_a_test_for_each_check_and_each_condition(run, office):
    done = run(*SCORE, *CHECKS, "--fail-under", "chrf=80", "--junit", "junit.xml")
    assert done.code == 1
    root = ElementTree.parse(office / "junit.xml").getroot()
    good, bad = root.findall("testsuite")
    assert [suite.get("name") for suite in (good, bad)] == ["good.txt", "bad.txt"]
    failed = {
        suite.get("name"): {
            case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None
        }
        for suite in (good, bad)
    }
    assert failed["good.txt"] == set()
    assert {"number", "reference", "gate score chrf"} & failed["bad.txt"] == failed["bad.txt"]
    assert "gate score chrf" in failed["bad.txt"]
    assert "number" in failed["bad.txt"]
    assert root.get("tests") == str(len(list(root.iter("testcase"))))
    assert root.get("failures") == str(len(failed["bad.txt"]))
    (gate,) = [case for case in bad.iter("testcase") if case.get("name") == "gate score chrf"]
    assert "below the limit 80" in gate.find("failure").get("message")


def test_junit_of_a_gate_alone(run, office):
    done = run(*SCORE, "--fail-under", "chrf=80", "--junit", "-", "-f", "csv")
    xml = done.out[done.out.index("<?xml") :]
    cases = list(ElementTree.fromstring(xml).iter("testcase"))
    assert [(case.get("classname"), case.get("name")) for case in cases] == [
        ("good.txt", "gate score chrf"),
        ("bad.txt", "gate score chrf"),
    ]


def test_sarif_has_what_the_checks_find(ok, office):
    ok(*SCORE, *CHECKS, "--sarif", "checks.sarif")
    log = json.loads((office / "checks.sarif").read_text(encoding="utf-8"))
    good, bad = log["runs"]
    assert good["results"] == []
    assert {one["ruleId"] for one in bad["results"]} >= {"number"}
    (place,) = bad["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "bad.txt"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--junit", "a.xml"], "--junit needs --checks or a gate"),
        (["--sarif", "a.sarif", "--fail-under", "chrf=1"], "--sarif needs --checks"),
        ([*CHECKS, "--junit", "a", "--sarif", "a"], "cannot be written to the same place"),
    ],
)
def test_misuse(run, office, options, says):
    done = run(*SCORE, *options)
    assert (done.code, says in done.err) == (2, True), done.err


@pytest.mark.parametrize("option", ["--html", "--junit", "--sarif"])
@pytest.mark.parametrize("name", ["good.txt", "./ref.txt", "ru.txt"])
def test_a_report_does_not_take_the_place_of_what_is_scored(refused, office, option, name):
    said = refused(*SCORE, *CHECKS, option, name)
    assert f"{name}: the same file is read" in said
    assert {one: (office / one).read_text(encoding="utf-8") for one in FILES} == FILES


def test_a_report_does_not_take_the_place_of_the_memory(run, office):
    done = run(*SCORE, "--html", "memory.db")
    assert "memory.db: is an SQLite file" in done.err
    assert run("stats").code == 0


def test_a_report_that_cannot_be_written_is_told_before_anything_is_scored(run, office):
    for name, what in (("no/page.html", "there is no folder no"), (".", "is a folder")):
        done = run(*SCORE, "--html", name)
        assert (done.code, done.out) == (3, "")
        assert f"Error: {name}: {what}" in done.err
    assert "No run" in run("runs").out

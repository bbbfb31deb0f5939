"""`tmtool check` writes JUnit, SARIF and a page, and checks spelling."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from building import ROOT

EXAMPLES = ROOT / "corpora" / "examples"
SOURCE, WEAK = EXAMPLES / "source.ru.txt", EXAMPLES / "draft-weak.en.txt"


def test_all_reports_of_one_run(run, treaties_file, place, monkeypatch):
    monkeypatch.chdir(EXAMPLES)
    files = {name: place / f"out.{name}" for name in ("junit", "sarif", "html")}
    options = [part for name, path in files.items() for part in (f"--{name}", path)]
    done = run(
        "--db",
        treaties_file,
        "check",
        SOURCE.name,
        WEAK.name,
        *options,
        "--limit",
        "1",
        "-f",
        "json",
    )
    assert done.code == 1
    assert len(done.json["issues"]) == 1
    for path in files.values():
        assert f"Written to {path}" in done.err
    # Reports have all findings, whatever the limit.
    suite = ElementTree.parse(files["junit"]).getroot()[0]
    assert suite.get("name") == WEAK.name
    failing = {
        case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None
    }
    assert failing == set(done.json["summary"])
    (sarif,) = json.loads(files["sarif"].read_text(encoding="utf-8"))["runs"]
    assert len(sarif["results"]) == sum(done.json["summary"].values()) == 12
    lines = WEAK.read_text(encoding="utf-8").splitlines()
    for result in sarif["results"]:
        place_ = result["locations"][0]["physicalLocation"]
        region = place_["region"]
        if place_["artifactLocation"]["uri"] == WEAK.name:
            words = lines[region["startLine"] - 1][
                region["startColumn"] - 1 : region["endColumn"] - 1
            ]
            assert words
            assert words in result["properties"]["draft"]
    page = files["html"].read_text(encoding="utf-8")
    assert "<mark>Allied State</mark>" in page


def test_accepted_findings_in_reports(run, ok, small, place):
    texts = ("check", "--text", "5 дней", "6  days")
    ok(*texts, "--accept", "all", "--yes", "--note", "as agreed")
    ok(*texts, "--sarif", "a.json", "--junit", "a.xml", "--html", "a.html")
    (sarif,) = json.loads((place / "a.json").read_text(encoding="utf-8"))["runs"]
    assert [one["suppressions"][0]["justification"] for one in sarif["results"]] == [
        "as agreed"
    ] * 2
    root = ElementTree.parse(place / "a.xml").getroot()
    assert (root.get("failures"), root.get("skipped")) == ("0", "2")
    page = (place / "a.html").read_text(encoding="utf-8")
    assert "6  days" not in page
    ok(*texts, "--html", "a.html", "--show-accepted")
    assert "error, accepted" in (place / "a.html").read_text(encoding="utf-8")


def test_one_report_takes_the_place_of_the_findings(run, small):
    done = run("check", "--text", "5 дней", "6 days", "--sarif", "-")
    assert done.code == 1
    assert len(json.loads(done.out)["runs"][0]["results"]) == 1
    assert "1 segment: 1 error (number 1)" in done.err
    done = run("check", "--text", "5 дней", "6 days", "--sarif", "-", "--junit", "-")
    assert done.code == 2
    assert "Two reports cannot be written to the same place." in done.err
    assert run("check", "--text", "5", "6", "--html", "x", "--junit", "x").code == 2


def test_only_findings_that_are_grave_enough(ok, small, place):
    texts = ("check", "--text", "Да", "yes", "--sarif", "a.json")
    ok(*texts, "--severity", "error")
    assert json.loads((place / "a.json").read_text(encoding="utf-8"))["runs"][0]["results"] == []
    ok(*texts, "--severity", "info")
    assert json.loads((place / "a.json").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_terms_are_no_test_cases_without_a_memory(ok, place, monkeypatch):
    monkeypatch.delenv("TMTOOL_DB")
    ok("check", "--text", "Да", "Yes", "--junit", "a.xml")
    names = [case.get("name") for case in ElementTree.parse(place / "a.xml").iter("testcase")]
    assert "number" in names
    assert "term-missing" not in names
    ok("check", "--text", "Да", "Yes", "--junit", "a.xml", "--severity", "info")
    again = [case.get("name") for case in ElementTree.parse(place / "a.xml").iter("testcase")]
    # Nor is spelling without a dictionary.
    assert again == names
    ok("check", "--text", "Да", "Yes", "--junit", "a.xml", "--check", "number")
    names = [case.get("name") for case in ElementTree.parse(place / "a.xml").iter("testcase")]
    assert names == ["number"]


def test_a_report_that_cannot_be_written(refused, small, place):
    (place / "folder").mkdir()
    said = refused("check", "--text", "Да", "Yes", "--junit", "folder")
    assert "is a folder, not a file" in said
    assert "there is no folder no/such" in refused(
        "check", "--text", "Да", "Yes", "--html", "no/such/file"
    )


# Spelling ------------------------------------------------------------------------------------


def test_no_dictionary_is_said_once(ok, small, place, monkeypatch):
    texts = ("check", "--text", "Да", "Yes")
    assert "spelling" not in ok(*texts).err
    done = ok(*texts, "--severity", "info")
    assert done.err == "spelling: hunspell is not installed\n"
    assert ok("check", "--list-checks").err == "spelling: hunspell is not installed\n"
    (place / "tmtool.toml").write_text('[checks]\nspelling = "off"\n', encoding="utf-8")
    assert ok(*texts, "--severity", "info").err == ""
    (place / "tmtool.toml").write_text('[checks]\nspelling = "warning"\n', encoding="utf-8")
    assert ok(*texts).err == "spelling: hunspell is not installed\n"


@pytest.mark.skipif(os.name == "nt", reason="a script cannot be run as a program")
def test_spelling(run, ok, small, place: Path, monkeypatch):
    folder = place / "dictionaries"
    folder.mkdir()
    (folder / "en_US.dic").write_text("1\nword\n", encoding="utf-8")
    (folder / "en_US.aff").write_text("SET UTF-8\n", encoding="utf-8")
    program = place / "program"
    program.write_text(
        "#!/bin/sh\necho '@(#) like hunspell'\n"
        "while read line; do case $line in\n"
        "^yse) echo '& yse 1 1: yes';; *) echo '*';;\nesac; echo; done\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("DICPATH", str(folder))
    monkeypatch.setenv("TMTOOL_HUNSPELL", str(program))
    assert "en_US" in ok("check", "--list-checks").err
    texts = ("check", "--text", "Да", "Well, yse")
    ok(*texts)
    (issue,) = ok(*texts, "--severity", "info", "--check", "spelling", "-f", "jsonl").lines
    assert (issue["check"], issue["severity"], issue["replacement"]) == ("spelling", "info", "yes")
    (place / "tmtool.toml").write_text('[checks]\nspelling = "warning"\n', encoding="utf-8")
    assert run(*texts).code == 1


def test_nothing_is_written_over_what_is_checked(refused, place):
    texts = {"a.ru.txt": "Статья 1\n", "a.en.txt": "Article  1\n"}
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8")
    for options in (
        ("--html", "a.en.txt"),
        ("--junit", "a.ru.txt"),
        ("--fix", "-o", "a.ru.txt"),
    ):
        assert f"{options[-1]}: the same file is read" in refused("check", *texts, *options)
    assert {name: (place / name).read_text(encoding="utf-8") for name in texts} == texts

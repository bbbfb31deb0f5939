"""Findings of checks as JUnit XML, as SARIF and as a page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_html import EVIL, read

from tmtool.models import CheckedSegment, CheckRun, DraftSegment, Issue, MadeCheck
from tmtool.reports import junit as junit_report
from tmtool.reports.grouped import grouped
from tmtool.reports.html.checks import checks
from tmtool.reports.junit import junit
from tmtool.reports.sarif import FINGERPRINT, sarif

CHECKS = (
    MadeCheck("number", "error", "numbers are the same"),
    MadeCheck("double-space", "warning", "no double space"),
    MadeCheck("same-source", "info", "the same source"),
    MadeCheck("length", "warning", "not too long"),
    MadeCheck("tag", "error", "tags are the same"),
)
RUN = CheckRun("out/черновик 1.txt", "ru", "en", 1234, CHECKS, "src/a.txt")


def issue(check: str, severity: str, **given) -> Issue:
    values = {
        "segment": 3,
        "message": "‘5’ for ‘6’",
        "source": "6 дней",
        "draft": "5 days",
        "side": "draft",
        **given,
    }
    return Issue(check=check, severity=severity, **values)


ISSUES = (
    issue("number", "error", start=0, end=1),
    issue("number", "info", start=0, end=1, side="source", segment=4),
    issue("double-space", "warning", start=1, end=2, replacement=" ", segment=4),
    issue("same-source", "info"),
    issue("length", "warning", accepted=True, segment=9),
)
CHECKED = [
    CheckedSegment(DraftSegment(one.segment, one.source, one.draft), (one,)) for one in ISSUES
]


def suites(*runs) -> ElementTree.Element:
    return ElementTree.fromstring("".join(junit(runs)))


def test_a_suite_for_a_draft_and_a_case_for_a_check():
    root = suites((RUN, CHECKED), (replace(RUN, draft="other"), []))
    assert root.tag == "testsuites"
    assert root.attrib == {
        "name": "tmtool",
        "tests": "10",
        "failures": "2",
        "errors": "0",
        "skipped": "1",
    }
    first, second = root
    assert (first.get("name"), first.get("failures"), second.get("failures")) == (
        "out/черновик 1.txt",
        "2",
        "0",
    )
    assert [case.get("name") for case in first.iter("testcase")] == [one.id for one in CHECKS]
    assert {case.get("classname") for case in first.iter("testcase")} == {RUN.draft}
    properties = {one.get("name"): one.get("value") for one in first.iter("property")}
    assert properties["segments"] == "1234"
    assert (properties["source-language"], properties["accepted"]) == ("ru", "1")
    number, double, same, length, tag = first.iter("testcase")
    (failure,) = number
    assert failure.tag == "failure"
    assert failure.get("type") == "error"
    assert failure.get("message") == "1 error, 1 info: numbers are the same"
    assert failure.text is not None
    assert failure.text.splitlines() == [
        f"segment 3: error: ‘5’ for ‘6’ [{ISSUES[0].finding}]",
        "  source: 6 дней",
        "  draft: 5 days",
        f"segment 4: info: ‘5’ for ‘6’ [{ISSUES[1].finding}]",
        "  source: 6 дней",
        "  draft: 5 days",
    ]
    assert [child.get("type") for child in double] == ["warning"]
    assert [child.tag for child in same] == ["system-out"]
    assert [(child.tag, child.get("message")) for child in length] == [
        ("skipped", "1 finding accepted")
    ]
    assert list(tag) == []


def test_junit_has_the_order_and_the_numbers_that_servers_ask_for():
    """The rules of the schema that Jenkins' xUnit plugin publishes, as far as they apply."""
    children = {
        "testsuites": {"testsuite"},
        "testsuite": {"properties", "testcase"},
        "properties": {"property"},
        "testcase": {"failure", "skipped", "system-out"},
    }
    required = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped"},
        "property": {"name", "value"},
        "testcase": {"name", "classname"},
        "failure": {"message", "type"},
        "skipped": {"message"},
    }
    root = suites((RUN, CHECKED))
    for element in root.iter():
        assert {child.tag for child in element} <= children.get(element.tag, set())
        assert required.get(element.tag, set()) <= set(element.attrib)
    for suite in root:
        assert suite[0].tag == "properties"
        cases = list(suite.iter("testcase"))
        assert suite.get("tests") == str(len(cases))
        for name, tag in (("failures", "failure"), ("skipped", "skipped")):
            assert suite.get(name) == str(sum(case.find(tag) is not None for case in cases))


def test_the_first_findings_are_told(monkeypatch):
    monkeypatch.setattr(junit_report, "MOST", 1)
    root = suites((RUN, CHECKED * 3))
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.text is not None
    assert failure.text.splitlines()[-1] == "5 more"
    assert failure.get("message") == "3 errors, 3 info: numbers are the same"


NASTY = "\x00\x1b[31m<a b='c'>&amp;]]>\"\ud800\ufffe\n\t\x85"


def test_xml_is_well_formed_whatever_the_text(tmp_path: Path):
    found = issue("number", "error", message=NASTY, source=NASTY, draft=NASTY, segment=NASTY)
    checked = [CheckedSegment(DraftSegment(1, "", ""), (found,))]
    text = "".join(junit([(replace(RUN, draft=NASTY), checked)]))
    root = ElementTree.fromstring(text)
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.text is not None
    assert "\\x00\\x1b[31m<a b='c'>&amp;]]>\"\ufffd\ufffd\n" in failure.text
    if shutil.which("xmllint"):
        path = tmp_path / "a.xml"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run(["xmllint", "--noout", path], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def parsed(*runs, **options):
    return json.loads("".join(sarif(runs, **options)))


def test_sarif_has_the_parts_of_the_standard():
    shape = parsed((RUN, CHECKED), notes={ISSUES[4].finding: "as agreed"})
    assert shape["version"] == "2.1.0"
    assert shape["$schema"].endswith("sarif-2.1.0.json")
    (run,) = shape["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "tmtool"
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in driver["rules"]}
    assert levels == {
        "number": "error",
        "double-space": "warning",
        "same-source": "note",
        "length": "warning",
        "tag": "error",
    }
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert f'{rule["id"]} = "off"' in rule["help"]["text"]
        assert rule["help"]["markdown"]
    results = run["results"]
    assert [one["level"] for one in results] == ["error", "note", "warning", "note", "warning"]
    for one, found in zip(results, ISSUES, strict=True):
        assert driver["rules"][one["ruleIndex"]]["id"] == one["ruleId"] == found.check
        assert one["message"]["text"] == found.message
        assert one["partialFingerprints"] == {FINGERPRINT: found.finding}
    assert ["suppressions" in one for one in results] == [False] * 4 + [True]
    assert results[4]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "as agreed"}
    ]


def test_places_in_text_files():
    results = parsed((RUN, CHECKED))["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"] for one in results]
    draft = "out/%D1%87%D0%B5%D1%80%D0%BD%D0%BE%D0%B2%D0%B8%D0%BA%201.txt"
    assert [place["artifactLocation"]["uri"] for place in places] == [
        draft,
        "src/a.txt",
        draft,
        draft,
        draft,
    ]
    assert [place["region"] for place in places] == [
        {"startLine": 3, "startColumn": 1, "endColumn": 2},
        {"startLine": 4, "startColumn": 1, "endColumn": 2},
        {"startLine": 4, "startColumn": 2, "endColumn": 3},
        {"startLine": 3},
        {"startLine": 9},
    ]
    assert ["fixes" in one for one in results] == [False, False, True, False, False]
    (change,) = results[2]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 4, "startColumn": 2, "endColumn": 3},
            "insertedContent": {"text": " "},
        }
    ]


def test_places_in_bilingual_files():
    run = replace(RUN, draft="/tmp/a b.tmx", source=None)
    result = parsed((run, CHECKED))["runs"][0]["results"][2]
    (location,) = result["locations"]
    assert location == {
        "physicalLocation": {"artifactLocation": {"uri": "file:///tmp/a%20b.tmx"}},
        "logicalLocations": [{"name": "4", "kind": "segment"}],
    }
    assert "fixes" not in result


def test_several_runs_and_none():
    assert [len(run["results"]) for run in parsed((RUN, CHECKED), (RUN, []))["runs"]] == [5, 0]
    assert parsed()["runs"] == []
    found = issue("unheard-of", "error", message=NASTY, draft=NASTY)
    text = "".join(sarif([(RUN, [CheckedSegment(DraftSegment(1, "", ""), (found,))])]))
    text.encode()
    (result,) = json.loads(text)["runs"][0]["results"]
    assert "ruleIndex" not in result
    assert result["message"]["text"] == NASTY


def test_groups():
    groups = grouped(CHECKED * 2, 1)
    assert list(groups) == ["number", "double-space", "same-source", "length"]
    assert (groups["number"].words, groups["number"].more) == ("2 errors, 2 info", 3)
    assert (groups["length"].accepted, groups["length"].issues, groups["length"].more) == (2, [], 0)
    shown = grouped(CHECKED * 2, 1, show_accepted=True)["length"]
    assert (len(shown.issues), shown.gravest, shown.more) == (1, None, 0)


# The page ------------------------------------------------------------------------------------


def test_the_page_shows_findings_by_check():
    found = read(checks(RUN, CHECKED, "2026-11-26"))
    text = " ".join(found.text.split())
    assert "1,234 segments" in text
    assert "1 errors 1 warnings 2 info 1 accepted" in text
    assert "1 error, 1 info" in text
    assert "length: 1 accepted" in text
    ids = [attributes["id"] for _, attributes in found.seen if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes.get("href") for tag, attributes in found.seen if tag == "a"]
    assert links == [f"#{one}" for one in ("number", "double-space", "same-source", "length")]
    assert {link[1:] for link in links if link} <= set(ids)
    assert [tag for tag, _ in found.seen].count("mark") == 3
    with_accepted = read(checks(RUN, CHECKED, "2026-11-26", show_accepted=True))
    assert "warning, accepted" in with_accepted.text


def test_many_findings_are_counted(monkeypatch):
    import tmtool.reports.html.checks as module

    monkeypatch.setattr(module, "MOST", 2)
    assert "number: 4 more" in read(checks(RUN, CHECKED * 3, "2026-11-26")).text


def test_nothing_found():
    assert "Nothing found." in read(checks(RUN, [], "2026-11-26")).text


@pytest.mark.parametrize("source", [None, EVIL])
def test_texts_never_become_markup(source):
    found = issue(
        "number",
        "error",
        message=EVIL,
        source=EVIL,
        draft=EVIL,
        segment=EVIL,
        replacement=EVIL,
        start=2,
        end=9,
    )
    run = CheckRun(EVIL, "ru", "en", 1, CHECKS, source)
    page = checks(run, [CheckedSegment(DraftSegment(1, "", ""), (found,))], "2026-11-26")
    seen = read(page)
    assert [attributes for tag, attributes in seen.seen if tag == "script"] == [{}]
    assert "img" not in [tag for tag, _ in seen.seen]
    assert EVIL in seen.text
    for _, attributes in seen.seen:
        assert not [name for name in attributes if name.startswith("on")]


def test_the_page_needs_nothing_from_elsewhere():
    text = checks(RUN, CHECKED, "2026-11-26")
    assert not re.search(r"https?:|//|@import|url\(|src=|<link", text)

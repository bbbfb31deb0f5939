"""`tmtool score --html`: the page is written beside what is printed."""

from __future__ import annotations

import json
import re

import pytest

DRAFTS = {"a.txt": "The Parties\n\nshall agree\n", "b.txt": "The Sides\n\nwill agree\n"}
REFERENCES = {"ref.txt": "The Parties\n\nshall agree\n"}
OTHERS = {"ru.txt": "Стороны\n\nсогласятся\n", "docs.txt": "one\none\ntwo\n", "short.txt": "x\n"}


@pytest.fixture
def office(place):
    for name, text in (DRAFTS | REFERENCES | OTHERS).items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def content(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="content">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_the_page(ok, office):
    command = ("score", "a.txt", "b.txt", "-r", "ref.txt", "--confidence", "--compare")
    done = ok(*command, "--source-text", "ru.txt", "-s", "ru", "--html", "page.html")
    assert "Written to page.html" in done.err
    page = (office / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "1 empty one left out" in page
    assert 'lang="ru"' in page
    found = content(page)
    assert found["drafts"] == ["a.txt", "b.txt"]
    assert [one["id"] for one in found["segments"]] == ["1", "3"]
    assert [one["source"] for one in found["segments"]] == [["Стороны"], ["согласятся"]]
    assert found["segments"][0]["drafts"][0]["parts"] == ["The Parties"]
    assert [one["name"] for one in found["metrics"]] == ["BLEU", "chrF", "chrF++", "TER"]


def test_a_page_has_intervals_comparisons_buckets_and_checks(ok, office):
    command = ("score", "a.txt", "b.txt", "-r", "ref.txt", "--html", "page.html")
    report = json.loads(ok(*command, "--source-text", "ru.txt", "-f", "json").out)
    assert all(row["low"] <= row["score"] <= row["high"] for row in report["scores"])
    assert {row["draft"] for row in report["comparisons"]} == {"b.txt"}
    assert {row["by"] for row in report["buckets"]} == {"length"}
    assert [one["draft"] for one in report["findings"]] == ["a.txt", "b.txt"]
    page = (office / "page.html").read_text(encoding="utf-8")
    assert "Is the difference from a.txt real?" in page
    assert "By length in words" in page


def test_documents_and_labels_that_are_named_are_on_the_page(ok, office):
    (office / "labels.txt").write_text("x\ny\nz\n", encoding="utf-8")
    files = ("--documents", "docs.txt", "--labels", "labels.txt")
    command = ("score", "a.txt", "b.txt", "-r", "ref.txt", "--html", "page.html", "-f", "json")
    report = ok(*command, *files).json
    assert {row["by"] for row in report["buckets"]} == {"length", "document", "label"}
    assert report["resampling"]["documents"] == 2
    assert "|docs:2|" in report["scores"][0]["signature"]
    (office / "docs.txt").write_text("one\n" * 3, encoding="utf-8")
    report = ok(*command, *files).json
    assert report["resampling"] is None  # one document alone cannot be drawn


def test_rows_that_are_printed_stay_those_of_scores(ok, office):
    command = ("score", "a.txt", "b.txt", "-r", "ref.txt", "-f", "csv")
    plain = ok(*command).out.splitlines()
    with_page = ok(*command, "--html", "page.html").out.splitlines()
    assert [row.split(",")[:4] for row in with_page] == [row.split(",")[:4] for row in plain]


def test_without_languages_a_page_has_no_checks(ok, office):
    command = ("score", "a.txt", "-r", "ref.txt", "--html", "page.html", "-t", "fr", "--force")
    report = json.loads(ok(*command, "--source-text", "ref.txt", "-f", "json").out)
    assert report["findings"] == []


def test_documents_and_fewer_segments(ok, office):
    how = ("--confidence", "--documents", "docs.txt", "--html", "page.html", "--html-segments", "1")
    ok("score", "a.txt", "-r", "ref.txt", *how)
    page = (office / "page.html").read_text(encoding="utf-8")
    assert [one["document"] for one in content(page)["segments"]] == ["one"]
    assert "This page has 1 of the 2 segments" in page


def test_standard_input_and_output(ok, office):
    done = ok("score", "-", "-r", "ref.txt", "-f", "csv", "--html", "-", stdin=DRAFTS["b.txt"])
    table, _, page = done.out.partition("<!doctype html>")
    assert table.startswith("draft,metric")
    assert content(page)["drafts"] == ["-"]


def test_by_terms_alone_there_is_no_reference(ok, small, place):
    (place / "ru.txt").write_text("Договор вступает в силу.\n", encoding="utf-8")
    (place / "en.txt").write_text("The Treaty enters into force.\n", encoding="utf-8")
    ok("glossary", "add", "-s", "ru", "-t", "en", "договор", "treaty")
    ok("score", "en.txt", "-m", "terms", "--source-text", "ru.txt", "--html", "page.html")
    (one,) = content((place / "page.html").read_text(encoding="utf-8"))["segments"]
    assert one["references"] == []
    assert one["source"] == ["Договор вступает в силу."]


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (["--html-segments", "5"], 2, "--html-segments needs --html"),
        (["--html", "page.html", "--html-segments", "-1"], 2, "not in the range"),
        (["--html", "no/page.html"], 3, "no/page.html"),
        (["--html", "page.html", "--source-text", "short.txt"], 3, "short.txt has 1"),
        (["--html", "page.html", "--source-text", "none.txt"], 3, "none.txt: no such file"),
    ],
)
def test_what_is_refused(run, office, options, code, says):
    done = run("score", "a.txt", "-r", "ref.txt", *options)
    assert (done.code, says in done.err) == (code, True), done.err
    assert not (office / "page.html").exists()

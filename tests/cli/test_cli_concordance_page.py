"""`tmtool concordance` as a page of HTML, in a file or in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_a_page_beside_the_answer(ok, small, place: Path):
    done = ok("concordance", "статья", "--html", "page.html", "--limit", "1", "-f", "json")
    assert len(done.json["lines"]) == 1
    assert done.err.splitlines()[-1] == "Written to page.html"
    page = (place / "page.html").read_text(encoding="utf-8")
    assert "<mark>Статья</mark>" in page
    assert ok("concordance", "статья", "--html", "-").out.startswith("<!doctype html>")


def test_the_browser(ok, small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shown: list[str] = []
    monkeypatch.setattr("click.launch", lambda url: shown.append(url) or 0)
    done = ok("concordance", "--browse", "--", "статья")
    assert done.out == ""
    assert shown == [str(tmp_path / "data" / "tmtool" / "concordance.html")]
    assert "<mark>Статья</mark>" in Path(shown[0]).read_text(encoding="utf-8")


def test_without_a_browser_it_is_said(ok, small, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("click.launch", lambda url: 3)
    assert "No browser" in ok("concordance", "статья", "--browse").err


@pytest.mark.parametrize("more", [["--browse"], ["-f", "json"]])
def test_a_page_on_standard_output_is_alone(run, small, more: list[str]):
    assert run("concordance", "статья", "--html", "-", *more).code == 2

"""`tmtool omegat` as a user runs it."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def test_a_new_project(ok, small, place: Path):
    done = ok("omegat", "project", "-s", "en-GB", "-t", "ru")
    assert done.out == ""
    assert done.err == (
        "project: made a project; wrote 5 units, 1 of machines, and 1 concept (en-GB-ru)\n"
    )
    command = ET.parse(place / "project" / "omegat" / "finder.xml").getroot()[0].find("command")
    assert command is not None
    words = (command.text or "").split("|")
    assert words[:4] == [sys.executable, "-m", "tmtool", "--db"]
    assert words[4:] == [str(small.resolve()), "concordance", "--browse", "--", "{target}"]


def test_its_languages_are_those_of_the_memory(ok, small):
    assert "(ru-en)" in ok("omegat", "project").err


def test_what_is_read_is_said(ok, small, place: Path):
    ok("omegat", "project", "--no-finder")
    assert not (place / "project" / "omegat" / "finder.xml").exists()
    (place / "project" / "omegat" / "project_save.tmx").write_text(
        '<tmx version="1.1"><header/><body><tu><tuv lang="RU"><seg>да</seg></tuv>'
        '<tuv lang="EN"><seg>yes</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    done = ok("omegat", "project", "--corpus", "job 7")
    assert "read 1 new and 0 changed translations into job 7; wrote 5 units" in done.err
    assert "job 7" in ok("corpus", "list").out


def test_refusals(refused, small, place: Path):
    (place / "docs").mkdir()
    (place / "docs" / "a.txt").write_text("x", encoding="utf-8")
    assert "no project of OmegaT" in refused("omegat", "docs")
    assert "unknown language" in refused("omegat", "new", "-s", "xx", "-t", "ru")
    (place / "docs" / "omegat.project").write_text("<a>", encoding="utf-8")
    assert "omegat.project:1" in refused("omegat", "docs")

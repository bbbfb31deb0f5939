from __future__ import annotations

from pathlib import Path

import pytest

TABLE = """\
concept\tlanguage\tterm\tstatus\tforms\tdo_not_translate
note\tru\tнота\tpreferred\t\t
note\ten\tnote verbale\tadmitted\tnotes verbales\t
note\ten\tverbal note\tforbidden\t\t
note\tde\tVerbalnote\t\t\t
un\tru\tООН\t\t\tyes
un\ten\tUN\t\t\tyes
"""


@pytest.fixture
def notes(run, place: Path) -> Path:
    (place / "notes.tsv").write_text(TABLE, encoding="utf-8")
    assert run("glossary", "import", "notes.tsv").code == 0
    return place


@pytest.mark.parametrize("name", ["a.tbx", "a.tsv", "a.csv"])
def test_what_a_format_holds_is_not_worth_a_word(run, notes: Path, name: str):
    done = run("glossary", "export", name)
    assert (done.code, done.out, done.err) == (0, "", f"2 concepts written to {name}\n")
    again = run("glossary", "import", name, "--glossary", "notes", "-f", "json")
    assert again.json["files"][0]["duplicate"] == 2


@pytest.mark.parametrize("form", ["tbx-basic", "tbx-basic-dct"])
def test_what_tbx_basic_does_not_hold_is_told(run, notes: Path, form: str):
    done = run("glossary", "export", "a.tbx", "--as", form)
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "2 concepts written to a.tbx",
        "2 terms: do_not_translate written as a note",
        "1 term: status forbidden written as deprecated (TBX-Basic has no such value)",
        "left out, for the format has no place for it: forms of 1 term",
    ]
    assert 'type="TBX-Basic"' in (notes / "a.tbx").read_text(encoding="utf-8")
    assert run("glossary", "import", "a.tbx", "--glossary", "b", "-f", "json").code == 0


def test_omegat_gets_two_languages(run, notes: Path):
    done = run("glossary", "export", "a.utf8", "-s", "en", "-t", "ru")
    assert done.code == 0
    assert "1 term: in another language, left out" in done.err
    lines = (notes / "a.utf8").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == [
        "note verbale\tнота\tpreferred",
        "verbal note\tнота\tpreferred",
        "UN\tООН",
    ]
    done = run("glossary", "export", "-", "--as", "omegat", "-s", "ru", "-t", "de")
    assert done.out.splitlines()[1:] == ["нота\tVerbalnote"]
    assert "1 concept: without terms in ru and de, left out" in done.err


def test_languages_choose_concepts_and_terms(run, notes: Path):
    done = run("glossary", "export", "a.tsv", "-s", "de")
    assert "1 concept written" in done.err
    run("glossary", "export", "b.tsv", "-s", "de", "-t", "ru")
    rows = (notes / "b.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) == 2
    done = run("glossary", "export", "c.tsv", "-s", "xx")
    assert done.code == 3
    assert "unknown language 'xx'" in done.err
    assert not (notes / "c.tsv").exists()


def test_formats_that_are_only_read_are_told(run, notes: Path):
    done = run("glossary", "export", "a.mtf")
    assert done.code == 3
    assert "concepts cannot be written to mtf files" in done.err
    assert "tbx-basic" in done.err


def test_whether_a_table_has_a_header_can_be_said(run, place: Path):
    (place / "a.csv").write_text("слово;word\nоговорка;reservation\n", encoding="utf-8")
    for given, texts in (("--header", ["оговорка"]), ("--no-header", ["слово", "оговорка"])):
        name = given.strip("-")
        done = run("glossary", "import", "a.csv", "--columns", "ru,en", given, "--glossary", name)
        assert done.code == 0
        found = run("glossary", "list", "--glossary", name, "-f", "json").json["concepts"]
        assert [concept["terms"][0]["text"] for concept in found] == texts
    done = run("glossary", "audit", "a.csv", "--columns", "ru,en", "--header", "-f", "json")
    assert done.json["units"] == 1

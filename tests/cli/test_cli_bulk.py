"""`tmtool unit replace` and `unit remove`: what is shown, what is done, and undo."""

from __future__ import annotations

import pytest

from tmtool.memory import Memory


@pytest.fixture
def filled(ok, place):
    rows = [f"Статья {n}\tArticle {n}, colour {n}\tmachine" for n in range(1, 26)]
    (place / "own.tsv").write_text("ru\ten\tstatus\n" + "\n".join(rows) + "\n", encoding="utf-8")
    ok("import", "own.tsv")


def english(number: int) -> str:
    with Memory("memory.db") as memory:
        variant = memory.unit(number).variant("en")
    assert variant is not None
    return variant.text


def test_a_replacement_is_shown_then_done_then_undone(ok, filled):
    shown = ok("unit", "replace", "colour", "color", "-l", "en", "--limit", "1")
    assert shown.out == (
        "unit 1  own, en\n"
        "  - Article 1, colo[-u-]r 1\n"
        "  + Article 1, color 1\n"
        "\n... and 24 more: see --limit\n"
    )
    assert shown.err == ("25 texts to change in 25 places\nNothing is changed; --yes does it.\n")
    assert english(1) == "Article 1, colour 1"
    done = ok("unit", "replace", "colour", "color", "--yes")
    assert done.out.count("\nunit ") + 1 == 20
    assert done.err.endswith("25 units changed; `tmtool unit undo` takes all of it back.\n")
    assert english(25) == "Article 25, color 25"
    history = ok("unit", "history").out
    assert "replace of 25 units" in history
    assert len(history.splitlines()) == 2
    assert ok("unit", "undo").err == "25 changes from 1 on undone: replace\n"
    assert english(25) == "Article 25, colour 25"
    assert ok("index", "check").out == "The index is right.\n"


def test_nothing_is_found(ok, filled):
    done = ok("unit", "replace", "Colour", "color", "--yes")
    assert (done.out, done.err) == ("", "0 texts to change in 0 places\n")
    empty = ok("unit", "replace", "Colour", "color", "-f", "json").json
    assert empty == {"replacements": [], "count": 0}


def test_what_cannot_be_changed_is_told(ok, filled):
    done = ok("unit", "replace", "Статья 7", "", "--yes")
    assert "left: no text would be left" in done.out
    assert done.err == "0 texts to change in 0 places; 1 text that cannot be changed\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("replace", "(", "x", "--regex"), "the regular expression cannot be used"),
        (("replace", "", "x"), "the text to find is empty"),
        (("replace", "a", "b", "--corpus", "none"), "there is no corpus 'none'"),
        (("replace", "a", "b", "-l", "english"), "'english' is not a language tag"),
        (("replace", "a", "b", "--since", "soon"), "'soon' is no date"),
        (("remove", "99"), "there is no unit 99"),
        (("remove", "--corpus", "none"), "there is no corpus 'none'"),
    ],
)
def test_refused(refused, filled, arguments, message: str):
    assert message in refused("unit", *arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("remove",), "Give the numbers of units, --duplicates, or another filter."),
        (("remove", "1", "--duplicates"), "Give either numbers or options that choose units."),
        (("remove", "1", "--status", "draft"), "Give either numbers or options"),
        (("remove", "--status", "draft", "--keep-contexts"), "go with --duplicates"),
    ],
)
def test_misuse(run, filled, arguments, message: str):
    done = run("unit", *arguments)
    assert done.code == 2
    assert message in done.err


def test_machine_units_are_removed_and_come_back(ok, filled):
    ok("unit", "approve", "3")
    shown = ok("unit", "remove", "--status", "machine", "--limit", "1")
    assert shown.out.startswith("unit 1  own, machine\n  en  Article 1, colour 1\n")
    assert shown.err == "24 units to remove\nNothing is changed; --yes does it.\n"
    done = ok("unit", "remove", "--status", "machine", "--yes")
    assert done.err.endswith("24 units removed; `tmtool unit undo` brings all of them back.\n")
    assert ok("stats", "-f", "json").json["segments"] == {"en": 1, "ru": 1}
    assert ok("unit", "undo").err == "24 changes from 2 on undone: remove\n"
    assert ok("stats", "-f", "json").json["segments"] == {"en": 25, "ru": 25}


def test_duplicates_name_the_unit_that_stays(ok, filled):
    ok("unit", "add", "Статья 1", "Article 1, colour 1", "--corpus", "own", "--context", "title")
    shown = ok("unit", "remove", "--duplicates")
    assert shown.out.startswith("unit 1  own, machine  unit 26 stays\n")
    kept = ok("unit", "remove", "--duplicates", "--keep-contexts")
    assert kept.err == "0 units to remove\n"


def test_one_change_of_many_is_undone_alone(ok, filled):
    ok("unit", "replace", "colour", "color", "--yes")
    assert ok("unit", "undo", "3", "--alone").err == "Change 3 undone: replace of unit 3\n"
    assert english(3) == "Article 3, colour 3"
    assert english(4) == "Article 4, color 4"


@pytest.mark.parametrize("form", ["xlsx", "jsonl"])
def test_own_formats_through_pipes(ok, filled, place, form: str):
    ok("export", f"a.{form}")
    done = ok(
        "import", "-", "--as", form, "--corpus", "b", stdin=(place / f"a.{form}").read_bytes()
    )
    assert done.out.splitlines()[1].split()[2:4] == ["25", "25"]


def test_a_sheet_is_named_and_formulas_are_guarded(ok, refused, place):
    ok("unit", "add", "=1+1 мир", "peace")
    ok("export", "a.xlsx")
    assert "there is no sheet 'x'" in refused("import", "a.xlsx", "--sheet", "x")
    ok("import", "a.xlsx", "--sheet", "tmtool", "--corpus", "b")
    ok("export", "a.csv", "--no-formulas")
    assert ",'=1+1 мир," in (place / "a.csv").read_text(encoding="utf-8")
    ok("glossary", "add", "=мир", "peace")
    ok("glossary", "export", "g.csv", "--no-formulas")
    assert ",'=мир," in (place / "g.csv").read_text(encoding="utf-8")
    ok("glossary", "export", "g.xlsx")
    ok("glossary", "import", "g.xlsx", "--glossary", "other")

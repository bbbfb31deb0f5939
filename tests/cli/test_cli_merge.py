"""`tmtool merge`: conflicts listed in every form, then what was done."""

from __future__ import annotations

import csv
import io
import json

import pytest
from building import pair

import tmtool


@pytest.fixture
def two(place):
    """memory.db and other.db, which agree on a unit, disagree on two, and one is new."""
    with tmtool.open(place / "memory.db") as memory, tmtool.open(place / "other.db") as other:
        made = {"created_at": "2024-01-01T00:00:00Z", "created_by": "anna"}
        later = made | {"changed_at": "2025-01-01T00:00:00Z", "changed_by": "boris"}
        for opened, word, extra in ((memory, "Yes", made), (other, "Yeah", later)):
            opened.add_unit(pair("Да", word, tuid="1", **extra), corpus="a")
            opened.add_unit(pair("Ну", f"Well, {word}", tuid="2", **made), corpus="a")
            opened.add_unit(pair("Мир", "Peace", tuid="3", **made), corpus="a")
        other.add_unit(pair("Дом", "House", tuid="4"), corpus="a")
    return place


def test_a_table_shows_both_sides_and_which_is_taken(ok, two):
    done = ok("merge", "other.db")
    assert done.out == (
        "unit 1 in a (1): text; theirs is taken: it was changed later\n"
        "  ours: approved, 2024-01-01T00:00:00Z, anna\n"
        "    en  Yes\n"
        "* theirs: approved, 2025-01-01T00:00:00Z, boris\n"
        "    en  Yeah\n"
        "\n"
        "unit 2 in a (2): text; ours is taken: neither status nor date tells\n"
        "* ours: approved, 2024-01-01T00:00:00Z, anna\n"
        "    en  Well, Yes\n"
        "  theirs: approved, 2024-01-01T00:00:00Z, anna\n"
        "    en  Well, Yeah\n"
        "\n"
        "kind   corpus  read  added  updated  duplicate  kept\n"
        "units  a          4      1        1          1     1\n"
    )
    assert done.err == ("other.db: 1 added, 1 updated; 2 conflicts, 1 of them settled for ours\n")
    assert ok("stats", "-f", "json").json["units"] == 4
    assert "merge" in ok("unit", "history").out
    ok("unit", "undo")
    assert "Yes" in ok("unit", "show", "1").out


def test_a_dry_run_writes_nothing(ok, two):
    before = (two / "memory.db").read_bytes()
    done = ok("merge", "other.db", "--dry-run", "--prefer", "theirs")
    assert done.out.count("theirs is taken: as asked for") == 2
    assert done.err.startswith("other.db: 1 would be added, 2 would be updated")
    assert (two / "memory.db").read_bytes() == before
    assert ok("stats", "-f", "json").json["units"] == 3


def test_json_and_lines_and_csv_list_the_same_conflicts(ok, two):
    whole = ok("merge", "other.db", "--dry-run", "-f", "json").json
    lines = ok("merge", "other.db", "--dry-run", "-f", "jsonl").lines
    assert whole["conflicts"] == lines
    assert [one["taken"] for one in lines] == ["theirs", "ours"]
    assert lines[0]["ours"] == {"ru": "Да", "en": "Yes"}
    assert whole["parts"][0]["added"] == 1
    for form, mark in (("csv", ","), ("tsv", "\t")):
        out = ok("merge", "other.db", "--dry-run", "-f", form).out
        rows = list(csv.DictReader(io.StringIO(out), delimiter=mark, quoting=csv.QUOTE_MINIMAL))
        assert [row["taken"] for row in rows] == ["theirs", "ours"]
        assert json.loads(rows[0]["theirs"])["en"] == "Yeah"
    # Nothing in common: still a whole object, and a header.
    ok("--db", "new.db", "init")
    empty = ok("--db", "new.db", "merge", "other.db", "--dry-run", "-f", "json").json
    assert empty["conflicts"] == []
    assert ok("--db", "new.db", "merge", "other.db", "-f", "csv").out.startswith("kind,id,corpus")


def test_a_table_of_a_merge_shows_the_first_twenty_conflicts(ok, place):
    for name, word in (("memory.db", "one"), ("other.db", "two")):
        with tmtool.open(place / name) as memory:
            for number in range(25):
                memory.add_unit(pair(f"Статья {number}", word, tuid=str(number)), corpus="a")
    tried = ok("merge", "other.db", "--dry-run")
    assert tried.out.count("is taken") == 25
    done = ok("merge", "other.db")
    assert done.out.count("is taken") == 20
    assert "... and 5 more; -f json and -f csv list all." in done.err


def test_what_is_refused(refused, run, two):
    assert "memory.db: is the memory itself" in refused("merge", "memory.db")
    assert "none.db: there is no memory here" in refused("merge", "none.db")
    (two / "text.db").write_text("text " * 100, encoding="utf-8")
    assert "text.db: is not an SQLite file" in refused("merge", "text.db")
    with tmtool.open(two / "other.db") as other:
        other._connection.execute("PRAGMA user_version = 99")
    assert "newer tmtool" in refused("merge", "other.db")
    assert run("merge", "other.db", "--prefer", "mine").code == 2


def test_there_must_be_a_memory_to_merge_into(refused, two):
    assert "tmtool init" in refused("--db", "new.db", "merge", "other.db")
    assert not (two / "new.db").exists()

"""`tmtool analyze` as a user runs it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

TEXT = """\
Article 1
The Treaty enters into force.
Article 1
Something quite different and new.
"""


@pytest.fixture(autouse=True)
def texts(place: Path) -> None:
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    (place / "b.txt").write_text("Article 1\nArticle 17\n", encoding="utf-8")


def test_a_table_for_people(ok, small):
    done = ok("analyze", "a.txt")
    assert done.err == ""
    lines = [line.split() for line in done.out.splitlines()]
    assert lines[0] == "band segments words % of words characters without spaces".split()
    assert lines[2:4] == [
        ["repetition", "1", "2", "14.3", "9", "8"],
        ["exact", "1", "5", "35.7", "29", "25"],
    ]
    assert lines[1] == ["context", "1", "2", "14.3", "9", "8"]
    assert lines[-1] == ["all", "4", "14", "100.0", "81", "71"]


def test_files_one_by_one_where_there_are_several(ok, small):
    out = ok("analyze", "a.txt", "b.txt", "--weights", "repetition=0.5,new=1.1").out
    lines = out.splitlines()
    assert lines[0] == "Words by file"
    assert lines[1].split() == "file context repetition exact 95-99 new all weighted".split()
    assert lines[2].split() == "a.txt 2 2 5 0 5 14 13.5".split()
    assert lines[3].split() == "b.txt 0 2 0 2 0 4 3.0".split()
    assert lines[4].split() == "all 2 4 5 2 5 18 16.5".split()
    assert lines[-1] == "Repetitions of another file: 1 segment, 2 words"


def test_csv_has_a_row_for_each_band(ok, small):
    rows = list(csv.DictReader(io.StringIO(ok("analyze", "a.txt", "b.txt", "-f", "csv").out)))
    assert len(rows) == 16
    assert list(rows[0]) == (
        "file band segments words characters characters_without_spaces placeholders".split()
    )
    assert sum(int(row["words"]) for row in rows) == 18
    weighted = ok("analyze", "a.txt", "--weights", "new=0.5", "-f", "tsv").out.splitlines()
    assert weighted[0].endswith("\tweighted_words")
    assert weighted[-1] == "a.txt\tnew\t1\t5\t34\t30\t0\t2.5"


def test_json_lines_are_files(ok, small):
    lines = ok("analyze", "a.txt", "b.txt", "-f", "jsonl").lines
    assert [line["file"] for line in lines] == ["a.txt", "b.txt"]


def test_weights_of_tmtool_toml(ok, small, place: Path):
    (place / "tmtool.toml").write_text('[analyze.weights]\nrepetition = 0\n"95-99" = 0.5\n')
    shape = ok("analyze", "a.txt", "b.txt", "-f", "json").json
    assert shape["weights"] == {"repetition": 0, "95-99": 0.5}
    assert shape["weighted_words"] == 18 - 4 - 1
    # What the command line says takes its place altogether.
    shape = ok("analyze", "a.txt", "--weights", "exact=0", "-f", "json").json
    assert shape["weights"] == {"exact": 0.0}


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("analyze = 1", "`analyze` must be a table"),
        ("[analyze]\nweights = 1", "`analyze.weights` must be a table"),
        ("[analyze]\nweight = {}", "`analyze` has no weight"),
        ("[analyze.weights]\nperfect = 1", "there is no band 'perfect'"),
        ("[analyze.weights]\nnew = 'all'", "the weight of new is 'all'"),
    ],
)
def test_wrong_weights_of_tmtool_toml(refused, small, place: Path, toml: str, said: str):
    (place / "tmtool.toml").write_text(toml)
    message = refused("analyze", "a.txt")
    assert said in message
    assert "tmtool.toml" in message


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("exact", "weight of exact is nan"),
        ("exact=x", "'exact=x' is not a band and a number"),
        ("good=0.1", "there is no band 'good'"),
        ("new=-1", "weight of new is -1.0"),
        ("", "there is no band ''"),
    ],
)
def test_wrong_weights_of_the_option(run, small, weights: str, said: str):
    done = run("analyze", "a.txt", "--weights", weights)
    assert done.code == 2
    assert said in " ".join(done.err.split())


def test_a_page(ok, small, place: Path):
    (place / "<b>&.txt").write_text("New words\n", encoding="utf-8")
    done = ok("analyze", "a.txt", "<b>&.txt", "--html", "page.html", "--weights", "exact=0.2")
    assert done.err.endswith("Written to page.html\n")
    page = (place / "page.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;&amp;.txt" in page
    assert "<b>&.txt" not in page
    assert "<b>12.0</b> weighted words" in page
    assert "× 0.2" in page
    assert ok("analyze", "a.txt", "--html", "-").out.startswith("<!doctype html>")


def test_the_page_alone_or_the_answer_alone(run, small):
    assert run("analyze", "a.txt", "--html", "-", "-f", "json").code == 2


def test_standard_input(ok, small):
    shape = ok("analyze", "-", "--as", "lines", "-f", "json", stdin=TEXT).json
    assert (shape["files"][0]["file"], shape["words"]) == ("-", 14)


def test_without_a_memory_words_are_counted(ok, place: Path, monkeypatch):
    monkeypatch.delenv("TMTOOL_DB")
    done = ok("analyze", "a.txt", "-f", "json")
    assert done.err.startswith("There is no memory")
    assert done.json["words"] == 14
    assert not (place / "memory.db").exists()


def test_a_memory_that_is_named_and_missing_is_refused(refused):
    assert "memory.db" in refused("analyze", "a.txt")


def test_what_is_not_counted_is_said(ok, small, place: Path):
    (place / "a.tsv").write_text("ru\ten\nда\tyes\nx\ty\tz\tq\nx\ty\tz\tq\n", encoding="utf-8")
    done = ok("analyze", "a.tsv")
    assert done.err.startswith("Not counted: a.tsv:3: ")
    assert done.err.rstrip().endswith(", and 1 more")


def test_files_that_cannot_be_read(refused, small, place: Path):
    (place / "bomb.xlf").write_text(
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff version="1.2">&b;</xliff>'
    )
    (place / "old.rtf").write_bytes(b"{")
    for name, said in (
        ("missing.docx", "no such file"),
        ("old.rtf", "documents cannot be read"),
        ("bomb.xlf", "bomb.xlf"),
    ):
        assert said in refused("analyze", "a.txt", name)


def test_a_language_that_the_memory_has_not_is_said(ok, small):
    assert "The memory has no de" in ok("analyze", "a.txt", "-s", "de", "-t", "ru").err


CATALOGUE = """\
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "The treaty enters into force."
msgstr "Договор вступает в силу."

msgid "Open the old file, please!"
msgstr ""

#, fuzzy
msgid "Nothing (at all) is here: 25 words"
msgstr "Ничего"
"""


@pytest.mark.skipif(shutil.which("pocount") is None, reason="there is no translate-toolkit")
def test_pocount_counts_the_same_where_words_are_plain(ok, small, place: Path):
    (place / "a.po").write_text(CATALOGUE, encoding="utf-8")
    command = ["pocount", "--csv", "a.po"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    (row,) = csv.DictReader(io.StringIO(said.replace(", ", ",")))
    (one,) = ok("analyze", "a.po", "--translated-apart", "-f", "json").json["files"]
    translated = one["translated"]
    assert translated["segments"] == int(row["Translated Messages"])
    assert translated["words"] == int(row["Translated Source Words"])
    rest = sum(band["segments"] for band in one["bands"])
    assert rest == int(row["Fuzzy Messages"]) + int(row["Untranslated Messages"])
    assert one["words"] == int(row["Fuzzy Source Words"]) + int(row["Untranslated Source Words"])

"""`tmtool align --pairs` and `--pairs-in`: many pairs of documents."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from aligning import sentences, write_pair


@pytest.fixture
def archive(place: Path) -> Path:
    """A folder of three pairs of documents, and a list of these and of one that is not there."""
    for number in range(3):
        write_pair(place / "archive", f"d{number}", sentences(14, seed=number))
    rows = [f"d{n}.ru.txt\td{n}.en.txt\td{n}\n" for n in range(3)]
    (place / "archive" / "good.tsv").write_text("# good\n" + "".join(rows), encoding="utf-8")
    rows.insert(1, "none.ru.txt\td0.en.txt\n")
    (place / "archive" / "list.tsv").write_text("".join(rows), encoding="utf-8")
    return place / "archive"


def test_a_list_is_aligned_and_summed_up(run, ok, archive, place):
    command = ("align", "--pairs", archive / "list.tsv", "--output-folder", "out")
    done = run(*command, "--corpus", "many", "--outputs", "tsv,html,tmx", "-f", "json")
    assert done.code == 1
    shape = done.json
    assert [one["document"] for one in shape["pairs"]] == ["d0", "none.ru.txt", "d1", "d2"]
    assert [one["problems"] for one in shape["pairs"]] == [[], ["unreadable"], [], []]
    assert (shape["total"]["pairs"], shape["total"]["wrong"], shape["total"]["kept"]) == (4, 1, 0)
    added = sum(one["added"] for one in shape["pairs"])
    assert shape["total"]["accepted"] == added
    assert ok("corpus", "list", "-f", "json").json["corpora"][0]["units"] == added
    names = {path.name for path in (place / "out").glob("d*")}
    assert names == {f"d{n}.{s}" for n in range(3) for s in ("tsv", "html", "tmx", "json")}
    again = run(*command, "--corpus", "many", "--outputs", "tsv,html,tmx", "-f", "json")
    assert again.json["total"] == {**shape["total"], "kept": 3}


def test_a_table_names_what_looks_wrong(run, archive):
    done = run("align", "--pairs", archive / "list.tsv", "--no-memory")
    assert done.code == 1
    assert "unreadable" in done.out
    assert "none.ru.txt" in done.out
    assert "4 pairs" in done.out


def test_a_run_that_keeps_nothing_says_so(ok, archive, place):
    command = ("align", "--pairs", archive / "good.tsv", "--no-memory")
    assert ok(*command).err == "Nothing is kept; --output-folder and --corpus do that.\n"
    assert ok(*command, "--output-folder", "out").err == ""


def test_documents_without_a_partner_are_named(ok, archive):
    command = ("align", "--pairs-in", archive, "--pattern", "{name}.{lang}.txt", "--no-memory")
    options = ("-s", "ru", "-t", "en", "--output-folder", archive.parent / "out")
    assert ok(*command, *options).err == ""
    (archive / "d1.en.txt").unlink()
    (archive / "d2.ru.txt").unlink()
    done = ok(*command, *options)
    assert "1 pair" in done.out
    assert done.err == "2 documents have no partner: d1.ru.txt, d2.en.txt\n"
    for number in range(9):
        (archive / f"e{number}.ru.txt").touch()
    said = ok(*command, *options).err
    assert said == "11 documents have no partner: d1.ru.txt, d2.en.txt, e0.ru.txt, e1.ru.txt, …\n"


def test_a_good_list_ends_well(ok, archive, monkeypatch):
    monkeypatch.delenv("TMTOOL_DB")
    rows = ok("align", "--pairs", archive / "good.tsv", "--workers", "1", "-f", "csv").out
    header, *pairs = csv.reader(io.StringIO(rows))
    assert header[:3] == ["document", "source_document", "target_document"]
    assert [one[0] for one in pairs] == ["d0", "d1", "d2"]
    assert not list(archive.parent.glob("*.db"))


def test_files_may_be_paired_by_their_names(ok, archive, place):
    pattern = ("--pattern", "{name}.{lang}.txt", "-s", "ru", "-t", "en")
    done = ok("align", "--pairs-in", archive, *pattern, "--corpus", "many", "-f", "jsonl")
    assert [one["document"] for one in done.lines] == ["d0", "d1", "d2"]
    assert {one["corpus"] for one in done.lines} == {"many"}


def test_a_list_may_name_corpora(ok, archive):
    (archive / "named.tsv").write_text(
        "source\ttarget\tcorpus\nd0.ru.txt\td0.en.txt\ta\nd1.ru.txt\td1.en.txt\tb\n",
        encoding="utf-8",
    )
    ok("align", "--pairs", archive / "named.tsv", "--licence", "CC0-1.0")
    corpora = ok("corpus", "list", "-f", "json").json["corpora"]
    assert [(one["name"], one["licence"], one["penalty"]) for one in corpora] == [
        ("a", "CC0-1.0", 3),
        ("b", "CC0-1.0", 3),
    ]


def test_the_list_is_not_overwritten(refused, archive):
    rows = (archive / "good.tsv").read_text(encoding="utf-8").replace("\td0\n", "\tgood\n")
    (archive / "good.tsv").write_text(rows, encoding="utf-8")
    command = ("align", "--pairs", archive / "good.tsv", "--no-memory", "--output-folder", archive)
    assert "the list of pairs would be overwritten" in refused(*command)
    assert (archive / "good.tsv").read_text(encoding="utf-8") == rows


def test_swapped_pairs_are_told_by_the_others(run, archive):
    rows = ["d0.ru.txt\td0.en.txt", "d1.en.txt\td1.ru.txt", "d2.ru.txt\td2.en.txt"]
    (archive / "swapped.tsv").write_text("\n".join(rows), encoding="utf-8")
    done = run("align", "--pairs", archive / "swapped.tsv", "--no-memory", "-f", "json")
    assert done.code == 1
    assert [one["problems"] for one in done.json["pairs"]] == [[], ["swapped"], []]
    assert "swapped" in done.json["pairs"][1]["message"]


def test_corpora_of_a_list_need_the_memory(run, archive):
    rows = "source\ttarget\tcorpus\nd0.ru.txt\td0.en.txt\ta\n"
    (archive / "named.tsv").write_text(rows, encoding="utf-8")
    done = run("align", "--pairs", archive / "named.tsv", "--no-memory")
    assert done.code == 2
    assert "they need the memory" in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("# nothing\n", "names no pair"),
        ("a.txt\n", ":1: the line does not name two documents"),
        ("a\tb\tc\nd\te\tc\n", "two pairs of documents are called 'c'"),
    ],
)
def test_what_is_no_list_is_refused(refused, archive, text, said):
    (archive / "wrong.tsv").write_text(text, encoding="utf-8")
    assert said in refused("align", "--pairs", archive / "wrong.tsv", "--no-memory")


def test_a_folder_that_cannot_be_written_is_refused(refused, archive, place):
    (place / "file").touch()
    command = ("align", "--pairs", archive / "good.tsv", "--no-memory", "--output-folder")
    assert "cannot be made" in refused(*command, "file")
    assert "cannot be made" in refused(*command, "file/out")

"""`tmtool align SOURCE TARGET`, and `--from` a file of beads."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from building import ROOT

EXAMPLES = ROOT / "corpora" / "examples"
RU, EN = "lighthouse.ru.txt", "lighthouse.en.txt"


@pytest.fixture
def treaty(place: Path) -> Path:
    """The example of a treaty and its translation, in the current folder."""
    for name in (RU, EN):
        shutil.copy(EXAMPLES / name, place / name)
    return place


@pytest.fixture
def known(treaty: Path, treaties_file: Path) -> Path:
    """The current memory is the sample memory."""
    shutil.copy(treaties_file, treaty / "memory.db")
    return treaty / "memory.db"


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody names a memory."""
    monkeypatch.delenv("TMTOOL_DB")


def test_beads_are_printed_side_by_side(ok, known):
    run = ok("align", RU, EN)
    header, *lines = run.out.splitlines()
    assert header.split() == "confidence kind ru en remarks left out".split()
    assert "Статья 1" in lines[1]
    assert "Article 1" in lines[1]
    assert run.err == ""


def test_json_has_all_that_is_known(ok, known):
    shape = ok("align", RU, EN, "-f", "json").json
    assert (shape["source_document"], shape["target_document"]) == (RU, EN)
    assert (shape["source_language"], shape["target_language"]) == ("ru", "en")
    assert shape["verdict"] == "parallel"
    assert [place for bead in shape["beads"] for place in bead["source"]] == list(range(33))
    assert [place for bead in shape["beads"] for place in bead["target"]] == list(range(31))
    first = shape["beads"][1]
    assert (first["source_text"], first["target_text"]) == ("Статья 1", "Article 1")
    assert first["kind"] == "1-1"
    assert 0 <= first["confidence"] <= 1
    assert ok("align", RU, EN, "-f", "jsonl").lines == shape["beads"]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_beads_as_a_table(ok, treaty, alone, form, delimiter):
    rows = list(csv.reader(io.StringIO(ok("align", RU, EN, "-f", form).out), delimiter=delimiter))
    assert rows[0][:5] == ["source", "target", "source_text", "target_text", "confidence"]
    assert rows[2][2:4] == ["Статья 1", "Article 1"]


def test_without_a_memory_it_works_and_makes_none(ok, run, refused, treaty, alone, monkeypatch):
    ok("align", RU, EN)
    assert not list(treaty.glob("*.db"))
    monkeypatch.setenv("TMTOOL_DB", "memory.db")
    assert "there is no memory here" in refused("align", RU, EN)
    ok("align", RU, EN, "--no-memory")
    assert not list(treaty.glob("*.db"))


def test_accepted_beads_go_into_a_corpus(ok, known, place):
    command = ("align", RU, EN, "--corpus", "grey", "--licence", "CC0-1.0", "-f", "json")
    summary = ok(*command).json["summary"]
    assert summary["added"] == summary["accepted"] > 20
    assert summary["added"] + summary["below"] + summary["one_sided"] == summary["beads"]
    corpora = {one["name"]: one for one in ok("corpus", "list", "-f", "json").json["corpora"]}
    assert (corpora["grey"]["penalty"], corpora["grey"]["licence"]) == (3, "CC0-1.0")
    again = ok(*command).json["summary"]
    assert (again["added"], again["removed"], again["updated"]) == (0, 0, 0)
    text = "Остров и воды вокруг него остаются под суверенитетом Первой Стороны."
    match = ok("lookup", text, "-f", "json").json["matches"][0]
    assert (match["rate"], match["document"]) == (97, RU)
    unit = ok("unit", "show", match["unit"], "-f", "json").json
    assert unit["properties"]["x-align-type"] == "1-1"
    assert float(unit["properties"]["x-align-confidence"]) > 0.9
    assert unit["properties"]["x-src-position"] == "3"
    ok("export", "full.tmx", "--profile", "full", "--corpus", "grey")
    assert '<prop type="x-align-confidence">' in (place / "full.tmx").read_text(encoding="utf-8")
    ok("export", "all.jsonl", "--corpus", "grey")
    lines = (place / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert all("x-align-type" in json.loads(line)["properties"] for line in lines[1:])


def test_a_memory_is_made_for_a_corpus(ok, treaty):
    done = ok("align", RU, EN, "--corpus", "grey", "--min-confidence", "0", "-f", "json")
    assert "Created the memory memory.db" in done.err
    assert done.json["summary"]["added"] > 25


def test_the_least_confidence_decides(ok, known):
    accepted = [
        ok("align", RU, EN, "--min-confidence", least, "-f", "json").json["summary"]["accepted"]
        for least in ("0", "0.99", "1")
    ]
    assert accepted[0] > accepted[1] >= accepted[2]


def test_files_are_written_by_their_suffix(ok, known, treaty):
    names = ["a.tsv", "a.html", "a.tmx", "a.jsonl", "a.xlsx", "a.csv"]
    run = ok("align", RU, EN, *(part for name in names for part in ("--output", name)))
    assert run.err.splitlines() == [f"Written to {name}" for name in names]
    assert all((treaty / name).stat().st_size for name in names)
    assert "accepted" in run.out
    assert "Статья 1" not in run.out
    tmx = (treaty / "a.tmx").read_text(encoding="utf-8")
    for name in "x-align-type x-src-document x-src-position x-tgt-document x-tgt-position".split():
        assert f'<prop type="{name}">' in tmx
    assert "<html" in (treaty / "a.html").read_text(encoding="utf-8")
    accepted = ok("align", RU, EN, "-f", "json").json["summary"]["accepted"]
    assert ok("--db", "m.db", "import", "a.tmx", "-f", "json").json["files"][0]["added"] == accepted


def test_a_reviewed_file_is_taken_as_it_is(ok, treaty):
    ok("--db", "none.db", "align", RU, EN, "--no-memory", "--output", "a.tsv")
    text = (treaty / "a.tsv").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    numbers = [n for n, line in enumerate(lines) if "\topen\t" in line]
    lines[numbers[1]] = lines[numbers[1]].replace("\topen\t", "\trejected\t", 1)
    (treaty / "a.tsv").write_text("".join(lines), encoding="utf-8")
    before = ok("align", "--from", "a.tsv", "--corpus", "treaties", "-f", "json").json
    assert before["beads"][1]["state"] == "rejected"
    assert before["summary"]["rejected"] == 1
    assert before["summary"]["document"] == RU
    assert before["summary"]["added"] == before["summary"]["accepted"]
    ok("align", "--from", "a.tsv", "--output", "a.tmx", "--output", "a.html")
    fixed = ok("align", RU, EN, "--fixed", "a.tsv", "-f", "json").json
    assert fixed["beads"][1]["state"] == "rejected"


def test_a_persons_work_is_not_written_over(ok, refused, treaty, alone):
    ok("align", RU, EN, "--output", "a.tsv")
    ok("align", RU, EN, "--output", "a.tsv")
    text = (treaty / "a.tsv").read_text(encoding="utf-8")
    (treaty / "a.tsv").write_text(text.replace("\topen\t", "\taccepted\t", 1), encoding="utf-8")
    assert "a person has settled beads" in refused("align", RU, EN, "--output", "a.tsv")
    assert "the same file is read" in refused(
        "align", RU, EN, "--fixed", "a.tsv", "--output", "a.tsv"
    )
    ok("align", RU, EN, "--fixed", "a.tsv", "--output", "b.tsv")
    assert "\taccepted\t" in (treaty / "b.tsv").read_text(encoding="utf-8")


def test_settled_beads_of_other_documents_are_refused(ok, refused, treaty, alone):
    ok("align", RU, EN, "--output", "a.tsv")
    text = (treaty / "a.tsv").read_text(encoding="utf-8")
    (treaty / "a.tsv").write_text(text.replace("\topen\t", "\taccepted\t", 1), encoding="utf-8")
    for name, words in (("b.ru.txt", "Совсем другой текст."), ("b.en.txt", "Another text.")):
        (treaty / name).write_text(f"{words}\n", encoding="utf-8")
    said = refused("align", "b.ru.txt", "b.en.txt", "--fixed", "a.tsv")
    assert "b.ru.txt and b.en.txt: no bead that a person settled is in these documents" in said
    assert "Give the file of beads of these two documents" in said


def test_a_slip_in_a_file_of_beads_is_not_written_over(ok, refused, treaty, alone):
    ok("align", RU, EN, "--output", "a.tsv")
    text = (treaty / "a.tsv").read_text(encoding="utf-8")
    slip = text.replace("\topen\t", "\tyes\t", 1)
    (treaty / "a.tsv").write_text(slip, encoding="utf-8")
    assert "a.tsv:" in refused("align", RU, EN, "--output", "a.tsv")
    assert (treaty / "a.tsv").read_text(encoding="utf-8") == slip
    (treaty / "a.tsv").write_text("ru\ten\n", encoding="utf-8")
    ok("align", RU, EN, "--output", "a.tsv")


def test_a_review_goes_on_from_the_command(ok, treaty, known):
    ok("align", RU, EN, "--output", "a.tsv")
    ok("align", "--review", "a.tsv", "--accept-above", "0.5", stdin="q\n")
    accepted = ok("align", "--from", "a.tsv", "-f", "json").json
    states = [bead["state"] for bead in accepted["beads"]]
    assert states.count("accepted") > 25
    assert accepted["summary"]["accepted"] == states.count("accepted")


def wrong(place: Path) -> None:
    """Documents that do not belong together."""
    (place / "empty.txt").write_text("\n \n***\n", encoding="utf-8")
    (place / "copy.txt").write_bytes((place / RU).read_bytes())
    words = "Ветер шумит в поле. Кошка спит на окне! Дождь идёт весь день? Снег тает весной."
    (place / "other.txt").write_text("\n".join([words] * 30), encoding="utf-8")


@pytest.mark.parametrize(
    ("documents", "verdict", "said"),
    [
        ((RU, RU), "identical", "both documents have the same text"),
        ((RU, "copy.txt"), "identical", "both documents have the same text"),
        (("empty.txt", EN), "empty", "empty.txt has no text"),
        ((RU, "empty.txt"), "empty", "empty.txt has no text"),
        ((EN, RU, "-s", "ru", "-t", "en"), "swapped", f"the documents were swapped: {EN} is in en"),
        (("other.txt", EN), "unrelated", "the documents do not translate each other"),
    ],
)
def test_documents_that_look_wrong_are_told(run, treaty, documents, verdict, said):
    wrong(treaty)
    done = run("align", *documents, "--corpus", "treaties", "--output", "a.tmx", "-f", "json")
    assert done.code == 1
    assert f"Nothing is taken: {said}" in done.err
    assert done.json["verdict"] == verdict
    assert done.json["summary"]["problems"] == [verdict]
    assert done.json["summary"]["accepted"] == 0
    assert not (treaty / "a.tmx").exists()
    assert not (treaty / "memory.db").exists()
    table = run("align", *documents, "--no-memory")
    assert table.code == 1
    assert "documents" in table.out or verdict == "unrelated"


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        ((RU, "none.txt"), "none.txt: no such file"),
        ((RU, "zero.txt"), "zero.txt: the file is empty"),
        ((RU, "."), "is a folder"),
        ((RU, "damaged.docx"), "damaged.docx"),
        ((RU, "old.doc"), ".doc documents cannot be read"),
        ((RU, "latin.txt"), "latin.txt:1: the text is not in the encoding utf-8"),
        ((RU, EN, "-s", "de", "-t", "en"), "the first document looks like ru, not like de"),
        ((RU, EN, "-s", "ru", "-t", "de"), "the second document looks like en, not like de"),
        ((RU, "second.txt"), "both documents seem to be in ru"),
        ((RU, EN, "-s", "russian"), "'russian' is not a language tag"),
        ((RU, EN, "--output", "a.odt"), "the suffix .odt is not known"),
        ((RU, EN, "--output", "-"), "needs a suffix"),
        ((RU, EN, "--output", "a.sdltm"), "units cannot be written"),
        ((RU, EN, "--output", "none/a.tmx"), "there is no folder none"),
        ((RU, EN, "--output", EN), "the same file is read"),
        ((RU, EN, "--fixed", "none.tsv"), "none.tsv"),
        ((RU, EN, "--srx", "none.srx"), "none.srx"),
        (("--from", "none.tsv"), "none.tsv"),
        (("--from", RU), RU),
        (("--pairs", "none.tsv"), "none.tsv"),
        (("--pairs", RU), f"{RU}:1: the line does not name two documents"),
    ],
)
def test_what_cannot_be_read_or_written_is_refused(refused, treaty, documents, said, alone):
    (treaty / "zero.txt").touch()
    (treaty / "damaged.docx").write_bytes(b"PK\x03\x04")
    (treaty / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (treaty / "latin.txt").write_bytes("Договор".encode("cp1251"))
    text = (treaty / RU).read_text(encoding="utf-8")
    (treaty / "second.txt").write_text(text.replace("маяк", "порт"), encoding="utf-8")
    assert said in refused("align", *documents)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (RU,),
        (RU, EN, RU),
        ("-", "-"),
        (RU, EN, "--from", "a.tsv"),
        (RU, EN, "--pairs", "a.tsv"),
        (RU, EN, "--output-folder", "out"),
        (RU, EN, "--penalty", "3"),
        (RU, EN, "--corpus", "a", "--no-memory"),
        (RU, EN, "--corpus", ""),
        (RU, EN, "--min-confidence", "2"),
        (RU, EN, "--segments", "words"),
        ("--from", "a.tsv", "--fixed", "b.tsv"),
        ("--pairs", "a.tsv", "--output", "b.tmx"),
        ("--pairs", "a.tsv", "--outputs", "pdf"),
        ("--pairs-in", "."),
        ("--pairs-in", ".", "--pattern", "{name}.{lang}.txt"),
    ],
)
def test_misuse(run, treaty, arguments):
    done = run("align", *arguments)
    assert done.code == 2, done.err
    assert "Traceback" not in done.err


def test_swapped_documents_may_be_insisted_on(ok, known):
    shape = ok("align", EN, RU, "-s", "ru", "-t", "en", "--force", "-f", "json").json
    assert (shape["source_document"], shape["source_language"]) == (RU, "ru")
    assert shape["summary"]["accepted"] > 20


def test_one_line_documents_have_an_answer(run, place, alone):
    (place / "a.txt").write_text("Договор вступает в силу 5 мая 2021 года.\n", encoding="utf-8")
    (place / "b.txt").write_text("The Treaty enters into force on 5 May 2021.\n", encoding="utf-8")
    done = run("align", "a.txt", "b.txt", "-f", "json")
    assert done.code == 0, done.err
    (bead,) = done.json["beads"]
    assert (bead["source"], bead["target"]) == ([0], [0])


def test_standard_input_is_a_document(ok, treaty, alone):
    text = (treaty / RU).read_bytes()
    shape = ok("align", "-", EN, "--as", "text", "-f", "json", stdin=text).json
    assert shape["source_document"] == "standard input"
    assert len(shape["beads"]) > 25


@pytest.mark.parametrize(("what", "segments"), [("paragraphs", 18), ("lines", 18)])
def test_paragraphs_and_lines_may_be_aligned(ok, treaty, alone, what, segments):
    summary = ok("align", RU, EN, "--segments", what, "-f", "json").json["summary"]
    assert summary["source_segments"] == segments - 1


def test_sides_of_bilingual_files_are_documents(ok, known):
    ok("align", RU, EN, "--output", "a.tmx")
    shape = ok("align", "a.tmx", EN, "-s", "ru", "-t", "en", "-f", "json").json
    assert shape["beads"][0]["source_text"]
    assert shape["summary"]["accepted"] > 10


def test_a_memory_that_cannot_be_written_is_used(ok, known, place, monkeypatch):
    """As root may write everywhere, SQLite is told that nobody may."""
    from tmtool.store import connection

    before = known.read_bytes()
    monkeypatch.setattr(
        connection, "_connect", lambda path, _: connection._connected(f"file:{path}?immutable=1")
    )
    assert ok("align", RU, EN, "-f", "json").json["summary"]["accepted"] > 20
    assert known.read_bytes() == before

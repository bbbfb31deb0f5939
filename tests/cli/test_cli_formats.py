"""Every reading command in every output format: data alone on standard output, and well formed."""

from __future__ import annotations

import csv
import io
import json

import pytest

COMMANDS = {
    "lookup": ["lookup", "Договор вступал в силу."],
    "lookup of nothing": ["lookup", "Здесь такого нет."],
    "lookup of a file": ["lookup", "--file", "source.txt"],
    "lookup with markup": ["lookup", "Статья 1", "--markup"],
    "concordance": ["concordance", "сила"],
    "concordance of nothing": ["concordance", "вертолёт"],
    "suggest": ["suggest", "Стороны обменялись ратификационными грамотами."],
    "suggest nothing": ["suggest", "Здесь такого нет."],
    "check of nothing": ["check", "--text", "Здесь такого нет.", "There is no such thing."],
    "score": ["score", "draft.txt", "-r", "reference.txt"],
    "score of segments": ["score", "draft.txt", "-r", "reference.txt", "--segments"],
    "runs of nothing": ["runs"],
    "corpus list": ["corpus", "list"],
    "unit show": ["unit", "show", "2"],
    "unit add": ["unit", "add", "Статья 3", "Article 3"],
    "unit edit": ["unit", "edit", "2", "--status", "draft"],
    "unit history": ["unit", "history"],
    "glossary list": ["glossary", "list"],
    "glossary show": ["glossary", "show", "1", "--paradigm"],
    "glossary list of nothing": ["glossary", "list", "--contains", "вертолёт"],
    "stats": ["stats"],
    "import": ["import", "more.tsv"],
    "import that skips": ["import", "gaps.tsv"],
    "glossary import": ["glossary", "import", "terms.csv"],
}
NOTES = {
    "unit add": "Unit 6 added\n",
    "score": "draft.txt: kept as run 1\n",
    "score of segments": "draft.txt: kept as run 1\n",
    "check of nothing": "1 segment: nothing found\n",
}
"""What a command says besides on standard error."""


@pytest.fixture(autouse=True)
def files(small, place):
    contents = {
        "source.txt": "Статья 1\n\nДоговор вступал в силу.\n",
        "draft.txt": "Article 1\nThe treaty comes into force.\n",
        "reference.txt": "Article 1\nThe Treaty enters into force.\n",
        "more.tsv": "ru\ten\nСтатья 8\tArticle 8\n",
        "gaps.tsv": "ru\ten\nСтатья 8\tArticle 8\nСтатья 9\n",
        "terms.csv": "ru,en\nоговорка,reservation\n",
    }
    for name, text in contents.items():
        (place / name).write_text(text, encoding="utf-8", newline="")


@pytest.fixture(params=COMMANDS.values(), ids=COMMANDS.keys())
def command(request):
    return request.param


@pytest.fixture
def said(request):
    """What the command says on standard error."""
    name = next(n for n, c in COMMANDS.items() if c is request.getfixturevalue("command"))
    return NOTES.get(name, "")


def test_json_is_one_value(ok, command, said):
    done = ok(*command, "-f", "json")
    json.loads(done.out)
    assert done.out.endswith("\n")
    assert done.err == said
    assert "\\u04" not in done.out


def test_json_lines_are_objects(ok, command, said):
    done = ok(*command, "--format", "jsonl")
    for line in done.out.splitlines():
        assert isinstance(json.loads(line), dict)
    assert done.err == said


def header(text: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(text), delimiter=delimiter))


def test_csv_has_one_header_and_full_rows(ok, command, said):
    done = ok(*command, "-f", "csv")
    rows = list(csv.reader(io.StringIO(done.out), strict=True))
    assert done.err == said
    assert len(set(rows[0])) == len(rows[0]) > 0
    assert all(name.replace("_", "").replace("+", "").isalpha() for name in rows[0])
    assert rows[0] not in rows[1:]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not {"None", "True", "False"} & {cell for row in rows for cell in row}


def test_tsv_holds_the_same_as_csv(ok, command, small):
    before = small.read_bytes()
    in_csv = list(csv.reader(io.StringIO(ok(*command, "-f", "csv").out)))
    small.write_bytes(before)
    for name in ("-wal", "-shm"):
        small.with_name(small.name + name).unlink(missing_ok=True)
    in_tsv = [line.split("\t") for line in ok(*command, "-f", "tsv").out.splitlines()]
    stamps = {i for i, name in enumerate(in_csv[0]) if name.endswith("_at") or name == "at"}
    assert [[c for i, c in enumerate(row) if i not in stamps] for row in in_tsv] == [
        [c for i, c in enumerate(row) if i not in stamps] for row in in_csv
    ]


def test_tables_are_plain_where_nobody_looks(ok, command, said):
    done = ok(*command)
    # People read a check's summary below the table.
    assert said in (done.err, done.out)
    assert "\x1b" not in done.out
    assert done.out.strip()
    for line in done.out.splitlines():
        assert line == line.rstrip()
        assert len(line) <= 140
    assert "None" not in done.out


def test_rows_of_the_same_answer_agree(ok, place):
    """A match is the same in JSON, JSON lines, CSV and TSV."""
    query = ["lookup", "Договор вступал в силу.", "--limit", "1"]
    whole = ok(*query, "-f", "json").json
    assert ok(*query, "-f", "jsonl").lines == [whole]
    (row,) = csv.DictReader(io.StringIO(ok(*query, "-f", "csv").out))
    (match,) = whole["matches"]
    assert row.pop("query") == whole["query"]
    for name, cell in row.items():
        value = match[name]
        written = "" if value is None else cell if isinstance(value, str) else json.loads(cell)
        assert written == ("" if value is None else value)


def test_cells_with_separators_are_read_back(ok):
    ok("unit", "add", 'Он сказал: "да,\tнет"\nи ушёл', 'He said, "yes,\tno"\nand left')
    query = ["concordance", "сказал"]
    text = ok(*query, "-f", "csv").out
    assert [row["target"] for row in csv.DictReader(io.StringIO(text))] == [
        'He said, "yes,\tno"\nand left'
    ]
    text = ok(*query, "-f", "tsv").out
    assert [row["target"] for row in csv.DictReader(io.StringIO(text), delimiter="\t")] == [
        'He said, "yes,\tno"\nand left'
    ]


def test_answers_can_be_imported_again(ok, place):
    """What `-f tsv` prints is a file that `tmtool import` reads."""
    (place / "found.tsv").write_text(ok("concordance", "сила", "-f", "tsv").out, encoding="utf-8")
    columns = "ru,en,-,-,-,-,-,document,-"
    report = ok("import", "found.tsv", "--columns", columns, "--header", "-f", "json").json
    assert (report["files"][0]["added"], report["files"][0]["skipped"]) == (2, [])


def test_numbers_and_nouns_agree(ok):
    assert "1 concept\n" in ok("glossary", "list", "--contains", "грамота").out
    assert "2 concepts\n" in ok("glossary", "list").out
    assert "5 units" in ok("stats").out
    for number in "2345":
        ok("unit", "remove", number)
    assert "1 unit," in ok("stats").out
    assert ok("export", "one.tmx").err == "1 unit written to one.tmx\n"
    assert ok("glossary", "export", "all.tsv").err == "2 concepts written to all.tsv\n"
    assert ok("corpus", "remove", "small", "--yes").err == "small removed with 1 unit\n"

"""`tmtool import`: several files, options, counts, what was skipped, and dry runs."""

from __future__ import annotations

import os
import threading

import pytest

ROWS = "ru\ten\nСтатья 1\tArticle 1\nСтатья 2\tArticle 2\n"


@pytest.fixture(autouse=True)
def files(place):
    contents = {
        "good.tsv": ROWS,
        "more.csv": 'ru,en\n"Статья 3, пункт 1","Article 3, paragraph 1"\n',
        "gaps.tsv": "ru\ten\nСтатья 4\tArticle 4\nСтатья 5\nСтатья 6\tArticle 6\tx\ty\n",
        "bare.tsv": "Статья 7\tArticle 7\tsee 8\n",
        "bad.tmx": "<tmx",
        "ui.po": 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "menu"\nmsgid "Open"\nmsgstr "Открыть"\n\nmsgid "Save"\nmsgstr ""\n',
    }
    for name, text in contents.items():
        (place / name).write_text(text, encoding="utf-8", newline="")


def reports(done) -> dict[str, dict]:
    return {report["file"]: report for report in done.json["files"]}


def test_the_first_import_makes_the_memory(ok, place):
    done = ok("import", "good.tsv")
    assert done.err == "Created the memory memory.db\n"
    assert (place / "memory.db").is_file()
    assert ok("import", "good.tsv").err == ""


def test_several_files(ok):
    done = ok("import", "good.tsv", "more.csv", "ui.po", "-s", "en", "-f", "json")
    found = reports(done)
    assert list(found) == ["good.tsv", "more.csv", "ui.po"]
    assert [r["format"] for r in found.values()] == ["tsv", "csv", "po"]
    assert [r["corpus"] for r in found.values()] == ["good", "more", "ui"]
    assert [r["added"] for r in found.values()] == [2, 1, 1]
    assert ok("stats", "-f", "json").json["units"] == 4


def test_the_table_has_a_line_for_each_file(ok):
    lines = ok("import", "good.tsv", "more.csv").out.splitlines()
    assert lines[0].split() == "file corpus read added updated duplicate skipped".split()
    assert lines[1].split() == ["good.tsv", "good", "2", "2", "0", "0", "0"]
    assert lines[2].split() == ["more.csv", "more", "1", "1", "0", "0", "0"]
    # Numbers stand below the ends of their headings.
    assert {line[: lines[0].index("read") + 4][-1] for line in lines[1:]} == {"1", "2"}


def test_one_file_that_is_refused_does_not_stop_the_others(run):
    done = run("import", "bad.tmx", "good.tsv", "missing.tmx", "more.csv", "-f", "json")
    assert done.code == 3
    assert list(reports(done)) == ["good.tsv", "more.csv"]
    assert done.err.count("Error: ") == 2
    assert "Error: bad.tmx:1: " in done.err
    assert "Error: missing.tmx: no such file" in done.err
    assert run("stats", "-f", "json").json["units"] == 3


def test_what_was_skipped_is_named(ok):
    lines = ok("import", "gaps.tsv").out.splitlines()
    assert lines[1].split() == ["gaps.tsv", "gaps", "3", "1", "0", "0", "2"]
    assert lines[2].startswith("skipped gaps.tsv:3: ")
    assert lines[3].startswith("skipped gaps.tsv:4: ")


def test_only_the_first_that_were_skipped_are_named(ok, place):
    (place / "many.tsv").write_text("ru\ten\nодин\tone\n" + "два\n" * 25, encoding="utf-8")
    done = ok("import", "many.tsv")
    assert done.out.count("skipped many.tsv:") == 10
    assert done.out.endswith("... and 15 more: see -f json\n")
    assert len(ok("import", "many.tsv", "-f", "json").json["files"][0]["skipped"]) == 25


def test_counts_of_large_files_have_commas(ok, place):
    rows = "".join(f"Статья {n}\tArticle {n}\n" for n in range(1200))
    (place / "many.tsv").write_text("ru\ten\n" + rows, encoding="utf-8")
    assert ok("import", "many.tsv").out.splitlines()[1].split()[2:4] == ["1,200", "1,200"]
    assert "memory.db: 1,200 units" in ok("stats").out


def test_columns(ok):
    ok("import", "bare.tsv", "--columns", "ru, en, note")
    unit = ok("unit", "show", "1", "-f", "json").json
    assert unit["note"] == "see 8"
    assert unit["variants"][0]["text"] == "Article 7"
    ok("import", "bare.tsv", "--columns", "ru,en,-", "--corpus", "other")
    assert ok("unit", "show", "2", "-f", "json").json["note"] is None


def test_header_or_not(ok, place):
    (place / "a.tsv").write_text(ROWS, encoding="utf-8")
    report = reports(ok("import", "a.tsv", "--no-header", "--columns", "ru,en", "-f", "json"))
    assert report["a.tsv"]["read"] == 3
    done = ok("import", "a.tsv", "--header", "--columns", "ru,en", "--corpus", "b", "-f", "json")
    assert reports(done)["a.tsv"]["read"] == 2


def test_the_format_by_name(ok, place):
    (place / "export.dat").write_text(ROWS, encoding="utf-8")
    assert reports(ok("import", "export.dat", "--as", "tsv", "-f", "json"))["export.dat"]["added"]


def test_another_encoding(ok, place):
    (place / "old.tsv").write_text(ROWS, encoding="cp1251")
    ok("import", "old.tsv", "--encoding", "cp1251")
    assert ok("lookup", "Статья 1", "-f", "json").json["matches"][0]["rate"] == 100


def test_a_corpus_with_its_origin_and_licence(ok):
    ok(
        *("import", "good.tsv", "more.csv", "--corpus", "archive"),
        *("--origin", "MFA, 2019", "--licence", "CC BY 4.0"),
    )
    (corpus,) = ok("corpus", "list", "-f", "json").json["corpora"]
    assert (corpus["name"], corpus["units"]) == ("archive", 3)
    assert (corpus["origin"], corpus["licence"]) == ("MFA, 2019", "CC BY 4.0")
    table = ok("corpus", "list").out
    assert "MFA, 2019" in table
    assert "CC BY 4.0" in table


def test_duplicates(ok):
    ok("import", "good.tsv")
    report = reports(ok("import", "good.tsv", "-f", "json"))["good.tsv"]
    assert (report["added"], report["duplicate"]) == (0, 2)


def test_a_new_translation_in_a_catalogue_is_an_update(ok, place):
    ok("import", "ui.po", "-s", "en")
    text = (place / "ui.po").read_text(encoding="utf-8")
    (place / "ui.po").write_text(text.replace("Открыть", "Открыть файл"), encoding="utf-8")
    report = reports(ok("import", "ui.po", "-s", "en", "-f", "json"))["ui.po"]
    assert (report["added"], report["updated"]) == (0, 1)
    (change,) = ok("unit", "history", "-f", "json").json["changes"]
    assert change["operation"] == "import"
    assert "ru: Открыть" in ok("unit", "history").out
    ok("unit", "undo")
    assert ok("lookup", "Open", "-f", "json").json["matches"][0]["target"] == "Открыть"


class TestDryRun:
    def test_it_says_what_would_be_done(self, ok, place):
        ok("import", "good.tsv")
        content = (place / "memory.db").read_bytes()
        table = ok("import", "good.tsv", "--corpus", "x", "--origin", "y", "--dry-run").out
        assert table.splitlines()[1].split() == ["good.tsv", "x", "2", "2", "0", "0", "0"]
        report = reports(ok("import", "good.tsv", "--dry-run", "-f", "json"))["good.tsv"]
        assert (report["added"], report["duplicate"]) == (0, 2)
        assert (place / "memory.db").read_bytes() == content

    def test_without_a_memory(self, ok, place):
        """What a careful user does first of all."""
        done = ok("import", "good.tsv", "--dry-run", "-f", "json")
        assert reports(done)["good.tsv"]["added"] == 2
        assert done.err == ""
        assert not (place / "memory.db").exists()

    def test_a_file_that_is_no_good(self, refused, place):
        assert "bad.tmx:1: " in refused("import", "bad.tmx", "--dry-run")
        assert not (place / "memory.db").exists()


class TestStandardInput:
    def test_it_is_a_file_like_another(self, ok):
        done = ok("import", "-", "--as", "tsv", "-f", "json", stdin=ROWS)
        report = reports(done)["-"]
        assert (report["corpus"], report["added"]) == ("stdin", 2)

    def test_its_lines_are_named(self, ok):
        done = ok("import", "-", "--as", "tsv", "--corpus", "x", stdin="ru\ten\nодин\tone\nдва\n")
        assert "skipped standard input:3: " in done.out

    def test_what_is_wrong_in_it(self, refused):
        said = refused("import", "-", "--as", "tmx", stdin="<tmx>\n<body>")
        assert said.startswith("Error: standard input:2: ")
        assert refused("import", "-", "--as", "tsv").startswith(
            "Error: standard input: the file is empty"
        )

    def test_among_other_files(self, ok):
        done = ok("import", "good.tsv", "-", "--as", "tsv", "-f", "json", stdin=ROWS)
        assert list(reports(done)) == ["good.tsv", "-"]


def test_a_pipe_with_a_name(ok, place):
    """As `<(command)` in a shell gives: it can be read only once, and has no suffix."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    os.mkfifo(place / "pipe")
    writer = threading.Thread(
        target=(place / "pipe").write_text, args=(ROWS,), kwargs={"encoding": "utf-8"}
    )
    writer.start()
    # Its checksum cannot be taken; the import must not wait for a second writer.
    done = ok("import", "pipe", "--as", "tsv", "-f", "json")
    writer.join()
    assert reports(done)["pipe"]["added"] == 2

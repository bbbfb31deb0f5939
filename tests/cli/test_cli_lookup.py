"""`tmtool lookup`, `concordance` and `suggest` as a translator uses them."""

from __future__ import annotations

import csv
import io
import sys

import pytest
from building import table, with_a_working_group

from tmtool.cli import main

QUERY = "Договор вступал в силу."


@pytest.fixture(autouse=True)
def memory(small):
    return small


def rates(done) -> list[int]:
    return [match["rate"] for match in done.json["matches"]]


class TestFile:
    LINES = ("Статья 1", "", QUERY, "такого нет", "", "Статья 2")

    @pytest.fixture(autouse=True)
    def draft(self, place):
        (place / "draft.txt").write_text("\r\n".join(self.LINES) + "\r\n", encoding="utf-8")

    def test_one_object_a_line_in_the_order_of_the_file(self, ok):
        answers = ok("lookup", "--file", "draft.txt", "-f", "jsonl").lines
        assert tuple(answer["query"] for answer in answers) == self.LINES
        assert [len(answer["matches"]) for answer in answers] == [2, 0, 2, 0, 0, 2]

    def test_csv_has_one_header(self, ok):
        text = ok("lookup", "--file", "draft.txt", "-f", "csv").out
        assert text.count("query,rate") == 1
        queries = [row["query"] for row in csv.DictReader(io.StringIO(text))]
        assert queries == ["Статья 1", "Статья 1", QUERY, QUERY, "Статья 2", "Статья 2"]

    def test_a_table_for_each_line(self, ok):
        out = ok("lookup", "--file", "draft.txt", "--limit", "1").out
        first, blank, second, *_ = out.split("\n\n")
        assert first.startswith("Статья 1\n100% exact")
        assert blank == "\nNo match; a lower --min-rate or `tmtool concordance` may find more."
        assert second.startswith(f"{QUERY}\n 86% fuzzy")
        assert out.count("No match;") == 3

    def test_standard_input(self, ok):
        text = "\n".join(self.LINES)
        answers = ok("lookup", "--file", "-", "-f", "jsonl", stdin=text).lines
        assert tuple(answer["query"] for answer in answers) == self.LINES

    def test_another_encoding(self, ok, place):
        (place / "old.txt").write_text("Статья 1\n", encoding="koi8-r")
        done = ok("lookup", "--file", "old.txt", "--encoding", "koi8-r", "-f", "jsonl")
        assert done.lines[0]["query"] == "Статья 1"

    def test_neighbouring_lines_make_context_matches(self, ok, place):
        """Of two equal segments the one between the same neighbours comes first."""
        (place / "more.tsv").write_text(
            "ru\ten\tdocument\tposition\n"
            "Начало\tBeginning\td\t0\nСтатья 1\tClause 1\td\t1\nКонец\tEnd\td\t2\n",
            encoding="utf-8",
        )
        ok("import", "more.tsv")
        (place / "q.txt").write_text("Начало\nСтатья 1\nКонец\n", encoding="utf-8")
        best = ok("lookup", "--file", "q.txt", "-f", "jsonl").lines[1]["matches"]
        assert [(m["kind"], m["target"]) for m in best[:2]] == [
            ("context", "Clause 1"),
            ("exact", "Article 1"),
        ]
        assert best[0]["ambiguous"] is True
        kinds = [
            [m["kind"] for m in answer["matches"][:1]]
            for answer in ok("lookup", "--file", "q.txt", "-f", "jsonl").lines
        ]
        assert kinds == [["context"], ["context"], ["context"]]
        (place / "q.txt").write_text("Конец\nСтатья 1\nНачало\n", encoding="utf-8")
        kinds = [
            m["kind"] for m in ok("lookup", "--file", "q.txt", "-f", "jsonl").lines[1]["matches"]
        ]
        assert "context" not in kinds

    def test_not_with_a_text(self, run):
        done = run("lookup", "Статья 1", "--file", "draft.txt")
        assert done.code == 2
        assert "Give TEXT or --file, not both." in done.err

    @pytest.mark.parametrize("option", ["--before", "--after"])
    def test_not_with_neighbours(self, run, option):
        """The lines of the file are each other's neighbours."""
        done = run("lookup", "--file", "draft.txt", option, "Статья 1")
        assert done.code == 2
        assert "--before and --after are for one TEXT" in done.err


class TestContext:
    def test_neighbours(self, ok):
        options = [
            "--before",
            "Статья 1",
            "--after",
            "Стороны обменялись ратификационными грамотами.",
        ]
        found = ok("lookup", "Договор вступает в силу.", *options, "-f", "json").json["matches"][0]
        assert (found["rate"], found["kind"]) == (100, "context")
        found = ok("lookup", "Договор вступает в силу.", "--before", "Другое", "-f", "json")
        assert found.json["matches"][0]["kind"] == "exact"

    def test_a_context_id(self, ok):
        found = ok("lookup", "Договор вступает в силу.", "--context", "menu", "-f", "json").json
        assert found["matches"][0]["kind"] == "context"
        found = ok("lookup", "Договор вступает в силу.", "--context", "other", "-f", "json").json
        assert found["matches"][0]["kind"] == "exact"


@pytest.mark.parametrize("rate", [1, 31, 70, 99, 100])
def test_no_match_is_below_the_lowest_rate(ok, rate):
    options = ["--limit", 50, "--no-fragments", "-f", "json"]
    found = rates(ok("lookup", QUERY, "--min-rate", rate, *options))
    everything = rates(ok("lookup", QUERY, "--min-rate", 1, "--limit", 50, "-f", "json"))
    assert found == [r for r in everything if r >= rate]
    assert everything == sorted(everything, reverse=True)


@pytest.mark.parametrize("rate", ["101", "0", "-1", "70.5", "seventy"])
def test_lowest_rates_out_of_bounds_are_misuse(run, rate):
    done = run("lookup", QUERY, "--min-rate", rate)
    assert done.code == 2
    assert "--min-rate" in done.err


@pytest.mark.parametrize("command", ["lookup", "concordance"])
def test_the_limit(ok, run, command):
    query = "Договор" if command == "concordance" else QUERY
    name = "lines" if command == "concordance" else "matches"
    query = [query, "--min-rate", "60"] if command == "lookup" else [query]
    everything = ok(command, *query, "--limit", 9223372036854775807, "-f", "json").json[name]
    assert len(everything) == 2
    assert ok(command, *query, "--limit", 1, "-f", "json").json[name] == everything[:1]
    for limit in ("0", "-1", "9223372036854775808"):
        assert run(command, *query, "--limit", limit).code == 2


def test_explain(ok):
    out = ok("lookup", QUERY, "--explain", "--min-rate", "60").out
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == QUERY
    assert lines[1].startswith("86% fuzzy  unit 2, small, agreement, approved, ivanova, 2024-03-01")
    assert lines[2] == "Договор [-вступает-]{+вступал+} в силу."
    assert lines[3] == "The Treaty enters into force."
    # The same stems; of 17 and 18 runs of four characters 13 are shared: sqrt(26/35) = 0.861.
    assert lines[4] == "similarity  words 100, characters 74"
    assert "replace     “вступает” → “вступал”" in lines
    assert "penalty     draft -2" in lines


def test_a_match_says_where_it_is_from(ok):
    lines = ok("lookup", "Статья 2").out.splitlines()
    assert lines[1] == " 98% fuzzy  unit 1, small, agreement, approved, ivanova, 2024-03-01"
    assert " 95% exact  unit 5, small, news, machine" in lines


def test_nothing_found_is_no_failure(ok):
    answer = "No match; a lower --min-rate or `tmtool concordance` may find more."
    assert ok("lookup", "Вертолёт над морем").out == f"Вертолёт над морем\n{answer}\n"
    assert ok("concordance", "вертолёт").out == "Not found.\n"
    assert ok("suggest", "Вертолёт над морем").out == "No term found.\n"


@pytest.mark.parametrize("command", ["lookup", "suggest"])
@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input(ok, command, arguments):
    direct = ok(command, "Договор вступает в силу.", "-f", "json").json
    for end in ("", "\n", "\r\n"):
        given = ("\ufeffДоговор вступает в силу." + end).encode()
        assert ok(command, *arguments, "-f", "json", stdin=given).json == direct


@pytest.mark.parametrize("command", ["lookup", "suggest", "concordance"])
def test_without_a_text_on_a_terminal(command, monkeypatch, capsys):
    """Nobody should wait before a blank screen."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    with pytest.raises(SystemExit) as done:
        main([command])
    assert done.value.code == 2
    assert "Give the text, or - to read it from standard input." in capsys.readouterr().err


def test_a_text_that_looks_like_an_option(ok):
    assert ok("lookup", "-f", "json", "--", "- Статья 1").json["query"] == "- Статья 1"


def test_markup(ok, place):
    (place / "a.tmx").write_text(
        '<?xml version="1.0"?><tmx version="1.4"><header srclang="en" segtype="sentence"'
        ' adminlang="en" datatype="html" o-tmf="x" creationtool="x" creationtoolversion="1"/>'
        '<body><tu><tuv xml:lang="en"><seg>Press <bpt i="1">&lt;b&gt;</bpt>Save<ept i="1">'
        '&lt;/b&gt;</ept>.</seg></tuv><tuv xml:lang="ru"><seg>Нажмите «Сохранить».</seg></tuv>'
        "</tu></body></tmx>",
        encoding="utf-8",
    )
    ok("import", "a.tmx")
    match = ok("lookup", "Press {1}Save{2}.", "--markup", "-f", "json").json["matches"][0]
    assert match["source"] == "Press {1}Save{2}."
    assert (
        match["source_markup"] == 'Press <bpt i="1">&lt;b&gt;</bpt>Save<ept i="1">&lt;/b&gt;</ept>.'
    )
    assert match["target_markup"] == match["target"] == "Нажмите «Сохранить»."


# Concordance -----------------------------------------------------------------------------------


def test_any_inflection_on_either_side(ok):
    out = ok("concordance", "ратификационная грамота").out
    assert out.splitlines() == [
        "unit 3, small, agreement",
        "  Стороны обменялись **ратификационными грамотами**.",
        "  The Parties exchanged instruments of ratification.",
    ]
    out = ok("concordance", "instrument of ratification").out
    assert "  The Parties exchanged **instruments of ratification**." in out.splitlines()


def test_the_side(ok):
    def found(*options: str) -> int:
        return len(ok("concordance", "treaty", *options, "-f", "json").json["lines"])

    assert found() == found("--side", "either") == found("--side", "source") == 2
    assert found("--side", "target") == 2  # the phrase is in the target language then
    assert found("-s", "ru", "-t", "en", "--side", "target") == 2
    assert found("-s", "ru", "-t", "en", "--side", "source") == 0


def test_word_for_word(ok):
    assert len(ok("concordance", "enter into force", "-f", "json").json["lines"]) == 2
    assert len(ok("concordance", '"entered into force"', "-f", "json").json["lines"]) == 1
    assert len(ok("concordance", '"enter into force"', "-f", "json").json["lines"]) == 0


@pytest.mark.parametrize("phrase", ['""', '"', ".", "«»", "{1}"])
def test_phrases_without_a_word(run, phrase):
    done = run("concordance", phrase, "-s", "ru")
    assert done.code in (0, 3)
    assert "Traceback" not in done.err


def test_equal_texts_are_one_line_with_a_count(ok, place):
    (place / "again.tsv").write_text("ru\ten\nСтатья 1\tArticle 1\n", encoding="utf-8")
    ok("import", "again.tsv")
    lines = ok("concordance", "статья", "-f", "json").json["lines"]
    assert [(line["source"], line["count"], line["unit"]) for line in lines] == [
        ("Статья 1", 2, 6),
        ("Статья 2", 1, 5),
    ]
    assert ok("concordance", "статья").out.startswith("unit 6, again, 2 times\n")


# Suggestions -----------------------------------------------------------------------------------


def test_terms_with_evidence_then_matches(ok):
    done = ok("suggest", "Стороны обменялись ратификационными грамотами.")
    assert done.out.splitlines() == [
        "Стороны  (сторона)",
        "  no translation",
        "ратификационными грамотами  (ратификационная грамота)",
        "  instruments of ratification  preferred   used 1 of 1",
        "  ratification letters         forbidden   used 0 of 1      A calque.",
        "",
        "100% exact  unit 3, small, agreement, approved, ivanova, 2024-03-01",
        "  Стороны обменялись ратификационными грамотами.",
        "  The Parties exchanged instruments of ratification.",
    ]


def test_without_evidence(ok):
    out = ok("suggest", "ратификационная грамота", "--no-evidence").out
    assert "used" not in out
    assert "instrument of ratification" in out


@pytest.fixture
def group(ok, small, place):
    """The memory has a phrase that no glossary has, and a second glossary."""
    table(place / "group.tsv", with_a_working_group(), header="ru en")
    ok("import", "group.tsv")
    ok("glossary", "add", "грамота", "instrument", "--glossary", "office")
    return "Рабочая группа, ратификационная грамота и грамота"


def test_mined_phrases_are_of_no_glossary_and_have_no_counts_where_none_are_wanted(ok, group):
    shown = ok("suggest", group, "--no-evidence").out
    assert "working group" in shown
    assert "glossary own" in shown
    assert "None" not in shown
    assert "used" not in shown
    assert "used 20 of 20" in ok("suggest", group).out
    assert "used 0 of 0" not in ok("suggest", group).out
    found = ok("suggest", group, "--no-evidence", "-f", "json").json["terms"]
    assert [one["mined"] for one in found].count(True) == 1
    assert {t["evidence"] for one in found for t in one["translations"]} == {None}


def test_suggestions_of_one_glossary(ok, refused, group):
    def terms(*options):
        found = ok("suggest", group, *options, "-f", "json").json["terms"]
        return [(one["term"], one["glossary"]) for one in found]

    mined = ("рабочая группа", None)
    assert terms("--glossary", "office") == [("грамота", "office"), ("грамота", "office"), mined]
    assert terms("--glossary", "own") == [("ратификационная грамота", "own"), mined]
    assert "there is no glossary 'x'" in refused("suggest", group, "--glossary", "x")


def test_rows_say_all_of_a_suggestion(ok, group):
    text = ok("suggest", "о ратификационных грамотах рабочей группы", "-f", "tsv").out
    first, *_ = rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    names = ["start", "end", "text", "term", "translation", "status", "used", "of"]
    assert list(first) == [*names, "inflected", "nested", "mined", "glossary", "share"]
    assert [(r["translation"], r["inflected"], r["nested"], r["mined"]) for r in rows] == [
        ("instrument of ratification", "instruments of ratification", "false", "false"),
        ("ratification letter", "ratification letters", "false", "false"),
        ("instrument", "instruments", "true", "false"),
        ("working group", "", "false", "true"),
    ]
    assert [(r["glossary"], r["share"]) for r in rows][2:] == [("office", "1.0"), ("", "1.0")]


def test_rows_are_translations(ok):
    text = ok("suggest", "Стороны обменялись ратификационными грамотами.", "-f", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(r["term"], r["translation"], r["used"], r["of"]) for r in rows] == [
        ("сторона", "", "", ""),
        ("ратификационная грамота", "instrument of ratification", "1", "1"),
        ("ратификационная грамота", "ratification letter", "0", "1"),
    ]

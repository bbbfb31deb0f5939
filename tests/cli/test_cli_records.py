"""`tmtool unit`, `corpus`, `glossary` and `stats`: single records, their history and undo."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def memory(small):
    return small


def unit(ok, number: int) -> dict:
    return ok("unit", "show", number, "-f", "json").json


def text(ok, number: int, language: str) -> str:
    return next(v["text"] for v in unit(ok, number)["variants"] if v["language"] == language)


class TestUnit:
    def test_add(self, ok):
        done = ok(
            *("unit", "add", "Статья 7", "Article 7", "--corpus", "drafts", "--status", "draft"),
            *("--context", "menu", "--note", "to be checked", "--by", "smith"),
        )
        assert done.err == "Unit 6 added\n"
        found = unit(ok, 6)
        assert {name: found[name] for name in ("corpus", "status", "context", "note")} == {
            "corpus": "drafts",
            "status": "draft",
            "context": "menu",
            "note": "to be checked",
        }
        assert found["created_by"] == "smith"

    def test_add_again(self, ok):
        ok("unit", "add", "Статья 7", "Article 7")
        done = ok("unit", "add", "Статья 7", "Article 7", "-f", "json")
        assert done.err == "Unit 6 is there already\n"
        assert done.json["id"] == 6
        assert ok("stats", "-f", "json").json["units"] == 6

    def test_add_makes_the_memory(self, ok, place):
        done = ok("--db", "new.db", "unit", "add", "Статья 7", "Article 7")
        assert done.err == "Created the memory new.db\nUnit 1 added\n"

    @pytest.mark.parametrize("texts", [("Статья", ""), ("", "Article"), (" ", "\t")])
    def test_add_without_a_text(self, refused, texts):
        said = refused("unit", "add", *texts, "-s", "ru", "-t", "en")
        assert "is empty" in said

    def test_the_user_is_who_did_it(self, ok):
        ok("unit", "add", "Статья 7", "Article 7")
        assert unit(ok, 6)["created_by"] == "tester"

    def test_show(self, ok):
        assert ok("unit", "show", "2").out.splitlines() == [
            "unit      2",
            "corpus    small",
            "en        The Treaty enters into force.",
            "ru        Договор вступает в силу.",
            "status    approved",
            "document  agreement",
            "position  1",
            "tuid      t2",
            "context   menu",
            "changed   2024-03-01T09:00:00Z by ivanova",
            "note      checked",
        ]

    def test_show_leaves_out_what_is_unknown(self, ok):
        out = ok("unit", "show", "5").out
        assert "changed" not in out
        assert "note" not in out
        assert "position  1" in out
        assert "position  0" in ok("unit", "show", "1").out

    def test_edit_show_and_undo(self, ok):
        done = ok("unit", "edit", "2", "--text", "en=The Treaty shall enter into force.")
        assert "en        The Treaty shall enter into force." in done.out
        assert (
            ok("lookup", "Договор вступает в силу.", "-f", "json").json["matches"][0]["target"]
            == "The Treaty shall enter into force."
        )
        done = ok("unit", "undo")
        assert done.err == "Change 3 undone: edit of unit 2\n"
        assert text(ok, 2, "en") == "The Treaty enters into force."

    def test_edit_several_at_once(self, ok):
        ok(
            *("unit", "edit", "2", "--text", "en=In force.", "--text", "ru=В силе."),
            *("--text", "de=In Kraft.", "--status", "draft", "--note", "why not = here"),
        )
        found = unit(ok, 2)
        assert {v["language"]: v["text"] for v in found["variants"]} == {
            "de": "In Kraft.",
            "en": "In force.",
            "ru": "В силе.",
        }
        assert (found["status"], found["note"]) == ("draft", "why not = here")

    def test_a_text_is_edited_in_the_language_the_unit_has(self, ok, place):
        """`en` means the unit's en-GB, as it does in look-ups; a region of its own is added."""
        (place / "gb.tsv").write_text("ru\ten-GB\nПрограмма\tProgram\n", encoding="utf-8")
        ok("import", "gb.tsv")
        ok("unit", "edit", "6", "--text", "en=Programme")
        assert {v["language"]: v["text"] for v in unit(ok, 6)["variants"]} == {
            "en-GB": "Programme",
            "ru": "Программа",
        }
        ok("unit", "edit", "6", "--text", "en-US=Program")
        assert text(ok, 6, "en-US") == "Program"
        assert text(ok, 6, "en-GB") == "Programme"

    def test_an_empty_note_removes_it(self, ok):
        ok("unit", "edit", "2", "--note", "")
        assert unit(ok, 2)["note"] is None

    def test_a_text_with_an_equals_sign(self, ok):
        ok("unit", "edit", "2", "--text", "en=a = b")
        assert text(ok, 2, "en") == "a = b"

    @pytest.mark.parametrize("given", ["en=", "en=  "])
    def test_a_text_cannot_be_emptied(self, refused, ok, given):
        assert "the text in en is empty" in refused("unit", "edit", "2", "--text", given)
        assert text(ok, 2, "en") == "The Treaty enters into force."

    def test_nothing_to_edit_is_misuse(self, run):
        done = run("unit", "edit", "2")
        assert done.code == 2
        assert "Nothing to change" in done.err

    def test_approve(self, ok):
        done = ok("unit", "approve", "4", "5", "4")
        assert done.err == "Unit 4 approved\nUnit 5 approved\n"
        assert [unit(ok, n)["status"] for n in (4, 5)] == ["approved", "approved"]
        ok("unit", "undo")
        assert unit(ok, 5)["status"] == "machine"

    def test_remove_and_undo(self, ok, refused):
        before = unit(ok, 2)
        done = ok("unit", "remove", "2", "1", "2")
        assert done.err == "Unit 2 removed\nUnit 1 removed\n"
        refused("unit", "show", "2")
        ok("unit", "undo")
        ok("unit", "undo")
        assert unit(ok, 2) == before

    @pytest.mark.parametrize("command", ["approve", "remove"])
    def test_all_of_the_numbers_or_none(self, ok, refused, command):
        assert "there is no unit 99" in refused("unit", command, "4", "99")
        assert unit(ok, 4)["status"] == "draft"
        assert ok("unit", "history").out == "No change.\n"

    def test_history(self, ok):
        ok("unit", "edit", "2", "--text", "en=In force.", "--note", "short", "--by", "smith")
        ok("unit", "approve", "5", "--by", "oneill")
        ok("unit", "remove", "1", "--by", "oneill")
        ok("unit", "undo", "--by", "smith")
        rows = [line.split() for line in ok("unit", "history").out.splitlines()]
        assert rows[0] == "change at by what unit from to".split()
        table = [[row[0], *row[2:]] for row in rows[1:] if row[0].isdigit()]
        assert [row[:3] for row in table] == [
            ["6", "smith", "undo"],
            ["5", "oneill", "remove"],
            ["4", "oneill", "approve"],
            ["3", "smith", "edit"],
        ]
        assert table[1][3:5] == ["(undone)", "1"]
        assert table[2][3:] == ["5", "status:", "machine", "status:", "approved"]
        out = ok("unit", "history", "2").out
        assert "en: The Treaty enters into force.  en: In force." in out
        assert "note: checked                      note: short" in out
        assert "ru: " not in out

    def test_history_of_what_was_never_changed(self, ok):
        assert ok("unit", "history", "5").out == "No change.\n"
        assert ok("unit", "history", "99").out == "No change.\n"

    def test_undo_by_number(self, ok, refused):
        ok("unit", "edit", "2", "--note", "one")
        ok("unit", "edit", "3", "--note", "two")
        ok("unit", "edit", "2", "--note", "three")
        assert "Undo change 5 first." in refused("unit", "undo", "3")
        ok("unit", "undo", "4")
        assert unit(ok, 3)["note"] is None
        ok("unit", "undo")
        ok("unit", "undo")
        assert unit(ok, 2)["note"] == "checked"
        assert "the last change is of concept" in refused("unit", "undo")
        assert "there is no change 4 to undo" in refused("unit", "undo", "4")


class TestCorpus:
    def test_list(self, ok):
        lines = ok("corpus", "list").out.splitlines()
        assert lines[0].split() == "name units licence domain penalty priority origin".split()
        assert lines[1].split() == ["small", "5", "CC0-1.0", "0", "0", "tests"]

    def test_set(self, ok):
        done = ok(
            *("corpus", "set", "small", "--origin", "MFA", "--licence", "CC BY 4.0"),
            *("--domain", "law", "--penalty", "10", "--priority", "-3"),
        )
        assert done.err == "small: origin, licence, domain, penalty, priority set\n"
        (corpus,) = ok("corpus", "list", "-f", "json").json["corpora"]
        assert [corpus[n] for n in ("origin", "licence", "domain", "penalty", "priority")] == [
            "MFA",
            "CC BY 4.0",
            "law",
            10,
            -3,
        ]

    def test_what_is_empty_is_removed(self, ok):
        ok("corpus", "set", "small", "--licence", "", "--origin", "")
        (corpus,) = ok("corpus", "list", "-f", "json").json["corpora"]
        assert (corpus["licence"], corpus["origin"]) == (None, None)

    @pytest.mark.parametrize("name", ["", "  "])
    def test_a_corpus_or_glossary_needs_a_name(self, run, place, name):
        (place / "a.tsv").write_text("ru\ten\nодин\tone\n", encoding="utf-8")
        for command in (
            ["unit", "add", "Статья 7", "Article 7", "--corpus", name],
            ["import", "a.tsv", "--corpus", name],
            ["glossary", "add", "оговорка", "reservation", "--glossary", name],
            ["glossary", "import", "a.tsv", "--glossary", name],
            ["corpus", "set", "small", "--rename", name],
        ):
            done = run(*command)
            assert done.code == 2, command
            assert "the name is empty" in done.err

    def test_a_penalty_is_taken_off(self, ok):
        ok("corpus", "set", "small", "--penalty", "10")
        match = ok("lookup", "Статья 1", "-f", "json").json["matches"][0]
        assert (match["rate"], match["kind"]) == (90, "exact")
        assert match["penalties"] == [{"reason": "corpus small", "points": 10}]
        assert "penalty     corpus small -10" in ok("lookup", "Статья 1", "--explain").out
        assert ok("lookup", "Статья 1", "--min-rate", "91", "-f", "json").json["matches"] == []

    def test_priority_decides_between_equals(self, ok, place):
        (place / "b.tsv").write_text("ru\ten\nСтатья 1\tClause 1\n", encoding="utf-8")
        ok("import", "b.tsv")
        ok("corpus", "set", "small", "--priority", "5")
        matches = ok("lookup", "Статья 1", "-f", "json").json["matches"]
        assert [m["target"] for m in matches if m["rate"] == 100] == ["Article 1", "Clause 1"]
        ok("corpus", "set", "b", "--priority", "6")
        matches = ok("lookup", "Статья 1", "-f", "json").json["matches"]
        assert [m["target"] for m in matches if m["rate"] == 100] == ["Clause 1", "Article 1"]
        assert all(m["ambiguous"] for m in matches if m["rate"] == 100)

    def test_rename(self, ok, refused, place):
        assert ok("corpus", "set", "small", "--rename", "archive").err == "archive: name set\n"
        assert unit(ok, 1)["corpus"] == "archive"
        ok("unit", "add", "Статья 9", "Article 9", "--corpus", "other")
        assert "there is a corpus 'archive' already" in refused(
            "corpus", "set", "other", "--rename", "archive"
        )
        ok("corpus", "set", "other", "--rename", "other")

    def test_nothing_to_set_is_misuse(self, run):
        done = run("corpus", "set", "small")
        assert done.code == 2
        assert "Nothing to set" in done.err

    def test_remove_with_yes(self, ok):
        assert ok("corpus", "remove", "small", "--yes").err == "small removed with 5 units\n"
        assert ok("stats", "-f", "json").json["units"] == 0

    def test_remove_asks(self, ok):
        done = ok("corpus", "remove", "small", stdin="n\n")
        assert "Remove small with its 5 units? This cannot be undone." in done.err
        assert done.err.endswith("Nothing was removed.\n")
        assert done.out == ""
        assert ok("stats", "-f", "json").json["units"] == 5
        assert ok("corpus", "remove", "small", stdin="y\n").err.endswith("with 5 units\n")

    def test_remove_needs_an_answer(self, run, ok):
        done = run("corpus", "remove", "small")
        assert done.code == 2
        assert "give --yes" in done.err
        assert ok("stats", "-f", "json").json["units"] == 5


def concepts(ok, *options: str) -> list[dict]:
    return ok("glossary", "list", *options, "-f", "json").json["concepts"]


class TestGlossary:
    def test_add(self, ok):
        done = ok(
            *("glossary", "add", "оговорка", "reservation", "--domain", "treaty law"),
            *("--definition", "A statement.", "--term-source", "VCLT, art. 2", "--by", "smith"),
            *("--note", "Legal.", "--status", "admitted", "--glossary", "law"),
        )
        assert done.err == "Concept 3 added to law\n"
        (concept,) = concepts(ok, "--glossary", "law")
        assert [concept[n] for n in ("id", "domain", "definition", "source")] == [
            3,
            "treaty law",
            "A statement.",
            "VCLT, art. 2",
        ]
        ru, en = concept["terms"]
        assert (ru["text"], ru["status"], ru["note"]) == ("оговорка", "preferred", None)
        assert (en["text"], en["status"], en["note"]) == (
            "reservation",
            "admitted",
            "Legal.",
        )
        assert ru["created_by"] == "smith"
        found = ok("suggest", "Без оговорок.", "-f", "json").json["terms"]
        assert found[0]["translations"][0]["text"] == "reservation"

    def test_add_again(self, refused, ok):
        ok("glossary", "add", "оговорка", "reservation")
        said = refused("glossary", "add", "оговорка", "reservation")
        assert "has this as concept 3" in said
        assert "tmtool glossary edit 3" in said

    def test_add_nothing(self, refused):
        assert "empty" in refused("glossary", "add", "оговорка", " ")

    def test_list(self, ok):
        lines = ok("glossary", "list").out.splitlines()
        assert lines[0].split() == "concept domain term status type note".split()
        assert [line.split() for line in lines[1:]] == [
            "1 treaty law ru ратификационная грамота preferred".split(),
            "en instrument of ratification preferred".split(),
            "en ratification letter forbidden A calque.".split(),
            "2 ru сторона admitted".split(),
            "2 concepts".split(),
        ]

    @pytest.mark.parametrize(
        ("options", "numbers"),
        [
            (["--status", "forbidden"], [1]),
            (["--status", "deprecated"], []),
            (["--contains", "ГРАМОТ"], [1]),
            (["--contains", "сторон"], [2]),
            (["--domain", "treaty law"], [1]),
            (["--domain", "treaty"], []),
            (["--glossary", "own"], [1, 2]),
            (["--status", "forbidden", "--contains", "letter"], [1]),
            (["--status", "forbidden", "--contains", "instrument"], []),
        ],
    )
    def test_choices(self, ok, options, numbers):
        assert [concept["id"] for concept in concepts(ok, *options)] == numbers

    def test_edit_a_term(self, ok):
        done = ok(
            *("glossary", "edit", "1", "--term", "ratification letter"),
            *("--status", "deprecated", "--note", "Old."),
        )
        assert done.err == (
            "Concept 1: ратификационная грамота, instrument of ratification, ratification letter\n"
        )
        term = concepts(ok)[0]["terms"][2]
        assert (term["status"], term["note"], term["changed_by"]) == (
            "deprecated",
            "Old.",
            "tester",
        )

    def test_what_is_empty_is_removed(self, ok):
        ok("glossary", "edit", "1", "--term", "ratification letter", "--note", "", "--domain", "")
        (concept, _) = concepts(ok)
        assert concept["domain"] is None
        assert concept["definition"] is not None
        assert [t["note"] for t in concept["terms"]] == [None, None, None]

    def test_edit_terms(self, ok):
        ok(
            *(
                "glossary",
                "edit",
                "1",
                "--add",
                "en=ratification instrument",
                "--add",
                "de=Urkunde",
            ),
            *("--drop", "ratification letter", "--definition", "New.", "--domain", "law"),
        )
        concept = concepts(ok)[0]
        assert [(t["language"], t["text"]) for t in concept["terms"]] == [
            ("ru", "ратификационная грамота"),
            ("en", "instrument of ratification"),
            ("en", "ratification instrument"),
            ("de", "Urkunde"),
        ]
        assert (concept["definition"], concept["domain"]) == ("New.", "law")
        found = ok("suggest", "The ratification instruments arrived.", "-f", "json").json["terms"]
        assert [t["term"] for t in found] == ["ratification instrument"]
        assert ok("suggest", "A ratification letter came.", "-f", "json").json["terms"] == []

    def test_misuse(self, run):
        for options in (["--status", "forbidden"], ["--note", "x"], ["--note", ""]):
            done = run("glossary", "edit", "1", *options)
            assert done.code == 2, options
            assert "need --term" in done.err

    def test_nothing_to_edit_is_misuse(self, run):
        done = run("glossary", "edit", "1")
        assert done.code == 2
        assert "Nothing to change" in done.err

    def test_a_concept_needs_a_term(self, refused, ok):
        assert "needs at least one term" in refused("glossary", "edit", "2", "--drop", "сторона")

    def test_remove(self, ok, refused):
        assert "there is no concept 99" in refused("glossary", "remove", "1", "99")
        done = ok("glossary", "remove", "1", "2", "1")
        assert done.err == (
            "Concept 1 removed: ратификационная грамота, instrument of ratification,"
            " ratification letter\nConcept 2 removed: сторона\n"
        )
        assert ok("glossary", "list").out == "No concept.\n"
        assert ok("suggest", "ратификационная грамота", "-f", "json").json["terms"] == []

    @pytest.mark.parametrize("suffix", ["tbx", "tsv", "csv"])
    def test_export_and_import(self, ok, suffix, place):
        done = ok("glossary", "export", f"terms.{suffix}")
        assert (done.out, done.err) == ("", f"2 concepts written to terms.{suffix}\n")
        options = ("--glossary", "own", "-f", "json")
        report = ok("--db", "n.db", "glossary", "import", f"terms.{suffix}", *options)
        assert report.json["files"][0]["added"] == 2
        other = ok("--db", "n.db", "glossary", "list", "-f", "json").json["concepts"]

        def said(found: list[dict]) -> list[tuple]:
            names = ("language", "text", "status", "type", "note")
            return [
                (c["domain"], c["definition"], [[t[n] for n in names] for t in c["terms"]])
                for c in found
            ]

        assert said(other) == said(concepts(ok))
        again = ok("--db", "n.db", "glossary", "import", f"terms.{suffix}", *options)
        assert again.json["files"][0]["duplicate"] == 2

    def test_export_to_standard_output(self, ok, place):
        done = ok("glossary", "export", "-", "--as", "tsv")
        assert "instrument of ratification" in done.out
        assert not (place / "-").exists()

    def test_import_with_a_file_that_is_refused(self, run, place):
        (place / "bad.tbx").write_text("<tbx", encoding="utf-8")
        (place / "good.csv").write_text("ru,en\nоговорка,reservation\n", encoding="utf-8")
        done = run("glossary", "import", "bad.tbx", "good.csv", "-f", "json")
        assert done.code == 3
        assert done.err.startswith("Error: bad.tbx:1: ")
        assert [r["file"] for r in done.json["files"]] == ["good.csv"]

    def test_import_of_nothing_good_makes_no_memory(self, refused, place):
        (place / "bad.tbx").write_text("<tbx", encoding="utf-8")
        refused("--db", "new.db", "glossary", "import", "bad.tbx")
        assert not (place / "new.db").exists()

    def test_import_options(self, ok, place):
        (place / "list.csv").write_text("оговорка,reservation\n", encoding="cp1251")
        done = ok(
            *("glossary", "import", "list.csv", "-s", "ru", "-t", "en", "--encoding", "cp1251"),
            *("--glossary", "office", "--dry-run", "-f", "json"),
        )
        assert done.json["files"][0]["added"] == 1
        assert len(concepts(ok)) == 2


class TestStats:
    def test_table(self, ok):
        lines = ok("stats").out.splitlines()
        assert lines[0].startswith("memory.db: 5 units, 0.")
        assert lines[0].endswith(" MB")
        assert lines[1] == "segments: en 5, ru 5"
        assert lines[2].split() == ["corpus", "units", "licence", "penalty"]
        assert lines[3].split() == ["small", "5", "CC0-1.0", "0"]
        assert lines[4].split() == ["glossary", "concepts", "terms"]
        assert lines[5].split() == ["own", "2", "4"]

    def test_an_empty_memory(self, ok):
        ok("--db", "new.db", "init")
        lines = ok("--db", "new.db", "stats").out.splitlines()
        assert lines[0].startswith("new.db: 0 units, ")
        assert lines[1:] == ["segments: none"]
        assert ok("--db", "new.db", "corpus", "list").out == "No corpus.\n"
        assert ok("--db", "new.db", "unit", "history").out == "No change.\n"
        assert ok("--db", "new.db", "glossary", "list").out == "No concept.\n"


@pytest.mark.parametrize(
    ("command", "texts"),
    [("unit", ("Hello", "World")), ("unit", ("Привет", "Пока")), ("glossary", ("term", "word"))],
)
def test_two_texts_in_one_script_are_refused(run, ok, command, texts):
    refused = run(command, "add", *texts)
    assert refused.code == 3
    assert "both texts seem to be in" in refused.err
    assert ok(command, "add", *texts, "-s", "en", "-t", "de")


def test_a_text_in_another_script_is_warned_of(ok):
    done = ok("unit", "add", "Стороны", "The Parties", "-s", "en", "-t", "ru")
    assert "'Стороны' does not look like en" in done.err


def test_an_export_of_nothing_leaves_the_file(run, ok, place):
    ok("unit", "add", "Статья 1", "Article 1")
    ok("export", "out.tmx")
    before = (place / "out.tmx").read_bytes()
    refused = run("export", "out.tmx", "--author", "nobody")
    assert refused.code == 3
    assert "left as it is" in refused.err
    assert (place / "out.tmx").read_bytes() == before


def test_glossaries_with_the_same_ids_are_all_exported(ok, place):
    head = "concept\tlanguage\tterm\n"
    (place / "a.tsv").write_text(f"{head}1\tru\tдоговор\n1\ten\ttreaty\n", encoding="utf-8")
    (place / "b.tsv").write_text(f"{head}1\tru\tустав\n1\ten\tcharter\n", encoding="utf-8")
    ok("glossary", "import", "a.tsv", "b.tsv")
    ok("glossary", "export", "both.tsv")
    done = ok("--db", "other.db", "glossary", "import", "both.tsv", "-f", "json")
    added = done.json["files"][0]["added"]
    concepts = ok("--db", "other.db", "glossary", "list", "-f", "json").json["concepts"]
    terms = {term["text"] for concept in concepts for term in concept["terms"]}
    assert {"договор", "устав"} <= terms
    assert added == len(concepts)


def test_one_id_for_two_concepts_of_a_file(ok, place):
    rows = "1\tru\tдоговор\n1\ten\ttreaty\n2\tru\tсуд\n2\ten\tcourt\n1\tru\tустав\n1\ten\tcharter\n"
    (place / "a.tsv").write_text(f"concept\tlanguage\tterm\n{rows}", encoding="utf-8")
    first = ok("glossary", "import", "a.tsv", "-f", "json").json["files"][0]
    again = ok("glossary", "import", "a.tsv", "-f", "json").json["files"][0]
    assert (first["added"], again["added"], again["duplicate"]) == (3, 0, 3)


def test_columns_of_a_glossary(ok, place):
    (place / "keyed.tsv").write_text("k1\ttreaty\tдоговор\n", encoding="utf-8")
    ok("glossary", "import", "keyed.tsv", "--columns", "-,en,ru", "--glossary", "keyed")
    (concept,) = ok("glossary", "list", "--glossary", "keyed", "-f", "json").json["concepts"]
    assert {term["text"] for term in concept["terms"]} == {"treaty", "договор"}


class TestWhatIsSaidOfATerm:
    def test_hints_correct_how_a_term_is_read(self, ok):
        term = "должным образом заверенная копия"
        added = ok("glossary", "add", term, "certified true copy", "-s", "ru", "-t", "en")
        number = added.err.split()[1]
        ok("glossary", "edit", number, "--term", term, "--hint", "head=4", "--case-rule", "any")
        shown = ok("glossary", "show", number, "--paradigm").out
        assert "копия inflects, заверенная with it" in shown
        assert "должным образом заверенными копиями" in shown
        ok("glossary", "edit", number, "--term", term, "--hint", "head=", "--hint", "invariable")
        assert "does not inflect" in ok("glossary", "show", number).out

    def test_doubts_are_told_when_a_term_is_added(self, ok):
        added = ok("glossary", "add", "дерогация", "derogation")
        assert "дерогация is not in the dictionary, its forms are guessed" in added.err

    def test_every_option_is_kept(self, ok):
        ok("glossary", "add", "нота", "note verbale")
        options = {
            "status": "admitted",
            "type": "phrase",
            "part-of-speech": "noun",
            "number": "singular",
            "case-rule": "exact",
            "form": "notes verbales",
            "note": "A.",
            "term-source": "B.",
            "context": "C.",
            "geography": "D.",
        }
        given = [part for name, value in options.items() for part in (f"--{name}", value)]
        number = ok("glossary", "list", "--contains", "verbale", "-f", "json").json["concepts"][0][
            "id"
        ]
        ok("glossary", "edit", str(number), "--term", "note verbale", *given, "--do-not-translate")
        term = ok("glossary", "show", str(number), "-f", "json").json["concept"]["terms"][1]
        assert term["forms"] == ["notes verbales"]
        assert term["do_not_translate"] is True
        assert [
            term[name] for name in ("number", "case_rule", "source", "context", "geography")
        ] == [
            "singular",
            "exact",
            "B.",
            "C.",
            "D.",
        ]

    @pytest.mark.parametrize(
        "hint", ["head=0", "head=x", "gender=odd", "size=2", "invariable=maybe"]
    )
    def test_what_is_no_hint(self, run, hint):
        done = run("glossary", "edit", "1", "--term", "сторона", "--hint", hint)
        assert done.code == 2
        assert "is no hint" in done.err


def test_a_concept_that_another_glossary_has_is_told(ok, place):
    terms = "поверенный в делах", "chargé d'affaires"
    first = ok("glossary", "add", *terms, "--glossary", "one")
    assert "already" not in first.err
    second = ok("glossary", "add", *terms, "--glossary", "two")
    assert "Concept 3 of one has these terms already." in second.err
    assert "already" not in ok("glossary", "add", "поверенный в делах", "envoy").err


def test_a_term_is_added_and_described_in_one_go(ok, place):
    ok("glossary", "add", "чрезвычайный и полномочный посол", "ambassador")
    ok("glossary", "edit", "1", "--add", "ru=ЧПП", "--term", "ЧПП", "--type", "acronym")
    terms = ok("glossary", "show", "1", "-f", "json").json["concept"]["terms"]
    assert [term["type"] for term in terms if term["text"] == "ЧПП"] == ["acronym"]


def test_a_language_of_three_letters_is_not_checked_and_that_is_told(ok, place):
    ok("glossary", "add", "посол", "ambassador")
    assert "zzz: taken for a code of ISO 639-3" in ok("glossary", "edit", "1", "--add", "zzz=a").err
    assert "639-3" not in ok("glossary", "edit", "1", "--add", "de=Botschafter").err

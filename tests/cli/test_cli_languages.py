"""Which languages a text is looked up in: detected, given, refused, or missing from the memory."""

from __future__ import annotations

import pytest

RU, EN = "Статья 1", "Article 1"


@pytest.mark.parametrize("command", ["lookup", "suggest", "concordance"])
@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("123", []),
        ("«…» — 5", []),
        ("Der Vertrag", ["-s", "de"]),
        ("Der Vertrag", ["-t", "de"]),
        (RU, ["-t", "de"]),
    ],
)
def test_languages_that_are_not_clear_are_refused(refused, small, command, text, options):
    said = refused(command, text, *options)
    assert said == "Error: the languages are not clear from the text\nName them: -s ru -t en.\n"


@pytest.mark.parametrize("command", ["lookup", "suggest", "concordance"])
def test_a_pair_of_one_language_is_refused(refused, small, command):
    said = refused(command, RU, "-s", "ru", "-t", "ru")
    assert said == "Error: source and target are both ru\nName two languages: -s ru -t en.\n"


@pytest.mark.parametrize(
    ("text", "options", "pair"),
    [
        (RU, [], ("ru", "en")),
        (EN, [], ("en", "ru")),
        ("Ст. 1 (CSTO)", [], ("en", "ru")),
        ("Статья 1 (OK)", [], ("ru", "en")),
        ("123", ["-s", "ru"], ("ru", "en")),
        ("123", ["-t", "ru"], ("en", "ru")),
        ("123", ["-t", "en-GB"], ("ru", "en-GB")),
        (RU, ["-t", "en_us"], ("ru", "en-US")),
        (RU, ["-s", "RU"], ("ru", "en")),
        ("Der Vertrag", ["-s", "de", "-t", "ru"], ("de", "ru")),
    ],
)
def test_the_pair_that_is_used(ok, small, text, options, pair):
    answer = ok("lookup", text, *options, "-f", "json").json
    assert (answer["source_language"], answer["target_language"]) == pair


def test_regions_of_a_language_are_found(ok, place):
    (place / "a.tsv").write_text(
        "ru\ten-GB\ten-US\nПрограмма\tProgramme\tProgram\n", encoding="utf-8"
    )
    ok("import", "a.tsv")

    def target(tag: str) -> str:
        return ok("lookup", "Программа", "-t", tag, "-f", "json").json["matches"][0]["target"]

    assert target("en-GB") == "Programme"
    assert target("en-US") == "Program"
    assert target("en") == "Programme"
    found = ok("lookup", "Program", "-s", "en", "-f", "json").json["matches"]
    assert [(m["source"], m["target"], m["rate"]) for m in found] == [("Program", "Программа", 100)]
    for tag in ("en", "en-AU"):
        done = ok("lookup", "Программа", "-t", tag)
        assert done.err == ""


def test_the_language_finds_its_region(ok, place):
    (place / "a.tsv").write_text("ru\ten-GB\nПрограмма\tProgramme\n", encoding="utf-8")
    ok("import", "a.tsv")
    for options in (["-s", "en"], []):
        assert ok("lookup", "Programme", *options, "-f", "json").json["matches"][0]["rate"] == 100
        assert ok("concordance", "programme", *options, "-f", "json").json["lines"]


@pytest.mark.parametrize("command", ["lookup", "suggest", "concordance"])
def test_a_language_the_memory_lacks_is_said(ok, small, command):
    done = ok(command, "Der Vertrag", "-s", "de", "-t", "ru", "-f", "json")
    assert done.err == "The memory has no de; it has en, ru.\n"
    assert [done.json[n] for n in ("matches", "lines") if n in done.json] == [[]]
    done = ok(command, "Der Vertrag", "-s", "de", "-t", "fr")
    assert (
        done.err == "The memory has no de; it has en, ru.\nThe memory has no fr; it has en, ru.\n"
    )


@pytest.mark.parametrize("command", ["lookup", "suggest", "concordance"])
def test_an_empty_memory_says_so_once(ok, command):
    ok("init")
    done = ok(command, RU)
    assert done.err == "The memory is empty; `tmtool import FILE` fills it.\n"


WHOLE = (
    ["check", "--memory"],
    ["glossary", "mine", "--workers", "1"],
    ["glossary", "audit"],
)
"""Commands that read a whole memory."""


@pytest.mark.parametrize("command", WHOLE, ids=" ".join)
def test_a_language_that_terms_alone_have_does_not_count(ok, run, small, command):
    ok("glossary", "add", "атташе", "attaché")
    ok("glossary", "edit", "3", "--add", "fr=attaché")
    assert run(*command).code in (0, 1)
    ok("glossary", "remove", "3")
    assert run(*command).code in (0, 1)


@pytest.mark.parametrize("command", WHOLE, ids=" ".join)
def test_a_whole_memory_has_languages_and_no_text(ok, refused, place, command):
    (place / "a.tsv").write_text("fr\tde\ten\nOui\tJa\tYes\n", encoding="utf-8")
    ok("import", "a.tsv")
    said = refused(*command)
    assert said == "Error: the languages are not clear\nName them: -s ru -t en.\n"


@pytest.mark.parametrize("command", WHOLE[1:], ids=" ".join)
def test_a_language_that_no_unit_has_is_refused(refused, small, command):
    said = refused(*command, "-s", "ru", "-t", "de")
    assert said.startswith("Error: the memory has no de; it has en, ru\n")


@pytest.mark.parametrize("command", WHOLE, ids=" ".join)
def test_languages_without_a_term(ok, run, small, place, command):
    (place / "a.tsv").write_text("ru\tde\nДа\tJa\n", encoding="utf-8")
    ok("import", "a.tsv")
    done = run(*command, "-s", "ru", "-t", "de")
    # Mining needs no terms, and a check has more to look at; both say nothing that is not so.
    assert done.code == (3 if "audit" in command else 0)
    told = "the glossary has no term in de; it has en, ru" in done.err
    assert told is ("mine" not in command)


def test_a_missing_corpus_is_told_before_unclear_languages(ok, refused, place):
    (place / "a.tsv").write_text("fr\tde\ten\nOui\tJa\tYes\n", encoding="utf-8")
    ok("import", "a.tsv")
    assert "there is no corpus 'nope'" in refused("check", "--memory", "--corpus", "nope")


def test_a_text_in_another_script_is_told(ok, small):
    done = ok("suggest", "Договор о безопасности", "-s", "en")
    assert done.err == "Warning: the text looks like ru, not like en.\n"


def test_an_export_without_units_says_why(ok, small):
    done = ok("export", "out.tmx", "-s", "de", "-t", "ru")
    assert done.err == "The memory has no de; it has en, ru.\n0 units written to out.tmx\n"


def test_a_file_is_told_by_its_first_lines_together(ok, small, place):
    """One line in the other script does not turn a draft round."""
    (place / "q.txt").write_text("CSTO\nСтатья 1\nДоговор вступает в силу.\n", encoding="utf-8")
    answers = ok("lookup", "--file", "q.txt", "-f", "jsonl").lines
    assert {(a["source_language"], a["target_language"]) for a in answers} == {("ru", "en")}


def test_units_and_terms_are_detected_too(ok):
    unit = ok("unit", "add", EN, RU, "-f", "json").json
    assert {v["language"]: v["text"] for v in unit["variants"]} == {"en": EN, "ru": RU}
    ok("glossary", "add", "reservation", "оговорка")
    (concept,) = ok("glossary", "list", "-f", "json").json["concepts"]
    assert {t["language"]: t["text"] for t in concept["terms"]} == {
        "en": "reservation",
        "ru": "оговорка",
    }

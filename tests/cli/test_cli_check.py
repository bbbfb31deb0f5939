"""`tmtool check`, and `tmtool score` with the metric terms."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from building import ROOT, catalogue, entry

import tmtool
from tmtool.models import Concept, Term

EXAMPLES = ROOT / "corpora" / "examples"
SOURCE = EXAMPLES / "source.ru.txt"
GOOD, WEAK = EXAMPLES / "draft-good.en.txt", EXAMPLES / "draft-weak.en.txt"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.fixture
def tsv(place: Path) -> Path:
    return write(
        place / "pairs.tsv",
        "tuid\tru\ten\n"
        "u1\tРатификационная грамота\tA ratification letter\n"
        "u2\tРатификационная грамота\tAn instrument of ratification\n"
        "u3\tРатификационная грамота\t\n"
        "\tРатификационная грамота\tA letter\n",
    )


def test_the_example_with_faults(run, treaties_file):
    done = run("--db", treaties_file, "check", SOURCE, WEAK, "-f", "jsonl")
    assert done.code == 1
    assert len(done.lines) == 12
    assert {line["segment"] for line in done.lines} == {3, 10, 11, 13, 17, 18, 19, 20, 23, 27}
    assert done.err.startswith("41 segments: 7 errors, 5 warnings (number 2, term-deprecated 4, ")


def test_every_planted_fault_is_found(run, treaties_file):
    done = run("--db", treaties_file, "check", SOURCE, WEAK, "-f", "jsonl")
    found = set()
    for line in done.lines:
        found.add((line["segment"], line[line["side"]][line["start"] : line["end"]]))
    with (EXAMPLES / "faults.tsv").open(encoding="utf-8", newline="") as file:
        faults = list(csv.DictReader(file, delimiter="\t"))
    assert {fault["kind"] for fault in faults} == {"term", "number", "omission", "untranslated"}
    for fault in faults:
        line = int(fault["line"])
        if fault["kind"] == "omission":
            assert any(segment == line for segment, _ in found)
        else:
            assert {(line, fault["draft"]), (line, fault["source"])} & found, fault


def test_the_good_example(ok, treaties_file):
    done = ok("--db", treaties_file, "check", SOURCE, GOOD)
    assert (done.out, done.err) == ("41 segments: nothing found\n", "")
    with_all = ok("--db", treaties_file, "check", SOURCE, GOOD, "--severity", "info")
    assert "enters into force" in with_all.out
    assert with_all.out.endswith("41 segments: 1 info (term-missing 1)\n")


@pytest.mark.parametrize(
    ("severity", "number", "code"), [("error", 7, 1), ("warning", 12, 1), ("info", 12, 1)]
)
def test_the_least_severity(run, treaties_file, severity, number, code):
    command = ("check", SOURCE, WEAK, "--severity", severity, "-f", "jsonl")
    done = run("--db", treaties_file, *command)
    assert (len(done.lines), done.code) == (number, code)


def test_the_table(run, small):
    command = "check", "--text", "Ратификационные грамоты", "Ratification letters"
    done = run(*command)
    assert done.code == 1
    message = "‘Ratification letters’ is forbidden for ‘ратификационная грамота’"
    (issue,) = run(*command, "-f", "jsonl").lines
    assert done.out.splitlines() == [
        "segment 1",
        "  Ратификационные грамоты",
        "  **Ratification letters**",
        f"  error  term-forbidden  {issue['finding']}  {message}: use ‘instrument of"
        " ratification’ (A",
        "                                     calque) → Instruments of ratification",
        "",
        "1 segment: 1 error (term-forbidden 1)",
    ]
    assert done.err == ""


def test_a_bilingual_file(run, small, tsv):
    done = run("check", tsv, "-f", "jsonl")
    found = [(line["segment"], line["check"]) for line in done.lines]
    assert found == [("u1", "term-forbidden"), ("u3", "empty-draft"), (4, "term-missing")]
    assert done.err.splitlines() == [
        "4 segments: 3 errors (empty-draft 1, term-forbidden 1, term-missing 1)",
    ]


def test_a_catalogue_says_itself_which_side_is_the_source(run, small, place):
    catalogue(place / "a.po", entry("An instrument of ratification", "Грамота"))
    assert [line["draft"] for line in run("check", "a.po", "-f", "jsonl").lines] == ["Грамота"]


def test_a_memory_says_itself_which_side_is_the_source(run, small, place):
    unit = "".join(
        f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>'
        for tag, text in (("en", "An instrument"), ("ru", "Грамота 5"))
    )
    for declared, draft in (("en", "Грамота 5"), ("*all*", "An instrument")):
        head = f'<tmx version="1.4"><header srclang="{declared}"/><body>'
        write(place / "a.tmx", f"{head}<tu>{unit}</tu></body></tmx>")
        found = run("check", "a.tmx", "--check", "number", "-f", "jsonl").lines
        assert [line["draft"] for line in found] == [draft]


def test_a_table_without_a_header(run, small, place):
    write(place / "pairs.csv", "x,Ратификационная грамота,A letter\n")
    done = run("check", "pairs.csv", "--columns", "tuid,ru,en", "--no-header", "-f", "jsonl")
    assert [line["segment"] for line in done.lines] == ["x"]


def test_a_catalogue(run, small, place):
    catalogue(place / "a.po", entry("An instrument of ratification", "Грамота"))
    done = run("check", "a.po", "-s", "en", "-f", "jsonl")
    (issue,) = done.lines
    assert issue["source"] == "An instrument of ratification"
    assert issue["message"].startswith("‘instrument of ratification’ needs ‘ратификационная")


def test_the_memorys_own_units(run, ok, small, tsv):
    assert ok("check", "--memory").out == "5 segments: nothing found\n"
    ok("import", tsv)
    done = run("check", "--memory", "-f", "jsonl")
    assert [line["segment"] for line in done.lines] == [6, 8]
    ok("check", "--memory", "--corpus", "small")
    assert run("check", "--memory", "--corpus", "pairs").code == 1
    into_russian = ok("check", "--memory", "-s", "en", "--severity", "error")
    assert into_russian.out == "8 segments: nothing found\n"


def test_standard_input(run, small, place):
    write(place / "source.txt", "Ратификационная грамота\n")
    done = run("check", "source.txt", "-", "-f", "jsonl", stdin="A letter\n")
    assert [line["segment"] for line in done.lines] == [1]
    done = run("check", "-", "--as", "tsv", stdin="ru\ten\nРатификационная грамота\tA letter\n")
    assert done.code == 1


def test_a_limit_counts_the_rest(run, treaties_file):
    done = run("--db", treaties_file, "check", SOURCE, WEAK, "--limit", "2", "-f", "json")
    assert len(done.json["issues"]) == 2
    assert sum(done.json["summary"].values()) == 12
    assert done.err.splitlines()[-1] == "10 more; --limit shows them."
    assert done.code == 1


def test_tables_for_programs(run, small):
    done = run("check", "--text", "Ратификационные грамоты", "A letter", "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(done.out))
    assert (row["check"], row["side"], row["start"], row["replacement"]) == (
        "term-missing",
        "source",
        "0",
        "",
    )


def test_one_glossary_alone(run, ok, refused, small, place):
    with tmtool.open(small) as memory:
        terms = Term("ru", "ратификационная грамота"), Term("en", "letter")
        memory.glossary.add(Concept(terms), glossary="other")
    texts = ("--text", "Ратификационная грамота", "A letter")
    ok("check", *texts)
    ok("check", *texts, "--glossary", "other")
    assert run("check", *texts, "--glossary", "own").code == 1
    assert "there is no glossary 'third'" in refused("check", *texts, "--glossary", "third")


def test_a_memory_without_terms_says_so(ok, place):
    ok("init")
    done = ok("check", "--text", "Грамота", "A letter")
    assert "The glossary is empty" in done.err


@pytest.mark.parametrize(
    ("source", "draft", "said"),
    [
        ("Один\nДва\n", "One\n", "the numbers of lines differ: source.txt has 2, draft.txt has 1"),
        ("One\n", "One\n", "the draft looks like en, not like ru"),
        ("Один\n", "Один\n", "the draft looks like ru, not like en"),
        ("", "One\n", "source.txt: the file is empty"),
        ("\n", "\n", "source.txt: every line is empty"),
        ("1\n", "2\n", "the languages are not clear"),
    ],
)
def test_texts_that_are_refused(refused, small, place, source, draft, said):
    write(place / "source.txt", source)
    write(place / "draft.txt", draft)
    assert said in refused("check", "source.txt", "draft.txt")


def test_other_refusals(refused, small, place, tsv):
    write(place / "a.txt", "Один\n")
    assert "no such file" in refused("check", "a.txt", "missing.txt")
    assert "no such file" in refused("check", "missing.tmx")
    assert "no such file" in refused("check", "missing")
    write(place / "file", "Один\n")
    assert "the name has no suffix" in refused("check", "file")
    assert "no unit has text in both ru and fr" in refused("check", tsv, "-s", "ru", "-t", "fr")
    assert "there is no corpus 'x'" in refused("check", "--memory", "--corpus", "x")
    assert "the source looks like ru, not like en" in refused(
        "check", "a.txt", "a.txt", "-s", "en", "-t", "ru"
    )
    assert "is not a language tag" in refused("check", "a.txt", "a.txt", "-s", "русский")


def test_languages_without_terms(ok, refused, small, place):
    """Terms are not checked then; what is about terms alone is refused."""
    write(place / "ru.txt", "Один\n")
    write(place / "en.txt", "One\n")
    command = ("check", "ru.txt", "en.txt", "-s", "ru", "-t")
    told = "Terms are not checked: the glossary has no term in de; it has en, ru."
    assert told in ok(*command, "de").err
    terms_alone = refused(*command, "de", "--check", "term-missing")
    assert "the glossary has no term in de; it has en, ru" in terms_alone
    assert "the source looks like ru, not like fr" in refused(*command[:4], "fr", "-t", "en")
    ok("glossary", "add", "Pulse", "Pulse", "-s", "ru", "-t", "en", "--glossary", "brands")
    ok("glossary", "edit", "3", "--drop", "Pulse", "--add", "ru=Pulse")
    only = refused(*command, "en", "--glossary", "brands")
    assert "the glossary has no term in en; it has ru\n`tmtool glossary import FILE`" in only
    ok("glossary", "edit", "3", "--term", "Pulse", "--do-not-translate")
    ok(*command, "en", "--glossary", "brands")


def test_it_needs_a_memory(refused, place):
    assert "there is no memory here" in refused("check", "--text", "Один", "One")


# Checks without terms, and settings ------------------------------------------------------------

NUMBERS = ("check", "--text", "5 дней", "6  days", "-f", "jsonl")


def found(done) -> list[tuple[str, str]]:
    return [(line["check"], line["severity"]) for line in done.lines]


@pytest.fixture
def nothing_named(monkeypatch):
    monkeypatch.delenv("TMTOOL_DB")


@pytest.mark.usefixtures("nothing_named")
def test_no_memory_is_needed(run, refused, place):
    done = run(*NUMBERS)
    assert found(done) == [("number", "error"), ("double-space", "warning")]
    assert "terms are not checked" in done.err
    assert list(place.iterdir()) == []
    assert "there is no memory here" in refused("check", "--memory")
    assert "there is no memory here" in refused(*NUMBERS, "--glossary", "x")
    assert "there is no memory here" in refused("--db", "x.db", *NUMBERS)
    (place / "tmtool.toml").write_text('db = "x.db"', encoding="utf-8")
    assert "there is no memory here" in refused(*NUMBERS)


def test_issues_stand_in_the_order_of_their_severity(run, small):
    done = run("check", "--text", "Грамота: 5 дней.", "A  letter: 6 days", "-f", "jsonl")
    assert found(done) == [
        ("number", "error"),
        ("end-punctuation", "warning"),
        ("double-space", "warning"),
    ]


def test_some_checks_alone(run, ok, small):
    assert found(run(*NUMBERS, "--check", "number")) == [("number", "error")]
    done = run(*NUMBERS, "--check", "double-space", "--check", "number")
    assert len(done.lines) == 2
    assert ok(*NUMBERS, "--check", "term-missing").out == ""


def test_an_unknown_check_is_misuse(run, small):
    done = run(*NUMBERS, "--check", "numbr")
    assert done.code == 2
    assert "there is no check 'numbr'. Do you mean number?" in done.err


def test_severities_of_the_configuration(run, ok, small, place):
    settings = place / "tmtool.toml"
    settings.write_text('[checks]\nnumber = "warning"\ndouble-space = "off"\n', encoding="utf-8")
    assert found(run(*NUMBERS)) == [("number", "warning")]
    assert found(run(*NUMBERS, "--check", "double-space")) == [("double-space", "warning")]
    listed = ok("check", "--list-checks").out.splitlines()
    assert any(line.split()[:2] == ["number", "warning"] for line in listed)
    settings.write_text('[checks]\nterm-missing = "info"\n', encoding="utf-8")
    ok("check", "--text", "Ратификационная грамота", "A letter")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[checks]\nnumbr = "off"', "there is no check 'numbr'"),
        ("[checks]\nnumber = false", "the check number cannot be False"),
        ('checks = "off"', "`checks` must be a table"),
        ("[checks\n", "is not TOML"),
    ],
)
def test_a_configuration_that_is_refused(refused, small, place, text, said):
    (place / "tmtool.toml").write_text(text, encoding="utf-8")
    message = refused(*NUMBERS)
    assert said in message
    assert "tmtool.toml" in message


def test_the_list_of_checks(ok, place):
    lines = ok("check", "--list-checks").out.splitlines()
    assert lines[0].split()[:3] == ["term-missing", "error", "each"]
    assert any(line.startswith("quote-style ") and " info " in line for line in lines)


def test_inconsistency_in_a_file(run, small, place):
    write(place / "a.tsv", "ru\ten\nда\tyes\nда\tyeah\nага\tyeah\n")
    done = run("check", "a.tsv", "--severity", "info", "-f", "jsonl")
    assert [(line["segment"], line["check"]) for line in done.lines] == [
        (2, "same-source"),
        (3, "same-draft"),
    ]


def test_a_reader_that_has_enough_is_no_failure(process, treaties_file, tmp_path):
    done = process("--db", treaties_file, "check", SOURCE, WEAK, "-f", "tsv", "--limit", "1")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2


# tmtool score ---------------------------------------------------------------------------------


def test_the_table_of_term_accuracy(ok, treaties_file, monkeypatch):
    monkeypatch.chdir(EXAMPLES)
    command = (
        "score",
        GOOD.name,
        WEAK.name,
        "-r",
        "reference.en.txt",
        "--source-text",
        SOURCE.name,
    )
    lines = ok("--db", treaties_file, *command, "-m", "terms").out.splitlines()
    assert lines[0].split() == ["draft", "terms", "↑"]
    assert lines[4].split()[:4] == ["text", "terms", "↑", "needed"]
    assert [line.split()[:2] for line in lines[5:8]] == [
        ["draft", GOOD.name],
        ["draft", WEAK.name],
        ["reference", "reference.en.txt"],
    ]
    assert lines[-1].startswith("terms: n:")


def test_terms_without_a_reference(ok, treaties_file):
    command = ("score", WEAK, "--source-text", SOURCE, "-m", "terms", "-f", "tsv")
    _, row = ok("--db", treaties_file, *command).out.splitlines()
    assert row.split("\t")[:3] == [str(WEAK), "terms", "raw"]
    plain = ok("--db", treaties_file, *command, "--no-morphology").out.splitlines()[1]
    assert float(plain.split("\t")[3]) < float(row.split("\t")[3])
    assert "|morph:no|" in plain


def test_terms_of_one_glossary(refused, ok, treaties_file):
    command = ("--db", treaties_file, "score", WEAK, "--source-text", SOURCE, "-m", "terms")
    assert "|glossary:treaties|" in ok(*command, "--glossary", "treaties").out
    assert "there is no glossary 'x'" in refused(*command, "--glossary", "x")


def test_drafts_without_a_line_for_each_of_the_source(refused, small, place):
    write(place / "s.txt", "Ратификационная грамота\n")
    write(place / "d.txt", "One\nTwo\n")
    said = refused("score", "d.txt", "--source-text", "s.txt", "-m", "terms")
    assert "the numbers of segments differ: d.txt has 2, s.txt has 1" in said
    write(place / "d.txt", "One\n")
    write(place / "s.txt", "Ничего\n")
    said = refused("score", "d.txt", "--source-text", "s.txt", "-m", "terms")
    assert "the source has no term of the glossary" in said


@pytest.mark.parametrize(
    ("source", "draft", "options", "said"),
    [
        ("One\n", "One\n", [], "d.txt looks like en, not like ru"),
        ("Один\n", "One\n", ["-s", "en", "-t", "en-GB"], "s.txt looks like ru, not like en"),
        ("Один\n", "One\n", ["-t", "de"], "the glossary has no term in de; it has en, ru"),
    ],
)
def test_texts_that_have_no_term_accuracy(refused, small, place, source, draft, options, said):
    write(place / "s.txt", source)
    write(place / "d.txt", draft)
    command = ("score", "d.txt", "--source-text", "s.txt", "-m", "terms", "-s", "ru")
    assert said in refused(*(command if options else command[:-2]), *options)


def test_other_metrics_need_no_memory(ok, place):
    write(place / "d.txt", "One\n")
    ok("score", "d.txt", "-r", "d.txt", "--source-text", "d.txt", "-m", "chrf")


def test_a_shifted_draft_is_told(run, small, place):
    source, draft = (
        (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
        for name in ("source.ru.txt", "draft-good.en.txt")
    )
    write(place / "a.ru.txt", "\n".join(source))
    for lines, told in ((draft, False), ([*draft[:4], *draft[5:], "Done."], True)):
        write(place / "a.en.txt", "\n".join(lines))
        said = run("check", "a.ru.txt", "a.en.txt").err
        assert ("of the draft seem to translate the source 1 line after theirs" in said) is told

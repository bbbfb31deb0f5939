"""`tmtool segment`, and how the other commands cut documents."""

from __future__ import annotations

from pathlib import Path

import pytest

TEXT = "Стороны руководствуются ст. 5 Договора. Настоящий Договор бессрочен.\n"
RULES = """\
<srx version="2.0"><header cascade="no"/><body><languagerules><languagerule languagerulename="a">
<rule><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>
<rule><beforebreak>\\G</beforebreak></rule>
</languagerule></languagerules><maprules>
<languagemap languagepattern="EN" languagerulename="a"/></maprules></body></srx>
"""


@pytest.fixture
def text(place: Path) -> Path:
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    return place / "a.txt"


def test_a_sentence_a_line(ok, text: Path):
    assert ok("segment", "a.txt").out.splitlines() == [
        "Стороны руководствуются ст. 5 Договора.",
        "Настоящий Договор бессрочен.",
    ]


def test_other_forms_have_places(ok, text: Path):
    assert ok("segment", "a.txt", "-f", "jsonl").lines[1] == {
        "text": "Настоящий Договор бессрочен.",
        "start": 40,
        "end": 68,
        "paragraph": 0,
        "kind": "paragraph",
    }
    assert ok("segment", "a.txt", "-f", "tsv").out.splitlines()[0].split("\t") == [
        *("text", "start", "end", "paragraph", "kind")
    ]


def test_standard_input(ok):
    assert ok("segment", "-", "-s", "en", stdin="Art. 5 applies. Yes.").out.splitlines() == [
        "Art. 5 applies.",
        "Yes.",
    ]


def test_rules_of_others(ok, place: Path):
    (place / "a.srx").write_text(RULES, encoding="utf-8")
    (place / "a.txt").write_text("One. Two; three", encoding="utf-8")
    run = ok("segment", "a.txt", "-s", "en", "--srx", "a.srx")
    assert run.out.splitlines() == ["One. Two;", "three"]
    assert "Left out: a.srx:3: the rule cannot be used" in run.err


def test_rules_are_written_and_taken(ok, text: Path):
    assert "wrote" in ok("segment", "--export-srx", "ours.srx").err
    same = ok("segment", "a.txt", "--srx", "ours.srx").out
    assert same == ok("segment", "a.txt").out
    assert ok("segment", "--export-srx", "-").out.startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Give FILE"),
        (("a.txt", "--export-srx", "x.srx", "--srx", "x.srx"), 2, "leave out --srx"),
        (("a.txt", "--export-srx", "-"), 2, "standard output"),
        (("a.txt", "--export-srx", "a.txt"), 3, "the same file"),
        (("a.txt", "--srx", "missing.srx"), 3, "missing.srx"),
        (("a.txt", "-s", "??"), 3, "language tag"),
        (("a.po",), 3, "suffix"),
    ],
)
def test_misuse(run, text: Path, arguments: tuple[str, ...], code: int, message: str):
    (text.parent / "a.po").write_text("msgid", encoding="utf-8")
    done = run("segment", *arguments)
    assert (done.code, message in done.err) == (code, True), done.err


def test_analyze_counts_sentences_or_paragraphs(ok, small, text: Path):
    def segments(*options: str) -> int:
        run = ok("analyze", "a.txt", "-f", "json", *options)
        return sum(band["segments"] for band in run.json["total"])

    assert segments() == 2
    assert segments("--segments", "paragraphs") == 1
    assert segments("--as", "lines") == 1


def test_pretranslate_cuts_by_rules_of_others(ok, small, place: Path):
    (place / "a.srx").write_text(RULES, encoding="utf-8")
    (place / "a.txt").write_text("One. Two; three", encoding="utf-8")
    command = ("pretranslate", "a.txt", "-s", "en", "-t", "ru", "--as", "text", "-f", "json")
    cut = ok(*command, "-o", "a.tsv", "--srx", "a.srx").json
    assert cut["total"] == 2
    assert any("rules left out" in warning for warning in cut["warnings"])
    assert ok(*command, "-o", "b.tsv", "--segments", "paragraphs").json["total"] == 1

"""Tables for people: alignment, marks, and texts that must not be taken for anything but texts."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from rich.console import Console
from rich.text import Text

from tmtool.models import (
    Change,
    Concept,
    ConcordanceLine,
    Corpus,
    Edit,
    Evidence,
    FileReport,
    Match,
    Penalty,
    Score,
    ScoreReport,
    SegmentScore,
    Skipped,
    Term,
    TermHit,
    Translation,
    TranslationUnit,
    Variant,
)
from tmtool.reports import concepts, records, tables
from tmtool.reports import terms as term_tables


def drawn(draw, *arguments, width: int = 100, colour: bool = False, **options) -> str:
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        highlight=False,
        force_terminal=colour,
        color_system="standard" if colour else None,
    )
    draw(console, *arguments, **options)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


def grid(columns: str, *rows: tuple, width: int = 100) -> list[str]:
    table = tables.grid(columns.split(), rows)
    return drawn(lambda console: console.print(table), width=width).splitlines()


def match(**fields) -> Match:
    known = {
        "rate": 77,
        "kind": "fuzzy",
        "source": "Статья 1.",
        "target": "Article 1.",
        "unit": 7,
        "corpus": "treaties",
        "status": "approved",
        "source_language": "ru",
        "target_language": "en",
    }
    return Match(**{**known, **fields})


class TestGrid:
    def test_numbers_go_to_the_right_and_have_commas(self):
        assert grid("name units", ("a", 1), ("long name", 1_234_567)) == [
            "name           units",
            "a                  1",
            "long name  1,234,567",
        ]

    def test_none_is_empty(self):
        assert grid("a b c", (None, "x", None), ("y", None, 0)) == ["a  b  c", "   x", "y     0"]

    def test_markup_is_text(self):
        assert grid("a", ("[red]not red[/red]",), ("[/]",), ("\\[x]\\",)) == [
            "a",
            "[red]not red[/red]",
            "[/]",
            "\\[x]\\",
        ]

    def test_long_texts_are_folded_within_their_column(self):
        lines = grid("a b", ("x", "one two three four"), width=14)
        assert lines == ["a  b", "x  one two", "   three four"]

    def test_numbers_are_never_folded(self):
        lines = grid("name units", ("a long name of a corpus", 1_000_000), width=24)
        assert lines[1].endswith("1,000,000")

    def test_scores_are_never_folded(self):
        figures = [Text(f"{n}0.00\n{n}0.0–{n}0.0", justify="right") for n in range(1, 8)]
        rows = [("a long name of a draft", 41, *figures)]
        columns = ["draft", "segments", *(f"metric {n} ↑" for n in range(1, 8))]
        for width in range(40, 160):
            lines = drawn(tables.fitted, columns, rows, width=width, keys=2).splitlines()
            assert max(map(len, lines)) <= width
            words = Counter(" ".join(lines).split())
            for n in range(1, 8):
                assert words[f"{n}0.00"] == words[f"{n}0.0–{n}0.0"] == 1
        headings = [line for line in lines if "draft" in line.split()[:1]]
        assert len(headings) == 1
        assert not any(line == "" for line in lines)

    def test_parts_of_a_table_begin_with_its_keys(self):
        lines = drawn(tables.fitted, ["run", "bleu ↑", "chrf ↑"], [("7", 1, 2)], width=12)
        assert lines.splitlines() == [
            "run  bleu ↑",
            "7         1",
            "",
            "run  chrf ↑",
            "7         2",
        ]

    def test_only_a_header(self):
        assert grid("a b") == ["a  b"]


class TestMatches:
    def test_none(self):
        assert (
            drawn(tables.matches, [])
            == "No match; a lower --min-rate or `tmtool concordance` may find more.\n"
        )

    def test_what_is_known_is_said(self):
        found = match(
            document="agreement",
            changed_at="2024-05-06T07:08:09Z",
            changed_by="ivanova",
            count=3,
            ambiguous=True,
        )
        assert drawn(tables.matches, [found]).splitlines()[0] == (
            " 77% fuzzy  unit 7, treaties, agreement, approved, ivanova, 2024-05-06, 3 times,"
            " ambiguous"
        )

    @pytest.mark.parametrize(
        ("edits", "line"),
        [
            ([("equal", "Статья", "Статья"), ("replace", "2", "1")], "Статья [-1-]{+2+}"),
            ([("insert", "Вот", ""), ("equal", "статья", "статья")], "{+Вот+} статья"),
            ([("equal", "Статья", "Статья"), ("delete", "", "1")], "Статья [-1-]"),
            ([("equal", "а", "а"), ("delete", "", ","), ("equal", "б", "б")], "а[-,-] б"),
        ],
    )
    def test_differences_are_marked(self, edits, line):
        found = match(edits=tuple(Edit(*edit) for edit in edits))
        assert drawn(tables.matches, [found]).splitlines()[1].strip() == line

    def test_differences_in_colour(self):
        found = match(edits=(Edit("replace", "2", "1"),))
        shown = drawn(tables.matches, [found], colour=True)
        assert "\x1b[31m[-1-]\x1b[0m\x1b[32m{+2+}\x1b[0m" in shown

    def test_explanations(self):
        found = match(
            edits=(
                Edit("equal", "а", "а"),
                Edit("replace", "б", "в"),
                Edit("insert", "г", ""),
                Edit("delete", "", "д"),
            ),
            similarity=(("characters", 81.25), ("words", 70.0)),
            penalties=(Penalty("draft", 2), Penalty("corpus msdocs", 10)),
        )
        lines = drawn(tables.matches, [found], explain=True).splitlines()[3:]
        assert [line.strip() for line in lines] == [
            "similarity  characters 81.25, words 70",
            "penalty     draft -2",
            "penalty     corpus msdocs -10",
            "replace     “в” → “б”",
            "insert      “г”",
            "delete      “д”",
        ]

    def test_long_texts_are_indented_on_every_line(self):
        lines = drawn(tables.matches, [match(target="word " * 40)], width=40).splitlines()
        assert len(lines) > 5
        assert all(line.startswith("  ") for line in lines[3:])
        assert max(map(len, lines)) <= 40


EVIL = "\x1b]0;owned\x07 \x1b[31mred \x9b1m [bold]not[/bold] \u202e"
"""What could command a terminal."""


def hit(**fields) -> TermHit:
    known = {
        "start": 0,
        "end": 8,
        "text": "грамотой",
        "confidence": "hard",
        "concept": 1,
        "term": "грамота",
        "status": "preferred",
    }
    return TermHit(**{**known, **fields})


def unit(**fields) -> TranslationUnit:
    return TranslationUnit((Variant("ru", EVIL), Variant("en", EVIL)), **fields)


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize(
    ("draw", "argument"),
    [
        (tables.matches, [match(source=EVIL, target=EVIL, document=EVIL, edits=())]),
        (tables.matches, [match(edits=(Edit("replace", EVIL, EVIL),), target="x")]),
        (tables.concordance, [ConcordanceLine(EVIL, EVIL, ((0, 9),), ((3, 5),), 1, EVIL)]),
        (term_tables.terms, [hit(text=EVIL, term=EVIL)]),
        (term_tables.terms, [hit(translations=(Translation(EVIL, "preferred", note=EVIL),))]),
        (records.unit, unit(id=1, note=EVIL, properties={EVIL: EVIL})),
        (concepts.concepts, [Concept((Term("ru", EVIL, note=EVIL),), domain=EVIL, id=1)]),
        (records.corpora, [Corpus(EVIL, licence=EVIL)]),
        (records.imports, [FileReport(EVIL, "tsv", EVIL, skipped=(Skipped(EVIL, EVIL),))]),
    ],
)
def test_texts_cannot_command_the_terminal(draw, argument, colour):
    shown = drawn(draw, argument, width=400, colour=colour)
    assert "[bold]not[/bold]" in shown
    assert "\\x1b]0;owned\\x07" in shown
    for code in ("\x1b]", "\x07", "\x9b"):
        assert code not in shown
    if not colour:
        assert "\x1b" not in shown


class TestConcordance:
    def test_none(self):
        assert drawn(tables.concordance, []) == "Not found.\n"

    def test_hits_are_marked_on_both_sides(self):
        line = ConcordanceLine("а б в", "a b c", ((0, 1), (4, 5)), ((2, 3),), 9, "c", 2, "d")
        assert drawn(tables.concordance, [line]).splitlines() == [
            "unit 9, c, d, 2 times",
            "  **а** б **в**",
            "  a **b** c",
        ]

    def test_colour_instead_of_marks(self):
        line = ConcordanceLine("а б", "a b", ((0, 1),), (), 9, "c")
        shown = drawn(tables.concordance, [line], colour=True)
        assert "\x1b[1;33mа\x1b[0m б" in shown
        assert "**" not in shown


class TestTerms:
    def test_none(self):
        assert drawn(term_tables.terms, []) == "No term found.\n"

    def test_translations_stand_in_line(self):
        hits = [
            hit(
                translations=(
                    Translation(
                        "charter",
                        "preferred",
                        inflected="charters",
                        evidence=Evidence(12, 34, share=0.75),
                    ),
                )
            ),
            hit(
                confidence="soft",
                reason="it may be another word",
                nested=True,
                translations=(
                    Translation("a much longer term", "superseded", evidence=Evidence(0, 5)),
                    Translation("x", "forbidden", note="Never."),
                ),
            ),
            hit(text="грамота"),
        ]
        assert drawn(term_tables.terms, hits).splitlines() == [
            "грамотой  (грамота)",
            "  charters            preferred   used 12 of 34, 75 %",
            "грамотой  (грамота, in a longer term, not sure: it may be another word)",
            "  a much longer term  superseded  used 0 of 5",
            "  x                   forbidden                    Never.",
            "грамота",
            "  no translation",
        ]

    @pytest.mark.parametrize("width", range(45, 140, 3))
    def test_nothing_is_lost_on_a_narrow_terminal(self, width):
        offered = Translation(
            "instrument of accession",
            "deprecated",
            note="A literal rendering of грамота; English treaty practice says instrument.",
            evidence=Evidence(0, 51),
        )
        shown = drawn(term_tables.terms, [hit(translations=(offered,))], width=width)
        assert max(map(len, shown.splitlines())) <= width
        text = f"грамотой (грамота) {offered.text} {offered.status} used 0 of 51 {offered.note}"
        assert Counter("".join(shown.split())) == Counter("".join(text.split()))


def test_scores():
    report = ScoreReport(
        segments=1,
        excluded=1,
        scores=(
            Score("a.txt", "chrf", "raw", 81.005, "sig1"),
            Score("a.txt", "ter", "raw", 7.0, "sig2"),
            Score("b.txt", "chrf", "raw", 100.0, "sig1"),
            Score("b.txt", "ter", "raw", 0.0, "sig2"),
        ),
        segment_scores=(SegmentScore(3, "a.txt", {"chrf": 5.5}),),
    )
    assert drawn(tables.scores, report).splitlines() == [
        "segment  draft  chrf ↑",
        "3        a.txt    5.50",
        "",
        "draft  chrf ↑  ter ↓",
        "a.txt   81.00   7.00",
        "b.txt  100.00   0.00",
        "1 segment, 1 empty one left out",
        "chrf: sig1",
        "ter: sig2",
    ]


def stored(text: str, **fields) -> dict:
    return {"variants": [{"language": "en", "text": text, "markup": None}], **fields}


class TestHistory:
    def change(self, before, after, operation="edit") -> str:
        change = Change(7, "2024-05-06T07:08:09Z", "me", operation, 17, before, after)
        lines = drawn(records.history, [change]).splitlines()
        assert lines[0].split() == "change at by what unit from to".split()
        assert lines[1].startswith(f"7       2024-05-06T07:08:09Z  me  {operation:4}  17")
        start = lines[0].index("from")
        return "\n".join(line[start:] for line in lines[1:])

    def test_texts_that_differ(self):
        assert self.change(stored("a", note="n"), stored("b", note="n")) == "en: a  en: b"

    def test_what_else_differs(self):
        before = stored("a", status="draft", note=None, changed_at="x", usage_count=0)
        after = stored("a", status="approved", note="n", changed_at="y", usage_count=0)
        assert self.change(before, after).splitlines() == [
            "status: draft  status: approved",
            "               note: n",
        ]

    def test_added_and_removed(self):
        assert self.change(None, stored("a", status="draft"), "add") == "      en: a"
        assert self.change(stored("a"), None, "cut") == "en: a"

    def test_nothing_that_is_shown(self):
        assert self.change(stored("a", changed_by="x"), stored("a", changed_by="y")) == ""

    def test_undone(self):
        change = Change(7, "2024-05-06T07:08:09Z", None, "edit", None, None, None, undone=True)
        assert "edit (undone)" in drawn(records.history, [change])
        assert "None" not in drawn(records.history, [change])


def test_a_unit_with_everything():
    found = unit(
        id=5,
        corpus="c",
        position=0,
        created_by="me",
        changed_at="2024-05-06T07:08:09Z",
        usage_count=1,
        properties={"key": "value"},
    )
    lines = drawn(records.unit, found, width=200).splitlines()
    assert lines[0].split() == ["unit", "5"]
    rest = [line.split(maxsplit=1) for line in lines[4:]]
    assert rest == [
        ["status", "approved"],
        ["position", "0"],
        ["created", "me"],
        ["changed", "2024-05-06T07:08:09Z"],
        ["used", "1 time"],
        ["key", "value"],
    ]


LONG = "".join(f"https://treaties.example/{n}/" for n in range(9))


@pytest.mark.parametrize(
    ("draw", "argument", "options"),
    [
        (records.unit, unit(id=1, note=LONG), {}),
        (concepts.concepts, [Concept((Term("en", "a", note=LONG),), id=1)], {}),
        (records.corpora, [Corpus("c", origin=LONG, units=1_000_000)], {}),
        (records.imports, [FileReport(LONG, "tsv", "c", read=1_000_000, added=1_000_000)], {}),
        (tables.matches, [match(source=LONG, target="x")], {}),
        (tables.matches, [match(edits=(Edit("replace", "x", LONG),))], {"explain": True}),
        (tables.concordance, [ConcordanceLine(LONG, "x", (), (), 1, "c")], {}),
        (term_tables.terms, [hit(translations=(Translation("x", "preferred", note=LONG),))], {}),
    ],
)
def test_long_words_are_folded_not_cut(draw, argument, options):
    shown = drawn(draw, argument, width=80, **options)
    assert "…" not in shown
    assert Counter(LONG) <= Counter(shown)
    assert max(map(len, shown.splitlines())) <= 80


def test_no_records():
    assert drawn(records.imports, []) == ""
    assert drawn(records.corpora, []) == "No corpus.\n"
    assert drawn(records.history, []) == "No change.\n"
    assert drawn(concepts.concepts, []) == "No concept.\n"

"""Drafts as they are read and checked, with the sample glossary and with small ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import ROOT, catalogue, entry, pair, table

from tmtool.errors import InputError, NotFoundError
from tmtool.formats import ReadOptions
from tmtool.jobs import drafts
from tmtool.jobs.check import check_texts
from tmtool.memory import Memory
from tmtool.models import CheckReport, Concept, DraftSegment, Issue, Term, TranslationUnit

EXAMPLES = ROOT / "corpora" / "examples"


def of_example(memory: Memory, name: str) -> CheckReport:
    lines = drafts.from_lines(EXAMPLES / "source.ru.txt", EXAMPLES / name)
    return memory.check(lines, "ru", "en")


def words(issue: Issue) -> str:
    text = issue.source if issue.side == "source" else issue.draft
    return text[issue.start : issue.end]


def test_every_planted_fault_of_a_term_is_found(treaties: Memory):
    report = of_example(treaties, "draft-weak.en.txt")
    with (EXAMPLES / "faults.tsv").open(encoding="utf-8", newline="") as file:
        faults = [row for row in csv.DictReader(file, delimiter="\t") if row["kind"] == "term"]
    assert len(faults) == 8
    found = {(issue.segment, words(issue)) for issue in report.issues}
    for fault in faults:
        line = int(fault["line"])
        assert {(line, fault["draft"]), (line, fault["source"])} & found, fault
    assert report.segments == 41
    assert sum(report.summary.values()) == len(report.issues)


@pytest.mark.parametrize("name", ["draft-good.en.txt", "reference.en.txt"])
def test_good_drafts_have_no_error(treaties: Memory, name: str):
    report = of_example(treaties, name)
    assert {issue.severity for issue in report.issues} <= {"info"}
    assert len(report.issues) <= 2


def test_issues_stand_in_the_order_of_the_segments(treaties: Memory):
    segments = [issue.segment for issue in of_example(treaties, "draft-weak.en.txt").issues]
    assert segments == sorted(segments)


@pytest.fixture
def two_glossaries(memory: Memory) -> Memory:
    for glossary, english in (("one", "reservation"), ("two", "proviso")):
        terms = Term("ru", "оговорка", status="preferred"), Term("en", english, status="preferred")
        memory.glossary.add(Concept(terms), glossary=glossary)
    return memory


@pytest.mark.parametrize(
    ("glossary", "draft", "number"),
    [
        (None, "A proviso", 0),
        (None, "A reservation", 0),
        (None, "A clause", 1),
        ("one", "A reservation", 0),
        ("one", "A proviso", 1),
        ("two", "A proviso", 0),
    ],
)
def test_one_glossary_alone(two_glossaries: Memory, glossary, draft, number):
    found = two_glossaries.glossary.check("Оговорка", draft, "ru", "en", glossary=glossary)
    assert len(found) == number


def test_a_longer_term_of_another_glossary_hides_nothing(memory: Memory):
    for glossary, russian, english in (
        ("one", "договор", "treaty"),
        ("two", "международный договор", "international treaty"),
    ):
        terms = Term("ru", russian), Term("en", english)
        memory.glossary.add(Concept(terms), glossary=glossary)
    text, draft = "Международный договор", "A pact"
    (issue,) = memory.glossary.check(text, draft, "ru", "en", glossary="one")
    assert words(issue) == "договор"
    (issue,) = memory.glossary.check(text, draft, "ru", "en")
    assert words(issue) == "Международный договор"


def test_an_unknown_glossary_is_refused(two_glossaries: Memory):
    with pytest.raises(NotFoundError, match="there is no glossary 'three'"):
        two_glossaries.glossary.check("Оговорка", "A", "ru", "en", glossary="three")
    with pytest.raises(NotFoundError):
        two_glossaries.check([], "ru", "en", glossary="three")


def test_all_checks_are_made(memory: Memory):
    memory.glossary.add(Concept((Term("ru", "Мир-2", do_not_translate=True), Term("en", "Peace"))))
    memory.glossary.add(
        Concept(
            (
                Term("ru", "Содружество Независимых Государств"),
                Term("en", "Commonwealth of Independent States", status="preferred"),
                Term("en", "CIS", type="acronym"),
            )
        )
    )
    text, draft = "Станция Мир-2 Содружества Независимых Государств", "The station Peace of the CIS"
    found = memory.glossary.check(text, draft, "ru", "en")
    assert [(i.check, words(i), i.replacement) for i in found] == [
        ("do-not-translate", "Мир-2", None),
        ("acronym-unintroduced", "CIS", "Commonwealth of Independent States (CIS)"),
    ]


def test_acronyms_are_introduced_in_each_document(memory: Memory):
    name = "Содружество Независимых Государств"
    memory.glossary.add(
        Concept(
            (Term("ru", name), Term("en", "the Commonwealth"), Term("en", "CIS", type="acronym"))
        )
    )
    for document, position, english in (
        ("a", 0, "The Commonwealth"),
        ("a", 1, "The CIS"),
        ("b", 0, "The CIS"),
        (None, None, "The CIS"),
    ):
        unit = pair(name, english, document=document, position=position)
        memory.add_unit(unit, corpus="c")
    report = memory.check(memory.drafts("ru", "en"), "ru", "en")
    found = [issue.segment for issue in report.issues if issue.check == "acronym-unintroduced"]
    assert found == [3, 4]


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        (None, [("term-missing", "error"), ("number", "error")]),
        ({"term-missing": "off"}, [("number", "error")]),
        ({"number": "info"}, [("term-missing", "error"), ("number", "info")]),
    ],
)
def test_severities(two_glossaries: Memory, severities, expected):
    segments = [DraftSegment(1, "Оговорка 5", "Clause 6")]
    report = two_glossaries.check(segments, "ru", "en", severities=severities)
    found = [(issue.check, issue.severity) for issue in report.issues]
    assert sorted(found) == sorted(expected)


def test_one_segment_of_a_glossary_is_checked_for_terms_alone(two_glossaries: Memory):
    found = two_glossaries.glossary.check("Оговорка 5", "Clause  6", "ru", "en")
    assert [issue.check for issue in found] == ["term-missing"]


def test_checks_without_a_memory():
    (checked,) = check_texts([DraftSegment(1, "5 дней", "6  days")], "ru", "en-GB")
    assert [issue.check for issue in checked.issues] == ["number", "double-space"]


def test_nothing_is_read_before_it_is_asked_for(two_glossaries: Memory):
    asked = []

    def segments() -> Iterator[DraftSegment]:
        for number in range(3):
            asked.append(number)
            yield DraftSegment(number, "Оговорка", "A clause")

    checked = two_glossaries.check_each(segments(), "ru", "en")
    assert asked == []
    assert len(next(checked).issues) == 1
    assert asked == [0]
    assert [one.segment.segment for one in checked] == [1, 2]


# Where drafts come from ----------------------------------------------------------------------


def lines(path: Path, *texts: str) -> Path:
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def test_lines_are_paired_and_blank_ones_left_out(tmp_path: Path):
    source = lines(tmp_path / "s", "один", "", "три", "")
    draft = lines(tmp_path / "d", "one", " ", "three", "four")
    assert drafts.from_lines(source, draft) == [
        DraftSegment(1, "один", "one"),
        DraftSegment(3, "три", "three"),
        DraftSegment(4, "", "four"),
    ]


def test_files_that_do_not_go_together(tmp_path: Path):
    source, draft = lines(tmp_path / "s", "один", "два"), lines(tmp_path / "d", "one")
    with pytest.raises(InputError, match=r"s has 2, .*d has 1"):
        drafts.from_lines(source, draft)
    blank = lines(tmp_path / "b", "", " ")
    with pytest.raises(InputError, match="every line is empty"):
        drafts.from_lines(blank, blank)


@pytest.mark.parametrize("suffix", [".xlf", ".tmx", ".po", ".xlsx", ".jsonl"])
def test_two_bilingual_files_do_not_go_together_line_by_line(tmp_path: Path, suffix: str):
    files = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for path in files:
        path.write_text("Один\n", encoding="utf-8")
    with pytest.raises(InputError, match="have the source and its draft in them") as refused:
        drafts.from_lines(*files)
    assert refused.value.where == str(files[0])


def test_units_of_a_file(tmp_path: Path):
    rows = [["t1", "один", "one"], ["", "два", "two"], ["t3", "три", ""], ["t4", "", "four"]]
    path = table(tmp_path / "a.tsv", rows)
    found = drafts.UnitDrafts(drafts.records_in(path, None, ReadOptions()), "ru", "en")
    assert list(found) == [
        DraftSegment("t1", "один", "one"),
        DraftSegment(2, "два", "two"),
        DraftSegment("t3", "три", ""),
    ]
    assert found.left_out == 1


def test_units_without_both_languages_are_counted():
    units = [pair("один", "one", tuid="a"), pair("два", " "), pair("", "three")]
    found = drafts.UnitDrafts(units, "ru", "en-GB")
    assert [segment.segment for segment in found] == ["a", 2]
    assert found.left_out == 1
    with pytest.raises(InputError, match="no unit has text in both ru and de"):
        list(drafts.UnitDrafts(units, "ru", "de"))


def test_a_catalogue_is_one_text(tmp_path: Path):
    path = catalogue(tmp_path / "a.po", entry("one", "один"), entry("two", "два"))
    units = drafts.records_in(path, None, ReadOptions("en", "ru"))
    documents = {segment.document for segment in drafts.UnitDrafts(units, "en", "ru")}
    assert len(documents) == 1


def test_the_memorys_own_units(memory: Memory):
    memory.add_unit(pair("один", "one", document="d", position=0), corpus="a")
    memory.add_unit(pair("два", "two"), corpus="b")
    memory.add_unit(pair("три", "three"), corpus="b")
    found = list(memory.drafts("ru", "en"))
    assert [segment.segment for segment in found] == [1, 2, 3]
    assert len({segment.document for segment in found}) == 3
    assert [s.source for s in memory.drafts("en", "ru", corpus="b")] == ["two", "three"]
    with pytest.raises(NotFoundError, match="there is no corpus 'c'"):
        memory.drafts("ru", "en", corpus="c")


@pytest.mark.parametrize(
    ("tags", "given", "expected"),
    [
        (["en", "ru"], (None, None), ("ru", "en")),
        (["ru", "en-GB"], (None, None), ("ru", "en-GB")),
        (["de", "fr"], (None, None), ("de", "fr")),
        (["en", "ru"], ("en", None), ("en", "ru")),
        (["en", "ru"], (None, "ru"), ("en", "ru")),
        (["en", "ru", "fr"], ("en", "fr"), ("en", "fr")),
        ([], (None, None), (None, None)),
    ],
)
def test_the_languages_of_units(tags, given, expected):
    from tmtool.models import Variant

    units = [TranslationUnit(tuple(Variant(tag, "x") for tag in tags))] if tags else []
    source, target, again = drafts.languages_in(iter(units), *given)
    assert (source, target) == expected
    assert list(again) == units


@pytest.mark.parametrize(
    ("source", "draft", "pair_", "refused"),
    [
        ("Статья", "Article", ("ru", "en"), None),
        ("Article", "Статья", ("en", "ru"), None),
        ("Article", "Статья", ("ru", "en"), "the source looks like en, not like ru"),
        ("Статья", "Статья", ("ru", "en"), "the draft looks like ru, not like en"),
        ("Статья", "Article", ("ru", "de"), None),
        ("1", "2", ("ru", "en"), None),
        ("НАТО и NATO", "NATO (НАТО) is", ("ru", "en"), None),
    ],
)
def test_texts_in_another_script_are_refused(source, draft, pair_, refused):
    segments = [DraftSegment(1, source, draft)]
    if refused:
        with pytest.raises(InputError, match=refused):
            drafts.in_right_script(segments, *pair_)
    else:
        assert list(drafts.in_right_script(segments, *pair_)) == segments

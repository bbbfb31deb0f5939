"""What stands beside the scores of files: matches, the memory's draft, labels, checks, texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from building import pair

from tmtool.errors import InputError, NotFoundError
from tmtool.jobs.score import score_files
from tmtool.memory import Memory
from tmtool.models import Concept, MemoryDraft, Resampling, ScoreOptions, Term

UNITS = (
    ("Статья 1", "Article 1", "treaties"),
    ("Стороны договорились о нижеследующем:", "The Parties agreed as follows:", "treaties"),
    ("Статья 12 вступает в силу немедленно.", "Article 12 enters into force at once.", "other"),
)
SOURCE = (
    "Статья 1",
    "Стороны договорились о нижеследующем:",
    "",
    "Статья 15 вступает в силу немедленно.",
    "Ничего похожего здесь нет.",
    "Стороны сотрудничают.",
)
REFERENCE = (
    "Article 1",
    "The Parties have agreed as follows:",
    "",
    "Article 15 enters into force at once.",
    "There is nothing like it.",
    "The Parties cooperate.",
)
DRAFT = (
    "Article 1",
    "The Sides agreed on the following:",
    "",
    "Article 51 enters into force at once.",
    "There is nothing похожего here.",
    "Parties co-operate.",
)
OPTIONS = ScoreOptions(metrics=("chrf", "ter"), source_language="ru", target_language="en")
MATCHES = replace(OPTIONS, buckets=("match",))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    texts = {"s.txt": SOURCE, "r.txt": REFERENCE, "d.txt": DRAFT}
    texts["documents"] = ("a", "a", "a", "b", "b", "c")
    texts["labels"] = ("easy", "hard", "", "hard", "hard", "easy")
    for name, lines in texts.items():
        write(tmp_path / name, lines)
    return tmp_path


def write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.fixture
def filled(memory: Memory) -> Memory:
    for number, (source, target, corpus) in enumerate(UNITS):
        memory.add_unit(pair(source, target, document="a", position=number), corpus=corpus)
    return memory


def scored(folder: Path, memory: Memory | None, options: ScoreOptions, **others: Path | None):
    drafts, references = [folder / "d.txt"], [folder / "r.txt"]
    source = others.get("source", folder / "s.txt")
    if memory is not None:
        return memory.score_files(drafts, references, source=source, options=options)
    return score_files(drafts, references, options, source=source)


def bands(report) -> dict[str, int]:
    return {row.bucket: row.segments for row in report.buckets if row.metric == "chrf"}


def test_segments_are_put_into_the_band_of_their_best_match(filled: Memory, files: Path):
    report = scored(files, filled, MATCHES)
    assert bands(report) == {"context": 1, "exact": 1, "95-99": 1, "new": 2}
    assert {row.by for row in report.buckets} == {"match"}
    # The blank line is left out, and so is its match.
    assert (report.segments, report.excluded) == (5, 1)


def test_segments_of_another_document_are_no_context(filled: Memory, files: Path):
    write(files / "documents", "abcdef")
    apart = replace(MATCHES, documents=files / "documents")
    assert bands(scored(files, filled, apart)) == {"exact": 2, "95-99": 1, "new": 2}


def test_helpers_find_the_same(filled: Memory, files: Path):
    options = replace(MATCHES, with_memory=True, texts=True)
    assert scored(files, filled, replace(options, workers=2)) == scored(files, filled, options)


def test_the_memory_is_one_more_draft(filled: Memory, files: Path):
    asked = Resampling(compare=True, resamples=20)
    options = replace(OPTIONS, with_memory=True, texts=True, segments=True, resampling=asked)
    report = scored(files, filled, options)
    assert [text.drafts["memory"] for text in report.texts] == [
        "Article 1",
        "The Parties agreed as follows:",
        # The number is carried over.
        "Article 15 enters into force at once.",
        "",
        "",
    ]
    assert report.memory_draft == MemoryDraft(min_rate=50, filled=3, exact=2, repaired=1)
    assert [one.draft for one in report.scores] == [str(files / "d.txt")] * 2 + ["memory"] * 2
    assert [one.draft for one in report.comparisons] == ["memory", "memory"]
    third = {line.draft: line.scores for line in report.segment_scores if line.segment == 4}
    assert third["memory"] == {"chrf": 100.0, "ter": 0.0}
    assert report.warnings == ()


def test_a_higher_rate_fills_less_and_a_corpus_can_be_left_out(filled: Memory, files: Path):
    options = replace(OPTIONS, with_memory=True, buckets=("match",))
    higher = scored(files, filled, replace(options, min_rate=100))
    assert higher.memory_draft == MemoryDraft(min_rate=100, filled=2, exact=2, repaired=0)
    # Bands are those of the best match all the same.
    assert bands(higher) == {"context": 1, "exact": 1, "95-99": 1, "new": 2}
    texts = scored(
        files, filled, replace(OPTIONS, with_memory=True, min_rate=100, texts=True)
    ).texts
    assert (texts[2].band, texts[2].drafts["memory"]) == ("95-99", "")
    without = scored(files, filled, replace(options, not_corpora=("treaties",)))
    assert without.memory_draft == MemoryDraft(min_rate=50, filled=1, exact=0, repaired=1)
    assert bands(without) == {"95-99": 1, "new": 4}
    with pytest.raises(NotFoundError, match="there is no corpus 'treaty'"):
        scored(files, filled, replace(options, not_corpora=("treaty",)))


def test_a_memory_that_holds_everything_is_suspicious(filled: Memory, files: Path):
    for source, target in zip(SOURCE, REFERENCE, strict=True):
        if source:
            filled.add_unit(pair(source, target), corpus="references")
    options = replace(OPTIONS, with_memory=True)
    (warning,) = scored(files, filled, options).warnings
    assert warning.startswith("the memory has 5 of 5 segments as they are")
    assert scored(files, filled, replace(options, not_corpora=("references",))).warnings == ()


def test_the_memory_changes_no_other_figure(filled: Memory, files: Path):
    """A match for a segment that is empty everywhere else does not bring it in."""
    (files / "s.txt").write_text(
        "\n".join((*SOURCE[:2], "Статья 1", *SOURCE[3:])) + "\n", encoding="utf-8"
    )
    alone = scored(files, filled, OPTIONS)
    together = scored(files, filled, replace(OPTIONS, with_memory=True))
    assert (together.segments, together.excluded) == (5, 1)
    assert together.scores[:2] == alone.scores


def test_a_draft_with_the_name_of_the_memory_is_refused(filled: Memory, files: Path, monkeypatch):
    monkeypatch.chdir(files)
    (files / "d.txt").rename(files / "memory")
    options = replace(OPTIONS, with_memory=True)
    with pytest.raises(InputError, match="a draft is called 'memory'"):
        filled.score_files([Path("memory")], [Path("r.txt")], source=Path("s.txt"), options=options)


def test_labels_and_documents_make_buckets(files: Path):
    options = replace(
        OPTIONS,
        buckets=("document", "label", "label"),
        labels=files / "labels",
        documents=files / "documents",
        texts=True,
    )
    report = scored(files, None, options)
    found = [(row.by, row.bucket, row.segments) for row in report.buckets if row.metric == "ter"]
    assert found == [
        *(("document", "a", 2), ("document", "b", 2), ("document", "c", 1)),
        *(("label", "easy", 2), ("label", "hard", 3)),
    ]
    assert [(text.document, text.label) for text in report.texts][1:3] == [
        ("a", "hard"),
        ("b", "hard"),
    ]
    assert report.resampling == Resampling(documents=("a", "a", "b", "b", "c"))


def test_lengths_are_those_of_the_source_or_else_of_the_first_reference(files: Path):
    by_length = replace(OPTIONS, buckets=("length",))
    with_source = scored(files, None, by_length)
    assert bands(with_source) == {"1-5": 4, "6-10": 1}
    assert bands(scored(files, None, by_length, source=None)) == {"1-5": 3, "6-10": 2}


def test_texts_have_what_is_known(filled: Memory, files: Path):
    first, *_, last = scored(files, filled, replace(MATCHES, texts=True)).texts
    assert (first.segment, first.source, first.references) == (1, SOURCE[0], (REFERENCE[0],))
    assert (first.band, first.match) == ("context", "Article 1")
    assert (first.document, first.label) == (None, None)
    assert (last.segment, last.band, last.match) == (6, "new", None)
    assert last.drafts == {str(files / "d.txt"): DRAFT[5]}
    assert scored(files, filled, MATCHES).texts == ()
    plain = scored(files, None, ScoreOptions(metrics=("chrf",), texts=True), source=None).texts
    assert (plain[0].source, plain[0].band) == (None, None)


def test_of_terms_alone_the_source_is_no_reference(memory: Memory, files: Path):
    memory.glossary.add(Concept((Term("ru", "сторона"), Term("en", "party"))))
    options = replace(OPTIONS, metrics=("terms",), texts=True, buckets=("length",))
    report = memory.score_files([files / "d.txt"], [], source=files / "s.txt", options=options)
    assert {text.references for text in report.texts} == {()}
    assert [row.score for row in report.buckets] == [50.0, None]


CHECKS = replace(OPTIONS, checks=True)


def test_checks_find_faults_without_a_memory(files: Path):
    report = scored(files, None, CHECKS)
    (found,) = report.findings
    assert (found.draft, found.report.segments) == (str(files / "d.txt"), 5)
    issues = [(issue.segment, issue.check) for issue in found.report.issues]
    assert (4, "reference") in issues
    assert (5, "untranslated-words") in issues
    assert found.report.summary["reference"] == 1


def test_checks_know_the_terms_of_a_memory(memory: Memory, files: Path):
    memory.glossary.add(
        Concept(
            (
                Term("ru", "сторона"),
                Term("en", "party", status="preferred"),
                Term("en", "side", status="forbidden"),
            )
        )
    )
    (found,) = scored(files, memory, CHECKS).findings
    assert (2, "term-forbidden") in [(one.segment, one.check) for one in found.report.issues]
    severities = {"term-forbidden": "off", "reference": "info"}
    (found,) = scored(files, memory, replace(CHECKS, severities=severities)).findings
    assert "term-forbidden" not in found.report.summary
    assert {one.severity for one in found.report.issues if one.check == "reference"} == {"info"}


def test_the_draft_of_the_memory_is_not_checked(filled: Memory, files: Path):
    report = scored(files, filled, replace(CHECKS, with_memory=True))
    assert [found.draft for found in report.findings] == [str(files / "d.txt")]


def test_without_terms_in_these_languages_the_rest_is_checked(memory: Memory, files: Path):
    memory.glossary.add(Concept((Term("de", "Staat"), Term("fr", "État"))))
    report = scored(files, memory, CHECKS)
    assert report.findings[0].report.summary["reference"] == 1
    assert report.warnings == (
        "terms are not checked: the glossary has no term in ru; it has de, fr",
    )
    with pytest.raises(NotFoundError):
        scored(files, memory, replace(CHECKS, glossary="no such"))


def test_what_came_before_is_remembered(files: Path):
    for name, line in (("s.txt", "Статья 1"), ("d.txt", "Art. 1"), ("r.txt", "Article 1")):
        with (files / name).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    (found,) = scored(files, None, CHECKS).findings
    assert "same-source" in found.report.summary


@pytest.mark.parametrize(
    ("options", "source", "what"),
    [
        (replace(OPTIONS, buckets=("document",)), "s.txt", "there is no document of any segment"),
        (replace(OPTIONS, buckets=("label",)), "s.txt", "there is no label of any segment"),
        (MATCHES, "s.txt", "matches need the source and a memory"),
        (replace(OPTIONS, with_memory=True), None, "matches need the source and a memory"),
        (CHECKS, None, "checks need the source"),
        (ScoreOptions(checks=True), "s.txt", "checks need both languages"),
    ],
)
def test_what_is_missing_is_said(files: Path, options: ScoreOptions, source: str | None, what: str):
    with pytest.raises(InputError, match=what) as refused:
        scored(files, None, options, source=files / source if source else None)
    assert refused.value.hint


def test_numbers_that_differ_are_refused(filled: Memory, files: Path):
    short = files / "short"
    write(short, "a")
    for options, source, what in (
        (replace(OPTIONS, buckets=("label",), labels=short), "s.txt", "6 segments have 1 labels"),
        (
            replace(OPTIONS, buckets=("document",), documents=short),
            "s.txt",
            "6 segments have 1 doc",
        ),
        (MATCHES, "short", "d.txt has 6, .*short has 1"),
    ):
        with pytest.raises(InputError, match=what):
            scored(files, filled, options, source=files / source)


def test_a_memory_without_units_is_refused(memory: Memory, files: Path):
    with pytest.raises(InputError, match="the memory has no units"):
        scored(files, memory, MATCHES)
    with pytest.raises(InputError, match="matches need both languages"):
        scored(files, memory, replace(MATCHES, target_language=None))

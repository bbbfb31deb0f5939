"""Term accuracy of files and lists, with a memory's glossary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from building import ROOT

from tmtool.errors import InputError
from tmtool.memory import Memory
from tmtool.models import Concept, ScoreOptions, Term

EXAMPLES = ROOT / "corpora" / "examples"
SOURCE = EXAMPLES / "source.ru.txt"
DRAFTS = [EXAMPLES / "draft-good.en.txt", EXAMPLES / "draft-weak.en.txt"]
REFERENCE = EXAMPLES / "reference.en.txt"
TERMS = ScoreOptions(metrics=("terms",), source_language="ru", target_language="en")
SEGMENTS = replace(TERMS, segments=True)


def test_the_weak_draft_is_worse_and_the_reference_is_the_ceiling(treaties: Memory):
    report = treaties.score_files(DRAFTS, [REFERENCE], source=SOURCE, options=TERMS)
    good, weak = (score.score for score in report.scores)
    ceiling = report.term_scores[2]
    assert weak < good <= ceiling.accuracy
    assert [row.role for row in report.term_scores] == ["draft", "draft", "reference"]
    assert [row.text for row in report.term_scores] == [*map(str, DRAFTS), str(REFERENCE)]
    assert len({row.needed for row in report.term_scores}) == 1
    assert report.term_scores[1].avoided == 7
    assert (report.segments, report.excluded) == (41, 0)


@pytest.mark.parametrize("pair", [("ru", "en"), ("en", "ru")])
def test_morphology_finds_more(treaties: Memory, pair: tuple[str, str]):
    files = (SOURCE, REFERENCE) if pair[0] == "ru" else (REFERENCE, SOURCE)
    texts = [path.read_text(encoding="utf-8").splitlines() for path in files]
    with_it = treaties.glossary.term_accuracy(*texts, *pair)
    without = treaties.glossary.term_accuracy(*texts, *pair, morphology=False)
    assert with_it.needed == without.needed
    assert with_it.accuracy > without.accuracy + 10


def test_other_metrics_are_what_they_are_without(treaties: Memory):
    from tmtool.jobs.score import score_files

    metrics = ("chrf", "terms", "bleu")
    both = treaties.score_files(
        DRAFTS,
        [REFERENCE],
        source=SOURCE,
        options=replace(TERMS, metrics=metrics, segments=True),
    )
    alone = score_files(DRAFTS, [REFERENCE], ScoreOptions(metrics=("chrf", "bleu"), segments=True))
    assert [(s.draft, s.metric) for s in both.scores] == [
        (str(draft), metric) for draft in DRAFTS for metric in metrics
    ]
    assert tuple(s for s in both.scores if s.metric != "terms") == alone.scores
    for line, other in zip(both.segment_scores, alone.segment_scores, strict=True):
        assert list(line.scores) == list(metrics)
        assert {m: line.scores[m] for m in ("chrf", "bleu")} == other.scores


def test_segments_without_terms_have_no_score(treaties: Memory):
    report = treaties.score_files([REFERENCE], [], source=SOURCE, options=SEGMENTS)
    figures = {line.segment: line.scores["terms"] for line in report.segment_scores}
    assert figures[1] == 100.0
    assert None in figures.values()


@pytest.fixture
def own(memory: Memory) -> Memory:
    memory.glossary.add(Concept((Term("ru", "оговорка"), Term("en", "reservation"))))
    return memory


def write(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_empty_segments_are_left_out(own: Memory, tmp_path: Path):
    source = write(tmp_path / "s", "Оговорка", "", "Оговорки")
    draft = write(tmp_path / "d", "A reservation", "", "Clauses")
    report = own.score_files([draft], [], source=source, options=SEGMENTS)
    assert (report.segments, report.excluded) == (2, 1)
    assert [(line.segment, line.scores["terms"]) for line in report.segment_scores] == [
        (1, 100.0),
        (3, 0.0),
    ]


def test_what_cannot_be_scored(own: Memory, tmp_path: Path):
    source = write(tmp_path / "s", "Оговорка", "Оговорка")
    draft = write(tmp_path / "d", "A reservation")
    with pytest.raises(InputError, match=r"the numbers of segments differ: .*d has 1, .*s has 2"):
        own.score_files([draft], [], source=source, options=TERMS)
    with pytest.raises(InputError, match="needs both languages"):
        own.score_files([draft], [], source=draft, options=ScoreOptions(metrics=("terms",)))
    with pytest.raises(InputError, match="the source has 1, a draft has 2"):
        own.glossary.term_accuracy(["Оговорка"], ["One", "Two"], "ru", "en")
    with pytest.raises(InputError, match="no term of the glossary"):
        own.glossary.term_accuracy(["Ничего"], ["Nothing"], "ru", "en")


def test_two_references_are_two_ceilings(own: Memory, tmp_path: Path):
    source = write(tmp_path / "s", "Оговорка")
    good, bad = write(tmp_path / "a", "A reservation"), write(tmp_path / "b", "A clause")
    report = own.score_files([good], [good, bad], source=source, options=TERMS)
    assert [(row.role, row.accuracy) for row in report.term_scores] == [
        ("draft", 100.0),
        ("reference", 100.0),
        ("reference", 0.0),
    ]

"""Lists of pairs: each done once, whatever the others are like."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from aligning import one_by_one, sentences, write_pair

import tmtool
from tmtool.errors import InputError
from tmtool.formats.beads import read_beads, write_beads
from tmtool.jobs.align import many, pair, shared_words
from tmtool.memory import Memory
from tmtool.models import AligningReport, AlignmentOptions, DocumentPair


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were aligned, by an aligner that goes by places alone."""
    seen: list[str] = []

    def noted(documents, options, known=None):
        seen.append(documents.source[0].text)
        return one_by_one(documents, options, known)

    monkeypatch.setattr(pair, "align", noted)
    return seen


def pairs(folder: Path, count: int = 5) -> list[DocumentPair]:
    return [
        DocumentPair(*write_pair(folder, f"d{n}", sentences(12, seed=n)), f"d{n}")
        for n in range(count)
    ]


def fates(report: AligningReport) -> list[tuple[str, ...]]:
    return [one.problems for one in report.pairs]


Run = Callable[..., AligningReport]


@pytest.fixture
def run(memory: Memory, tmp_path: Path) -> Run:
    """Align pairs in this process, into a folder and a corpus."""

    def run(listed: list[DocumentPair], **options) -> AligningReport:
        given = {"folder": tmp_path / "out", "corpus": "many", "workers": 1} | options
        return memory.align_many(listed, **given)

    return run


def test_each_pair_gets_files_and_units(run: Run, memory: Memory, tmp_path: Path, asked):
    report = run(pairs(tmp_path), outputs=("tsv", "tmx"))
    assert [one.document for one in report.pairs] == ["d0", "d1", "d2", "d3", "d4"]
    assert {(one.beads, one.accepted, one.added, one.below) for one in report.pairs} == {
        (12, 10, 10, 2)
    }
    assert (report.beads, report.accepted, report.wrong) == (60, 50, ())
    assert report.confidence == pytest.approx((10 * 0.97 + 2 * 0.5) / 12)
    found = sorted(path.name for path in (tmp_path / "out").iterdir() if path.name[0] != ".")
    assert found == sorted(f"d{n}.{suffix}" for n in range(5) for suffix in ("json", "tmx", "tsv"))
    assert memory.corpora()[0].units == 50
    assert len(asked) == 5


@pytest.mark.parametrize("where", [{"folder": None}, {"corpus": None}, {}])
def test_what_is_done_is_not_done_again(run: Run, memory: Memory, tmp_path: Path, asked, where):
    listed = pairs(tmp_path)
    first = run(listed, **where)
    again = run(listed, **where)
    assert len(asked) == 5
    assert all(one.kept for one in again.pairs)
    assert not any(one.kept for one in first.pairs)
    assert (again.beads, again.confidence) == (first.beads, first.confidence)
    assert {one.added for one in again.pairs} == {10 if where.get("corpus", "many") else 0}


def test_without_a_folder_and_a_corpus_nothing_is_kept(tmp_path: Path, asked):
    listed = pairs(tmp_path, 2)
    tmtool.align_many(listed, workers=1)
    tmtool.align_many(listed, workers=1)
    assert len(asked) == 4


def test_a_document_that_was_changed_is_aligned_again(run: Run, memory: Memory, tmp_path, asked):
    listed = pairs(tmp_path)
    run(listed)
    write_pair(tmp_path, "d3", sentences(9, seed=3))
    report = run(listed)
    assert [one.kept for one in report.pairs] == [True, True, True, False, True]
    assert len(asked) == 6
    assert (report.pairs[3].duplicate, report.pairs[3].removed) == (8, 2)
    assert memory.corpora()[0].units == 48


@pytest.mark.parametrize("lost", ["d2.json", "d2.tsv", "d2.html"], ids=["report", "beads", "page"])
def test_a_pair_whose_files_are_gone_is_aligned_again(run: Run, tmp_path: Path, asked, lost: str):
    listed = pairs(tmp_path)
    run(listed, outputs=("tsv", "html"))
    (tmp_path / "out" / lost).unlink()
    report = run(listed, outputs=("tsv", "html"))
    assert [one.kept for one in report.pairs].count(False) == 1
    assert (tmp_path / "out" / lost).is_file()


def test_a_corpus_that_was_removed_is_filled_again(run: Run, memory: Memory, tmp_path, asked):
    listed = pairs(tmp_path, 2)
    run(listed)
    memory.remove_corpus("many")
    report = run(listed)
    assert [one.added for one in report.pairs] == [10, 10]
    assert not any(one.kept for one in report.pairs)


def test_other_options_are_another_run(run: Run, tmp_path: Path, asked):
    listed = pairs(tmp_path, 2)
    run(listed)
    report = run(listed, options=AlignmentOptions(min_confidence=0.4))
    assert [one.accepted for one in report.pairs] == [12, 12]
    assert len(asked) == 4


def test_pairs_that_look_wrong_do_not_stop_the_others(run: Run, memory: Memory, tmp_path, asked):
    good = pairs(tmp_path, 3)
    source, target = good[0].source, good[0].target
    empty, damaged = tmp_path / "empty.txt", tmp_path / "damaged.docx"
    empty.write_text("\n***\n", encoding="utf-8")
    damaged.write_bytes(b"PK\x03\x04 no archive")
    longer = write_pair(tmp_path, "longer", sentences(60, seed=7))
    noisy = [(one.replace("о", "0"), other.replace("e", "3")) for one, other in sentences(20)]
    listed = [
        good[0],
        DocumentPair(target, source, "swapped"),
        DocumentPair(source, source, "identical"),
        DocumentPair(empty, target, "empty"),
        DocumentPair(damaged, target, "damaged"),
        DocumentPair(tmp_path / "none.txt", target, "missing"),
        DocumentPair(longer[0], target, "unrelated"),
        DocumentPair(*write_pair(tmp_path, "noisy", noisy), "noisy"),
        DocumentPair(*[good[1].source, good[2].source], "language"),
        good[1],
        good[2],
    ]
    report = run(listed)
    assert fates(report) == [
        (),
        ("swapped",),
        ("identical",),
        ("empty",),
        ("unreadable",),
        ("unreadable",),
        ("unrelated",),
        ("noise",),
        ("language",),
        (),
        (),
    ]
    assert all(one.message for one in report.wrong)
    assert {unit.document for unit in memory.units()} == {"d0", "d1", "d2", "noisy"}
    assert not (tmp_path / "out" / "unrelated.tsv").exists()
    again = run(listed)
    assert fates(again) == fates(report)
    assert [one.document for one in again.pairs if not one.kept] == ["damaged", "missing"]


def test_a_document_that_is_mended_is_aligned(run: Run, tmp_path: Path, asked):
    (one,) = pairs(tmp_path, 1)
    content = one.target.read_bytes()
    one.target.write_bytes(b"")
    assert fates(run([one])) == [("unreadable",)]
    one.target.write_bytes(content)
    assert fates(run([one])) == [()]


def test_a_document_of_a_name_that_is_taken_is_told(run: Run, memory: Memory, tmp_path, asked):
    first = DocumentPair(*write_pair(tmp_path, "a", sentences(20)), "same")
    second = DocumentPair(*write_pair(tmp_path, "b", sentences(20, seed=9)), "same")
    run([first], folder=None)
    assert fates(run([second], folder=None)) == [("conflict",)]
    assert memory.corpora()[0].units == 16
    assert fates(run([second], folder=None)) == [("conflict",)]


def test_units_go_into_the_corpora_that_the_list_names(run: Run, memory: Memory, tmp_path, asked):
    listed = [
        DocumentPair(one.source, one.target, one.document, corpus)
        for one, corpus in zip(pairs(tmp_path, 3), ["a", None, "b"], strict=True)
    ]
    run(listed, corpus=None, penalty=4, licence="CC0-1.0")
    assert [(one.name, one.penalty, one.licence, one.units) for one in memory.corpora()] == [
        ("a", 4, "CC0-1.0", 10),
        ("b", 4, "CC0-1.0", 10),
    ]


def test_what_a_person_settled_stays_when_a_document_is_changed(run: Run, tmp_path, asked):
    listed = pairs(tmp_path, 1)
    run(listed, outputs=("tsv",))
    file = tmp_path / "out" / "d0.tsv"
    before = read_beads(file)
    said = ("rejected", "open", "open", "open", "accepted", *before.states[5:])
    write_beads(file, replace(before, states=said))
    write_pair(tmp_path, "d0", [*sentences(12), ("Ещё.", "More.")])
    (report,) = run(listed, outputs=("tsv",)).pairs
    after = read_beads(file)
    assert after.states[:5] == ("rejected", "open", "open", "open", "accepted")
    assert (report.rejected, report.accepted) == (1, 11)


def test_what_a_person_settled_in_the_folder_is_taken(run: Run, memory: Memory, tmp_path, asked):
    listed = pairs(tmp_path, 2)
    run(listed, outputs=("tsv",))
    file = tmp_path / "out" / "d1.tsv"
    before = read_beads(file)
    said = ("rejected", "open", "open", "open", "accepted", *before.states[5:])
    write_beads(file, replace(before, states=said))
    report = run(listed, outputs=("tsv",))
    assert [one.kept for one in report.pairs] == [True, False]
    assert (report.pairs[1].rejected, report.pairs[1].added, report.pairs[1].removed) == (1, 1, 1)
    assert memory.corpora()[0].units == 20
    assert [one.kept for one in run(listed, outputs=("tsv",)).pairs] == [True, True]


def test_a_slip_in_a_reviewed_file_is_told_and_the_file_left(run: Run, tmp_path: Path, asked):
    listed = pairs(tmp_path, 1)
    run(listed, outputs=("tsv",))
    file = tmp_path / "out" / "d0.tsv"
    slip = file.read_text(encoding="utf-8").replace("\topen\t", "\tyes\t", 1)
    file.write_text(slip, encoding="utf-8")
    (report,) = run(listed, outputs=("tsv",)).pairs
    assert report.problems == ("unreadable",)
    assert "d0.tsv" in str(report.message)
    assert file.read_text(encoding="utf-8") == slip


def test_no_document_is_overwritten(run: Run, tmp_path: Path, asked):
    source, target = write_pair(tmp_path / "out", "d0", sentences(5))
    listed = [DocumentPair(source.rename(tmp_path / "out" / "d0.html"), target, "d0")]
    with pytest.raises(InputError, match="a document would be overwritten"):
        run(listed)


def test_pairs_of_two_corpora_do_not_share_files(run: Run, tmp_path: Path, asked):
    first, second = pairs(tmp_path, 2)
    listed = [
        replace(first, document="d", corpus="one"),
        replace(second, document="d", corpus="two"),
    ]
    with pytest.raises(InputError, match="the files of two pairs would be called 'd'"):
        run(listed)
    assert not any((tmp_path / "out").glob("d.*"))


def test_a_document_that_is_as_it_was_before_the_last_run_is_aligned_again(
    run: Run, tmp_path: Path, memory: Memory
):
    (listed,) = pairs(tmp_path, 1)
    first = listed.target.read_text(encoding="utf-8")
    run([listed], folder=None)
    listed.target.write_text(first.replace("treaty", "accord"), encoding="utf-8")
    run([listed], folder=None)
    listed.target.write_text(first, encoding="utf-8")
    (report,) = run([listed], folder=None).pairs
    assert not report.kept
    assert not any("accord" in v.text for unit in memory.units() for v in unit.variants)


def test_words_are_learnt_once_for_a_list(run: Run, tmp_path: Path, asked, monkeypatch):
    times = []
    learn = shared_words.learn_together
    monkeypatch.setattr(
        shared_words, "learn_together", lambda *given: times.append(given) or learn(*given)
    )
    listed = pairs(tmp_path)
    monkeypatch.setattr(many, "take", stopped_after(2, many.take))
    with pytest.raises(KeyboardInterrupt):
        run(listed, folder=None)
    monkeypatch.undo()
    monkeypatch.setattr(pair, "align", one_by_one)
    monkeypatch.setattr(shared_words, "learn_together", lambda *given: times.append(given))
    report = run(listed, folder=None)
    assert [one.kept for one in report.pairs] == [True, True, False, False, False]
    assert len(times) == 1
    assert len(times[0][0]) == 5


def stopped_after(count: int, take):
    """What takes units, and is interrupted when it has taken those of so many documents."""
    left = [count]

    def taking(*given, **options):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return take(*given, **options)

    return taking


def test_some_documents_teach_the_words_of_many(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(shared_words, "SEGMENTS", 30)
    seen = []
    monkeypatch.setattr(
        shared_words, "learn_together", lambda chosen, *_: seen.append(len(chosen)) or None
    )
    shared_words.learn(pairs(tmp_path, 8), AlignmentOptions(), None, lambda _: None)
    assert seen == [3]


def test_progress_is_told(run: Run, tmp_path: Path, asked):
    told = []
    run(pairs(tmp_path, 2), progress=lambda *said: told.append(said))
    assert ("learning", 2, 2) in told
    assert told[-3:] == [("aligning", 0, 2), ("aligning", 1, 2), ("aligning", 2, 2)]


def test_several_processes_do_what_one_does(tmp_path: Path):
    listed = pairs(tmp_path)
    alone, shared = (tmtool.align_many(listed, workers=workers) for workers in (1, 2))
    assert alone == shared


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"outputs": ("pdf",)}, "unknown output 'pdf'"),
        ({"corpus": " "}, "the corpus has no name"),
        ({"penalty": 200}, "penalty"),
        ({"options": AlignmentOptions(min_confidence=3)}, "least confidence"),
        ({"options": AlignmentOptions(segments="words")}, "unknown segments"),
    ],
)
def test_what_cannot_be_is_refused_first(run: Run, tmp_path: Path, wrong, said):
    with pytest.raises(InputError, match=said):
        run(pairs(tmp_path, 1), **wrong)


def test_a_folder_that_cannot_be_made_is_refused(run: Run, tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be made"):
        run(pairs(tmp_path, 1), folder=tmp_path / "file")


def test_a_memory_that_cannot_be_written_is_told(memory: Memory, tmp_path: Path, asked):
    memory._connection.execute("PRAGMA query_only = ON")
    assert fates(memory.align_many(pairs(tmp_path, 1), workers=1)) == [()]
    with pytest.raises(sqlite3.OperationalError):
        memory.align_many(pairs(tmp_path, 1), corpus="many", workers=1)

"""Scoring that keeps runs: their trends, gates that compare with them, memories that refuse."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from building import ROOT

import tmtool
from tmtool.errors import InputError, NotFoundError
from tmtool.jobs.keeping import trend_names
from tmtool.jobs.score import score_files
from tmtool.memory import Memory
from tmtool.models import Gate, Keeping, Resampling, ScoreOptions, ScoreReport
from tmtool.store import connection as connections

EXAMPLES = ROOT / "corpora" / "examples"
REFERENCE = EXAMPLES / "reference.en.txt"
GOOD, WEAK = (EXAMPLES / f"draft-{name}.en.txt" for name in ("good", "weak"))
METRICS = ("chrf", "ter")
HOW = Resampling(confidence=False, compare=True, resamples=200)


def score(
    memory: Memory,
    *drafts: Path,
    references: tuple[Path, ...] = (REFERENCE,),
    gate: Gate | None = None,
    name: str | None = "treaty",
    **options,
) -> ScoreReport:
    asked = ScoreOptions(
        **{"metrics": METRICS, "gate": gate, "keeping": Keeping(name=name, by="ivanova"), **options}
    )
    return memory.score_files(drafts, references, options=asked)


def no_regression(run: str = "last", **options) -> Gate:
    return Gate(no_regression=run, resampling=HOW, **options)


def part(path: Path, lines: int, folder: Path) -> Path:
    made = folder / f"{path.name}.{lines}"
    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    made.write_text("".join(text[:lines]), encoding="utf-8")
    return made


def test_each_draft_has_a_run(memory: Memory):
    report = score(memory, GOOD, WEAK, name=None, target_language="en")
    assert [(r.name, r.run) for r in report.runs] == [(GOOD.name, 1), (WEAK.name, 2)]
    good, weak = memory.runs()
    assert good.draft == str(GOOD)
    assert (good.by, good.references, good.target_language) == ("ivanova", (str(REFERENCE),), "en")
    assert (good.segments, good.excluded, good.counted) == (41, 0, METRICS)
    assert good.scores == report.scores[:2]
    assert weak.scores == report.scores[2:]
    assert good.test_set == weak.test_set
    assert (good.gate, good.checks, good.version) == ((), None, tmtool.__version__)
    assert memory.run(2) == weak


def test_nothing_is_kept_unless_it_is_asked_for(memory: Memory):
    for keeping in (None, Keeping(write=False)):
        assert score(memory, GOOD, keeping=keeping).runs == ()
    assert memory.runs() == []


def test_a_regression_against_the_last_run_has_the_p_values_of_a_comparison(memory: Memory):
    score(memory, GOOD)
    report = score(memory, WEAK, gate=no_regression())
    together = memory.score_files(
        [GOOD, WEAK], [REFERENCE], options=ScoreOptions(metrics=METRICS, resampling=HOW)
    )
    assert [(r.metric, r.p_value, r.p_holm) for r in report.gate] == [
        (c.metric, c.p_value, c.p_holm) for c in together.comparisons
    ]
    assert [(r.passed, r.run) for r in report.gate] == [(False, 1)] * 2
    (change, _) = memory.trend("treaty", how=HOW)[1].changes
    assert (change.p_value, change.p_holm) == (report.gate[0].p_value, report.gate[0].p_holm)
    assert memory.run(2).gate == report.gate


def test_documents_are_drawn_where_they_are_given(memory: Memory, tmp_path: Path):
    documents = tmp_path / "documents"
    documents.write_text("".join(f"{n // 5}\n" for n in range(41)), encoding="utf-8")
    lines = [path.read_text(encoding="utf-8").splitlines(True) for path in (GOOD, WEAK)]
    draft = tmp_path / "draft"
    draft.write_text("".join(lines[1][:6] + lines[0][6:]), encoding="utf-8")
    score(memory, GOOD)
    report = score(memory, draft, gate=no_regression(), documents=documents)
    together = memory.score_files(
        [GOOD, draft],
        [REFERENCE],
        options=ScoreOptions(metrics=METRICS, resampling=HOW, documents=documents),
    )
    assert [r.p_value for r in report.gate] == [c.p_value for c in together.comparisons]
    plain = score(memory, draft, gate=no_regression("1"))
    assert [r.p_value for r in plain.gate] != [r.p_value for r in report.gate]


def test_the_first_run_passes(memory: Memory):
    (result,) = score(memory, WEAK, gate=no_regression()).gate
    assert result.passed
    assert result.run is None
    assert "has no run yet" in result.reason
    assert memory.run(1).passed is True


def test_a_run_that_failed_is_no_measure(memory: Memory):
    """Else a bad draft would pass when it is tried again."""
    score(memory, GOOD)
    for _ in range(3):
        report = score(memory, WEAK, gate=no_regression())
        assert {r.run for r in report.gate} == {1}
        assert not any(r.passed for r in report.gate)
    assert score(memory, WEAK, gate=no_regression("treaty")).gate[0].run == 1
    # By its number it can be named all the same.
    assert all(r.passed for r in score(memory, WEAK, gate=no_regression("2")).gate)
    # That run passed what was asked of it.
    assert {r.run for r in score(memory, WEAK, gate=no_regression()).gate} == {6}


def test_where_every_run_failed_there_is_none_to_be_worse_than(memory: Memory):
    score(memory, WEAK, gate=Gate(limits={"chrf": 99}))
    (result,) = score(memory, WEAK, gate=no_regression()).gate
    assert (result.passed, result.run) == (True, None)
    score(memory, WEAK, gate=Gate(limits={"chrf": 99}), name="bad")
    with pytest.raises(NotFoundError, match="no run 'bad' passed its gate"):
        score(memory, WEAK, gate=no_regression("bad"))


def test_runs_of_the_same_command_are_not_compared_with_each_other(memory: Memory):
    score(memory, GOOD, WEAK, name=None)
    report = score(memory, WEAK, GOOD, name=None, gate=no_regression())
    assert [(r.draft, r.run) for r in report.gate] == [
        (str(WEAK), 2),
        (str(WEAK), 2),
        (str(GOOD), 1),
        (str(GOOD), 1),
    ]
    assert all(r.passed for r in report.gate)


@pytest.mark.parametrize("run", ["last", "treaty", "1"])
def test_another_test_set_is_refused(memory: Memory, tmp_path: Path, run: str):
    score(memory, GOOD)
    shorter = part(GOOD, 40, tmp_path)
    references = (part(REFERENCE, 40, tmp_path),)
    with pytest.raises(InputError) as refused:
        score(memory, shorter, references=references, gate=no_regression(run))
    assert "run 1 (treaty) has another test set: 41 segments" in str(refused.value)
    assert "without --no-regression" in str(refused.value)
    assert len(memory.runs()) == 1
    with pytest.raises(InputError, match="another test set"):
        score(memory, GOOD, references=(REFERENCE, GOOD), gate=no_regression(run))


def test_a_run_of_an_older_tmtool_is_refused(memory: Memory):
    score(memory, GOOD)
    memory._connection.execute("UPDATE run SET test_set = NULL")
    memory._connection.execute("DELETE FROM run_counts")
    for run in ("last", "1"):
        with pytest.raises(InputError, match="run 1 was kept without what a comparison needs"):
            score(memory, GOOD, gate=no_regression(run))


def test_the_newest_run_of_the_same_test_set_counts(memory: Memory, tmp_path: Path):
    score(memory, GOOD)
    score(memory, part(GOOD, 40, tmp_path), references=(part(REFERENCE, 40, tmp_path),))
    assert {r.run for r in score(memory, GOOD, gate=no_regression()).gate} == {1}
    first, second, third = memory.trend("treaty", how=HOW)
    assert [p.before for p in (first, second, third)] == [None, None, 1]
    assert [p.is_break for p in (first, second, third)] == [False, True, True]
    assert [c.p_holm for c in third.changes] == [1, 1]
    assert [c.difference for c in third.changes] == [0, 0]


def test_a_segment_without_a_reference_makes_no_other_test_set(memory: Memory, tmp_path: Path):
    reference = tmp_path / "r"
    reference.write_text("Article 1\n\nIn force\nArticle 2\n", encoding="utf-8")
    drafts = [tmp_path / "one", tmp_path / "two"]
    drafts[0].write_text("Article\n\nIn\nArticle\n", encoding="utf-8")
    drafts[1].write_text("Clause\nMore\nOf\nClause\n", encoding="utf-8")
    score(memory, drafts[0], references=(reference,))
    report = score(memory, drafts[1], references=(reference,), gate=no_regression())
    together = memory.score_files(
        drafts, [reference], options=ScoreOptions(metrics=METRICS, resampling=HOW)
    )
    assert [r.p_value for r in report.gate] == [c.p_value for c in together.comparisons]
    assert [run.excluded for run in memory.runs()] == [1, 0]


def test_settings_that_differ_are_refused_but_not_in_a_trend(memory: Memory):
    score(memory, GOOD, metrics=("bleu",), target_language="zh")
    with pytest.raises(InputError, match="tok was zh, now 13a"):
        score(memory, GOOD, metrics=("bleu",), gate=no_regression())
    score(memory, GOOD, metrics=("bleu",))
    (change,) = memory.trend()[1].changes
    assert (change.metric, change.p_value) == ("bleu", None)


def test_another_version_of_sacrebleu_is_told(memory: Memory):
    score(memory, GOOD)
    memory._connection.execute(
        "UPDATE run SET scores = replace(scores, 'version:2.', 'version:1.')"
    )
    report = score(memory, GOOD, gate=no_regression())
    assert all(r.passed for r in report.gate)
    (warning,) = report.warnings
    assert warning.startswith("run 1 was scored by sacreBLEU 1.")


def test_metrics_that_only_one_has_are_left_out(memory: Memory):
    score(memory, GOOD, metrics=("chrf", "bleu"))
    report = score(memory, WEAK, metrics=("ter", "chrf"), gate=no_regression())
    assert [r.metric for r in report.gate] == ["chrf"]
    with pytest.raises(InputError, match="has no counts by ter"):
        score(memory, WEAK, metrics=("ter",), gate=no_regression("1"))


@pytest.mark.parametrize(
    ("run", "error"), [("99", NotFoundError), ("nothing", NotFoundError), ("9" * 30, NotFoundError)]
)
def test_a_run_that_is_not_there(memory: Memory, run: str, error):
    with pytest.raises(error, match=f"there is no run '?{run}"):
        score(memory, GOOD, gate=no_regression(run))
    assert memory.runs() == []


def test_one_segment_has_runs_and_limits_but_no_test(memory: Memory, tmp_path: Path):
    draft, reference = part(GOOD, 3, tmp_path), part(REFERENCE, 3, tmp_path)
    for path in (draft, reference):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[2], encoding="utf-8")
    report = score(memory, draft, references=(reference,), gate=Gate(limits={"ter": 0}))
    assert len(report.gate) == len(report.runs) == 1
    score(memory, draft, references=(reference,))
    assert [c.p_value for c in memory.trend()[1].changes] == [None, None]
    with pytest.raises(InputError, match="one segment alone cannot be resampled"):
        score(memory, draft, references=(reference,), gate=no_regression("2"))


def test_no_regression_needs_a_memory():
    with pytest.raises(InputError, match="there is no memory"):
        score_files([GOOD], [REFERENCE], ScoreOptions(gate=no_regression()))


def test_limits_need_none():
    asked = ScoreOptions(metrics=METRICS, gate=Gate(limits={"ter": 40, "chrf": 70}))
    report = score_files([GOOD, WEAK], [REFERENCE], asked)
    assert [(r.draft, r.metric, r.passed) for r in report.gate] == [
        (str(GOOD), "ter", True),
        (str(GOOD), "chrf", True),
        (str(WEAK), "ter", False),
        (str(WEAK), "chrf", False),
    ]


def test_terms_alone_have_runs_too(treaties_file: Path, tmp_path: Path):
    path = tmp_path / "copy.db"
    with tmtool.open(treaties_file) as treaties:
        treaties.backup(path)
    source = EXAMPLES / "source.ru.txt"
    asked = ScoreOptions(
        metrics=("terms",),
        source_language="ru",
        target_language="en",
        keeping=Keeping(name="terms"),
        gate=no_regression(limits={"terms": 85}),
    )
    with tmtool.open(path) as memory:
        first = memory.score_files([GOOD], [], source=source, options=asked)
        second = memory.score_files([WEAK], [], source=source, options=asked)
        assert [r.passed for r in first.gate] == [True, True]
        assert [(r.condition, r.passed) for r in second.gate] == [
            ("score", True),
            ("regression", False),
        ]
        (kept,) = second.runs
        run = memory.run(kept.run)
        assert (run.references, run.counted) == ((), ("terms",))
        together = memory.score_files(
            [GOOD, WEAK],
            [],
            source=source,
            options=replace(asked, resampling=HOW, gate=None, keeping=None),
        )
        assert together.comparisons[0].p_value == second.gate[1].p_value


def test_what_cannot_be_written_is_told_and_scored_all_the_same(memory: Memory):
    memory._connection.execute("PRAGMA query_only = ON")
    report = score(memory, GOOD, WEAK, name=None, gate=Gate(limits={"chrf": 50}))
    assert [(r.run, r.problem) for r in report.runs] == [(None, "cannot be written")] * 2
    assert len(report.scores) == 4
    assert all(r.passed for r in report.gate)
    assert memory.runs() == []


def test_a_memory_that_another_process_holds(memory: Memory, connection: sqlite3.Connection):
    memory._connection.execute("PRAGMA busy_timeout = 1")
    with connections.transaction(connection):
        report = score(memory, GOOD)
    assert report.runs[0].run is None
    assert "another process" in (report.runs[0].problem or "")
    assert score(memory, GOOD).runs[0].run == 1


def test_an_interrupt_leaves_nothing_half_written(memory: Memory, monkeypatch):
    from tmtool.store import runs

    put = runs.put

    def interrupted(connection, run, rows):
        if run.draft == str(WEAK):
            raise KeyboardInterrupt
        return put(connection, run, rows)

    monkeypatch.setattr(runs, "put", interrupted)
    with pytest.raises(KeyboardInterrupt):
        score(memory, GOOD, WEAK, name=None)
    assert memory.runs() == []


@pytest.mark.parametrize(
    ("drafts", "keeping", "names"),
    [
        (["a/d.txt"], None, ["d.txt"]),
        (["a/d.txt", "b/d.txt", "c/e.txt"], None, ["a/d.txt", "b/d.txt", "e.txt"]),
        (["/tmp/x/stdin"], Keeping(names={"/tmp/x/stdin": "-"}), ["-"]),
        (["a/d.txt"], Keeping(name="treaty"), ["treaty"]),
    ],
)
def test_names_of_trends(drafts, keeping, names):
    assert list(trend_names(drafts, keeping).values()) == names


def test_several_drafts_make_no_single_trend(memory: Memory):
    with pytest.raises(InputError, match="2 drafts cannot make one trend"):
        score(memory, GOOD, WEAK)


def test_trends(memory: Memory):
    for draft in (WEAK, GOOD, WEAK):
        score(memory, draft, name="a")
        score(memory, GOOD, name="b")
    every = memory.trend(how=HOW)
    assert [(p.run.id, p.run.name, p.before) for p in every] == [
        (1, "a", None),
        (2, "b", None),
        (3, "a", 1),
        (4, "b", 2),
        (5, "a", 3),
        (6, "b", 4),
    ]
    better, worse = every[2].change("chrf"), every[4].change("chrf")
    assert better is not None
    assert worse is not None
    assert better.difference == -worse.difference > 0
    assert better.p_value == worse.p_value < 0.05
    # What is not shown is compared with all the same.
    assert memory.trend("a", limit=1, how=HOW) == [every[4]]
    assert memory.trend(since="2100-01-01") == []
    with pytest.raises(NotFoundError, match="there is no trend 'c'"):
        memory.trend("c")


def test_removing_runs(memory: Memory):
    for number in range(6):
        score(memory, GOOD, name="ab"[number % 2])
    connection = memory._connection
    connection.execute("UPDATE run SET at = '2026-11-0' || id || 'T12:00:00Z'")

    def left() -> list[int | None]:
        return [run.id for run in memory.runs()]

    assert memory.remove_runs(sure=lambda found: True) == []
    assert memory.remove_runs(keep_newest=3) == []
    assert memory.remove_runs([1], sure=lambda found: len(found) > 1) == []
    assert len(memory.runs()) == 6
    with pytest.raises(NotFoundError):
        memory.remove_runs([1, 9])
    with pytest.raises(NotFoundError):
        memory.remove_runs(keep_newest=1, name="c")
    assert len(memory.runs()) == 6
    assert [run.id for run in memory.remove_runs([1, 1])] == [1]
    assert [run.id for run in memory.remove_runs(keep_newest=2, name="b")] == [2]
    assert [run.id for run in memory.remove_runs(before="2026-11-04")] == [3]
    assert [run.id for run in memory.remove_runs(keep_newest=1)] == [4]
    assert left() == [5, 6]
    assert [run.id for run in memory.remove_runs(keep_newest=0)] == [5, 6]
    assert left() == []

"""`tmtool score` as a gate: exit codes, reasons, runs that are kept."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from building import ROOT
from conftest import CommandLine

import tmtool
from tmtool.store import connection as connections

EXAMPLES = ROOT / "corpora" / "examples"
SCORE = ("score", "draft.txt", "-r", "reference.txt")
FEW = ("--resamples", "200")


@pytest.fixture
def files(place: Path) -> Path:
    """A folder with a draft, as good or weak as the tests make it, and its reference."""
    for name in ("reference", "draft-good", "draft-weak"):
        text = (EXAMPLES / f"{name}.en.txt").read_text(encoding="utf-8")
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    become(place, "good")
    return place


@pytest.fixture
def kept(files: Path, ok: CommandLine) -> Path:
    """The same, with an empty memory."""
    ok("init")
    return files


def become(folder: Path, kind: str) -> None:
    """Make the draft the good or the weak one."""
    (folder / "draft.txt").write_bytes((folder / f"draft-{kind}.txt").read_bytes())


def test_a_run_is_kept_and_its_number_told(ok: CommandLine, kept: Path):
    assert ok(*SCORE, "-m", "chrf").err == "draft.txt: kept as run 1\n"
    done = ok("score", "draft-good.txt", "draft-weak.txt", "-r", "reference.txt", "-m", "chrf")
    assert done.err == "draft-good.txt: kept as run 2\ndraft-weak.txt: kept as run 3\n"
    with tmtool.open("memory.db") as memory:
        assert [(r.name, r.draft, r.by) for r in memory.runs()] == [
            ("draft.txt", "draft.txt", "tester"),
            ("draft-good.txt", "draft-good.txt", "tester"),
            ("draft-weak.txt", "draft-weak.txt", "tester"),
        ]


def test_names_of_trend_person_and_standard_input(ok: CommandLine, kept: Path):
    ok(*SCORE, "-m", "chrf", "--run", "treaty", "--by", "ivanova", "-t", "en-GB")
    text = (kept / "draft.txt").read_bytes()
    ok("score", "-", "-r", "reference.txt", "-m", "chrf", stdin=text)
    with tmtool.open("memory.db") as memory:
        first, second = memory.runs()
    assert (first.name, first.by, first.target_language) == ("treaty", "ivanova", "en-GB")
    assert [score.score for score in first.scores] == [score.score for score in second.scores]
    assert (second.name, second.draft, second.references) == ("-", "-", ("reference.txt",))
    assert {score.draft for score in second.scores} == {"-"}


def test_nothing_is_kept_with_no_keep(ok: CommandLine, kept: Path):
    assert ok(*SCORE, "--no-keep").err == ""
    with tmtool.open("memory.db") as memory:
        assert memory.runs() == []


def test_nothing_is_kept_where_there_is_no_memory(ok, run, files: Path, monkeypatch):
    said = ok(*SCORE, "-m", "chrf").err
    assert said == "No run is kept: memory.db: there is no memory here.\n"
    monkeypatch.delenv("TMTOOL_DB")
    assert ok(*SCORE, "-m", "chrf").err == ""
    assert ok(*SCORE, "-m", "chrf", "-f", "json").json["runs"] == []
    for needs in (("--run", "a"), ("--no-regression", "last")):
        assert run(*SCORE, *needs).code == 3


@pytest.mark.parametrize("content", [b"", b"no memory at all" * 100])
def test_a_memory_that_cannot_be_opened(ok: CommandLine, files: Path, content: bytes):
    (files / "memory.db").write_bytes(content)
    done = ok(*SCORE, "-m", "chrf")
    assert done.err.startswith("No run is kept: memory.db: is ")
    assert "81.03" in done.out
    assert (files / "memory.db").read_bytes() == content


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_memory_that_cannot_be_written(ok: CommandLine, kept: Path):
    (kept / "memory.db").chmod(0o400)
    kept.chmod(0o500)
    try:
        done = ok(*SCORE, "-m", "chrf")
    finally:
        kept.chmod(0o700)
    assert done.err == "No run is kept in the memory: cannot be written.\n"


def test_a_memory_that_is_locked(ok: CommandLine, kept: Path, monkeypatch):
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_MS", 1)
    with closing(sqlite3.connect("memory.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = ok(*SCORE, "-m", "chrf", "-f", "json")
    assert (
        done.err == "No run is kept in the memory: another process has been writing for too long.\n"
    )
    (row,) = done.json["runs"]
    assert (row["draft"], row["run"]) == ("draft.txt", None)
    assert "another process" in row["problem"]


@pytest.mark.parametrize(
    ("limits", "failed"),
    [
        (["--fail-under", "chrf=81"], []),
        (["--fail-under", "chrf=81.1"], ["chrf is 81.03, below the limit 81.1"]),
        (["--fail-under", "ter=26"], []),
        (["--fail-under", "ter=25"], ["ter is 25.91, above the limit 25 (lower is better)"]),
        (["--fail-under", "chrf = 81, ter=26"], []),
        (
            ["--fail-under", "chrf=90,ter=20", "--fail-under", "bleu=1"],
            [
                "chrf is 81.03, below the limit 90",
                "ter is 25.91, above the limit 20 (lower is better)",
            ],
        ),
    ],
)
def test_limits(run: CommandLine, files: Path, limits: list[str], failed: list[str]):
    done = run(*SCORE, "--no-keep", *limits)
    assert done.code == (1 if failed else 0)
    assert done.out.startswith("draft ")
    said = [f"Gate failed: draft.txt: {reason}" for reason in failed]
    if not failed:
        conditions = len(",".join(limits[1::2]).split(","))
        said = [f"Gate passed: {conditions} condition{'s' * (conditions > 1)}"]
    assert done.err.splitlines() == said


def test_every_draft_must_pass(run: CommandLine, files: Path):
    done = run(
        *"score draft-good.txt draft-weak.txt -r reference.txt -m chrf -f json".split(),
        *"--fail-under chrf=70 --no-keep".split(),
    )
    assert done.code == 1
    assert [(r["draft"], r["passed"]) for r in done.json["gate"]] == [
        ("draft-good.txt", True),
        ("draft-weak.txt", False),
    ]
    assert done.err == "Gate failed: draft-weak.txt: chrf is 66.67, below the limit 70\n"


@pytest.mark.parametrize("output", ["json", "jsonl", "csv", "tsv", "table"])
def test_the_answer_is_printed_whole_where_the_gate_fails(run, files: Path, output: str):
    plain = run(*SCORE, "--no-keep", "-f", output)
    failed = run(*SCORE, "--no-keep", "-f", output, "--fail-under", "chrf=99")
    assert (plain.code, failed.code) == (0, 1)
    if output == "json":
        assert failed.json["scores"] == plain.json["scores"]
        assert len(failed.json["gate"]) == 1
    else:
        assert failed.out == plain.out


def test_shares_of_terms(run: CommandLine, ok: CommandLine, files: Path):
    ok("init", "--samples")
    source = ("--source-text", EXAMPLES / "source.ru.txt", "-m", "terms")
    for share, code in (("0.9", 0), ("98%", 0), ("0.99", 1), ("99 %", 1), ("1", 1), ("0", 0)):
        done = run("score", "draft.txt", *source, "--fail-terms", share)
        assert done.code == code, share
    assert done.err.endswith("Gate passed: 1 condition\n")
    done = run("score", "draft.txt", *source, "--fail-terms", "0.99", "-f", "json")
    assert done.json["gate"][0]["limit"] == 99
    assert "terms is 98.39, below the limit 99" in done.err


def test_no_regression(run: CommandLine, ok: CommandLine, kept: Path):
    gate = ("--no-regression", "last", *FEW, "-m", "chrf", "-m", "ter")
    assert ok(*SCORE, *gate).err.splitlines() == [
        "draft.txt: kept as run 1",
        "draft.txt: the trend draft.txt has no run yet to be worse than",
        "Gate passed: 1 condition",
    ]
    become(kept, "weak")
    for number in (2, 3):
        done = run(*SCORE, *gate)
        assert done.code == 1
        assert done.err.splitlines() == [
            f"draft.txt: kept as run {number}",
            "Gate failed: draft.txt: chrf is worse than that of run 1: 66.67 against 81.03,"
            " p = 0.0100 (Holm)",
            "Gate failed: draft.txt: ter is worse than that of run 1: 44.93 against 25.91,"
            " p = 0.0100 (Holm)",
        ]
    assert ok(*SCORE, *gate, "--alpha", "0.001").err.endswith("Gate passed: 2 conditions\n")
    become(kept, "good")
    assert ok(*SCORE, *gate).err.endswith("Gate passed: 2 conditions\n")


def test_p_values_are_those_of_compare(run: CommandLine, ok: CommandLine, kept: Path):
    ok("score", "draft-good.txt", "-r", "reference.txt", "--run", "treaty")
    for test in ("bootstrap", "randomisation"):
        how = ("--test", test, "--resamples", "300", "--seed", "7")
        compared = ok(
            *"score draft-good.txt draft-weak.txt -r reference.txt --compare -f json".split(),
            *how,
            "--no-keep",
        ).json["comparisons"]
        become(kept, "weak")
        done = run(*SCORE, "--no-regression", "treaty", *how, "-f", "json", "--no-keep")
        assert done.code == 1
        assert [(r["metric"], r["p_value"], r["p_holm"]) for r in done.json["gate"]] == [
            (c["metric"], c["p_value"], c["p_holm"]) for c in compared
        ]


def test_another_test_set_is_refused_and_nothing_printed(ok, refused, run, kept: Path):
    ok(*SCORE)
    for name in ("draft.txt", "reference.txt"):
        lines = (kept / name).read_text(encoding="utf-8").splitlines(True)
        (kept / name).write_text("".join(lines[:40]), encoding="utf-8")
    said = refused(*SCORE, "--no-regression", "last")
    assert "run 1 (draft.txt) has another test set: 41 segments of reference.txt" in said
    assert run(*SCORE, "--no-regression", "1").out == ""
    with tmtool.open("memory.db") as memory:
        assert len(memory.runs()) == 1
    # Scored once without, the trend begins anew.
    ok(*SCORE)
    assert ok(*SCORE, "--no-regression", "last").err.endswith("Gate passed: 4 conditions\n")


def test_a_run_that_is_not_there(ok: CommandLine, refused, kept: Path):
    ok(*SCORE)
    assert "there is no run 7" in refused(*SCORE, "--no-regression", "7")
    assert "there is no run 'other'" in refused(*SCORE, "--no-regression", "other")


def test_another_version_is_a_warning(ok: CommandLine, kept: Path):
    ok(*SCORE, "-m", "chrf")
    with closing(sqlite3.connect("memory.db")) as connection, connection:
        connection.execute("UPDATE run SET scores = replace(scores, 'version:2.', 'version:1.')")
    done = ok(*SCORE, "-m", "chrf", "--no-regression", "last")
    assert "Warning: run 1 was scored by sacreBLEU 1." in done.err


def test_findings_need_checks(run: CommandLine, files: Path):
    done = run(*SCORE, "--no-keep", "--fail-on", "error")
    assert (done.code, "--fail-on needs --checks" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--fail-under", "chrf"], "'chrf' is not like chrf=55."),
        (["--fail-under", "=55"], "'=55' is not like chrf=55."),
        (["--fail-under", "chrf=55,"], "'' is not like chrf=55."),
        (["--fail-under", "chrf=many"], "'many' is no number"),
        (["--fail-under", "chrf=55,chrf=60"], "chrf has two limits."),
        (["--fail-terms", "0.9"], "The metric terms needs --source-text FILE"),
        (["--fail-terms", "95"], "write it like 0.95 or 95%"),
        (["--fail-terms", "101%"], "not from 0 to 1"),
        (["--fail-terms", "nan"], "not from 0 to 1"),
        (["--fail-terms", "much"], "is no share"),
        (["--fail-terms", "0.9", "--fail-under", "terms=90"], "Give --fail-terms, or terms"),
        (["--fail-on", "info"], "'info' is not one of"),
        (["--alpha", "0.05"], "--alpha needs --no-regression."),
        (["--no-regression", "last", "--alpha", "0"], "0.0 is not in the range"),
        (["--no-regression", " "], "the name is empty"),
        (["--run", ""], "the name is empty"),
        (["--run", "last"], "'last' names a run"),
        (["--run", "2026"], "'2026' names a run"),
        (["--resamples", "5"], "--resamples needs --confidence, --compare or --no-regression."),
        (["--level", "90", "--no-regression", "last"], "--level needs --confidence."),
    ],
)
def test_misuse(run: CommandLine, kept: Path, options: list[str], message: str):
    done = run(*SCORE, *options)
    assert done.code == 2, done.err
    assert message in done.err
    assert done.out == ""


def test_what_has_a_limit_is_scored(run: CommandLine, ok: CommandLine, files: Path):
    ok("init", "--samples")
    source = ("--source-text", EXAMPLES / "source.ru.txt")
    done = run(*SCORE, *source, "-f", "json", "--fail-under", "chrf=55", "--fail-terms", "0.95")
    assert done.code == 0, done.err
    metrics = ["bleu", "chrf", "chrf++", "ter", "terms"]
    assert [row["metric"] for row in done.json["scores"]] == metrics
    assert [row["metric"] for row in done.json["gate"]] == ["chrf", "terms"]
    done = run(*SCORE, "-m", "chrf", "-f", "json", "--fail-under", "bleu-intl=99,chrf=55")
    assert [row["metric"] for row in done.json["scores"]] == ["chrf", "bleu-intl"]
    assert done.code == 1


def test_a_limit_of_an_unknown_metric_is_refused(refused, kept: Path):
    assert "unknown metric 'nonsense'" in refused(*SCORE, "--fail-under", "nonsense=55")


@pytest.mark.parametrize(
    "limit", ["chrf=0.55", "chrf=101", "ter=-1", "edits=0.3", "chrf=nan", "chrf=inf"]
)
def test_limits_of_another_scale_are_refused(refused, kept: Path, limit: str):
    assert "the limit of" in refused(*SCORE, "--fail-under", limit)


def test_several_drafts_make_no_single_trend(refused, kept: Path):
    said = refused("score", "draft.txt", "draft-weak.txt", "-r", "reference.txt", "--run", "a")
    assert "2 drafts cannot make one trend 'a'" in said


def test_json_is_one_value_with_a_gate(run: CommandLine, kept: Path):
    done = run(*SCORE, "-f", "json", "--fail-under", "chrf=99", "--no-regression", "last")
    assert done.code == 1
    shape = json.loads(done.out)
    assert [r["condition"] for r in shape["gate"]] == ["score", "regression"]
    assert shape["runs"] == [{"draft": "draft.txt", "name": "draft.txt", "run": 1, "problem": None}]

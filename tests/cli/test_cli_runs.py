"""`tmtool runs`: trends as tables and charts, single runs, removal."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from building import ROOT
from conftest import CommandLine

import tmtool

EXAMPLES = ROOT / "corpora" / "examples"


@pytest.fixture
def trend(place: Path, ok: CommandLine, run: CommandLine) -> Path:
    """A memory with three runs of a draft, the last of them worse and failed, and one other."""
    ok("init")
    good, weak = (
        (EXAMPLES / f"draft-{kind}.en.txt").read_text(encoding="utf-8").splitlines(True)
        for kind in ("good", "weak")
    )
    reference = EXAMPLES / "reference.en.txt"
    score = ("score", "d.txt", "-r", reference, "-m", "chrf", "-m", "ter", "--by", "ivanova")
    for lines in (weak[:20] + good[20:], good):
        (place / "d.txt").write_text("".join(lines), encoding="utf-8")
        ok(*score, "--confidence", "--resamples", "50")
    (place / "d.txt").write_text("".join(weak), encoding="utf-8")
    assert run(*score, "--fail-under", "chrf=70").code == 1
    ok("score", EXAMPLES / "draft-good.en.txt", "-r", reference, "-m", "bleu", "--run", "other")
    return place


def test_the_table_and_the_chart(ok: CommandLine, trend: Path):
    lines = ok("runs", "d.txt").out.splitlines()
    assert lines[0] == "d.txt"
    assert lines[1].split() == "run when by draft segments chrf ↑ ter ↓ gate".split()
    first, second, third = (line.split() for line in lines[2:5])
    assert (first[0], first[3:6]) == ("1", ["ivanova", "d.txt", "41"])
    assert len(first) == 8  # there is none before it
    assert second[7].startswith("+")
    assert second[8] == "▲**"
    assert second[10].startswith("-")
    assert second[11].startswith("▲")  # a lower TER is better
    assert third[7].startswith("-")
    assert third[8] == "▼**"
    assert third[-1] == "failed"
    chrf, ter = (line.split()[3] for line in lines[6:8])
    assert (chrf[1:], ter[1:]) == ("█▁", "▁█")
    assert {chrf[0], ter[0]} <= set("▂▃▄▅▆▇")
    assert lines[-1].startswith("▲ better, ▼ worse than the run before; * p < 0.05")
    assert "\x1b" not in "".join(lines)


def test_metrics_of_effort_have_trends_too(ok: CommandLine, trend: Path):
    ok("score", "d.txt", "-r", EXAMPLES / "reference.en.txt", "--effort", "--run", "effort")
    rows = ok("runs", "effort", "-m", "keystrokes", "-m", "edits", "-f", "json").json["runs"]
    assert [score["metric"] for score in rows[0]["scores"]] == ["edits", "keystrokes"]


def test_all_trends(ok: CommandLine, trend: Path):
    out = ok("runs").out
    assert out == ok("runs", "list").out
    assert [line for line in out.splitlines() if line in ("d.txt", "other")] == ["d.txt", "other"]


def test_no_run_at_all(ok: CommandLine, place: Path):
    ok("init")
    assert ok("runs").out == "No run; `tmtool score` keeps them in the memory.\n"
    assert ok("runs", "-f", "json").json == {"runs": []}
    assert ok("runs", "-f", "csv").out.startswith("id,at,by,name,draft")


def test_json(ok: CommandLine, trend: Path):
    every = ok("runs", "-f", "json").json["runs"]
    assert [r["id"] for r in every] == [1, 2, 3, 4]
    assert ok("runs", "-f", "jsonl").lines == every
    assert [(r["before"], r["passed"]) for r in every] == [
        (None, None),
        (1, None),
        (2, False),
        (None, None),
    ]
    better = [{c["metric"]: c["better"] for c in r["changes"]} for r in every]
    assert better == [
        {},
        {"chrf": True, "ter": True},
        {"chrf": False, "ter": False},
        {},
    ]
    assert every[1]["scores"][0]["low"] < every[1]["scores"][0]["score"]
    (only,) = ok("runs", "d.txt", "-m", "ter", "--limit", "1", "-f", "json").json["runs"]
    assert only["id"] == 3
    assert [s["metric"] for s in only["scores"]] == ["ter"]
    assert [c["metric"] for c in only["changes"]] == ["ter"]


def test_rows(ok: CommandLine, trend: Path):
    rows = list(csv.DictReader(io.StringIO(ok("runs", "d.txt", "-f", "csv").out)))
    assert [(r["id"], r["metric"], r["better"]) for r in rows] == [
        ("1", "chrf", ""),
        ("1", "ter", ""),
        ("2", "chrf", "true"),
        ("2", "ter", "true"),
        ("3", "chrf", "false"),
        ("3", "ter", "false"),
    ]
    assert float(rows[5]["difference"]) > 0 > float(rows[4]["difference"])


def test_limits_and_dates(ok: CommandLine, refused, trend: Path):
    done = ok("runs", "d.txt", "--limit", "2", "-f", "json")
    assert [r["id"] for r in done.json["runs"]] == [2, 3]
    assert done.err == "1 older run; --limit shows more.\n"
    assert ok("runs", "--since", "2100-01-01", "-f", "json").json == {"runs": []}
    assert len(ok("runs", "--since", "2020-01-01", "-f", "json").json["runs"]) == 4
    assert "is no date" in refused("runs", "--since", "yesterday")
    assert "The memory has: d.txt, other." in refused("runs", "nothing")


def test_a_change_of_the_references_is_a_break(ok: CommandLine, trend: Path):
    reference = trend / "r.txt"
    text = (EXAMPLES / "reference.en.txt").read_text(encoding="utf-8")
    reference.write_text(text.replace("Agreement", "Treaty"), encoding="utf-8")
    ok("score", "d.txt", "-r", "r.txt", "-m", "chrf", "-m", "ter")
    lines = ok("runs", "d.txt").out.splitlines()
    assert "other references" in lines[5]
    assert lines[6].split()[0] == "5"
    assert "▼" not in lines[6]
    assert any("│" in line for line in lines[8:])
    last = ok("runs", "d.txt", "-f", "json").json["runs"][-1]
    assert (last["before"], last["break"], last["changes"]) == (None, True, [])


def test_one_run(ok: CommandLine, refused, trend: Path):
    out = ok("runs", "show", "3").out
    assert "gate failed: chrf is 66.67, below the limit 70" in out
    assert "nc:6|nw:0" in out
    shape = ok("runs", "show", "3", "-f", "json").json
    assert (shape["id"], shape["name"], shape["passed"]) == (3, "d.txt", False)
    assert shape["gate"][0]["limit"] == 70
    rows = list(csv.DictReader(io.StringIO(ok("runs", "show", "1", "-f", "csv").out)))
    assert [row["metric"] for row in rows] == ["chrf", "ter"]
    assert "there is no run 9" in refused("runs", "show", "9")


def test_the_page(ok: CommandLine, trend: Path):
    done = ok("runs", "d.txt", "--html", "trend.html")
    assert done.err == "Written to trend.html\n"
    page = (trend / "trend.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert page.count("<circle") == 6
    assert page.count('<circle class="failed"') == 2
    assert page.count("<polygon") == 2  # the first two runs have intervals
    whole = ok("runs", "--html", "-").out
    assert whole.rstrip().endswith("</html>")


def test_removal(ok: CommandLine, refused, run: CommandLine, trend: Path):
    assert "there is no run 9" in refused("runs", "remove", "1", "9", "--yes")
    assert ok("runs", "remove", "1", stdin="n\n").err.endswith("Nothing was removed.\n")
    assert ok("runs", "remove", "1", stdin="y\n").err.endswith("1 run removed\n")
    unanswered = run("runs", "remove", "2")
    assert unanswered.code == 2
    assert "give --yes" in unanswered.err
    assert ok("runs", "remove", "--keep", "1", "--name", "d.txt", "--yes").err == "1 run removed\n"
    assert ok("runs", "remove", "--before", "2020-01-01").err == "Nothing was removed.\n"
    assert ok("runs", "remove", "--before", "2100-01-01", "--yes").err == "2 runs removed\n"
    with tmtool.open("memory.db") as memory:
        assert memory.runs() == []
        assert memory._connection.execute("SELECT count(*) FROM run_counts").fetchone() == (0,)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["remove"], "Give numbers of runs, or --before, or --keep."),
        (["remove", "1", "--keep", "2"], "Give numbers of runs, or --before, or --keep."),
        (["remove", "1", "--name", "a"], "--name needs --before or --keep."),
        (["remove", "--keep", "-1"], "-1 is not in the range"),
        (["remove", "--keep", "1", "--name", " "], "the name is empty"),
        (["remove", "first"], "'first' is not a valid"),
        (["--metric", "nonsense"], "'nonsense' is none of"),
        (["--limit", "0"], "0 is not in the range"),
        (["a", "b"], "unexpected extra argument"),
    ],
)
def test_misuse(run: CommandLine, trend: Path, arguments: list[str], message: str):
    done = run("runs", *arguments)
    assert done.code == 2, done.err
    assert message in done.err


def test_help_is_that_of_the_group(ok: CommandLine):
    for word in ("-h", "--help"):
        assert "remove" in ok("runs", word).out

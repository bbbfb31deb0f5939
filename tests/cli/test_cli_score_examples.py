"""`tmtool score` on the examples: one draft is better by every metric, and faults are named."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from building import ROOT
from conftest import CommandLine

from tmtool.scoring.metrics import BY_REFERENCES

EXAMPLES = ROOT / "corpora" / "examples"
SOURCE = EXAMPLES / "source.ru.txt"
GOOD, WEAK = EXAMPLES / "draft-good.en.txt", EXAMPLES / "draft-weak.en.txt"
COMMAND = ("score", GOOD, WEAK, "-r", EXAMPLES / "reference.en.txt", "--source-text", SOURCE)
METRICS = (*BY_REFERENCES, "terms")
LOWER_IS_BETTER = {"ter", "ter-norm", "edits", "characters", "keystrokes"}


def faults() -> list[dict[str, str]]:
    with (EXAMPLES / "faults.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture
def samples(place: Path, treaties_file: Path) -> Path:
    """The current memory is the sample one."""
    path = place / "memory.db"
    path.write_bytes(treaties_file.read_bytes())
    return path


@pytest.fixture
def findings(ok: CommandLine, samples: Path) -> dict[str, list[dict[str, Any]]]:
    shape = ok(*COMMAND, "-m", "chrf", "--checks", "-f", "json").json
    return {found["draft"]: found["issues"] for found in shape["findings"]}


@pytest.mark.parametrize("test", ["bootstrap", "randomisation"])
def test_the_good_draft_is_better_by_every_metric(ok: CommandLine, samples: Path, test: str):
    metrics = [argument for name in METRICS for argument in ("-m", name)]
    shape = ok(*COMMAND, *metrics, "--compare", "--test", test, "-f", "json").json
    compared = {one["metric"]: one for one in shape["comparisons"]}
    assert list(compared) == list(METRICS)
    for metric, one in compared.items():
        assert (one["baseline"], one["draft"]) == (str(GOOD), str(WEAK))
        assert (one["difference"] > 0) == (metric in LOWER_IS_BETTER), metric
        assert one["p_holm"] < 0.05, metric
    good, weak = shape["effort"]
    assert all(good[name] < weak[name] for name in ("edits", "changed", "keystrokes"))
    good, weak, _ = shape["term_scores"]
    assert good["forbidden"] == 0 < weak["forbidden"]
    assert good["consistency"] > weak["consistency"]


def names(issue: dict[str, Any], fault: dict[str, str]) -> bool:
    """Tell whether an issue is about the words of a fault, in the source or in the draft."""
    if issue["start"] is None or issue["severity"] == "info":
        return False
    text, words = issue[issue["side"]], fault[issue["side"]]
    start = text.find(words) if words else -1
    return start >= 0 and issue["start"] < start + len(words) and start < issue["end"]


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: f"{fault['line']} {fault['source']}")
def test_each_planted_fault_is_named(findings: dict[str, list[dict[str, Any]]], fault):
    here = [one for one in findings[str(WEAK)] if one["segment"] == int(fault["line"])]
    assert any(names(issue, fault) for issue in here), here
    assert not any(
        one["segment"] == int(fault["line"]) for one in findings[str(GOOD)] if names(one, fault)
    )


def test_what_should_stand_there_is_said(findings: dict[str, list[dict[str, Any]]]):
    """But for an omission, whose words no glossary has, and numbers: the source has those."""
    for fault in faults():
        if fault["kind"] != "term":
            continue
        here = [one for one in findings[str(WEAK)] if names(one, fault)]
        said = " ".join(f"{one['message']} {one['replacement'] or ''}" for one in here)
        assert fault["expected"].rstrip("s") in said, fault


def test_nothing_else_is_an_error_or_a_warning(findings: dict[str, list[dict[str, Any]]]):
    serious = {
        draft: [one for one in issues if one["severity"] != "info"]
        for draft, issues in findings.items()
    }
    assert serious[str(GOOD)] == []
    assert len(serious[str(WEAK)]) == len(faults())
    assert Counter(one["segment"] for one in serious[str(WEAK)]) == Counter(
        int(fault["line"]) for fault in faults()
    )


def test_the_table_counts_them(ok: CommandLine, samples: Path):
    lines = ok(*COMMAND, "-m", "chrf", "--checks").out.splitlines()
    rows = {tuple(line.split()[:2]): line.split()[2:] for line in lines}
    assert rows["error", "number"] == ["0", "2"]
    assert rows["error", "term-forbidden"] == ["0", "3"]
    assert rows["warning", "term-deprecated"] == ["0", "4"]

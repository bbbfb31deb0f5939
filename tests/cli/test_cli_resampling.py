"""`tmtool score` with intervals and comparisons: tables, misuse, names."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import ROOT
from conftest import CommandLine

EXAMPLES = ROOT / "corpora" / "examples"
FEW = ("--resamples", "50")


@pytest.fixture
def drafts(place: Path) -> Path:
    for name in ("reference", "draft-good", "draft-weak"):
        text = (EXAMPLES / f"{name}.en.txt").read_text(encoding="utf-8")
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


COMMAND = ("score", "draft-good.txt", "draft-weak.txt", "-r", "reference.txt")


def test_the_table_has_intervals_and_verdicts(ok: CommandLine, drafts: Path):
    lines = ok(*COMMAND, "-m", "chrf", "-m", "ter", "--confidence", "--compare").out.splitlines()
    assert lines == [
        "draft           chrf ↑     ter ↓",
        "draft-good.txt      81.03      25.91",
        "                76.8–85.8  18.4–32.3",
        "draft-weak.txt      66.67      44.93",
        "                61.9–71.5  38.0–51.1",
        "41 segments",
        "",
        "Against draft-good.txt:",
        "draft           metric  difference  p       p (Holm)",
        "draft-weak.txt  chrf ↑      -14.36  0.0010    0.0020  worse **",
        "draft-weak.txt  ter ↓       +19.02  0.0010    0.0020  worse **",
        "",
        "95 % intervals by bootstrap; paired bootstrap: 1,000 resamples, seed 12345",
        "* p < 0.05, ** p < 0.01, *** p < 0.001, after Holm's correction",
        "chrf: nrefs:1|bs:1000|seed:12345|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0",
        "ter: nrefs:1|bs:1000|seed:12345|case:lc|tok:tercom|norm:no|punct:yes|asian:no"
        "|version:2.6.0",
    ]


def test_the_baseline_is_named_as_given(ok: CommandLine, drafts: Path):
    with_baseline = (*COMMAND, "--compare", "--baseline", "draft-weak.txt", *FEW)
    shape = ok(*with_baseline, "--test", "randomisation", "--seed", "0", "-f", "json").json
    assert {(c["baseline"], c["draft"]) for c in shape["comparisons"]} == {
        ("draft-weak.txt", "draft-good.txt")
    }
    assert shape["resampling"] == {
        "level": None,
        "test": "randomisation",
        "resamples": 50,
        "seed": 0,
        "documents": None,
    }


def test_documents_come_from_a_file(ok: CommandLine, run: CommandLine, drafts: Path):
    (drafts / "documents").write_text("a\n" * 20 + "b\n" * 21, encoding="utf-8")
    out = ok(*COMMAND, "--confidence", "--documents", "documents", *FEW).out
    assert "95 % intervals by bootstrap: 50 resamples of 2 documents, seed 12345" in out
    (drafts / "documents").write_text("a\n" * 20, encoding="utf-8")
    refused = run(*COMMAND, "--confidence", "--documents", "documents")
    assert refused.code == 3
    assert "41 segments have 20 documents" in refused.err


def test_terms_are_resampled_with_the_others(ok: CommandLine, drafts: Path):
    ok("init", "--samples")
    source = ("--source-text", str(EXAMPLES / "source.ru.txt"))
    shape = ok(
        *COMMAND, *source, *"-m terms -m chrf --confidence --compare -f json".split(), *FEW
    ).json
    terms, chrf = shape["scores"][:2]
    assert (terms["metric"], chrf["metric"]) == ("terms", "chrf")
    assert terms["low"] < terms["score"] <= terms["high"]
    assert terms["signature"].startswith("n:62|bs:50|seed:12345|morph:yes")
    first, second = shape["comparisons"]
    assert (first["metric"], second["metric"]) == ("terms", "chrf")
    assert first["difference"] < 0
    # Both were tested: the smaller of the p-values is doubled.
    smaller = min(shape["comparisons"], key=lambda c: c["p_value"])
    assert smaller["p_holm"] == 2 * smaller["p_value"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--baseline", "draft-weak.txt"], "--baseline needs --compare."),
        (["--test", "bootstrap"], "--test needs --compare or --no-regression."),
        (["--level", "90", "--compare"], "--level needs --confidence."),
        (["--documents", "d"], "--documents needs --confidence, --compare, --no-regression,"),
        (["--seed", "1"], "--seed needs --confidence, --compare or --no-regression."),
        (["--compare", "--baseline", "x"], "--baseline x is none of the drafts."),
        (["--compare", "--resamples", "0"], "0 is not in the range"),
        (["--confidence", "--level", "100"], "100.0 is not in the range"),
    ],
)
def test_misuse(run: CommandLine, drafts: Path, options: list[str], message: str):
    if "--documents" in options:
        (drafts / "d").write_text("a\n", encoding="utf-8")
    refused = run(*COMMAND, *options)
    assert refused.code == 2
    assert message in refused.err


def test_one_draft_cannot_be_compared(run: CommandLine, drafts: Path):
    refused = run("score", "draft-good.txt", "-r", "reference.txt", "--compare")
    assert refused.code == 2
    assert "A comparison needs two drafts." in refused.err

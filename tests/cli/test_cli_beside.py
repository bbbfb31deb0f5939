"""`tmtool score` with buckets, effort, checks and the memory's draft: tables, files, misuse."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from building import ROOT
from conftest import CommandLine

EXAMPLES = ROOT / "corpora" / "examples"
COMMAND = ("score", "good.txt", "weak.txt", "-r", "reference.txt")
SOURCE = ("--source-text", "source.txt")
CHRF = ("-m", "chrf")


@pytest.fixture
def drafts(place: Path) -> Path:
    names = {"reference": "reference.en", "good": "draft-good.en", "weak": "draft-weak.en"}
    for name, example in {**names, "source": "source.ru"}.items():
        text = (EXAMPLES / f"{example}.txt").read_text(encoding="utf-8")
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    (place / "documents").write_text("treaty\n" * 23 + "letter\n" * 18, encoding="utf-8")
    (place / "labels").write_text("hard\n" * 5 + "\n" * 36, encoding="utf-8")
    return place


@pytest.fixture
def no_memory(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """There are drafts, and no memory is named."""
    monkeypatch.delenv("TMTOOL_DB")
    return drafts


@pytest.fixture
def samples(drafts: Path, treaties_file: Path) -> Path:
    (drafts / "memory.db").write_bytes(treaties_file.read_bytes())
    return drafts


def test_effort_has_metrics_and_a_table(ok: CommandLine, drafts: Path):
    lines = ok(*COMMAND, *CHRF, "--effort").out.splitlines()
    assert lines[:8] == [
        "draft     chrf ↑  edits ↓  characters ↓  keystrokes ↓",
        "good.txt   81.03    21.63         22.42         20.08",
        "weak.txt   66.67    38.78         32.65         34.73",
        "",
        "draft     words to edit  moves  characters      typed  deleted  keystrokes",
        "good.txt   135 (21.6 %)     13    756 (22.4 %)    555      540         677",
        "weak.txt   242 (38.8 %)     21  1,101 (32.7 %)    806      723       1,171",
        "",
    ]


def test_effort_of_segments(ok: CommandLine, drafts: Path):
    command = (*COMMAND, *CHRF, "-m", "edits", "--effort", "--segments")
    out = ok(*command, "-f", "csv").out
    rows = list(csv.DictReader(out.splitlines()))
    assert list(rows[0]) == ["segment", "draft", "chrf", "edits", "characters", "keystrokes"]
    assert len(rows) == 82


def test_buckets_have_tables_of_their_own(ok: CommandLine, drafts: Path):
    by = ("--buckets", "length", "--buckets", "label", "--labels", "labels")
    lines = ok(*COMMAND, *CHRF, "-m", "ter", *by, "--confidence").out.splitlines()
    assert lines[6:10] == [
        "words  segments  draft     chrf ↑       ter ↓",
        "1-5           8  good.txt       100.00       0.00",
        "                           100.0–100.0    0.0–0.0",
        "1-5           8  weak.txt        77.03      38.10",
    ]
    start = next(place for place, line in enumerate(lines) if line.startswith("label "))
    assert [line.split()[:3] for line in lines[start + 1 : start + 8 : 2]] == [
        ["hard", "5", "good.txt"],
        ["hard", "5", "weak.txt"],
        ["(none)", "36", "good.txt"],
        ["(none)", "36", "weak.txt"],
    ]


def test_documents_come_worst_first_and_not_all_of_many(ok: CommandLine, drafts: Path):
    (drafts / "documents").write_text("".join(f"d{n}\n" for n in range(41)), encoding="utf-8")
    by = ("--buckets", "document", "--documents", "documents")
    for metric, factor in (("chrf", 1), ("ter", -1)):
        lines = ok("score", "weak.txt", *COMMAND[3:], "-m", metric, *by).out.splitlines()
        figures = [factor * float(line.split()[-1]) for line in lines[4:24]]
        assert figures == sorted(figures)
        assert lines[24] == "21 more documents; -f json has all"
    shape = ok(*COMMAND, *CHRF, *by, "-f", "json").json
    assert [row["bucket"] for row in shape["buckets"][::2]] == [f"d{n}" for n in range(41)]


def test_documents_serve_buckets_and_intervals(ok: CommandLine, drafts: Path):
    by = ("--buckets", "document", "--documents", "documents")
    plain = ok(*COMMAND, *CHRF, *by, "-f", "json").json
    assert plain["resampling"] is None
    assert [(row["bucket"], row["segments"]) for row in plain["buckets"]] == [
        *(("treaty", 23), ("treaty", 23), ("letter", 18), ("letter", 18))
    ]
    drawn = ok(*COMMAND, *CHRF, *by, "--confidence", "--resamples", "50", "-f", "json").json
    assert drawn["resampling"]["documents"] == 2
    assert all(row["low"] < row["score"] < row["high"] for row in drawn["buckets"])


def test_rows_are_those_of_the_buckets(ok: CommandLine, drafts: Path):
    out = ok(*COMMAND, *CHRF, "--buckets", "length", "-f", "tsv").out
    rows = list(csv.DictReader(out.splitlines(), delimiter="\t"))
    assert list(rows[0]) == "by bucket draft metric segments score low high".split()
    assert [row["bucket"] for row in rows[::2]] == ["1-5", "6-10", "11-20", "21-40"]
    lines = ok(*COMMAND, *CHRF, "--buckets", "length", "-f", "jsonl").lines
    assert [line["draft"] for line in lines[:2]] == ["good.txt", "weak.txt"]


def test_the_memory_is_scored_like_a_draft(ok: CommandLine, samples: Path):
    with_memory = ("--with-memory", "--min-rate", "75", "--compare", "--resamples", "50")
    done = ok(*COMMAND, *SOURCE, *CHRF, *with_memory, "--buckets", "match", "--effort", "--checks")
    # No run is kept of the memory.
    assert re.sub(r"\d+", "N", done.err) == "good.txt: kept as run N\nweak.txt: kept as run N\n"
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["good.txt", "weak.txt", "memory"]
    said = "memory: the best match of 11 of 41 segments, from 75 % on; 7 exact, 0 repaired"
    assert said in lines
    assert any(line.startswith("memory    chrf ↑") and "-68.14" in line for line in lines)
    shape = ok(*COMMAND, *SOURCE, *CHRF, *with_memory, "--workers", "2", "-f", "json").json
    assert shape["memory_draft"] == {"min_rate": 75, "filled": 11, "exact": 7, "repaired": 0}
    assert shape["buckets"] == []


def test_one_draft_can_be_compared_with_the_memory(ok: CommandLine, samples: Path):
    command = ("score", "good.txt", *COMMAND[3:], *SOURCE, *CHRF, "--with-memory", "--compare")
    (row,) = ok(*command, "--baseline", "memory", "-f", "json").json["comparisons"]
    assert (row["baseline"], row["draft"]) == ("memory", "good.txt")
    assert row["difference"] > 0


def test_a_corpus_can_be_left_out(ok: CommandLine, run: CommandLine, samples: Path):
    command = (*COMMAND, *SOURCE, *CHRF, "--with-memory", "--not-corpus")
    shape = ok(*command, "treaties", "-f", "json").json
    assert shape["memory_draft"]["filled"] == 0
    refused = run(*command, "treatise")
    assert refused.code == 3
    assert "there is no corpus 'treatise'" in refused.err


def test_a_memory_that_has_everything_is_warned_of(ok: CommandLine, place: Path):
    (place / "s").write_text("Статья 1\nСтатья 2\n", encoding="utf-8")
    (place / "r").write_text("Article 1\nArticle 2\n", encoding="utf-8")
    (place / "units.tsv").write_text(
        "ru\ten\nСтатья 1\tArticle 1\nСтатья 2\tArticle 2\n", encoding="utf-8"
    )
    ok("init")
    ok("import", "units.tsv")
    done = ok(
        "score", "r", "-r", "r", "--source-text", "s", "-m", "chrf", "--with-memory", "--no-keep"
    )
    assert done.err.endswith(
        "Warning: the memory has 2 of 2 segments as they are: its draft may be the references"
        " themselves; leave their corpus out with --not-corpus.\n"
    )


def test_checks_need_no_memory_but_say_so(ok: CommandLine, no_memory: Path):
    done = ok(*COMMAND, *SOURCE, *CHRF, "--checks", "-f", "json")
    assert "There is no memory, so terms are not checked" in done.err
    good, weak = done.json["findings"]
    assert good == {"draft": "good.txt", "summary": {}, "issues": []}
    assert weak["summary"] == {"number": 2, "untranslated-words": 1}
    assert weak["issues"][0]["segment"] == 11


def test_checks_obey_the_settings(ok: CommandLine, run: CommandLine, no_memory: Path):
    settings = no_memory / "tmtool.toml"
    settings.write_text('[checks]\nnumber = "off"\n', encoding="utf-8")
    shape = ok(*COMMAND, *SOURCE, *CHRF, "--checks", "-f", "json").json
    assert shape["findings"][1]["summary"] == {"untranslated-words": 1}
    settings.write_text('[checks]\nnumbers = "off"\n', encoding="utf-8")
    assert run(*COMMAND, *SOURCE, *CHRF, "--checks").code == 3


def test_good_drafts_have_no_findings(ok: CommandLine, no_memory: Path):
    out = ok("score", "good.txt", *COMMAND[3:], *SOURCE, *CHRF, "--checks").out
    assert "The checks found nothing." in out


def test_languages_can_be_named(ok: CommandLine, no_memory: Path):
    (no_memory / "s").write_text("Artikel 1 von 2\n", encoding="utf-8")
    (no_memory / "d").write_text("Article 1 de 3\n", encoding="utf-8")
    command = ("score", "d", "-r", "d", "--source-text", "s", *CHRF, "--checks", "-f", "json")
    shape = ok(*command, "-s", "de", "-t", "fr").json
    assert shape["findings"][0]["summary"] == {"number": 1}


def test_comet_needs_a_model_on_this_machine(run: CommandLine, drafts: Path):
    command = (*COMMAND, *SOURCE, "-m", "comet", "--comet-model")
    refused = run(*command, "Unbabel/wmt22-comet-da")
    assert refused.code == 3
    assert "there is no model here" in refused.err
    assert "huggingface-cli download Unbabel/wmt22-comet-da" in refused.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--labels", "labels"], "--labels needs --buckets label or --html."),
        (["--buckets", "label"], "--buckets label needs --labels FILE."),
        (["--buckets", "match"], "--buckets match needs --source-text FILE, or bilingual drafts."),
        (["--with-memory"], "--with-memory needs --source-text FILE, or bilingual drafts."),
        (["--checks"], "--checks needs --source-text FILE, or bilingual drafts."),
        (["--min-rate", "70"], "--min-rate needs --with-memory."),
        (["--not-corpus", "a"], "--not-corpus needs --with-memory or --buckets match."),
        (["--workers", "2"], "--workers needs --with-memory or --buckets match."),
        (["-m", "comet"], "The metric comet needs --source-text FILE, or bilingual drafts."),
        (["-m", "comet", *SOURCE], "The metric comet needs --comet-model PATH."),
        (["--comet-model", "m"], "--comet-model needs --metric comet."),
        (
            ["--documents", "documents"],
            "--documents needs --confidence, --compare, --no-regression, --buckets document,"
            " --checks, --with-memory, --buckets match or --html.",
        ),
        (["--buckets", "size"], "'size' is not one of"),
    ],
)
def test_misuse(run: CommandLine, drafts: Path, options: list[str], said: str):
    done = run(*COMMAND, *options)
    assert done.code == 2
    assert said in " ".join(done.err.split())


def test_effort_needs_a_reference(run: CommandLine, samples: Path):
    done = run("score", "good.txt", *SOURCE, "-m", "terms", "--effort")
    assert done.code == 2
    assert "Missing option '-r'" in done.err

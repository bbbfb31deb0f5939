"""The JSON of every command: the fields that were promised, and docs/json.md word for word."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aligning import sentences, write_pair
from building import pair

import tmtool
from tmtool.memory import Memory

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"
ROW = re.compile(r"^\| `([^`]+)` \| ([a-z ]+) \| (.+) \|$")
TYPES = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}
REFERRED = {
    ("glossary audit", "segments[].targets[].origins"): ("glossary audit", "findings[].origins"),
    ("glossary audit", "segments[].targets[].examples"): (
        "glossary audit",
        "findings[].examples[]",
    ),
    ("align", "summary"): ("align --pairs", "pairs[]"),
    ("analyze", "total"): ("analyze", "files[].bands[]"),
    ("omegat", "read"): ("import", "files[]"),
    ("score", "findings[].issues"): ("check", "issues[]"),
    ("suggest", "matches"): ("lookup", "matches[]"),
    ("runs list", "runs"): ("runs show", ""),
    ("runs list", "runs[].gate"): ("score", "gate[]"),
    ("runs show", "gate"): ("score", "gate[]"),
    ("stats", "corpora"): ("corpus list", "corpora[]"),
    ("glossary mine", "candidates"): ("glossary candidates list", "candidates[]"),
    ("glossary show", "concept"): ("glossary list", "concepts[]"),
    ("glossary show", "paradigms[].forms"): (
        "suggest",
        "terms[].translations[].paradigm.forms[]",
    ),
    ("unit history", "changes[].before"): ("unit show", ""),
    ("unit history", "changes[].after"): ("unit show", ""),
    ("glossary history", "changes[].before"): ("glossary list", "concepts[]"),
    ("glossary history", "changes[].after"): ("glossary list", "concepts[]"),
}
"""Fields whose own fields stand in another section, and where."""

MARKUP = {"matches[].source_markup", "matches[].target_markup"}
FRAGMENT = {
    f"matches[].fragment.{name}" for name in "query source target source_span target_span".split()
}


def page() -> dict[str, dict[str, str]]:
    """Return the types of the fields on the page, by command."""
    found: dict[str, dict[str, str]] = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            fields = found.setdefault(line[3:], {})
        elif row := ROW.match(line):
            fields[row[1]] = row[2]
    return found


DOCUMENTED = page()


def values(shape: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value in a JSON value with its path as the page writes it."""
    if path:
        yield path, shape
    if isinstance(shape, dict):
        for name, value in shape.items():
            yield from values(value, f"{path}.{name}" if path else name)
    elif isinstance(shape, list):
        for value in shape:
            if isinstance(value, dict):
                for name, inner in value.items():
                    yield from values(inner, f"{path}[].{name}")


def documented(command: str) -> dict[str, str]:
    """Return a command's fields with those it refers to."""
    fields = dict(DOCUMENTED[command])
    for (owner, field), (other, start) in REFERRED.items():
        if owner != command:
            continue
        marker = "[]." if fields[field].startswith("list") else "."
        for path, kind in DOCUMENTED[other].items():
            if path.startswith(start) and path != start and path not in MARKUP:
                inner = path.removeprefix(f"{start}.") if start else path
                fields[f"{field}{marker}{inner}"] = kind
    return fields


def pattern(path: str) -> re.Pattern[str]:
    """Return what matches a field's path; a name in braces is any."""
    parts = re.split(r"\{\w+\}", path)
    return re.compile("[^.]+".join(map(re.escape, parts)))


def check(command: str, shape: Any, *, without: set[str] = frozenset()) -> None:
    """Compare the fields and types of some output with the page; all fields must occur."""
    fields = documented(command)
    seen = set()
    for path, value in values(shape):
        entries = [entry for entry in fields if entry == path] or [
            entry for entry in fields if "{" in entry and pattern(entry).fullmatch(path)
        ]
        assert len(entries) == 1, f"{command}: {path} is not documented"
        kinds = fields[entries[0]].split(" or ")
        assert any(TYPES[kind](value) for kind in kinds), f"{command}: {path} is {value!r}"
        seen.add(entries[0])
    assert fields.keys() - seen == without


MATCH_FIELDS = """
    rate kind source target repaired unit corpus status changed_at changed_by penalties edits
    ambiguous
""".split()


def test_lookup(ok, small):
    command = ("lookup", "Договор вступал в силу.", "--min-rate", "60", "-f", "json")
    shape = ok(*command).json
    check("lookup", shape, without=MARKUP | FRAGMENT)
    check("lookup", ok(*command, "--markup").json, without=FRAGMENT)
    assert shape.keys() == {"query", "source_language", "target_language", "matches"}
    assert (shape["source_language"], shape["target_language"]) == ("ru", "en")
    for match in shape["matches"]:
        assert list(match)[: len(MATCH_FIELDS)] == MATCH_FIELDS
        query = " ".join(edit["query"] for edit in match["edits"] if edit["query"])
        assert query.replace(" .", ".") == "Договор вступал в силу."
    assert {match["kind"] for match in shape["matches"]} == {"fuzzy"}
    assert {match["repaired"] for match in shape["matches"]} == {None}


def machine_translation(ok):
    """The exact match, from a machine; an approved one with another number comes before it."""
    before, match = ok("lookup", "Статья 2", "-f", "json").json["matches"]
    assert (before["rate"], before["repaired"]) == (98, "Article 2")
    assert before["penalties"] == [{"reason": "numbers", "points": 2}]
    return match


def test_what_is_unknown_is_null(ok, small):
    match = machine_translation(ok)
    nothing = ("changed_at", "changed_by", "repaired", "note")
    assert {name: match[name] for name in nothing} == dict.fromkeys(nothing)


def test_rates_are_integers_after_penalties(ok, small):
    match = machine_translation(ok)
    assert (match["rate"], match["kind"], match["status"]) == (95, "exact", "machine")
    assert match["penalties"] == [{"reason": "machine translation", "points": 5}]
    assert type(match["rate"]) is int


def test_lookup_of_a_file(ok, small, place):
    (place / "draft.txt").write_text("Статья 1\n\nДоговор вступал в силу.\n", encoding="utf-8")
    listed = ok("lookup", "--file", "draft.txt", "-f", "json").json
    assert [answer["query"] for answer in listed] == ["Статья 1", "", "Договор вступал в силу."]
    assert listed == ok("lookup", "--file", "draft.txt", "-f", "jsonl").lines
    for answer in listed:
        assert answer.keys() == {"query", "source_language", "target_language", "matches"}


def test_concordance(ok, small):
    shape = ok("concordance", "ратификационная грамота", "-f", "json").json
    check("concordance", shape, without={"renderings[].text", "renderings[].count"})
    assert shape["unclear"] == 1
    assert shape["phrase"] == "ратификационная грамота"
    (line,) = shape["lines"]
    assert list(line)[:7] == "source target source_spans target_spans unit corpus count".split()
    ((start, end),) = line["source_spans"]
    assert line["source"][start:end] == "ратификационными грамотами"
    assert line["target_spans"] == []


def test_renderings(ok, treaties_file):
    shape = ok("--db", treaties_file, "concordance", "ратификационная грамота", "-f", "json").json
    check("concordance", shape)
    best = shape["renderings"][0]
    assert best["text"] == "instrument of ratification"
    assert best["count"] > shape["unclear"] > 0


def test_fragments(ok, treaties_file):
    query = "Вчера представители обменялись ратификационными грамотами при свидетелях."
    shape = ok("--db", treaties_file, "lookup", query, "-f", "json").json
    edits = {f"matches[].edits[].{name}" for name in ("op", "query", "source")}
    penalties = {"matches[].penalties[].points", "matches[].penalties[].reason"}
    check("lookup", shape, without=MARKUP | edits | penalties | {"matches[].similarity.{part}"})
    (match,) = shape["matches"]
    assert (match["kind"], match["source"]) == ("fragment", "обменяться ратификационными грамотами")
    fragment = match["fragment"]
    assert query[slice(*fragment["query"])] == "обменялись ратификационными грамотами"
    assert fragment["source"][slice(*fragment["source_span"])] == match["source"]
    assert fragment["target"][slice(*fragment["target_span"])] == match["target"]
    assert match["rate"] < 70
    assert (
        ok("--db", treaties_file, "lookup", query, "--no-fragments", "-f", "json").json["matches"]
        == []
    )


def test_index_check(ok, run, small):
    assert ok("index", "check", "-f", "json").json == {"faults": []}
    with closing(sqlite3.connect(small)) as connection, connection:
        connection.execute("DELETE FROM posting WHERE stem = 'договор'")
    done = run("index", "check", "-f", "json")
    assert done.code == 1
    check("index check", done.json)
    assert "index rebuild" in done.err
    ok("index", "rebuild")
    assert ok("index", "check").out == "The index is right.\n"


def test_positions_count_code_points(ok, small):
    """A letter beyond the basic plane is one, an emoji of several code points is several."""
    phrase = "𝔸 👩‍⚖️ ратификационная грамота"
    (term,) = ok("suggest", phrase, "-f", "json").json["terms"]
    assert (term["start"], term["end"]) == (7, 30)
    assert phrase[term["start"] : term["end"]] == term["text"] == "ратификационная грамота"
    ok("unit", "add", phrase, "𝔸 instrument")
    (line,) = ok("concordance", '"грамота"', "-f", "json").json["lines"]
    assert line["source_spans"] == [[23, 30]]


def test_suggest(ok, small):
    text = "Стороны обменялись ратификационными грамотами."
    shape = ok("suggest", text, "--paradigm", "-f", "json").json
    check(
        "suggest",
        shape,
        without={"matches[].penalties[].points", "matches[].penalties[].reason"} | FRAGMENT,
    )
    assert shape.keys() == {"text", "terms", "matches"}
    terms = {term["term"]: term for term in shape["terms"]}
    assert terms["сторона"]["translations"] == []
    offered = terms["ратификационная грамота"]["translations"]
    assert [t["text"] for t in offered] == ["instrument of ratification", "ratification letter"]
    assert offered[0]["evidence"] == {
        "used": 1,
        "of": 1,
        "example": 3,
        "corpora": ["small"],
        "share": 1.0,
    }
    assert offered[0]["inflected"] == "instruments of ratification"
    assert offered[1]["evidence"]["used"] == 0
    for term in shape["terms"]:
        assert term["confidence"] in ("hard", "soft")
        assert shape["text"][term["start"] : term["end"]] == term["text"]


def test_suggest_without_evidence(ok, small):
    shape = ok("suggest", "ратификационная грамота", "--no-evidence", "-f", "json").json
    assert [t["evidence"] for t in shape["terms"][0]["translations"]] == [None, None]


@pytest.fixture
def drafts(place: Path) -> Path:
    (place / "ref.txt").write_text("Article 1\n\nThe Treaty enters into force.\n", encoding="utf-8")
    (place / "a.txt").write_text("Article 1\n\nThe Treaty enters into force.\n", encoding="utf-8")
    (place / "b.txt").write_text("Clause 1\n\nA treaty comes in power.\n", encoding="utf-8")
    return place


def test_score(ok, drafts):
    shape = ok("score", "a.txt", "b.txt", "-r", "ref.txt", "--segments", "-f", "json").json
    check("score", shape, without=TERM_SCORES | RESAMPLED | NO_GATE | BESIDE)
    names = "segments excluded scores comparisons segment_scores term_scores resampling"
    beside = "buckets effort findings memory_draft"
    rest = "aligned_by warnings gate runs"
    assert list(shape) == [*names.split(), *beside.split(), *rest.split()]
    assert (shape["segments"], shape["excluded"], shape["comparisons"]) == (2, 1, [])
    names = {"draft", "metric", "input", "score", "low", "high", "signature"}
    assert all(score.keys() == names for score in shape["scores"])
    metrics = ["bleu", "chrf", "chrf++", "ter"]
    assert [(s["draft"], s["metric"]) for s in shape["scores"]] == [
        (draft, metric) for draft in ("a.txt", "b.txt") for metric in metrics
    ]
    assert {s["input"] for s in shape["scores"]} == {"raw"}
    lines = [(line["segment"], line["draft"]) for line in shape["segment_scores"]]
    assert sorted(lines) == [(1, "a.txt"), (1, "b.txt"), (3, "a.txt"), (3, "b.txt")]
    assert all(list(line)[2:] == metrics for line in shape["segment_scores"])


TERM_SCORES = {
    f"term_scores[].{name}"
    for name in (
        "text role accuracy needed answered exact inflected acronym preferred admitted avoided"
        " forbidden repeated consistent consistency"
    ).split()
}
BESIDE = {
    field
    for field in documented("score")
    if field.startswith(("buckets[]", "effort[]", "findings[]", "memory_draft."))
}
GATE = {
    f"gate[].{name}"
    for name in ("condition draft passed reason metric limit value p_value p_holm run".split())
}
NO_GATE = GATE | {f"runs[].{name}" for name in "draft name run problem".split()}
RESAMPLED = {
    f"comparisons[].{name}" for name in "metric baseline draft difference p_value p_holm".split()
} | {f"resampling.{name}" for name in "level test resamples seed documents".split()}


def test_score_with_comparisons(ok, drafts):
    (drafts / "documents").write_text("one\nblank\ntwo\n", encoding="utf-8")
    command = "score a.txt b.txt -r ref.txt --segments --confidence --compare --baseline b.txt"
    shape = ok(*command.split(), "--documents", "documents", "-f", "json").json
    check("score", shape, without=TERM_SCORES | NO_GATE | BESIDE)
    assert [(c["metric"], c["draft"], c["baseline"]) for c in shape["comparisons"]] == [
        (metric, "a.txt", "b.txt") for metric in ("bleu", "chrf", "chrf++", "ter")
    ]
    assert list(shape["comparisons"][0]) == (
        "metric baseline draft difference p_value p_holm".split()
    )
    assert all(score["low"] <= score["high"] for score in shape["scores"])
    assert shape["resampling"] == {
        "level": 95,
        "test": "bootstrap",
        "resamples": 1000,
        "seed": 12345,
        "documents": 2,
    }


def test_score_of_terms(ok, small, place):
    (place / "s.txt").write_text("Грамота\nРатификационные грамоты\n", encoding="utf-8")
    (place / "d.txt").write_text("Paper\nInstruments of ratification\n", encoding="utf-8")
    command = (
        "score",
        "d.txt",
        "-r",
        "d.txt",
        "--source-text",
        "s.txt",
        "-m",
        "terms",
        "-m",
        "chrf",
    )
    shape = ok(*command, "--segments", "-f", "json").json
    gate = {field for field in NO_GATE if field.startswith("gate")}
    check("score", shape, without=RESAMPLED | gate | BESIDE)
    assert [(s["metric"], s["score"]) for s in shape["scores"]] == [("terms", 100), ("chrf", 100)]
    assert [line["terms"] for line in shape["segment_scores"]] == [None, 100]
    draft, reference = shape["term_scores"]
    assert (draft["text"], draft["role"], draft["inflected"]) == ("d.txt", "draft", 1)
    assert reference == draft | {"role": "reference"}


CHECK = """
    segment check severity message source draft side start end replacement accepted finding
""".split()


def test_check(run, small):
    source, draft = "Ратификационные грамоты и грамота", "Ratification letters and so on"
    done = run("check", "--text", source, draft, "-f", "json")
    assert done.code == 1
    check("check", done.json)
    (issue,) = done.json["issues"]
    assert list(issue) == CHECK
    assert (issue["segment"], issue["check"], issue["severity"]) == (1, "term-forbidden", "error")
    assert (issue["source"], issue["draft"], issue["side"]) == (source, draft, "draft")
    assert draft[issue["start"] : issue["end"]] == "Ratification letters"
    assert issue["replacement"] == "Instruments of ratification"
    assert done.json["summary"] == {"term-forbidden": 1}
    assert done.json["segments"] == 1


def test_check_of_repairs(run, small):
    shape = run("check", "--text", "Да нет", "Yes  no", "--fix", "-f", "json").json
    check("check --fix", shape)


def test_accepted_findings(ok, small):
    texts = ("check", "--text", "Да нет", "Yes  no")
    ok(*texts, "--accept", "all", "--yes", "--note", "why")
    check("check --list-accepted", ok("check", "--list-accepted", "-f", "json").json)


def test_check_of_nothing(ok, small):
    shape = ok("check", "--text", "Ничего", "Nothing", "-f", "json").json
    assert shape == {"issues": [], "segments": 1, "summary": {}, "accepted": 0}


def test_score_with_a_gate(ok, run, drafts):
    ok("init")
    command = "score a.txt -r ref.txt -m chrf --fail-under chrf=99 --no-regression last -f json"
    assert ok(*command.split()).json["gate"][-1]["run"] is None
    shape = ok(*command.split()).json
    absent = TERM_SCORES | RESAMPLED | BESIDE | {f"segment_scores[].{n}" for n in SEGMENT}
    check("score", shape, without=absent)
    limit, regression = shape["gate"]
    assert (limit["condition"], limit["limit"], limit["value"]) == ("score", 99, 100)
    assert (regression["run"], regression["p_value"]) == (1, 1)
    assert shape["runs"] == [{"draft": "a.txt", "name": "a.txt", "run": 2, "problem": None}]


SEGMENT = ("segment", "draft", "{metric}")


def test_runs(ok, drafts):
    ok("init")
    for _ in range(2):
        ok("score", "b.txt", "-r", "ref.txt", "-m", "chrf", "--fail-under", "chrf=1")
    shape = ok("runs", "-f", "json").json
    check("runs list", shape, without={"runs[].checks.{check}"})
    check("runs show", ok("runs", "show", "2", "-f", "json").json, without={"checks.{check}"})
    assert [(r["id"], r["before"], r["passed"]) for r in shape["runs"]] == [
        (1, None, True),
        (2, 1, True),
    ]
    (change,) = shape["runs"][1]["changes"]
    assert change == {
        "metric": "chrf",
        "difference": 0,
        "p_value": 1,
        "p_holm": 1,
        "better": None,
    }


def test_score_with_all_that_stands_beside(ok, small, place):
    (place / "s.txt").write_text("Статья 1\nРатификационные грамоты\n", encoding="utf-8")
    (place / "d.txt").write_text("Article 2\nratification letters\n", encoding="utf-8")
    (place / "r.txt").write_text("Article 1\nInstruments\n", encoding="utf-8")
    command = "score d.txt -r r.txt --source-text s.txt -m ter -m terms --segments --effort"
    more = "--buckets length --buckets match --checks --with-memory --confidence --compare -f json"
    shape = ok(*command.split(), *more.split()).json
    check("score", shape, without={field for field in NO_GATE if field.startswith("gate")})
    assert list(shape["buckets"][0]) == ("by bucket draft metric segments score low high".split())
    assert {row["by"] for row in shape["buckets"]} == {"length", "match"}
    assert {row["draft"] for row in shape["effort"]} == {"d.txt", "memory"}
    (found,) = shape["findings"]
    assert found["draft"] == "d.txt"
    assert found["summary"] == {"reference": 1, "term-forbidden": 1, "capital-start": 1}
    draft = shape["term_scores"][0]
    assert (draft["avoided"], draft["forbidden"], draft["consistency"]) == (1, 1, None)


def test_score_without_segments(ok, drafts):
    shape = ok("score", "a.txt", "-r", "ref.txt", "-m", "chrf", "-f", "json").json
    assert shape["segment_scores"] == []
    assert [(s["metric"], s["low"], s["high"]) for s in shape["scores"]] == [("chrf", None, None)]
    assert (shape["comparisons"], shape["resampling"]) == ([], None)


BEAD_FIELDS = "source target source_text target_text confidence".split()


def test_align(ok, place):
    units = sentences(40)
    moved = units[20:] + units[:20]
    write_pair(place, "a", units)
    (place / "a.en.txt").write_text("\n".join(text for _, text in moved), encoding="utf-8")
    shape = ok("align", "a.ru.txt", "a.en.txt", "--no-memory", "--force", "-f", "json").json
    moves = {"moved[].source", "moved[].target"}
    check("align", shape, without=set() if shape["moved"] else moves)
    assert next(iter(shape)) == "beads"
    for bead in shape["beads"]:
        assert list(bead)[:5] == BEAD_FIELDS
        assert bead["kind"] == f"{len(bead['source'])}-{len(bead['target'])}"


def test_align_pairs(run, place):
    write_pair(place, "a", sentences(10))
    (place / "list.tsv").write_text("a.ru.txt\ta.en.txt\nb.txt\tc.txt\n", encoding="utf-8")
    done = run("align", "--pairs", "list.tsv", "--corpus", "a", "-f", "json")
    assert done.code == 1
    check("align --pairs", done.json)
    missing = done.json["pairs"][1]
    nothing = "source_language target_language confidence verdict corpus".split()
    assert {name: missing[name] for name in nothing} == dict.fromkeys(nothing)


def test_analyze(ok, small, place):
    (place / "a.po").write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Article 1"\nmsgstr ""\n\n'
        'msgid "Yes"\nmsgstr "Да"\n',
        encoding="utf-8",
    )
    (place / "b.tsv").write_text("en\tru\nArticle 1\t\nOne\tдва\tтри\t\t\n", encoding="utf-8")
    command = ("analyze", "a.po", "b.tsv", "--internal", "--translated-apart", "-s", "en")
    shape = ok(*command, "--weights", "exact=0.5", "-f", "json").json
    check("analyze", shape)
    assert list(shape)[:2] == ["files", "total"]
    assert list(shape["files"][0])[:2] == ["file", "bands"]
    bands = "context repetition exact 95-99 85-94 75-84 50-74 new".split()
    for listed in (shape["total"], *(one["bands"] for one in shape["files"])):
        assert [band["band"] for band in listed] == bands
        assert all(list(band)[:4] == "band segments words characters".split() for band in listed)
    assert (shape["words"], shape["weighted_words"]) == (4, 3.0)
    assert shape["files"][1]["skipped"][0]["where"] == "b.tsv:3"
    check(
        "analyze",
        ok("analyze", "a.po", "b.tsv", "-f", "json").json,
        without={"weights.{band}", "files[].internal.{count}", "files[].translated.{count}"},
    )


def test_segment(ok, place):
    (place / "a.txt").write_text("One. Two.\n", encoding="utf-8")
    check("segment", ok("segment", "a.txt", "-s", "en", "-f", "json").json)


def test_omegat(ok, small, place):
    created = ok("omegat", "project", "-f", "json").json
    inside = {name for name in documented("omegat") if name.startswith("read.")}
    check("omegat", created, without=inside)
    assert (created["created"], created["read"], created["units"]) == (True, None, 5)
    (place / "project" / "omegat" / "project_save.tmx").write_text(
        '<tmx version="1.1"><header/><body><tu><tuv lang="RU"><seg>да</seg></tuv>'
        '<tuv lang="EN"><seg>yes</seg></tuv></tu><tu><tuv lang="RU"><seg>нет</seg></tuv></tu>'
        "</body></tmx>",
        encoding="utf-8",
    )
    shape = ok("omegat", "project", "-f", "json").json
    check("omegat", shape)
    assert (shape["read"]["corpus"], shape["read"]["added"]) == ("project", 1)
    (row,) = ok("omegat", "project", "-f", "csv").out.splitlines()[1:]
    assert row == "project,ru,en,false,0,5,1,1,false"


def test_pretranslate(ok, small, place):
    unit = '<trans-unit id="1"><source>{}</source></trans-unit>'
    units = unit.format("Article 1") + unit.format("Unknown thing")
    (place / "a.xlf").write_text(
        '<xliff version="1.2"><file original="a" source-language="en" target-language="ru">'
        f"<body>{units}</body></file></xliff>"
    )
    shape = ok("pretranslate", "a.xlf", "-o", "b.xlf", "-f", "json").json
    check("pretranslate", shape)
    assert list(shape) == (
        "file total exact context repaired fuzzy kept empty locked origins obsolete warnings"
        " terms bands".split()
    )
    assert (shape["file"], shape["total"], shape["exact"], shape["empty"]) == ("b.xlf", 2, 1, 1)
    assert shape["origins"][0]["corpus"] == "small"
    assert {one["band"]: one["segments"] for one in shape["bands"] if one["segments"]} == {
        "exact": 1,
        "new": 1,
    }


def test_import(ok, place):
    (place / "in.tsv").write_text("tuid\tru\ten\n1\tодин\tone\n2\tдва\n", encoding="utf-8")
    shape = ok("import", "in.tsv", "-f", "json").json
    check("import", shape)
    assert list(shape["files"][0]) == (
        "file format corpus read added updated duplicate skipped warnings".split()
    )
    report = shape["files"][0]
    assert report["file"] == "in.tsv"
    assert (report["read"], report["added"], len(report["skipped"])) == (2, 1, 1)
    assert report["skipped"][0]["where"] == "in.tsv:3"
    # Twice the same gives duplicates, another text under a known tuid an update.
    (place / "in.tsv").write_text("tuid\tru\ten\n1\tодин\tOne\n", encoding="utf-8")
    report = ok("import", "in.tsv", "-f", "json").json["files"][0]
    assert (report["read"], report["updated"]) == (1, 1)
    report = ok("import", "in.tsv", "-f", "json").json["files"][0]
    assert (report["read"], report["duplicate"]) == (1, 1)


def test_merge(ok, small, place):
    with tmtool.open(place / "other.db") as other:
        other.add_unit(
            pair("Статья 1", "Article I", tuid="t1", document="agreement"), corpus="small"
        )
    shape = ok("merge", "other.db", "--dry-run", "-f", "json").json
    check("merge", shape)
    (conflict,) = shape["conflicts"]
    assert conflict["theirs"]["en"] == "Article I"
    assert shape["parts"][0]["kind"] == "units"


def test_glossary_import(ok, place):
    header = "concept\tlanguage\tterm\n"
    rows = "c1\tru\tоговорка\nc1\ten\treservation\nc2\txx\tsomething\n"
    (place / "terms.tsv").write_text(header + rows, encoding="utf-8")
    shape = ok("glossary", "import", "terms.tsv", "-f", "json").json
    check("glossary import", shape)


def test_glossary_list(ok, small):
    shape = ok("glossary", "list", "-f", "json").json
    check("glossary list", shape)
    assert [concept["id"] for concept in shape["concepts"]] == [1, 2]


def test_glossary_show(ok, small):
    shape = ok("glossary", "show", "1", "--paradigm", "-f", "json").json
    check("glossary show", shape)
    russian = shape["readings"][0]
    assert (russian["head"], russian["agreeing"]) == ("грамота", ["ратификационная"])
    assert len(shape["paradigms"][0]["forms"]) == 12


def test_glossary_mine(ok, small):
    with Memory(small) as memory:
        for number in range(30):
            memory.add_unit(
                pair(f"Там рабочая группа {number}", f"There the working group {number}"),
                corpus="mined",
            )
    shape = ok("glossary", "mine", "-s", "ru", "-t", "en", "--workers", "1", "-f", "json").json
    check("glossary mine", shape)
    shape = ok("glossary", "candidates", "list", "-f", "json").json
    check("glossary candidates list", shape)


def test_glossary_history(ok, small):
    ok("glossary", "edit", "1", "--domain", "law", "--by", "petrov")
    ok("glossary", "undo")
    shape = ok("glossary", "history", "-f", "json").json
    check("glossary history", shape)
    assert [(c["operation"], c["undone"]) for c in shape["changes"]][:2] == [
        ("undo", False),
        ("edit", True),
    ]


def test_corpus_list(ok, small):
    shape = ok("corpus", "list", "-f", "json").json
    check("corpus list", shape)
    (corpus,) = shape["corpora"]
    assert corpus["units"] == 5
    assert re.fullmatch("[0-9a-f]{64}", corpus["checksum"])


PROPERTIES = {"properties.{name}"}


def test_unit(ok, small):
    shown = ok("unit", "show", "2", "-f", "json").json
    check("unit show", shown, without=PROPERTIES)
    added = ok("unit", "add", "Статья 3", "Article 3", "-f", "json").json
    check("unit show", added, without=PROPERTIES)
    edited = ok("unit", "edit", "2", "--note", "", "-f", "json").json
    assert edited | {"changed_at": None, "changed_by": None, "note": "checked"} == (
        shown | {"changed_at": None, "changed_by": None}
    )


def test_unit_with_properties(ok, place):
    (place / "a.po").write_text(
        'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#: main.c:1\nmsgid "Open {name}"\nmsgstr "Открыть {name}"\n',
        encoding="utf-8",
    )
    ok("import", "a.po", "-s", "en")
    check("unit show", ok("unit", "show", "1", "-f", "json").json)


def test_unit_history(ok, small):
    ok("unit", "edit", "2", "--text", "en=The Treaty shall enter into force.", "--by", "me")
    ok("unit", "add", "Статья 3", "Article 3")
    ok("unit", "remove", "1")
    ok("unit", "undo")
    shape = ok("unit", "history", "-f", "json").json
    optional = {f"changes[].{side}.properties.{{name}}" for side in ("before", "after")}
    check("unit history", shape, without=optional)
    assert [(c["operation"], c["unit"], c["undone"]) for c in shape["changes"]] == [
        ("undo", 1, False),
        ("remove", 1, True),
        ("add", 6, False),
        ("edit", 2, False),
    ]
    assert [c["before"] is None for c in shape["changes"]] == [True, False, True, False]
    assert [c["after"] is None for c in shape["changes"]] == [False, True, False, False]
    assert shape["changes"][3]["by"] == "me"


def test_unit_replace(ok, small):
    command = ("unit", "replace", "Article", "Art.", "-l", "en")
    shape = ok(*command, "-f", "json").json
    check("unit replace", shape)
    assert [(one["unit"], one["after"]) for one in shape["replacements"]] == [
        (1, "Art. 1"),
        (5, "Art. 2"),
    ]
    assert ok(*command, "-f", "jsonl").lines == shape["replacements"]
    some = ok(*command, "-f", "json", "--limit", "1").json
    assert some == {"replacements": shape["replacements"][:1], "count": 2}


def test_unit_remove(ok, small):
    shape = ok("unit", "remove", "--status", "machine", "-f", "json").json
    check("unit remove", shape)
    (removal,) = shape["removals"]
    assert (removal["unit"], removal["kept"], shape["count"]) == (5, None, 1)
    ok("unit", "add", "Статья 2", "Article 2", "--corpus", "own")
    both = ok("unit", "remove", "--duplicates", "--across-corpora", "-f", "json").json
    assert [(one["unit"], one["kept"]) for one in both["removals"]] == [(5, 6)]


def test_stats(ok, small):
    shape = ok("stats", "-f", "json").json
    check("stats", shape)
    assert shape["segments"] == {"en": 5, "ru": 5}
    assert shape["glossaries"] == [{"name": "own", "concepts": 2, "terms": 4}]
    assert shape["size"] >= small.stat().st_size > 0


def test_times_have_one_form(ok, small):
    texts = [ok("unit", "history", "-f", "json").out, ok("glossary", "list", "-f", "json").out]
    texts += [ok("corpus", "list", "-f", "json").out, ok("unit", "show", "4", "-f", "json").out]
    stamps = re.findall(r'_at": "([^"]+)"', "".join(texts))
    assert len(stamps) >= 4
    for stamp in stamps:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)


def test_every_reading_command_has_a_section():
    sections = set(DOCUMENTED)
    assert sections == {
        "lookup",
        "concordance",
        "suggest",
        "check",
        "check --fix",
        "check --list-accepted",
        "score",
        "runs list",
        "runs show",
        "import",
        "merge",
        "segment",
        "align",
        "align --pairs",
        "analyze",
        "omegat",
        "pretranslate",
        "glossary import",
        "glossary list",
        "glossary audit",
        "glossary lint",
        "glossary show",
        "glossary history",
        "glossary mine",
        "glossary candidates list",
        "corpus list",
        "index check",
        "unit show",
        "unit history",
        "unit replace",
        "unit remove",
        "stats",
    }


@pytest.mark.parametrize("command", DOCUMENTED)
def test_fields_have_a_meaning(command):
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            assert ROW.match(line), f"not a row of the table: {line}"
    assert DOCUMENTED[command]


def test_glossary_audit(ok, treaties_file):
    shape = ok("--db", treaties_file, "glossary", "audit", "-f", "json").json
    check("glossary audit", shape)
    assert shape["units"] == 1101
    assert shape["findings"][0]["kind"] == "to-avoid"
    for found in shape["findings"]:
        for quote in found["examples"]:
            start, end = quote["source_span"]
            assert quote["source"][start:end]


def test_glossary_lint(run, treaties_file):
    shape = run("--db", treaties_file, "glossary", "lint", "-f", "json").json
    check("glossary lint", shape)

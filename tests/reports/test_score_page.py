"""The page of scores: whole, escaped, the same each time, and no larger than it need be."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from pages import read
from scored import GOOD, ORIGIN, WEAK, a_report, bare

from tmtool.models import (
    BucketScore,
    CheckReport,
    Comparison,
    DraftFindings,
    GateResult,
    Issue,
    ScoredSegment,
    ScoreReport,
    SegmentScore,
)
from tmtool.reports.html.charts import Axis, axis
from tmtool.reports.html.choice import chosen
from tmtool.reports.html.metrics import decimal
from tmtool.reports.html.score import Origin, score
from tmtool.reports.html.segments import shapes
from tmtool.reports.html.summary import findings_in_words, rows
from tmtool.reports.names import short_names

HOSTILE = [
    "</script><script>window.hit=1</script>",
    "<!-- <script>",
    '<img src=x onerror="window.hit=1">\'"`',
    "]]></style></title></textarea>",
    "{{ 7 * 7 }}{% raw %}",
    "line\u2028separator\u2029end\u0085",
    "&lt;script&gt; &amp;",
    "\\u003c\\",
]


def content(page: str) -> dict:
    """The data of a page, as its script reads them."""
    found = re.search(r'<script type="application/json" id="content">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def text_of(page: str) -> str:
    """What can be read on a page, but for its styles and scripts."""
    page = re.sub(r"<(style|script|svg)\b.*?</\1>", "", page, flags=re.S)
    return " ".join(read(page.replace("><", "> <")).text.split())


def test_a_gate_is_told_with_its_reasons():
    failed = GateResult("score", GOOD, False, "chrf is 40.00, below the limit 55", "chrf")
    passed = replace(failed, metric="bleu", passed=True, reason="bleu is high enough")
    page = text_of(score(replace(a_report(), gate=(failed, passed)), ORIGIN))
    assert "Gate failed. " in page
    assert "chrf is 40.00, below the limit 55" in page
    assert "bleu is high enough" not in page
    page = text_of(score(replace(a_report(), gate=(passed,)), ORIGIN))
    assert "Gate passed: 1 condition met." in page
    assert "Gate" not in text_of(score(a_report(), ORIGIN))


@pytest.mark.parametrize("word", HOSTILE)
def test_texts_never_become_markup(word):
    page = score(a_report(word), ORIGIN)
    found = read(page)
    scripts = [attributes for tag, attributes in found.seen if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "content"}, {}]
    tags = {tag for tag, _ in found.seen}
    assert not tags & {"img", "iframe", "object", "embed", "link", "base", "textarea"}
    for _, attributes in found.seen:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    # As it is, in what is read and in what the script reads.
    shown = word.replace("\x85", "\\x85")
    assert shown in found.text
    assert shown in content(page)["segments"][0]["references"][0]
    assert not re.search(r"<!--", page)


def test_directions_and_controls_are_spelled_out():
    page = score(a_report("a\u202eb\x1b[31m\ud83d"), ORIGIN)
    assert page.encode("utf-8")
    assert "\u202e" not in page
    assert "a\\u202eb\\x1b[31m\\ud83d" in read(page).text


def test_the_page_runs_and_fetches_nothing_else():
    page = score(a_report(), ORIGIN)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].replace("&#39;", "'").split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for kind in ("style", "script"):
        inside = re.search(rf"<{kind}>(.*?)</{kind}>", page, re.S)
        assert inside
        digest = b64encode(sha256(inside[1].encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert page.index("Content-Security-Policy") < page.index("<style>")
    without = page.replace(policy[0], "")
    assert not re.search(r"https?://|@import|url\(|\bsrc=|<link", without)


def test_the_same_report_makes_the_same_page():
    assert score(a_report(), ORIGIN) == score(a_report(), ORIGIN)


def test_what_is_on_the_page():
    text = text_of(score(a_report(), ORIGIN))
    for part in (
        "ru → en",
        "weak.txt слово, compared with good.txt слово, is significantly worse by BLEU,",
        "Warning. warning слово",
        "reference.txt",
        "source.txt",
        "3 scored, 1 empty one left out",
        "2026-11-26, tmtool",
        "sacreBLEU 2.6.0",
        "best 70.0",
        "67.0–73.0",
        "the same in NFC 71.0",
        "95 % intervals by bootstrap; paired bootstrap: 1,000 resamples, seed 12345.",
        "chrF ↑ significantly worse −30.00 0.0010 0.0030",
        "TER ↓ significantly worse +30.00 0.0010 0.0030",
        "terms ↑ no significant difference −30.00 0.0010 0.2000",
        "reference: the ceiling 100.0 10 10 8 2 0 10 0 0",
        "weak.txt слово 50 5 50.0 200 180 260 43.3",
        "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0",
        "By length in words chrF ↑",
        "By best match in the memory",
        "doc 1 слово 12 70.0 65.0–75.0 40.0 35.0–45.0",
        "number error 0 2",
        "spaces warning 0 3",
        "length info 0 2",
    ):
        assert part in text, part


def test_segments_without_a_script():
    page = score(a_report(), ORIGIN)
    found = read(page)
    anchors = [a["href"] for tag, a in found.seen if tag == "a" and a.get("class") == "anchor"]
    # The weak draft is worst in the last one.
    assert anchors == ["#s-3", "#s-2", "#s-1"]
    text = text_of(page)
    assert "The first 3 of 3 segments, worst chrF first." in text
    assert "3 doc 1 слово 95-99 law слово Source Стороны 7 слово Reference 1" in text
    assert "against reference 1" in text
    assert "In the memory memory слово" in text
    assert "error number no 7 слово" in text
    assert "warning spaces two слово → x слово" in text


def test_a_few_segments_of_many_without_a_script():
    page = score(a_report(segments=120), ORIGIN)
    assert page.count('<li class="segment"') == 50
    assert len(content(page)["segments"]) == 120
    assert "The first 50 of 120 segments" in text_of(page)


def test_differences_and_findings_are_in_the_parts():
    [one, *_] = shapes(a_report(), a_report().texts, [f"{GOOD} слово", f"{WEAK} слово"])
    assert one["drafts"][0]["parts"] == ["The Parties 1 слово."]
    assert one["drafts"][1]["parts"] == [
        "The ",
        ["sides", "d", [1]],
        ["Parties", "i", []],
        " 1 слово",
        ["!", "d", []],
        [".", "i", []],
    ]
    assert one["source"][0] == ["Сто", "", [0]]
    assert one["findings"][1]["replacement"] == "x слово"
    assert one["drafts"][1]["scores"] == [21.7, 43.3, 56.7, None]


def marked(draft: str, reference: str, *spans: tuple[int, int]) -> list:
    """The parts of a draft in which checks found these stretches."""
    issues = tuple(
        Issue(1, f"c{number}", "error", "m", "", draft, "draft", *span)
        for number, span in enumerate(spans)
    )
    report = ScoreReport(
        segments=1,
        excluded=0,
        scores=(),
        findings=(DraftFindings("d", CheckReport(1, issues, {})),),
        texts=(ScoredSegment(1, {"d": draft}, (reference,)),),
    )
    [one] = shapes(report, report.texts, ["d"])
    return one["drafts"][0]["parts"]


@pytest.mark.parametrize(
    ("draft", "reference", "spans", "parts"),
    [
        ("abc", "abc", (), ["abc"]),
        ("", "", (), []),
        ("", "x", (), [["x", "i", []]]),
        ("abc def", "abc def", [(4, 7)], ["abc ", ["def", "", [0]]]),
        ("abc def", "abc", [(2, 6)], ["ab", ["c ", "", [0]], ["de", "d", [0]], ["f", "d", []]]),
        ("abcd", "abcd", [(0, 3), (1, 4)], [["a", "", [0]], ["bc", "", [0, 1]], ["d", "", [1]]]),
        ("a😀bc", "a😀bc", [(2, 3)], ["a😀", ["b", "", [0]], "c"]),
        ("abc", "abc", [(1, 1)], ["a", "bc"]),
        ("abc", "abc", [(1, 9)], ["a", ["bc", "", [0]]]),
    ],
)
def test_parts(draft, reference, spans, parts):
    assert marked(draft, reference, *spans) == parts


def test_a_bare_report_of_one_draft():
    page = score(bare(a_report()), Origin("2026-11-26"))
    text = text_of(page)
    assert "How good is the draft?" in text
    assert "This page has no segments." in text
    for part in ("best", "Warning", "Where are they weak", "What the checks found", "Terminology"):
        assert part not in text
    assert read(page).open == []


def test_no_source_no_reference_no_scores_of_segments():
    report = replace(bare(a_report()), texts=(ScoredSegment("a/b c", {GOOD: "x"}, (None,)),))
    page = score(report, Origin("2026-11-26"))
    assert 'href="#s-a%2Fb%20c"' in page
    text = text_of(page)
    assert "in the order of the text" in text
    assert "Source" not in text


def test_checks_that_found_nothing():
    report = replace(
        a_report(),
        findings=tuple(DraftFindings(one.draft, CheckReport(3)) for one in a_report().findings),
    )
    assert "What the checks found Nothing." in text_of(score(report, ORIGIN))


def test_an_empty_draft_and_a_draft_that_is_missing():
    report = a_report(segments=1)
    [one] = report.texts
    good = next(iter(one.drafts))
    empty = replace(one, drafts={good: ""}, references=("",))
    report = replace(report, findings=(), texts=(empty,))
    text = text_of(score(report, ORIGIN))
    assert "(empty)" in text
    found = content(score(report, ORIGIN))["segments"][0]["drafts"]
    assert [draft["parts"] for draft in found] == [[], None]


# Which draft is the best.


def best(*others: Comparison, **changes: tuple[float, float]) -> list[str]:
    """The drafts marked as best by chrF, of three with these intervals."""
    found = bare(a_report())
    row = next(row for row in found.scores if row.metric == "chrf")
    intervals = {"a": (48, 52), "b": (45, 49), "c": (20, 25)} | changes
    scores = tuple(
        replace(row, draft=draft, score=(low + high) / 2, low=low, high=high)
        for draft, (low, high) in intervals.items()
    )
    report = replace(found, scores=scores, comparisons=others)
    return [one.draft for one in rows(report) if one.cells[0] and one.cells[0].best]


def compared(baseline: str, draft: str, p_value: float) -> Comparison:
    return Comparison("chrf", baseline, draft, 3.0, p_value, p_value)


def test_the_best_draft():
    assert best() == []
    assert best(b=(40, 44)) == ["a"]
    assert best(compared("a", "b", 0.04), compared("a", "c", 0.01)) == ["a"]
    assert best(compared("a", "b", 0.06), compared("a", "c", 0.01)) == []
    assert best(compared("a", "b", 0.06), b=(40, 44)) == []
    # The other two are not tested against each other, but far apart.
    assert best(compared("b", "a", 0.01), compared("b", "c", 0.01)) == ["a"]
    assert best(compared("b", "a", 0.01), c=(40, 50)) == []


def test_no_difference_in_words():
    same = (compared("good.txt", "weak.txt", 0.5),)
    row = a_report().scores[0]
    scores = (replace(row, draft="good.txt"), replace(row, draft="weak.txt"))
    report = ScoreReport(segments=1, excluded=0, scores=scores, comparisons=same)
    assert findings_in_words(report) == [
        "weak.txt, compared with good.txt, is not significantly different."
    ]


def test_differences_in_words():
    comparisons = [
        replace(compared("x/a/1", draft, p_value), metric=metric, difference=difference)
        for draft, difference in (("x/b/1", 3.0), ("x/c/1", 3.0), ("x/b/2", -3.0))
        for metric, p_value in (("chrf", 0.01), ("ter", 0.01), ("bleu", 0.2))
    ]
    row = a_report().scores[0]
    scores = tuple(replace(row, draft=draft) for draft in ("x/a/1", "x/b/1", "x/c/1", "x/b/2"))
    report = ScoreReport(1, 0, scores, comparisons=tuple(comparisons))
    assert findings_in_words(report) == [
        "b/1 and c/1, compared with a/1, are significantly better by chrF and worse by TER.",
        "b/2, compared with a/1, is significantly better by TER and worse by chrF.",
    ]
    alone = replace(report, comparisons=tuple(comparisons[6:7]))
    assert findings_in_words(alone) == ["b/2, compared with a/1, is significantly worse by chrF."]
    both = [comparisons[0], replace(comparisons[1], difference=-3.0)]
    assert findings_in_words(replace(report, comparisons=tuple(both))) == [
        "b/1, compared with a/1, is significantly better by every metric."
    ]


@pytest.mark.parametrize(
    ("drafts", "names"),
    [
        ([], []),
        (["-"], ["-"]),
        (["a/b/c.txt"], ["c.txt"]),
        (["a/b/c.txt", "a/b/d.txt"], ["c.txt", "d.txt"]),
        (["a/b/c.txt", "a/d/c.txt", "e.txt"], ["b/c.txt", "d/c.txt", "e.txt"]),
        (["/c.txt", "c.txt"], ["/c.txt", "c.txt"]),
        (["x/c.txt", "c.txt"], ["x/c.txt", "c.txt"]),
    ],
)
def test_short_names(drafts, names):
    assert list(short_names(drafts).values()) == names


def test_a_scale_ends_at_100_where_scores_exceed_it_by_a_rounding_error():
    row = replace(a_report().scores[0], score=100.00000000000004, low=20, high=100.0)
    assert axis([row]) == Axis(20, 100)
    assert axis([replace(row, low=100.0)]) == Axis(100, 101)
    assert axis([]) == Axis(0, 1)


@pytest.mark.parametrize(
    ("value", "sign", "text"),
    [
        (100.00000000000004, False, "100.0"),
        (-0.01, False, "0.0"),
        (-0.01, True, "0.0"),
        (1234.56, False, "1,234.6"),
        (-3.25, True, "−3.2"),
        (3.0, True, "+3.0"),
        (None, False, "–"),
    ],
)
def test_numbers(value, sign, text):
    assert decimal(value, sign=sign) == text


# Large reports.


def large(segments: int) -> ScoreReport:
    return a_report("обязуются неукоснительно соблюдать настоящий Договор", segments=segments)


def test_a_page_of_many_segments_has_the_worst_and_those_with_findings():
    report = large(2_000)
    kept = [one.segment for one in chosen(report, 100)]
    assert len(kept) == 100
    assert kept == sorted(kept)
    # Of each draft the worst are there: the good one's first, the weak one's last.
    assert {1, 2, 3, 1_998, 1_999, 2_000} <= set(kept)
    page = score(report, ORIGIN, segments=100)
    assert "This page has 100 of the 2,000 segments" in text_of(page)
    assert "--html-segments 2000" in page
    assert len(content(page)["segments"]) == 100


def test_grave_findings_come_onto_the_page():
    base = bare(a_report())
    texts = tuple(ScoredSegment(number, {GOOD: "x"}, ("x",)) for number in range(1, 101))
    issues = (
        Issue(50, "a", "warning", "m", "", "x", "draft"),
        Issue(70, "b", "error", "m", "", "x", "draft"),
    )
    report = replace(
        base,
        texts=texts,
        segment_scores=tuple(SegmentScore(one.segment, GOOD, {"chrf": 100.0}) for one in texts),
        findings=(DraftFindings(GOOD, CheckReport(100, issues, {"a": 1, "b": 1})),),
    )
    assert [one.segment for one in chosen(report, 3)] == [1, 50, 70]
    assert [one.segment for one in chosen(replace(report, segment_scores=()), 5)] == [
        1,
        2,
        3,
        50,
        70,
    ]
    assert chosen(report, 0) == []


def test_the_size_of_a_page_of_20_000_segments():
    page = score(large(20_000), ORIGIN)
    assert len(page.encode()) < 5_000_000
    assert len(content(page)["segments"]) == 2_000


def test_many_documents():
    rows_ = tuple(
        BucketScore("document", f"d{number}", GOOD, "chrf", 20, 90 - number / 10)
        for number in range(300)
    )
    text = text_of(score(replace(bare(a_report()), buckets=rows_), ORIGIN))
    assert "The worst 200 of 300." in text
    assert text.index("d299 20 60.1") < text.index("d298 20 60.2")
    assert "d99 20" not in text

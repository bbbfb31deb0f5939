"""Trends of scores for terminals and as a page of HTML."""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import read
from rich.console import Console

from tmtool.models import GateResult, Run, RunChange, Score, TrendPoint
from tmtool.reports import runs as reports
from tmtool.reports.html import line_chart
from tmtool.reports.html.line_chart import chart
from tmtool.reports.html.runs import runs as page

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"


def run(
    number: int,
    score: float,
    *,
    metric: str = "chrf",
    interval: tuple[float, float] | None = None,
    test_set: str = "aa",
    passed: bool | None = None,
    name: str = "treaty",
) -> Run:
    low, high = interval or (None, None)
    return Run(
        id=number,
        at="2026-11-26T10:00:00Z",
        by=name,
        name=name,
        draft=name,
        references=(name,),
        source_language=None,
        target_language=None,
        segments=41,
        excluded=0,
        scores=(Score(name, metric, "raw", score, name, low, high),),
        gate=() if passed is None else (GateResult("score", name, passed, name, metric, 5, score),),
        test_set=test_set,
    )


def points(*found: Run) -> list[TrendPoint]:
    """The runs as a trend in which no change is known."""
    return [
        TrendPoint(one, None, bool(number) and found[number - 1].test_set != one.test_set)
        for number, one in enumerate(found)
    ]


def drawn(found: list[TrendPoint], width: int = 120) -> str:
    text = io.StringIO()
    reports.trends(Console(file=text, width=width, color_system=None), found)
    return text.getvalue()


@pytest.mark.parametrize(
    ("figures", "breaks", "line"),
    [
        ([1, 2, 3], [], "▁▅█"),
        ([3, 2, 1], [], "█▅▁"),
        ([5, 5], [], "▅▅"),
        ([1, None, 2], [], "▁ █"),
        ([1, 8], [1], "▁│█"),
        ([1, 8], [0], "▁█"),
        (list(range(8)), [], "▁▂▃▄▅▆▇█"),
        ([], [], ""),
        ([None], [], " "),
    ],
)
def test_lines_of_blocks(figures, breaks, line):
    assert reports.sparkline(figures, [n in breaks for n in range(len(figures))]) == line


@given(st.lists(st.none() | st.floats(-1e6, 1e6), max_size=30))
def test_higher_figures_have_no_lower_blocks(figures):
    line = reports.sparkline(figures, [False] * len(figures))
    assert len(line) == len(figures)
    blocks = sorted((f, reports.BLOCKS.index(b)) for f, b in zip(figures, line, strict=True) if f)
    assert [b for _, b in blocks] == sorted(b for _, b in blocks)


@pytest.mark.parametrize(
    ("metric", "difference", "p_holm", "said"),
    [
        ("chrf", 1.25, None, "50.00 +1.25 ▲ "),
        ("chrf", -1.25, 0.2, "50.00 -1.25 ▼ "),
        ("chrf", -1.25, 0.04, "50.00 -1.25 ▼* "),
        ("ter", -1.25, 0.004, "50.00 -1.25 ▲** "),
        ("ter-norm", 1.25, 0.0004, "50.00 +1.25 ▼*** "),
        ("ter", 0.0, 1.0, "50.00 +0.00 = "),
    ],
)
def test_arrows_say_better_or_worse(metric, difference, p_holm, said):
    change = RunChange(metric, difference, p_holm, p_holm)
    text = drawn([TrendPoint(run(2, 50, metric=metric), 1, changes=(change,))])
    assert said in text.replace("\n", " ")


def test_scores_without_a_figure_leave_a_gap():
    text = drawn(points(run(1, 50), run(2, math.nan), run(3, 60)))
    assert "nan" not in text
    assert "▁ █" in text


def test_controls_in_names_command_no_terminal():
    assert "\x1b" not in drawn(points(replace(run(1, 50), name="\x1b[2J", draft="\x1b[2J")))


def test_a_chart_keeps_inside_its_frame():
    found = chart(points(run(1, 50, interval=(40, 60)), run(2, 55, interval=(45, 70))), "chrf")
    assert found is not None
    for x, y in [*found.lines[0], *found.bands[0]]:
        assert line_chart.LEFT <= x <= line_chart.WIDTH - line_chart.RIGHT
        assert line_chart.TOP <= y <= line_chart.HEIGHT - line_chart.BOTTOM
    first, second = found.dots
    assert first.x < second.x
    assert first.y > second.y  # higher scores stand higher
    assert [said for _, said in found.numbers] == ["1", "2"]
    assert len(found.bands[0]) == 4


def test_lines_and_bands_end_where_the_test_set_changes():
    some = (40.0, 60.0)
    found = chart(
        points(
            run(1, 50, interval=some),
            run(2, 51, interval=some),
            run(3, 52, interval=some, test_set="bb"),
            run(4, 53, test_set="bb"),
            run(5, 54, interval=some, test_set="bb"),
        ),
        "chrf",
    )
    assert found is not None
    assert [len(line) for line in found.lines] == [2, 3]
    assert [len(band) for band in found.bands] == [4]
    (between,) = found.breaks
    assert found.dots[1].x < between < found.dots[2].x


def test_charts_of_few_figures():
    assert chart(points(run(1, math.nan)), "chrf") is None
    assert chart(points(run(1, 50)), "ter") is None
    one = chart(points(run(1, 50)), "chrf")
    assert one is not None
    assert (len(one.dots), one.lines, one.bands) == (1, (), ())
    flat = chart(points(run(1, 0), run(2, 0)), "chrf")
    assert flat is not None
    assert flat.ticks[0][1] == "0.0"


def test_many_runs_have_few_numbers():
    found = chart(points(*(run(n, n) for n in range(1, 101))), "chrf")
    assert found is not None
    assert len(found.dots) == 100
    assert len(found.numbers) <= 12


def test_the_page_is_whole_and_escaped():
    name = EVIL
    found = points(
        run(1, 50, name=name, interval=(40, 60)),
        replace(run(2, 55, name=name, passed=False), checks={EVIL: 2}),
        run(3, 55, name=name, passed=True, test_set="bb"),
    )
    changes = (RunChange("chrf", -1.0, 0.01, 0.02),)
    found[1] = replace(found[1], before=1, changes=changes)
    text = page(found, (), "2026-11-26")
    seen = read(text)
    assert [tag for tag, _ in seen.seen].count("script") == 1
    assert not [tag for tag, _ in seen.seen if tag == "img"]
    assert not [a for _, attributes in seen.seen for a in attributes if a.startswith("on")]
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", text)
    assert " style=" not in text  # the page's own policy forbids it
    assert "alert(1)" in seen.text
    assert "{{ 7 * 7 }}" in seen.text
    assert "worse, p = 0.020" in seen.text
    assert "gate failed" in seen.text
    assert "Other references than the run before." in seen.text
    assert text.count("<circle") == 3
    assert text.count('class="failed"') == 1
    assert text.count('class="break"') == 1


def test_a_page_without_runs():
    assert "No run" in read(page([], (), "2026-11-26")).text


def test_metrics_can_be_chosen():
    one = run(1, 50)
    both = replace(one, scores=(*one.scores, replace(one.scores[0], metric="ter")))
    text = page(points(both), ("ter",), "2026-11-26")
    assert text.count("<svg") == 1
    assert "chrf" not in read(text).text

"""Pages of an analysis and of a concordance: whole, and with all texts escaped."""

from __future__ import annotations

import pytest
from pages import read

from tmtool.models import (
    ANALYSIS_BANDS,
    Analysis,
    BandVolume,
    ConcordanceLine,
    FileAnalysis,
    Rendering,
    Renderings,
    Skipped,
    Volume,
)
from tmtool.reports.html.analysis import analysis
from tmtool.reports.html.concordance import concordance

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"


def an_analysis(name: str, *, words: int = 3, files: int = 1, weights=None) -> Analysis:
    weighted = None if weights is None else 1.5
    bands = tuple(BandVolume(band, Volume(1, words, 10, 8, 2), weighted) for band in ANALYSIS_BANDS)
    one = FileAnalysis(
        name,
        "lines",
        None,
        "ru",
        bands,
        across=Volume(1, 2, 3, 3, 0),
        internal=Volume(1, 2, 3, 3, 0),
        translated=Volume(4, 5, 6, 6, 0),
        skipped=(Skipped(name, name),),
    )
    return Analysis((one,) * files, bands, weights)


@pytest.mark.parametrize("made", [
    analysis(an_analysis(EVIL, weights={"new": 0.5}), "2026-11-26"),
    concordance(
        EVIL,
        ("ru", "en"),
        [ConcordanceLine(EVIL, EVIL, ((0, 3), (2, 5)), ((1, 4),), 7, EVIL, 2, EVIL)],
        Renderings((Rendering(EVIL, 3),)),
    ),
], ids=["analysis", "concordance"])  # fmt: skip
def test_nothing_in_a_page_is_markup(made: str):
    assert "<script>alert" not in made
    assert "<img" not in made
    assert "{{" in made
    assert "49" not in made.partition("<style>")[0]
    assert "alert(1)" in read(made).text


def test_all_figures_are_there():
    made = analysis(an_analysis("a.txt", weights={"new": 0.5}), "2026-11-26")
    for said in (
        *ANALYSIS_BANDS,
        "<b>24</b> words",
        "<b>12.0</b> weighted words",
        "× 0.5",
        "? → ru",
        "1 record not counted",
        "1 segment, 2 words: repetitions of another file",
        "4 segments, 5 words: translated, in no band",
    ):
        assert said in made
    assert "weighted" not in analysis(an_analysis("a.txt"), "2026-11-26").partition("<body>")[2]


def test_files_of_nothing_and_many_files():
    made = analysis(an_analysis("a.txt", words=0, files=12), "2026-11-26")
    assert "NaN" not in made
    assert 'data-rows="files"' in made


def test_a_concordance_of_nothing():
    made = concordance("вертолёт", ("ru", "en"), [], Renderings(()))
    assert "The memory has nothing like that." in made


def test_hits_are_marked_where_they_are():
    line = ConcordanceLine("Статья 1 и статья 2", "Article 1", ((0, 6), (11, 17)), (), 1, "own")
    made = concordance("статья", ("ru", "en"), [line], Renderings(()))
    assert "<mark>Статья</mark> 1 и <mark>статья</mark> 2" in made

"""Results as JSON objects and rows: their fields and order."""

from __future__ import annotations

import json

import pytest

from tmtool.models import (
    Concept,
    ConcordanceLine,
    Edit,
    Evidence,
    Match,
    Penalty,
    Rendering,
    Renderings,
    Term,
    TermHit,
    Translation,
)
from tmtool.reports import concept_shapes, shapes
from tmtool.reports.words import counted, visible

MATCH = Match(
    99,
    "fuzzy",
    "а",
    "a",
    7,
    "c",
    "draft",
    "ru",
    "en",
    penalties=(Penalty("draft", 2),),
    edits=(Edit("replace", "б", "а"),),
    similarity=(("characters", 98.76543), ("words", 99.0)),
    source_markup="<ph/>а",
)


def test_a_match_has_the_fields_that_are_named():
    shape = shapes.match(MATCH)
    assert tuple(shape) == shapes.MATCH
    assert tuple(shapes.match(MATCH, markup=True)) == shapes.MATCH + shapes.MARKUP
    assert shape["similarity"] == {"characters": 98.77, "words": 99.0}
    assert shape["penalties"] == [{"reason": "draft", "points": 2}]
    assert shape["edits"] == [{"op": "replace", "query": "б", "source": "а"}]


def test_texts_without_markup_stand_for_it():
    shape = shapes.match(MATCH, markup=True)
    assert (shape["source_markup"], shape["target_markup"]) == ("<ph/>а", "a")


def test_spans_are_lists():
    line = ConcordanceLine("а", "a", ((0, 1),), (), 7, "c")
    shape = json.loads(
        json.dumps(shapes.concordance("а", [line], Renderings((Rendering("a", 3),), 2)))
    )
    assert shape["lines"][0]["source_spans"] == [[0, 1]]
    assert shape["lines"][0]["target_spans"] == []
    assert shape["renderings"] == [{"text": "a", "count": 3}]
    assert shape["unclear"] == 2


A = Translation("a", "admitted", evidence=Evidence(0, 4))
B = Translation("b", "preferred")


def hit(*translations: Translation) -> TermHit:
    return TermHit(0, 1, "а", "hard", 3, "а", "preferred", translations)


@pytest.mark.parametrize(
    ("hits", "rows"),
    [
        ([], []),
        ([hit()], [(None, None, None, None)]),
        ([hit(B)], [("b", "preferred", None, None)]),
        (
            [
                hit(
                    Translation("a", "admitted", evidence=Evidence(0, 4)),
                    Translation("b", "preferred"),
                )
            ],
            [("a", "admitted", 0, 4), ("b", "preferred", None, None)],
        ),
    ],
)
def test_suggestions_are_a_row_for_each_translation(hits, rows):
    found = shapes.suggestion_rows(hits)
    assert all(tuple(row) == shapes.SUGGESTION for row in found)
    assert [tuple(row.values())[4:8] for row in found] == rows


def test_concepts_are_a_row_for_each_term():
    concept = Concept((Term("ru", "а"), Term("en", "a", note="n")), id=3, glossary="g")
    rows = concept_shapes.term_rows([concept, concept])
    assert len(rows) == 4
    assert all(tuple(row) == concept_shapes.TERM for row in rows)
    assert rows[1] == {
        "concept": 3,
        "glossary": "g",
        "domain": None,
        "language": "en",
        "text": "a",
        "status": "admitted",
        "type": None,
        "note": "n",
    }


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 units"), (1, "1 unit"), (2, "2 units"), (1200, "1,200 units")]
)
def test_counted(number, expected):
    assert counted(number, "unit") == expected


def test_visible():
    assert visible("а\tб\nв\x1b[0m\x00\x7f\x9b") == "а\tб\nв\\x1b[0m\\x00\\x7f\\x9b"

from __future__ import annotations

from dataclasses import replace

import pytest
from aligning import aligned_pair, sentences

from tmtool.errors import InputError
from tmtool.jobs.align.acceptance import check_confidence, counts, fate, units
from tmtool.models import AlignedPair, Alignment, Bead, BeadCorrection

TEXTS = [("Статья 1", "Article 1"), ("Да.", "Yes."), ("Нет.", "No.")]


def with_bead(bead: Bead, state="open", **fields) -> AlignedPair:
    """Three pairs of segments, of which the first bead is another one."""
    pair = aligned_pair(TEXTS, **fields)
    beads = (bead, *pair.alignment.beads[1:])
    return replace(
        pair,
        alignment=Alignment(beads, 0.9, "parallel"),
        states=(state, *pair.states[1:]),
    )


@pytest.mark.parametrize(
    ("bead", "state", "expected"),
    [
        (Bead((0,), (0,), 0.95), "open", "accepted"),
        (Bead((0,), (0,), 0.8), "open", "below"),
        (Bead((0,), (0,), 0.1), "accepted", "accepted"),
        (Bead((0,), (0,), 0.99), "rejected", "rejected"),
        (Bead((0,), (), 0.99), "open", "one_sided"),
        (Bead((), (0,), 0.99), "accepted", "one_sided"),
        (Bead((0,), (0,), 0.0, ("edited",)), "open", "accepted"),
        (Bead((0,), (0,), 0.99, ("identical",)), "open", "untranslated"),
        (Bead((0,), (0,), 0.99, ("script",)), "open", "untranslated"),
        (Bead((0,), (0,), 0.99, ("script",)), "accepted", "accepted"),
        (Bead((0,), (0,), 0.99, ("numbers", "length")), "open", "accepted"),
    ],
)
def test_what_becomes_of_a_bead(bead, state, expected):
    assert fate(with_bead(bead, state), 0, 0.9) == expected


def test_numbers_alone_are_no_text_that_was_left():
    pair = with_bead(Bead((0,), (0,), 0.99, ("identical",)))
    pair = replace(
        pair,
        source=(replace(pair.source[0], text="1. 2"), *pair.source[1:]),
        target=(replace(pair.target[0], text="1. 2"), *pair.target[1:]),
    )
    assert fate(pair, 0, None) == "accepted"


def test_a_corrected_text_is_taken_whatever_its_confidence():
    pair = with_bead(Bead((0,), (0,), 0.2))
    pair = replace(pair, corrections=(BeadCorrection(target="Article One"), None, None))
    (first, *_) = units(pair, "a")
    assert [variant.text for variant in first.variants] == ["Статья 1", "Article One"]
    assert first.properties["x-align-reviewed"] == "yes"


def test_units_say_where_they_come_from():
    pair = aligned_pair(sentences(10))
    found = list(units(pair, "treaty"))
    assert [unit.position for unit in found] == [0, 1, 2, 3, 5, 6, 7, 8]
    assert [unit.tuid for unit in found] == ["1", "2", "3", "4", "6", "7", "8", "9"]
    assert {unit.document for unit in found} == {"treaty"}
    assert found[4].properties == {
        "x-align-type": "1-1",
        "x-align-confidence": "0.9700",
        "x-src-document": "a.ru.txt",
        "x-src-position": "5",
        "x-tgt-document": "a.en.txt",
        "x-tgt-position": "5",
    }
    assert counts(pair, None) == {"accepted": 8, "below": 2}
    assert counts(pair, 0.4) == {"accepted": 10}


@pytest.mark.parametrize("least", [-0.1, 1.01, float("nan")])
def test_a_confidence_is_a_probability(least):
    with pytest.raises(InputError, match="least confidence"):
        check_confidence(least)

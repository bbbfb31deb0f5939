"""Segments of several texts are put beside one another, or refused with figures."""

from __future__ import annotations

import re

import pytest

from tmtool.errors import InputError
from tmtool.models.texts import TextRecord
from tmtool.scoring.aligned import Role, Text, align, doubled_ids


def text(role: Role, name: str, *segments: tuple[str | None, str], **fields) -> Text:
    return Text(
        name,
        role,
        [TextRecord(f"{name}:{n}", t, key, **fields) for n, (key, t) in enumerate(segments, 1)],
    )


def lines(role: Role, name: str, *texts: str) -> Text:
    return text(role, name, *((None, one) for one in texts))


REFERENCE = text("reference", "r.po", ("a", "A"), ("b", "B"), ("c", "C"))


def test_ids_go_before_the_order():
    draft = text("draft", "d.po", ("c", "3"), ("a", "1"), ("b", "2"))
    found = align([draft, REFERENCE])
    assert found.ids == ("a", "b", "c")
    assert found.drafts == {"d.po": ("1", "2", "3")}
    assert found.references == {"r.po": ("A", "B", "C")}
    assert found.aligned_by == "id"


def test_position_is_used_where_a_text_has_no_ids():
    draft = text("draft", "d.po", ("c", "3"), ("a", "1"), ("b", "2"))
    found = align([draft, lines("reference", "r.txt", "A", "B", "C")])
    assert found.ids == ("c", "a", "b")
    assert found.drafts == {"d.po": ("3", "1", "2")}
    assert found.aligned_by == "position"
    plain = align([lines("draft", "d", "1", "2"), lines("reference", "r", "A", "B")])
    assert plain.ids == (1, 2)


def test_position_may_be_asked_for():
    draft = text("draft", "d.po", ("c", "3"), ("a", "1"), ("b", "2"))
    found = align([draft, REFERENCE], "position")
    assert found.drafts == {"d.po": ("3", "1", "2")}
    assert found.aligned_by == "position"


def test_a_further_reference_may_lack_segments_and_the_first_those_of_another():
    draft = text("draft", "d", ("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"))
    second = text("reference", "s", ("d", "D"), ("b", "Z"))
    found = align([draft, REFERENCE, second])
    assert found.ids == ("a", "b", "c", "d")
    assert found.references == {"r.po": ("A", "B", "C", None), "s": (None, "Z", None, "D")}


def test_source_and_documents_come_from_their_own_file_or_a_bilingual_one():
    draft = text("draft", "d", ("a", "1"), ("b", "2"), source="S", document="doc")
    reference = text("reference", "r", ("b", "B"), ("a", "A"))
    source = text("source", "s", ("b", "SB"), ("a", "SA"))
    assert align([draft, reference]).source == ("S", "S")
    assert align([draft, reference, source]).source == ("SB", "SA")
    assert align([draft, reference]).documents == ("doc", "doc")
    assert align([lines("draft", "d", "1"), lines("reference", "r", "A")]).source is None


def test_one_file_may_be_both_draft_and_source():
    draft = text("draft", "x.tmx", ("a", "1"), source="S")
    source = text("source", "x.tmx", ("a", "S"))
    found = align([draft, source])
    assert (found.drafts["x.tmx"], found.source) == (("1",), ("S",))


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (
            text("draft", "d.po", ("a", "1"), ("b", "2")),
            "d.po: 1 of the 3 ids of r.po are missing ('c')",
        ),
        (
            text("draft", "d.po", ("a", "1"), ("b", "2"), ("c", "3"), ("x", "4"), ("y", "5")),
            "d.po: 2 of its 5 ids are not in r.po ('x', 'y')",
        ),
        (
            text("draft", "d.po", *((str(n), "t") for n in range(5))),
            "d.po: 3 of the 3 ids of r.po are missing ('a', 'b', 'c'); 5 of its 5 ids are not in"
            " r.po ('0', '1', '2', …)",
        ),
    ],
)
def test_other_ids_are_refused_with_the_first(draft: Text, said: str):
    with pytest.raises(InputError, match=re.escape(said)) as refusal:
        align([draft, REFERENCE])
    assert "--align position" in (refusal.value.hint or "")


def test_a_source_must_have_the_same_ids():
    draft = text("draft", "d", ("a", "1"), ("b", "2"), ("c", "3"))
    source = text("source", "s", ("a", "S"), ("b", "S"))
    with pytest.raises(InputError, match=r"s: 1 of the 3 ids of r.po are missing \('c'\)"):
        align([draft, REFERENCE, source])


@pytest.mark.parametrize("by", [None, "position"])
def test_other_numbers_are_refused(by):
    with pytest.raises(InputError, match=r"d\.txt has 2, r\.po has 3") as refusal:
        align([lines("draft", "d.txt", "1", "2"), REFERENCE], by)
    assert "missing, doubled or broken" in (refusal.value.hint or "")


def test_where_a_line_is_missing_is_told():
    words = "treaty party note state law draft term sea council force date text".split()
    whole = [" ".join(words[n % 7 : n % 7 + 1 + n % 5]) + f" {n}" for n in range(40)]
    draft = lines("draft", "d", *whole[:15], *whole[16:])
    with pytest.raises(InputError, match="from 16 on, d seems to fit the segments of r from 17 on"):
        align([draft, lines("reference", "r", *whole)])


def test_ids_asked_for_must_be_there():
    with pytest.raises(InputError, match="d: not every segment has an id"):
        align([text("draft", "d", ("a", "1"), (None, "2")), REFERENCE], "id")


def test_doubled_ids_are_told_with_their_places():
    draft = text("draft", "d", ("a", "1"), ("b", "2"), ("a", "3"), ("b", "4"), ("c", "5"))
    assert doubled_ids(draft) == [("a", ["d:1", "d:3"]), ("b", ["d:2", "d:4"])]
    assert doubled_ids(REFERENCE) == []


def test_empty_lines_at_the_end_are_told():
    draft, reference = lines("draft", "d", "a", "b", "", " "), lines("reference", "r", "a", "b")
    with pytest.raises(InputError, match="r has 2; the last 2 of d are empty"):
        align([draft, reference])

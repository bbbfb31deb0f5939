from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.text.replacing import Replacer, Wanted


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        (Wanted("a", "b"), "a banana A", ("b bbnbnb A", 4)),
        (Wanted("a", "b", ignore_case=True), "a A", ("b b", 2)),
        (Wanted("мир", "покой", whole_words=True), "мир, миру; мир", ("покой, миру; покой", 2)),
        (Wanted("c++", "C", whole_words=True), "c++ c++x", ("C c++x", 1)),
        (Wanted("c++", "C"), "c++, cc", ("C, cc", 1)),
        (Wanted(".", "!"), "a.b", ("a!b", 1)),
        (Wanted("x", r"\1"), "x", (r"\1", 1)),
        (Wanted("x", r"\g<0>"), "x", (r"\g<0>", 1)),
        (Wanted(r"(\d+) %", r"\1%", regex=True), "5 % и 7 %", ("5% и 7%", 2)),
        (Wanted(r"(?P<n>\d)", r"<\g<n>>", regex=True), "a1", ("a<1>", 1)),
        (Wanted("a|b", "c", regex=True, whole_words=True), "a ab b", ("c ab c", 2)),
        (Wanted("^", "- ", regex=True), "a", ("- a", 1)),
        (Wanted("СТАТЬЯ", "ст.", ignore_case=True), "Статья 1", ("ст. 1", 1)),
        (Wanted("a", "a"), "a", ("a", 0)),
        (Wanted("a", "A", ignore_case=True), "aA", ("AA", 1)),
    ],
)
def test_replaced(wanted: Wanted, text: str, expected: tuple[str, int]):
    assert Replacer(wanted).replaced(text) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted("1", "2"), "{1} 2 {2}"),
        (Wanted("{", "["), "{1} 1 {2}"),
        (Wanted(r"\s\d\s", "-", regex=True), "{1}-{2}"),
        (Wanted(r".*", "-", regex=True), "{1} 1 {2}-"),
    ],
)
def test_placeholders_stay(wanted: Wanted, expected: str):
    assert Replacer(wanted).replaced("{1} 1 {2}", has_placeholders=True)[0] == expected


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted("", "x"), "the text to find is empty"),
        (Wanted("(", "x", regex=True), "cannot be used: missing"),
        (Wanted("a", r"\1", regex=True), "cannot be used: invalid group reference"),
        (Wanted("a", r"\g<b>", regex=True), "cannot be used: unknown group name"),
        (Wanted("a{99999999999}", "x", regex=True), "cannot be used"),
    ],
)
def test_what_cannot_be_used_is_refused(wanted: Wanted, message: str):
    with pytest.raises(InputError, match=message) as refused:
        Replacer(wanted)
    assert refused.value.hint


@given(
    find=st.text(min_size=1, max_size=3),
    new=st.text(max_size=3),
    text=st.text(st.sampled_from('ab{1}\\.()"'), max_size=20),
)
def test_without_options_it_is_what_str_replace_does(find: str, new: str, text: str):
    after, count = Replacer(Wanted(find, new)).replaced(text)
    assert after == text.replace(find, new)
    assert count == (len(re.findall(re.escape(find), text)) if find != new else 0)

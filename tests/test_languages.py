from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import LanguageError
from tmtool.languages import (
    ISO_639_1,
    detect,
    normalise,
    preferred,
    primary,
    sides,
)


@pytest.mark.parametrize(
    ("given_tag", "tag"),
    [
        ("ru", "ru"),
        ("RU", "ru"),
        ("EN_us", "en-US"),
        (" en-gb ", "en-GB"),
        ("zh-HANS-cn", "zh-Hans-CN"),
        ("sr_latn", "sr-Latn"),
        ("es-419", "es-419"),
        ("tat", "tat"),
        ("de-DE-1996", "de-DE-1996"),
    ],
)
def test_tags_get_their_usual_spelling(given_tag: str, tag: str):
    assert normalise(given_tag) == tag


@pytest.mark.parametrize(
    "tag",
    ["", " ", "r", "russian", "xx", "en--GB", "en-", "-en", "ру", "en US", "*all*", "en.UTF-8"],
)
def test_what_is_no_tag_is_refused(tag: str):
    with pytest.raises(LanguageError) as refused:
        normalise(tag)
    assert repr(tag) in refused.value.what
    assert refused.value.hint


tags = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(sorted(ISO_639_1)),
        st.sampled_from(["", "-Latn", "_cyrl"]),
        st.sampled_from(["", "-GB", "_us", "-419"]),
        st.sampled_from(["", "-1996", "-oxendict"]),
    ),
)


@given(tags)
def test_normalising_twice_changes_nothing(tag: str):
    once = normalise(tag)
    assert normalise(once) == once
    assert normalise(tag.upper()) == normalise(tag.lower()) == once


@given(st.text(string.ascii_letters + string.digits + "-_ ", max_size=12))
def test_any_text_is_a_tag_or_refused(text: str):
    try:
        tag = normalise(text)
    except LanguageError:
        return
    assert re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag)


@pytest.mark.parametrize(("tag", "language"), [("en-GB", "en"), ("EN", "en"), ("zh-Hans-CN", "zh")])
def test_primary_is_the_language_alone(tag: str, language: str):
    assert primary(tag) == language


@pytest.mark.parametrize(
    ("wanted", "available", "found"),
    [
        ("en", ["ru", "en-US", "en-GB"], ["en-GB", "en-US"]),
        ("en", ["en-US", "en", "ru"], ["en", "en-US"]),
        ("en-GB", ["en", "en-US", "en-GB"], ["en-GB", "en", "en-US"]),
        ("en-AU", ["en"], ["en"]),
        ("de", ["en", "ru"], []),
        ("en", [], []),
    ],
)
def test_a_language_finds_its_regions_the_exact_tag_first(wanted, available, found):
    assert preferred(wanted, available) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Договор", "ru"),
        ("Treaty", "en"),
        ("Статья 5 NATO", "ru"),
        ("Article 5 of the Договор about everything", "en"),
        ("ёЁ", "ru"),
        ("да no", "ru"),
        ("15.03.2014", None),
        ("", None),
        ("条約", None),
    ],
)
def test_the_script_of_most_letters_tells_the_language(text: str, language: str | None):
    assert detect(text) == language


@pytest.mark.parametrize(
    ("tags", "given", "expected"),
    [
        (("ru", "en"), (None, None), ("ru", "en")),
        (("en", "ru"), (None, None), ("ru", "en")),
        (("en-GB", "ru"), (None, None), ("ru", "en-GB")),
        (("en", "de"), (None, None), ("en", "de")),
        (("de", "en", "ru"), (None, None), ("de", "en")),
        (("en", "ru"), ("en", None), ("en", "ru")),
        (("en", "ru"), (None, "ru"), ("en", "ru")),
        (("en-US", "ru"), ("en", None), ("en", "ru")),
        (("en",), (None, None), ("en", None)),
        ((), (None, "ru"), (None, "ru")),
    ],
)
def test_source_and_target_of_units(tags, given, expected):
    assert sides(tags, *given) == expected


def test_the_source_that_a_file_declares():
    assert sides(["ru", "en-GB"], declared="en") == ("en-GB", "ru")
    assert sides(["en", "ru"], declared="de") == ("ru", "en")
    assert sides(["ru", "en"], None, "en", declared="en") == ("ru", "en")

"""Words derived from one another, and renderings that replace others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.terminology.auditing.contrast import g_squared, stands_in
from tmtool.terminology.kinship import (
    are_kin,
    content_words,
    is_kin_of,
    only_adds,
    replaces,
    word_class,
)


@pytest.mark.parametrize(
    ("one", "other", "language", "kin"),
    [
        ("infection", "infectious", "en", True),
        ("deposit", "deposited", "en", True),
        ("denunciation", "termination", "en", False),
        ("инфекция", "инфекционный", "ru", True),
        ("гигиена", "гигиенические", "ru", True),
        ("инфекция", "заражение", "ru", False),
        ("жар", "жара", "ru", True),
        ("контакт", "контроль", "ru", False),
    ],
)
def test_words(one, other, language, kin):
    assert are_kin(one, other, language) is are_kin(other, one, language) is kin


@pytest.mark.parametrize(
    ("stretch", "terms", "other"),
    [
        ("одышка", ["нехватка воздуха"], True),
        ("тесный контакт", ["близкий контакт"], True),
        ("передача инфекции", ["передача"], False),
        ("передача", ["передача инфекции"], False),
        ("инфекционный", ["инфекция"], False),
        ("в той мере", ["мера"], False),
        ("", ["мера"], False),
        ("лихорадка", ["жар", "высокая температура"], True),
        ("температура", ["жар", "высокая температура"], False),
    ],
)
def test_what_replaces_known_renderings(stretch, terms, other):
    assert replaces(stretch, terms, "ru") is other


def test_content_words_are_those_without_function_words():
    assert content_words("The settlement of the disputes", "en") == ["settlement", "disputes"]
    assert content_words("мерам по ним", "ru") == ["мерам"]
    assert content_words("Note verbale", "fr") == ["note", "verbale"]


def test_a_term_taken_apart_is_there():
    assert is_kin_of("военная помощь", ["помощи", "военной"], "ru")
    assert not is_kin_of("военная помощь", ["помощи"], "ru")
    assert not is_kin_of("и", ["и"], "ru")


def test_words_added_make_no_other_rendering():
    assert only_adds("international treaty", "treaty", "en")
    assert not only_adds("troop contingent", "military contingent", "en")


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("инфекция", "ru", "noun"),
        ("инфицированный", "ru", "adjective"),
        ("инфицировать", "ru", "verb"),
        ("вступить в силу", "ru", "verb"),
        ("дыхательных путей", "ru", "noun"),
        ("SARS", "ru", None),
        ("infection", "en", None),
    ],
)
def test_parts_of_speech(text, language, found):
    assert word_class(text, language) == found


@pytest.mark.parametrize(
    ("missing", "rendered", "elsewhere", "found"),
    [
        ((10, 12), (1, 50), (20, 5_000), True),
        # A word of the same subject is as frequent where the known rendering is.
        ((10, 12), (40, 50), (20, 5_000), False),
        # One of many words of the language.
        ((10, 12), (0, 0), (4_000, 5_000), False),
        ((0, 12), (0, 0), (0, 5_000), False),
        ((1, 40), (0, 50), (60, 5_000), False),
        ((3, 4), (0, 0), (5, 3_000), True),
    ],
)
def test_a_word_stands_in_for_others(missing, rendered, elsewhere, found):
    assert stands_in(missing, rendered, elsewhere) is found


@given(st.integers(0, 20), st.integers(1, 20), st.integers(0, 90), st.integers(1, 90))
def test_the_ratio_is_never_negative_and_zero_for_equal_shares(a, n, b, m):
    assert g_squared(min(a, n), n, min(b, m), m) >= -1e-9
    assert g_squared(n, 2 * n, m, 2 * m) == pytest.approx(0)

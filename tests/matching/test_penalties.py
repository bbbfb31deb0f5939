from __future__ import annotations

import by_the_book
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.matching.penalties import DRAFT, MACHINE, MOST, penalties, small_differences
from tmtool.models.matches import Penalty


@pytest.mark.parametrize(
    ("status", "corpus_penalty", "found"),
    [
        ("approved", 0, ()),
        ("draft", 0, (Penalty("draft", DRAFT),)),
        ("machine", 0, (Penalty("machine translation", MACHINE),)),
        ("approved", 7, (Penalty("corpus old", 7),)),
        ("machine", 7, (Penalty("machine translation", MACHINE), Penalty("corpus old", 7))),
    ],
)
def test_penalties_by_status_and_corpus(status, corpus_penalty: int, found: tuple[Penalty, ...]):
    assert penalties(status, "old", corpus_penalty) == found


def test_what_nobody_approved_is_never_a_100_percent_match():
    assert 0 < DRAFT < MACHINE


TAGS, DATES, NUMBERS, SPELLING, CASE, MARKS, SPACING = (
    ("tags or placeholders", 1),
    ("dates", 2),
    ("numbers", 2),
    ("spelling", 1),
    ("letter case", 1),
    ("punctuation", 1),
    ("spacing", 1),
)


@pytest.mark.parametrize(
    ("query", "source", "reasons"),
    [
        ("статья", "Статья", [CASE]),
        ("ещё", "еще", [SPELLING]),
        ("Ещё", "еще", [SPELLING, CASE]),
        ("догово\u0301р", "договор", [SPELLING]),
        ("дого\u00adвор", "договор", [SPELLING]),
        ("Да, нет", "Да нет", [MARKS]),
        ("Да, нет.", "Да. нет,", [MARKS]),
        ("«Да»", '"Да"', [MARKS]),
        ("don't", "don’t", [MARKS]),
        ("a_b", "a b", [MARKS]),
        ("Да , нет", "Да, нет", [SPACING]),
        ("Да{1}", "Да", [TAGS]),
        ("Да {1}", "Да {2}", [TAGS]),
        ("{1}Да{2}", "{2}Да{1}", [TAGS]),
        ("{1}Да", "Да{1}", [TAGS]),
        ("{1}Да нет", "Да {1} нет", [TAGS]),
        ("{1}до\u0301м", "дом{1}", [SPELLING]),
        ("Да &nbsp; нет", "Да нет", [TAGS]),
        ("Да %s", "Да %(name)s", [TAGS]),
        ("<b>Да</b>", "Да", [TAGS]),
        ("Статья 7", "Статья 8", [NUMBERS]),
        ("Статья 7", "Статья 7 8", [NUMBERS]),
        ("1 000 000 чел.", "1 000 001 чел.", [NUMBERS]),
        ("10,5 чел.", "10.5 чел.", [NUMBERS]),
        ("5 мая 2021 г.", "6 июня 2021 г.", [DATES]),
        ("5 May 2021", "5 MAY 2021", [DATES]),
        ("May 5, 2021", "June 5, 2021", [DATES]),
        ("5.05.2021", "6.05.2021", [DATES]),
        ("2021-05-05", "2021-05-06", [DATES]),
        ("2021-05-05", "5.05.2021", [DATES]),
        ("5 мая 2021 г., ст. 7", "5 мая 2021 г., ст. 8", [NUMBERS]),
        ("5 мая, ст. 7", "6 мая, ст. 8", [DATES, NUMBERS]),
        # Other ways to write a date are dates too, whatever stands between its parts.
        ("5-May-2021", "5-June-2021", [DATES]),
        ("5-May-2021", "6-May-2021", [NUMBERS]),
        ("5-May-2021", "6-JULY-2021", [NUMBERS, DATES]),
        ("5 мая, 6-е марта", "6 мая, 6-е марта", [DATES]),
        ("{1}статья 7.", "Статья 8", [TAGS, NUMBERS, CASE, MARKS]),
        ("{1}статья 7, 5 мая", "Статья 8, 6 мая", [TAGS, DATES, NUMBERS]),
        # Five points at most.
        ("статья 7, 5 мая.", "Статья 8, 6 мая", [DATES, NUMBERS, CASE]),
        ("{1}7, 5 мая и ё.", "8, 6 мая и Е", [TAGS, DATES, NUMBERS]),
    ],
)
def test_small_differences(query: str, source: str, reasons: list[tuple[str, int]]):
    for one, other in ((query, source), (source, query)):
        found = small_differences(one, other)
        assert [(penalty.reason, penalty.points) for penalty in found] == reasons


PIECES = [
    "да",
    "Да",
    "ё",
    "е",
    "7",
    "10.5",
    "5 мая 2021",
    "мая",
    "5.05.2021",
    "{1}",
    "%s",
    ",",
    ".",
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6)


@given(TEXTS, TEXTS, st.sampled_from([" ", ""]), st.sampled_from([" ", "  "]))
def test_texts_that_differ_have_at_least_one_point_and_five_at_most(one, other, space, another):
    query, source = map(by_the_book.comparable, (space.join(one), another.join(other)))
    found = small_differences(query, source)
    assert 1 <= sum(penalty.points for penalty in found) <= MOST == 5
    assert all(penalty.points > 0 for penalty in found)
    assert len({penalty.reason for penalty in found}) == len(found)
    assert sum(p.points for p in found) == by_the_book.small_losses(query, source)

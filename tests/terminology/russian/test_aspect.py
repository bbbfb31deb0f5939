from __future__ import annotations

import pytest

from tmtool.terminology.russian.aspect import partners


@pytest.mark.parametrize(
    ("perfective", "imperfective"),
    [
        line.split()
        for line in """
        вступить вступать; подписать подписывать; принять принимать; сдать сдавать;
        обеспечить обеспечивать; заявить заявлять; утвердить утверждать; достичь достигать;
        достигнуть достигать; расторгнуть расторгать; провести проводить; прийти приходить;
        возложить возлагать; согласовать согласовывать; образовать образовывать;
        осуществить осуществлять; взять брать; обменяться обмениваться;
        присоединиться присоединяться; учредить учреждать; избрать избирать;
        прервать прерывать; созвать созывать; отозвать отзывать; выразить выражать;
        приостановить приостанавливать; отредактировать редактировать;
        урегулировать регулировать; обсудить обсуждать; внести вносить
        """.split(";")
    ],
)
def test_the_two_aspects_of_a_verb_find_each_other(perfective, imperfective):
    assert imperfective in partners(perfective)
    assert perfective in partners(imperfective)


@pytest.mark.parametrize("verb", ["ратифицировать", "денонсировать", "нести", "договор", "абв", ""])
def test_what_has_no_other_aspect(verb):
    assert partners(verb) == ()

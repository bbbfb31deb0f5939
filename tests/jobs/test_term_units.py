"""The units that may have a term: none that recognition would find it in is missing."""

from __future__ import annotations

import pytest
from building import pair

from tmtool.jobs.term_units import units_that_may_have
from tmtool.memory import Memory
from tmtool.models import Term
from tmtool.store import languages

VERB, NOUN = "verb", "noun"


@pytest.mark.parametrize(
    ("term", "texts"),
    [
        (Term("en", "take effect", part_of_speech=VERB), ("it took effect", "has taken effect")),
        (Term("en", "bring", part_of_speech=VERB), ("he brought it", "bringing it")),
        (Term("en", "commit", part_of_speech=VERB), ("it committed", "it commits")),
        (Term("en", "missing person"), ("missing people", "Missing Persons")),
        (Term("en", "organisation"), ("the organization", "two organizations")),
        (Term("en", "organization"), ("the organisation", "two organisations")),
        (Term("en", "defence treaty"), ("a defense treaty", "defence treaties")),
        (Term("en", "labor law"), ("a labour law", "labor laws")),
        (Term("en", "programme of work"), ("a program of work", "programmes of work")),
        (Term("en", "judgment"), ("a judgement", "judgments")),
        (Term("en", "centre"), ("a center", "the centres")),
        (Term("en", "memorandum"), ("memoranda", "memorandums")),
        (Term("en", "State Party"), ("States Parties",)),
        (Term("en", "IT"), ("our IT",)),
        (Term("ru", "сдавать на хранение"), ("сдаются на хранение", "сданы на хранение")),
        (Term("ru", "временно применять"), ("временно применил", "временно применяется")),
        (Term("ru", "взять обязательство"), ("берёт обязательство", "взяты обязательства")),
        (Term("ru", "человек"), ("людям", "пять человек")),
        (Term("ru", "привилегии и иммунитеты"), ("привилегий и иммунитетов",)),
    ],
)
def test_no_form_of_a_term_is_missed(memory: Memory, term: Term, texts: tuple[str, ...]):
    for text in texts:
        variants = (text, "-") if term.language == "ru" else ("-", text)
        memory.add_unit(pair(*variants), corpus="a")
    other = "en" if term.language == "ru" else "ru"
    numbers, _ = languages.numbers_of_pair(memory._connection, term.language, other)
    units = units_that_may_have(memory._connection, term, numbers)
    assert units == list(range(1, len(texts) + 1))

"""Which terms of a source its draft answers."""

from __future__ import annotations

import pytest
from building import concept, found_terms
from hypothesis import given
from hypothesis import strategies as st

from tmtool.models import Concept, Term
from tmtool.terminology.pairing import Pairing, pair, preferred_term

NOTE = concept(1, "ru вербальная нота", "en note verbale", "en verbal note: deprecated")
TREATY = concept(2, "ru договор", "en treaty", "en international contract: forbidden")
AGREEMENT = concept(3, "ru соглашение", "en agreement")
CST = concept(
    4, "ru Договор о коллективной безопасности", "en Collective Security Treaty", "en CST"
)
COMMUNIQUE = concept(
    5, "ru совместное коммюнике", "en joint communiqué", "en joint statement: deprecated"
)
STATEMENT = concept(6, "ru совместное заявление", "en joint statement")
COUNCIL = concept(7, "ru Совет Союзного государства", "en Council of the Union State")
UNION = concept(8, "ru Союзное государство", "en Union State", "en Allied State: forbidden")
COMMISSION = concept(
    9,
    "ru Исполнительный комитет СНГ",
    "ru Исполнительный секретариат СНГ: superseded",
    "en CIS Executive Committee",
    "en CIS Executive Secretariat: superseded",
)
PARTY = concept(10, "ru сторона", "en party")
SIDE = concept(11, "ru сторона", "en side")
FORCES = concept(12, "ru миротворческие силы", "en peacekeeping forces", "en peacekeepers")
NAMELESS = concept(13, "ru нота протеста")
VOID = concept(14, "ru хартия: forbidden", "ru устав", "en charter", "en statute: forbidden")
DEPOSIT = concept(15, "ru сдать на хранение", "en deposit")

EVERY = [
    NOTE,
    TREATY,
    AGREEMENT,
    CST,
    COMMUNIQUE,
    STATEMENT,
    COUNCIL,
    UNION,
    COMMISSION,
    PARTY,
    SIDE,
    FORCES,
    NAMELESS,
    VOID,
    DEPOSIT,
]


def paired(russian: str, english: str, *concepts: Concept) -> Pairing:
    known = concepts or EVERY
    return pair(found_terms(russian, "ru", known), found_terms(english, "en", known), "en")


def answers(pairing: Pairing) -> list[tuple[str, str]]:
    return [(a.need.occurrence.text, a.by.occurrence.text) for a in pairing.answers]


def missing(pairing: Pairing) -> list[str]:
    return [need.occurrence.text for need in pairing.missing]


def avoided(pairing: Pairing) -> list[tuple[str, str]]:
    return [(a.found.occurrence.text, a.source.text) for a in pairing.avoided]


@pytest.mark.parametrize(
    ("russian", "english", "answered", "lacking", "bad"),
    [
        ("Ничего.", "Nothing.", [], [], []),
        (
            "Направлены вербальные ноты.",
            "Notes verbales.",
            [("вербальные ноты", "Notes verbales")],
            [],
            [],
        ),
        ("Направлены вербальные ноты.", "They were sent.", [], ["вербальные ноты"], []),
        # Two occurrences need two.
        ("Договор и договор", "The treaty and it", [("Договор", "treaty")], ["договор"], []),
        (
            "Договор и договор",
            "Treaty, treaties",
            [("Договор", "Treaty"), ("договор", "treaties")],
            [],
            [],
        ),
        ("Договор", "Treaty, treaties", [("Договор", "Treaty")], [], []),
        # A part of a longer term needs nothing, and its translation within the longer one counts.
        (
            "Договор о коллективной безопасности",
            "The Collective Security Treaty",
            [("Договор о коллективной безопасности", "Collective Security Treaty")],
            [],
            [],
        ),
        ("Договор", "The Collective Security Treaty", [("Договор", "Treaty")], [], []),
        (
            "Договор о коллективной безопасности и договор",
            "The Collective Security Treaty and it",
            [("Договор о коллективной безопасности", "Collective Security Treaty")],
            ["договор"],
            [],
        ),
        # The acronym leaves the word to the other.
        (
            "Договор о коллективной безопасности и договор",
            "The CST and the treaty",
            [("Договор о коллективной безопасности", "CST"), ("договор", "treaty")],
            [],
            [],
        ),
        # What is to be avoided is not missing besides.
        ("вербальная нота", "a verbal note", [], [], [("verbal note", "вербальная нота")]),
        (
            "вербальная нота, вербальная нота",
            "a verbal note, a note verbale",
            [("вербальная нота", "note verbale")],
            [],
            [("verbal note", "вербальная нота")],
        ),
        # Nothing is wrong with it where the source has nothing of the kind.
        ("Соглашение", "The agreement, a verbal note", [("Соглашение", "agreement")], [], []),
        # One concept's deprecated term is another's preferred one.
        (
            "совместное заявление",
            "joint statement",
            [("совместное заявление", "joint statement")],
            [],
            [],
        ),
        (
            "совместное коммюнике",
            "joint statement",
            [],
            [],
            [("joint statement", "совместное коммюнике")],
        ),
        (
            "совместное коммюнике и совместное заявление",
            "joint communiqué and joint statement",
            [
                ("совместное коммюнике", "joint communiqué"),
                ("совместное заявление", "joint statement"),
            ],
            [],
            [],
        ),
        (
            "совместное коммюнике и совместное заявление",
            "joint statement and joint statement",
            [("совместное заявление", "joint statement")],
            [],
            [("joint statement", "совместное коммюнике")],
        ),
        (
            "совместное коммюнике и совместное заявление",
            "joint statement",
            [("совместное заявление", "joint statement")],
            ["совместное коммюнике"],
            [],
        ),
        # A part at fault explains the whole.
        (
            "Совет Союзного государства",
            "the Council of the Allied State",
            [],
            [],
            [("Allied State", "Союзного государства")],
        ),
        # An older name may stand for an older name, and for no other.
        (
            "Исполнительный секретариат СНГ",
            "CIS Executive Secretariat",
            [("Исполнительный секретариат СНГ", "CIS Executive Secretariat")],
            [],
            [],
        ),
        (
            "Исполнительный комитет СНГ",
            "CIS Executive Secretariat",
            [],
            [],
            [("CIS Executive Secretariat", "Исполнительный комитет СНГ")],
        ),
        # Homonyms.
        ("Стороны", "The sides", [("Стороны", "sides")], [], []),
        ("Стороны", "The parties", [("Стороны", "parties")], [], []),
        (
            "Стороны и стороны",
            "The parties, the sides",
            [("Стороны", "parties"), ("стороны", "sides")],
            [],
            [],
        ),
        ("Стороны", "The States", [], ["Стороны"], []),
        # A concept that has no name in the language of the draft.
        ("нота протеста", "a protest", [], [], []),
        # A word that is forbidden for a concept is no sign of it.
        ("Хартия", "The statute", [], [], []),
        ("Устав", "The statute", [], [], [("statute", "Устав")]),
        # A verb with words between, and another term there.
        (
            "Сдать на хранение договор",
            "Deposit the treaty",
            [("Сдать на хранение", "Deposit"), ("договор", "treaty")],
            [],
            [],
        ),
    ],
)
def test_cases(russian, english, answered, lacking, bad):
    pairing = paired(russian, english)
    assert answers(pairing) == answered
    assert missing(pairing) == lacking
    assert avoided(pairing) == bad


def test_a_forbidden_term_within_a_longer_allowed_one_is_none():
    state = concept(1, "ru союз", "en union", "en allied State: forbidden")
    name = concept(2, "ru Союз", "en Organization of the allied State")
    pairing = paired("союз", "union, Organization of the allied State", state, name)
    assert avoided(pairing) == []


def test_the_preferred_term_is_taken_before_the_admitted_one():
    (answer,) = paired("миротворческие силы", "peacekeepers, peacekeeping forces").answers
    assert answer.by.occurrence.text == "peacekeeping forces"


def test_statuses_may_be_chosen():
    proposed = concept(1, "ru оговорка", "en reservation: proposed")
    sides = found_terms("оговорка", "ru", [proposed]), found_terms("reservation", "en", [proposed])
    assert len(pair(*sides, "en").answers) == 1
    assert pair(*sides, "en", allowed=("preferred", "admitted")).needs == ()


def test_every_need_is_sure_or_not():
    name = concept(1, "ru Комитет", "en Committee")
    (need,) = paired("Комитет создан.", "It was made.", name).needs
    assert not need.is_hard
    (need,) = paired("Решение вынес Комитет.", "It decided.", name).needs
    assert need.is_hard


@pytest.mark.parametrize(
    ("terms", "language", "text"),
    [
        ([], "en", None),
        ([("en", "x", "forbidden")], "en", None),
        ([("en", "x", "forbidden"), ("en", "y", "admitted")], "en", "y"),
        ([("en", "y", "admitted"), ("en", "z", "preferred")], "en", "z"),
        ([("en-US", "y", "preferred"), ("en-GB", "z", "preferred")], "en-GB", "z"),
        ([("en-US", "y", "preferred"), ("en-GB", "z", "admitted")], "en-GB", "y"),
        ([("ru", "y", "preferred")], "en", None),
    ],
)
def test_the_term_to_use(terms, language, text):
    made = Concept(tuple(Term(tag, name, status=status) for tag, name, status in terms), id=1)
    best = preferred_term(made, language)
    assert (best and best.text) == text


WORDS = [
    "Договор",
    "договоры",
    "соглашение",
    "вербальная нота",
    "совместное коммюнике",
    "и",
    "Союзное государство",
]
ENGLISH = [
    "treaty",
    "treaties",
    "agreement",
    "verbal note",
    "note verbale",
    "joint statement",
    "and",
    "Union State",
    "Allied State",
]


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.lists(st.sampled_from(ENGLISH), max_size=8))
def test_what_always_holds(russian, english):
    pairing = paired(", ".join(russian), ", ".join(english))
    spans = [span for a in pairing.answers for span in a.by.occurrence.spans]
    spans += [span for a in pairing.avoided for span in a.found.occurrence.spans]
    assert len(set(spans)) == len(spans)
    explained = [a.need for a in pairing.avoided if a.need]
    outcomes = [*(a.need for a in pairing.answers), *pairing.missing, *explained]
    assert len({id(need) for need in outcomes}) == len(outcomes)
    assert all(any(need is known for known in pairing.needs) for need in outcomes)
    # What is missing cannot be met by words that are left over.
    for one in found_terms(", ".join(english), "en", EVERY):
        if one.occurrence.term.status == "preferred" and not set(one.occurrence.spans) & set(spans):
            wanted = {meant.concept.id for need in pairing.missing for meant in need.found}
            assert one.concept.id not in wanted

"""Term accuracy of segments and texts."""

from __future__ import annotations

import pytest
from building import concept, found_terms
from hypothesis import given
from hypothesis import strategies as st

from tmtool.models import TermScore
from tmtool.scoring.terms import TermCounts, signature, term_counts, term_score
from tmtool.version import VERSION

NOTE = concept(1, "en note verbale", "ru вербальная нота", "ru словесная нота: forbidden")
UN = concept(2, "en United Nations", "ru Организация Объединённых Наций", "ru ООН")
TREATY = concept(3, "en treaty", "ru договор", "ru соглашение")
CST = concept(4, "en Collective Security Treaty", "ru Договор о коллективной безопасности")
PROPOSED = concept(5, "en accession", "ru присоединение: proposed")
EVERY = [NOTE, UN, TREATY, CST, PROPOSED]


def counts(english: str, russian: str, **options) -> TermCounts:
    sides = found_terms(english, "en", EVERY), found_terms(russian, "ru", EVERY)
    return term_counts(*sides, "ru", **options)


@pytest.mark.parametrize(
    ("english", "russian", "expected"),
    [
        ("nothing", "ничего", TermCounts()),
        ("a note verbale", "нота", TermCounts(needed=1)),
        ("a note verbale", "вербальная нота", TermCounts(1, exact=1, preferred=1)),
        ("a note verbale", "Вербальная нота", TermCounts(1, exact=1, preferred=1)),
        ("a note verbale", "вербальной нотой", TermCounts(1, inflected=1, preferred=1)),
        ("a treaty", "соглашения", TermCounts(1, inflected=1, admitted=1)),
        ("a treaty", "соглашение о договоре", TermCounts(1, inflected=1, preferred=1)),
        ("treaties, treaties", "договоры", TermCounts(2, inflected=1, preferred=1)),
        ("treaty", "договоры, договоры", TermCounts(1, inflected=1, preferred=1)),
        ("the United Nations", "ООН", TermCounts(1, acronym=1, admitted=1)),
        ("a note verbale", "словесной нотой", TermCounts(1, avoided=1, forbidden=1)),
        # A part of a longer term needs nothing; neither does one without an allowed term.
        ("Collective Security Treaty", "договор", TermCounts(1)),
        ("accession", "присоединение", TermCounts()),
    ],
)
def test_cases(english, russian, expected):
    assert counts(english, russian) == expected


def test_without_morphology_the_words_must_be_those_of_the_glossary():
    assert counts("a note verbale", "вербальной нотой", morphology=False).answered == 0
    assert counts("a note verbale", "Вербальная нота", morphology=False).answered == 1
    assert counts("a note verbale", "словесной нотой", morphology=False).avoided == 0
    assert counts("notes verbale", "нота", morphology=False).needed == 0
    # The source is read as before: both figures are of the same terms.
    assert counts("treaties", "ничего", morphology=False).needed == 1


def test_the_accuracy_of_a_text_is_that_of_all_its_terms_together():
    rows = [TermCounts(3, exact=1, inflected=1, preferred=2), TermCounts(1), TermCounts()]
    assert [row.accuracy for row in rows] == [pytest.approx(200 / 3), 0.0, None]
    assert term_score("draft.txt", "draft", rows) == TermScore(
        text="draft.txt",
        role="draft",
        accuracy=50.0,
        needed=4,
        answered=2,
        exact=1,
        inflected=1,
        acronym=0,
        preferred=2,
        admitted=0,
        avoided=0,
    )
    assert term_score("x", "reference", [TermCounts()]).accuracy is None


def test_signature():
    assert signature(412, glossary=None, morphology=True) == (
        "n:412|morph:yes|status:preferred+admitted|glossary:all|tool:tmtool|version:" + VERSION
    )
    assert "morph:no|" in signature(1, glossary="own", morphology=False)
    assert "|glossary:own|" in signature(1, glossary="own", morphology=False)


ENGLISH = ["treaty", "note verbale", "United Nations", "Collective Security Treaty", "and"]
RUSSIAN = ["договоры", "соглашение", "вербальной нотой", "вербальная нота", "ООН", "и"]


@given(
    st.lists(st.sampled_from(ENGLISH), max_size=8), st.lists(st.sampled_from(RUSSIAN), max_size=8)
)
def test_what_always_holds(english, russian):
    texts = ", ".join(english), ", ".join(russian)
    found = counts(*texts)
    assert 0 <= found.answered <= found.needed
    assert found.answered == found.preferred + found.admitted
    assert counts(*texts, morphology=False).answered <= found.answered
    # One more term in the draft never lowers it.
    assert counts(texts[0], texts[1] + ", договор").answered >= found.answered

"""What holds for the checks of texts, whatever the texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.models import DraftSegment
from tmtool.quality.registry import TEXT_RULES, Settings, TextChecks, one_by_one

PIECES = st.sampled_from(
    """5 1 000 2025-06-18 18.06.2025 14 ч. 30 мин. ½ 1½ XIV млн million % 5% $ US$ € руб.
    km км m² статья Article пункт (2) (a) «б» bis Россия Russia Российская Федерация Mali Того
    — – - --
    ' ‘ ’ " “ ” « » ( ) , . : ; <a href="x"> </a> {1} %s
    https://a.org/ru-ru A/RES/70/1 a@b.org and и I Х""".split()
)
TEXTS = st.lists(PIECES | st.text(max_size=3) | st.just("\u00a0"), max_size=12).map(" ".join)
ANY = TEXTS | st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40)
COMPARED = frozenset(
    """number currency unit reference country-name placeholder tag tag-attribute url email
    document-symbol length outer-space double-space space-before-punctuation missing-space
    space-in-brackets end-punctuation brackets quotes repeated-word mixed-script capital-start
    all-capitals""".split()
)
"""Checks that find what the two texts differ in."""
LOUD = Settings(one_by_one([rule.id for rule in TEXT_RULES], {}))


@given(ANY, ANY, st.sampled_from([("ru", "en"), ("en", "ru"), ("en", "de"), ("ru", "ru")]))
def test_a_finding_has_a_place_in_its_text(source, draft, pair):
    for issue in TextChecks(*pair, LOUD)(DraftSegment(1, source, draft)):
        text = issue.source if issue.side == "source" else issue.draft
        assert (issue.start is None) == (issue.end is None)
        if issue.start is not None:
            assert 0 <= issue.start <= issue.end <= len(text)
        assert issue.message


@pytest.mark.parametrize("language", ["ru", "en"])
@given(text=ANY)
def test_a_draft_like_its_source_has_the_same_numbers_references_and_states(language, text):
    found = {
        issue.check for issue in TextChecks(language, language, LOUD)(DraftSegment(1, text, text))
    }
    assert not found & COMPARED

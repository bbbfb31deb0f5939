from __future__ import annotations

from dataclasses import replace
from unicodedata import normalize

import pytest
from building import pair
from hypothesis import given
from hypothesis import strategies as st

from tmtool.models import Concept, Term, Variant
from tmtool.store.fingerprints import concept_fingerprint, fingerprint, identity, text_digest

texts = st.text(max_size=30)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Статья 7", "  Статья\u00a07\n", True),
        ("й", normalize("NFD", "й"), True),
        ("Статья", "статья", False),
        ("ещё", "еще", False),
        ("Статья 7.", "Статья 7", False),
        ("", " ", True),
        ("\ud800", "\ud801", False),
    ],
)
def test_a_digest_stands_for_what_a_look_up_calls_identical(one: str, other: str, is_same: bool):
    assert (text_digest(one) == text_digest(other)) is is_same


@given(texts, texts)
def test_different_texts_have_different_fingerprints(one: str, other: str):
    units = [pair("Да", "Yes", tuid=one), pair("Да", "Yes", tuid=other)]
    prints = {fingerprint(unit) for unit in units}
    assert len(prints) == len({one, other})


def test_identity_survives_what_a_translator_changes():
    unit = pair("Да", "Yes", tuid="1", context="menu", document="a.xml", position=1)
    changed = replace(unit, variants=(Variant("ru", "Да"), Variant("en", "Aye")), position=2)
    assert identity(unit) == identity(changed) is not None
    for other in (
        replace(unit, tuid="2"),
        replace(unit, context="button"),
        replace(unit, document="b.xml"),
    ):
        assert identity(other) != identity(unit)


def test_without_an_id_only_a_source_text_can_stand_for_the_unit():
    unit = pair("Да", "Yes", context="menu")
    assert identity(unit) is None
    assert identity(unit, by_source=True) == identity(
        pair("Да", "Aye", context="menu"), by_source=True
    )
    assert identity(unit, by_source=True) != identity(
        pair("Нет", "Yes", context="menu"), by_source=True
    )
    assert identity(unit, by_source=True) != identity(pair("Да", "Yes"), by_source=True)
    forms = [pair("Да", "Yes", properties={"plural": number}) for number in "12"]
    assert identity(forms[0], by_source=True) != identity(forms[1], by_source=True)


def test_a_concept_without_an_id_is_known_by_its_terms():
    ru, en = Term("ru", "договор"), Term("en", "treaty")
    concept = Concept((ru, en))
    same = Concept((en, replace(ru, note="x")), definition="y")
    assert concept_fingerprint(concept) == concept_fingerprint(same)
    assert concept_fingerprint(concept) != concept_fingerprint(Concept((ru,)))
    assert concept_fingerprint(concept) != concept_fingerprint(
        Concept((ru, replace(en, language="en-GB")))
    )

"""The form that a glossary gives."""

from __future__ import annotations

import pytest
from building import ROOT

from tmtool.terminology.mining.citation_form import citation_form


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ({"договора": 5, "договор": 2}, "договор"),
        ({"договора": 5, "договору": 2}, "договор"),
        ({"мирного договора": 3, "мирных договоров": 2}, "мирный договор"),
        ({"грамоты": 3, "грамотой": 2}, "грамота"),
        ({"ратификационной грамотой": 2}, "ратификационная грамота"),
        ({"международную организацию": 2}, "международная организация"),
        ({"международной организацией": 1}, "международная организация"),
        ({"высшему совету": 2}, "высший совет"),
        ({"консульскому округу": 2}, "консульский округ"),
        ({"государств-участников": 1, "государству-участнику": 4}, "государство-участник"),
        ({"должностным лицом ОБСЕ": 2}, "должностное лицо ОБСЕ"),
        # Dependents stay as they are.
        ({"праву вето": 3}, "право вето"),
        ({"вступления в силу": 1}, "вступление в силу"),
        ({"министром иностранных дел": 3}, "министр иностранных дел"),
        # Nine in ten in the plural: it is cited in the plural.
        ({"вооружённых сил": 9, "вооружённые силы": 4}, "вооружённые силы"),
        ({"симптомами": 19, "симптом": 1}, "симптомы"),
        ({"симптомами": 5, "симптом": 5}, "симптом"),
        # Capitals of a heading go, those of a name stay.
        ({"Договор": 9, "договор": 3}, "договор"),
        ({"ДОГОВОР": 2, "договором": 3}, "договор"),
        ({"Китая": 9, "Китае": 3}, "Китай"),
        ({"США": 9}, "США"),
        ({"COVID-19": 40, "Covid-19": 2}, "COVID-19"),
        ({"Azure": 40, "azure": 12}, "Azure"),
    ],
)
def test_russian(forms: dict[str, int], expected: str):
    assert citation_form(forms, "ru") == expected


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ({"treaties": 3, "treaty": 2}, "treaty"),
        ({"virtual machines": 3, "virtual machine": 2, "Virtual machine": 9}, "virtual machine"),
        ({"good offices": 30, "good office": 1}, "good offices"),
        ({"States parties": 3}, "States parties"),
        ({"data": 3}, "data"),
    ],
)
def test_english(forms: dict[str, int], expected: str):
    assert citation_form(forms, "en") == expected


def test_other_languages_have_the_commonest_form():
    assert citation_form({"codes source": 3, "code source": 2}, "fr") == "codes source"


@pytest.mark.parametrize("name", ["held-out", "unseen"])
def test_a_single_oblique_form_is_enough_for_most_terms(name: str):
    """Of each term the genitive, dative, instrumental and prepositional of the singular."""
    lines = (ROOT / "tests" / "gold" / f"inflection.{name}.ru.txt").read_text(encoding="utf-8")
    found = []
    for line in lines.splitlines():
        forms = line.split("|")
        if len(forms) == 12 and all(forms):
            found += [citation_form({forms[case]: 1}, "ru") == forms[0] for case in (1, 2, 4, 5)]
    assert len(found) > 100
    assert sum(found) >= 0.9 * len(found)

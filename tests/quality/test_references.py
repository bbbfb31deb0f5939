"""Articles, paragraphs, annexes and resolutions."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.references import check_references
from tmtool.quality.rules import Texts


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("статья 5 (2)", "Article 5(2)"),
        ("статьи 5", "art. 5"),
        ("пункт 3 b) статьи 7", "Article 7, paragraph 3 (b)"),
        ("пункт 3 статьи 7", "Article 7 (3)"),
        ("п. 2 ст. 5", "paragraph 2 of Article 5"),
        ("пункт 2 статьи 5", "Article 5.2"),
        ("часть 2 статьи 5", "paragraph 2 of Article 5"),
        ("подпункт «а» пункта 1 статьи 31", "Article 31 (1) (a)"),
        ("подпункт «б» пункта 1", "paragraph 1 (b)"),
        ("подпункт «в» пункта 1", "subparagraph (c) of paragraph 1"),
        ("подпункты а) и б) пункта 2", "paragraph 2 (a) and (b)"),
        ("приложение I", "annex I"),
        ("Приложение № 1", "Annex I"),
        ("приложение А", "Annex A"),
        ("резолюция 1325 (2000)", "resolution 1325 (2000)"),
        ("статьи 5–7", "Articles 5, 6 and 7"),
        ("статьи 5, 6 и 7", "Articles 5 to 7"),
        ("статьями 19 и 20, п. 4", "paragraph 4; Articles 20, 19"),
        ("статья 5 бис", "Article 5 bis"),
        ("Глава IV", "Chapter 4"),
        ("раздел 2", "Part 2"),
        ("таблица 3", "Table 3"),
        # Only one side has a reference of the kind.
        ("статья 5", "in 6 of them"),
        ("статья 5", "paragraph 6"),
        ("пункты 2 и 3", "paragraph 2"),
        ("Статья", "Article 5"),
        ("часть 2", "the part of 3"),
        ("стать 5", "Articleship 6"),
    ],
)
def test_the_same_references(source, draft):
    assert found_by(check_references, source, draft) == []


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("статья 5", "Article 6", ["reference: Article 6"]),
        ("статьёй 9", "Article 86", ["reference: Article 86"]),
        ("статья 5 (2)", "Article 5(3)", ["reference: Article 5(3)"]),
        ("пункт 2 статьи 5", "Article 5.3", ["reference: Article 5.3"]),
        ("пункт 3 статьи 7", "paragraph 7 of article 3", ["reference: article 3"]),
        ("пункт 10 статьи 3", "paragraph 11 of article 3", ["reference: paragraph 11"]),
        ("статьи 5 и 6", "Articles 5 and 8", ["reference: 8"]),
        ("статьи 5–7", "Articles 5 to 8", []),
        ("статьи 5–7", "Articles 6 to 8", ["reference: 8"]),
        (
            "подпункт «б» пункта 1 статьи 31",
            "Article 31 (1) (a)",
            ["reference: Article 31 (1) (a)"],
        ),
        ("приложение II", "annex III", ["reference: annex III"]),
        ("приложение А", "Annex B", ["reference: Annex B"]),
        ("резолюция 1325 (2000)", "resolution 1326 (2000)", ["reference: resolution 1326 (2000)"]),
        ("резолюция 1325 (2000)", "resolution 1325 (2001)", ["reference: resolution 1325 (2001)"]),
        ("статья 5 бис", "Article 5 ter", ["reference: Article 5 ter"]),
        ("Глава IV", "Chapter V", ["reference: Chapter V"]),
        ("правило 5", "rule 6", ["reference: rule 6"]),
        (
            "статья 1, приложение 2",
            "Article 2, Annex 1",
            ["reference: Article 2", "reference: Annex 1"],
        ),
    ],
)
def test_others(source, draft, expected):
    assert found_by(check_references, source, draft) == expected


def test_both_are_named():
    (found,) = check_references(Texts("п. 2 ст. 5", "paragraph 2 of Article 6", "ru", "en"))
    assert found.message == "‘Article 6’ for ‘ст. 5’ of the source"

from __future__ import annotations

from pathlib import Path

import pytest

from tmtool.formats import ReadOptions
from tmtool.jobs.scripts import in_another_script
from tmtool.memory import Memory
from tmtool.models import Concept, Term


@pytest.mark.parametrize(
    ("columns", "warned"),
    [(("ru", "en"), []), (("en", "ru"), ["en", "ru"]), (("de", "fr"), [])],
)
def test_exchanged_columns_are_warned_of(
    memory: Memory, tmp_path: Path, columns: tuple[str, ...], warned: list[str]
):
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"договор {n}\ttreaty {n}\n" for n in range(5)), encoding="utf-8")
    report = memory.load(path, reading=ReadOptions(columns=columns))
    assert [warning.split()[3] for warning in report.warnings] == warned
    assert report.added == 5


def test_a_few_odd_texts_are_not_warned_of(memory: Memory, tmp_path: Path):
    rows = ["договор\ttreaty"] * 9 + ["NATO\tНАТО"]
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"{row} {n}\n" for n, row in enumerate(rows)), encoding="utf-8")
    report = memory.load(path, reading=ReadOptions(columns=("ru", "en")))
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("ru", "en", "wrong"),
    [
        ("CTBT", "ДВЗЯИ", ["CTBT", "ДВЗЯИ"]),
        ("оговорка", "резервация", ["резервация"]),
        ("reservation", "оговорка", ["reservation", "оговорка"]),
        ("оговорка", "reservation", []),
        ("jus cogens", "jus cogens", []),
        ("24/7", "24/7", []),
    ],
)
def test_terms_in_another_script_than_their_language(ru: str, en: str, wrong: list[str]):
    concept = Concept((Term("ru", ru), Term("en", en)))
    assert [term.text for term in in_another_script(concept)] == wrong


def test_an_acronym_in_latin_letters_may_stand_beside_a_russian_term():
    texts = "Всемирная паутина", "WWW"
    terms = *(Term("ru", text) for text in texts), Term("en", "World Wide Web")
    assert in_another_script(Concept(terms)) == []

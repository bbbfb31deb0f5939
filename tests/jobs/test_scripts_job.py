from __future__ import annotations

from pathlib import Path

import pytest

from tmtool.formats import ReadOptions
from tmtool.memory import Memory


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

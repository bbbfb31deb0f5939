"""What `import tmtool` gives, and what it does not load."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from building import done, process

import tmtool

HEAVY = {"numpy", "rapidfuzz", "sacrebleu", "lxml", "rich", "pymorphy3", "sqlite_utils"}

LOADED = """
import contextlib, io, json, sys
import tmtool
with contextlib.redirect_stdout(io.StringIO()) as output:
    if sys.argv[1:]:
        from tmtool.cli import main
        try:
            main(sys.argv[1:])
        except SystemExit as ended:
            assert not ended.code, ended.code
print(json.dumps({"modules": sorted({m.partition(".")[0] for m in sys.modules}),
                  "output": output.getvalue()}))
"""


def loaded(*arguments: object) -> tuple[set[str], str]:
    """The packages that a command loads, and its output."""
    with process(LOADED, *arguments) as running:
        answer = json.loads(done(running))
    return set(answer["modules"]), answer["output"]


def test_all_is_sorted_and_true():
    assert tmtool.__all__ == sorted(tmtool.__all__)
    assert all(hasattr(tmtool, name) for name in tmtool.__all__)
    public = {
        name for name, value in vars(tmtool).items() if getattr(value, "__module__", "") == "tmtool"
    }
    assert public <= set(tmtool.__all__)


def test_the_version_is_the_packages_own():
    from tmtool.version import VERSION

    assert tmtool.__version__ == VERSION


@pytest.mark.parametrize("arguments", [(), ("--help",), ("--version",), ("lookup", "--help")])
def test_nothing_heavy_is_loaded_before_it_is_needed(arguments: tuple[str, ...]):
    modules, _ = loaded(*arguments)
    assert modules & HEAVY == set()


def test_a_lookup_loads_no_more_than_it_needs(treaties_file: Path):
    text = "Настоящее Соглашение заключается сроком на десять лет."
    modules, output = loaded("--db", treaties_file, "lookup", "-f", "json", text)
    assert json.loads(output)["matches"]
    assert modules & {"sacrebleu", "lxml", "rich", "sqlite_utils", "pymorphy3"} == set()


def test_open_makes_a_memory_unless_it_must_not(tmp_path: Path):
    path = tmp_path / "treaties.db"
    with pytest.raises(tmtool.errors.MemoryFileError):
        tmtool.open(path, create=False)
    assert not path.exists()
    with tmtool.open(path) as memory:
        assert list(memory.units()) == []
    with tmtool.open(str(path), create=False) as memory:
        assert memory.path == path


@pytest.mark.parametrize(
    ("hypotheses", "references"),
    [
        (["The parties agree."], ["The parties agree."]),
        ({"mine": ["The parties agree."]}, [["The parties agree."]]),
    ],
)
def test_score_takes_one_draft_or_several(hypotheses, references):
    report = tmtool.score(hypotheses, references, metrics=["chrf"])
    assert [round(score.score) for score in report.scores] == [100]


def test_the_example_of_the_design_runs(tmp_path: Path, treaties: tmtool.memory.Memory):
    matches = treaties.lookup("Договаривающиеся Стороны обязуются", "ru", "en", min_rate=30)
    assert all(match.explain().startswith(f"{match.rate} {match.kind}: ") for match in matches)
    hits = treaties.glossary.suggest("сдача на хранение ратификационных грамот", "ru", "en")
    assert hits
    assert hits[0].translations[0].text

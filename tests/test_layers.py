"""Imports point one way, and only the store knows SQL."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import ROOT

LINES = (
    ("__main__",),
    ("cli",),
    ("",),
    ("memory",),
    ("glossary",),
    ("review",),
    ("jobs",),
    ("store", "formats", "reports", "alignment", "scoring", "quality"),
    ("matching", "terminology"),
    ("text",),
    ("models", "languages", "workers"),
    ("errors", "version"),
)
"""The parts of tmtool, the highest first; "" is tmtool/__init__.py."""

LEVEL = {part: -number for number, line in enumerate(LINES) for part in line}

SQL = re.compile(
    r"\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|(CREATE|DROP)\s+(TEMP\s+)?(TABLE|INDEX|VIEW)|BEGIN\s+IMMEDIATE|PRAGMA\s)"
)
DATABASES_OF_OTHERS = ("tmtool.formats.sdltm",)
"""Formats whose files are databases; they read those files, never a memory."""

RUNS_SQL = {"execute", "executemany", "executescript"}


def modules(package: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package).with_suffix("").parts
        name = ".".join(("tmtool", *(part for part in inside if part != "__init__")))
        yield name, ast.parse(path.read_text(encoding="utf-8"), str(path))


def part_of(module: str) -> str:
    """The part of tmtool that a module belongs to."""
    return module.partition(".")[2].partition(".")[0]


def imported(name: str, tree: ast.Module, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The modules of tmtool that a module imports anywhere in it, with the lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno} has a relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield node.lineno, whole if whole in known else node.module or ""
        elif isinstance(node, ast.Constant) and node.value in known and node.value != "tmtool":
            # A module that is imported by its name, as the formats are.
            yield node.lineno, str(node.value)


def violations(package: Path) -> list[str]:
    """Each import that points up or sideways, and each SQL statement outside of the store."""
    trees = dict(modules(package))
    found = []
    for name, tree in trees.items():
        here = part_of(name)
        for line, other in imported(name, tree, frozenset(trees)):
            there = part_of(other)
            inside = other == "tmtool" or other.startswith("tmtool.")
            if inside and there != here and LEVEL[there] >= LEVEL[here]:
                found.append(f"{name}:{line} imports {other}")
        if here != "store" and not name.startswith(DATABASES_OF_OTHERS):
            lines = {node.lineno for node in ast.walk(tree) if is_sql(node)}
            found += [f"{name}:{line} has SQL" for line in sorted(lines)]
    return found


def is_sql(node: ast.AST) -> bool:
    """Tell whether code is a statement of SQL or runs one."""
    if isinstance(node, ast.Attribute):
        return node.attr in RUNS_SQL
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and SQL.search(text) is not None


def test_imports_point_down_and_sql_stays_in_the_store():
    assert violations(ROOT / "tmtool") == []


def test_every_part_has_its_place():
    parts = {part_of(name) for name, _ in modules(ROOT / "tmtool")}
    assert parts <= LEVEL.keys()


@pytest.mark.parametrize(
    ("module", "code", "found"),
    [
        ("store/units.py", "from tmtool.models import Variant\n", []),
        ("store/units.py", "from tmtool.store.rows import row\n", []),
        ("jobs/load.py", "def f():\n    from tmtool import formats\n", []),
        (
            "store/units.py",
            "import tmtool.memory\n",
            ["tmtool.store.units:1 imports tmtool.memory"],
        ),
        (
            "text/tokens.py",
            "def f():\n    from tmtool.store import units\n",
            ["tmtool.text.tokens:2 imports tmtool.store.units"],
        ),
        (
            "jobs/load.py",
            "if TYPE_CHECKING:\n    from tmtool.memory import Memory\n",
            ["tmtool.jobs.load:2 imports tmtool.memory"],
        ),
        (
            "store/units.py",
            "from tmtool import formats\n",
            ["tmtool.store.units:1 imports tmtool.formats"],
        ),
        (
            "matching/ranking.py",
            "from tmtool.terminology import keys\n",
            ["tmtool.matching.ranking:1 imports tmtool.terminology"],
        ),
        (
            "models/units.py",
            "MODULE = 'tmtool.formats'\n",
            ["tmtool.models.units:1 imports tmtool.formats"],
        ),
        ("errors.py", "import tmtool\n", ["tmtool.errors:1 imports tmtool"]),
        ("jobs/load.py", "x = 'SELECT a\\n FROM b'\n", ["tmtool.jobs.load:1 has SQL"]),
        ("cli/stats.py", "x = f'INSERT INTO {t}'\n", ["tmtool.cli.stats:1 has SQL"]),
        ("cli/stats.py", "c.execute('drop table t')\n", ["tmtool.cli.stats:1 has SQL"]),
        ("jobs/backup.py", "c.execute('PRAGMA quick_check')\n", ["tmtool.jobs.backup:1 has SQL"]),
        ("store/units.py", "x = 'SELECT a FROM b'\n", []),
        ("cli/stats.py", "'Select units from the memory, or update it.'\n", []),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, module: str, code: str, found: list[str]):
    for name in ("__init__", "memory", "errors", "formats/__init__", "store/units", "store/rows"):
        path = tmp_path / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.touch()
    path = tmp_path / module
    path.parent.mkdir(exist_ok=True)
    path.write_text(code, encoding="utf-8")
    assert violations(tmp_path) == found

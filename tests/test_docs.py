"""The documentation agrees with the code: generated pages, commands, links and public names."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

import tmtool
from tmtool import errors, models
from tmtool.cli import root
from tmtool.glossary import Glossary
from tmtool.memory import Memory
from tmtool.review import ReviewQueue

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
MODELS = [getattr(models, name) for name in models.__all__]
RESULTS = [model for model in MODELS if dataclasses.is_dataclass(model)]

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    """Return a page without its fenced blocks."""
    return FENCED.sub("", path.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    """Return the names by which GitHub lets one link to a page's headings."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def section(page: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n", page, re.MULTILINE)
    assert found, f"there is no heading {heading!r}"
    rest = page[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def commands(command: click.Command, name: str) -> list[tuple[str, click.Command]]:
    found = [(name, command)]
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for below in command.list_commands(context):
            child = command.get_command(context, below)
            assert child is not None
            found += commands(child, f"{name} {below}")
    return found


COMMANDS = commands(root, "tmtool")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_up_to_date():
    done = subprocess.run(
        [sys.executable, str(DOCS / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_page_that_is_out_of_date_is_named(generate, monkeypatch, capsys):
    monkeypatch.setitem(generate.PAGES, "schema.md", lambda: "another schema")
    assert generate.main(["--check"]) == 1
    assert "docs/schema.md is out of date" in capsys.readouterr().err


def test_missing_pages_are_out_of_date_until_written(generate, tmp_path, monkeypatch):
    assert generate.out_of_date(tmp_path) == ["commands.md", "schema.md"]
    monkeypatch.setattr(generate, "FOLDER", tmp_path)
    assert generate.main([]) == 0
    assert generate.out_of_date(tmp_path) == []


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_is_documented(name):
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert f"Usage: {name} " in section(page, name)


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_has_a_help_text_and_single_ones_an_example(name, command):
    assert command.help
    if not isinstance(command, click.Group):
        assert "Example:" in command.help


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_relative_links_resolve(page):
    broken = []
    for link in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_decision_is_listed_by_number():
    folder = DOCS / "decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    listed = LINK.findall((folder / "README.md").read_text(encoding="utf-8"))
    assert [link for link in listed if link[0].isdigit()] == records


def public(thing: type) -> list[str]:
    return sorted(name for name in vars(thing) if not name.startswith("_"))


API = (DOCS / "python-api.md").read_text(encoding="utf-8") if DOCS.is_dir() else ""


@pytest.mark.parametrize(
    "name",
    [
        *(f"tmtool.{name}" for name in tmtool.__all__),
        *(f"memory.{name}" for name in [*public(Memory), "path"]),
        *(f"glossary.{name}" for name in public(Glossary)),
        *(f"queue.{name}" for name in public(ReviewQueue)),
    ],
)
def test_every_public_function_is_in_the_python_api(name):
    assert re.search(rf"`{re.escape(name)}\b", API)


@pytest.mark.parametrize("name", [*models.__all__, *errors.__all__])
def test_every_model_and_error_is_in_the_python_api(name):
    assert re.search(rf"`{name}`|^#+ {name}$", API, re.MULTILINE)


@pytest.mark.parametrize("model", RESULTS, ids=lambda model: model.__name__)
def test_every_field_of_a_result_is_in_the_python_api(model):
    text = section(API, model.__name__)
    fields = [field.name for field in dataclasses.fields(model)]
    assert [name for name in fields if f"`{name}`" not in text] == []

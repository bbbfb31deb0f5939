"""A project of OmegaT gets the memory and gives its translations; OmegaT itself reads them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from building import pair

import tmtool
from tmtool.errors import InputError
from tmtool.formats import ReadOptions, find
from tmtool.memory import Memory
from tmtool.models import Concept, Term, TranslationUnit, Variant

SAVED = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"\
 creationtoolversion="3.6.0" segtype="paragraph" srclang="EN-US"/>
  <body>
    <tu>
      <tuv lang="EN-US"><seg>The Treaty enters into force.</seg></tuv>
      <tuv lang="RU" changeid="me" changedate="20240101T101010Z"><seg>{default}</seg></tuv>
    </tu>
    <tu>
      <prop type="file">a.txt</prop>
      <prop type="prev"></prop>
      <prop type="next">The Treaty enters into force.</prop>
      <tuv lang="EN-US"><seg>Article 1</seg></tuv>
      <tuv lang="RU" changeid="me" changedate="20240101T101010Z"><seg>Статья первая</seg></tuv>
    </tu>
    <tu>
      <prop type="file">b.po</prop>
      <prop type="id">menu</prop>
      <tuv lang="EN-US"><seg>Article 1</seg></tuv>
      <tuv lang="RU"><seg>Пункт 1</seg></tuv>
    </tu>
    <tu><note>later</note><tuv lang="EN-US"><seg>Not translated</seg></tuv></tu>
  </body>
</tmx>
"""


@pytest.fixture
def stocked(memory: Memory) -> Memory:
    memory.add_unit(pair("Статья 1", "Article 1"), corpus="own")
    memory.add_unit(pair("Да", "Yes", status="machine"), corpus="own")
    other = TranslationUnit(
        (Variant("en-GB", "Colour"), Variant("ru", "Цвет"), Variant("de", "Farbe"))
    )
    memory.add_unit(other, corpus="own")
    memory.add_unit(TranslationUnit((Variant("de", "Ja"), Variant("ru", "Да"))), corpus="own")
    memory.glossary.add(Concept((Term("ru", "договор"), Term("en", "treaty"))))
    memory.glossary.add(Concept((Term("ru", "договор"), Term("de", "Vertrag"))))
    return memory


@pytest.fixture
def project(stocked: Memory, tmp_path: Path) -> Path:
    """A project from English to Russian with translations of its own."""
    folder = tmp_path / "treaty"
    stocked.omegat(folder, "en-US", "ru", search=("tmtool", "{target}"))
    save(folder)
    return folder


def save(folder: Path, default: str = "Договор вступает в силу.") -> None:
    path = folder / "omegat" / "project_save.tmx"
    path.write_text(SAVED.replace("{default}", default), encoding="utf-8")


def texts(path: Path) -> list[tuple[str, ...]]:
    records = find(path).read_units(path, ReadOptions())
    units = [one for one in records if isinstance(one, TranslationUnit)]
    assert {tuple(v.language for v in unit.variants) for unit in units} <= {("en-US", "ru")}
    return [tuple(v.text for v in unit.variants) for unit in units]


def text(unit: TranslationUnit, language: str) -> str:
    variant = unit.variant(language)
    assert variant is not None
    return variant.text


def test_a_new_project_has_memory_glossary_and_search(stocked: Memory, tmp_path: Path):
    folder = tmp_path / "new"
    report = stocked.omegat(folder, "en-US", "ru", search=("tmtool", "{target}"))
    assert (report.created, report.units, report.machine, report.concepts) == (True, 3, 1, 1)
    assert (report.read, report.finder) == (None, True)
    assert texts(folder / "tm" / "tmtool.tmx") == [("Article 1", "Статья 1"), ("Colour", "Цвет")]
    assert texts(folder / "tm" / "mt" / "tmtool.tmx") == [("Yes", "Да")]
    glossary = (folder / "glossary" / "tmtool.utf8").read_text(encoding="utf-8")
    assert glossary.splitlines()[1:] == ["treaty\tдоговор"]
    again = stocked.omegat(folder, search=("tmtool", "{target}"))
    assert (again.created, again.finder, again.units) == (False, False, 3)


def test_translations_of_the_project_go_into_a_corpus(stocked: Memory, project: Path):
    report = stocked.omegat(project)
    assert report.read is not None
    assert (report.read.corpus, report.read.added, len(report.read.skipped)) == ("treaty", 3, 1)
    units = [unit for unit in stocked.units() if unit.corpus == "treaty"]
    found = {(text(unit, "en-US"), text(unit, "ru")): unit for unit in units}
    alternative = found["Article 1", "Статья первая"]
    assert alternative.document == "a.txt"
    assert alternative.properties == {
        "file": "a.txt",
        "prev": "",
        "next": "The Treaty enters into force.",
    }
    assert found["Article 1", "Пункт 1"].context == "menu"
    assert found["The Treaty enters into force.", "Договор вступает в силу."].changed_by == "me"
    # They are not written back to where they come from.
    assert len(texts(project / "tm" / "tmtool.tmx")) == 2


def test_a_changed_translation_takes_the_place_of_the_old_one(stocked: Memory, project: Path):
    stocked.omegat(project)
    save(project, "Договор вступил в силу.")
    report = stocked.omegat(project)
    assert report.read is not None
    assert (report.read.added, report.read.updated, report.read.duplicate) == (0, 1, 2)
    units = [unit for unit in stocked.units() if unit.corpus == "treaty"]
    assert len({unit.tuid for unit in units}) == len(units) == 3


def test_what_is_not_asked_for_is_not_done(stocked: Memory, project: Path):
    shutil.rmtree(project / "omegat")
    (project / "omegat").mkdir()
    save(project)
    report = stocked.omegat(project, read=False)
    assert (report.read, report.finder) == (None, False)
    assert not (project / "omegat" / "finder.xml").exists()


def test_other_files_stay(stocked: Memory, project: Path):
    for name in ("tm/other.tmx", "glossary/glossary.txt", "source/a.txt"):
        (project / name).write_text("mine", encoding="utf-8")
    stocked.omegat(project, search=("other", "{target}"))
    for name in ("tm/other.tmx", "glossary/glossary.txt", "source/a.txt"):
        assert (project / name).read_text(encoding="utf-8") == "mine"


def test_what_the_memory_has_no_more_goes(stocked: Memory, project: Path):
    stocked.remove_corpus("own")
    for concept in list(stocked.glossary.concepts()):
        assert concept.id is not None
        stocked.glossary.remove(concept.id)
    report = stocked.omegat(project, read=False)
    assert (report.units, report.concepts) == (0, 0)
    assert texts(project / "tm" / "tmtool.tmx") == []
    assert texts(project / "tm" / "mt" / "tmtool.tmx") == []


def test_an_empty_memory_writes_nothing(memory: Memory, tmp_path: Path):
    memory.omegat(tmp_path / "new", "en", "ru")
    assert not list((tmp_path / "new").rglob("tmtool*"))


def test_a_folder_with_other_things_is_refused(memory: Memory, tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("x", encoding="utf-8")
    for place in (tmp_path / "docs", tmp_path / "docs" / "a.txt"):
        with pytest.raises(InputError, match="no project of OmegaT"):
            memory.omegat(place, "en", "ru")
    with pytest.raises(InputError, match="languages of the new project"):
        memory.omegat(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_broken_save_leaves_the_memory_as_it_was(stocked: Memory, project: Path):
    before = stocked.statistics().units
    (project / "omegat" / "project_save.tmx").write_text("<tmx><body><tu>", encoding="utf-8")
    with pytest.raises(InputError):
        stocked.omegat(project)
    assert stocked.statistics().units == before


SCRIPT = """\
import groovy.json.JsonOutput
import org.omegat.core.Core

def answer = new File(System.getenv("TMTOOL_ANSWER"))
if (!answer.exists() && Core.project.projectLoaded) {
    def found = [:]
    Core.project.transMemories.each { name, memory ->
        found[new File(name).name + (name.contains("/mt/") ? " mt" : "")] =
            memory.entries.collect { [it.source, it.translation] }
    }
    answer.write(JsonOutput.toJson(found), "UTF-8")
}
"""


@pytest.fixture(scope="module")
def driven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that OmegaT has gone through: `answer.json` beside it has what it loaded."""
    jars = sorted(Path("/usr/share").glob("omegat*/OmegaT.jar"))
    if not jars or shutil.which("java") is None:
        pytest.skip("OmegaT or Java is not installed")
    base = tmp_path_factory.mktemp("omegat")
    folder = base / "treaty"
    with tmtool.open(base / "memory.db") as memory:
        memory.add_unit(pair("Статья & <1>", "Article & <1>"), corpus="own")
        memory.add_unit(pair("Да", "Yes", status="machine"), corpus="own")
        memory.omegat(folder, "en-US", "ru")
    (folder / "source" / "a.txt").write_text(
        "Article 1\n\nThe Treaty enters into force.\n\nWell-known facts, 3.5 km - and more.\n\n"
        "The Treaty enters into force.\n",
        encoding="utf-8",
    )
    save(folder)
    script = base / "read.groovy"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [
            *("java", "-Djava.awt.headless=true", f"-Duser.home={base}", "-jar", jars[-1], folder),
            *("--mode=console-translate", f"--config-dir={base / 'settings'}"),
            f"--script={script}",
        ],
        env={**os.environ, "TMTOOL_ANSWER": str(base / "answer.json")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (folder / "target" / "a.txt").exists(), done.stdout + done.stderr
    return folder


def test_omegat_loads_the_memories(driven: Path):
    loaded = json.loads((driven.parent / "answer.json").read_text(encoding="utf-8"))
    assert loaded == {
        "tmtool.tmx": [["Article & <1>", "Статья & <1>"]],
        "tmtool.tmx mt": [["Yes", "Да"]],
    }


def test_omegat_translates_with_its_own_alternatives_which_are_read(driven: Path):
    translated = (driven / "target" / "a.txt").read_text(encoding="utf-8").split("\n\n")
    assert translated[:2] == ["Статья первая", "Договор вступает в силу."]
    with tmtool.open(driven.parent / "memory.db") as memory:
        report = memory.omegat(driven)
        assert report.read is not None
        assert report.read.added == 3
        found = {text(unit, "ru") for unit in memory.units() if unit.corpus == "treaty"}
    assert found == {"Статья первая", "Договор вступает в силу.", "Пункт 1"}


def test_omegat_counts_the_same(driven: Path):
    """The statistics that OmegaT keeps in its projects, against an analysis of the file."""
    stats = (driven / "omegat" / "project_stats.txt").read_text(encoding="utf-8")
    total = next(line for line in stats.splitlines() if line.startswith("Total:"))
    segments, words, without, characters = [int(cell) for cell in total.split("\t")[1:5]]
    with tmtool.open(driven.parent / "memory.db") as memory:
        (one,) = memory.analyze([driven / "source" / "a.txt"], "en", "ru").files
    every = sum((band.volume for band in one.bands), start=type(one.within)())
    assert (every.segments, every.words) == (segments, words)
    assert (every.characters_without_spaces, every.characters) == (without, characters)
    assert one.within.segments == 1

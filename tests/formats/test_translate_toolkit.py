"""translate-toolkit's converters, run as programs, count and read the same as tmtool does.

They are under the GPL, so no part of them is imported. `.ci/run` installs them apart.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

import tmtool
from tmtool.formats import ReadOptions, find
from tmtool.models import Concept, TranslationUnit

READING = ReadOptions("ru", "en")
Texts = Counter[tuple[str, str]]


def toolkit(program: str, *arguments: str | Path) -> str:
    """Run a program of translate-toolkit and return what it says."""
    if shutil.which(program) is None:
        pytest.skip("translate-toolkit is not installed")
    command = [program, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "Error processing" not in done.stderr
    return done.stdout


def convert(program: str, source: Path, output: str, *options: str) -> Path:
    path = source.with_name(output)
    toolkit(program, "--progress", "none", *options, source, path)
    return path


def counted(path: Path) -> tuple[int, int, int]:
    """How many messages pocount finds: translated, fuzzy, untranslated."""
    said = toolkit("pocount", "--csv", path).replace(", ", ",")
    (row,) = csv.DictReader(io.StringIO(said))
    names = ("Translated Messages", "Fuzzy Messages", "Untranslated Messages")
    first, second, third = (int(row[name]) for name in names)
    return first, second, third


def units(path: Path, reading: ReadOptions = READING) -> list[TranslationUnit]:
    found = find(path).read_units(path, reading)
    return [one for one in found if isinstance(one, TranslationUnit)]


def texts(found: list[TranslationUnit]) -> Texts:
    return Counter((one.variants[0].text, one.variants[1].text) for one in found)


def approved(found: list[TranslationUnit]) -> list[TranslationUnit]:
    return [one for one in found if one.status == "approved"]


@pytest.fixture(scope="module")
def sample(treaties_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus and glossary as files of all formats that the toolkit has too."""
    folder = tmp_path_factory.mktemp("toolkit")
    with tmtool.open(treaties_file) as memory:
        for suffix in ("po", "tmx", "xlf"):
            assert memory.export(folder / f"a.{suffix}", "ru", "en") > 1000
        memory.glossary.export(folder / "a.tbx")
    return folder


def test_it_counts_what_is_written(sample: Path):
    memory = units(sample / "a.tmx")
    assert counted(sample / "a.tmx") == (len(memory), 0, 0)
    for name in ("a.po", "a.xlf"):
        found = units(sample / name)
        ready = len(approved(found))
        assert counted(sample / name) == (ready, len(found) - ready, 0)
    concepts = list(
        find(sample / "a.tbx", content="concepts").read_concepts(sample / "a.tbx", READING)
    )
    assert counted(sample / "a.tbx") == (len(concepts), 0, 0)


def test_a_catalogue_becomes_a_memory(sample: Path):
    path = convert("po2tmx", sample / "a.po", "b.tmx", "-l", "en", "--source-language", "ru")
    assert texts(units(path)) == texts(approved(units(sample / "a.po")))


def test_a_catalogue_becomes_xliff(sample: Path):
    path = convert("po2xliff", sample / "a.po", "b.xlf")
    found, written = units(path), units(sample / "a.po")
    assert counted(path) == counted(sample / "a.po")
    assert texts(found) == texts(written)
    assert texts(approved(found)) == texts(approved(written))


def test_xliff_becomes_a_catalogue(sample: Path):
    path = convert("xliff2po", sample / "a.xlf", "b.po")
    found = units(path)
    ready = len(approved(found))
    assert counted(path) == (ready, len(found) - ready, 0)
    assert texts(found).keys() <= texts(units(sample / "a.xlf")).keys()
    assert {one.variants[0].text for one in found} == {
        one.variants[0].text for one in units(sample / "a.xlf")
    }


def test_a_catalogue_becomes_a_table_and_that_a_catalogue(sample: Path):
    path = convert("po2csv", sample / "a.po", "b.csv")
    written = texts(units(sample / "a.po"))
    assert texts(units(path)) == written
    again = convert("csv2po", path, "c.po")
    assert texts(units(again)) == written
    assert sum(counted(again)) == sum(counted(sample / "a.po"))


def test_a_termbase_becomes_a_catalogue_and_a_memory(sample: Path):
    records = find(sample / "a.tbx", content="concepts").read_concepts(sample / "a.tbx", READING)
    concepts = [one for one in records if isinstance(one, Concept)]
    of_concepts = convert("tbx2po", sample / "a.tbx", "d.po")
    assert counted(of_concepts) == (len(concepts), 0, 0)
    memory = convert("tbx2tmx", sample / "a.tbx", "d.tmx", "-l", "en", "--source-language", "ru")
    found = texts(units(memory))
    assert counted(memory) == (found.total(), 0, 0)
    expected = {
        (one.text, other.text)
        for concept in concepts
        for one in concept.terms_in("ru")
        for other in concept.terms_in("en")
    }
    assert found.keys() <= expected


@pytest.mark.parametrize(
    "name", ["django-cms.ru.po", "django-core.ru.po", "sphinx.ru.po", "wagtail-admin.ru.po"]
)
def test_real_catalogues(shared: Path, tmp_path: Path, name: str):
    path = tmp_path / name
    shutil.copy(shared / "data" / "po" / name, path)
    found = units(path, ReadOptions("en", "ru"))
    current = [one for one in found if "obsolete" not in one.properties]
    # Of an entry with plural forms it counts the first, and converts all.
    single = [one for one in current if one.properties.get("plural", "0") == "0"]
    ready = len(approved(single))
    assert counted(path)[:2] == (ready, len(single) - ready)
    memory = convert("po2tmx", path, "a.tmx", "-l", "ru")
    assert texts(units(memory)) == texts(approved(current))

"""Other programs take the TMX that tmtool writes: xmllint's schemas, OmegaT, translate-toolkit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from tmtool.formats import PROFILES, WriteOptions, find
from tmtool.models import TranslationUnit, Variant

PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>en</source_lang><target_lang>ru</target_lang></project></omegat>
"""
SCRIPT = """\
import groovy.json.JsonOutput
import org.omegat.core.Core

def answer = new File(System.getenv("TMTOOL_ANSWER"))
def found = [:]
Core.project.transMemories.each { name, memory ->
    found[new File(name).name] = memory.entries.collect { [it.source, it.translation] }
}
// OmegaT runs the script at every event of a project; once it is loaded is enough.
if (found && !answer.exists()) { answer.write(JsonOutput.toJson(found), "UTF-8") }
"""
EVERYTHING = TranslationUnit(
    (
        Variant("en-GB", "{1}Sign & <here>{2}", '<g id="1">Sign &amp; &lt;here&gt;</g>'),
        Variant("ru", "Подпишите{1}", 'Подпишите<ph x="1"/>'),
        Variant("fr", "Signez"),
    ),
    tuid="a\n\"1'",
    document="a & b.docx",
    position=3,
    context="<menu>",
    status="draft",
    created_at="2024-02-28T00:00:00Z",
    created_by="Иван",
    changed_at="2024-02-29T10:11:12Z",
    changed_by="Anna",
    usage_count=4,
    note="see\nArticle 2",
    properties={"": "x", "файл": "<y>", "x-domain": "law", "file": "a", "id": "p1"},
    corpus="treaties",
)
UNITS = [
    EVERYTHING,
    *(
        TranslationUnit((Variant("en", en), Variant("ru", ru)), tuid=str(number))
        for number, (en, ru) in enumerate(
            [
                ("The Parties shall cooperate.", "Стороны сотрудничают."),
                ("Done in two copies.", "Совершено в двух экземплярах."),
                ("Articles 1 & 2 < 3 apply.", "Применяются статьи 1 и 2 < 3."),
            ]
        )
    ),
]
TAGS = {"en": "en-US", "ru": "ru-RU"}


def jar() -> Path:
    found = sorted(Path("/usr/share").glob("omegat*/OmegaT.jar"))
    if not found:
        pytest.skip("OmegaT is not installed")
    return found[-1]


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schemas by which OmegaT checks TMX."""
    if shutil.which("xmllint") is None:
        pytest.skip("xmllint is not installed")
    folder = tmp_path_factory.mktemp("schemas")
    with ZipFile(jar()) as archive:
        for name in ("tmx14.dtd", "tmx14.xsd", "xml.xsd"):
            (folder / name).write_bytes(archive.read(f"schemas/{name}"))
    return folder


def written(path: Path, units: list[TranslationUnit], **options) -> Path:
    assert find(path).write_units(path, units, WriteOptions(**options))
    return path


@pytest.mark.parametrize("schema", [("--schema", "tmx14.xsd"), ("--dtdvalid", "tmx14.dtd")])
@pytest.mark.parametrize(
    "options",
    [
        {"source_language": "en", "target_language": "ru"},
        {"source_language": "ru", "target_language": "en", "language_tags": TAGS},
        {"profile": "full"},
        {"profile": "full", "source_language": "ru"},
    ],
)
def test_schemas_accept_it(schemas: Path, tmp_path: Path, schema, options):
    path = written(tmp_path / "a.tmx", UNITS, **options)
    check = ["xmllint", "--nonet", "--noout", schema[0], schemas / schema[1], path]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    broken = tmp_path / "broken.tmx"
    broken.write_text(path.read_text(encoding="utf-8").replace(" datatype=", " data="), "utf-8")
    assert subprocess.run([*check[:-1], broken], capture_output=True, check=False).returncode


@pytest.mark.parametrize("profile", PROFILES)
def test_schemas_accept_a_real_memory(schemas: Path, tmp_path: Path, treaties, profile: str):
    path = tmp_path / "a.tmx"
    assert treaties.export(path, profile=profile) > 1000
    for schema in (("--schema", "tmx14.xsd"), ("--dtdvalid", "tmx14.dtd")):
        check = ["xmllint", "--nonet", "--noout", schema[0], schemas / schema[1], path]
        done = subprocess.run(check, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that OmegaT has translated with memories of tmtool, and `answer.json`."""
    omegat = jar()
    if shutil.which("java") is None:
        pytest.skip("there is no Java for OmegaT")
    folder = tmp_path_factory.mktemp("project")
    for name in ("source", "target", "glossary", "tm", "tm/auto", "dictionary", "omegat"):
        (folder / name).mkdir()
    (folder / "omegat.project").write_text(PROJECT, encoding="utf-8")
    lines = [unit.variants[0].text for unit in UNITS[1:]]
    (folder / "source" / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    written(folder / "tm" / "auto" / "a.tmx", UNITS, source_language="en", target_language="ru")
    written(folder / "tm" / "b.tmx", UNITS, language_tags=TAGS)
    written(folder / "tm" / "c.tmx.gz", UNITS, source_language="en", target_language="ru")
    written(folder / "tm" / "full.tmx", UNITS, profile="full")
    script = folder / "read.groovy"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [
            "java",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            f"-Duser.home={folder}",
            "-jar",
            omegat,
            folder,
            "--mode=console-translate",
            f"--config-dir={folder / 'settings'}",
            f"--script={script}",
        ],
        env={**os.environ, "TMTOOL_ANSWER": str(folder / "answer.json")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (folder / "answer.json").exists(), done.stdout + done.stderr
    return folder


def test_omegat_translates_with_it(project: Path):
    text = (project / "target" / "a.txt").read_text(encoding="utf-8")
    assert text.split("\n\n") == [unit.variants[1].text for unit in UNITS[1:]]


@pytest.mark.parametrize("name", ["a.tmx", "b.tmx", "c.tmx.gz", "full.tmx"])
def test_omegat_has_every_unit(project: Path, name: str):
    found = json.loads((project / "answer.json").read_text(encoding="utf-8"))
    pairs = [[unit.variants[0].text, unit.variants[1].text] for unit in UNITS[1:]]
    assert [pair for pair in found[name] if pair in pairs] == pairs
    assert len(found[name]) == len(UNITS)


def test_translate_toolkit_counts_the_same(tmp_path: Path):
    """Its program is run where a user has installed it; it is never imported."""
    counter = shutil.which("pocount")
    if counter is None:
        pytest.skip("translate-toolkit is not installed")
    for name, options in (("a.tmx", {}), ("b.tmx", {"language_tags": TAGS})):
        path = written(tmp_path / name, UNITS[1:], **options)
        done = subprocess.run([counter, "--csv", path], capture_output=True, text=True, check=True)
        names, counts = (line.split(",") for line in done.stdout.splitlines()[:2])
        found = dict(zip(names, counts, strict=True))
        assert found["Translated Messages"] == str(len(UNITS) - 1)
        words = [len(unit.variants[0].text.split()) for unit in UNITS[1:]]
        assert abs(int(found["Translated Source Words"]) - sum(words)) <= 4

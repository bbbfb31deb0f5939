"""OmegaT's own reader takes what tmtool writes for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from building import ROOT

from tmtool.formats import ReadOptions, WriteOptions, find
from tmtool.models import Concept, Term

SAMPLE = ROOT / "glossaries" / "treaties.ru-en.tsv"
PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ru</source_lang><target_lang>en</target_lang></project></omegat>
"""
SCRIPT = """\
import groovy.json.JsonOutput
import org.omegat.gui.glossary.GlossaryReaderTBX
import org.omegat.gui.glossary.GlossaryReaderTSV

def folder = new File(System.getenv("TMTOOL_GLOSSARIES"))
def answer = new File(System.getenv("TMTOOL_ANSWER"))
def found = [:]
// OmegaT runs the script at every event of a project; once is enough.
if (!answer.exists()) {
    folder.listFiles().each { file ->
        def reader = file.name.endsWith(".tbx") ? GlossaryReaderTBX : GlossaryReaderTSV
        found[file.name] = reader.read(file, false).collect {
            [it.srcText, it.locText, it.commentText]
        }
    }
    answer.write(JsonOutput.toJson(found), "UTF-8")
}
"""
TREATY = Concept(
    (
        Term("ru", "договор", "preferred", note="Ср. контракт."),
        Term("en", "treaty & <pact>", "preferred", "fullForm", "noun", number="singular"),
        Term("en", "contract", "forbidden", note="A false friend.", forms=("contracts",)),
    ),
    identifier="treaty",
    domain="law",
    definition="Agreement between States.",
    definitions=(("ru", "Соглашение."),),
    properties=(("admin:customerSubset", "UN"), ("xref:see", "https://example.org")),
)


class Entry(NamedTuple):
    source: str
    target: str
    comment: str


@pytest.fixture(scope="module")
def concepts() -> list[Concept]:
    read = find(SAMPLE, content="concepts").read_concepts(SAMPLE, ReadOptions())
    return [TREATY, *(concept for concept in read if isinstance(concept, Concept))]


@pytest.fixture(scope="module")
def seen(
    concepts: list[Concept], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Entry]]:
    """What OmegaT finds in glossaries that tmtool wrote, by the names of their files."""
    jars = sorted(Path("/usr/share").glob("omegat*/OmegaT.jar"))
    if not jars:
        pytest.skip("OmegaT is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java for OmegaT")
    folder = tmp_path_factory.mktemp("project")
    for name in ("source", "target", "glossary", "tm", "dictionary", "omegat"):
        (folder / name).mkdir()
    (folder / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (folder / "source" / "a.txt").write_text("Договор\n", encoding="utf-8")
    for name in ("a.tbx", "a.utf8"):
        path = folder / "glossary" / name
        find(path, content="concepts").write_concepts(path, concepts, WriteOptions("ru", "en"))
    script, answer = folder / "read.groovy", folder / "answer.json"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [
            "java",
            "-Djava.awt.headless=true",
            f"-Duser.home={folder}",
            "-jar",
            jars[-1],
            folder,
            "--mode=console-translate",
            f"--config-dir={folder / 'settings'}",
            f"--script={script}",
        ],
        env={
            **os.environ,
            "TMTOOL_GLOSSARIES": str(folder / "glossary"),
            "TMTOOL_ANSWER": str(answer),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.exists(), done.stdout + done.stderr
    found = json.loads(answer.read_text(encoding="utf-8"))
    return {name: [Entry(*entry) for entry in entries] for name, entries in found.items()}


def pairs(concept: Concept) -> list[tuple[str, str]]:
    return [
        (source.text, target.text)
        for source in concept.terms_in("ru")
        for target in concept.terms_in("en")
    ]


@pytest.mark.parametrize("name", ["a.tbx", "a.utf8"])
def test_omegat_has_every_pair_of_terms(seen: dict[str, list[Entry]], concepts, name: str):
    expected = sorted(pair for concept in concepts for pair in pairs(concept))
    assert len(expected) > 700
    assert sorted((entry.source, entry.target) for entry in seen[name]) == expected


def test_omegat_shows_status_note_and_definition_of_its_own_glossary(seen):
    assert seen["a.utf8"][:2] == [
        ("договор", "treaty & <pact>", "preferred; definition: Agreement between States."),
        ("договор", "contract", "forbidden; A false friend."),
    ]
    statuses = [entry.comment for entry in seen["a.utf8"] if entry.comment.startswith("forbidden")]
    assert len(statuses) > 1


def test_omegat_shows_what_tbx_says(seen: dict[str, list[Entry]]):
    comment = next(entry.comment for entry in seen["a.tbx"] if entry.source == "договор")
    for said in ("subjectField: law", "definition: Agreement between States.", "A false friend."):
        assert said in comment

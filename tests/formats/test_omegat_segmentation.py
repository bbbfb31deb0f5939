"""OmegaT's own segmenter makes the cuts that tmtool makes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from building import ROOT
from segmented import CASES

from tmtool.formats.omegat_project import make_project
from tmtool.formats.omegat_segmentation import write_segmentation
from tmtool.text.segmentation import segments

SCRIPT = """\
import groovy.json.JsonOutput
import org.omegat.core.Core

def answer = new File(System.getenv("TMTOOL_ANSWER"))
// OmegaT runs the script at every event of a project; once is enough.
if (!answer.exists()) {
    answer.write(JsonOutput.toJson(Core.project.allEntries.collect { it.srcText }), "UTF-8")
}
"""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_cuts_of_omegat(language: str, tmp_path: Path):
    jars = sorted(Path("/usr/share").glob("omegat*/OmegaT.jar"))
    if not jars:
        pytest.skip("OmegaT is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java for OmegaT")
    held = ROOT / "tests" / "data" / "segmentation_held_out" / f"{language}.txt"
    marked = [*CASES[language], *held.read_text("utf-8").splitlines()[1:]]
    texts = [case.replace("|", " ") for case in marked]
    folder = tmp_path / "project"
    make_project(folder, language, "fi")
    write_segmentation(folder / "omegat")
    (folder / "source" / "a.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    script, answer = tmp_path / "read.groovy", tmp_path / "answer.json"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [
            "java",
            "-Djava.awt.headless=true",
            f"-Duser.home={tmp_path}",
            "-jar",
            jars[-1],
            folder,
            "--mode=console-translate",
            f"--config-dir={tmp_path / 'settings'}",
            f"--script={script}",
        ],
        env={**os.environ, "TMTOOL_ANSWER": str(answer)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.exists(), done.stdout + done.stderr
    ours = [segment for text in texts for segment in segments(text, language)]
    assert json.loads(answer.read_text(encoding="utf-8")) == ours

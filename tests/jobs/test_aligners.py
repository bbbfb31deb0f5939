"""Aligning by the built-in way, and by a program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tmtool.errors import TmtoolError
from tmtool.jobs import aligners
from tmtool.jobs.aligners import aligner, pharaoh
from tmtool.terminology.mining.segments import Texts, segment
from tmtool.terminology.mining.translations import Pairs, align
from tmtool.text.bitext import Sentences
from tmtool.text.lexicon import NOTHING

PROGRAM = """#!/bin/sh
while [ $# -gt 0 ]; do eval "given_${1#-}=\\$2"; shift 2; done
test "$(wc -l < $given_s)" = "$(wc -l < $given_t)" || exit 2
printf '0-1 1-0\\n\\n' > $given_f
printf '0-1\\n0-0\\n' > $given_r
"""


@pytest.fixture
def pairs() -> Pairs:
    pairs = Pairs(Texts("ru"), Texts("en"))
    pairs.add(1, segment("мирный договор"), segment("treaty peace"))
    pairs.add(2, segment("договор"), segment("treaty"))
    return pairs


def install(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "eflomal-align"
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


@pytest.mark.parametrize("workers", [1, 2])
def test_helpers_align_as_this_process_does(pairs: Pairs, workers: int):
    expected, found = align(pairs), aligner("builtin", workers=workers)(pairs)
    assert list(found.forward) == list(expected.forward)
    assert list(found.backward) == list(expected.backward)


def test_eflomals_links_are_read_in_both_directions(
    pairs: Pairs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    install(tmp_path, PROGRAM, monkeypatch)
    links = aligner("eflomal")(pairs)
    assert list(links.forward) == [1, 0, NOTHING]
    assert list(links.backward) == [1, NOTHING, 0]


def test_a_program_that_fails_is_told_of(
    pairs: Pairs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    install(tmp_path, "#!/bin/sh\necho no memory >&2; exit 1\n", monkeypatch)
    with pytest.raises(TmtoolError, match="no memory"):
        aligner("eflomal")(pairs)


def test_without_eflomal_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(aligners.shutil, "which", lambda _: None)
    with pytest.raises(TmtoolError, match="Install it"):
        aligner("eflomal")


def test_eflomal_is_taken_where_it_is_installed(
    pairs: Pairs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    install(tmp_path, PROGRAM, monkeypatch)
    assert list(aligner("auto")(pairs).forward) == [1, 0, NOTHING]
    monkeypatch.setattr(aligners.shutil, "which", lambda _: None)
    assert list(aligner("auto")(pairs).forward) == list(align(pairs).forward)


def test_links_in_pharaohs_format():
    sentences = Sentences()
    for words in ("ab", "", "cde"):
        sentences.add(words)
    assert list(pharaoh(["3-1", "", "0-0 2-2"], sentences)) == [NOTHING, 3, 0, NOTHING, 2]

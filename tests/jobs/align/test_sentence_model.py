"""A model of sentences: a stand-in for its package here, for the real one takes gigabytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import numpy as np
import pytest

import tmtool
from tmtool.errors import InputError
from tmtool.jobs.align import sentence_model
from tmtool.jobs.align.sentence_model import check_model, sentence_scorer
from tmtool.jobs.offline import OFFLINE
from tmtool.models import AlignmentOptions

SOURCE = ["альфа бета", "гамма дельта", "омега сигма"]
TARGET = ["xxx yyyy", "vvvv www", "zzz tttt"]


class Model:
    """A model for which a text is alike to the one in its place in the other language."""

    loaded: ClassVar[list[str]] = []

    def __init__(self, path: str, *, local_files_only: bool) -> None:
        assert local_files_only
        assert {os.environ[name] for name in OFFLINE} == {"1"}
        if Path(path, "broken").exists():
            raise RuntimeError("weights are missing")
        Model.loaded.append(path)

    def encode(self, texts: list[str], **options: object) -> np.ndarray:
        assert options == {
            "batch_size": sentence_model.BATCH,
            "show_progress_bar": False,
            "convert_to_numpy": True,
        }
        number = {text: n for side in (SOURCE, TARGET) for n, text in enumerate(side)}
        return np.eye(len(SOURCE))[[number[text] for text in texts]]


@pytest.fixture(autouse=True)
def package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    found = ModuleType("sentence_transformers")
    found.__spec__ = type("Spec", (), {})()
    vars(found)["SentenceTransformer"] = Model
    monkeypatch.setitem(sys.modules, "sentence_transformers", found)
    Model.loaded.clear()
    sentence_scorer.cache_clear()
    yield
    sentence_scorer.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "LaBSE"
    made.mkdir()
    (made / "modules.json").write_text("[]", encoding="utf-8")
    return made


def test_the_model_is_loaded_once_and_kept_from_the_network(folder: Path):
    scorer = sentence_scorer(folder)
    assert scorer(SOURCE).shape == (3, 3)
    assert sentence_scorer(folder) is scorer
    assert Model.loaded == [str(folder)]
    assert not any(name in os.environ for name in OFFLINE)


def test_documents_are_aligned_by_meaning(folder: Path, tmp_path: Path):
    files = tmp_path / "a.txt", tmp_path / "b.txt"
    for path, lines in zip(files, (SOURCE, TARGET[1:]), strict=True):
        path.write_text("\n".join(lines), encoding="utf-8")

    def pairs(model: Path | None) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        options = AlignmentOptions(
            source_language="ru", target_language="en", segments="lines", model=model
        )
        found = tmtool.align(*files, options=options).alignment
        return [(bead.source, bead.target) for bead in found.beads]

    assert pairs(folder) == [((0,), ()), ((1,), (0,)), ((2,), (1,))]
    assert pairs(None) != pairs(folder)


def test_a_folder_without_a_model_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="there is no model of sentences here"):
        tmtool.align(
            tmp_path / "a.txt", tmp_path / "b.txt", options=AlignmentOptions(model=tmp_path)
        )


def test_the_package_is_needed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sentence_model, "find_spec", lambda _: None)
    with pytest.raises(InputError, match="not installed") as caught:
        check_model(folder)
    assert "tmtool[embeddings]" in str(caught.value)


def test_a_model_that_cannot_be_loaded(folder: Path):
    (folder / "broken").touch()
    with pytest.raises(InputError, match="weights are missing"):
        sentence_scorer(folder)
    assert not any(name in os.environ for name in OFFLINE)

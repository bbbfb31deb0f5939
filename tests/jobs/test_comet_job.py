"""COMET through its package: a stand-in for it here, for the real one takes gigabytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tmtool.errors import InputError
from tmtool.jobs.comet import BATCH, load_comet
from tmtool.jobs.offline import OFFLINE
from tmtool.jobs.score import score_files
from tmtool.models import Resampling, ScoreOptions


@dataclass
class Model:
    """A model that rates a draft by how much of the reference, or else of the source, it has."""

    with_references: bool = True
    asked: list[dict[str, str]] = field(default_factory=list)
    options: dict[str, object] = field(default_factory=dict)
    offline: list[str | None] = field(default_factory=list)

    def requires_references(self) -> bool:
        return self.with_references

    def predict(self, samples: list[dict[str, str]], **options: object) -> SimpleNamespace:
        self.asked += samples
        self.options = options
        self.offline = [os.environ.get(name) for name in OFFLINE]
        other = "ref" if self.with_references else "src"
        scores = [len({*one["mt"]} & {*one[other]}) / len({*one[other]}) for one in samples]
        return SimpleNamespace(scores=scores, system_score=0.0)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    """The model that the stand-in for the package loads, whatever the checkpoint."""
    found = Model()

    def load_from_checkpoint(path: str, *, local_files_only: bool = False) -> Model:
        assert Path(path).is_file()
        assert local_files_only
        assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1"
        return found

    package = ModuleType("comet")
    vars(package)["load_from_checkpoint"] = load_from_checkpoint
    monkeypatch.setitem(sys.modules, "comet", package)
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    for name in OFFLINE:
        monkeypatch.delenv(name, raising=False)
    return found


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """A model's folder as `huggingface-cli download` leaves it, but for what is in the files."""
    folder = tmp_path / "models--Unbabel--wmt22-comet-da" / "snapshots" / "1a2b"
    (folder / "checkpoints").mkdir(parents=True)
    (folder / "hparams.yaml").touch()
    path = folder / "checkpoints" / "model.ckpt"
    path.touch()
    return path


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str, str], Path]:
    def file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return file


def test_files_are_scored_with_intervals(model: Model, checkpoint: Path, files):
    source, draft = files("s", "ab\ncd\n"), files("d", "xy\nxx\n")
    asked = Resampling(resamples=30)
    options = ScoreOptions(
        metrics=("chrf", "comet"), comet_model=checkpoint, segments=True, resampling=asked
    )
    report = score_files([draft], [files("r", "xy\nxz\n")], options, source=source)
    assert [one.metric for one in report.scores] == ["chrf", "comet"]
    found = report.scores[1]
    assert (found.score, found.low, found.high) == (75.0, 50.0, 100.0)
    assert [line.scores["comet"] for line in report.segment_scores] == [100.0, 50.0]
    assert found.signature.startswith(
        "nrefs:1|bs:30|seed:12345|model:Unbabel/wmt22-comet-da|tool:unbabel-comet|version:"
    )
    assert model.asked[0] == {"src": "ab", "mt": "xy", "ref": "xy"}
    assert model.options == {"batch_size": BATCH, "gpus": 0, "progress_bar": False}
    assert model.offline == ["1", "1"]
    assert not any(name in os.environ for name in OFFLINE)


def test_some_models_need_no_reference(model: Model, checkpoint: Path, files):
    model.with_references = False
    options = ScoreOptions(metrics=("comet",), comet_model=checkpoint)
    report = score_files([files("d", "ab\n")], [], options, source=files("s", "ab\n"))
    assert [(one.metric, one.score) for one in report.scores] == [("comet", 100.0)]
    assert model.asked == [{"src": "ab", "mt": "ab"}]
    model.with_references = True
    with pytest.raises(InputError, match="this model of comet needs a reference"):
        score_files([files("d", "ab\n")], [], options, source=files("s", "ab\n"))


def test_a_folder_is_that_of_its_checkpoint(model: Model, checkpoint: Path):
    found = load_comet(checkpoint.parents[1])
    assert "model:Unbabel/wmt22-comet-da|" in found.signature
    moved = checkpoint.parents[1].rename(checkpoint.parents[4] / "my-model")
    assert "model:my-model|" in load_comet(moved).signature


def test_a_graphics_card_is_used_where_there_is_one(model: Model, checkpoint: Path, monkeypatch):
    card = SimpleNamespace(cuda=SimpleNamespace(is_available=lambda: True))
    monkeypatch.setitem(sys.modules, "torch", card)
    load_comet(checkpoint).scores([("a", "b", "c")])
    assert model.options["gpus"] == 1


def test_what_the_user_has_set_is_left_as_it_was(model: Model, checkpoint: Path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    load_comet(checkpoint)
    assert os.environ["HF_HUB_OFFLINE"] == "0"


def test_names_of_models_are_not_fetched(model: Model, tmp_path: Path):
    for path, what in (
        (None, "the metric comet needs a model"),
        (Path("Unbabel/wmt22-comet-da"), "there is no model here"),
        (tmp_path, "there is no model here"),
    ):
        with pytest.raises(InputError, match=what) as refused:
            load_comet(path)
        assert "huggingface-cli download Unbabel/wmt22-comet-da" in refused.value.hint


def test_a_model_without_its_settings_is_refused(model: Model, checkpoint: Path):
    (checkpoint.parents[1] / "hparams.yaml").unlink()
    with pytest.raises(InputError, match="the model has no settings"):
        load_comet(checkpoint)


def test_a_model_that_cannot_be_loaded_is_refused(model: Model, checkpoint: Path):
    def broken(path: str) -> Model:
        raise RuntimeError("no file named model.safetensors")

    vars(sys.modules["comet"])["load_from_checkpoint"] = broken
    with pytest.raises(
        InputError, match=r"cannot be loaded: no file named model\.safetensors"
    ) as refused:
        load_comet(checkpoint)
    assert "pretrained_model" in refused.value.hint


def test_without_the_package_it_is_said_how_to_install_it(checkpoint: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "comet", None)
    with pytest.raises(InputError, match="a package that is not installed") as refused:
        load_comet(checkpoint)
    assert refused.value.hint == 'Run pip install "tmtool[comet]".'


def test_other_metrics_load_nothing_of_it():
    code = (
        "import sys, tmtool;"
        "import tmtool.jobs.score, tmtool.cli.score;"
        "tmtool.score(['a b'], ['a c'], metrics=['bleu', 'ter', 'keystrokes']);"
        "sys.exit(bool({'comet', 'torch', 'transformers'} & sys.modules.keys()))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

"""COMET through its own package, with a model that is on this machine already."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Protocol

from tmtool.errors import InputError
from tmtool.jobs.offline import offline

BATCH = 16
"""Segments that are scored at once."""

FETCH = (
    "Fetch a model once, as with `huggingface-cli download Unbabel/wmt22-comet-da`, and give the"
    " path of its checkpoints/model.ckpt."
)
"""How a user comes by a model."""


class _Prediction(Protocol):
    scores: Sequence[float]


class _Model(Protocol):
    """What COMET's models can do."""

    def requires_references(self) -> bool: ...

    def predict(
        self, samples: list[dict[str, str]], *, batch_size: int, gpus: int, progress_bar: bool
    ) -> _Prediction: ...


class Comet:
    """A model of COMET (R. Rei et al., "COMET: A neural framework for MT evaluation", 2020)."""

    def __init__(self, model: _Model, name: str) -> None:
        self._model = model
        self._name = name

    @property
    def needs_references(self) -> bool:
        """Whether the model compares with a reference."""
        return bool(self._model.requires_references())

    @property
    def signature(self) -> str:
        """The model and the version of the package."""
        return f"model:{self._name}|tool:unbabel-comet|version:{_version()}"

    def scores(self, samples: Sequence[tuple[str, str, str | None]]) -> list[float]:
        """Return the score of each source, draft and reference."""
        keys = ("src", "mt", "ref")
        data = [
            {key: text for key, text in zip(keys, sample, strict=True) if text is not None}
            for sample in samples
        ]
        torch = sys.modules.get("torch")
        gpus = int(torch is not None and torch.cuda.is_available())
        with offline():
            found = self._model.predict(data, batch_size=BATCH, gpus=gpus, progress_bar=False)
        return [float(score) for score in found.scores]


def load_comet(path: Path | None) -> Comet:
    """Return the model of a checkpoint; a folder is that of a model with its checkpoint.

    Nothing is fetched. Raises InputError where the model or the package is missing, and where
    the model cannot be loaded.
    """
    if path is None:
        raise InputError("the metric comet needs a model", hint=FETCH)
    checkpoint = path / "checkpoints" / "model.ckpt" if path.is_dir() else path
    if not checkpoint.is_file():
        raise InputError("there is no model here", where=str(path), hint=FETCH)
    settings = checkpoint.parent.parent / "hparams.yaml"
    if not settings.is_file():
        raise InputError(
            "the model has no settings", where=str(settings), hint=f"They come with it. {FETCH}"
        )
    with offline():
        try:
            import comet
        except ImportError as error:
            raise InputError(
                f"the metric comet needs a package that is not installed: {error}",
                hint='Run pip install "tmtool[comet]".',
            ) from error
        return Comet(_loaded(comet.load_from_checkpoint, checkpoint), _name(checkpoint))


def _loaded(load: Callable[..., _Model], checkpoint: Path) -> _Model:
    options = {}
    if "local_files_only" in inspect.signature(load).parameters:
        options["local_files_only"] = True
    try:
        return load(str(checkpoint), **options)
    except Exception as error:  # whatever torch, transformers and the model itself raise
        raise InputError(
            f"the model cannot be loaded: {error}",
            where=str(checkpoint),
            hint="Nothing is fetched: the encoder that its hparams.yaml names (pretrained_model)"
            " must be in the cache of Hugging Face too.",
        ) from error


def _name(checkpoint: Path) -> str:
    """Return what a model is called: by the cache of Hugging Face, or by its folder."""
    for part in checkpoint.parts:
        if part.startswith("models--"):
            return part.removeprefix("models--").replace("--", "/")
    return checkpoint.parent.parent.name or checkpoint.stem


def _version() -> str:
    try:
        return metadata.version("unbabel-comet")
    except metadata.PackageNotFoundError:
        return "unknown"

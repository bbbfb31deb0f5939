"""Sentences as vectors, by a model of Sentence Transformers that is on this machine already."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tmtool.errors import InputError
from tmtool.jobs.offline import offline

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["check_model", "sentence_scorer"]

BATCH = 64
"""Sentences that the model gets at once."""

_PACKAGE = "sentence_transformers"
_FETCH = (
    "Fetch one once, as with `huggingface-cli download sentence-transformers/LaBSE --local-dir"
    " LaBSE`, and name its folder."
)


def check_model(folder: Path) -> None:
    """Raise InputError where there is no model in a folder, or the package is missing."""
    if not (folder / "modules.json").is_file():
        raise InputError("there is no model of sentences here", where=str(folder), hint=_FETCH)
    if find_spec(_PACKAGE) is None:
        raise InputError(
            "models of sentences need a package that is not installed",
            hint='Run pip install "tmtool[embeddings]".',
        )


@cache
def sentence_scorer(folder: Path) -> Callable[[list[str]], Numbers]:
    """Return a function that gives a matrix with a row for each text; the model is loaded once.

    Nothing is fetched. Raises InputError where the model or its package is missing, and where
    the model cannot be loaded.
    """
    check_model(folder)
    with offline():
        try:
            from sentence_transformers import SentenceTransformer

            model = SentenceTransformer(str(folder), local_files_only=True)
        except Exception as error:  # whatever torch, transformers and the model itself raise
            raise InputError(
                f"the model cannot be loaded: {error}", where=str(folder), hint=_FETCH
            ) from error

    def vectors(texts: list[str]) -> Numbers:
        with offline():
            found: Numbers = model.encode(
                texts, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True
            )
        return found

    return vectors
